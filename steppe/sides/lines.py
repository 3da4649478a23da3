"""Files in the corpus's own form: articles one after another, and registries."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from ..model import Article, Cluster, Pass, Record
from ..store import Document, Registry, parse
from ..store.form import ARTICLE, Fault, arranged
from ..text import shown
from .checks import faults
from .reading import data_of
from .side import SideError

_HEAD = re.compile(rb'"kind"\s*:\s*"article"')
_HEADS = {Article, Pass}


class Chunk(Struct, frozen=True, gc=False):
    """The lines of one article in a file: bytes from ``start`` to ``end``, of which the first is line ``line``."""

    path: str
    start: int
    end: int
    line: int


def chunks(path: str, data: bytes) -> list[tuple[str, Chunk]]:
    """Where the articles of a file begin and end, by their names."""
    starts = [data.rfind(b"\n", 0, match.start()) + 1 for match in _HEAD.finditer(data)]
    if not starts or data[: starts[0]].strip():
        raise _headless(path, data)
    found = []
    line = data.count(b"\n", 0, starts[0]) + 1
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        (article, *_) = read_records(ARTICLE, data[start:end].partition(b"\n")[0], path, line)
        if not isinstance(article, Article):
            raise SideError(f"{path}:{line}: a record that is no article; an article should begin here")
        found.append((article.name, Chunk(path, start, end, line)))
        line += data.count(b"\n", start, end)
    return found


def _headless(path: str, data: bytes) -> SideError:
    """What is said of a file whose first record is no article."""
    number, line = next(((number, line) for number, line in enumerate(data.split(b"\n"), start=1) if line.strip()), (0, b""))
    (record, *_) = read_records(ARTICLE, line, path, number)
    return SideError(f"{path}:{number}: {record.called} stands before any article; a record of kind 'article' comes before its marks")


def read_records(form: str, data: bytes, path: str, line: int = 1) -> list[Record]:
    """The records in bytes that begin on a line of a file, whether or not their form is canonical."""
    records, found = parse(form, data, sound=b"\r" not in data)
    found = [fault for fault in found if fault.name != "not-canonical"]
    if found or not records:
        raise fault_of(path, found, line)
    return records


def fault_of(path: str, found: Sequence[Fault], line: int = 1) -> SideError:
    """The first of some faults, in a part of a file that begins on a line."""
    fault = found[0]
    place = f"{path}:{fault.line + line - 1}" if fault.line else path
    return SideError(f"{place}: {fault.message}")


def sound(document: Document, path: str, source: str | bytes, line: int = 1) -> None:
    """Make sure that the marks of an article can be compared; ``source`` is where, or what, was read.

    Raises:
        SideError: they cannot.
    """

    def number(record: Record) -> int:
        data = source if isinstance(source, bytes) else data_of(source)
        return nth_line(data, document.line(record), line)

    for record, message in faults(document, lambda record: f"line {number(record)}"):
        raise SideError(f"{path}:{number(record)}: {message}")


def nth_line(data: bytes, number: int, line: int = 1) -> int:
    """The line of the nth record, from 1, of bytes that begin on a line: blank lines hold none."""
    there = [number for number, text in enumerate(data.split(b"\n"), start=line) if text.strip()]
    return there[number - 1]


def in_reading_order(document: Document) -> Document:
    """The document, its records in canonical order: somebody else's file may have them in any."""
    marks: list[Any] = [record for record in document.records if type(record) not in _HEADS]
    starts = [mark.start for mark in marks]
    doubtful = [number for number, (one, two) in enumerate(pairwise(starts)) if one >= two]
    if all(marks[number].order <= marks[number + 1].order for number in doubtful):
        return document
    return Document(document.path, arranged(ARTICLE, document.records), document.text)


def consistent(registry: Registry, folder: str) -> Registry:
    """A registry whose ids stand once and whose relations lead to clusters.

    Raises:
        SideError: it is not so.
    """
    clusters: list[Cluster] = registry.records["clusters"]
    for name in ("entities", "events", "clusters"):
        seen: dict[str, int] = {}
        for line, record in enumerate(registry.records[name], start=1):
            if (first := seen.setdefault(record.id, line)) != line:
                path = f"{folder}/{name}.jsonl"
                message = f"the id {shown(record.id)} stands already at line {nth_line(data_of(path), first)}; an id stands once"
                raise SideError(f"{path}:{nth_line(data_of(path), line)}: {message}")
    known = {cluster.id for cluster in clusters}
    for line, relation in enumerate(registry.relations, start=1):
        for key, end in (("a", relation.a), ("b", relation.b)):
            if end not in known:
                path = f"{folder}/relations.jsonl"
                message = f"{key} is {shown(end)}, which is no cluster; it should be the id of one"
                raise SideError(f"{path}:{nth_line(data_of(path), line)}: {message}")
    return registry
