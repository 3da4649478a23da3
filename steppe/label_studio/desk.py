"""The draft of an article as one task for somebody who decides: what both passes have as it stands, the rest by annotator."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from ..adjudicate.bench import Bench
from ..adjudicate.draft import LAYERS as DECIDED
from ..adjudicate.report import Report
from ..model import Entity, Event
from ..store import Document, Registry
from ..text import plural
from .encode import Result, fit, results
from .groups import Group, groups
from .names import DRAFT, JUDGED, LAYERS, PROPOSED, SIDE, TEXT, mark_of, side
from .tasks import Task, data_of

SIDES = "between"
"""In the data of a task: the two annotators between whom is decided."""
OF = "adjudication"
"""Whose marks a task has that is to be decided."""


def desk_task(bench: Bench, name: str) -> Task:
    """An article of a bench as one task.

    Each open disagreement shows the marks of both sides, each with the annotator's name as a second label. The task's ``data`` repeats
    what was drawn, so that what was done with it can be told whatever has been decided elsewhere since.

    Raises:
        steppe.label_studio.names.LabelStudioError: the text is not at hand, or Label Studio would damage it, or a mark.
    """
    report = bench.reports[name]
    source = report.draft.first
    fit(source)
    drawn = groups(report, bench.corpus.labels)
    marks = [mark for group in drawn for mark in group.marks]
    document = Document(source.path, [source.article, *marks], source.text)
    registry = registry_of(bench, name)
    found = results(document, registry.name)
    sides = list(_sides(report, drawn, found))
    data = {
        **data_of(document, bench.corpus.settings, LAYERS, OF),
        SIDES: [report.header.first, report.header.second],
        DRAFT: msgspec.to_builtins(drawn),
        "open": "\n\n".join(told(report, drawn)),
    }
    return {"data": data, "annotations": [{"result": [*sides, *found]}]}


def registry_of(bench: Bench, name: str) -> Registry:
    """Gold's registry with the entries that it would get from the passes, by the ids that they would have."""
    desk = bench.desk(name)
    gold = desk.registry
    new: dict[str, Entity | Event] = {}
    for who, mapped in zip(desk.annotators, (desk.mapping.first, desk.mapping.second), strict=True):
        registry = desk.registries[who]
        for own, identifier in mapped.items():
            entry = registry.entry(own)
            if entry is not None and identifier not in gold.names:
                new.setdefault(identifier, replace(entry, id=identifier))
    records = {
        form: [*gold.records[form], *(entry for entry in new.values() if isinstance(entry, kind))]
        for form, kind in (("entities", Entity), ("events", Event))
    }
    return Registry(gold.folder, records)


def told(report: Report, drawn: list[Group]) -> Iterator[str]:
    """What is open, for people; first how much."""
    left = [group for group in drawn if group.open]
    links = sum(one.layer == "link" for one, _ in report.open)
    counts = [f"{layer} {number}" for layer in DECIDED if (number := sum(group.layer == layer for group in left))]
    yield f"{plural(len(left), 'disagreement')} of {report.header.first} and {report.header.second}: {', '.join(counts) or 'none'}"
    if links:
        yield f"{plural(links, 'disagreement')} about links, which have no place here; decide them with a sheet"
    yield from (group.says for group in left)


def _sides(report: Report, drawn: list[Group], found: list[Result]) -> Iterator[Result]:
    """Whose the marks of what is open are, those of their parts too, and what is proposed of each."""
    whose = {
        mark.id: (who, group)
        for group in drawn
        for who, marks in ((report.header.first, group.first), (report.header.second, group.second))
        for mark in marks
    }
    for result in found:
        if result.get("type") == "labels" and (there := whose.get(mark_of(result["id"]))):
            who, group = there
            meta = result.setdefault("meta", {})
            meta["text"] = [group.says]
            common = {"id": result["id"], "to_name": TEXT}
            yield {
                **common,
                "from_name": SIDE,
                "type": "labels",
                "value": {**result["value"], "labels": [side(who, result["from_name"])]},
                "meta": meta,
            }
            if result["id"] in whose:
                place = {key: result["value"][key] for key in ("start", "end")}
                for control in PROPOSED:
                    if said := getattr(group, control):
                        kind, key = ("choices", "choices") if control in JUDGED else ("textarea", "text")
                        yield {**common, "from_name": control, "type": kind, "value": {**place, key: [said]}}
