"""A small writer of SVG. The pictures of a dataset must be the same bytes on every machine, so no library of plots draws them.

There is nothing in a picture but rectangles, lines, dots and words. It brings its own background, light or dark as its reader
prefers, so that it can be read whatever page it stands in.
"""

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from ..text import plain

FOLDER = "plots"
WIDE, MARGIN, ROW = 800, 20, 22
"""What a picture takes in a card, what it leaves free at its sides, and how high a row is."""
SIZE = 13
"""Of the words, in pixels, where a style says nothing else."""

_STYLE = """
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#1f2328}
.title{font-size:17px;font-weight:600}.head{font-weight:600}.note{font-size:12px;fill:#59636e}.none{fill:#8c959f}
.value{font-variant-numeric:tabular-nums}
.panel{fill:#fff;stroke:#d1d9e0}.rule{stroke:#d1d9e0}.one{fill:#2f6fb3;stroke:#2f6fb3}.two{fill:#c4661f;stroke:#c4661f}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.note{fill:#9198a1}.none{fill:#767e88}
.panel{fill:#0d1117;stroke:#30363d}.rule{stroke:#30363d}.one{fill:#6aa7e8;stroke:#6aa7e8}.two{fill:#e89a55;stroke:#e89a55}}
"""
_NARROW, _WIDE = "iljtfrI.,:;'|!()[] ", "mwMW@%&"


class Plot(Struct, frozen=True):
    """A picture, and what it shows in words."""

    name: str
    beside: str
    """What the card tells where it shows it: an inventory, or ``agreement``."""
    says: str
    svg: bytes

    @property
    def path(self) -> str:
        """Where it is, from the card."""
        return f"{FOLDER}/{self.name}.svg"


def width(words: str, size: float = SIZE) -> float:
    """About how many pixels some words take, whatever the font: rather more than less."""
    return size * sum(map(_em, plain(words)))


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if character in _NARROW:
        return 0.34
    return 0.92 if character in _WIDE else 0.7 if character.isupper() else 0.6


def clipped(words: str, room: float, size: float = SIZE) -> str:
    """As much of some words as there is room for."""
    words = plain(words)
    if width(words, size) <= room:
        return words
    while words and width(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


class Picture:
    """A picture that is being drawn. Places are in pixels, from the top left."""

    def __init__(self, wide: float, title: str, says: str) -> None:
        self.wide = wide
        self._head = f"<title>{_xml(title)}</title>\n<desc>{_xml(says)}</desc>"
        self._drawn: list[str] = []

    def words(self, x: float, y: float, words: str, kind: str = "", *, end: bool = False, path: str = "") -> None:
        """Words that begin at a place of their base line, or end there. ``path`` says of which figure they tell."""
        # What is written from right to left begins where other words end.
        leftward = next((way for way in map(unicodedata.bidirectional, words) if way in ("L", "R", "AL")), "L") != "L"
        way = ' direction="rtl"' if leftward else ""
        anchor = ' text-anchor="end"' if end != leftward else ""
        self._drawn.append(f"<text{_at(x=x, y=y)}{_class(kind)}{anchor}{way}{_path(path)}>{_xml(words)}</text>")

    def bar(self, x: float, y: float, wide: float, high: float, kind: str, path: str = "") -> None:
        """A bar from a place to the right."""
        self._drawn.append(f'<rect{_at(x=x, y=y, width=wide, height=high)} rx="1.5" stroke="none"{_class(kind)}{_path(path)}/>')

    def line(self, x: float, y: float, to_x: float, to_y: float, kind: str, *, thick: float = 1) -> None:
        """A line between two places."""
        self._drawn.append(f'<line{_at(x1=x, y1=y, x2=to_x, y2=to_y)} stroke-width="{_figure(thick)}"{_class(kind)}/>')

    def dot(self, x: float, y: float, kind: str, path: str = "") -> None:
        """A dot around a place."""
        self._drawn.append(f'<circle{_at(cx=x, cy=y, r=4)} stroke="none"{_class(kind)}{_path(path)}/>')

    def svg(self, high: float) -> bytes:
        """The picture, this high."""
        whole = _at(width=self.wide, height=high) + f' viewBox="0 0 {_figure(self.wide)} {_figure(high)}"'
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg"{whole} role="img">',
            self._head,
            f"<style>{_STYLE}</style>",
            f'<rect{_at(x=0.5, y=0.5, width=self.wide - 1, height=high - 1)} rx="8" class="panel"/>',
            *self._drawn,
            "</svg>",
        ]
        return ("\n".join(lines) + "\n").encode()


def _xml(words: str) -> str:
    return escape(plain(words))


def _at(**places: float) -> str:
    return "".join(f' {name}="{_figure(place)}"' for name, place in places.items())


def _figure(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _path(path: str) -> str:
    return f" data-path={quoteattr(plain(path))}" if path else ""
