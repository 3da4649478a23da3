"""A tagger of tokens: a linear model gives each token its chances, the best lawful sequence of BIO tags is taken.

Ramshaw and Marcus (1995) for the tags; Viterbi's algorithm for the sequence.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from .data import Sentence, Span
from .linear import Features, Linear
from .words import shape, stem

OUT = "O"
BEGIN, INSIDE = "B-", "I-"
WINDOW = 2
"""How far a token looks to each side."""
Marks = Callable[[Sentence], Iterable[Span]]
Look = Callable[[Sentence], list[Features]]


class Tagger:
    """Finds spans of some kind, none inside another; learnt from the outermost spans of sentences.

    ``look`` says what the tokens of a sentence are known by: :func:`around` or :func:`alone`.
    """

    def __init__(self, sentences: Sequence[Sentence], marks: Marks, look: Look) -> None:
        self.look = look
        things = [thing for sentence in sentences for thing in look(sentence)]
        tags = [tag for sentence in sentences for tag in tags_of(sentence, marks(sentence))]
        self.model = Linear(things, tags, balanced=True)

    def found(self, sentence: Sentence) -> list[Span]:
        """The spans of a sentence."""
        if not sentence.tokens or not self.model:
            return []
        return spans_of(sentence, self._path(sentence))

    def _path(self, sentence: Sentence) -> list[str]:
        """The likeliest sequence of tags in which no I follows anything but a B or I of its type."""
        labels = self.model.labels
        cost = -np.log(self.model.chances(self.look(sentence)).round(9) + 1e-12)
        lawful = np.array([[_follows(before, tag) for tag in labels] for before in labels])
        first = np.array([_follows(OUT, tag) for tag in labels])
        steps = np.where(lawful, 0, np.inf)
        best = cost[0] + np.where(first, 0, np.inf)
        came = []
        for row in cost[1:]:
            ways = best[:, None] + steps
            came.append(ways.argmin(axis=0))
            best = ways.min(axis=0) + row
        path = [int(best.argmin())]
        for back in reversed(came):
            path.append(int(back[path[-1]]))
        return [labels[number] for number in reversed(path)]


def _follows(before: str, tag: str) -> bool:
    return not tag.startswith(INSIDE) or (before != OUT and before[2:] == tag[2:])


def tags_of(sentence: Sentence, spans: Iterable[Span]) -> list[str]:
    """The BIO tags of a sentence's tokens; of nested spans the outermost counts."""
    tags = [OUT] * len(sentence.tokens)
    reached = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= reached:
            reached = span.end
            for nth, number in enumerate(sentence.tokens_in(span.start, span.end)):
                tags[number] = (INSIDE if nth else BEGIN) + span.type
    return tags


def spans_of(sentence: Sentence, tags: Sequence[str]) -> list[Span]:
    """The spans that lawful BIO tags say."""
    found: list[Span] = []
    for token, tag in zip(sentence.tokens, tags, strict=True):
        if tag.startswith(BEGIN):
            found.append(Span(token.start, token.end, tag[2:]))
        elif tag.startswith(INSIDE):
            found[-1] = Span(found[-1].start, token.end, found[-1].type)
    return found


def alone(sentence: Sentence) -> list[Features]:
    """What each token is known by: its word and its stem, nothing else."""
    return [{"word": token.text.casefold(), "stem": stem(token.text)} for token in sentence.tokens]


def around(sentence: Sentence) -> list[Features]:
    """What each token is known by: itself, how it is written, its neighbours."""
    tokens = [token.text for token in sentence.tokens]
    padded = [""] * WINDOW + tokens + [""] * WINDOW
    found = []
    for number, token in enumerate(tokens, start=WINDOW):
        thing: Features = {"word": token.casefold(), "stem": stem(token), "shape": shape(token), "ends": token[-3:], "zone": sentence.zone}
        thing["begins"] = number == WINDOW
        for step in range(1, WINDOW + 1):
            for side, neighbour in (("before", padded[number - step]), ("after", padded[number + step])):
                thing[f"{side}{step}"] = neighbour.casefold()
                thing[f"{side}{step}.shape"] = shape(neighbour)
        found.append(thing)
    return found
