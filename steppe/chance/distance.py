"""How far apart two values are: what alpha makes of a disagreement.

Each is the difference that counts, already squared where the measure squares it: zero for a value and itself, the
same in both directions, never below zero. Krippendorff (2004), *Content Analysis*, ch. 11.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Distance = Literal["nominal", "ordinal", "interval", "ratio"] | Callable[[Any, Any], float]
NAMED: Final = ("nominal", "ordinal", "interval", "ratio")


def jaccard(first: Collection[Any], second: Collection[Any]) -> float:
    """One less the shared part of two sets; two empty sets are the same."""
    one, two = frozenset(first), frozenset(second)
    return 1 - len(one & two) / len(one | two) if one or two else 0.0


def masi(first: Collection[Any], second: Collection[Any]) -> float:
    """Jaccard's, where one set within the other counts two thirds, and two that only overlap one third.

    Passonneau (2006), "Measuring agreement on set-valued items (MASI)". The fractions are exact thirds.
    """
    one, two = frozenset(first), frozenset(second)
    if one == two:
        return 0.0
    nested = one <= two or two <= one
    return 1 - (1 - jaccard(one, two)) * (2 if nested else 1) / 3


def table(values: Sequence[Any], distance: Distance) -> NDArray[np.float64]:
    """The distance from each value to each: [k, k]. Not for ``ordinal``, which hangs on how often each occurs."""
    if distance == "nominal":
        return 1 - np.eye(len(values))
    if callable(distance):
        return _checked(
            np.array([[distance(one, two) for two in values] for one in values], np.float64).reshape(len(values), len(values)), values
        )
    if distance not in {"interval", "ratio"}:
        raise ValueError(f"the distance is {distance!r}: {', '.join(NAMED)} or a function of two values is known")
    numbers = np.array([_number(value, distance) for value in values], np.float64)
    apart = numbers[:, None] - numbers
    if distance == "interval":
        return apart**2
    if (numbers < 0).any():
        raise ValueError(f"the value {min(values)!r} is below zero: a ratio scale begins at zero")
    together = numbers[:, None] + numbers
    return np.divide(apart, together, out=np.zeros_like(apart), where=together != 0) ** 2


def _number(value: Any, distance: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)) or not np.isfinite(value):
        raise ValueError(f"the value {value!r} is not a number: {distance} distances are between numbers")
    return float(value)


def _checked(apart: NDArray[np.float64], values: Sequence[Any]) -> NDArray[np.float64]:
    if not np.isfinite(apart).all() or (apart < 0).any():
        raise ValueError("a distance is not a number from zero up")
    for wrong, what in ((apart != apart.T, "is not the same in both directions"), (np.diag(np.diagonal(apart)) != 0, "is not zero")):
        if wrong.any():
            row, column = (int(place) for place in np.argwhere(wrong)[0])
            raise ValueError(f"the distance between {values[row]!r} and {values[column]!r} {what}")
    return apart
