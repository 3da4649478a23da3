"""The words of articles whose text belongs to others, as fingerprints: to know them where they should not be."""

from array import array

import numpy as np
from numpy.typing import NDArray

from ...shingles import shingles
from ...text import lines
from ..case import Case
from .lines import as_number

SHORTEST = 40
"""Characters of a line that nobody writes twice by chance."""


class Foreign:
    """Fingerprints of the lines of articles whose text the corpus does not hold; of their eight-word sequences where it is at hand."""

    def __init__(self) -> None:
        self.digests = array("q")
        """Of each line of some length, as a number of 48 bits."""
        self.articles = array("i")
        """The number of its article."""
        self.forwards: list[NDArray[np.uint32]] = []
        self.reverse: list[NDArray[np.uint32]] = []

    def take(self, case: Case, number: int) -> None:
        document = case.document
        if case.has_text:
            return
        for zone in document.zones:
            if zone.end - zone.start >= SHORTEST and (digest := as_number(zone.digest)) is not None:
                self.digests.append(digest)
                self.articles.append(number)
        if document.text is not None:
            found = [document.text[start:end] for _, start, end in lines(document.text)]
            self.forwards.append(shingles(found)[0])
            self.reverse.append(shingles(backwards(found))[0])

    def merge(self, other: "Foreign", shift: int) -> None:
        self.digests += other.digests
        self.articles.extend([number + shift for number in other.articles])
        self.forwards += other.forwards
        self.reverse += other.reverse

    @property
    def sequences(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Every sequence of eight words inside a line, sorted; and of the same lines read backwards.

        One sequence has the number of some other once in four billion times, which a large corpus meets with; that it has it
        from behind too can be left out of account.
        """
        return _together(self.forwards), _together(self.reverse)


def _together(found: list[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    return np.unique(np.concatenate([np.zeros(0, np.uint32), *found]))


def backwards(texts: list[str]) -> list[str]:
    """Texts read from behind."""
    return [text[::-1] for text in texts]
