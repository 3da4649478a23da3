"""What is judged of a question, what its values decide, and what is left to a reader."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct

from ..labels import FacetLabel, Labels
from ..model import Cluster, Relation
from ..pairs import Question, question_of
from ..store import Registry
from . import words
from .compare import Stand, compare
from .gather import Questions, Statement
from .groups import Group, groups

Basis = Literal["judged", "value", "proposed", "open"]
"""What is known of two clusters: a relation that somebody judged, one by values, one that is proposed, or none."""


class Pairing(Struct, frozen=True):
    """Two clusters of a question that claims of two articles stand in, and how they stand to each other."""

    a: Group
    b: Group
    basis: Basis
    relation: Relation | None
    """None where the pair is open."""
    stand: Stand
    """What values say."""

    @property
    def claim_pairs(self) -> int:
        """How many pairs of claims of different articles it is about."""
        return _across(self.a.statements, self.b.statements)

    @property
    def settled_pairs(self) -> int:
        """How many of them are of claims that the registry has in both clusters already."""
        return _across(self.a.settled, self.b.settled)


class Plan(Struct, frozen=True):
    """One question."""

    question: Question
    facet: FacetLabel
    groups: tuple[Group, ...]
    pairings: tuple[Pairing, ...]

    @property
    def open(self) -> list[Pairing]:
        """The pairs that a reader must judge."""
        return [pairing for pairing in self.pairings if pairing.basis == "open"]


def plans(questions: Questions, registry: Registry, labels: Labels) -> list[Plan]:
    """What each question has and needs, in the order of the questions."""
    by_question: dict[Question, list[Cluster]] = {}
    for cluster in registry.cluster.values():
        by_question.setdefault(question_of(cluster), []).append(cluster)
    related = {frozenset((relation.a, relation.b)): relation for relation in registry.relations}
    taken = set(registry.cluster)
    found = []
    for question, statements in questions.items():
        facet = labels.facet[question[0]]
        here = groups(question, statements, by_question.get(question, []), labels, taken)
        pairs = [(a, b) for a, b in combinations(here, 2) if len(a.articles | b.articles) > 1]
        pairings = (_pairing(a, b, facet, related.get(frozenset((a.id, b.id))), registry, labels) for a, b in pairs)
        found.append(Plan(question, facet, tuple(here), tuple(pairings)))
    return found


def _pairing(a: Group, b: Group, facet: FacetLabel, relation: Relation | None, registry: Registry, labels: Labels) -> Pairing:
    stand = compare(a.said, b.said, facet, registry)
    if relation is not None:
        basis = labels.basis.get(relation.basis)
        return Pairing(a, b, "value" if basis is not None and basis.values else "judged", relation, stand)
    proposed = proposal(a, b, stand, facet, labels)
    return Pairing(a, b, "proposed" if proposed else "open", proposed, stand)


def proposal(a: Group, b: Group, stand: Stand, facet: FacetLabel, labels: Labels) -> Relation | None:
    """The relation that follows from the values of two clusters; None where none does, or the labels have no word for it."""
    if stand in (Stand.OPEN, Stand.SAME) or not (basis := words.by_values(labels)):
        return None
    if stand in (Stand.FINER, Stand.COARSER):
        fine, coarse = (a, b) if stand is Stand.FINER else (b, a)
        finer = words.finer(labels)
        return Relation(type=finer, a=fine.id, b=coarse.id, basis=basis) if finer and as_sure(fine, coarse) else None
    clash = words.clash(labels)
    conflict = words.denial(labels) if stand is Stand.DENIED else words.conflict_of(labels, facet.value)
    if clash and conflict and _clashes(a, b, stand):
        one, two = sorted((a.id, b.id)) if labels.relation[clash].symmetric else (a.id, b.id)
        return Relation(type=clash, a=one, b=two, conflict=conflict, basis=basis)
    return None


def _clashes(a: Group, b: Group, stand: Stand) -> bool:
    """Whether two answers cannot both be right, nor one replace the other.

    An article that gives two numbers or times does not take them to exclude each other: one may count a part of the other.
    """
    if stand is Stand.APART and a.articles & b.articles:
        return False
    return stand in (Stand.APART, Stand.DENIED) and a.firm and b.firm and _of_one_day(a, b) and _of_one_time(a, b)


def as_sure(fine: Group, coarse: Group) -> bool:
    """Whether a source that commits to the finer answer commits to the coarser one too: ``probably 7`` is not ``at least 6``."""
    return fine.firm or len({statement.certainty for statement in (*fine.statements, *coarse.statements)}) == 1


def _of_one_day(a: Group, b: Group) -> bool:
    """Whether all articles are of one known day, so that none can be news to the other."""
    days = {statement.published for statement in (*a.statements, *b.statements)}
    return len(days) == 1 and len(days.pop()) == len("2011-10-31")


def _of_one_time(a: Group, b: Group) -> bool:
    """Whether two answers do not say themselves that they are of two times, of which each may be right."""
    one, two = ({time for statement in group.statements for time in statement.times} for group in (a, b))
    return not one or not two or one == two


def _across(ones: Sequence[Statement], twos: Sequence[Statement]) -> int:
    """How many pairs of claims of different articles two clusters make."""
    if len(ones) == len(twos) == 1:
        return int(ones[0].article != twos[0].article)
    one, two = (Counter(statement.article for statement in some) for some in (ones, twos))
    return len(ones) * len(twos) - sum(number * two[article] for article, number in one.items())
