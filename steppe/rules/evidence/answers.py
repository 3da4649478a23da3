"""Which questions the claims of all articles answer."""

from array import array
from functools import lru_cache

from ...labels import Labels
from ...model import Claim
from ...store import Registry
from ..case import Case
from .places import Places

Question = tuple[str, str, str]
"""Facet, event and subject."""


class Questions:
    """Questions that can be asked with the labels and the registry of a corpus, by number."""

    def __init__(self, labels: Labels, registry: Registry) -> None:
        self._facets = {name: number for number, name in enumerate(labels.facet)}
        self._events, self._subjects = _numbered(registry)
        self._registry = registry

    def number(self, facet: str, event: str, subject: str) -> int:
        """The number of a question; -1 for one that is about nothing, or about what is not there."""
        if not (event or subject):
            return -1
        try:
            return (self._facets[facet] * len(self._events) + self._events[event]) * len(self._subjects) + self._subjects[subject]
        except KeyError:
            return -1

    def question(self, number: int) -> Question:
        """The question with this number."""
        rest, subject = divmod(number, len(self._subjects))
        facet, event = divmod(rest, len(self._events))
        events, subjects = _listed(self._registry)
        return list(self._facets)[facet], events[event], subjects[subject]


@lru_cache(maxsize=2)
def _numbered(registry: Registry) -> tuple[dict[str, int], dict[str, int]]:
    """Numbers of events and of entities, in the order of the registry; 0 for none."""
    events = {identifier: number for number, identifier in enumerate(dict.fromkeys(["", *registry.event]))}
    return events, {identifier: number for number, identifier in enumerate(dict.fromkeys(["", *registry.entity]))}


@lru_cache(maxsize=2)
def _listed(registry: Registry) -> tuple[list[str], list[str]]:
    """Events and entities by these numbers."""
    events, subjects = _numbered(registry)
    return list(events), list(subjects)


class Answers:
    """The answers to questions about something, in the order of the articles: the question, and the claim."""

    def __init__(self) -> None:
        self.questions = array("q")
        """As :class:`Questions` numbers them."""
        self.places = Places()

    def take(self, case: Case, number: int) -> None:
        if not case.registry.records["clusters"]:
            return
        questions = Questions(case.labels, case.registry)
        for line, claim in enumerate(case.document.records, start=1):
            if type(claim) is Claim:
                for answer in claim.answers:
                    question = questions.number(answer.facet, answer.event, answer.subject)
                    if question >= 0:
                        self.questions.append(question)
                        self.places.append(number, line, claim.id)

    def merge(self, other: "Answers", shift: int) -> None:
        self.questions += other.questions
        self.places.merge(other.places, shift)
