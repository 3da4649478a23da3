"""What the commands share that compare sides."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from ..labels import Labels
from ..score.comparison import Notice
from ..sides import Side, SideError, open_side
from ..store import Corpus, CorpusError
from ..text import plain
from .common import Failed, WrongUse, opened

FORMS = ("table", "json", "markdown")

measure_option = click.option(
    "--measure", "wanted", multiple=True, metavar="NAME", help="A measure, or the beginning of its name, such as claim; can be given again."
)
form_option = click.option("--format", "form", type=click.Choice(FORMS), default="table", help="What to print.  [default: table]")
samples_option = click.option(
    "--samples", type=click.IntRange(0), default=1000, metavar="N", help="Samples of articles for the intervals; 0: none.  [default: 1000]"
)
seed_option = click.option("--seed", type=click.IntRange(0), default=0, metavar="N", help="Of the samples.  [default: 0]")
articles_option = click.option("--by-article", "articles", is_flag=True, help="Tell the figures of each article too.")


def given_corpus(root: Path, texts: Path | None) -> Corpus | None:
    """The corpus whose labels are meant; none where the folder that the command is called in is none and no other was named."""
    try:
        return opened(root, texts)
    except WrongUse:
        if root != Path("."):
            raise
        return None


@contextmanager
def sides_of(given: Sequence[str], corpus: Corpus | None, split: str | None = None) -> Iterator[list[Side]]:
    """The sides that were named; what is wrong with one of them, now or when it is read, is one line and an exit code."""
    labels = corpus.labels if corpus else None
    settings = corpus.settings if corpus else None
    try:
        root, texts = (corpus.root, corpus.texts) if corpus else (None, None)
        yield [open_side(name, labels=labels, settings=settings, root=root, split=split, texts=texts) for name in given]
    except SideError as error:
        raise Failed(str(error)) from error
    except CorpusError as error:
        raise WrongUse(str(error)) from error


def labels_of(corpus: Corpus | None) -> Labels | None:
    """The labels of a corpus, if there is one."""
    return corpus.labels if corpus else None


def checked(wanted: Sequence[str], known: Sequence[str]) -> None:
    """Make sure that each name of a measure begins the name of one; wrong use otherwise."""
    for want in wanted:
        if not any(name == want or name.startswith(f"{want}.") for name in known):
            layers = list(dict.fromkeys(name.partition(".")[0] for name in known))
            raise WrongUse(f"there is no measure {want!r}; the layers are {', '.join(layers)}; --list lists the measures")


def warn(notices: Sequence[Notice], most: int = 20) -> None:
    """Tell on standard error what is not as a reader would think."""
    for notice in notices[:most]:
        click.echo(plain(f"note: {f'{notice.article}: ' if notice.article else ''}{notice.says}"), err=True)
    if len(notices) > most:
        click.echo(f"note: ... and {len(notices) - most:,} more; --format json has them all", err=True)
