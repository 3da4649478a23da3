"""Offsets that count UTF-16 units, as JavaScript and Java do, where they should count code points."""

import re
from bisect import bisect_left
from typing import TypeVar

from msgspec.structs import replace

from ..model import Claim, Mention, Piece, Trigger, Zone
from ..rules import Case
from ..text import digest
from .fixes import Change, Changes, fix, respanned

Placed = TypeVar("Placed", Zone, Mention, Trigger, Piece)

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""What takes two units of UTF-16."""


class Recount:
    """Reads offsets in a text as UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs = [match.start() + number for number, match in enumerate(_ASTRAL.finditer(text))]
        """Where, in units, the characters of two units begin."""

    def code_point(self, offset: int) -> int | None:
        """An offset in code points; None where it splits a character or lies outside the text."""
        before = bisect_left(self.pairs, offset)
        if before and self.pairs[before - 1] == offset - 1:
            return None
        return offset - before if offset - before <= len(self.text) else None

    def __call__(self, place: Placed, /) -> Placed:
        """A span in code points, if it is proved there and not where it is; else as it is."""
        start, end = self.code_point(place.start), self.code_point(place.end)
        if start is None or end is None or _proved(self.text, place.start, place.end, place) or not _proved(self.text, start, end, place):
            return place
        return replace(place, start=start, end=end)


@fix("S201", "S203", "S204", otherwise="its quote or digest is not at these offsets read as UTF-16 units either")
def counted_in_utf16(case: Case) -> Changes:
    """A span that is not where its offsets say in code points, and exactly there in UTF-16 units."""
    if case.document.text is None:
        return
    recount = Recount(case.document.text)
    if not recount.pairs:
        return
    for line, record in enumerate(case.document.records, start=1):
        match record:
            case Zone() if (zone := recount(record)) != record:
                # What counted the ends of a line has counted its sentences too.
                sentences = [start for offset in zone.sentences if (start := recount.code_point(offset)) is not None]
                if len(sentences) == len(zone.sentences):
                    yield Change(case.document.path, line, replace(zone, sentences=tuple(sentences)))
            case Mention() | Trigger() | Claim() if (mark := respanned(record, recount)) != record:
                yield Change(case.document.path, line, mark)


def _proved(text: str, start: int, end: int, place: Zone | Mention | Trigger | Piece) -> bool:
    """Whether a stretch of text is what the quote or digest of a span says."""
    quote = "" if isinstance(place, Zone) else place.quote
    if not start < end <= len(text) or not (quote or place.digest):
        return False
    reads = text[start:end]
    return quote in ("", reads) and place.digest in ("", digest(reads))
