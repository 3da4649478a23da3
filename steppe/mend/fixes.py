"""The fixes, by the codes of the rules whose findings they mend.

A fix proposes; whether its proposal stands is decided by asking the rules again (see :mod:`steppe.mend.settle`). It proposes
only where there is one answer.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ..model import Claim, Mention, Piece, Record, Trigger

__all__ = ["FIXES", "Change", "Changes", "Fix", "Spanned", "fix", "rearranged", "respanned"]


class Change(NamedTuple):
    """What should stand in place of a record."""

    file: str
    line: int
    """Of the record, from 1."""
    record: Record | None
    """None where the record is one too many."""


Changes = Iterator[Change]
Propose = TypeVar("Propose", bound=Callable[[Any], Changes])


class Fix(Struct, frozen=True):
    """One fix."""

    codes: tuple[str, ...]
    scope: Literal["article", "registry"]
    """What it is given: a :class:`~steppe.rules.Case`, or a :class:`~steppe.rules.Whole`."""
    otherwise: str
    """Why a finding is left for which it proposes nothing."""
    propose: Callable[[Any], Changes]


FIXES: list[Fix] = []


def fix(*codes: str, otherwise: str, scope: Literal["article", "registry"] = "article") -> Callable[[Propose], Propose]:
    """Enter the decorated function among the fixes."""

    def enter(propose: Propose) -> Propose:
        FIXES.append(Fix(codes, scope, otherwise, propose))
        return propose

    return enter


Spanned = TypeVar("Spanned", Mention, Trigger, Piece)


class At(Protocol):
    """What becomes of a span."""

    def __call__(self, place: Spanned, /) -> Spanned: ...


def respanned(record: Mention | Trigger | Claim, at: At) -> Record:
    """A mark with each of its spans replaced by what ``at`` makes of it."""
    match record:
        case Mention():
            return at(record)
        case Trigger():
            return at(record)
        case Claim():
            return rearranged(record, lambda pieces: tuple(at(piece) for piece in pieces))


def rearranged(claim: Claim, among: Callable[[tuple[Piece, ...]], tuple[Piece, ...]]) -> Claim:
    """A claim with its content, its cue, and each cue of its chain replaced by what ``among`` makes of the pieces."""
    via = tuple(replace(link, cue=among(link.cue)) for link in claim.via)
    return replace(claim, spans=among(claim.spans), cue=among(claim.cue), via=via)
