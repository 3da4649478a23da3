"""Tokens found again in a text."""

from collections.abc import Sequence

import msgspec

from ..model import Mention, Record
from ..store import Document
from ..text import cuts_word, fingerprint, shown
from .columns import Token, TokenDocument
from .side import SideError


def aligned(document: Document, text: str) -> Document:
    """A document of tokens with the offsets that they have in a text, and with that text.

    Sentences are found one after another; between their tokens is nothing but white space or nothing at all, between sentences may be
    text that has no tokens. A sentence neither begins nor ends inside a word.

    Raises:
        SideError: a token is not found, or the document is not one of tokens.
    """
    if not isinstance(document, TokenDocument):
        raise SideError(f"{document.path}: the article {document.name!r} is not given as tokens; its offsets are what it says")
    there, starts, ends = document.text or "", {}, {}
    at = 0
    for sentence in document.cut:
        places = _found(sentence, [there[token.start : token.end] for token in sentence], text, at)
        for token, (start, end) in zip(sentence, places, strict=True):
            starts[token.start], ends[token.end] = start, end
        at = places[-1][1]
    article = msgspec.structs.replace(document.article, sha256=fingerprint(text), length=len(text))
    records: list[Record] = [article, *(_moved(mark, starts, ends) for mark in document.mentions)]
    return Document(document.path, records, text)


def _moved(mark: Mention, starts: dict[int, int], ends: dict[int, int]) -> Mention:
    return msgspec.structs.replace(mark, start=starts[mark.start], end=ends[mark.end])


def _found(sentence: Sequence[Token], words: Sequence[str], text: str, at: int) -> list[tuple[int, int]]:
    """Where the tokens of a sentence are: at the first place from ``at`` on that has them all."""
    best = 0
    start = text.find(words[0], at)
    while start >= 0:
        if not cuts_word(text, start) or start == at:
            places = _walk(words, text, start)
            if len(places) == len(words) and not cuts_word(text, places[-1][1]):
                return places
            best = max(best, min(len(places), len(words) - 1))
        start = text.find(words[0], start + 1)
    raise sentence[best].spot.wrong(
        f"the token {shown(words[best])} is not found in the text after what stands before it; tokens should follow the text"
    )


def _walk(words: Sequence[str], text: str, start: int) -> list[tuple[int, int]]:
    """The places of the first words that follow each other from a place on, white space passed over."""
    places: list[tuple[int, int]] = []
    at = start
    for word in words:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            break
        places.append((at, at + len(word)))
        at += len(word)
    return places
