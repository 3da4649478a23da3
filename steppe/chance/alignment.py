"""The best alignment of the units of several annotators: exactly the one of least disorder.

A unitary alignment takes at most one unit of each annotator; its disorder is the mean dissimilarity of all pairs of
its places, a pair with an empty place counting ``empty``. An alignment holds every unit once; its disorder is the sum
of those of its unitary alignments, over the mean number of units of an annotator. Mathet et al. (2015), section 4.

A unit that is aligned with nothing costs ``empty``. So the task is to choose unitary alignments of two units and more
that share no unit and together save most against leaving each unit alone: for two annotators an assignment, for
more an integer programme. What saves nothing need not be looked at (their section 5.1.1 cuts at n times ``empty``;
the bounds here are tighter, and lose nothing either).
"""

from collections.abc import Sequence
from math import comb
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from .dissimilarity import Dissimilarity, Floats, Layer, Near, Places, layer, spread
from .unit import Layers, Unit, check, extent_of

MOST: Final = 500_000
"""Unitary alignments of three annotators and more that are weighed at most: there are more in one dense continuum than in any corpus."""
EMPTY: Final = -1
"""In a unitary alignment: the place of an annotator of whom there is no unit."""


class Alignment(NamedTuple):
    """Unitary alignments that hold every unit once, and their disorders."""

    disorder: float | None
    """None where there are no units."""
    unitary: tuple[tuple[Unit | None, ...], ...]
    """A unit, or None, of each annotator, of least start first."""
    disorders: tuple[float, ...]


def best_alignment(layers: Layers, dissimilarity: Dissimilarity | None = None) -> Alignment:
    """The alignment of least disorder. Where several are best, it is one of them.

    The time grows with the pairs of units that are near each other for two annotators; for three and more with the
    tuples, and a continuum with more than :data:`MOST` of them is a ValueError.
    """
    measure = dissimilarity or Dissimilarity()
    rows = [sorted(units) for units in layers]
    check(rows, extent_of(rows))
    columns, names = in_columns(rows)
    return alignment_of(rows, *align(columns, measure, measure.table(names)))


def in_columns(rows: Sequence[Sequence[Unit]]) -> tuple[list[Layer], list[str]]:
    """The units of each annotator, already sorted, as columns; and the categories, by the codes in them."""
    names = sorted({unit.category for units in rows for unit in units})
    codes = {name: place for place, name in enumerate(names)}
    return [layer(units, codes) for units in rows], names


def alignment_of(rows: Sequence[Sequence[Unit]], chosen: Places, disorders: Floats) -> Alignment:
    """The alignment that :func:`align` found among sorted units, in terms of these units."""
    unitary = [tuple(None if place == EMPTY else units[place] for place, units in zip(places, rows, strict=True)) for places in chosen]
    order = sorted(range(len(unitary)), key=lambda at: min(unit for unit in unitary[at] if unit is not None))
    disorder = disorder_of(disorders, [len(units) for units in rows])
    return Alignment(disorder, tuple(unitary[at] for at in order), tuple(float(disorders[at]) for at in order))


def disorder_of(disorders: Floats, sizes: Sequence[int]) -> float | None:
    """The disorder of an alignment from those of its unitary alignments and the number of units of each annotator.

    None where there are no units.
    """
    units = sum(sizes)
    return float(disorders.sum()) * len(sizes) / units if units else None


def align(layers: Sequence[Layer], measure: Dissimilarity, categories: Floats) -> tuple[Places, Floats]:
    """The best alignment of layers sorted by start: places [t, n], with :data:`EMPTY`, and the disorder of each [t]."""
    number = len(layers)
    sizes = [len(one.starts) for one in layers]
    # a unit that is farther than this from any other of its tuple is better split off
    below = measure.empty * (comb(number, 2) + number - 1)
    near = {(one, two): measure.near(layers[one], layers[two], categories, below) for two in range(number) for one in range(two)}
    if number == 2:
        places, disorders = _assigned(near[0, 1], sizes, measure.empty)
    else:
        places, disorders = _packed(near, sizes, measure.empty)
    alone = [np.setdiff1d(np.arange(size), places[:, at]) for at, size in enumerate(sizes)]
    rest = np.full((sum(map(len, alone)), number), EMPTY, np.int64)
    begin = 0
    for at, left in enumerate(alone):
        rest[begin : begin + len(left), at] = left
        begin += len(left)
    return np.concatenate((places, rest)), np.concatenate((disorders, np.full(len(rest), measure.empty)))


def _assigned(near: Near, sizes: Sequence[int], empty: float) -> tuple[Places, Floats]:
    """Two annotators: a matching of least weight, in which each unit may also meet a stand-in of its own.

    A pair of units leaves a pair of stand-ins, which meet at no cost. All weights are raised by one, because a
    weight of zero would be no edge; every full matching has as many edges, so that nothing changes.
    """
    mine, other = sizes
    total = mine + other
    if not len(near.rows):
        return np.zeros((0, 2), np.int64), np.zeros(0)
    units, others = np.arange(mine), np.arange(other)
    rows = np.concatenate((near.rows, units, mine + others, mine + near.columns))
    columns = np.concatenate((near.columns, other + units, others, other + near.rows))
    weights = np.concatenate((near.apart, np.full(mine, empty), np.full(other, empty), np.zeros(len(near.rows)))) + 1
    left, right = min_weight_full_bipartite_matching(csr_array((weights, (rows, columns)), shape=(total, total)))
    real = (left < mine) & (right < other)
    places = np.stack((left[real], right[real]), axis=1)
    return places, _looked_up(near, places[:, 0], places[:, 1], other)


def _packed(near: dict[tuple[int, int], Near], sizes: Sequence[int], empty: float) -> tuple[Places, Floats]:
    """Three annotators and more: the tuples that share no unit and save most."""
    places, sums = _tuples(near, sizes, empty)
    number = len(sizes)
    pairs = comb(number, 2)
    taken = (places != EMPTY).sum(axis=1)
    disorders = (sums + (pairs - taken * (taken - 1) / 2) * empty) / pairs
    saved = taken * empty - disorders
    useful = (taken > 1) & (saved > 0)
    places, disorders, saved = places[useful], disorders[useful], saved[useful]
    if not len(places):
        return places, disorders
    first = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    at, annotator = np.nonzero(places != EMPTY)
    units = first[annotator] + places[at, annotator]
    once = LinearConstraint(coo_array((np.ones(len(at)), (units, at)), shape=(sum(sizes), len(places))).tocsr(), ub=1)
    answer = milp(-saved, integrality=np.ones(len(places)), bounds=Bounds(0, 1), constraints=once, options={"mip_rel_gap": 0})
    if answer.x is None:
        raise ValueError(f"no best alignment of {sum(sizes)} units was found: {answer.message}")
    chosen = answer.x > 0.5
    return places[chosen], disorders[chosen]


def _tuples(near: dict[tuple[int, int], Near], sizes: Sequence[int], empty: float) -> tuple[Places, Floats]:
    """All tuples that may save something: places [t, n], and the sum of the dissimilarities of their units [t].

    They grow by one annotator at a time: by nothing, or by a unit that is near the last one there.
    """
    number = len(sizes)
    pairs = comb(number, 2)
    places = np.zeros((1, 0), np.int64)
    sums = np.zeros(1)
    last = np.full(1, EMPTY)
    for annotator, size in enumerate(sizes):
        grown = [(np.arange(len(places)), np.full(len(places), EMPTY), sums)]
        for before in range(-1, annotator):
            some = np.flatnonzero(last == before)
            if before == EMPTY:  # nothing is there yet
                parents, units = np.repeat(some, size), np.tile(np.arange(size), len(some))
            else:
                pair = near[before, annotator]
                low, high = (np.searchsorted(pair.rows, places[some, before], side=side) for side in ("left", "right"))
                parents, units = np.repeat(some, high - low), pair.columns[spread(low, high)]
            _bound(len(units))
            total = sums[parents] + sum(_to(near[other, annotator], places[parents, other], units, size) for other in range(before + 1))
            # the most units that the tuple may come to, if all annotators after this one add theirs
            most = number - annotator + (places[parents] != EMPTY).sum(axis=1)
            fits = total < empty * (pairs * (most - 1) + most * (most - 1) / 2)
            grown.append((parents[fits], units[fits], total[fits]))
        parents, units, sums = (np.concatenate(part) for part in zip(*grown, strict=True))
        _bound(len(parents))
        last = np.where(units == EMPTY, last[parents], annotator)
        places = np.column_stack((places[parents], units))
    return places, sums


def _bound(tuples: int) -> None:
    if tuples > MOST:
        raise ValueError(
            f"more than {MOST} ways to align a unit of each annotator: the continuum is too dense, or too long, for an exact best"
        )


def _to(near: Near, rows: Places, columns: Places, width: int) -> Floats:
    """The dissimilarity of each pair: zero with an empty place, beyond all bounds where the two are not near."""
    result = np.zeros(len(rows))
    some = rows != EMPTY
    result[some] = _looked_up(near, rows[some], columns[some], width)
    return result


def _looked_up(near: Near, rows: Places, columns: Places, width: int) -> Floats:
    keys, wanted = near.rows * width + near.columns, rows * width + columns
    if not len(keys):
        return np.full(len(wanted), np.inf)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    result: NDArray[np.float64] = np.where(keys[at] == wanted, near.apart[at], np.inf)
    return result
