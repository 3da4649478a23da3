"""What values suggest where they do not decide, and where they speak against what was judged."""

from collections.abc import Iterator

from ..labels import FacetLabel, Labels
from ..store import Registry
from . import words
from .compare import Said, Sign, Stand
from .groups import Group
from .plan import Pairing, Plan, as_sure


def suggestions(pairing: Pairing, facet: FacetLabel, registry: Registry, labels: Labels) -> tuple[str, ...]:
    """The relations that an open pair is likely to have, first the likelier; empty where values say nothing."""
    beside = [name for name, label in labels.relation.items() if label.symmetric and not label.same and not label.conflict]
    clash = [name for name, label in labels.relation.items() if label.conflict]
    later = [name for name, label in labels.relation.items() if label.later]
    finer = [name for name, label in labels.relation.items() if label.finer]
    if pairing.stand is Stand.SAME:
        return (labels.same, *finer)
    if pairing.stand in (Stand.FINER, Stand.COARSER):
        return (*finer, *beside)
    if pairing.stand is Stand.DENIED:
        return (*clash, *later)
    if pairing.stand is Stand.APART:
        return (*clash, *later, *beside)
    if not (pairing.a.said and pairing.b.said) or pairing.a.said.sign is not Sign.SAID or pairing.b.said.sign is not Sign.SAID:
        return ()
    if _near(pairing.a.said, pairing.b.said, registry):
        return (*finer, *beside)
    return (*beside, *later) if facet.one_of else (*beside, *clash) if words.conflict_of(labels, facet.value) else ()


def _near(one: Said, two: Said, registry: Registry) -> bool:
    """Whether one answer names a part of what the other names: which of the two says more depends on the words."""
    ones, twos = ({str(value) for value in answer.values} for answer in (one, two))
    return any(registry.reaches(value, twos) for value in ones) or any(registry.reaches(value, ones) for value in twos)


def reason(pairing: Pairing, registry: Registry) -> str:
    """Why two clusters stand to each other as their values say; empty where values do not tell."""
    a, b = pairing.a, pairing.b
    if pairing.stand is Stand.SAME:
        return f"both give {values_of(a, registry)}, in two clusters"
    if pairing.stand is Stand.DENIED:
        return "one denies what the other says" + _dated(pairing)
    if pairing.stand is Stand.APART:
        both = " in one article" if a.articles & b.articles else ""
        return f"{values_of(a, registry)} and {values_of(b, registry)} exclude each other{both}" + _dated(pairing)
    if pairing.stand in (Stand.FINER, Stand.COARSER):
        fine, coarse = (a, b) if pairing.stand is Stand.FINER else (b, a)
        lies = f"{values_of(fine, registry)} lies within {values_of(coarse, registry)}"
        covers = lies if fine.said and fine.said.extent else f"{fine.id} names all that {coarse.id} names"
        return covers + ("" if as_sure(fine, coarse) else ", with less certainty")
    return ""


def values_of(group: Group, registry: Registry) -> str:
    """The values of a cluster, as its claims first spell them, entries of the registry by name; empty where they give none."""
    values = next((statement.values for statement in group.statements if statement.values), ())
    return ", ".join(registry.name(value) or value for value in values)


def _dated(pairing: Pairing) -> str:
    """The days of two clusters, where one may be news to the other."""
    one, two = (sorted({statement.published for statement in group.statements}) for group in (pairing.a, pairing.b))
    return "" if one == two and len(one) == 1 else f"; published {', '.join(one)} and {', '.join(two)}"


def doubts(plan: Plan, registry: Registry, labels: Labels) -> Iterator[tuple[tuple[str, ...], str]]:
    """What was judged of a question and values speak against: the ids of the clusters, and why. Nothing of it is changed."""
    for group in plan.groups:
        if group.mixed:
            yield (group.id,), "its claims do not all give one answer"
    for pairing in plan.pairings:
        if pairing.basis in ("judged", "value") and (against := _against(pairing, registry, labels)):
            yield (pairing.a.id, pairing.b.id), against


def _against(pairing: Pairing, registry: Registry, labels: Labels) -> str:
    """What values say against the relation that two clusters have; empty where they can both be right.

    Equal values bear any relation but a conflict: claims may say more than their values do.
    """
    assert pairing.relation is not None
    label = labels.relation.get(pairing.relation.type)
    stand = pairing.stand if pairing.relation.a == pairing.a.id else pairing.stand.turned
    if label is None or (stand is Stand.OPEN and pairing.basis == "judged") or label.later:
        return ""
    if label.conflict:
        fits = stand in (Stand.APART, Stand.DENIED, Stand.OPEN)
    elif label.finer:
        fits = stand in (Stand.FINER, Stand.SAME, Stand.OPEN)
    else:
        fits = stand in (Stand.SAME, Stand.OPEN)
    if fits and pairing.basis == "value":
        fits = stand is not Stand.OPEN and (label.conflict or stand is Stand.FINER)
    why = reason(pairing, registry) or "their values do not tell"
    return "" if fits else f"{pairing.relation.type} of {pairing.relation.a} and {pairing.relation.b}, but {why}"
