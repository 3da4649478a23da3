"""Each measure on a case that is counted by hand: the comment says what is hit, and why."""

import numpy as np
import pytest
from comparing import case, claim, comparison, document, entity, event, mention, registry, trigger, zone
from making import ident

from steppe.score.counts import prf
from steppe.score.measures import MEASURES, WHOLES
from steppe.score.scores import score

E = [ident("e", number) for number in range(9)]
V = [ident("v", number) for number in range(9)]

FIRST = [
    mention(0, 0, 4, "Firm"),
    mention(1, 5, 9, "Person"),
    mention(2, 10, 20, "Firm"),
    mention(3, 12, 15, "Person"),  # inside the one before
    mention(4, 30, 35, "Day"),
]
SECOND = [
    mention(0, 0, 4, "Firm"),  # span and type
    mention(1, 5, 9, "Firm"),  # span alone
    mention(2, 10, 18, "Firm"),  # overlap and type
    mention(3, 12, 15, "Person"),  # span and type, inside the one before
    mention(4, 34, 40, "Number"),  # overlap alone
    mention(5, 50, 60, "Firm"),  # nothing
]


def counted(name, first, second):
    return tuple(map(float, MEASURES[name].counts(case(first, second))))


@pytest.mark.parametrize(
    ("name", "hits"),
    [
        ("mention.strict", 2),  # 0-4 and 12-15
        ("mention.exact", 3),  # and 5-9
        ("mention.type", 3),  # 0-4, 12-15, and 10-20 with 10-18
        ("mention.partial", 4),  # three spans, and half each for 10-20 with 10-18 and 30-35 with 34-40
    ],
)
def test_mentions_of_two_sides(name, hits):
    assert counted(name, FIRST, SECOND) == (hits, 6, hits, 5)


def test_nested_mentions_are_those_inside_another():
    assert counted("mention.nested", FIRST, SECOND) == (1, 1, 1, 1)
    outer = [mention(0, 0, 10), mention(1, 2, 8), mention(2, 3, 5)]
    # 0-10 holds 2-8, which holds 3-5; the other side has 3-5 alone, inside nothing.
    assert counted("mention.nested", outer, [mention(0, 3, 5)]) == (0, 0, 0, 2)


def test_two_mentions_of_one_span_are_not_inside_each_other():
    assert counted("mention.nested", [mention(0, 0, 4), mention(1, 0, 4, "Person")], []) == (0, 0, 0, 0)


def test_a_mark_is_never_hit_twice():
    """Two marks of the system on one of gold: one is a hit, the other is spurious, whatever the measure."""
    twice = [mention(0, 0, 4), mention(1, 0, 4)]
    for name in ("mention.strict", "mention.exact", "mention.type", "mention.partial"):
        assert counted(name, [mention(0, 0, 4)], twice) == (1, 2, 1, 1)
    halves = [mention(0, 0, 2), mention(1, 2, 4)]
    assert counted("mention.partial", [mention(0, 0, 4)], halves) == (0.5, 2, 0.5, 1)
    assert counted("mention.type", [mention(0, 0, 4)], halves) == (1, 2, 1, 1)


def test_as_many_overlaps_as_can_be_are_paired():
    """0-10 overlaps both, 8-20 only the second: a greedy choice of the best overlap would leave one alone."""
    first = [mention(0, 0, 10), mention(1, 0, 3)]
    second = [mention(0, 0, 9), mention(1, 9, 12)]
    assert counted("mention.type", first, second) == (2, 2, 2, 2)


def test_level_and_value_count_those_that_have_one():
    first = [mention(0, 0, 4, level="NAM"), mention(1, 5, 9, level="NOM"), mention(2, 10, 12, "Number", value="7")]
    second = [mention(0, 0, 4, level="NAM"), mention(1, 5, 9, level="PRO"), mention(2, 10, 12, "Number", value="6-")]
    assert counted("mention.level", first, second) == (1, 2, 1, 2)
    assert counted("mention.value", first, second) == (0, 1, 0, 1)


def test_default_polarity_is_the_label_that_is_meant():
    assert counted("trigger.polarity", [trigger(0, 0, 4)], [trigger(0, 0, 4, polarity="POS")]) == (1, 1, 1, 1)
    assert counted("trigger.polarity", [trigger(0, 0, 4)], [trigger(0, 0, 4, polarity="NEG")]) == (0, 1, 0, 1)


def test_arguments():
    marks = [mention(0, 0, 4), mention(1, 5, 9), mention(2, 30, 34)]
    first = [*marks, trigger(0, 10, 15, "Sale", [("Seller", 0), ("Date", 1)]), trigger(1, 20, 25, "Sale", [("Seller", 0)])]
    # The first trigger has another role for 5-9, the second another span, and 30-34 fills one role more.
    second = [*marks, trigger(0, 10, 15, "Sale", [("Seller", 0), ("Buyer", 1), ("Date", 2)]), trigger(1, 20, 24, "Sale", [("Seller", 0)])]
    assert counted("argument.strict", first, second) == (1, 4, 1, 3)  # Seller of 10-15
    assert counted("argument.unlabelled", first, second) == (2, 4, 2, 3)  # and 5-9, whatever its role
    assert counted("argument.event", first, second) == (2, 4, 2, 3)  # Seller twice, whatever the trigger's span


def test_arguments_by_entity_take_another_mention_of_it():
    first = [mention(0, 0, 4, refers_to=E[0]), mention(1, 5, 9, refers_to=E[0]), trigger(0, 10, 15, fillers=[("Seller", 0)])]
    second = [mention(0, 0, 4, refers_to=E[5]), mention(1, 5, 9, refers_to=E[5]), trigger(0, 10, 15, fillers=[("Seller", 1)])]
    compared = comparison([document(*first)], [document(*second)])
    scores = score(compared, ["argument"])
    assert scores["argument.strict"].ratios == (0, 0, 0)
    assert scores["argument.entity"].ratios == (1, 1, 1)


CLAIMS = [
    mention(0, 100, 104),
    mention(1, 110, 114),
    claim(0, (0, 10), by=0, cue=[(20, 24)], source_kind="SPEAKER", answers=[("DAY", V[0], "2024-01-01"), ("CULPRIT", V[0], E[0])]),
    claim(1, (30, 40), answers=[("REMARK", "")]),
    claim(2, (50, 60), (70, 80), by=1, cue=[(90, 94)], source_kind="SPEAKER"),
]
OTHERS = [
    mention(0, 100, 104),
    mention(1, 110, 112),
    claim(0, (0, 10), by=0, cue=[(20, 28)], source_kind="SPEAKER", answers=[("DAY", V[0], "2024-01-02"), ("CULPRIT", V[0], E[0])]),
    claim(1, (30, 35), answers=[("REMARK", ""), ("REMARK", "")], certainty="LIKELY"),
    claim(2, (200, 210)),
]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        # Partners: 0 and 0, 1 and 1. Content of 0 is the same; of 1 the second has half.
        ("claim.content", (1, 3, 1, 3)),
        ("claim.content.overlap", (2, 3, 1.5, 3)),  # all of 0-10 and of 30-35; all of 0-10 and half of 30-40
        ("claim.source", (1, 1, 1, 2)),
        ("claim.source.overlap", (1, 1, 1, 2)),
        ("claim.cue", (0, 1, 0, 2)),
        ("claim.cue.overlap", (0.5, 1, 1, 2)),  # 4 of 8 characters, and 4 of 4
        ("claim.triple", (0, 3, 0, 3)),
        ("claim.kind", (2, 3, 2, 3)),
        ("claim.certainty", (1, 3, 1, 3)),
        ("claim.author", (2, 3, 2, 3)),
        ("claim.facet", (3, 4, 3, 3)),  # DAY, CULPRIT, and one of two REMARKs
        ("claim.mode", (0, 0, 0, 0)),
    ],
)
def test_claims_of_two_sides(name, counts):
    assert counted(name, CLAIMS, OTHERS) == counts


def test_questions_and_values_are_compared_in_terms_of_the_first_registry():
    known = registry(entity(0), event(0))
    first, second = document(*CLAIMS), document(*OTHERS)
    from comparing import Given

    compared = comparison(Given(first, registry=known), Given(second, registry=known))
    scores = score(compared, ["claim"])
    assert scores["claim.question"].counts == (3, 4, 3, 3)
    assert scores["claim.value"].counts == (1, 2, 1, 2)  # the culprit; the days differ


def test_two_claims_on_one_clause_are_told_apart_by_their_source():
    """The media say it and officials deny it: two claims of one content, in another order on the second side."""
    media, officials = {"by": 0, "source_kind": "SPEAKER"}, {"by": 1, "source_kind": "SPEAKER", "certainty": "LIKELY"}
    names = [mention(0, 100, 104), mention(1, 110, 114)]
    first = [*names, claim(0, (0, 10), **media), claim(1, (0, 10), **officials)]
    second = [*names, claim(0, (0, 10), **officials), claim(1, (0, 10), **media)]
    for name in ("claim.triple", "claim.certainty", "claim.source"):
        assert counted(name, first, second) == (2, 2, 2, 2)


def test_pieces_that_touch_are_one_piece():
    assert counted("claim.content", [claim(0, (0, 5), (5, 10))], [claim(0, (0, 10))]) == (1, 1, 1, 1)


def test_chains_of_sources_are_compared_link_by_link():
    from steppe.model import Piece, Via

    def chain(*cues):
        return tuple(Via(cue=(Piece(start=start, end=start + 3),)) for start in cues)

    first, second = [claim(0, (0, 10), via=chain(20, 30))], [claim(0, (0, 10), via=chain(20, 40, 50))]
    assert counted("claim.via", first, second) == (1, 3, 1, 2)


def test_zones_and_sentences():
    first = [zone(0, 0, 10, sentences=(0, 5)), zone(1, 11, 20)]
    second = [zone(0, 0, 10), zone(1, 11, 20, "Furniture")]
    assert counted("zone.strict", first, second) == (1, 2, 1, 2)
    assert counted("zone.exact", first, second) == (2, 2, 2, 2)
    assert counted("zone.sentence", first, second) == (1, 2, 1, 3)  # 11-20; 0-10 is not 0-5 and 5-10


def test_links_of_a_symmetric_type_have_no_direction():
    from steppe.model import Link

    marks = [mention(0, 0, 4), mention(1, 5, 9)]

    def link(type_, a, b):
        return Link(id=ident("l", 0), type=type_, a=ident("m", a), b=ident("m", b))

    symmetric = [name for name, label in case([], []).labels.link.items() if label.symmetric]
    directed = [name for name, label in case([], []).labels.link.items() if not label.symmetric]
    assert counted("link.strict", [*marks, link(symmetric[0], 0, 1)], [*marks, link(symmetric[0], 1, 0)]) == (1, 1, 1, 1)
    assert counted("link.strict", [*marks, link(directed[0], 0, 1)], [*marks, link(directed[0], 1, 0)]) == (0, 1, 0, 1)


def test_coreference_in_an_article_is_of_marks_that_refer_to_something():
    """Key {0-1, 2-3, 4-5} and {6-7}; response {0-1, 2-3} and {4-5, 6-7}: MUC counts 1 of 2 links of each, by hand."""
    key = [mention(n, 2 * n, 2 * n + 1, refers_to=E[n == 3]) for n in range(4)]
    response = [mention(n, 2 * n, 2 * n + 1, refers_to=E[n > 1]) for n in range(4)]
    assert counted("coreference.entity.muc", key, response) == (1, 2, 1, 2)
    # B-cubed: precision (1 + 1 + 1/2 + 1/2) / 4; recall (2/3 + 2/3 + 1/3 + 1) / 4
    hits, found, reached, sought = counted("coreference.entity.b3", key, response)
    assert (hits, found, round(reached, 6), sought) == (3, 4, round(2 / 3 + 2 / 3 + 1 / 3 + 1, 6), 4)
    nothing = [mention(0, 0, 1)]
    assert counted("coreference.entity.muc", nothing, nothing) == (0, 0, 0, 0)


def test_coreference_across_articles_counts_links_between_them():
    """One entity in two articles: the second side has two of it. In each article there is nothing to link; across, there is one link."""
    first = [document(mention(0, 0, 4, refers_to=E[0]), name=name) for name in ("one", "two")]
    second = [document(mention(0, 0, 4, refers_to=E[number]), name=name) for number, name in enumerate(("one", "two"))]
    scores = score(comparison(first, second), ["coreference"])
    assert scores["coreference.entity.muc"].counts == (0, 0, 0, 0)
    assert scores["coreference.across.entity.muc"].counts == (0, 0, 0, 1)
    assert scores["coreference.across.entity.b3"].counts == (2, 2, 1, 2)


def claims_and_relations(relation, conflict="", *, a=0, b=1, names=(0, 1)):
    from comparing import Given

    from steppe.model import Cluster, Relation

    marks = [claim(number, (0, 10), answers=[("DAY", V[0], f"2024-01-0{number + 1}")]) for number in names]
    articles = [document(mark, name=name) for mark, name in zip(marks, ("one", "two"), strict=True)]
    clusters = [
        Cluster(id=ident("k", place), facet="DAY", event=V[0], claims=(f"{name}/{ident('c', number)}",))
        for place, (name, number) in enumerate(zip(("one", "two"), names, strict=True))
    ]
    judged = Relation(type=relation, a=ident("k", a), b=ident("k", b), conflict=conflict)
    return Given(*articles, registry=registry(event(0), *clusters, judged))


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        (("CLASH", "VALUE"), 1),
        (("FINER", ""), 0),
    ],
)
def test_relations_of_claim_pairs(second, hits):
    gold = claims_and_relations("CLASH", "VALUE")
    scores = score(comparison(gold, claims_and_relations(*second, names=(4, 5))), ["relation"])
    assert scores["relation.strict"].counts == (hits, 1, hits, 1)
    assert scores["relation.exact"].counts == (1, 1, 1, 1)
    assert scores["relation.conflict"].counts == (hits, hits, hits, 1)


def test_a_relation_without_symmetry_has_a_direction():
    gold = claims_and_relations("FINER")
    assert score(comparison(gold, claims_and_relations("FINER", a=1, b=0)), ["relation.strict"])["relation.strict"].ratios == (0, 0, 0)
    clash = claims_and_relations("CLASH", "VALUE")
    turned = claims_and_relations("CLASH", "VALUE", a=1, b=0)
    assert score(comparison(clash, turned), ["relation.strict"])["relation.strict"].ratios == (1, 1, 1)


def test_the_macro_average_is_over_labels_of_either_side():
    """CLASH is missed and FINER is spurious: 0 each, so 0, and not undefined."""
    found = score(comparison(claims_and_relations("CLASH", "VALUE"), claims_and_relations("FINER")), ["relation.macro"])
    assert found["relation.macro"].ratios == (0, 0, 0)
    assert score(comparison([document()], [document()]), ["relation.macro"])["relation.macro"].ratios == (None, None, None)


def test_ratios_of_nothing_are_undefined():
    assert np.isnan(prf(np.zeros(4))).all()
    assert np.array_equal(prf(np.array([0, 0, 0, 3.0])), [np.nan, 0, 0], equal_nan=True)
    assert np.array_equal(prf(np.array([0, 3.0, 0, 0])), [0, np.nan, 0], equal_nan=True)


def test_every_measure_says_what_it_counts():
    for name, measure in {**MEASURES, **WHOLES}.items():
        assert measure.name == name
        assert measure.says
