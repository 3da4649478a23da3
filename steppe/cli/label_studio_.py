"""``steppe label-studio``."""

import sys
from pathlib import Path

import click

from ..label_studio import dump
from ..store import files
from ..text import plain, plural
from .common import corpus_option, failing, opened, texts_option
from .label_studio_live import pull_, push_
from .studio import (
    articles_option,
    as_option,
    by_option,
    chosen,
    deciding_options,
    dry_option,
    file_path,
    layers_option,
    people_of,
    people_option,
    there_path,
    who_option,
)
from .studio_sending import Deciding, Wanted, between, interface, sending
from .studio_taking import taken


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
@layers_option
@deciding_options
def config_(root: Path, layers: str, adjudication: bool, first: str | None, second: str | None) -> None:
    """Print the labelling interface, made from labels.toml: paste it into a project's settings.

    \b
    steppe label-studio config > interface.xml
    steppe label-studio config --layers mention      an interface for one layer
    steppe label-studio config --adjudication        one to decide between two passes

    Exit codes: 0 printed, 1 failure, 2 wrong use.
    """
    with failing():
        corpus = opened(root)
        deciding = Deciding(adjudication, first, second)
        click.echo(interface(corpus, chosen(layers), between(corpus, deciding) if adjudication else ()), nl=False)


@label_studio_.command("tasks")
@click.argument("names", nargs=-1)
@corpus_option
@texts_option
@by_option
@as_option
@articles_option
@layers_option
@deciding_options
@click.option("--out", type=file_path, metavar="FILE", help="Where to write.  [default: standard output]")
def tasks_(
    names: tuple[str, ...],
    root: Path,
    texts: Path | None,
    by: str | None,
    as_: str,
    articles: Path | None,
    layers: str,
    adjudication: bool,
    first: str | None,
    second: str | None,
    out: Path | None,
) -> None:
    """Write articles NAMES (by default all) as tasks that Label Studio imports, with their marks or without.

    \b
    steppe label-studio tasks --out tasks.json
    steppe label-studio tasks kz-o01 --as nothing --out tasks.json      only the text
    steppe label-studio tasks --by m1 --as predictions --texts ~/articles --out tasks.json
    steppe label-studio tasks --adjudication --first m1 --second m2 --by adjudicator --out tasks.json

    Exit codes: 0 written, 1 an article cannot be sent, 2 wrong use.
    """
    deciding = Deciding(adjudication, first, second)
    with failing():
        made = sending(opened(root, texts), Wanted(names, by, as_, chosen(layers), articles, deciding)).tasks
        if out:
            files.write(out, dump(made))
            click.echo(f"{plain(str(out))}  {plural(len(made), 'task')}", err=True)
        else:
            sys.stdout.buffer.write(dump(made))


@label_studio_.command("import")
@click.argument("export", type=there_path)
@corpus_option
@texts_option
@who_option
@people_option
@dry_option
def import_(export: Path, root: Path, texts: Path | None, by: str, people: Path | None, dry_run: bool) -> None:
    """Take an EXPORT (JSON) as passes of the annotators who made it, and say what they changed; or, of --adjudication, as decisions.

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
        taken(files.read(export), str(export), corpus, people_of(corpus, people), by, dry_run=dry_run)


label_studio_.add_command(push_)
label_studio_.add_command(pull_)
