"""Where the version stands: the settings of the corpus, and the files that these name."""

import re

from ..settings import FILE as SETTINGS
from ..store import Corpus, files
from ..text import reason, shown
from .errors import ReleaseError

_KEYS = r"(?P<key>(?<![\w-])(?:version|__version__|steppe)[\"']?\s*[:=]\s*[\"']?)"
"""How a version is stated: under the name of a key, or in the signature of a figure that a version of this package computed."""


def stated(text: str, version: str) -> int:
    """How often a text states a version."""
    return len(_pattern(version).findall(text))


def stamped(text: str, old: str, new: str, *, most: int = 0) -> str:
    """A text that states a new version wherever it stated the old one (0: everywhere)."""
    return _pattern(old).sub(lambda match: f"{match['key']}{new}", text, count=most)


def _pattern(version: str) -> re.Pattern[str]:
    return re.compile(rf"{_KEYS}{re.escape(version)}(?![\w.-]|\.\d)")


def stamp(corpus: Corpus, version: str, date: str) -> dict[str, bytes]:
    """The files of a corpus that state its version, as they are to be.

    Raises:
        ReleaseError: one does not state it, or cannot be read.
    """
    old = corpus.settings.version
    found: dict[str, bytes] = {}
    for file in (SETTINGS, *corpus.settings.stamped):
        if file.startswith("/") or ".." in file.split("/"):
            raise ReleaseError(f"{file} is outside the corpus, whose folder alone is released; take it out of `stamped` in {SETTINGS}")
        try:
            text = files.read(corpus.path(file)).decode()
        except (OSError, UnicodeDecodeError, files.UnsafePath) as error:
            raise ReleaseError(f"{file}: {reason(error)}; `stamped` of {SETTINGS} names files that state the version") from error
        if not stated(text, old):
            raise ReleaseError(f'{file} does not state version {shown(old)}, as {SETTINGS} does; write it there, as in `version: "{old}"`')
        text = stamped(text, old, version, most=1 if file == SETTINGS else 0)
        if file.endswith(".cff"):
            text = dated(text, "date-released: ", "version:", date)
        elif file == SETTINGS:
            text = dated(text, "released = ", "version = ", f'"{date}"')
        found[file] = text.encode()
    return found


def dated(text: str, key: str, after: str, date: str) -> str:
    """A text whose first line that begins with a key gives a date; where there is none, one behind the line that begins with ``after``."""
    line = f"{key}{date}"
    for pattern, put in ((rf"^{key.rstrip(' =:')} *[:=].*$", line), (rf"^{after.rstrip(' =:')} *[:=].*$", rf"\g<0>\n{line}")):
        text, found = re.subn(pattern, put, text, count=1, flags=re.MULTILINE)
        if found:
            return text
    return text
