"""Measures of coreference: mentions of one entity, triggers of one event, in an article and across all."""

from collections.abc import Callable

import numpy as np

from ..case import Cases
from ..clusterings import Counted
from ..clusters import COREFERENCE
from ..comparison import Comparison
from ..counts import Array
from ..measure import Measure, Whole

AVERAGED = ("muc", "b3", "ceafe")
"""What the CoNLL average is the mean of (Pradhan et al. 2012)."""
CALLED = {
    "muc": "links that a cluster needs (MUC)",
    "b3": "what the clusters of each mention have in common (B-cubed)",
    "ceafm": "mentions that clusters assigned to each other have in common (CEAF-m)",
    "ceafe": "how alike clusters assigned to each other are (CEAF-e)",
    "blanc": "pairs of mentions that corefer, and pairs that do not (BLANC)",
    "lea": "links that clusters have in common, by size of cluster (LEA)",
}


def conll(counts: Array) -> Array:
    """The mean F1 of :data:`AVERAGED`, from their counts side by side; precision and recall are not defined."""
    ratios, start = [], 0
    for name in AVERAGED:
        measure = COREFERENCE[name]
        ratios.append(measure.ratios(counts[..., start : start + measure.width])[..., 2])
        start += measure.width
    mean = np.mean(np.stack(ratios), axis=0)
    return np.stack([np.full_like(mean, np.nan), np.full_like(mean, np.nan), mean], axis=-1)


def _averaged(counted: Counted) -> Array:
    return np.concatenate([counted.vectors(name) for name in AVERAGED], axis=1)


WIDE = sum(COREFERENCE[name].width for name in AVERAGED)


def _measures(what: str, counted: Callable[[Cases], Counted]) -> list[Measure]:
    """The measures in an article; one alone is counted as a few are."""
    found = [
        Measure(
            name=f"coreference.{what}.{name}",
            says=f"in an article: {says}",
            counts=lambda case, name=name: counted(Cases([case])).vectors(name)[0].tolist(),  # type: ignore[misc]
            together=lambda cases, name=name: counted(cases).vectors(name),  # type: ignore[misc]
            width=COREFERENCE[name].width,
            ratios=COREFERENCE[name].ratios,
        )
        for name, says in CALLED.items()
    ]
    mean = Measure(
        name=f"coreference.{what}.conll",
        says="in an article: mean F1 of MUC, B-cubed and CEAF-e",
        counts=lambda case: _averaged(counted(Cases([case])))[0].tolist(),
        together=lambda cases: _averaged(counted(cases)),
        width=WIDE,
        ratios=conll,
    )
    return [*found, mean]


def _wholes(what: str, counted: Callable[[Comparison], Counted]) -> list[Whole]:
    found = [
        Whole(
            name=f"coreference.across.{what}.{name}",
            says=f"across articles: {says}",
            counts=lambda comparison, name=name: counted(comparison).vectors(name)[0].tolist(),  # type: ignore[misc]
            ratios=COREFERENCE[name].ratios,
        )
        for name, says in CALLED.items()
    ]
    mean = Whole(
        name=f"coreference.across.{what}.conll",
        says="across articles: mean F1 of MUC, B-cubed and CEAF-e",
        counts=lambda comparison: _averaged(counted(comparison))[0].tolist(),
        ratios=conll,
    )
    return [*found, mean]


MEASURES = (*_measures("entity", lambda cases: cases.entities), *_measures("event", lambda cases: cases.events))
WHOLES = (
    *_wholes("entity", lambda comparison: comparison.across.of_entities),
    *_wholes("event", lambda comparison: comparison.across.of_events),
)
