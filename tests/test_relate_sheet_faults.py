"""Lines of a judged sheet that cannot be taken: each is told, and nothing is done."""

import msgspec
import pytest
from relating import A, B, Case, D, K, cluster, fill, relation, statement

from steppe.relate import SheetError, dump_sheet, read_rows


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"relation": "UNHEARD"}, "relation is 'UNHEARD'; it should be one of SAME, CLASH, LATER, FINER, BESIDE"),
        ({"relation": "CLASH"}, "conflict of CLASH is ''; it should be one of VALUE, DENIAL"),
        ({"relation": "CLASH", "conflict": "UNHEARD"}, "conflict of CLASH is 'UNHEARD'; it should be one of VALUE, DENIAL"),
        ({"relation": "LATER", "conflict": "VALUE"}, "conflict is 'VALUE'; a LATER should have none"),
        ({"conflict": "VALUE"}, "conflict is 'VALUE', and there is no relation; give both or none"),
    ],
    ids=["relation", "no-conflict", "conflict", "a-conflict-too-many", "conflict-alone"],
)
def test_what_cannot_be_taken_is_told_with_its_line(change, message):
    case = Case([A, B, D])
    rows = [case.rows[0], msgspec.structs.replace(case.rows[1], **change)]
    assert case.faults(rows) == [f"line 2: {message}"]


def test_all_faults_of_a_sheet_are_told():
    case = Case([A, B, D])
    assert [fault[:7] for fault in case.faults([fill(row, "UNHEARD") for row in case.rows])] == ["line 1:", "line 2:", "line 3:"]


def test_a_pair_that_is_judged_is_not_judged_again():
    case = Case([A, B], cluster(0, "a"), cluster(1, "b"))
    (row,) = case.rows
    judged = Case([A, B], cluster(0, "a"), cluster(1, "b"), relation(1, 0, "LATER"))
    assert judged.faults([fill(row, "BESIDE")]) == [f"line 1: {K[1]} is LATER of {K[0]} already; change it there"]
    assert judged.faults([fill(row, "LATER")]) == [f"line 1: {K[1]} is LATER of {K[0]} already; change it there"], "the other way round"
    assert judged.decided([fill(row, "LATER", of="b")]) == [], "it says the same"


def test_a_pair_stands_on_a_sheet_once():
    case = Case([A, B])
    (row,) = case.rows
    turned = fill(row, "LATER", a=row.b, b=row.a, a_claims=row.b_claims, b_claims=row.a_claims)
    assert case.faults([fill(row, "BESIDE"), turned]) == [f"line 2: {row.b} and {row.a} stand in line 1 already; keep one of the two"]


def test_clusters_of_one_article_are_no_pair():
    case = Case([A, statement("a", number=1), B])
    (one, row) = case.rows
    both = fill(row, "LATER", b=one.a, b_claims=one.a_claims)
    assert case.faults([both]) == [f"line 1: {row.a} and {one.a} are no pair to judge: they are one cluster, or stand in one article"]


def test_claims_that_stand_apart_are_no_side_of_a_row():
    case = Case([A, B, D])
    ab, ad, bd = case.rows
    both = fill(ab, "LATER", a_claims=(*ab.a_claims, *ad.b_claims))
    assert case.faults([both]) == [
        f"line 1: the claims of '{ab.a}' do not stand together in a cluster of this question; write the sheet anew"
    ]
    gone = fill(ab, "LATER", b_claims=tuple(msgspec.structs.replace(told, claim="x/c-222222") for told in ab.b_claims))
    assert case.faults([gone]) == [
        f"line 1: the claims of '{ab.b}' do not stand together in a cluster of this question; write the sheet anew"
    ]
    assert case.faults([fill(ab, "LATER", a=bd.b)]) == [
        f"line 1: the claims that the row gives for {bd.b} stand in {ab.a}; write the sheet anew"
    ]
    assert len(case.faults([fill(ab, "LATER", event="v-999999")])) == 1
    assert len(case.faults([fill(ab, "LATER", a_claims=())])) == 1


def test_clusters_of_different_values_do_not_become_one():
    case = Case([statement("a", "6-8"), statement("b", "7-9")])
    (row,) = case.rows
    assert case.faults([fill(row, "SAME")]) == [
        f"line 1: {row.a} and {row.b} would be one cluster, and give different values; a cluster has one"
    ]


def test_what_is_related_does_not_become_one_by_way_of_a_third():
    case = Case([A, B, D])
    ab, ad, bd = case.rows
    assert case.faults([fill(ab, "SAME"), fill(ad, "SAME"), fill(bd, "LATER")]) == [
        f"line 1: {bd.a} and {bd.b} would be one cluster, and one is LATER of the other"
    ]


def test_what_is_related_differently_to_a_third_does_not_become_one():
    case = Case([A, B, D])
    ab, ad, bd = case.rows
    one, two = sorted((ab.a, ad.b))
    assert case.faults([fill(ab, "SAME"), fill(ad, "LATER"), fill(bd, "BESIDE")]) == [
        f"line 1: by what is joined there would be {ab.a} LATER {ad.b} and {one} BESIDE {two}; two clusters have one relation"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: Input data was truncated"),
        (b"[]", "line 2: Expected `object`, got `array`"),
        (b'{"number":1}', "line 2: Object missing required field `facet`"),
        (b'\xff{"number":1}', "line 2:"),
        (b"[" * 5000, "line 2:"),
    ],
    ids=["cut", "array", "field", "bytes", "deep"],
)
def test_what_is_no_row_is_told_with_its_line(line, message):
    row = dump_sheet(Case([A, B]).rows)
    with pytest.raises(SheetError) as caught:
        read_rows(row + line + b"\n" + row)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_key_that_no_row_has_is_told():
    row = dump_sheet(Case([A, B]).rows).replace(b'"relation":""', b'"realtion":"LATER"')
    with pytest.raises(SheetError, match="line 1: Object contains unknown field `realtion`"):
        read_rows(row)
