"""In what two marks that belong together differ, once entries are those of gold and marks that belong together are one.

So an extent that differs is one difference, and not one more for each argument that it fills.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, zip_longest

from msgspec import Struct

from ..labels import Kind, Labels
from ..model import Answer, Argument, Claim, Link, Mark, Mention, Trigger, Zone
from ..score.case import Case
from ..score.claims import places
from ..store import Registry
from .mapping import Mapping
from .view import View

NOTHING = "nothing"
"""What a side is said to have that has no such mark, or no such argument."""


class Told(Struct, frozen=True):
    """A difference: its kind, and what each side has, in words."""

    kind: Kind
    first: str
    second: str


class Compared:
    """An article of two passes: which marks belong together, and in what these differ."""

    def __init__(self, case: Case, mapping: Mapping, registries: tuple[Registry, Registry], labels: Labels) -> None:
        self.case, self.mapping, self.labels = case, mapping, labels
        ours, theirs = (registry.names for registry in registries)
        names = {gold: theirs.get(entry, "") for entry, gold in mapping.second.items()}
        names |= {gold: ours[entry] for entry, gold in mapping.first.items() if entry in ours}
        self.views = (
            View(case.first, {entry: names.get(mapping.first.get(entry, ""), name) for entry, name in ours.items()}),
            View(case.second, {entry: names.get(mapping.second.get(entry, ""), name) for entry, name in theirs.items()}),
        )

    @cached_property
    def pairs(self) -> list[tuple[Mark, Mark]]:
        """Marks that belong together, layer by layer; links, which are the same or not, are left out."""
        case = self.case
        found: list[tuple[Mark, Mark]] = []
        for first, second, pairs in (
            (case.first.zones, case.second.zones, chain(case.zones, case.near_zones)),
            (case.first.mentions, case.second.mentions, chain(case.mentions, case.near_mentions)),
            (case.first.triggers, case.second.triggers, chain(case.triggers, case.near_triggers)),
        ):
            found += [(first[one], second[two]) for one, two in pairs]
        return [*found, *((one.claim, two.claim) for one, two in case.claims)]

    @cached_property
    def twin(self) -> dict[str, str]:
        """The mark of the first pass that belongs to each of the second."""
        found = {two.id: one.id for one, two in self.pairs}
        waiting: dict[tuple[object, ...], list[str]] = {}
        for one in reversed(self.case.first.links):
            waiting.setdefault(self._ends(one, one.a, one.b), []).append(one.id)
        for two in self.case.second.links:
            if there := waiting.get(self._ends(two, *(found.get(end, f"?{end}") for end in (two.a, two.b)))):
                found[two.id] = there.pop()
        return found

    def _ends(self, link: Link, a: str, b: str) -> tuple[object, ...]:
        label = self.labels.link.get(link.type)
        return (link.type, *sorted((a, b))) if label and label.symmetric else (link.type, a, b)

    def differ(self, mine: Mark, other: Mark) -> list[Told]:
        """The differences of two marks that belong together; none where they are agreed."""
        match mine, other:
            case Zone(), Zone():
                found = self._zones(mine, other)
            case Mention(), Mention():
                found = self._mentions(mine, other)
            case Trigger(), Trigger():
                found = self._triggers(mine, other)
            case Claim(), Claim():
                found = self._claims(mine, other)
            case _:
                return []
        return list(found)

    def lone(self, mark: Mark, side: int) -> Told:
        """That one side has no such mark."""
        says = self.views[side].said(mark)
        return Told("missed", says, NOTHING) if side == 0 else Told("missed", NOTHING, says)

    def _placed(self, mine: Zone | Mention | Trigger, other: Zone | Mention | Trigger) -> Iterator[Told]:
        if (mine.start, mine.end) != (other.start, other.end):
            yield Told("boundary", self.views[0].words(mine.start, mine.end), self.views[1].words(other.start, other.end))
        if mine.type != other.type:
            yield Told("type", mine.type, other.type)

    def _zones(self, mine: Zone, other: Zone) -> Iterator[Told]:
        yield from self._placed(mine, other)
        one, two = (set(zone.sentences or (zone.start,)) - {zone.start} for zone in (mine, other))
        if one != two:
            starts = [self._starts(side, start) for side, start in ((0, one - two), (1, two - one))]
            yield Told("sentences", *starts)

    def _starts(self, side: int, starts: set[int]) -> str:
        text = self.views[side].document.text
        if not starts:
            return "no other sentence"
        words = [str(start) if text is None else repr(" ".join(text[start : start + 60].split()[:4])) for start in sorted(starts)]
        return f"a sentence begins at {', '.join(words)}"

    def _mentions(self, mine: Mention, other: Mention) -> Iterator[Told]:
        yield from self._placed(mine, other)
        yield from _plain("level", mine.level, other.level)
        yield from _plain("value", mine.value, other.value)
        yield from self._reference(mine.refers_to, other.refers_to)

    def _reference(self, one: str, two: str) -> Iterator[Told]:
        if self._one(one) != self._two(two):
            yield Told("reference", self.views[0].entry(one), self.views[1].entry(two))

    def _one(self, entry: str) -> str:
        return self.mapping.first.get(entry, entry)

    def _two(self, entry: str) -> str:
        return self.mapping.second.get(entry, entry)

    def _triggers(self, mine: Trigger, other: Trigger) -> Iterator[Told]:
        yield from self._placed(mine, other)
        yield from _plain("polarity", self.case.polarity(mine), self.case.polarity(other))
        yield from _plain("modality", self.case.modality(mine), self.case.modality(other))
        yield from self._reference(mine.refers_to, other.refers_to)
        yield from self._arguments(mine, other)

    def _arguments(self, mine: Trigger, other: Trigger) -> Iterator[Told]:
        """Another role of one filler, other fillers of one role, arguments that one side lacks."""
        one = Counter((argument.role, argument.filler) for argument in mine.arguments)
        two = Counter((argument.role, self._mark(argument.filler)) for argument in other.arguments)
        here = [argument for argument in mine.arguments if (argument.role, argument.filler) in one - two]
        there = [argument for argument in other.arguments if (argument.role, self._mark(argument.filler)) in two - one]
        for argument in list(here):
            if same := next((twin for twin in there if self._mark(twin.filler) == argument.filler), None):
                yield Told("role", self._argument(argument, 0), self._argument(same, 1))
                here.remove(argument)
                there.remove(same)
        for role in dict.fromkeys(argument.role for argument in (*here, *there)):
            ones, twos = ([argument for argument in side if argument.role == role] for side in (here, there))
            for first, second in zip_longest(ones, twos):
                kind: Kind = "filler" if first and second else "argument"
                has = [any(argument.role == role for argument in mark.arguments) for mark in (mine, other)]
                says = [
                    self._argument(argument, side) if argument else f"no {'other ' * has[side]}{role}"
                    for side, argument in enumerate((first, second))
                ]
                yield Told(kind, *says)

    def _mark(self, identifier: str) -> str:
        """What a mark of the second pass is called on the first side."""
        return self.twin.get(identifier, f"?{identifier}") if identifier else ""

    def _argument(self, argument: Argument, side: int) -> str:
        return f"{argument.role} {self.views[side].mark(argument.filler)}"

    def _claims(self, mine: Claim, other: Claim) -> Iterator[Told]:
        one, two = self.views
        if places(mine.spans) != places(other.spans):
            yield Told("boundary", one.pieces(mine.spans), two.pieces(other.spans))
        yield from _plain("kind", mine.source_kind, other.source_kind)
        if mine.by != self._mark(other.by):
            yield Told("source", one.mark(mine.by), two.mark(other.by))
        if places(mine.cue) != places(other.cue):
            yield Told("cue", one.pieces(mine.cue), two.pieces(other.cue))
        if [(via.by, places(via.cue)) for via in mine.via] != [(self._mark(via.by), places(via.cue)) for via in other.via]:
            yield Told("via", one.chain(mine), two.chain(other))
        yield from _plain("mode", mine.mode, other.mode)
        if (mine.certainty, mine.author_certainty) != (other.certainty, other.author_certainty):
            yield Told("certainty", *(f"{claim.certainty} by {claim.author_certainty}" for claim in (mine, other)))
        yield from self._answers(mine, other)

    def _answers(self, mine: Claim, other: Claim) -> Iterator[Told]:
        """In what the answers differ: the facets, or what is asked of, or the values; what is told are the answers of one side alone."""
        one = [(self._asked(answer, self._one), answer) for answer in mine.answers]
        two = [(self._asked(answer, self._two), answer) for answer in other.answers]
        kinds: tuple[Kind, ...] = ("facet", "question", "value")
        for kind, depth in zip(kinds, (1, 3, 4), strict=True):
            if sorted(asked[:depth] for asked, _ in one) != sorted(asked[:depth] for asked, _ in two):
                yield Told(kind, self.views[0].answers(_alone(one, two)), self.views[1].answers(_alone(two, one)))
                return

    @staticmethod
    def _asked(answer: Answer, entry: Callable[[str], str]) -> tuple[str, str, str, list[str]]:
        return answer.facet, entry(answer.event), entry(answer.subject), sorted(map(entry, answer.values))


def _alone(mine: Sequence[tuple[object, Answer]], other: Sequence[tuple[object, Answer]]) -> list[Answer]:
    """Those answers of one claim that the other does not have."""
    left = [asked for asked, _ in other]
    found = []
    for asked, answer in mine:
        if asked in left:
            left.remove(asked)
        else:
            found.append(answer)
    return found


def _plain(kind: Kind, here: str, there: str) -> Iterator[Told]:
    if here != there:
        yield Told(kind, here or "none", there or "none")
