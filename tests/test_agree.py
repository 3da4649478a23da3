"""Agreement of annotators: decisions, coefficients, and in what they differ."""

import pytest
from comparing import LABELS, Given, case, claim, comparison, document, entity, event, mention, registry, trigger, zone
from making import ident

from steppe.agreement.agree import Annotators, agree
from steppe.agreement.coefficients import apart
from steppe.agreement.decisions import ATTRIBUTES, units
from steppe.agreement.differences import Differences
from steppe.agreement.told import TOLD, as_list, guideline
from steppe.chance import Unit
from steppe.labels import Kind
from steppe.model import Cluster, Relation

E, V, K = ([ident(letter, number) for number in range(4)] for letter in "evk")
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}


def agreed(*sides, wanted=(), **more):
    return agree(Annotators([side if isinstance(side, Given) else Given(*side) for side in sides], LABELS), wanted, **more)


def coefficient(agreement, name):
    return next(each for each in agreement.coefficients if each.name == name)


def typed(*types):
    return [document(*(mention(number, 10 * number, 10 * number + 4, type_) for number, type_ in enumerate(types)))]


def test_kappa_of_types_by_hand():
    """Four mentions of one span: three of four agree (.75); by chance (3/4)(2/4) + (1/4)(2/4) = .5; so kappa is .5."""
    found = coefficient(agreed(typed("Firm", "Firm", "Firm", "Day"), typed("Firm", "Firm", "Day", "Day")), "kappa.mention.type")
    assert (found.value, found.observed, found.items) == (pytest.approx(0.5), 0.75, 4)


def test_alpha_of_types_by_hand():
    """The same: 8 values, 5 Firm and 3 Day; 2 of 8 disagree; by chance 2 * 5 * 3 / 7 of 8: alpha = 1 - 2 / (30 / 7)."""
    found = coefficient(agreed(typed("Firm", "Firm", "Firm", "Day"), typed("Firm", "Firm", "Day", "Day")), "alpha.mention.type")
    assert found.value == pytest.approx(1 - 2 / (30 / 7))


def test_agreement_on_one_label_alone_is_undefined():
    found = agreed(typed("Firm", "Firm"), typed("Firm", "Firm"))
    assert coefficient(found, "kappa.mention.type").value is None
    assert coefficient(found, "kappa.mention.type").observed == 1
    assert coefficient(found, "alpha.mention.type").value is None


def test_marks_that_one_side_lacks_are_no_decision_on_their_label():
    found = agreed(typed("Firm", "Day", "Person"), typed("Firm", "Day"))
    assert coefficient(found, "kappa.mention.type").items == 2


def test_of_three_annotators_figures_are_means_over_each_two():
    sides = [typed("Firm", "Day"), typed("Firm", "Day"), typed("Firm", "Firm")]
    named = [Given(*side, name=name) for side, name in zip(sides, "abc", strict=True)]
    found = agree(Annotators(named, LABELS), ["mention.strict", "kappa.mention.type"])
    figure = found.figures[0]
    assert {pair: ratios[2] for pair, ratios in figure.pairs.items()} == {"a/b": 1, "a/c": 0.5, "b/c": 0.5}
    assert figure.ratios[2] == pytest.approx(2 / 3)
    # Kappa is 1 of a and b, and 0 of c with each: as often as by chance.
    assert coefficient(found, "kappa.mention.type").value == pytest.approx(1 / 3)


def test_a_unit_holds_one_mark_of_each_annotator():
    """Claims of three annotators: the first's overlaps the second's, the second's the third's two, of which one is left alone."""
    first, second, third = [claim(0, (0, 10))], [claim(0, (5, 15), certainty="LIKELY")], [claim(0, (12, 20)), claim(1, (8, 12))]
    cases = {(0, 1): case(first, second), (0, 2): case(first, third), (1, 2): case(second, third)}
    found = sorted(units(BY_NAME["claim.certainty"], cases, 3))
    assert found == [("SURE", "LIKELY", "SURE")]


def test_roles_are_decided_for_one_filler_of_one_trigger():
    marks = [mention(0, 0, 4), mention(1, 5, 9)]
    first = [*marks, trigger(0, 10, 14, fillers=[("Seller", 0), ("Date", 1)])]
    second = [*marks, trigger(0, 10, 14, fillers=[("Buyer", 0)])]
    assert list(units(BY_NAME["argument.role"], {(0, 1): case(first, second)}, 2)) == [("Seller", "Buyer")]


def test_units_of_a_continuum_are_outermost_and_do_not_cross():
    nested = [Unit(0, 10, "a"), Unit(2, 4, "a"), Unit(2, 4, "b"), Unit(8, 14, "a"), Unit(20, 22, "a")]
    assert apart(nested) == [Unit(0, 10, "a"), Unit(2, 4, "b"), Unit(20, 22, "a")]


def test_annotators_who_mark_the_same_agree_fully():
    side = [*typed("Firm", "Day")[0].records[1:], trigger(0, 50, 54), claim(0, (60, 70)), claim(1, (80, 90), certainty="LIKELY")]
    found = agreed([document(*side)], [document(*side)], gamma=True)
    for each in found.coefficients:
        assert each.value is None or each.value == pytest.approx(1), each.name
    assert {each.name for each in found.coefficients if each.value is not None} >= {
        "alpha_u.mention",
        "gamma.claim",
        "kappa.claim.certainty",
    }


def test_intervals_are_drawn_over_articles_with_one_seed_for_all():
    def articles(types):
        return [document(mention(0, 0, 4, type_), mention(1, 5, 9, "Day"), name=f"a{place}") for place, type_ in enumerate(types)]

    sides = articles(["Firm", "Firm", "Day", "Firm", "Day"]), articles(["Firm", "Day", "Day", "Firm", "Day"])
    one, two = agreed(*sides, samples=200, seed=4), agreed(*sides, samples=200, seed=4)
    low, high = coefficient(one, "kappa.mention.type").interval
    assert low < coefficient(one, "kappa.mention.type").value < high
    assert one.figures == two.figures
    assert one.coefficients == two.coefficients
    assert all("samples:200" in str(signature) for signature in one.signatures)


def judged(relation, *, basis="", numbers=(0, 1)):
    """Two clusters of one claim each, in two articles, and how they stand to each other."""
    claims = [claim(number, (0, 10), answers=[("DAY", V[0])]) for number in numbers]
    articles = [document(mark, name=name) for mark, name in zip(claims, ("one", "two"), strict=True)]
    clusters = [
        Cluster(id=identifier, facet="DAY", event=V[0], claims=(f"{name}/{ident('c', number)}",))
        for identifier, name, number in zip(K, ("one", "two"), numbers, strict=False)
    ]
    return Given(*articles, registry=registry(event(0), *clusters, Relation(type=relation, a=K[0], b=K[1], basis=basis)))


def test_relations_are_decided_of_clusters_and_not_of_what_follows():
    found = coefficient(agreed(judged("BESIDE"), judged("BESIDE", numbers=(3, 4))), "kappa.relation.type")
    assert (found.items, found.observed) == (1, 1)
    follows = next(name for name, label in LABELS.basis.items() if label.values)
    assert coefficient(agreed(judged("BESIDE"), judged("BESIDE", basis=follows)), "kappa.relation.type").items == 0


def test_articles_that_one_annotator_lacks_count_as_empty_or_are_left_out():
    one, two = typed("Firm")[0], document(mention(0, 0, 4), name="other")
    sides = [Given(one, two, name="a"), Given(one, name="b")]
    missing, shared = Annotators(sides, LABELS), Annotators(sides, LABELS, shared=True)
    assert agree(missing, ["mention.strict"]).figures[0].ratios[2] == pytest.approx(2 / 3)
    assert agree(shared, ["mention.strict"]).figures[0].ratios[2] == 1
    assert any(notice.article == "other" and "empty" in notice.says for notice in missing.notices)
    assert any(notice.article == "other" and "left out" in notice.says for notice in shared.notices)


# In what they differ


def differences(first, second, known=None, other=None):
    sides = Given(document(*first), registry=known), Given(document(*second), registry=other or known)
    return [(each.layer, each.kind) for each in Differences(comparison(*sides))]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ([mention(0, 0, 4)], [mention(0, 0, 4, "Person")], ["type"]),
        ([mention(0, 0, 4, level="NAM")], [mention(0, 0, 4, level="NOM")], ["level"]),
        ([mention(0, 0, 4, "Number", value="7")], [mention(0, 0, 4, "Number", value="8")], ["value"]),
        ([mention(0, 0, 4)], [mention(0, 0, 6)], ["boundary"]),
        ([mention(0, 0, 4)], [mention(0, 0, 6, "Person")], ["boundary", "type"]),
        ([mention(0, 0, 4)], [], ["missed"]),
        ([], [mention(0, 0, 4)], ["missed"]),
        ([trigger(0, 0, 4, polarity="NEG")], [trigger(0, 0, 4)], ["polarity"]),
        ([trigger(0, 0, 4, modality="MAYBE")], [trigger(0, 0, 4)], ["modality"]),
        ([zone(0, 0, 4, sentences=(0, 2))], [zone(0, 0, 4)], ["sentences"]),
        ([zone(0, 0, 4, sentences=(0,))], [zone(0, 0, 4)], []),
        ([claim(0, (0, 4))], [claim(0, (0, 6))], ["boundary"]),
        ([claim(0, (0, 4), certainty="LIKELY")], [claim(0, (0, 4))], ["certainty"]),
        ([claim(0, (0, 4), cue=[(6, 8)])], [claim(0, (0, 4), cue=[(6, 9)])], ["cue"]),
        ([claim(0, (0, 4), source_kind="SPEAKER")], [claim(0, (0, 4))], ["kind"]),
        ([claim(0, (0, 4), mode="TOLD")], [claim(0, (0, 4))], ["mode"]),
        ([claim(0, (0, 4), answers=[("DAY", V[0])])], [claim(0, (0, 4), answers=[("COUNT", V[0])])], ["facet"]),
        ([claim(0, (0, 4), answers=[("COUNT", V[0], "6")])], [claim(0, (0, 4), answers=[("COUNT", V[0], "7")])], ["value"]),
        ([claim(0, (0, 4), answers=[("COUNT", V[0])])], [claim(0, (0, 4), answers=[("COUNT", "")])], ["question"]),
        ([claim(0, (0, 4))], [], ["missed"]),
        ([claim(0, (0, 4), canonical="So.")], [claim(0, (0, 4), canonical="Thus.")], []),
    ],
)
def test_each_kind_of_difference_is_told_apart(first, second, kinds):
    assert [kind for _, kind in differences(first, second, registry(event(0)))] == kinds


def test_sources_are_where_the_source_mention_stands():
    names = [mention(0, 20, 24), mention(1, 30, 34)]
    assert differences([*names, claim(0, (0, 4), by=0)], [*names, claim(0, (0, 4), by=1)]) == [("claim", "source")]


def test_arguments_differ_by_role_by_filler_or_altogether():
    marks = [mention(0, 0, 4), mention(1, 5, 9)]

    def kinds(one, two):
        return [kind for _, kind in differences([*marks, trigger(0, 10, 14, fillers=one)], [*marks, trigger(0, 10, 14, fillers=two)])]

    assert kinds([("Seller", 0)], [("Buyer", 0)]) == ["role"]
    assert kinds([("Seller", 0)], [("Seller", 1)]) == ["filler"]
    assert kinds([("Seller", 0)], []) == ["argument"]
    assert kinds([("Seller", 0)], [("Date", 1)]) == ["argument", "argument"]


def test_a_cluster_that_one_side_splits_is_split_or_joined():
    """Three mentions: the first side has one entity of all; the second has two and one."""
    one = [mention(number, 10 * number, 10 * number + 4, refers_to=E[0]) for number in range(3)]
    two = [mention(number, 10 * number, 10 * number + 4, refers_to=E[number == 2]) for number in range(3)]
    assert differences(one, two, registry(entity(0)), registry(entity(0), entity(1))) == [("mention", "split")]
    assert differences(two, one, registry(entity(0), entity(1)), registry(entity(0))) == [("mention", "joined")]


def test_every_kind_is_told_in_words_and_has_a_cause():
    assert set(TOLD) == set(Kind.__args__) == set(LABELS.cause_of)


def test_the_most_frequent_kind_comes_first_with_its_guideline():
    first = [mention(0, 0, 4), mention(1, 5, 9), claim(0, (20, 24), certainty="LIKELY")]
    second = [claim(0, (20, 24))]
    found = list(Differences(comparison([document(*first)], [document(*second)])))
    lines = list(as_list(found, LABELS, 1))
    assert lines[0] == "3 differences"
    heads = [line for line in lines if "guidelines" in line]
    assert heads == ["mention: only one side has it (2), guidelines 2.1", "claim: other certainty (1), guidelines 4"]
    assert sum("... and 1 more" in line for line in lines) == 1
    assert guideline(found[0], None) == ""


def test_a_link_that_one_side_lacks_is_a_difference():
    from steppe.model import Link

    marks = [mention(0, 0, 4), mention(1, 5, 9)]

    def link(type_, a, b):
        return Link(id=ident("l", 0), type=type_, a=ident("m", a), b=ident("m", b))

    assert differences([*marks, link("RIVAL", 0, 1)], [*marks, link("RIVAL", 1, 0)]) == []
    assert differences([*marks, link("WORKS_FOR", 0, 1)], [*marks, link("WORKS_FOR", 1, 0)]) == [("link", "missed")] * 2
