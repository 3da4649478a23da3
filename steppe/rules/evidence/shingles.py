"""Sequences of eight words, to find texts that are nearly the same."""

from ..case import Case


class Shingles:
    """Sequences of eight words, to find texts that are nearly the same."""

    def take(self, case: Case, number: int) -> None:
        pass

    def merge(self, other: "Shingles", shift: int) -> None:
        pass
