"""What a careless annotator makes of a claim: who says it, in which words, how surely."""

import re
from collections.abc import Iterator

from steppe.text import digest

from .catalogue import Change, fault, fresh, remarked
from .corpus import Json, Original, Sheet, but
from .value import named

QUOTATION = '"\u201c\u201d\u00ab\u00bb\u201e'


def told(original: Original) -> Iterator[tuple[Sheet, Json]]:
    """Each claim that has a source in the text."""
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            if claim.get("by"):
                yield sheet, claim


def claims(original: Original) -> Iterator[tuple[Sheet, Json]]:
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            yield sheet, claim


@fault(
    "claim",
    argued="""The other mention can speak, and stands in the article. Whose words they are is what the sentence says; agreement on sources
    between two annotators is the only measure.""",
)
def source_swapped(original: Original) -> Iterator[Change]:
    """The source of a claim is another mention of the same type and level."""
    for sheet, claim in told(original):
        mine = sheet.by_id[claim["by"]]
        alike = [m for m in sheet.of("mention") if (m["type"], m.get("level")) == (mine["type"], mine.get("level"))]
        near = sorted(alike, key=lambda mention: abs(mention["start"] - mine["start"]))
        for other in [m for m in near if m.get("refers_to") != mine.get("refers_to")][:1]:
            yield remarked(sheet, claim, but(claim, by=other["id"]), what=f"{claim['id']} by {other['id']}")


@fault("claim")
def source_that_cannot_speak(original: Original) -> Iterator[Change]:
    """The source of a claim is a date or a number."""
    mute = [*original.having("mention", value="time"), *original.having("mention", value="number")]
    for sheet, claim in told(original):
        for other in [m for m in sheet.of("mention") if m["type"] in mute][:1]:
            yield remarked(sheet, claim, but(claim, by=other["id"]), what=f"{claim['id']} by {other['id']}")


@fault("claim")
def source_is_a_trigger(original: Original) -> Iterator[Change]:
    """The source of a claim is an event, or the claim itself."""
    for sheet, claim in told(original):
        for other in (*sheet.of("trigger")[:1], claim):
            yield remarked(sheet, claim, but(claim, by=other["id"]), what=f"{claim['id']} by {other['id']}")


@fault("claim")
def source_of_another_article(original: Original) -> Iterator[Change]:
    """The source of a claim is a mention of another article."""
    for sheet, claim in told(original):
        for other in [other for other in original.articles if other is not sheet]:
            mention = other.of("mention")[0]["id"]
            for by in (mention, f"{other.name}/{mention}"):
                yield remarked(sheet, claim, but(claim, by=by), what=f"{claim['id']} by {by}")


@fault("claim")
def source_missing(original: Original) -> Iterator[Change]:
    """A claim of a kind that has a source names none."""
    for sheet, claim in told(original):
        yield remarked(sheet, claim, but(claim, by=None), what=claim["id"])


@fault("claim")
def cue_dropped(original: Original) -> Iterator[Change]:
    """A claim of a kind that has a cue has none."""
    for sheet, claim in claims(original):
        if claim.get("cue"):
            yield remarked(sheet, claim, but(claim, cue=None), what=claim["id"])


@fault("claim")
def cue_in_content(original: Original) -> Iterator[Change]:
    """The cue of a claim is a word inside its content, that no event of the claim is named by."""
    for sheet, claim in claims(original):
        if claim.get("cue") and sheet.text is not None:
            content = claim["spans"][0]
            events = {(trigger["start"], trigger["end"]) for trigger in sheet.of("trigger")}
            for match in list(re.finditer(r"\w+", sheet.reads(content)))[1:-1]:
                start, end = content["start"] + match.start(), content["start"] + match.end()
                cue = {"start": start, "end": end, **_proof(sheet, start, end)}
                if (start, end) not in events:
                    yield remarked(sheet, claim, but(claim, cue=[cue]), what=f"{claim['id']} at {start}")
                    break


def _proof(sheet: Sheet, start: int, end: int) -> Json:
    words = (sheet.text or "")[start:end]
    return {"quote": words} if sheet.open else {"digest": digest(words)}


@fault("claim")
def kind_of_source_misjudged(original: Original) -> Iterator[Change]:
    """The kind of source is one that has no source or no cue, and the claim has; or the reverse."""
    kinds = original.labels["source_kind"]
    for sheet, claim in claims(original):
        for label, entry in kinds.items():
            if (entry["by"], entry["cue"], entry["mode"]) != tuple(kinds[claim["source_kind"]][key] for key in ("by", "cue", "mode")):
                yield remarked(sheet, claim, but(claim, source_kind=label), what=f"{claim['id']} as {label}")


@fault(
    "claim",
    argued="""Both kinds have a source and a cue. Whether a source is a body or person, or a collective without one, is a matter of the
    phrase that names it, which is read and not computed.""",
)
def kind_of_source_confused(original: Original) -> Iterator[Change]:
    """The kind of source is another of those that have the same parts."""
    kinds = original.labels["source_kind"]
    for sheet, claim in claims(original):
        for label, entry in kinds.items():
            if label != claim["source_kind"] and _parts(entry) == _parts(kinds[claim["source_kind"]]):
                yield remarked(sheet, claim, but(claim, source_kind=label), what=f"{claim['id']} as {label}")


def _parts(entry: Json) -> tuple[object, ...]:
    return tuple(entry.get(key) for key in ("by", "cue", "mode", "author"))


@fault("claim")
def mode_missing(original: Original) -> Iterator[Change]:
    """A claim that is told or quoted does not say which."""
    for sheet, claim in claims(original):
        if claim.get("mode"):
            yield remarked(sheet, claim, but(claim, mode=None), what=claim["id"])


@fault(
    "claim",
    argued="""Whether words are the source's own shows in quotation marks, mostly; but a quotation runs over sentences, is set off in
    a block, or is a single quoted word in a told clause. Where the marks stand is evidence that only a reader can weigh.""",
)
def mode_confused(original: Original) -> Iterator[Change]:
    """A claim in one mode is given another."""
    for sheet, claim in claims(original):
        for label in original.labels["mode"]:
            if claim.get("mode") and label != claim["mode"]:
                yield remarked(sheet, claim, but(claim, mode=label), what=f"{claim['id']} as {label}")


@fault("claim")
def chain_in_a_circle(original: Original) -> Iterator[Change]:
    """A chain of sources names one of them twice."""
    for sheet, claim in told(original):
        cue = claim.get("cue")
        if cue:
            via = [*claim.get("via", ()), {"by": claim["by"], "cue": cue}]
            yield remarked(sheet, claim, but(claim, via=via), what=claim["id"])


@fault(
    "claim",
    argued="""The inner source is a source. That somebody else passes it on stands in the sentence only, and only a reader finds it
    missing.""",
)
def chain_cut(original: Original) -> Iterator[Change]:
    """A chain of sources lacks the one who reports."""
    for sheet, claim in claims(original):
        if claim.get("via"):
            yield remarked(sheet, claim, but(claim, via=None), what=claim["id"])


@fault("claim")
def claim_twice(original: Original) -> Iterator[Change]:
    """A claim is marked twice, the second time with the article as its source."""
    same = next(iter(original.having("source_kind", author="same")), None)
    for sheet, claim in told(original):
        if same:
            bare = but(claim, id=fresh("c"), source_kind=same, by=None, cue=None, via=None, mode=None, author_certainty=claim["certainty"])
            yield remarked(sheet, None, bare, what=claim["id"], ids=[claim["id"]])


@fault("claim")
def claim_without_answer(original: Original) -> Iterator[Change]:
    """A claim answers nothing."""
    for sheet, claim in claims(original):
        yield remarked(sheet, claim, but(claim, answers=None), what=claim["id"], ids=named(sheet, claim))


@fault("claim")
def claim_without_content(original: Original) -> Iterator[Change]:
    """A claim has no place in the text."""
    for sheet, claim in claims(original):
        yield remarked(sheet, claim, but(claim, spans=[]), what=claim["id"])


@fault("claim")
def canonical_missing(original: Original) -> Iterator[Change]:
    """A claim has no sentence of its own."""
    for sheet, claim in claims(original):
        yield remarked(sheet, claim, but(claim, canonical=None), what=claim["id"])
