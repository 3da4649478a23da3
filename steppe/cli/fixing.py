"""``steppe validate --fix`` and ``--diff``."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..finding import Finding, harmless
from ..mend import Mended, diff, mend, write
from ..store import Corpus
from ..text import plural
from .common import progress, size

Command = TypeVar("Command", bound=Callable[..., Any])

_fix = click.option("--fix", is_flag=True, help="Mend the findings that have one safe answer, and report those that remain.")
_diff = click.option("--diff", "differ", is_flag=True, help="Show what --fix would change, and change nothing; exit with 1 if anything.")


def fix_options(command: Command) -> Command:
    """Give a command the options ``fix`` and ``differ``."""
    return _fix(_diff(command))


def mended(corpus: Corpus, *, jobs: int = 1, pages: bool = False) -> Mended:
    """What mending a corpus comes to, with progress: it is checked at least twice."""
    with progress(2 * size(corpus), "fix") as seen:
        return mend(corpus, seen, jobs=jobs, pages=pages)


def differences(corpus: Corpus, *, jobs: int = 1) -> bool:
    """Print what mending would change; whether anything."""
    result = mended(corpus, jobs=jobs)
    for line in diff(result.edits):
        click.echo(line)
    _account(result, "would fix")
    return bool(result.edits)


def fixed(corpus: Corpus, *, jobs: int = 1, pages: bool = False) -> list[Finding]:
    """Mend a corpus, say on standard error what was and what was not, and return the findings that remain.

    Raises:
        OSError: a file cannot be written; nothing was changed.
    """
    result = mended(corpus, jobs=jobs, pages=pages)
    write(corpus, result.edits)
    _account(result, "fixed")
    return result.remaining


def _account(result: Mended, done: str) -> None:
    """Say what is or would be mended, and why the rest is not."""
    for finding in result.fixed:
        click.echo(f"{done}: {finding}", err=True)
    for left in result.left:
        click.echo(f"not fixed: {_place(left.finding)}: {left.reason}", err=True)
    click.echo(f"{done} {plural(len(result.fixed), 'finding')} in {plural(len(result.edits), 'file')}", err=True)


def _place(finding: Finding) -> str:
    where = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return harmless(f"{where}: {finding.code} {finding.name} {finding.mark}".rstrip())
