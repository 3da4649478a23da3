"""The clusters and relations of a registry with what is proposed, and what a sheet decides."""

from collections.abc import Sequence

from msgspec import Struct

from ..labels import Labels
from ..model import Cluster, Relation
from ..store import Registry
from .groups import Group
from .plan import Plan
from .sheet import Decision, SheetError


class Settled(Struct, frozen=True):
    """All clusters and relations of a registry, as they should be from now on."""

    clusters: list[Cluster]
    relations: list[Relation]


def settled(registry: Registry, plans: Sequence[Plan], labels: Labels, decided: Sequence[Decision] = ()) -> Settled:
    """A registry with the proposals of some questions, and with what a sheet decides of them.

    What there is stays, but for two clusters that a sheet calls the same: they become one, with the id of the one that was there first.

    Raises:
        SheetError: two clusters become one although their values differ, or are related, or are related differently to a third.
    """
    old: list[Cluster] = registry.records["clusters"]
    groups = {group.id: group for plan in plans for group in plan.groups}
    clusters = [groups[one.id].cluster if one.id in groups and groups[one.id].added else one for one in old]
    clusters += [group.cluster for group in groups.values() if group.fresh]
    relations = [*registry.relations]
    relations += [p.relation for plan in plans for p in plan.pairings if p.basis == "proposed" and p.relation is not None]
    joins = [decision for decision in decided if decision.relation == labels.same]
    relations += [_relation(decision, labels) for decision in decided if decision.relation != labels.same]
    if not joins:
        return Settled(clusters, relations)
    home, lines = _homes(joins, [one.id for one in clusters])
    faults = _values_differ(home, lines, groups)
    kept = _merged(clusters, home)
    redirected = _redirected(relations, home, lines, labels, faults)
    if faults:
        raise SheetError("\n".join(faults))
    return Settled(kept, redirected)


def _relation(decision: Decision, labels: Labels) -> Relation:
    relation = Relation(type=decision.relation, a=decision.a, b=decision.b, conflict=decision.conflict)
    return _between(relation, decision.a, decision.b, labels)


def _homes(joins: Sequence[Decision], clusters: Sequence[str]) -> tuple[dict[str, str], dict[str, int]]:
    """The cluster that each joined one becomes, the first of the clusters, and by it the line that first joins something to it."""
    place = {identifier: number for number, identifier in enumerate(clusters)}
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while one in parent:
            one = parent[one]
        return one

    for join in joins:
        first, other = sorted((root(join.a), root(join.b)), key=place.__getitem__)
        if first != other:
            parent[other] = first
    home = {one: root(one) for join in joins for one in (join.a, join.b)}
    lines: dict[str, int] = {}
    for join in joins:
        lines.setdefault(home[join.a], join.line)
    return home, lines


def _values_differ(home: dict[str, str], lines: dict[str, int], groups: dict[str, Group]) -> list[str]:
    """Faults of clusters that become one and give different values."""
    keys: dict[str, dict[object, str]] = {}
    for one, target in home.items():
        if answer := groups[one].said:
            keys.setdefault(target, {}).setdefault(answer.key, one)
    return [
        f"line {lines[target]}: {' and '.join(ones.values())} would be one cluster, and give different values; a cluster has one"
        for target, ones in keys.items()
        if len(ones) > 1
    ]


def _merged(clusters: Sequence[Cluster], home: dict[str, str]) -> list[Cluster]:
    """The clusters, those that become one in one."""
    claims: dict[str, set[str]] = {}
    for one in clusters:
        if one.id in home:
            claims.setdefault(home[one.id], set()).update(one.claims)
    return [
        Cluster(id=one.id, facet=one.facet, event=one.event, subject=one.subject, claims=tuple(sorted(claims[one.id])))
        if one.id in claims
        else one
        for one in clusters
        if home.get(one.id, one.id) == one.id
    ]


def _redirected(
    relations: Sequence[Relation], home: dict[str, str], lines: dict[str, int], labels: Labels, faults: list[str]
) -> list[Relation]:
    """The relations with the clusters that there are now, each once. What cannot be is added to the faults."""
    stay: list[Relation] = []
    moved: dict[frozenset[str], Relation] = {}
    for relation in relations:
        a, b = home.get(relation.a, relation.a), home.get(relation.b, relation.b)
        if a not in lines and b not in lines:
            stay.append(relation)
            continue
        line = lines[a] if a in lines else lines[b]
        one = _between(relation, a, b, labels)
        other = moved.setdefault(frozenset((a, b)), one)
        if a == b:
            faults.append(f"line {line}: {relation.a} and {relation.b} would be one cluster, and one is {relation.type} of the other")
        elif (other.type, other.a, other.b, other.conflict) != (one.type, one.a, one.b, one.conflict):
            both = " and ".join(f"{each.a} {each.type} {each.b}" for each in (other, one))
            faults.append(f"line {line}: by what is joined there would be {both}; two clusters have one relation")
        elif not one.basis:
            moved[frozenset((a, b))] = one  # what somebody judged needs no values to follow from
    return [*stay, *moved.values()]


def _between(relation: Relation, a: str, b: str, labels: Labels) -> Relation:
    """A relation with other ends, those of a symmetric one in order."""
    symmetric = relation.type in labels.relation and labels.relation[relation.type].symmetric
    one, two = sorted((a, b)) if symmetric else (a, b)
    return Relation(type=relation.type, a=one, b=two, conflict=relation.conflict, basis=relation.basis)
