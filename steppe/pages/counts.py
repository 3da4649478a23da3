"""Counts of what is in the dataset: ``counts.json``, and the numbers of the card."""

from typing import Any

import msgspec

from ..table import Written
from ..tally import LAYERS, Tally


def counts(tally: Tally, written: list[Written]) -> bytes:
    """``counts.json``: rows and content of each file, and how often each label stands in each split."""
    settings = tally.settings
    tables: dict[str, Any] = {}
    for file in written:
        tables.setdefault(file.config, {})[file.split] = {"rows": file.rows, "content": file.content}
    inventories = ("zone", "mention", "level", "trigger", "polarity", "modality", "role", "source_kind", "mode", "certainty", "facet")
    labels = {
        inventory: {
            label: {split: number for split in settings.splits if (number := tally.used[inventory, label, split])}
            for label in getattr(tally.labels, inventory)
        }
        for inventory in inventories
    }
    layers = {layer: {split: tally.layers[layer, split] for split in settings.splits} for layer in LAYERS}
    whole = {"name": settings.name, "version": settings.version, "tables": tables, "layers": layers, "labels": labels}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
