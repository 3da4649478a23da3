"""The files of a folder that is imported: which they are, what their articles are called, which incident and split they are of."""

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from ..settings import Incident
from ..store.registry import FILES

_SPLITS = {"train", "dev", "devel", "valid", "validation", "test"}
"""What a folder is called that holds one side of a split."""
_LEARNT, _TESTED = "train", "test"
_WHOLE = "all"
"""The incident of files that are in no folder of their own."""
_RESERVED = {*FILES, "labels"}
"""Names that files of the corpus have which are of no article."""
_LONGEST = 100


class NothingToImport(ValueError):
    """The folder has no file of the format, or none that a pattern names."""


class Source(Struct, frozen=True):
    """A file that is imported."""

    path: str
    """On disk."""
    file: str
    """Relative to the folder, with / between its parts; what cannot be text is replaced."""

    @property
    def parts(self) -> list[str]:
        """The folders that it lies in."""
        return self.file.split("/")[:-1]


def listing(root: Path) -> list[Source]:
    """Every file below a folder, sorted. Hidden ones and what symbolic links lead to are left out."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(folder, name)
            if not name.startswith(".") and not os.path.islink(path):
                relative = os.path.relpath(path, root).replace(os.sep, "/")
                found.append(Source(path, os.fsencode(relative).decode("utf-8", "replace")))
    return sorted(found, key=lambda source: source.file)


def names_of(sources: Sequence[Source]) -> dict[str, str]:
    """A name for the article of each file: of the file's own, and of its folders where several files have that."""
    found: dict[str, str] = {}
    taken = set(_RESERVED)
    for source in sources:
        wanted = [_slug(source.file.rpartition("/")[2]), _slug(source.file)]
        number = 2
        while wanted[0] in taken:
            wanted.pop(0)
            if not wanted:
                wanted.append(f"{_slug(source.file)}-{number}")
                number += 1
        found[source.file] = wanted[0]
        taken.add(wanted[0])
    return found


def _slug(name: str) -> str:
    """A file's name without its endings, in small letters, digits and hyphens."""
    stem = re.sub(r"(\.[A-Za-z]\w{0,4})+$", "", name) or name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "article"


def incidents_of(sources: Sequence[Source], tests: Iterable[str] = ()) -> tuple[dict[str, str], dict[str, Incident]]:
    """The incident of each file, and all incidents with their split.

    The incident is the topmost folder that not all files share. A folder with the name of a split gives the split of what is
    below it, and is part of the incident, so that each incident is on one side. Patterns of ``tests`` (as in a shell) name
    incidents to be tested on.

    Raises:
        NothingToImport: a pattern names none.
    """
    shared = _shared([source.parts for source in sources])
    of: dict[str, str] = {}
    splits: dict[str, str] = {}
    for source in sources:
        kept: list[str] = []
        below = source.parts[shared:]
        for number, part in enumerate(below):
            if any(word.lower() not in _SPLITS for word in kept) and not _SPLITS.intersection(map(str.lower, below[number:])):
                break
            kept.append(part)
        incident = "/".join(kept) or _WHOLE
        of[source.file] = incident
        splits[incident] = next((part.lower() for part in source.parts if part.lower() in _SPLITS), _LEARNT)
    for pattern in tests:
        named = [incident for incident in splits if fnmatchcase(incident, pattern)]
        if not named:
            raise NothingToImport(f"no incident is called {pattern!r}; there are {', '.join(sorted(splits)[:20])}")
        splits |= dict.fromkeys(named, _TESTED)
    return of, {name: Incident(name=name, split=split) for name, split in sorted(splits.items())}


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """How many folders all paths begin with."""
    levels = zip(*paths, strict=False)
    return next((number for number, level in enumerate(levels) if len(set(level)) > 1), min(map(len, paths)))
