"""Which marks stand once disagreements are decided, and what every mark of a pass has become."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from ..labels import Labels
from ..model import Decision, Mark
from ..score.spans import Edge
from .draft import Disagreement, Draft
from .verdicts import takes
from .view import end_of, start_of

OTHER = 2
"""Where a mark comes from that is of neither pass (0 the first, 1 the second)."""


class Stands(Struct, frozen=True):
    """A mark that stands: as it was marked, its id in gold, where it comes from, and by which decision (none where it is agreed)."""

    mark: Mark
    id: str
    side: int
    decision: str

    @property
    def passes(self) -> frozenset[int]:
        """Those that have it."""
        return frozenset({0, 1} if not self.decision else {self.side} - {OTHER})


class Standing:
    """What stands. Of a disagreement that is still open nothing does."""

    def __init__(self, draft: Draft, decided: Map[str, Decision], labels: Labels) -> None:
        self.draft = draft
        self.of: tuple[dict[str, str], dict[str, str]] = {}, {}
        """The id in gold of what each mark of a pass has become."""
        self.gone: tuple[dict[str, Decision], dict[str, Decision]] = {}, {}
        """The decision that left nothing of a mark."""
        self.marks: list[Stands] = []
        self.open: set[str] = set()
        """The marks of open disagreements, by what gold would call them."""
        self.others = {mark.id for decision in decided.values() for mark in decision.other}
        """The ids of the marks that are of neither pass."""
        amended = [draft.amendable[one] for one, decision in decided.items() if decision.verdict and one in draft.amendable]
        gone = {mark.id for one in amended for mark in one.first}
        for mine, other in draft.agreed:
            if mine.id not in gone:
                self.of[0][mine.id] = self.of[1][other.id] = mine.id
                self.marks.append(Stands(mine, mine.id, 0, ""))
        for one in (*draft.disagreements, *amended):
            decision = decided.get(one.id)
            if decision is None or not decision.verdict:
                self.open.update(mark.id for mark in one.first)
                self.open.update(draft.own[mark.id] for mark in one.second)
            else:
                self._decide(one, decision, labels)
        self.marks += [Stands(mark, mark.id, OTHER, decision.id) for decision in decided.values() for mark in decision.other]

    def _decide(self, one: Disagreement, decision: Decision, labels: Labels) -> None:
        taken = takes(labels, decision.verdict)
        chosen = {"first": (0,), "second": (1,), "both": (0, 1)}.get(taken or "", ())
        there = self.draft.called(one, both=taken == "both")
        for side in chosen:
            for mark, identifier in there[side]:
                self.of[side][mark.id] = identifier
                self.marks.append(Stands(mark, identifier, side, decision.id))
        for first, second in one.twins:
            if chosen == (0,):
                self.of[1][second] = self.of[0][first]
            elif chosen == (1,):
                self.of[0][first] = self.of[1][second]
        for side, marks in enumerate(there):
            for mark, identifier in marks:
                if mark.id not in self.of[side]:
                    heir = successor(mark, identifier, decision.other)
                    if heir:
                        self.of[side][mark.id] = heir
                    else:
                        self.gone[side][mark.id] = decision

    def named(self, identifier: str) -> str | None:
        """What has become of the mark that gold would call so, of the first pass, the second, or neither; None where nothing is left."""
        if identifier in self.others:
            return identifier
        if identifier in self.of[0]:
            return self.of[0][identifier]
        return self.of[1].get(self.raw.get(identifier, ""))

    @cached_property
    def raw(self) -> dict[str, str]:
        """The ids in the second pass of what gold would call otherwise."""
        return {named: own for names in (self.draft.own, self.draft.spare) for own, named in names.items()}


def successor(mark: Mark, identifier: str, others: Sequence[Mark]) -> str:
    """Which of the marks that a decision puts in place of others is the one in place of this: that with its id, the only one of its
    layer, or the only one that overlaps it. Empty where none is."""
    alike = [other for other in others if type(other) is type(mark)]
    if any(other.id == identifier for other in alike):
        return identifier
    near = [other for other in alike if _overlap((start_of(mark), end_of(mark)), (start_of(other), end_of(other)))]
    for some in (alike, near):
        if len(some) == 1:
            return some[0].id
    return ""


def _overlap(one: Edge, two: Edge) -> bool:
    return one[0] < two[1] and two[0] < one[1]
