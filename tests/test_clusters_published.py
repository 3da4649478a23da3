"""Measures of coreference give the values that were published for the cases of the reference scorer and of the papers.

The cases A to N are those of the reference scorer for coreference (github.com/conll/reference-coreference-scorers,
test/CorefMetricTestConfig.pm; values of LEA: github.com/ns-moosavi/coval, unittests.py). A letter is a mention, a word a cluster.
Values are recall, precision and F1, in that order there and here, and only those that are published. What divides nothing by
nothing is published as 0 and undefined with us; the last test says where that is.
"""

import pytest

from steppe.score.clusters import conll, score

KEYS = {
    "A": "a bc def",
    "B": "ab cde",
    "C": "ab cde fg",
    "D": "12345 67 89ABC",
    "E": "12345 67 89ABC",
    "F": "ABCD",
    "G": "AB CD",
    "H": "ABCD",
    "I": "ABCD",
    "J": "ABC",
    "K": "BCDEGHJ",
    "L": "ABC DEFG",
    "M": "abcdef",
    "N": "a b c d e f",
}
RESPONSES = {
    "A1": "a bc def",
    "A2": "a de",
    "A3": "a bcx defy z",
    "A4": "a bcx dy z",
    "A5": "a bcxB dy z",  # B overlaps b and is another mention
    "A6": "a bcx dy Bz",
    "A7": "a bcxb dy z",  # b again in its own cluster, in another one, and there ten times: it counts where it comes first
    "A8": "a bcx dy bz",
    "A9": "a bcx dy bbbbbbbbbbz",
    "A10": "a b c d e f",
    "A11": "abcdef",
    "A12": "a x y c d e z",
    "A13": "axycdez",
    "B1": "bcx de",
    "C1": "bcx de fg",
    "D1": "12345 6789ABC",
    "E1": "1234589ABC 67",
    "F1": "AB CD",
    "G1": "ABCD",
    "H1": "ABCD",
    "I1": "AB CD",
    "J1": "AC",
    "K1": "ABC DEF GHI",
    "L1": "AB CD FGH",
    "M1": "abcdef",
    "M2": "a b c d e f",
    "M3": "ab cde f",
    "M4": "abcxyz",
    "M5": "a b c x y z",
    "M6": "ab cxy z",
    "N1": "a b c d e f",
    "N2": "abcdef",
    "N3": "ab cde f",
    "N4": "a b c x y z",
    "N5": "abcxyz",
    "N6": "ab cxy z",
}
ONE, ZERO = (1, 1, 1), (0, 0, 0)
MUC = {
    "A1": ONE,
    "A2": (1 / 3, 1, 1 / 2),  # of the links b-c, d-e, e-f the response has d-e, and no other
    "A3": (1, 3 / 5, 3 / 4),
    "A4": (1 / 3, 1 / 3, 1 / 3),
    "A5": (1 / 3, 1 / 4, 2 / 7),
    "A6": (1 / 3, 1 / 4, 2 / 7),
    "A7": (1 / 3, 1 / 3, 1 / 3),
    "A8": (1 / 3, 1 / 3, 1 / 3),
    "A9": (1 / 3, 1 / 3, 1 / 3),
    "A10": ZERO,
    "A11": (1, 3 / 5, 6 / 8),
    "A12": ZERO,
    "A13": (1 / 3, 1 / 6, 2 / 9),
    "D1": (1, 9 / 10, 18 / 19),
    "E1": (1, 9 / 10, 18 / 19),
    "F1": (2 / 3, 1, 4 / 5),
    "G1": (1, 2 / 3, 4 / 5),
    "H1": ONE,
    "I1": (2 / 3, 1, 4 / 5),
    "J1": (1 / 2, 1, 2 / 3),
    "K1": (3 / 6, 3 / 6, 3 / 6),
    "L1": (2 / 5, 2 / 4, 4 / 9),
    "M1": ONE,
    "M2": ZERO,
    "M5": ZERO,
    "N1": ZERO,
    "N2": ZERO,
    "N4": ZERO,
}
B3 = {
    "A1": ONE,
    "A2": ((7 / 3) / 6, 1, 14 / 25),  # recall: a is all of its cluster, d and e have 2/3 of theirs each, and there are 6 mentions
    "A3": (1, (4 + 7 / 12) / 9, 110 / 163),
    "A4": ((10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7, 170 / 363),
    "A5": ((10 / 3) / 6, 2.5 / 8, 2 / 5),
    "A6": ((10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 8, 170 / 393),
    "A7": ((10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7, 170 / 363),
    "A8": ((10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7, 170 / 363),
    "A9": ((10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7, 170 / 363),
    "A10": (3 / 6, 1, 2 / 3),
    "A11": (1, (1 / 6 + 2 * 2 / 6 + 3 * 3 / 6) / 6, 14 / 25),
    "A12": ((1 + 1 / 2 + 2 / 3) / 6, 4 / 7, 104 / 235),
    "A13": ((1 + 1 / 2 + 2 * 2 / 3) / 6, (1 / 7 + 1 / 7 + 2 * 2 / 7) / 7, 204 / 1049),
    "D1": (1, 16 / 21, 32 / 37),
    "E1": (1, 7 / 12, 14 / 19),
    "M1": ONE,
    "N1": ONE,
}
CEAFM = {
    "A1": ONE,
    "A2": (0.5, 1, 0.66667),
    "A3": (1, 0.66667, 0.8),
    "A4": (0.66667, 0.57143, 0.61538),  # a with a, bc with bcx, def with dy: 1 + 2 + 1 of 6 and of 7
    "A5": (0.66667, 0.5, 0.57143),
    "A6": (0.66667, 0.5, 0.57143),
    "A7": (0.66667, 0.57143, 0.61538),
    "A8": (0.66667, 0.57143, 0.61538),
    "A9": (0.66667, 0.57143, 0.61538),
    "M1": ONE,
    "N1": ONE,
}
CEAFE = {
    "A1": ONE,
    "A2": (0.6, 0.9, 0.72),
    "A3": (0.88571, 0.66429, 0.75918),
    "A4": (0.73333, 0.55, 0.62857),  # the same three: 1 + 4/5 + 2/5 of 3 clusters and of 4
    "A5": (0.68889, 0.51667, 0.59048),
    "A6": (0.73333, 0.55, 0.62857),
    "A7": (0.73333, 0.55, 0.62857),
    "A8": (0.73333, 0.55, 0.62857),
    "A9": (0.73333, 0.55, 0.62857),
    "M1": ONE,
    "N1": ONE,
}
BLANC = {
    "A1": ONE,
    "A2": (0.21591, 1, 0.35385),
    "A3": (1, 0.42593, 0.59717),
    "A4": (0.35227, 0.27206, 0.30357),
    "A5": (0.35227, 0.19048, 0.24716),
    "A6": (0.35227, 0.20870, 0.25817),
    "A7": (0.35227, 0.27206, 0.30357),
    "A8": (0.35227, 0.27206, 0.30357),
    "A9": (0.35227, 0.27206, 0.30357),
    "A10": (0.5, 0.36667, 0.42308),  # the response has no pair in one cluster, which counts 0: (0 + 11/15) / 2
    "A11": (0.5, 0.13333, 0.21053),
    "A12": (0.22727, 0.11905, 0.15625),
    "A13": (0.125, 0.02381, 0.04),
    "B1": (7 / 24, 7 / 24, 7 / 24),  # in one cluster, 1 pair (de) of 4 and of 4; in two, 2 (bd, be) of 6 and of 6
    "C1": (41 / 80, 41 / 80, 41 / 80),
    "M1": ONE,
    "M2": ZERO,
    "M3": (0.26667, 1, 0.42105),  # the key has no pair in two clusters, and so those of the response do not count
    "M4": (0.2, 0.2, 0.2),
    "M5": ZERO,
    "M6": (0.06667, 0.25, 0.10526),
    "N1": ONE,
    "N2": ZERO,
    "N3": (0.73333, 1, 0.84615),  # the key has no pair in one cluster: 11 pairs in two of 15 and of 11
    "N4": (0.2, 0.2, 0.2),
    "N5": ZERO,
    "N6": (0.13333, 0.18182, 0.15385),
}
LEA_RECALL_PRECISION = {
    "A1": (1, 1),
    "A2": ((1 + 3 * (1 / 3)) / 6, 1),  # recall: a stands alone on both sides; def weighs 3, and 1 of its 3 pairs is there
    "A3": (1, (1 + 3 * (1 / 3) + 4 * (3 / 6)) / 9),
    "A4": ((1 + 2 + 0) / 6, (1 + 3 * (1 / 3)) / 7),
    "A5": ((1 + 2 + 0) / 6, (1 + 4 * (1 / 6)) / 8),
    "A6": ((1 + 2 + 0) / 6, (1 + 3 * (1 / 3)) / 8),
    "A7": ((1 + 2 + 0) / 6, (1 + 3 * (1 / 3)) / 7),
    "A8": ((1 + 2 + 0) / 6, (1 + 3 * (1 / 3)) / 7),
    "A9": ((1 + 2 + 0) / 6, (1 + 3 * (1 / 3)) / 7),
    "A10": (1 / 6, 1 / 6),
    "A11": ((0 + 2 + 3) / 6, 4 / 15),
    "A12": (1 / 6, 1 / 7),
    "A13": ((0 + 0 + 3 * (1 / 3)) / 6, 1 / 21),
    "B1": ((0 + 3 * (1 / 3)) / 5, (0 + 2) / 5),
    "C1": ((0 + 3 * (1 / 3) + 2) / 7, (0 + 2 + 2) / 7),
    "D1": (1, (5 + 7 * (11 / 21)) / 12),
    "E1": (1, (10 * (20 / 45) + 2) / 12),
    "F1": (2 / 6, 1),
    "G1": (1, 2 / 6),
    "H1": (1, 1),
    "I1": (2 / 6, 1),
    "J1": (1 / 3, 1),
    "K1": (3 / 21, 3 / 9),
    "L1": ((3 * (1 / 3) + 4 * (1 / 6)) / 7, (2 + 0 + 3 * (1 / 3)) / 7),
    "M1": (1, 1),
    "M2": (0, 0),
    "M3": (4 / 15, 5 / 6),
    "M4": (3 / 15, 3 / 15),
    "M5": (0, 0),
    "M6": (1 / 15, 2 / 6),
    "N1": (1, 1),
    "N2": (0, 0),
    "N3": (1 / 6, 1 / 6),
    "N4": (3 / 6, 3 / 6),
    "N5": (0, 0),
    "N6": (0, 0),
}
LEA = {case: (r, p, 2 * r * p / (r + p) if r + p else 0) for case, (r, p) in LEA_RECALL_PRECISION.items()}
PUBLISHED = {"muc": MUC, "b3": B3, "ceafm": CEAFM, "ceafe": CEAFE, "blanc": BLANC, "lea": LEA}


def scored(case):
    return score(KEYS[case[0]].split(), RESPONSES[case].split())


@pytest.mark.parametrize(("measure", "case"), [(measure, case) for measure, cases in PUBLISHED.items() for case in cases])
def test_the_cases_of_the_reference_scorer_have_their_published_values(measure, case):
    precision, recall, f1 = (ratio or 0 for ratio in scored(case)[measure])
    assert (recall, precision, f1) == pytest.approx(PUBLISHED[measure][case], abs=6e-6)


@pytest.mark.parametrize("measure", PUBLISHED)
def test_what_divides_nothing_by_nothing_is_undefined_and_nothing_else_is(measure):
    """By what a side lacks: MUC links (it has singletons alone), BLANC both kinds of pairs that the key has, the others mentions."""
    undefined = {case: [ratio is None for ratio in scored(case)[measure]] for case in RESPONSES}
    no_precision, nothing, no_recall = [True, False, False], [True, True, True], [False, True, False]
    expected = {
        "muc": {"A10": no_precision, "A12": no_precision, "M2": no_precision, "M5": no_precision}
        | {"N1": nothing, "N4": nothing, "N2": no_recall, "N3": no_recall, "N5": no_recall, "N6": no_recall},
        "blanc": {"M2": no_precision, "M5": no_precision, "N2": no_precision, "N5": no_precision},
    }
    assert undefined == {case: expected.get(measure, {}).get(case, [False] * 3) for case in RESPONSES}


# Luo (2005), table 2: F of MUC, B-cubed, CEAF-m and CEAF-e for four responses to 12345 67 89ABC. The last has no links, so that its
# MUC precision is 0 of 0; the paper leaves it out.
LUO = {
    "12345 6789ABC": (0.947, 0.865, 0.833, 0.733),
    "1234589ABC 67": (0.947, 0.737, 0.583, 0.667),
    "123456789ABC": (0.900, 0.545, 0.417, 0.294),
    "1 2 3 4 5 6 7 8 9 A B C": (None, 0.400, 0.250, 0.178),
}


@pytest.mark.parametrize("response", LUO)
def test_the_examples_of_ceaf_have_their_published_values(response):
    found = score(KEYS["D"].split(), response.split())
    for measure, f1 in zip(("muc", "b3", "ceafm", "ceafe"), LUO[response], strict=True):
        assert f1 is None or found[measure][2] == pytest.approx(f1, abs=5e-4)


def test_the_average_of_the_shared_tasks_is_the_mean_of_three_f1():
    """A4: MUC 1/3, B-cubed 170/363, CEAF-e 22/35."""
    found = scored("A4")
    assert conll(*(found[measure][2] for measure in ("muc", "b3", "ceafe"))) == pytest.approx((1 / 3 + 170 / 363 + 22 / 35) / 3)
