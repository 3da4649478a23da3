"""What the commands of Label Studio do with an export."""

from collections.abc import Sequence
from itertools import chain

import click

from ..adjudicate import AdjudicationError
from ..label_studio import LabelStudioError, Taken, is_desk, read_export, take, take_desk
from ..store import Corpus
from ..text import plain, plural
from .common import Failed, today
from .deciding import tell, write


def taken(export: bytes, called: str, corpus: Corpus, people: dict[str, str], by: str, *, dry_run: bool) -> None:
    """Take an export, as passes or as decisions, and say what it changes."""
    try:
        tasks = read_export(export)
        first = next(tasks, None)
        given = [first] if first else []
        if first and is_desk(first):
            found, notices = take_desk(chain(given, tasks), corpus, people, by=by, today=today())
            _noted(notices)
            for one in found:
                write(one.bench, dry_run=dry_run)
                tell(one.bench, "text")
                click.echo(f"{plural(one.rows, 'decision')} taken", err=True)
            return
        _told(take(chain(given, tasks), corpus, people, by=by, today=today()), corpus, dry_run=dry_run)
    except (LabelStudioError, AdjudicationError) as error:
        raise Failed("\n".join([*(plain(f"{called}: {line}") for line in str(error).split("\n")), "nothing was changed"])) from error


def _told(found: Taken, corpus: Corpus, *, dry_run: bool) -> None:
    _noted(found.notices)
    for file, changed in found.changed.items():
        click.echo(plain(f"{file}: {plural(len(changed), 'change')}"))
        for one in changed:
            click.echo(plain(f"  {one.kind:<11}{one.layer:<8} {one.new or one.old}  {one.says}"))
    if not dry_run:
        click.echo(f"{plural(len(corpus.write(found.files)), 'file')} written", err=True)


def _noted(notices: Sequence[str]) -> None:
    for notice in notices:
        click.echo(plain(f"note: {notice}"), err=True)
