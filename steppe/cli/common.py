"""What the commands share: the corpus they are given, progress, and how they fail."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from ..store import GOLD, Corpus, CorpusError, Texts
from ..store.corpus import NAME
from ..store.files import UnsafePath
from ..text import plain, reason
from ..workers import LostWorker

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
"""Exit codes: nothing to object to; findings, or something was left out; wrong use."""

corpus_option = click.option(
    "--corpus",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("."),
    metavar="DIR",
    help="The folder that holds annotations/.  [default: this one]",
)
texts_option = click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder of the texts that you hold of articles whose text the corpus does not have.",
)


def opened(root: Path, texts: Path | None = None) -> Corpus:
    """The corpus in a folder; wrong use where there is none."""
    try:
        return Corpus(root, Texts(texts))
    except (CorpusError, UnsafePath) as error:
        raise WrongUse(str(error)) from error


class Refusal(click.ClickException):
    """What a command says instead of doing its work: lines that no data can turn into commands of a terminal."""

    def format_message(self) -> str:
        return "\n".join(map(plain, self.message.split("\n")))


class WrongUse(Refusal):
    """The command cannot mean what it was told."""

    exit_code = WRONG_USE


class Failed(Refusal):
    """The command was right, and could not be carried out."""

    exit_code = FINDINGS


@contextmanager
def failing() -> Iterator[None]:
    """Turn what the file system, or a corpus on it, can do to a command into one line and an exit code."""
    try:
        yield
    except CorpusError as error:
        raise WrongUse(str(error)) from error
    except (UnsafePath, LostWorker) as error:
        raise Failed(str(error)) from error
    except BrokenPipeError:
        raise  # whoever reads the output has enough; click ends quietly
    except OSError as error:
        raise Failed(f"{error.filename or 'output'}: {reason(error)}; nothing was changed") from error


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[int], object]]:
    """A progress bar on standard error if it is a terminal and the work takes long; yields what to call with a number of steps."""
    from tqdm import tqdm

    # Records live as long as they are referred to and hold no cycles: looking for cycles among them costs a tenth of the
    # time and finds none.
    gc.disable()
    try:
        with tqdm(total=total, desc=what, unit=" articles", disable=None, delay=1, leave=False, file=sys.stderr) as bar:
            yield bar.update
    finally:
        gc.freeze()  # nor is it worth looking for any afterwards
        gc.enable()


def folder_of(annotator: str | None) -> str:
    """The folder of an annotator's passes, or of gold; wrong use where the name cannot be one."""
    if annotator is not None and not NAME.fullmatch(annotator):
        raise WrongUse(f"{annotator!r} cannot name an annotator; a name has small letters, digits and hyphens")
    return f"annotations/passes/{annotator}" if annotator else GOLD


def size(corpus: Corpus) -> int:
    """The number of articles, passes included."""
    return sum(len(corpus.names(folder)) for folder in corpus.folders())


def tell(findings: Sequence[object], most: int = 0) -> None:
    """Print findings, one a line, the first ``most`` of them (0: all)."""
    for finding in findings[: most or None]:
        click.echo(str(finding))
    if most and len(findings) > most:
        click.echo(f"... and {len(findings) - most} more")


def today() -> str:
    """The date, as YYYY-MM-DD."""
    return datetime.now(UTC).date().isoformat()
