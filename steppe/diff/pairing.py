"""Which of some things is which of others, asked key by key, from the most telling to the least.

The answer is the same whichever side is first.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Key = Callable[[Thing], Hashable]


class Pairing(Generic[Thing]):
    """Pairs of an old and a new thing; each has one partner at most."""

    def __init__(self, old: Sequence[Thing], new: Sequence[Thing]) -> None:
        self.old = old
        self.new = new
        self.found: dict[int, int] = {}
        """The places of new things, by those of the old ones."""
        self._taken: set[int] = set()

    def by(self, old: Key[Thing], new: Key[Thing] | None = None) -> None:
        """Pair what has one key, in order; what has the key None is left alone."""
        if len(self.found) == min(len(self.old), len(self.new)):
            return
        waiting: dict[Hashable, list[int]] = {}
        for place in reversed(range(len(self.new))):
            if place not in self._taken and (key := (new or old)(self.new[place])) is not None:
                waiting.setdefault(key, []).append(place)
        for place, thing in enumerate(self.old):
            if place not in self.found and (key := old(thing)) is not None and (there := waiting.get(key)):
                self.pair(place, there.pop())

    def by_most(self, shared: Mapping[tuple[int, int], float]) -> None:
        """Pair those that share most, by their places, first."""
        # Of pairs that share as much and have one sum of places, none has a partner in common, so that their order does not matter.
        for place, other in sorted(shared, key=lambda pair: (-shared[pair], sum(pair))):
            if place not in self.found and other not in self._taken:
                self.pair(place, other)

    def pair(self, old: int, new: int) -> None:
        """Make two things one, by their places."""
        self.found[old] = new
        self._taken.add(new)

    @property
    def pairs(self) -> Iterator[tuple[Thing, Thing]]:
        """What is paired, in the order of the old."""
        return ((self.old[place], self.new[self.found[place]]) for place in range(len(self.old)) if place in self.found)

    @property
    def gone(self) -> list[Thing]:
        """The old things without a partner."""
        return [thing for place, thing in enumerate(self.old) if place not in self.found]

    @property
    def come(self) -> list[Thing]:
        """The new things without a partner."""
        return [thing for place, thing in enumerate(self.new) if place not in self._taken]

    @property
    def left(self) -> tuple[list[int], list[int]]:
        """The places of the things without a partner."""
        return (
            [place for place in range(len(self.old)) if place not in self.found],
            [place for place in range(len(self.new)) if place not in self._taken],
        )


def voted(votes: Counter[tuple[str, str]], old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Which id is which, by votes: those with the most first, each once. Of ``old`` and ``new`` those that may be paired, sorted."""
    here, there = {identifier: place for place, identifier in enumerate(old)}, {identifier: place for place, identifier in enumerate(new)}
    pairing = Pairing(old, new)
    pairing.by_most({(here[a], there[b]): number for (a, b), number in votes.items() if a in here and b in there})
    return dict(pairing.pairs)
