"""What a commit would change: the files that are to be there, against those that are."""

import os
from collections.abc import Mapping
from hashlib import file_digest, sha1
from pathlib import Path

from msgspec import Struct

KEPT = ".gitattributes"
"""What the Hub itself puts into a repository, and needs."""

KINDS = ("added", "changed", "removed", "unchanged")


class Source(Struct, frozen=True):
    """A file that is to be there."""

    file: Path
    size: int
    sha256: str
    blob: str
    """Its id as a blob of git."""


class There(Struct, frozen=True):
    """A file that is there: known by the SHA-256 of what it holds where the Hub stores it apart, else by its id as a blob of git."""

    size: int
    blob: str
    sha256: str = ""

    def holds(self, source: Source) -> bool:
        return self.sha256 == source.sha256 if self.sha256 else self.blob == source.blob


class Change(Struct, frozen=True):
    """What becomes of one file."""

    kind: str
    """One of :data:`KINDS`."""
    path: str
    size: int


def sources(folder: Path, pages: Mapping[str, Path]) -> dict[str, Source]:
    """The files of a dataset's folder by their paths, and the pages that go along with it by their names.

    Raises:
        OSError: one cannot be read.
    """
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    found |= pages
    return {name: _source(found[name]) for name in sorted(found)}


def changes(wanted: Mapping[str, Source], there: Mapping[str, There]) -> list[Change]:
    """What becomes of each file, by path; what is there and not wanted is removed."""
    found = [Change("removed", path, file.size) for path, file in there.items() if path not in wanted and path != KEPT]
    for path, source in wanted.items():
        kind = "added" if path not in there else "unchanged" if there[path].holds(source) else "changed"
        found.append(Change(kind, path, source.size))
    return sorted(found, key=lambda change: change.path)


def _source(path: Path) -> Source:
    size = os.path.getsize(path)
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
        file.seek(0)
        blob = file_digest(file, lambda: sha1(b"blob %d\0" % size, usedforsecurity=False)).hexdigest()
    return Source(path, size, sha256, blob)
