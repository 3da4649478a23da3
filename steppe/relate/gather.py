"""The questions of a corpus, and what its claims answer to them."""

from collections.abc import Iterable

from msgspec import Struct

from ..labels import Labels
from ..model import Answer, Claim
from ..pairs import Question, question_of
from ..store import Document, Registry


class Statement(Struct, frozen=True):
    """What a claim answers to one question, and who says it."""

    claim: str
    """As ``ARTICLE/CLAIM``."""
    article: str
    published: str
    source: str
    certainty: str
    values: tuple[str, ...]
    times: tuple[str, ...]
    """When the event was, as the same claim says."""
    canonical: str


Questions = dict[Question, list[Statement]]
"""Questions that claims of at least two articles answer, by event, subject and facet, and the answers in the order of the articles."""


def questions(documents: Iterable[Document], registry: Registry, labels: Labels, *, facet: str = "", about: str = "") -> Questions:
    """The questions of some documents; with ``facet`` only those of one facet, with ``about`` those about one event or subject.

    A question is of a facet and about an entry of the registry. What only one article answers needs no judgement.
    """
    found: Questions = {}
    for document in documents:
        for claim in document.claims:
            told: dict[Question, tuple[str, ...]] = {}
            for answer in claim.answers:
                if _asked(answer, registry, labels) and facet in ("", answer.facet) and about in ("", answer.event, answer.subject):
                    question = question_of(answer)
                    told[question] = (*told.get(question, ()), *answer.values)
            for question, values in told.items():
                found.setdefault(question, []).append(_statement(document, registry, claim, values, _times(claim, question, labels)))
    shared = {question: answers for question, answers in found.items() if len({answer.article for answer in answers}) > 1}
    return {question: shared[question] for question in sorted(shared, key=lambda asked: (asked[1], asked[2], asked[0]))}


def _asked(answer: Answer, registry: Registry, labels: Labels) -> bool:
    """Whether an answer is to a question: about something, with a facet and about what is there."""
    return (
        bool(answer.event or answer.subject)
        and answer.facet in labels.facet
        and (not answer.event or answer.event in registry.event)
        and (not answer.subject or answer.subject in registry.entity)
    )


def _times(claim: Claim, question: Question, labels: Labels) -> tuple[str, ...]:
    """The times that a claim gives the event of a question; none to a question about a time."""
    timed = {name for name, label in labels.facet.items() if label.value == "time"}
    facet, event, _ = question
    if not event or facet in timed:
        return ()
    return tuple(value for answer in claim.answers if answer.facet in timed and answer.event == event for value in answer.values)


def _statement(document: Document, registry: Registry, claim: Claim, values: tuple[str, ...], times: tuple[str, ...]) -> Statement:
    article = document.article
    return Statement(
        claim=f"{article.name}/{claim.id}",
        article=article.name,
        published=article.published,
        source=_source(document, registry, claim),
        certainty=claim.certainty,
        values=tuple(dict.fromkeys(values)),
        times=times,
        canonical=claim.canonical,
    )


def _source(document: Document, registry: Registry, claim: Claim) -> str:
    """Who says a claim: the entity, else the words that name it, else the kind of source."""
    mention = document.mention_of.get(claim.by)
    if mention is None:
        return claim.source_kind
    return registry.name(mention.refers_to) or document.slice(mention) or mention.type
