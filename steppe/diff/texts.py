"""What an edit of a text did to its lines, and to the offsets of what stands in it."""

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import accumulate

from ..text import shared

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 10**7
"""Pairs of words that are compared; of lines that have more, only beginning and end are."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Edit:
    """An edited text: which stretches of it are still there. The same whichever of the two is called the old one."""

    def __init__(self, old: str, new: str) -> None:
        swapped = new < old  # what is compared with what decides between equals
        blocks, (removed, added) = _same(new, old) if swapped else _same(old, new)
        self.blocks = [(there, here, size) for here, there, size in blocks] if swapped else blocks
        """(old offset, new offset, length) of what stays, in order."""
        self._starts = [here for here, _, _ in self.blocks]
        self.removed, self.added = (added, removed) if swapped else (removed, added)
        """Lines that only the old text, and only the new one has."""

    @property
    def told(self) -> str:
        """What the edit did, in words."""
        return f"lines: {self.removed} removed, {self.added} added"

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the old text stands in the new one; None where its first or last character is gone."""
        first, last = self._of(start), self._of(end - 1)
        return None if first is None or last is None or last < first else (first, last + 1)

    def kept(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where in the new text that stands which stayed of a stretch of the old one."""
        found: list[tuple[int, int]] = []
        for block in range(max(bisect_right(self._starts, start) - 1, 0), len(self.blocks)):
            here, there, size = self.blocks[block]
            if here >= end:
                break
            a, b = max(start, here), min(end, here + size)
            if a < b:
                found.append((there + a - here, there + b - here))
        return found

    def _of(self, offset: int) -> int | None:
        block = bisect_right(self._starts, offset) - 1
        if block < 0:
            return None
        here, there, size = self.blocks[block]
        return there + offset - here if offset < here + size else None


def _same(one: str, two: str) -> tuple[list[tuple[int, int, int]], tuple[int, int]]:
    """What two texts have in common, as :attr:`Edit.blocks`, and how many lines only the one and only the other has."""
    here, there = _LINE.findall(one), _LINE.findall(two)
    places = [[0], [0]]
    for lines, starts in zip((here, there), places, strict=True):
        for line in lines:
            starts.append(starts[-1] + len(line))
    matched = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in matched)
    found: list[tuple[int, int, int]] = []
    before = (0, 0)
    for block in matched:
        a, b = places[0][block.a], places[1][block.b]
        found += _edges(one[before[0] : a], two[before[1] : b], before)
        end = places[0][block.a + block.size], places[1][block.b + block.size]
        found.append((a, b, end[0] - a))
        before = end
    return [block for block in found if block[2]], (len(here) - kept, len(there) - kept)


def _edges(one: str, two: str, base: tuple[int, int]) -> list[tuple[int, int, int]]:
    """What stays in lines that were edited: words, and the beginnings and ends of what stands in their place."""
    here, there = _WORD.findall(one), _WORD.findall(two)
    if len(here) * len(there) > _MOST:
        return _ends(one, two, base)
    starts = [[*accumulate(map(len, words), initial=0)] for words in (here, there)]
    found: list[tuple[int, int, int]] = []
    before = (0, 0)
    for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks():
        a, b = starts[0][block.a], starts[1][block.b]
        found += _ends(one[before[0] : a], two[before[1] : b], (base[0] + before[0], base[1] + before[1]))
        end = starts[0][block.a + block.size], starts[1][block.b + block.size]
        found.append((base[0] + a, base[1] + b, end[0] - a))
        before = end
    return found


def _ends(one: str, two: str, base: tuple[int, int]) -> list[tuple[int, int, int]]:
    """What stays at the beginning and at the end."""
    head = shared(one, two)
    tail = shared(one[head:][::-1], two[head:][::-1])
    return [(base[0], base[1], head), (base[0] + len(one) - tail, base[1] + len(two) - tail, tail)]
