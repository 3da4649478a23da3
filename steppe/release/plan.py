"""Which version is next: the last release, and what stands in the way of another."""

from msgspec import Struct

from ..git import Repository
from ..store import Corpus
from ..tagged import commit_of
from ..text import shown
from ..version import BUMPS, Version, tag_of
from .errors import ReleaseError

_NAMED = 5
"""Files that are named where more of them are in the way."""


class Plan(Struct, frozen=True):
    """What is to be released."""

    version: Version
    last: Version | None
    """The release before it that is reachable; None where there is none."""
    head: str
    """The commit that is released."""
    branch: str


def tags(repository: Repository) -> list[Version]:
    """The versions that tags reachable from HEAD name, rising."""
    named = repository.run("tag", "--merged", "HEAD", "--list", "v*").split()
    return sorted(version for name in named if (version := Version.parse(name[1:])))


def plan(corpus: Corpus, repository: Repository, wanted: str) -> Plan:
    """What releasing a version means: a number, or the part of the last version that is raised.

    Raises:
        ReleaseError: something is in the way.
    """
    head = repository.commit("HEAD")
    if head is None:
        raise ReleaseError("there is no commit yet; commit the corpus first")
    branch = _branch(repository)
    _clean(repository)
    there = tags(repository)
    last = there[-1] if there else None
    _recorded(corpus, repository, last)
    version = _version(wanted, last)
    if repository.commit(f"refs/tags/{tag_of(version)}"):
        raise ReleaseError(f"the tag {tag_of(version)} is there already; a version is released once")
    if last is not None and version <= last:
        raise ReleaseError(f"{version} is not above the last release, {last}; the next are {_next(last)}")
    return Plan(version, last, head, branch)


def _branch(repository: Repository) -> str:
    branch = repository.run("branch", "--show-current").strip()
    if not branch:
        raise ReleaseError("HEAD is detached, so that the commit of a release would be on no branch; check out the branch to release")
    return branch


def _clean(repository: Repository) -> None:
    """Make sure that all files of the corpus are as they are in HEAD."""
    found = [line for line in repository.run("status", "--porcelain=v1", "-z", "--untracked-files=all", "--", ".").split("\0") if line]
    if found:
        named = "".join(f"\n  {line}" for line in found[:_NAMED]) + (f"\n  and {len(found) - _NAMED} more" if len(found) > _NAMED else "")
        raise ReleaseError(f"the work tree has changes that are not committed; commit them, or take them away:{named}")


def _recorded(corpus: Corpus, repository: Repository, last: Version | None) -> None:
    """Make sure that the last release that is recorded has its tag here."""
    recorded = max(filter(None, (Version.parse(release.version) for release in corpus.registry.releases)), default=None)
    if recorded is None or (last is not None and recorded <= last):
        return
    shallow = repository.run("rev-parse", "--is-shallow-repository").strip() == "true"
    if repository.commit(f"refs/tags/{tag_of(recorded)}"):
        if shallow:
            raise ReleaseError("this clone is shallow, so that nobody can say what was released; `git fetch --unshallow --tags` mends that")
        raise ReleaseError(
            f"{recorded} is recorded as released, and its tag {tag_of(recorded)} is of another branch; release from that one"
        )
    raise ReleaseError(f"{recorded} is recorded as released, and {untagged(repository, recorded)}")


def untagged(repository: Repository, version: Version) -> str:
    """That a version has no tag here, and what to do."""
    tag = tag_of(version)
    if repository.run("rev-parse", "--is-shallow-repository").strip() == "true":
        return f"there is no tag {tag}; `git fetch --unshallow --tags` may bring it"
    commit = (commit_of(repository, version) or "")[:12]
    again = f"; if it is lost: git log -1 --format=%B {commit} | git tag -a --cleanup=verbatim -F - {tag} {commit}" if commit else ""
    return f"there is no tag {tag}; `git fetch --tags` may bring it{again}"


def _version(wanted: str, last: Version | None) -> Version:
    for bump in BUMPS:
        if wanted == bump:
            return (last or Version(0, 0, 0)).raised(bump)
    version = Version.parse(wanted)
    if version is None:
        raise ReleaseError(f"{shown(wanted)} is no version; it should be major, minor, patch, or three numbers like 1.0.0")
    return version


def _next(last: Version) -> str:
    return ", ".join(str(last.raised(bump)) for bump in BUMPS)
