"""S: a span fits its text."""

from itertools import chain, pairwise

from ..model import Mention, Piece, Trigger, Zone
from ..store import Document
from ..text import cuts_word, digest, fingerprint, shown
from .catalogue import Case, Found, rule

Placed = Zone | Mention | Trigger | Piece


@rule("S201")
def outside_text(case: Case) -> Found:
    """A span is empty, reversed, or ends after the text does.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":99,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    document, length = case.document, case.document.article.length
    for zone in document.zones:
        if not zone.start < zone.end <= length:
            yield zone, f"spans {zone.start} to {zone.end}; a span has 0 <= start < end <= {length}, the length of the text"
    if len(document.fitting) < len(document.spots):
        for mark, place in document.spots:
            if not place.start < place.end <= length:
                message = f"spans {place.start} to {place.end}; a span has 0 <= start < end <= {length}, the length of the text"
                yield mark, message + _as_utf16(document, place), place


@rule("S202")
def text_differs(case: Case) -> Found:
    """The text is not the one that was marked: its fingerprint or length differs.

    A text is frozen after its first mark. Restore it, or mark the article anew.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"00","length":15}
    Good:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15}
    """
    document = case.document
    if document.text is not None and fingerprint(document.text) != document.article.sha256:
        reads, says = (
            f"{fingerprint(document.text)[:12]}… of {len(document.text)}",
            f"{document.article.sha256[:12]}… of {document.article.length}",
        )
        yield document.article, f"the text has SHA-256 {reads} characters; the article says {says}"
    elif document.text is not None and len(document.text) != document.article.length:
        yield document.article, f"the article says length {document.article.length}; the text has {len(document.text)} characters"


@rule("S203")
def quote_differs(case: Case) -> Found:
    """A quote is not what the text reads at these offsets.

    Most often the offsets count something other than code points, such as UTF-16 units after an emoji.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ana","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    text = case.document.text
    if text is None:
        return
    for (mark, place), reads in zip(case.document.fitting, case.document.slices, strict=True):
        if place.quote and reads != place.quote:
            message = f"quotes {shown(place.quote)} where the text reads {shown(reads)}"
            yield mark, message + _as_utf16(case.document, place), place


@rule("S204")
def digest_differs(case: Case) -> Found:
    """A digest is not that of the text at these offsets.

    Bad:
        Acme fired Ann.
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"000000000000","type":"Story"}
    Good:
        Acme fired Ann.
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"c30636267238","type":"Story"}
    """
    text = case.document.text
    if text is None:
        return
    for mark, place in chain(zip(case.document.zones, case.document.zones, strict=True), case.document.fitting):
        if place.digest and digest(text[place.start : place.end]) != place.digest:
            message = f"has digest {shown(place.digest)} where that of the text from {place.start} to {place.end} is"
            message += f" {digest(text[place.start : place.end])!r}"
            yield mark, message + _as_utf16(case.document, place), place


def _as_utf16(document: Document, place: Placed) -> str:
    """A hint, where the span fits once its offsets are read as UTF-16 units."""
    text, units = document.text, document.utf16
    if text is None or not units.pairs:
        return ""
    start, end = units.code_point(place.start), units.code_point(place.end)
    if start is None or end is None:
        return ""
    reads = text[start:end]
    if reads != getattr(place, "quote", "") and digest(reads) != place.digest:
        return ""
    return f"; the offsets look like UTF-16 units: in code points the span is {start} to {end}"


@rule("S205")
def missing_selector(case: Case) -> Found:
    """A span has neither quote nor digest, or both, so that nothing or two things prove its place.

    Where the corpus holds the text, spans have a quote, else a digest.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    quoted = case.has_text
    for mark, place in case.document.spots:
        if bool(place.quote) == bool(place.digest):
            there = "both quote and digest" if place.quote else "neither quote nor digest"
            yield mark, f"the span from {place.start} to {place.end} has {there}; it should have a {'quote' if quoted else 'digest'}", place


@rule("S206")
def white_edge(case: Case) -> Found:
    """A span begins or ends with white space.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":5,"quote":"Acme ","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
    """
    if case.document.text is None:
        return
    for (mark, place), reads in zip(case.document.fitting, case.document.slices, strict=True):
        if reads != reads.strip():
            yield mark, f"{shown(reads)} has white space at its edge; the span should be {shown(reads.strip())}", place


@rule("S207")
def cut_word(case: Case) -> Found:
    """A span begins or ends inside a word.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":3,"quote":"Acm","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
    """
    text = case.document.text
    if text is None:
        return
    plain = text.isascii()
    for mark, place in case.document.fitting:
        start, end = place.start, place.end
        if plain:  # two letters or digits side by side, one on each side of the boundary
            before, after = text[start - 1 : start], text[end : end + 1]  # seldom anything but a blank, which is quick to see
            cut = (before != " " and start and text[start - 1 : start + 1].isalnum()) or (after.isalnum() and text[end - 1].isalnum())
        else:
            cut = cuts_word(text, start) or cuts_word(text, end)
        if cut:
            around = text[max(0, place.start - 12) : place.end + 12]
            yield mark, f"{shown(text[place.start : place.end])} cuts a word of {shown(around)}; the span should cover whole words", place


@rule("S208")
def pieces_unordered(case: Case) -> Found:
    """The pieces of a claim's content or cue overlap, touch, or are not in reading order.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":5,"end":10,"quote":"fired"},{"start":0,"end":10,"quote":"Acme fired"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann, Bo said, on Monday.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"},{"start":25,"end":34,"quote":"on Monday"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    """
    for claim in case.document.claims:
        if len(claim.spans) < 2 and len(claim.cue) < 2 and not claim.via:
            continue
        for what, pieces in (("content", claim.spans), ("cue", claim.cue), *(("chain's cue", via.cue) for via in claim.via)):
            for one, two in pairwise(pieces):
                if two.start <= one.end:
                    there = f"{one.start} to {one.end}, then {two.start} to {two.end}"
                    yield claim, f"pieces of the {what} are {there}; each should begin after the one before has ended", two


@rule("S212")
def marked_twice(case: Case) -> Found:
    """Two mentions or triggers have the same span and type, or two claims the same content and source.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-234568","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    document = case.document
    for marks in (document.mentions, document.triggers):
        if len({mark.start for mark in marks}) < len(marks) and len({(mark.start, mark.end, mark.type) for mark in marks}) < len(marks):
            first: dict[tuple[int, int, str], str] = {}
            for mark in marks:
                other = first.setdefault((mark.start, mark.end, mark.type), mark.id)
                if other != mark.id:
                    yield mark, f"has the span and type of {other}; keep one of them"
    if len({claim.start for claim in document.claims}) == len(document.claims):
        return  # no two begin alike
    sources: dict[tuple[object, ...], str] = {}
    for claim in document.claims:
        key = (*((piece.start, piece.end) for piece in claim.spans), claim.source_kind, claim.by)
        other = sources.setdefault(key, claim.id)
        if other != claim.id:
            yield claim, f"has the content and source of {other}; keep one of them"
