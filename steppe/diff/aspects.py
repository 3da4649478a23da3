"""What a mark says: where it is, what it is called, to what it refers; and the same in words."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from ..model import Answer, Argument, Claim, Link, Mark, Piece, Via, is_id
from ..store import Document
from .change import Kind

_PLACE = frozenset({"start", "end", "sentences", "spans", "cue"})
_LINKED = frozenset({"refers_to", "arguments", "by", "a", "b"})
_PROOF = frozenset({"id", "quote", "digest"})
"""What no change is told of: it follows from the place."""

Aspect = tuple[Kind, str]
Stretch = tuple[int, int]


def layer(mark: Mark) -> str:
    return str(mark.__struct_config__.tag)


def place(mark: Any) -> tuple[Stretch, ...]:
    """The stretches of text that a mark covers."""
    return stretches(mark.spans) if isinstance(mark, Claim) else ((mark.start, mark.end),)


def label(mark: Any) -> str:
    return mark.source_kind if isinstance(mark, Claim) else mark.type


def content(mark: Any) -> Hashable:
    """Where a mark is, and what it is called."""
    return (mark.type, mark.a, mark.b) if isinstance(mark, Link) else (place(mark), label(mark))


def details(mark: Any) -> Hashable:
    """What else is said of a mark, but to what it refers: it tells apart marks of one place and label."""
    return tuple(value for (kind, _), value in aspects(mark) if kind != "re-linked")


def stretches(pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    return tuple((piece.start, piece.end) for piece in pieces)


def aspects(mark: Any) -> Iterator[tuple[Aspect, Any]]:
    """What a mark says, key by key, each with what it is when it changes."""
    for name in mark.__struct_fields__:
        value = getattr(mark, name)
        if name in _PROOF:
            continue
        if name == "via":
            yield ("moved", "via"), tuple(stretches(link.cue) for link in value)
            yield ("re-linked", "via"), tuple(link.by for link in value)
        elif name == "answers":
            said = [(one.facet, tuple("" if is_id(word, "ev") else word for word in one.values)) for one in value]
            yield (
                ("relabelled", "answers"),
                tuple((facet, bool(one.event), bool(one.subject), words) for (facet, words), one in zip(said, value, strict=True)),
            )
            yield ("re-linked", "answers"), tuple((one.event, one.subject, one.values) for one in value)
        elif name in ("spans", "cue"):
            yield ("moved", name), stretches(value)
        else:
            yield ("moved" if name in _PLACE else "re-linked" if name in _LINKED else "relabelled", name), value


def worded(value: Any) -> str:
    """What a key of a mark says, for people."""
    if isinstance(value, str | int):
        return str(value) or "none"
    return " + ".join(map(_part, value)) or "none"


def _part(part: Any) -> str:
    match part:
        case Piece():
            return f"{part.start}-{part.end}"
        case Argument():
            return f"{part.role} {part.filler}"
        case Answer():
            about = part.event or part.subject
            return part.facet + (f" of {about}" if about else "") + (f" is {', '.join(part.values)}" if part.values else "")
        case Via():
            return " ".join([part.by, *map(_part, part.cue)]).strip()
    return str(part)


def told(mark: Any, document: Document) -> str:
    """A mark in words, for who looks for it."""
    match mark:
        case Claim():
            return f"{mark.source_kind} {' + '.join(_words(piece, document) for piece in mark.spans)}"
        case Link():
            return f"{mark.type} {mark.a} {mark.b}"
    return f"{mark.type} {_words(mark, document)}"


def _words(place: Any, document: Document) -> str:
    return repr(document.slice(place)) if document.text is not None else f"{place.start}-{place.end}"
