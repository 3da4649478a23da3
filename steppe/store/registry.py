"""What stands across articles: entities, events, clusters, relations, traces, exceptions, released splits, and releases."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ..model import Cluster, Entity, Event, Exemption, Membership, Record, Relation, Release, Trace

SPLITS, RELEASES = "annotations/splits.jsonl", "annotations/releases.jsonl"
"""The files that releases write: where each released article is, and which versions there were."""
FILES = ("entities", "events", "clusters", "relations", "traces", "exceptions", "splits", "releases")


class Registry:
    """The registry of a corpus, or of one annotator. ``records`` maps a file's name to its records, by line."""

    def __init__(self, folder: str, records: dict[str, list[Any]] | None = None) -> None:
        self.folder = folder
        self.records: dict[str, list[Any]] = {name: (records or {}).get(name, []) for name in FILES}

    @cached_property
    def entity(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.records["entities"]}

    @cached_property
    def event(self) -> dict[str, Event]:
        return {event.id: event for event in self.records["events"]}

    @cached_property
    def cluster(self) -> dict[str, Cluster]:
        return {cluster.id: cluster for cluster in self.records["clusters"]}

    @property
    def relations(self) -> list[Relation]:
        return self.records["relations"]

    @property
    def traces(self) -> list[Trace]:
        return self.records["traces"]

    @property
    def memberships(self) -> list[Membership]:
        return self.records["splits"]

    @property
    def releases(self) -> list[Release]:
        return self.records["releases"]

    @cached_property
    def sources_of(self) -> dict[str, tuple[str, ...]]:
        """The claims that a claim of a retelling is traced to, by ``ARTICLE/CLAIM``."""
        found: dict[str, tuple[str, ...]] = {}
        for trace in self.traces:
            found[trace.claim] = (*found.get(trace.claim, ()), trace.source)
        return found

    @cached_property
    def entailed(self) -> dict[str, bool]:
        """Whether a reader found that a claim of a retelling follows from those that it is traced to, by ``ARTICLE/CLAIM``."""
        found: dict[str, bool] = {}
        for trace in self.traces:
            found[trace.claim] = found.get(trace.claim, True) and trace.entailed
        return found

    @cached_property
    def exempt(self) -> frozenset[tuple[str, str]]:
        """(rule, mark) pairs that are right although the rule objects."""
        exemptions: list[Exemption] = self.records["exceptions"]
        return frozenset((exemption.rule, exemption.at) for exemption in exemptions)

    @cached_property
    def typed(self) -> frozenset[tuple[str, str]]:
        """Each entity with its type."""
        return frozenset((entity.id, entity.type) for entity in self.records["entities"])

    @cached_property
    def above(self) -> dict[str, tuple[str, ...]]:
        """What each entity or event is a member or a part of, where it is of anything."""
        found = {entity.id: entity.member_of for entity in self.records["entities"] if entity.member_of}
        events = ((event.id, (*event.member_of, *event.subevent_of)) for event in self.records["events"])
        return found | {identifier: above for identifier, above in events if above}

    def reaches(self, identifier: str, some: set[str]) -> bool:
        """Whether an entry is among some, or anything that it is a member or a part of, however far up."""
        left, seen = [identifier], {identifier}
        while left:
            here = left.pop()
            if here in some:
                return True
            above = self.above.get(here, ())
            left += [other for other in above if other not in seen]
            seen.update(above)
        return False

    @cached_property
    def below(self) -> dict[str, set[str]]:
        """What is directly a member or a part of each entity or event, where anything is."""
        found: dict[str, set[str]] = {}
        for identifier, above in self.above.items():
            for other in above:
                found.setdefault(other, set()).add(identifier)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of entities and events."""
        return {entry.id: entry.name for entry in (*self.records["entities"], *self.records["events"])}

    def entry(self, identifier: str) -> Entity | Event | None:
        """An entity or an event; None where there is none."""
        return self.entity.get(identifier) or self.event.get(identifier)

    def name(self, identifier: str) -> str:
        """The name of an entity or event; empty where there is none."""
        return self.names.get(identifier, "")

    def placed(self) -> Iterator[tuple[str, int, Record]]:
        """Each record with its file and its line there."""
        for name in FILES:
            for line, record in enumerate(self.records[name], start=1):
                yield f"{self.folder}/{name}.jsonl", line, record
