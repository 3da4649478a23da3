"""An article with its marks, as one file holds it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..model import Article, Claim, Link, Mark, Mention, Pass, Piece, Record, Trigger, Zone
from ..text import Utf16

Spot = tuple[Mention | Trigger | Claim, Mention | Trigger | Piece]
"""A mark, and a stretch of text that belongs to it."""


Sentence = tuple[int, int, Zone]


class Document:
    """An article, its passes and its marks, with its text where the text is at hand.

    ``records`` are in the order of the file, so that record *i* stands on line *i* + 1.
    """

    def __init__(self, path: str, records: Sequence[Record], text: str | None = None) -> None:
        self.path = path
        self.records = records
        self.text = text
        self.passes: list[Pass] = []
        self.zones: list[Zone] = []
        self.mentions: list[Mention] = []
        self.triggers: list[Trigger] = []
        self.claims: list[Claim] = []
        self.links: list[Link] = []
        heads: list[Article] = []
        piles: dict[type, Any] = {
            Mention: self.mentions.append,
            Zone: self.zones.append,
            Trigger: self.triggers.append,
            Claim: self.claims.append,
            Link: self.links.append,
            Pass: self.passes.append,
            Article: heads.append,
        }
        for record in records:
            piles[type(record)](record)
        if not heads:
            raise ValueError(f"{path} has no article")
        self.article = article = heads[0]
        self.name: str = article.name

    @property
    def marks(self) -> list[Mark]:
        """Zones, mentions, triggers, claims and links, layer by layer."""
        return [*self.zones, *self.mentions, *self.triggers, *self.claims, *self.links]

    @cached_property
    def mention_of(self) -> dict[str, Mention]:
        return {mention.id: mention for mention in self.mentions}

    @cached_property
    def valued(self) -> list[Mention]:
        """The mentions that carry a value."""
        return [mention for mention in self.mentions if mention.value]

    @cached_property
    def trigger_of(self) -> dict[str, Trigger]:
        return {trigger.id: trigger for trigger in self.triggers}

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def spots(self) -> list[Spot]:
        """Every stretch of text that a mention, trigger or claim covers, its cues and those of its chain included."""
        spots: list[Spot] = [(mark, mark) for mark in self.mentions]
        spots += [(mark, mark) for mark in self.triggers]
        for claim in self.claims:
            spots += [(claim, piece) for piece in claim.spans]
            spots += [(claim, piece) for piece in claim.cue]
            for via in claim.via:
                spots += [(claim, piece) for piece in via.cue]
        return spots

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the zones, in reading order, as (start, end, zone)."""
        found = []
        for zone in self.zones:
            starts = zone.sentences or (zone.start,)
            found += [(start, end, zone) for start, end in zip(starts, (*starts[1:], zone.end), strict=True)]
        return found

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where the sentences begin: to bisect for the sentence of an offset."""
        return [start for zone in self.zones for start in (zone.sentences or (zone.start,))]

    @cached_property
    def fitting(self) -> list[Spot]:
        """Those of :attr:`spots` that are not empty and end where the text does at the latest."""
        length = self.article.length
        return [spot for spot in self.spots if spot[1].start < spot[1].end <= length]

    @cached_property
    def slices(self) -> list[str]:
        """What the text reads at each of :attr:`fitting`; nothing where the text is not at hand."""
        text = self.text
        return [] if text is None else [text[place.start : place.end] for _, place in self.fitting]

    @cached_property
    def utf16(self) -> Utf16:
        """Reads offsets as UTF-16 units of the text; of nothing where the text is not at hand."""
        return Utf16(self.text or "")

    @cached_property
    def _lines(self) -> dict[int, int]:
        """The line of each record, by what makes it this one and no other like it."""
        return {id(record): number for number, record in enumerate(self.records, start=1)}

    def line(self, record: Record) -> int:
        """The line of the file on which a record stands, from 1; 0 for one that is not of this file."""
        return self._lines.get(id(record), 0)

    def slice(self, place: Piece | Mention | Trigger | Zone) -> str:
        """What the text reads at a place; empty where the text is not at hand."""
        return self.text[place.start : place.end] if self.text is not None else ""
