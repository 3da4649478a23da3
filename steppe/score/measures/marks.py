"""Measures of mentions and triggers: where they stand, what they are called, what they refer to."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ...model import Mention, Trigger
from ..case import Case
from ..counts import same
from ..measure import Counted, Measure
from ..spans import Edge, most, overlapping

Marks = Sequence[Mention | Trigger]


class Layer:
    """Mentions, or triggers, of a case."""

    def __init__(self, name: str, marks: Callable[[Case], tuple[Marks, Marks]], exact: Callable[[Case], list[Edge]]) -> None:
        self.name = name
        self.marks = marks
        self.pairs = exact

    def typed(self, case: Case) -> list[Edge]:
        """Pairs of one span and type."""
        return case.typed_mentions if self.name == "mention" else case.typed_triggers

    def strict(self, case: Case) -> Counted:
        first, second = self.marks(case)
        return same(len(self.typed(case)), len(first), len(second))

    def exact(self, case: Case) -> Counted:
        first, second = self.marks(case)
        return same(len(self.pairs(case)), len(first), len(second))

    def partial(self, case: Case) -> Counted:
        first, second = self.marks(case)
        near = case.near_mentions if self.name == "mention" else case.near_triggers
        return same(len(self.pairs(case)) + len(near) / 2, len(first), len(second))

    def type(self, case: Case) -> Counted:
        """Pairs of one span and type are taken first: as many pairs can be had with them as without."""
        first, second = self.marks(case)
        pairs = self.typed(case)
        ones, twos = {one for one, _ in pairs}, {two for _, two in pairs}
        hits = len(pairs)
        if hits < len(first) and hits < len(second):
            mine = [mark for number, mark in enumerate(first) if number not in ones]
            other = [mark for number, mark in enumerate(second) if number not in twos]
            hits += len(most(mine, other, [(a, b) for a, b in overlapping(mine, other) if mine[a].type == other[b].type]))
        return same(hits, len(first), len(second))

    def nested(self, case: Case) -> Counted:
        first, second = self.marks(case)
        inner, other = _nested(first), _nested(second)
        if not inner and not other:
            return 0, 0, 0, 0
        return same(sum(one in inner and two in other for one, two in self.typed(case)), len(inner), len(other))

    def by_type(self, case: Case) -> Mapping[str, Counted]:
        first, second = self.marks(case)
        hits = Counter(first[one].type for one, _ in self.typed(case))
        sought, seen = Counter(mark.type for mark in first), Counter(mark.type for mark in second)
        return {label: same(hits[label], sought[label], seen[label]) for label in sought | seen}


def _nested(marks: Marks) -> set[int]:
    """The numbers of the marks that lie inside another, longer one."""
    found = set()
    reach = before = 0  # how far marks reach that begin sooner: than the one before, than this one
    here = -1
    for number in sorted(range(len(marks)), key=lambda number: (marks[number].start, -marks[number].end)):
        mark = marks[number]
        if mark.start != here:
            before, here, longest = reach, mark.start, mark.end
        if mark.end <= before or mark.end < longest:
            found.add(number)
        reach = max(reach, mark.end)
    return found


def _hit(first: Sequence[str], second: Sequence[str], pairs: Sequence[Edge]) -> Counted:
    """Counts of labels, of which some are empty, where pairs have the same."""
    hits = [1 for one, two in pairs if first[one] and first[one] == second[two]]
    return same(len(hits), len(first) - first.count(""), len(second) - second.count(""))


def _referring(marks: Callable[[Case], tuple[Marks, Marks]], pairs: Callable[[Case], list[Edge]]) -> Callable[[Case], Counted]:
    def counts(case: Case) -> Counted:
        first, second = marks(case)
        mine, other = [mark.refers_to for mark in first], [case.names(mark.refers_to) for mark in second]
        return _hit(mine, other, pairs(case))

    return counts


def _attribute(layer: Layer, label: Callable[[Case, Mention | Trigger], str]) -> Callable[[Case], Counted]:
    """Pairs of one span and type that have a label in common, of the marks that have one."""

    def counts(case: Case) -> Counted:
        first, second = layer.marks(case)
        return _hit([label(case, mark) for mark in first], [label(case, mark) for mark in second], layer.typed(case))

    return counts


MENTIONS = Layer("mention", lambda case: (case.first.mentions, case.second.mentions), lambda case: case.mentions)
TRIGGERS = Layer("trigger", lambda case: (case.first.triggers, case.second.triggers), lambda case: case.triggers)


def _both(layer: Layer) -> tuple[Measure, ...]:
    name = layer.name
    return (
        Measure(name=f"{name}.strict", says="same span, same type", counts=layer.strict, by_label=layer.by_type),
        Measure(name=f"{name}.exact", says="same span, whatever the type", counts=layer.exact),
        Measure(name=f"{name}.type", says="overlapping spans, same type", counts=layer.type),
        Measure(name=f"{name}.partial", says="same span counts 1, an overlapping one 1/2, whatever the type", counts=layer.partial),
    )


MEASURES = (
    *_both(MENTIONS),
    Measure(name="mention.nested", says="same span, same type, of the mentions that lie inside another one", counts=MENTIONS.nested),
    Measure(name="mention.level", says="same span, type and level", counts=_attribute(MENTIONS, lambda _, mark: mark.level)),  # type: ignore[union-attr]
    Measure(
        name="mention.value",
        says="same span, type and value, of the mentions that carry one",
        counts=_attribute(MENTIONS, lambda _, mark: mark.value),  # type: ignore[union-attr]
    ),
    Measure(
        name="mention.entity",
        says="same span, and entities that are the same once the registries are aligned",
        counts=_referring(MENTIONS.marks, MENTIONS.pairs),
    ),
    *_both(TRIGGERS),
    Measure(
        name="trigger.polarity",
        says="same span, type and polarity",
        counts=_attribute(TRIGGERS, lambda case, mark: case.polarity(mark)),  # type: ignore[arg-type]
    ),
    Measure(
        name="trigger.modality",
        says="same span, type and modality",
        counts=_attribute(TRIGGERS, lambda case, mark: case.modality(mark)),  # type: ignore[arg-type]
    ),
    Measure(
        name="trigger.event",
        says="same span, and events that are the same once the registries are aligned",
        counts=_referring(TRIGGERS.marks, TRIGGERS.pairs),
    ),
)
