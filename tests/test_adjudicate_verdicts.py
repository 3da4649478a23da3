"""What stands in gold by a verdict, and what keeps decisions from being gold."""

import msgspec
import pytest
from adjudicating import (
    AT,
    BASE,
    BOTH,
    FIRST,
    HEADER,
    LABELS,
    NEITHER,
    OTHER,
    SECOND,
    M,
    T,
    always,
    decided,
    document_of,
    draft_of,
    edited,
    marked,
    replayed,
)
from invented import ACME, ANN, FIRING, Sketch
from making import records_of

from steppe.adjudicate import AdjudicationError, refreshed, replay
from steppe.adjudicate.ledger import opened
from steppe.model import Decision, Mention, Trigger
from steppe.text import digest


def test_the_mark_that_is_taken_fills_what_the_other_filled():
    """The second pass has other ids, and is right about Ann: the trigger, which both have, is filled by the second's mention."""
    mention = next(record for record in BASE if record.called == M[1])
    new = msgspec.structs.replace(mention, id="m-999999", **AT("Ann on"))
    second = [
        *edited(
            BASE, m_222223=None, t_222222={"arguments": [{"role": "Boss", "filler": M[0]}, {"role": "Dismissed", "filler": "m-999999"}]}
        ),
        new,
    ]
    first = edited(BASE, t_222222={"arguments": [{"role": "Boss", "filler": M[0]}, {"role": "Dismissed", "filler": M[1]}]})
    draft = draft_of(document_of(first), document_of(second, "bo"))
    records = replayed(draft, always(SECOND))
    trigger = next(record for record in records if record.called == T[0])
    assert [argument.filler for argument in trigger.arguments] == [M[0], "m-999999"]
    assert M[1] not in {record.called for record in records}


def test_the_second_passes_mark_gets_another_id_where_the_first_has_the_same():
    """Both passes call different mentions m-22222a; both stand, and a mark of the second refers to its own."""
    sketch = Sketch(FIRING)
    first = marked(BASE, sketch.mark("mention", 8, "worker", "Person", level="NOM", refers_to=ANN))
    filled = {"arguments": [{"role": "Dismissed", "filler": M[8]}]}
    second = edited(marked(BASE, sketch.mark("mention", 8, "others", "Person", level="NOM", refers_to=ANN)), t_222223=filled)
    draft = draft_of(document_of(first), document_of(second, "bo"))
    records = replayed(
        draft, lambda one: SECOND if one.layer == "trigger" else BOTH if one.first and one.second else FIRST if one.first else SECOND
    )
    people = {record.id: record.quote for record in records if isinstance(record, Mention) and record.quote in ("worker", "others")}
    assert people[M[8]] == "worker"
    (other,) = set(people) - {M[8]}
    left = next(record for record in records if isinstance(record, Trigger) and record.id == T[1])
    assert [argument.filler for argument in left.arguments] == [other]


def test_the_second_passes_mark_keeps_an_id_that_is_that_of_the_mark_in_whose_place_it_stands():
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"type": "Person"}), "bo"))
    assert decided(draft, always(SECOND))[0].gold == (M[0],)
    first, second = decided(draft, always(BOTH))[0].gold
    assert first == M[0] != second


def test_both_cannot_stand_where_they_have_one_span_and_type():
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    with pytest.raises(AdjudicationError, match=f"{draft.disagreements[0].id}: m-222222 and m-.* would both stand, with one span and type"):
        replayed(draft, always(BOTH))


def test_of_zones_that_overlap_both_cannot_stand():
    zone = next(record for record in BASE if record.called == "z-222226")
    short = {"end": zone.end - 1, "digest": digest(FIRING[zone.start : zone.end - 1])}
    draft = draft_of(document_of(BASE), document_of(edited(BASE, z_222226=short), "bo"))
    with pytest.raises(AdjudicationError, match=r"zones z-.* and z-.* would both stand, and overlap"):
        replayed(draft, always(BOTH))


def test_both_can_stand_where_they_have_two_types():
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"type": "Person"}), "bo"))
    records = replayed(draft, always(BOTH))
    assert sorted(record.type for record in records if isinstance(record, Mention) and record.quote == "Acme") == ["Firm", "Person"]


def test_a_mark_to_which_another_refers_cannot_go():
    """Both passes have the trigger that Acme fills; of Acme, neither is to stand."""
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    (one,) = draft.disagreements
    with pytest.raises(
        AdjudicationError, match=f"^{one.id}: NEITHER leaves no m-222222, which is Boss of t-222222; that stands since both"
    ):
        replayed(draft, always(NEITHER))


def test_what_is_agreed_can_be_decided_anew():
    """Acme goes, and with it the argument of the trigger that both passes have."""
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    trigger = next(record for record in BASE if record.called == T[0])
    less = msgspec.structs.replace(trigger, arguments=trigger.arguments[1:])
    (agreed,) = [one for one in draft.amendable.values() if one.first == (trigger,)]
    decisions = [*decided(draft, always(NEITHER)), msgspec.structs.replace(opened(agreed, LABELS), verdict=OTHER, other=(less,))]
    kept, moot = refreshed(decisions, draft, LABELS)
    assert ([one.gold for one in kept], moot) == ([(), (T[0],)], [])
    records = replay(draft, HEADER, kept, LABELS)
    assert less in records
    assert trigger not in records
    assert M[0] not in {record.called for record in records}


def test_another_mark_takes_the_place_of_both():
    """The right extent is 'Acme fired', and its mention is named anew; the trigger is filled by it."""
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    (other,) = records_of([Sketch(FIRING).mark("mention", 50, "Acme fired", "Firm", level="NAM", refers_to=ACME)])
    (decision,) = decided(draft, always(OTHER))
    records = replay(draft, HEADER, [msgspec.structs.replace(decision, other=(other,))], LABELS)
    trigger = next(record for record in records if record.called == T[0])
    assert trigger.arguments[0].filler == other.id


def test_of_several_other_marks_the_one_that_overlaps_takes_the_place():
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    far, near = (Sketch(FIRING).mark("mention", 50 + n, words, "Firm", refers_to=ACME) for n, words in enumerate(["worker", "Acme fired"]))
    (decision,) = decided(draft, always(OTHER))
    records = replay(draft, HEADER, [msgspec.structs.replace(decision, other=tuple(records_of([far, near])))], LABELS)
    trigger = next(record for record in records if record.called == T[0])
    assert trigger.arguments[0].filler == near["id"]


def test_what_is_open_keeps_gold_from_being_made():
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    with pytest.raises(AdjudicationError, match="mention m-222222 and m-222222 is not decided"):
        replay(draft, HEADER, refreshed((), draft, LABELS)[0], LABELS)
    with pytest.raises(AdjudicationError, match="d-999999: it decides on what is no disagreement"):
        replay(draft, HEADER, [Decision(id="d-999999", layer="mention", verdict=FIRST), *decided(draft, always(FIRST))], LABELS)


def test_decisions_are_kept_for_as_long_as_the_disagreement_is_the_same():
    """Of two disagreements, the second pass gives one up: the verdict on the other is kept, and the first is told as moot."""
    both = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}, m_222223={"level": "NOM"}), "bo"))
    made = decided(both, always(SECOND))
    less = draft_of(document_of(BASE), document_of(edited(BASE, m_222223={"level": "NOM"}), "bo"))
    kept, moot = refreshed(made, less, LABELS)
    assert [(one.first, one.verdict) for one in kept] == [((M[1],), SECOND)]
    assert [one.first for one in moot] == [(M[0],)]
    other = draft_of(document_of(BASE), document_of(edited(BASE, m_222223={"level": "PRO"}), "bo"))
    assert [one.verdict for one in refreshed(made, other, LABELS)[0]] == [""]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "MAYBE"}, "verdict is 'MAYBE'; it should be one of FIRST, SECOND, BOTH, NEITHER, OTHER"),
        ({"verdict": OTHER}, "verdict is OTHER, and other has no mark"),
        ({"other": tuple(mark for mark in BASE if mark.called == M[1])}, "other has marks, and the verdict is 'FIRST'"),
    ],
)
def test_a_decision_that_cannot_be_one_gives_no_gold(change, says):
    draft = draft_of(document_of(BASE), document_of(edited(BASE, m_222222={"level": "NOM"}), "bo"))
    (decision,) = decided(draft, always(FIRST))
    with pytest.raises(AdjudicationError, match=f"^{decision.id}: {says}"):
        replay(draft, HEADER, [msgspec.structs.replace(decision, **change)], LABELS)
