"""An article, its passes, and the marks that stand at places in its text."""

from typing import ClassVar

from .record import Offset, Order, Part, Record


class Article(Record, frozen=True, kw_only=True):
    """What is known of a text: the first line of its file."""

    name: str
    tier: str
    language: str
    publisher: str
    published: str
    """As precise as it is known: ``2011``, ``2011-11`` or ``2011-11-09``."""
    licence: str
    incident: str
    sha256: str
    """Of the text in UTF-8."""
    length: Offset
    """Of the text in code points."""
    retells: tuple[str, ...] = ()
    """Names of the articles whose facts this one tells again, in words of its own."""

    @property
    def order(self) -> Order:
        return (self.name,)


class Pass(Record, frozen=True, kw_only=True):
    """Who annotated the article, when, by which version of the guidelines, on which text."""

    article: str
    annotator: str
    guidelines: str
    date: str
    sha256: str

    @property
    def order(self) -> Order:
        return (self.date, self.annotator)


class Mark(Record, frozen=True, kw_only=True):
    """Something marked in a text, with an id of its own in its file."""

    id: str


class Piece(Part, frozen=True, kw_only=True):
    """A stretch of text. Either ``quote`` repeats it or ``digest`` fingerprints it (see :func:`steppe.anchor.digest`)."""

    start: Offset
    end: Offset
    quote: str = ""
    digest: str = ""


class Zone(Mark, frozen=True, kw_only=True):
    """A line of the page, without its outer white space, and what it is there for."""

    prefix: ClassVar[str] = "z"
    start: Offset
    end: Offset
    digest: str
    type: str
    sentences: tuple[Offset, ...] = ()
    """Starts of the sentences, the first at ``start``; absent where the line is one sentence.
    A sentence reaches to the next one's start, so that sentences tile the line without gap or overlap."""

    @property
    def order(self) -> Order:
        return (self.start, -self.end, self.id)


class Mention(Mark, frozen=True, kw_only=True):
    """A stretch of text that names, describes or points at an entity, a time or a quantity."""

    prefix: ClassVar[str] = "m"
    start: Offset
    end: Offset
    quote: str = ""
    digest: str = ""
    type: str
    level: str = ""
    refers_to: str = ""
    """The entity of the registry. The same id is coreference, within and across documents."""
    value: str = ""
    """What a time or a quantity comes to."""

    @property
    def order(self) -> Order:
        return (self.start, -self.end, self.id)


class Argument(Part, frozen=True, kw_only=True):
    """One participant of an event: the role, and the mention or trigger that fills it."""

    role: str
    filler: str


class Trigger(Mark, frozen=True, kw_only=True):
    """The word that names an event."""

    prefix: ClassVar[str] = "t"
    start: Offset
    end: Offset
    quote: str = ""
    digest: str = ""
    type: str
    polarity: str = ""
    modality: str = ""
    refers_to: str = ""
    """The event of the registry."""
    arguments: tuple[Argument, ...] = ()

    @property
    def order(self) -> Order:
        return (self.start, -self.end, self.id)


class Via(Part, frozen=True, kw_only=True):
    """One link of a chain of sources: who passes the claim on, and in which words."""

    by: str = ""
    cue: tuple[Piece, ...] = ()


class Answer(Part, frozen=True, kw_only=True):
    """One question that a claim settles: the facet, what it is about, and what the claim says of it."""

    facet: str
    event: str = ""
    subject: str = ""
    values: tuple[str, ...] = ()


class Claim(Mark, frozen=True, kw_only=True):
    """A clause that somebody is answerable for."""

    prefix: ClassVar[str] = "c"
    spans: tuple[Piece, ...]
    """The content, in reading order; several pieces where the attribution interrupts it."""
    source_kind: str
    by: str = ""
    """The mention that names the source."""
    cue: tuple[Piece, ...] = ()
    """The words that attribute the content to the source."""
    via: tuple[Via, ...] = ()
    """Who reports the source, from the inside outward."""
    mode: str = ""
    certainty: str
    author_certainty: str
    answers: tuple[Answer, ...] = ()
    canonical: str = ""

    @property
    def start(self) -> int:
        return self.spans[0].start if self.spans else 0

    @property
    def end(self) -> int:
        return self.spans[-1].end if self.spans else 0

    @property
    def order(self) -> Order:
        return (self.start, -self.end, self.id)


class Link(Mark, frozen=True, kw_only=True):
    """How two marks of the article stand to each other, where neither is an argument or a source of the other."""

    prefix: ClassVar[str] = "l"
    type: str
    a: str
    b: str

    @property
    def start(self) -> int:
        """Past every place of a text, since a link has none: links stand after all other marks."""
        return PAST

    @property
    def order(self) -> Order:
        return (PAST, self.type, self.a, self.b, self.id)


PAST = 2**31
"""Greater than any :data:`Offset`."""
Placed = Zone | Mention | Trigger | Claim
"""The marks of an article file, in reading order."""
Line = Article | Pass | Zone | Mention | Trigger | Claim | Link
"""What an article file holds: the article, its passes, its marks, and the links between these."""
