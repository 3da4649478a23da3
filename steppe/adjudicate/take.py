"""What a sheet that is filled in decides."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from ..labels import Labels
from ..model import Article, Claim, Decision, Mark, Piece, derived, refer
from ..sheet import Handles, SheetError, from_sheet
from ..store import Registry
from ..text import digest, shown
from .draft import LAYERS, Draft
from .errors import AdjudicationError
from .ledger import misjudged, opened
from .mapping import FORMS
from .replay import gold
from .sheet import Row
from .verdicts import takes, verdict_of

Numbered = Sequence[tuple[int, Row]]
_TABLES = {layer: form for form, layer in FORMS.items()}


def taken_entries(rows: Numbered, decisions: Sequence[Decision], registry: Registry, labels: Labels) -> list[Decision]:
    """Decisions about entities and events with what the rows of a sheet say of them. ``registry`` is gold's.

    Raises:
        AdjudicationError: names the lines of rows that cannot be taken.
    """
    known = {decision.id: decision for decision in decisions}
    entries = {layer: {entry for one in decisions if one.layer == layer for entry in one.gold} for layer in _TABLES}
    entries["entity"].update(registry.entity)
    entries["event"].update(registry.event)
    faults = []
    for line, row in rows:
        if row.article or not (row.verdict or row.note):
            continue
        decision = known.get(row.id)
        fault = _misfit(row, decision, entries, labels)
        if fault or decision is None:
            faults.append(f"line {line}: {row.id}: {fault}")
            continue
        known.update(_apart(_filled(replace(decision, gold=(row.gold,)), row), registry, labels))
    if faults:
        raise AdjudicationError("\n".join(faults))
    return list(known.values())


def _misfit(row: Row, decision: Decision | None, entries: dict[str, set[str]], labels: Labels) -> str:
    """Why a row about an entry cannot be taken; empty where it can."""
    if decision is None:
        return "there is no such decision about an entry (any more); write the sheet anew"
    if fault := misjudged(labels, row.verdict, row.cause, others=None):
        return fault
    taken = takes(labels, row.verdict)
    for side, has in (("first", decision.first), ("second", decision.second)):
        if taken in (side, "both") and not has:
            return f"verdict is {row.verdict}, and the {side} pass has no such entry"
    if row.gold not in entries[decision.layer]:
        file = f"annotations/{_TABLES[decision.layer]}.jsonl"
        return f"gold is {shown(row.gold)}, which is no entry of {file}, nor will be; name one, or add it there first"
    return ""


def _apart(decision: Decision, registry: Registry, labels: Labels) -> dict[str, Decision]:
    """A decision by its id; one that says that two entries are two, as two decisions."""
    if takes(labels, decision.verdict) != "both":
        return {decision.id: decision}
    own = decision.second[0].rpartition("/")[2]
    entry = own if own not in {*registry.names, *decision.gold} else derived(own[:1], f"second\n{own}", {*registry.names, *decision.gold})
    first = replace(decision, second=(), verdict=verdict_of(labels, "first"))
    identifier = derived(Decision.prefix, f"{decision.layer}\n()\n{decision.second}", {decision.id})
    second = replace(decision, id=identifier, first=(), gold=(entry,), verdict=verdict_of(labels, "second"))
    return {first.id: first, second.id: second}


def taken_marks(
    rows: Numbered, decisions: Sequence[Decision], before: Draft, draft: Draft, entries: set[str], labels: Labels, *, quotes: bool
) -> list[Decision]:
    """Decisions about an article with what the rows of a sheet say of them.

    ``decisions`` are those of ``draft``; what was a disagreement only ``before`` entries were decided needs no decision any more.
    ``entries`` are those to which other marks may refer; with ``quotes``, other marks repeat their words, as the corpus holds the text.

    Raises:
        AdjudicationError: names the lines of rows that cannot be taken.
    """
    known = {decision.id: decision for decision in decisions}
    moot = {one.id for one in before.disagreements} - set(known)
    idle = moot | {identifier for identifier in draft.amendable if identifier not in known}
    ours = [
        (line, row)
        for line, row in rows
        if row.article == draft.name and (row.verdict or (row.note and row.id not in idle)) and row.id not in moot
    ]
    faults = []
    for line, row in ours:
        if row.id in draft.amendable and row.verdict in labels.verdict:
            known.setdefault(row.id, opened(draft.amendable[row.id], labels))
            if takes(labels, row.verdict) not in ("neither", "other"):
                faults.append(f"line {line}: {row.id}: verdict is {row.verdict}, and both passes have it; take neither, or another")
        if row.id not in known:
            faults.append(f"line {line}: {row.id}: {draft.name} has no such disagreement (any more); write the sheet anew")
        elif fault := misjudged(labels, row.verdict, row.cause, others=len(row.other)):
            faults.append(f"line {line}: {row.id}: {fault}")
    if faults:
        raise AdjudicationError("\n".join(faults))
    others = _others(ours, draft, entries, quotes=quotes)
    for _, row in ours:
        known[row.id] = _filled(replace(known[row.id], other=tuple(others.get(row.id, ()))), row)
    lines = {row.id: line for line, row in ours}
    faults = []
    for unfit in gold(draft, known, labels)[1]:
        where = f"line {lines[unfit.decision]}: " if unfit.decision in lines else f"{draft.name}: "
        faults.append(f"{where}{unfit.decision}: {unfit.says}")
    if faults:
        raise AdjudicationError("\n".join(faults))
    return list(known.values())


def _filled(decision: Decision, row: Row) -> Decision:
    return replace(decision, verdict=row.verdict or decision.verdict, cause=row.cause, guideline=row.guideline, note=row.note)


def _others(rows: Numbered, draft: Draft, entries: set[str], *, quotes: bool) -> dict[str, list[Mark]]:
    """The other marks of each row, with offsets, and with ids that follow from the row and the handle."""
    given = [(line, row, entry) for line, row in rows for entry in row.other]
    if not given:
        return {}
    text, article = draft.first.text, draft.first.article
    if text is None:
        line, row, _ = given[0]
        raise AdjudicationError(f"line {line}: {row.id}: other marks need the text of {draft.name}; name its folder with --texts")
    handles = Handles(_handles(given, article))
    known = set(handles.known)
    found: dict[str, list[Mark]] = {}
    if wrong := [(line, row, entry) for line, row, entry in given if entry.get("kind") not in LAYERS]:
        line, row, entry = wrong[0]
        raise AdjudicationError(
            f"line {line}: {row.id}: another mark has kind {entry.get('kind')!r}; it should be one of {', '.join(LAYERS)}"
        )
    try:
        marks = from_sheet([(line, entry) for line, _, entry in given], handles, article, text, quotes=quotes)
    except SheetError as error:
        raise AdjudicationError(str(error)) from error
    if loose := sorted(handles.known.keys() - known):
        handle = loose[0].rpartition("/")[2]
        raise AdjudicationError(
            f"{draft.name}: {shown(handle)} is no id, and no handle of another mark of the sheet; name a mark or an entry by its id"
        )
    for (line, row, _), mark in zip(given, marks, strict=True):
        assert isinstance(mark, Mark)
        if fault := _unfit(mark, text, entries):
            raise AdjudicationError(f"line {line}: {row.id}: {fault}")
        found.setdefault(row.id, []).append(mark)
    return found


def _handles(given: Sequence[tuple[int, Row, dict[str, Any]]], article: Article) -> dict[str, str]:
    found = {}
    for _, row, entry in given:
        handle = str(entry.get("id", ""))
        found[f"{article.name}/{handle}"] = derived(str(entry.get("kind", ""))[:1], f"{row.id}\n{handle}")
    return found


def _unfit(mark: Mark, text: str, entries: set[str]) -> str:
    """What is wrong with another mark; empty where nothing is."""
    for entry in refer.entries(mark):
        if entry not in entries:
            return f"{mark.id} refers to {entry}, which is no entry of gold; name one of annotations/entities.jsonl or events.jsonl"
    pieces: list[Any] = [mark] if hasattr(mark, "end") and not isinstance(mark, Claim) else []
    if isinstance(mark, Claim):
        pieces = [*mark.spans, *mark.cue, *(piece for via in mark.via for piece in via.cue)]
        if not mark.spans:
            return f"{mark.id} has no span; a claim has one or more"
    for piece in pieces:
        if not _reads(piece, text):
            return f"{mark.id} has {piece.start} to {piece.end}, where the text does not read so; give the place by line and quote"
    return ""


def _reads(piece: Piece, text: str) -> bool:
    there = text[piece.start : piece.end]
    quote, told = getattr(piece, "quote", ""), piece.digest
    return bool(there) and piece.end <= len(text) and bool(quote or told) and quote in ("", there) and told in ("", digest(there))
