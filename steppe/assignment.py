"""One-to-one assignments of the greatest weight."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

One = TypeVar("One", bound=Hashable)
Two = TypeVar("Two", bound=Hashable)
DENSE = 1 << 18
"""Cells of a table that is worth filling; a larger one is kept sparse."""


def heaviest(weights: Mapping[tuple[One, Two], float]) -> dict[One, Two]:
    """Who is assigned to whom, so that nobody is assigned twice and the sum of weights is the greatest.

    ``weights`` are greater than 0; pairs that it lacks are never assigned. Those that no chain of pairs joins are assigned apart,
    so that time grows with the pairs and not with their square.
    """
    found: dict[One, Two] = {}
    for pairs in components(weights):
        if len(pairs) == 1:
            found.update(pairs)
        else:
            found.update(_assigned({pair: weights[pair] for pair in pairs}))
    return found


def components(pairs: Iterable[tuple[One, Two]]) -> list[list[tuple[One, Two]]]:
    """Pairs that hang together, in the order in which they come."""
    by_one: dict[One, list[tuple[One, Two]]] = {}
    by_two: dict[Two, list[tuple[One, Two]]] = {}
    for pair in pairs:
        by_one.setdefault(pair[0], []).append(pair)
        by_two.setdefault(pair[1], []).append(pair)
    found = []
    seen_one: set[One] = set()
    seen_two: set[Two] = set()
    for start in by_one:
        if start in seen_one:
            continue
        seen_one.add(start)
        left, part = [start], []
        while left:
            one = left.pop()
            part += by_one[one]
            for _, two in by_one[one]:
                if two not in seen_two:
                    seen_two.add(two)
                    for other, _ in by_two[two]:
                        if other not in seen_one:
                            seen_one.add(other)
                            left.append(other)
        found.append(part)
    return found


def _assigned(weights: Mapping[tuple[One, Two], float]) -> list[tuple[One, Two]]:
    ones = {one: number for number, one in enumerate(dict.fromkeys(one for one, _ in weights))}
    twos = {two: number for number, two in enumerate(dict.fromkeys(two for _, two in weights))}
    rows = np.array([ones[one] for one, _ in weights])
    columns = np.array([twos[two] for _, two in weights])
    values = np.array(list(weights.values()))
    if len(ones) * len(twos) <= DENSE:
        table = np.zeros((len(ones), len(twos)))
        table[rows, columns] = values
        chosen = linear_sum_assignment(table, maximize=True)
    else:  # everybody can be assigned to a stand-in, which weighs nothing
        stand_ins = np.arange(len(ones))
        costs = np.concatenate([1 + values.max() - values, np.full(len(ones), 1 + values.max())])
        shape = (len(ones), len(twos) + len(ones))
        places = (np.concatenate([rows, stand_ins]), np.concatenate([columns, len(twos) + stand_ins]))
        chosen = min_weight_full_bipartite_matching(csr_array((costs, places), shape=shape))
    names, others = list(ones), list(twos)
    pairs = [(names[row], others[column]) for row, column in zip(*chosen, strict=True) if column < len(others)]
    return [pair for pair in pairs if pair in weights]
