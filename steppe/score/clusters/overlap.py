"""Two clusterings of items side by side: the sizes of their clusters, and what a cluster of one shares with a cluster of the other.

A table holds any number of documents, so that measures are computed for all of them by the same array operations.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, repeat

import numpy as np
from numpy.typing import NDArray

Clusters = Sequence[Collection[Hashable]]
Clustering = Iterable[Collection[Hashable]] | Mapping[Hashable, Hashable]
"""Clusters of items, or the cluster of each item that is in one. An item is whatever is equal and hashes alike on both sides."""
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Numbers = Ints | Floats


@dataclass(frozen=True, eq=False)
class Overlap:
    """The contingency tables of pairs of clusterings, without their empty cells.

    Clusters are numbered through from document to document, those of the key and those of the response apart. Cell *x* says that
    cluster ``keys[x]`` of the key and cluster ``responses[x]`` of the response, of one document, have ``counts[x]`` items in
    common, one at least. No two clusters have two cells; cells are in the order of (key, response).
    """

    documents: int
    key_sizes: Ints
    """Items in each cluster of the key."""
    key_documents: Ints
    """The document of each, from 0."""
    response_sizes: Ints
    response_documents: Ints
    keys: Ints
    responses: Ints
    counts: Ints

    @cached_property
    def cell_documents(self) -> Ints:
        return self.key_documents[self.keys]

    @cached_property
    def cell_sizes(self) -> tuple[Ints, Ints]:
        """The size of the cluster of the key, and of that of the response, of each cell."""
        return self.key_sizes[self.keys], self.response_sizes[self.responses]

    @cached_property
    def items(self) -> tuple[Floats, Floats]:
        """Items in the key, and in the response, of each document."""
        return self.summed(self.key_sizes, self.response_sizes)

    @cached_property
    def clusters(self) -> tuple[Floats, Floats]:
        """Clusters in the key, and in the response, of each document."""
        return self.summed(None, None)

    def summed(self, of_key: Numbers | None, of_response: Numbers | None) -> tuple[Floats, Floats]:
        """Sums over the clusters of the key, and over those of the response, of each document; None adds 1 for each."""
        return (
            np.bincount(self.key_documents, of_key, self.documents).astype(np.float64),
            np.bincount(self.response_documents, of_response, self.documents).astype(np.float64),
        )

    def summed_cells(self, of_cells: Numbers) -> Floats:
        """Sums over the cells of each document."""
        return np.bincount(self.cell_documents, of_cells, self.documents).astype(np.float64)


def overlap(key: Clustering, response: Clustering, *, singletons: bool = True) -> Overlap:
    """Lay the two clusterings of one document side by side: :func:`overlaps` of one pair."""
    return overlaps([(key, response)], singletons=singletons)


def overlaps(pairs: Iterable[tuple[Clustering, Clustering]], *, singletons: bool = True) -> Overlap:
    """Lay the clusterings of many documents, each a key and a response, side by side, in time linear in their items.

    An item that one side of a document has more than once counts once, in the first cluster that has it, on either side alike;
    clusters that are empty, or empty after that, are no clusters. ``singletons=False`` then leaves out the clusters of one item,
    on both sides. Items of one document are never those of another, even where they are equal.

    Raises:
        TypeError: an item cannot be hashed (a list; a tuple can), or a cluster has no length.
    """
    key_sizes: list[int] = []
    response_sizes: list[int] = []
    found: list[int] = []
    extents = []
    for key, response in pairs:
        sizes, place = _tidy(key, singletons=singletons)
        other_sizes, others = _tidy(response, singletons=singletons)
        key_sizes += sizes
        response_sizes += other_sizes
        found += map(place.get, others, repeat(-1))
        extents.append((len(sizes), len(place), len(other_sizes), len(others)))
    return _table(np.array(extents, np.int64).reshape(-1, 4), *(np.array(ints, np.int64) for ints in (key_sizes, response_sizes, found)))


def _table(extents: Ints, key_sizes: Ints, response_sizes: Ints, found: Ints) -> Overlap:
    """The table of all documents.

    ``extents`` has for each document the clusters and the items of its key, and those of its response; ``found`` has for each item
    of a response its place among the items of the key of the document, -1 where it is not there.
    """
    documents = np.arange(len(extents))
    key_clusters, key_items, response_clusters, response_items = extents.T
    first = key_items.cumsum() - key_items
    both = (found >= 0).nonzero()[0]
    place = (found + first.repeat(response_items))[both]
    keys = np.arange(len(key_sizes)).repeat(key_sizes)[place]
    responses = np.arange(len(response_sizes)).repeat(response_sizes)[both]
    width = max(len(response_sizes), 1)
    shared = keys * width + responses
    shared.sort()
    new = np.ones(len(shared) + 1, np.bool_)
    new[1:-1] = shared[1:] != shared[:-1]
    starts = new.nonzero()[0]
    cells = shared[starts[:-1]]
    return Overlap(
        documents=len(extents),
        key_sizes=key_sizes,
        key_documents=documents.repeat(key_clusters),
        response_sizes=response_sizes,
        response_documents=documents.repeat(response_clusters),
        keys=cells // width,
        responses=cells % width,
        counts=starts[1:] - starts[:-1],
    )


def _tidy(clustering: Clustering, *, singletons: bool) -> tuple[list[int], dict[Hashable, int]]:
    """The sizes of the clusters, none of them empty; and their items one cluster after another, each with its place there."""
    clusters = _grouped(clustering) if isinstance(clustering, Mapping) else list(clustering)
    sizes = list(map(len, clusters))
    place = dict(zip(chain.from_iterable(clusters), count(), strict=False))
    if len(place) < sum(sizes):
        clusters = _once(clusters)
    elif singletons and 0 not in sizes:
        return sizes, place
    kept = [cluster for cluster in clusters if len(cluster) >= (1 if singletons else 2)]
    return list(map(len, kept)), dict(zip(chain.from_iterable(kept), count(), strict=False))


def _grouped(cluster_of: Mapping[Hashable, Hashable]) -> Clusters:
    """The clusters of a mapping, in the order in which it first names them."""
    found: dict[Hashable, list[Hashable]] = {}
    for item, cluster in cluster_of.items():
        found.setdefault(cluster, []).append(item)
    return list(found.values())


def _once(clusters: Clusters) -> Clusters:
    """The clusters without the items that an earlier place has already."""
    seen: set[Hashable] = set()
    kept = []
    for cluster in clusters:
        fresh = [item for item in dict.fromkeys(cluster) if item not in seen]
        seen.update(fresh)
        kept.append(fresh)
    return kept
