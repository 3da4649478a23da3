"""Grids of words and figures, for a terminal or as Markdown."""

from collections.abc import Sequence

from ..text import plain

Row = Sequence[str]


def as_text(head: Row, rows: Sequence[Row], *, left: int = 1) -> list[str]:
    """Lines in columns, the first ``left`` of them aligned at the left."""
    cells = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(_padded(cell, width, number < left) for number, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in cells
    ]


def as_markdown(head: Row, rows: Sequence[Row], *, left: int = 1) -> list[str]:
    """A table of Markdown, its first ``left`` columns aligned at the left."""
    marks = [":--" if number < left else "--:" for number in range(len(head))]
    cells = [[plain(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in (head, marks, *cells)]


def _padded(cell: str, width: int, left: bool) -> str:
    return cell.ljust(width) if left else cell.rjust(width)


def figure(value: float | None) -> str:
    """A ratio or coefficient with three decimals; ``undefined`` where it is not defined."""
    return "undefined" if value is None else f"{value:.3f}"


def between(ends: tuple[float | None, float | None] | None) -> str:
    """An interval; empty where there is none."""
    return "" if ends is None or None in ends else f"{ends[0]:.3f} to {ends[1]:.3f}"


def number(count: float) -> str:
    """A count, with decimals only where it has some."""
    return f"{count:,.0f}" if float(count).is_integer() else f"{count:,.2f}"
