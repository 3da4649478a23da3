"""Agreement of two or more annotators: the measures of scoring, and what is left of them beyond chance."""

from collections.abc import Callable, Container, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct

from ..labels import Labels
from ..score.bootstrap import Draws
from ..score.comparison import Comparison, Notice
from ..score.measure import Measure, Whole, found
from ..score.measures import MEASURES, WHOLES
from ..score.scores import Ratios, defined, ends, lacking
from ..score.signature import Signature
from ..score.table import counted
from ..sides import Side
from .coefficients import LAYERS, Coefficient, Decisions, Units
from .decisions import ATTRIBUTES, units
from .relations import relation_kappa


class Figure(Struct, frozen=True):
    """What a measure comes to: of two annotators as it is, of more the mean over each two of them."""

    measure: Measure | Whole
    ratios: Ratios
    """With the first of two annotators in the place of gold: only F1 does not depend on who is first."""
    interval: tuple[Ratios, Ratios] | None
    pairs: dict[str, Ratios]
    """The ratios of each two, by ``A/B``."""
    articles: dict[str, Ratios] | None = None
    """Of each article alone."""


class Agreement(Struct, frozen=True):
    """All that was measured of some annotators."""

    annotators: list[str]
    signatures: list[Signature]
    """Of each two."""
    figures: list[Figure]
    coefficients: list[Coefficient]
    notices: list[Notice]


class Annotators:
    """Two or more sides that nobody holds to be right.

    ``names`` are the articles to compare; without it, all that any of them has. ``shared`` leaves out those that not all have.
    """

    def __init__(
        self, sides: Sequence[Side], labels: Labels | None = None, names: Sequence[str] | None = None, *, shared: bool = False
    ) -> None:
        self.sides = sides
        have = [set(side.names) for side in sides]
        asked = set.union(*have) if names is None else set(names)
        self.names = sorted(asked.intersection(*have) if shared else asked)
        self.layers = frozenset[str]().union(*(side.layers for side in sides))
        self.left_out = sorted(asked.difference(self.names))
        self.comparisons = {
            (one, two): Comparison(sides[one], sides[two], labels, self.names, self.layers)
            for one, two in combinations(range(len(sides)), 2)
        }

    @property
    def notices(self) -> list[Notice]:
        """What is not as a reader would think, each thing once."""
        gone = [Notice(name, "not every annotator has the article: it is left out") for name in self.left_out]
        return gone + list(dict.fromkeys(notice for comparison in self.comparisons.values() for notice in comparison.notices))


def agree(
    annotators: Annotators,
    wanted: Sequence[str] = (),
    *,
    samples: int = 0,
    seed: int = 0,
    gamma: bool = False,
    articles: bool = False,
    seen: Callable[[int], object] = lambda number: None,
) -> Agreement:
    """Measure how far annotators agree.

    ``wanted`` names measures, coefficients or layers; none means all. With ``samples``, intervals by bootstrap over the articles, the
    same samples for every figure. ``gamma`` asks for the gamma of units too, which takes longer. ``articles`` asks for the figures of each.
    """
    measures = list(found(MEASURES, wanted, annotators.layers))
    tables = {pair: counted(comparison, measures, seen=seen) for pair, comparison in annotators.comparisons.items()}
    draws = Draws(len(annotators.names), samples, seed)
    again = {pair: table.again(draws) for pair, table in tables.items()}
    called = {pair: "/".join(annotators.sides[who].name for who in pair) for pair in tables}
    figures = []
    for measure in measures:
        each = {pair: table.of(measure, table.totals) for pair, table in tables.items()}
        drawn = [tables[pair].of(measure, counts) for pair, counts in again.items() if counts is not None]
        rows = np.mean([table.of(measure, table.counts) for table in tables.values()], axis=0) if articles else ()
        figures.append(
            Figure(
                measure,
                defined(np.mean(list(each.values()), axis=0)),
                ends(np.mean(drawn, axis=0)) if drawn else None,
                {called[pair]: defined(ratios) for pair, ratios in each.items()},
                dict(zip(annotators.names, map(defined, rows), strict=True)) if articles else None,
            )
        )
    for whole in found(WHOLES, wanted, annotators.layers):
        ratios = {
            pair: whole.ratios(np.array(whole.counts(comparison), dtype=float)) for pair, comparison in annotators.comparisons.items()
        }
        mean = defined(np.mean(list(ratios.values()), axis=0))
        figures.append(Figure(whole, mean, None, {called[pair]: defined(each) for pair, each in ratios.items()}))
    signatures = [Signature.of(comparison, draws) for comparison in annotators.comparisons.values()]
    coefficients = _coefficients(annotators, wanted, draws, gamma=gamma)
    return Agreement([side.name for side in annotators.sides], signatures, figures, coefficients, [*annotators.notices, *lacking(draws)])


def _coefficients(annotators: Annotators, wanted: Sequence[str], draws: Draws, *, gamma: bool) -> list[Coefficient]:
    number = len(annotators.sides)
    decisions = [
        Decisions(attribute, list(annotators.comparisons)) for attribute in ATTRIBUTES if _asked(attribute.name, wanted, annotators.layers)
    ]
    layers = [Units(layer, gamma=gamma, seed=draws.seed) for layer in LAYERS if _asked(layer.name, wanted, annotators.layers)]
    streams = [comparison.cases() for comparison in annotators.comparisons.values()]
    for cases in zip(*streams, strict=True):
        by_pair = dict(zip(annotators.comparisons, cases, strict=True))
        for decided in decisions:
            decided.articles.append(list(units(decided.attribute, by_pair, number)))
        documents = [by_pair[0, 1].first, *(by_pair[0, who].second for who in range(1, number))]
        for layer in layers:
            layer.add(documents)
    of_labels = [coefficient for decided in decisions for coefficient in decided.coefficients(draws)]
    of_units = [coefficient for layer in layers for coefficient in layer.coefficients()]
    of_relations = [relation_kappa(list(annotators.comparisons.values()))] if _asked("relation", wanted, annotators.layers) else []
    return [*of_labels, *of_relations, *of_units]


COEFFICIENTS = ("kappa", "alpha", "alpha_u", "gamma")


def _asked(name: str, wanted: Sequence[str], layers: Container[str]) -> bool:
    """Whether a decision or a layer of units is wanted: by its name, its layer, or as one of a kind of coefficient."""
    if name.partition(".")[0] not in layers:
        return False
    names = [name, *(f"{which}.{name}" for which in COEFFICIENTS)]
    return not wanted or any(name == want or name.startswith(f"{want}.") for name in names for want in wanted)
