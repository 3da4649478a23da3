"""Entries of the registry, as annotators name them."""

from ..model import Entity, Event, derived
from ..store import Registry
from ..text import shown
from . import written
from .written import NEW, Unreadable


class Entries:
    """Finds entries by id or by name, and makes those that somebody names as new."""

    def __init__(self, registry: Registry, incident: str) -> None:
        self.registry, self.incident = registry, incident
        self.new: dict[str, Entity | Event] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for table, entries in (("mention", registry.entity), ("trigger", registry.event)):
            for identifier, entry in entries.items():
                self._by_name.setdefault((table, entry.name.casefold()), []).append(identifier)

    def __call__(self, given: str, layer: str, type_: str) -> str:
        """The id of the entry that somebody names for a mention or a trigger of a type.

        Raises:
            Unreadable: there is none, or several.
        """
        there = self.registry.entity if layer == "mention" else self.registry.event
        named = written.entry_of(given)
        if named in there or named in self.new:
            return named
        if named.startswith(NEW):
            return self._made(named.removeprefix(NEW).strip(), layer, type_)
        found = self.named(named, layer)
        if len(found) == 1:
            return found[0]
        what = "entity" if layer == "mention" else "event"
        if found:
            raise Unreadable(f"refers_to is {shown(given)}, which names {', '.join(found)}; write one of these ids")
        raise Unreadable(
            f"refers_to is {shown(given)}, which is no {what} of {self.registry.folder}; write an id, or {NEW} and a name for a new one"
        )

    def named(self, name: str, layer: str) -> list[str]:
        """The entries of a name, those that are new among them."""
        return self._by_name.get((layer, name.casefold()), [])

    def _made(self, name: str, layer: str, type_: str) -> str:
        if not name:
            raise Unreadable(f"refers_to is {NEW} without a name; name the new entry")
        if found := self.named(name, layer):
            return found[0]
        taken = {*self.registry.names, *self.new}
        identifier = derived(Entity.prefix if layer == "mention" else Event.prefix, f"{type_}\n{name}", taken)
        if layer == "mention":
            self.new[identifier] = Entity(id=identifier, type=type_, name=name)
        else:
            self.new[identifier] = Event(id=identifier, type=type_, name=name, incident=self.incident)
        self._by_name[layer, name.casefold()] = [identifier]
        return identifier
