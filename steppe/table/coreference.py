"""The table of coreference: every mention and trigger with the registry entry that it refers to."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from ..model import Mention, Trigger
from .columns import Column, Computed, Leaf, arrays, from_numpy, strings
from .config import Common, Config, Counts
from .view import Batch, Rows


class References(Rows):
    """The mentions and triggers of a batch that refer to the registry, in reading order.

    ``order`` are their places among all mentions, then all triggers.
    """

    def __init__(self, batch: Batch) -> None:
        marks: list[Mention | Trigger] = [*batch.mentions, *(told.mark for told in batch.told)]
        places = np.concatenate((batch.mention_places, batch.trigger_places))
        refers = np.fromiter([bool(mark.refers_to) for mark in marks], np.bool_, len(places))
        order = np.argsort(places, kind="stable")
        self.order = order[refers[order]]
        self.places = places[self.order]
        super().__init__([marks[number] for number in self.order.tolist()], batch)


def coreference(common: Common) -> Config:
    """A mention or a trigger with the cluster it is in."""
    labels = common.labels
    pairs = zip(common.mention, common.trigger, strict=False)
    leaves = {mention.name: (mention, trigger) for mention, trigger in pairs if mention.name == trigger.name}
    types = (*labels.mention, *labels.trigger)

    def shared(name: str, kind: str = "string", inventory: tuple[str, ...] = (), *, varied: bool = False) -> Column:
        mention, trigger = leaves[name]
        return Computed(name, lambda rows: _taken(rows, mention, trigger), kind, inventory, varied=varied)

    columns: tuple[Column, ...] = (
        Computed("kind", lambda rows: strings(["mention", "trigger"]).take(from_numpy(rows.order >= len(rows.batch.mentions)))),
        shared("id", varied=True),
        shared("start", "int32"),
        shared("end", "int32"),
        shared("type", inventory=types),
        Leaf("cluster", lambda rows: [row.refers_to for row in rows], varied=True),
        Leaf("cluster_name", _names),
        Computed("text", _texts, optional=True, varied=True),
        Computed("sentence", _sentences, optional=True, varied=True),
    )
    return Config("coreference", common.head, columns, _rows, "references")


def _rows(batch: Batch) -> tuple[Sequence[Any], Counts]:
    rows = References(batch)
    return rows, np.bincount(rows.places >> 32, minlength=len(batch.views))


def _taken(rows: References, mention: Leaf, trigger: Leaf) -> pa.Array:
    """A column that mentions and triggers have each, in the order of the rows."""
    batch = rows.batch
    one = arrays([mention], batch.mentions, "mentions", batch.made)
    two = arrays([trigger], [told.mark for told in batch.told], "triggers", batch.made)
    return pa.concat_arrays([*one, *two]).take(from_numpy(rows.order))


def _names(rows: Any) -> list[str]:
    names = rows.batch.views[0].registry.names
    return [names[row.refers_to] for row in rows]


def _texts(rows: References) -> pa.Array:
    texts = [*rows.batch.mention_texts, *rows.batch.trigger_texts]
    return strings([texts[number] for number in rows.order.tolist()], optional=True)


def _sentences(rows: References) -> pa.Array:
    sentences = strings([sentence.text for sentence in rows.batch.sentences], optional=True)
    return sentences.take(from_numpy(rows.batch.homes(rows.places)))
