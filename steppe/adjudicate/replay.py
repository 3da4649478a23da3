"""Gold again, from the passes and the decisions."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ..labels import Labels
from ..model import Adjudication, Claim, Decision, Link, Mark, Mention, Pass, Record, Trigger, Zone
from ..model.refer import marks, renamed
from ..score.claims import places
from ..store.form import ARTICLE, arranged
from .draft import Draft
from .errors import AdjudicationError
from .ledger import misjudged
from .standing import OTHER, Standing, Stands


class Fault(Struct, frozen=True):
    """Why decisions give no gold."""

    decision: str
    """Empty where no decision is at fault."""
    says: str


def replay(draft: Draft, header: Adjudication, decisions: Sequence[Decision], labels: Labels) -> list[Record]:
    """The records of gold, in canonical order.

    Raises:
        AdjudicationError: a disagreement is not decided, a decision is of none, or the decisions do not go together.
    """
    decided = {decision.id: decision for decision in decisions}
    known = {one.id for one in draft.disagreements} | draft.amendable.keys()
    faults = [f"{decision.id}: it decides on what is no disagreement of the passes" for decision in decisions if decision.id not in known]
    faults += [
        f"{one.id}: {_called(one.layer, (*one.first, *one.second))} is not decided"
        for one in draft.disagreements
        if one.id not in decided or not decided[one.id].verdict
    ]
    faults += [
        f"{decision.id}: {fault}"
        for decision in decisions
        if (fault := misjudged(labels, decision.verdict, decision.cause, others=len(decision.other)))
    ]
    if faults:
        raise AdjudicationError("\n".join(faults))
    found, unfit = gold(draft, decided, labels)
    if unfit:
        raise AdjudicationError("\n".join(f"{fault.decision}: {fault.says}" if fault.decision else fault.says for fault in unfit))
    article = draft.first.article
    done = Pass(article=article.name, annotator=header.by, guidelines=header.guidelines, date=header.date, sha256=article.sha256)
    return arranged(ARTICLE, [article, done, *found])


def _called(layer: str, there: Sequence[Mark]) -> str:
    return f"{layer} {' and '.join(mark.id for mark in there)}"


def gold(draft: Draft, decided: Map[str, Decision], labels: Labels) -> tuple[list[Mark], list[Fault]]:
    """The marks of gold so far, and why they cannot be gold. What is open is not there, and to refer to it is no fault."""
    standing = Standing(draft, decided, labels)
    faults: list[Fault] = []
    found = [_rewritten(stands, standing, faults) for stands in standing.marks]
    ids: dict[str, Stands] = {}
    faults += [
        Fault(stands.decision or first.decision, f"two marks have the id {stands.id}; give one of them another")
        for stands in standing.marks
        if (first := ids.setdefault(stands.id, stands)) is not stands
    ]
    return found, faults + _doubles(standing.marks, found)


def _rewritten(stands: Stands, standing: Standing, faults: list[Fault]) -> Mark:
    """A mark as it is in gold."""
    mark, side = stands.mark, stands.side
    for what, other in marks(mark):
        if side == OTHER:
            if standing.named(other) is None and other not in standing.open:
                faults.append(
                    Fault(stands.decision, f"{what} of {mark.id} is {other}, which is no mark of gold; name one that stands there")
                )
        elif decision := standing.gone[side].get(other):
            faults.append(Fault(decision.id, _lost(stands, what, other, decision)))
    if side == OTHER:
        return renamed(mark, lambda other: standing.named(other) or other, lambda entry: entry)
    of, mapped = standing.of[side], (standing.draft.mapping.first, standing.draft.mapping.second)[side]
    found = renamed(mark, lambda other: of.get(other, other), lambda entry: mapped.get(entry, entry))
    return replace(found, id=stands.id)


def _lost(stands: Stands, what: str, other: str, decision: Decision) -> str:
    """What to do where a mark stands that refers to one that does not."""
    says = f"{decision.verdict} leaves no {other}, which is {what} of {stands.id}; that stands "
    if stands.decision:
        return f"{says}by {stands.decision}. Decide one of the two otherwise"
    return f"{says}since both passes have it. Let a mark stand in place of {other}, or decide {stands.id} anew (--sheet FILE --agreed)"


def _doubles(stand: Iterable[Stands], found: Iterable[Mark]) -> list[Fault]:
    """Marks of one place and label, or zones of one place, that do not come from one pass, which may have had its reasons."""
    first: dict[tuple[object, ...], tuple[Stands, Mark]] = {}
    faults = []
    for stands, mark in zip(stand, found, strict=True):
        there, other = first.setdefault(_key(mark), (stands, mark))
        if there is not stands and not there.passes & stands.passes:
            what = {Zone: "place", Claim: "content and source", Link: "type and ends"}.get(type(mark), "span and type")
            says = f"{other.id} and {mark.id} would both stand, with one {what}; take one of them, or another"
            faults.append(Fault(stands.decision or there.decision, says))
    zones = sorted((mark.start, mark.end, stands.id, stands) for stands, mark in zip(stand, found, strict=True) if isinstance(mark, Zone))
    for (start, end, one, former), (begin, stop, two, latter) in pairwise(zones):
        if begin < end and (start, end) != (begin, stop) and not former.passes & latter.passes:
            says = f"zones {one} and {two} would both stand, and overlap; take one of them, or another"
            faults.append(Fault(latter.decision or former.decision, says))
    return faults


def _key(mark: Mark) -> tuple[object, ...]:
    match mark:
        case Zone():
            return "zone", mark.start, mark.end
        case Mention() | Trigger():
            return type(mark), mark.start, mark.end, mark.type
        case Claim():
            return "claim", places(mark.spans), mark.source_kind, mark.by
        case Link():
            return "link", mark.type, mark.a, mark.b
    return ("", mark.id)
