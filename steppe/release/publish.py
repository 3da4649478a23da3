"""Making a release: all of it beside the work tree, which moves to the commit at the very end."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..amiss import contradicted
from ..build import Refused, build, fill_pages
from ..diff import Difference, StateError, bump_of, compare, opened
from ..diff.told import brief, reasons
from ..finding import Finding, Flaw
from ..git import GitError, Repository
from ..model import Membership, Release
from ..pages import FigureError
from ..prose import CHANGES
from ..sides import SideError
from ..store import RELEASES, SPLITS, Corpus, CorpusError, dump, files
from ..text import plural
from ..validate import validate
from ..version import tag_of
from . import changelog
from .errors import ReleaseError
from .plan import Plan, plan
from .stamps import stamp
from .verify import content_of, rebuilt

Say = Callable[[str], object]
_UNHOOKED = ("core.hooksPath=/dev/null",)
"""A work tree that nobody works in is no occasion for hooks; those of the commit are run."""
_FEW = 20


class Released(Struct, frozen=True):
    """A release that was made, or would be."""

    plan: Plan
    difference: Difference | None
    """From the last release; None where this is the first."""
    content: str
    says: str
    """What changed in the data, in one line."""
    files: list[str]
    """Those that changed, relative to the corpus."""
    commit: str
    """Empty where the release was only tried."""


def release(root: Path, wanted: str, date: str, *, dry: bool = False, say: Say = lambda line: None) -> Released:
    """Release the corpus at ``root``: ``wanted`` is a version, or the part of the last one that is raised; ``date`` is today.

    Everything is made in a work tree of its own, checked out from HEAD. The corpus's own is only read, until its branch moves on to the
    finished commit. ``say`` is called with what is being done. A dry run does all but commit and tag.

    Raises:
        ReleaseError: something is in the way; nothing was released, and the work tree is as it was.
        CorpusError: there is no corpus.
    """
    corpus = Corpus(root)
    try:
        repository = Repository(root)
        planned = plan(corpus, repository, wanted)
        with tempfile.TemporaryDirectory(prefix="steppe-release-") as temporary, _checkout(repository, planned.head, temporary) as tree:
            made = _made(tree, planned, date, say)
            say("building from the work tree, to compare")
            _same(_content(corpus, Path(temporary) / "own"), made.content)
            if dry:
                return made
            return _published(repository, Repository(tree), made, Path(temporary), say)
    except (CorpusError, GitError, StateError, SideError, FigureError) as error:
        raise ReleaseError(str(error)) from error


@contextmanager
def _checkout(repository: Repository, commit: str, temporary: str) -> Iterator[Path]:
    """The corpus in a work tree of its own; gone afterwards."""
    tree = f"{temporary}/tree"
    try:
        repository.run("worktree", "add", "--quiet", "--detach", tree, commit, config=_UNHOOKED)
        yield Path(tree, repository.prefix)
    finally:
        with suppress(GitError):
            repository.run("worktree", "remove", "--force", tree)
        with suppress(GitError):
            repository.run("worktree", "prune")


def _made(tree: Path, planned: Plan, date: str, say: Say) -> Released:
    """The files of a release, written to a work tree."""
    version = str(planned.version)
    corpus = Corpus(tree)
    corpus.write(stamp(corpus, version, date))
    corpus = Corpus(tree)  # its settings are others now
    if corpus.settings.version != version:
        raise ReleaseError(
            f"annotations/corpus.toml says {corpus.settings.version} where {version} was written; `version` should be its first"
        )
    say("building from a clean checkout")
    content = _content(corpus, tree / "dataset")
    fill_pages(corpus, tree / "dataset")
    corpus.write({**_memberships(corpus, version), **_record(corpus, Release(version=version, date=date, content=content))})
    difference = _difference(tree, planned, say)
    says = summary(difference, planned, len(corpus.names()))
    if (data := corpus.there(CHANGES)) is not None:
        try:
            page = data.decode()
        except UnicodeDecodeError as error:
            raise ReleaseError(f"{CHANGES} is not UTF-8 ({error.reason}); save it as UTF-8") from error
        corpus.write({CHANGES: changelog.released(page, version, date, says).encode()})
    say("validating")
    corpus = Corpus(tree)
    _sound(list(validate(corpus, pages=True)) or sorted(contradicted(corpus, corpus.own_pages())))
    return Released(planned, difference, content, says, _staged(Repository(tree)), "")


def _staged(tree: Repository) -> list[str]:
    """What the commit of a release has that the one before has not: files, and the dataset as one. What git ignores is not among them."""
    tree.run("add", "--all", "--", ".")
    names = tree.run("diff", "--cached", "--name-only", "--relative", "-z", "HEAD").split("\0")
    return sorted({"dataset" if name.startswith("dataset/") else name for name in names if name})


def summary(difference: Difference | None, planned: Plan, articles: int) -> str:
    """What a release says of its data, in one line."""
    if difference is None:
        return f"Data: first release, {plural(articles, 'article')}."
    forced = reasons(difference.changes, bump_of(difference.changes))
    return f"Data, against {tag_of(planned.last or '')}: {brief(difference)}." + "".join(f" {one[0].upper()}{one[1:]}." for one in forced)


def _memberships(corpus: Corpus, version: str) -> dict[str, bytes]:
    """The split of each article that was not released before, added to those that were."""
    known = corpus.registry.memberships
    there = {membership.article for membership in known}
    new = []
    for name in corpus.names():
        document = corpus.read(name).document
        if document is None:
            raise ReleaseError(f"{name} cannot be read; `steppe validate` says why")
        if name not in there:
            article = document.article
            new.append(Membership(article=name, split=corpus.settings.split(article.tier, article.incident), since=version))
    return {SPLITS: dump("splits", [*known, *new])}


def _record(corpus: Corpus, record: Release) -> dict[str, bytes]:
    return {RELEASES: dump("releases", [*corpus.registry.releases, record])}


def _content(corpus: Corpus, folder: Path) -> str:
    """The fingerprint of the dataset of a corpus, built in a folder."""
    try:
        build(corpus, folder)
    except Refused as refused:
        _sound(refused.findings)
    return content_of(files.read(folder / "counts.json"))


def _sound(findings: Sequence[Finding | Flaw]) -> None:
    if findings:
        more = [f"... and {len(findings) - _FEW} more"] if len(findings) > _FEW else []
        raise ReleaseError("\n".join([*map(str, findings[:_FEW]), *more, f"{plural(len(findings), 'finding')}"]))


def _same(own: str, clean: str) -> None:
    if own != clean:
        raise ReleaseError(
            f"a clean checkout builds other data (content {clean[:12]}) than the work tree ({own[:12]}): a file of the work tree is not "
            "in git, or another there; `git status --ignored annotations` lists what git leaves out"
        )


def _difference(tree: Path, planned: Plan, say: Say) -> Difference | None:
    """What changed since the last release.

    Raises:
        ReleaseError: the version is less than the changes allow.
    """
    if planned.last is None:
        return None
    tag = tag_of(planned.last)
    say(f"comparing with {tag}")
    with opened(tag, str(tree), tree) as states:
        difference = compare(*states)
    bump = bump_of(difference.changes)
    least = planned.last.least(bump)
    if planned.version < least:
        forced = "".join(f"\n  {reason}" for reason in reasons(difference.changes, bump))
        raise ReleaseError(f"{planned.version} is too small: since {tag} there are changes that make it {least} at least:{forced}")
    return difference


def _published(repository: Repository, tree: Repository, made: Released, temporary: Path, say: Say) -> Released:
    """Commit what was made, build it again from the commit, tag it, and have the branch move on to it."""
    version, tag = made.plan.version, tag_of(made.plan.version)
    message = f"Release {version}\n\n{made.says}\n\nContent: {made.content}\n"
    tree.run("commit", "--quiet", "--message", message, "--cleanup=verbatim")
    commit = tree.commit("HEAD") or ""
    say("building from the commit")
    found = rebuilt(repository, commit, temporary / "commit")
    if found != made.content:
        raise ReleaseError(
            f"the commit builds other data (content {found[:12]}) than it was made of ({made.content[:12]}); is a file ignored by git?"
        )
    repository.run("tag", "--annotate", "--cleanup=verbatim", "--message", message, tag, commit)
    try:
        _unmoved(repository, made.plan)
        repository.run("merge", "--quiet", "--ff-only", commit)
    except BaseException:
        repository.run("tag", "--delete", tag)
        with suppress(GitError):  # a merge that fails last has changed files; edits of others stay
            repository.run("read-tree", "-m", "-u", commit, made.plan.head)
        raise
    return replace(made, commit=commit)


def _unmoved(repository: Repository, planned: Plan) -> None:
    if repository.commit("HEAD") != planned.head or repository.run("branch", "--show-current").strip() != planned.branch:
        raise ReleaseError(f"{planned.branch} was changed meanwhile; release again")
