"""Open pairs on a sheet: written, judged, taken."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from relating import ASKED, LABELS, A, B, C, Case, D, K, answers, cluster, corpus, fill, planned, registry_of, relation, statement

from steppe.relate import SheetError, dump_sheet, read_rows, sheet, tally


def claims(case):
    return sorted(entry.claims for entry in case.registry.cluster.values())


def relations(case):
    """The relations by the articles of the first claims."""
    first = {entry.id: entry.claims[0][0] for entry in case.registry.cluster.values()}
    return [(first[entry.a], entry.type, first[entry.b], entry.conflict, entry.basis) for entry in case.registry.relations]


def test_a_row_has_what_a_reader_judges_by():
    case = Case([statement("a", "7"), statement("b", "8", day="2024-01-03")])
    (row,) = case.rows
    (line,) = dump_sheet(case.rows).decode().splitlines()
    assert list(json.loads(line)) == list(row.__struct_fields__)
    assert (row.number, row.facet, row.event, row.subject, row.about) == (1, *ASKED, "Ann is fired")
    assert (row.suggests, row.relation, row.conflict, row.of) == (("CLASH", "LATER", "BESIDE"), "", "", "a")
    assert row.why == "7 and 8 exclude each other; published 2024-01-02 and 2024-01-03"
    (told,) = row.b_claims
    assert (told.claim, told.canonical, told.source, told.values) == (f"b/{C[0]}", "So says b.", "Bo", ("8",))


def test_a_sheet_that_is_written_is_read_as_it_was():
    rows = Case([A, B, D]).rows
    assert [row for _, row in read_rows(dump_sheet(rows))] == rows
    assert [line for line, _ in read_rows(b"\n" + dump_sheet(rows[:1]) + b"\n\n" + dump_sheet(rows[1:2]))] == [2, 5]


def test_a_sheet_that_nobody_filled_decides_nothing():
    case = Case([A, B, D])
    assert case.decided(case.rows) == []
    assert tally(case.after(case.rows).plans).open == 3


@pytest.mark.parametrize(
    ("relation_", "of", "expected"),
    [("LATER", "a", ("a", "b")), ("LATER", "b", ("b", "a")), ("FINER", "b", ("b", "a"))],
)
def test_a_relation_goes_from_the_cluster_that_it_is_of(relation_, of, expected):
    case = Case([A, B])
    done = case.after([fill(case.rows[0], relation_, of=of)])
    assert relations(done) == [(expected[0], relation_, expected[1], "", "")]
    assert done.rows == []


def test_the_ends_of_a_symmetric_relation_are_in_order():
    case = Case([A, B])
    for of in "ab":
        done = case.after([fill(case.rows[0], "CLASH", "DENIAL", of=of)])
        (entry,) = done.registry.relations
        assert (entry.a, entry.b) == tuple(sorted(done.registry.cluster))
        assert (entry.type, entry.conflict, entry.basis) == ("CLASH", "DENIAL", ""), "judged, which is the default"


def test_what_a_reader_calls_the_same_becomes_one_cluster():
    case = Case([A, B, D])
    ab, ad, _ = case.rows
    assert claims(case.after([fill(ab, "SAME")])) == [(A.claim, B.claim), (D.claim,)]
    assert claims(case.after([fill(ab, "SAME"), fill(ad, "SAME")])) == [(A.claim, B.claim, D.claim)]


def test_the_cluster_that_was_there_gives_its_id_and_takes_its_relations_along():
    case = Case([A, B, D], cluster(0, "b"), cluster(1, "d"), relation(0, 1, "LATER"))
    row = next(row for row in case.rows if {told.claim for told in (*row.a_claims, *row.b_claims)} == {A.claim, B.claim})
    done = case.after([fill(row, "SAME")])
    assert done.registry.cluster[K[0]].claims == (A.claim, B.claim)
    assert [(entry.a, entry.type, entry.b) for entry in done.registry.relations] == [(K[0], "LATER", K[1])]
    assert tally(done.plans).open == 0, "the relation holds for the claim that joined"


def test_of_two_clusters_that_were_there_the_first_stays():
    case = Case([A, B, D], cluster(0, "a"), cluster(1, "b"), cluster(2, "d"), relation(1, 2, "LATER"))
    row = next(row for row in case.rows if {row.a, row.b} == set(K[:2]))
    done = case.after([fill(row, "SAME")])
    assert sorted(done.registry.cluster) == [K[0], K[2]]
    assert [(entry.a, entry.b) for entry in done.registry.relations] == [(K[0], K[2])]


def test_a_relation_that_two_joined_clusters_both_had_stands_once_and_as_judged():
    entries = (cluster(0, "a"), cluster(1, "b"), cluster(2, "d"), relation(0, 2, "FINER", basis="FOLLOWS"), relation(1, 2, "FINER"))
    case = Case([A, B, D], *entries)
    done = case.after([fill(case.rows[0], "SAME")])
    assert [msgspec.to_builtins(entry) for entry in done.registry.relations] == [relation(0, 2, "FINER")]


def test_a_sheet_can_be_taken_twice():
    case = Case([A, B, D])
    rows = [fill(case.rows[0], "SAME"), fill(case.rows[1], "LATER")]
    once = case.after(rows)
    assert once.after(rows).registry.records == once.registry.records


def test_a_sheet_goes_by_its_claims_where_clusters_have_become_others():
    """The cluster of a joins that of b, whose id is the one that there was; then b with d is judged on the sheet from before."""
    case = Case([A, B, D], cluster(0, "b"))
    rows = {"".join(sorted(told.claim[0] for told in (*row.a_claims, *row.b_claims))): row for row in case.rows}
    once = case.after([fill(rows["ab"], "SAME")])
    assert [row.a in once.registry.cluster for row in (rows["ad"], rows["bd"])] == [False, True]
    done = once.after([fill(rows["ab"], "SAME"), fill(rows["ad"], "LATER")])
    assert relations(done) == [("a", "LATER", "d", "", "")]
    assert [(entry.a, tally(done.plans).open) for entry in done.registry.relations] == [(K[0], 0)]


@given(st.lists(st.sampled_from(["", "SAME", "LATER", "FINER", "BESIDE"]), min_size=6, max_size=6), st.integers(0, 2))
def test_a_sheet_is_taken_whole_or_not_at_all(filled, old):
    """Four claims without values, some of them in clusters already: six pairs, judged in any way."""
    four = [statement(name) for name in "abdf"]
    case = Case(four, *(cluster(number, one.article) for number, one in enumerate(four[:old])))
    rows = [fill(row, relation_) for row, relation_ in zip(case.rows, filled, strict=True)]
    try:
        done = case.after(rows)
    except SheetError:
        return
    assert sorted(claim for entry in claims(done) for claim in entry) == [one.claim for one in four], "each stands in one cluster"
    home = {claim: entry.id for entry in done.registry.cluster.values() for claim in entry.claims}
    related = {frozenset((entry.a, entry.b)): entry.type for entry in done.registry.relations}
    assert len(related) == len(done.registry.relations), "no pair has two relations"
    assert all(end in done.registry.cluster for entry in done.registry.relations for end in (entry.a, entry.b))
    for row, relation_ in zip(rows, filled, strict=True):
        ends = frozenset((home[row.a_claims[0].claim], home[row.b_claims[0].claim]))
        if relation_:
            assert (LABELS.same if len(ends) == 1 else related[ends]) == relation_


def test_a_sheet_of_a_corpus_is_the_same_each_time(tmp_path):
    found = planned(corpus(tmp_path, {"a": [answers()], "b": [answers()]}))
    registry = registry_of()
    assert dump_sheet(sheet(found, registry, LABELS)) == dump_sheet(sheet(planned(tmp_path), registry, LABELS))
