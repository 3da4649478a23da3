"""Clusters are matched for the greatest total weight, whichever way the table is solved."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from steppe.score.clusters import COREFERENCE, matching, overlap
from steppe.score.clusters.matching import heaviest

TABLES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 5), max_size=9)
WAYS = {
    "as it is": {},
    "by what no rivals outweigh, and the rest in parts": {"SMALL": 0},
    "in parts after one round": {"SMALL": 0, "FEW": 0},
    "sparsely": {"SMALL": 0, "FEW": 0, "DENSE": 0},
}


@pytest.fixture(params=WAYS.values(), ids=WAYS, scope="module")
def _way(request):
    """The same for all examples of a test."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in request.param.items():
            patch.setattr(matching, name, value)
        yield


def lawful(cells):
    """Whether no two cells share a row or a column."""
    return all(one[0] != two[0] and one[1] != two[1] for one, two in combinations(cells, 2))


def greatest(table):
    """The greatest total weight, by trying every set of cells."""
    return max(sum(table[cell] for cell in some) for size in range(6) for some in combinations(table, size) if lawful(some))


@pytest.mark.usefixtures("_way")
@given(TABLES)
@example({(0, 0): 3, (0, 1): 2, (1, 0): 2})  # 3 alone is less than 2 + 2
@example({(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1})
@example({(0, 0): 1, (0, 1): 1, (1, 1): 1, (1, 2): 1, (2, 2): 1})
def test_what_is_taken_is_lawful_and_weighs_the_most(table):
    rows, columns, weights = np.array([(*cell, weight) for cell, weight in table.items()], np.int64).reshape(-1, 3).T
    taken = heaviest(rows, columns, weights.astype(float))
    cells = [cell for cell, chosen in zip(table, taken, strict=True) if chosen]
    assert lawful(cells)
    assert sum(table[cell] for cell in cells) == greatest(table)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("most", [3, 1000])
def test_of_greater_tables_the_weight_is_that_of_the_full_table(most):
    """Against the assignment of the whole table at once; with weights up to 3, many are equal."""
    rng = np.random.default_rng(most)
    full = np.where(rng.random((60, 70)) < 0.03, rng.integers(1, most + 1, (60, 70)), 0)
    rows, columns = full.nonzero()
    taken = heaviest(rows, columns, full[rows, columns].astype(float))
    assert len(set(rows[taken])) == len(set(columns[taken])) == taken.sum()
    assert full[rows, columns][taken].sum() == full[linear_sum_assignment(full, maximize=True)].sum()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=1))
def test_the_rival_of_a_cell_is_the_heaviest_other_of_its_line(cells):
    lines, weights = np.array(cells).T
    others = [
        max((weight for other, (its_line, weight) in enumerate(cells) if its_line == line and other != place), default=0)
        for place, (line, _) in enumerate(cells)
    ]
    assert list(matching._rivals(lines, weights.astype(float))) == others


def test_a_part_too_great_for_a_full_table_is_solved():
    """Each cluster shares one item with the one before and one with the one after: all hang together, and each gets one of them."""
    clusters = 3000
    key = [(2 * at, 2 * at + 1) for at in range(clusters)]
    response = [(2 * at + 1, 2 * at + 2) for at in range(clusters)]
    assert clusters**2 > matching.DENSE
    assert COREFERENCE["ceafm"].counts(overlap(key, response)) == (clusters, 2 * clusters, clusters, 2 * clusters)
