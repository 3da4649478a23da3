"""Texts: those that somebody holds beside the corpus, and whether a file is a text at all."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..text import FORBIDDEN, fingerprint, line_of
from . import files
from .form import Fault

_PLAIN = bytes([9, 10, *range(32, 127)])
"""The characters of ASCII that a text may hold."""
_CALLED = {
    "\r": "carriage return, of a CR LF line end",
    "\x85": "next line",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte order mark",
}


class Texts:
    """Texts that somebody holds, found by what they say and not by what they are called."""

    def __init__(self, folder: Path | None = None) -> None:
        self.paths = {}
        for name in files.listing(folder, ".txt") if folder else []:
            path = os.path.join(str(folder), name + ".txt")
            try:
                self.paths[fingerprint(files.read(path).decode())] = path
            except UnicodeDecodeError:
                continue  # not the text of any article, whose fingerprints are of UTF-8

    def all(self) -> Iterator[tuple[str, str]]:
        """Every text at hand, with its path."""
        for path in self.paths.values():
            yield path, files.read(path).decode()

    def get(self, sha256: str) -> str | None:
        """The text with this fingerprint, if it is here."""
        path = self.paths.get(sha256)
        return files.read(path).decode() if path else None


def read_text(data: bytes) -> tuple[str | None, Fault | None]:
    """The text in a file's bytes, and the first thing that is wrong with it; no text where the bytes are none."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, Fault(line, "not-utf-8", f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8")
    if not text.strip():
        return None, Fault(0, "empty-file", "there is no text in the file; restore it")
    if data.isascii() and not data.translate(None, _PLAIN):
        return text, None  # quick to see, and true of most texts
    if match := FORBIDDEN.search(text):
        line = line_of(text, match.start())
        character = match.group()
        message = f"the text holds U+{ord(character):04X} ({_CALLED.get(character, 'a control character')}); remove it before marking"
        return text, Fault(line, "forbidden-character", message)
    return text, None
