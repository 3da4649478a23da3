"""Counts that add, and the ratios that follow from them."""

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
WIDTH = 4
"""Hits among the items of the second side, its items, hits among those of the first side, its items."""
RATIOS = ("precision", "recall", "f1")


def prf(counts: Array) -> Array:
    """Precision, recall and F1 of counts ``[..., 4]`` (see :data:`WIDTH`), as ``[..., 3]``; NaN where one is undefined.

    The first side is what is looked for, the second what was found. Of a side that has nothing, its ratio is undefined; F1 is 0 where
    only one side has something, and undefined where none has.

    >>> prf(np.array([2.0, 4, 2, 3])).round(3).tolist()
    [0.5, 0.667, 0.571]
    """
    hits, found, reached, sought = np.moveaxis(counts, -1, 0)
    precision, recall = share(hits, found), share(reached, sought)
    return np.stack([precision, recall, f1(precision, recall)], axis=-1)


def share(part: Array, whole: Array) -> Array:
    """A part of a whole; NaN where there is no whole."""
    found: Array = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0)
    return found


def f1(precision: Array, recall: Array) -> Array:
    """The harmonic mean; 0 where only one is defined or both are 0, NaN where none is defined."""
    one, two = np.nan_to_num(precision), np.nan_to_num(recall)
    mean = np.divide(2 * one * two, one + two, out=np.zeros(np.shape(one)), where=(one + two) > 0)
    return np.where(np.isnan(precision) & np.isnan(recall), np.nan, mean)


def same(hits: float, first: float, second: float) -> tuple[float, float, float, float]:
    """Counts of items that are hit one to one, so that both sides have the same hits."""
    return hits, second, hits, first


def in_common(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """How many items two bags have in common, each as often as both have it."""
    if first == second:
        return len(first)
    one, two = set(first), set(second)
    if len(one) == len(first) or len(two) == len(second):
        return len(one & two)
    return (Counter(first) & Counter(second)).total()
