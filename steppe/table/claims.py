"""The table of claims: content, source, answers."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from msgspec import Struct

from ..model import Answer, Claim, Piece
from ..values import bounds
from .columns import Column, Items, Leaf, Leaves, Under, each, label, listed
from .config import Common, Config, Counts, offsets
from .view import Batch, View


class Span(Struct, frozen=True, gc=False):
    """A piece with its words; empty words where the text is not at hand."""

    mark: Piece
    text: str


class Source(Struct, frozen=True, gc=False):
    """Who says a claim: the mention, with its words and its entity."""

    start: int | None
    end: int | None
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
    entailed: bool | None


def claims(common: Common) -> Config:
    """A claim with its source and its answers."""
    labels = common.labels
    marked = (Under(each("mark"), offsets()), Leaf("text", each("text"), optional=True, varied=True))
    said = (
        Leaf("start", each("start"), "int32", optional=True),
        Leaf("end", each("end"), "int32", optional=True),
        Leaf("text", each("text"), optional=True, varied=True),
        Leaf("entity", each("entity"), optional=True),
        Leaf("name", each("name"), optional=True),
    )
    columns: tuple[Column | Under, ...] = (
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
        Items("spans", listed("spans"), marked),
        Leaf("content", each("content"), optional=True, varied=True),
        Under(
            each("source"),
            (
                Leaf("source", each("text"), optional=True),
                Leaf("source_start", each("start"), "int32", optional=True),
                Leaf("source_end", each("end"), "int32", optional=True),
                Leaf("source_entity", each("entity"), optional=True),
                Leaf("source_name", each("name"), optional=True),
                Items("cue", listed("cue"), marked),
            ),
        ),
        Items("via", listed("via"), (*said, Items("cue", listed("cue"), marked))),
        Items(
            "answers",
            listed("answers"),
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
        Leaf("entailed", each("entailed"), "bool", optional=True),
    )
    return Config("claims", common.head, columns, claim_rows, "claims")


def claim_rows(batch: Batch) -> tuple[Sequence[Any], Counts]:
    """A row for each claim."""
    groups = [_claims(view) for view in batch.views]
    return list(chain.from_iterable(groups)), np.fromiter(map(len, groups), np.int64, len(groups))


def _claims(view: View) -> list[ClaimRow]:
    """The claims of an article, in reading order."""
    text, traces = view.document.text, view.registry.sources_of

    def spans(pieces: Iterable[Piece]) -> list[Span]:
        return [Span(piece, "" if text is None else text[piece.start : piece.end]) for piece in pieces]

    def source(by: str, cue: tuple[Piece, ...]) -> Source:
        if not by:
            return Source(None, None, "", "", "", spans(cue))
        mention = view.document.mention_of[by]
        entity = mention.refers_to
        return Source(mention.start, mention.end, view.words(by), entity, view.registry.name(entity), spans(cue))

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
                [_answer(view, answer) for answer in claim.answers],
                traces.get(name := f"{view.article.name}/{claim.id}", ()),
                view.registry.entailed.get(name),
            )
        )
    return rows


def _answer(view: View, answer: Answer) -> AnswerRow:
    """An answer with the names that the registry gives its event, subject and values."""
    names, values = view.registry.names, answer.values
    low = high = None
    if len(values) == 1 and view.labels.facet[answer.facet].value == "number":
        low, high = bounds(values[0])
    return AnswerRow(
        answer, names.get(answer.event, ""), names.get(answer.subject, ""), [names.get(value, value) for value in values], low, high
    )
