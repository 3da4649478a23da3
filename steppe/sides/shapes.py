"""The rows of a dataset's configs, as types: what a row must have, what it may have, and of which kind each value is.

Columns that no side is compared by (``text`` of a mention, ``low`` of an answer) are not here and are not read.
"""

import msgspec
from msgspec import Struct

from ..model import Offset

Word = str | int | float
"""A label: its word, or the number of a class label. Pandas writes numbers that have nulls among them as fractions."""

Number = Offset | float
"""An offset of a column that has nulls, among which pandas writes whole numbers as fractions."""


class Place(Struct, gc=False):
    """A stretch of text."""

    start: Offset
    end: Offset


class ZoneItem(Place, kw_only=True, gc=False):
    type: Word
    id: str | None = None
    sentences: list[Offset] | None = None


class MentionItem(Place, kw_only=True, gc=False):
    type: Word
    id: str | None = None
    level: Word | None = None
    refers_to: str | None = None
    value: str | None = None


class ArgumentItem(Struct, kw_only=True, gc=False):
    """An argument. Where the mentions are not at hand, ``start`` and ``end`` say where its filler is."""

    role: Word
    filler: str | None = None
    type: Word | None = None
    start: Offset | None = None
    end: Offset | None = None


class TriggerItem(Place, kw_only=True, gc=False):
    type: Word
    id: str | None = None
    event: str | None = None
    event_name: str | None = None
    polarity: Word | None = None
    modality: Word | None = None
    arguments: list[ArgumentItem] | None = None


class ViaItem(Struct, kw_only=True, gc=False):
    """A link of a chain of sources. Where the mentions are not at hand, ``start`` and ``end`` say where its source is."""

    by: str | None = None
    start: Offset | None = None
    end: Offset | None = None
    entity: str | None = None
    name: str | None = None
    cue: list[Place] | None = None


class AnswerItem(Struct, kw_only=True, gc=False):
    facet: Word
    event: str | None = None
    subject: str | None = None
    values: list[str] | None = None
    event_name: str | None = None
    subject_name: str | None = None
    value_names: list[str | None] | None = None


class ClaimItem(Struct, kw_only=True, gc=False):
    spans: list[Place]
    id: str | None = None
    source_kind: Word | None = None
    by: str | None = None
    cue: list[Place] | None = None
    via: list[ViaItem] | None = None
    mode: Word | None = None
    certainty: Word | None = None
    author_certainty: Word | None = None
    answers: list[AnswerItem] | None = None
    canonical: str | None = None


class LinkItem(Struct, kw_only=True, gc=False):
    type: Word
    a: str
    b: str
    id: str | None = None


class Row(Struct, kw_only=True, gc=False):
    """What rows of an article have in common; ``article`` is its name."""

    article: str
    tier: Word | None = None
    publisher: str | None = None
    published: str | None = None
    incident: Word | None = None


class ArticleRow(Row, kw_only=True, gc=False):
    """A row of ``articles`` or ``passes``: an article with its layers."""

    annotator: str | None = None
    guidelines: str | None = None
    date: str | None = None
    language: str | None = None
    licence: str | None = None
    sha256: str | None = None
    length: Offset | None = None
    text: str | None = None
    zones: list[ZoneItem] | None = None
    mentions: list[MentionItem] | None = None
    triggers: list[TriggerItem] | None = None
    claims: list[ClaimItem] | None = None
    links: list[LinkItem] | None = None


class SentenceRow(Row, kw_only=True, gc=False):
    """A row of ``entities`` or ``events``: a sentence."""

    sentence: int | None = None
    tokens: list[str] | None = None
    token_starts: list[Offset] | None = None
    token_ends: list[Offset] | None = None
    tags: list[Word] | None = None
    mentions: list[MentionItem] | None = None
    triggers: list[TriggerItem] | None = None


class ClaimRow(ClaimItem, kw_only=True, gc=False):
    """A row of ``claims``: a claim, with what is known of its article (see :class:`Row`, of which it cannot be one as well)."""

    article: str
    tier: Word | None = None
    publisher: str | None = None
    published: str | None = None
    incident: Word | None = None
    claim: str | None = None
    source_start: Number | None = None
    source_end: Number | None = None
    source_entity: str | None = None
    source_name: str | None = None


class ReferenceRow(Row, kw_only=True, gc=False):
    """A row of ``coreference``: a mention or a trigger, and the cluster that it is in."""

    kind: str
    start: Offset
    end: Offset
    cluster: str
    cluster_name: str | None = None
    id: str | None = None
    type: Word | None = None


class PairRow(Struct, kw_only=True, gc=False):
    """A row of ``claim_pairs``."""

    facet: Word
    relation: Word
    a_article: str
    a_claim: str
    b_article: str
    b_claim: str
    event: str | None = None
    subject: str | None = None
    about: str | None = None
    conflict: Word | None = None
    basis: Word | None = None


AnyRow = ArticleRow | SentenceRow | ClaimRow | ReferenceRow | PairRow
Shape = type[ArticleRow] | type[SentenceRow] | type[ClaimRow] | type[ReferenceRow] | type[PairRow]

_SIGNS: tuple[tuple[set[str], Shape], ...] = (
    ({"a_claim", "b_claim"}, PairRow),
    ({"cluster", "kind"}, ReferenceRow),
    ({"spans"}, ClaimRow),
    ({"tags"}, SentenceRow),
    ({"sentence", "mentions"}, SentenceRow),
    ({"sentence", "triggers"}, SentenceRow),
    ({"mentions"}, ArticleRow),
    ({"triggers"}, ArticleRow),
    ({"claims"}, ArticleRow),
    ({"zones"}, ArticleRow),
    ({"links"}, ArticleRow),
)
"""The columns by which a config is known, in the order of asking."""


def shape_of(columns: set[str]) -> Shape | None:
    """The rows that have these columns; None where no config has them."""
    return next((shape for signs, shape in _SIGNS if signs <= columns), None)


def wanted(shape: Shape, columns: set[str]) -> list[str]:
    """The columns that are read of those that a table has: tokens only where their offsets are not at hand."""
    names = [field.name for field in msgspec.structs.fields(shape) if field.name in columns]
    return [name for name in names if name != "tokens" or not {"token_starts", "token_ends"} <= columns]


def needed(shape: Shape) -> list[str]:
    """The columns that a config cannot do without."""
    return [field.name for field in msgspec.structs.fields(shape) if field.required]
