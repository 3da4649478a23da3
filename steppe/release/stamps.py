"""Where the version stands: the settings of the corpus, and the files that these name."""

import re

from ..store import Corpus, files
from ..text import reason, shown
from .errors import ReleaseError

SETTINGS = "annotations/corpus.toml"
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
        try:
            text = files.read(corpus.path(file)).decode()
        except (OSError, UnicodeDecodeError, files.UnsafePath) as error:
            raise ReleaseError(f"{file}: {reason(error)}; `stamped` of {SETTINGS} names files that state the version") from error
        if not stated(text, old):
            raise ReleaseError(f'{file} does not state version {shown(old)}, as {SETTINGS} does; write it there, as in `version: "{old}"`')
        text = stamped(text, old, version, most=1 if file == SETTINGS else 0)
        found[file] = (dated(text, date) if file.endswith(".cff") else text).encode()
    return found


def dated(citation: str, date: str) -> str:
    """The text of a CITATION.cff with the date of the release, after the version where it had none."""
    line = f"date-released: {date}"
    if re.search(r"^date-released:.*$", citation, re.MULTILINE):
        return re.sub(r"^date-released:.*$", line, citation, flags=re.MULTILINE)
    return re.sub(r"^(version:.*)$", rf"\1\n{line}", citation, count=1, flags=re.MULTILINE)
