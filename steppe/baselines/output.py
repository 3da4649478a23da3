"""What a baseline hands over: rows as the dataset has them, and a line on what it learnt."""

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from ..model import spelled
from ..store import files
from .data import Row, Sentence

TABLE = ".parquet"
"""The ending of files that are written as Parquet; others are JSON Lines."""


class Output(Struct, frozen=True):
    """The rows that a system gives."""

    config: str
    """Whose columns the rows have; they can have more."""
    rows: list[Row]
    learnt: str
    """What the system rests on, in words."""
    nothing: bool
    """Whether there was nothing to learn from, so that no row has an answer."""


def ident(prefix: str, number: int) -> str:
    """The id of this number, from 0."""
    return f"{prefix}-{spelled(number)}"


class Ids:
    """Ids by number, from 0 in each article, so that the same marks get the same ids in every run."""

    def __init__(self) -> None:
        self._next: dict[tuple[str, str], int] = {}

    def of(self, article: str, prefix: str) -> str:
        """The next id of a kind in an article."""
        number = self._next.get((article, prefix), 0)
        self._next[article, prefix] = number + 1
        return ident(prefix, number)


def sentence_row(sentence: Sentence) -> Row:
    """The columns by which a sentence is known."""
    return {**sentence.head, "sentence": sentence.number, "start": sentence.start, "end": sentence.end, "text": sentence.text}


def write(rows: Sequence[Row], file: Path, schema: pa.Schema) -> None:
    """Write rows with the columns of a config, then those that they have besides: Parquet or JSON Lines, by the file's ending.

    A column that a system says nothing of is null.
    """
    more = list(dict.fromkeys(name for row in rows for name in row if name not in schema.names))
    names = [*schema.names, *more]
    whole = [{name: row.get(name) for name in names} for row in rows]
    if file.suffix == TABLE:
        columns = [*schema, *(pa.field(name, pa.array([row[name] for row in whole]).type) for name in more)]
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(whole, schema=pa.schema(columns)), sink)
        data = sink.getvalue().to_pybytes()
    else:
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in whole).encode()
    files.write(file, data)
