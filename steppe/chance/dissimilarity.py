"""How different two units are, by place and by category: what gamma aligns by.

Mathet, Widlöcher and Métivier (2015), "The unified and holistic method gamma for inter-annotator agreement
measure and alignment", *Computational Linguistics* 41(3), sections 4.2 to 4.4.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .distance import table
from .unit import Unit

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class Layer(NamedTuple):
    """The units of one annotator as columns, sorted by start: starts and ends, and the place of each category in a table."""

    starts: Floats
    ends: Floats
    codes: Places


class Near(NamedTuple):
    """Pairs of units of two annotators that are near enough to be aligned: row, column and dissimilarity, sorted by row and column."""

    rows: Places
    columns: Places
    apart: Floats


@dataclass(frozen=True)
class Dissimilarity:
    """The combined dissimilarity of two units: ``alpha`` times that of their places, and ``beta`` times that of their categories.

    By place (positional-sporadic): the distance between the starts and that between the ends, over the two lengths
    together, squared, times ``empty``. By category: ``categories`` of the two, from 0 to 1, times ``empty``; without
    it, 0 for the same and 1 for different ones. ``empty`` is what it costs to align a unit with nothing.
    """

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0
    categories: Callable[[str, str], float] | None = None

    def __post_init__(self) -> None:
        for name, value in (("alpha", self.alpha), ("beta", self.beta), ("empty", self.empty)):
            if not (np.isfinite(value) and (value > 0 or (value == 0 and name != "empty"))):
                raise ValueError(f"{name} is {value}: it must be a number, not below zero, and for empty not zero")

    def table(self, names: Sequence[str]) -> Floats:
        """The distance of each category from each: [k, k], between 0 and 1."""
        apart = table(names, self.categories or "nominal")
        if (apart > 1).any():
            raise ValueError("a distance between categories is above 1")
        return apart

    def between(self, first: Unit, second: Unit) -> float:
        """The dissimilarity of two units."""
        codes = {name: place for place, name in enumerate(dict.fromkeys((first.category, second.category)))}
        one, two = layer([first], codes), layer([second], codes)
        here = np.zeros(1, np.int64)
        return float(self.apart(one, two, self.table(list(codes)), here, here)[0])

    def apart(self, first: Layer, second: Layer, categories: Floats, rows: Places, columns: Places) -> Floats:
        """The dissimilarities of pairs of units, given by their places in two layers."""
        by_place = positional(first, second, rows, columns) * self.empty
        result: Floats = self.alpha * by_place + self.beta * self.empty * categories[first.codes[rows], second.codes[columns]]
        return result

    def near(self, first: Layer, second: Layer, categories: Floats, below: float) -> Near:
        """The pairs of units that are less than ``below`` apart, found without trying each with each.

        Units so near have starts within ``reach`` times the sum of their lengths; those of the second annotator are
        sought by classes of length, so that one long unit does not bring all within reach.
        """
        reach = np.sqrt(below / (self.alpha * self.empty)) if self.alpha else np.inf
        lengths = first.ends - first.starts
        classes = np.ceil(np.log2(np.maximum(second.ends - second.starts, 1e-9))).astype(np.int64)
        found = []
        for kind in np.unique(classes):
            some = np.flatnonzero(classes == kind)
            within = reach * (lengths + 2.0**kind)
            low = np.searchsorted(second.starts[some], first.starts - within, side="left")
            high = np.searchsorted(second.starts[some], first.starts + within, side="right")
            rows = np.repeat(np.arange(len(lengths)), high - low)
            columns = some[spread(low, high)]
            apart = self.apart(first, second, categories, rows, columns)
            found.append((rows[apart < below], columns[apart < below], apart[apart < below]))
        if not found:
            nothing = np.zeros(0, np.int64)
            return Near(nothing, nothing, np.zeros(0))
        rows, columns, apart = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.lexsort((columns, rows))
        return Near(rows[order], columns[order], apart[order])


def positional(first: Layer, second: Layer, rows: Places, columns: Places) -> Floats:
    """How different pairs of units are by place alone, ``empty`` being 1."""
    start, end, begin, stop = first.starts[rows], first.ends[rows], second.starts[columns], second.ends[columns]
    result: Floats = ((np.abs(start - begin) + np.abs(end - stop)) / ((end - start) + (stop - begin))) ** 2
    return result


def layer(units: Iterable[Unit], codes: dict[str, int]) -> Layer:
    """The units of one annotator as columns, in the order in which they come."""
    rows = list(units)
    starts, ends = (np.array([unit[place] for unit in rows], np.float64) for place in (0, 1))
    return Layer(starts, ends, np.array([codes[unit.category] for unit in rows], np.int64))


def spread(low: Places, high: Places) -> Places:
    """The numbers from each of ``low`` up to, not including, its ``high``, one run after another."""
    sizes = high - low
    ends = np.cumsum(sizes)
    result: Places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(low - (ends - sizes), sizes)
    return result
