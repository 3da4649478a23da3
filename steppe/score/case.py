"""One article as two sides have it: what every measure looks at, worked out once."""

from collections.abc import Container, Sequence
from functools import cached_property
from operator import attrgetter

from ..labels import Labels
from ..model import Argument, Mention, Trigger, Zone
from ..store import Document
from .claims import Answered, Stated, answered, paired, stated
from .clusterings import Clusterings, Counted
from .spans import Edge, alike, most, overlapping

Filled = tuple[Trigger, Argument, Mention | Trigger]
"""A trigger, one of its arguments, and the mark that fills it."""


Placed = tuple[int, int, str, str, int, int]
"""Start, end and type of a trigger, the role, start and end of the filler."""


class Names:
    """What entries of the second registry are called in the first: entities and events, each by its id."""

    def __init__(self, of: dict[str, str] | None = None, known: Container[str] = ()) -> None:
        self.of = of or {}
        self.known = known
        """The ids of the second registry."""

    def __call__(self, identifier: str) -> str:
        """The entry of the first registry that is the same; one that has none is called as none there is."""
        return self.of.get(identifier) or (f"?{identifier}" if identifier else "")

    def entry(self, value: str) -> str:
        """As a call for entries of the second registry; any other value as it is."""
        return self.of.get(value) or (f"?{value}" if value in self.known else value)


class Case:
    """An article of two sides. ``names`` leads from the second registry to the first, once the registries are aligned."""

    def __init__(self, first: Document, second: Document, labels: Labels | None = None, names: Names | None = None) -> None:
        self.first, self.second = first, second
        self.name = first.name
        self.labels = labels
        self.names = names or Names()

    @cached_property
    def zones(self) -> list[Edge]:
        """Zones of one span, by their numbers."""
        return alike(self.first.zones, self.second.zones, _typed, _span)

    @cached_property
    def mentions(self) -> list[Edge]:
        """Mentions of one span: those of one type too, and of one level and value, before others."""
        return alike(self.first.mentions, self.second.mentions, _mention, _typed, _span)

    @cached_property
    def triggers(self) -> list[Edge]:
        """Triggers of one span: those of one type before others."""
        return alike(self.first.triggers, self.second.triggers, _typed, _span)

    @cached_property
    def typed_mentions(self) -> list[Edge]:
        """Mentions of one span and type."""
        return _of_one_type(self.first.mentions, self.second.mentions, self.mentions)

    @cached_property
    def typed_triggers(self) -> list[Edge]:
        """Triggers of one span and type."""
        return _of_one_type(self.first.triggers, self.second.triggers, self.triggers)

    @cached_property
    def near_zones(self) -> list[Edge]:
        """Of the other zones, pairs that overlap."""
        return _rest(self.first.zones, self.second.zones, self.zones)

    @cached_property
    def near_mentions(self) -> list[Edge]:
        """Of the other mentions, pairs that overlap."""
        return _rest(self.first.mentions, self.second.mentions, self.mentions)

    @cached_property
    def near_triggers(self) -> list[Edge]:
        """Of the other triggers, pairs that overlap."""
        return _rest(self.first.triggers, self.second.triggers, self.triggers)

    @cached_property
    def stated(self) -> tuple[list[Stated], list[Stated]]:
        """The claims of both sides."""
        return stated(self.first), stated(self.second)

    @cached_property
    def claim_pairs(self) -> list[Edge]:
        """Claims of both sides that are the same, by their numbers."""
        return paired(*self.stated)

    @cached_property
    def claims(self) -> list[tuple[Stated, Stated]]:
        """Claims of both sides that are the same."""
        first, second = self.stated
        return [(first[one], second[two]) for one, two in self.claim_pairs]

    @cached_property
    def answered(self) -> tuple[list[Answered], list[Answered]]:
        """What the claims of both sides answer. Ask once the registries are aligned."""
        first = [answered(claim, str) for claim in self.first.claims]
        return first, [answered(claim, self.names.entry) for claim in self.second.claims]

    @cached_property
    def arguments(self) -> tuple[list[Filled], list[Filled]]:
        """The arguments of both sides whose fillers are there."""
        return _filled(self.first), _filled(self.second)

    @cached_property
    def argument_places(self) -> tuple[list[Placed], list[Placed]]:
        """The same, by where trigger and filler stand."""
        first, second = self.arguments
        return list(map(_placed, first)), list(map(_placed, second))

    @property
    def entities(self) -> Clusterings:
        """The clusters of mentions."""
        return Clusterings().add(self.first.mentions, self.second.mentions, self.mentions)

    @property
    def events(self) -> Clusterings:
        """The clusters of triggers."""
        return Clusterings().add(self.first.triggers, self.second.triggers, self.triggers)

    @cached_property
    def _defaults(self) -> tuple[str, str]:
        labels = self.labels
        return (labels.default(labels.polarity), labels.default(labels.modality)) if labels else ("", "")

    def polarity(self, trigger: Trigger) -> str:
        """The label of a trigger's polarity, the default where it gives none."""
        return trigger.polarity or self._defaults[0]

    def modality(self, trigger: Trigger) -> str:
        """The label of a trigger's modality, the default where it gives none."""
        return trigger.modality or self._defaults[1]


_span, _typed = attrgetter("start", "end"), attrgetter("start", "end", "type")
_mention = attrgetter("start", "end", "type", "level", "value")


def _placed(filled: Filled) -> Placed:
    trigger, argument, filler = filled
    return trigger.start, trigger.end, trigger.type, argument.role, filler.start, filler.end


def _of_one_type(first: Sequence[Mention | Trigger], second: Sequence[Mention | Trigger], pairs: list[Edge]) -> list[Edge]:
    return [(one, two) for one, two in pairs if first[one].type == second[two].type]


def _rest(first: Sequence[Mention | Trigger | Zone], second: Sequence[Mention | Trigger | Zone], pairs: list[Edge]) -> list[Edge]:
    ones, twos = {one for one, _ in pairs}, {two for _, two in pairs}
    if len(ones) == len(first) or len(twos) == len(second):
        return []
    left = [number for number in range(len(first)) if number not in ones]
    right = [number for number in range(len(second)) if number not in twos]
    mine, theirs = [first[number] for number in left], [second[number] for number in right]
    return [(left[one], right[two]) for one, two in most(mine, theirs, overlapping(mine, theirs))]


def _filled(document: Document) -> list[Filled]:
    marks = document.mention_of | document.trigger_of
    return [
        (trigger, argument, marks[argument.filler])
        for trigger in document.triggers
        for argument in trigger.arguments
        if argument.filler in marks
    ]


class Cases:
    """Some articles, for measures that are quicker to count of many together."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases

    @cached_property
    def entities(self) -> Counted:
        return Counted([case.entities for case in self.cases])

    @cached_property
    def events(self) -> Counted:
        return Counted([case.events for case in self.cases])
