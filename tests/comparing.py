"""Two sides in a few words, for tests of what compares them."""

from making import EXAMPLE, ident

from steppe.labels import parse_labels
from steppe.model import Answer, Argument, Article, Claim, Cluster, Entity, Event, Mention, Piece, Relation, Trigger, Zone
from steppe.pairs import derived
from steppe.score.case import Case
from steppe.score.comparison import Comparison
from steppe.sides import LAYERS, Side
from steppe.store import Document, Registry

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())


class Given(Side):
    """A side whose documents a test gives."""

    def __init__(self, *documents, registry=None, name="given", layers=LAYERS):
        super().__init__(name, "corpus")
        self.documents = {document.name: document for document in documents}
        self._registry = registry or Registry("")
        self._layers = frozenset(layers)

    @property
    def layers(self):
        return self._layers

    @property
    def names(self):
        return sorted(self.documents)

    @property
    def registry(self):
        return self._registry

    @property
    def fingerprint(self):
        return "0" * 12

    def read(self, name):
        return self.documents[name]

    def pairs(self, labels):
        return list(derived(self._registry, labels))


def mention(number, start, end, type_="Firm", **more):
    return Mention(id=ident("m", number), start=start, end=end, type=type_, **more)


def trigger(number, start, end, type_="Sale", fillers=(), **more):
    """``fillers`` are (role, number of a mention)."""
    arguments = tuple(Argument(role=role, filler=ident("m", filler)) for role, filler in fillers)
    return Trigger(id=ident("t", number), start=start, end=end, type=type_, arguments=arguments, **more)


def claim(number, *spans, by=None, cue=(), answers=(), **more):
    """``spans`` and ``cue`` are (start, end); ``by`` is the number of a mention; ``answers`` are (facet, event, values)."""
    said = {"source_kind": "TELLER", "certainty": "SURE", "author_certainty": "SURE"}
    return Claim(
        id=ident("c", number),
        spans=tuple(Piece(start=start, end=end) for start, end in spans),
        by="" if by is None else ident("m", by),
        cue=tuple(Piece(start=start, end=end) for start, end in cue),
        answers=tuple(Answer(facet=facet, event=event, values=tuple(values)) for facet, event, *values in answers),
        **said | more,
    )


def zone(number, start, end, type_="Story", **more):
    return Zone(id=ident("z", number), start=start, end=end, digest="", type=type_, **more)


def document(*marks, name="acme", text=None, sha256=""):
    said = {"tier": "", "language": "", "publisher": "", "published": "", "licence": "", "incident": ""}
    return Document(name, [Article(name=name, sha256=sha256, length=1000, **said), *marks], text)


def case(first, second):
    """A case of the marks of each side."""
    return Case(document(*first), document(*second), LABELS)


def registry(*records):
    kinds = {"entities": Entity, "events": Event, "clusters": Cluster, "relations": Relation}
    return Registry("", {name: [record for record in records if isinstance(record, kind)] for name, kind in kinds.items()})


def entity(number, name="", type_="Firm"):
    return Entity(id=ident("e", number), type=type_, name=name or f"entity {number}")


def event(number, name="", type_="Sale"):
    return Event(id=ident("v", number), type=type_, name=name or f"event {number}", incident="acme")


def comparison(first, second, **more):
    """A comparison of two lists of documents, or of two sides."""
    sides = [side if isinstance(side, Side) else Given(*side) for side in (first, second)]
    return Comparison(*sides, LABELS, **more)
