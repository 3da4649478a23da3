"""Scoring one side against another."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from .bootstrap import Draws, interval
from .comparison import Comparison, Notice
from .counts import Array, prf
from .measure import Measure, Whole, found
from .measures import MEASURES, WHOLES
from .signature import Signature
from .table import counted

Ratios = tuple[float | None, ...]
"""Precision, recall and F1; None where one is not defined."""


class Score(Struct, frozen=True):
    """What a measure comes to over all articles."""

    measure: Measure | Whole
    counts: tuple[float, ...]
    ratios: Ratios
    interval: tuple[Ratios, Ratios] | None = None
    """The low and the high end of each ratio by bootstrap; None where articles cannot be drawn."""
    labels: Mapping[str, Ratios] | None = None
    """The ratios of each label alone, where they were asked for and mean something."""
    articles: Mapping[str, Ratios] | None = None
    """The ratios of each article alone, where they were asked for and there are such."""


class Scores(Struct, frozen=True):
    """All that was measured of two sides."""

    signature: Signature
    scores: Sequence[Score]
    notices: Sequence[Notice]

    def __getitem__(self, name: str) -> Score:
        """The score of a measure.

        Raises:
            KeyError: it was not measured.
        """
        for score in self.scores:
            if score.measure.name == name:
                return score
        raise KeyError(name)


def score(
    comparison: Comparison,
    wanted: Sequence[str] = (),
    *,
    samples: int = 0,
    seed: int = 0,
    labels: bool = False,
    articles: bool = False,
    seen: Callable[[int], object] = lambda number: None,
) -> Scores:
    """Score the second side of a comparison against the first.

    ``wanted`` names measures, or layers; none means all. With ``samples``, intervals by bootstrap over the articles. ``labels`` and
    ``articles`` ask for the figures of each. ``seen`` is told of each article that is counted.
    """
    table = counted(comparison, list(found(MEASURES, wanted, comparison.layers)), labels=labels, seen=seen)
    draws = Draws(len(table.names), samples, seed)
    again = table.again(draws)
    scores = [
        Score(
            measure,
            tuple(table.counted(measure).tolist()),
            defined(table.of(measure, table.totals)),
            None if again is None else ends(table.of(measure, again)),
            _by_label(table.by_label.get(measure.name)),
            dict(zip(table.names, map(defined, table.of(measure, table.counts)), strict=True)) if articles else None,
        )
        for measure in table.measures
    ]
    for whole in found(WHOLES, wanted, comparison.layers):
        counts = np.array(whole.counts(comparison), dtype=np.float64)
        each = _by_label(whole.by_label(comparison)) if labels and whole.by_label else None
        scores.append(Score(whole, tuple(counts.tolist()), defined(whole.ratios(counts)), labels=each))
    signature = Signature.of(comparison, draws)
    return Scores(signature, scores, [*comparison.notices, *lacking(draws)])


def lacking(draws: Draws) -> list[Notice]:
    """Why figures have no intervals though some were asked for."""
    return [Notice("", draws.lack)] if draws.lack else []


def _by_label(sums: Mapping[str, Sequence[float]] | Mapping[str, Array] | None) -> dict[str, Ratios] | None:
    if sums is None:
        return None
    return {label: defined(prf(np.asarray(sums[label], dtype=np.float64))) for label in sorted(sums)}


def ends(ratios: Array) -> tuple[Ratios, Ratios]:
    """The low and the high end of ratios, from those of samples ``[samples, ratios]``."""
    low, high = interval(ratios)
    return defined(low), defined(high)


def known(figure: Array | float) -> float | None:
    """A figure, None where it is not defined."""
    return None if np.isnan(figure) else float(figure)


def defined(ratios: Array) -> Ratios:
    """Ratios, None where one is not defined."""
    return tuple(map(known, ratios))
