"""Spans that are in their place but for white space at an edge, or for their order."""

from itertools import pairwise

from msgspec.structs import replace

from ..model import Claim, Mention, Piece, Trigger
from ..rules import Case
from ..text import digest
from .fixes import Change, Changes, Spanned, fix, rearranged, respanned


class Shrink:
    """Takes the white space from the edges of spans in a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, place: Spanned, /) -> Spanned:
        """A span without its outer white space, if there is any and it is otherwise as its quote or digest says; else as it is."""
        reads = self.text[place.start : place.end]
        inner = reads.strip()
        if not inner or inner == reads or place.quote not in ("", reads) or place.digest not in ("", digest(reads)):
            return place
        start = place.start + len(reads) - len(reads.lstrip())
        return replace(place, start=start, end=start + len(inner), quote=place.quote and inner, digest=place.digest and digest(inner))


@fix("S206", otherwise="nothing but white space is in the span, or its quote or digest is not that of the text")
def white_edges(case: Case) -> Changes:
    """A span that begins or ends with white space."""
    if case.document.text is None:
        return
    shrink = Shrink(case.document.text)
    for line, record in enumerate(case.document.records, start=1):
        if isinstance(record, Mention | Trigger | Claim) and (mark := respanned(record, shrink)) != record:
            yield Change(case.document.path, line, mark)


@fix("S208", otherwise="pieces overlap or touch")
def pieces_in_order(case: Case) -> Changes:
    """Pieces of a claim that only stand in another order than in the text."""
    for line, record in enumerate(case.document.records, start=1):
        if isinstance(record, Claim) and (claim := rearranged(record, _ordered)) != record:
            yield Change(case.document.path, line, claim)


def _ordered(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    found = sorted(pieces, key=lambda piece: piece.start)
    return tuple(found) if all(one.end < two.start for one, two in pairwise(found)) else pieces
