"""What tests of sides have in common: marks without what only one form says of them."""

import json
from pathlib import Path

import msgspec
from making import article_of, ident, records_of

from steppe.model import Claim, Link, Mention, Piece, Trigger, Zone
from steppe.sides import Side, open_side
from steppe.store import Document
from steppe.store.form import ARTICLE, dump

NOTHING = {"quote": "", "digest": ""}
HEAD = (
    '{"kind":"article","name":"a","tier":"","language":"","publisher":"","published":"","licence":"","incident":"","sha256":"","length":20}'
)


def bare(mark):
    """A mark as every form has it: without the words or the digest that prove a place."""
    if isinstance(mark, Zone):
        return msgspec.structs.replace(mark, digest="")
    if isinstance(mark, Mention | Trigger):
        return msgspec.structs.replace(mark, **NOTHING)
    if isinstance(mark, Link):
        return mark

    def pieces(some) -> tuple[Piece, ...]:
        return tuple(msgspec.structs.replace(piece, **NOTHING) for piece in some)

    assert isinstance(mark, Claim)
    via = tuple(msgspec.structs.replace(one, cue=pieces(one.cue)) for one in mark.via)
    return msgspec.structs.replace(mark, spans=pieces(mark.spans), cue=pieces(mark.cue), via=via)


def marks_of(document: Document, *kinds: type) -> list:
    """The bare marks of a document, in its order; of some kinds, or of all."""
    return [bare(mark) for mark in document.records if isinstance(mark, kinds or (Zone, Mention, Trigger, Claim, Link))]


def all_of(side: Side, *kinds: type) -> dict[str, list]:
    """The bare marks of every article of a side."""
    return {name: marks_of(side.read(name), *kinds) for name in side.names}


def gold(root: Path, given: str = "gold", **more) -> Side:
    """Gold, or a pass, of a corpus."""
    return open_side(given, root=root, **more)


def lines(file: Path, *records) -> Path:
    """A file of lines: JSON of what is no string."""
    file.parent.mkdir(parents=True, exist_ok=True)
    said = [record if isinstance(record, str) else json.dumps(record) for record in records]
    file.write_text("".join(line + "\n" for line in said), "utf-8")
    return file


def article(file: Path, text: str, *marks, name: str = "a") -> Path:
    """A file of one article in the corpus's own form."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(dump(ARTICLE, [article_of(text, name), *records_of(list(marks))]))
    return file


def mention(number: int, start: int, end: int, **more) -> dict:
    """A mention as a record."""
    return {"kind": "mention", "id": ident("m", number), "start": start, "end": end, "type": "Person", **more}
