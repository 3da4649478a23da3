"""Results of Label Studio as marks of an article.

Offsets are the truth; the words that a result repeats are not looked at here (see :mod:`.offsets`). A mark that says what its record in
``meta`` says is that record.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..labels import Labels
from ..model import Answer, Argument, Claim, Link, Mark, Mention, Piece, Trigger, Via, Zone, derived, is_id
from ..text import digest
from . import written
from .entries import Entries
from .names import BY, CHAIN, CONTENT, CUE, LAYERS, PART, PREFIX, SAME, LabelStudioError, via, via_cue
from .regions import Fault, Key, Region, Regions, Result
from .written import Unreadable

Labelled = Zone | Mention | Trigger | Claim


class Decoded(Struct, frozen=True):
    """The marks of results, and what could not be taken."""

    marks: list[Mark]
    faults: list[Fault]


def decode(
    found: Sequence[Result], name: str, text: str, labels: Labels, entry: Entries, *, quotes: bool, layers: Container[str] = LAYERS
) -> Decoded:
    """The marks that results show. ``quotes`` says whether pieces repeat their words or have a digest."""
    regions = Regions(found, len(text), labels)
    marks = _Decoder(regions, name, text, labels, entry, quotes=quotes, layers=layers).decode()
    return Decoded(marks, regions.faults)


def marks_of(
    found: Sequence[Result], name: str, text: str, labels: Labels, entry: Entries, *, quotes: bool, layers: Container[str] = LAYERS
) -> list[Mark]:
    """The same, where all can be taken.

    Raises:
        LabelStudioError: something cannot: one fault a line, with its region.
    """
    decoded = decode(found, name, text, labels, entry, quotes=quotes, layers=layers)
    if decoded.faults:
        raise LabelStudioError("\n".join(f"region {fault.region}: {fault.says}" for fault in decoded.faults))
    return decoded.marks


class _Decoder:
    def __init__(
        self, regions: Regions, name: str, text: str, labels: Labels, entry: Entries, *, quotes: bool, layers: Container[str]
    ) -> None:
        self.regions, self.name, self.text, self.labels, self.entry, self.quotes = regions, name, text, labels, entry, quotes
        self.layers = layers
        self.names: dict[Key, str] = {}
        """The ids of the marks that regions are."""

    def decode(self) -> list[Mark]:
        self._name()
        regions = [region for region in self.regions.of.values() if region.control != PART]
        regions.sort(key=lambda region: region.control == "claim")  # their answers may name entries that other marks make
        marks: list[Mark] = [mark for region in regions for mark in self._marks(region)]
        return self._coreferent(marks + self._links())

    def _name(self) -> None:
        """Give each region that is a mark its id: its own, or one that follows from it."""
        taken: set[str] = set()
        waiting = []
        for (identifier, control), region in self.regions.of.items():
            if control != PART:
                if is_id(identifier, PREFIX[control]) and identifier not in taken:
                    self.names[identifier, control] = identifier
                    taken.add(identifier)
                else:
                    waiting.append(region)
        for region in waiting:
            name = derived(PREFIX[region.control], f"{self.name}\n{region.control}\n{region.id}", taken)
            self.names[region.id, region.control] = name
            taken.add(name)

    def _marks(self, region: Region) -> Iterable[Mark]:
        if region.control not in self.layers:
            return []
        try:
            mark = getattr(self, f"_{region.control}")(region)
        except Unreadable as error:
            self.regions.fault(region.id, str(error))
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
        return before if alike(before, mark) else mark

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
            for label, end in self.regions.arrows.get((region.id, "trigger"), ())
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
            self.regions.fault(region.id, f"{label} leads to {end}, which is no mention and no trigger")
        return found

    def _mentioned(self, region: Region, label: str) -> str:
        found = [name for end in self.regions.led(region, label) if (name := self.names.get((end, "mention")))]
        if len(found) > 1 or len(found) != len(self.regions.led(region, label)):
            raise Unreadable(
                f"{label} leads to {len(self.regions.led(region, label))} regions, mentions among them: {len(found)}; it should be one"
            )
        return found[0] if found else ""

    def _pieces(self, region: Region, label: str) -> list[tuple[int, int]]:
        found = []
        for end in self.regions.led(region, label):
            part = self.regions.of.get((end, PART))
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
        values = found.values
        if self.labels.facet[found.facet].value == "entity":
            values = tuple(self._valued(value, line) for value in values)
        return replace(
            found, event=self._asked(found.event, "trigger", line), subject=self._asked(found.subject, "mention", line), values=values
        )

    def _asked(self, given: str, layer: str, line: str) -> str:
        """The entry that an answer is about."""
        if not given or written.is_entry(given):
            return given
        found = self.entry.named(given.removeprefix(written.NEW).strip(), layer)
        if len(found) != 1:
            what = (
                f"which names {', '.join(found)}; write one of these ids"
                if found
                else "which no entry is called; write its id, or its name"
            )
            raise Unreadable(f"the answer {line!r} is about {given!r}, {what}")
        return found[0]

    def _valued(self, value: str, line: str) -> str:
        """An entity that is a value; words that name none stay."""
        found = [] if written.is_entry(value) else self.entry.named(value.removeprefix(written.NEW).strip(), "mention")
        if len(found) > 1:
            raise Unreadable(f"the answer {line!r} has the value {value!r}, which names {', '.join(found)}; write one of these ids")
        return found[0] if found else value

    def _links(self) -> list[Mark]:
        """Links between marks; each has the id that its ends and its type give it."""
        found: list[Mark] = []
        taken = {name for region in self.regions.of.values() for name in region.links.values()}
        for (start, control), arrows in self.regions.arrows.items():
            for label, end in arrows:
                if label in self.labels.link:
                    ends = [self.names.get((start, control), ""), self._linked(end)]
                    if all(ends):
                        before = self.regions.of[start, control].links.get(f"{label} {ends[1]}", "")
                        name = before or derived(PREFIX["link"], "\n".join((self.name, label, *ends)), taken)
                        taken.add(name)
                        found.append(Link(id=name, type=label, a=ends[0], b=ends[1]))
                    else:
                        self.regions.fault(start, f"{label} leads to {end}, which is no mark")
        return found

    def _linked(self, end: str) -> str:
        return next((name for control in ("mention", "trigger", "claim") if (name := self.names.get((end, control)))), "")

    def _coreferent(self, marks: list[Mark]) -> list[Mark]:
        """Marks, where those that are the same as another refer to what that refers to."""
        found = {mark.id: mark for mark in marks}
        for (start, control), arrows in self.regions.arrows.items():
            for label, end in arrows:
                if label != SAME:
                    continue
                pair = [found.get(self.names.get((one, control), "")) for one in (start, end)]
                one, two = (mark if isinstance(mark, Mention | Trigger) else None for mark in pair)
                if one is None or two is None or type(one) is not type(two):
                    self.regions.fault(start, f"{SAME} leads to {end}; it should join two mentions, or two triggers")
                elif one.refers_to and two.refers_to and one.refers_to != two.refers_to:
                    self.regions.fault(
                        start, f"{SAME} leads to {end}, and these refer to {one.refers_to} and {two.refers_to}; make them one"
                    )
                else:
                    entry = one.refers_to or two.refers_to
                    found[one.id], found[two.id] = replace(one, refers_to=entry), replace(two, refers_to=entry)
        return [found[mark.id] for mark in marks]


def alike(one: Mark, two: Mark) -> bool:
    """Whether two marks say the same, whatever the order of their arguments and pieces."""
    return bool(_sorted(one) == _sorted(two))


def _sorted(mark: Mark) -> Any:
    """A mark with its parts in an order of their own."""
    if isinstance(mark, Trigger):
        return replace(mark, arguments=()), Counter(mark.arguments)
    if isinstance(mark, Claim):
        place = msgspec.structs.astuple
        chain = tuple((link.by, sorted(map(place, link.cue))) for link in mark.via)
        return replace(mark, spans=(), cue=(), via=()), sorted(map(place, mark.spans)), sorted(map(place, mark.cue)), chain
    return mark
