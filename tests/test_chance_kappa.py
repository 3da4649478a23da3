"""Coefficients of agreement on labels give the published figures, add over documents, and say where they are undefined."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from steppe.chance import (
    against_rest,
    cohen_kappa,
    confusion,
    fleiss_kappa,
    kappa_of,
    multi_kappa_of,
    observed_agreement,
    observed_of,
    pairs,
    pi_of,
    scott_pi,
)

# Two columns of labels, item by item, and ways to say the same otherwise.
ITEMS = st.lists(st.tuples(*[st.sampled_from("abcd")] * 2), min_size=1, max_size=40)
RENAMED = dict(zip("abcd", ["z", "y", 7, ("x",)], strict=True))
MATRICES = st.integers(1, 4).flatmap(lambda k: st.lists(st.lists(st.integers(0, 9), min_size=k, max_size=k), min_size=k, max_size=k))


def near(value):
    return pytest.approx(value, abs=0.0005)


def columns(items):
    return [mine for mine, _ in items], [other for _, other in items]


# Confusion matrices of the literature: observed agreement, Scott's pi, Cohen's kappa, as printed there.
PUBLISHED = {
    # Cohen (1960: 45), three categories, 200 items; pi from the pooled shares .55 .30 .15: (.70 - .415)/(1 - .415)
    "Cohen": ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.700, (0.70 - 0.415) / 0.585, 0.492),
    # Artstein and Poesio (2008), tables 1 and 2: two and three dialogue acts
    "two acts": ([[20, 10], [20, 50]], 0.700, 0.341, 0.348),
    "three acts": ([[46, 0, 0], [6, 32, 6], [0, 0, 10]], 0.880, 0.799, 0.801),
    # Zwick (1988: 376): the same observed agreement; margins equal and even, equal and uneven, unequal
    "even": ([[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]], 0.600, 0.467, 0.467),
    "uneven": ([[20, 10, 10, 0], [10, 10, 0, 0], [10, 0, 10, 0], [0, 0, 0, 20]], 0.600, 0.444, 0.444),
    "unequal": ([[20, 5, 5, 10], [0, 10, 5, 5], [0, 5, 10, 5], [0, 0, 0, 20]], 0.600, 0.460, 0.474),
    # Krippendorff (2004: 246): kappa rises as the annotators' margins part, pi does not
    "like margins": ([[12, 9, 9], [9, 14, 9], [9, 9, 20]], 0.460, 0.186, 0.186),
    "unlike margins": ([[12, 18, 18], [0, 14, 18], [0, 0, 20]], 0.460, 0.186, 0.258),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_confusions_give_the_published_coefficients(name):
    counts, observed, pi, kappa = PUBLISHED[name]
    assert observed_of(counts) == near(observed)
    assert pi_of(counts) == pytest.approx(pi, abs=0.001)
    assert kappa_of(counts) == pytest.approx(kappa, abs=0.001)


def test_a_small_confusion_is_worked_by_hand():
    """Rows 3 and 1, columns 2 and 2, of 4 items; agreement 3/4, by chance (3*2 + 1*2)/16 = 1/2, kappa 1/2.

    Pooled, 5 and 3 of 8 labels: by chance (25 + 9)/64 = 34/64, pi (48 - 34)/(64 - 34) = 14/30.
    """
    mine, other = ["a", "a", "a", "b"], ["a", "a", "b", "b"]
    assert confusion(mine, other).tolist() == [[2, 1], [0, 1]]
    assert observed_agreement(mine, other) == 0.75
    assert cohen_kappa(mine, other) == 0.5
    assert scott_pi(mine, other) == pytest.approx(14 / 30)


# Fleiss (1971: 379): thirty patients, six psychiatrists each, five diagnoses; a row counts the diagnoses of a patient.
FLEISS = [
    "00060",
    "03003",
    "01401",
    "00006",
    "03030",
    "20400",
    "00402",
    "20310",
    "20040",
    "00006",
    "10050",
    "11040",
    "03300",
    "10050",
    "02031",
    "00501",
    "30012",
    "51000",
    "02040",
    "10203",
    "00006",
    "01050",
    "02013",
    "20040",
    "10041",
    "05010",
    "40002",
    "02040",
    "10500",
    "00006",
]
PATIENTS = [[label for label, times in enumerate(row) for _ in range(int(times))] for row in FLEISS]


def test_the_patients_of_fleiss_give_his_kappa():
    """Observed .5556, expected .2201, kappa .430."""
    counts = pairs(PATIENTS)
    assert observed_of(counts) == near(0.5556)
    assert fleiss_kappa(PATIENTS) == near(0.430)
    assert (observed_of(counts) - pi_of(counts)) / (1 - pi_of(counts)) == near(0.2201)


def test_the_patients_of_fleiss_give_his_kappa_for_each_diagnosis():
    """His table 2 rounds on the way, so that its figures are off by up to .003."""
    assert pi_of(against_rest(pairs(PATIENTS))) == pytest.approx([0.248, 0.248, 0.517, 0.470, 0.565], abs=0.005)


def test_three_annotators_and_two_labels_are_worked_by_hand():
    """Of ten items three are unanimous; each other has one agreeing pair of three: (3 + 7/3)/10 = 16/30.

    17 of 30 labels are l: by chance (17*17 + 13*13)/900 = 458/900, kappa (480 - 458)/(900 - 458).
    """
    items = [*("hhh", "hhl", "hlh", "lhh", "llh", "lll", "lll", "lhl", "llh", "llh")]
    assert fleiss_kappa(items) == pytest.approx(22 / 442)


def test_weights_of_three_acts_give_the_published_weighted_kappa():
    """Artstein and Poesio (2008), table 4: a check is half a request and half a statement. Do .090, De .490, kappa .8163."""
    weights = np.array([[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]])
    assert kappa_of(PUBLISHED["three acts"][0], weights) == near(0.8163)


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
@given(items=ITEMS)
def test_kappa_is_that_of_scikit_learn(weights, items):
    mine, other = columns(items)
    kappa = cohen_kappa(mine, other, weights=weights)
    assume(kappa is not None)
    assert kappa == pytest.approx(cohen_kappa_score(mine, other, weights=weights))


@given(MATRICES)
def test_a_stack_of_confusions_is_taken_one_by_one(counts):
    stack = np.array([counts, np.transpose(counts), np.zeros_like(counts)])
    for function in (observed_of, kappa_of, pi_of):
        assert np.array_equal(function(stack), [function(one) for one in stack], equal_nan=True)


@given(ITEMS, st.integers(0, 40))
def test_confusions_and_pairs_add_over_documents(items, cut):
    mine, other = columns(items)
    parts = [confusion(mine[part], other[part], "abcd") for part in (slice(cut), slice(cut, None))]
    assert (sum(parts) == confusion(mine, other, "abcd")).all()
    assert (pairs(items[:cut], "abcd") + pairs(items[cut:], "abcd") == pairs(items, "abcd")).all()


@given(ITEMS)
def test_neither_names_of_labels_nor_order_of_annotators_matter(items):
    mine, other = columns(items)
    for function in (cohen_kappa, scott_pi, observed_agreement):
        found = function(mine, other)
        assert function(other, mine) == pytest.approx(found)
        assert function([RENAMED[label] for label in mine], [RENAMED[label] for label in other]) == pytest.approx(found)


@given(ITEMS)
def test_who_agrees_with_himself_has_one_or_nothing_to_agree_on(items):
    mine, _ = columns(items)
    whole = 1.0 if len(set(mine)) > 1 else None
    assert cohen_kappa(mine, mine) == scott_pi(mine, mine) == fleiss_kappa(list(zip(mine, mine, mine, strict=True))) == whole


@given(ITEMS)
def test_pi_of_two_annotators_is_fleiss_kappa_of_two(items):
    assert scott_pi(*columns(items)) == pytest.approx(fleiss_kappa(items))


@given(ITEMS)
def test_kappa_of_many_annotators_is_cohens_where_they_are_two(items):
    counts = confusion(*columns(items))
    assert np.array_equal(multi_kappa_of(counts[None]), kappa_of(counts), equal_nan=True)


def test_kappa_of_three_annotators_is_worked_by_hand():
    """Of aab, abb and aab the pairs agree on 2/3, 1, 2/3 (mean 7/9), by chance on 4/9, 5/9, 4/9 (mean 13/27).

    So kappa is (21 - 13)/(27 - 13) = 4/7, and not the mean of the three kappas, (2/5 + 1 + 2/5)/3.
    """
    stack = [confusion(mine, other, "ab") for mine, other in (("aab", "abb"), ("aab", "aab"), ("abb", "aab"))]
    assert multi_kappa_of(stack) == pytest.approx(4 / 7)
    assert kappa_of(stack).mean() == pytest.approx(0.6)


def test_a_label_against_the_rest_keeps_all_items():
    """Of [[5, 1, 0], [2, 3, 4], [0, 6, 7]] the middle label: both 3, first alone 2 + 4, second alone 1 + 6, neither 12."""
    assert against_rest([[5, 1, 0], [2, 3, 4], [0, 6, 7]])[1].tolist() == [[3, 6], [7, 12]]


def test_weights_go_by_the_order_that_is_listed():
    """Low against top is one item of four, two steps off or one. Rows have 2 1 1, columns 1 1 2 of low, mid and top.

    By chance low mid top: 2(1 + 4) + 1(1 + 2) + 1(2 + 1) = 16; mid low top: 2(1 + 2) + 1(1 + 4) + 1(2 + 1) = 14.
    """
    mine, other = ["low", "low", "mid", "top"], ["low", "top", "mid", "top"]
    assert cohen_kappa(mine, other, ["low", "mid", "top"], "linear") == pytest.approx(1 - 4 * 2 / 16)
    assert cohen_kappa(mine, other, ["mid", "low", "top"], "linear") == pytest.approx(1 - 4 * 1 / 14)


def test_quadratic_weights_are_squares_of_linear_ones():
    """Of [[1, 1, 1], [0, 0, 0], [0, 0, 1]]: rows 3 0 1, columns 1 1 2, four items.

    Linear: observed 1 + 2 = 3, by chance (3(0 + 1 + 4) + 1(2 + 1 + 0))/4 = 18/4: kappa 1 - 12/18.
    Quadratic: observed 1 + 4 = 5, by chance (3(0 + 1 + 8) + 1(4 + 1 + 0))/4 = 32/4: kappa 1 - 20/32.
    """
    counts = [[1, 1, 1], [0, 0, 0], [0, 0, 1]]
    assert kappa_of(counts, "linear") == pytest.approx(1 / 3)
    assert kappa_of(counts, "quadratic") == pytest.approx(3 / 8)


@pytest.mark.parametrize("counts", [[[0, 0], [0, 0]], [[9, 0], [0, 0]], [[4]], np.zeros((0, 0))])
def test_without_items_or_with_one_label_nothing_is_defined(counts):
    assert math.isnan(kappa_of(counts))
    assert math.isnan(pi_of(counts))
    assert math.isnan(kappa_of(counts, "linear"))


def test_one_label_each_but_not_the_same_is_agreement_by_chance():
    """Cohen: nothing observed, nothing expected, 0. Scott: half expected, so -1."""
    assert cohen_kappa("aaa", "bbb") == 0
    assert scott_pi("aaa", "bbb") == -1


def test_of_nothing_there_is_no_coefficient():
    assert cohen_kappa([], []) is None
    assert scott_pi([], []) is None
    assert fleiss_kappa([]) is None
    assert observed_agreement([], []) is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cohen_kappa("aa", "a"), "labelled 2 items and the second 1"),
        (lambda: cohen_kappa(["a", None], ["a", "a"]), "item 1 lacks a label"),
        (lambda: confusion("ab", "ab", "a"), "'b' is not among"),
        (lambda: confusion("a", "a", "aba"), "listed twice"),
        (lambda: cohen_kappa(["a", 1], ["a", 2], weights="linear"), "list them from low to high"),
        (lambda: fleiss_kappa(["aa", "aaa"]), "from 2 to 3 labels"),
        (lambda: kappa_of([[1, 2, 3]]), r"shape \(1, 3\)"),
        (lambda: kappa_of([[-1, 0], [0, 1]]), "not below zero"),
        (lambda: kappa_of([[1, 0], [0, 1]], "cubic"), "'cubic'"),
        (lambda: kappa_of([[1, 0], [0, 1]], np.ones((2, 2))), "zero from a label to itself"),
        (lambda: kappa_of([[1, 0], [0, 1]], np.zeros((3, 3))), r"\(3, 3\)"),
        (lambda: multi_kappa_of([[1, 0], [0, 1]]), "for each pair"),
        (lambda: multi_kappa_of([[[1, 0], [0, 1]], [[1, 0], [0, 2]]]), "different numbers of items"),
    ],
)
def test_what_is_no_table_of_labels_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
