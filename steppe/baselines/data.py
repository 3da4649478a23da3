"""What the baselines learn from and work on: rows of a built dataset, read as anybody would read them.

A split to learn from has its marks (:class:`Split`). Of a split to work on, systems see :class:`steppe.baselines.given.Given`: what is
given in their task and nothing else, so that no answer can leak into an output.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from .shapes import fault

Row = dict[str, Any]
HEAD = ("article", "tier", "publisher", "published", "incident")
"""The columns that every row of an article begins with."""


class DatasetError(ValueError):
    """A dataset has not what is asked of it."""


class Token(Struct, frozen=True, gc=False):
    """A token with its place in the text of the article: code points, half-open."""

    text: str
    start: int
    end: int


class Span(Struct, frozen=True, gc=False):
    """A mention or a trigger: where it is in the text of the article, and its type."""

    start: int
    end: int
    type: str
    id: str = ""
    says: str = ""
    """What the text reads there."""


class Filled(Struct, frozen=True, gc=False):
    """An argument of an event: the id of the trigger, the role, and the id of the mention or trigger that fills it."""

    trigger: str
    role: str
    filler: str


class Sentence(Struct, frozen=True):
    """A sentence with its tokens; with its marks, where it is one to learn from."""

    head: Row
    """What all rows of the article say."""
    number: int
    """Among the sentences of the article, from 0."""
    start: int
    end: int
    text: str
    zone: str
    tokens: tuple[Token, ...]
    mentions: tuple[Span, ...] = ()
    triggers: tuple[Span, ...] = ()
    arguments: tuple[Filled, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """Polarity and modality of each trigger."""

    @property
    def article(self) -> str:
        name: str = self.head["article"]
        return name

    def says(self, start: int, end: int) -> str:
        """What the text reads at a place of the sentence."""
        return self.text[start - self.start : end - self.start]

    def tokens_in(self, start: int, end: int) -> range:
        """The numbers of the tokens that lie in a place."""
        inside = [number for number, token in enumerate(self.tokens) if start <= token.start and token.end <= end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


class Split:
    """One split of a built dataset, or several taken together. Configs are read when they are asked for."""

    def __init__(self, dataset: Path, names: Sequence[str]) -> None:
        self.dataset = dataset
        self.names = tuple(dict.fromkeys(names))
        self._tables: dict[str, list[Row]] = {}

    @property
    def called(self) -> str:
        return " + ".join(self.names)

    def rows(self, config: str) -> list[Row]:
        """The rows of a config, one split after another.

        Raises:
            DatasetError: the dataset has no such config, or not this split of it, or a row is not in its form.
        """
        if config not in self._tables:
            self._tables[config] = [row for name in self.names for row in _read(config, self._file(config, name))]
        return self._tables[config]

    def with_text(self, config: str, column: str = "text") -> list[Row]:
        """The rows of a config that have text.

        Raises:
            DatasetError: none has, or as in :meth:`rows`.
        """
        rows = self.rows(config)
        found = [row for row in rows if row.get(column) is not None]
        if rows and not found:
            raise DatasetError(
                f"{self.dataset}: no row of {config}, split {self.called}, has text; "
                "name a split that has, or give a dataset that `steppe hydrate` wrote with the texts"
            )
        return found

    def _file(self, config: str, name: str) -> Path:
        folder = self.dataset / "data" / config
        file = folder / f"{name}.parquet"
        if not file.is_file():
            there = ", ".join(sorted(path.stem for path in folder.glob("*.parquet")))
            what = f"it has {there}" if there else "a built dataset has data/CONFIG/SPLIT.parquet"
            raise DatasetError(f"{self.dataset}: there is no split {name!r} of {config}; {what}")
        return file

    def schema(self, config: str) -> pa.Schema:
        """The columns of a config."""
        return pq.read_schema(self._file(config, self.names[0])).remove_metadata()

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that have text, with their mentions and triggers: rows of ``entities`` joined to rows of ``events``."""
        told = {(row["article"], row["sentence"]): row["triggers"] for row in self.rows("events")}
        return [_sentence(row, told.get((row["article"], row["sentence"]), ())) for row in self.with_text("entities")]


def _read(config: str, file: Path) -> list[Row]:
    try:
        rows: list[Row] = pq.read_table(file).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{file}: it cannot be read as Parquet: {str(error).splitlines()[0]}") from error
    if message := fault(config, rows):
        raise DatasetError(f"{file}: {message}")
    return rows


def _sentence(row: Row, triggers: Iterable[Row]) -> Sentence:
    triggers = list(triggers)
    places = zip(row["tokens"], row["token_starts"], row["token_ends"], strict=True)
    return Sentence(
        head={column: row[column] for column in HEAD},
        number=row["sentence"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        zone=row["zone"],
        tokens=tuple(Token(*place) for place in places),
        mentions=tuple(_span(mention) for mention in row["mentions"]),
        triggers=tuple(_span(trigger) for trigger in triggers),
        arguments=tuple(
            Filled(trigger["id"], argument["role"], argument["filler"]) for trigger in triggers for argument in trigger["arguments"]
        ),
        labels=tuple((trigger["polarity"], trigger["modality"]) for trigger in triggers),
    )


def _span(mark: Row) -> Span:
    return Span(mark["start"], mark["end"], mark["type"], mark["id"], mark["text"] or "")


def by_article(sentences: Iterable[Sentence]) -> dict[str, list[Sentence]]:
    """Sentences by their article, in order."""
    found: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.article, []).append(sentence)
    return found
