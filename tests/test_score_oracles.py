"""The same figures as nervaluate and scikit-learn, where they define the same thing, on random data."""

from itertools import pairwise

import numpy as np
import pytest
from comparing import case, mention
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator
from sklearn.metrics import precision_recall_fscore_support

from steppe.score.counts import prf
from steppe.score.measures import MEASURES

TYPES = ("Firm", "Person", "Day")


@st.composite
def apart(draw, most=6):
    """Mentions that do not overlap, of one side, as (start, end, type)."""
    cuts = draw(st.lists(st.integers(0, 40), min_size=2, max_size=2 * most, unique=True).map(sorted))
    spans = [(start, end) for start, end in list(pairwise(cuts))[::2]]
    return [(start, end, draw(st.sampled_from(TYPES))) for start, end in spans]


@st.composite
def two_sides(draw):
    """Mentions of two sides, such that none overlaps two of the other side.

    There nervaluate, which takes the first that fits, and a best pairing are the same.
    """
    first, second = draw(apart()), draw(apart())
    kept = []
    for start, end, type_ in second:
        near = [other for other in first if other[0] < end and start < other[1]]
        if len(near) < 2:
            kept.append((start, end, type_))
    crowded = {other for other in first if sum(other[0] < end and start < other[1] for start, end, _ in kept) > 1}
    return [mark for mark in first if mark not in crowded], kept


def marks(side):
    return [mention(number, *mark) for number, mark in enumerate(side)]


# What each strategy of nervaluate is called here.
STRATEGIES = {"strict": "mention.strict", "exact": "mention.exact", "ent_type": "mention.type", "partial": "mention.partial"}


@given(two_sides())
def test_mentions_are_scored_as_nervaluate_scores_them(sides):
    first, second = sides
    # In nervaluate an end is the last token of an entity, so that two which touch do not overlap.
    spans = [[{"start": start, "end": end - 1, "label": type_} for start, end, type_ in side] for side in sides]
    if not first or not second:
        return
    overall = Evaluator([spans[0]], [spans[1]], tags=list(TYPES), loader="dict").evaluate()["overall"]
    for strategy, name in STRATEGIES.items():
        precision, recall, f1 = prf(np.array(MEASURES[name].counts(case(marks(first), marks(second))), dtype=float))
        theirs = overall[strategy]
        assert [precision, recall, f1] == pytest.approx([theirs.precision, theirs.recall, theirs.f1]), strategy


@given(st.lists(st.tuples(st.sampled_from(TYPES), st.sampled_from(TYPES)), min_size=1, max_size=20))
def test_types_of_given_spans_are_scored_as_scikit_learn_scores_labels(labels):
    """Every span is on both sides: what is left is a classification of the spans."""
    first = [mention(number, 10 * number, 10 * number + 5, one) for number, (one, _) in enumerate(labels)]
    second = [mention(number, 10 * number, 10 * number + 5, two) for number, (_, two) in enumerate(labels)]
    here = case(first, second)
    gold, found = zip(*labels, strict=True)
    micro = precision_recall_fscore_support(gold, found, average="micro")[:3]
    assert prf(np.array(MEASURES["mention.strict"].counts(here), dtype=float)) == pytest.approx(micro)
    by_label = MEASURES["mention.strict"].by_label(here)
    used = sorted({*gold, *found})
    theirs = np.array(precision_recall_fscore_support(gold, found, labels=used, zero_division=np.nan)[:3]).T
    for label, ratios in zip(used, theirs, strict=True):
        ours = prf(np.array(by_label[label], dtype=float))
        # F1 is 0 here where one of precision and recall is undefined, and there is something to find; so it is there.
        assert ours == pytest.approx(ratios, nan_ok=True), label
