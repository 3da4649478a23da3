"""The registry that rows let one know: the ids that marks refer to, with as much as rows say of them."""

from collections.abc import Sequence

import msgspec

from ..labels import Labels
from ..model import Entity, Event, is_id
from ..store import Registry
from .shapes import AnswerItem


class Known:
    """Entities and events, as they are met."""

    def __init__(self, labels: Labels | None) -> None:
        self.labels = labels
        self.entities: dict[str, Entity] = {}
        self.events: dict[str, Event] = {}

    def entity(self, identifier: str, kind: str = "", name: str = "") -> None:
        """An entity is referred to. The first that is said of its type and its name counts."""
        there = self.entities.get(identifier)
        if there is None:
            self.entities[identifier] = Entity(id=identifier, type=kind, name=name)
        elif (kind and not there.type) or (name and not there.name):
            self.entities[identifier] = msgspec.structs.replace(there, type=there.type or kind, name=there.name or name)

    def event(self, identifier: str, kind: str = "", name: str = "", incident: str = "") -> None:
        """An event is referred to."""
        there = self.events.get(identifier)
        if there is None:
            self.events[identifier] = Event(id=identifier, type=kind, name=name, incident=incident)
        elif (kind and not there.type) or (name and not there.name):
            self.events[identifier] = msgspec.structs.replace(there, type=there.type or kind, name=there.name or name)

    def answers(self, facets: Sequence[str], items: Sequence[AnswerItem], incident: str) -> None:
        """What answers are about, and what they name."""
        for facet, item in zip(facets, items, strict=True):
            if item.event:
                self.event(item.event, name=item.event_name or "", incident=incident)
            if item.subject:
                self.entity(item.subject, name=item.subject_name or "")
            label = self.labels.facet.get(facet) if self.labels else None
            if label is not None and label.value not in {"entity", "event"}:
                continue
            names = [name or "" for name in item.value_names or ()]
            names += [""] * (len(item.values or ()) - len(names))
            for value, name in zip(item.values or (), names, strict=False):
                known = "" if name == value else name
                if label.value == "event" if label else is_id(value, "v"):
                    self.event(value, name=known)
                elif label or is_id(value, "e"):  # where no label says what a value is, its form does
                    self.entity(value, name=known)

    def registry(self, folder: str) -> Registry:
        """The registry, by id."""
        entities = [entity for _, entity in sorted(self.entities.items())]
        events = [event for _, event in sorted(self.events.items())]
        return Registry(folder, {"entities": entities, "events": events})
