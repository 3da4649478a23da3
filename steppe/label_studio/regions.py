"""Results of Label Studio as regions, what is said of each, and what leads from one to another."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from ..labels import Labels
from ..text import shown
from .names import BY, CHOICES, CONTENT, CUE, LAYERS, PART, WRITTEN, choices, relations

Result = dict[str, Any]
Key = tuple[str, str]
"""The id of a region, and the control of labels that it is under: one stretch may be under two."""


class Fault(Struct, frozen=True):
    """Why a result cannot be taken."""

    region: str
    says: str


class Region(Struct):
    """A stretch of text under one control of labels, with what is said of it."""

    id: str
    control: str
    label: str
    start: int
    end: int
    said: dict[str, list[str]]
    """By control: the choice, or what is written."""
    record: dict[str, Any] | None
    """As ``meta`` repeats it."""
    links: dict[str, str]
    """By type and end, the ids of the links that begin here, as ``meta`` repeats them."""

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end


class Regions:
    """The regions of some results, in a text of some length. What cannot be taken is in ``faults``."""

    def __init__(self, found: Sequence[Result], length: int, labels: Labels) -> None:
        self.labels, self.length = labels, length
        self.faults: list[Fault] = []
        self.of: dict[Key, Region] = {}
        self.arrows: dict[Key, list[tuple[str, str]]] = {}
        """From each region: (label, id of the region that it leads to)."""
        self._choices = {control: choices(labels, control) for control in CHOICES}
        self._relations = relations(labels)
        for result in found:
            self._result(result)
        for result in found:
            self._said(result)
        for result in found:
            if result.get("type") == "relation":
                self._relation(result)

    def fault(self, region: str, says: str) -> None:
        self.faults.append(Fault(region, says))

    def led(self, region: Region, label: str) -> list[str]:
        """Where the relations of a label lead that begin at a region."""
        return [end for name, end in self.arrows.get((region.id, region.control), ()) if name == label]

    def _result(self, result: Result) -> None:
        """Take in a region under a control of labels."""
        kind, control, identifier = result.get("type"), result.get("from_name"), result.get("id")
        if kind in ("relation", "choices", "textarea"):
            return
        if kind != "labels" or not isinstance(control, str) or control not in (*LAYERS, PART):
            self.fault(str(identifier), f"it is of {shown(str(control))} ({shown(str(kind))}), which this interface does not have")
            return
        value = result.get("value")
        where = self._place(identifier, value)
        if where is None or not isinstance(value, dict) or not isinstance(identifier, str):
            return
        names = value.get("labels")
        if not isinstance(names, list) or len(names) != 1:
            self.fault(identifier, f"it has {len(names) if isinstance(names, list) else 'no'} labels of {control}; it should have one")
            return
        known = [CONTENT, CUE] if control == PART else getattr(self.labels, "source_kind" if control == "claim" else control)
        if names[0] not in known:
            self.fault(identifier, f"it has {shown(str(names[0]))} of {control}; labels.toml defines {', '.join(known)}")
            return
        there = self.of.get((identifier, control))
        if there is not None:
            self.fault(
                identifier, f"the id stands twice, at {there.start} to {there.end} and {where[0]} to {where[1]}; it should stand once"
            )
            return
        meta = result.get("meta")
        record, links = (meta.get(key) if isinstance(meta, dict) else None for key in ("record", "links"))
        named = {key: one for key, one in links.items() if isinstance(one, str)} if isinstance(links, dict) else {}
        self.of[identifier, control] = Region(
            identifier, control, names[0], *where, {}, record if isinstance(record, dict) else None, named
        )

    def _place(self, identifier: object, value: object) -> tuple[int, int] | None:
        start, end = (value.get("start"), value.get("end")) if isinstance(value, dict) else (None, None)
        if not isinstance(identifier, str) or not identifier:
            self.fault(str(identifier), "it has no id")
            return None
        if type(start) is not int or type(end) is not int:
            self.fault(identifier, f"it begins at {shown(str(start))} and ends at {shown(str(end))}; these should be whole numbers")
            return None
        if not 0 <= start < end <= self.length:
            self.fault(identifier, f"it spans {start} to {end}; a span has 0 <= start < end <= {self.length}, the length of the text")
            return None
        return start, end

    def _said(self, result: Result) -> None:
        """Take in what is said of a region: a choice, or something written."""
        kind, control, identifier, value = (result.get(key) for key in ("type", "from_name", "id", "value"))
        if kind not in ("choices", "textarea"):
            return
        if control not in CHOICES and control not in WRITTEN:
            self.fault(str(identifier), f"it is of {shown(str(control))} ({kind}), which this interface does not have")
            return
        words = value.get("choices" if kind == "choices" else "text") if isinstance(value, dict) else None
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            self.fault(str(identifier), f"{control} says {shown(str(words))}; it should be words")
            return
        layers = (CHOICES[control],) if control in CHOICES else WRITTEN[str(control)]
        there = [region for layer in layers if (region := self.of.get((str(identifier), layer)))]
        if not there:
            self.fault(str(identifier), f"{control} is said of what is no {' or '.join(layers)}")
        if control in CHOICES:
            known = self._choices[str(control)]
            if wrong := [word for word in words if word not in known] or words[1:]:
                self.fault(str(identifier), f"{control} is {shown(wrong[0])}; it should be one of {', '.join(known)}")
                return
        for region in there:
            region.said.setdefault(str(control), []).extend(words)

    def _relation(self, result: Result) -> None:
        start, end, names = result.get("from_id"), result.get("to_id"), result.get("labels")
        if result.get("direction") == "left":
            start, end = end, start
        says = f"the relation from {shown(str(start))} to {shown(str(end))}"
        for one in (start, end):
            if not any((str(one), control) in self.of for control in (*LAYERS, PART)):
                self.fault(str(start), f"{says} leads to what is not there; take it away")
                return
        if not isinstance(names, list) or not names:
            self.fault(str(start), f"{says} has no label; give it one, or take it away")
            return
        known = self._relations
        for label in names:
            if label not in known:
                self.fault(str(start), f"{says} has the label {shown(str(label))}; the interface has {', '.join(known)}")
            elif not (source := self._from(str(start), label)):
                self.fault(str(start), f"{says} is {label}, which does not begin there")
            else:
                self.arrows.setdefault(source, []).append((label, str(end)))

    def _from(self, identifier: str, label: str) -> Key | None:
        """The region from which a relation of a label can come."""
        if label in (BY, CUE, CONTENT) or label.startswith("via "):
            controls: tuple[str, ...] = ("claim",)
        elif label in self.labels.role:
            controls = ("trigger",)
        else:
            controls = ("mention", "trigger", "claim")
        return next(((identifier, control) for control in controls if (identifier, control) in self.of), None)
