"""``steppe build``."""

from pathlib import Path

import click

from ..text import plural
from .common import Failed, WrongUse, corpus_option, failing, opened, progress, size, tell, texts_option


@click.command()
@corpus_option
@texts_option
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to write.  [default: dataset/ of the corpus]")
def build_(root: Path, texts: Path | None, out: Path | None) -> None:
    """Build the dataset of a corpus from its annotations, if these have no findings.

    The same annotations give the same bytes, with and without texts at hand; texts only let more be checked. A build that
    fails or is killed leaves the dataset that was there.

    \b
    steppe build
    steppe build --corpus ../other --out /tmp/trial
    """
    from ..build import Refused, build, fill_pages
    from ..pages import FigureError, NotReplaceable

    with failing():
        corpus = opened(root, texts)
        folder = out or corpus.root / "dataset"
        if not corpus.names():
            raise WrongUse(f"{root} has no article in annotations/gold/; mark one first")
        try:
            with progress(2 * size(corpus), "build") as seen:
                built = build(corpus, folder, seen)
        except NotReplaceable as error:
            raise WrongUse(str(error)) from error
        except Refused as refused:
            tell(refused.findings, most=20)
            raise Failed(f"{plural(len(refused.findings), 'finding')}; nothing was built") from refused
        except FigureError as error:
            raise Failed(f"{error}; nothing was built") from error
        try:
            pages = fill_pages(corpus, built.folder) if out is None else []
        except FigureError as error:
            raise Failed(str(error)) from error
    for file in built.files:
        click.echo(f"{built.folder / file.path}  {plural(file.rows, 'row')}")
    for page in pages:
        click.echo(f"{page}  figures")
