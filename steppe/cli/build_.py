"""``steppe build``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..store import Corpus
from ..text import plural
from .common import Failed, WrongUse, corpus_option, failing, opened, progress, size, tell, texts_option

if TYPE_CHECKING:
    from ..build import Built

MOST = 20
"""Findings that are printed."""


@click.command()
@corpus_option
@texts_option
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to write.  [default: dataset/ of the corpus]")
@click.option("--check", is_flag=True, help="Write nothing; say what is not as a build would write it.")
def build_(root: Path, texts: Path | None, out: Path | None, check: bool) -> None:
    """Build the dataset of a corpus from its annotations, if these have no findings.

    The same annotations give the same bytes, with and without texts at hand; texts only let more be checked. A build that
    fails or is killed leaves the dataset that was there. Without --out it also fills in the figures that pages ask for.

    With --check it fails if a byte of the dataset, a figure of a page or the version in CITATION.cff is not what it would write, or
    if a page gives a number of articles, claims and the like by hand; it names file and line.

    \b
    steppe build
    steppe build --check
    steppe build --corpus ../other --out /tmp/trial
    """
    with failing():
        corpus = opened(root, texts)
        if check:
            _check(corpus, out)
            return
        built, pages = made(corpus, out)
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
    from ..build import build, fill_pages
    from ..pages import FigureError

    _some(corpus)
    with _refusing():
        try:
            with progress(2 * size(corpus), "build") as seen:
                built = build(corpus, out or corpus.root / "dataset", seen)
        except FigureError as error:
            raise Failed(f"{error}; nothing was built") from error
        return built, fill_pages(corpus, built.folder) if out is None else []


def _check(corpus: Corpus, out: Path | None) -> None:
    from ..fresh import stale

    _some(corpus)
    folder = out or corpus.root / "dataset"
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is no folder; name that of a dataset")
    with _refusing(), progress(2 * size(corpus), "check") as seen:
        found = stale(corpus, folder, seen, pages=out is None)
    if found:
        tell(found, most=MOST)
        raise Failed(f"{plural(len(found), 'place')} to mend, where it is not as the annotations build it; nothing was written")
    click.echo(f"{folder}{'' if out else ' and the pages'}: as the annotations build them")


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn why nothing can be built into an error of the command."""
    from ..build import Refused
    from ..pages import FigureError, NotReplaceable

    try:
        yield
    except NotReplaceable as error:
        raise WrongUse(str(error)) from error
    except Refused as refused:
        tell(refused.findings, most=MOST)
        raise Failed(f"{plural(len(refused.findings), 'finding')}; nothing was built") from refused
    except FigureError as error:
        raise Failed(str(error)) from error


def _some(corpus: Corpus) -> None:
    if not corpus.names():
        raise WrongUse(f"{corpus.root} has no article in annotations/gold/; mark one first")
