"""Whether a release is still what it was: built again from its commit, and nothing else."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from .. import __version__
from ..build import published
from ..git import GitError, Repository
from ..pages import write_dataset
from ..store import RELEASES, Corpus, CorpusError
from ..table import contents_of, whole
from ..version import Version, tag_of
from .errors import ReleaseError
from .plan import untagged

_POINTER = b"version https://git-lfs"


class Verdict(Struct, frozen=True):
    """What came of building a release again."""

    tag: str
    recorded: str
    """The fingerprint that ``releases.jsonl`` of the release gives."""
    found: str
    """That of the dataset that was built."""
    faults: list[str]
    """What is not as it was; nothing where all is."""


def verify(root: Path, wanted: str) -> Verdict:
    """Build a release again from its commit, and compare.

    Raises:
        ReleaseError: there is no such release, or it cannot be built.
    """
    version = Version.parse(wanted.removeprefix("v"))
    if version is None:
        raise ReleaseError(f"{wanted!r} names no release; it should be like v1.0.0")
    tag = tag_of(version)
    try:
        repository = Repository(root)
        commit = repository.commit(f"refs/tags/{tag}")
        if commit is None:
            raise ReleaseError(untagged(repository, version))
        with tempfile.TemporaryDirectory(prefix="steppe-verify-") as temporary:
            folder = Path(temporary) / "release"
            found = rebuilt(repository, commit, folder)
            corpus = Corpus(folder)
            records = [release.content for release in corpus.registry.releases if release.version == str(version)]
            told = corpus.there("dataset/counts.json")
            repository.extract(commit, ("dataset/data",), folder)
            tables = _tables(folder / "dataset")
        message = repository.run("for-each-ref", "--format=%(contents)", f"refs/tags/{tag}")
    except (GitError, CorpusError) as error:
        raise ReleaseError(f"{tag}: {error}") from error
    recorded = records[0] if records else ""
    faults = [f"{RELEASES} of it has {len(records)} records of {version}"] if len(records) > 1 else []
    faults += _faults(str(version), corpus.settings.version, recorded, found, told, tables, message)
    return Verdict(tag, recorded, found, faults)


def _tables(folder: Path) -> str:
    """The fingerprint of the tables that a release holds; empty where it holds none, or only pointers of git LFS to them."""
    contents = contents_of(folder)
    if any(_is_pointer(folder / name) for name in contents):
        return ""
    return whole(contents) if contents else ""


def _is_pointer(file: Path) -> bool:
    with open(file, "rb") as there:
        return there.read(len(_POINTER)) == _POINTER


def _faults(version: str, stated: str, recorded: str, found: str, counts: bytes | None, tables: str, message: str) -> list[str]:
    faults = []
    if not recorded:
        faults.append(f"{RELEASES} of it has no release {version}")
    elif found != recorded:
        older = (
            ""
            if version == __version__
            else f"; it was built by the library {__version__}, whose tables may be others: check the tag out and verify it there"
        )
        faults.append(f"it builds the content {found}, and {recorded} is recorded{older}")
    if stated != version:
        faults.append(f"annotations/corpus.toml of it says {stated}")
    if counts is not None and content_of(counts) != recorded:  # a team may keep its dataset elsewhere
        faults.append("dataset/counts.json of it gives another content than is recorded")
    if tables and tables != recorded:
        faults.append(f"the tables in dataset/ of it have the content {tables}, and {recorded} is recorded")
    if recorded not in message:
        faults.append("the message of its tag does not give the content that is recorded")
    return faults


def rebuilt(repository: Repository, commit: str, folder: Path) -> str:
    """The fingerprint of the dataset that is built from a commit, whose files are written to a folder.

    Nothing is validated: the rules of today are none of an older release.

    Raises:
        GitError: the commit cannot be read.
        CorpusError: it holds no corpus.
    """
    repository.extract(commit, ("annotations", "dataset/counts.json"), folder)
    corpus = Corpus(folder)
    built = folder / "built"
    write_dataset(built, corpus, lambda document: published(corpus, document))
    return content_of((built / "counts.json").read_bytes())


def content_of(counts: bytes) -> str:
    """The fingerprint that a ``counts.json`` gives; empty where it gives none."""
    try:
        told: Any = msgspec.json.decode(counts)
    except msgspec.MsgspecError:
        return ""
    return str(told.get("content", "")) if isinstance(told, dict) else ""
