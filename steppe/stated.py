"""What pages state beside figures: the version and the day of a citation, its licence, and versions of the guidelines."""

import re
from collections.abc import Iterator, Mapping

from .finding import Flaw
from .prose import live
from .settings import FILE as SETTINGS
from .store import GUIDELINES, RELEASES, Corpus
from .text import shown

CITATION = "CITATION.cff"
_STATED = re.compile(r"""^(version|date-released|license): *["']?([^"'#\s]*)""")
_DATASET = re.compile(r"""^type: *["']?dataset\b""", re.MULTILINE)
_TITLE = re.compile(r"^# .*?\bversion (\d[\w.-]*)")
_OF_GUIDELINES = re.compile(r"\b(?i:guidelines)(?:,? (?:of )?version)? (?P<numbers>\d+\.\d+(?:(?:, | and | or )\d+\.\d+)*)(?![\w.]*\w)")
_NUMBER = re.compile(r"\d+\.\d+")


def misstated(corpus: Corpus, pages: Mapping[str, str]) -> Iterator[Flaw]:
    """What pages, by their names, and the citation of a corpus state that is not so."""
    yield from _of_citation(corpus)
    known = {corpus.settings.guidelines, *_followed(corpus)}
    for page, text in pages.items():
        yield from _of_guidelines(page, text, known)
    title = _TITLE.match(pages.get(GUIDELINES, ""))
    if title and title[1] != corpus.settings.guidelines:
        yield Flaw(GUIDELINES, 1, f"is of version {shown(title[1])}; {SETTINGS} says {corpus.settings.guidelines!r}")


def _followed(corpus: Corpus) -> set[str]:
    """The guidelines by which passes were made."""
    readings = (reading.document for who in corpus.annotators for reading in corpus.documents(f"annotations/passes/{who}", sound=True))
    return {done.guidelines for document in readings if document is not None for done in document.passes}


def _of_guidelines(page: str, text: str, known: set[str]) -> Iterator[Flaw]:
    """Versions of the guidelines that no pass followed, and that are not those of today."""
    for match in _OF_GUIDELINES.finditer(live(text, page)):
        for number in _NUMBER.finditer(match["numbers"]):
            if number[0] not in known:
                line = text.count("\n", 0, match.start("numbers")) + 1
                there = ", ".join(sorted(known))
                yield Flaw(page, line, f"names guidelines {number[0]}, by which nothing is annotated; there are {there}")


def _of_citation(corpus: Corpus) -> Iterator[Flaw]:
    """What a ``CITATION.cff`` says that is not so. Of a version that is not released, any day is; of what is no dataset, any licence."""
    text, settings = (corpus.there(CITATION) or b"").decode(errors="replace"), corpus.settings
    dataset = _DATASET.search(text)
    day = next((release.date for release in corpus.registry.releases if release.version == settings.version), "")
    for line, words in enumerate(text.split("\n"), start=1):
        key, says = said.groups() if (said := _STATED.match(words)) else ("", "")
        if key == "version" and says != settings.version:
            yield Flaw(CITATION, line, f"says version {shown(says)}; {SETTINGS} says {settings.version!r}")
        if key == "date-released" and day and says != day:
            yield Flaw(CITATION, line, f"says that {settings.version} was released on {shown(says)}; {RELEASES} says {day}")
        if key == "license" and dataset and says and says != settings.licence:
            yield Flaw(CITATION, line, f"says licence {shown(says)}; {SETTINGS} says {settings.licence!r}")
