"""Coefficients for items that everybody labelled: Cohen's kappa, plain and weighted, Scott's pi, Fleiss' kappa.

They work on counts. A confusion matrix has the first annotator's label in the row and the second's in the column; the
matrix of :func:`pairs` counts the ordered pairs of labels of every item, whatever the number of annotators. Both add
over documents, so that a resample is a sum of matrices; the functions that end in ``_of`` take any stack of them.
"""

from collections.abc import Hashable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import labels_in_order, one, square

Floats = NDArray[np.float64]
Weights = Literal["linear", "quadratic"] | NDArray[Any]
"""How far apart two labels are: by places in the order of the labels, by their square, or a table [k, k]."""


def confusion(first: Sequence[Hashable], second: Sequence[Hashable], labels: Sequence[Hashable] | None = None) -> NDArray[np.int64]:
    """How often each label of the first annotator meets each of the second: [k, k] counts of items.

    ``labels`` gives rows and columns their order; without it the labels stand sorted, or as they come where they do
    not sort. An item that either annotator left without a label (None) is no item of this matrix: ValueError.
    """
    if len(first) != len(second):
        raise ValueError(f"the first annotator labelled {len(first)} items and the second {len(second)}: the items must be the same")
    order = labels_in_order([*first, *second], labels)
    counts = np.zeros((len(order), len(order)), np.int64)
    for row, (mine, other) in enumerate(zip(first, second, strict=True)):
        counts[order[_given(mine, row)], order[_given(other, row)]] += 1
    return counts


def pairs(items: Sequence[Sequence[Hashable]], labels: Sequence[Hashable] | None = None) -> NDArray[np.int64]:
    """How often two different annotators gave an item this label and that one: [k, k] counts of ordered pairs, symmetric.

    ``items`` holds, for each item, the labels of all its annotators: equally many for each item, or ValueError.
    """
    order = labels_in_order([label for item in items for label in item], labels)
    sizes = {len(item) for item in items}
    if len(sizes) > 1:
        raise ValueError(f"items have from {min(sizes)} to {max(sizes)} labels: Fleiss' kappa needs as many for each (alpha does not)")
    table = np.zeros((len(items), len(order)), np.int64)
    for row, item in enumerate(items):
        for label in item:
            table[row, order[_given(label, row)]] += 1
    return table.T @ table - np.diag(table.sum(axis=0))


def observed_of(counts: ArrayLike) -> Floats:
    """The share of agreement: [..., k, k] to [...], NaN where nothing is counted."""
    matrix = square(counts)
    return _ratio(np.trace(matrix, axis1=-2, axis2=-1), matrix.sum(axis=(-2, -1)))


def kappa_of(counts: ArrayLike, weights: Weights | None = None) -> Floats:
    """Cohen's kappa of confusion matrices: [..., k, k] to [...], NaN where it is undefined.

    It is undefined where there are no items, and where chance alone agrees on everything (both annotators gave one
    and the same label throughout: there is no variation to agree on). Cohen (1960), "A coefficient of agreement for
    nominal scales"; with ``weights`` Cohen (1968), "Weighted kappa". A table of weights holds disagreements: zero
    where the labels are the same.
    """
    matrix = square(counts)
    table = _weights(weights, matrix.shape[-1])
    rows, columns, total = matrix.sum(axis=-1), matrix.sum(axis=-2), matrix.sum(axis=(-2, -1))
    # 1 - Do/De, in counts: n * sum(w o) over sum(w r c); whole numbers stay whole, so that "nothing" is exactly zero
    expected = np.einsum("...i,ij,...j->...", rows, table, columns)
    return 1 - _ratio(total * (matrix * table).sum(axis=(-2, -1)), expected)


def pi_of(counts: ArrayLike, weights: Weights | None = None) -> Floats:
    """Scott's pi of confusion matrices, or Fleiss' kappa of matrices of :func:`pairs`: [..., k, k] to [...].

    Chance draws both labels from one distribution, that of all labels together. NaN where nothing is counted or only
    one label was ever given. Scott (1955), "Reliability of content analysis"; Fleiss (1971), "Measuring nominal scale
    agreement among many raters".
    """
    matrix = square(counts)
    table = _weights(weights, matrix.shape[-1])
    both = matrix.sum(axis=-1) + matrix.sum(axis=-2)
    expected = np.einsum("...i,ij,...j->...", both, (table + table.T) / 2, both)
    return 1 - _ratio(4 * matrix.sum(axis=(-2, -1)) * (matrix * table).sum(axis=(-2, -1)), expected)


def multi_kappa_of(counts: ArrayLike, weights: Weights | None = None) -> Floats:
    """Kappa of many annotators, each with a distribution of their own: [..., p, k, k] to [...].

    ``counts`` holds the confusion matrix of each of the p pairs of annotators, all over the same items. Observed and
    expected agreement are averaged over the pairs before one is set against the other. Davies and Fleiss (1982),
    "Measuring agreement for multinomial data"; also called Hubert's kappa.
    """
    matrix = square(counts)
    if matrix.ndim < 3:
        raise ValueError(f"counts have the shape {matrix.shape}: a confusion matrix for each pair of annotators is [..., p, k, k]")
    table = _weights(weights, matrix.shape[-1])
    total = matrix.sum(axis=(-2, -1))
    if total.size and (total != total[..., :1]).any():
        raise ValueError("pairs of annotators have different numbers of items: all must have labelled the same")
    expected = np.einsum("...i,ij,...j->...", matrix.sum(axis=-1), table, matrix.sum(axis=-2)).sum(axis=-1)
    return 1 - _ratio((total * (matrix * table).sum(axis=(-2, -1))).sum(axis=-1), expected)


def against_rest(counts: ArrayLike) -> Floats:
    """Each label against all others: [..., k, k] to [..., k, 2, 2], of confusions, pairs or coincidences.

    A coefficient of these is the one of a single label, and keeps the label apart from what lies between the others.
    """
    matrix = square(counts)
    both = np.diagonal(matrix, axis1=-2, axis2=-1)
    first, second = matrix.sum(axis=-1) - both, matrix.sum(axis=-2) - both
    rest = matrix.sum(axis=(-2, -1))[..., None] - both - first - second
    return np.stack((np.stack((both, first), axis=-1), np.stack((second, rest), axis=-1)), axis=-2)


def observed_agreement(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """The share of items on which two annotators agree; None where there are no items."""
    return one(observed_of(confusion(first, second)))


def cohen_kappa(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    labels: Sequence[Hashable] | None = None,
    weights: Weights | None = None,
) -> float | None:
    """Cohen's kappa of two sequences of labels, item by item; None where it is undefined (see :func:`kappa_of`).

    ``weights`` go by the order of ``labels``; without these the labels stand sorted.
    """
    if weights is not None and labels is None:
        labels = list(labels_in_order([*first, *second], None, scale=True))
    return one(kappa_of(confusion(first, second, labels), weights))


def scott_pi(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Scott's pi of two sequences of labels, item by item; None where it is undefined (see :func:`pi_of`)."""
    return one(pi_of(confusion(first, second)))


def fleiss_kappa(items: Sequence[Sequence[Hashable]]) -> float | None:
    """Fleiss' kappa of items with the labels of all their annotators; None where it is undefined (see :func:`pi_of`)."""
    return one(pi_of(pairs(items)))


def _given(label: Hashable, row: int) -> Hashable:
    if label is None:
        raise ValueError(f"item {row} lacks a label: leave it out, or give it a label of its own that says so")
    return label


def _weights(weights: Weights | None, size: int) -> Floats:
    """A table of disagreements."""
    places = np.arange(size, dtype=np.float64)
    apart = np.abs(places[:, None] - places)
    if weights is None:
        return (apart > 0).astype(np.float64)
    if isinstance(weights, str):
        if weights not in {"linear", "quadratic"}:
            raise ValueError(f"weights are {weights!r}: linear, quadratic or a table of disagreements is known")
        return apart if weights == "linear" else apart**2
    table = np.asarray(weights, np.float64)
    if table.shape != (size, size):
        raise ValueError(f"the table of weights has the shape {table.shape}: the counts need ({size}, {size})")
    if not np.isfinite(table).all() or (table < 0).any() or np.diagonal(table).any():
        raise ValueError("weights are disagreements: finite, none below zero, zero from a label to itself")
    return table


def _ratio(above: NDArray[Any], below: NDArray[Any]) -> Floats:
    """NaN where there is nothing below."""
    above, below = np.asarray(above, np.float64), np.asarray(below, np.float64)
    result: Floats = np.divide(above, below, out=np.full(np.broadcast_shapes(above.shape, below.shape), np.nan), where=below != 0)
    return result
