"""What somebody has decided in the task of a draft, as the rows of a sheet.

The wrong one of two is deleted, or one gets a verdict; what is changed, or drawn, stands by the verdict that takes others. Relations that went
with what was deleted are no change: gold leads them to whatever stands in its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..adjudicate.sheet import Row, lifted
from ..adjudicate.verdicts import takes, verdict_of
from ..adjudicate.view import end_of, start_of
from ..labels import Labels
from ..model import Claim, Link, Mark, Trigger, Via
from ..store import Document
from ..text import shown
from .decode import alike
from .groups import Drawn, Group
from .names import DECIDING, JUDGED, SIDE, LabelStudioError, mark_of
from .regions import Result


class Said(Struct, frozen=True):
    """What was chosen and written of the marks of one decision."""

    verdict: str = ""
    cause: str = ""
    guideline: str = ""
    note: str = ""


def is_ours(result: Result) -> bool:
    """Whether a result says something of a decision, and not of a mark."""
    return result.get("from_name") in (SIDE, *DECIDING)


def decided_rows(document: Document, marks: Iterable[Mark], said: Sequence[Result], drawn: Sequence[Group], labels: Labels) -> list[Row]:
    """The rows of what was decided. ``marks`` are there now; ``said`` are the results for which :func:`is_ours` holds.

    Raises:
        LabelStudioError: it cannot be told what was decided: one fault a line, with the decision.
    """
    return _Deciding(document, marks, said, drawn, labels).rows()


class _Deciding:
    def __init__(self, document: Document, marks: Iterable[Mark], said: Sequence[Result], drawn: Sequence[Group], labels: Labels) -> None:
        self.document, self.drawn, self.labels = document, drawn, labels
        self.sent: dict[str, tuple[Group, Drawn]] = {mark.id: (group, mark) for group in drawn for mark in group.marks}
        links = {(link.type, link.a, link.b): link for _, link in self.sent.values() if isinstance(link, Link)}
        there = [links.get((mark.type, mark.a, mark.b), mark) if isinstance(mark, Link) else mark for mark in marks]
        self.now = {mark.id: mark for mark in there}
        """What is there; a relation has no id that the editor keeps."""
        self.gone = {identifier for identifier, (_, mark) in self.sent.items() if identifier not in self.now and not isinstance(mark, Link)}
        self.left = {group.id: [mark.id for mark in group.marks if mark.id in self.now] for group in drawn}
        self.twin = {second: first for group in drawn for first, second in group.twins}
        self.said: dict[str, list[Result]] = defaultdict(list)
        self.faults: list[str] = []
        for result in said:
            if drawn_as := self.sent.get(mark_of(str(result.get("id")))):
                self.said[drawn_as[0].id].append(result)

    def rows(self) -> list[Row]:
        new = self._new()
        found = [row for group in self.drawn if (row := self._row(group, new.get(group.id, [])))]
        if self.faults:
            raise LabelStudioError("\n".join(self.faults))
        return found

    def _new(self) -> dict[str, list[Mark]]:
        """What was drawn, by the decision that it goes with: what is open there, or else what stands nearest."""
        found: dict[str, list[Mark]] = defaultdict(list)
        for identifier, mark in self.now.items():
            if identifier in self.sent:
                continue
            if isinstance(mark, Link):
                self.faults.append(f"a new link {mark.type} from {mark.a} to {mark.b}: links are decided with a sheet; take it away")
                continue
            layer = str(mark.__struct_config__.tag)
            near = [(far, group) for group in self.drawn if group.layer == layer and (far := _far(mark, group))]
            if near:
                found[min(near, key=lambda one: one[0])[1].id].append(mark)
            else:
                self.faults.append(f"region {identifier}: no {layer} is there with which it could be decided; mark it in a pass")
        return found

    def _row(self, group: Group, new: list[Mark]) -> Row | None:
        """What is decided of a group; None where nothing is."""
        left = [(self.sent[one][1], self._mended(self.sent[one][1], self.now[one])) for one in self.left[group.id]]
        changed = [was.id for was, mark in left if not alike(self._without_the_gone(was), mark)]
        lost = [mark.id for mark in group.marks if mark.id not in self.now and not self._follows(mark)]
        said = self._said(group)
        if isinstance(said, str):
            self.faults.append(f"{group.id}: {said}")
            return None
        verdict = said.verdict or self._verdict(group, changed=bool(changed or new), lost=bool(lost))
        if verdict == "?":
            what = ", ".join([*changed, *(mark.id for mark in new)]) or f"{', '.join(lost)} was deleted"
            self.faults.append(f"{group.id}: {what}, and both annotators' marks are still there; delete what is wrong, or give a verdict")
            return None
        others = [*(mark for _, mark in left), *new] if takes(self.labels, verdict) == "other" else []
        if fault := self._misfit(group, verdict, [*changed, *(mark.id for mark in new)], others):
            self.faults.append(f"{group.id}: verdict is {verdict}, and {fault}")
            return None
        if not verdict and said.note == group.note:
            return None
        rows = tuple(lifted(self.document, mark) for mark in others)
        return Row(
            id=group.id,
            layer=group.layer,
            article=self.document.name,
            verdict=verdict,
            cause=said.cause,
            guideline=said.guideline,
            other=rows,
            note=said.note,
        )

    def _misfit(self, group: Group, verdict: str, changed: list[str], others: Sequence[Mark]) -> str:
        """Why a verdict does not go with what is there; empty where it does."""
        taken = takes(self.labels, verdict)
        if taken == "other":
            return "" if others else "none of its marks is there; draw what is right, or choose another"
        if changed and taken:
            return f"{', '.join(changed)} was changed or drawn; give the verdict that takes others, and delete what is wrong"
        wanted = [*(group.first if taken in ("first", "both") else ()), *(group.second if taken in ("second", "both") else ())]
        lost = [mark.id for mark in wanted if mark.id not in self.now]
        return f"{', '.join(lost)} was deleted; undo that, or choose another" if lost else ""

    def _verdict(self, group: Group, *, changed: bool, lost: bool) -> str:
        """The verdict that nobody gave, by what was done; empty where nothing was, ``?`` where it is not plain."""
        there = [bool(marks) and all(mark.id in self.now for mark in marks) for marks in (group.first, group.second)]
        some = [any(mark.id in self.now for mark in marks) for marks in (group.first, group.second)]
        if not changed and not lost:
            return ""
        if not self.left[group.id] and not changed:
            return verdict_of(self.labels, "neither")
        if not group.open or not all(some):
            if group.open and not changed and there != [False, False]:
                return verdict_of(self.labels, "first" if there[0] else "second")
            return verdict_of(self.labels, "other")
        return "?"

    def _said(self, group: Group) -> Said | str:
        """What was chosen and written; or why that is not plain."""
        found = {}
        for control in DECIDING:
            sent = getattr(group, control, "")
            words = [word for result in self.said[group.id] if result.get("from_name") == control for word in _words(result)]
            other = list(dict.fromkeys(word for word in words if word != sent))
            if len(other) > 1:
                return f"{control} is {' and '.join(other)}; say one of them"
            found[control] = other[0] if other else sent
        for control in JUDGED:
            if found[control] and found[control] not in (known := getattr(self.labels, control)):
                return f"{control} is {shown(found[control])}; it should be one of {', '.join(known)}"
        return Said(**found)

    def _follows(self, mark: Drawn) -> bool:
        """Whether a mark went with another: a link, of which an end was deleted."""
        return isinstance(mark, Link) and bool({mark.a, mark.b} & self.gone)

    def _heir(self, identifier: str) -> bool:
        """Whether something is left of what is decided with a mark."""
        return bool(self.left[self.sent[identifier][0].id])

    def _without_the_gone(self, was: Drawn) -> Drawn:
        """A mark as it was drawn, without references to that of which nothing is left."""

        def stays(identifier: str) -> bool:
            return not identifier or (identifier in self.now if identifier not in self.gone else self._heir(identifier))

        if isinstance(was, Trigger):
            return replace(was, arguments=tuple(one for one in was.arguments if stays(one.filler)))
        if isinstance(was, Claim):
            chain = _chain(replace(link, by=link.by if stays(link.by) else "") for link in was.via)
            return replace(was, by=was.by if stays(was.by) else "", via=chain)
        return was

    def _mended(self, was: Drawn, mark: Mark) -> Drawn:
        """A mark as it is, with the references that only went because their ends were deleted, where something is left of these."""

        def named(identifier: str) -> str:
            first = self.twin.get(identifier, "")
            return first if first in self.gone else identifier

        def back(identifier: str) -> bool:
            return identifier in self.gone and self._heir(identifier)

        if isinstance(was, Trigger) and isinstance(mark, Trigger):
            arguments = [replace(one, filler=named(one.filler)) for one in mark.arguments]
            arguments += [one for one in was.arguments if back(one.filler) and one not in arguments]
            return replace(mark, arguments=tuple(arguments))
        if isinstance(was, Claim) and isinstance(mark, Claim):
            links = [*mark.via, *[Via()] * (len(was.via) - len(mark.via))]
            for number, link in enumerate(was.via):
                links[number] = replace(links[number], by=named(links[number].by) or (link.by if back(link.by) else ""))
            return replace(mark, by=named(mark.by) or (was.by if back(was.by) else ""), via=_chain(links))
        assert isinstance(mark, Drawn)
        return mark


def _chain(links: Iterable[Via]) -> tuple[Via, ...]:
    """A chain of sources without links at its end that say nothing."""
    found = list(links)
    while found and not found[-1].by and not found[-1].cue:
        found.pop()
    return tuple(found)


def _words(result: Result) -> list[str]:
    value: Any = result.get("value")
    key = "choices" if result.get("type") == "choices" else "text"  # the editor repeats the words of the region beside a choice
    words = _listed(value.get(key) if isinstance(value, dict) else None)
    return [word.strip() for word in words if word.strip()]


def _listed(given: object) -> list[str]:
    return [given] if isinstance(given, str) else [word for word in given if isinstance(word, str)] if isinstance(given, list) else []


def _far(mark: Mark, group: Group) -> tuple[int, bool, int] | None:
    """How far a mark is from a group: by the characters between them, then whether that is decided, then by what they have in common.
    None where the group is open and somewhere else."""
    common = [min(end_of(mark), end_of(other)) - max(start_of(mark), start_of(other)) for other in group.marks]
    best = max(common, default=None)
    return None if best is None or (group.open and best <= 0) else (max(0, -best), not group.open, -best)
