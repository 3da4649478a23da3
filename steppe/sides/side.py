"""What a side of a comparison is, whatever form it is given in."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

from ..labels import Labels
from ..pairs import ClaimPair
from ..store import Document, Registry
from ..text import plain

LAYERS = ("zone", "mention", "trigger", "argument", "coreference", "claim", "relation", "link")
"""What sides are compared in. ``coreference`` is that marks refer to entries, ``relation`` that pairs of claims are judged."""

Form = Literal["corpus", "dataset", "columns"]


class SideError(ValueError):
    """What was given is no side, or is not in its form. Says the file, the line or row, what is there and what should be.

    The message is one line, without anything that a terminal would obey, whatever the file says.
    """

    def __init__(self, message: str) -> None:
        super().__init__(plain(message))


class Side:
    """One face for gold, a pass and the output of a system: articles by name, read one at a time."""

    def __init__(self, name: str, form: Form) -> None:
        self.name = name
        """As it was given."""
        self.form: Form = form

    @property
    def layers(self) -> frozenset[str]:
        """Those of :data:`LAYERS` that the form can hold and does."""
        raise NotImplementedError

    @property
    def names(self) -> Sequence[str]:
        """The names of the articles, sorted."""
        raise NotImplementedError

    @property
    def registry(self) -> Registry:
        """What the marks refer to; empty where the form has none.

        Raises:
            SideError: it cannot be read.
        """
        raise NotImplementedError

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of the SHA-256 of the data, wherever it lies and in whichever order its files are read."""
        raise NotImplementedError

    def read(self, name: str) -> Document:
        """An article of :attr:`names` with its marks; with its text where the side holds it.

        Raises:
            SideError: the article is not in its form, or the side has none of this name.
        """
        raise NotImplementedError

    def pairs(self, labels: Labels) -> list[ClaimPair]:
        """The pairs of claims that are judged, or that follow from clusters and relations.

        Raises:
            SideError: the registry cannot be read.
        """
        raise NotImplementedError


class Held(Side):
    """A side whose documents are in memory, since its form gives them in no order that could be followed."""

    def __init__(
        self,
        name: str,
        form: Form,
        documents: dict[str, Document],
        layers: Iterable[str],
        fingerprint: str,
        registry: Registry | None = None,
    ) -> None:
        super().__init__(name, form)
        self._documents = documents
        self._layers = frozenset(layers)
        self._fingerprint = fingerprint
        self._registry = registry or Registry(name)
        self.judged: list[ClaimPair] = []
        """The pairs of claims that rows give."""

    @property
    def layers(self) -> frozenset[str]:
        return self._layers

    @property
    def names(self) -> Sequence[str]:
        return sorted(self._documents)

    @property
    def registry(self) -> Registry:
        return self._registry

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def read(self, name: str) -> Document:
        if name not in self._documents:
            raise no_article(self.name, name)
        return self._documents[name]

    def pairs(self, labels: Labels) -> list[ClaimPair]:
        return [_ordered(pair, labels) for pair in self.judged]


def _ordered(pair: ClaimPair, labels: Labels) -> ClaimPair:
    """A pair as it is derived elsewhere: of a symmetric relation, the lesser claim first; a basis, even where a row gives none."""
    label = labels.relation.get(pair.relation)
    a, b = sorted((pair.a, pair.b)) if label is not None and label.symmetric else (pair.a, pair.b)
    basis = pair.basis or labels.default(labels.basis)
    return ClaimPair(
        facet=pair.facet, event=pair.event, subject=pair.subject, a=a, b=b, relation=pair.relation, conflict=pair.conflict, basis=basis
    )


def no_article(side: str, name: str) -> SideError:
    """What is said of a name that a side does not have."""
    return SideError(f"{side}: there is no article {name!r}")


def stamp(parts: Iterable[tuple[str, bytes]]) -> str:
    """The fingerprint of named data, in any order: 12 hexadecimal digits."""
    told = sorted(f"{name}\0{sha256(data).hexdigest()}" for name, data in parts)
    return sha256("\n".join(told).encode()).hexdigest()[:12]
