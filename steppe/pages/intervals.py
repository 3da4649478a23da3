"""A picture of how far annotators agree, with intervals."""

from collections.abc import Mapping, Sequence
from math import floor

from ..score.bootstrap import LEAST
from .agreed import SHOWN, Agreed, Known
from .svg import MARGIN, ROW, SIZE, WIDE, Picture, Plot, clipped, width

MOST_COLUMNS = 4
"""Comparisons of annotators that are drawn side by side."""
_LABELS = 300
"""The most that names of rows take, in pixels."""
_TOP, _GAP = 114, 16
"""Where the first row begins, and what lies between two columns."""


def intervals(found: Sequence[Agreed]) -> Plot | None:
    """Exact F1 of annotators by measure, with its intervals; None where no two have an article in common.

    Of many comparisons those of most articles are drawn.
    """
    drawn = sorted(found, key=lambda one: -len(one.articles))[:MOST_COLUMNS]
    rows = {measure: says for measure, says in SHOWN.items() if any(_value(one, measure) is not None for one in drawn)}
    if not rows:
        return None
    says = _agreed(drawn[0], rows)
    known = [one.measures[measure] for one in drawn for measure in rows if measure in one.measures]
    ends = [end for each in known for end in (each.value, each.low) if end is not None]
    lowest = min(0.9, floor(min(ends) * 10) / 10)
    named = min(_LABELS, max(width(told.rpartition(": ")[2]) for told in rows.values()))
    left = MARGIN + named + 28
    column = (WIDE - left - MARGIN + _GAP) / len(drawn)
    axis = column - _GAP - width("0.000") - 10
    picture = Picture(WIDE, "Agreement", says)
    picture.words(MARGIN, 36, "Agreement", "title")
    note = f"Exact F1 of two passes over the same articles; of {LEAST} or more, the interval of 95 of 100 samples of them."
    picture.words(MARGIN, 58, note, "note")
    for number, one in enumerate(drawn):
        x = left + number * column
        picture.words(x, 82, clipped(" + ".join(one.annotators), column - 10, SIZE + 1), "head")
        picture.words(x, 98, clipped(f"guidelines {one.guidelines}", column - 10), "note")
        picture.words(x, 113, f"articles: {len(one.articles):,}", "note", path=f"{_path(one)}.articles")
    y, group = float(_TOP), ""
    for measure, told in rows.items():
        heading, _, rest = told.rpartition(": ")
        if heading != group:
            picture.words(MARGIN, y + 21, heading, "head")
            y, group = y + ROW + 6, heading
        picture.words(MARGIN + 12, y + 15, clipped(rest, named))
        for number, one in enumerate(drawn):
            x = left + number * column
            for end in (x, x + axis):
                picture.line(end, y, end, y + ROW, "rule")
            _draw(picture, one.measures.get(measure), x, y + 11, axis, lowest, f"{_path(one)}.measures.{measure}")
        y += ROW
    for number in range(len(drawn)):
        x = left + number * column
        picture.words(x - 3, y + 16, f"{lowest:.1f}", "note")
        picture.words(x + axis + 8, y + 16, "1.0", "note", end=True)
    return Plot("agreement", "agreement", says, picture.svg(y + 32))


def _draw(picture: Picture, known: Known | None, x: float, y: float, axis: float, lowest: float, path: str) -> None:
    if known is None or known.value is None:
        picture.words(x + axis + 10, y + 4, "-", "value none")
        return

    def at(value: float) -> float:
        return x + (value - lowest) / (1 - lowest) * axis

    if known.low is not None and known.high is not None:
        picture.line(at(known.low), y, at(known.high), y, "one", thick=2)
        for end in (known.low, known.high):
            picture.line(at(end), y - 3, at(end), y + 3, "one", thick=2)
    picture.dot(at(known.value), y, "one", path)
    picture.words(x + axis + 10, y + 4, f"{known.value:.3f}", "value", path=f"{path}.value")


def _agreed(one: Agreed, rows: Mapping[str, str]) -> str:
    values = {says: value for measure, says in rows.items() if (value := _value(one, measure)) is not None}
    if not values:
        return "F1 of two passes, by measure."
    high, low = max(values, key=lambda says: values[says]), min(values, key=lambda says: values[says])
    return (
        f"F1 of {' and '.join(one.annotators)} under guidelines {one.guidelines}, articles: {len(one.articles):,}. "
        f"Highest for {high} ({values[high]:.3f}), lowest for {low} ({values[low]:.3f})."
    )


def _path(one: Agreed) -> str:
    return f"{'+'.join(one.annotators)}.{one.guidelines}"


def _value(one: Agreed, measure: str) -> float | None:
    return (one.measures.get(measure) or Known(None)).value
