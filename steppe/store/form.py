"""The form of a file of records: JSON Lines in one canonical spelling."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import Struct

from ..model import (
    Adjudication,
    Article,
    Cluster,
    Decision,
    Entity,
    Event,
    Exemption,
    Line,
    Membership,
    Origin,
    Pass,
    Record,
    Relation,
    Release,
    Trace,
)

LONGEST = 1 << 20
"""Bytes that a line may have. No honest record comes near; a longer one is a damaged file."""

ARTICLE = "article"
"""The form of a file of an article and its marks."""

_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    ARTICLE: msgspec.json.Decoder(Line),
    "entities": msgspec.json.Decoder(Entity),
    "events": msgspec.json.Decoder(Event),
    "clusters": msgspec.json.Decoder(Cluster),
    "relations": msgspec.json.Decoder(Relation),
    "traces": msgspec.json.Decoder(Trace),
    "exceptions": msgspec.json.Decoder(Exemption),
    "splits": msgspec.json.Decoder(Membership),
    "releases": msgspec.json.Decoder(Release),
    "decisions": msgspec.json.Decoder(Adjudication | Decision),
    "origins": msgspec.json.Decoder(Origin),
}
_HEADS = {Article, Pass}
_encode_lines = msgspec.json.Encoder().encode_lines


class Fault(Struct, frozen=True):
    """Something in a file that keeps it from being read, or from being in form."""

    line: int
    """From 1; 0 for the file as a whole."""
    name: str
    """The fault in a word or two, as a rule is named."""
    message: str


def parse(form: str, data: bytes, *, sound: bool = False) -> tuple[list[Any], list[Fault]]:
    """The records of a file and what is wrong with its form; no records where a line cannot be read.

    ``form`` is the kind of file: ``article``, or the name of a registry file such as ``entities``. With ``sound``, the canonical
    form of what can be read is taken for granted.
    """
    if len(data) <= LONGEST:
        try:
            records = _DECODERS[form].decode_lines(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return [], _unreadable(form, data)
        # The canonical spelling is unique, so that equal bytes prove every property of form at once.
        if records and (sound or (_encode_lines(records) == data and _in_order(form, records))):
            return records, []
    if faults := _unreadable(form, data):
        return [], faults
    records = _DECODERS[form].decode_lines(data)
    return records, _uncanonical(form, data, records)


def dump(form: str, records: Iterable[Record]) -> bytes:
    """The canonical form of a file: each record on its line, in order."""
    return _encode_lines(arranged(form, records))


def arranged(form: str, records: Iterable[Record]) -> list[Record]:
    """Records in canonical order: for an article its line, its passes, then its marks as they are read."""
    if form != ARTICLE:
        return sorted(records, key=lambda record: record.order)
    return sorted(records, key=_article_order)


def _article_order(record: Record) -> tuple[int, Any]:
    return (0 if isinstance(record, Article) else 1 if isinstance(record, Pass) else 2, record.order)


def _in_order(form: str, records: Sequence[Any]) -> bool:
    """Whether records are as :func:`arranged` would have them."""
    head = 0
    if form == ARTICLE:
        while head < len(records) and isinstance(records[head], Article | Pass):
            head += 1
        first = [_article_order(record) for record in records[:head]]
        if first != sorted(first) or not _HEADS.isdisjoint(map(type, records[head:])):
            return False
        starts = [record.start for record in records[head:]]
        return all(  # most marks begin after the one before: only of the others is the whole order asked
            one < two or records[number].order <= records[number + 1].order
            for number, (one, two) in enumerate(pairwise(starts), start=head)
        )
    keys = [record.order for record in records]
    return keys == sorted(keys)


def _unreadable(form: str, data: bytes) -> list[Fault]:
    """Faults that make a file impossible to read, line by line."""
    if not data:
        return [Fault(0, "empty-file", "there is nothing in the file; remove it, or restore its records")]
    if data.startswith(b"\xef\xbb\xbf"):
        return [Fault(1, "byte-order-mark", "the file begins with a byte order mark; save it as UTF-8 without one")]
    decoder = _DECODERS[form]
    faults: list[Fault] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if len(line) > LONGEST:
            faults.append(Fault(number, "overlong-line", f"the line has {len(line):,} bytes; a record has at most {LONGEST:,}"))
        elif line.startswith((b"<<<<<<< ", b"=======", b">>>>>>> ", b"||||||| ")):
            message = f"a conflict marker of git, {line[:7].decode()}; settle the merge, keep one version of each record"
            faults.append(Fault(number, "conflict-marker", message))
        elif b"\r" in line:
            faults.append(Fault(number, "carriage-return", "the line ends in CR LF or holds a CR; lines end in LF alone"))
        elif line:
            try:
                decoder.decode(line)
            except UnicodeDecodeError as error:
                message = f"byte {error.start + 1} of a string is not UTF-8 (0x{error.object[error.start]:02x}); save the file as UTF-8"
                faults.append(Fault(number, "not-utf-8", message))
            except (msgspec.MsgspecError, RecursionError) as error:
                faults.append(Fault(number, "malformed-record", f"{error}".replace("`", "'")))
    return faults


def _uncanonical(form: str, data: bytes, records: Sequence[Record]) -> list[Fault]:
    """The first line that is not as :func:`dump` would write it."""
    if not records:
        return [Fault(0, "empty-file", "there is no record in the file; remove it, or restore its records")]
    wanted = dump(form, records)
    if wanted == data:
        return []
    there, should = data.split(b"\n"), wanted.split(b"\n")
    number = next((n for n, (a, b) in enumerate(zip(there, should, strict=False)) if a != b), min(len(there), len(should)))
    same = sorted(filter(None, there)) == sorted(filter(None, should))
    what = "the order of lines (or a blank line, or the line end of the last)" if same else "the spelling of the record"
    return [Fault(number + 1, "not-canonical", f"{what} is not the canonical one; run `steppe format`")]
