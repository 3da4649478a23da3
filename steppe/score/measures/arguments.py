"""Measures of arguments: which mark fills which role of which trigger."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

from ...model import Mention
from ..case import Case, Filled
from ..counts import in_common, same
from ..measure import Counted, Measure

Key = Callable[[Case, Filled, bool], Hashable]
"""What an argument comes to: of a case, the argument, and whether it is of the second side."""


def shared(first: Sequence[Hashable], second: Sequence[Hashable]) -> Counted:
    """Counts of two bags: an item is hit as often as both have it."""
    return same(in_common(first, second), len(first), len(second))


def _bags(case: Case, key: Key) -> tuple[list[Hashable], list[Hashable]]:
    first, second = case.arguments
    return [key(case, one, False) for one in first], [key(case, two, True) for two in second]


def _strict(case: Case, filled: Filled, second: bool) -> tuple[int, int, str, str, int, int]:
    trigger, argument, filler = filled
    return trigger.start, trigger.end, trigger.type, argument.role, filler.start, filler.end


def _unlabelled(case: Case, filled: Filled, second: bool) -> Hashable:
    trigger, _, filler = filled
    return trigger.start, trigger.end, filler.start, filler.end


def _event(case: Case, filled: Filled, second: bool) -> Hashable:
    return _strict(case, filled, second)[2:]


def _entity(case: Case, filled: Filled, second: bool) -> Hashable:
    """The filler by what it refers to, or where it stands if it refers to nothing."""
    filler = filled[2]
    whom = case.names(filler.refers_to) if second else filler.refers_to
    reference: Hashable = (isinstance(filler, Mention), whom) if whom else (filler.start, filler.end)
    return *_strict(case, filled, second)[:4], reference


def _counted(key: Key) -> Callable[[Case], Counted]:
    return lambda case: shared(*_bags(case, key))


def by_role(case: Case) -> Mapping[str, Counted]:
    """Strict counts of each role."""
    arguments = case.arguments
    first, second = (Counter(_strict(case, filled, bool(side)) for filled in arguments[side]) for side in (0, 1))
    piles: dict[str, list[int]] = {}
    for number, bag in enumerate((first & second, first, second)):
        for key, times in bag.items():
            piles.setdefault(key[3], [0, 0, 0])[number] += times
    return {role: same(*pile) for role, pile in piles.items()}


MEASURES = (
    Measure(
        name="argument.strict", says="same trigger span and type, same role, same filler span", counts=_counted(_strict), by_label=by_role
    ),
    Measure(name="argument.unlabelled", says="same trigger span, same filler span, whatever type and role", counts=_counted(_unlabelled)),
    Measure(name="argument.event", says="same event type, role and filler span, whatever the trigger's span", counts=_counted(_event)),
    Measure(
        name="argument.entity",
        says="same trigger span and type, same role, and a filler that refers to the same (its span, where it refers to nothing)",
        counts=_counted(_entity),
    ),
)
