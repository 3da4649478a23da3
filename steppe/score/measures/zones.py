"""Measures of zones, sentences and links."""

from collections import Counter
from collections.abc import Mapping

from ..case import Case
from ..counts import same
from ..links import linked
from ..measure import Counted, Measure
from .arguments import shared


def _strict(case: Case) -> Counted:
    first, second = case.first.zones, case.second.zones
    return same(sum(first[one].type == second[two].type for one, two in case.zones), len(first), len(second))


def _by_type(case: Case) -> Mapping[str, Counted]:
    first, second = case.first.zones, case.second.zones
    hits = Counter(first[one].type for one, two in case.zones if first[one].type == second[two].type)
    sought, seen = Counter(zone.type for zone in first), Counter(zone.type for zone in second)
    return {label: same(hits[label], sought[label], seen[label]) for label in sought | seen}


def _exact(case: Case) -> Counted:
    return same(len(case.zones), len(case.first.zones), len(case.second.zones))


def _sentences(case: Case) -> Counted:
    first, second = ([(zone.start, zone.end, zone.sentences) for zone in side.zones] for side in (case.first, case.second))
    if first == second:  # sentences are mostly the same, and most of them are the only one of their line
        number = sum(len(sentences) or 1 for _, _, sentences in first)
        return same(number, number, number)
    return shared(*([(start, end) for start, end, _ in side.sentences] for side in (case.first, case.second)))


def _links(case: Case) -> Counted:
    return shared(*([link.key for link in linked(side, case.labels)] for side in (case.first, case.second)))


MEASURES = (
    Measure(name="zone.strict", says="same line, same type", counts=_strict, by_label=_by_type),
    Measure(name="zone.exact", says="same line, whatever the type", counts=_exact),
    Measure(name="zone.sentence", says="same sentence: start and end", counts=_sentences),
)
LINKS = (Measure(name="link.strict", says="same type, same spans of both ends", counts=_links),)
