"""``steppe publish``."""

import re
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from ..address import refused
from ..amiss import contradicted
from ..git import GitError, Repository
from ..publish import Hub, Plan, PublishError, beside, check, copied, planned, publish, unlike
from ..publish.plan import KINDS, Change
from ..settings import FILE as SETTINGS
from ..store import Corpus
from ..text import plural
from ..validate import validate
from ..version import tag_of
from .build_ import MOST, made
from .common import Failed, WrongUse, corpus_option, failing, opened, tell, texts_option

_LONG = 96
"""Characters of a name at the Hub."""
_UNLIKE = {"changed": "differs from that of", "added": "is not in", "removed": "would not be sent, and is in"}
"""How a file is said to be another than that of a tag."""
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")


@click.command()
@click.argument("repository", metavar="REPO")
@corpus_option
@texts_option
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and change nothing, here or there.")
@click.option("--yes", is_flag=True, help="Do not ask.  [default: ask on a terminal]")
@click.option("--private", is_flag=True, help="If the repository is made, make it private.")
@click.option("--insecure", is_flag=True, help="Send the token over plain http to another machine.")
def publish_(repository: str, root: Path, texts: Path | None, dry_run: bool, yes: bool, private: bool, insecure: bool) -> None:
    """Publish a corpus at the Hugging Face Hub: validate, build, send dataset/ in one commit, tag its version, load the tag back.

    REPO is OWNER/NAME; it is made if it is not there. LICENSE-DATA, DATASHEET.md, CHANGELOG.md and the guidelines go along. The token is
    that of HF_TOKEN, or of `hf auth login`; HF_ENDPOINT names another Hub. What is there and is not sent is removed, except .gitattributes.
    A tag is never moved: where the version has one, it must hold the tables that were built; where git has one, what is sent must be as it
    is there. Whatever breaks off can be run again.

    \b
    steppe publish acme/corpus --dry-run
    steppe publish acme/corpus
    steppe publish acme/corpus --private --yes
    """
    if not _REPOSITORY.fullmatch(repository) or re.search(r"--|\.\.|[.-](?:/|$)|\.git$", repository) or len(repository) > _LONG:
        raise WrongUse(f"{repository!r} is no repository of the Hub; it should be OWNER/NAME")
    with failing(), tempfile.TemporaryDirectory(prefix="steppe-") as scratch:
        try:
            hub = _hub(repository, insecure=insecure)
            corpus = opened(root, texts)
            _told_truly(corpus)
            there = copied(corpus, Path(scratch) / "corpus") if dry_run else corpus
            folder = _built(there)
            plan = planned(hub, folder, beside(there, folder, Path(scratch) / "pages"))
            _notes(corpus, hub, plan, private=private)
            _carry_out(hub, plan, dry_run=dry_run, yes=yes, private=private)
        except PublishError as error:
            raise Failed(str(error)) from error


def _hub(repository: str, *, insecure: bool) -> Hub:
    """The Hub, with a token that may be sent there."""
    hub = Hub(repository, lambda line: click.echo(line, err=True))
    if fault := refused(hub.endpoint, "HF_TOKEN", insecure=insecure):
        raise WrongUse(f"HF_ENDPOINT: {fault}")
    if hub.offline:
        raise WrongUse("HF_HUB_OFFLINE forbids to ask the Hub anything; unset it")
    if not hub.log_in():
        raise WrongUse("there is no token; put one that may write into HF_TOKEN, or log in with `hf auth login`")
    if not re.fullmatch("[!-~]+", hub.token):
        raise WrongUse("the token, in HF_TOKEN or of the login, has characters that no token has; copy it again")
    return hub


def _told_truly(corpus: Corpus) -> None:
    """Make sure that pages state nothing that is not so, and that git's tag, if it has one of this version, has what is to be sent."""
    if flaws := sorted(contradicted(corpus, corpus.own_pages())):
        tell(flaws, most=MOST)
        raise Failed(f"{plural(len(flaws), 'place')} to mend in pages; nothing was published")
    tag = tag_of(corpus.settings.version)
    with suppress(GitError):  # there need be no git
        repository = Repository(corpus.root)
        if repository.commit(f"refs/tags/{tag}") and (files := unlike(repository, f"refs/tags/{tag}")):
            tell(files, most=MOST)
            raise Failed(
                f"{plural(len(files), 'file')} not as in git's tag {tag}, whose version this would be at the Hub, for good; "
                f"check {tag} out to publish it, or release another version; nothing was published"
            )


def _built(corpus: Corpus) -> Path:
    """The folder of the dataset, built now; no findings, in the pages that speak of it neither."""
    built, _ = made(corpus, None)
    if findings := list(validate(corpus, pages=True)):
        tell(findings, most=MOST)
        raise Failed(f"{plural(len(findings), 'finding')}; nothing was published")
    return built.folder


def _carry_out(hub: Hub, plan: Plan, *, dry_run: bool, yes: bool, private: bool) -> None:
    if not plan.tagged:
        _list(hub, plan)
        if dry_run:
            return
        if not yes and sys.stdin.isatty():
            click.confirm("Publish this?", abort=True, err=True)
        publish(hub, plan, private=private)
    if fault := check(hub, plan):
        raise Failed(f"{hub.where()}: {plan.tag} {fault}")
    other = [change for change in plan.changes if change.kind in _UNLIKE] if plan.tagged else []
    for change in other:
        click.echo(f"note: {change.path} {_UNLIKE[change.kind]} {plan.tag}, which is left as it is", err=True)
    what = "is published, and is what was built"
    if plan.tagged:
        what = "was there already, and has the tables that were built" if other else "was there already, and is what was built"
    click.echo(f"{hub.where()} {plan.tag} {what}: content {plan.counts.content}")


def _list(hub: Hub, plan: Plan) -> None:
    """Say what becomes of each file."""
    for change in plan.changes:
        click.echo(f"{change.kind:<9} {change.size:>13,}  {change.path}")
    made = "" if plan.head else f"{hub.repository} is made; "
    click.echo(f"{made}{_sum(plan.changes)}; then {plan.tag} at {hub.where()}, content {plan.counts.content[:16]}")


def _sum(changes: Sequence[Change]) -> str:
    kinds = [change.kind for change in changes]
    sent = sum(change.size for change in changes if change.kind in ("added", "changed"))
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in KINDS if kind in kinds) + f": {sent:,} bytes to send"


def _notes(corpus: Corpus, hub: Hub, plan: Plan, *, private: bool) -> None:
    """What somebody who publishes should know, and may have meant."""
    if private and plan.head:
        click.echo("note: the repository is there; --private changes nothing of it", err=True)
    if corpus.settings.url != hub.where():
        click.echo(f'note: with `url = "{hub.where()}"` in {SETTINGS}, the card would show how to load it from there', err=True)
    with suppress(GitError):  # there need be no git
        if Repository(corpus.root).commit(f"refs/tags/{plan.tag}") is None:
            click.echo(f"note: git has no tag {plan.tag} here; nobody will find what this was built from", err=True)
