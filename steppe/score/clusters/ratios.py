"""Precision, recall and F1 from sums of counts, for any number of sums at once."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..counts import prf

Counts = ArrayLike
Ratios = NDArray[np.float64]


def of_totals(counts: Counts) -> Ratios:
    """``[..., 4]``, right and total of the response, right and total of the key, to ``[..., 3]``: precision, recall, F1.

    A ratio to 0 is undefined, NaN. F1 is 0 where only one of the two is defined, and undefined where neither is.

    Raises:
        ValueError: the last axis is not of length 4.
    """
    return prf(_checked(counts, 4))


def of_links(counts: Counts) -> Ratios:
    """``[..., 6]``, pairs in one cluster and then in two, right, of the response, of the key, to ``[..., 3]``: those of BLANC.

    Each is the mean over the two kinds of pairs. As in the reference scorer, a kind that the key has not is left out, and a ratio
    to 0 of one that it has counts 0 in the mean. A mean of nothing but ratios to 0 is undefined, NaN, as everything is where
    neither side has a pair; F1 is 0 where only one side has what the key has, or the key has no pair and the response has.

    Raises:
        ValueError: the last axis is not of length 6.
    """
    kinds = _checked(counts, 6).reshape(*np.shape(counts)[:-1], 2, 3)
    ratios = of_totals(kinds[..., [0, 1, 0, 2]])
    of_key = kinds[..., 2:] > 0
    meant = of_key | ~of_key.any(axis=-2, keepdims=True)  # where the key has no pair, nothing is right and no kind is left out
    undefined = np.isnan(ratios)
    means: Ratios = np.where(meant & ~undefined, ratios, 0).sum(axis=-2) / meant.sum(axis=-2)
    means[(undefined | ~meant).all(axis=-2)] = np.nan
    return means


def conll(muc: ArrayLike | None, b3: ArrayLike | None, ceafe: ArrayLike | None) -> Ratios:
    """The mean of the F1 of MUC, B-cubed and CEAF-e (Pradhan et al. 2011), of one or of many; NaN where one is undefined."""
    first, *others = (np.asarray(f1, np.float64) for f1 in (muc, b3, ceafe))
    mean: Ratios = sum(others, start=first) / 3
    return mean


def _checked(counts: Counts, width: int) -> Ratios:
    """The counts as an array.

    Raises:
        ValueError: the last axis is not of this length.
    """
    array = np.asarray(counts, np.float64)
    if array.ndim == 0 or array.shape[-1] != width:
        raise ValueError(f"counts have the shape {array.shape}; the last axis should be of length {width}")
    return array
