"""What keeps readable records from being the marks of an article that can be compared."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..model import Claim, Mark, Piece, Record, Trigger, Zone
from ..store import Document
from ..text import shown

At = Callable[[Record], str]
"""Where a record stands, in words: ``line 3``, ``row 17``."""


def faults(document: Document, at: At) -> Iterator[tuple[Record, str]]:
    """The records that are at fault, each with what is there and what it should be."""
    yield from _repeated(document, at)
    yield from _outside(document)
    yield from _loose(document)


def _repeated(document: Document, at: At) -> Iterator[tuple[Record, str]]:
    marks = document.marks
    if len({mark.id for mark in marks}) == len(marks):
        return
    seen: dict[str, Mark] = {}
    for mark in marks:
        if mark.id in seen:
            yield mark, f"the id {shown(mark.id)} stands already at {at(seen[mark.id])}; an id stands once in its article"
        seen.setdefault(mark.id, mark)


def _outside(document: Document) -> Iterator[tuple[Record, str]]:
    """Spans that are empty, reversed or past the end of the text; claims without any; sentences that do not tile their zone."""
    length = document.article.length
    spots: list[tuple[Mark, Any]] = []
    for marks in (document.mentions, document.triggers, document.zones):
        spots += [(mark, mark) for mark in marks if not mark.start < mark.end <= length]
    for claim in document.claims:
        pieces = [*claim.spans, *claim.cue, *(piece for via in claim.via for piece in via.cue)]
        spots += [(claim, piece) for piece in pieces if not piece.start < piece.end <= length]
    for mark, place in spots:
        yield mark, _span(mark, place.start, place.end, length)
    for zone in document.zones:
        if zone.sentences and not _tiles(zone):
            starts = shown(", ".join(map(str, zone.sentences)))
            yield (
                zone,
                f"its sentences start at {starts}; they rise from the start of the zone, {zone.start}, and stay below its end, {zone.end}",
            )
    for claim in document.claims:
        if not claim.spans:
            yield claim, f"claim {shown(claim.id)} has no span; a claim has one or more"


def _span(mark: Mark, start: int, end: int, length: int) -> str:
    return f"{mark.called} spans {start} to {end}; a span has 0 <= start < end <= {length}, the length of the text"


def _tiles(zone: Zone) -> bool:
    starts = zone.sentences
    return starts[0] == zone.start and starts[-1] < zone.end and list(starts) == sorted(set(starts))


def _loose(document: Document) -> Iterator[tuple[Record, str]]:
    """Fillers, sources and ends of links that are no mark of the article."""
    mentions = document.mention_of
    for trigger in document.triggers:
        for argument in trigger.arguments:
            if argument.filler not in mentions and argument.filler not in document.trigger_of:
                yield trigger, _names(trigger, argument.role, argument.filler, "a mention or a trigger")
    for claim in document.claims:
        for by in (claim.by, *(via.by for via in claim.via)):
            if by and by not in mentions:
                yield claim, _names(claim, "by", by, "a mention")
    if document.links:
        marks = {mark.id for mark in document.marks}.difference(link.id for link in document.links)
        for link in document.links:
            for key, end in (("a", link.a), ("b", link.b)):
                if end not in marks:
                    yield link, _names(link, key, end, "a mark")


def _names(mark: Mark, key: str, identifier: str, what: str) -> str:
    return f"{key} of {mark.called} is {shown(identifier)}, which is no mark there; it should be the id of {what} of the article"


def largest(marks: Sequence[Record]) -> int:
    """Where the last of some marks ends: the least length that a text of theirs can have."""
    found = 0
    for mark in marks:
        if isinstance(mark, Claim):
            pieces: list[Piece] = [*mark.spans, *mark.cue, *(piece for via in mark.via for piece in via.cue)]
            found = max([found, *(piece.end for piece in pieces)])
        else:
            found = max(found, getattr(mark, "end", 0))
    return found


def arguments(triggers: Sequence[Trigger]) -> bool:
    """Whether any trigger has an argument."""
    return any(trigger.arguments for trigger in triggers)
