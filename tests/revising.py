"""Corpora in repositories of git, and what is done to them between two revisions."""

import os
import re
import subprocess
from pathlib import Path

from making import ident

from steppe.diff import Difference, compare
from steppe.diff import opened as both
from steppe.model import ALPHABET, hashed
from steppe.store.form import dump, parse

ID = re.compile(f"\\b[a-z]-[{ALPHABET}]{{6}}\\b")
GIT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in (("NAME", "Ann"), ("EMAIL", "ann@example.org"))},
}


def git(root: Path, *arguments: str) -> str:
    """What git says."""
    done = subprocess.run(["git", "-C", root, *arguments], env=GIT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def begun(root: Path) -> Path:
    """A corpus as the first commit of a repository."""
    git(root, "init", "--quiet", "--initial-branch=main")
    return committed(root, "A corpus")


def committed(root: Path, message: str = "A change") -> Path:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return root


def differ(old, new, root: Path = Path()) -> Difference:
    """What changed between two states that are named."""
    with both(str(old), str(new), root) as states:
        return compare(*states)


def counted(difference: Difference) -> dict[str, int]:
    """How many changes there are: ``{"mention moved": 2}``."""
    return {f"{layer} {kind}": number for (layer, kind), number in difference.counts.items()}


def renumber(root: Path, rename) -> int:
    """Call everything that has an id otherwise, wherever it is referred to; how many ids there are in gold and its registry."""
    number = 0
    for path in sorted((root / "annotations").rglob("*.jsonl")):
        home = path.parent.relative_to(root).as_posix()
        form = path.stem if home == "annotations" or path.stem in ("entities", "events") else "article"
        data = path.read_bytes()
        number += 0 if "passes" in home else len(re.findall(rb'"id":"', data))
        data = ID.sub(lambda match: rename(match.group()), data.decode()).encode()
        path.write_bytes(dump(form, parse(form, data, sound=True)[0]))
    return number


def hashes(identifier: str) -> str:
    """Another id for an id, that no other has."""
    return f"{identifier[:2]}{hashed(identifier)}"


def turned(identifier: str) -> str:
    """Another id for an id of the first thirty: one that its neighbour had."""
    return ident(identifier[0], ALPHABET.index(identifier[-1]) ^ 1)
