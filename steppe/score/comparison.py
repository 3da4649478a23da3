"""Two sides, article by article: what is compared, and what stands across articles."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from ..labels import Labels
from ..pairs import ClaimPair
from ..sides import Side, TokenDocument, aligned
from ..store import Document
from ..text import plural
from .case import Case, Names
from .clusterings import Clusterings, Counted
from .registries import Alignment

KEPT = 20_000
"""Articles of which both sides are kept in memory; of more, each is read again when it is asked for again."""


class Notice(Struct, frozen=True):
    """Something that is not as a reader of the scores would think, such as a missing article."""

    article: str
    """Empty where it is about all."""
    says: str


class Across:
    """What the articles of two sides have in common once all have been seen."""

    def __init__(self) -> None:
        self.names = Names()
        self.entities, self.events = Clusterings(), Clusterings()
        self.claims: dict[str, str] = {}
        """The claims of the second side that are claims of the first, as ``ARTICLE/CLAIM``."""

    @cached_property
    def of_entities(self) -> Counted:
        """The counts of coreference of mentions, as if all articles were one."""
        return Counted([self.entities])

    @cached_property
    def of_events(self) -> Counted:
        """The same of triggers."""
        return Counted([self.events])


class Comparison:
    """A first side (gold, an annotator) and a second one. ``names`` are the articles to compare; an article that a side lacks is empty there."""

    def __init__(
        self,
        first: Side,
        second: Side,
        labels: Labels | None = None,
        names: Sequence[str] | None = None,
        layers: frozenset[str] | None = None,
    ) -> None:
        self.first, self.second = first, second
        self.labels = labels
        self.names = list(first.names if names is None else names)
        self.layers = first.layers if layers is None else layers
        """The layers that are compared: unless told, those that the first side has."""
        self.seen: Callable[[int], object] = lambda number: None
        """Called with 1 for each article that is read for the first time."""
        self.notices: list[Notice] = []
        self._have = (set(first.names), set(second.names))
        self._kept: list[Case] | None = None
        for name in self.names:
            self.notices += [
                Notice(name, f"{side.name} does not have the article: it counts as empty there") for side in self._lacking(name)
            ]
        for side in (first, second):
            lacking = sorted(self.layers - side.layers)
            self.notices += [Notice("", f"{side.name} has nothing of layer {layer}: its scores are zero") for layer in lacking]
        if labels is None and "relation" in self.layers:
            self.notices.append(Notice("", "relations are not compared: which of them are symmetric, a corpus says (--corpus DIR)"))
        extra = sorted(self._have[1].difference(self.names))
        if extra:
            some = ", ".join(extra[:3]) + (" ..." if len(extra) > 3 else "")
            self.notices.append(Notice("", f"{second.name} has {plural(len(extra), 'article')} that nothing is compared with: {some}"))

    def _lacking(self, name: str) -> list[Side]:
        return [side for side, have in zip((self.first, self.second), self._have, strict=True) if name not in have]

    def cases(self) -> Iterator[Case]:
        """Each article, with the registries aligned."""
        names = self.across.names
        for case in self._cases():
            case.names = names
            yield case

    def _cases(self) -> Iterator[Case]:
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Case] = []
        for name in self.names:
            case = self._case(name)
            if len(self.names) <= KEPT:
                kept.append(case)
            yield case
        if len(kept) == len(self.names):
            self._kept = kept

    def _case(self, name: str) -> Case:
        one, two = (side.read(name) if name in have else None for side, have in zip((self.first, self.second), self._have, strict=True))
        if one and two:
            one, two = _with_text_of(one, two), _with_text_of(two, one)
        if one and two and one.article.sha256 and two.article.sha256 and one.article.sha256 != two.article.sha256:
            notice = Notice(
                name, f"{self.second.name} marked another text (SHA-256 {two.article.sha256[:12]}...): it counts as empty there"
            )
            if notice not in self.notices:
                self.notices.append(notice)
            two = None
        if one is None and two is None:
            raise KeyError(name)
        return Case(one or empty(two), two or empty(one), self.labels)  # type: ignore[arg-type]

    @cached_property
    def across(self) -> Across:
        """The registries aligned, and what stands across articles."""
        alignment = Alignment(self.first.registry, self.second.registry)
        found = Across()
        for case in self._cases():
            alignment.add(case)
            found.entities.add(case.first.mentions, case.second.mentions, case.mentions)
            found.events.add(case.first.triggers, case.second.triggers, case.triggers)
            found.claims.update((f"{case.name}/{two.claim.id}", f"{case.name}/{one.claim.id}") for one, two in case.claims)
            self.seen(1)
        found.names = alignment.names()
        return found

    @cached_property
    def pairs(self) -> tuple[list[ClaimPair], list[ClaimPair]]:
        """The claim pairs of both sides; none without labels, which say what relations are symmetric."""
        if self.labels is None:
            return [], []
        return self.first.pairs(self.labels), self.second.pairs(self.labels)


def _with_text_of(document: Document, other: Document) -> Document:
    """A document of tokens with the offsets that they have in the text of another one, if that has a text of its own."""
    if isinstance(document, TokenDocument) and not isinstance(other, TokenDocument) and other.text is not None:
        return aligned(document, other.text)
    return document


def empty(document: Document) -> Document:
    """An article with no mark in it."""
    return Document(document.path, [document.article], document.text)
