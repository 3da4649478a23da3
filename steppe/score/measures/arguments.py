"""Measures of arguments: which mark fills which role of which trigger."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

from ...model import Mention, Trigger
from ..case import Case
from ..counts import in_common, same
from ..measure import Counted, Measure


def shared(first: Sequence[Hashable], second: Sequence[Hashable]) -> Counted:
    """Counts of two bags: an item is hit as often as both have it."""
    return same(in_common(first, second), len(first), len(second))


def _strict(case: Case) -> Counted:
    return shared(*case.argument_places)


def _unlabelled(case: Case) -> Counted:
    return shared(*([place[:2] + place[4:] for place in side] for side in case.argument_places))


def _event(case: Case) -> Counted:
    return shared(*([place[2:] for place in side] for side in case.argument_places))


def _entity(case: Case) -> Counted:
    """The filler by what it refers to, or where it stands if it refers to nothing."""

    def keys(side: int, names: Callable[[str], str]) -> list[Hashable]:
        there = zip(case.argument_places[side], case.arguments[side], strict=True)
        return [(place[:4], _reference(filler, names(filler.refers_to))) for place, (_, _, filler) in there]

    return shared(keys(0, str), keys(1, case.names))


def _reference(filler: Mention | Trigger, entry: str) -> Hashable:
    return (isinstance(filler, Mention), entry) if entry else (filler.start, filler.end)


def by_role(case: Case) -> Mapping[str, Counted]:
    """Strict counts of each role."""
    first, second = map(Counter, case.argument_places)
    piles: dict[str, list[int]] = {}
    for number, bag in enumerate((first & second, first, second)):
        for key, times in bag.items():
            piles.setdefault(key[3], [0, 0, 0])[number] += times
    return {role: same(*pile) for role, pile in piles.items()}


MEASURES = (
    Measure(name="argument.strict", says="same trigger span and type, same role, same filler span", counts=_strict, by_label=by_role),
    Measure(name="argument.unlabelled", says="same trigger span, same filler span, whatever type and role", counts=_unlabelled),
    Measure(name="argument.event", says="same event type, role and filler span, whatever the trigger's span", counts=_event),
    Measure(
        name="argument.entity",
        says="same trigger span and type, same role, and a filler that refers to the same (its span, where it refers to nothing)",
        counts=_entity,
    ),
)
