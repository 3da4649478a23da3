"""Proposals: the claims of the retold articles that answer what a claim answers, with the same values."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ..model import Claim, Trace
from ..pairs import question_of
from ..settings import Settings
from ..store import Document, Registry

LEXICAL, SOURCE, CERTAINTY = 0.3, 0.2, 0.1
"""What like words, an equal source and an equal certainty weigh beside the share of answers in common, which weighs 1."""
LIKE = 0.15
"""The share of words in common from which two claims that answer for nothing in the registry can be about one thing."""
MOST = 3
"""Claims that one may come from by a proposal: a sentence draws on a few, not on a page."""
_WORD = re.compile(r"\w{3,}")
Item = tuple[str, ...]


class Told:
    """A claim as it is traced."""

    def __init__(self, document: Document, claim: Claim, registry: Registry) -> None:
        self.document, self.claim = document, claim
        self.name = f"{document.name}/{claim.id}"
        mention = document.mention_of.get(claim.by)
        self.entity = mention.refers_to if mention else ""
        self.source = registry.name(self.entity) if self.entity else claim.source_kind
        """Who says it, in words."""
        chain = [document.mention_of.get(link.by) for link in claim.via]
        self.voices = [self.source, *(registry.name(mention.refers_to) for mention in chain if mention)]
        """Who says it, and through whom."""

    @cached_property
    def items(self) -> frozenset[Item]:
        """What it answers: each question, and each value given to one."""
        found: set[Item] = set()
        for answer in self.claim.answers:
            question = question_of(answer)
            found.add(question)
            found.update((*question, value.casefold()) for value in answer.values)
        return frozenset(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its canonical sentence that are long enough to say something."""
        return frozenset(_WORD.findall(self.claim.canonical.casefold()))


class Traced(NamedTuple):
    """A claim of a retelling, and where it comes from."""

    told: Told
    sources: list[Told]
    """Nothing where no claim of a retold article answers a question of it."""
    known: bool
    """Whether traces.jsonl has them; else they are proposed."""
    unanswered: list[Item]
    """What none of them answers."""
    entailed: bool
    """Whether a reader has found that it follows from them."""


def proposed(documents: Sequence[Document], registry: Registry, settings: Settings) -> list[Traced]:
    """Each claim of the retellings, with its traces, or else with those that are proposed."""
    by_name = {document.name: [Told(document, claim, registry) for claim in document.claims] for document in documents}
    all_told = {told.name: told for claims in by_name.values() for told in claims}
    traces: dict[str, list[Trace]] = {}
    for trace in registry.traces:
        traces.setdefault(trace.claim, []).append(trace)
    found = []
    for document in documents:
        tier = settings.tier.get(document.article.tier)
        if tier is None or not tier.retells:
            continue
        originals = [told for name in document.article.retells for told in by_name.get(name, ())]
        for told in by_name[document.name]:
            known = [(trace, all_told[trace.source]) for trace in traces.get(told.name, ()) if trace.source in all_told]
            sources = [source for _, source in known] or _sources(told, originals)
            answered = set[Item]().union(*(source.items for source in sources))
            left = sorted(told.items - answered)
            found.append(Traced(told, sources, bool(known), left, bool(known) and all(trace.entailed for trace, _ in known)))
    return found


def _sources(told: Told, originals: Sequence[Told]) -> list[Told]:
    """The claims from which one seems to come: of the articles of the outlet that it names, of each where it names several; else of all."""
    outlets = dict.fromkeys(original.document.article.publisher for original in originals)
    named = [outlet for outlet in outlets if any(outlet.casefold() in voice.casefold() for voice in told.voices)]
    found = {
        other.name: other
        for outlet in named
        for other in _nearest(told, [original for original in originals if original.document.article.publisher == outlet])
    }
    return [found[name] for name in sorted(found)] or _nearest(told, originals)


def _nearest(told: Told, originals: Iterable[Told]) -> list[Told]:
    """The claim that has the most in common with one, then those that answer what is left."""
    candidates = [other for other in originals if _shared(told, other)]
    found: list[Told] = []
    left = set(told.items)
    while candidates and left and len(found) < MOST:
        best = max(candidates, key=lambda other: (_weight(told, other, left), other.name))
        found.append(best)
        candidates.remove(best)
        left -= best.items
        candidates = [other for other in candidates if other.items & left]
    return sorted(found, key=lambda other: other.name)


def _shared(told: Told, other: Told) -> bool:
    """Whether two claims answer one question. Two that answer for nothing are about one thing if one source says both, or in like words."""
    shared = other.items & told.items
    if any(item[1] or item[2] for item in shared):
        return True
    return bool(shared) and (_of_one_source(told, other) or _like(told, other) >= LIKE)


def _of_one_source(told: Told, other: Told) -> bool:
    return bool(told.entity) and told.entity == other.entity


def _like(told: Told, other: Told) -> float:
    return len(told.words & other.words) / max(1, len(told.words | other.words))


def _weight(told: Told, other: Told, left: set[Item]) -> float:
    share = len(other.items & left) / len(left)
    like = _like(told, other)
    same = told.claim.certainty == other.claim.certainty
    return share + LEXICAL * like + SOURCE * _of_one_source(told, other) + CERTAINTY * same
