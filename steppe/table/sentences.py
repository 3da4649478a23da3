"""Tables with a row for each sentence: its tokens and mentions, and its events."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from ..labels import Labels
from .columns import Column, Computed, Items, Leaf, Under, each, label, listed, strings
from .config import Common, Config, offsets, sentence_rows
from .tokens import Tokens
from .view import Batch, Rows


def entities(common: Common) -> Config:
    """A sentence with its tokens, BIO tags and mentions."""
    labels = common.labels
    cut = _Cut(labels)

    def tokens(name: str, make: Callable[[Tokens], pa.Array], kind: str = "string", inventory: tuple[str, ...] = ()) -> Computed:
        return Computed(name, lambda rows: cut.of(rows).lists(make(cut.of(rows))), kind, inventory, many=True, optional=True)

    columns: tuple[Column | Under, ...] = (
        *common.sentence,
        label("zone", each("zone"), labels.zone),
        tokens("tokens", lambda found: found.strings),
        tokens("token_starts", lambda found: found.text_starts, "int32"),
        tokens("token_ends", lambda found: found.text_ends, "int32"),
        Computed("tags", cut.tags, labels=cut.tag_names, many=True, optional=True),
        Items(
            "mentions",
            _mentions,
            (*common.mention, Computed("text", lambda rows: strings(rows.batch.mention_texts, optional=True), optional=True, varied=True)),
            of="mentions",
        ),
    )
    return Config("entities", common.head, columns, sentence_rows, "sentences")


def events(common: Common) -> Config:
    """A sentence with its triggers and their arguments; sentences without events too."""
    labels = common.labels
    columns: tuple[Column | Under, ...] = (
        *common.sentence,
        Items(
            "triggers",
            _triggers,
            (
                Under(each("mark"), common.trigger),
                Computed("text", lambda rows: strings(rows.batch.trigger_texts, optional=True), optional=True, varied=True),
                label("polarity", each("polarity"), labels.polarity),
                label("modality", each("modality"), labels.modality),
                Leaf("event_name", each("event_name")),
                Items(
                    "arguments",
                    listed("arguments"),
                    (
                        label("role", each("role"), labels.role),
                        Leaf("filler", each("filler"), varied=True),
                        *offsets(),
                        Leaf("text", each("text"), optional=True, varied=True),
                        label("type", each("type"), (*labels.mention, *labels.trigger)),
                    ),
                ),
            ),
            of="triggers",
        ),
    )
    return Config("events", common.head, columns, sentence_rows, "sentences")


def _mentions(rows: Rows) -> tuple[Any, Rows]:
    batch = rows.batch
    return batch.by_sentence(batch.mention_homes), Rows(batch.mentions, batch)


def _triggers(rows: Rows) -> tuple[Any, Rows]:
    batch = rows.batch
    return batch.by_sentence(batch.homes(batch.trigger_places)), Rows(batch.told, batch)


class _Cut:
    """The tokens of the sentences that are being written, cut once for the columns made of them."""

    def __init__(self, labels: Labels) -> None:
        self.kinds = {name: number for number, name in enumerate(labels.mention)}
        self.tag_names = ("O", *(prefix + name for name in labels.mention for prefix in ("B-", "I-")))
        self._batch: Batch | None = None
        self._tokens = Tokens([], [])

    def of(self, rows: Rows) -> Tokens:
        if rows.batch is not self._batch:
            self._batch, self._tokens = rows.batch, Tokens([row.text for row in rows], [row.start for row in rows])
        return self._tokens

    def tags(self, rows: Rows) -> pa.Array:
        tokens, batch = self.of(rows), rows.batch
        marks, kinds, homes = batch.mentions, self.kinds, batch.mention_homes
        base = np.fromiter([row.start for row in rows], np.int64, len(rows))[homes]
        start = (batch.mention_places & 0xFFFFFFFF) - base
        end = np.fromiter([mark.end for mark in marks], np.int64, len(marks)) - base
        kind = np.fromiter([kinds[mark.type] for mark in marks], np.int64, len(marks))
        if None in (texts := [row.text for row in rows]):
            there = np.fromiter([text is not None for text in texts], bool, len(rows))[homes]
            homes, start, end, kind = homes[there], start[there], end[there], kind[there]
        return tokens.lists(tokens.tags(homes, start, end, kind, self.tag_names))
