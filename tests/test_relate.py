"""What is proposed, what is open and what is counted of questions that several articles answer."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from relating import ACME, ANN, BOLT, EVENT, HALL, LABELS, C, K, also, answers, cluster, corpus, planned, registry_of, relation

from steppe.labels import LabelsError, parse_labels
from steppe.pairs import derived
from steppe.relate import Statement, as_data, plans, rendered, settled, tally
from steppe.store import Registry

LATER = "2024-01-03"


def proposed(plan):
    return [msgspec.to_builtins(pairing.relation) for pairing in plan.pairings if pairing.basis == "proposed"]


def suggested(plan_, registry=None):
    (question,) = as_data([plan_], registry or registry_of(), LABELS)["questions"]
    return [pair["suggests"] for pair in question["pairs"] if pair["basis"] == "open"]


def only(root, articles, *registry):
    """The one plan of a corpus."""
    (found,) = planned(corpus(root, articles, *registry))
    return found


def text_of(plans_, registry=None, **more):
    return "\n".join(rendered(plans_, registry or registry_of(), LABELS, **more))


def test_who_gives_the_same_value_gives_the_same_answer(tmp_path):
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers("7", certainty="LIKELY")], "c": [answers("7-7")]})
    (group,) = plan.groups
    assert group.cluster.claims == (f"a/{C[0]}", f"b/{C[0]}", f"c/{C[0]}") == group.added
    assert (group.cluster.facet, group.cluster.event, plan.pairings) == ("COUNT", EVENT, ())


def test_a_finer_value_is_a_finer_answer(tmp_path):
    plan = only(tmp_path, {"a": [answers("6-")], "b": [answers("7")]})
    wide, exact = plan.groups
    assert proposed(plan) == [{"kind": "relation", "type": "FINER", "a": exact.id, "b": wide.id, "basis": "FOLLOWS"}]
    assert "7 lies within 6-" in text_of([plan])


@pytest.mark.parametrize(("sure", "other", "number"), [("LIKELY", "SURE", 0), ("LIKELY", "LIKELY", 1), ("SURE", "LIKELY", 1)])
def test_who_is_less_sure_of_the_finer_answer_does_not_commit_to_the_other(sure, other, number, tmp_path):
    plan = only(tmp_path, {"a": [answers("7", certainty=sure)], "b": [answers("6-", certainty=other)]})
    assert len(proposed(plan)) == number
    assert suggested(plan) == [["FINER", "BESIDE"]] * (1 - number)


def test_answers_of_one_day_that_exclude_each_other_clash(tmp_path):
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers("8")]})
    one, two = sorted(group.id for group in plan.groups)
    assert proposed(plan) == [{"kind": "relation", "type": "CLASH", "a": one, "b": two, "conflict": "VALUE", "basis": "FOLLOWS"}]


@pytest.mark.parametrize(
    ("articles", "suggests"),
    [
        ({"a": [answers("7")], "b": (LATER, [answers("8")])}, ["CLASH", "LATER", "BESIDE"]),
        ({"a": ("2024-01", [answers("7")]), "b": ("2024-01", [answers("8")])}, ["CLASH", "LATER", "BESIDE"]),
        ({"a": [answers("7")], "b": [answers("8", certainty="LIKELY")]}, ["CLASH", "LATER", "BESIDE"]),
        ({"a": [also(answers("7"), "2024-01-01")], "b": [also(answers("8"), "2024-01-02")]}, ["CLASH", "LATER", "BESIDE"]),
        ({"a": [answers("7")], "b": (LATER, [answers("7", certainty="NOT")])}, ["CLASH", "LATER"]),
        ({"a": [answers("7")], "b": [answers("7", certainty="OPEN")]}, []),
        ({"a": [answers(ACME, facet="CULPRIT")], "b": [answers(BOLT, facet="CULPRIT")]}, []),
        ({"a": [answers(HALL, facet="CULPRIT")], "b": [answers(ACME, facet="CULPRIT")]}, ["FINER", "BESIDE"]),
        ({"a": [answers("calm", facet="MOOD")], "b": [answers("angry", facet="MOOD")]}, ["BESIDE", "LATER"]),
        ({"a": [answers("by x", facet="WAY")], "b": [answers("by y", facet="WAY")]}, []),
        ({"a": [answers(facet="REMARK")], "b": [answers(facet="REMARK")]}, []),
    ],
    ids=["news", "no-day", "hedged", "two-times", "denied-later", "uncommitted", "who", "part", "one-of", "words", "no-value"],
)
def test_what_values_do_not_decide_is_open_with_what_is_likely(articles, suggests, tmp_path):
    plan = next(plan for plan in planned(corpus(tmp_path, articles)) if plan.question[0] != "DAY")
    assert proposed(plan) == []
    assert suggested(plan) == [suggests]


def test_an_article_that_gives_two_values_does_not_take_them_to_exclude_each_other(tmp_path):
    plan = only(tmp_path, {"a": [answers("7"), answers("5")], "b": [answers("5")]})
    assert (proposed(plan), len(plan.open)) == ([], 1)
    assert "7 and 5 exclude each other in one article" in text_of([plan])


@pytest.mark.parametrize(("value", "number"), [("7", 1), ("6-", 1), ("8", 0)])
def test_who_denies_an_answer_clashes_with_who_gives_it_or_a_finer_one(value, number, tmp_path):
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers(value, certainty="NOT")]})
    assert [relation["conflict"] for relation in proposed(plan)] == ["DENIAL"] * number


def test_who_works_for_a_part_works_for_the_whole(tmp_path):
    articles = {name: [answers(firm, facet="EMPLOYER", subject=ANN)] for name, firm in (("a", ACME), ("b", HALL))}
    plan = only(tmp_path, articles)
    whole, part = plan.groups
    assert [(relation["a"], relation["b"]) for relation in proposed(plan)] == [(part.id, whole.id)]


def test_a_new_claim_joins_the_cluster_that_gives_its_value(tmp_path):
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers("7")], "c": [answers("7")]}, cluster(0, "a", "c"))
    (group,) = plan.groups
    assert (group.id, group.added, group.fresh) == (K[0], (f"b/{C[0]}",), False)
    assert group.cluster.claims == (f"a/{C[0]}", f"b/{C[0]}", f"c/{C[0]}")


def test_where_two_clusters_give_a_value_a_new_claim_is_in_neither(tmp_path):
    kept_apart = (cluster(0, "a"), cluster(1, "b"), relation(0, 1, "FINER"))
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers("7")], "c": [answers("7")]}, *kept_apart)
    assert [group.id for group in plan.groups[:2]] == K[:2]
    assert plan.groups[2].cluster.claims == (f"c/{C[0]}",)
    assert suggested(plan) == [["SAME", "FINER"]] * 2


def test_what_one_article_alone_answers_is_not_asked(tmp_path):
    assert planned(corpus(tmp_path / "one", {"a": [answers("7"), answers("8")]})) == []
    plan = only(tmp_path / "two", {"a": [answers(facet="REMARK"), answers(facet="REMARK")], "b": [answers(facet="REMARK")]})
    assert len(plan.groups) == 3
    assert len(plan.pairings) == 2, "the two of one article are no pair"


@pytest.mark.parametrize(
    ("about", "facet"), [({"event": "v-999999"}, "COUNT"), ({"subject": "e-999999"}, "EMPLOYER"), ({"event": EVENT}, "UNHEARD")]
)
def test_a_question_about_what_is_not_there_is_no_question(about, facet, tmp_path):
    articles = {name: [answers("7", facet=facet, **about)] for name in "ab"}
    assert planned(corpus(tmp_path, articles)) == []


def test_a_question_about_nothing_is_no_question(tmp_path):
    articles = {name: [("SURE", [{"facet": "REMARK"}])] for name in "ab"}
    assert planned(corpus(tmp_path, articles)) == []
    assert text_of([]) == "no two articles answer one question: there is nothing to relate"


@pytest.mark.parametrize(
    ("one", "two", "judged", "told"),
    [
        ("7", "7", relation(0, 1, "CLASH", conflict="VALUE"), "both give 7"),
        ("7", "6-", relation(0, 1, "CLASH", conflict="VALUE"), "7 lies within 6-"),
        ("6-", "7", relation(0, 1, "FINER"), "7 lies within 6-"),
        ("7", "6-", relation(1, 0, "FINER"), "7 lies within 6-"),
        ("7", "8", relation(0, 1, "FINER"), "7 and 8 exclude each other"),
        ("7", "8", relation(0, 1, "BESIDE"), "7 and 8 exclude each other"),
        ("7", "6-", relation(0, 1, "BESIDE"), "7 lies within 6-"),
        ("6-8", "7-9", relation(0, 1, "FINER", basis="FOLLOWS"), "their values do not tell"),
        ("7", "7", relation(0, 1, "FINER", basis="FOLLOWS"), "both give 7"),
        ("7", "8", relation(0, 1, "CLASH", conflict="VALUE"), ""),
        ("7", "6-", relation(0, 1, "FINER"), ""),
        ("7", "6-", relation(0, 1, "FINER", basis="FOLLOWS"), ""),
        ("7", "7", relation(0, 1, "FINER"), ""),
        ("7", "7", relation(0, 1, "BESIDE"), ""),
        ("7", "8", relation(0, 1, "LATER"), ""),
        ("6-8", "7-9", relation(0, 1, "CLASH", conflict="VALUE"), ""),
    ],
)
def test_what_values_speak_against_is_to_be_looked_at_again(one, two, judged, told, tmp_path):
    plan = only(tmp_path, {"a": [answers(one)], "b": [answers(two)]}, cluster(0, "a"), cluster(1, "b"), judged)
    (question,) = as_data([plan], registry_of(), LABELS)["questions"]
    assert [(again["clusters"], told in again["why"]) for again in question["look_again"]] == ([(K[:2], True)] if told else [])
    assert (proposed(plan), plan.open) == ([], []), "what is judged stands"
    assert ("look again at" in text_of([plan])) is bool(told)


def test_a_cluster_of_several_values_is_to_be_looked_at_again(tmp_path):
    plan = only(tmp_path, {"a": [answers("7")], "b": [answers("8")], "c": [answers("7")]}, cluster(0, "a", "b"))
    assert f"look again at {K[0]}: its claims do not all give one answer" in text_of([plan])
    assert len(plan.open) == 1, "the claim that has one of its values joins it not"


@pytest.mark.parametrize("flag", ["values", "finer", "conflict"])
def test_without_a_word_for_it_nothing_is_proposed(flag):
    statements = [Statement(f"{n}/{C[0]}", n, "2024-01-02", "", "SURE", (v,), (), "") for n, v in (("a", "7"), ("b", "6-"), ("c", "5"))]
    wordless = {
        "values": {"basis": {name: msgspec.structs.replace(label, values=False) for name, label in LABELS.basis.items()}},
        "finer": {"relation": {name: msgspec.structs.replace(label, finer=False) for name, label in LABELS.relation.items()}},
        "conflict": {"conflict": {name: msgspec.structs.replace(label, values=()) for name, label in LABELS.conflict.items()}},
    }
    labels = msgspec.structs.replace(LABELS, **wordless[flag])
    (plan,) = plans({("COUNT", EVENT, ""): statements}, registry_of(), labels)
    left = {"values": set(), "finer": {"CLASH"}, "conflict": {"FINER"}}[flag]
    assert {relation["type"] for relation in proposed(plan)} == left


@pytest.mark.parametrize("flag", ["finer", "later"])
def test_two_relations_cannot_have_one_meaning(flag):
    from making import EXAMPLE

    data = (EXAMPLE / "labels.toml").read_bytes() + f'\n[relation.OTHER]\ndefinition = "x"\n{flag} = true\n'.encode()
    with pytest.raises(LabelsError, match=f"only one label can have `{flag} = true`"):
        parse_labels(data)


a_statement = st.builds(
    lambda article, number, day, certainty, value: Statement(f"{article}/{C[number]}", article, day, "", certainty, value, (), ""),
    st.sampled_from("abc"),
    st.integers(0, 3),
    st.sampled_from(["2024-01-02", LATER]),
    st.sampled_from(list(LABELS.certainty)),
    st.sampled_from([(), ("6-",), ("6-8",), ("7",), ("~7",), ("9",)]),
)
some_statements = st.lists(a_statement, max_size=7, unique_by=lambda statement: statement.claim)


@given(some_statements, st.data())
def test_what_is_proposed_and_written_is_proposed_no_more(statements, data):
    """Before anything, or after some of the claims were judged to stand in clusters of their own."""
    asked = {("COUNT", EVENT, ""): statements}
    old = data.draw(st.lists(st.sampled_from(statements), unique=True, max_size=2)) if statements else []
    registry = registry_of(*(cluster(number, statement.claim) for number, statement in enumerate(old)))
    before = plans(asked, registry, LABELS)
    after = settled(registry, before, LABELS)
    written = Registry("annotations", {**registry.records, "clusters": after.clusters, "relations": after.relations})
    again = plans(asked, written, LABELS)
    assert settled(written, again, LABELS) == after
    one, two = tally(before), tally(again)
    assert (two.joined, two.alone, two.proposed, two.pairs_proposed) == (0, 0, 0, 0)
    assert (two.open, two.pairs, two.pairs_open) == (one.open, one.pairs, one.pairs_open)
    assert len(list(derived(written, LABELS))) == two.pairs_same + two.pairs_judged + two.pairs_value
    assert all(cluster_ in {group.id for plan in again for group in plan.groups} for cluster_ in written.cluster)


@given(some_statements, st.randoms())
def test_the_order_of_claims_changes_no_proposal(statements, random):
    other = list(statements)
    random.shuffle(other)
    one, two = (settled(registry_of(), plans({("COUNT", EVENT, ""): some}, registry_of(), LABELS), LABELS) for some in (statements, other))
    assert sorted(one.clusters, key=lambda entry: entry.id) == sorted(two.clusters, key=lambda entry: entry.id)
    assert sorted(map(str, one.relations)) == sorted(map(str, two.relations))
