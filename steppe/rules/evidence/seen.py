"""The articles themselves."""

from msgspec import Struct

from ...store import Document


class Seen(Struct, frozen=True, gc=False):
    """An article that went by."""

    name: str
    file: str
    """Of its marks, relative to the corpus."""
    tier: str
    incident: str
    retells: tuple[str, ...]
    sha256: str


def seen(document: Document) -> Seen:
    """What is kept of any article."""
    article = document.article
    return Seen(document.name, document.path, article.tier, article.incident, article.retells, article.sha256)
