"""Facts about a text that need nothing but the text: digests, lines, word boundaries, safe display."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import sha256

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""Characters that no text may hold: controls other than tab and line feed, line separators that some readers split at
and others do not (CR, NEL, U+2028, U+2029), a byte order mark, and surrogates."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""What takes two units of UTF-16."""


def fingerprint(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def digest(text: str) -> str:
    """The first 12 hexadecimal digits of :func:`fingerprint`: enough to tell a slice, too little to restore it."""
    return sha256(text.encode()).hexdigest()[:12]


def lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Each line that is not blank, as (number from 1, start, end), without its outer white space."""
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if inner := line.strip():
            start = offset + line.index(inner[0])
            yield number, start, start + len(inner)
        offset += len(line) + 1


def line_of(text: str, offset: int) -> int:
    """The number, from 1, of the line at an offset."""
    return text.count("\n", 0, offset) + 1


def cuts_word(text: str, offset: int) -> bool:
    """Whether a boundary at this offset falls inside a word, or between a letter and its combining marks."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    return (_of_word(before) and _of_word(after)) or unicodedata.category(after)[0] == "M"


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


class Utf16:
    """Reads offsets in a text as UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs = [match.start() + number for number, match in enumerate(_ASTRAL.finditer(text))]
        """Where, in units, the characters of two units begin."""

    def code_point(self, offset: int) -> int | None:
        """An offset in code points; None where it splits a character or lies outside the text."""
        before = bisect_left(self.pairs, offset)
        if before and self.pairs[before - 1] == offset - 1:
            return None
        return offset - before if offset - before <= len(self.text) else None


def plural(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def plain(text: str) -> str:
    """A text in one line, without what a terminal would obey: control and format characters as escapes."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in "\u200c\u200d" or unicodedata.category(character) == "Zs"
        else ascii(character)[1:-1]
        for character in text
    )


def shown(text: str, width: int = 60) -> str:
    """A text as a message may quote it: clipped, in quotation marks, with nothing that a terminal would obey."""
    clipped = text if len(text) <= width else text[: width - 1] + "…"
    return repr(clipped)


def shared(one: str, two: str) -> int:
    """How many characters two texts begin with that are the same."""
    return next((number for number, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def reason(error: Exception) -> str:
    """Why something failed, as a clause: of the system's errors what it says of them, in small letters."""
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
