"""Measures of claim pairs: how two claims of different articles on one question stand to each other."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ...pairs import ClaimPair
from ..comparison import Comparison
from ..counts import Array, prf, same
from ..measure import Counted, Whole

Pair = tuple[tuple[str, str, str], str, str]
"""The question, and the two claims in order."""
Judged = tuple[str, int, str]
"""The relation, its direction (0: it has none), and the kind of conflict."""


def judged(comparison: Comparison) -> tuple[dict[Pair, Judged], dict[Pair, Judged]]:
    """The pairs of both sides with what is judged of them, in terms of the first side's claims and registry."""
    first, second = comparison.pairs
    across, names = comparison.across, comparison.across.names
    with_claims = all("claim" in side.layers for side in (comparison.first, comparison.second))

    def claim(name: str) -> str:
        """A claim of the second side as the first calls it; where a side has pairs and no claims, both call it the same."""
        return across.claims.get(name, f"?{name}") if with_claims else name

    renamed = [
        ClaimPair(
            pair.facet,
            names(pair.event),
            names(pair.subject),
            claim(pair.a),
            claim(pair.b),
            pair.relation,
            pair.conflict,
            pair.basis,
        )
        for pair in second
    ]
    symmetric = {name for name, label in comparison.labels.relation.items() if label.symmetric} if comparison.labels else set()
    return _by_pair(first, symmetric), _by_pair(renamed, symmetric)


def _by_pair(pairs: Sequence[ClaimPair], symmetric: set[str]) -> dict[Pair, Judged]:
    found = {}
    for pair in pairs:
        one, two = sorted((pair.a, pair.b))
        direction = 0 if pair.relation in symmetric else 1 if one == pair.a else -1
        found[(pair.facet, pair.event, pair.subject), one, two] = (pair.relation, direction, pair.conflict)
    return found


def _labelled(comparison: Comparison) -> dict[str, Counted]:
    first, second = judged(comparison)
    hits = Counter(label for pair, (label, way, _) in first.items() if second.get(pair, ("", 0, ""))[:2] == (label, way))
    sought, seen = (Counter(label for label, _, _ in side.values()) for side in (first, second))
    return {label: same(hits[label], sought[label], seen[label]) for label in sorted(sought | seen)}


def _strict(comparison: Comparison) -> Counted:
    return np.sum([*_labelled(comparison).values(), (0, 0, 0, 0)], axis=0).tolist()  # type: ignore[no-any-return]


def _exact(comparison: Comparison) -> Counted:
    first, second = judged(comparison)
    return same(len(first.keys() & second.keys()), len(first), len(second))


def _macro(comparison: Comparison) -> Counted:
    return [count for counts in _labelled(comparison).values() for count in counts]


def macro(counts: Array) -> Array:
    """The mean ratios of labels, from their counts side by side; what is undefined of a label that one side has counts as 0."""
    ratios = prf(counts.reshape(*counts.shape[:-1], -1, 4))
    if not ratios.shape[-2]:
        return np.full((*counts.shape[:-1], 3), np.nan)
    mean: Array = np.nan_to_num(ratios).mean(axis=-2)
    return mean


def _conflict(comparison: Comparison) -> Counted:
    first, second = judged(comparison)
    hits = sum(bool(label[2]) and second.get(pair, ("", 0, ""))[2] == label[2] for pair, label in first.items())
    return same(hits, sum(bool(label[2]) for label in first.values()), sum(bool(label[2]) for label in second.values()))


WHOLES = (
    Whole(
        name="relation.strict", says="same claims, same question, same relation in the same direction", counts=_strict, by_label=_labelled
    ),
    Whole(name="relation.exact", says="same claims, same question, whatever the relation", counts=_exact),
    Whole(name="relation.macro", says="mean of the ratios of each relation", counts=_macro, ratios=macro),
    Whole(name="relation.conflict", says="same claims, same question, same kind of conflict", counts=_conflict),
)
