"""What a text editor does, or a hand in one."""

import copy
import json
import re
from collections.abc import Iterator

from .catalogue import Change, fault, reentered, remarked
from .corpus import GOLD, Json, Original, Sheet, but, stretches, swapped


def moved(sheet: Sheet, record: Json, number: int, start: int = 0, end: int = 0) -> Change:
    """An article in which one place of a mark begins and ends elsewhere; what it says of itself stays."""
    changed = copy.deepcopy(record)
    place = stretches(changed)[number]
    what = f"{record['id']} from {place['start']}:{place['end']}"
    place["start"] += start
    place["end"] += end
    return remarked(sheet, record, changed, what=f"{what} to {place['start']}:{place['end']}")


def _slips(sheets: list[Sheet], key: str) -> Iterator[Change]:
    for sheet in sheets:
        for record in sheet.of("mention", "trigger", "claim"):
            for number, place in enumerate(stretches(record)):
                for step in (-1, 1):
                    slipped = {**place, key: place[key] + step}
                    if 0 <= slipped["start"] < slipped["end"] <= sheet.article["length"]:
                        yield moved(sheet, record, number, **{key: step})


@fault("editor")
def start_off_by_one(original: Original) -> Iterator[Change]:
    """A start is one too low or too high; the quote or digest stays."""
    yield from _slips(original.readable, "start")


@fault("editor")
def end_off_by_one(original: Original) -> Iterator[Change]:
    """An end is one too low or too high; the quote or digest stays."""
    yield from _slips(original.readable, "end")


@fault(
    "editor",
    argued="""The mark has a digest, and there is no text to take the digest of. Whoever holds the text says `--texts`, and the fault
    is found; such a mark falls under `start-off-by-one` then. Without, only a place that collides with another is seen.""",
)
def offset_off_by_one_without_text(original: Original) -> Iterator[Change]:
    """A start or an end is one off, in an article whose text is not at hand."""
    yield from _slips(original.unread, "start")
    yield from _slips(original.unread, "end")


@fault("editor")
def span_reversed(original: Original) -> Iterator[Change]:
    """Start and end have changed places."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger", "claim"):
            place = stretches(record)[0]
            width = place["end"] - place["start"]
            yield moved(sheet, record, 0, start=width, end=-width)


@fault("editor")
def quote_corrected(original: Original) -> Iterator[Change]:
    """Two letters of a quote have changed places."""
    for sheet in original.open:
        for record in sheet.of("mention", "trigger", "claim"):
            changed = copy.deepcopy(record)
            for place in stretches(changed):
                if (mended := _mended(place["quote"])) != place["quote"]:
                    place["quote"] = mended
                    yield remarked(sheet, record, changed, what=record["id"])
                    break


def _mended(text: str) -> str:
    return re.sub(r"(?<=\w)(\w)(?!\1)(\w)(?=\w)", r"\2\1", text, count=1)


def _texts(original: Original, edit: dict[str, bytes], what: str) -> Iterator[Change]:
    for sheet in original.open:
        data = original.files[sheet.text_file]
        for old, new in edit.items():
            for match in re.finditer(re.escape(old.encode()), data):
                changed = data[: match.start()] + new + data[match.end() :]
                yield Change({sheet.text_file: changed, sheet.file: sheet.records}, frozenset(), f"{sheet.name}: {what} at {match.start()}")


@fault("editor")
def text_corrected(original: Original) -> Iterator[Change]:
    """A word of a text is corrected after it was marked, its length the same."""
    for sheet in original.open:
        data = original.text(sheet.text_file)
        for match in re.finditer(r"\b\w{5,}\b", data):
            changed = data[: match.start()] + _mended(match.group()) + data[match.end() :]
            if changed != data:
                files: dict[str, bytes | list[Json] | None] = {sheet.text_file: changed.encode(), sheet.file: sheet.records}
                yield Change(files, frozenset(), f"{sheet.name}: at {match.start()}")


@fault("editor")
def quotes_curled(original: Original) -> Iterator[Change]:
    """An editor makes a straight apostrophe of a text a typographic one."""
    yield from _texts(original, {"'": "\u2019".encode()}, "apostrophe")


@fault("editor")
def blank_made_tab(original: Original) -> Iterator[Change]:
    """A blank of a text has become a tab."""
    yield from _texts(original, {" ": b"\t"}, "blank")


@fault("editor")
def blank_made_no_break(original: Original) -> Iterator[Change]:
    """A blank of a text has become a no-break space."""
    yield from _texts(original, {" ": "\u00a0".encode()}, "blank")


@fault("editor")
def blank_at_line_end(original: Original) -> Iterator[Change]:
    """A line of a text has got a blank at its end."""
    yield from _texts(original, {"\n\n": b" \n\n"}, "line end")


@fault("editor")
def line_ends_crlf(original: Original) -> Iterator[Change]:
    """A file is saved with the line ends of Windows."""
    yield from _files(original, lambda data: data.replace(b"\n", b"\r\n"))


@fault("editor")
def byte_order_mark(original: Original) -> Iterator[Change]:
    """A file is saved with a byte order mark."""
    yield from _files(original, lambda data: b"\xef\xbb\xbf" + data)


def _files(original: Original, edit, *, texts: bool = True) -> Iterator[Change]:  # noqa: ANN001
    for file, data in original.files.items():
        if file.startswith("annotations/") and (file.endswith(".jsonl") or (texts and file.endswith(".txt"))):
            yield Change({file: edit(data)}, frozenset(), file)


@fault("editor")
def lines_swapped(original: Original) -> Iterator[Change]:
    """Two neighbouring lines of a file of records have changed places."""
    for file, data in original.files.items():
        if file.startswith(GOLD) or (file.startswith("annotations/") and file.endswith(".jsonl")):
            lines = data.split(b"\n")[:-1]
            for number in range(0, len(lines) - 1, 7):
                changed = [*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :], b""]
                yield Change({file: b"\n".join(changed)}, frozenset(), f"{file}: line {number + 1}")


@fault("editor")
def blank_line(original: Original) -> Iterator[Change]:
    """A file of records has got an empty line."""
    yield from _files(original, lambda data: data.replace(b"\n", b"\n\n", 1), texts=False)


@fault("editor")
def key_misspelt(original: Original) -> Iterator[Change]:
    """The key of a record is misspelt."""
    for sheet in original.articles:
        for record in sheet.records:
            for key in record:
                changed = {(name + "s" if name == key else name): value for name, value in record.items()}
                lines = [json.dumps(changed if line is record else line, separators=(",", ":")) for line in sheet.records]
                data = "".join(f"{line}\n" for line in lines).encode()
                yield Change({sheet.file: data}, frozenset(), f"{sheet.name}: {record['kind']}.{key}")


@fault("editor")
def reference_mistyped(original: Original) -> Iterator[Change]:
    """One letter of an id that a mark points at is wrong."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger", "claim"):
            own = json.dumps(record["id"])
            for match in re.finditer(r'"[mtcev]-\w{6}"', json.dumps(record)):
                if match.group() != own:
                    wrong = json.dumps(record).replace(match.group(), f'{match.group()[:-2]}{_other(match.group()[-2])}"')
                    yield remarked(sheet, record, json.loads(wrong), what=f"{record['id']} on {match.group()}")


@fault("editor")
def reference_mistyped_in_registry(original: Original) -> Iterator[Change]:
    """One letter of an id that a registry record points at is wrong."""
    for form in ("entities", "events", "clusters", "relations", "traces"):
        for record in original.registry(form):
            rest = {key: value for key, value in record.items() if key != "id"}
            for match in re.finditer(r'[evkc]-\w{6}"', json.dumps(rest)):
                wrong = json.dumps(rest).replace(match.group(), f'{match.group()[:-2]}{_other(match.group()[-2])}"')
                changed = {"id": record["id"], **json.loads(wrong)} if "id" in record else json.loads(wrong)
                yield reentered(original, form, record, changed, what=f"{form}: {match.group()[:-1]}")


def _other(letter: str) -> str:
    return "q" if letter != "q" else "p"


@fault("editor")
def file_truncated(original: Original) -> Iterator[Change]:
    """A file of records breaks off in the middle of a line."""
    yield from _files(original, lambda data: data[: data.rfind(b"\n", 0, len(data) * 2 // 3) + 9], texts=False)


@fault("editor")
def record_field_emptied(original: Original) -> Iterator[Change]:
    """A field that each such record has is empty."""
    for form, key in (("entities", "name"), ("events", "name"), ("entities", "type"), ("events", "type"), ("clusters", "facet")):
        for record in original.registry(form):
            yield reentered(original, form, record, but(record, **{key: ""}), what=f"{form}: {record['id']}.{key}")
    for sheet in original.articles:
        for key in ("type", "certainty", "author_certainty", "source_kind"):
            for record in sheet.of("mention", "trigger", "claim", "zone"):
                if record.get(key):
                    yield remarked(sheet, record, but(record, **{key: ""}), what=f"{record['id']}.{key}")


@fault("editor")
def lines_lost_at_end(original: Original) -> Iterator[Change]:
    """The last third of the lines of an article's file is lost, and the file is in form."""
    for sheet in original.articles:
        kept = sheet.records[: len(sheet.records) * 2 // 3]
        lost = frozenset(record["id"] for record in sheet.records[len(kept) :])
        yield Change({sheet.file: swapped(kept)}, lost, sheet.name)
