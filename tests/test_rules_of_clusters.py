"""Rules of clusters and relations: what answers one question is compared, once, and truly."""

import pytest
from invented import claim
from making import TEXT, article_of, findings, ident, make

EVENT = {"kind": "event", "id": "v-222222", "type": "Dismissal", "name": "Ann is fired", "incident": "acme"}
SPANS = [{"start": 0, "end": end, "quote": TEXT[:end]} for end in (14, 10, 4)]
C = [ident("c", number) for number in range(4)]
K = [ident("k", number) for number in range(4)]


def answer(value, facet="NOTE", **more):
    return {"facet": facet, "event": "v-222222", "values": [value], **more}


def article(name, *answers, **more):
    """An article with a claim for each group of answers."""
    claims = [
        claim(number, [SPANS[number]], answers=given, canonical=f"So it is {number}.", **more) for number, given in enumerate(answers)
    ]
    return name, [article_of(TEXT, name), *claims]


def cluster(number, *claims, facet="NOTE", event="v-222222", **more):
    return {"kind": "cluster", "id": K[number], "facet": facet, "event": event, "claims": list(claims), **more}


def relation(a, b, type_="CLASH", **more):
    given = {"conflict": "VALUE"} if type_ == "CLASH" else {}
    return {"kind": "relation", "type": type_, "a": K[a], "b": K[b], **given, **more}


def told(tmp_path, articles, *registry):
    """What is found: code, file, mark."""
    root = tmp_path / "c"
    for number, (name, records) in enumerate(articles):
        make(root, TEXT, [*records, *([] if number else [EVENT, *registry])], name)
    return [(finding.code, finding.file.removeprefix("annotations/"), finding.mark) for finding in findings(root)]


A, B = article("a", [answer("x")]), article("b", [answer("y")])
ONE, TWO = cluster(0, f"a/{C[0]}"), cluster(1, f"b/{C[0]}")


def test_what_two_articles_answer_is_clustered_and_related(tmp_path):
    assert told(tmp_path / "no-clusters", [A, B]) == []
    assert told(tmp_path / "unclustered", [A, B], ONE) == [("X612", "gold/b.jsonl", C[0])]
    assert told(tmp_path / "unrelated", [A, B], ONE, TWO) == [("X612", "clusters.jsonl", K[1])]
    assert told(tmp_path / "related", [A, B], ONE, TWO, relation(0, 1)) == []
    assert told(tmp_path / "the-other-way", [A, B], ONE, TWO, relation(1, 0, "LATER")) == []


def test_what_one_article_answers_need_not_be_related(tmp_path):
    both = article("a", [answer("x")], [answer("y")])
    other = article("b", [answer("z", "WAY") | {"values": ["by z"]}])
    assert told(tmp_path / "alone", [both, other], ONE) == []
    clusters = [ONE, cluster(1, f"a/{C[1]}"), cluster(2, f"b/{C[0]}")]
    found = told(tmp_path / "with-another", [both, B], *clusters, relation(0, 2))
    assert found == [("X612", "clusters.jsonl", K[2])], "the two of one article are not told"


def test_of_many_unrelated_clusters_each_is_told_once(tmp_path):
    articles = [article(name, [answer(name)]) for name in "abcd"]
    clusters = [cluster(number, f"{name}/{C[0]}") for number, name in enumerate("abcd")]
    assert told(tmp_path, articles, *clusters) == [("X612", "clusters.jsonl", mark) for mark in K[1:]]


@pytest.mark.parametrize(
    ("key", "value"), [("facet", "REMARK"), ("event", "v-333333"), ("event", "")], ids=["facet", "event", "about-nothing"]
)
def test_a_relation_is_of_one_question(key, value, tmp_path):
    events = [EVENT | {"id": "v-333333", "name": "she goes"}, EVENT | {"id": "v-444444", "name": "she packs", "subevent_of": ["v-333333"]}]
    also = article("a", [answer("x"), {"facet": "DAY", "event": "v-444444", "values": ["2024"]}])
    found = told(tmp_path, [also], cluster(0), cluster(1, **{key: value}), relation(0, 1), *events)
    assert found == [("X609", "relations.jsonl", "relation")]


def test_a_claim_stands_in_one_cluster_of_a_question(tmp_path):
    twice = cluster(0, f"a/{C[0]}", f"a/{C[0]}")
    assert told(tmp_path / "twice", [A], twice) == [("X610", "clusters.jsonl", K[0])]
    assert told(tmp_path / "in-two", [A], ONE, cluster(1, f"a/{C[0]}")) == [("X610", "clusters.jsonl", K[1])]
    two = article("a", [answer("x"), answer("by y", "WAY")])
    assert told(tmp_path / "of-two-questions", [two], ONE, cluster(1, f"a/{C[0]}", facet="WAY")) == []


@pytest.mark.parametrize(
    ("relations", "number"),
    [
        ([relation(0, 1), relation(0, 1, "LATER")], 1),
        ([relation(0, 1), relation(1, 0)], 1),
        ([relation(0, 1, conflict="")], 1),
        ([relation(0, 1, "LATER", conflict="VALUE")], 1),
        ([relation(0, 1, "LATER")], 0),
    ],
    ids=["two-types", "both-ways", "no-conflict", "a-conflict-too-many", "sound"],
)
def test_two_clusters_have_one_relation_in_its_form(relations, number, tmp_path):
    assert told(tmp_path, [A, B], ONE, TWO, *relations) == [("X613", "relations.jsonl", "relation")] * number


@pytest.mark.parametrize(
    ("facet", "one", "two", "differ"),
    [
        ("NOTE", ["x"], ["y"], True),
        ("NOTE", ["x"], [], False),
        ("NOTE", ["x", "y"], ["y", "x"], False),
        ("COUNT", ["100"], ["~100"], False),
        ("COUNT", ["6-"], ["6"], True),
        ("DAY", ["2024"], ["2024-01"], True),
    ],
)
def test_claims_of_a_cluster_say_the_same(facet, one, two, differ, tmp_path):
    articles = [article(name, [answer("", facet) | {"values": values}]) for name, values in (("a", one), ("b", two))]
    found = told(tmp_path, articles, cluster(0, f"a/{C[0]}", f"b/{C[0]}", facet=facet))
    assert [row for row in found if row[0][0] == "X"] == [("X614", "clusters.jsonl", K[0])] * differ


def conflicting(one, two, *more, **certainty):
    return [article("a", [answer("x"), *one]), article("b", [answer("y"), *two], **certainty)], [ONE, TWO, relation(0, 1), *more]


DAYS = [answer("2024-01-01", "DAY")], [answer("2024-01-02", "DAY")]
DATED = [cluster(2, f"a/{C[0]}", facet="DAY"), cluster(3, f"b/{C[0]}", facet="DAY")]


@pytest.mark.parametrize(
    ("articles", "registry", "baseless"),
    [
        ([A, B], [ONE, TWO, relation(0, 1)], False),
        ([A, article("b", [answer("x")])], [ONE, TWO, relation(0, 1)], True),
        ([A, article("b", [answer("x")], certainty="OPEN")], [ONE, TWO, relation(0, 1)], False),
        (*conflicting(*DAYS, *DATED, relation(2, 3, "LATER")), True),
        (*conflicting(*DAYS, *DATED, relation(2, 3)), False),
        (*conflicting(DAYS[0], [answer("2024-01", "DAY")], *DATED, relation(2, 3, "LATER")), False),
        ([A, article("b", [answer("x") | {"values": []}])], [ONE, TWO, relation(0, 1, basis="FOLLOWS")], True),
        ([A, B], [ONE, TWO, relation(0, 1, basis="FOLLOWS")], False),
    ],
    ids=[
        "two-values",
        "one-value",
        "one-value-and-two-certainties",
        "two-days",
        "two-days-of-which-one-is-wrong",
        "a-day-and-its-month",
        "follows-from-nothing",
        "follows-from-two-values",
    ],
)
def test_a_relation_has_its_ground_in_the_claims(articles, registry, baseless, tmp_path):
    found = [row for row in told(tmp_path, articles, *registry) if row[0][0] == "X"]
    assert found == [("X616", "relations.jsonl", "relation")] * baseless
