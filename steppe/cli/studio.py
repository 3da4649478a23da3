"""What the commands of Label Studio share: their options, tasks, and taking an export."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from ..adjudicate import AdjudicationError, Bench, Unsaid
from ..label_studio import (
    AS,
    LAYERS,
    LabelStudioError,
    NoText,
    Taken,
    Task,
    config,
    desk_task,
    is_desk,
    needed,
    read_export,
    take,
    take_desk,
    task,
)
from ..store import Corpus, Document, files
from ..text import plain, plural
from .common import Failed, WrongUse, folder_of
from .deciding import tell, write
from .reading import registry_of

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


class Deciding(Struct, frozen=True):
    """Whether two passes are sent, and which."""

    adjudication: bool
    first: str | None
    second: str | None

    def __post_init__(self) -> None:
        if not self.adjudication and (self.first or self.second):
            raise WrongUse("--first and --second go with --adjudication")


class Sending(Struct, frozen=True):
    """What is sent: tasks, and the interface for them."""

    tasks: list[Task]
    interface: str


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what Label Studio refuses, or would damage, into an error of the command; so too decisions that do not go together."""
    try:
        yield
    except Unsaid as error:
        raise WrongUse(str(error)) from error
    except (LabelStudioError, AdjudicationError) as error:
        raise Failed(str(error)) from error


def sending(corpus: Corpus, names: Sequence[str], by: str | None, as_: str, layers: list[str], deciding: Deciding) -> Sending:
    """Articles as tasks: with the marks of gold or of somebody's passes, or with those of two between whom somebody decides."""
    if deciding.adjudication:
        return _desks(corpus, names, by or "", deciding)
    return Sending(_tasks(corpus, names, by, as_, layers), interface(corpus, layers))


def interface(corpus: Corpus, layers: list[str], deciding: Sequence[str] = ()) -> str:
    """The labelling interface of a corpus."""
    with refusing():
        return config(corpus.labels, layers, deciding)


def between(corpus: Corpus, deciding: Deciding) -> list[str]:
    """The annotators between whom somebody decides: those that are named, or that decisions name, or all."""
    with refusing():
        if deciding.first or deciding.second:
            return [who for who in (deciding.first, deciding.second) if who]
        try:
            pairs = Bench(corpus).pairs.values()
        except Unsaid:
            return list(corpus.annotators)
    return list(dict.fromkeys(chain.from_iterable(pairs)))


def _desks(corpus: Corpus, names: Sequence[str], by: str, deciding: Deciding) -> Sending:
    today = _today()
    with refusing():
        bench = Bench(corpus, names, deciding.first, deciding.second)
        bench.begin(by, "", today)
        wanted = [name for name, report in bench.reports.items() if name in names or report.open]
        if not wanted:
            raise Failed("nothing is open; name articles to see what was decided")
        made = _each(wanted, lambda name: desk_task(bench, name), strict=bool(names))
    return Sending(made, interface(corpus, list(LAYERS), list(dict.fromkeys(chain.from_iterable(bench.pairs.values())))))


def _tasks(corpus: Corpus, names: Sequence[str], by: str | None, as_: str, layers: list[str]) -> list[Task]:
    registry = registry_of(corpus, folder := folder_of(by))
    there = corpus.names(folder)
    if unknown := [name for name in names if name not in there]:
        raise WrongUse(f"{folder} has no article {unknown[0]!r}; it has {', '.join(there) or 'none'}")

    def made(name: str) -> Task:
        return task(_document(corpus, name, folder), registry, corpus.settings, of=by or "gold", as_=as_, layers=layers)

    return _each(names or there, made, strict=bool(names))


def _each(names: Sequence[str], made: Callable[[str], Task], *, strict: bool) -> list[Task]:
    """A task for each article; without ``strict``, those whose text is not at hand are told and left out."""
    found, faults = [], []
    for name in names:
        try:
            found.append(made(name))
        except NoText as error:
            if strict:
                faults.append(str(error))
            else:
                click.echo(plain(f"note: {name} is left out: its text is not at hand (--texts)"), err=True)
        except LabelStudioError as error:
            faults.append(str(error))
    if faults:
        raise Failed("\n".join([*faults, "nothing was sent"]))
    return found


def _document(corpus: Corpus, name: str, folder: str) -> Document:
    reading = corpus.read(name, folder)
    if reading.document is None:
        fault = reading.faults[0]
        raise LabelStudioError(f"{fault.file}:{fault.fault.line}: {fault.fault.message}")
    return reading.document


def taken(export: bytes, called: str, corpus: Corpus, people: dict[str, str], by: str, *, dry_run: bool) -> None:
    """Take an export, as passes or as decisions, and say what it changes."""
    try:
        tasks = read_export(export)
        first = next(tasks, None)
        given = [first] if first else []
        if first and is_desk(first):
            found, notices = take_desk(chain(given, tasks), corpus, people, by=by, today=_today())
            _noted(notices)
            for one in found:
                write(one.bench, dry_run=dry_run)
                tell(one.bench, "text")
                click.echo(f"{plural(one.rows, 'decision')} taken", err=True)
            return
        _told(take(chain(given, tasks), corpus, people, by=by, today=_today()), corpus, dry_run=dry_run)
    except (LabelStudioError, AdjudicationError) as error:
        raise Failed("\n".join([*(plain(f"{called}: {line}") for line in str(error).split("\n")), "nothing was changed"])) from error


def _told(found: Taken, corpus: Corpus, *, dry_run: bool) -> None:
    _noted(found.notices)
    for file, changed in found.changed.items():
        click.echo(plain(f"{file}: {plural(len(changed), 'change')}"))
        for one in changed:
            click.echo(plain(f"  {one.kind:<11}{one.layer:<8} {one.new or one.old}  {one.says}"))
    if not dry_run:
        click.echo(f"{plural(len(corpus.write(found.files)), 'file')} written", err=True)


def _noted(notices: Sequence[str]) -> None:
    for notice in notices:
        click.echo(plain(f"note: {notice}"), err=True)


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


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
