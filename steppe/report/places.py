"""Where in its line what is wrong stands."""

import json
import re
from pathlib import Path

from ..finding import Finding, Spot, spot
from ..store import files

_BYTE = re.compile(r"\(byte (\d+)\)$")
_PATH = re.compile(r"'\$[^']*?(\w+)(?:\[\.\.\.\])?'$")
_CHARACTER = re.compile(r"holds U\+([0-9A-F]{4,6}) ")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)+)'")


class Places:
    """The lines that findings are about, read again when they are asked for.

    ``prefix`` is what stands before the name of a file of the corpus to make it one of the repository, such as ``news/``.
    """

    def __init__(self, root: Path, prefix: str = "") -> None:
        self.root = root
        self.prefix = prefix
        self._file = ""
        self._lines: list[bytes] = []

    def line(self, file: str, number: int) -> str | None:
        """A line of a file of the corpus, from 1; None where there is none."""
        if file != self._file:
            try:
                self._lines = files.read(self.root / file).split(b"\n")
            except (OSError, ValueError):
                self._lines = []
            self._file = file
        return self._lines[number - 1].decode(errors="replace") if 0 < number <= len(self._lines) else None

    def of(self, finding: Finding) -> tuple[int, str, tuple[int, int] | None] | None:
        """The line of records or text that a finding is about: its number, what it reads, and which of its characters are meant."""
        file, number = finding.file, finding.line
        if finding.carried:
            file, _, given = finding.carried.rpartition(":")
            number = int(given) if given.isdecimal() else 0
        line = self.line(file, number)
        return None if line is None else (number, line, within(line, finding))

    def columns(self, finding: Finding) -> tuple[int, int] | None:
        """The characters of the line ``finding.line`` of ``finding.file`` that are meant, as half-open offsets from 0."""
        found = None if finding.carried else self.of(finding)
        return found[2] if found else None

    def shown(self, finding: Finding) -> tuple[str, Spot, bool] | None:
        """What to show of a finding: the name of the line, the place in it, and whether the place is known at all."""
        if finding.spot is not None:
            return f"text {finding.spot.line}", finding.spot, True
        if (found := self.of(finding)) is None or not found[1].strip():
            return None
        number, line, meant = found
        return f"{number}", spot(line, *(meant or (0, 0))), meant is not None


def within(line: str, finding: Finding) -> tuple[int, int] | None:
    """What a message speaks of, found in the line: a byte, a key, a character, a quoted value, or the id of the mark."""
    message = finding.message
    if not finding.mark:
        if match := _BYTE.search(message):
            at = len(line.encode()[: int(match[1])].decode(errors="ignore"))
            return min(at, max(len(line) - 1, 0)), min(at + 1, len(line))
        if message.endswith("truncated"):
            return max(len(line) - 1, 0), len(line)
        if match := _CHARACTER.search(message):
            return _found(line, chr(int(match[1], 16)))
        if (match := _PATH.search(message)) and (place := _found(line, f'"{match[1]}"')):
            return place
    for match in _QUOTED.finditer(message):
        word = json.dumps(match[1], ensure_ascii=False)[1:-1]
        if place := _found(line, f'"{word}"'):
            return place[0] + 1, place[1] - 1
    if finding.mark and (place := _found(line, f'"{finding.mark}"')):
        return place[0] + 1, place[1] - 1
    return None


def _found(line: str, word: str) -> tuple[int, int] | None:
    at = line.find(word)
    return (at, at + len(word)) if at >= 0 else None
