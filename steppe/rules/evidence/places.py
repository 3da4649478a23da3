"""Places in the corpus, many of them, in little memory."""

from array import array

import numpy as np
from numpy.typing import NDArray

_ID = 8
"""Characters of an id; of one that is longer, which is malformed, the rest is lost."""


class Places:
    """Marks, each as the number of its article, its line in that article's file, and its id: sixteen bytes a mark."""

    def __init__(self) -> None:
        self.articles = array("i")
        self.lines = array("i")
        self.ids = bytearray()

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: int) -> tuple[int, int, str]:
        """Article, line and id."""
        identifier = self.ids[index * _ID : (index + 1) * _ID].decode("utf-8", "replace").rstrip("\0")
        return self.articles[index], self.lines[index], identifier

    def append(self, article: int, line: int, identifier: str) -> None:
        self.articles.append(article)
        self.lines.append(line)
        self.ids += identifier.encode("utf-8", "replace")[:_ID].ljust(_ID, b"\0")

    def merge(self, other: "Places", shift: int) -> None:
        """Add the places of articles that follow; their numbers rise by ``shift``."""
        self.articles.frombytes((column(other.articles) + shift).astype("i").tobytes())
        self.lines += other.lines
        self.ids += other.ids


def column(numbers: "array[int]") -> NDArray[np.int64]:
    """An array as numpy has it, in eight bytes a number."""
    return np.array(numbers, np.int64)
