"""What the commands of Label Studio send: articles as tasks, and the interface for them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from msgspec import Struct

from ..adjudicate import Bench, Unsaid
from ..label_studio import LAYERS, LabelStudioError, NoText, Task, config, desk_task, task
from ..sheet import SheetError, article_from_sheet, read_sheet
from ..store import GOLD, Corpus, Document, Registry, files
from ..text import plain
from .common import Failed, WrongUse, folder_of, today
from .reading import registry_of, text_of_sheet
from .studio import refusing


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


class Wanted(Struct, frozen=True):
    """What of a corpus is to be sent, as the options of a command say."""

    names: Sequence[str]
    by: str | None
    as_: str
    layers: list[str]
    articles: Path | None
    deciding: Deciding


def sending(corpus: Corpus, wanted: Wanted) -> Sending:
    """Articles as tasks: with the marks of gold or of somebody's passes, without any, or with those of two between whom somebody decides."""
    if wanted.articles and (wanted.names or wanted.by or wanted.deciding.adjudication):
        raise WrongUse("--articles sends all that its file names, without marks; it goes with no NAMES, --by or --adjudication")
    if wanted.articles:
        return Sending(_articles(corpus, wanted.articles, wanted.layers), interface(corpus, wanted.layers))
    if wanted.deciding.adjudication:
        return _desks(corpus, wanted.names, wanted.by or "", wanted.deciding)
    return Sending(_tasks(corpus, wanted), interface(corpus, wanted.layers))


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
            return Bench(corpus).annotators
        except Unsaid:
            return corpus.annotators


def _desks(corpus: Corpus, names: Sequence[str], by: str, deciding: Deciding) -> Sending:
    with refusing():
        bench = Bench(corpus, names, deciding.first, deciding.second)
        bench.begin(by, "", today())
        wanted = [name for name, report in bench.reports.items() if name in names or report.open]
        if not wanted:
            raise Failed("nothing is open; name articles to see what was decided")
        made = _each(wanted, lambda name: desk_task(bench, name), strict=bool(names))
    return Sending(made, interface(corpus, list(LAYERS), bench.annotators))


def _articles(corpus: Corpus, file: Path, layers: list[str]) -> list[Task]:
    """Articles of which the corpus has no record yet, as tasks without marks."""
    made, faults = [], []
    try:
        for entry in read_sheet(files.read(file)):
            try:
                text, _ = text_of_sheet(corpus, [entry])
                document = Document(str(file), [article_from_sheet([entry], text)], text)
                made.append(task(document, Registry(GOLD), corpus.settings, of="", as_="nothing", layers=layers))
            except (SheetError, LabelStudioError) as error:
                faults.append(f"{file}: {error}")
    except SheetError as error:
        faults.append(f"{file}: {error}")
    if faults:
        raise Failed("\n".join([*faults, "nothing was sent"]))
    return made


def _tasks(corpus: Corpus, wanted: Wanted) -> list[Task]:
    """Articles of gold, or of somebody's passes; where no marks are sent, of whichever folder has one."""
    registry = registry_of(corpus, folder := folder_of(wanted.by))
    folders = [folder, *(corpus.folders() if wanted.as_ == "nothing" else ())]
    place = {name: where for where in reversed(folders) for name in corpus.names(where)}
    there = corpus.names(folder) if wanted.by or wanted.as_ != "nothing" else sorted(place)
    if unknown := [name for name in wanted.names if name not in place]:
        raise WrongUse(f"{folder} has no article {unknown[0]!r}; it has {', '.join(there) or 'none'}")

    def made(name: str) -> Task:
        document = _document(corpus, name, place[name])
        return task(document, registry, corpus.settings, of=wanted.by or "gold", as_=wanted.as_, layers=wanted.layers)

    return _each(wanted.names or there, made, strict=bool(wanted.names))


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
