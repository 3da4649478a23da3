"""``steppe import``."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from ..text import plural
from .common import Failed, WrongUse, failing, progress

_HOLDS = frozenset({"annotations", "losses.jsonl"})
"""What an import writes, and the next one may replace."""

_options = (
    click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)),
    click.option("--out", type=click.Path(path_type=Path), required=True, metavar="CORPUS", help="Where to write the corpus."),
    click.option("--test", "tests", multiple=True, metavar="PATTERN", help="Incidents to be tested on, as * and ? match; can be repeated."),
    click.option("--language", default="und", show_default=True, metavar="TAG", help="The language of the texts (BCP 47)."),
)


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_options):
        command = option(command)
    return command


@click.group("import")
def import_() -> None:
    """Carry over a corpus of another format, so that its annotations can be validated.

    Findings then name the files and lines of the corpus that was imported. What cannot be carried, or not as it was, stands in
    losses.jsonl with file, line and reason.

    \b
    steppe import brat their-corpus --out imported
    steppe import cat-xml ECB+ --out imported --test '3[6-9]' --test '4?'
    steppe validate --corpus imported
    """


@import_.command("brat")
@_with_options
def brat_(folder: Path, out: Path, tests: tuple[str, ...], language: str) -> None:
    """Carry over a folder of brat's .txt and .ann, with annotation.conf where there is one.

    CORPUS is a new or an empty folder, or one that an import wrote: that is replaced, with whatever was changed in it.

    Exit codes: 0 carried (see losses.jsonl), 1 nothing to carry, 2 wrong use.
    """
    from ..importers import import_brat

    _run(import_brat, folder, out, tests, language)


@import_.command("cat-xml")
@_with_options
def cat_xml_(folder: Path, out: Path, tests: tuple[str, ...], language: str) -> None:
    """Carry over a folder of CAT XML, the format of ECB+.

    CORPUS is a new or an empty folder, or one that an import wrote: that is replaced, with whatever was changed in it.

    Exit codes: 0 carried (see losses.jsonl), 1 nothing to carry, 2 wrong use.
    """
    from ..importers import import_cat_xml

    _run(import_cat_xml, folder, out, tests, language)


def _run(carry: Callable[..., object], folder: Path, out: Path, tests: tuple[str, ...], language: str) -> None:
    from ..importers import Imported, NothingToImport
    from ..pages import NotReplaceable, replacing

    with failing():
        if out.resolve().is_relative_to(folder.resolve()):
            raise WrongUse(f"{out} lies in {folder}, which is imported; name a folder outside it")
        files = sum(path.suffix in (".ann", ".xml") for path in folder.rglob("*"))
        try:
            with progress(files, "import") as seen, replacing(out, _HOLDS) as new:
                done = carry(folder, new, tests, seen, language=language)
        except NotReplaceable as error:
            raise WrongUse(str(error)) from error
        except NothingToImport as error:
            raise Failed(f"{error}; nothing was written") from error
    assert isinstance(done, Imported)
    kinds = Counter((loss.kind, loss.carried) for loss in done.losses)
    for (kind, carried), number in sorted(kinds.items()):
        click.echo(f"{number:>7,} {kind}{' (carried, not as it was)' if carried else ''}")
    click.echo(f"{plural(done.articles, 'article')} in {out}; what was lost stands in {out / 'losses.jsonl'}", err=True)
