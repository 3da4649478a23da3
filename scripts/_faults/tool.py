"""What a script, a converter or another tool does that has its own idea of text, of offsets, of JSON."""

import copy
import json
import re
from collections.abc import Callable, Iterator

from steppe.text import digest

from .catalogue import Change, fault, fresh, reentered, remarked
from .corpus import Json, Original, Records, Sheet, but, requoted, resealed, stretches

EMOJI = " \U0001f4f0"
DECODED_TWICE = "\u2019".encode().decode("cp1252")


def shifted(records: Records, place: Callable[[int], int], end: Callable[[int], int] | None = None) -> Records:
    """Records with each offset put elsewhere."""
    end = end or place
    changed = copy.deepcopy(records)
    for record in changed:
        if record["kind"] in ("mention", "trigger", "claim", "zone"):
            for piece in stretches(record):
                piece["start"], piece["end"] = place(piece["start"]), end(piece["end"])
            if "sentences" in record:
                record["sentences"] = [place(start) for start in record["sentences"]]
    return changed


def grown(sheet: Sheet, zone: Json, more: str, width: int) -> tuple[str, Records]:
    """An article whose text has got more at the end of a line, with the offsets behind it moved by ``width``."""
    at = zone["end"]
    text = sheet.text or ""
    text = text[:at] + more + text[at:]
    records = shifted(sheet.records, lambda start: start + width * (start >= at), lambda end: end + width * (end > at))
    line = next(record for record in records if record.get("id") == zone["id"])
    line["end"] += width
    line["digest"] = digest(text[line["start"] : at + len(more)])
    return text, resealed(records, text)


def _grown(original: Original, more: str, width: int, *, again: bool = False) -> Iterator[Change]:
    for sheet in original.open:
        for zone in sheet.of("zone")[:-1]:
            text, records = grown(sheet, zone, more, width)
            for record in records if again else []:
                if record["kind"] in ("mention", "trigger", "claim"):
                    for place in stretches(record):
                        requoted(place, text)
            yield Change({sheet.text_file: text.encode(), sheet.file: records}, frozenset(), f"{sheet.name}: at {zone['end']}")


@fault("tool")
def offsets_in_utf_16(original: Original) -> Iterator[Change]:
    """A text has got an emoji, and the tool counts UTF-16 units: all that follows is one too far."""
    yield from _grown(original, EMOJI, 3)


@fault("tool")
def offsets_in_bytes(original: Original) -> Iterator[Change]:
    """A text has got an emoji, and the tool counts bytes: all that follows is three too far."""
    yield from _grown(original, EMOJI, 5)


@fault("tool")
def offsets_in_utf_16_requoted(original: Original) -> Iterator[Change]:
    """As `offsets-in-utf-16`, and the tool took each quote anew from where the mark now is."""
    yield from _grown(original, EMOJI, 3, again=True)


@fault("tool")
def text_decomposed(original: Original) -> Iterator[Change]:
    """A text comes with its accents as characters of their own (NFD); offsets, quotes and fingerprint are of that text."""
    for accent in ("e\u0301", "u\u0308"):
        yield from _grown(original, " caf" + accent, 5)


@fault("tool")
def text_decoded_twice(original: Original) -> Iterator[Change]:
    """UTF-8 of a text was read as Windows-1252; offsets, quotes and fingerprint are of what came out."""
    for sheet in original.open:
        text = sheet.text or ""
        for match in re.finditer("'", text):
            at = match.start()
            new = text[:at] + DECODED_TWICE + text[at + 1 :]
            records = shifted(sheet.records, lambda o, at=at: o + (len(DECODED_TWICE) - 1) * (o > at))
            for record in records:
                for place in stretches(record) if record["kind"] not in ("article", "pass") else []:
                    requoted(place, new)
            yield Change({sheet.text_file: new.encode(), sheet.file: resealed(records, new)}, frozenset(), f"{sheet.name}: at {at}")


@fault("tool")
def name_decoded_twice(original: Original) -> Iterator[Change]:
    """UTF-8 of a name in the registry was read as Windows-1252."""
    for form in ("entities", "events"):
        for entry in original.registry(form):
            wrong = (entry["name"] + " \u2019caf\u00e9\u2019").encode().decode("cp1252")
            yield reentered(original, form, entry, but(entry, name=wrong), what=entry["id"])


@fault("tool")
def offsets_from_one(original: Original) -> Iterator[Change]:
    """A tool counts characters from 1."""
    yield from _all(original, 1, 1)


@fault("tool")
def ends_inclusive(original: Original) -> Iterator[Change]:
    """A tool's ends name the last character, not the one after it."""
    yield from _all(original, 0, -1)


def _all(original: Original, start: int, end: int) -> Iterator[Change]:
    for sheet in original.readable:
        yield Change({sheet.file: shifted(sheet.records, lambda o: o + start, lambda o: o + end)}, frozenset(), sheet.name)


@fault("tool")
def offsets_of_crlf(original: Original) -> Iterator[Change]:
    """A tool on Windows counted two characters for each line end."""
    for sheet in original.readable:
        text = sheet.text or ""
        records = shifted(sheet.records, lambda o, text=text: o + text.count("\n", 0, o))
        yield Change({sheet.file: records}, frozenset(), sheet.name)


def _written(original: Original, write: Callable[[Json], str]) -> Iterator[Change]:
    """Each file of records as another program writes it, where that makes a difference."""
    for file, data in original.files.items():
        if file.startswith("annotations/") and file.endswith(".jsonl"):
            records = [json.loads(line) for line in data.decode().split("\n") if line]
            written = "".join(f"{write(record)}\n" for record in records).encode()
            if written != data:
                yield Change({file: written}, frozenset(), file)


@fault("tool")
def written_with_blanks(original: Original) -> Iterator[Change]:
    """A script writes records with blanks after colons and commas."""
    yield from _written(original, json.dumps)


@fault("tool")
def written_with_sorted_keys(original: Original) -> Iterator[Change]:
    """A script writes records with their keys sorted."""
    yield from _written(original, lambda record: json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


@fault("tool")
def written_with_nulls(original: Original) -> Iterator[Change]:
    """A script writes null for what is absent."""
    yield from _written(original, lambda record: json.dumps({**record, "value": None}, ensure_ascii=False, separators=(",", ":")))


@fault("tool")
def numbers_as_strings(original: Original) -> Iterator[Change]:
    """A script writes offsets as strings."""

    def write(record: Json) -> str:
        return json.dumps({key: str(value) if key == "start" else value for key, value in record.items()}, separators=(",", ":"))

    yield from (change for change in _written(original, write) if "/gold/" in change.what)


@fault("tool")
def quotes_dropped(original: Original) -> Iterator[Change]:
    """A converter has no quotes and no digests."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger", "claim"):
            changed = copy.deepcopy(record)
            for place in stretches(changed):
                place.pop("quote", None)
                place.pop("digest", None)
            yield remarked(sheet, record, changed, what=record["id"])


@fault("tool")
def quote_where_text_is_not(original: Original) -> Iterator[Change]:
    """A converter writes words of a text that the corpus must not hold beside a digest."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger") if not sheet.open else []:
            words = sheet.reads(record) or "a" * (record["end"] - record["start"])
            yield remarked(sheet, record, but(record, quote=words), what=record["id"])


@fault("tool")
def ids_made_anew(original: Original) -> Iterator[Change]:
    """A converter gives a mark a new id, and those that point at it keep the old one."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger"):
            if pointing := sheet.pointing(record["id"]):
                ids = [other["id"] for other in pointing]
                yield remarked(sheet, record, but(record, id=fresh(record["id"][0])), what=record["id"], ids=ids)


@fault("tool")
def pieces_joined(original: Original) -> Iterator[Change]:
    """A format without discontinuous spans: the pieces of a claim have become one, with what lay between them."""
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            if len(claim["spans"]) > 1:
                whole = {"start": claim["spans"][0]["start"], "end": claim["spans"][-1]["end"]}
                whole["quote" if sheet.open else "digest"] = "0" * 12
                if sheet.text is not None:
                    requoted(whole, sheet.text)
                yield remarked(sheet, claim, but(claim, spans=[whole]), what=claim["id"])


@fault("tool")
def pieces_in_disorder(original: Original) -> Iterator[Change]:
    """The pieces of a claim are not in reading order."""
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            if len(claim["spans"]) > 1:
                yield remarked(sheet, claim, but(claim, spans=claim["spans"][::-1]), what=claim["id"])


@fault(
    "tool",
    argued="""What is left is a clause with a source, and may have been all that was marked. That something is missing shows only to who
    reads the sentence; a second annotator marks the longer content, and agreement on boundaries falls.""",
)
def piece_lost(original: Original) -> Iterator[Change]:
    """A format without discontinuous spans: of the pieces of a claim only the first is left."""
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            if len(claim["spans"]) > 1:
                yield remarked(sheet, claim, but(claim, spans=claim["spans"][:1]), what=claim["id"])


@fault(
    "tool",
    argued="""All that the corpus says of its text agrees: fingerprint, length, digests, quotes. That it was another text before, only the
    history of the repository knows, or whoever has the text from elsewhere (of a published article, `--texts`).""",
)
def text_altered_and_resealed(original: Original) -> Iterator[Change]:
    """A word of a text was replaced by one of the same length, and a script made fingerprint, digests and quotes anew."""
    for sheet in original.open:
        text = sheet.text or ""
        for match in re.finditer(r"\b[a-z]{6,}\b", text):
            altered = text[: match.start()] + match.group()[::-1] + text[match.end() :]
            records = resealed(copy.deepcopy(sheet.records), altered)
            for record in records:
                for place in stretches(record) if record["kind"] not in ("article", "pass") else []:
                    requoted(place, altered)
            yield Change({sheet.text_file: altered.encode(), sheet.file: records}, frozenset(), f"{sheet.name}: at {match.start()}")
