"""What the coefficients ask of their input, and the form of an answer that may be undefined."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def square(counts: ArrayLike) -> NDArray[np.float64]:
    """Counts as floats [..., k, k]; ValueError where they are not such a stack, or less than nothing is counted."""
    matrix = np.asarray(counts, np.float64)
    if matrix.ndim < 2 or matrix.shape[-1] != matrix.shape[-2]:
        raise ValueError(f"counts have the shape {matrix.shape}: they must be square, [..., k, k]")
    if not np.isfinite(matrix).all() or (matrix < 0).any():
        raise ValueError("counts must be finite and not below zero")
    return matrix


def labels_in_order(used: Iterable[Hashable], labels: Sequence[Hashable] | None, *, scale: bool = False) -> dict[Hashable, int]:
    """The place of each label: as given, or sorted, or as they come where they do not sort, which a ``scale`` must."""
    found = dict.fromkeys(label for label in used if label is not None)
    if labels is None:
        ordered: list[Any] = list(found)
        try:
            ordered.sort()
        except TypeError:
            if scale:
                raise ValueError("the labels have no order of their own: list them from low to high") from None
            ordered = list(found)
        return {label: place for place, label in enumerate(ordered)}
    order = {label: place for place, label in enumerate(labels)}
    if len(order) != len(labels):
        raise ValueError("a label is listed twice")
    for label in found:
        if label not in order:
            raise ValueError(f"the label {label!r} is not among those listed")
    return order


def one(value: NDArray[np.float64]) -> float | None:
    """A single figure: None for undefined."""
    return None if np.isnan(value) else float(value)
