"""The pages that go along with a dataset: its licence, its datasheet, the guidelines, what changed; as they read at the Hub."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from ..prose import live
from ..store import GUIDELINES, Corpus

PAGES = {
    "LICENSE": "LICENSE-DATA",
    "DATASHEET.md": "DATASHEET.md",
    "GUIDELINES.md": GUIDELINES,
    "CHANGELOG.md": "CHANGELOG.md",
}
"""What each is called at the Hub, and where it stands in the folder of the corpus; none need be there."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]+)\)")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def beside(corpus: Corpus, dataset: Path, folder: Path) -> dict[str, Path]:
    """The pages that a corpus has, by their names at the Hub, written into a folder. ``dataset`` is that of the dataset, as built.

    Links between what is published lead there; others are none any more, since what they lead to is not.

    Raises:
        OSError: a page cannot be read or written.
    """
    there = {name: data for name, file in PAGES.items() if (data := corpus.there(file)) is not None}
    names = {PAGES[name]: name for name in there}
    names |= {f"dataset/{name}": name for path in dataset.rglob("*") if (name := path.relative_to(dataset).as_posix())}
    folder.mkdir()
    for name, data in there.items():
        page = data.decode(errors="surrogateescape")  # bytes that are no text go as they are
        (folder / name).write_bytes((relinked(page, PAGES[name], names) if name.endswith(".md") else page).encode(errors="surrogateescape"))
    return {name: folder / name for name in there}


def relinked(page: str, file: str, names: Mapping[str, str]) -> str:
    """A page of Markdown whose links lead to where ``names`` has what they led to; where it has nothing, their words alone.

    ``file`` is where the page stands. Links to elsewhere, and what is shown as code, stay as they are.
    """
    parts, done = [], 0
    for link in _LINK.finditer(live(page)):
        words, target = page[link.start(1) : link.end(1)], link[2]
        if _ABSOLUTE.match(target):
            continue
        path, hash_, part = target.partition("#")
        name = names.get(posixpath.normpath(posixpath.join(posixpath.dirname(file), path)))
        mark = "!" if link[0].startswith("!") else ""
        parts += [page[done : link.start()], f"{mark}[{words}]({name}{hash_}{part})" if name else words]
        done = link.end()
    return "".join([*parts, page[done:]])
