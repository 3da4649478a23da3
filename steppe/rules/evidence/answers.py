"""What the claims of all articles answer."""

from ..case import Case


class Answers:
    """What the claims of all articles answer."""

    def take(self, case: Case, number: int) -> None:
        pass

    def merge(self, other: "Answers", shift: int) -> None:
        pass
