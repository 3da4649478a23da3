"""Who says what in a sentence: the cue, the nearest mention that can be a source, and what is left as the content."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct

from .data import Sentence, Span
from .roles import gap

NEAR = 3
"""Tokens between source and cue up to which both, and what is between, are one stretch that is no content."""
JOINS = frozenset({"that"})
"""Words that join content to its cue and belong to neither."""
SHORTEST = 2
"""Tokens of a piece of content."""


class Said(Struct, frozen=True):
    """A sentence as somebody's words: content as (start, end), and where there is one the cue and the source."""

    sentence: Sentence
    content: tuple[tuple[int, int], ...]
    cue: Span | None
    source: Span | None

    @property
    def pattern(self) -> tuple[bool, bool]:
        """Whether there is a cue, whether there is a source."""
        return self.cue is not None, self.source is not None

    @property
    def text(self) -> str:
        """The content in words."""
        return " … ".join(self.sentence.says(start, end) for start, end in self.content)

    def says(self, span: Span | None) -> str:
        """What the text reads at the cue or the source; empty where there is none."""
        return "" if span is None else self.sentence.says(span.start, span.end)


def attributed(sentence: Sentence, cues: Sequence[Span], mentions: Sequence[Span], source_types: Collection[str]) -> Said | None:
    """A sentence as somebody's words; None where nothing is left as content.

    Of cues the one counts that is nearest to a mention that can be a source, of mentions the one nearest to the cue; without a cue
    there is no source.
    """
    able = [mention for mention in mentions if mention.type in source_types]
    pairs = [(gap(cue, mention), cue.start, mention.start, cue, mention) for cue in cues for mention in able if not _overlap(cue, mention)]
    cue: Span | None = None
    source: Span | None = None
    if pairs:
        *_, cue, source = min(pairs, key=lambda pair: pair[:3])
    elif cues:
        cue = cues[0]
    content = tuple(_content(sentence, cue, source))
    return Said(sentence, content, cue, source) if content else None


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _content(sentence: Sentence, cue: Span | None, source: Span | None) -> list[tuple[int, int]]:
    """The pieces of a sentence before, between and after cue and source, without marks of punctuation at their edges."""
    cut = sorted((span.start, span.end) for span in (cue, source) if span is not None)
    if len(cut) == 2 and len(sentence.tokens_in(cut[0][1], cut[1][0])) <= NEAR:
        cut = [(cut[0][0], cut[1][1])]
    edges = [sentence.start, *(edge for place in cut for edge in place), sentence.end]
    pieces = [_trimmed(sentence, start, end) for start, end in list(pairwise(edges))[::2]]
    return [piece for piece in pieces if piece is not None]


def _trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    tokens = [sentence.tokens[number] for number in sentence.tokens_in(start, end)]
    while tokens and not tokens[-1].text[-1].isalnum():
        tokens.pop()
    while tokens and (not tokens[0].text[0].isalnum() or tokens[0].text.casefold() in JOINS):
        tokens.pop(0)
    return (tokens[0].start, tokens[-1].end) if len(tokens) >= SHORTEST else None
