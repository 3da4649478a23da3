"""Counting what stands in a corpus: layers and labels, by split."""

from collections import Counter
from typing import Any

from .labels import Labels
from .settings import Settings
from .store import Document

LAYERS = ("articles", "characters", "sentences", "mentions", "triggers", "arguments", "claims", "answers")

INVENTORIES = ("zone", "mention", "level", "trigger", "polarity", "modality", "role", "source_kind", "mode", "certainty", "facet")
"""Inventories of labels whose use is counted."""


class Tally:
    """Counts of layers and labels by split, taken while the articles go by."""

    def __init__(self, labels: Labels, settings: Settings) -> None:
        self.labels = labels
        self.settings = settings
        self.layers: Counter[tuple[str, str]] = Counter()
        """(layer, split)"""
        self.used: Counter[tuple[str, str, str]] = Counter()
        """(inventory, label, split)"""

    def add(self, document: Document) -> None:
        """Count an article of gold."""
        split = self.settings.split(document.article.tier, document.article.incident)
        silent = self.labels.silent
        polarity, modality = self.labels.default(self.labels.polarity), self.labels.default(self.labels.modality)
        layers, used = self.layers, self.used
        layers["articles", split] += 1
        layers["characters", split] += document.article.length
        layers["sentences", split] += sum(zone.type not in silent for _, _, zone in document.sentences)
        layers["mentions", split] += len(document.mentions)
        layers["triggers", split] += len(document.triggers)
        layers["claims", split] += len(document.claims)
        for zone in document.zones:
            used["zone", zone.type, split] += 1
        for mention in document.mentions:
            used["mention", mention.type, split] += 1
            if mention.level:
                used["level", mention.level, split] += 1
        for trigger in document.triggers:
            used["trigger", trigger.type, split] += 1
            used["polarity", trigger.polarity or polarity, split] += 1
            used["modality", trigger.modality or modality, split] += 1
            layers["arguments", split] += len(trigger.arguments)
            for argument in trigger.arguments:
                used["role", argument.role, split] += 1
        for claim in document.claims:
            used["source_kind", claim.source_kind, split] += 1
            used["certainty", claim.certainty, split] += 1
            if claim.mode:
                used["mode", claim.mode, split] += 1
            layers["answers", split] += len(claim.answers)
            for answer in claim.answers:
                used["facet", answer.facet, split] += 1

    def merge(self, other: "Tally") -> None:
        """Add the counts of other articles."""
        self.layers.update(other.layers)
        self.used.update(other.used)

    def counts(self) -> dict[str, dict[str, dict[str, Any]]]:
        """All counts as one tree: ``layers``, layer, split; and ``labels``, inventory, label, those splits that have it."""
        splits = self.settings.splits
        layers = {layer: {split: self.layers[layer, split] for split in splits} for layer in LAYERS}
        labels = {
            inventory: {
                label: {split: number for split in splits if (number := self.used[inventory, label, split])}
                for label in getattr(self.labels, inventory)
            }
            for inventory in INVENTORIES
        }
        return {"layers": layers, "labels": labels}
