"""What a figure is a figure of: enough to see whether two of them can be compared."""

from msgspec import Struct

from .. import __version__
from .bootstrap import Draws
from .comparison import Comparison

MEASURES = 1
"""The version of the measures: it changes when a measure would give another figure for the same data."""


class Signature(Struct, frozen=True):
    """Two figures of one measure can be compared if the signatures differ in the second side alone."""

    first: str
    """The fingerprint of the first side's data: what was looked for."""
    second: str
    articles: int
    samples: int
    """Of the bootstrap; 0 where there is none."""
    seed: int

    @classmethod
    def of(cls, comparison: Comparison, draws: Draws) -> "Signature":
        """The signature of what is computed of a comparison."""
        first, second = comparison.first.fingerprint, comparison.second.fingerprint
        return cls(first, second, len(comparison.names), draws.samples, draws.seed if draws else 0)

    def __str__(self) -> str:
        drawn = f"|samples:{self.samples}|seed:{self.seed}" if self.samples else ""
        return f"first:{self.first}|second:{self.second}|articles:{self.articles}{drawn}|measures:{MEASURES}|steppe:{__version__}"

    def line(self, measure: str) -> str:
        """The signature of a figure of a measure."""
        return f"{measure}|{self}"
