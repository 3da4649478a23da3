"""Claims to learn from: each with the sentence that it begins in, its cue, and who says it."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from ..text import plural
from .data import Row, Sentence, Span, Split, by_article
from .words import majority

CUE = "cue"


class Told(Struct, frozen=True):
    """A claim of the split that is learnt from."""

    sentence: Sentence
    kind: str
    mode: str | None
    certainty: str
    author: str
    facets: tuple[str, ...]
    content: str
    cue: str
    """Empty where there is none, like ``source``."""
    source: str
    source_type: str
    """Of the mention that is the source; empty where no mention reads so."""

    @property
    def pattern(self) -> tuple[bool, bool]:
        """Whether the claim has a cue, whether it has a source."""
        return bool(self.cue), bool(self.source)


class Lesson:
    """The claims of a split that have text, and the cues in its sentences."""

    def __init__(self, split: Split) -> None:
        self.sentences = split.sentences
        self.claims: list[Told] = []
        self._cues: dict[tuple[str, int], list[Span]] = {}
        articles = by_article(self.sentences)
        for row in split.with_text("claims", "content"):
            self._take(row, articles.get(row["article"], []))
        self.claiming = {_key(claim.sentence) for claim in self.claims}
        """The sentences in which a claim begins."""

    def _take(self, row: Row, sentences: list[Sentence]) -> None:
        home = _sentence_at(row["spans"][0]["start"], sentences)
        if home is None:
            return
        for piece in row["cue"]:
            if (sentence := _sentence_at(piece["start"], sentences)) is not None:
                self._cues.setdefault(_key(sentence), []).append(Span(piece["start"], piece["end"], CUE))
        self.claims.append(
            Told(
                home,
                row["source_kind"],
                row["mode"],
                row["certainty"],
                row["author_certainty"],
                tuple(answer["facet"] for answer in row["answers"]),
                row["content"],
                " ".join(piece["text"] or "" for piece in row["cue"]),
                row["source"] or "",
                _type_of(row["source"], sentences),
            )
        )

    def cues_of(self, sentence: Sentence) -> Iterable[Span]:
        """The cues in a sentence, each once, however many claims it has."""
        return dict.fromkeys(self._cues.get(_key(sentence), ()))

    def claims_in(self, sentence: Sentence) -> bool:
        """Whether a claim begins in a sentence."""
        return _key(sentence) in self.claiming

    @property
    def source_types(self) -> set[str]:
        """The types of mentions that are sources at least half as often as the type that most often is."""
        counts = Counter(claim.source_type for claim in self.claims if claim.source_type)
        most = max(counts.values(), default=0)
        return {type_ for type_, times in counts.items() if 2 * times >= most}

    def __str__(self) -> str:
        cues = len({claim.cue.casefold() for claim in self.claims if claim.cue})
        return f"{plural(len(self.claims), 'claim')} with {plural(cues, 'different cue')} in {plural(len(self.sentences), 'sentence')}"


def _key(sentence: Sentence) -> tuple[str, int]:
    return sentence.article, sentence.number


def _sentence_at(place: int, sentences: Iterable[Sentence]) -> Sentence | None:
    return next((sentence for sentence in sentences if sentence.start <= place < sentence.end), None)


def _type_of(source: str | None, sentences: Iterable[Sentence]) -> str:
    """The commonest type of the mentions of an article that read so."""
    if not source:
        return ""
    return majority(mention.type for sentence in sentences for mention in sentence.mentions if mention.says == source) or ""
