"""Sheets of what is to be decided: written as JSON Lines for somebody to fill in, and read back."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from .. import jsonl
from ..anchor import AnchorError
from ..labels import Labels
from ..model import Decision, Mark
from ..model.refer import renamed
from ..sheet import to_sheet
from ..store import Document, Registry
from .draft import LAYERS, Disagreement, Draft
from .errors import AdjudicationError
from .ledger import opened
from .report import Report, described, place


class Row(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One decision. What is to be filled in: ``verdict``, ``cause``, ``guideline``, ``other``, ``note``, and ``gold`` of an entry."""

    id: str
    layer: str
    article: str = ""
    """Empty for an entity or an event."""
    line: int = 0
    words: str = ""
    differs: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    first: tuple[Any, ...] = ()
    """What the first pass has: marks by line and quote, with gold's ids of marks and entries; of entries, what they are."""
    second: tuple[Any, ...] = ()
    gold: str = ""
    verdict: str = ""
    cause: str = ""
    guideline: str = ""
    other: tuple[dict[str, Any], ...] = ()
    note: str = ""


FILLED: dict[str, tuple[str, ...]] = {
    "": ("verdict", "cause", "guideline", "other", "note"),
    "entry": ("gold", "verdict", "cause", "guideline", "note"),
}
"""What a row shows even where it is empty, so that it can be filled in."""


def article_rows(report: Report, labels: Labels, *, everything: bool, agreed: bool) -> list[dict[str, Any]]:
    """The open decisions about an article; with ``everything``, those that are made too; with ``agreed``, rows of what both passes have."""
    decisions = {decision.id: decision for decision in report.decisions}
    disagreed = {one.id: one for one in report.draft.disagreements}
    known = disagreed | report.draft.amendable
    wanted = [decision for decision in report.decisions if everything or not decision.verdict]
    wanted.sort(key=lambda decision: (LAYERS.index(decision.layer), known[decision.id].place))
    rest = [opened(one, labels) for one in report.draft.amendable.values() if agreed and one.id not in decisions]
    return [_row(known[decision.id], decision, report.draft) for decision in wanted + rest]


def _row(one: Disagreement, decision: Decision, draft: Draft) -> dict[str, Any]:
    line, words = place(one, draft)
    return _dict(
        Row(
            article=draft.name,
            id=one.id,
            layer=one.layer,
            line=line,
            words=words,
            differs=tuple(f"{told.kind}: {told.first} | {told.second}" for told in one.told),
            rests_on=one.rests,
            first=tuple(in_sheet_form(draft, mark, 0) for mark in one.first),
            second=tuple(in_sheet_form(draft, mark, 1) for mark in one.second),
            verdict=decision.verdict,
            cause=decision.cause,
            guideline=decision.guideline,
            other=tuple(lifted(draft.first, mark) for mark in decision.other),
            note=decision.note,
        ),
        FILLED[""],
    )


def entry_rows(decisions: Iterable[Decision], registries: dict[str, Registry], *, everything: bool) -> list[dict[str, Any]]:
    """The open decisions about entities and events; with ``everything``, those that are made too."""
    return [
        _dict(
            Row(
                id=decision.id,
                layer=decision.layer,
                first=tuple(described(named, registries) for named in decision.first),
                second=tuple(described(named, registries) for named in decision.second),
                gold=" ".join(decision.gold),
                verdict=decision.verdict,
                cause=decision.cause,
                guideline=decision.guideline,
                note=decision.note,
            ),
            FILLED["entry"],
        )
        for decision in decisions
        if everything or not decision.verdict
    ]


def _dict(row: Row, filled: Sequence[str]) -> dict[str, Any]:
    """A row with what is to be filled in last."""
    there = {key: value for key, value in msgspec.to_builtins(row).items() if key not in filled}
    return there | {key: getattr(row, key) for key in filled}


def in_sheet_form(draft: Draft, mark: Mark, side: int) -> dict[str, Any]:
    """A mark of a pass by line and quote, as it would stand in gold: what belongs to a mark of the first pass has that one's id."""
    if side == 0:
        mapped = draft.mapping.first
        return lifted(draft.first, renamed(mark, lambda other: other, lambda entry: mapped.get(entry, entry)))
    mapped, twin, own = draft.mapping.second, draft.twin, draft.own
    named = renamed(mark, lambda other: twin.get(other, own.get(other, other)), lambda entry: mapped.get(entry, entry))
    return lifted(draft.second, msgspec.structs.replace(named, id=own[mark.id]))


def lifted(document: Document, mark: Mark) -> dict[str, Any]:
    """A mark by line and quote; with its offsets where the text is not at hand, or it is not a stretch of whole words in a line."""
    try:
        (_, found) = to_sheet(Document(document.path, [document.article, mark], document.text))
    except AnchorError:
        return msgspec.to_builtins(mark)  # type: ignore[no-any-return]
    return found


def dump_rows(rows: Iterable[dict[str, Any]]) -> bytes:
    """The bytes of a sheet: a row a line."""
    return msgspec.json.Encoder().encode_lines(rows)


def read_rows(data: bytes) -> list[tuple[int, Row]]:
    """The rows of a sheet, each with its line.

    Raises:
        AdjudicationError: a line is not in the form of a row, or a decision stands twice.
    """
    found, faults = jsonl.read(data, Row)
    seen: dict[tuple[str, str], int] = {}
    for number, row in found:
        first = seen.setdefault((row.article, row.id), number)
        if first != number:
            faults.append((number, f"{row.id} stands in line {first} already; keep one of the two"))
    if faults:
        raise AdjudicationError(jsonl.told(faults))
    return found
