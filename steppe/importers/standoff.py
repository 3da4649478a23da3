"""The lines of brat's standoff format (``.ann``), one by one."""

from collections.abc import Iterator

from msgspec import Struct

from ..text import shown
from .carried import Loss

_MOST = 2**31 - 1


class TextBound(Struct, frozen=True):
    """``T1<TAB>Type 0 4;9 12<TAB>text``: a stretch of text, perhaps in fragments."""

    name: str
    line: int
    type: str
    fragments: tuple[tuple[int, int], ...]
    quote: str


class Happening(Struct, frozen=True):
    """``E1<TAB>Type:T1 Role:T2``: an event."""

    name: str
    line: int
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


class Related(Struct, frozen=True):
    """``R1<TAB>Type Arg1:T1 Arg2:T2``: a relation; ``*<TAB>Equiv T1 T2 T3`` has arguments without a role."""

    name: str
    line: int
    type: str
    arguments: tuple[tuple[str, str], ...]


class Attribute(Struct, frozen=True):
    """``A1<TAB>Name E1 Value``; in older files ``M1``."""

    name: str
    line: int
    type: str
    target: str
    value: str


Line = TextBound | Happening | Related | Attribute
_UNCARRIED = {"N": ("normalisation", "an entry of another resource"), "#": ("note", "a note of an annotator")}


def read_standoff(file: str, data: bytes, losses: list[Loss]) -> Iterator[Line]:
    """The annotations of a file; of a line that cannot be carried, or not be read, the ledger gets an entry."""
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        written = raw.removesuffix(b"\r")
        if not written.strip():
            continue
        try:
            line = written.decode()
        except UnicodeDecodeError as error:
            what = shown(written.decode("utf-8", "replace"))
            losses.append(Loss(file, number, "not-utf-8", what, f"byte 0x{written[error.start]:02x} is not UTF-8"))
            continue
        name = line.partition("\t")[0].strip()
        if name[:1] in _UNCARRIED and "\t" in line:
            kind, why = _UNCARRIED[name[:1]]
            losses.append(Loss(file, number, kind, shown(line), f"{why}: the corpus has no place for it"))
            continue
        try:
            yield _line(name, number, line)
        except ValueError as error:
            losses.append(Loss(file, number, "malformed-line", shown(line), f"the line cannot be read: {error}"))


def _line(name: str, number: int, line: str) -> Line:
    fields = line.split("\t", 2)
    if len(fields) < 2:
        raise ValueError("there is no tab after the id")
    words = fields[1].split()
    if not words:
        raise ValueError("there is no type")
    match name[:1]:
        case "T":
            return TextBound(name, number, words[0], _fragments(words[1:]), fields[2] if len(fields) > 2 else "")
        case "E":
            (type_, trigger), *arguments = map(_pair, words)
            return Happening(name, number, type_, trigger, tuple(arguments))
        case "R":
            return Related(name, number, words[0], tuple(map(_pair, words[1:])))
        case "*":
            return Related(name, number, words[0], tuple(("", word) for word in words[1:]))
        case "A" | "M":
            if len(words) < 2:
                raise ValueError("the attribute has no target")
            return Attribute(name, number, words[0], words[1], " ".join(words[2:]))
    raise ValueError("no kind of annotation begins so")


def _fragments(words: list[str]) -> tuple[tuple[int, int], ...]:
    """The offsets of ``0 4;9 12``."""
    found = []
    for fragment in " ".join(words).split(";"):
        ends = fragment.split()
        if len(ends) != 2 or not all(end.isascii() and end.isdigit() and int(end[:11]) <= _MOST for end in ends):
            raise ValueError(f"{shown(fragment)} is no pair of offsets")
        found.append((int(ends[0]), int(ends[1])))
    return tuple(found)


def _pair(word: str) -> tuple[str, str]:
    """Role and filler."""
    role, colon, filler = word.rpartition(":")
    if not colon or not role:
        raise ValueError(f"{shown(word)} should be two words with a colon between")
    return role, filler
