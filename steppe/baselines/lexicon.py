"""A gazetteer: what strings were marked as, looked up again by the longest match."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from .data import Sentence, Span
from .words import commonest

Key = tuple[str, ...]
Marks = Callable[[Sentence], Iterable[Span]]
NONE = ""
"""Not a mark."""


class Lexicon:
    """Strings of tokens with the type that they mostly have; those that are mostly not marked are left out.

    ``marks`` says which spans of a sentence are looked up, ``fold`` what of a token counts: the word in small letters, or its stem.
    """

    def __init__(self, sentences: Sequence[Sentence], marks: Marks, fold: Callable[[str], str] = str.casefold) -> None:
        self.fold = fold
        seen: dict[Key, Counter[str]] = {}
        folded = [self._folded(sentence) for sentence in sentences]
        for sentence, tokens in zip(sentences, folded, strict=True):
            for mark in marks(sentence):
                place = sentence.tokens_in(mark.start, mark.end)
                if place:
                    seen.setdefault(tokens[place.start : place.stop], Counter())[mark.type] += 1
        self.lengths = sorted({len(key) for key in seen}, reverse=True)
        for tokens in folded:
            for start in range(len(tokens)):
                for key in self._from(tokens, start):
                    if key in seen:
                        seen[key][NONE] += 1
        self.types = {key: self._type(types) for key, types in seen.items()}
        self.types = {key: type_ for key, type_ in sorted(self.types.items()) if type_}

    @staticmethod
    def _type(types: Counter[str]) -> str:
        """The commonest type, :data:`NONE` where the string is mostly no mark. What was counted at ``NONE`` is every occurrence."""
        marked = Counter({type_: times for type_, times in types.items() if type_ != NONE})
        return commonest(marked) if 2 * marked.total() >= types[NONE] else NONE

    def _folded(self, sentence: Sentence) -> Key:
        return tuple(self.fold(token.text) for token in sentence.tokens)

    def _from(self, tokens: Key, start: int) -> list[Key]:
        """The strings that begin at a token, longest first."""
        return [tokens[start : start + length] for length in self.lengths if start + length <= len(tokens)]

    def found(self, sentence: Sentence) -> list[Span]:
        """The longest matches from left to right, none inside another."""
        tokens = self._folded(sentence)
        spans: list[Span] = []
        start = 0
        while start < len(tokens):
            key = next((key for key in self._from(tokens, start) if key in self.types), ())
            if key:
                first, last = sentence.tokens[start], sentence.tokens[start + len(key) - 1]
                spans.append(Span(first.start, last.end, self.types[key]))
            start += len(key) or 1
        return spans
