"""The text files that a corpus would be passed on with."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress

from . import files

_GIT = ("git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
_HOMES = ("annotations", "dataset")


def kept(root: str) -> Iterator[tuple[str, str]]:
    """Each text file of a corpus, by its name relative to the corpus, and what it says.

    Files are those that git knows or would take; without git, those of the folder itself and of its annotations and dataset. What
    is no UTF-8, and a symbolic link, is left out.
    """
    for file in _known(root) or _below(root):
        with suppress(OSError, UnicodeDecodeError, files.UnsafePath):
            yield file, files.read(f"{root}/{file}").decode()


def _known(root: str) -> list[str]:
    """The files that git knows or would take; none where there is no git, or where it ignores the folder."""
    try:
        done = subprocess.run(_GIT, cwd=root, capture_output=True, check=False)
    except OSError:
        return []
    return sorted(filter(None, done.stdout.decode(errors="replace").split("\0"))) if done.returncode == 0 else []


def _below(root: str) -> list[str]:
    found = [entry.name for entry in os.scandir(root) if entry.is_file()]
    for home in _HOMES:
        for folder, folders, names in os.walk(f"{root}/{home}"):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [os.path.relpath(f"{folder}/{name}", root) for name in names]
    return sorted(found)
