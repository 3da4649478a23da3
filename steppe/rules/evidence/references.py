"""Which entries of the registry the marks refer to, and from where."""

from ..case import Case


class References:
    """Which entries of the registry the marks refer to, and from where."""

    def take(self, case: Case, number: int) -> None:
        pass

    def merge(self, other: "References", shift: int) -> None:
        pass
