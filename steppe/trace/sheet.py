"""Sheets of traces, for a reader who sees a claim and its sources, and nothing else."""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from .. import jsonl
from ..model import Trace
from ..text import shown
from .propose import Told, Traced

YES, NO = "yes", "no"


class TraceError(ValueError):
    """Lines of a sheet that cannot be taken: one fault a line, with the number of the line."""


class Telling(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A claim, as a reader judges it."""

    claim: str
    says: str
    by: str
    certainty: str
    words: str = ""
    """The sentences of the article in which it stands, where the text is at hand."""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim and those from which it is to come. A reader fills in ``follows``."""

    claim: Telling
    sources: tuple[Telling, ...]
    follows: str = ""
    """``yes`` where the claim follows from its sources together, by the same source and no surer; ``no``; empty: not judged yet."""
    note: str = ""


def rows(found: Iterable[Traced], *, everything: bool = False) -> list[Row]:
    """The traces that nobody has checked; with ``everything``, the others too."""
    return [Row(_telling(one.told), tuple(map(_telling, one.sources))) for one in found if one.sources and (everything or not one.entailed)]


def _telling(told: Told) -> Telling:
    certainty = " by ".join(dict.fromkeys((told.claim.certainty, told.claim.author_certainty)))
    return Telling(told.name, told.claim.canonical, told.source, certainty, _words(told))


def _words(told: Told) -> str:
    """The sentences that a claim has a piece of its content in."""
    text, sentences = told.document.text, told.document.sentences
    if text is None:
        return ""
    pieces = [(piece.start, piece.end) for piece in told.claim.spans]
    return " ".join(text[start:end] for start, end, _ in sentences if any(start < last and first < end for first, last in pieces))


def dump_rows(given: Iterable[Row]) -> bytes:
    """The bytes of a sheet: a row a line."""
    return msgspec.json.Encoder().encode_lines(given)


def read_rows(data: bytes) -> list[tuple[int, Row]]:
    """The rows of a sheet, each with its line.

    Raises:
        TraceError: a line is not in the form of a row.
    """
    found, faults = jsonl.read(data, Row)
    if faults:
        raise TraceError(jsonl.told(faults))
    return found


def checked(traces: Sequence[Trace], found: Sequence[Traced], filled: Sequence[tuple[int, Row]]) -> list[Trace]:
    """The traces once those that are proposed, and what a sheet says, are taken in.

    A claim that does not follow loses its traces: it has to be traced otherwise, or told otherwise.

    Raises:
        TraceError: a row says neither yes nor no, or is about a claim, or about sources, that there are not.
    """
    known = {(trace.claim, trace.source): trace for trace in traces}
    known |= {
        (one.told.name, source.name): Trace(claim=one.told.name, source=source.name, entailed=False)
        for one in found
        if not one.known
        for source in one.sources
    }
    faults = []
    for line, row in filled:
        name, pairs = row.claim.claim, [(row.claim.claim, source.claim) for source in row.sources]
        if row.follows not in ("", YES, NO):
            faults.append(f"line {line}: follows is {shown(row.follows)}; it should be {YES}, {NO}, or empty while it is open")
        elif row.follows and {pair for pair in known if pair[0] == name} != set(pairs):
            faults.append(f"line {line}: the traces of {shown(name)} are not those of the row any more; write the sheet anew")
        elif row.follows == YES:
            known |= {pair: Trace(claim=pair[0], source=pair[1], entailed=True) for pair in pairs}
        elif row.follows == NO:
            known = {pair: trace for pair, trace in known.items() if pair not in pairs}
    if faults:
        raise TraceError("\n".join(faults))
    return list(known.values())
