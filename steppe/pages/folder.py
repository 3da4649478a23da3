"""The folder of a dataset: built beside the old one, then put in its place in one step."""

import ctypes
import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..labels import Labels
from ..settings import Settings
from ..store import Document, Registry
from ..table import Tables, Written
from .card import card
from .counts import Tally, counts


class Dataset:
    """A dataset that is being written to a folder: tables, counts, card."""

    def __init__(self, folder: Path, registry: Registry, labels: Labels, settings: Settings) -> None:
        self.folder = folder
        self.tables = Tables(folder, registry, labels, settings)
        self.tally = Tally(labels, settings)

    def add(self, document: Document) -> None:
        """Append an article of gold."""
        self.tables.add(document)
        self.tally.add(document)

    def add_pass(self, document: Document, registry: Registry) -> None:
        """Append an annotator's pass, with that annotator's registry."""
        self.tables.add_pass(document, registry)

    def close(self) -> list[Written]:
        """Finish the tables, and write what is told of them."""
        written = self.tables.close()
        (self.folder / "counts.json").write_bytes(counts(self.tally, written))
        (self.folder / "README.md").write_bytes(card(self.tally, written))
        return written


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new, empty folder to fill, which takes the place of ``folder`` if nothing fails, and vanishes if something does.

    At every moment, even if the process is killed, ``folder`` is whole: the old one or the new one. Where the two are equal,
    byte for byte, the old one stays.

    Raises:
        OSError: the disk is full, say; the old folder is as it was.
    """
    recover(folder)
    new = _beside(folder, "new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        if not _equal(folder, new):
            _sync(new)
            _exchange(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(_beside(folder, "old"), ignore_errors=True)


def recover(folder: Path) -> None:
    """Put the old folder back, where a process was killed between the two renames of a replacement."""
    old = _beside(folder, "old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _exchange(new: Path, folder: Path) -> None:
    """Put ``new`` in the place of ``folder``: in one step where the system can exchange two names, else in two."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = _beside(folder, "old")
        folder.rename(old)
        new.rename(folder)


def _exchanged(one: Path, two: Path) -> bool:
    """Exchange two names by Linux's renameat2; False where that is not to be had."""
    at_working_directory, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done = rename(at_working_directory, os.fsencode(one), at_working_directory, os.fsencode(two), exchange)
    return bool(done == 0)


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _equal(one: Path, two: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = _files(two)
    return one.is_dir() and _files(one) == names and not any(filecmp.cmpfiles(one, two, names, shallow=False)[1:])


def _sync(folder: Path) -> None:
    """Have the disk hold what was written, before a name leads to it."""
    for name in _files(folder):
        with open(folder / name, "rb") as file:
            os.fsync(file.fileno())
