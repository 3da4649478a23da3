"""``steppe label-studio``."""

import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import click

from ..label_studio import AS, LAYERS, LabelStudioError, Task, config, dump, needed, read_export, take, task
from ..store import Corpus, Document, files
from ..text import plain, plural
from .common import Failed, WrongUse, corpus_option, failing, folder_of, opened, texts_option
from .label_studio_live import bring, fetch, insecure_option, project_option, refusing, server_of, url_option
from .reading import registry_of

PEOPLE = "label-studio.toml"
_file = click.Path(dir_okay=False, path_type=Path)
_there = click.Path(exists=True, dir_okay=False, path_type=Path)
_layers = click.option("--layers", default=",".join(LAYERS), metavar="LAYER,...", help=f"Some of {', '.join(LAYERS)}.  [default: all]")

_by = click.option("--by", metavar="ANNOTATOR", help="With the marks of an annotator's passes instead of gold.")
_as = click.option("--as", "as_", type=click.Choice(AS), default="annotations", help="How marks are sent.  [default: annotations]")
_who = click.option("--by", default="", metavar="ANNOTATOR", help="Who made all of it.  [default: as label-studio.toml maps people]")
_mapped = click.option(
    "--people", type=_there, metavar="FILE", help="Which annotator each e-mail address is.  [default: label-studio.toml of the corpus]"
)
_dry = click.option("--dry-run", is_flag=True, help="Change nothing; say what would be changed.")


@click.group()
def label_studio_() -> None:
    """Annotate in Label Studio: its interface, tasks, and exports as passes.

    \b
    steppe label-studio config > interface.xml
    steppe label-studio tasks kz-o01 --out tasks.json
    steppe label-studio import export.json --by m1
    steppe label-studio push --url http://127.0.0.1:8080      with a running server, instead of files
    steppe label-studio pull --url http://127.0.0.1:8080
    """


@label_studio_.command("config")
@corpus_option
@_layers
def config_(root: Path, layers: str) -> None:
    """Print the labelling interface, made from labels.toml: paste it into a project's settings.

    \b
    steppe label-studio config > interface.xml
    steppe label-studio config --layers mention      an interface for one layer

    Exit codes: 0 printed, 1 failure, 2 wrong use.
    """
    with failing():
        corpus = opened(root)
        click.echo(_interface(corpus, _chosen(layers)), nl=False)


@label_studio_.command("tasks")
@click.argument("names", nargs=-1)
@corpus_option
@texts_option
@_by
@_as
@_layers
@click.option("--out", type=_file, metavar="FILE", help="Where to write.  [default: standard output]")
def tasks_(names: tuple[str, ...], root: Path, texts: Path | None, by: str | None, as_: str, layers: str, out: Path | None) -> None:
    """Write articles NAMES (by default all) as tasks that Label Studio imports, with their marks or without.

    \b
    steppe label-studio tasks --out tasks.json
    steppe label-studio tasks kz-o01 --as nothing --out tasks.json      only the text
    steppe label-studio tasks --by m1 --as predictions --texts ~/articles --out tasks.json

    Exit codes: 0 written, 1 an article cannot be sent, 2 wrong use.
    """
    chosen = _chosen(layers)
    with failing():
        made = _tasks(opened(root, texts), names, by, as_, chosen)
        if out:
            files.write(out, dump(made))
            click.echo(f"{plain(str(out))}  {plural(len(made), 'task')}", err=True)
        else:
            sys.stdout.buffer.write(dump(made))


@label_studio_.command("import")
@click.argument("export", type=_there)
@corpus_option
@texts_option
@_who
@_mapped
@_dry
def import_(export: Path, root: Path, texts: Path | None, by: str, people: Path | None, dry_run: bool) -> None:
    """Take an EXPORT (JSON) as passes of the annotators who made it, and say what they changed.

    People are mapped in label-studio.toml beside annotations/, which is no file for git:

    \b
    [annotators]
    "ann@example.org" = "m1"

    \b
    steppe label-studio import export.json
    steppe label-studio import export.json --by m1 --dry-run

    Exit codes: 0 taken, 1 something in it cannot be taken, and nothing was changed, 2 wrong use.
    """
    with failing():
        corpus = opened(root, texts)
        _take(files.read(export), str(export), corpus, _people(corpus, people), by, dry_run=dry_run)


@label_studio_.command("push")
@click.argument("names", nargs=-1)
@corpus_option
@texts_option
@url_option
@project_option
@_by
@_as
@_layers
@insecure_option
def push_(
    names: tuple[str, ...],
    root: Path,
    texts: Path | None,
    url: str | None,
    project: str | None,
    by: str | None,
    as_: str,
    layers: str,
    insecure: bool,
) -> None:
    """Bring articles NAMES (by default all) into a project of a running server, which is made if it is not there.

    \b
    export LABEL_STUDIO_API_KEY=...     a personal access token; it is never printed or written
    steppe label-studio push --url http://127.0.0.1:8080
    steppe label-studio push kz-o01 --by m1 --as predictions --project "second round"

    Each article is there once, however often it is pushed, and a connection that breaks is taken up again. What nobody has touched is
    renewed; work that was done there is left alone, and told.

    Exit codes: 0 all is there, 1 something was left alone, or failure, 2 wrong use.
    """
    chosen = _chosen(layers)
    with failing():
        server = server_of(url, insecure=insecure)
        corpus = opened(root, texts)
        made = _tasks(corpus, names, by, as_, chosen)
        if not bring(server, project or corpus.settings.name, _interface(corpus, chosen), made):
            raise SystemExit(1)


@label_studio_.command("pull")
@corpus_option
@texts_option
@url_option
@project_option
@_who
@_mapped
@click.option("--keep", type=_file, metavar="FILE", help="Keep the export too.")
@_dry
@insecure_option
def pull_(
    root: Path,
    texts: Path | None,
    url: str | None,
    project: str | None,
    by: str,
    people: Path | None,
    keep: Path | None,
    dry_run: bool,
    insecure: bool,
) -> None:
    """Take what was annotated in a project of a running server as passes, as `import` does with an export.

    \b
    steppe label-studio pull --url http://127.0.0.1:8080 --dry-run
    steppe label-studio pull --project "second round" --by m1

    Exit codes: 0 taken, 1 something in it cannot be taken, and nothing was changed, 2 wrong use.
    """
    with failing():
        server = server_of(url, insecure=insecure)
        corpus = opened(root, texts)
        mapped = _people(corpus, people)
        export = fetch(server, title := project or corpus.settings.name)
        if keep:
            files.write(keep, export)
        _take(export, title, corpus, mapped, by, dry_run=dry_run)


def _tasks(corpus: Corpus, names: tuple[str, ...], by: str | None, as_: str, layers: list[str]) -> list[Task]:
    """Articles as tasks, with the marks of gold or of somebody's passes."""
    registry = registry_of(corpus, folder := folder_of(by))
    there = corpus.names(folder)
    if unknown := [name for name in names if name not in there]:
        raise WrongUse(f"{folder} has no article {unknown[0]!r}; it has {', '.join(there) or 'none'}")
    made, faults = [], []
    for name in names or there:
        try:
            document = _document(corpus, name, folder)
            if document.text is None and not names:
                click.echo(plain(f"note: {name} is left out: its text is not at hand (--texts)"), err=True)
                continue
            made.append(task(document, registry, corpus.settings, of=by or "gold", as_=as_, layers=layers))
        except LabelStudioError as error:
            faults.append(str(error))
    if faults:
        raise Failed("\n".join([*faults, "nothing was written"]))
    return made


def _interface(corpus: Corpus, layers: list[str]) -> str:
    with refusing():
        return config(corpus.labels, layers)


def _take(export: bytes, called: str, corpus: Corpus, people: dict[str, str], by: str, *, dry_run: bool) -> None:
    """Take an export, and say what it changes."""
    try:
        found = take(read_export(export), corpus, people, by=by, today=datetime.now(UTC).date().isoformat())
    except LabelStudioError as error:
        raise Failed("\n".join([*(plain(f"{called}: {line}") for line in str(error).split("\n")), "nothing was changed"])) from error
    for notice in found.notices:
        click.echo(plain(f"note: {notice}"), err=True)
    for file, changed in found.changed.items():
        click.echo(plain(f"{file}: {plural(len(changed), 'change')}"))
        for one in changed:
            click.echo(plain(f"  {one.kind:<11}{one.layer:<8} {one.new or one.old}  {one.says}"))
    if not dry_run:
        click.echo(f"{plural(len(corpus.write(found.files)), 'file')} written", err=True)


def _chosen(layers: str) -> list[str]:
    named = [layer.strip() for layer in layers.split(",") if layer.strip()]
    if not named or (unknown := [layer for layer in named if layer not in LAYERS]):
        raise WrongUse(f"--layers is {layers!r}; it should be some of {', '.join(LAYERS)}" + (f", not {unknown[0]!r}" if named else ""))
    return needed(named)


def _document(corpus: Corpus, name: str, folder: str) -> Document:
    reading = corpus.read(name, folder)
    if reading.document is None:
        fault = reading.faults[0]
        raise LabelStudioError(f"{fault.file}:{fault.fault.line}: {fault.fault.message}")
    return reading.document


def _people(corpus: Corpus, given: Path | None) -> dict[str, str]:
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
