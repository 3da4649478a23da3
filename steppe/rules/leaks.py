"""L: the words of others are nowhere in the corpus's files."""

import json
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..shingles import WORDS, shingles
from ..text import digest, fingerprint
from .catalogue import Placed, Whole, rule
from .evidence.foreign import SHORTEST, backwards
from .evidence.lines import as_number

PASSES = "annotations/passes/"
_JSON = (".json", ".jsonl")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TRIM = " \t>*-#|\"'"
"""What may stand around a line where it was pasted."""
Pieces = list[tuple[int, str]]
"""Lines and strings of a file, each with the number of its line."""


@rule("L705", "corpus")
def text_of_others_in_file(whole: Whole) -> Placed:
    """A file of the corpus has a line of an article whose text is not ours to pass on; with the text at hand, eight words of it in a row.

    Looked through are the files that git knows or would take; without git, those of the folder, the annotations and the dataset.
    Marks have rules of their own. A line is known by its digest, if it has at least 40 characters.

    Bad:
        Acme fired Ann from her post in the old mill.
        {"kind":"article","name":"example","tier":"LINKED","language":"en","publisher":"The Daily","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":45}
        == NOTES.txt
        Acme fired Ann from her post in the old mill.
    Good:
        Acme fired Ann from her post in the old mill.
        {"kind":"article","name":"example","tier":"LINKED","language":"en","publisher":"The Daily","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":45}
        == NOTES.txt
        The Daily tells how Ann lost her job.
    """
    articles, settings, foreign = whole.evidence.articles, whole.settings, whole.evidence.foreign
    texts = {article.sha256: article.name for article in articles if not settings.tier[article.tier].text}
    if not texts:
        return
    lines = {number: articles[article].name for number, article in zip(foreign.digests, foreign.articles, strict=True)}
    sequences, marks = foreign.sequences, {article.file for article in articles}
    for file, text in whole.files():
        if file in marks or file.startswith(PASSES):
            continue
        name = texts.get(fingerprint(text))
        if name is not None:
            yield file, 1, "text", f"is the text of {name}, which is not to be passed on; remove the file"
            continue
        pieces = list(_pieces(file, text))
        known = {line: name for line, piece in pieces if (name := _known(piece, lines)) is not None}
        for line, name in known.items():
            yield file, line, "text", f"has a line of {name}, whose text is not to be passed on; remove it"
        for line in _borrowed(pieces, *sequences) - known.keys():
            yield file, line, "text", f"has {WORDS} words in a row of an article whose text is not to be passed on; say it in other words"


def _pieces(file: str, text: str) -> Iterator[tuple[int, str]]:
    """What is compared: the lines of a file, or of a file of JSON its strings."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not file.endswith(_JSON):
            yield number, line
            continue
        for match in _STRING.finditer(line):
            if len(match.group()) >= SHORTEST:
                try:
                    yield number, json.loads(match.group(), strict=False)
                except ValueError:
                    yield number, match.group(1)


def _known(piece: str, lines: dict[int, str]) -> str | None:
    """The article that has a piece as a line of its own."""
    for part in dict.fromkeys((piece.strip(), piece.strip(_TRIM))):
        if len(part) >= SHORTEST and (number := as_number(digest(part))) in lines:
            return lines[number]
    return None


def _borrowed(pieces: Pieces, forwards: NDArray[np.uint32], reverse: NDArray[np.uint32]) -> set[int]:
    """The lines of pieces that have eight words in a row of a text that is at hand."""
    if not len(forwards):
        return set()
    for read, known in ((list, forwards), (backwards, reverse)):
        hashes, counts = shingles(read([piece for _, piece in pieces]))
        owners = np.repeat(np.arange(len(pieces)), counts)
        pieces = [pieces[place] for place in np.unique(owners[np.isin(hashes, known)]).tolist()]
    return {line for line, _ in pieces}
