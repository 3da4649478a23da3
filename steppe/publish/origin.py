"""What a publication is made of: the corpus in its folder, a copy of it for a trial, and whether git's tag has the same."""

import shutil
from pathlib import Path

from ..git import Repository
from ..store import Corpus
from .beside import PAGES

MADE_OF = ("annotations", *(file for file in PAGES.values() if not file.startswith("annotations/")))
"""Folders and files of a corpus of which what is sent is made."""


def copied(corpus: Corpus, to: Path) -> Corpus:
    """A copy of a corpus that can be built, its pages filled in, without a trace in its own folder.

    Raises:
        OSError: something cannot be read, or there is no room.
    """
    shutil.copytree(corpus.path("annotations"), to / "annotations")
    for file in {*corpus.own_pages(), *corpus.settings.stamped, *MADE_OF[1:]}:
        if not (to / file).exists() and (data := corpus.there(file)) is not None:
            (to / file).parent.mkdir(parents=True, exist_ok=True)
            (to / file).write_bytes(data)
    return Corpus(to, corpus.texts)


def unlike(repository: Repository, tag: str) -> list[str]:
    """The files of which what is sent is made that are others in the work tree than in a tag of git, sorted.

    Raises:
        GitError: git cannot say.
    """
    changed = repository.run("diff", "--name-only", "--relative", "-z", tag, "--", *MADE_OF)
    more = repository.run("ls-files", "--others", "--exclude-standard", "-z", "--", *MADE_OF)
    return sorted({name for name in f"{changed}{more}".split("\0") if name})
