"""Lines that stand in several places, and how each is marked."""

from array import array
from bisect import bisect_left
from hashlib import blake2b

from ...model import Zone
from ..case import Case
from .places import Places

SHORTEST = 30
"""Characters of a line that can be told from another; shorter ones say different things in different places."""


class Lines:
    """What each line says and how it is marked, as numbers; lines of silent types and short ones are left out."""

    def __init__(self) -> None:
        self.digests = array("q")
        """Of the words: 48 bits."""
        self.marked = array("q")
        """Of the type of the line, and of place and type of each mention and trigger in it: 64 bits."""
        self.places = Places()

    def take(self, case: Case, number: int) -> None:
        document, silent = case.document, case.labels.silent
        marks = [(mark.start, mark.end, "m", mark.type) for mark in document.mentions]
        marks += [(mark.start, mark.end, "t", mark.type) for mark in document.triggers]
        marks.sort()
        starts = [mark[0] for mark in marks]
        for line, zone in enumerate(document.records, start=1):
            if type(zone) is not Zone or zone.end - zone.start < SHORTEST or zone.type in silent:
                continue
            digest = as_number(zone.digest)
            if digest is None:
                continue
            base = zone.start
            first = bisect_left(starts, base)
            here = [
                f"{start - base} {end - base} {kind} {type_}" for start, end, kind, type_ in marks[first : bisect_left(starts, zone.end)]
            ]
            marked = blake2b("\n".join([zone.type, *here]).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            self.digests.append(digest)
            self.marked.append(int.from_bytes(marked, "big", signed=True))
            self.places.append(number, line, zone.id)

    def merge(self, other: "Lines", shift: int) -> None:
        self.digests += other.digests
        self.marked += other.marked
        self.places.merge(other.places, shift)


def as_number(digest: str) -> int | None:
    """A digest of twelve hexadecimal digits as a number; None for what is none."""
    try:
        return int(digest, 16) if len(digest) == 12 and digest.isalnum() else None
    except ValueError:
        return None
