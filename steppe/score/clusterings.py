"""The clusters of two sides: marks by what they refer to."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from ..model import Mention, Trigger
from .clusters import COREFERENCE, Overlap, overlaps
from .counts import Array
from .spans import Edge

Marks = Sequence[Mention | Trigger]
Clusters = dict[str, list[int]]
"""By entity or event: the marks that refer to it, as numbers."""


class Clusterings:
    """Marks of two sides by the entity or event that they refer to. Marks of one span have one number; what refers to nothing has none."""

    def __init__(self) -> None:
        self.first: Clusters = defaultdict(list)
        self.second: Clusters = defaultdict(list)
        self._next = 0

    def add(self, first: Marks, second: Marks, pairs: Sequence[Edge]) -> "Clusterings":
        """Take in the marks of an article, of which some stand on one span."""
        start = self._next
        self._next += len(first) + len(second)
        numbers = list(range(start + len(first), self._next))
        for one, two in pairs:
            numbers[two] = start + one
        here, there = self.first, self.second
        for number, mark in enumerate(first, start):
            if entry := mark.refers_to:
                here[entry].append(number)
        for number, mark in zip(numbers, second, strict=True):
            if entry := mark.refers_to:
                there[entry].append(number)
        return self


class Counted:
    """The counts of coreference in some articles, or across all; worked out once for all measures, since together they are quick."""

    def __init__(self, articles: Sequence[Clusterings]) -> None:
        self.articles = articles
        self._vectors: dict[str, Array] = {}

    @cached_property
    def overlap(self) -> Overlap:
        """What the clusters of each article have in common."""
        return overlaps((list(article.first.values()), list(article.second.values())) for article in self.articles)

    def vectors(self, name: str) -> Array:
        """The counts of a measure of :data:`~steppe.score.clusters.COREFERENCE`, ``[articles, width]``."""
        if name not in self._vectors:
            self._vectors[name] = COREFERENCE[name].vectors(self.overlap)
        return self._vectors[name]
