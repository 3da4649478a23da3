"""What a careless annotator makes of lines and sentences."""

from collections.abc import Iterator
from itertools import pairwise

from steppe.text import digest

from .catalogue import Change, fault, remarked
from .corpus import Original, but


@fault("span")
def line_called_furniture(original: Original) -> Iterator[Change]:
    """A line of the story that has marks is called something in which nothing is marked."""
    silent = [label for label, zone in original.labels["zone"].items() if not zone.get("marks", True) and not zone.get("repeats")]
    for sheet in original.articles:
        for zone in sheet.of("zone"):
            if silent and zone["type"] not in silent and (marks := sheet.inside(zone)):
                yield remarked(sheet, zone, but(zone, type=silent[0]), what=zone["id"], ids=[mark["id"] for mark in marks])


@fault("span")
def line_called_repeated(original: Original) -> Iterator[Change]:
    """A line that has no marks is said to repeat an earlier one, and repeats none."""
    for sheet in original.articles:
        earlier: set[str] = set()
        for zone in sheet.of("zone"):
            if not sheet.inside(zone) and zone["digest"] not in earlier:
                for label in original.having("zone", repeats=True):
                    yield remarked(sheet, zone, but(zone, type=label), what=zone["id"])
            earlier.add(zone["digest"])


@fault(
    "span",
    argued="""What a line is there for is judged by reading it: a caption and a paragraph may have the same words, and both may be
    marked.""",
)
def line_of_another_type(original: Original) -> Iterator[Change]:
    """A line of the story has the label of another kind of line."""
    loud = [label for label, zone in original.labels["zone"].items() if zone.get("marks", True)]
    for sheet in original.articles:
        for zone in sheet.of("zone"):
            if zone["type"] in loud:
                other = loud[(loud.index(zone["type"]) + 1) % len(loud)]
                yield remarked(sheet, zone, but(zone, type=other), what=f"{zone['id']} as {other}")


@fault("span")
def line_lost(original: Original) -> Iterator[Change]:
    """A line of the story is no zone, and its marks are in none."""
    for sheet in original.articles:
        for zone in sheet.of("zone"):
            if marks := sheet.inside(zone):
                yield remarked(sheet, zone, what=zone["id"], ids=[mark["id"] for mark in marks])


@fault("span")
def line_overlooked(original: Original) -> Iterator[Change]:
    """A line is no zone and has no marks."""
    for sheet in original.readable:
        for zone in sheet.of("zone"):
            if not sheet.inside(zone):
                yield remarked(sheet, zone, what=zone["id"])


@fault("span")
def lines_merged(original: Original) -> Iterator[Change]:
    """Two lines were selected as one zone."""
    for sheet in original.readable:
        zones = sheet.of("zone")
        for one, two in pairwise(zones):
            sentences = [*one.get("sentences", [one["start"]]), *two.get("sentences", [two["start"]])]
            whole = but(one, end=two["end"], sentences=sentences)
            whole["digest"] = digest(sheet.reads(whole))
            yield remarked(sheet, one, whole, what=f"{one['id']} with {two['id']}", without=[two["id"]])


@fault("span")
def line_cut_short(original: Original) -> Iterator[Change]:
    """A zone ends before the last word of its line."""
    for sheet in original.readable:
        for zone in sheet.of("zone"):
            end = zone["start"] + sheet.reads(zone).rfind(" ")
            if end > zone.get("sentences", [zone["start"]])[-1]:
                short = but(zone, end=end)
                short["digest"] = digest(sheet.reads(short))
                yield remarked(sheet, zone, short, what=zone["id"])


@fault("span")
def sentence_start_in_word(original: Original) -> Iterator[Change]:
    """A sentence begins behind the first letter of a word."""
    for sheet in original.readable:
        for zone in sheet.of("zone"):
            for number, start in enumerate(zone.get("sentences", ())):
                if number and (sheet.text or "")[start : start + 2].isalnum():
                    starts = [*zone["sentences"][:number], start + 1, *zone["sentences"][number + 1 :]]
                    yield remarked(sheet, zone, but(zone, sentences=starts), what=f"{zone['id']} at {start}")


@fault("span")
def sentence_start_in_mark(original: Original) -> Iterator[Change]:
    """A sentence begins inside a phrase that is marked."""
    for sheet in original.readable:
        for zone in sheet.of("zone"):
            for record in sheet.inside(zone):
                gap = sheet.reads(record).find(" ") if record["kind"] == "mention" else -1
                if gap > 0:
                    starts = sorted({*zone.get("sentences", [zone["start"]]), record["start"] + gap + 1})
                    yield remarked(sheet, zone, but(zone, sentences=starts), what=f"{zone['id']} in {record['id']}", ids=[record["id"]])


@fault(
    "span",
    argued="""A full stop before a capital ends a sentence, or an abbreviation before a name; which it is, a rule could only guess.
    Marks and claims stay inside the longer sentence.""",
)
def sentence_start_missed(original: Original) -> Iterator[Change]:
    """Two sentences of a line are one."""
    for sheet in original.articles:
        for zone in sheet.of("zone"):
            for start in zone.get("sentences", ())[1:]:
                starts = [other for other in zone["sentences"] if other != start]
                yield remarked(sheet, zone, but(zone, sentences=starts if len(starts) > 1 else None), what=f"{zone['id']} at {start}")
