"""Gold from random passes and random verdicts."""

import re

import msgspec
import pytest
from adjudicating import (
    FIRST,
    HEADER,
    LABELS,
    NEITHER,
    OTHER,
    SECOND,
    VERDICTS,
    always,
    contents,
    decided,
    document_of,
    draft_of,
    ids,
    own,
    registry_of,
    replayed,
)
from departing import passes
from hypothesis import assume, given
from hypothesis import strategies as st
from invented import ENTRIES, FIRING, SALE_ENTRIES
from making import records_of

from steppe.adjudicate import AdjudicationError, Party, gold, mapping, proposed, replay
from steppe.adjudicate.ledger import opened
from steppe.model import Pass
from steppe.sides.checks import faults
from steppe.store import Document, Registry
from steppe.store.form import ARTICLE, dump, parse


@given(passes(1))
def test_of_equal_passes_nothing_is_to_be_decided_and_gold_is_the_pass(document):
    draft = draft_of(document, document)
    assert draft.disagreements == ()
    records = replay(draft, HEADER, [], LABELS)
    assert [record for record in records if not isinstance(record, Pass)] == [
        record for record in document.records if not isinstance(record, Pass)
    ]
    assert [record for record in records if isinstance(record, Pass)] == [
        Pass(article="open-acme", annotator="ann", guidelines="2", date="2024-02-03", sha256=document.article.sha256)
    ]


@given(passes(1), passes(2))
def test_all_for_the_first_gives_the_marks_of_the_first_pass(first, second):
    records = replayed(draft_of(first, second), always(FIRST))
    assert [record for record in records if not isinstance(record, Pass)] == [
        record for record in first.records if not isinstance(record, Pass)
    ]


@given(passes(1), passes(2))
def test_all_for_the_second_gives_what_the_second_pass_says(first, second):
    assert contents(replayed(draft_of(first, second), always(SECOND))) == contents(second.records)


@given(passes(1), passes(2), st.data())
def test_gold_is_canonical_and_every_reference_leads_somewhere_or_the_error_says_which_does_not(first, second, data):
    draft = draft_of(first, second)
    decisions = [
        _other(one, draft) if one.verdict == OTHER else one for one in decided(draft, lambda one: data.draw(st.sampled_from(VERDICTS)))
    ]
    changed = (
        data.draw(st.lists(st.sampled_from(list(draft.amendable.values())), max_size=2, unique_by=lambda one: one.id))
        if draft.agreed
        else []
    )
    decisions += [msgspec.structs.replace(opened(one, LABELS), verdict=NEITHER) for one in changed]
    unfit = gold(draft, {one.id: one for one in decisions}, LABELS)[1]
    assert {fault.decision for fault in unfit} <= {one.id for one in decisions}
    if unfit:
        with pytest.raises(AdjudicationError):
            replay(draft, HEADER, decisions, LABELS)
        return
    written = dump(ARTICLE, replay(draft, HEADER, decisions, LABELS))
    records, wrong = parse(ARTICLE, written)
    assert wrong == []
    assert list(faults(Document("gold", records, FIRING), lambda record: "")) == []
    again = parse("decisions", dump("decisions", [HEADER, *decisions]))[0]
    assert dump(ARTICLE, replay(draft, again[0], again[1:], LABELS)) == written


def _other(decision, draft):
    """A decision for the first pass's mark under another id; for neither where the first has none."""
    one = next(one for one in draft.disagreements if one.id == decision.id)
    if not one.first:
        return msgspec.structs.replace(decision, verdict=NEITHER)
    mark = one.first[0]
    return msgspec.structs.replace(decision, other=(msgspec.structs.replace(mark, id=f"{mark.id[:2]}9{mark.id[3:]}"),))


@given(passes(1), passes(2))
def test_all_for_the_second_gives_what_it_says_where_all_its_ids_are_its_own(first, second):
    """The entries of the second pass have other ids, which are proposed to be those of the first where they share marks."""
    records = own(second.records, "b")
    text = re.sub(r'"([zmtcl])-2', r'"\1-8', dump(ARTICLE, records).decode())
    second = document_of(parse(ARTICLE, text.encode())[0], "bo")
    registries = registry_of(), registry_of(own(records_of([*ENTRIES, *SALE_ENTRIES]), "b"))
    parties = [
        Party(who, registry, {"open-acme": there}, set(registry.names))
        for who, registry, there in zip(("ann", "bo"), registries, (first, second), strict=True)
    ]
    entries = mapping(proposed(*parties, Party("gold", Registry("annotations"), {}), [], LABELS), "ann", "bo")
    assert entries.first.keys() == registries[0].names.keys()
    assert entries.second.keys() == registries[1].names.keys()
    records = replayed(draft_of(first, second, entries, registries), always(SECOND))
    assert contents(records) == contents(second.records, lambda entry: entries.second.get(entry, entry))


@given(passes(1), passes(2), st.data())
def test_with_sides_and_verdicts_exchanged_gold_says_the_same(first, second, data):
    draft, turned = draft_of(first, second), draft_of(second, first)
    groups = {str(ids(one)): one.id for one in turned.disagreements}
    assume(all(str(ids(one)[::-1]) in groups for one in draft.disagreements))  # of overlaps that are as close, either can be paired
    verdicts = {one.id: data.draw(st.sampled_from([FIRST, SECOND])) for one in draft.disagreements}
    exchanged = {groups[str(ids(one)[::-1])]: SECOND if verdicts[one.id] == FIRST else FIRST for one in draft.disagreements}
    assert _said(draft, lambda one: verdicts[one.id]) == _said(turned, lambda one: exchanged[one.id])


def _said(draft, verdict):
    """What gold says; None where the decisions do not go together."""
    try:
        return contents(replayed(draft, verdict))
    except AdjudicationError:
        return None
