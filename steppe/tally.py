"""Counting what stands in a corpus: layers and labels, by split."""

from collections import Counter
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from .labels import Labels
from .settings import Settings
from .store import Document

LAYERS = ("articles", "words", "characters", "sentences", "mentions", "triggers", "arguments", "claims", "answers", "traced", "entailed")

INVENTORIES = ("zone", "mention", "level", "trigger", "polarity", "modality", "role", "source_kind", "mode", "certainty", "facet", "link")
"""Inventories of labels whose use is counted."""


_TYPE, _LEVEL, _MODE = attrgetter("type"), attrgetter("level"), attrgetter("mode")
_POLARITY, _MODALITY = attrgetter("polarity"), attrgetter("modality")
_ROLE, _FACET = attrgetter("role"), attrgetter("facet")
_SOURCE, _CERTAINTY = attrgetter("source_kind"), attrgetter("certainty")


class Tally:
    """Counts of layers and labels by split, taken while the articles go by."""

    def __init__(self, labels: Labels, settings: Settings) -> None:
        self.labels = labels
        self.settings = settings
        self.layers: Counter[tuple[str, str]] = Counter()
        """(layer, split)"""
        self._written: dict[str, dict[str, Counter[str]]] = {}
        """By split and inventory: the labels as the records have them, empty where they give none."""

    @property
    def used(self) -> Counter[tuple[str, str, str]]:
        """(inventory, label, split). It is made when it is asked for: ask once."""
        found: Counter[tuple[str, str, str]] = Counter()
        meant = {"polarity": self.labels.default(self.labels.polarity), "modality": self.labels.default(self.labels.modality)}
        for split, inventories in self._written.items():
            for inventory, counter in inventories.items():
                for label, number in counter.items():
                    if named := label or meant.get(inventory):
                        found[inventory, named, split] += number
        return found

    def add(self, document: Document, entailed: Mapping[str, bool]) -> None:
        """Count an article of gold. ``entailed`` says of the claims that are traced whether they follow, by ``ARTICLE/CLAIM``."""
        split = self.settings.split(document.article.tier, document.article.incident)
        silent = self.labels.silent
        mentions, triggers, claims = document.mentions, document.triggers, document.claims
        arguments = [argument for trigger in triggers for argument in trigger.arguments]
        answers = [answer for claim in claims for answer in claim.answers]
        layers = self.layers
        layers["articles", split] += 1
        if document.text and self.settings.tier[document.article.tier].text:
            layers["words", split] += len(document.text.split())
        layers["characters", split] += document.article.length
        layers["sentences", split] += sum(len(zone.sentences) or 1 for zone in document.zones if zone.type not in silent)
        layers["mentions", split] += len(mentions)
        layers["triggers", split] += len(triggers)
        layers["claims", split] += len(claims)
        layers["arguments", split] += len(arguments)
        layers["answers", split] += len(answers)
        traced = [follows for claim in claims if (follows := entailed.get(f"{document.name}/{claim.id}")) is not None] if entailed else []
        layers["traced", split] += len(traced)
        layers["entailed", split] += sum(traced)
        used = self._written.get(split) or self._written.setdefault(split, {inventory: Counter() for inventory in INVENTORIES})
        used["zone"].update(map(_TYPE, document.zones))  # counted without a step of Python for each mark
        used["mention"].update(map(_TYPE, mentions))
        used["level"].update(map(_LEVEL, mentions))
        used["trigger"].update(map(_TYPE, triggers))
        used["polarity"].update(map(_POLARITY, triggers))
        used["modality"].update(map(_MODALITY, triggers))
        used["role"].update(map(_ROLE, arguments))
        used["source_kind"].update(map(_SOURCE, claims))
        used["certainty"].update(map(_CERTAINTY, claims))
        used["mode"].update(map(_MODE, claims))
        used["facet"].update(map(_FACET, answers))
        used["link"].update(map(_TYPE, document.links))

    def merge(self, other: "Tally") -> None:
        """Add the counts of other articles."""
        self.layers.update(other.layers)
        for split, inventories in other._written.items():  # noqa: SLF001
            used = self._written.setdefault(split, {inventory: Counter() for inventory in INVENTORIES})
            for inventory, counter in inventories.items():
                used[inventory].update(counter)

    def counts(self) -> dict[str, dict[str, dict[str, Any]]]:
        """All counts as one tree: ``layers``, layer, split; and ``labels``, inventory, label, those splits that have it."""
        splits, used = self.settings.splits, self.used
        layers = {layer: {split: self.layers[layer, split] for split in splits} for layer in LAYERS}
        labels = {
            inventory: {
                label: {split: number for split in splits if (number := used[inventory, label, split])}
                for label in getattr(self.labels, inventory)
            }
            for inventory in INVENTORIES
        }
        return {"layers": layers, "labels": labels}
