"""Marking sheets: marks as people enter them, by line and quoted text, with handles for ids.

A sheet is JSON Lines like an article's file, but for three things. A place is ``"line"``, ``"quote"`` and, where the
quote stands there several times, ``"nth"``; a long stretch is given by its first words and, as ``"to"`` (and ``"to_nth"``),
its last. A zone is a ``"line"``, its ``"sentences"`` the first words of each after the first
(with a count, ``[words, nth]``, where they stand sooner in the line). And an id may be any handle
of the annotator's choice: one that is no id yet gets one, the same wherever it stands.
"""

import secrets
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from .anchor import AnchorError, Anchors
from .model import ALPHABET, Article, Entity, Event, Line, Mark, Pass, Record, Zone, is_id
from .store import Document
from .text import digest, fingerprint, shown

_PREFIX = {"zone": "z", "mention": "m", "trigger": "t", "claim": "c", "link": "l", "entity": "e", "event": "v"}
_REGISTRY = {"entity", "event"}
_PLACE = ("line", "quote", "nth", "to", "to_nth")


class SheetError(ValueError):
    """A line of a sheet that cannot become a record."""


_PREFIXES = "zmtcldevk"
"""Of every kind of record."""


class Handles:
    """The ids of handles. ``known`` maps ``entry`` handles and ``ARTICLE/handle`` ones to ids, and grows."""

    def __init__(self, known: dict[str, str] | None = None) -> None:
        self.known = dict(known or {})
        self.taken = set(self.known.values())

    def id(self, handle: str, prefix: str, scope: str = "") -> str:
        """The id of a handle; a handle that is an id already is its own."""
        if is_id(handle, _PREFIXES):
            return handle
        key = f"{scope}/{handle}" if scope else handle
        if key not in self.known:
            fresh = prefix
            while fresh == prefix or fresh in self.taken:
                fresh = f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(6))}"
            self.known[key] = fresh
            self.taken.add(fresh)
        return self.known[key]


def read_sheet(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of a sheet that are not blank, each with its number.

    Raises:
        SheetError: a line is no JSON object with a kind.
    """
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            try:
                entry = msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                raise SheetError(f"line {number}: {error}") from error
            if not isinstance(entry.get("kind"), str):
                raise SheetError(f"line {number}: the record has no kind")
            yield number, entry


_UNFIT = (AnchorError, msgspec.ValidationError, KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""What a line of a sheet can raise on its way to a record: whatever JSON may say in place of what is expected."""


def _unfit(number: int, entry: dict[str, Any], error: Exception) -> SheetError:
    reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
    return SheetError(f"line {number}: {entry['kind']} {shown(str(entry.get('id', '')))}: {reason}")


def from_sheet(
    entries: Iterable[tuple[int, dict[str, Any]]], handles: Handles, article: Article, text: str, *, quotes: bool
) -> list[Record]:
    """The records of a sheet's marks and passes, with offsets, and with quotes or else digests.

    Raises:
        SheetError: names the line of the sheet: a place is not there exactly, or the record is not in form.
    """
    anchors = Anchors(text)
    entries = list(entries)
    kinds = {str(entry.get("id")): _PREFIX.get(entry["kind"], "") for _, entry in entries}
    records: list[Record] = []
    for number, entry in entries:
        if entry["kind"] in _REGISTRY or entry["kind"] == "article":
            continue
        try:
            placed = _placed(entry, anchors, quotes=quotes)
            named = _named(placed, handles, article.name, kinds)
            if entry["kind"] == "pass":
                named = {**named, "article": article.name, "sha256": article.sha256}
            records.append(msgspec.convert(named, type=Line))
        except _UNFIT as error:
            raise _unfit(number, entry, error) from error
    return records


def registry_from_sheet(entries: Iterable[tuple[int, dict[str, Any]]], handles: Handles) -> list[Entity | Event]:
    """The entities and events of a sheet.

    Raises:
        SheetError: names the line of the sheet whose record is not in form.
    """
    found: list[Entity | Event] = []
    for number, entry in entries:
        if entry["kind"] in _REGISTRY:
            try:
                found.append(msgspec.convert(_named(entry, handles, "", {}), type=Entity | Event))
            except _UNFIT as error:
                raise _unfit(number, entry, error) from error
    return found


def article_from_sheet(entries: Iterable[tuple[int, dict[str, Any]]], text: str) -> Article:
    """The article of a sheet, with the fingerprint and the length of its text.

    Raises:
        SheetError: there is none, or it is not in form.
    """
    for number, entry in entries:
        if entry["kind"] == "article":
            try:
                return msgspec.convert({**entry, "sha256": fingerprint(text), "length": len(text)}, type=Article)
            except _UNFIT as error:
                raise _unfit(number, entry, error) from error
    raise SheetError("line 1: the sheet has no article; it begins with one")


def to_sheet(document: Document) -> list[dict[str, Any]]:
    """The sheet from which :func:`from_sheet` makes the records of a document again.

    Raises:
        AnchorError: the text is not at hand, or a span is not a stretch of whole words in one line.
    """
    if document.text is None:
        raise AnchorError(f"the text of {document.name} is not at hand; give its folder")
    anchors = Anchors(document.text)
    sheet = []
    for record in document.records:
        entry = msgspec.to_builtins(record)
        if isinstance(record, Zone):
            starts = (*record.sentences, record.end)
            first_words = [
                _sentence(document.text, before, start, end) for before, start, end in zip(starts, starts[1:], starts[2:], strict=False)
            ]
            entry = {"kind": "zone", "id": record.id, "line": document.text.count("\n", 0, record.start) + 1, "type": record.type}
            entry |= {"sentences": first_words} if first_words else {}
        elif isinstance(record, Mark):
            entry = _lifted(entry, anchors)
        elif isinstance(record, Pass):
            entry = {key: entry[key] for key in ("kind", "annotator", "guidelines", "date")}
        else:
            entry = {key: value for key, value in entry.items() if key not in ("sha256", "length")}
        sheet.append(entry)
    return sheet


def _sentence(text: str, before: int, start: int, end: int) -> str | list[str | int]:
    """The words of a sentence, by which it is found after the start of the one before; with a count where they are there sooner."""
    words = text[start:end].rstrip()
    nth, at = 1, text.find(words, before + 1)
    while at < start:
        nth, at = nth + 1, text.find(words, at + 1)
    return words if nth == 1 else [words, nth]


def _placed(value: Any, anchors: Anchors, *, quotes: bool) -> Any:
    """A sheet's record with offsets in place of lines and quotes, at every depth."""
    if isinstance(value, list):
        return [_placed(item, anchors, quotes=quotes) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("kind") == "zone":
        return _zone(value, anchors)
    found: dict[str, Any] = {}
    for key, item in value.items():
        if key == "line":
            start, end = anchors.span(item, value["quote"], value.get("nth"), value.get("to", ""), value.get("to_nth", 1))
            quote = anchors.text[start:end]
            found |= {"start": start, "end": end, **({"quote": quote} if quotes else {"digest": digest(quote)})}
        elif key not in _PLACE or "line" not in value:
            found[key] = _placed(item, anchors, quotes=quotes)
    return found


def _zone(entry: dict[str, Any], anchors: Anchors) -> dict[str, Any]:
    start, end = anchors.line(entry["line"])
    starts = [start]
    for sentence in entry.get("sentences", []):
        words, nth = sentence if isinstance(sentence, list) else (sentence, 1)
        at = starts[-1]
        for _ in range(nth):
            at = anchors.text.find(words, at + 1, end)
            if at < 0:
                raise AnchorError(f"line {entry['line']} has no sentence that begins {shown(words)} after the one before")
        starts.append(at)
    kept = {key: value for key, value in entry.items() if key not in ("line", "sentences")}
    return {**kept, "start": start, "end": end, "digest": digest(anchors.text[start:end]), "sentences": starts if len(starts) > 1 else []}


def _lifted(value: Any, anchors: Anchors) -> Any:
    """The inverse of :func:`_placed`."""
    if isinstance(value, list | tuple):
        return [_lifted(item, anchors) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _lifted(item, anchors) for key, item in value.items() if key not in ("start", "end", "quote", "digest")}
    if "start" in value:
        line, quote, nth = anchors.quote(value["start"], value["end"])
        found |= {"line": line, "quote": quote, **({"nth": nth} if nth else {})}
    return found


def _named(value: Any, handles: Handles, article: str, kinds: dict[str, str]) -> Any:
    """A sheet's record with ids in place of handles."""

    def mark(handle: str, prefix: str = "m") -> str:
        return handles.id(handle, kinds.get(handle) or prefix, article)

    found = dict(value)
    kind = found["kind"]
    if "id" in found:
        own = handles.id(found["id"], _PREFIX[kind]) if kind in _REGISTRY else mark(found["id"], _PREFIX[kind])
        found["id"] = own
    if found.get("refers_to"):
        found["refers_to"] = handles.id(found["refers_to"], "v" if kind == "trigger" else "e")
    for key in ("member_of", "subevent_of"):
        if key in found:
            found[key] = [handles.id(handle, _PREFIX[kind]) for handle in found[key]]
    if "arguments" in found:
        found["arguments"] = [{**argument, "filler": mark(argument["filler"])} for argument in found["arguments"]]
    if kind == "link":
        found |= {key: mark(found[key]) for key in ("a", "b") if found.get(key)}
    if found.get("by"):
        found["by"] = mark(found["by"])
    if "via" in found:
        found["via"] = [{**via, "by": mark(via["by"])} if via.get("by") else via for via in found["via"]]
    if "answers" in found:
        found["answers"] = [_answer(answer, handles) for answer in found["answers"]]
    return found


def _answer(answer: dict[str, Any], handles: Handles) -> dict[str, Any]:
    found = dict(answer)
    for key, prefix in (("event", "v"), ("subject", "e")):
        if found.get(key):
            found[key] = handles.id(found[key], prefix)
    if "values" in found:  # a value is a handle where the registry has one by that name
        found["values"] = [handles.known.get(value, value) for value in found["values"]]
    return found
