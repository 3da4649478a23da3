"""Measures of claims: who says what in which words, how surely, and which question it answers.

Claims of two sides are paired first (:func:`steppe.score.claims.paired`); what follows is asked of the pairs, and claims without a
partner are missed or spurious in each measure.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

from ..case import Case
from ..claims import Answered, Stated, common, size
from ..counts import in_common, same
from ..measure import Counted, Measure
from ..spans import Edge

Slot = Callable[[Stated], Hashable]


def _filled(slot: Slot) -> Callable[[Case], Counted]:
    """A slot that is the same in both of a pair, of the claims that have it."""

    def counts(case: Case) -> Counted:
        first, second = case.stated
        mine, other = list(map(slot, first)), list(map(slot, second))
        hits = [1 for one, two in case.claim_pairs if mine[one] and mine[one] == other[two]]
        return same(len(hits), sum(map(bool, mine)), sum(map(bool, other)))

    return counts


def _overlap(pieces: Callable[[Stated], Sequence[Edge]]) -> Callable[[Case], Counted]:
    """The share of each place that the other of the pair has too (Johansson and Moschitti 2013: intersection-based)."""

    def counts(case: Case) -> Counted:
        first, second = case.stated
        hits = reached = 0.0
        for one, two in case.claims:
            mine, other = pieces(one), pieces(two)
            if mine and other and (shared := common(mine, other)):
                hits += shared / size(other)
                reached += shared / size(mine)
        return hits, sum(bool(pieces(two)) for two in second), reached, sum(bool(pieces(one)) for one in first)

    return counts


def _triple(case: Case) -> Counted:
    first, second = case.stated
    return same(sum(one.triple == two.triple for one, two in case.claims), len(first), len(second))


def _source(stated: Stated) -> tuple[Edge, ...]:
    return (stated.source,) if stated.source else ()


def _source_entity(case: Case) -> Counted:
    first, second = case.stated
    hits = sum(bool(one.entity) and one.entity == case.names(two.entity) for one, two in case.claims)
    return same(hits, sum(bool(one.entity) for one in first), sum(bool(two.entity) for two in second))


def _via(case: Case) -> Counted:
    """Links of the chain of sources, each at its place in it."""
    first, second = case.stated
    hits = sum(mine == other for one, two in case.claims for mine, other in zip(one.via, two.via, strict=False))
    return same(hits, sum(len(one.via) for one in first), sum(len(two.via) for two in second))


def _answers(said: Callable[[Answered], Sequence[Hashable]]) -> Callable[[Case], Counted]:
    def counts(case: Case) -> Counted:
        first, second = case.answered
        hits = sum(in_common(said(first[one]), said(second[two])) for one, two in case.claim_pairs)
        return same(hits, sum(len(said(one)) for one in first), sum(len(said(two)) for two in second))

    return counts


def by_facet(case: Case) -> Mapping[str, Counted]:
    """Counts of each facet."""
    first, second = case.stated
    hits: Counter[str] = Counter()
    for one, two in case.claims:
        hits += Counter(answer.facet for answer in one.claim.answers) & Counter(answer.facet for answer in two.claim.answers)
    sought = Counter(answer.facet for one in first for answer in one.claim.answers)
    seen = Counter(answer.facet for two in second for answer in two.claim.answers)
    return {label: same(hits[label], sought[label], seen[label]) for label in sought | seen}


def _labels(label: Callable[[Stated], str]) -> Callable[[Case], Mapping[str, Counted]]:
    def by_label(case: Case) -> Mapping[str, Counted]:
        first, second = case.stated
        hits = Counter(label(one) for one, two in case.claims if label(one) == label(two))
        sought, seen = Counter(map(label, first)), Counter(map(label, second))
        return {name: same(hits[name], sought[name], seen[name]) for name in sought | seen if name}

    return by_label


def _certainty(stated: Stated) -> str:
    return stated.claim.certainty


MEASURES = (
    Measure(name="claim.content", says="same content", counts=_filled(lambda claim: claim.content)),
    Measure(
        name="claim.content.overlap", says="the share of the content that the other has too", counts=_overlap(lambda claim: claim.content)
    ),
    Measure(name="claim.source", says="source mention of the same span, of the claims that have one", counts=_filled(_source)),
    Measure(name="claim.source.overlap", says="the share of the source mention that the other has too", counts=_overlap(_source)),
    Measure(
        name="claim.source.entity", says="source that refers to the same entity once the registries are aligned", counts=_source_entity
    ),
    Measure(name="claim.cue", says="same cue, of the claims that have one", counts=_filled(lambda claim: claim.cue)),
    Measure(name="claim.cue.overlap", says="the share of the cue that the other has too", counts=_overlap(lambda claim: claim.cue)),
    Measure(name="claim.triple", says="same source mention, cue and content, or the same absence of source and cue", counts=_triple),
    Measure(name="claim.via", says="same link at the same place of the chain of sources", counts=_via),
    Measure(name="claim.kind", says="same kind of source", counts=_filled(lambda claim: claim.claim.source_kind)),
    Measure(name="claim.mode", says="same mode, of the claims that have one", counts=_filled(lambda claim: claim.claim.mode)),
    Measure(
        name="claim.certainty",
        says="same certainty of the source",
        counts=_filled(_certainty),
        by_label=_labels(_certainty),
    ),
    Measure(name="claim.author", says="same certainty of the article", counts=_filled(lambda claim: claim.claim.author_certainty)),
    Measure(name="claim.facet", says="same facet answered", counts=_answers(lambda answered: answered.facets), by_label=by_facet),
    Measure(
        name="claim.question",
        says="same facet of the same event or subject, once the registries are aligned",
        counts=_answers(lambda answered: answered.questions),
    ),
    Measure(name="claim.value", says="same value given to the same question", counts=_answers(lambda answered: answered.values)),
)
