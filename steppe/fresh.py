"""Whether all that a corpus tells of its data is what its annotations build: the dataset, byte by byte, and the figures of the pages."""

import os
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow import ArrowException

from .build import build, figures_of
from .figures import AGREEMENT, asked
from .finding import Flaw
from .pages import Figures, files_of
from .past import altered
from .prose import bare, unclosed
from .rules.pages import of_page
from .settings import FILE as SETTINGS
from .stated import CITATION, misstated
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
            found += _of_pages(corpus, figures_of(corpus, new))
            found += misstated(corpus, corpus.own_pages())
            found += altered(corpus)
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


def _of_pages(corpus: Corpus, figures: Figures) -> Iterator[Flaw]:
    """What pages say that is not so; and by hand, also where the card has its words from, and how to cite it."""
    pages = corpus.own_pages()
    for page, text in pages.items():
        yield from _of_page(page, text, figures)
    for page in corpus.settings.pages:
        if page not in pages:
            yield Flaw(page, 0, f"{SETTINGS} names this page, and there is no such text")
    more = {file: data.decode(errors="replace") for file in (SETTINGS, CITATION) if (data := corpus.there(file)) is not None}
    for page, text in (pages | more).items():
        yield from _by_hand(page, text, corpus)


def _of_page(page: str, text: str, figures: Figures) -> Iterator[Flaw]:
    for file, line, _, says in of_page(page, text, figures.counts, figures.splits):
        yield Flaw(file, line, says)
    for figure in asked(text, AGREEMENT, figures.agreed, page):
        if figure.now is None:
            yield Flaw(page, figure.line, f"{shown(figure.path)} leads to no figure; it should be a path of agreement.json")
        elif figure.now != figure.tells:
            yield Flaw(page, figure.line, f"tells {shown(figure.tells)} for {shown(figure.path)}; the passes give {figure.now}")
    for line, marker in unclosed(text, page):
        yield Flaw(page, line, f"{shown(marker)} has no other end in this line, so that no build fills in what is between")


def _by_hand(page: str, text: str, corpus: Corpus) -> Iterator[Flaw]:
    if page.endswith(".md"):
        remedy = (
            "put the number between `<!-- count PATH -->` and `<!-- /count -->`, with a path of counts.json, or say it without one "
            "(if it is no number of the data: in back quotes)"
        )
    else:
        remedy = "say it without a number: no build fills in one here"
    labels = [label for inventory in corpus.labels.inventories.values() for label in inventory]
    for line, words in bare(text, page, corpus.settings.checks.counted, corpus.settings.splits, labels):
        yield Flaw(page, line, f"{shown(words)} is a number that no build writes; {remedy}")
