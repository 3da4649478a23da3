"""Claim pairs: two claims of different articles that answer one question, and how they stand to each other.

:mod:`steppe.pairs` says which pairs there are. Only claims that stand in a cluster are kept while the articles go by.
"""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from ..labels import Labels
from ..model import Article, Claim
from ..pairs import Question, derived, question_of
from ..settings import Settings
from ..store import Registry
from .columns import Column, Leaf, Leaves, each, label
from .view import View


class Side(Struct, frozen=True):
    """A claim of a pair: what a row says of it."""

    reference: str
    article: Article
    claim: Claim
    source: str
    content: str
    answers: dict[Question, tuple[str, ...]]
    roots: frozenset[str]
    """The claim and those it is traced to, and the entity that says it: what it has in common with an echo."""


class Pair(Struct, frozen=True):
    """A row: two sides of one question."""

    question: Question
    name: str
    relation: str
    conflict: str
    basis: str
    a: Side
    b: Side

    @property
    def echoes(self) -> bool:
        """Whether both sides go back to one source, so that their agreement is no independent support."""
        return not self.a.roots.isdisjoint(self.b.roots)

    @property
    def order(self) -> tuple[str, ...]:
        facet, event, subject = self.question
        return (event, subject, facet, self.a.reference, self.b.reference)


def _side_columns(side: str, labels: Labels) -> tuple[Column, ...]:
    return (
        Leaf(f"{side}_article", each(f"{side}.article.name")),
        Leaf(f"{side}_claim", each(f"{side}.claim.id")),
        Leaf(f"{side}_publisher", each(f"{side}.article.publisher")),
        Leaf(f"{side}_published", each(f"{side}.article.published")),
        Leaf(f"{side}_source", each(f"{side}.source"), optional=True),
        label(f"{side}_certainty", each(f"{side}.claim.certainty"), labels.certainty),
        Leaf(f"{side}_canonical", each(f"{side}.claim.canonical")),
        Leaf(f"{side}_content", each(f"{side}.content"), optional=True),
        Leaves(f"{side}_values", lambda pairs: [getattr(pair, side).answers[pair.question] for pair in pairs]),
    )


def columns(labels: Labels, settings: Settings) -> tuple[Column, ...]:
    """The columns of the config."""
    return (
        label("facet", lambda pairs: [pair.question[0] for pair in pairs], labels.facet),
        Leaf("event", lambda pairs: [pair.question[1] for pair in pairs], optional=True),
        Leaf("subject", lambda pairs: [pair.question[2] for pair in pairs], optional=True),
        Leaf("about", each("name")),
        label("relation", each("relation"), labels.relation),
        label("conflict", each("conflict"), labels.conflict, optional=True),
        label("basis", each("basis"), labels.basis),
        Leaf("echoes", each("echoes"), "bool"),
        Leaves("tiers", lambda pairs: [(pair.a.article.tier, pair.b.article.tier) for pair in pairs], labels=tuple(settings.tier)),
        *_side_columns("a", labels),
        *_side_columns("b", labels),
    )


class Pairs:
    """The pairs of a corpus: fed article by article, then asked."""

    def __init__(self, registry: Registry, labels: Labels, settings: Settings) -> None:
        self.registry = registry
        self.labels = labels
        self.settings = settings
        self.sides: dict[str, Side] = {}
        self.needed = {claim for cluster in registry.cluster.values() for claim in cluster.claims}

    def add(self, view: View) -> None:
        """Keep what the rows will say of an article's claims."""
        text = view.document.text
        for claim in view.document.claims if self.needed else ():
            reference = f"{view.article.name}/{claim.id}"
            if reference in self.needed:
                entity = view.document.mention_of[claim.by].refers_to if claim.by else ""
                content = "" if text is None else " … ".join(text[piece.start : piece.end] for piece in claim.spans)
                answers = {question_of(answer): answer.values for answer in claim.answers}
                roots = {reference, *self.registry.sources_of.get(reference, ()), *([entity] if entity else [])}
                source = self.registry.name(entity)
                self.sides[reference] = Side(reference, view.article, claim, source, content, answers, frozenset(roots))

    def by_split(self) -> dict[str, list[Pair]]:
        """The pairs of each split, in order. A pair whose sides are of two splits is in neither."""
        found: dict[str, list[Pair]] = {}
        for pair in self._pairs():
            splits = {self.settings.incident[incident].split for incident in self._incidents(pair)}
            if len(splits) == 1:
                found.setdefault(splits.pop(), []).append(pair)
        return {split: sorted(pairs, key=attrgetter("order")) for split, pairs in found.items()}

    def counts(self, by_split: dict[str, list[Pair]]) -> dict[str, dict[str, dict[str, int]]]:
        """How often each label of a pair stands in each split that has it: inventory, label, split."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for inventory in ("relation", "conflict", "basis"):
            used = {split: Counter(getattr(pair, inventory) for pair in pairs) for split, pairs in by_split.items()}
            found[inventory] = {
                name: {split: used[split][name] for split in self.settings.splits if name in used.get(split, ())}
                for name in getattr(self.labels, inventory)
            }
        return found

    def _incidents(self, pair: Pair) -> set[str]:
        event = pair.question[1]
        return {self.registry.event[event].incident} if event else {pair.a.article.incident, pair.b.article.incident}

    def _pairs(self) -> Iterator[Pair]:
        for pair in derived(self.registry, self.labels):
            a, b = self.sides.get(pair.a), self.sides.get(pair.b)
            if a and b:
                name = self.registry.name(pair.event or pair.subject)
                yield Pair(pair.question, name, pair.relation, pair.conflict, pair.basis, a, b)
