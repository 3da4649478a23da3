"""Scores of clusters of mentions in a response against those of the key (coreference)."""

from collections.abc import Iterable
from math import isnan

from .measures import COREFERENCE, ClusterMeasure
from .overlap import Clustering, Overlap, overlap, overlaps
from .ratios import conll

__all__ = ["COREFERENCE", "ClusterMeasure", "Clustering", "Overlap", "Score", "conll", "overlap", "overlaps", "score", "score_all"]

Score = tuple[float | None, float | None, float | None]
"""Precision, recall and F1, each from 0 to 1; None where undefined."""


def score(key: Clustering, response: Clustering, *, singletons: bool = True) -> dict[str, Score]:
    """The score of one document by every measure of :data:`COREFERENCE`.

    >>> score(["a", "bc", "def"], ["a", "bcx", "dy", "z"])["muc"]
    (0.3333333333333333, 0.3333333333333333, 0.3333333333333333)
    >>> score(["a"], ["a"])["muc"]
    (None, None, None)
    """
    return score_all([(key, response)], singletons=singletons)


def score_all(pairs: Iterable[tuple[Clustering, Clustering]], *, singletons: bool = True) -> dict[str, Score]:
    """The score of many documents, each a key and a response: ratios of the sums of their counts.

    Items of one document are never those of another, even where they are equal.
    """
    table = overlaps(pairs, singletons=singletons)
    found: dict[str, Score] = {}
    for ratios in dict.fromkeys(measure.ratios for measure in COREFERENCE.values()):
        names = [name for name, measure in COREFERENCE.items() if measure.ratios is ratios]
        for name, row in zip(names, ratios([COREFERENCE[name].counts(table) for name in names]).tolist(), strict=True):
            precision, recall, f1 = (None if isnan(ratio) else ratio for ratio in row)
            found[name] = precision, recall, f1
    return {name: found[name] for name in COREFERENCE}
