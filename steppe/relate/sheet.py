"""Sheets of open pairs: what a reader judges, written as JSON Lines and read back."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from .. import jsonl
from ..labels import Labels
from ..store import Registry
from ..text import shown
from .advice import reason, suggestions
from .gather import Statement
from .plan import Plan
from .report import named


class SheetError(ValueError):
    """Lines of a sheet that cannot be taken: one fault a line, with the number of the line."""


class Telling(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim, as a reader judges it."""

    claim: str
    canonical: str
    source: str
    published: str
    certainty: str
    values: tuple[str, ...] = ()


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """Two clusters of one question. A reader fills in ``relation``, and ``conflict`` where the relation names one."""

    number: int
    """Of the open pair, as the report has it."""
    facet: str
    about: str
    event: str
    subject: str
    a: str
    b: str
    a_claims: tuple[Telling, ...]
    b_claims: tuple[Telling, ...]
    why: str = ""
    suggests: tuple[str, ...] = ()
    of: Literal["a", "b"] = "a"
    """The cluster that the relation is of; the other is the one that it is to."""
    relation: str = ""
    """Empty: not judged yet."""
    conflict: str = ""


class Decision(Struct, frozen=True):
    """A row that is filled in, with its clusters in the order of the relation."""

    line: int
    a: str
    b: str
    relation: str
    conflict: str


def sheet(plans: Iterable[Plan], registry: Registry, labels: Labels) -> list[Row]:
    """The open pairs of some questions, to be judged."""
    rows: list[Row] = []
    for plan in plans:
        facet, event, subject = plan.question
        about = registry.name(event or subject)
        for pairing in plan.open:
            a_claims, b_claims = (tuple(_telling(one, registry) for one in group.statements) for group in (pairing.a, pairing.b))
            why, likely = reason(pairing, registry), suggestions(pairing, plan.facet, registry, labels)
            rows.append(Row(len(rows) + 1, facet, about, event, subject, pairing.a.id, pairing.b.id, a_claims, b_claims, why, likely))
    return rows


def _telling(statement: Statement, registry: Registry) -> Telling:
    values = tuple(named(statement, registry))
    return Telling(statement.claim, statement.canonical, statement.source, statement.published, statement.certainty, values)


def dump_sheet(rows: Iterable[Row]) -> bytes:
    """The bytes of a sheet: a row a line, keys in the order of :class:`Row`."""
    return msgspec.json.Encoder().encode_lines(rows)


def read_rows(data: bytes) -> list[tuple[int, Row]]:
    """The rows of a sheet, each with its line.

    Raises:
        SheetError: a line is not in the form of a row.
    """
    found, faults = jsonl.read(data, Row)
    if faults:
        raise SheetError(jsonl.told(faults))
    return found


def decisions(rows: Sequence[tuple[int, Row]], plans: Sequence[Plan], labels: Labels) -> list[Decision]:
    """What the filled rows of a sheet decide. A row that the registry says already is passed over.

    A side of a row is the cluster in which its claims stand now: it may have got more of them, or another id, since the sheet was
    written.

    Raises:
        SheetError: a row has an unknown label, a conflict where none belongs or none where one does, claims that are not together in a
            cluster, a pair that is judged otherwise, or a pair that a row before decides otherwise.
    """
    known = _Known(plans, labels)
    found: dict[frozenset[str], Decision] = {}
    faults = []
    for line, row in rows:
        fault = _misfilled(row, labels)
        if row.relation and not fault:
            fault = known.misplaced(row)
        if row.relation and not fault:
            decision = known.decision(line, row)
            fault = known.against(decision)
            if not fault and not known.says(decision):
                first = found.setdefault(frozenset((decision.a, decision.b)), decision)
                fault = f"{row.a} and {row.b} stand in line {first.line} already; keep one of the two" if first is not decision else ""
        if fault:
            faults.append(f"line {line}: {fault}")
    if faults:
        raise SheetError("\n".join(faults))
    return [*found.values()]


def _misfilled(row: Row, labels: Labels) -> str:
    """What is wrong with the labels of a row; empty where nothing is."""
    if not row.relation:
        return f"conflict is {shown(row.conflict)}, and there is no relation; give both or none" if row.conflict else ""
    label = labels.relation.get(row.relation)
    if label is None:
        return f"relation is {shown(row.relation)}; it should be one of {', '.join(labels.relation)}"
    if label.conflict and row.conflict not in labels.conflict:
        return f"conflict of {row.relation} is {shown(row.conflict)}; it should be one of {', '.join(labels.conflict)}"
    return f"conflict is {shown(row.conflict)}; a {row.relation} should have none" if row.conflict and not label.conflict else ""


class _Known:
    """What questions say of the clusters of a row."""

    def __init__(self, plans: Sequence[Plan], labels: Labels) -> None:
        self.labels = labels
        self.clusters = {group.id for plan in plans for group in plan.groups}
        self.pairs = {frozenset((pairing.a.id, pairing.b.id)): pairing.relation for plan in plans for pairing in plan.pairings}
        self.home = {(*plan.question, one.claim): group.id for plan in plans for group in plan.groups for one in group.statements}

    def sides(self, row: Row) -> list[set[str]]:
        """The clusters in which the claims of each side stand; an empty name for those that stand in none."""
        asked = (row.facet, row.event, row.subject)
        return [{self.home.get((*asked, one.claim), "") for one in claims} for claims in (row.a_claims, row.b_claims)]

    def misplaced(self, row: Row) -> str:
        """Why the clusters of a row are not those of its claims; empty where they are."""
        for cluster, homes in zip((row.a, row.b), self.sides(row), strict=True):
            if len(homes) != 1 or "" in homes:
                return f"the claims of {shown(cluster)} do not stand together in a cluster of this question; write the sheet anew"
            if cluster in self.clusters and cluster not in homes:
                return f"the claims that the row gives for {cluster} stand in {homes.pop()}; write the sheet anew"
        return ""

    def decision(self, line: int, row: Row) -> Decision:
        """What a row decides."""
        (a,), (b,) = self.sides(row) if row.of == "a" else self.sides(row)[::-1]
        return Decision(line, a, b, row.relation, row.conflict)

    def says(self, decision: Decision) -> bool:
        """Whether the registry says already what a row decides."""
        if decision.a == decision.b:
            return decision.relation == self.labels.same
        relation = self.pairs.get(frozenset((decision.a, decision.b)))
        if relation is None or (relation.type, relation.conflict) != (decision.relation, decision.conflict):
            return False
        return self.labels.relation[relation.type].symmetric or (relation.a, relation.b) == (decision.a, decision.b)

    def against(self, decision: Decision) -> str:
        """What the registry says against a row; empty where it says nothing."""
        if self.says(decision):
            return ""
        pair = frozenset((decision.a, decision.b))
        if pair not in self.pairs:
            return f"{decision.a} and {decision.b} are no pair to judge: they are one cluster, or stand in one article"
        relation = self.pairs[pair]
        return f"{relation.a} is {relation.type} of {relation.b} already; change it there" if relation else ""
