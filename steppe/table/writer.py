"""Tables on disk: rows become columns batch by batch, and columns Parquet row groups, in bounded memory."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from ..labels import Labels
from ..settings import Settings
from ..store import Document, Registry
from . import pairs
from .articles import articles, passes
from .claims import claims
from .columns import Column, Leaf, array, arrays, from_numpy, integers, repeating, schema
from .config import Common
from .content import Content
from .coreference import coreference
from .pairs import Pairs
from .sentences import entities, events
from .view import Batch, View

BATCH = 256
"""Articles that are turned into columns at once."""
_GOLD = (articles, entities, events, claims, coreference)
"""The configs whose rows come from articles of gold, one article at a time."""
_PAIRS = 4096
"""Claim pairs that are turned into columns at once."""
GROUP = 8 << 20
"""Bytes of columns that make a row group."""


class Written(Struct, frozen=True):
    """One Parquet file of the dataset."""

    config: str
    split: str
    path: str
    """Relative to the dataset."""
    rows: int
    columns_bytes: int
    file_bytes: int
    content: str
    """The fingerprint of what it says (see :class:`steppe.table.content.Content`)."""


def by_config(written: Iterable[Written]) -> dict[str, list[Written]]:
    """Files by their config, in their order."""
    found: dict[str, list[Written]] = {}
    for file in written:
        found.setdefault(file.config, []).append(file)
    return found


class Table:
    """One Parquet file that is being written."""

    def __init__(self, folder: Path, config: str, split: str, columns: tuple[Column, ...]) -> None:
        self.config = config
        self.split = split
        self.path = f"data/{config}/{split}.parquet"
        self.schema = schema(columns)
        self._content = Content()
        self._waiting: list[pa.RecordBatch] = []
        self._bytes = self._total = 0
        self._file = folder / self.path
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(
            self._file,
            self.schema,
            compression="zstd",
            store_schema=False,  # it would carry the writer's version into the bytes
            use_dictionary=list(repeating(columns)),
            column_encoding=dict.fromkeys(integers(columns), "DELTA_BINARY_PACKED"),
            write_statistics=[column.name for column in columns if isinstance(column, Leaf)],  # nobody filters by what is nested
        )

    def add(self, columns: list[pa.Array]) -> None:
        """Append rows, given as columns."""
        batch = pa.RecordBatch.from_arrays(columns, schema=self.schema)
        self._content.update(batch)
        self._waiting.append(batch)
        self._bytes += batch.nbytes
        if self._bytes >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting, self.schema).combine_chunks()
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._total += self._bytes
            self._waiting, self._bytes = [], 0

    def close(self) -> Written:
        """Finish the file."""
        self._flush()
        self._writer.close()
        size = self._file.stat().st_size
        return Written(self.config, self.split, self.path, self._content.rows, self._total, size, self._content.hexdigest())

    def abandon(self) -> None:
        """Close the file as it is."""
        self._writer.close()


class Tables:
    """The tables of a dataset that is being written to a folder.

    Fed with gold articles and passes in any order of splits; the files say what the order of feeding says.
    """

    def __init__(self, folder: Path, registry: Registry, labels: Labels, settings: Settings, only: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.registry = registry
        self.labels = labels
        self.settings = settings
        common = Common(labels, settings)
        self.configs = [make(common) for make in _GOLD if not only or make.__name__ in only]
        self.passes = passes(common)
        self.pairs = Pairs(registry, labels, settings) if not only or "claim_pairs" in only else None
        self.related: dict[str, dict[str, dict[str, int]]] = {}
        """Once the files are finished, how often each label of claim pairs stands in each split: inventory, label, split."""
        self._waiting: dict[tuple[str, str], list[View]] = {}
        self._tables: dict[tuple[str, str], Table] = {}

    def add(self, document: Document) -> None:
        """Append an article of gold."""
        view = View(document, self.registry, self.labels)
        self._wait("gold", view)
        if self.pairs:
            self.pairs.add(view)

    def add_pass(self, document: Document, registry: Registry) -> None:
        """Append an annotator's pass over an article."""
        self._wait("passes", PassView(document, registry, self.labels))

    def _wait(self, kind: str, view: View) -> None:
        split = self.settings.split(view.article.tier, view.article.incident)
        waiting = self._waiting.setdefault((kind, split), [])
        waiting.append(view)
        if len(waiting) == BATCH:
            self._write(kind, split)

    def _write(self, kind: str, split: str) -> None:
        """Turn the articles that wait into rows, and these into columns."""
        batch = Batch(self._waiting.pop((kind, split)))
        heads = [view.article for view in batch.views]
        for config in self.configs if kind == "gold" else [self.passes]:
            rows, counts = config.rows(batch)
            if len(rows):
                which = from_numpy(np.repeat(np.arange(len(counts)), counts))
                columns = [head.take(which) for head in arrays(config.head, heads, "heads", batch.made)]
                columns += arrays(config.columns, rows, config.of, batch.made)
                self._table(config.name, split, config.all_columns).add(columns)

    def _table(self, config: str, split: str, columns: tuple[Column, ...]) -> Table:
        if (config, split) not in self._tables:
            self._tables[config, split] = Table(self.folder, config, split, columns)
        return self._tables[config, split]

    def close(self) -> list[Written]:
        """Finish all files, and say what they are: configs in order, the splits of each as the settings have them."""
        for kind, split in list(self._waiting):
            self._write(kind, split)
        if self.pairs:
            columns = pairs.columns(self.labels, self.settings)
            by_split = self.pairs.by_split()
            self.related = self.pairs.counts(by_split)
            for split, rows in by_split.items():
                for start in range(0, len(rows), _PAIRS):
                    batch = rows[start : start + _PAIRS]
                    self._table("claim_pairs", split, columns).add([array(column, batch) for column in columns])
        order = list(features(self.labels, self.settings))
        written = [table.close() for table in self._tables.values()]
        return sorted(written, key=lambda file: (order.index(file.config), self.settings.splits.index(file.split)))

    def abandon(self) -> None:
        """Close all files as they are, after a failure."""
        for table in self._tables.values():
            table.abandon()


class PassView(View):
    """A view of a pass: of a document that one annotator marked alone."""

    @property
    def done(self) -> Any:
        """The pass itself."""
        return self.document.passes[0]


def features(labels: Labels, settings: Settings) -> dict[str, tuple[Column, ...]]:
    """The columns of every config that a dataset can have, in order."""
    common = Common(labels, settings)
    made = {make.__name__: make(common).all_columns for make in _GOLD}
    return {**made, "claim_pairs": pairs.columns(labels, settings), "passes": passes(common).all_columns}
