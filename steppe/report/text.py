"""The report for people: a finding a line, and under it the place that it is about."""

import unicodedata
from collections.abc import Iterator

from ..finding import Finding, Spot, harmless
from .report import Report

_BOLD, _RED, _FAINT = "1", "1;31", "2"


def text(report: Report) -> Iterator[str]:
    """The findings that are new, each with the line that it is about."""
    for finding, _ in report.new:
        yield _heading(finding, colour=report.colour)
        if report.excerpts and (shown := report.places.shown(finding)):
            yield from excerpt(*shown, colour=report.colour)


def _heading(finding: Finding, *, colour: bool) -> str:
    line = str(finding)
    if not colour:
        return line
    place, rule, rest = line.partition(f" {harmless(finding.code)} {harmless(finding.name)}")
    return painted(place, _BOLD) + painted(rule, _RED) + rest


def excerpt(name: str, spot: Spot, known: bool = True, *, colour: bool = False) -> Iterator[str]:
    """A line with its name, and a line with a caret under each column of the place, if that is known."""
    start, end = spot.caret, spot.caret + spot.width
    gutter = f"{name:>8} | "
    yield f"{painted(gutter, _FAINT) if colour else gutter}{harmless(spot.excerpt)}"
    if known:
        under = "^" * max(columns(spot.excerpt[start:end]), 1)
        gutter = f"{'':>8} | "
        before = " " * columns(spot.excerpt[:start])
        yield f"{painted(gutter, _FAINT) if colour else gutter}{before}{painted(under, _RED) if colour else under}"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def painted(text: str, style: str) -> str:
    """A text in a style of the terminal; none where there is no text."""
    return f"\x1b[{style}m{text}\x1b[0m" if text else ""
