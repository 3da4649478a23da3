"""What is open, as somebody reads it who is to decide."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from ..model import Adjudication, Decision
from ..store import Registry
from ..text import plain, plural
from .draft import LAYERS, Disagreement, Draft
from .mapping import FORMS
from .view import View


class Report(Struct, frozen=True):
    """How far an article is decided."""

    draft: Draft
    header: Adjudication
    decisions: tuple[Decision, ...]
    moot: tuple[Decision, ...] = ()
    """Decisions of disagreements that are none any more."""

    @property
    def open(self) -> list[tuple[Disagreement, Decision]]:
        """What is to be decided, layer by layer."""
        decisions = {decision.id: decision for decision in self.decisions}
        return [(one, decisions[one.id]) for one in self.draft.disagreements if not decisions[one.id].verdict]

    @property
    def summary(self) -> dict[str, int]:
        """Marks that are agreed, decisions that are made, and those that are not."""
        left = len(self.open)
        amended = sum(decision.id in self.draft.amendable for decision in self.decisions)
        return {"agreed": len(self.draft.agreed) - amended, "decided": len(self.decisions) - left, "open": left}


def rendered(report: Report) -> Iterator[str]:
    """The lines of a report of an article."""
    header = report.header
    yield f"{header.article}: {header.first} (first) against {header.second} (second), decided by {header.by}"
    for layer in LAYERS:
        there = [(one, decision) for one, decision in report.open if one.layer == layer]
        if there:
            yield ""
            yield f"{layer}: {len(there)} open"
        for one, decision in there:
            yield from _disagreement(one, decision, report.draft)
    for decision in report.moot:
        made = f", which was {decision.verdict}" if decision.verdict else ""
        yield plain(f"moot: {decision.id}{made}: the passes do not disagree so any more{f' ({decision.note})' if decision.note else ''}")
    yield ""
    yield f"{header.article}: {', '.join(f'{name} {number}' for name, number in report.summary.items())}"


def _disagreement(one: Disagreement, decision: Decision, draft: Draft) -> Iterator[str]:
    line, words = place(one, draft)
    told = " ".join(filter(None, [decision.cause, f"(section {decision.guideline})" if decision.guideline else ""]))
    yield plain("  ".join(filter(None, [f"  {decision.id}", f"line {line}" if line else "", told])))
    if words:
        yield plain(f"    {words}")
    if one.twins and one.layer != "claim" and one.kind != "boundary":
        mark = one.first[0]
        yield plain(f"    {_short(draft.views[0], mark)}")
    for difference in one.told:
        yield plain(f"    {difference.kind + ':':<10} first   {difference.first}")
        yield plain(f"    {'':<10} second  {difference.second}")
    if one.rests:
        yield plain(f"    rests on {', '.join(one.rests)}")
    if decision.note:
        yield plain(f"    note: {decision.note}")


def _short(view: View, mark: Any) -> str:
    return " ".join(filter(None, [mark.type, view.words(mark.start, mark.end)]))


def place(one: Disagreement, draft: Draft) -> tuple[int, str]:
    """The line of a disagreement, and its words with some around them; 0 and none where the text is not at hand."""
    view = draft.views[0] if draft.first.text is not None else draft.views[1]
    marks = (*one.first, *one.second)
    if one.layer == "link":
        return 0, ""
    return min(map(view.line, marks)), view.context(*one.place)


def entries_rendered(decisions: Sequence[Decision], registries: dict[str, Registry], gold: Registry) -> Iterator[str]:
    """The lines of a report of entities and events."""
    for layer in FORMS.values():
        there = [decision for decision in decisions if decision.layer == layer]
        left = [decision for decision in there if not decision.verdict]
        if left:
            yield f"{layer}: {len(left)} open"
        for decision in left:
            told = " ".join(filter(None, [decision.cause, f"(section {decision.guideline})" if decision.guideline else ""]))
            yield plain("  ".join(filter(None, [f"  {decision.id}", told])))
            for side, named in (("first", decision.first), ("second", decision.second)):
                for one in named:
                    yield plain(f"    {side:<8}{described(one, registries)}")
            yield plain(f"    gold    {', '.join(_golden(entry, gold) for entry in decision.gold)}")
            if decision.note:
                yield plain(f"    note: {decision.note}")
        if there:
            old = sum(entry in gold.names for decision in there for entry in decision.gold)
            yield f"{layer}: {plural(len(there), 'entry').replace('entrys', 'entries')}, {old} in gold already, open {len(left)}"


def described(named: str, registries: dict[str, Registry]) -> str:
    """An entry of a pass, named ``ANNOTATOR/ID``, in words."""
    who, _, own = named.rpartition("/")
    registry = registries.get(who)
    entry = registry and registry.entry(own)
    return f"{named}: {entry.type} {entry.name}" if entry else named


def _golden(entry: str, gold: Registry) -> str:
    return f"{entry}: {gold.name(entry)}" if entry in gold.names else f"{entry}, which would be new"


def as_data(reports: Sequence[Report], entries: Sequence[Decision]) -> dict[str, Any]:
    """What is open, for a machine."""
    return {
        "entries": [_data(decision) for decision in entries if not decision.verdict],
        "articles": [
            {
                "article": report.header.article,
                "first": report.header.first,
                "second": report.header.second,
                "by": report.header.by,
                **report.summary,
                "moot": [decision.id for decision in report.moot],
                "decisions": [_data(decision) | _told(one, report.draft) for one, decision in report.open],
            }
            for report in reports
        ],
    }


def _data(decision: Decision) -> dict[str, Any]:
    keys = ("id", "layer", "first", "second", "gold", "cause", "guideline", "note")
    return {key: getattr(decision, key) for key in keys}


def _told(one: Disagreement, draft: Draft) -> dict[str, Any]:
    line, words = place(one, draft)
    where = {} if one.layer == "link" else {"start": one.place[0], "end": one.place[1], "line": line, "words": words}
    return {
        **where,
        "rests_on": one.rests,
        "differs": [{"kind": told.kind, "first": told.first, "second": told.second} for told in one.told],
    }
