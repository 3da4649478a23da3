"""Two passes over an article: what is agreed, and what is to be decided."""

import msgspec
import pytest
from adjudicating import (
    AT,
    BASE,
    FIRST,
    HEADER,
    LABELS,
    C,
    M,
    T,
    always,
    disagreed,
    document_of,
    draft_of,
    edited,
    ids,
    marked,
    replayed,
    told,
)
from invented import ACME, ANN, BO, FIRED, FIRING, Sketch, claim
from making import article_of

from steppe.adjudicate import AdjudicationError, Mapping, refreshed, replay
from steppe.model import Article, Claim, Link
from steppe.store import Document
from steppe.store.form import ARTICLE, dump, parse


def test_each_layer_says_in_what_the_passes_differ():
    """One change in each of eight marks: each is told with its kind, and with what each side has."""
    second = edited(
        BASE,
        z_222223={"sentences": [], "type": "Story"},
        m_222222={"level": "NOM"},
        m_222224={"value": "2024-01-08"},
        m_222226={"refers_to": BO},
        t_222223={"polarity": "POS"},
        c_222222={"certainty": "LIKELY"},
        c_222223={"answers": [{"facet": "COUNT", "event": FIRED, "values": ["7"]}]},
        c_222224={"via": []},
    )
    found = {ids(one)[0][0]: (one.layer, told(one)) for one in disagreed(second)}
    assert found == {
        "z-222223": ("zone", [("sentences", "a sentence begins at 'She left with 7'", "no other sentence")]),
        "m-222222": ("mention", [("level", "NAM", "NOM")]),
        "m-222224": ("mention", [("value", "2024-01-01", "2024-01-08")]),
        "m-222226": ("mention", [("reference", "Ann", "Bo")]),
        "t-222223": ("trigger", [("polarity", "NEG", "POS")]),
        "c-222222": ("claim", [("certainty", "SURE by SURE", "LIKELY by SURE")]),
        "c-222223": ("claim", [("value", "COUNT of Ann is fired: 6-", "COUNT of Ann is fired: 7")]),
        "c-222224": ("claim", [("via", "none 'likely'", "none")]),
    }


def test_arguments_differ_in_role_or_in_filler_or_one_side_lacks_them():
    """Ann is Thief and not Dismissed; the Boss is Bo and not Acme; there is no Date."""
    arguments = [{"role": "Boss", "filler": M[3]}, {"role": "Thief", "filler": M[1]}]
    (one,) = disagreed(edited(BASE, t_222222={"arguments": arguments}))
    assert told(one) == [
        ("role", "Dismissed 'Ann'", "Thief 'Ann'"),
        ("filler", "Boss 'Acme'", "Boss 'Bo'"),
        ("argument", "Date 'Monday'", "no Date"),
    ]


def test_a_default_that_is_written_out_is_no_difference():
    """POS and REAL are the defaults of polarity and modality."""
    assert disagreed(edited(BASE, t_222222={"polarity": "POS", "modality": "REAL"})) == ()


def test_words_of_ones_own_are_no_difference_and_those_of_the_first_stand():
    second = edited(BASE, c_222222={"canonical": "Ann had to go."})
    draft = draft_of(document_of(BASE), document_of(second, "bo"))
    assert draft.disagreements == ()
    words = {record.canonical for record in replay(draft, HEADER, [], LABELS) if isinstance(record, Claim)}
    assert words == {"Acme fired Ann on a Monday.", "They left.", "Ann sued."}


def test_the_order_of_arguments_and_of_answers_is_no_difference():
    trigger = next(record for record in BASE if record.called == T[0])
    said = next(record for record in BASE if record.called == C[0])
    turned = {key: msgspec.to_builtins(getattr(mark, key))[::-1] for mark, key in ((trigger, "arguments"), (said, "answers"))}
    assert disagreed(edited(BASE, t_222222={"arguments": turned["arguments"]}, c_222222={"answers": turned["answers"]})) == ()


def test_an_extent_that_differs_is_one_decision_and_not_one_more_for_each_mark_that_refers_to_it():
    """Ann fills a role, and Bo is the source of two claims: with other bounds, their triggers and claims are agreed all the same."""
    second = edited(BASE, m_222223=AT("Ann on"), m_222225=AT("Bo said"))
    assert [(ids(one), told(one)[0][0]) for one in disagreed(second)] == [(([M[1]], [M[1]]), "boundary"), (([M[3]], [M[3]]), "boundary")]


def test_one_clause_against_two_is_one_decision():
    """The first has 'She left with 7 others' as one claim; the second has 'She left' and 'with 7 others'."""
    second = marked(edited(BASE, c_222223={"spans": [AT("She left")]}), claim(7, [AT("with 7 others")]))
    (one,) = disagreed(second)
    assert ids(one) == ([C[1]], [C[1], C[7]])
    assert [kind for kind, _, _ in told(one)] == ["boundary", "facet", "missed"]


def test_a_mention_inside_another_is_decided_by_itself():
    """The second pass calls '7 others' otherwise, and marks 'others' in it: that is no part of what the first has as one."""
    inner = Sketch(FIRING).mark("mention", 8, "others", "Person", level="NOM", refers_to=ANN)
    assert [ids(one) for one in disagreed(marked(edited(BASE, m_222228={"level": "NAM"}), inner))] == [([M[6]], [M[6]]), ([], [M[8]])]


def test_a_disagreement_says_on_which_it_rests():
    """Only the first pass has 'She', and only there has 'left' an argument."""
    first = edited(BASE, t_222223={"arguments": [{"role": "Dismissed", "filler": M[4]}]})
    mention, trigger = disagreed(edited(BASE, m_222226=None), first)
    assert (mention.rests, trigger.rests) == ((), (mention.id,))


def test_links_are_compared_in_either_direction_where_their_type_is_symmetric():
    """RIVAL is symmetric and WORKS_FOR is not."""
    ends, back = {"a": M[0], "b": M[1]}, {"a": M[1], "b": M[0]}
    first = marked(
        BASE, {"kind": "link", "id": "l-222222", "type": "RIVAL", **ends}, {"kind": "link", "id": "l-222223", "type": "WORKS_FOR", **ends}
    )
    second = marked(
        BASE, {"kind": "link", "id": "l-222222", "type": "RIVAL", **back}, {"kind": "link", "id": "l-222223", "type": "WORKS_FOR", **back}
    )
    assert sorted(map(ids, disagreed(second, first))) == [([], ["l-222223"]), (["l-222223"], [])]


def test_entries_are_compared_as_entries_of_gold():
    """The second pass has ids of its own for entries: they are the same where gold has them as one."""
    own = {ANN: "e-999992", BO: "e-999993", ACME: "e-999994", FIRED: "v-999992"}
    text = dump(ARTICLE, BASE).decode()
    for entry, other in own.items():
        text = text.replace(entry, other)
    second = document_of(parse(ARTICLE, text.encode())[0], "bo")
    gold = {entry: entry for entry in own}
    assert draft_of(document_of(BASE), second, Mapping(gold, {other: entry for entry, other in own.items()})).disagreements == ()
    parted = {other: entry for entry, other in own.items()} | {own[BO]: own[BO]}
    assert {told(one)[0][0] for one in draft_of(document_of(BASE), second, Mapping(gold, parted)).disagreements} == {"reference"}


def test_cause_and_section_are_proposed_from_the_first_difference():
    """labels.toml: 'missed' is a SLIP, told for mentions in 2.1 and else in the layer's section; 'boundary' is an EDGE."""
    second = edited(BASE, m_222226=None, t_222223=AT("left with"))
    found = refreshed((), draft_of(document_of(BASE), document_of(second, "bo")), LABELS)[0]
    assert [(one.layer, one.cause, one.guideline) for one in found] == [("mention", "SLIP", "2.1"), ("trigger", "EDGE", "3")]


def test_passes_over_two_texts_cannot_be_compared():
    other = [article_of(FIRING + "!", "open-acme") if isinstance(record, Article) else record for record in BASE]
    with pytest.raises(AdjudicationError, match=r"passes/bo/open-acme\.jsonl:1: sha256, length of the article is not as in"):
        draft_of(document_of(BASE), document_of(other, "bo"))


def test_without_the_text_places_are_told_by_offsets():
    first = document_of(BASE)
    second = document_of(edited(BASE, m_222224=AT("Monday, Bo")), "bo", text=None)
    bare = Document(first.path, first.records, None)
    (one,) = draft_of(bare, second).disagreements
    assert told(one) == [("boundary", "41-47", "41-51")]
    assert [record for record in replayed(draft_of(bare, second), always(FIRST)) if isinstance(record, Link)] == []
