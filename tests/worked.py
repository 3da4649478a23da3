"""Examples of the guidelines: sentences of the corpus, with marks as gold has them, a line each."""

import re
from collections.abc import Iterator

from msgspec import Struct

from steppe.model import Answer, Claim, Mention, Piece, Trigger
from steppe.store import Corpus, Document

FENCE = re.compile(r"^```example (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(Struct, frozen=True):
    """A sentence of an article, what gold has in it, and what it has not."""

    article: str
    sentence: str
    there: list[str]
    absent: list[str]


def examples(page: str) -> Iterator[Example]:
    """The examples of a page.

    Raises:
        ValueError: a line of one says neither that a mark is there nor that it is not.
    """
    for article, block in FENCE.findall(page):
        sentence, *lines = block.rstrip("\n").split("\n")
        if wrong := [line for line in lines if line[:2] not in ("+ ", "- ")]:
            raise ValueError(f"{article}: {wrong[0]!r} begins neither with '+ ' nor with '- '")
        sides = [[line[2:] for line in lines if line[0] == sign] for sign in "+-"]
        yield Example(article, sentence, *sides)


def marks_of(corpus: Corpus, document: Document, sentence: str) -> list[str]:
    """The marks that begin in a sentence of an article.

    Raises:
        ValueError: the article has no such sentence, or several.
    """
    text = document.text or ""
    found = [(start, end) for start, end, _ in document.sentences if text[start:end].strip() == sentence]
    if len(found) != 1:
        raise ValueError(f"{document.name} has the sentence {len(found)} times: {sentence}")
    ((start, end),) = found
    line = Lines(corpus, document)
    lines = [line.mention(mark) for mark in document.mentions if start <= mark.start < end]
    lines += [line.trigger(mark) for mark in document.triggers if start <= mark.start < end]
    return lines + [line.claim(mark) for mark in document.claims if start <= mark.spans[0].start < end]


class Lines:
    """Marks of a document as lines."""

    def __init__(self, corpus: Corpus, document: Document) -> None:
        self.labels = corpus.labels
        self.document = document

    def words(self, mark: Mention | Trigger | Piece) -> str:
        return f'"{self.document.slice(mark)}"'

    def named(self, identifier: str) -> str:
        document = self.document
        return self.words((document.mention_of | document.trigger_of)[identifier])

    def mention(self, mark: Mention) -> str:
        return " ".join(filter(None, ["mention", mark.type, mark.level, self.words(mark), f"= {mark.value}" if mark.value else ""]))

    def trigger(self, mark: Trigger) -> str:
        modality = mark.modality if mark.modality != self.labels.default(self.labels.modality) else ""
        arguments = [f"{argument.role} {self.named(argument.filler)}" for argument in mark.arguments]
        return " ".join(filter(None, ["trigger", mark.type, self.words(mark), modality, *arguments]))

    def claim(self, mark: Claim) -> str:
        parts = ["claim", mark.source_kind, self.pieces(mark.spans)]
        parts += [f"by {self.named(mark.by)}"] if mark.by else []
        parts += [f"cue {self.pieces(mark.cue)}"] if mark.cue else []
        parts += [" ".join(filter(None, [f"via {self.named(via.by)}", self.pieces(via.cue)])) for via in mark.via]
        return " ".join([*parts, mark.certainty, mark.author_certainty, *map(self.answer, mark.answers)])

    def pieces(self, pieces: tuple[Piece, ...]) -> str:
        return " + ".join(map(self.words, pieces))

    def answer(self, answer: Answer) -> str:
        """The facet, with those values that are words or figures."""
        values = [value for value in answer.values if not re.fullmatch(r"[ev]-\w{6}", value)]
        return f"{answer.facet}={','.join(values)}" if values else answer.facet
