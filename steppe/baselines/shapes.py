"""What of the dataset's rows the baselines read, as types, so that a row of another form is told and not tripped over."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct


class Place(Struct):
    start: int
    end: int


class Piece(Place):
    text: str | None


class Mention(Piece):
    id: str
    type: str


class Argument(Struct):
    role: str
    filler: str


class Trigger(Piece):
    id: str
    type: str
    polarity: str
    modality: str
    arguments: list[Argument]


class Answer(Struct):
    facet: str


class Headed(Struct):
    article: str
    tier: str
    publisher: str
    published: str
    incident: str


class Entities(Headed):
    start: int
    end: int
    sentence: int
    text: str | None
    zone: str
    tokens: list[str] | None
    token_starts: list[int] | None
    token_ends: list[int] | None
    mentions: list[Mention]


class Events(Headed):
    start: int
    end: int
    sentence: int
    triggers: list[Trigger]


class Claims(Headed):
    source_kind: str
    mode: str | None
    certainty: str
    author_certainty: str
    spans: list[Piece]
    content: str | None
    source: str | None
    cue: list[Piece]
    answers: list[Answer]


class Coreference(Headed):
    start: int
    end: int
    kind: Literal["mention", "trigger"]
    id: str
    type: str
    cluster: str
    text: str | None
    sentence: str | None


class ClaimPairs(Struct):
    facet: str
    event: str | None
    subject: str | None
    relation: str
    conflict: str | None
    basis: str
    a_article: str
    a_claim: str
    a_certainty: str
    a_source: str | None
    a_canonical: str
    a_values: list[str]
    b_article: str
    b_claim: str
    b_certainty: str
    b_source: str | None
    b_canonical: str
    b_values: list[str]


SHAPES: dict[str, type[Struct]] = {
    "entities": Entities,
    "events": Events,
    "claims": Claims,
    "coreference": Coreference,
    "claim_pairs": ClaimPairs,
}


def fault(config: str, rows: Sequence[dict[str, Any]]) -> str:
    """What is wrong with the first row that is not in the form of a config's rows; empty where all are. Rows count from 0."""
    shape = SHAPES[config]
    for number, row in enumerate(rows):
        try:
            msgspec.convert(row, shape)
        except msgspec.ValidationError as error:
            return f"row {number}: {str(error).replace('`', '')}"
        if message := _places(row):
            return f"row {number}: {message}"
    return ""


def _places(row: dict[str, Any]) -> str:
    """What is wrong with the tokens of a row, which have to be as many as their places, or with its spans."""
    if row.get("text") is not None and "tokens" in row:
        lists = [row[name] for name in ("tokens", "token_starts", "token_ends")]
        if None in lists:
            return "there is text, and tokens or their places are null; they should be lists"
        if len({len(values) for values in lists}) > 1:
            sizes = ", ".join(str(len(values)) for values in lists)
            return f"tokens, token_starts and token_ends have {sizes} items; they should have the same number"
        if "" in row["tokens"]:
            return "a token is empty; a token has a character or more"
    if not row.get("spans", True):
        return "spans is empty; a claim has one or more"
    return ""
