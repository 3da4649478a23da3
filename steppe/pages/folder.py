"""The folder of a dataset: built beside the old one, then put in its place in one step."""

import ctypes
import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # not a Unix
    fcntl = None  # type: ignore[assignment]

from ..labels import Labels
from ..settings import Settings
from ..store import GOLD, Corpus, Document, Registry
from ..table import Tables, Written
from ..tally import Tally
from .agreed import Agreed, agreed, as_data
from .card import card
from .counts import counts
from .croissant import croissant
from .figures import Figures
from .plots import plots
from .svg import FOLDER

_WRITTEN = frozenset({"README.md", "counts.json", "agreement.json", "croissant.json", "data", FOLDER})
"""What a build writes into the folder of a dataset."""


class Dataset:
    """A dataset that is being written to a folder: tables, counts, agreement, pictures, card, ``croissant.json``."""

    def __init__(self, folder: Path, registry: Registry, labels: Labels, settings: Settings) -> None:
        self.folder = folder
        self.registry = registry
        self.tables = Tables(folder, registry, labels, settings)
        self.tally = Tally(labels, settings)

    def add(self, document: Document) -> None:
        """Append an article of gold."""
        self.tables.add(document)
        self.tally.add(document, self.registry.entailed)

    def add_pass(self, document: Document, registry: Registry) -> None:
        """Append an annotator's pass, with that annotator's registry."""
        self.tables.add_pass(document, registry)

    def close(self, agreement: list[Agreed]) -> list[Written]:
        """Finish the tables, and write what is told of them.

        Raises:
            steppe.pages.FigureError: the settings ask for a figure that there is not.
        """
        written, labels, settings = self.tables.close(), self.tally.labels, self.tally.settings
        counted, measured = counts(self.tally, written, self.tables.related), as_data(agreement) if agreement else None
        drawn = plots(self.tally, agreement)
        told = {
            "counts.json": counted,
            "agreement.json": measured,
            **{plot.path: plot.svg for plot in drawn},
            "README.md": card(self.tally, written, agreement, drawn, self.tables.related),
            "croissant.json": croissant(self.folder, labels, settings, written, Figures(counted, measured, settings.splits)),
        }
        if drawn:
            (self.folder / FOLDER).mkdir()
        for name, data in told.items():
            if data is not None:
                (self.folder / name).write_bytes(data)
        return written


def write_dataset(
    folder: Path, corpus: Corpus, take: Callable[[Document], Document | None], seen: Callable[[int], object] = lambda number: None
) -> list[Written]:
    """Write the dataset of a corpus without findings to a folder, and say what its files are.

    ``take`` gives each document as it is to be published, or None to leave it out; ``seen`` is called with 1 after each.

    Raises:
        NotReplaceable: what is there is no dataset.
        steppe.pages.FigureError: the settings ask for a figure that there is not.
        OSError: the folder cannot be written; the old one is as it was.
    """
    with replacing(folder) as new:
        dataset = Dataset(new, corpus.registry, corpus.labels, corpus.settings)
        try:
            for place in corpus.folders():
                registry = corpus.registry_of(place)[0]
                for reading in corpus.documents(place, sound=True):
                    document = take(reading.document) if reading.document else None
                    if document is not None:
                        dataset.add(document) if place == GOLD else dataset.add_pass(document, registry)
                    seen(1)
            return dataset.close(agreed(corpus))
        except BaseException:
            dataset.tables.abandon()
            raise


class NotReplaceable(ValueError):
    """A folder that a dataset must not take the place of."""


@contextmanager
def replacing(folder: Path, holds: frozenset[str] = _WRITTEN) -> Iterator[Path]:
    """A new, empty folder to fill, which takes the place of ``folder`` if nothing fails, and vanishes if something does.

    ``holds`` is what may be in the folder that is replaced.

    At every moment, even if the process is killed, ``folder`` is whole: the old one or the new one. Where the two are equal,
    byte for byte, the old one stays. Of two processes that do this at once, the last one to finish is seen.

    Raises:
        NotReplaceable: what is there is something else.
        OSError: the disk is full, say; the old folder is as it was.
    """
    folder = folder.resolve()
    if not folder.name:
        raise NotReplaceable(f"{folder} cannot be replaced; name a new or an empty folder")
    recover(folder)
    if folder.exists() and (not folder.is_dir() or not holds.issuperset(os.listdir(folder))):
        raise NotReplaceable(f"{folder} holds what this command does not write; name a new or an empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    new.chmod(0o755)
    with _held(new):
        try:
            yield new
            if not _equal(folder, new):
                _sync(new)
                _exchange(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Clear up after a process that was killed between, or after, the two renames of a replacement."""
    old = _old(folder)
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _sweep(folder: Path) -> None:
    """Remove what killed processes left: new folders that no process holds."""
    for left in folder.parent.glob(f".{folder.name}.new-*"):
        with suppress(OSError), _held(left):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """A lock on a folder, which ends with the process at the latest.

    Raises:
        OSError: another process has it.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _exchange(new: Path, folder: Path) -> None:
    """Put ``new`` in the place of ``folder``: in one step where the system can exchange two names, else in two."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = _old(folder)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, two: Path) -> bool:
    """Exchange two names by Linux's renameat2; False where that is not to be had."""
    at_working_directory, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done = rename(at_working_directory, os.fsencode(one), at_working_directory, os.fsencode(two), exchange)
    return bool(done == 0)


def files_of(folder: Path) -> list[str]:
    """The names of all files of a folder, sorted; none where there is no such folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _equal(one: Path, two: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = files_of(two)
    return one.is_dir() and files_of(one) == names and not any(filecmp.cmpfiles(one, two, names, shallow=False)[1:])


def _sync(folder: Path) -> None:
    """Have the disk hold what was written, before a name leads to it."""
    for name in files_of(folder):
        with open(folder / name, "rb") as file:
            os.fsync(file.fileno())
