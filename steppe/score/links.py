"""Links as they are compared: by their type and by where their ends stand."""

from msgspec import Struct

from ..labels import Labels
from ..model import Claim, Link, Mention, Trigger
from ..store import Document

Place = tuple[int, int]


class Linked(Struct, frozen=True):
    """A link between two places."""

    link: Link
    ends: tuple[Place, Place]
    """Of a symmetric type in reading order."""

    @property
    def key(self) -> tuple[str, Place, Place]:
        """What is the same of the same link."""
        return (self.link.type, *self.ends)


def linked(document: Document, labels: Labels | None) -> list[Linked]:
    """The links of a document whose ends are there."""
    if not document.links:
        return []
    marks: list[Mention | Trigger | Claim] = [*document.mentions, *document.triggers, *document.claims]
    places = {mark.id: (mark.start, mark.end) for mark in marks}
    symmetric = {name for name, label in labels.link.items() if label.symmetric} if labels else set()
    found = []
    for link in document.links:
        if link.a in places and link.b in places:
            a, b = places[link.a], places[link.b]
            found.append(Linked(link, (b, a) if link.type in symmetric and b < a else (a, b)))
    return found
