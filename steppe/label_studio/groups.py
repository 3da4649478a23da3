"""What is decided together of an article, as it is drawn: what both passes have or is decided as it stands, the rest as each has it."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..adjudicate.draft import Disagreement, Draft
from ..adjudicate.replay import gold
from ..adjudicate.report import Report, place
from ..adjudicate.standing import Standing
from ..labels import Labels
from ..model import Claim, Decision, Link, Mark, Mention, Trigger, Zone, refer

Drawn = Zone | Mention | Trigger | Claim | Link


class Group(Struct, frozen=True, omit_defaults=True):
    """Marks of one layer that are decided together, with the ids that they are drawn with, which gold understands."""

    id: str
    """Of the decision that there is, or that there would be if what is agreed was changed."""
    layer: str
    stands: tuple[Drawn, ...] = ()
    """What is agreed, or decided; where it is open, nothing."""
    first: tuple[Drawn, ...] = ()
    """What the first pass has of an open one."""
    second: tuple[Drawn, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    """Marks of the first and of the second that belong together."""
    cause: str = ""
    guideline: str = ""
    note: str = ""
    says: str = ""
    """In what they differ, for people."""

    @property
    def open(self) -> bool:
        """Whether it is to be decided."""
        return bool(self.first or self.second)

    @property
    def marks(self) -> tuple[Drawn, ...]:
        return (*self.stands, *self.first, *self.second)


def groups(report: Report, labels: Labels) -> list[Group]:
    """What is drawn of an article: what stands, then what is open. Open disagreements about links, which have no place, are left out."""
    draft = report.draft
    decided = {decision.id: decision for decision in report.decisions}
    standing = Standing(draft, decided, labels)
    agreed = {one.first[0].id: one for one in draft.amendable.values()}
    found: dict[str, Group] = {}
    for stands, mark in zip(standing.marks, gold(draft, decided, labels)[0], strict=True):
        of = decided[stands.decision] if stands.decision else agreed[stands.mark.id]
        there = found.get(of.id) or Group(of.id, of.layer)
        found[of.id] = replace(there, stands=(*there.stands, mark))
    opened = [_open(one, decision, draft, standing) for one, decision in report.open if one.layer != "link"]
    return [*found.values(), *opened]


def _open(one: Disagreement, decision: Decision, draft: Draft, standing: Standing) -> Group:
    def first(identifier: str) -> str:
        return standing.of[0].get(identifier, identifier)

    def second(identifier: str) -> str:
        """What is drawn for a mark of the second: that of the first that belongs to it, where there is one."""
        return standing.of[1].get(identifier) or draft.twin.get(identifier) or draft.own.get(identifier, identifier)

    ours, theirs = draft.called(one, both=True)
    mine, other = draft.mapping.first, draft.mapping.second
    line, _ = place(one, draft)
    return Group(
        one.id,
        one.layer,
        first=tuple(_drawn(refer.renamed(mark, first, lambda entry: mine.get(entry, entry)), name) for mark, name in ours),
        second=tuple(_drawn(refer.renamed(mark, second, lambda entry: other.get(entry, entry)), name) for mark, name in theirs),
        twins=tuple((a, draft.spare[b]) for a, b in one.twins),
        cause=decision.cause,
        guideline=decision.guideline,
        note=decision.note,
        says="\n".join(_told(one, line, draft)),
    )


def _drawn(mark: Mark, name: str) -> Drawn:
    assert isinstance(mark, Drawn)
    return replace(mark, id=name)


def _told(one: Disagreement, line: int, draft: Draft) -> Iterator[str]:
    yield f"{one.id}, line {line}, {one.layer}"
    for told in one.told:
        yield f"{told.kind}: {told.first} | {told.second}"
    if one.rests:
        yield f"rests on {', '.join(one.rests)}"


def read_groups(given: object) -> list[Group]:
    """The groups that the data of a task tell.

    Raises:
        msgspec.ValidationError: they are not in that form.
    """
    return msgspec.convert(given, type=list[Group])
