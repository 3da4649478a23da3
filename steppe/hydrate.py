"""Giving the articles of a tier without text the texts that somebody holds."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from .labels import Labels
from .model import Article, Claim, Mention, Pass, Piece, Record, Trigger, Via, Zone
from .pages import write_dataset
from .rules import CATALOGUE, Case
from .store import Corpus, Document, Registry, Texts
from .store.form import ARTICLE, arranged
from .text import digest, fingerprint, lines

_PROOFS = ("S201", "S203", "S204")
"""The rules that prove marks in their places. The others speak of the page, which another copy may have changed."""

Placed = TypeVar("Placed", bound=Mention | Trigger | Piece)


class Misplaced(ValueError):
    """The output would lie where it must not."""


class NotTheText(ValueError):
    """A text that is not that of an article: the reason, as a clause."""


class Outcome(Struct, frozen=True):
    """What came of one article: ``exact``, ``moved`` (another copy, accepted line by line), or ``left out`` and why."""

    article: str
    result: str
    reason: str = ""


def outside(folder: Path, corpus: Corpus) -> None:
    """Make sure that texts of others are not written into the repository of a corpus.

    Raises:
        Misplaced: they would be.
    """
    root = corpus.root.resolve()
    repository = next((place for place in (root, *root.parents) if (place / ".git").exists()), root)
    if folder.resolve().is_relative_to(repository) or folder.resolve().is_relative_to(root):
        raise Misplaced(f"{folder} lies in the repository of the corpus, {repository}; name a folder outside, for these texts are not ours")


def hydrate(corpus: Corpus, texts: Texts, folder: Path, seen: Callable[[int], object] = lambda number: None) -> list[Outcome]:
    """Write the dataset with text to a folder, and say for each article without text what came of it.

    The corpus has no findings (see :func:`steppe.validate.validate`). An article whose text is not found is left out of the dataset; if none is found, nothing is written.

    Raises:
        Misplaced: the folder lies in the repository.
        steppe.pages.NotReplaceable: the folder is there and is no dataset.
        steppe.pages.FigureError: the settings ask for a figure that there is not.
    """
    outside(folder, corpus)
    outcomes: list[Outcome] = []
    found: dict[str, str] = {}
    for reading in corpus.documents(sound=True):
        document = reading.document
        assert document is not None, "hydrate only a corpus without findings"
        if corpus.settings.tier[document.article.tier].text:
            continue
        try:
            text, result = find(document, texts, corpus, corpus.registry)
            found[document.name] = text
            outcomes.append(Outcome(document.name, result))
        except NotTheText as error:
            outcomes.append(Outcome(document.name, "left out", str(error)))
    if not found:
        return outcomes

    def with_text(document: Document) -> Document | None:
        if corpus.settings.tier[document.article.tier].text:
            return document
        if document.name not in found:
            return None
        try:
            return moved(document, found[document.name], corpus.labels)
        except NotTheText as error:  # an annotator may have zoned the page in another way than gold does
            outcomes.append(Outcome(document.path, "left out", str(error)))
            return None

    write_dataset(folder, corpus, with_text, seen)
    return outcomes


def find(document: Document, texts: Texts, corpus: Corpus, registry: Registry) -> tuple[str, str]:
    """The text of an article among those at hand, and whether it is ``exact`` or ``moved``.

    Raises:
        NotTheText: there is none. Of several that are another copy, the reason of the nearest miss is given.
    """
    exact = texts.get(document.article.sha256)
    if exact is not None:
        return exact, "exact"
    misses: list[tuple[int, str]] = []
    for path, text in texts.all():
        try:
            document_there = moved(document, text, corpus.labels)
        except NotTheText as error:
            misses.append((_shared(document, text), f"{Path(path).name} is another text: {error}"))
            continue
        case = Case(document_there, corpus.labels, corpus.settings, registry)
        if wrong := [message for code in _PROOFS for _, message in CATALOGUE[code].check(case)]:
            misses.append((_shared(document, text), f"{Path(path).name}: {wrong[0]}"))
            continue
        return text, "moved"
    nearest = max(misses, default=(0, ""))
    reason = nearest[1] if nearest[0] else "no text at hand has any of its lines"
    raise NotTheText(reason)


def _shared(document: Document, text: str) -> int:
    """How many of an article's lines a text has."""
    there = {digest(text[start:end]) for _, start, end in lines(text)}
    return sum(zone.digest in there for zone in document.zones)


def moved(document: Document, text: str, labels: Labels) -> Document:
    """A document over another copy of its text: every mark moves with its line.

    Every line in which marks may stand must be in the copy once (or as often as in the original, where that repeats it), and
    they must come in the same order. Lines without marks may be gone, and new ones may have come.

    Raises:
        NotTheText: a line is missing, repeated, or out of order.
    """
    if fingerprint(text) == document.article.sha256:
        return Document(document.path, document.records, text)
    shifts = _shifts(document, text, labels)
    starts = [zone.start for zone in document.zones]

    def shift(offset: int) -> int:
        return shifts[document.zones[bisect_right(starts, offset) - 1].id]

    def at(place: Placed) -> Placed:
        by = shift(place.start)
        return msgspec.structs.replace(place, start=place.start + by, end=place.end + by)

    def pieces(places: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(map(at, places))

    def shifted(record: Record) -> Record:
        match record:
            case Article():
                return msgspec.structs.replace(record, sha256=fingerprint(text), length=len(text))
            case Pass():
                return msgspec.structs.replace(record, sha256=fingerprint(text))
            case Zone():
                by = shifts[record.id]
                sentences = tuple(start + by for start in record.sentences)
                return msgspec.structs.replace(record, start=record.start + by, end=record.end + by, sentences=sentences)
            case Mention() | Trigger():
                return at(record)
            case Claim():
                via = tuple(Via(by=link.by, cue=pieces(link.cue)) for link in record.via)
                return msgspec.structs.replace(record, spans=pieces(record.spans), cue=pieces(record.cue), via=via)
        raise TypeError(f"an article file has no {type(record).__name__}")

    records = [shifted(record) for record in document.records if not (isinstance(record, Zone) and record.id not in shifts)]
    return Document(document.path, arranged(ARTICLE, records), text)


def _shifts(document: Document, text: str, labels: Labels) -> dict[str, int]:
    """By how much each zone moves; zones in which nothing is marked only where they are found at all."""
    places: dict[str, list[int]] = {}
    for _, start, end in lines(text):
        places.setdefault(digest(text[start:end]), []).append(start)
    repeats = Counter(zone.digest for zone in document.zones)
    seen: Counter[str] = Counter()
    shifts: dict[str, int] = {}
    last = -1
    for number, zone in enumerate(document.zones, start=1):
        found = places.get(zone.digest, [])
        nth = seen[zone.digest]
        seen[zone.digest] += 1
        if zone.type in labels.silent:
            if len(found) == repeats[zone.digest]:
                shifts[zone.id] = found[nth] - zone.start
            continue
        if not found:
            raise NotTheText(f"line {number} of the article (of those with text) is not in it")
        if len(found) > 1 and len(found) != repeats[zone.digest]:
            raise NotTheText(f"line {number} of the article (of those with text) is in it {len(found)} times")
        start = found[nth if len(found) > 1 else 0]
        if start <= last:
            raise NotTheText(f"line {number} of the article (of those with text) is not in the same order in it")
        last = start
        shifts[zone.id] = start - zone.start
    return shifts
