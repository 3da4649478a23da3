"""An article as the tables see it, and many articles at once."""

from bisect import bisect_right
from functools import cached_property
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ..labels import Labels
from ..model import Article, Claim, Mention, Trigger, Zone
from ..store import Document, Registry
from .columns import Made


class Filled(Struct, frozen=True, gc=False):
    """An argument with what fills it; empty words where the text is not at hand."""

    role: str
    filler: str
    start: int
    end: int
    text: str
    type: str


class Told(Struct, frozen=True, gc=False):
    """A trigger with the labels that it leaves unsaid, its event's name and its arguments."""

    mark: Trigger
    polarity: str
    modality: str
    event_name: str
    arguments: list[Filled]


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a zone in which marks may stand. ``text`` is None where it is not at hand."""

    number: int
    start: int
    end: int
    zone: str
    text: str | None


class View:
    """One document, prepared for the tables."""

    def __init__(self, document: Document, registry: Registry, labels: Labels) -> None:
        self.document = document
        self.article: Article = document.article
        self.registry = registry
        self.labels = labels

    def words(self, identifier: str) -> str:
        """The words of a mention or trigger; empty where the text, or the mark, is not at hand."""
        text = self.document.text
        mark = self.document.mention_of.get(identifier) or self.document.trigger_of.get(identifier)
        return text[mark.start : mark.end] if text is not None and mark is not None else ""

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in which marks may stand, in reading order."""
        text, silent = self.document.text, self.labels.silent
        spans = [sentence for sentence in self.document.sentences if sentence[2].type not in silent]
        if text is None:
            return [Sentence(number, start, end, zone.type, None) for number, (start, end, zone) in enumerate(spans)]
        return [Sentence(number, start, end, zone.type, text[start:end]) for number, (start, end, zone) in enumerate(spans)]

    @cached_property
    def told(self) -> list[Told]:
        """The triggers, in the order of the file."""
        document, names = self.document, self.registry.names
        polarity, modality = self.labels.default(self.labels.polarity), self.labels.default(self.labels.modality)
        rows = []
        for trigger in document.triggers:
            arguments = []
            for argument in trigger.arguments:
                filler = document.mention_of.get(argument.filler) or document.trigger_of[argument.filler]
                arguments.append(Filled(argument.role, argument.filler, filler.start, filler.end, document.slice(filler), filler.type))
            rows.append(
                Told(trigger, trigger.polarity or polarity, trigger.modality or modality, names.get(trigger.refers_to, ""), arguments)
            )
        return rows

    def zones_of(self, claim: Claim) -> list[Zone]:
        """The zones that a claim's content touches, in reading order."""
        zones, starts = self.document.zones, self._zone_starts
        if len(claim.spans) == 1:
            return [zones[bisect_right(starts, claim.spans[0].start) - 1]]
        touched = dict.fromkeys(bisect_right(starts, piece.start) - 1 for piece in claim.spans)
        return [zones[index] for index in touched]

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [zone.start for zone in self.document.zones]


class Batch:
    """Articles that become rows together. What stands in sentences is found for all of them by arrays, not mark by mark.

    A place in the batch is one number: the article's in the upper half, the offset in the lower.
    """

    def __init__(self, views: list[View]) -> None:
        self.views = views
        self.made: Made = {}
        """Columns made so far, for configs that share them."""

    @cached_property
    def sentences(self) -> list[Sentence]:
        return list(chain.from_iterable(view.sentences for view in self.views))

    @cached_property
    def mentions(self) -> list[Mention]:
        return list(chain.from_iterable(view.document.mentions for view in self.views))

    @cached_property
    def told(self) -> list[Told]:
        return list(chain.from_iterable(view.told for view in self.views))

    @cached_property
    def mention_texts(self) -> list[str]:
        return [words for view in self.views for words in _slices(view.document, view.document.mentions)]

    @cached_property
    def trigger_texts(self) -> list[str]:
        return [words for view in self.views for words in _slices(view.document, view.document.triggers)]

    def counts(self, layer: str) -> NDArray[np.int64]:
        """How many of ``sentences``, ``mentions`` or ``triggers`` each article has."""
        lists = [view.sentences if layer == "sentences" else getattr(view.document, layer) for view in self.views]
        return np.fromiter(map(len, lists), np.int64, len(lists))

    @cached_property
    def mention_places(self) -> NDArray[np.int64]:
        starts = [mention.start for mention in self.mentions]
        return _places(self.counts("mentions"), starts)

    @cached_property
    def trigger_places(self) -> NDArray[np.int64]:
        return _places(self.counts("triggers"), [told.mark.start for told in self.told])

    @cached_property
    def _sentence_places(self) -> NDArray[np.int64]:
        return _places(self.counts("sentences"), [sentence.start for sentence in self.sentences])

    @cached_property
    def mention_homes(self) -> NDArray[np.int64]:
        return self.homes(self.mention_places)

    def homes(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The number, in the batch, of the sentence at each place."""
        found: NDArray[np.int64] = np.searchsorted(self._sentence_places, places, side="right") - 1
        return found

    def by_sentence(self, homes: NDArray[np.int64]) -> NDArray[np.int32]:
        """Where the marks of each sentence end, after a first 0, of marks whose sentences rise."""
        counts = np.bincount(homes, minlength=len(self.sentences))
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


class Rows(list):  # type: ignore[type-arg]
    """Rows of a table that know the batch they are of."""

    def __init__(self, rows: object, batch: Batch) -> None:
        super().__init__(rows)  # type: ignore[call-overload]
        self.batch = batch


def _slices(document: Document, marks: list[Mention] | list[Trigger]) -> list[str]:
    text = document.text
    return [""] * len(marks) if text is None else [text[mark.start : mark.end] for mark in marks]


def _places(counts: NDArray[np.int64], starts: list[int]) -> NDArray[np.int64]:
    return (np.repeat(np.arange(len(counts)), counts) << 32) + np.fromiter(starts, np.int64, len(starts))
