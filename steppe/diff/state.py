"""What is compared: a corpus in a folder, in a revision of git, or a dataset that was built of one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from ..git import GitError, Repository
from ..labels import Labels
from ..settings import Settings
from ..sides import Side, SideError, open_side
from ..sides.opening import GOLDEN
from ..sides.records import CorpusSide
from ..store import GOLD, Corpus, CorpusError, Texts, files
from ..table import feature, features
from ..tagged import commit_of
from ..version import Version, tag_of
from .columns import Column, columns_of, leaves
from .rows import rows_of

CARD, COUNTS = "README.md", "counts.json"


class StateError(ValueError):
    """What was named cannot be compared. Says why, and what could be named."""


class State:
    """A corpus, or a dataset, at some time: articles by name, and what they are measured by."""

    def __init__(self, given: str, folder: Path, texts: Texts | None = None, labels: Labels | None = None) -> None:
        self.given = given
        """As it was named."""
        self.folder = folder
        self.corpus: Corpus | None = Corpus(folder, texts) if (folder / "annotations").is_dir() else None
        self.labels = self.corpus.labels if self.corpus else labels
        """Of a dataset, those of what it is compared with: they say what is meant where a record says nothing."""
        self.gold = self._side("")
        self.names = frozenset(self.gold.names)

    @property
    def settings(self) -> Settings | None:
        """What the corpus says of itself; a dataset does not have it."""
        return self.corpus.settings if self.corpus else None

    @property
    def version(self) -> str:
        """The version that it says it is; empty where it does not say."""
        return self.settings.version if self.settings else str(self._counts.get("version", ""))

    @cached_property
    def _counts(self) -> dict[str, Any]:
        try:
            found = msgspec.json.decode(files.read(self._dataset / COUNTS))
        except (OSError, files.UnsafePath, msgspec.MsgspecError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def _dataset(self) -> Path:
        return self.folder / "dataset" if self.corpus else self.folder

    @cached_property
    def columns(self) -> dict[str, Column] | None:
        """The columns of the dataset: that of a corpus as it was last built, but with its labels of today. None where there is none."""
        try:
            told = columns_of(files.read(self._dataset / CARD).decode())
        except (OSError, files.UnsafePath, UnicodeDecodeError):
            return None
        if told is None or self.corpus is None:
            return told
        today = features(self.corpus.labels, self.corpus.settings)
        now = leaves({config: map(feature, columns) for config, columns in today.items()})
        return {name: replace(column, labels=now[name].labels) if name in now else column for name, column in told.items()}

    @cached_property
    def inventories(self) -> dict[str, dict[str, object]]:
        """The labels by inventory, each with all that is said of it; of a dataset with nothing, and those inventories that it counts."""
        if self.corpus:
            return self.corpus.labels.inventories
        told = [counted for key in ("labels", "pairs") if isinstance(counted := self._counts.get(key), dict)]
        return {name: dict.fromkeys(labels) for counted in told for name, labels in counted.items()}

    @cached_property
    def _rows(self) -> tuple[dict[str, str], set[str]]:
        return rows_of(self.folder)

    def split(self, name: str) -> str:
        """The split that an article is in; empty where that cannot be said."""
        if self.settings is None:
            return self._rows[0].get(name, "")
        assert isinstance(self.gold, CorpusSide)
        return self.gold.split_of(name)

    @cached_property
    def annotators(self) -> list[str]:
        """Who has passes, sorted."""
        return self.corpus.annotators if self.corpus else sorted(self._rows[1])

    def passes(self, who: str) -> Side:
        """The passes of an annotator."""
        return self._side(who)

    def data(self, file: str) -> bytes | None:
        """The bytes of a file of the corpus; None where there is none, or no corpus."""
        return self.corpus.there(file) if self.corpus else None

    def _side(self, who: str) -> Side:
        if self.corpus is None:
            return open_side(f"{self.folder}#{who}" if who else str(self.folder), labels=self.labels)
        if not who and not self.corpus.names():
            raise StateError(f"{self.given}: there is no article in {GOLD}/")
        return open_side(who or GOLDEN, root=self.folder, texts=self.corpus.texts)


@contextmanager
def opened(old: str, new: str, root: Path, texts: Texts | None = None) -> Iterator[tuple[State, State]]:
    """Two states that are named: each a folder with annotations/, one of a dataset, or a revision of the corpus at ``root``.

    A folder that is there is meant before a revision of its name. What a revision holds stands in a temporary folder meanwhile; the work
    tree is not touched.

    Raises:
        StateError: one of them is none of these.
        CorpusError, SideError: one cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="steppe-diff-") as temporary:
        folders = [_folder(given, root, Path(temporary) / str(number)) for number, given in enumerate((old, new))]
        corpora = [number for number, folder in enumerate(folders) if (folder / "annotations").is_dir()]
        found: dict[int, State] = {}
        try:
            for number in sorted(range(2), key=lambda number: number not in corpora):  # datasets are read by the labels of a corpus
                labels = next((state.labels for state in found.values()), None) or _labels_at(root)
                found[number] = State((old, new)[number], folders[number], texts, labels)
            yield found[0], found[1]
        except (CorpusError, SideError) as error:
            told = str(error)
            for folder, given in zip(folders, (old, new), strict=True):
                told = told.replace(str(folder), given)
            raise type(error)(told) from error


def _labels_at(root: Path) -> Labels | None:
    """The labels of the corpus at hand, if there is one."""
    return Corpus(root).labels if (root / "annotations").is_dir() else None


def _released(repository: Repository, given: str) -> str | None:
    """The commit of a release that is named as its tag would be."""
    version = Version.parse(given.removeprefix("v"))
    return commit_of(repository, version) if version and given == tag_of(version) and repository.commit("HEAD") else None


def _folder(given: str, root: Path, to: Path) -> Path:
    """The folder in which a state that is named stands."""
    path = Path(given)
    if path.is_dir():
        if (path / "annotations").is_dir() or (path / COUNTS).is_file() or any(path.glob("data/*/*.parquet")):
            return path
        raise StateError(f"{given}: the folder holds neither annotations/ nor a dataset (counts.json and data/)")
    try:
        repository = Repository(root)
        commit = repository.commit(given) or _released(repository, given)
        if commit is None:
            raise StateError(
                f"{given}: there is no such folder, and no such revision of the corpus at {root}; "
                "name a folder with annotations/, one of a dataset, or a tag, branch or commit"
            )
        if repository.extract(commit, ("annotations", f"dataset/{CARD}", f"dataset/{COUNTS}"), to) and (to / "annotations").is_dir():
            return to
        if repository.extract(commit, (CARD, COUNTS, "data"), to) and (to / COUNTS).is_file():
            return to
    except GitError as error:
        raise StateError(f"{given}: {error}") from error
    raise StateError(f"{given}: the revision holds neither annotations/ nor a dataset at {root}")
