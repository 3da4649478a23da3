"""The decisions that annotators made about the same marks: what kappa and alpha are computed from.

A decision is a label that was chosen for a mark, or for an argument, that more than one annotator has. What follows from other
decisions, such as the relation of two claims that lie in related clusters, is none.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct

from ..score.case import Case, Filled
from ..score.spans import Edge

Unit = tuple[str | None, ...]
"""The label that each annotator chose; None where it has no such mark, or gave none."""
Pairing = Callable[[Case], Sequence[Edge]]


class Attribute(Struct, frozen=True):
    """Something that is decided about marks."""

    name: str
    says: str
    marks: Callable[[Case], tuple[Sequence[Any], Sequence[Any]]]
    pairs: Pairing
    label: Callable[[Case, Any], str]


def _same_fillers(case: Case) -> list[Edge]:
    """Arguments of one trigger span and one filler span, by their numbers."""
    first, second = case.arguments
    there: dict[Hashable, list[int]] = {}
    for number, filled in reversed(list(enumerate(second))):
        there.setdefault(_ends(filled), []).append(number)
    return [(number, here.pop()) for number, filled in enumerate(first) if (here := there.get(_ends(filled)))]


def _ends(filled: Filled) -> Hashable:
    trigger, _, filler = filled
    return trigger.start, trigger.end, filler.start, filler.end


def _only(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else ""


ATTRIBUTES = (
    Attribute(
        "zone.type",
        "type of a line",
        lambda case: (case.first.zones, case.second.zones),
        lambda case: case.zones,
        lambda _, zone: zone.type,
    ),
    Attribute(
        "mention.type",
        "type of a mention of one span",
        lambda case: (case.first.mentions, case.second.mentions),
        lambda case: case.mentions,
        lambda _, mention: mention.type,
    ),
    Attribute(
        "mention.level",
        "level of a mention of one span",
        lambda case: (case.first.mentions, case.second.mentions),
        lambda case: case.mentions,
        lambda _, mention: mention.level,
    ),
    Attribute(
        "trigger.type",
        "type of a trigger of one span",
        lambda case: (case.first.triggers, case.second.triggers),
        lambda case: case.triggers,
        lambda _, trigger: trigger.type,
    ),
    Attribute(
        "trigger.polarity",
        "polarity of a trigger of one span",
        lambda case: (case.first.triggers, case.second.triggers),
        lambda case: case.triggers,
        lambda case, trigger: case.polarity(trigger),
    ),
    Attribute(
        "trigger.modality",
        "modality of a trigger of one span",
        lambda case: (case.first.triggers, case.second.triggers),
        lambda case: case.triggers,
        lambda case, trigger: case.modality(trigger),
    ),
    Attribute(
        "argument.role",
        "role of one filler of one trigger",
        lambda case: case.arguments,
        _same_fillers,
        lambda _, filled: filled[1].role,
    ),
    *(
        Attribute(f"claim.{name}", f"{says} of a claim that both have", lambda case: case.stated, lambda case: case.claim_pairs, label)
        for name, says, label in (
            ("kind", "kind of source", lambda _, stated: stated.claim.source_kind),
            ("mode", "mode", lambda _, stated: stated.claim.mode),
            ("certainty", "certainty of the source", lambda _, stated: stated.claim.certainty),
            ("author", "certainty of the article", lambda _, stated: stated.claim.author_certainty),
            ("facet", "facet, where one alone is answered,", lambda _, stated: _only([answer.facet for answer in stated.claim.answers])),
        )
    ),
)


def units(attribute: Attribute, cases: dict[tuple[int, int], Case], annotators: int) -> Iterator[Unit]:
    """The decisions on an attribute in one article; ``cases`` holds the article of each two annotators, by their numbers.

    Marks are one unit where a chain of pairs joins them; of two marks of one annotator in a chain, the second stands apart.
    """
    labels: dict[tuple[int, int], str | None] = {}
    group: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for (one, two), case in cases.items():
        for who, marks in zip((one, two), attribute.marks(case), strict=True):
            for number, mark in enumerate(marks):
                if (who, number) not in labels:
                    labels[who, number] = attribute.label(case, mark) or None
                    group[who, number] = [(who, number)]
    for (one, two), case in cases.items():
        for here, there in attribute.pairs(case):
            mine, other = group[one, here], group[two, there]
            if mine is not other and {who for who, _ in mine}.isdisjoint(who for who, _ in other):
                mine += other
                for mark in other:
                    group[mark] = mine
    seen = set()
    for marks in group.values():
        if id(marks) not in seen:
            seen.add(id(marks))
            chosen: list[str | None] = [None] * annotators
            for mark in marks:
                chosen[mark[0]] = labels[mark]
            if sum(label is not None for label in chosen) > 1:
                yield tuple(chosen)


def pairs_of(annotators: int) -> list[tuple[int, int]]:
    """Each two annotators, by their numbers."""
    return list(combinations(range(annotators), 2))
