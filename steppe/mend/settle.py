"""Whether a fix is one: the rules are asked before and after, and must object to less and to nothing new."""

from collections import Counter
from collections.abc import Callable

from ..model import Record
from ..rules import CATALOGUE, Case, Whole
from ..store.form import arranged
from .fixes import Change

Objections = Counter[tuple[str, str, str]]
"""How often a rule objects to a record: by code, file and mark."""
State = dict[str, list[Record]]
"""Records by file."""

_UNPROVED = ("S201", "S203", "S204")
"""The rules that say that a mark is not where it says: what others say of its place is then no news."""


def of_article(case: Case) -> Objections:
    """What the rules object to in an article, of whatever family."""
    name, path, exempt = case.document.name, case.document.path, case.registry.exempt
    return Counter(
        (rule.code, path, mark)
        for rule in CATALOGUE.values()
        if rule.scope == "article"
        for record, *_ in rule.check(case)
        if (rule.name, f"{name}/{(mark := record.called)}") not in exempt
    )


def of_registry(whole: Whole) -> Objections:
    """What the rules object to in a registry."""
    return Counter(
        (rule.code, file, mark)
        for rule in CATALOGUE.values()
        if rule.scope == "registry"
        for file, _, record, _ in rule.check(whole)
        if (rule.name, mark := record if isinstance(record, str) else record.called) not in whole.registry.exempt
    )


def applied(state: State, changes: list[Change], form_of: Callable[[str], str]) -> State:
    """Records as they stand after changes, in canonical order."""
    instead: dict[str, dict[int, Record | None]] = {}
    for change in changes:
        instead.setdefault(change.file, {})[change.line] = change.record
    after = dict(state)
    for file, records in instead.items():
        kept = [records.get(line, record) for line, record in enumerate(state[file], start=1)]
        after[file] = arranged(form_of(file), [record for record in kept if record is not None])
    return after


class Settlement:
    """Which of some changes to make, and why not the others."""

    def __init__(self, state: State, codes: tuple[str, ...], judge: Callable[[State], Objections], form_of: Callable[[str], str]) -> None:
        self.state = state
        self.codes = codes
        self.accepted: list[Change] = []
        self.refused: dict[tuple[str, int], str] = {}
        """Reasons by file and line."""
        self._judge = judge
        self._form_of = form_of
        self._now = judge(state)

    def after(self) -> State:
        """The records with the accepted changes."""
        return applied(self.state, self.accepted, self._form_of)

    def settle(self, changes: list[Change]) -> None:
        """Accept the changes that together end findings and bring none.

        Where they bring some, those of a record that has one are left; where it shows elsewhere, each half is tried alone.
        """
        while changes:
            then = self._judge(applied(self.state, [*self.accepted, *changes], self._form_of))
            if out := [change for change in changes if not self._helps(change, then)]:
                reason = "the finding would stay"
            elif new := self._new(then, changes):
                code, _, mark = min(new)
                reason = f"the fix would bring {code} {CATALOGUE[code].name} at {mark}"
                marks = {(file, mark) for _, file, mark in new}
                out = [change for change in changes if (change.file, self._mark(change)) in marks]
                if len(changes) > 1 and len(out) in (0, len(changes)):
                    half = len(changes) // 2
                    self.settle(changes[:half])
                    self.settle(changes[half:])
                    return
                out = out or changes
            else:
                self.accepted += changes
                self._now = then
                return
            self.refused |= {(change.file, change.line): reason for change in out}
            changes = [change for change in changes if change not in out]

    def _new(self, then: Objections, changes: list[Change]) -> list[tuple[str, str, str]]:
        """The objections that changes bring, those aside to marks that they leave in a place that is not proved."""
        changed = {(change.file, self._mark(change)) for change in (*self.accepted, *changes)}
        return [
            (code, file, mark)
            for code, file, mark in then - self._now
            if (file, mark) in changed or not any(then[unproved, file, mark] for unproved in _UNPROVED)
        ]

    def _helps(self, change: Change, then: Objections) -> bool:
        """Whether there are fewer findings of what the fix is for."""
        at = (change.file, self._mark(change))
        return sum(then[code, *at] for code in self.codes) < sum(self._now[code, *at] for code in self.codes)

    def _mark(self, change: Change) -> str:
        return self.state[change.file][change.line - 1].called
