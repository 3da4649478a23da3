"""The pairs of rows and columns of greatest total weight, in a table most of whose cells are empty (maximum weight matching).

A cell at least as heavy as the heaviest other in its row and the heaviest other in its column together is in some best matching:
the two that may stand in its way weigh no more than it. Taking such cells as long as there are many settles almost all of the
table that two clusterings make; what is left falls into parts that hang together by nothing, each solved by itself.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

SMALL: Final = 1 << 11
"""Cells, the empty ones included, of a table that is solved as it is."""
DENSE: Final = 1 << 20
"""Cells, the empty ones included, of the greatest part that is solved as a full table."""
TOGETHER: Final = 64
"""Rows and columns of small parts that are solved in one table: a call for each would take longer than the solving."""
FEW: Final = 16
"""Cells are taken without solving anything until that settles less than one in so many of those left."""

Ints = NDArray[np.int64]
Weights = NDArray[np.float64]
Mask = NDArray[np.bool_]


def heaviest(rows: Ints, columns: Ints, weights: Weights) -> Mask:
    """Of cells, each a row, a column and a weight above 0, those to take for the greatest total weight.

    No two of those taken share a row or a column. No row and column should be given twice. Equal input gives equal output.
    """
    taken = np.zeros(len(weights), np.bool_)
    if not len(weights):
        return taken
    if (rows.max() + 1) * (columns.max() + 1) <= SMALL:
        return _solved(rows, columns, weights)
    left = _settle(rows, columns, weights, taken)
    for cells, own_rows, own_columns in _parts(left, rows[left], columns[left]):
        taken[cells] = _solved(own_rows, own_columns, weights[cells])
    return taken


def _settle(rows: Ints, columns: Ints, weights: Weights, taken: Mask) -> Ints:
    """Take cells that no others outweigh, and say which are left: neither taken nor in a row or column with one that is."""
    left = np.arange(len(weights))
    row_taken, column_taken = np.zeros(rows.max() + 1, np.bool_), np.zeros(columns.max() + 1, np.bool_)
    while len(left):
        before = len(left)
        chosen = left[_unrivalled(rows[left], columns[left], weights[left])]
        taken[chosen] = row_taken[rows[chosen]] = column_taken[columns[chosen]] = True
        left = left[~(row_taken[rows[left]] | column_taken[columns[left]])]
        if (before - len(left)) * FEW < before:
            break
    return left


def _unrivalled(rows: Ints, columns: Ints, weights: Weights) -> Ints:
    """Cells that weigh as much as their heaviest rivals in row and column together, of which no two share a row or a column."""
    sure = np.flatnonzero(weights >= _rivals(rows, weights) + _rivals(columns, weights))
    sure = sure[np.unique(rows[sure], return_index=True)[1]]  # two of one row weigh the same: either will do
    return sure[np.unique(columns[sure], return_index=True)[1]]


def _rivals(lines: Ints, weights: Weights) -> Weights:
    """The weight of the heaviest other cell in the line (row or column) of each cell; 0 where there is no other."""
    first = np.zeros(lines.max() + 1)
    np.maximum.at(first, lines, weights)
    top = np.zeros(len(first), np.int64)
    highest = np.flatnonzero(weights == first[lines])
    top[lines[highest]] = highest  # of several, one
    others = weights.copy()
    others[top[lines]] = 0
    second = np.zeros(len(first))
    np.maximum.at(second, lines, others)
    return np.where(top[lines] == np.arange(len(lines)), second[lines], first[lines])


def _parts(cells: Ints, rows: Ints, columns: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Parts that share no row or column: the cells of each, and their rows and columns as numbered within it.

    Parts are as small as that allows, but for small ones, of which each takes in some that follow.
    """
    if not len(cells):
        return
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    row, column = (np.unique(lines, return_inverse=True)[1] for lines in (rows, columns))
    height, width = row.max() + 1, column.max() + 1
    graph = coo_array((np.ones(len(cells)), (row, height + column)), shape=(height + width, height + width))
    part_of = connected_components(graph, directed=False)[1]
    part_of = np.unique(np.bincount(part_of).cumsum() // TOGETHER, return_inverse=True)[1][part_of]
    part = part_of[row]
    row, column = _within(part_of[:height])[row], _within(part_of[height:])[column]
    order = np.argsort(part, kind="stable")
    ends = np.cumsum(np.bincount(part))
    for start, end in zip((0, *ends[:-1]), ends, strict=True):
        here = order[start:end]
        yield cells[here], row[here], column[here]


def _within(part_of: Ints) -> Ints:
    """The number of each line among those of its part, from 0."""
    order = np.argsort(part_of, kind="stable")
    sizes = np.bincount(part_of)
    number = np.empty(len(part_of), np.int64)
    number[order] = np.arange(len(part_of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return number


def _solved(rows: Ints, columns: Ints, weights: Weights) -> Mask:
    """Which cells of one part to take. Rows and columns are numbered from 0."""
    from scipy.optimize import linear_sum_assignment

    height, width = rows.max() + 1, columns.max() + 1
    if height * width > DENSE:
        return _solved_sparsely(rows, columns, weights)
    table = np.zeros((height, width))
    table[rows, columns] = weights
    own = np.full(height, -1)
    row, column = linear_sum_assignment(table, maximize=True)
    own[row] = column
    return np.equal(own[rows], columns)


def _solved_sparsely(rows: Ints, columns: Ints, weights: Weights) -> Mask:
    """The same in memory linear in the cells: each row may take a column of its own instead, which weighs nothing."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    height, width = rows.max() + 1, columns.max() + 1
    own = np.arange(height)
    lifted = np.concatenate([weights + 1, np.ones(height)])  # 0 would be no cell; each row has one, so that all sums rise alike
    places = np.concatenate([rows, own]), np.concatenate([columns, width + own])
    row, column = min_weight_full_bipartite_matching(csr_array((lifted, places), shape=(height, width + height)), maximize=True)
    own[row] = column
    return np.equal(own[rows], columns)
