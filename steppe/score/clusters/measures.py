"""Measures of coreference: how well clusters of mentions in a response are those of the key.

Each gives counts of each document, which add over documents, and precision, recall and F1 of any sum of them. They are those of
the reference scorer of the shared tasks (Pradhan et al. 2014) for mentions that a system found itself: no mention is added to
either side or taken from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .matching import heaviest
from .overlap import Floats, Numbers, Overlap
from .ratios import Counts, Ratios, of_links, of_totals


@dataclass(frozen=True)
class ClusterMeasure:
    """A measure of one clustering against another."""

    name: str
    width: int
    """Length of the count vector."""
    vectors: Callable[[Overlap], Floats]
    """The count vector of each document, ``[documents, width]``."""
    ratios: Callable[[Counts], Ratios]
    """Sums of count vectors, ``[..., width]``, to precision, recall and F1, ``[..., 3]``; NaN where undefined."""

    def counts(self, overlap: Overlap) -> tuple[float, ...]:
        """The count vector of all documents together."""
        return tuple(self.vectors(overlap).sum(axis=0).tolist())


def muc(overlap: Overlap) -> Floats:
    """Links that it takes at the least to hold each cluster together, and those that the other side has too (Vilain et al. 1995).

    A cluster of *n* takes *n* - 1; each piece but one into which the other side breaks it costs one. A singleton takes none.
    """
    right = overlap.summed_cells(overlap.counts - 1)
    links = [items - clusters for items, clusters in zip(overlap.items, overlap.clusters, strict=True)]
    return _of(right, right, links)


def b3(overlap: Overlap) -> Floats:
    """For each mention, the share of its cluster that is in its cluster on the other side, too (B-cubed; Bagga & Baldwin 1998).

    A mention that the other side has not gets 0. Totals are mentions.
    """
    key, response = overlap.cell_sizes
    squares = overlap.counts**2
    return _of(overlap.summed_cells(squares / response), overlap.summed_cells(squares / key), overlap.items)


def ceafm(overlap: Overlap) -> Floats:
    """Mentions in common, where each cluster is matched with one of the other side so that they are most (CEAF, phi 3; Luo 2005).

    Totals are mentions.
    """
    right = _matched(overlap, overlap.counts.astype(np.float64))
    return _of(right, right, overlap.items)


def ceafe(overlap: Overlap) -> Floats:
    """The likeness of clusters, where each is matched with one of the other side so that it is most (CEAF, phi 4; Luo 2005).

    Two clusters are alike by twice what they share over the sum of their sizes. Totals are clusters.
    """
    key, response = overlap.cell_sizes
    right = _matched(overlap, 2 * overlap.counts / (key + response))
    return _of(right, right, overlap.clusters)


def blanc(overlap: Overlap) -> Floats:
    """Pairs of mentions in one cluster, then pairs in two: right, of the response, of the key (Recasens & Hovy 2011, Luo et al. 2014).

    A pair is right where both sides have both its mentions and say the same of them. Pairs are of one document: of documents laid
    together as if they were one there are more in two clusters.
    """
    shared_key = np.bincount(overlap.keys, overlap.counts, len(overlap.key_sizes))
    shared_response = np.bincount(overlap.responses, overlap.counts, len(overlap.response_sizes))
    together, together_response = overlap.summed(_pairs(shared_key), _pairs(shared_response))
    same = overlap.summed_cells(_pairs(overlap.counts))
    apart = _pairs(overlap.summed_cells(overlap.counts)) - together - together_response + same
    key, response = overlap.summed(_pairs(overlap.key_sizes), _pairs(overlap.response_sizes))
    all_key, all_response = map(_pairs, overlap.items)
    return np.array([same, response, key, apart, all_response - response, all_key - key]).T


def lea(overlap: Overlap) -> Floats:
    """For each cluster, its size times the share of its pairs that the other side has in one cluster (Moosavi & Strube 2016).

    A singleton has one pair, with itself, which is right where it is a singleton on the other side, too. Totals are mentions.
    """
    key, response = overlap.cell_sizes
    twice = overlap.counts * (overlap.counts - 1) + (key * response == 1)  # pairs in both orders, and those of singletons
    right_p, right_r = (overlap.summed_cells(twice / np.maximum(size - 1, 1)) for size in (response, key))
    return _of(right_p, right_r, overlap.items)


def _of(right_p: Floats, right_r: Floats, totals: Sequence[Floats]) -> Floats:
    """Count vectors, from what is right of the response, what is right of the key, and the totals of key and response."""
    return np.array([right_p, totals[1], right_r, totals[0]]).T


def _pairs(items: Numbers) -> Floats:
    """Pairs of so many items."""
    return items * (items - 1) / 2


def _matched(overlap: Overlap, weights: Floats) -> Floats:
    """The greatest total weight of cells where no cluster has two, of each document."""
    return overlap.summed_cells(weights * heaviest(overlap.keys, overlap.responses, weights))


COREFERENCE: Final = {
    measure.name: measure
    for measure in (
        *(ClusterMeasure(vectors.__name__, 4, vectors, of_totals) for vectors in (muc, b3, ceafm, ceafe)),
        ClusterMeasure("blanc", 6, blanc, of_links),
        ClusterMeasure("lea", 4, lea, of_totals),
    )
}
"""The measures by name."""
