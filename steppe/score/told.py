"""Scores as people and machines read them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from .clusters.ratios import of_totals
from .counts import RATIOS, prf
from .grid import Row, as_markdown, as_text, between, figure, number
from .scores import Score, Scores

HEAD = ("measure", "precision", "recall", "F1", "95% interval", "hits", "gold", "system")
"""Of a table of scores. ``hits`` are those of the system; of a measure of other counts there are none."""
OF_ITEMS = (prf, of_totals)
"""What makes ratios of counts of hits and items."""


def as_table(scores: Scores) -> Iterator[str]:
    """Lines for a terminal."""
    yield from _told(scores, as_text)


def as_page(scores: Scores) -> Iterator[str]:
    """Lines of Markdown."""
    yield from _told(scores, as_markdown)


def _told(scores: Scores, grid: Callable[..., list[str]]) -> Iterator[str]:
    yield from grid(HEAD, [_row(score) for score in scores.scores])
    for what, key in (("label", "labels"), ("article", "articles")):
        divided = [(score.measure.name, getattr(score, key)) for score in scores.scores if getattr(score, key)]
        rows = [(measure, name, *map(figure, ratios)) for measure, each in divided for name, ratios in each.items()]
        if rows:
            yield ""
            yield from grid(("measure", what, "precision", "recall", "F1"), rows, left=2)
    yield ""
    yield f"signature: {scores.signature}"


def _row(score: Score) -> Row:
    counts: tuple[str, ...] = ("", "", "")
    if score.measure.ratios in OF_ITEMS:
        hits, found, _, sought = score.counts
        counts = number(hits), number(sought), number(found)
    ends = score.interval
    return (score.measure.name, *map(figure, score.ratios), between((ends[0][2], ends[1][2]) if ends else None), *counts)


def as_json(scores: Scores) -> str:
    """One object; figures in full, null where one is not defined."""
    return formatted(
        {
            "signature": msgspec.to_builtins(scores.signature) | {"text": str(scores.signature)},
            "notices": msgspec.to_builtins(scores.notices),
            "scores": [_object(score, scores) for score in scores.scores],
        }
    )


def _object(score: Score, scores: Scores) -> dict[str, Any]:
    found: dict[str, Any] = {"measure": score.measure.name, "says": score.measure.says, **named(score.ratios)}
    found |= {"counts": score.counts, "signature": scores.signature.line(score.measure.name)}
    if score.interval:
        found["interval"] = {name: list(ends) for name, ends in zip(RATIOS, zip(*score.interval, strict=True), strict=True)}
    for key, each in (("labels", score.labels), ("articles", score.articles)):
        if each is not None:
            found[key] = {name: named(ratios) for name, ratios in each.items()}
    return found


def named(ratios: Sequence[float | None]) -> dict[str, float | None]:
    """Ratios by name."""
    return dict(zip(RATIOS, ratios, strict=True))


def formatted(what: Any) -> str:
    """JSON for people who look at it."""
    return msgspec.json.format(msgspec.json.encode(what), indent=1).decode()
