"""Gamma: agreement on where units lie and what they are, by the best alignment and against shuffled annotations.

Mathet, Widlöcher and Métivier (2015), "The unified and holistic method gamma for inter-annotator agreement
measure and alignment", *Computational Linguistics* 41(3); gamma-cat: Mathet (2017), "The agreement measure gamma-cat: a
complement to gamma focused on categorization of a continuum", *Computational Linguistics* 43(3).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

import numpy as np

from .alignment import EMPTY, Alignment, align, alignment_of, disorder_of, in_columns
from .dissimilarity import Dissimilarity, Floats, Layer, Places, positional
from .unit import Layers, check, extent_of

CONFIDENCE = 1.96
"""Standard errors to either side that hold the mean 95 times in 100."""


@dataclass(frozen=True)
class Gamma:
    """How annotators agree, with what it was computed from."""

    alignment: Alignment
    """The best one of what the annotators did."""
    units: float
    """The mean number of units of an annotator."""
    samples: tuple[float, ...]
    """The disorder of each shuffled continuum."""
    observed_cat: float | None
    """The disorder of the categories alone, of aligned units; None where no two units are aligned."""
    samples_cat: tuple[float, ...]
    """The same of the shuffled continua in which two units are aligned."""

    @property
    def observed(self) -> float | None:
        """The disorder of the best alignment; None where there are no units."""
        return self.alignment.disorder

    @property
    def expected(self) -> float | None:
        """The mean disorder of the samples; None where there are none."""
        return _mean(self.samples)

    @property
    def gamma(self) -> float | None:
        """One less the observed over the expected disorder: 1 is perfect, below 0 is worse than chance.

        None, undefined, where there are no units, and where no shuffled continuum has any disorder.
        """
        return _corrected(self.observed, self.expected)

    @property
    def cat(self) -> float | None:
        """Gamma-cat, the agreement on the categories of aligned units, closely aligned ones counting for more.

        None, undefined, where no two units are aligned, and where shuffling brings no two categories together, as
        where there is but one.
        """
        return _corrected(self.observed_cat, _mean(self.samples_cat))

    def needed(self, precision: float = 0.02) -> int | None:
        """How many samples make the expected disorder sure to within this share of it, 95 times in 100 (section 5.3).

        None where the samples cannot say: there are fewer than two, or they have no disorder.
        """
        if not 0 < precision < 1:
            raise ValueError(f"the precision is {precision}: it must lie between 0 and 1")
        mean = self.expected
        if len(self.samples) < 2 or not mean:
            return None
        return max(1, ceil((float(np.std(self.samples)) / mean * CONFIDENCE / precision) ** 2))


def gamma_of(
    layers: Layers,
    dissimilarity: Dissimilarity | None = None,
    *,
    extent: tuple[int, int] | None = None,
    samples: int = 30,
    seed: int = 0,
    confidence: float = 1.0,
) -> Gamma:
    """Gamma of the units of two or more annotators on one continuum; units may overlap and nest as they like.

    ``extent`` is where the continuum begins and ends: without it, from the first unit to the end of the last.
    ``samples`` continua are drawn by ``seed`` as :func:`shuffled` says; the same seed gives the same figures. For
    ``confidence``, which only gamma-cat knows, see :func:`category_disorder`. For the time see
    :func:`steppe.chance.best_alignment`, of which one is computed for every sample.
    """
    measure = dissimilarity or Dissimilarity()
    if samples < 1:
        raise ValueError(f"{samples} samples are asked for: one is the least")
    rows = [sorted(units) for units in layers]
    extent = extent_of(rows) if extent is None else extent
    check(rows, extent)
    columns, names = in_columns(rows)
    table = measure.table(names)
    chosen, disorders = align(columns, measure, table)
    best = alignment_of(rows, chosen, disorders)
    mean = sum(map(len, rows)) / len(rows)
    if not mean:
        return Gamma(best, mean, (), None, ())
    random = np.random.default_rng(seed)
    found: list[float] = []
    found_cat: list[float | None] = []
    while len(found) < samples:
        drawn = shuffled(columns, extent, random)
        aligned, disorders = align(drawn, measure, table)
        disorder = disorder_of(disorders, [len(one.starts) for one in drawn])
        if disorder is not None:  # else of annotators without units alone: it is drawn again
            found.append(disorder)
            found_cat.append(category_disorder(drawn, aligned, table, confidence))
    observed_cat = category_disorder(columns, chosen, table, confidence)
    return Gamma(best, mean, tuple(found), observed_cat, tuple(one for one in found_cat if one is not None))


def pooled_gamma(gammas: Iterable[Gamma]) -> float | None:
    """Gamma of several continua, as of one that they make up, in which nothing is aligned or shifted across a boundary.

    Disorders, observed and expected, count by the number of units. None, undefined, where there are no units in any,
    or no disorder is expected.
    """
    some = [(one.observed, one.expected, one.units) for one in gammas]
    observed = sum(observed * units for observed, _, units in some if observed is not None)
    expected = sum(expected * units for _, expected, units in some if expected is not None)
    return _corrected(observed, expected)


def shuffled(layers: Sequence[Layer], extent: tuple[int, int], random: np.random.Generator) -> list[Layer]:
    """A continuum with as many annotators, made from what they did as if by chance (section 5.2).

    For each place the units of one annotator are taken, drawn with replacement, and shifted around the continuum, as
    though it were a ring, by a whole number of positions. The shift is drawn evenly from those that differ, around
    the ring, by the mean length of a unit or more from every shift before it, so that no two places agree because
    they hardly moved against each other; if none is left, from all. A unit is shifted whole: one whose start stays
    before the end of the continuum keeps its length, and may reach past the end.
    """
    begin, length = extent[0], extent[1] - extent[0]
    spans = np.concatenate([one.ends - one.starts for one in layers])
    least = spans.mean()
    free = np.ones(length, bool)
    drawn = []
    for who in random.integers(len(layers), size=len(layers)):
        left = np.flatnonzero(free)
        shift = int(random.choice(left)) if len(left) else int(random.integers(length))
        around = np.abs(np.arange(length) - shift)
        free &= np.minimum(around, length - around) >= least
        units = layers[who]
        starts = (units.starts - begin + shift) % length + begin
        ends = starts + (units.ends - units.starts)
        order = np.lexsort((ends, starts))
        drawn.append(Layer(starts[order], ends[order], units.codes[order]))
    return drawn


def category_disorder(layers: Sequence[Layer], chosen: Places, categories: Floats, confidence: float = 1.0) -> float | None:
    """The mean distance of the categories of aligned units; None where no pair of units counts.

    A pair counts 1 less its positional dissimilarity, if that is above zero, and in a unitary alignment of v units
    1/(v-1) of it, so that each unit counts alike (Mathet 2017, section 4.2). ``confidence`` multiplies the positional
    dissimilarity first: 1 in the paper, while the program of its author is reported to use alpha.
    """
    units = (chosen != EMPTY).sum(axis=1)
    total = weight = 0.0
    for one, two in combinations(range(len(layers)), 2):
        rows = np.flatnonzero((chosen[:, one] != EMPTY) & (chosen[:, two] != EMPTY))
        mine, other = chosen[rows, one], chosen[rows, two]
        counts = np.maximum(0, 1 - confidence * positional(layers[one], layers[two], mine, other)) / (units[rows] - 1)
        total += float((counts * categories[layers[one].codes[mine], layers[two].codes[other]]).sum())
        weight += float(counts.sum())
    return total / weight if weight else None


def _mean(figures: Sequence[float]) -> float | None:
    return sum(figures) / len(figures) if figures else None


def _corrected(observed: float | None, expected: float | None) -> float | None:
    return None if observed is None or not expected else 1 - observed / expected
