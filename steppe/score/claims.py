"""Which claims of two sides are the same claim."""

from collections.abc import Callable, Hashable, Sequence

from msgspec import Struct

from ..assignment import heaviest
from ..model import Claim, Piece
from ..pairs import Question
from ..store import Document
from .spans import Edge, alike

SOURCE, CUE, REST = 0.2, 0.05, 0.01
"""What an equal source, cue and label weigh beside the share of content in common, which weighs 1: enough to tell two claims on one
clause apart, too little to join two clauses."""


class Stated(Struct, frozen=True):
    """A claim as it is compared: its places as (start, end)."""

    claim: Claim
    content: tuple[Edge, ...]
    source: Edge | None
    """Of the mention that is the source, where there is one."""
    cue: tuple[Edge, ...]
    via: tuple[tuple[Edge | None, tuple[Edge, ...]], ...]
    entity: str
    """That the source refers to."""

    @property
    def start(self) -> int:
        return self.content[0][0] if self.content else 0

    @property
    def end(self) -> int:
        return max((end for _, end in self.content), default=0)

    @property
    def triple(self) -> Hashable:
        return self.content, self.source, self.cue


def stated(document: Document) -> list[Stated]:
    """The claims of a document."""
    mentions = document.mention_of

    def place(mention: str) -> Edge | None:
        return (mentions[mention].start, mentions[mention].end) if mention in mentions else None

    return [
        Stated(
            claim,
            places(claim.spans),
            place(claim.by),
            places(claim.cue),
            tuple((place(via.by), places(via.cue)) for via in claim.via),
            mentions[claim.by].refers_to if claim.by in mentions else "",
        )
        for claim in document.claims
    ]


def places(pieces: Sequence[Piece]) -> tuple[Edge, ...]:
    """Where pieces stand, in order, touching or overlapping ones as one."""
    found: list[Edge] = []
    for start, end in sorted((piece.start, piece.end) for piece in pieces):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def size(pieces: Sequence[Edge]) -> int:
    """Characters in pieces."""
    return sum(end - start for start, end in pieces)


def common(one: Sequence[Edge], two: Sequence[Edge]) -> int:
    """Characters that two lists of pieces have in common."""
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in one for begin, stop in two)


def paired(first: Sequence[Stated], second: Sequence[Stated]) -> list[Edge]:
    """The claims of two sides that are one: those whose contents have the most in common, told apart by source, cue and labels.

    Claims without content in common are never one. Of claims that agree in all that is compared, the first is paired with the first.
    """
    if _order(second) < _order(first):  # of assignments that weigh the same, the same one whichever side is first
        return [(one, two) for two, one in paired(second, first)]
    same = alike(first, second, _whole)
    ones, twos = {one for one, _ in same}, {two for _, two in same}
    weights = {
        (one, two): weight
        for one, mine in enumerate(first)
        if one not in ones
        for two, other in enumerate(second)
        if two not in twos and (weight := _weight(mine, other))
    }
    return same + (list(heaviest(weights).items()) if weights else [])


def _order(claims: Sequence[Stated]) -> list[tuple[object, ...]]:
    return [(one.content, one.source or (), one.cue, one.claim.source_kind, one.claim.certainty) for one in claims]


def _whole(stated: Stated) -> Hashable:
    claim = stated.claim
    labels = (claim.source_kind, claim.mode, claim.certainty, claim.author_certainty, tuple(answer.facet for answer in claim.answers))
    return stated.content, stated.source, stated.cue, stated.via, labels


def _weight(one: Stated, two: Stated) -> float:
    if one.end <= two.start or two.end <= one.start or not (shared := common(one.content, two.content)):
        return 0.0
    labels = one.claim.source_kind == two.claim.source_kind, one.claim.certainty == two.claim.certainty
    facets = {answer.facet for answer in one.claim.answers} & {answer.facet for answer in two.claim.answers}
    close = 2 * shared / (size(one.content) + size(two.content))
    return close + SOURCE * (one.source == two.source) + CUE * (one.cue == two.cue) + REST * (sum(labels) + bool(facets))


class Answered(Struct, frozen=True):
    """What a claim answers, in terms of the first side's registry."""

    facets: tuple[str, ...]
    questions: tuple[Question, ...]
    """Each facet with the event and the subject that it is about."""
    values: tuple[tuple[Question, str], ...]
    """Each value with the question that it is given to; words in any case."""


def answered(claim: Claim, names: Callable[[str], str]) -> Answered:
    """What a claim answers; ``names`` gives what an entry, or a value, is called on the first side."""
    questions = tuple((answer.facet, names(answer.event), names(answer.subject)) for answer in claim.answers)
    values = tuple(
        (question, names(value).casefold()) for question, answer in zip(questions, claim.answers, strict=True) for value in answer.values
    )
    return Answered(tuple(answer.facet for answer in claim.answers), questions, values)
