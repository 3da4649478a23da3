"""Tables of rows on disk: Parquet, what ``save_to_disk`` writes, and JSON."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from ..text import shown
from .arrow import rows
from .reading import data_of
from .shapes import AnyRow, Shape, needed, shape_of, wanted
from .side import SideError
from .words import Words, told
from .wrong import Spot
from .wrong import told as said

BATCH = 512
"""Rows that are Python values at once."""
Raw = Iterator[dict[str, Any]]


class Table(Struct, frozen=True):
    """The rows of one file: its columns, what its numbers stand for, and the rows when they are asked for, by wanted columns."""

    file: str
    columns: set[str]
    names: dict[str, tuple[str, ...]]
    raw: Callable[[list[str]], Raw]

    @property
    def shape(self) -> Shape:
        """What its rows are.

        Raises:
            SideError: it has the columns of no config, or lacks one that its rows need.
        """
        shape = shape_of(self.columns)
        there = shown(", ".join(sorted(self.columns)), 200)
        if shape is None:
            raise SideError(
                f"{self.file}: the columns are {there}; they should be those of a config of the dataset, such as article and mentions"
            )
        for name in needed(shape):
            if name not in self.columns:
                raise SideError(f"{self.file}: there is no column {name!r}; the columns are {there}")
        return shape

    def rows(self, first: int) -> Iterator[tuple[Spot, AnyRow]]:
        """The rows, of which the first has number ``first``.

        Raises:
            SideError: a row is not in its form.
        """
        shape = self.shape
        for number, row in enumerate(self.raw(wanted(shape, self.columns)), start=first):
            try:
                yield Spot(self.file, number), msgspec.convert(row, shape)
            except msgspec.ValidationError as error:
                raise Spot(self.file, number).wrong(said(error, row)) from None

    def words(self, fallback: dict[str, tuple[str, ...]]) -> Words:
        """The words of its labels."""
        return Words(fallback | self.names)


def table_of(path: str) -> Table:
    """The table in a file, by the file's ending.

    Raises:
        SideError: it cannot be read.
    """
    if path.endswith(".parquet"):
        return _parquet(path)
    return _arrow(path) if path.endswith(".arrow") else _json(path)


def _parquet(path: str) -> Table:
    def raw(columns: list[str]) -> Raw:
        with pq.ParquetFile(path) as file:
            names = [name for name in columns if name in file.schema_arrow.names]
            for batch in file.iter_batches(BATCH, columns=names):
                yield from rows(batch)

    with _guarded(path, "Parquet"), pq.ParquetFile(path) as file:
        schema = file.schema_arrow
    return Table(path, set(schema.names), _names(schema), lambda columns: _careful(path, "Parquet", raw(columns)))


def _arrow(path: str) -> Table:
    def raw(columns: list[str]) -> Raw:
        with pa.OSFile(path) as file, pa.ipc.open_stream(file) as stream:
            names = [name for name in stream.schema.names if name in columns]
            for batch in stream:
                batch.validate()
                for start in range(0, batch.num_rows, BATCH):
                    yield from rows(batch.slice(start, BATCH).select(names))

    with _guarded(path, "Arrow"), pa.OSFile(path) as file, pa.ipc.open_stream(file) as stream:
        schema = stream.schema
    return Table(path, set(schema.names), _names(schema), lambda columns: _careful(path, "Arrow", raw(columns)))


def _json(path: str) -> Table:
    data = data_of(path)
    first = next(_objects(path, data), {})
    return Table(path, set(first), {}, lambda columns: _objects(path, data))


def _objects(path: str, data: bytes) -> Raw:
    """The rows of JSON lines, or of one JSON list."""
    lines: Any = (line for line in data.split(b"\n") if line.strip())
    if data.lstrip()[:1] == b"[":
        try:
            lines = msgspec.json.decode(data, type=list[msgspec.Raw])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise SideError(f"{path}: is no JSON list of rows: {error}") from None
    for number, line in enumerate(lines):
        try:
            row = msgspec.json.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise Spot(path, number).wrong(f"it is no JSON: {error}") from None
        if not isinstance(row, dict):
            raise Spot(path, number).wrong(f"it is {shown(repr(row))}; it should be an object with a key for each column")
        yield row


def _names(schema: pa.Schema) -> dict[str, tuple[str, ...]]:
    """The class labels that the features in a schema tell."""
    try:
        told_of = json.loads((schema.metadata or {}).get(b"huggingface", b"{}"))
        return told(told_of["info"]["features"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


class _guarded:  # noqa: N801
    """Turns what the reader of a form raises into one error that names the file."""

    def __init__(self, path: str, form: str) -> None:
        self.path = path
        self.form = form

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, pa.ArrowException | OSError | ValueError) and not isinstance(error, SideError):
            reason = str(error).split("\n", 1)[0]
            raise SideError(f"{self.path}: cannot be read as {self.form}: {reason}") from None


def _careful(path: str, form: str, raw: Raw) -> Raw:
    """Rows, with the errors of their reader told."""
    with closing(raw):  # type: ignore[type-var]
        while True:
            with _guarded(path, form):
                row = next(raw, None)
            if row is None:
                return
            yield row
