"""The changelog of a corpus: its top section becomes that of a release."""

import re
import textwrap

from ..prose import unfenced

_SECTION = re.compile(r"^## .*$", re.MULTILINE)
_OPEN = re.compile(r"^## .*\bunreleased\b.*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w`.])\d[\d,]*(?![\w`]|\.\d)")
_WIDTH = 140


def released(page: str, version: str, date: str, says: str) -> str:
    """A changelog in which its top section, if that is unreleased, or else a new one, is that of a version, with a line on the data."""
    head = f"## {version} ({date})"
    said = _NUMBER.sub(r"`\g<0>`", says)  # of this version, for good: no build fills it in or asks after it
    line = "\n".join(textwrap.wrap(f"- {said}", _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False))
    ends = "\r\n" if 0 < page.count("\n") == page.count("\r\n") else ""
    if ends:
        return _closed(page.replace(ends, "\n"), head, line).replace("\n", ends)
    return _closed(page, head, line)


def _closed(page: str, head: str, line: str) -> str:
    sections = [*_SECTION.finditer(unfenced(page))][:2]
    if not sections:
        return f"{page.rstrip()}\n\n{head}\n\n{line}\n".lstrip("\n")
    first = sections[0]
    if not _OPEN.match(first.group()):
        return f"{page[: first.start()]}{head}\n\n{line}\n\n{page[first.start() :]}"
    following = sections[1:]
    end = following[0].start() if following else len(page)
    body = page[first.end() : end].strip("\n")
    told = f"{body}\n{line}\n" if body else f"{line}\n"
    return f"{page[: first.start()]}{head}\n\n{told}" + (f"\n{page[end:]}" if following else "")
