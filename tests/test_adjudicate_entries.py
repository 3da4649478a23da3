"""Which entries of two passes are one, and which entry of gold they are."""

import msgspec
import pytest
from adjudicating import LABELS, document_of, registry_of
from making import article_of, ident, records_of

from steppe.adjudicate import AdjudicationError, Party, mapping, proposed
from steppe.adjudicate.sheet import Row
from steppe.adjudicate.take import taken_entries
from steppe.model import Decision
from steppe.store import Registry

TEXT = "Ann Bo Cy Di Ed Fe"
NONE = Party("gold", Registry("annotations"), {})


def party(name, entries, refers, article="open-acme"):
    """An annotator whose nth word is a mention of the entry of that letter, and whose entries are ``id: name`` or ``id: type name``.

    ``refers`` is a string of letters, a word each; the entry of letter x is ``e-x`` and the annotator's name.
    """
    marks = []
    for number, letter in enumerate(refers):
        start = TEXT.index(TEXT.split()[number])
        if letter != " ":
            of = {"start": start, "end": start + 2, "quote": TEXT[start : start + 2], "refers_to": f"e-{letter}-{name}"}
            marks.append({"kind": "mention", "id": ident("m", number), "type": "Person", **of})
    there = [
        {"kind": "entity", "id": f"e-{letter}-{name}", "type": "Person", "name": f"{letter} of {name}", **more}
        for letter, more in entries.items()
    ]
    document = document_of(records_of([article_of(TEXT, article), *marks]), name, TEXT)
    needed = {f"e-{letter}-{name}" for letter in entries}
    return Party(name, registry_of(there) if there else Registry("x"), {article: document}, needed)


def golden(entries, refers):
    """Gold, of one article."""
    return party("gold", entries, refers)


def said(decisions):
    """What decisions say: the entries of both passes, that of gold, and the verdict."""
    return {("".join((*one.first, "+", *one.second)), one.gold[0], one.verdict) for one in decisions}


def test_entries_that_share_marks_are_one_whatever_they_are_called():
    """Words 1 and 2 are x for ann and y for bo; word 3 is z for ann alone, and enters as ann has it."""
    decisions = proposed(party("ann", {"x": {}, "z": {}}, "xxz"), party("bo", {"y": {}}, "yy "), NONE, [], LABELS)
    assert said(decisions) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST"), ("ann/e-z-ann+", "e-z-ann", "FIRST")}


def test_an_entry_of_the_second_alone_enters_as_the_second_has_it():
    decisions = proposed(party("ann", {}, ""), party("bo", {"y": {}}, "y"), NONE, [], LABELS)
    assert said(decisions) == {("+bo/e-y-bo", "e-y-bo", "SECOND")}


def test_the_entry_of_gold_is_the_one_that_shares_the_most_marks():
    """Of words 1 to 3, gold has a, a and b, and both annotators have one entry: 4 marks are shared with a, 2 with b."""
    decisions = proposed(party("ann", {"x": {}}, "xxx"), party("bo", {"y": {}}, "yyy"), golden({"a": {}, "b": {}}, "aab"), [], LABELS)
    assert said(decisions) == {("ann/e-x-ann+bo/e-y-bo", "e-a-gold", "FIRST")}


def test_of_two_that_share_as_many_none_is_taken_for_granted():
    (decision,) = proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}}, "yy"), golden({"a": {}, "b": {}}, "ab"), [], LABELS)
    assert decision.verdict == ""
    assert decision.note in ("it shares 2 marks with e-a-gold (a of gold) of gold", "it shares 2 marks with e-b-gold (b of gold) of gold")
    assert decision.note[22:] != decision.gold[0]


def test_of_two_that_share_as_many_the_name_tells_which():
    entries = {"a": {"name": "X OF ANN"}, "b": {}}
    (decision,) = proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}}, "yy"), golden(entries, "ab"), [], LABELS)
    assert (decision.gold, decision.verdict) == (("e-a-gold",), "FIRST")


def test_an_entry_that_one_pass_splits_is_one_of_gold_and_one_new():
    """Bo has two entries for ann's one: the one that shares more marks is ann's, the other is told apart by its marks, one by one."""
    decisions = proposed(party("ann", {"x": {}}, "xxx"), party("bo", {"y": {}, "z": {}}, "yyz"), NONE, [], LABELS)
    assert said(decisions) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST"), ("+bo/e-z-bo", "e-z-bo", "SECOND")}


def test_two_candidates_in_the_other_pass_leave_it_open():
    """Of ann's one entry, bo has one mark as y and one as z."""
    decisions = proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}, "z": {}}, "yz"), NONE, [], LABELS)
    (left,) = [one for one in decisions if not one.verdict]
    assert left.note in (
        "e-y-bo (y of bo) of the second pass shares as many marks: 1",
        "e-z-bo (z of bo) of the second pass shares as many marks: 1",
    )


def test_without_marks_in_common_entries_are_one_by_name_and_type():
    same = {"name": "The group"}
    decisions = proposed(party("ann", {"x": same}, ""), party("bo", {"y": {"name": "the GROUP"}}, ""), NONE, [], LABELS)
    assert said(decisions) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST")}
    firm = {"name": "the GROUP", "type": "Firm"}
    decisions = proposed(party("ann", {"x": same}, ""), party("bo", {"y": firm}, ""), NONE, [], LABELS)
    assert said(decisions) == {("ann/e-x-ann+", "e-x-ann", "FIRST"), ("+bo/e-y-bo", "e-y-bo", "SECOND")}


def test_what_is_recorded_stands_against_what_is_marked():
    """Ann's x is recorded as gold's b, and shares its marks with a."""
    recorded = Decision(id="d-222222", layer="entity", first=("ann/e-x-ann",), second=("bo/e-y-bo",), gold=("e-b-gold",), verdict="OTHER")
    found = proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}}, "yy"), golden({"a": {}, "b": {}}, "aa"), [recorded], LABELS)
    assert found == [recorded]


def test_an_entry_that_was_recorded_alone_finds_its_like_when_that_is_marked():
    alone = proposed(party("ann", {"x": {}}, "xx"), party("bo", {}, ""), NONE, [], LABELS)
    found = proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}}, "yy"), NONE, alone, LABELS)
    assert said(found) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST")}


def test_entries_that_were_parted_stay_parted():
    """Ann's x and bo's y share their marks, and are recorded as two."""
    recorded = [
        Decision(id="d-222222", layer="entity", first=("ann/e-x-ann",), gold=("e-x-ann",), verdict="FIRST"),
        Decision(id="d-222223", layer="entity", second=("bo/e-y-bo",), gold=("e-y-bo",), verdict="SECOND"),
    ]
    assert proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}}, "yy"), NONE, recorded, LABELS) == recorded


def test_an_entry_whose_place_is_taken_enters_on_its_own():
    """Bo's y is recorded as ann's x, and z, which came later, shares more marks with x: it is none of gold's all the same."""
    both = Decision(id="d-222222", layer="entity", first=("ann/e-x-ann",), second=("bo/e-y-bo",), gold=("e-x-ann",), verdict="FIRST")
    found = proposed(party("ann", {"x": {}}, "xxx"), party("bo", {"y": {}, "z": {}}, "yzz"), NONE, [both], LABELS)
    assert said(found) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST"), ("+bo/e-z-bo", "e-z-bo", "SECOND")}


def test_an_entry_that_gold_has_by_its_id_is_that_one():
    """Gold has no article yet, but an entry that was taken over from ann under another name."""
    there = Registry("annotations", {"entities": records_of([{"kind": "entity", "id": "e-x-ann", "type": "Person", "name": "Xenia"}])})
    found = proposed(party("ann", {"x": {}}, "x"), party("bo", {"y": {}}, "y"), Party("gold", there, {}), [], LABELS)
    assert said(found) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST")}


def test_two_entries_of_one_id_that_are_not_one_get_two_ids():
    one = Decision(id="d-222222", layer="entity", first=("ann/e-222222",), second=("bo/e-222222",), gold=("e-222222",))
    row = Row(id=one.id, layer="entity", gold="e-222222", verdict="BOTH")
    first, second = taken_entries([(1, row)], [one], Registry("annotations"), LABELS)
    assert (first.first, first.second, first.gold, first.verdict) == (("ann/e-222222",), (), ("e-222222",), "FIRST")
    assert (second.first, second.second, second.verdict) == ((), ("bo/e-222222",), "SECOND")
    assert second.gold != first.gold


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "NEITHER"}, "verdict is NEITHER; an entry to which marks refer cannot be left out"),
        ({"verdict": "SECOND"}, "verdict is SECOND, and the second pass has no such entry"),
        ({"verdict": "BOTH"}, "verdict is BOTH, and the second pass has no such entry"),
        ({"verdict": "FIRST", "gold": "e-333333"}, "gold is 'e-333333', which is no entry of annotations/entities.jsonl"),
        ({"verdict": "FIRST", "id": "d-333333"}, "there is no such decision about an entry"),
    ],
)
def test_a_row_about_an_entry_that_cannot_be_taken_is_named(change, says):
    one = Decision(id="d-222222", layer="entity", first=("ann/e-222222",), gold=("e-222222",))
    row = msgspec.structs.replace(Row(id=one.id, layer="entity", gold="e-222222", verdict="FIRST"), **change)
    with pytest.raises(AdjudicationError, match=f"^line 7: {row.id}: {says}"):
        taken_entries([(7, row)], [one], Registry("annotations"), LABELS)


def test_a_third_annotator_comes_to_the_entry_that_the_others_have():
    """Bo's y is gold's e-x-ann since ann and bo were compared; cy's w shares its marks with y."""
    before = proposed(party("ann", {"x": {}}, "xx"), party("bo", {"y": {}}, "yy"), NONE, [], LABELS)
    found = proposed(party("bo", {"y": {}}, "yy"), party("cy", {"w": {}}, "ww"), NONE, before, LABELS)
    assert said(found) == {("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST"), ("bo/e-y-bo+cy/e-w-cy", "e-x-ann", "FIRST")}
    assert mapping(found, "cy", "bo").first == {"e-w-cy": "e-x-ann"}


def test_a_proposal_that_is_open_is_made_anew():
    """With another mark of its own, y is what x is, and nothing is open any more."""
    first, second = party("ann", {"x": {}}, "xx"), party("bo", {"y": {}, "z": {}}, "yz")
    before = proposed(first, second, NONE, [], LABELS)
    assert [one for one in before if not one.verdict]
    after = proposed(party("ann", {"x": {}}, "xxx"), party("bo", {"y": {}, "z": {}}, "yzy"), NONE, before, LABELS)
    assert ("ann/e-x-ann+bo/e-y-bo", "e-x-ann", "FIRST") in said(after)
    assert not [one for one in after if not one.verdict]


def test_the_same_entry_cannot_be_two_of_gold():
    one = Decision(id="d-222222", layer="entity", first=("ann/e-x-ann",), gold=("e-222222",), verdict="FIRST")
    with pytest.raises(AdjudicationError, match="d-222223: ann/e-x-ann is e-222223, and e-222222 by another decision"):
        mapping([one, msgspec.structs.replace(one, id="d-222223", gold=("e-222223",))], "ann", "bo")
    with pytest.raises(AdjudicationError, match="ann/e-x-ann is 0 entries of gold; it should be one"):
        mapping([msgspec.structs.replace(one, gold=())], "ann", "bo")


def test_ids_follow_from_what_is_decided():
    """The same passes give the same ids, and another pair another."""
    ids = [
        [one.id for one in proposed(party("ann", {"x": {}}, "x"), party(who, {"y": {}}, "y"), NONE, [], LABELS)]
        for who in ("bo", "bo", "cy")
    ]
    assert ids[0] == ids[1] != ids[2]
