"""Whether all that a corpus tells of its data is what its annotations build: the dataset, byte by byte, and the figures of the pages."""

import os
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow import ArrowException

from .amiss import amiss
from .build import build, figures_of
from .finding import Flaw
from .pages import files_of
from .store import Corpus, files
from .table import content_of
from .text import shared, shown

_BEFORE, _SHOWN = 20, 60
"""Characters of a line that are shown before the first that is wrong, and in all."""


def stale(corpus: Corpus, folder: Path, seen: Callable[[int], object] = lambda number: None, *, pages: bool = True) -> list[Flaw]:
    """What differs between the dataset in a folder and a new build, and with ``pages`` the numbers of pages that are not those of it.

    Nothing is written but a folder for the time of the work. ``seen`` is called as in a build.

    Raises:
        steppe.build.Refused: the annotations have findings.
        steppe.store.files.UnsafePath: a file of the dataset is a symbolic link.
        OSError: something cannot be read, or there is no room for the build.
    """
    with TemporaryDirectory(prefix="steppe-") as home:
        new = build(corpus, Path(home) / "dataset", seen).folder
        found = list(_of_dataset(folder, new, Path(os.path.relpath(folder, corpus.root)).as_posix()))
        if pages:
            found += amiss(corpus, figures_of(corpus, new))
    return sorted(found)


def _of_dataset(old: Path, new: Path, name: str) -> Iterator[Flaw]:
    there, wanted = files_of(old), files_of(new)
    if not there:
        yield Flaw(name, 0, "there is no dataset; run `steppe build`")
        return
    for file in sorted({*there, *wanted}):
        if file not in there:
            yield Flaw(f"{name}/{file}", 0, "is not there; run `steppe build`")
        elif file not in wanted:
            yield Flaw(f"{name}/{file}", 0, "no build writes this; remove it")
        else:
            yield from _of_file(old / file, new / file, f"{name}/{file}")


def _of_file(old: Path, new: Path, name: str) -> Iterator[Flaw]:
    was, now = files.read(old), files.read(new)
    if was == now:
        return
    try:
        lines, wanted = was.decode().split("\n"), now.decode().split("\n")
    except UnicodeDecodeError:
        yield Flaw(name, 0, f"{_of_rows(old, new)}; run `steppe build`")
        return
    for line, says, should in _differing(lines, wanted):
        yield Flaw(name, line, f"says {says}; the annotations build {should}")


def _differing(lines: list[str], wanted: list[str]) -> Iterator[tuple[int, str, str]]:
    """Where two texts differ: line of the first, what it says there, and what the second says."""
    if len(lines) == len(wanted):
        changed = [("replace", at, at + 1, at, at + 1) for at, (one, two) in enumerate(zip(lines, wanted, strict=True)) if one != two]
    else:
        changed = [step for step in SequenceMatcher(None, lines, wanted, autojunk=False).get_opcodes() if step[0] != "equal"]
    for _, start, end, to, until in changed:
        for number in range(max(end - start, until - to)):
            one = lines[start + number] if start + number < end else None
            two = wanted[to + number] if to + number < until else None
            same = shared(one or "", two or "")
            yield min(start + number, max(end - 1, start)) + 1, _clip(one, same), _clip(two, same)


def _clip(line: str | None, at: int) -> str:
    """A line, of a long one what is around a place."""
    if line is None:
        return "nothing here"
    start = max(0, at - _BEFORE) if len(line) > _SHOWN else 0
    return shown("…" * (start > 0) + line[start:], _SHOWN)


def _of_rows(old: Path, new: Path) -> str:
    """How two files that are no texts differ."""
    try:
        same = content_of(old) == content_of(new)
    except (ArrowException, OSError):
        return "cannot be read, or is no table"
    return "has the rows that it should in other bytes, as another version of pyarrow writes them" if same else "has other rows"
