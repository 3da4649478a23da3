"""``steppe diff``."""

import sys
from pathlib import Path

import click

from ..store import Texts
from .common import CLEAN, FINDINGS, Failed, WrongUse, corpus_option, failing, progress, texts_option


@click.command()
@click.argument("old")
@click.argument("new", default="")
@corpus_option
@texts_option
@click.option("--summary", is_flag=True, help="Print how much changed in each layer, and not what.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="What to print.  [default: text]")
@click.option("--exit-code", "telling", is_flag=True, help="Exit with 1 if anything changed.")
def diff_(old: str, new: str, root: Path, texts: Path | None, summary: bool, form: str, telling: bool) -> None:
    """Say what changed from OLD to NEW: in marks, texts, splits, labels, columns, the registry, passes and decisions.

    Each is a folder with annotations/, the folder of a built dataset, or a revision of git of the corpus (a tag, a branch, a commit), which
    is read without a touch of the work tree. Without NEW, the corpus as it is. At the end stands the smallest version that the changes
    allow (docs/releasing.md).

    \b
    steppe diff v1.0.0
    steppe diff v1.0.0 HEAD~3 --summary
    steppe diff ../other dataset --format markdown
    steppe diff HEAD --exit-code

    Exit codes: 0 compared (with --exit-code: nothing changed), 1 a side cannot be read (with --exit-code: or something changed),
    2 wrong use.
    """
    from ..diff import StateError, compare, opened
    from ..diff.told import as_json, as_lines, as_page
    from ..sides import SideError

    with failing():
        try:
            with (
                opened(old, new or str(root), root, Texts(texts)) as (before, after),
                progress(len(before.names & after.names), "diff") as seen,
            ):
                found = compare(before, after, seen)
        except StateError as error:
            raise WrongUse(str(error)) from error
        except SideError as error:
            raise Failed(str(error)) from error
    if form == "json":
        click.echo(as_json(found, summary=summary))
    else:
        click.echo("\n".join((as_page if form == "markdown" else as_lines)(found, summary=summary)))
    sys.exit(FINDINGS if telling and found.changes else CLEAN)
