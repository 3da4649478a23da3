"""What a measure is."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from .case import Case, Cases
from .counts import RATIOS, WIDTH, Array, prf

if TYPE_CHECKING:
    from .comparison import Comparison

Counted = Sequence[float]
Given = TypeVar("Given")


class Measure(Struct, frozen=True, kw_only=True):
    """A measure: what it counts in an article, and the ratios of such counts. Counts of articles add up to those of the corpus."""

    name: str
    """``LAYER.WHAT``; with the package's version, its identity."""
    says: str
    """What counts as a hit, in a sentence."""
    counts: Callable[[Case], Counted]
    together: Callable[[Cases], Array] | None = None
    """The counts of many articles at once, ``[articles, width]``, where that is quicker."""
    width: int = WIDTH
    ratios: Callable[[Array], Array] = prf
    """From counts ``[..., width]`` to ratios ``[..., 3]``."""
    by_label: Callable[[Case], Mapping[str, Counted]] | None = None
    """The counts of each label alone, where a breakdown means something."""

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]


class Whole(Struct, frozen=True, kw_only=True):
    """A measure of what stands across articles: it is counted once, for no article alone, and cannot be drawn anew by article."""

    name: str
    says: str
    counts: Callable[["Comparison"], Counted]
    ratios: Callable[[Array], Array] = prf
    by_label: Callable[["Comparison"], Mapping[str, Counted]] | None = None

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]


def found(measures: Mapping[str, Given], wanted: Sequence[str], layers: Container[str]) -> Iterator[Given]:
    """Those measures of some layers that are wanted by name or by the beginning of it (``claim.source``), in the order of the catalogue."""
    for name, measure in measures.items():
        if name.partition(".")[0] not in layers:
            continue
        if not wanted or any(name == want or name.startswith(f"{want}.") for want in wanted):
            yield measure


__all__ = ["RATIOS", "Counted", "Measure", "Whole", "found"]
