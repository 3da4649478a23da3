"""How answers stand to each other by their values."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relating import ACME, ANN, BOLT, HALL, LABELS, registry_of

from steppe.labels import FacetLabel
from steppe.relate.compare import Sign, Stand, compare, merged, said
from steppe.relate.extents import Extent, number_extent, time_extent

REGISTRY = registry_of()
SAME, FINER, COARSER, APART, DENIED, OPEN = Stand
DAY = 86400


def answer(facet, *values, certainty="SURE"):
    return said(LABELS.facet[facet], LABELS.certainty[certainty], values)


def stand(facet, one, two, *, sure="SURE", other="SURE"):
    ones, twos = ((values,) if isinstance(values, str) else values for values in (one, two))
    return compare(answer(facet, *ones, certainty=sure), answer(facet, *twos, certainty=other), LABELS.facet[facet], REGISTRY)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2011-10-31", "2011-10-31", "2011-11-01"),
        ("2011-12", "2011-12-01", "2012-01-01"),
        ("2012-02", "2012-02-01", "2012-03-01"),  # a leap year
        ("2011", "2011-01-01", "2012-01-01"),
        ("201", "2010-01-01", "2020-01-01"),  # a decade
        ("2011-Q4", "2011-10-01", "2012-01-01"),
        ("2011-H1", "2011-01-01", "2011-07-01"),
        ("2011-W44", "2011-10-31", "2011-11-07"),  # the ISO week that begins on Monday, 31 October
        ("2011-W44-3", "2011-11-02", "2011-11-03"),
    ],
)
def test_a_date_covers_the_days_that_it_names(value, start, end):
    from datetime import date

    first, after = (date.fromisoformat(day).toordinal() * DAY for day in (start, end))
    assert time_extent(value) == Extent(first, after)


def test_a_clock_time_covers_its_hour_minute_or_second():
    midnight = time_extent("2011-10-31").start
    assert time_extent("2011-10-31T09") == Extent(midnight + 32400, midnight + 36000)
    assert time_extent("2011-10-31T09:30") == Extent(midnight + 34200, midnight + 34260)
    assert time_extent("2011-10-31T09:30:05") == Extent(midnight + 34205, midnight + 34206)
    assert time_extent("2011-10-31TMO") == Extent(midnight, midnight + DAY, sharp=False)


@pytest.mark.parametrize("value", ["P3D", "T09", "2011-SU", "PAST_REF", "0000", "9999", "2011-02-30", "2011-W60", "2011-01-01T25", "x", ""])
def test_what_has_no_place_in_the_calendar_covers_nothing(value):
    assert time_extent(value) is None


@pytest.mark.parametrize("value", ["", "x", "8-6", "-", "7.5", "~"])
def test_what_is_no_number_covers_nothing(value):
    assert number_extent(value) is None


@pytest.mark.parametrize(
    ("facet", "one", "two", "expected"),
    [
        ("COUNT", "7", "7", SAME),
        ("COUNT", "7", "7-7", SAME),
        ("COUNT", "100", "~100", SAME),
        ("COUNT", "7", "6-", FINER),
        ("COUNT", "7", "6-8", FINER),
        ("COUNT", "6-8", "6-", FINER),
        ("COUNT", "7-", "6-", FINER),
        ("COUNT", "6", "7-", APART),
        ("COUNT", "7", "8", APART),
        ("COUNT", "6-7", "8-9", APART),
        ("COUNT", "6-8", "7-9", OPEN),
        ("COUNT", "95", "~100", OPEN),  # how far off ~ may be, nobody says
        ("COUNT", "~100", "50-", OPEN),
        ("COUNT", ("7", "8"), "7", OPEN),
        ("DAY", "2011-10-31", "2011-10", FINER),
        ("DAY", "2011-10-31T09:30", "2011-10-31", FINER),
        ("DAY", "2011-10-31TMO", "2011-10-31", FINER),
        ("DAY", "2011-10-31TMO", "2011-10-31T09", OPEN),
        ("DAY", "2011-10-31TMO", "2011-11-01", APART),
        ("DAY", "2011-10-31", "2011-W44", FINER),
        ("DAY", "2011-W44", "2011-10", OPEN),  # it reaches into November
        ("DAY", "2011-10-30", "2011-10-31", APART),
        ("DAY", "2011", "2011-SU", OPEN),
        ("DAY", "P3D", "P3D", SAME),
        ("DAY", "PAST_REF", "PAST_REF", OPEN),
        ("DAY", "PXD", "PXD", OPEN),
        ("CULPRIT", ACME, ACME, SAME),
        ("CULPRIT", (ACME, ANN), (ANN, ACME), SAME),
        ("CULPRIT", (ACME, ANN), ACME, FINER),
        ("CULPRIT", ACME, BOLT, OPEN),
        ("CULPRIT", HALL, ACME, OPEN),  # a part that did it is not the whole
        ("EMPLOYER", HALL, ACME, FINER),  # who works for the part works for the whole
        ("EMPLOYER", HALL, (ACME, HALL), OPEN),  # each says what the other does
        ("EMPLOYER", HALL, BOLT, OPEN),
        ("MOOD", "calm", "calm", SAME),
        ("MOOD", "calm", "angry", OPEN),
        ("WAY", ("by night", "with noise"), "by night", FINER),
        ("NOTE", "a bad day", "A bad day", OPEN),
        ("REMARK", "x", "x", OPEN),  # a facet without values
    ],
)
def test_values_stand_to_each_other(facet, one, two, expected):
    assert stand(facet, one, two) is expected
    assert stand(facet, two, one) is expected.turned


@pytest.mark.parametrize(
    ("one", "two", "sure", "other", "expected"),
    [
        ("7", "7", "SURE", "LIKELY", SAME),
        ("7", "7", "SURE", "NOT", DENIED),
        ("7", "6-", "SURE", "NOT", DENIED),  # who denies six or more denies seven
        ("6-", "7", "SURE", "NOT", OPEN),  # who denies seven may mean six
        ("7", "8", "SURE", "NOT", OPEN),
        ("7", "7", "NOT", "NOT", SAME),
        ("7", "6-", "NOT", "NOT", OPEN),
        ("7", "7", "OPEN", "SURE", OPEN),
        ("7", "7", "OPEN", "OPEN", SAME),
        ("7", "8", "OPEN", "OPEN", OPEN),
    ],
)
def test_what_is_denied_or_left_open_is_another_answer(one, two, sure, other, expected):
    assert stand("COUNT", one, two, sure=sure, other=other) is expected
    assert stand("COUNT", two, one, sure=other, other=sure) is expected.turned


def test_what_says_nothing_has_no_answer():
    count, sure = LABELS.facet["COUNT"], LABELS.certainty["SURE"]
    assert said(count, sure, ()) is said(None, sure, ("7",)) is said(count, None, ("7",)) is said(count, sure, ("seven",)) is None
    assert said(LABELS.facet["NOTE"], sure, (" ",)) is None
    assert answer("COUNT", "7").sign is Sign.SAID


def test_a_cluster_is_no_surer_than_its_vaguest_claim():
    assert merged([answer("COUNT", "100"), answer("COUNT", "~100")]).extent == Extent(0, float("inf"), sharp=False)
    assert merged([answer("COUNT", "7"), answer("COUNT", "8")]) is None
    assert merged([]) is None


ids = st.sampled_from([ANN, ACME, BOLT, HALL])
small = st.integers(0, 6)
numbers = st.one_of(
    small.map(str), small.map("{}-".format), small.map("~{}".format), st.tuples(small, small).map(lambda two: f"{min(two)}-{max(two)}")
)
TIMES = [
    "2011",
    "2011-10",
    "2011-Q4",
    "2011-H2",
    "2011-10-31",
    "2011-10-31T09",
    "2011-10-31TMO",
    "2011-W44",
    "2011-11",
    "201",
    "2011-FA",
    "P3D",
]
times = st.sampled_from(TIMES)
values = {
    "COUNT": st.lists(numbers, min_size=1, max_size=2),
    "DAY": st.lists(times, min_size=1, max_size=2),
    "CULPRIT": st.lists(ids, min_size=1, max_size=3),
    "EMPLOYER": st.lists(ids, min_size=1, max_size=3),
    "MOOD": st.lists(st.sampled_from(["calm", "angry"]), min_size=1, max_size=2),
}
certainties = st.sampled_from(list(LABELS.certainty))
like = st.sampled_from(list(values)).flatmap(lambda facet: st.tuples(st.just(facet), *[values[facet]] * 3))
"""A facet, and three answers to one question of it."""


@given(like, certainties, certainties)
def test_the_second_stands_to_the_first_as_the_first_to_the_second_turned(three, sure, other):
    facet, ones, twos, _ = three
    assert stand(facet, ones, twos, sure=sure, other=other) is stand(facet, twos, ones, sure=other, other=sure).turned


@given(like, st.randoms(), certainties)
def test_equal_values_are_the_same_answer_in_any_order(three, random, certainty):
    facet, ones, _, _ = three
    other = list(ones)
    random.shuffle(other)
    assert stand(facet, ones, other, sure=certainty, other=certainty) is SAME


EVERY = {
    "COUNT": [(f"{low}-{high}",) for low in range(4) for high in range(low, 4)]
    + [(f"{n}{after}",) for n in range(4) for after in ("-", "")],
    "DAY": [(time,) for time in TIMES] + [(TIMES[0], TIMES[1])],
    "EMPLOYER": [some for size in (1, 2, 3) for some in combinations((ANN, ACME, BOLT, HALL), size)],
    "CULPRIT": [some for size in (1, 2, 3) for some in combinations((ANN, ACME, BOLT, HALL), size)],
}


@pytest.mark.parametrize("facet", EVERY)
def test_what_is_finer_than_a_finer_answer_is_finer(facet):
    finer = {(one, two) for one, two in product(EVERY[facet], repeat=2) if stand(facet, one, two) is FINER}
    chains = [(one, three) for (one, two), (again, three) in product(finer, repeat=2) if two == again]
    assert chains, "nothing would be tried"
    assert set(chains) <= finer


@pytest.mark.parametrize("facet", ["COUNT", "DAY"])
def test_what_excludes_an_answer_excludes_a_finer_one(facet):
    stands = {(one, two): stand(facet, one, two) for one, two in product(EVERY[facet], repeat=2)}
    apart = [
        (one, three) for one, two, three in product(EVERY[facet], repeat=3) if (stands[one, two], stands[two, three]) == (FINER, APART)
    ]
    assert apart, "nothing would be tried"
    assert {stands[pair] for pair in apart} == {APART}


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_numbers_stand_as_the_sets_of_what_they_allow(a, b, c, d):
    one, two = (f"{min(ends)}-{max(ends)}" for ends in ((a, b), (c, d)))
    ones, twos = (set(range(min(ends), max(ends) + 1)) for ends in ((a, b), (c, d)))
    expected = SAME if ones == twos else APART if not ones & twos else FINER if ones < twos else COARSER if ones > twos else OPEN
    assert stand("COUNT", one, two) is expected


@given(st.text(max_size=12), st.sampled_from(["number", "time", "words", "entity"]))
def test_any_value_can_be_asked(value, kind):
    facet = FacetLabel(definition="", of="any", value=kind)
    one = said(facet, LABELS.certainty["SURE"], (value,))
    assert compare(one, one, facet, REGISTRY) is (OPEN if one is None else SAME)
