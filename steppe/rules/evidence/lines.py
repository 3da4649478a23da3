"""Lines that stand in several places, and how each is marked."""

from ..case import Case


class Lines:
    """Lines that stand in several places, and how each is marked."""

    def take(self, case: Case, number: int) -> None:
        pass

    def merge(self, other: "Lines", shift: int) -> None:
        pass
