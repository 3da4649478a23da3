"""Agreement beyond chance, from the decisions and the units of annotators."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from ..chance import (
    Gamma,
    Unit,
    Unitizing,
    alpha_of,
    coincidences,
    confusion,
    gamma_of,
    kappa_of,
    observed_of,
    outermost,
    pooled_gamma,
    unitized,
)
from ..score.bootstrap import Draws, interval
from ..score.counts import Array
from ..score.scores import known
from ..store import Document
from .decisions import ATTRIBUTES, Attribute
from .decisions import Unit as Decided

Interval = tuple[float | None, float | None]


class Coefficient(Struct, frozen=True):
    """A coefficient of agreement. Of more than two annotators, kappa is the mean over each two of them."""

    name: str
    says: str
    value: float | None
    """None where it is not defined."""
    items: int
    """Decisions, or units, that it is computed from."""
    observed: float | None = None
    """Agreement without regard to chance, where there is such a thing."""
    interval: Interval | None = None
    """By bootstrap over articles; None where they cannot be drawn."""


class Decisions:
    """The decisions on one attribute, article by article."""

    def __init__(self, attribute: Attribute, pairs: Sequence[tuple[int, int]]) -> None:
        self.attribute = attribute
        self.pairs = pairs
        self.articles: list[list[Decided]] = []

    def coefficients(self, draws: Draws) -> list[Coefficient]:
        """Kappa and alpha."""
        everything = [unit for article in self.articles for unit in article]
        labels = sorted({label for unit in everything for label in unit if label is not None})
        if not labels:
            return [Coefficient(f"{which}.{self.attribute.name}", self.attribute.says, None, 0) for which in ("kappa", "alpha")]
        of_pairs = [np.stack([_confused(article, pair, labels) for article in self.articles]) for pair in self.pairs]
        met = np.stack([coincidences(article, labels) for article in self.articles])
        judged = int(sum(matrix.sum() for matrix in of_pairs))
        kappa = Coefficient(
            f"kappa.{self.attribute.name}",
            self.attribute.says,
            known(mean([kappa_of(matrix.sum(axis=0)) for matrix in of_pairs])),
            judged,
            known(mean([observed_of(matrix.sum(axis=0)) for matrix in of_pairs])),
            _again(lambda drawn: mean([kappa_of(matrix) for matrix in drawn]), of_pairs, draws),
        )
        alpha = Coefficient(
            f"alpha.{self.attribute.name}",
            self.attribute.says,
            known(alpha_of(met.sum(axis=0))),
            len(everything),
            None,
            _again(lambda drawn: alpha_of(drawn[0]), [met], draws),
        )
        return [kappa, alpha]


def _confused(article: list[Decided], pair: tuple[int, int], labels: list[str]) -> Array:
    one, two = pair
    both = [(unit[one], unit[two]) for unit in article if unit[one] is not None and unit[two] is not None]
    return confusion([a for a, _ in both], [b for _, b in both], labels).astype(np.float64)


def mean(figures: Sequence[Array]) -> Array:
    """The mean of figures, of those that are defined."""
    stacked = np.stack([np.asarray(figure, dtype=np.float64) for figure in figures])
    known = ~np.isnan(stacked)
    number = known.sum(axis=0)
    mean: Array = np.divide(np.where(known, stacked, 0).sum(axis=0), number, out=np.full(stacked.shape[1:], np.nan), where=number > 0)
    return mean


def _again(figure: Callable[[list[Array]], Array], matrices: list[Array], draws: Draws) -> Interval | None:
    if not draws:
        return None
    low, high = interval(figure([draws.sums(matrix) for matrix in matrices])[:, np.newaxis])
    return known(low[0]), known(high[0])


# Units


class Unitized(Struct, frozen=True):
    """A layer whose marks are units of a continuum."""

    name: str
    says: str
    units: Callable[[Document], list[Unit]]


def _claims(document: Document) -> list[Unit]:
    return [Unit(claim.start, claim.end, "claim") for claim in document.claims if claim.start < claim.end]


LAYERS = (
    Unitized("mention", "mentions, by type", lambda document: [Unit(mark.start, mark.end, mark.type) for mark in document.mentions]),
    Unitized("trigger", "triggers, by type", lambda document: [Unit(mark.start, mark.end, mark.type) for mark in document.triggers]),
    Unitized("claim", "contents of claims, from the first piece to the last", _claims),
)


class Units:
    """The units of one layer, article by article."""

    def __init__(self, layer: Unitized, *, gamma: bool, seed: int) -> None:
        self.layer = layer
        self.gamma = gamma
        self.seed = seed
        self.number = 0
        self.unitizings: list[Unitizing] = []
        self.gammas: list[Gamma] = []

    def add(self, documents: Sequence[Document]) -> None:
        """Take in an article of all annotators."""
        extent = 0, max(1, *(document.article.length for document in documents), *(self._end(document) for document in documents))
        units = [self.layer.units(document) for document in documents]
        self.number += sum(map(len, units))
        self.unitizings.append(unitized([apart(some) for some in units], extent))
        if self.gamma:
            self.gammas.append(gamma_of(units, extent=extent, seed=self.seed))

    def _end(self, document: Document) -> int:
        return max((unit.end for unit in self.layer.units(document)), default=0)

    def coefficients(self) -> list[Coefficient]:
        """Alpha for unitizing, of the outermost units of each category, and gamma of all."""
        value = Unitizing.total(self.unitizings).overall if self.unitizings else None
        found = [Coefficient(f"alpha_u.{self.layer.name}", self.layer.says, value, self.number)]
        if self.gamma:
            found.append(Coefficient(f"gamma.{self.layer.name}", self.layer.says, pooled_gamma(self.gammas), self.number))
        return found


def apart(units: list[Unit]) -> list[Unit]:
    """The outermost units of each category; of two that cross, the first."""
    kept = []
    reach: dict[str, int] = {}
    for unit in outermost(units):
        if unit.start >= reach.get(unit.category, 0):
            kept.append(unit)
            reach[unit.category] = unit.end
    return kept


__all__ = ["ATTRIBUTES", "LAYERS", "Coefficient", "Decisions", "Unitized", "Units"]
