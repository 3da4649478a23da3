"""Who is dead, and who was convicted."""

from ..case import Case


class People:
    """Who is dead, and who was convicted."""

    def take(self, case: Case, number: int) -> None:
        pass

    def merge(self, other: "People", shift: int) -> None:
        pass
