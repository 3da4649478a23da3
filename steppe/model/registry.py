"""What stands across articles: the registry, the relations of claims, and how gold was decided."""

from typing import ClassVar

from .article import Claim, Link, Mention, Trigger, Zone
from .record import Order, Record


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something that mentions refer to."""

    prefix: ClassVar[str] = "e"
    id: str
    type: str
    name: str
    parts: tuple[str, ...] = ()
    """The parts it plays in the news; never a verdict."""
    member_of: tuple[str, ...] = ()

    @property
    def order(self) -> Order:
        return (self.type, self.name, self.id)


class Event(Record, frozen=True, kw_only=True):
    """Something that happened, or was said to, and that triggers refer to."""

    prefix: ClassVar[str] = "v"
    id: str
    type: str
    name: str
    incident: str
    subevent_of: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()

    @property
    def order(self) -> Order:
        return (self.incident, self.type, self.name, self.id)


class Cluster(Record, frozen=True, kw_only=True):
    """Claims that give the same answer to one question (a facet of an event, or of a subject)."""

    prefix: ClassVar[str] = "k"
    id: str
    facet: str
    event: str = ""
    subject: str = ""
    claims: tuple[str, ...]
    """As ``ARTICLE/CLAIM``."""

    @property
    def order(self) -> Order:
        return (self.event, self.subject, self.facet, self.claims, self.id)  # type: ignore[return-value]


class Relation(Record, frozen=True, kw_only=True):
    """How two clusters of one question stand to each other."""

    type: str
    a: str
    b: str
    conflict: str = ""
    basis: str = ""

    @property
    def order(self) -> Order:
        return (self.a, self.b, self.type)


class Trace(Record, frozen=True, kw_only=True):
    """Where a claim of a retelling comes from: the claim of the retold article."""

    claim: str
    source: str
    entailed: bool

    @property
    def order(self) -> Order:
        return (self.claim, self.source)


class Membership(Record, frozen=True, kw_only=True, tag="split"):
    """The split that an article was released in. A release writes it; from then on the article stays there."""

    article: str
    split: str
    since: str
    """The version of the first release that has the article."""

    @property
    def order(self) -> Order:
        return (self.article,)


class Release(Record, frozen=True, kw_only=True):
    """A version that was released, and what its dataset says. A release writes it; it stays as it is."""

    version: str
    date: str
    content: str
    """The fingerprint of all its tables: ``content`` of ``counts.json``."""

    @property
    def order(self) -> Order:
        return (*(part.zfill(9) for part in self.version.split(".")), self.version, self.date, self.content)


class Origin(Record, frozen=True, kw_only=True):
    """Where a record of an imported article stood in the files that it came from."""

    at: str
    """The id of the record, or ``article``, or ``text``. Where several records have the id: ``ID:LINE``, the line that the one
    that is meant has in its file here. Where only a part of it stood there: ``ID.PART``; ``ID.place`` is where in the text it is."""
    name: str
    """What it was called there; empty where it had no name."""
    file: str
    """Relative to the folder that was imported."""
    line: int
    """From 1; 0 for the file as a whole."""

    @property
    def order(self) -> Order:
        return (self.at, self.file, self.line)


class Adjudication(Record, frozen=True, kw_only=True):
    """Which passes over an article were compared, and who decided: the first line of a file of decisions."""

    article: str
    first: str
    """The annotator of the first pass."""
    second: str
    by: str
    guidelines: str
    date: str

    @property
    def order(self) -> Order:
        return ("",)  # before every decision, whatever its layer


class Decision(Record, frozen=True, kw_only=True):
    """How a disagreement of two passes was settled in gold."""

    prefix: ClassVar[str] = "d"
    id: str
    layer: str
    first: tuple[str, ...] = ()
    """Marks of the first pass by their ids; of entries of its registry, as ``ANNOTATOR/ID``."""
    second: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    """What stands in gold."""
    verdict: str = ""
    """Empty where it is still to be decided."""
    cause: str = ""
    guideline: str = ""
    other: tuple[Zone | Mention | Trigger | Claim | Link, ...] = ()
    """The marks that stand in place of those of the passes, where something else is right."""
    note: str = ""

    @property
    def order(self) -> Order:
        return (self.layer, self.first, self.second, self.gold, self.id)  # type: ignore[return-value]


class Exemption(Record, frozen=True, kw_only=True, tag="exception"):
    """A finding that is right all the same, and why."""

    rule: str
    at: str
    """The mark, as ``ARTICLE/ID``, or the registry id."""
    reason: str

    @property
    def order(self) -> Order:
        return (self.rule, self.at)
