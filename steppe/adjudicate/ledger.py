"""Files of decisions: read, brought up to date with the passes, written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..labels import Labels
from ..model import Adjudication, Decision
from ..store import Corpus, files
from ..store.corpus import DECISIONS
from ..store.form import parse
from .draft import LAYERS, Disagreement, Draft
from .errors import AdjudicationError
from .mapping import FORMS
from .verdicts import takes


class Ledger(Struct, frozen=True):
    """The decisions about an article."""

    header: Adjudication
    decisions: tuple[Decision, ...]

    @property
    def open(self) -> list[Decision]:
        """Those that are still to be made."""
        return [decision for decision in self.decisions if not decision.verdict]


def names(corpus: Corpus) -> list[str]:
    """The articles that have decisions, sorted."""
    return [name for name in files.listing(corpus.path(DECISIONS), ".jsonl") if name not in FORMS]


def file_of(name: str) -> str:
    """The file of the decisions about an article, or of those about ``entities`` or ``events``, relative to the corpus."""
    return f"{DECISIONS}/{name}.jsonl"


def read_ledger(corpus: Corpus, name: str) -> Ledger | None:
    """The decisions about an article; None where nobody has begun.

    Raises:
        AdjudicationError: the file is not in its form, or has a verdict or a layer that is not known.
    """
    records = _records(corpus, name)
    if records is None:
        return None
    file = file_of(name)
    headers = [record for record in records if isinstance(record, Adjudication)]
    if len(headers) != 1 or headers[0] is not records[0]:
        raise AdjudicationError(
            f"{file}:1: there are {len(headers)} records of kind 'adjudication'; there should be one, on the first line"
        )
    if headers[0].article != name:
        raise AdjudicationError(f"{file}:1: the article is {headers[0].article!r}; by the name of the file it should be {name!r}")
    decisions = [record for record in records if isinstance(record, Decision)]
    _check(file, records, LAYERS, corpus.labels)
    return Ledger(headers[0], tuple(decisions))


def read_entries(corpus: Corpus) -> list[Decision]:
    """The decisions about the entities and the events of all passes.

    Raises:
        AdjudicationError: a file is not in its form, or has a verdict or a layer that is not known.
    """
    found: list[Decision] = []
    for form, layer in FORMS.items():
        records = _records(corpus, form) or []
        _check(file_of(form), records, (layer,), corpus.labels)
        found += records
    return found


def _records(corpus: Corpus, name: str) -> list[Any] | None:
    file = file_of(name)
    if not Path(corpus.path(file)).exists():
        return None
    records, faults = parse("decisions", files.read(corpus.path(file)))
    if faults := [fault for fault in faults if fault.name != "not-canonical"]:
        raise AdjudicationError("\n".join(f"{file}:{fault.line}: {fault.message}" for fault in faults))
    return records


def _check(file: str, records: Sequence[Any], layers: Sequence[str], labels: Labels) -> None:
    faults = []
    seen: dict[str, int] = {}
    for line, record in enumerate(records, start=1):
        if not isinstance(record, Decision):
            if layers != LAYERS:
                faults.append(f"{file}:{line}: a record of kind 'adjudication'; only the decisions about an article have one")
            continue
        first = seen.setdefault(record.id, line)
        fault = _fault(record, layers, labels) or (f"the id stands already at line {first}; an id stands once" if first != line else "")
        if fault:
            faults.append(f"{file}:{line}: {record.id}: {fault}")
    if faults:
        raise AdjudicationError("\n".join(faults))


def _fault(decision: Decision, layers: Sequence[str], labels: Labels) -> str:
    """What is wrong with a decision by itself; empty where nothing is."""
    if decision.layer not in layers:
        return f"layer is {decision.layer!r}; here it should be {', '.join(layers)}"
    return misjudged(labels, decision.verdict, decision.cause, others=len(decision.other) if layers == LAYERS else None)


def misjudged(labels: Labels, verdict: str, cause: str, *, others: int | None) -> str:
    """What is wrong with a verdict; empty where nothing is. ``others`` are the marks that it gives; None where it can give none."""
    if verdict and verdict not in labels.verdict:
        return f"verdict is {verdict!r}; it should be one of {', '.join(labels.verdict)}, or empty while it is open"
    if cause and cause not in labels.cause:
        return f"cause is {cause!r}; it should be one of {', '.join(labels.cause)}"
    taken = takes(labels, verdict)
    if others is None:
        return f"verdict is {verdict}; an entry to which marks refer cannot be left out" if taken == "neither" else ""
    if taken == "other" and not others:
        return f"verdict is {verdict}, and other has no mark; give those that are right"
    return (
        f"other has marks, and the verdict is {verdict!r}; they stand only by one that takes others" if others and taken != "other" else ""
    )


def refreshed(decisions: Sequence[Decision], draft: Draft, labels: Labels) -> tuple[list[Decision], list[Decision]]:
    """A decision for each disagreement of a draft, those that are made kept; and those that are of no disagreement any more.

    Decisions that change what is agreed are kept too.
    """
    known = {decision.id: decision for decision in decisions}
    found = [_brought(known.get(one.id) or opened(one, labels), one, draft, labels) for one in draft.disagreements]
    found += [_brought(decision, draft.amendable[decision.id], draft, labels) for decision in decisions if amends(decision, draft, labels)]
    there = {one.id for one in found}
    return found, [decision for decision in decisions if decision.id not in there]


def amends(decision: Decision, draft: Draft, labels: Labels) -> bool:
    """Whether a decision changes what is agreed."""
    return decision.id in draft.amendable and takes(labels, decision.verdict) in ("neither", "other")


def opened(one: Disagreement, labels: Labels) -> Decision:
    """The decision that is to be made about a disagreement."""
    first, second = (tuple(mark.id for mark in marks) for marks in (one.first, one.second))
    cause, guideline = labels.cause_of.get(one.kind, ""), labels.guideline(one.layer, one.kind)
    return Decision(id=one.id, layer=one.layer, first=first, second=second, cause=cause, guideline=guideline)


def _brought(decision: Decision, one: Disagreement, draft: Draft, labels: Labels) -> Decision:
    """A decision with the ids of what stands in gold by it."""
    taken = takes(labels, decision.verdict)
    first, second = (tuple(name for _, name in marks) for marks in draft.called(one, both=taken == "both"))
    other = tuple(mark.id for mark in decision.other)
    gold = {"first": first, "second": second, "both": first + second, "other": other}
    return replace(decision, gold=gold.get(taken or "", ()))
