"""In what two sides differ about an article: one difference for each thing about each mark."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from ..model import Claim, Mark, Mention, Trigger, Zone
from ..score.case import Case
from ..score.claims import Stated, answered
from ..score.comparison import Comparison
from ..score.links import linked
from ..score.spans import Edge
from ..text import plural, shown
from .arguments import of_arguments

LAYERS = ("zone", "mention", "trigger", "claim")
"""The layers that are compared mark by mark, in the order in which they are decided."""


class Difference(Struct, frozen=True):
    """Two sides differ about a mark, or one of them has none there."""

    article: str
    layer: str
    kind: str
    """See :data:`steppe.labels.Kind`."""
    first: str
    """The id of the first side's mark; empty where it has none."""
    second: str
    start: int
    end: int
    says: str
    """What each side has, the first side's first."""


class Differences:
    """Finds differences. What is split and what is joined is known once the whole comparison has been seen."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        across = comparison.across
        self.parts = _parts(across.entities.first, across.entities.second), _parts(across.events.first, across.events.second)

    def __iter__(self) -> Iterator[Difference]:
        """The differences of all articles, layer by layer, in reading order."""
        for case in self.comparison.cases():
            yield from self.of(case)

    def of(self, case: Case) -> Iterator[Difference]:
        """The differences of an article."""
        yield from _zones(case)
        yield from self._mentions(case)
        yield from self._triggers(case)
        yield from self._claims(case)
        yield from _links(case)

    def _mentions(self, case: Case) -> Iterator[Difference]:
        first, second = case.first.mentions, case.second.mentions
        for one, two in case.mentions:
            mine, other = first[one], second[two]
            for kind, here, there in (
                ("type", mine.type, other.type),
                ("level", mine.level, other.level),
                ("value", mine.value, other.value),
            ):
                if here != there:
                    yield _differ(case, "mention", kind, mine, other, _against(case, mine, here, there))
            yield from self._reference(case, "mention", mine, other)
        yield from _unpaired(case, "mention", first, second, case.mentions, case.near_mentions)

    def _triggers(self, case: Case) -> Iterator[Difference]:
        first, second = case.first.triggers, case.second.triggers
        for one, two in case.triggers:
            mine, other = first[one], second[two]
            for kind, here, there in (
                ("type", mine.type, other.type),
                ("polarity", case.polarity(mine), case.polarity(other)),
                ("modality", case.modality(mine), case.modality(other)),
            ):
                if here != there:
                    yield _differ(case, "trigger", kind, mine, other, _against(case, mine, here, there))
            yield from self._reference(case, "trigger", mine, other)
            for kind, says in of_arguments(case, mine, other):
                yield _differ(case, "trigger", kind, mine, other, f"{_read(case, mine)}: {says}")
        yield from _unpaired(case, "trigger", first, second, case.triggers, case.near_triggers)

    def _reference(self, case: Case, layer: str, mine: Mention | Trigger, other: Mention | Trigger) -> Iterator[Difference]:
        if mine.refers_to == case.names(other.refers_to):
            return
        registries = self.comparison.first.registry, self.comparison.second.registry
        here, there = (registry.name(mark.refers_to) or mark.refers_to for registry, mark in zip(registries, (mine, other), strict=True))
        splits, joins = self.parts[layer == "trigger"]
        kind = "reference"
        if mine.refers_to and other.refers_to:
            kind = "split" if splits[mine.refers_to] > 1 else "joined" if joins[other.refers_to] > 1 else "reference"
        yield _differ(case, layer, kind, mine, other, _against(case, mine, here, there))

    def _claims(self, case: Case) -> Iterator[Difference]:
        for one, two in case.claims:
            for kind, here, there in self._told(case, one, two):
                if here != there:
                    yield _differ(case, "claim", kind, one.claim, two.claim, f"{here or 'none'} against {there or 'none'}")
        first, second = case.stated
        for which, claims, side in ((0, first, "second"), (1, second, "first")):
            paired = {pair[which] for pair in case.claim_pairs}
            for number, claim in enumerate(claims):
                if number not in paired:
                    mine, other = (claim.claim, None) if which == 0 else (None, claim.claim)
                    yield _differ(case, "claim", "missed", mine, other, f"{_pieces(case, claim.content)}: nothing on the {side} side")

    def _told(self, case: Case, mine: Stated, other: Stated) -> Iterator[tuple[str, str, str]]:
        """What is compared of two claims that are one: the kind, and what each says, in words."""
        one, two = mine.claim, other.claim
        yield "boundary", _pieces(case, mine.content), _pieces(case, other.content)
        yield "kind", one.source_kind, two.source_kind
        yield "source", _pieces(case, (mine.source,) if mine.source else ()), _pieces(case, (other.source,) if other.source else ())
        yield "cue", _pieces(case, mine.cue), _pieces(case, other.cue)
        yield "via", _chain(case, mine), _chain(case, other)
        yield "mode", one.mode, two.mode
        yield "certainty", _certainties(one), _certainties(two)
        answers = answered(one, str), answered(two, case.names.entry)
        if (facets := [sorted(each.facets) for each in answers])[0] != facets[1]:
            yield "facet", ", ".join(facets[0]), ", ".join(facets[1])
        elif sorted(answers[0].questions) != sorted(answers[1].questions):
            yield "question", *self._apart(answers[0].questions, answers[1].questions)
        elif sorted(answers[0].values) != sorted(answers[1].values):
            yield "value", *self._apart(answers[0].values, answers[1].values)

    def _apart(self, first: Sequence[Any], second: Sequence[Any]) -> tuple[str, str]:
        """What only one side says, in words."""
        ones, twos = Counter(first) - Counter(second), Counter(second) - Counter(first)
        return ", ".join(map(self._words, ones)), ", ".join(map(self._words, twos))

    def _words(self, said: Any) -> str:
        """A question, or a value with its question, with the names of entries."""
        if isinstance(said[0], tuple):
            return f"{self._words(said[0])}: {self._name(said[1])}"
        facet, event, subject = said
        return f"{facet} of {self._name(event or subject) or 'nothing'}"

    def _name(self, entry: str) -> str:
        """The name of an entry of the first registry, or of one of the second that is not there (``?ID``)."""
        mine, other = self.comparison.first.registry, self.comparison.second.registry
        return (other.name(entry[1:]) if entry.startswith("?") else mine.name(entry)) or entry


def _links(case: Case) -> Iterator[Difference]:
    sides = linked(case.first, case.labels), linked(case.second, case.labels)
    for which, side in ((0, "second"), (1, "first")):
        left = Counter(link.key for link in sides[1 - which])
        for link in sides[which]:
            if left[link.key]:
                left[link.key] -= 1
                continue
            ids = (link.link.id, "") if which == 0 else ("", link.link.id)
            says = f"{link.link.type} {' and '.join(_pieces(case, (end,)) for end in link.ends)}: nothing on the {side} side"
            yield Difference(case.name, "link", "missed", *ids, link.ends[0][0], link.ends[0][1], says)


def _parts(first: dict[str, list[int]], second: dict[str, list[int]]) -> tuple[Counter[str], Counter[str]]:
    """Over how many clusters of the other side each cluster is spread."""
    of_first = {mark: name for name, marks in first.items() for mark in marks}
    of_second = {mark: name for name, marks in second.items() for mark in marks}
    pairs = {(name, of_second[mark]) for mark, name in of_first.items() if mark in of_second}
    return Counter(one for one, _ in pairs), Counter(two for _, two in pairs)


def _zones(case: Case) -> Iterator[Difference]:
    first, second = case.first.zones, case.second.zones
    for one, two in case.zones:
        mine, other = first[one], second[two]
        if mine.type != other.type:
            yield _differ(case, "zone", "type", mine, other, f"{mine.type} against {other.type}")
        starts = mine.sentences or (mine.start,), other.sentences or (other.start,)
        if starts[0] != starts[1]:
            says = f"{plural(len(starts[0]), 'sentence')} against {plural(len(starts[1]), 'sentence')}"
            yield _differ(case, "zone", "sentences", mine, other, says)
    yield from _unpaired(case, "zone", first, second, case.zones, case.near_zones)


def _certainties(claim: Claim) -> str:
    both = dict.fromkeys((claim.certainty, claim.author_certainty))
    return " by the source, ".join(both) + (" by the article" if len(both) > 1 else "")


def _chain(case: Case, claim: Stated) -> str:
    return "; ".join(f"{_pieces(case, (by,) if by else ())} {_pieces(case, cue)}".strip() for by, cue in claim.via)


def _pieces(case: Case, pieces: Sequence[Edge]) -> str:
    """What a text reads at some places; where they are, if it is not at hand."""
    text = case.first.text if case.first.text is not None else case.second.text
    if text is None:
        return " + ".join(f"{start}-{end}" for start, end in pieces)
    return " + ".join(shown(text[start:end], 80) for start, end in pieces)


def _unpaired(
    case: Case,
    layer: str,
    first: Sequence[Zone | Mention | Trigger],
    second: Sequence[Zone | Mention | Trigger],
    exact: Sequence[Edge],
    near: Sequence[Edge],
) -> Iterator[Difference]:
    """Marks of other bounds, and marks that the other side has not."""
    for one, two in near:
        mine, other = first[one], second[two]
        places = [_pieces(case, ((mark.start, mark.end),)) for mark in (mine, other)]
        yield _differ(case, layer, "boundary", mine, other, f"{places[0]} against {places[1]}")
        if mine.type != other.type:
            yield _differ(case, layer, "type", mine, other, f"{mine.type} against {other.type}")
    ones, twos = {one for one, _ in (*exact, *near)}, {two for _, two in (*exact, *near)}
    for number, mark in enumerate(first):
        if number not in ones:
            yield _differ(
                case, layer, "missed", mark, None, f"{mark.type} {_pieces(case, ((mark.start, mark.end),))}: nothing on the second side"
            )
    for number, mark in enumerate(second):
        if number not in twos:
            yield _differ(
                case, layer, "missed", None, mark, f"{mark.type} {_pieces(case, ((mark.start, mark.end),))}: nothing on the first side"
            )


def _differ(case: Case, layer: str, kind: str, mine: Mark | None, other: Mark | None, says: str) -> Difference:
    mark = mine or other
    assert isinstance(mark, Zone | Mention | Trigger | Claim)
    return Difference(case.name, layer, kind, mine.id if mine else "", other.id if other else "", mark.start, mark.end, says)


def _against(case: Case, mark: Mention | Trigger, here: str, there: str) -> str:
    return f"{_read(case, mark)}: {here or 'none'} against {there or 'none'}"


def _read(case: Case, mark: Mention | Trigger) -> str:
    return _pieces(case, ((mark.start, mark.end),))
