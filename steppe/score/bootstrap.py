"""How much a figure depends on which articles there are: intervals by drawing the articles again, with replacement."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .counts import Array

LEVEL = 0.95
"""Of the intervals: from the 2.5th to the 97.5th percentile (Efron and Tibshirani 1993, ch. 13)."""
LEAST = 5
"""Articles of which samples are drawn at least: five have 126 different samples, four 35, of which no 2.5 % are in a tail; two have three,
whose percentiles are narrower than those of many articles."""
AT_ONCE = 256
"""Samples that are drawn at a time."""


class Draws:
    """Samples of articles, each of as many articles as there are. The same seed gives the same samples, whatever is counted.

    There are none where none are asked for, and where there are fewer than :data:`LEAST` articles to draw from.
    """

    def __init__(self, articles: int, samples: int, seed: int) -> None:
        self.articles = articles
        self.samples = samples if articles >= LEAST else 0
        self.seed = seed
        self.lack = f"no intervals: they want {LEAST} articles, and there are {articles}" if samples and not self.samples else ""
        """Why there are none though some are asked for."""

    def __bool__(self) -> bool:
        return self.samples > 0

    @cached_property
    def _times(self) -> list[NDArray[np.uint16]]:
        """How often each article is in each sample."""
        generator = np.random.default_rng(self.seed)
        shares = np.full(self.articles, 1 / self.articles)
        sizes = [min(AT_ONCE, self.samples - start) for start in range(0, self.samples, AT_ONCE)]
        return [generator.multinomial(self.articles, shares, size=size).astype(np.uint16) for size in sizes]

    def sums(self, counts: Array) -> Array:
        """The summed counts of each sample: ``[articles, ...]`` to ``[samples, ...]``."""
        flat = counts.reshape(self.articles, -1)
        summed = np.concatenate([times.astype(np.float64) @ flat for times in self._times])
        return summed.reshape(self.samples, *counts.shape[1:])


def interval(ratios: Array) -> Array:
    """The interval of each ratio, as ``[2, ratios]``, from those of the samples ``[samples, ratios]``.

    NaN where a ratio is undefined in every sample; samples in which it is undefined say nothing of it.
    """
    tail = (1 - LEVEL) / 2
    found = np.full((2, ratios.shape[1]), np.nan)
    for number, column in enumerate(ratios.T):
        if (defined := column[~np.isnan(column)]).size:
            found[:, number] = np.quantile(defined, [tail, 1 - tail])
    return found
