"""Findings of an imported corpus, in terms of the files that it was imported from."""

import os
import re
from collections.abc import Iterator

from msgspec.structs import replace

from .finding import Finding
from .model import ALPHABET, Origin
from .store import Corpus

_ID = re.compile(f"[a-z]-[{ALPHABET}]{{6}}")


_SHARED = frozenset(("entities", "events", "labels"))
"""Files of origins of what many articles refer to: they are read once, those of an article only while it is looked at."""


class Origins:
    """Where the records of a corpus were, if it was imported; read as they are needed."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._any = os.path.isdir(corpus.path("annotations/origins"))
        self._shared: dict[str, dict[str, Origin]] = {}
        self._last: tuple[str, dict[str, Origin]] = ("", {})

    def terms(self, found: list[Finding]) -> list[Finding]:
        """Findings at the files and lines, and by the names, that what they are about had before it was imported.

        Findings of what was not imported stay as they are.
        """
        return sorted(map(self.translated, found)) if self._any and found else found

    def of(self, file: str) -> dict[str, Origin]:
        """The origins of what stands in a file of annotations, by :attr:`steppe.model.Origin.at`."""
        name = file.rpartition("/")[2].partition(".")[0]
        if name in self._shared:
            return self._shared[name]
        if name != self._last[0]:
            known = {origin.at: origin for origin in self._corpus.origins_of(name)}
            for at in [at for at in known if ":" in at]:
                known.setdefault(at.partition(":")[0], known[at])
            if name in _SHARED:
                self._shared[name] = known
                return known
            self._last = name, known
        return self._last[1]

    def translated(self, finding: Finding) -> Finding:
        """A finding in terms of its origin."""
        there = self.of(finding.file)
        message = _ID.sub(lambda match: self._name(match.group(), there), finding.message)
        origin = next((there[at] for at in _places(finding) if at in there), None)
        if origin is None:
            return replace(finding, message=message)
        return replace(
            finding,
            file=origin.file,
            line=finding.line if origin.at == "text" else origin.line,
            mark=origin.name if origin.name and origin.at.startswith(finding.mark) else finding.mark,
            message=message,
            carried=f"{finding.file}:{finding.line}",
        )

    def _name(self, identifier: str, there: dict[str, Origin]) -> str:
        """What a mark of the article, or an entry of the registry, was called."""
        for origins in (there, self.of("entities"), self.of("events")):
            if identifier in origins:
                return origins[identifier].name or identifier
        return identifier


def _places(finding: Finding) -> Iterator[str]:
    """Under what the origin of a finding may be kept, the most exact first."""
    mark = finding.mark
    for at in (f"{mark}:{finding.line}", mark):
        if finding.code[0] == "S":
            yield f"{at}.place"
        for other in _ID.findall(finding.message):
            yield f"{at}.{other}"
        yield at
    if finding.file.endswith(".txt"):
        yield "text"
    yield "article"
