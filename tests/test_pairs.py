"""Pairs of claims that follow from clusters and relations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relating import EVENT, LABELS, C, cluster, registry_of, relation

from steppe.pairs import ClaimPair, article_of, derived, question_of


def found(*entries):
    return list(derived(registry_of(*entries), LABELS))


def sides(*entries):
    return [(pair.a, pair.b) for pair in found(*entries)]


def test_claims_of_one_cluster_are_the_same_answer():
    assert found(cluster(0, "b", "a")) == [
        ClaimPair("COUNT", EVENT, "", f"a/{C[0]}", f"b/{C[0]}", relation="SAME", conflict="", basis="JUDGED")
    ]


def test_claims_of_related_clusters_stand_as_these_do():
    (pair,) = found(cluster(0, "b"), cluster(1, "a"), relation(0, 1, "CLASH", conflict="VALUE", basis="FOLLOWS"))
    assert (pair.relation, pair.conflict, pair.basis) == ("CLASH", "VALUE", "FOLLOWS")
    assert (pair.question, pair.a, pair.b) == (("COUNT", EVENT, ""), f"a/{C[0]}", f"b/{C[0]}"), "no direction: in the order of names"


def test_a_relation_with_a_direction_keeps_it():
    assert sides(cluster(0, "b"), cluster(1, "a"), relation(0, 1, "LATER")) == [(f"b/{C[0]}", f"a/{C[0]}")]
    assert sides(cluster(0, "b"), cluster(1, "a"), relation(1, 0, "LATER")) == [(f"a/{C[0]}", f"b/{C[0]}")]


def test_claims_of_one_article_make_no_pair():
    here = cluster(0, f"a/{C[0]}", f"a/{C[1]}", f"b/{C[0]}")
    assert sides(here) == [(f"a/{C[0]}", f"b/{C[0]}"), (f"a/{C[1]}", f"b/{C[0]}")]
    assert sides(cluster(0, f"a/{C[0]}"), cluster(1, f"a/{C[1]}"), relation(0, 1)) == []


@pytest.mark.parametrize("lost", [relation(0, 5), relation(5, 0), relation(0, 1, "UNHEARD")], ids=["second", "first", "type"])
def test_what_the_registry_lacks_makes_no_pair_and_no_error(lost):
    pairs = found(cluster(0, "b"), cluster(1, "a"), lost)
    assert [(pair.a, pair.relation) for pair in pairs] == ([(f"b/{C[0]}", "UNHEARD")] if lost["type"] == "UNHEARD" else [])


@given(st.lists(st.sampled_from("abcd"), unique=True, min_size=2), st.randoms())
def test_the_order_in_a_cluster_does_not_matter(names, random):
    other = list(names)
    random.shuffle(other)
    assert sorted(sides(cluster(0, *names))) == sorted(sides(cluster(0, *other)))
    assert len(sides(cluster(0, *names))) == len(names) * (len(names) - 1) // 2


@given(st.booleans(), st.sampled_from(["SAME", "CLASH", "BESIDE"]))
def test_a_symmetric_relation_says_the_same_from_either_end(turned, type_):
    ends = (1, 0) if turned else (0, 1)
    of_cluster, *of_relation = sides(cluster(0, "a", "c"), cluster(1, "b"), relation(*ends, type_))
    assert of_cluster == (f"a/{C[0]}", f"c/{C[0]}")
    assert sorted(of_relation) == [(f"a/{C[0]}", f"b/{C[0]}"), (f"b/{C[0]}", f"c/{C[0]}")]


def test_the_question_and_the_article_are_read_off():
    entries = registry_of(cluster(0, "a"))
    assert question_of(entries.records["clusters"][0]) == ("COUNT", EVENT, "")
    assert article_of("a-b/c-222222") == "a-b"
