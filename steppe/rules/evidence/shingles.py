"""Sequences of eight words, to find texts that are nearly the same."""

import numpy as np
from numpy.typing import NDArray

from ...shingles import shingles
from ..case import Case

_BATCH = 1 << 17
"""Characters that are cut at a time: what is made of them fits the processor's cache."""


class Shingles:
    """The sequences of eight words of each article whose text is at hand, but for zones where nothing is marked.

    Four bytes for each word of the corpus.
    """

    def __init__(self) -> None:
        self.counts: list[int] = []
        """Of each article that was cut: how many sequences it has."""
        self.hashes: list[NDArray[np.uint32]] = []
        self._waiting: list[str] = []
        """The texts of the articles that follow."""
        self._size = 0

    def take(self, case: Case, number: int) -> None:
        text, silent = case.document.text, case.labels.silent
        words = "" if text is None else "\n".join([text[zone.start : zone.end] for zone in case.document.zones if zone.type not in silent])
        self._waiting.append(words)
        self._size += len(words)
        if self._size > _BATCH:
            self.cut()

    def merge(self, other: "Shingles", shift: int) -> None:
        self.cut()
        other.cut()
        self.counts += other.counts
        self.hashes += other.hashes

    def all(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The sequences of all articles, those of each sorted and each once; and how many each article has."""
        self.cut()
        if len(self.hashes) > 1:
            self.hashes = [np.concatenate(self.hashes)]
        return self.hashes[0] if self.hashes else np.zeros(0, np.uint32), np.array(self.counts, np.int64)

    def cut(self) -> None:
        """Cut the texts that wait for it."""
        if self._waiting:
            hashes, counts = shingles(self._waiting)
            self.hashes.append(hashes)
            self.counts += counts.tolist()
            self._waiting, self._size = [], 0

    def __getstate__(self) -> dict[str, object]:
        self.cut()
        return self.__dict__
