"""Measures of coreference are what their papers define, whatever the clusterings, and add over documents."""

from fractions import Fraction
from itertools import chain, combinations, permutations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steppe.score.clusters import COREFERENCE, conll, overlap, overlaps, score, score_all
from steppe.score.clusters.matching import SMALL

ITEMS = "abcdefgh"
CLUSTER_OF = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 4))
PAIRS = st.tuples(CLUSTER_OF, CLUSTER_OF)
SPLIT = sorted(set(COREFERENCE) - {"blanc"})
UNDEFINED, NOTHING = (None, None, None), (None, 0, 0)


def clusters(cluster_of):
    """Clusters, from the cluster of each item."""
    return [{item for item in cluster_of if cluster_of[item] == name} for name in sorted(set(cluster_of.values()))]


# The definitions, word for word. Each gives (right, total) of one side against the other: of the key, which is recall, or of the
# response, which is precision.


def muc(these, those):
    """Each cluster less the parts into which the other side cuts it, an item that is not there being a part of its own."""
    there = set(chain.from_iterable(those))
    parts = [sum(1 for other in those if one & other) + len(one - there) for one in these]
    return sum(map(len, these)) - sum(parts), sum(len(one) - 1 for one in these)


def b3(these, those):
    shares = [Fraction(len(one & other), len(one)) for one in these for item in one for other in those if item in other]
    return sum(shares), sum(map(len, these))


def best(these, those, likeness):
    few, many = sorted((these, those), key=len)
    return max(sum(map(likeness, few, chosen)) for chosen in permutations(many, len(few)))


def ceafm(these, those):
    return best(these, those, lambda one, other: len(one & other)), sum(map(len, these))


def ceafe(these, those):
    return best(these, those, lambda one, other: Fraction(2 * len(one & other), len(one) + len(other))), len(these)


def links(cluster):
    """The pairs of a cluster, and of a singleton that with itself."""
    return {frozenset(pair) for pair in combinations(cluster, 2)} if len(cluster) > 1 else {frozenset(cluster)}


def lea(these, those):
    found = set().union(*map(links, those))
    return sum(len(one) * Fraction(len(links(one) & found), len(links(one))) for one in these), sum(map(len, these))


def pairs_in_one(these):
    return {frozenset(pair) for one in these for pair in combinations(one, 2)}


def pairs_in_two(these):
    return {frozenset(pair) for pair in combinations(chain.from_iterable(these), 2)} - pairs_in_one(these)


def blanc(key, response):
    """The mean over the kinds of pairs that the key has; of both where it has none."""
    kinds = [(kind(key), kind(response)) for kind in (pairs_in_one, pairs_in_two)]
    kinds = [kind for kind in kinds if kind[0]] or kinds
    ratios = [prf((len(ours & theirs), len(theirs)), (len(ours & theirs), len(ours))) for ours, theirs in kinds]
    return tuple(
        None if all(ratio is None for ratio in column) else sum(ratio or 0 for ratio in column) / len(column)
        for column in zip(*ratios, strict=True)
    )


def prf(of_response, of_key):
    precision, recall = (Fraction(right) / total if total else None for right, total in (of_response, of_key))
    if precision is None and recall is None:
        return UNDEFINED
    return precision, recall, 2 * precision * recall / (precision + recall) if precision and recall else 0


def defined(key, response):
    """All scores by definition."""
    found = {one.__name__: prf(one(response, key), one(key, response)) for one in (muc, b3, ceafm, ceafe, lea)}
    return found | {"blanc": blanc(key, response)}


def same(scores, others):
    return scores == {name: pytest.approx(ratios, abs=1e-12) for name, ratios in others.items()}


@given(PAIRS)
@example(({}, {}))
@example(({"a": 0}, {}))
@example(({}, {"a": 0, "b": 0}))
@example(({"a": 0, "b": 1, "c": 1}, {"a": 0, "b": 0, "c": 0}))
def test_scores_are_those_of_the_definitions(pair):
    key, response = map(clusters, pair)
    assert same(score(key, response), defined(key, response))


@given(PAIRS)
def test_swapping_the_sides_swaps_precision_and_recall(pair):
    """But for BLANC where one side has a kind of pairs that the other has not: the key says which kinds count."""
    key, response = map(clusters, pair)
    one, two = score(key, response), score(response, key)
    kinds = {(bool(pairs_in_one(side)), bool(pairs_in_two(side))) for side in (key, response)}
    for name in COREFERENCE if len(kinds) == 1 else SPLIT:
        precision, recall, f1 = one[name]
        assert two[name] == pytest.approx((recall, precision, f1), abs=1e-12)


@given(PAIRS, st.randoms(use_true_random=False))
def test_neither_the_order_of_clusters_and_items_nor_their_names_matter(pair, rng):
    key, response = ([sorted(cluster) for cluster in clusters(side)] for side in pair)
    shuffled = [[[("article", ord(item), 3) for item in cluster] for cluster in side] for side in (key, response)]
    for side in shuffled:
        rng.shuffle(side)
        for cluster in side:
            rng.shuffle(cluster)
    assert same(score(*shuffled), score(key, response))


@given(PAIRS)
def test_the_cluster_of_each_item_says_as_much_as_the_clusters(pair):
    assert same(score(*pair), score(*map(clusters, pair)))


@given(CLUSTER_OF)
def test_a_response_that_is_the_key_scores_1_where_a_score_is_defined(key):
    sides = clusters(key)
    for name, ratios in score(sides, sides).items():
        there = {"muc": bool(pairs_in_one(sides)), "blanc": len(key) > 1}.get(name, bool(key))
        assert ratios == (pytest.approx((1, 1, 1)) if there else UNDEFINED)


@given(PAIRS)
def test_no_score_is_below_0_or_above_1(pair):
    assert all(ratio is None or -1e-12 <= ratio <= 1 + 1e-12 for ratios in score(*pair).values() for ratio in ratios)


@given(st.lists(PAIRS, max_size=5))
def test_counts_of_documents_together_are_the_sums_of_their_counts(documents):
    table = overlaps(documents)
    for measure in COREFERENCE.values():
        each = np.array([measure.counts(overlap(*pair)) for pair in documents]).reshape(-1, measure.width)
        assert measure.vectors(table) == pytest.approx(each)
        assert measure.counts(table) == pytest.approx(each.sum(axis=0))


def test_so_do_those_of_many_documents():
    """So many that the clusters of all are too many for one full table."""
    rng = np.random.default_rng(1)
    documents = [tuple(dict(enumerate(rng.integers(0, 5, 20).tolist(), start)) for start in (0, 3)) for _ in range(100)]
    table = overlaps(documents)
    assert len(table.key_sizes) * len(table.response_sizes) > 50 * SMALL
    for measure in COREFERENCE.values():
        assert measure.vectors(table) == pytest.approx(np.array([measure.counts(overlap(*pair)) for pair in documents]))


@given(st.lists(PAIRS, max_size=4))
def test_documents_laid_together_as_one_count_alike_but_for_pairs_in_two_clusters(documents):
    """Items and clusters of each document get its number; only pairs across documents are then new, and those are in two clusters."""
    laid = [{(at, item): (at, name) for at, pair in enumerate(documents) for item, name in pair[side].items()} for side in (0, 1)]
    for name, measure in COREFERENCE.items():
        alike = 3 if name == "blanc" else measure.width
        assert measure.counts(overlap(*laid))[:alike] == pytest.approx(measure.counts(overlaps(documents))[:alike])


def test_pairs_across_documents_are_pairs_in_two_clusters_where_they_are_laid_together():
    """Two documents of one mention each have no pair; laid together they have one, in two clusters."""
    blanc = COREFERENCE["blanc"]
    assert blanc.counts(overlaps([(["a"], ["a"]), (["b"], ["b"])])) == (0, 0, 0, 0, 0, 0)
    assert blanc.counts(overlap(["a", "b"], ["a", "b"])) == (0, 0, 0, 1, 1, 1)


@given(PAIRS)
def test_singletons_can_be_left_out_on_both_sides(pair):
    key, response = map(clusters, pair)
    dropped = [[cluster for cluster in side if len(cluster) > 1] for side in (key, response)]
    assert score(key, response, singletons=False) == score(*dropped)


def test_a_cluster_that_is_a_singleton_once_repeats_are_out_is_left_out_with_them():
    assert score(["ab", "bc", "dd"], ["ab"], singletons=False) == score(["ab"], ["ab"])


@pytest.mark.parametrize(
    ("repeating", "tidy"),
    [
        (["aab", "c"], ["ab", "c"]),
        (["ab", "bc"], ["ab", "c"]),
        (["ab", "ab"], ["ab"]),
        (["ab", "a", "b"], ["ab"]),
        (["", "ab", ""], ["ab"]),
        ([{"a", "b"}, {"b", "c"}, {"c"}], ["ab", "c"]),
    ],
)
def test_an_item_that_comes_again_counts_where_it_came_first_on_either_side(repeating, tidy):
    other = ["ac", "b"]
    assert score(repeating, other) == score(tidy, other)
    assert score(other, repeating) == score(other, tidy)


def test_a_side_that_repeats_items_is_still_like_itself():
    assert set(score(["ab", "bc", "ca", "d"], ["ab", "bc", "ca", "d"]).values()) == {(1, 1, 1)}


def test_clusters_may_come_from_any_iterable():
    assert score((set(word) for word in ("ab", "c")), {0: "ab", 1: "c"}.values()) == score(["ab", "c"], ["ab", "c"])


@pytest.mark.parametrize(("clustering", "says"), [([[[0, 4]]], "unhashable type: 'list'"), ([3], "'int' has no len")])
def test_what_is_no_clustering_is_refused(clustering, says):
    with pytest.raises(TypeError, match=says):
        score(clustering, [])


@pytest.mark.parametrize(
    ("key", "response", "expected"),
    [
        # a key of nothing has no recall; of ab MUC and BLANC know one link, and none of it is right
        ([], ["ab"], dict.fromkeys(COREFERENCE, (0, None, 0))),
        (["ab"], [], dict.fromkeys(COREFERENCE, NOTHING)),
        ([], [], dict.fromkeys(COREFERENCE, UNDEFINED)),
        # singletons alone have no links and, being one, no pair
        (["a"], [], dict.fromkeys(COREFERENCE, NOTHING) | {"muc": UNDEFINED, "blanc": UNDEFINED}),
        (["a"], ["b"], dict.fromkeys(COREFERENCE, (0, 0, 0)) | {"muc": UNDEFINED, "blanc": UNDEFINED}),
    ],
)
def test_what_a_side_has_nothing_of_is_undefined(key, response, expected):
    assert score(key, response) == expected


def test_no_documents_have_no_scores():
    assert score_all([]) == dict.fromkeys(COREFERENCE, UNDEFINED)


def test_scores_of_documents_are_ratios_of_sums():
    """MUC: 1 link of 2 in the first, 1 of 1 in the second, and the responses have 1 each: recall 2/3, precision 2/2."""
    assert score_all([(["abc"], ["ab", "c"]), (["ab"], ["ab"])])["muc"] == pytest.approx((1, 2 / 3, 4 / 5))


@given(st.lists(PAIRS, min_size=1, max_size=6))
def test_ratios_of_many_sums_are_those_of_each(documents):
    table = overlaps(documents)
    for measure in COREFERENCE.values():
        counts = measure.vectors(table)
        each = np.array([measure.ratios(row) for row in counts])
        assert np.array_equal(measure.ratios(counts), each, equal_nan=True)
        assert np.array_equal(measure.ratios(counts[np.newaxis, :, np.newaxis]), each[np.newaxis, :, np.newaxis], equal_nan=True)


@pytest.mark.parametrize("measure", COREFERENCE.values(), ids=COREFERENCE)
def test_counts_of_another_length_are_refused(measure):
    with pytest.raises(ValueError, match=rf"shape \(2, 3\); the last axis should be of length {measure.width}"):
        measure.ratios(np.zeros((2, 3)))


def test_the_average_of_the_shared_tasks_is_undefined_where_one_of_the_three_is():
    assert np.isnan(conll(None, 1.0, 1.0))
    assert conll([0.0, np.nan], [0.5, 1], [1, 1]) == pytest.approx([0.5, np.nan], nan_ok=True)
