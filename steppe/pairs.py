"""What follows from clusters and relations: pairs of claims.

Clusters say which claims are the same answer, relations how clusters stand to each other; how two claims stand follows from both.
"""

from collections.abc import Iterator
from itertools import combinations, product

from msgspec import Struct

from .labels import Labels
from .model import Answer, Cluster
from .store import Registry

Question = tuple[str, str, str]
"""Facet, event and subject."""


class ClaimPair(Struct, frozen=True):
    """Two claims of different articles that answer one question, and how the first stands to the second."""

    facet: str
    event: str
    subject: str
    a: str
    """As ``ARTICLE/CLAIM``, like ``b``. Of a symmetric relation, ``a`` is the lesser of the two."""
    b: str
    relation: str
    conflict: str
    basis: str
    """The default label where the relation names none; the same for claims of one cluster."""

    @property
    def question(self) -> Question:
        """What both answer."""
        return self.facet, self.event, self.subject


def question_of(entry: Answer | Cluster) -> Question:
    """The question that an answer, or a cluster, answers."""
    return entry.facet, entry.event, entry.subject


def article_of(claim: str) -> str:
    """The article of a claim that is named as ``ARTICLE/CLAIM``."""
    return claim.partition("/")[0]


def derived(registry: Registry, labels: Labels) -> Iterator[ClaimPair]:
    """The pairs that follow from a registry: of one cluster, then of related clusters, each in the order of the registry.

    A symmetric relation has no direction: its pairs are in the order of their names, so that two corpora can be compared. Claims of
    one article make no pair, nor does a relation whose clusters are not there.
    """
    default = labels.default(labels.basis)
    for cluster in registry.cluster.values():
        for one, two in combinations(cluster.claims, 2):
            yield from _pair(cluster, one, two, (labels.same, "", default), symmetric=True)
    for relation in registry.relations:
        first, second = registry.cluster.get(relation.a), registry.cluster.get(relation.b)
        if first and second:
            label = labels.relation.get(relation.type)
            symmetric = label is not None and label.symmetric
            says = (relation.type, relation.conflict, relation.basis or default)
            for one, two in product(first.claims, second.claims):
                yield from _pair(first, one, two, says, symmetric=symmetric)


def _pair(cluster: Cluster, one: str, two: str, says: tuple[str, str, str], *, symmetric: bool) -> Iterator[ClaimPair]:
    if article_of(one) != article_of(two):
        a, b = (two, one) if symmetric and two < one else (one, two)
        yield ClaimPair(*question_of(cluster), a, b, *says)
