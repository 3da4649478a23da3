"""Agreement on how clusters of claims stand to each other.

Two annotators cluster claims in their own way. Clusters are the same that share the most claims; a decision is a relation that both
judged of the same two clusters. Relations that follow from values, and pairs of claims that follow from clusters, are no decisions.
"""

from collections import Counter
from collections.abc import Sequence

from ..assignment import heaviest
from ..chance import confusion, kappa_of, observed_of
from ..labels import Labels
from ..score.comparison import Comparison
from ..score.scores import known
from ..store import Registry
from .coefficients import Coefficient, mean

NAME, SAYS = "kappa.relation.type", "relation that was judged of two clusters of claims"
Judged = dict[tuple[str, str], str]
"""The relation of two clusters in order, with its direction."""


def relation_kappa(comparisons: Sequence[Comparison]) -> Coefficient:
    """Cohen's kappa of relations, the mean over each two annotators."""
    matrices = []
    for comparison in comparisons:
        if comparison.labels is not None:
            first, second = decided(comparison, comparison.labels)
            both = sorted(first.keys() & second.keys())
            matrices.append(confusion([first[pair] for pair in both], [second[pair] for pair in both]).astype(float))
    judged = int(sum(matrix.sum() for matrix in matrices))
    if not judged:
        return Coefficient(NAME, SAYS, None, 0)
    return Coefficient(
        NAME, SAYS, known(mean([kappa_of(matrix) for matrix in matrices])), judged, known(mean(list(map(observed_of, matrices))))
    )


def decided(comparison: Comparison, labels: Labels) -> tuple[Judged, Judged]:
    """The relations that each side judged, in terms of the first side's clusters."""
    first, second = comparison.first.registry, comparison.second.registry
    claims, names = comparison.across.claims, comparison.across.names
    asked = {
        (cluster.id, claim): (cluster.facet, cluster.event, cluster.subject)
        for cluster in first.cluster.values()
        for claim in cluster.claims
    }
    of_claim: dict[str, list[str]] = {}
    for cluster in first.cluster.values():
        for claim in cluster.claims:
            of_claim.setdefault(claim, []).append(cluster.id)
    shared: Counter[tuple[str, str]] = Counter()
    for cluster in second.cluster.values():
        question = cluster.facet, names(cluster.event), names(cluster.subject)
        for claim in cluster.claims:
            for there in of_claim.get(claims.get(claim, ""), ()):
                if asked[there, claims[claim]] == question:
                    shared[there, cluster.id] += 1
    same = {two: one for one, two in heaviest(dict(shared)).items()}
    return _judged(first, labels, {name: name for name in first.cluster}), _judged(second, labels, same)


def _judged(registry: Registry, labels: Labels, called: dict[str, str]) -> Judged:
    found: Judged = {}
    default = labels.default(labels.basis)
    for relation in registry.relations:
        basis = labels.basis.get(relation.basis or default)
        if relation.a in called and relation.b in called and not (basis and basis.values):
            one, two = sorted((called[relation.a], called[relation.b]))
            label = labels.relation.get(relation.type)
            way = "" if label and label.symmetric else " >" if one == called[relation.a] else " <"
            found[one, two] = relation.type + way
    return found
