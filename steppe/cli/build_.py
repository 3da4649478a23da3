"""``steppe build``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..store import Corpus
from ..text import plural
from .common import Failed, WrongUse, corpus_option, failing, opened, progress, size, tell, texts_option

if TYPE_CHECKING:
    from ..build import Built


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
    with failing():
        built, pages = made(opened(root, texts), out)
    for file in built.files:
        click.echo(f"{built.folder / file.path}  {plural(file.rows, 'row')}")
    for page in pages:
        click.echo(f"{page}  figures")


def made(corpus: Corpus, out: Path | None) -> "tuple[Built, list[str]]":
    """The dataset of a corpus, built in a folder or, if none is named, in its own, with the pages whose figures changed.

    Raises:
        WrongUse: there is no article, or something else in the folder.
        Failed: there are findings, or a page asks for a figure that there is not.
    """
    from ..build import Refused, build, fill_pages
    from ..pages import FigureError, NotReplaceable

    if not corpus.names():
        raise WrongUse(f"{corpus.root} has no article in annotations/gold/; mark one first")
    try:
        with progress(2 * size(corpus), "build") as seen:
            built = build(corpus, out or corpus.root / "dataset", seen)
    except NotReplaceable as error:
        raise WrongUse(str(error)) from error
    except Refused as refused:
        tell(refused.findings, most=20)
        raise Failed(f"{plural(len(refused.findings), 'finding')}; nothing was built") from refused
    try:
        return built, fill_pages(corpus, built.folder) if out is None else []
    except FigureError as error:
        raise Failed(str(error)) from error
