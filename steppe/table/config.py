"""What a config is, and the columns that several have."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ..labels import Labels
from ..settings import Settings
from .columns import Column, Leaf, Under, each, flat, label
from .view import Batch, Rows

Counts = NDArray[np.int64]


class Config(Struct, frozen=True):
    """One config: a table with a row for each thing of one kind."""

    name: str
    head: tuple[Leaf, ...]
    """Columns that are the same for all rows of an article; their rows are articles."""
    columns: tuple[Column | Under, ...]
    rows: Callable[[Batch], tuple[Sequence[Any], Counts]]
    """The rows that a batch of articles gives, and how many of them each article gives."""
    of: str
    """What its rows are; configs whose rows are the same share the columns that they have in common."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.head, *flat(self.columns))


class Common:
    """Columns that several configs have: one object each, so that a batch makes them once for all."""

    def __init__(self, labels: Labels, settings: Settings) -> None:
        self.labels = labels
        self.settings = settings
        self.head = (
            Leaf("article", each("name")),
            label("tier", each("tier"), settings.tier),
            Leaf("publisher", each("publisher")),
            Leaf("published", each("published")),
            label("incident", each("incident"), settings.incident),
        )
        self.mention = (
            Leaf("id", each("id"), varied=True),
            *offsets(),
            label("type", each("type"), labels.mention),
            label("level", each("level"), labels.level, optional=True),
            Leaf("refers_to", each("refers_to"), optional=True, varied=True),
            Leaf("value", each("value"), optional=True),
        )
        self.trigger = (
            Leaf("id", each("id"), varied=True),
            *offsets(),
            label("type", each("type"), labels.trigger),
            Leaf("event", each("refers_to")),
        )
        self.sentence = (
            Leaf("sentence", each("number"), "int32"),
            *offsets(),
            Leaf("text", each("text"), optional=True, varied=True),
        )


def offsets() -> tuple[Leaf, ...]:
    """Start and end, in code points, half-open."""
    return (Leaf("start", each("start"), "int32"), Leaf("end", each("end"), "int32"))


def one_each(batch: Batch) -> tuple[Sequence[Any], Counts]:
    """A row for each article: its view."""
    return batch.views, np.ones(len(batch.views), np.int64)


def sentence_rows(batch: Batch) -> tuple[Sequence[Any], Counts]:
    """A row for each sentence."""
    return Rows(batch.sentences, batch), batch.counts("sentences")
