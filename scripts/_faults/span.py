"""What a careless annotator does with the place of a mark. The quote or digest is always that of the wrong place."""

import copy
import re
from collections.abc import Callable, Iterator

from .catalogue import Change, fault, fresh, remarked
from .corpus import Json, Original, Sheet, but, requoted, stretches

Bounds = tuple[int, int]


def placed(sheet: Sheet, record: Json, number: int, start: int, end: int) -> Change:
    """An article in which one place of a mark is elsewhere, and reads what stands there."""
    changed = copy.deepcopy(record)
    place = stretches(changed)[number]
    place["start"], place["end"] = start, end
    requoted(place, sheet.text or "")
    return remarked(sheet, record, changed, what=f"{record['id']} at {start}:{end}")


def _dragged(original: Original, to: Callable[[str, int, int], Bounds | None], *kinds: str) -> Iterator[Change]:
    """Each place of some marks, dragged to where ``to`` says."""
    for sheet in original.readable:
        for record in sheet.of(*(kinds or ("mention", "trigger", "claim"))):
            for number, place in enumerate(stretches(record)):
                if bounds := to(sheet.text or "", place["start"], place["end"]):
                    yield placed(sheet, record, number, *bounds)


@fault("span")
def last_letter_missed(original: Original) -> Iterator[Change]:
    """The selection ends before the last letter of a word."""
    yield from _dragged(original, lambda text, start, end: (start, end - 1) if text[start:end][-2:].isalnum() and end - start > 1 else None)


@fault("span")
def first_letter_missed(original: Original) -> Iterator[Change]:
    """The selection begins behind the first letter of a word."""
    yield from _dragged(original, lambda text, start, end: (start + 1, end) if text[start:end][:2].isalnum() and end - start > 1 else None)


@fault("span")
def blank_selected(original: Original) -> Iterator[Change]:
    """The selection takes the blank behind its last word."""
    yield from _dragged(original, lambda text, start, end: (start, end + 1) if text[end : end + 1] == " " else None)


@fault("span")
def comma_selected(original: Original) -> Iterator[Change]:
    """The selection of a mention or a trigger takes the comma behind its last word."""
    yield from _dragged(
        original, lambda text, start, end: (start, end + 1) if text[end : end + 1] in (",", ";") else None, "mention", "trigger"
    )


@fault("span")
def line_end_crossed(original: Original) -> Iterator[Change]:
    """The selection runs into the next line."""

    def to(text: str, start: int, end: int) -> Bounds | None:
        word = re.compile(r"\W*\n\W*\w+").match(text, end)
        return (start, word.end()) if word else None

    yield from _dragged(original, to)


@fault("span")
def sentence_end_crossed(original: Original) -> Iterator[Change]:
    """The selection runs into the next sentence of its line."""
    for sheet in original.readable:
        starts = [start for zone in sheet.of("zone") for start in zone.get("sentences", ())[1:]]
        for record in sheet.of("mention", "trigger", "claim"):
            for number, place in enumerate(stretches(record)):
                for start in starts:
                    if place["end"] <= start <= place["end"] + 2 and (word := re.compile(r"\w+").match(sheet.text or "", start)):
                        yield placed(sheet, record, number, place["start"], word.end())


@fault("span")
def nothing_selected(original: Original) -> Iterator[Change]:
    """The selection was a mere click."""
    yield from _dragged(original, lambda text, start, end: (start, start))


@fault(
    "span",
    argued="""Both selections are whole words of one sentence. How far a phrase reaches is what the guidelines say and what annotators
    disagree on most; only a second pass shows it.""",
)
def word_too_many(original: Original) -> Iterator[Change]:
    """The selection of a mention takes the word behind it."""

    def to(text: str, start: int, end: int) -> Bounds | None:
        word = re.compile(r" \w+\b").match(text, end)
        return (start, word.end()) if word else None

    yield from _dragged(original, to, "mention")


@fault(
    "span",
    argued="""As `word-too-many`: the shorter phrase is a phrase too, and often the one that another scheme wants.""",
)
def word_too_few(original: Original) -> Iterator[Change]:
    """The selection of a mention lacks its first word."""

    def to(text: str, start: int, end: int) -> Bounds | None:
        gap = text.find(" ", start, end)
        return (gap + 1, end) if gap > 0 else None

    yield from _dragged(original, to, "mention")


@fault("span")
def mark_in_furniture(original: Original) -> Iterator[Change]:
    """A mark lies in a line that is none of the story."""
    silent = {label for label, zone in original.labels["zone"].items() if not zone.get("marks", True)}
    for sheet in original.articles:
        for zone in sheet.of("zone"):
            if zone["type"] in silent:
                for record in sheet.of("mention", "trigger")[::9]:
                    end = zone["end"]
                    if sheet.text is not None:
                        end = next(match.end() for match in re.compile(r"\w+").finditer(sheet.text, zone["start"]))
                    place = but(record, start=zone["start"], end=min(end, zone["end"]))
                    if sheet.text is not None:
                        requoted(place, sheet.text)
                    yield remarked(sheet, record, place, what=f"{record['id']} into {zone['id']}")


@fault("span")
def mark_doubled_with_another_type(original: Original) -> Iterator[Change]:
    """The same words are marked twice as the same layer, the second time with another label."""
    labels = {kind: list(original.labels[kind]) for kind in ("mention", "trigger")}
    for sheet in original.articles:
        for record in sheet.of("mention"):
            alike = [label for label in labels["mention"] if _kind(original, label) == _kind(original, record["type"])]
            for other in [label for label in alike if label != record["type"]][:1]:
                yield remarked(sheet, None, but(record, id=fresh("m"), type=other), what=record["id"], ids=[record["id"]])


def _kind(original: Original, label: str) -> tuple[object, ...]:
    entry = original.labels["mention"][label]
    return tuple(entry.get(key) for key in ("level", "registry", "value"))
