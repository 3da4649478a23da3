"""What the rules of the corpus keep of the articles that go by: little enough for a hundred thousand of them.

Each part is taken from one article at a time, in the order of their names, and parts of neighbouring stretches of the corpus
can be merged, so that several processes may share the work. A part takes what it can from whatever the decoder accepts: an
article may have findings of its own.
"""

from typing import Protocol, Self

from ...labels import Labels
from ...settings import Settings
from ...store import Document
from ...tally import Tally
from ..case import Case
from .answers import Answers
from .claims import Claims
from .foreign import Foreign
from .lines import Lines
from .people import People
from .references import References
from .seen import Seen, seen
from .shingles import Shingles

__all__ = ["Evidence", "Seen"]


class Part(Protocol):
    """What one kind of rule keeps."""

    def take(self, case: Case, number: int) -> None:
        """Keep what is needed of an article; ``number`` is its place among the articles of this evidence, from 0."""

    def merge(self, other: Self, shift: int) -> None:
        """Add what was kept of the articles that follow; their numbers rise by ``shift``."""


class Evidence:
    """All that is kept of the articles of gold."""

    def __init__(self, labels: Labels, settings: Settings, wanted: frozenset[str] = frozenset()) -> None:
        self.articles: list[Seen] = []
        self.unread: set[str] = set()
        """Names of articles that could not be read, so that nothing can be said of their marks."""
        self.tally = Tally(labels, settings)
        self.claims = Claims(wanted)
        self.references = References()
        self.people = People()
        self.answers = Answers()
        self.lines = Lines()
        self.foreign = Foreign()
        self.shingles = Shingles()

    @property
    def parts(self) -> list[Part]:
        return [self.claims, self.references, self.people, self.answers, self.lines, self.foreign, self.shingles]

    def take(self, case: Case) -> None:
        """Keep what is needed of an article."""
        document: Document = case.document
        number = len(self.articles)
        self.articles.append(seen(document))
        self.tally.add(document, case.registry.entailed)
        for part in self.parts:
            part.take(case, number)

    def merge(self, other: "Evidence") -> None:
        """Add what was kept of the articles that follow."""
        shift = len(self.articles)
        self.articles += other.articles
        self.unread |= other.unread
        self.tally.merge(other.tally)
        for mine, theirs in zip(self.parts, other.parts, strict=True):
            mine.merge(theirs, shift)
