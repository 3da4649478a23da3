"""The claims that the registry names."""

from msgspec import Struct

from ...model import Claim
from ..case import Case


class Told(Struct, frozen=True, gc=False):
    """A claim that the registry names, and where it stands."""

    article: int
    """The number of its article."""
    line: int
    claim: Claim


class Claims:
    """The claims that the registry names, and those of retellings that it does not trace.

    ``wanted`` are the names, as ``ARTICLE/CLAIM``.
    """

    def __init__(self, wanted: frozenset[str] = frozenset()) -> None:
        self.wanted = wanted
        self.told: dict[str, Told] = {}
        """By ``ARTICLE/CLAIM``."""
        self.untraced: list[Told] = []

    def take(self, case: Case, number: int) -> None:
        document, wanted = case.document, self.wanted
        if wanted:
            for claim in document.claims:
                reference = f"{document.name}/{claim.id}"
                if reference in wanted:
                    self.told[reference] = Told(number, document.line(claim), claim)
        if document.article.retells or case.settings.tier[document.article.tier].retells:
            traced = case.registry.sources_of
            self.untraced += [
                Told(number, document.line(claim), claim) for claim in document.claims if f"{document.name}/{claim.id}" not in traced
            ]

    def merge(self, other: "Claims", shift: int) -> None:
        for reference, told in other.told.items():
            self.told[reference] = Told(told.article + shift, told.line, told.claim)
        self.untraced += [Told(told.article + shift, told.line, told.claim) for told in other.untraced]

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "wanted": frozenset()}  # many, and of no more use to who asked
