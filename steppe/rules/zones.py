"""S: the text is in one form, every line of it has one zone, and marks stand where they may."""

import unicodedata
from bisect import bisect_right
from itertools import pairwise

from ..model import Piece
from ..text import cuts_word, line_of, lines, shown
from .catalogue import Case, Found, rule


@rule("S209")
def line_without_zone(case: Case) -> Found:
    """A line of the text has no zone, or a zone is not exactly a line without its outer white space.

    Bad:
        Acme fired Ann.
        {"kind":"zone","id":"z-222222","start":0,"end":14,"digest":"8c0a0f0434d5","type":"Story"}
    Good:
        Acme fired Ann.
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"c30636267238","type":"Story"}
    """
    text = case.document.text
    if text is None:
        return
    there = list(lines(text))
    if [(start, end) for _, start, end in there] == [(zone.start, zone.end) for zone in case.document.zones]:
        return
    wanted = {(start, end): number for number, start, end in there}
    for zone in case.document.zones:
        if wanted.pop((zone.start, zone.end), None) is None:
            yield zone, f"{zone.start} to {zone.end} is not one line of the text; it should be all of line {line_of(text, zone.start)}"
    for (start, end), number in wanted.items():
        message = f"line {number} of the text ({shown(text[start:end], 40)}) has no zone; it should have one"
        yield case.document.article, message, Piece(start=start, end=end)


@rule("S210")
def zones_overlap(case: Case) -> Found:
    """Two zones cover the same text, or a zone's sentences do not begin where it does and go on inside it, each with a word.

    Bad:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[4,16]}
    Good:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
    """
    end, text = 0, case.document.text
    for zone in case.document.zones:
        if zone.start < end:
            yield zone, f"begins at {zone.start}, inside the zone that ends at {end}; a line has one zone"
        end = zone.end
        starts = zone.sentences
        if not starts:
            continue
        if starts[0] != zone.start or starts[-1] >= zone.end or any(b <= a for a, b in pairwise(starts)):
            there = ", ".join(map(str, starts))
            yield zone, f"has sentences at {there}; the first should be at {zone.start}, the others rise and stay below {zone.end}"
        elif text is not None:
            for start in starts[1:]:
                before, after = text[start - 1 : start], text[start : start + 1]
                if after.isspace() or (before != " " and cuts_word(text, start)):
                    message = f"a sentence begins at {start}, inside a word or before white space ({shown(text[start - 8 : start + 8])})"
                    yield zone, f"{message}; it should begin with a word", Piece(start=start, end=start + 1)


@rule("S211")
def outside_zone(case: Case) -> Found:
    """A mark is in no zone, in two, or in one where nothing is marked (such as boilerplate).

    Bad:
        Share this page
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"e4ccddb6438f","type":"Furniture"}
        {"kind":"mention","id":"m-234567","start":6,"end":15,"quote":"this page","type":"Firm","level":"NOM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
    Good:
        Share this page
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"e4ccddb6438f","type":"Furniture"}
    """
    zones = case.document.zones
    starts = [zone.start for zone in zones]
    silent = case.labels.silent
    for mark, place in case.document.fitting:
        index = bisect_right(starts, place.start) - 1
        if index < 0 or place.end > zones[index].end:
            yield mark, f"the span from {place.start} to {place.end} is not inside one zone; it should be", place
        elif zones[index].type in silent:
            yield mark, f"stands in zone {zones[index].id} of type {zones[index].type}, where nothing is marked; remove it", place


@rule("S213")
def not_normalised(case: Case) -> Found:
    """A text that the corpus holds spells a character in parts that Unicode has whole, so that words that look alike differ.

    A text belongs into NFC before it is marked. Texts of others stay as they were published.

    Bad:
        Acme fired Rene\u0301.
    Good:
        Acme fired Ren\u00e9.
    """
    text = case.document.text
    if text is None or text.isascii() or not case.has_text or unicodedata.is_normalized("NFC", text):
        return
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            start, end = _unlike(line, unicodedata.normalize("NFC", line))
            there, wanted = line[start:end], unicodedata.normalize("NFC", line[start:end])
            message = (
                f"line {number} of the text has {_points(there)} where NFC has {_points(wanted)}; normalise a text before it is marked"
            )
            yield case.document.article, message, Piece(start=offset + start, end=offset + end)
        offset += len(line) + 1


def _unlike(line: str, normal: str) -> tuple[int, int]:
    """The first stretch of a line that is not as in its normal form: a character and those that combine with it."""
    start = next((index for index, (one, two) in enumerate(zip(line, normal, strict=False)) if one != two), 0)
    end = start + 1
    while start and unicodedata.combining(line[start]):
        start -= 1
    while end < len(line) and (unicodedata.combining(line[end]) or unicodedata.is_normalized("NFC", line[start:end])):
        end += 1
    return start, end


def _points(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in characters)


@rule("S214")
def repeats_nothing(case: Case) -> Found:
    """A zone of a type that repeats an earlier line of the page has the digest of none.

    Bad:
        Acme fired Ann.
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"c30636267238","type":"Repeat"}
    Good:
        Acme fired Ann.
        Acme fired Ann.
        {"kind":"zone","id":"z-222222","start":0,"end":15,"digest":"c30636267238","type":"Story"}
        {"kind":"zone","id":"z-222223","start":16,"end":31,"digest":"c30636267238","type":"Repeat"}
    """
    inventory = case.labels.zone
    earlier: set[str] = set()
    for zone in case.document.zones:
        if zone.digest not in earlier and (label := inventory.get(zone.type)) is not None and label.repeats:
            yield zone, f"of type {zone.type} has digest {shown(zone.digest)}, which no earlier zone has; it should repeat one"
        earlier.add(zone.digest)
