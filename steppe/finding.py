"""What validation finds, and where it shows."""

from msgspec import Struct

from .text import plain

CONTEXT = 48
"""Characters of a line that are shown on each side of what is wrong."""
WIDEST = 96
"""Characters that are shown of what is wrong."""


class Spot(Struct, frozen=True, order=True):
    """The place of a finding in the text of its article."""

    start: int
    """In code points of the text, like ``end``, which is exclusive."""
    end: int
    line: int
    """Of the text, from 1."""
    excerpt: str
    """That line, clipped, with nothing that a terminal would obey."""
    caret: int
    """Where in the excerpt the place begins."""
    width: int
    """How much of the excerpt it covers; at least 1."""


class Finding(Struct, frozen=True, order=True):
    """One finding. As text: ``annotations/gold/a.jsonl:3: S203 quote-differs m-234567: quotes 'Acne' where ...``."""

    file: str
    """Relative to the corpus; of an imported one, to the folder that was imported."""
    line: int
    """From 1; 0 for the file as a whole."""
    code: str
    name: str
    mark: str
    """The id of the record, or its kind where it has none; empty where no record could be read."""
    message: str
    """What is there, and what should be."""
    spot: Spot | None = None
    """Where in the text, if the text is at hand."""
    carried: str = ""
    """Of an imported corpus: the file and line of the annotations that the record is on."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        carried = f" ({self.carried})" if self.carried else ""
        return harmless(f"{place}: {self.code} {self.name}{' ' + self.mark if self.mark else ''}: {self.message}{carried}")


class Flaw(Struct, frozen=True, order=True):
    """One thing that is wrong in a file, where no rule is broken: of a dataset, or of the pages that speak of one."""

    file: str
    """Relative to the folder that is looked at."""
    line: int
    """From 1; 0 for the file as a whole."""
    message: str
    """What is there, and what should be."""

    def __str__(self) -> str:
        return harmless(f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}")


def harmless(text: str) -> str:
    """A text in one line that neither a terminal nor the log of a CI runner would obey.

    GitHub's runner takes ``::name::`` at the beginning of a line for a command, and ``##[name]`` anywhere in one.
    """
    text = plain(text).replace("##[", "#\\x23[")
    return text.replace("::", r"\x3a:", 1) if text.lstrip().startswith("::") else text


def spot(text: str, start: int, end: int) -> Spot:
    """The place from ``start`` to ``end`` of a text, which may lie outside it or be reversed; of a long one, its beginning."""
    begin = min(max(start, 0), len(text))
    stop = min(max(end, begin), len(text))
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", begin)
    last = len(text) if last < 0 else last
    stop = min(stop, last, begin + WIDEST)
    left, right = max(first, begin - CONTEXT), min(last, stop + CONTEXT)
    before, under, after = plain(text[left:begin]), plain(text[begin:stop]), plain(text[stop:right])
    before = "…" * (left > first) + before
    return Spot(start, end, text.count("\n", 0, begin) + 1, before + under + after + "…" * (right < last), len(before), max(len(under), 1))
