"""What mending would change, for people to read."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from ..finding import harmless
from .rounds import Edit


def diff(edits: Iterable[Edit]) -> Iterator[str]:
    """The lines of a unified diff, without line ends. No data can turn them into commands of a terminal: what is no
    printable character but a tab is shown as an escape.
    """
    for edit in edits:
        for line in unified_diff(_lines(edit.was), _lines(edit.becomes), f"a/{edit.file}", f"b/{edit.file}"):
            yield "\t".join(map(harmless, line.removesuffix("\n").split("\t")))
            if not line.endswith("\n"):
                yield "\\ No newline at end of file"


def _lines(data: bytes) -> list[str]:
    """The lines of a file with their ends; bytes that are not UTF-8 survive as surrogates."""
    *whole, last = data.decode(errors="surrogateescape").split("\n")
    return [line + "\n" for line in whole] + ([last] if last else [])
