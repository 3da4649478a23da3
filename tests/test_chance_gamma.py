"""Gamma aligns units as well as can be, gives the published disorders, and draws its chance by a seed."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.chance import Dissimilarity, Unit, best_alignment, gamma_of, pooled_gamma
from steppe.chance import alignment as module
from steppe.chance.alignment import in_columns
from steppe.chance.gamma import shuffled

near = pytest.approx


def units(said):
    """Units from words such as ``1-5a``: start, end, category."""
    found = []
    for word in said.split():
        start, _, rest = word.partition("-")
        end = rest.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ")
        found.append(Unit(int(start), int(end), rest[len(end) :]))
    return found


# The three annotators of the figure in Mathet et al. (2015) that pygamma-agreement ships as AlexPaulSuzan.
FIGURE = [
    units("2-9a 11-17b 24-30e 32-36f 36-44f 44-60g"),
    units("2-9a 11-17c 19-25e 32-44f"),
    units("2-9a 11-17d 21-27e 32-36f 36-40f 40-44f"),
]


def test_the_disorder_of_the_figure_is_worked_by_hand():
    """With alpha 3 and beta 1: 0 for a; 1 for b c d; for e (3(10/12)^2 + 3(6/12)^2 + 3(4/12)^2)/3 = 38/36.

    For f: 32-36 twice and an empty place 2/3; 36-44, 32-44 and 40-44 (3(4/20)^2 + 3(4/12)^2 + 3(8/16)^2)/3 = 361/900;
    36-40 alone 1. For g alone 1. The sum, over 16/3 units of an annotator, is .960625.
    """
    found = best_alignment(FIGURE, Dissimilarity(alpha=3))
    assert found.disorder == near((0 + 1 + 38 / 36 + 2 / 3 + 361 / 900 + 1 + 1) * 3 / 16)
    assert found.disorder == near(0.960625)


def test_gamma_of_the_figure_is_in_the_range_that_others_report():
    """pygamma-agreement tests .44 to .47 by shuffling; gamma-cat .67 to .70, its positions weighted by alpha."""
    found = gamma_of(FIGURE, Dissimilarity(alpha=3), samples=60, confidence=3)
    assert 0.44 <= found.gamma <= 0.47
    assert 0.67 <= found.cat <= 0.72


# Continua and disorders computed by pygamma-agreement 0.5.9 (in single precision), as dkpro-statistics' tests list them; those
# that begin below zero are moved up.
OTHERS = {
    "offsets": (["1-5a 6-10b 11-15a", "2-6a 7-11b 12-16a"], 1, 1, 0.0625),
    "unequal numbers": (["1-5a 6-10b 20-24a 30-34b", "2-6a 31-35b"], 1, 1, 0.7083333134651184),
    "identical": (["1-5a 10-15b 20-25c", "1-5a 10-15b 20-25c"], 1, 1, 0.0),
    "three annotators": (["1-5a 10-14b", "2-6a 11-15b", "1-4a 9-14c"], 1, 1, 0.40875643491744995),
    "weighted": (["1-5a 6-10b 11-15c", "2-7a 8-12b 11-15a"], 3, 2, 1.0277777910232544),
    "drawn, two": (
        ["673002-4673002a 5099477-9099477b 10706344-14706344a", "540361-4540361a 5368021-9368021b 10758210-14758210b"],
        1,
        1,
        0.3352583348751068,
    ),
    "drawn, with empty places": (["537298-4537298a 17040049-21040049a", "3351837-7351837a"], 1, 1, 0.9967345595359802),
    "drawn, three": (
        ["659006-1043060b 1477804-1877230a", "444629-890938b 1337832-1727671a", "93978-496146b 774941-1185434a"],
        1,
        1,
        1.3278082609176636,
    ),
    "drawn, weighted": (
        ["256686-4132607a 5688432-9087545b 9486186-13443605c", "1502232-5768455c 6152060-10466444b 9004395-12941478b"],
        3,
        2,
        1.3903924226760864,
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_disorders_are_those_of_other_programs(name):
    said, alpha, beta, disorder = OTHERS[name]
    found = best_alignment([units(layer) for layer in said], Dissimilarity(alpha, beta))
    assert found.disorder == near(disorder, rel=1e-5, abs=1e-9)


# Distances between four categories, and three annotators, of pygamma-agreement's tests.
APART = {"AB": 0.5, "AC": 0.3, "AD": 0.7, "BC": 0.6, "BD": 0.4, "CD": 0.7}
SPEAKERS = [units("1-5C 6-8B 12-18C 7-20A"), units("2-6C 7-8B 12-18A 8-10A 7-19D"), units("1-6C 8-10A 7-19D 19-20A")]


def table(apart):
    return lambda one, two: 0 if one == two else apart["".join(sorted(one + two))]


def test_dissimilarities_by_place_are_those_of_other_programs():
    places = Dissimilarity(beta=0, empty=0.5)
    found = [places.between(one, two) for one in sorted(SPEAKERS[0]) for two in sorted(SPEAKERS[1])]
    # unit by unit of the first annotator: against 2-6, 7-8, 7-19, 8-10, 12-18
    first, second = [0.03125, 1.62, 0.78125, 2.0, 2.88], [0.5, 0.05555555, 0.36734694, 0.5, 2.0]
    third, fourth = [0.62456747, 0.36734694, 0.0008, 0.26888889, 0.06786704], [2.42, 2.29591837, 0.05555556, 1.125, 0.0]
    assert found == near([*first, *second, *third, *fourth], abs=1e-6)


def test_dissimilarities_by_place_of_another_figure_are_as_printed():
    """Mathet et al. (2015), figure 10: (36 + 30)^2/14^2 = 22.2, (16 + 11)^2/15^2 = 3.2, 1, 5^2/15^2 = .11, 7^2/15^2 = .22."""
    measure = Dissimilarity(beta=0)
    drawn = [("4-14a", "40-44a"), ("4-14a", "20-25a"), ("4-14a", "14-24a"), ("20-30a", "20-25a"), ("20-25a", "14-24a")]
    found = [measure.between(*units(f"{one} {two}")) for one, two in drawn]
    assert found == near([(66 / 14) ** 2, (27 / 15) ** 2, 1, (5 / 15) ** 2, (7 / 15) ** 2])


def test_the_best_alignment_with_distances_of_categories_is_that_of_another_program():
    measure = Dissimilarity(alpha=3, empty=0.5, categories=table(APART))
    assert best_alignment(SPEAKERS, measure).disorder == near(0.43478875578596043, rel=1e-5)


def cost(tuple_, measure):
    """The disorder of a unitary alignment, by its definition."""
    pairs = [(one, two) for at, one in enumerate(tuple_) for two in tuple_[at + 1 :]]
    return sum(measure.empty if one is None or two is None else measure.between(one, two) for one, two in pairs) / len(pairs)


def least(layers, measure):
    """The least sum of disorders over all ways to align, tried one by one."""
    first = next((at for at, layer in enumerate(layers) if layer), None)
    if first is None:
        return 0
    unit, *others = layers[first]
    found = []
    for chosen in product(*[[None, *layer] for layer in layers[first + 1 :]]):
        tuple_ = (*[None] * first, unit, *chosen)
        rest = [
            *layers[:first],
            others,
            *[[one for one in layer if one is not took] for layer, took in zip(layers[first + 1 :], chosen, strict=True)],
        ]
        found.append(cost(tuple_, measure) + least(rest, measure))
    return min(found)


UNIT = st.builds(
    lambda start, length, category: Unit(start, start + length, category), st.integers(0, 20), st.integers(1, 9), st.sampled_from("abc")
)
LAYERS = st.one_of(
    *[st.lists(st.lists(UNIT, max_size=most), min_size=number, max_size=number) for number, most in ((2, 5), (3, 3), (4, 2))]
)
MEASURES = st.builds(
    Dissimilarity,
    st.sampled_from([0, 0.5, 1, 3]),
    st.sampled_from([0, 0.5, 1, 2]),
    st.sampled_from([0.5, 1, 2]),
    st.sampled_from([None, table({"ab": 0.5, "ac": 0.2, "bc": 1})]),
)


@given(LAYERS, MEASURES)
def test_no_way_to_align_has_less_disorder_than_the_one_found(layers, measure):
    found = best_alignment(layers, measure)
    total = sum(map(len, layers))
    assert sum(found.disorders) == near(least(layers, measure), abs=1e-6)
    assert found.disorder == (near(sum(found.disorders) * len(layers) / total) if total else None)


@given(LAYERS, MEASURES)
def test_an_alignment_holds_every_unit_once_at_what_it_costs(layers, measure):
    found = best_alignment(layers, measure)
    for at, layer in enumerate(layers):
        assert sorted(tuple_[at] for tuple_ in found.unitary if tuple_[at] is not None) == sorted(layer)
    assert list(found.disorders) == near([cost(tuple_, measure) for tuple_ in found.unitary])


@given(LAYERS, MEASURES, st.integers(0, 99))
def test_mirror_place_order_and_names_do_not_matter(layers, measure, place):
    disorder = best_alignment(layers, measure).disorder
    mirrored = [[Unit(-unit.end, -unit.start, unit.category) for unit in layer] for layer in layers]
    moved = [[Unit(unit.start + place, unit.end + place, unit.category) for unit in layer] for layer in reversed(layers)]
    assert best_alignment(mirrored, measure).disorder == near(disorder, abs=1e-6)
    assert best_alignment(moved, measure).disorder == near(disorder, abs=1e-6)


def test_units_that_do_not_touch_may_still_be_aligned():
    """A long unit before a short one: (9 + 2)^2/9^2 is less than 2, what the two cost alone.

    Of three annotators with 0-20, 39-59 and nothing: (39 + 39)^2/40^2 and twice nothing, a third of it all, is less than 2.
    """
    assert best_alignment([units("9-10a"), units("0-8a")]).disorders == near(((11 / 9) ** 2,))
    assert best_alignment([units("0-20a"), units("39-59a"), []]).disorders == near((((78 / 40) ** 2 + 2) / 3,))


def test_many_units_are_aligned_as_a_few_are():
    """A thousand copies of a continuum, far apart, have the disorder of one."""
    one = [units("0-5a 8-12b 20-30c"), units("1-5a 9-12c 21-33c 40-41a")]
    many = [
        [Unit(unit.start + 1000 * copy, unit.end + 1000 * copy, unit.category) for copy in range(1000) for unit in layer] for layer in one
    ]
    assert best_alignment(many).disorder == near(best_alignment(one).disorder)


@pytest.mark.parametrize("number", [2, 3])
def test_who_agrees_with_himself_has_gamma_of_one(number):
    found = gamma_of([FIGURE[0]] * number, samples=5)
    assert (found.observed, found.gamma, found.cat) == (0, 1, 1)


def test_gamma_is_one_less_the_observed_over_the_mean_of_the_samples():
    found = gamma_of(FIGURE, samples=7)
    assert len(found.samples) == 7
    assert found.expected == near(sum(found.samples) / 7)
    assert found.gamma == near(1 - found.observed / found.expected)
    assert found.units == near(16 / 3)


def test_the_same_seed_draws_the_same_and_another_does_not():
    assert gamma_of(FIGURE, samples=5, seed=3) == gamma_of(FIGURE, samples=5, seed=3)
    assert gamma_of(FIGURE, samples=5, seed=3).samples != gamma_of(FIGURE, samples=5, seed=4).samples


@given(st.integers(0, 200))
def test_what_is_drawn_are_annotations_shifted_around_by_shifts_that_differ(seed):
    """The continuum of 10 to 160 has room for three shifts that differ by the mean length of 16 units, 111/16 = 6.9."""
    layers = [[Unit(unit.start + 10, unit.end + 10, unit.category) for unit in layer] for layer in FIGURE]
    columns, names = in_columns(layers)
    drawn = shuffled(columns, (10, 160), np.random.default_rng(seed))
    shifts = []
    for layer in drawn:
        rows = list(zip(layer.starts, layer.ends, [names[code] for code in layer.codes], strict=True))
        assert [start for start, _, _ in rows] == sorted(start for start, _, _ in rows)
        assert all(10 <= start < 160 for start, _, _ in rows)
        fits = []
        for shift, one in product(range(150), layers):
            moved = [((unit.start - 10 + shift) % 150 + 10, unit.category, unit.end - unit.start) for unit in one]
            if sorted(moved) == sorted((start, category, end - start) for start, end, category in rows):
                fits.append(shift)
        assert len(fits) == 1
        shifts += fits
    for one, two in [(shifts[0], shifts[1]), (shifts[0], shifts[2]), (shifts[1], shifts[2])]:
        assert min(abs(one - two), 150 - abs(one - two)) >= sum(unit.end - unit.start for layer in layers for unit in layer) / 16


def test_all_that_may_be_drawn_is_drawn_and_nothing_else():
    """A ring of 40 with one unit of 10 each: shifts lie 10 to 20 apart, and either annotator may stand for both."""
    columns, names = in_columns([units("0-10a"), units("0-10b")])
    apart, said = set(), set()
    for seed in range(400):
        one, two = shuffled(columns, (0, 40), np.random.default_rng(seed))
        along = abs(float(one.starts[0] - two.starts[0]))
        apart.add(min(along, 40 - along))
        said.add(names[one.codes[0]] + names[two.codes[0]])
    assert apart == set(range(10, 21))
    assert said == {"aa", "ab", "ba", "bb"}


def test_where_no_shift_is_left_any_is_drawn():
    """A unit that fills the continuum: the second shift cannot differ by its length."""
    columns, _ = in_columns([units("0-4a")] * 2)
    assert {float(layer.starts[0]) for seed in range(50) for layer in shuffled(columns, (0, 4), np.random.default_rng(seed))} == {
        0,
        1,
        2,
        3,
    }


def test_gamma_cat_weighs_pairs_by_how_well_they_lie():
    """One pair in place but of two categories, weight 1; one of one category that differs by (2/8)^2, weight 15/16."""
    found = gamma_of([units("0-4a 50-54b"), units("0-4c 51-55b")], Dissimilarity(beta=0.1), samples=1)
    assert found.observed_cat == near(1 / (1 + 15 / 16))
    doubled = gamma_of([units("0-4a 50-54b"), units("0-4c 51-55b")], Dissimilarity(beta=0.1), samples=1, confidence=2)
    assert doubled.observed_cat == near(1 / (1 + 14 / 16))


def test_gamma_cat_counts_each_unit_of_a_unitary_alignment_alike():
    """Three in place, a a b: two of three pairs differ, each at weight 1/2. Two more in place agree, weight 1: 1/(3/2 + 1)."""
    found = gamma_of([units("0-4a 50-54c"), units("0-4a 50-54c"), units("0-4b")], Dissimilarity(beta=0.1), samples=1)
    assert found.observed_cat == near(1 / 2.5)


def test_continua_are_pooled_by_their_units():
    one, two = gamma_of(FIGURE, samples=4), gamma_of([units("0-5a 9-12b"), units("1-5a")], samples=4)
    nothing = gamma_of([[], []], samples=4)
    observed = (one.observed * 16 / 3 + two.observed * 1.5) / (one.expected * 16 / 3 + two.expected * 1.5)
    assert pooled_gamma([one, nothing, two]) == near(1 - observed)
    assert pooled_gamma([one]) == near(one.gamma)
    assert pooled_gamma([nothing]) is None


def test_how_many_samples_are_needed_follows_from_their_spread():
    """Samples 1 and 3: mean 2, deviation 1. (1/2 * 1.96/.1)^2 is 96.04, so 97."""
    found = gamma_of(FIGURE, samples=2)
    assert type(found)(found.alignment, found.units, (1.0, 3.0), None, ()).needed(0.1) == 97
    assert type(found)(found.alignment, found.units, (1.0,), None, ()).needed(0.1) is None


def test_without_units_gamma_is_undefined():
    found = gamma_of([[], []], samples=3)
    assert (found.observed, found.expected, found.gamma, found.cat, found.samples) == (None, None, None, None, ())


def test_units_of_one_annotator_alone_are_worse_than_chance_or_like_it():
    """Observed 2: one unit of cost 1, over half a unit each. Drawn: twice nothing again and again, or one, or both."""
    found = gamma_of([units("0-10a"), []], extent=(0, 100), samples=20)
    assert found.observed == 2
    assert found.gamma <= 0
    assert found.cat is None


def test_of_one_category_there_is_no_gamma_cat():
    assert gamma_of([units("0-4a 9-12a"), units("0-4a 9-11a")], samples=5).cat is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: gamma_of([units("1-2a")]), "units of 1 annotators"),
        (lambda: best_alignment([]), "units of 0 annotators"),
        (lambda: gamma_of(FIGURE, samples=0), "0 samples"),
        (lambda: gamma_of(FIGURE, extent=(0, 50)), "annotator 0 has 'g' from 44 to 60: .* 0 to 50"),
        (lambda: gamma_of([[Unit(3, 3, "a")], [Unit(0, 5, "a")]]), "from 3 to 3: a unit has a length"),
        (lambda: best_alignment([[], [Unit(3, 3, "a")]]), "annotator 1 has 'a' from 3 to 3: a unit has a length"),
        (lambda: Dissimilarity(alpha=-1), "alpha is -1"),
        (lambda: Dissimilarity(empty=0), "empty is 0"),
        (lambda: Dissimilarity(beta=float("nan")), "beta is nan"),
        (lambda: best_alignment(FIGURE, Dissimilarity(categories=lambda one, two: 2 * (one != two))), "above 1"),
        (lambda: gamma_of(FIGURE, samples=2).needed(0), "precision is 0"),
    ],
)
def test_what_is_no_continuum_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_a_continuum_too_dense_for_an_exact_best_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(module, "MOST", 50)
    crowd = [[Unit(place, place + 10, "a") for place in range(5)]] * 3
    with pytest.raises(ValueError, match="more than 50 ways"):
        best_alignment(crowd)
    assert best_alignment(crowd[:2]).disorder == 0
