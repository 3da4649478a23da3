"""The characters of many texts at once: code points, and to which of three classes each belongs."""

import unicodedata

import numpy as np
from numpy.typing import NDArray

__all__ = ["OTHER", "SPACE", "WORD", "classify", "code_points"]

SPACE, WORD, OTHER, _UNKNOWN = range(4)
_CLASSES = np.full(0x110000, _UNKNOWN, dtype=np.uint8)


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text, one for each offset."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def classify(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of each code point: :data:`WORD` for letters, marks, digits and connectors, :data:`SPACE`, or :data:`OTHER`.

    A class is looked up once for each character that ever occurs.
    """
    classes = _CLASSES.take(codes)
    if (unknown := classes == _UNKNOWN).any():
        for code in np.unique(codes[unknown]):
            category = unicodedata.category(chr(code))
            if category[0] in "LMN" or category == "Pc":
                _CLASSES[code] = WORD
            else:
                _CLASSES[code] = SPACE if category[0] == "Z" or chr(code).isspace() else OTHER
        classes = _CLASSES.take(codes)
    return classes
