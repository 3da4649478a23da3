"""``steppe hydrate``."""

import sys
from pathlib import Path

import click

from ..store import Texts
from ..text import plural
from ..validate import validate
from .common import CLEAN, FINDINGS, Failed, WrongUse, corpus_option, failing, opened, progress, size, tell


@click.command()
@corpus_option
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The texts that you hold, *.txt.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where to write; outside the repository.")
def hydrate_(root: Path, texts: Path, out: Path) -> None:
    """Write the dataset with the texts that you hold of articles whose text the corpus does not have.

    Texts are found by what they say, whatever they are called. One that is not the annotated text to the letter is taken only
    if every line in which marks may stand is in it once and in order; then the marks move with their lines. Otherwise the
    article is named and left out.

    \b
    steppe hydrate --texts ~/articles --out ~/steppe-with-text

    Exit codes: 0 all articles have text, 1 some were left out, 2 wrong use.
    """
    from ..hydrate import Misplaced, hydrate
    from ..pages import FigureError, NotReplaceable

    with failing():
        corpus = opened(root)
        if findings := list(validate(corpus)):
            tell(findings, most=20)
            raise Failed(f"{plural(len(findings), 'finding')}; nothing was written")
        try:
            with progress(size(corpus), "hydrate") as seen:
                outcomes = hydrate(corpus, Texts(texts), out, seen)
        except (Misplaced, NotReplaceable) as error:
            raise WrongUse(str(error)) from error
        except FigureError as error:
            raise Failed(f"{error}; nothing was written") from error
    for outcome in outcomes:
        click.echo(f"{outcome.article}: {outcome.result}{': ' + outcome.reason if outcome.reason else ''}")
    left = [outcome for outcome in outcomes if outcome.result == "left out"]
    if len(left) == len(outcomes):
        raise Failed(f"no text was found in {texts}; nothing was written")
    click.echo(f"{plural(len(outcomes) - len(left), 'article')} with text, in {out}", err=True)
    sys.exit(FINDINGS if left else CLEAN)
