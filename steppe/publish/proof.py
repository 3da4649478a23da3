"""Whether a tag gives what was built: loaded anew, every table's fingerprint computed from what came."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from ..table import contents_of, whole
from .careful import harmless

HOURS = 2
"""How long loading may take."""
_OTHERS = ("CACHE", "OFFLINE", "IMPLICIT_TOKEN", "OIDC")
"""What the names of variables hold that would have a client look into older caches, not ask at all, or take another token."""


class Table(Struct, frozen=True):
    """What ``counts.json`` says of one file."""

    rows: int
    content: str


class Counts(Struct, frozen=True):
    """What ``counts.json`` says of the tables."""

    name: str
    version: str
    content: str
    tables: dict[str, dict[str, Table]]

    @property
    def contents(self) -> dict[str, str]:
        """The fingerprint of each table, by its path."""
        return {
            f"data/{config}/{split}.parquet": table.content for config, splits in self.tables.items() for split, table in splits.items()
        }

    @property
    def rows(self) -> dict[str, dict[str, int]]:
        return {config: {split: table.rows for split, table in splits.items()} for config, splits in self.tables.items()}


class Loaded(Struct, frozen=True):
    """What a tag gave back."""

    contents: dict[str, str]
    rows: dict[str, dict[str, int]] | None
    error: str


class _Line(Struct, frozen=True):
    snapshot: str = ""
    rows: dict[str, dict[str, int]] | None = None
    error: str = ""


def counts_of(folder: Path) -> Counts:
    """What the ``counts.json`` of a dataset says.

    Raises:
        OSError: it cannot be read.
        msgspec.MsgspecError: it is another file.
    """
    return msgspec.json.decode((folder / "counts.json").read_bytes(), type=Counts)


def load(repository: str, revision: str, endpoint: str, token: str) -> Loaded:
    """Load a revision with the Hub's and the datasets library's clients, in a process and with caches of its own."""
    with tempfile.TemporaryDirectory(prefix="steppe-") as home:
        lines = _run(repository, revision, _environment(endpoint, token, home), home)
        said = next((line for line in lines if line.snapshot), _Line())
        contents = contents_of(Path(said.snapshot)) if said.snapshot else {}
    rows = next((line.rows for line in lines if line.rows is not None), None)
    return Loaded(contents, rows, next((line.error for line in lines if line.error), ""))


def fault_of(loaded: Loaded, counts: Counts, *, listed: bool = False) -> str:
    """In what a tag differs from what was built, and what to do then; empty where it does not.

    ``listed`` says that the Hub lists all tables, by their hashes, as they were built: what came otherwise was damaged on its way.
    """
    broken = f"does not load: {loaded.error}; run this again"
    if loaded.error and not loaded.contents:
        return broken
    different = _differing(loaded.contents, counts.contents)
    if different and listed:
        return f"came back with other bytes than are listed there, in {_some(different)}; run this again"
    if different:
        holds = f"holds content {whole(loaded.contents)[:16]}, and {counts.content[:16]} was built; they differ in {_some(different)}"
        return f"{holds}; a tag is never moved: give the corpus another version"
    if loaded.error:
        return broken
    if loaded.rows != counts.rows:
        return f"loads with other rows than were built, in {_some(_differing(loaded.rows or {}, counts.rows))}; look at its card"
    return ""


def _differing(one: Mapping[str, object], two: Mapping[str, object]) -> list[str]:
    return [name for name in sorted({*one, *two}) if one.get(name) != two.get(name)]


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _environment(endpoint: str, token: str, home: str) -> dict[str, str]:
    """The environment of somebody who has never loaded anything."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not (name.startswith(("HF_", "HUGGINGFACE_")) and any(part in name for part in _OTHERS))
    }
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))
    return kept | {"HF_HOME": home, "HF_ENDPOINT": endpoint, "HF_TOKEN": token, "HF_HUB_DISABLE_PROGRESS_BARS": "1", "PYTHONPATH": path}


def _run(repository: str, revision: str, environment: dict[str, str], home: str) -> list[_Line]:
    """What the other process says. It works in an empty folder: a name there could be taken for the repository."""
    command = [sys.executable, "-m", f"{__package__}.loading", repository, revision]
    try:
        done = subprocess.run(
            command, env=environment, cwd=home, capture_output=True, timeout=HOURS * 3600, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return [_Line(error=f"it took more than {HOURS} hours")]
    try:
        lines = [msgspec.json.decode(line, type=_Line) for line in done.stdout.splitlines()]
    except msgspec.MsgspecError:
        lines = []
    if not any(line.error or line.rows is not None for line in lines):
        last = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        lines.append(_Line(error=harmless(last, environment["HF_TOKEN"]) or f"the process that loads it ended with {done.returncode}"))
    return lines
