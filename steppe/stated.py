"""What pages state beside figures: version, day and licence of a citation; versions of guidelines and of licences; names of articles."""

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
_NAME = re.compile(r"(?<![\w./-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])")
_LICENCE = re.compile(r"(?<![\w-])CC(?:-[A-Z]{2})+-\d\.\d(?![\w-]|\.\d)")
_ELSE = " (if something else is meant: in back quotes)"
_NUMBER = re.compile(r"\d+\.\d+")


def misstated(corpus: Corpus, pages: Mapping[str, str]) -> Iterator[Flaw]:
    """What pages, by their names, and the citation of a corpus state that is not so."""
    yield from _of_citation(corpus)
    known, names = {corpus.settings.guidelines, *_followed(corpus)}, frozenset(corpus.names())
    shapes = {_shape(name) for name in names if _shape(name) != name}
    licences = {corpus.settings.licence, *corpus.settings.licences}
    for page, text in pages.items():
        said = live(text, page)
        yield from _of_guidelines(page, said, known)
        for name in _NAME.finditer(said):
            if name[0] not in names and _shape(name[0]) in shapes:
                yield Flaw(page, _line(said, name), f"names an article {shown(name[0])}, and there is none{_ELSE}")
        for licence in _LICENCE.finditer(said):
            if licence[0] not in licences:
                there = ", ".join(sorted(licences))
                yield Flaw(page, _line(said, licence), f"names a licence {shown(licence[0])}, and {SETTINGS} has {there}{_ELSE}")
    title = _TITLE.match(pages.get(GUIDELINES, ""))
    if title and title[1] != corpus.settings.guidelines:
        yield Flaw(GUIDELINES, 1, f"is of version {shown(title[1])}; {SETTINGS} says {corpus.settings.guidelines!r}")


def _followed(corpus: Corpus) -> set[str]:
    """The guidelines by which passes were made."""
    readings = (reading.document for who in corpus.annotators for reading in corpus.documents(f"annotations/passes/{who}", sound=True))
    return {done.guidelines for document in readings if document is not None for done in document.passes}


def _shape(name: str) -> str:
    """A name without what its digits are."""
    return re.sub(r"\d", "0", name)


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _of_guidelines(page: str, said: str, known: set[str]) -> Iterator[Flaw]:
    """Versions of the guidelines that no pass followed, and that are not those of today."""
    for match in _OF_GUIDELINES.finditer(said):
        for number in _NUMBER.finditer(match["numbers"]):
            if number[0] not in known:
                there = ", ".join(sorted(known))
                yield Flaw(
                    page, _line(said, match), f"names guidelines {number[0]}, by which nothing is annotated; there are {there}{_ELSE}"
                )


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
