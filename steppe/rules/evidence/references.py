"""Which entries of the registry the marks refer to, and from where."""

from itertools import chain

from msgspec import Struct

from ...labels import Labels
from ...model import Claim, Mention, Trigger
from ..case import Case


class Stray(Struct, frozen=True, gc=False):
    """A mark that refers to an entry of the registry, and where it stands."""

    article: int
    """The number of its article."""
    line: int
    mark: str
    entry: str


class References:
    """What is referred to at all, and what from an article of another incident."""

    def __init__(self) -> None:
        self.entries: set[str] = set()
        """Ids of entities and events that a mark refers to, whether the registry has them or not."""
        self.strays: list[Stray] = []
        """Marks that refer to an event of another incident than their article's."""
        self.first: dict[str, dict[str, Stray]] = {}
        """Where entities belong to one incident: of each, and of each incident, the first mark that refers to it there."""

    def take(self, case: Case, number: int) -> None:
        document, events, values = case.document, case.registry.event, _valued(case.labels)
        incident, line = document.article.incident, document.line
        marks: list[Trigger | Claim] = [*document.triggers, *document.claims]
        referred = set(chain.from_iterable([_referred(mark, values) for mark in marks]))
        self.entries.update([mention.refers_to for mention in document.mentions], referred)
        if {events[entry].incident for entry in referred if entry in events} - {incident}:
            self.strays += [
                Stray(number, line(mark), mark.id, entry)
                for mark in marks
                for entry in _referred(mark, values)
                if entry in events and events[entry].incident != incident
            ]
        if case.settings.checks.closed_entities:
            everything: list[Mention | Trigger | Claim] = [*document.mentions, *marks]
            for each in everything:
                for entry in _referred(each, values):
                    if entry in case.registry.entity and incident not in (known := self.first.setdefault(entry, {})):
                        known[incident] = Stray(number, line(each), each.id, entry)

    def merge(self, other: "References", shift: int) -> None:
        self.entries |= other.entries
        self.strays += [_moved(stray, shift) for stray in other.strays]
        for entry, by_incident in other.first.items():
            known = self.first.setdefault(entry, {})
            for incident, stray in by_incident.items():
                known.setdefault(incident, _moved(stray, shift))


def _moved(stray: Stray, shift: int) -> Stray:
    return Stray(stray.article + shift, stray.line, stray.mark, stray.entry)


def _valued(labels: Labels) -> frozenset[str]:
    """Facets whose values are entries of the registry."""
    return frozenset(name for name, facet in labels.facet.items() if facet.value in ("entity", "event"))


def _referred(mark: Mention | Trigger | Claim, values: frozenset[str]) -> list[str]:
    """The entries that a mark refers to; ``values`` are the facets whose values are entries."""
    if not isinstance(mark, Claim):
        return [mark.refers_to]
    found: list[str] = []
    for answer in mark.answers:
        found += (answer.event, answer.subject)
        if answer.facet in values:
            found += answer.values
    return found
