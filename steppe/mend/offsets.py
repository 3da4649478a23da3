"""Offsets that count UTF-16 units, as JavaScript and Java do, where they should count code points."""

from typing import TypeVar

from msgspec.structs import replace

from ..model import Claim, Mention, Piece, Trigger, Zone
from ..rules import Case
from ..text import Utf16, digest
from .fixes import Change, Changes, fix, respanned

Placed = TypeVar("Placed", Zone, Mention, Trigger, Piece)


class Recount(Utf16):
    """Reads the offsets of a span as UTF-16 units, if that is what they are."""

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
