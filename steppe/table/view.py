"""An article as the tables see it: sentences and marks with their words, each found once."""

from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

from ..labels import Labels
from ..model import Claim, Mention, Piece, Trigger, Zone
from ..store import Document, Registry


class Span(Struct, frozen=True, gc=False):
    """A piece with its words; empty words where the text is not at hand."""

    mark: Piece
    text: str


class Named(Struct, frozen=True, gc=False):
    """A mention with its words, its entity's name, and its sentence."""

    mark: Mention
    text: str
    name: str
    sentence: str


class Filled(Struct, frozen=True, gc=False):
    """An argument with what fills it."""

    role: str
    filler: str
    text: str
    type: str


class Told(Struct, frozen=True, gc=False):
    """A trigger with its words, the labels that it leaves unsaid, its event's name and its arguments."""

    mark: Trigger
    text: str
    polarity: str
    modality: str
    name: str
    sentence: str
    arguments: list[Filled]


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a zone in which marks may stand. ``text`` is None where it is not at hand."""

    number: int
    start: int
    end: int
    zone: str
    text: str | None
    mentions: list[Named]
    triggers: list[Told]


class View:
    """One document, prepared for the tables."""

    def __init__(self, document: Document, registry: Registry, labels: Labels) -> None:
        self.document = document
        self.article = document.article
        self.registry = registry
        self.labels = labels
        self.polarity = labels.default(labels.polarity)
        self.modality = labels.default(labels.modality)

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of each mention and trigger, by id."""
        text = self.document.text
        if text is None:
            return {}
        found = {mark.id: text[mark.start : mark.end] for mark in self.document.mentions}
        found.update((mark.id, text[mark.start : mark.end]) for mark in self.document.triggers)
        return found

    @cached_property
    def open_sentences(self) -> list[tuple[int, int, Zone]]:
        """The sentences in which marks may stand, as (start, end, zone)."""
        silent = self.labels.silent
        return [sentence for sentence in self.document.sentences if sentence[2].type not in silent]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences with their marks, in reading order."""
        text, document, words, names = self.document.text, self.document, self.words, self.registry.names
        spans, starts = self.open_sentences, self._starts
        mentions: list[list[Named]] = [[] for _ in spans]
        triggers: list[list[Told]] = [[] for _ in spans]
        texts = [None if text is None else text[start:end] for start, end, _ in spans]
        for mention in document.mentions:
            number = bisect_right(starts, mention.start) - 1
            mentions[number].append(Named(mention, words.get(mention.id, ""), names.get(mention.refers_to, ""), texts[number] or ""))
        for trigger in document.triggers:
            number = bisect_right(starts, trigger.start) - 1
            triggers[number].append(self._told(trigger, texts[number] or ""))
        return [
            Sentence(number, start, end, zone.type, texts[number], mentions[number], triggers[number])
            for number, (start, end, zone) in enumerate(spans)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self.open_sentences]

    def _told(self, trigger: Trigger, sentence: str) -> Told:
        document, words = self.document, self.words
        arguments = []
        for argument in trigger.arguments:
            filler = document.mention_of.get(argument.filler) or document.trigger_of[argument.filler]
            arguments.append(Filled(argument.role, argument.filler, words.get(argument.filler, ""), filler.type))
        return Told(
            trigger,
            words.get(trigger.id, ""),
            trigger.polarity or self.polarity,
            trigger.modality or self.modality,
            self.registry.names[trigger.refers_to],
            sentence,
            arguments,
        )

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
