"""What the commands of Label Studio share: their options, and how they fail."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..adjudicate import AdjudicationError, Unsaid
from ..label_studio import AS, LAYERS, LabelStudioError, needed
from ..store import Corpus, files
from .common import Failed, WrongUse

PEOPLE = "label-studio.toml"
file_path = click.Path(dir_okay=False, path_type=Path)
there_path = click.Path(exists=True, dir_okay=False, path_type=Path)
layers_option = click.option(
    "--layers", default=",".join(LAYERS), metavar="LAYER,...", help=f"Some of {', '.join(LAYERS)}.  [default: all]"
)
by_option = click.option(
    "--by", metavar="ANNOTATOR", help="With the marks of an annotator's passes instead of gold; with --adjudication, who decides."
)
as_option = click.option("--as", "as_", type=click.Choice(AS), default="annotations", help="How marks are sent.  [default: annotations]")
who_option = click.option("--by", default="", metavar="ANNOTATOR", help="Who made all of it.  [default: as label-studio.toml maps people]")
people_option = click.option(
    "--people", type=there_path, metavar="FILE", help="Which annotator each e-mail address is.  [default: label-studio.toml of the corpus]"
)
articles_option = click.option(
    "--articles",
    type=there_path,
    metavar="FILE",
    help="Instead of NAMES: articles that have no marks yet, a line of a marking sheet for each (annotations/README.md).",
)
dry_option = click.option("--dry-run", is_flag=True, help="Change nothing; say what would be changed.")
_deciding = (
    click.option("--adjudication", is_flag=True, help="Instead: two passes as one task, to decide between them."),
    click.option("--first", metavar="ANNOTATOR", help="With --adjudication: whose pass is the first.  [default: as decisions say]"),
    click.option("--second", metavar="ANNOTATOR", help="With --adjudication: whose pass is the second."),
)


def deciding_options(command: Any) -> Any:
    """The options of commands that send what is to be decided."""
    for option in reversed(_deciding):
        command = option(command)
    return command


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what Label Studio refuses, or would damage, into an error of the command; so too decisions that do not go together."""
    try:
        yield
    except Unsaid as error:
        raise WrongUse(str(error)) from error
    except (LabelStudioError, AdjudicationError) as error:
        raise Failed(str(error)) from error


def chosen(layers: str) -> list[str]:
    """The layers that an option names, with those that they need; wrong use where it names something else."""
    named = [layer.strip() for layer in layers.split(",") if layer.strip()]
    if not named or (unknown := [layer for layer in named if layer not in LAYERS]):
        raise WrongUse(f"--layers is {layers!r}; it should be some of {', '.join(LAYERS)}" + (f", not {unknown[0]!r}" if named else ""))
    return needed(named)


def people_of(corpus: Corpus, given: Path | None) -> dict[str, str]:
    """The annotators by what Label Studio calls them."""
    path = given or Path(corpus.path(PEOPLE))
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(files.read(path).decode()).get("annotators", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path}: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(who, str) for who in found.values()):
        raise WrongUse(f'{path}: [annotators] should map each address to an annotator: "ann@example.org" = "m1"')
    return found
