"""Krippendorff's alpha gives the published figures on every scale, adds over documents, and is undefined without variation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.chance import against_rest, alpha_of, coincidences, disagreement_of, jaccard, krippendorff_alpha, masi, pairs, pi_of

N = None
UNITS = st.lists(st.lists(st.sampled_from([None, 1, 2, 3, 5]), min_size=1, max_size=4), max_size=15)
SCALES = ["nominal", "ordinal", "interval", "ratio"]


def near(value):
    return pytest.approx(value, abs=0.0005)


def rows(*annotators):
    return list(zip(*annotators, strict=True))


# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", B, C and the four observers of D and E.
TWO_BINARY = rows([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
TWO_NOMINAL = rows("aabbdcccedda", "babbbccceddd")
FOUR = rows(
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
)
# Three observers of fifteen units: the example of the encyclopedia's article, which several libraries test by.
THREE = rows(
    [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
)
# Hayes and Krippendorff (2007: 84): five observers, forty units; a dot is missing.
HAYES = [
    "112.2",
    "1101.",
    "2333.",
    ".00.0",
    "000.0",
    "000.0",
    "102.1",
    "1.20.",
    "222.2",
    "2111.",
    ".100.",
    "0000.",
    "1222.",
    "33223",
    "111.1",
    "111.1",
    "212.2",
    "1233.",
    "1101.",
    "000.0",
    "0011.",
    "00.00",
    "2333.",
    "0000.",
    "12.22",
    "0111.",
    "00010",
    "1212.",
    "1122.",
    "112.2",
    "110.0",
    "2121.",
    "22.22",
    "3222.",
    "222.2",
    "223.2",
    "222.2",
    "22.12",
    "2222.",
    "111.1",
]
FORTY = [[None if value == "." else int(value) for value in unit] for unit in HAYES]


@pytest.mark.parametrize(
    ("units", "distance", "alpha"),
    [
        (TWO_BINARY, "nominal", 0.095),
        (TWO_NOMINAL, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
        (THREE, "nominal", 0.691),
        (THREE, "interval", 0.811),
        (FORTY, "ordinal", 0.7598),
        # Krippendorff (1980: 139), nine units of three observers, on three scales
        (rows([1, 1, 2, 4, 1, 2, 1, 3, 2], [1, 2, 2, 4, 4, 2, 2, 3, 2], [1, 2, 2, 4, 4, 2, 3, 3, 2]), "nominal", 0.642),
        (rows([1, 1, 2, 4, 1, 2, 1, 3, 2], [1, 2, 2, 4, 4, 2, 2, 3, 2], [1, 2, 2, 4, 4, 2, 3, 3, 2]), "interval", 0.547),
        (rows([1, 1, 2, 4, 1, 2, 1, 3, 2], [1, 2, 2, 4, 4, 2, 2, 3, 2], [1, 2, 2, 4, 4, 2, 3, 3, 2]), "ratio", 0.483),
        # Krippendorff (2004: 227): two observers, three values
        (rows("aabbbbbccccc", "abbbbbcccccc"), "nominal", 0.734),
    ],
)
def test_published_data_give_the_published_alpha(units, distance, alpha):
    assert krippendorff_alpha(units, distance) == near(alpha)


def test_the_four_observers_have_the_coincidences_that_are_printed():
    """Krippendorff (2011), C: 7 of 1 with 1, 4/3 of 1 with 2, and so on; the twelfth unit has one value and drops out."""
    third = 1 / 3
    printed = [
        [7, 4 * third, third, third, 0],
        [4 * third, 10, 4 * third, third, 0],
        [third, 4 * third, 8, third, 0],
        [third, third, third, 4, 0],
        [0, 0, 0, 0, 3],
    ]
    assert coincidences(FOUR, range(1, 6)) == pytest.approx(np.array(printed))


def test_a_small_ordinal_alpha_is_worked_by_hand():
    """Units 11, 12, 33 of two: n is 3, 1, 2 of six; mean ranks 1.5, 3.5, 5.

    Squared: 1 to 2 is 4, 1 to 3 12.25, 2 to 3 2.25. Observed 2*4/6; expected 2(3*1*4 + 3*2*12.25 + 1*2*2.25)/30 = 6.
    """
    observed, expected = disagreement_of(coincidences([(1, 1), (1, 2), (3, 3)], [1, 2, 3]), "ordinal")
    assert (observed, expected) == (pytest.approx(4 / 3), pytest.approx(6))
    assert krippendorff_alpha([(1, 1), (1, 2), (3, 3)], "ordinal") == pytest.approx(1 - 4 / 18)


def test_a_value_of_the_scale_that_nobody_gave_changes_nothing():
    assert krippendorff_alpha(FOUR, "ordinal", [0, 1, 2, 3, 4, 4.5, 5]) == pytest.approx(krippendorff_alpha(FOUR, "ordinal"))


def test_a_listed_scale_of_words_is_in_the_order_listed():
    words = ["very low", "low", "mid", "high", "very high"]
    said = [[None if value is None else words[value - 1] for value in unit] for unit in FOUR]
    assert krippendorff_alpha(said, "ordinal", words) == near(0.815)


def test_each_value_against_the_rest_gives_the_alpha_of_that_value():
    """Krippendorff (1980: 139), printed for the four values as .381, .711, .717 and .764."""
    units = rows([1, 1, 2, 4, 1, 2, 1, 3, 2], [1, 2, 2, 4, 4, 2, 2, 3, 2], [1, 2, 2, 4, 4, 2, 3, 3, 2])
    found = alpha_of(against_rest(coincidences(units, [1, 2, 3, 4])))
    assert found == pytest.approx([0.381, 0.711, 0.717, 0.764], abs=0.001)


def test_a_distance_of_ones_own_is_taken_as_it_is():
    """Units 11, 22, 34 under |a - b|: observed 2/6; of the pairs of 1 1 2 2 3 4 those apart sum to 2(4 + 4 + 6 + 2 + 4 + 1).

    That is 42, over 30; alpha is 1 - (1/3)/(42/30) = 16/21.
    """
    assert krippendorff_alpha([(1, 1), (2, 2), (3, 4)], lambda one, two: abs(one - two)) == pytest.approx(16 / 21)


def test_sets_of_values_are_compared_by_what_they_share():
    """Of {a} and {a, b}: a half shared; nested, so two thirds of it count. Of {a, b} and {b, c}: a third, a third of that."""
    assert jaccard({"a"}, {"a", "b"}) == 0.5
    assert masi({"a"}, {"a", "b"}) == pytest.approx(1 - 1 / 3)
    assert masi({"a", "b"}, {"b", "c"}) == pytest.approx(1 - 1 / 9)
    assert (jaccard((), ()), masi((), ()), jaccard({"a"}, ()), masi({"a"}, {"b"})) == (0, 0, 1, 1)


def test_sets_of_values_have_an_alpha():
    """{a}{a}, {a}{ab}: observed 2(1/2)/4 = 1/4; expected 2*3(1/2)/12 = 1/4."""
    one, two = frozenset("a"), frozenset("ab")
    assert krippendorff_alpha([(one, one), (one, two)], jaccard) == pytest.approx(0)


@pytest.mark.parametrize("scale", SCALES)
@given(units=UNITS)
def test_alpha_is_one_less_the_mean_distances_of_pairs_drawn_one_by_one(scale, units):
    """Against the definition: pairs within units, each unit weighted by its values less one, and pairs of all values."""
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    pool = [value for unit in kept for value in unit]

    def apart(one, two):
        low, high = min(one, two), max(one, two)
        between = sum(low <= value <= high for value in pool) - (pool.count(low) + pool.count(high)) / 2
        return {
            "nominal": float(one != two),
            "ordinal": between**2,
            "interval": (one - two) ** 2,
            "ratio": ((one - two) / (one + two)) ** 2,
        }[scale]

    within = sum(apart(one, two) / (len(unit) - 1) for unit in kept for one in unit for two in unit if one != two)
    across = sum(apart(one, two) for one in pool for two in pool if one != two)
    alpha = 1 - within * (len(pool) - 1) / across if across else None
    assert krippendorff_alpha(units, scale) == (None if alpha is None else pytest.approx(alpha, abs=1e-9))


@given(UNITS, st.integers(0, 15))
def test_coincidences_add_over_documents(units, cut):
    values = [1, 2, 3, 5]
    assert coincidences(units[:cut], values) + coincidences(units[cut:], values) == pytest.approx(coincidences(units, values))


@given(UNITS, st.randoms(use_true_random=False))
def test_neither_order_of_annotators_nor_of_units_nor_names_of_values_matter(units, random):
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    names = {None: None, 1: "z", 2: "a", 3: "m", 5: "b"}
    found = krippendorff_alpha(units)
    assert krippendorff_alpha(shuffled) == pytest.approx(found)
    assert krippendorff_alpha([[names[value] for value in unit] for unit in units]) == pytest.approx(found)


@given(UNITS)
def test_units_with_one_value_and_missing_values_say_nothing(units):
    assert krippendorff_alpha([[*unit, None, float("nan")] for unit in units] + [[5], [], [None]]) == krippendorff_alpha(units)


@pytest.mark.parametrize("scale", SCALES)
@given(values=st.lists(st.integers(0, 4), max_size=10))
def test_who_agrees_with_himself_has_one_or_nothing_to_agree_on(scale, values):
    assert krippendorff_alpha(rows(values, values, values), scale) == (1.0 if len(set(values)) > 1 else None)


@pytest.mark.parametrize("scale", SCALES)
def test_a_stack_of_coincidences_is_taken_one_by_one(scale):
    values = [1, 2, 3, 4, 5]
    stack = np.array([coincidences(FOUR, values), coincidences(THREE, values), np.zeros((5, 5))])
    found = alpha_of(stack, scale, values)
    assert found[:2] == pytest.approx([float(alpha_of(one, scale, values)) for one in stack[:2]])
    assert math.isnan(found[2])


def test_of_many_items_nominal_alpha_comes_near_to_pi():
    """Alpha differs from pi by one part in the number of values: 1 - alpha = (1 - pi)(n - 1)/n."""
    items = [tuple(unit) for unit in FOUR if None not in unit]
    pi, number = float(pi_of(pairs(items))), 4 * len(items)
    assert 1 - krippendorff_alpha(items) == pytest.approx((1 - pi) * (number - 1) / number)


@pytest.mark.parametrize("units", [[], [[1], [2]], [[None, None]], [[1, 1], [1, 1, None]]])
def test_without_pairs_or_without_variation_alpha_is_undefined(units):
    assert krippendorff_alpha(units) is None
    assert math.isnan(alpha_of(coincidences(units, [1, 2])))


def test_two_values_that_differ_in_one_unit_are_agreement_by_chance():
    """One pair: 1 observed, 1 expected."""
    assert krippendorff_alpha([[1, 2]]) == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: coincidences([[1, 2], [1, 3]], [1, 2]), "unit 1 has the value 3"),
        (lambda: krippendorff_alpha([["low", "high"]], "ordinal"), "list the ordinal scale"),
        (lambda: krippendorff_alpha([["a", "b"]], "interval"), "'a' is not a number"),
        (lambda: krippendorff_alpha([[-1, 2]], "ratio"), "-1 is below zero"),
        (lambda: krippendorff_alpha([[1, 2]], "cyclic"), "'cyclic'"),
        (lambda: krippendorff_alpha([[1, 2]], lambda one, two: one), "between 1 and 2 is not the same in both directions"),
        (lambda: krippendorff_alpha([[1, 2]], lambda one, two: 1), "between 1 and 1 is not zero"),
        (lambda: krippendorff_alpha([[1, 2]], lambda one, two: -abs(one - two)), "from zero up"),
        (lambda: alpha_of(np.ones((2, 2)), "interval"), "give those of the rows"),
        (lambda: alpha_of(np.ones((2, 2)), "nominal", [1]), "1 values for 2 rows"),
        (lambda: alpha_of(np.ones(2)), r"shape \(2,\)"),
    ],
)
def test_what_is_no_scale_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
