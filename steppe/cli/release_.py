"""``steppe release``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from ..text import plain, plural
from ..version import BUMPS, Version, tag_of
from .common import CLEAN, FINDINGS, Failed, WrongUse, corpus_option, failing


@click.command()
@click.argument("version", default="")
@corpus_option
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Of the release, as YYYY-MM-DD.  [default: today]")
@click.option("--dry-run", "dry", is_flag=True, help="Make all of it, say what it is, and change nothing.")
@click.option("--verify", "tag", metavar="TAG", help="Build a release again from its tag, and say whether it is what was recorded.")
def release_(version: str, root: Path, date: datetime | None, dry: bool, tag: str | None) -> None:
    """Release VERSION of a corpus: three numbers, or major, minor or patch, the part of the last release's version to raise.

    The work tree must have no change. What changed since the last release must allow the version (docs/releasing.md). The version is
    written wherever it is stated, articles are bound to their splits, the changelog is closed; all is validated, built from a clean checkout,
    recorded with the fingerprint of its tables, committed and tagged. Nothing is pushed. Whatever fails leaves the work tree as it was.

    \b
    steppe release minor --dry-run
    steppe release 1.0.0
    steppe release --verify v1.0.0

    Exit codes: 0 released (or tried, or verified), 1 something is in the way (or the release is not what it was), 2 wrong use.
    """
    if bool(version) == bool(tag):
        raise WrongUse("name the VERSION to release, or a tag with --verify; --help has examples")
    if tag is not None:
        if dry or date:
            raise WrongUse("--verify changes nothing; it goes with no --dry-run or --date")
        _verify(root, tag)
    if version not in BUMPS and Version.parse(version) is None:
        raise WrongUse(f"{version!r} is no version; it should be major, minor, patch, or three numbers like 1.0.0")
    _release(root, version, date or datetime.now(UTC), dry=dry)


def _release(root: Path, version: str, date: datetime, *, dry: bool) -> None:
    from ..diff.told import verdict
    from ..release import ReleaseError, release

    with failing():
        try:
            made = release(root, version, date.date().isoformat(), dry=dry, say=lambda line: click.echo(f"{line} ...", err=True))
        except ReleaseError as error:
            raise Failed(f"{error}\nnothing was released") from error
    planned = made.plan
    click.echo(f"{planned.version}, after {planned.last}" if planned.last else f"{planned.version}, the first release")
    for line in verdict(made.difference) if made.difference else ():
        click.echo(plain(line))
    click.echo(f"content {made.content}")
    click.echo(f"{plural(len(made.files), 'file')} written: {', '.join(made.files)}")
    if dry:
        click.echo("nothing was changed")
    else:
        click.echo(f"commit {made.commit[:12]} on {plain(planned.branch)}, tag {tag_of(planned.version)}")
        click.echo(f"not pushed: git push origin {plain(planned.branch)} {tag_of(planned.version)}", err=True)


def _verify(root: Path, tag: str) -> None:
    from ..release import ReleaseError, verify

    with failing():
        try:
            found = verify(root, tag)
        except ReleaseError as error:
            raise Failed(str(error)) from error
    for fault in found.faults:
        click.echo(plain(f"{found.tag}: {fault}"))
    if not found.faults:
        click.echo(f"{found.tag} builds the content that is recorded: {found.found}")
    sys.exit(FINDINGS if found.faults else CLEAN)
