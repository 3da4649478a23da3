"""What goes wrong with who made a text and who may have it: the first lines of a file, and wording of others."""

import re
from collections.abc import Iterator

from .catalogue import Change, fault
from .corpus import Json, Original, Records, Sheet, but, requoted, resealed, swapped


def _heads(original: Original, *changes: dict[str, object]) -> Iterator[Change]:
    """Articles of which something in the first line is otherwise."""
    for sheet in original.articles:
        for keys in changes:
            changed = [but(record, **keys) if record is sheet.article else record for record in sheet.records]
            yield Change({sheet.file: changed}, frozenset(), f"{sheet.name}: {keys}")


@fault("release")
def licence_missing(original: Original) -> Iterator[Change]:
    """An article has no licence, or one that nobody knows."""
    yield from _heads(original, {"licence": ""}, {"licence": "free, I think"})


@fault("release")
def publisher_missing(original: Original) -> Iterator[Change]:
    """An article has no publisher, or no language, or an unknown one."""
    yield from _heads(original, {"publisher": ""}, {"language": ""}, {"language": "qq"})


@fault("release")
def date_of_publication_wrong(original: Original) -> Iterator[Change]:
    """An article has no date, or none that a calendar has."""
    yield from _heads(original, {"published": ""}, {"published": "last week"}, {"published": "2011-02-30"})


@fault("release")
def date_of_publication_too_early(original: Original) -> Iterator[Change]:
    """An article is dated a year before what it tells."""
    for sheet in original.articles:
        years = sorted({m["value"][:4] for m in sheet.of("mention") if re.match(r"\d{4}-", m.get("value", ""))})
        if years:
            earlier = str(int(years[0]) - 1)
            changed = [but(record, published=earlier) if record is sheet.article else record for record in sheet.records]
            yield Change({sheet.file: changed}, frozenset(), f"{sheet.name}: {earlier}")


@fault("release")
def tier_or_incident_unknown(original: Original) -> Iterator[Change]:
    """An article is of a tier or of an incident that there is not."""
    yield from _heads(original, {"tier": "NOWHERE"}, {"incident": "nowhere"})


@fault("release")
def pass_without_guidelines(original: Original) -> Iterator[Change]:
    """The line that says who annotated an article lacks the guidelines, the date or a known annotator, or has old guidelines."""
    for sheet in original.articles:
        for record in sheet.of("pass"):
            for keys in ({"guidelines": ""}, {"date": ""}, {"date": "2026-13-01"}, {"annotator": "nobody"}, {"guidelines": "0.1"}):
                files: dict[str, bytes | Records | None] = {sheet.file: swapped(sheet.records, record, but(record, **keys))}
                yield Change(files, frozenset(), f"{sheet.name}: {keys}")


def _theirs(original: Original) -> Iterator[tuple[Sheet, str]]:
    """The longer sentences of texts that the corpus must not hold, where they are at hand."""
    for sheet in original.readable:
        for zone in sheet.of("zone") if not sheet.open else []:
            if len(sheet.reads(zone).split()) > 12 and sheet.inside(zone):
                yield sheet, sheet.reads(zone)


@fault("release")
def canonical_copied(original: Original) -> Iterator[Change]:
    """The sentence of a claim is that of a published article, word for word. Needs the texts."""
    for sheet in original.readable:
        for claim in sheet.of("claim") if not sheet.open else []:
            words = " ".join(sheet.reads(piece) for piece in claim["spans"]).split()
            if len(words) >= 9:
                changed = but(claim, canonical=" ".join(words[:14]).capitalize() + ".")
                yield Change({sheet.file: swapped(sheet.records, claim, changed)}, frozenset({claim["id"]}), claim["id"])


@fault("release")
def text_of_others_in_a_page(original: Original) -> Iterator[Change]:
    """A paragraph of a published article stands in a page or in the dataset's card. Needs the texts."""
    for sheet, words in _theirs(original):
        for file in ("README.md", "dataset/README.md", "annotations/GUIDELINES.md"):
            if file in original.files:
                yield Change({file: f"{original.text(file)}\n{words}\n".encode()}, frozenset({file, sheet.name}), f"{sheet.name} in {file}")


@fault("release")
def text_of_others_in_the_corpus(original: Original) -> Iterator[Change]:
    """The text of a published article lies among the texts of the corpus. Needs the texts."""
    for sheet in original.readable:
        if not sheet.open:
            yield Change({sheet.text_file: (sheet.text or "").encode()}, frozenset({sheet.name}), sheet.name)


@fault("release")
def text_of_others_retold_word_for_word(original: Original) -> Iterator[Change]:
    """A paragraph of a published article stands in an article that retells it. Needs the texts."""
    for sheet, words in _theirs(original):
        for other in original.open:
            if sheet.name in other.article.get("retells", ()):
                text = f"{other.text}\n{words}\n"
                start = len(other.text or "") + 1
                zone: Json = {"kind": "zone", "id": "z-x7x7x7", "start": start, "end": start + len(words), "digest": ""}
                requoted(zone, text)
                zone["type"] = other.of("zone")[-1]["type"]
                files = {other.file: resealed([*other.records, zone], text), other.text_file: text.encode()}
                yield Change({**files}, frozenset({other.name, sheet.name}), f"{sheet.name} in {other.name}")
