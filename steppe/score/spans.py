"""Which marks of two sides belong together, by where they stand. No mark belongs to two."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar

from ..assignment import heaviest


class Spanned(Protocol):
    """What reaches from a start to an end, half-open."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Mark = TypeVar("Mark", bound=Spanned)
Edge = tuple[int, int]
"""Numbers of a mark of the first side and one of the second."""


def alike(first: Sequence[Mark], second: Sequence[Mark], *keys: Callable[[Mark], Hashable]) -> list[Edge]:
    """Marks of one key each, those of the first key before those of the next; of several with one key, in their order."""
    found: list[Edge] = []
    ones, twos = list(range(len(first))), list(range(len(second)))
    for key in keys:
        mine, theirs = list(map(key, map(first.__getitem__, ones))), list(map(key, map(second.__getitem__, twos)))
        waiting = dict(zip(theirs, twos, strict=True))
        if len(waiting) == len(twos):  # the rule, and much the quicker
            pairs = [(one, two) for one, name in zip(ones, mine, strict=True) if (two := waiting.pop(name, None)) is not None]
        else:
            pairs = _in_order(zip(mine, ones, strict=True), zip(theirs, twos, strict=True))
        found += pairs
        here, there = {one for one, _ in pairs}, {two for _, two in pairs}
        ones, twos = [one for one in ones if one not in here], [two for two in twos if two not in there]
        if not ones or not twos:
            break
    return found


def _in_order(first: Iterable[tuple[Hashable, int]], second: Iterable[tuple[Hashable, int]]) -> list[Edge]:
    """Numbers of one key each; of several with one key, the first with the first."""
    waiting: dict[Hashable, deque[int]] = {}
    for key, two in second:
        waiting.setdefault(key, deque()).append(two)
    return [(one, there.popleft()) for key, one in first if (there := waiting.get(key))]


def overlapping(first: Sequence[Mark], second: Sequence[Mark]) -> list[Edge]:
    """Marks that have a character in common. Time grows with the marks and their overlaps, not with their product."""
    order = sorted(range(len(second)), key=lambda two: second[two].start)
    starts = [second[two].start for two in order]
    reach = list(accumulate((second[two].end for two in order), max))
    found: list[Edge] = []
    for one, mark in enumerate(first):
        near = order[bisect_right(reach, mark.start) : bisect_left(starts, mark.end)]
        found += [(one, two) for two in near if second[two].end > mark.start]
    return found


def shared(one: Spanned, two: Spanned) -> int:
    """How many characters two marks have in common."""
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def most(first: Sequence[Mark], second: Sequence[Mark], edges: Iterable[Edge]) -> list[Edge]:
    """As many of some overlapping pairs as can be, so that no mark has two; of as many, those that have the most in common."""
    near = {(one, two): closeness(first[one], second[two]) for one, two in edges}
    more = 1.0 + min(len(first), len(second))  # one pair more weighs more than any closeness of the others
    return list(heaviest({edge: more + close for edge, close in near.items()}).items())


def closeness(one: Spanned, two: Spanned) -> float:
    """Twice what two marks have in common by what they have in all (Dice): above 0 to 1."""
    return 2 * shared(one, two) / (one.end - one.start + two.end - two.start)
