"""Krippendorff's alpha: any number of annotators, missing values, and values of any scale.

Krippendorff (2004), *Content Analysis*, ch. 11; "Computing Krippendorff's alpha-reliability" (2011) has the notation
that is used here: coincidences o_ck, their sums n_c and n, and the squared difference of two values.
"""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import labels_in_order, one, square
from .distance import Distance, table

Floats = NDArray[np.float64]


def coincidences(units: Sequence[Sequence[Any]], values: Sequence[Hashable]) -> Floats:
    """How often values meet in a unit: [k, k], symmetric, in the order of ``values``. It adds over documents.

    ``units`` holds, for each unit, what its annotators gave it; None (or NaN) is a missing value. A unit with m
    values contributes its m(m-1) ordered pairs at 1/(m-1) each, so m in all; one with a single value says nothing of
    agreement and contributes nothing. A value that ``values`` does not list is a ValueError.
    """
    order = labels_in_order((), values)
    counts = np.zeros((len(units), len(order)), np.float64)
    for row, unit in enumerate(units):
        for value in unit:
            if not missing(value):
                if value not in order:
                    raise ValueError(f"unit {row} has the value {value!r}, which is not among those listed")
                counts[row, order[value]] += 1
    sizes = counts.sum(axis=1)
    counts, share = counts[sizes > 1], 1 / (sizes[sizes > 1] - 1)
    weighted = counts * share[:, None]
    matrix: Floats = counts.T @ weighted - np.diag(weighted.sum(axis=0))
    return matrix


def missing(value: Any) -> bool:
    """Whether a value says that there is none: None, or NaN."""
    return value is None or (isinstance(value, (float, np.floating)) and bool(np.isnan(value)))


def disagreement_of(matrix: ArrayLike, distance: Distance = "nominal", values: Sequence[Any] | None = None) -> tuple[Floats, Floats]:
    """Observed and expected disagreement of coincidences: [..., k, k] to two [...], NaN where nothing can be paired.

    ``values`` are those of the rows, in order; interval and ratio distances, and a function, need them. For
    ``ordinal`` the order of the rows is that of the scale.
    """
    met = square(matrix)
    if values is None and distance not in {"nominal", "ordinal"}:
        raise ValueError("the distance is between values: give those of the rows")
    if values is not None and len(values) != met.shape[-1]:
        raise ValueError(f"there are {len(values)} values for {met.shape[-1]} rows of coincidences")
    of_value = met.sum(axis=-1)
    total = of_value.sum(axis=-1)
    apart = _ordinal(of_value) if distance == "ordinal" else table(range(met.shape[-1]) if values is None else values, distance)
    observed = (met * apart).sum(axis=(-2, -1))
    expected = (of_value[..., :, None] * of_value[..., None, :] * apart).sum(axis=(-2, -1))
    some = total > 1  # the coincidences of one unit sum to its number of values, two at least
    none = np.full(total.shape, np.nan)
    return (
        np.divide(observed, total, out=none.copy(), where=some),
        np.divide(expected, total * (total - 1), out=none.copy(), where=some),
    )


def alpha_of(matrix: ArrayLike, distance: Distance = "nominal", values: Sequence[Any] | None = None) -> Floats:
    """Krippendorff's alpha of coincidences: [..., k, k] to [...]; arguments as in :func:`disagreement_of`.

    NaN, undefined, where no value can be paired with another, and where all that can be paired are one and the same
    value: without variation, chance would agree as well, and nothing is shown by agreement.
    """
    observed, expected = disagreement_of(matrix, distance, values)
    result: Floats = 1 - np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=expected > 0)
    return result


def krippendorff_alpha(
    units: Sequence[Sequence[Any]], distance: Distance = "nominal", values: Sequence[Hashable] | None = None
) -> float | None:
    """Krippendorff's alpha of units, each with the values of its annotators (None is missing); None where undefined.

    ``values`` lists the scale in order. Without it the scale is what occurs, sorted; an ordinal scale of anything
    but numbers must be listed.
    """
    used = [value for unit in units for value in unit if not missing(value)]
    if values is None:
        if distance == "ordinal" and not all(isinstance(value, (int, float, np.number)) for value in used):
            raise ValueError("values that are not numbers have no order of their own: list the ordinal scale from low to high")
        values = list(labels_in_order(used, None))
    return one(alpha_of(coincidences(units, values), distance, values))


def _ordinal(of_value: Floats) -> Floats:
    """Squared differences of mean ranks: [..., k] counts of values to [..., k, k]."""
    rank = np.cumsum(of_value, axis=-1) - of_value / 2
    result: Floats = (rank[..., :, None] - rank[..., None, :]) ** 2
    return result
