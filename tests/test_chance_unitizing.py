"""Alpha for unitizing gives the published figures, is exact, adds over documents, and refuses what it has no place for."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.chance import Unit, alpha_u, outermost, unitized

# Krippendorff (1995: 57), four pairs of observers of a continuum of 24: (start, length) of each unit.
PAIRS = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]),
    "D": ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)]),
}


def stretched(times):
    """The four pairs as four categories of one continuum, each position made so many."""
    return unitized(
        [
            [Unit(start * times, (start + length) * times, name) for name, pair in PAIRS.items() for start, length in pair[observer]]
            for observer in (0, 1)
        ],
        (0, 24 * times),
    )


@pytest.mark.parametrize(("name", "observed"), [("A", 0.03125), ("B", 2.26736), ("C", 0.02778), ("D", 0.38715)])
def test_observed_disagreement_is_as_printed_whatever_the_grain(name, observed):
    for times in (1, 10, 50_000):
        assert float(stretched(times).observed(name)) == pytest.approx(observed, abs=0.00001)


@pytest.mark.parametrize(("name", "expected", "alpha"), [("A", 0.06990, 0.553), ("D", 0.41445, 0.066)])
def test_the_limit_of_a_fine_grain_is_as_printed(name, expected, alpha):
    fine = stretched(50_000)
    assert float(fine.expected(name)) == pytest.approx(expected, abs=0.0001)
    assert fine.alpha(name) == pytest.approx(alpha, abs=0.001)


@pytest.mark.parametrize(("name", "expected", "alpha"), [("B", 1.17731, -0.926), ("C", 0.08642, 0.679)])
def test_the_limit_of_the_other_two_is_near_what_is_printed(name, expected, alpha):
    """The article of 1995 and the formula of 2004 part here by up to .005, as other implementations found too.

    C, by hand: nine units, their cubes 448, squares 104, and no gap that holds one with room to spare. So expected
    2/24 * 8/3 * 2 * 448 over 48*48 - 104 is .0905; what is printed leaves the 104 out.
    """
    fine = stretched(50_000)
    assert float(fine.expected(name)) == pytest.approx(expected, abs=0.005)
    assert fine.alpha(name) == pytest.approx(alpha, abs=0.02)
    if name == "C":
        assert float(fine.expected(name)) == pytest.approx(2 / 24 * 8 / 3 * 2 * 448 / (48 * 48 - 104), abs=0.0001)


# Krippendorff (2004: 254), two observers of a continuum from 150 to 450.
BOOK = [
    [Unit(225, 295, "c"), Unit(370, 400, "c"), Unit(180, 240, "k"), Unit(300, 350, "k")],
    [Unit(220, 300, "c"), Unit(355, 375, "c"), Unit(400, 420, "c"), Unit(180, 240, "k"), Unit(300, 350, "k")],
]


def test_the_example_of_the_book_gives_its_figures():
    found = unitized(BOOK, (150, 450))
    assert float(found.observed("c")) == pytest.approx(0.0144, abs=0.00005)
    assert float(found.expected("c")) == pytest.approx(0.0532, abs=0.00005)
    assert found.alpha("c") == pytest.approx(0.7286, abs=0.00005)
    assert float(found.expected("k")) == pytest.approx(0.0490, abs=0.00005)
    assert found.alpha("k") == 1
    assert alpha_u(BOOK, (150, 450)) == pytest.approx(0.8591, abs=0.0005)


def test_one_long_unit_over_three_short_ones_is_worked_by_hand():
    """Of ten positions one observer has 1 to 9, the other 2, 4 and 6 alone.

    Observed (1 + 36) + (9 + 16) + (25 + 4) = 91, twice over 2 * 100. Expected: the long unit against three others,
    3/3 * (2*512 - 3*64 + 8) = 840, and no gap holds it; each short one has the gaps 1 1 and 2 1 1 3 to lie in, 9
    places. So 2/10 * (840 + 27) over 20*19 - 8*7 = 324.
    """
    layers = [[Unit(1, 9, "a")], [Unit(2, 3, "a"), Unit(4, 5, "a"), Unit(6, 7, "a")]]
    found = unitized(layers, (0, 10))
    assert found.observed("a") == Fraction(91, 100)
    assert found.expected("a") == Fraction(2 * 867, 10 * 324)


def test_a_unit_that_one_of_three_marks_is_agreement_by_chance():
    """Observed 2 * 2 over 3*2*400; expected 2/20 * (19 + 20 + 20) over 60*59: both 1/600."""
    found = unitized([[Unit(0, 1, "a")], [], []], (0, 20))
    assert found.observed("a") == found.expected("a") == Fraction(1, 600)
    assert found.overall == 0


@st.composite
def annotated(draw, annotators=None):
    """Layers of units that do not overlap within a category, and the length of their continuum."""
    length = draw(st.integers(1, 30))
    layers = []
    for _ in range(annotators or draw(st.integers(2, 4))):
        layer = []
        for category in "ab":
            edges = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
            layer += [Unit(start, end, category) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end]
        layers.append(layer)
    return layers, length


def sections(units, length):
    """Units and gaps, in order, as (start, end, whether it is a unit)."""
    found, at = [], 0
    for unit in sorted(units):
        found += [(at, unit.start, False), (unit.start, unit.end, True)]
        at = unit.end
    return [section for section in (*found, (at, length, False)) if section[0] < section[1]]


def apart(one, two):
    (start, end, unit), (begin, stop, other) = one, two
    if unit and other:
        return (start - begin) ** 2 + (end - stop) ** 2 if start < stop and begin < end else 0
    if unit and begin <= start and end <= stop:
        return (end - start) ** 2
    if other and start <= begin and stop <= end:
        return (stop - begin) ** 2
    return 0


def by_definition(continua, category):
    """Observed and expected disagreement, sum by sum as they are defined (Krippendorff 2004: 251-256)."""
    observed, each, total = 0, [], sum(length for _, length in continua)
    for layers, length in continua:
        parts = [sections([unit for unit in layer if unit.category == category], length) for layer in layers]
        observed += sum(apart(one, two) for mine, other in combinations(parts, 2) for one in mine for two in other)
        each += [section for part in parts for section in part]
    units = [end - start for start, end, unit in each if unit]
    gaps = [end - start for start, end, unit in each if not unit]
    number = len(continua[0][0])
    placed = Fraction(0)
    for length in units:
        placed += Fraction(len(units) - 1, 3) * (2 * length**3 - 3 * length**2 + length)
        placed += length**2 * sum(gap - length + 1 for gap in gaps if gap >= length)
    possible = number * total * (number * total - 1) - sum(length * (length - 1) for length in units)
    return Fraction(2 * observed, number * (number - 1) * total**2), Fraction(2, total) * placed / possible


@given(annotated())
def test_counts_are_exactly_those_of_the_definition(continuum):
    layers, length = continuum
    found = unitized(layers, (0, length))
    for category in "abc":
        assert (found.observed(category), found.expected(category)) == by_definition([continuum], category)


@given(st.integers(2, 3).flatmap(lambda number: st.lists(annotated(number), min_size=1, max_size=4)))
def test_documents_add_as_continua_that_nothing_crosses(continua):
    whole, *others = [unitized(layers, (0, length)) for layers, length in continua]
    for other in others:
        whole = whole + other
    assert whole.length == sum(length for _, length in continua)
    for category in "ab":
        assert (whole.observed(category), whole.expected(category)) == by_definition(continua, category)


@given(annotated(), st.integers(0, 50))
def test_mirror_place_order_and_names_do_not_matter(continuum, place):
    layers, length = continuum
    found = unitized(layers, (0, length))
    mirrored = [[Unit(length - unit.end, length - unit.start, unit.category) for unit in layer] for layer in layers]
    moved = [[Unit(unit.start + place, unit.end + place, unit.category + "x") for unit in layer] for layer in reversed(layers)]
    assert unitized(mirrored, (0, length)) == found
    assert unitized(moved, (place, place + length)).overall == found.overall


@given(annotated())
def test_who_agrees_with_himself_has_one_or_nothing_to_agree_on(continuum):
    """No disagreement is expected of single positions without a gap between them: they can lie no other way."""
    (layer, *_), length = continuum
    alpha = alpha_u([layer, layer], (0, length))
    found = unitized([layer, layer], (0, length))
    assert alpha == (1 if any(found.expected(category) for category in "ab") else None)


def test_a_category_that_does_not_occur_is_undefined_and_one_that_fills_all_is_not():
    found = unitized([[Unit(0, 5, "a")], [Unit(0, 5, "a")]], (0, 5))
    assert (found.alpha("a"), found.alpha("b"), found.observed("b"), found.categories) == (1, None, 0, ["a"])
    assert alpha_u([[], []], (0, 5)) is None


def test_positions_that_leave_no_gap_leave_nothing_to_chance():
    tiles = [Unit(place, place + 1, "a") for place in range(4)]
    assert alpha_u([tiles, tiles], (0, 4)) is None


def test_units_of_other_categories_may_overlap_and_the_outermost_of_one_can_be_had():
    nested = [Unit(2, 4, "a"), Unit(0, 9, "a"), Unit(0, 9, "a"), Unit(0, 9, "b"), Unit(10, 12, "a")]
    assert outermost(nested) == [Unit(0, 9, "a"), Unit(0, 9, "b"), Unit(10, 12, "a")]
    assert alpha_u([outermost(nested), outermost(nested)], (0, 12)) == 1


def test_units_that_cross_are_both_outermost():
    assert outermost([Unit(3, 8, "a"), Unit(0, 5, "a")]) == [Unit(0, 5, "a"), Unit(3, 8, "a")]


def test_units_that_touch_do_not_overlap():
    assert alpha_u([[Unit(0, 2, "a"), Unit(2, 4, "a")], [Unit(0, 2, "a"), Unit(2, 4, "a")]], (0, 6)) == 1


def test_a_continuum_of_many_units_is_counted_exactly():
    """Ten thousand units of 2, every 10: the same twice but for the first, which the second annotator starts one later."""
    mine = [Unit(10 * place, 10 * place + 2, "a") for place in range(10_000)]
    found = unitized([mine, [Unit(1, 2, "a"), *mine[1:]]], (0, 100_000))
    assert found.differences["a"] == 1
    assert found.units["a"] == {2: 19_999, 1: 1}
    assert found.gaps["a"] == {8: 20_000, 1: 1}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: alpha_u([[Unit(0, 3, "a"), Unit(2, 5, "a")], []], (0, 9)),
            "annotator 0 has 'a' from 0 to 3 and from 2 to 5: .* must not overlap",
        ),
        (lambda: alpha_u([[Unit(0, 3, "a"), Unit(0, 3, "a")], []], (0, 9)), "must not overlap"),
        (lambda: alpha_u([[], [Unit(4, 4, "a")]], (0, 9)), "annotator 1 has 'a' from 4 to 4: a unit has a length"),
        (lambda: alpha_u([[], [Unit(4, 10, "a")]], (0, 9)), "annotator 1 has 'a' from 4 to 10: a unit lies within the continuum, 0 to 9"),
        (lambda: alpha_u([[Unit(4, 5, "a")]], (0, 9)), "units of 1 annotators"),
        (lambda: alpha_u([[], []], (9, 9)), "from 9 to 9"),
        (lambda: unitized([[], []], (0, 1)) + unitized([[], [], []], (0, 1)), "continua of 2 and 3 annotators"),
    ],
)
def test_what_is_no_unitizing_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
