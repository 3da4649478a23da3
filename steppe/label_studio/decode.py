"""Results of Label Studio as marks of an article.

Offsets are the truth; the words that a result repeats are not looked at here (see :mod:`.offsets`). A mark that says what its record in
``meta`` says is that record.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..labels import Labels
from ..model import ALPHABET, Answer, Argument, Claim, Link, Mark, Mention, Piece, Trigger, Via, Zone, derived
from ..text import digest, shown
from . import written
from .names import BY, CHAIN, CHOICES, CONTENT, CUE, LAYERS, PART, PREFIX, SAME, WRITTEN, choices, relations, via, via_cue
from .written import Unreadable

Result = dict[str, Any]
Entry = Callable[[str, str, str], str]
"""What somebody wrote of an entry, the layer (mention or trigger), the type of the mark, to the id; see :class:`.entries.Entries`."""
Labelled = Zone | Mention | Trigger | Claim


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


class Decoded(Struct, frozen=True):
    """The marks of results, and what could not be taken."""

    marks: list[Mark]
    faults: list[Fault]


def decode(
    found: Sequence[Result], name: str, text: str, labels: Labels, entry: Entry, *, quotes: bool, layers: Container[str] = LAYERS
) -> Decoded:
    """The marks that results show. ``quotes`` says whether pieces repeat their words or have a digest."""
    return _Decoder(name, text, labels, entry, quotes=quotes, layers=layers).decode(found)


class _Decoder:
    def __init__(self, name: str, text: str, labels: Labels, entry: Entry, *, quotes: bool, layers: Container[str]) -> None:
        self.name, self.text, self.labels, self.entry, self.quotes = name, text, labels, entry, quotes
        self.layers = layers
        self.faults: list[Fault] = []
        self.regions: dict[tuple[str, str], Region] = {}
        """By id and control."""
        self.names: dict[tuple[str, str], str] = {}
        """The ids of the marks that regions are."""
        self.arrows: dict[tuple[str, str], list[tuple[str, str]]] = {}
        """From each region: (label, id of the region that it leads to)."""

    def fault(self, region: str, says: str) -> None:
        self.faults.append(Fault(region, says))

    def decode(self, found: Sequence[Result]) -> Decoded:
        for result in found:
            self._result(result)
        for result in found:
            self._said(result)
        self._name()
        for result in found:
            if result.get("type") == "relation":
                self._relation(result)
        marks: list[Mark] = [mark for region in self.regions.values() if region.control != PART for mark in self._marks(region)]
        marks += self._links()
        return Decoded(self._coreferent(marks), self.faults)

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
        there = self.regions.get((identifier, control))
        if there is not None:
            self.fault(
                identifier, f"the id stands twice, at {there.start} to {there.end} and {where[0]} to {where[1]}; it should stand once"
            )
            return
        meta = result.get("meta")
        record, links = (meta.get(key) if isinstance(meta, dict) else None for key in ("record", "links"))
        named = {key: one for key, one in links.items() if isinstance(one, str)} if isinstance(links, dict) else {}
        self.regions[identifier, control] = Region(
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
        if not 0 <= start < end <= len(self.text):
            self.fault(identifier, f"it spans {start} to {end}; a span has 0 <= start < end <= {len(self.text)}, the length of the text")
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
        there = [region for layer in layers if (region := self.regions.get((str(identifier), layer)))]
        if not there:
            self.fault(str(identifier), f"{control} is said of what is no {' or '.join(layers)}")
        if control in CHOICES:
            known = choices(self.labels, control)
            if wrong := [word for word in words if word not in known] or words[1:]:
                self.fault(str(identifier), f"{control} is {shown(wrong[0])}; it should be one of {', '.join(known)}")
                return
        for region in there:
            region.said.setdefault(str(control), []).extend(words)

    def _name(self) -> None:
        """Give each region that is a mark its id: its own, or one that follows from it."""
        taken: set[str] = set()
        waiting = []
        for (identifier, control), region in self.regions.items():
            if control != PART:
                if _is_id(identifier, PREFIX[control]) and identifier not in taken:
                    self.names[identifier, control] = identifier
                    taken.add(identifier)
                else:
                    waiting.append(region)
        for region in waiting:
            name = derived(PREFIX[region.control], f"{self.name}\n{region.control}\n{region.id}", taken)
            self.names[region.id, region.control] = name
            taken.add(name)

    def _relation(self, result: Result) -> None:
        start, end, names = result.get("from_id"), result.get("to_id"), result.get("labels")
        if result.get("direction") == "left":
            start, end = end, start
        says = f"the relation from {shown(str(start))} to {shown(str(end))}"
        for one in (start, end):
            if not any((str(one), control) in self.regions for control in (*LAYERS, PART)):
                self.fault(str(start), f"{says} leads to what is not there; take it away")
                return
        if not isinstance(names, list) or not names:
            self.fault(str(start), f"{says} has no label; give it one, or take it away")
            return
        known = relations(self.labels)
        for label in names:
            if label not in known:
                self.fault(str(start), f"{says} has the label {shown(str(label))}; the interface has {', '.join(known)}")
            elif not (source := self._from(str(start), label)):
                self.fault(str(start), f"{says} is {label}, which does not begin there")
            else:
                self.arrows.setdefault(source, []).append((label, str(end)))

    def _from(self, identifier: str, label: str) -> tuple[str, str] | None:
        """The region from which a relation of a label can come."""
        if label in (BY, CUE, CONTENT) or label.startswith("via "):
            controls: tuple[str, ...] = ("claim",)
        elif label in self.labels.role:
            controls = ("trigger",)
        else:
            controls = ("mention", "trigger", "claim")
        return next(((identifier, control) for control in controls if (identifier, control) in self.regions), None)

    def _led(self, region: Region, label: str) -> list[str]:
        return [end for name, end in self.arrows.get((region.id, region.control), ()) if name == label]

    def _marks(self, region: Region) -> Iterable[Mark]:
        if region.control not in self.layers:
            return []
        try:
            mark = getattr(self, f"_{region.control}")(region)
        except Unreadable as error:
            self.fault(region.id, str(error))
            return []
        return [self._as_before(mark, region.record)]

    def _as_before(self, mark: Labelled, record: dict[str, Any] | None) -> Labelled:
        """The record of a mark as it was sent, if that says the same: arguments and pieces in another order are the same."""
        if record is None:
            return mark
        try:
            before = msgspec.convert(record, type=type(mark))
        except msgspec.ValidationError:
            return mark
        return before if _sorted(before) == _sorted(mark) else mark

    def _one(self, region: Region, control: str) -> str:
        """What is said by one control."""
        said = [words for words in region.said.get(control, ()) if words.strip()] or [""]
        if len(set(said)) > 1:
            raise Unreadable(f"{control} has {len(said)} entries; it should have one")
        return said[0]

    def _entry(self, region: Region) -> str:
        given = self._one(region, "refers_to")
        return self.entry(given, region.control, region.label) if given else ""

    def _piece(self, place: tuple[int, int]) -> dict[str, Any]:
        start, end = place
        words = self.text[start:end]
        return {"start": start, "end": end, "quote": words} if self.quotes else {"start": start, "end": end, "digest": digest(words)}

    def _zone(self, region: Region) -> Zone:
        starts = written.sentences_of(self._one(region, "sentences"), region.start)
        words = self.text[region.start : region.end]
        return Zone(
            id=self.names[region.id, "zone"], start=region.start, end=region.end, digest=digest(words), type=region.label, sentences=starts
        )

    def _mention(self, region: Region) -> Mention:
        return Mention(
            id=self.names[region.id, "mention"],
            type=region.label,
            level=self._one(region, "level"),
            refers_to=self._entry(region),
            value=self._one(region, "value"),
            **self._piece(region.place),
        )

    def _trigger(self, region: Region) -> Trigger:
        arguments = [
            Argument(role=label, filler=filler)
            for label, end in self.arrows.get((region.id, "trigger"), ())
            if label in self.labels.role and (filler := self._filler(region, label, end))
        ]
        return Trigger(
            id=self.names[region.id, "trigger"],
            type=region.label,
            polarity=self._one(region, "polarity"),
            modality=self._one(region, "modality"),
            refers_to=self._entry(region),
            arguments=tuple(arguments),
            **self._piece(region.place),
        )

    def _filler(self, region: Region, label: str, end: str) -> str:
        """The mark that fills a role: the mention of a region, or else the trigger."""
        found = self.names.get((end, "mention")) or self.names.get((end, "trigger")) or ""
        if not found:
            self.fault(region.id, f"{label} leads to {end}, which is no mention and no trigger")
        return found

    def _mentioned(self, region: Region, label: str) -> str:
        found = [name for end in self._led(region, label) if (name := self.names.get((end, "mention")))]
        if len(found) > 1 or len(found) != len(self._led(region, label)):
            raise Unreadable(
                f"{label} leads to {len(self._led(region, label))} regions, mentions among them: {len(found)}; it should be one"
            )
        return found[0] if found else ""

    def _pieces(self, region: Region, label: str) -> list[tuple[int, int]]:
        found = []
        for end in self._led(region, label):
            part = self.regions.get((end, PART))
            if part is None:
                raise Unreadable(f"{label} leads to {end}, which has no label of {PART}; mark it as {CONTENT} or {CUE}")
            found.append(part.place)
        return sorted(found)

    def _claim(self, region: Region) -> Claim:
        chain = [
            Via(by=self._mentioned(region, via(number)), cue=self._made(self._pieces(region, via_cue(number))))
            for number in range(1, CHAIN + 1)
        ]
        while chain and not chain[-1].by and not chain[-1].cue:
            chain.pop()
        lines = [line for words in region.said.get("answers", ()) for line in words.split("\n") if line.strip()]
        return Claim(
            id=self.names[region.id, "claim"],
            spans=self._made(sorted([region.place, *self._pieces(region, CONTENT)])),
            source_kind=region.label,
            by=self._mentioned(region, BY),
            cue=self._made(self._pieces(region, CUE)),
            via=tuple(chain),
            mode=self._one(region, "mode"),
            certainty=self._one(region, "certainty"),
            author_certainty=self._one(region, "author_certainty"),
            answers=tuple(self._answer(line) for line in lines),
            canonical=self._one(region, "canonical"),
        )

    def _made(self, places: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
        return tuple(Piece(**self._piece(place)) for place in places)

    def _answer(self, line: str) -> Answer:
        found = written.answer_of(line)
        if found.facet not in self.labels.facet:
            raise Unreadable(f"the answer {line!r} has the facet {found.facet!r}; labels.toml defines {', '.join(self.labels.facet)}")
        return found

    def _links(self) -> list[Mark]:
        """Links between marks; each has the id that its ends and its type give it."""
        found: list[Mark] = []
        taken = {name for region in self.regions.values() for name in region.links.values()}
        for (start, control), arrows in self.arrows.items():
            for label, end in arrows:
                if label in self.labels.link:
                    ends = [self.names.get((start, control), ""), self._linked(end)]
                    if all(ends):
                        before = self.regions[start, control].links.get(f"{label} {ends[1]}", "")
                        name = before or derived(PREFIX["link"], "\n".join((self.name, label, *ends)), taken)
                        taken.add(name)
                        found.append(Link(id=name, type=label, a=ends[0], b=ends[1]))
                    else:
                        self.fault(start, f"{label} leads to {end}, which is no mark")
        return found

    def _linked(self, end: str) -> str:
        return next((name for control in ("mention", "trigger", "claim") if (name := self.names.get((end, control)))), "")

    def _coreferent(self, marks: list[Mark]) -> list[Mark]:
        """Marks, where those that are the same as another refer to what that refers to."""
        found = {mark.id: mark for mark in marks}
        for (start, control), arrows in self.arrows.items():
            for label, end in arrows:
                if label != SAME:
                    continue
                pair = [found.get(self.names.get((one, control), "")) for one in (start, end)]
                one, two = (mark if isinstance(mark, Mention | Trigger) else None for mark in pair)
                if one is None or two is None or type(one) is not type(two):
                    self.fault(start, f"{SAME} leads to {end}; it should join two mentions, or two triggers")
                elif one.refers_to and two.refers_to and one.refers_to != two.refers_to:
                    self.fault(start, f"{SAME} leads to {end}, and these refer to {one.refers_to} and {two.refers_to}; make them one")
                else:
                    entry = one.refers_to or two.refers_to
                    found[one.id], found[two.id] = replace(one, refers_to=entry), replace(two, refers_to=entry)
        return [found[mark.id] for mark in marks]


def _sorted(mark: Labelled) -> Any:
    """A mark with its parts in an order of their own."""
    if isinstance(mark, Trigger):
        return replace(mark, arguments=()), Counter(mark.arguments)
    if isinstance(mark, Claim):
        place = msgspec.structs.astuple
        chain = tuple((link.by, sorted(map(place, link.cue))) for link in mark.via)
        return replace(mark, spans=(), cue=(), via=()), sorted(map(place, mark.spans)), sorted(map(place, mark.cue)), chain
    return mark


def _is_id(given: str, prefix: str) -> bool:
    return len(given) == 8 and given[:2] == f"{prefix}-" and all(letter in ALPHABET for letter in given[2:])
