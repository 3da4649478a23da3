"""What changed in the marks of an article: added, removed, moved, relabelled, re-linked."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ..model import Claim, Link, Mention, Piece, Trigger, Zone
from ..store import Document

Kind = Literal["added", "removed", "moved", "relabelled", "re-linked"]
Record = Zone | Mention | Trigger | Claim | Link
_PLACE = frozenset({"start", "end", "quote", "digest", "sentences", "spans", "cue"})
_LINKED = frozenset({"refers_to", "arguments", "by", "via", "a", "b"})


class Change(Struct, frozen=True):
    """A change of one mark. A mark that both moved and got another label has two."""

    kind: Kind
    layer: str
    old: str
    """The id before; empty where it is added."""
    new: str
    says: str
    """What was and what is."""


def changes(old: Document, new: Document) -> list[Change]:
    """The changes from one state of an article to another, layer by layer in reading order.

    Marks are the same that have one id; of the others, those that have one place and label.
    """
    found: list[Change] = []
    for before, after in (
        (old.zones, new.zones),
        (old.mentions, new.mentions),
        (old.triggers, new.triggers),
        (old.claims, new.claims),
        (old.links, new.links),
    ):
        found += _layer(before, after, old, new)
    return found


def _layer(before: Sequence[Any], after: Sequence[Any], old: Document, new: Document) -> Iterator[Change]:
    there = {mark.id: mark for mark in after}
    pairs = {mark.id: there[mark.id] for mark in before if mark.id in there}
    waiting: dict[Any, list[Any]] = {}
    taken = {mark.id for mark in pairs.values()}
    for mark in after:
        if mark.id not in taken:
            waiting.setdefault(_content(mark), []).append(mark)
    for mark in before:
        if mark.id not in pairs and (like := waiting.get(_content(mark))):
            pairs[mark.id] = like.pop(0)
    taken = {mark.id for mark in pairs.values()}
    for mark in before:
        layer = str(mark.__struct_config__.tag)
        if mark.id in pairs:
            yield from _changed(mark, pairs[mark.id], layer)
        else:
            yield Change("removed", layer, mark.id, "", _told(mark, old))
    for mark in after:
        if mark.id not in taken:
            yield Change("added", str(mark.__struct_config__.tag), "", mark.id, _told(mark, new))


def _content(mark: Record) -> Any:
    """Where a mark is, and what it is called."""
    match mark:
        case Claim():
            return tuple((piece.start, piece.end) for piece in mark.spans), mark.source_kind
        case Link():
            return mark.type, mark.a, mark.b
    return mark.start, mark.end, mark.type


def _changed(old: Record, new: Record, layer: str) -> Iterator[Change]:
    fields = [name for name in old.__struct_fields__ if name != "id" and getattr(old, name) != getattr(new, name)]
    piles: dict[Kind, list[str]] = {"moved": [], "relabelled": [], "re-linked": []}
    for name in fields:
        piles["moved" if name in _PLACE else "re-linked" if name in _LINKED else "relabelled"].append(name)
    for kind, names in piles.items():
        shown = [name for name in names if name not in ("quote", "digest")]
        if shown:
            says = "; ".join(f"{name}: {_value(getattr(old, name))} -> {_value(getattr(new, name))}" for name in shown)
            yield Change(kind, layer, old.id, new.id, says)


def _value(value: Any) -> str:
    if isinstance(value, tuple) and value and all(isinstance(one, Piece) for one in value):
        return " + ".join(f"{piece.start}-{piece.end}" for piece in value)
    if isinstance(value, str | int):
        return str(value) or "none"
    return msgspec.json.encode(value).decode() if value else "none"


def _told(mark: Record, document: Document) -> str:
    """A mark in words, for who looks for it."""
    match mark:
        case Claim():
            return f"{mark.source_kind} {' + '.join(_words(piece, document) for piece in mark.spans)}"
        case Link():
            return f"{mark.type} {mark.a} {mark.b}"
    return f"{mark.type} {_words(mark, document)}"


def _words(place: Any, document: Document) -> str:
    return repr(document.slice(place)) if document.text is not None else f"{place.start}-{place.end}"
