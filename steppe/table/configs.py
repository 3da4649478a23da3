"""The configs of the dataset, but for claim pairs: for each its columns, and the rows that an article gives it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from msgspec import Struct

from ..labels import Labels
from ..model import Answer, Claim, Piece
from ..settings import Settings
from ..values import bounds
from .columns import Column, Computed, Items, Leaf, Leaves, Under, each, flat, label
from .tokens import Tokens
from .view import Named, Sentence, Span, Told, View

Rows = Sequence[Any]


class Config(Struct, frozen=True):
    """One config: a table with a row for each thing of one kind."""

    name: str
    row: str
    """What a row is."""
    head: tuple[Leaf, ...]
    """Columns that are the same for all rows of an article; their rows are articles."""
    columns: tuple[Column | Under, ...]
    rows: Callable[[View], Rows]
    of: str
    """What its rows are; configs whose rows are the same share the columns that they have in common."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.head, *flat(self.columns))


class Source(Struct, frozen=True, gc=False):
    """Who says a claim: the mention, with its words and its entity."""

    text: str
    entity: str
    name: str
    cue: list[Span]


class AnswerRow(Struct, frozen=True, gc=False):
    """An answer with the names of what it speaks of."""

    answer: Answer
    event_name: str
    subject_name: str
    value_names: list[str]
    low: int | None
    high: int | None


class ClaimRow(Struct, frozen=True, gc=False):
    claim: Claim
    paragraph: str
    spans: list[Span]
    content: str
    source: Source
    via: list[Source]
    answers: list[AnswerRow]
    derived_from: tuple[str, ...]


class Common:
    """Columns that several configs have: one object each, so that a batch makes them once for all."""

    def __init__(self, labels: Labels, settings: Settings) -> None:
        self.labels = labels
        self.settings = settings
        self.head = (
            Leaf("article", each("name")),
            label("tier", each("tier"), settings.tier),
            Leaf("publisher", each("publisher")),
            Leaf("published", each("published")),
            label("incident", each("incident"), settings.incident),
        )
        self.mention = (
            Leaf("id", each("id"), varied=True),
            *_offsets(),
            label("type", each("type"), labels.mention),
            label("level", each("level"), labels.level, optional=True),
            Leaf("refers_to", each("refers_to"), optional=True, varied=True),
            Leaf("value", each("value"), optional=True),
        )
        self.trigger = (
            Leaf("id", each("id"), varied=True),
            *_offsets(),
            label("type", each("type"), labels.trigger),
            Leaf("event", each("refers_to")),
        )
        self.sentence = (
            Leaf("sentence", each("number"), "int32"),
            *_offsets(),
            Leaf("text", each("text"), optional=True, varied=True),
        )


def _offsets() -> tuple[Leaf, ...]:
    return (Leaf("start", each("start"), "int32"), Leaf("end", each("end"), "int32"))


def layers(common: Common) -> tuple[Column, ...]:
    """Zones, mentions, triggers and claims as they are stored; rows are :class:`View`."""
    labels = common.labels
    polarity, modality = labels.default(labels.polarity), labels.default(labels.modality)
    pieces = _offsets()
    return (
        Items(
            "zones",
            each("document.zones"),
            (
                Leaf("id", each("id"), varied=True),
                *_offsets(),
                label("type", each("type"), labels.zone),
                Leaves("sentences", lambda zones: [zone.sentences or (zone.start,) for zone in zones], "int32"),
            ),
        ),
        Items(
            "mentions",
            each("document.mentions"),
            common.mention,
            of="mentions",
        ),
        Items(
            "triggers",
            each("document.triggers"),
            (
                *common.trigger,
                label("polarity", lambda triggers: [trigger.polarity or polarity for trigger in triggers], labels.polarity),
                label("modality", lambda triggers: [trigger.modality or modality for trigger in triggers], labels.modality),
                Items(
                    "arguments",
                    each("arguments"),
                    (label("role", each("role"), labels.role), Leaf("filler", each("filler"), varied=True)),
                ),
            ),
            of="triggers",
        ),
        Items(
            "claims",
            each("document.claims"),
            (
                Leaf("id", each("id"), varied=True),
                Items("spans", each("spans"), pieces),
                label("source_kind", each("source_kind"), labels.source_kind),
                Leaf("by", each("by"), optional=True, varied=True),
                Items("cue", each("cue"), pieces),
                Items("via", each("via"), (Leaf("by", each("by"), optional=True, varied=True), Items("cue", each("cue"), pieces))),
                label("mode", each("mode"), labels.mode, optional=True),
                label("certainty", each("certainty"), labels.certainty),
                label("author_certainty", each("author_certainty"), labels.certainty),
                Items(
                    "answers",
                    each("answers"),
                    (
                        label("facet", each("facet"), labels.facet),
                        Leaf("event", each("event"), optional=True),
                        Leaf("subject", each("subject"), optional=True),
                        Leaves("values", each("values")),
                    ),
                ),
                Leaf("canonical", each("canonical"), varied=True),
            ),
        ),
    )


def articles(common: Common) -> Config:
    """An article with all its layers."""
    columns = (
        Leaf("language", each("article.language")),
        Leaf("licence", each("article.licence")),
        Leaf("sha256", each("article.sha256")),
        Leaf("length", each("article.length"), "int32"),
        Leaf("text", each("document.text"), optional=True, varied=True),
        *layers(common),
    )
    return Config("articles", "an article", common.head, columns, lambda view: (view,), of="articles")


def passes(common: Common) -> Config:
    """What one annotator alone marked in an article; its rows are views of pass files."""
    columns = (
        Leaf("annotator", each("done.annotator")),
        Leaf("annotator_kind", lambda views: [common.settings.annotator[view.done.annotator].kind for view in views]),
        Leaf("guidelines", each("done.guidelines")),
        Leaf("date", each("done.date")),
        *layers(common),
    )
    return Config("passes", "one annotator's pass over an article", common.head, columns, lambda view: (view,), of="articles")


class _Cut:
    """The tokens of the batch of sentences that is being written, cut once for the four columns made of them."""

    def __init__(self, labels: Labels) -> None:
        self.kinds = {name: number for number, name in enumerate(labels.mention)}
        self.names = tuple(labels.mention)
        self.rows: Rows = ()
        self.tokens = Tokens([], [])

    def of(self, rows: Sequence[Sentence]) -> Tokens:
        if rows is not self.rows:
            self.rows, self.tokens = rows, Tokens([row.text for row in rows], [row.start for row in rows])
        return self.tokens

    def tags(self, rows: Sequence[Sentence]) -> pa.Array:
        tokens = self.of(rows)
        marked = [(number, row) for number, row in enumerate(rows) if row.mentions and row.text is not None]
        marks = [mention.mark for _, row in marked for mention in row.mentions]
        counts = [len(row.mentions) for _, row in marked]
        kinds = self.kinds
        spans = np.empty((3, len(marks)), np.int64)
        spans[0] = [mark.start for mark in marks]
        spans[1] = [mark.end for mark in marks]
        spans[2] = [kinds[mark.type] for mark in marks]
        sentence = np.repeat(np.fromiter((number for number, _ in marked), np.int64, len(marked)), counts)
        spans[:2] -= np.repeat(np.fromiter((row.start for _, row in marked), np.int64, len(marked)), counts)
        return tokens.lists(tokens.tags(sentence, spans[0], spans[1], spans[2], self.names))


def sentence_rows(view: View) -> list[Sentence]:
    """The sentences of an article."""
    return view.sentences


def entities(common: Common) -> Config:
    """A sentence with its tokens, BIO tags and mentions."""
    labels = common.labels
    cut = _Cut(labels)
    tags = ("O", *(prefix + name for name in labels.mention for prefix in ("B-", "I-")))

    def tokens(rows: Rows, values: Callable[[Tokens], pa.Array]) -> pa.Array:
        found = cut.of(rows)
        return found.lists(values(found))

    columns = (
        *common.sentence,
        label("zone", each("zone"), labels.zone),
        Computed("tokens", lambda rows: tokens(rows, lambda found: found.strings)),
        Computed("token_starts", lambda rows: tokens(rows, lambda found: found.text_starts), "int32"),
        Computed("token_ends", lambda rows: tokens(rows, lambda found: found.text_ends), "int32"),
        Computed("tags", cut.tags, labels=tags),
        Items(
            "mentions",
            each("mentions"),
            (
                Leaf("text", each("text"), optional=True, varied=True),
                Under(each("mark"), common.mention),
            ),
            of="mentions",
        ),
    )
    return Config("entities", "a sentence", common.head, columns, sentence_rows, of="sentences")


def events(common: Common) -> Config:
    """A sentence with its triggers and their arguments; sentences without events too."""
    labels = common.labels
    columns = (
        *common.sentence,
        Items(
            "triggers",
            each("triggers"),
            (
                Leaf("text", each("text"), optional=True, varied=True),
                Under(each("mark"), common.trigger),
                label("polarity", each("polarity"), labels.polarity),
                label("modality", each("modality"), labels.modality),
                Leaf("event_name", each("name")),
                Items(
                    "arguments",
                    each("arguments"),
                    (
                        label("role", each("role"), labels.role),
                        Leaf("filler", each("filler"), varied=True),
                        Leaf("text", each("text"), optional=True, varied=True),
                        label("type", each("type"), (*labels.mention, *labels.trigger)),
                    ),
                ),
            ),
            of="triggers",
        ),
    )
    return Config("events", "a sentence", common.head, columns, sentence_rows, of="sentences")


def claims(common: Common) -> Config:
    """A claim with its source and its answers."""
    labels = common.labels
    marked = (Under(each("mark"), _offsets()), Leaf("text", each("text"), optional=True, varied=True))
    said = (
        Leaf("text", each("text"), optional=True, varied=True),
        Leaf("entity", each("entity"), optional=True),
        Leaf("name", each("name"), optional=True),
    )
    columns = (
        Under(
            each("claim"),
            (
                Leaf("claim", each("id")),
                label("source_kind", each("source_kind"), labels.source_kind),
                label("mode", each("mode"), labels.mode, optional=True),
                label("certainty", each("certainty"), labels.certainty),
                label("author_certainty", each("author_certainty"), labels.certainty),
                Leaf("canonical", each("canonical"), varied=True),
            ),
        ),
        Leaf("paragraph", each("paragraph"), optional=True, varied=True),
        Items("spans", each("spans"), marked),
        Leaf("content", each("content"), optional=True, varied=True),
        Under(
            each("source"),
            (
                Leaf("source", each("text"), optional=True),
                Leaf("source_entity", each("entity"), optional=True),
                Leaf("source_name", each("name"), optional=True),
                Items("cue", each("cue"), marked),
            ),
        ),
        Items("via", each("via"), (*said, Items("cue", each("cue"), marked))),
        Items(
            "answers",
            each("answers"),
            (
                Under(
                    each("answer"),
                    (
                        label("facet", each("facet"), labels.facet),
                        Leaf("event", each("event"), optional=True),
                        Leaf("subject", each("subject"), optional=True),
                        Leaves("values", each("values")),
                    ),
                ),
                Leaf("event_name", each("event_name"), optional=True),
                Leaf("subject_name", each("subject_name"), optional=True),
                Leaves("value_names", each("value_names")),
                Leaf("low", each("low"), "int64", optional=True),
                Leaf("high", each("high"), "int64", optional=True),
            ),
        ),
        Leaves("derived_from", each("derived_from")),
    )
    return Config("claims", "a claim", common.head, columns, claim_rows, of="claims")


def claim_rows(view: View) -> list[ClaimRow]:
    """The claims of an article, in reading order."""
    text, traces = view.document.text, view.registry.sources_of

    def spans(pieces: Iterable[Piece]) -> list[Span]:
        return [Span(piece, "" if text is None else text[piece.start : piece.end]) for piece in pieces]

    def source(by: str, cue: tuple[Piece, ...]) -> Source:
        if not by:
            return Source("", "", "", spans(cue))
        entity = view.document.mention_of[by].refers_to
        return Source(view.words.get(by, ""), entity, view.registry.name(entity), spans(cue))

    rows = []
    for claim in view.document.claims:
        content = spans(claim.spans)
        rows.append(
            ClaimRow(
                claim,
                "" if text is None else "\n".join(text[zone.start : zone.end] for zone in view.zones_of(claim)),
                content,
                " … ".join(span.text for span in content) if text is not None else "",
                source(claim.by, claim.cue),
                [source(via.by, via.cue) for via in claim.via],
                [answer_row(view, answer) for answer in claim.answers],
                traces.get(f"{view.article.name}/{claim.id}", ()),
            )
        )
    return rows


def answer_row(view: View, answer: Answer) -> AnswerRow:
    """An answer with the names that the registry gives its event, subject and values."""
    names, values = view.registry.names, answer.values
    low = high = None
    if len(values) == 1 and view.labels.facet[answer.facet].value == "number":
        low, high = bounds(values[0])
    return AnswerRow(answer, names.get(answer.event, ""), names.get(answer.subject, ""), [names.get(value, value) for value in values], low, high)


def coreference(common: Common) -> Config:
    """A mention or a trigger with the cluster it is in: the registry entry that it refers to."""
    labels = common.labels
    columns = (
        Leaf("kind", lambda rows: [type(row.mark).__name__.lower() for row in rows]),
        Under(
            each("mark"),
            (
                Leaf("id", each("id"), varied=True),
                *_offsets(),
                label("type", each("type"), (*labels.mention, *labels.trigger)),
                Leaf("cluster", each("refers_to")),
            ),
        ),
        Leaf("text", each("text"), optional=True, varied=True),
        Leaf("sentence", each("sentence"), optional=True, varied=True),
        Leaf("cluster_name", each("name")),
    )
    return Config("coreference", "a mention or a trigger", common.head, columns, coreference_rows, of="marks")


def coreference_rows(view: View) -> list[Named | Told]:
    """The mentions and triggers that refer to the registry, sentence by sentence."""
    rows: list[Named | Told] = []
    for sentence in view.sentences:
        rows += [mention for mention in sentence.mentions if mention.mark.refers_to]
        rows += sentence.triggers
    return rows


CONFIGS = {make.__name__: make for make in (articles, entities, events, claims, coreference, passes)}
