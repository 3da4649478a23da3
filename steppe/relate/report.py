"""What is known and open of each question, for people and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ..labels import Labels
from ..store import Registry
from ..text import plain, plural
from .advice import doubts, reason, suggestions
from .gather import Statement
from .groups import Group
from .plan import Pairing, Plan
from .tally import Tally, tally


def needs_eye(plan: Plan, registry: Registry, labels: Labels) -> bool:
    """Whether something of a question is proposed, open, or to be looked at again."""
    return (
        any(group.added for group in plan.groups)
        or any(pairing.basis in ("proposed", "open") for pairing in plan.pairings)
        or any(True for _ in doubts(plan, registry, labels))
    )


def rendered(plans: Sequence[Plan], registry: Registry, labels: Labels, *, settled: bool = False) -> Iterator[str]:
    """Lines of text: the questions that need an eye, or with ``settled`` all, then the counts.

    Open pairs have numbers, which run through the report.
    """
    number = 0
    for plan in plans:
        if settled or needs_eye(plan, registry, labels):
            yield title(plan, registry)
            for group in plan.groups:
                yield from _group(group, registry)
            for pairing in plan.pairings:
                number += pairing.basis == "open"
                yield plain(_pairing(pairing, plan, registry, labels, number))
            for clusters, why in doubts(plan, registry, labels):
                yield plain(f"  look again at {' and '.join(clusters)}: {why}")
            yield ""
    yield from summary(tally(plans))


def title(plan: Plan, registry: Registry) -> str:
    """A question by the names of what it is about."""
    facet, event, subject = plan.question
    return plain(f"{facet} of {' and '.join(registry.name(entry) or entry for entry in (event, subject) if entry)}")


def _group(group: Group, registry: Registry) -> Iterator[str]:
    state = "  (proposed)" if group.fresh else f"  (proposed with {plural(len(group.added), 'more claim')})" if group.added else ""
    yield f"  {group.id}{state}"
    for statement in group.statements:
        mark = "+" if statement.claim in group.added else " "
        values = ", ".join(named(statement, registry))
        head = f"{statement.claim}  {statement.source}, {statement.published}  {statement.certainty}{f'  {values}' if values else ''}"
        yield plain(f"  {mark} {head}")
        yield plain(f"      {statement.canonical}")


def named(statement: Statement, registry: Registry) -> list[str]:
    """The values of an answer, entries of the registry by name."""
    return [registry.name(value) or value for value in statement.values]


def _pairing(pairing: Pairing, plan: Plan, registry: Registry, labels: Labels, number: int) -> str:
    if relation := pairing.relation:
        conflict = f" ({relation.conflict})" if relation.conflict else ""
        why = f": {reason(pairing, registry)}" if pairing.basis == "proposed" else ""
        return f"  {relation.a} {relation.type} {relation.b}{conflict}  {pairing.basis}{why}"
    likely = " or ".join(suggestions(pairing, plan.facet, registry, labels))
    why = "; ".join(filter(None, (reason(pairing, registry), f"{likely}?" if likely else "")))
    return f"  open {number}: {pairing.a.id} and {pairing.b.id}{f': {why}' if why else ''}"


def summary(counts: Tally) -> list[str]:
    """The counts, in three lines."""
    if not counts.questions:
        return ["no two articles answer one question: there is nothing to relate"]
    proposed = [
        plural(counts.joined, "claim") + " into clusters with others" if counts.joined else "",
        plural(counts.alone, "claim") + f" into {'a cluster of its' if counts.alone == 1 else 'clusters of their'} own"
        if counts.alone
        else "",
        plural(counts.proposed, "relation") if counts.proposed else "",
    ]
    found = f"{plural(counts.questions, 'question')} that several articles answer, {plural(counts.claims, 'answer')} in claims"
    pairs = (
        f"pairs of claims:   {counts.pairs:,} in all: {counts.pairs_same:,} in one cluster, {counts.pairs_judged:,} follow from judged "
        f"relations, {counts.pairs_value:,} from values, {counts.pairs_proposed:,} from what is proposed, {counts.pairs_open:,} open"
    )
    return [
        f"{found}; proposed: {', '.join(filter(None, proposed)) or 'nothing'}",
        f"pairs of clusters: {counts.judged:,} judged, {counts.value:,} by value, {counts.proposed:,} proposed, {counts.open:,} open",
        pairs,
    ]


def as_data(plans: Sequence[Plan], registry: Registry, labels: Labels) -> dict[str, Any]:
    """The same for machines: all questions and the counts, as JSON can hold them."""
    return {"questions": [_plan_data(plan, registry, labels) for plan in plans], "counts": msgspec.to_builtins(tally(plans))}


def _plan_data(plan: Plan, registry: Registry, labels: Labels) -> dict[str, Any]:
    facet, event, subject = plan.question
    return {
        "facet": facet,
        "event": event,
        "subject": subject,
        "about": registry.name(event or subject),
        "clusters": [
            {"id": group.id, "claims": [said_by(statement, registry) for statement in group.statements], "added": list(group.added)}
            for group in plan.groups
        ],
        "pairs": [_pairing_data(pairing, plan, registry, labels) for pairing in plan.pairings],
        "look_again": [{"clusters": list(clusters), "why": why} for clusters, why in doubts(plan, registry, labels)],
    }


def said_by(statement: Statement, registry: Registry) -> dict[str, Any]:
    """An answer as data, with the names of its values."""
    return {**msgspec.to_builtins(statement), "values": named(statement, registry)}


def _pairing_data(pairing: Pairing, plan: Plan, registry: Registry, labels: Labels) -> dict[str, Any]:
    relation = pairing.relation
    ends = (relation.a, relation.b) if relation else (pairing.a.id, pairing.b.id)
    return {
        "a": ends[0],
        "b": ends[1],
        "basis": pairing.basis,
        "relation": relation.type if relation else "",
        "conflict": relation.conflict if relation else "",
        "suggests": [] if relation else list(suggestions(pairing, plan.facet, registry, labels)),
        "why": reason(pairing, registry),
        "claim_pairs": pairing.claim_pairs,
    }
