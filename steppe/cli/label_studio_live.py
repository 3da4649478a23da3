"""``steppe label-studio push`` and ``pull``: with a running server."""

import os
from pathlib import Path

import click

from ..address import refused
from ..label_studio.push import LEFT, Outcome, push
from ..label_studio.server import Server, patiently
from ..label_studio.tasks import Task
from ..store import files
from ..text import plain, plural
from .common import Failed, WrongUse, corpus_option, failing, opened, progress, texts_option
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
    refusing,
    who_option,
)
from .studio_sending import Deciding, Wanted, sending
from .studio_taking import taken

TOKEN, ADDRESS = "LABEL_STUDIO_API_KEY", "LABEL_STUDIO_URL"
url_option = click.option("--url", metavar="URL", envvar=ADDRESS, help=f"The server.  [default: {ADDRESS} of the environment]")
project_option = click.option("--project", metavar="TITLE", help="The project, by its title.  [default: the corpus's name]")
insecure_option = click.option("--insecure", is_flag=True, help="Send the token over plain http to another machine.")


def server_of(url: str | None, *, insecure: bool) -> Server:
    """The server that is named, with the token of the environment.

    Raises:
        WrongUse: none is named, there is no token, or it is not to be sent there.
    """
    token = os.environ.get(TOKEN, "").strip()
    if not url:
        raise WrongUse(f"no server is named; say --url http://127.0.0.1:8080, or put it into {ADDRESS}")
    if fault := refused(url, TOKEN, insecure=insecure):
        raise WrongUse(fault)
    if not token:
        raise WrongUse(f"{TOKEN} is empty; put a token into it (in Label Studio: Account & Settings, Personal Access Token)")
    with refusing():
        return patiently(lambda: Server(url, token))


def bring(server: Server, title: str, config: str, tasks: list[Task]) -> bool:
    """Push tasks and say what became of them; says whether all are as they are to be."""
    with refusing():
        project = patiently(lambda: _project(server, title, config))
        with progress(len(tasks), "pushing") as advance:
            found = push(server, project, tasks, done=lambda outcome: advance(1))
    for outcome in found:
        click.echo(plain(f"{outcome.name}: {outcome.kind}" + (f": {outcome.says}" if outcome.says else "")))
    click.echo(_sum(found), err=True)
    return not any(outcome.kind == LEFT for outcome in found)


def _project(server: Server, title: str, config: str) -> int:
    """The project of a title, made if it is not there, with its interface."""
    project = server.project(title)
    if not project:
        project = server.create(title, config)
        click.echo(f"project {project} was made: {server.address}/projects/{project}", err=True)
    elif server.configure(project, config):
        click.echo(f"project {project} has another interface now", err=True)
    return project


def fetch(server: Server, title: str) -> bytes:
    """The export of a project."""
    with refusing():
        project = patiently(lambda: server.project(title))
        if not project:
            raise Failed(f"{server.address} has no project called {title!r}; push to it first, or say --project")
        with progress(1, "exporting"):
            return patiently(lambda: server.export(project))


def _sum(found: list[Outcome]) -> str:
    kinds = [outcome.kind for outcome in found]
    return f"{plural(len(found), 'article')}: " + ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


@click.command("push")
@click.argument("names", nargs=-1)
@corpus_option
@texts_option
@url_option
@project_option
@by_option
@as_option
@articles_option
@layers_option
@deciding_options
@insecure_option
def push_(
    names: tuple[str, ...],
    root: Path,
    texts: Path | None,
    url: str | None,
    project: str | None,
    by: str | None,
    as_: str,
    articles: Path | None,
    layers: str,
    adjudication: bool,
    first: str | None,
    second: str | None,
    insecure: bool,
) -> None:
    """Bring articles NAMES (by default all) into a project of a running server, which is made if it is not there.

    \b
    export LABEL_STUDIO_API_KEY=...     a personal access token; it is never printed or written
    steppe label-studio push --url http://127.0.0.1:8080
    steppe label-studio push kz-o01 --by m1 --as predictions --project "second round"
    steppe label-studio push --adjudication     two passes as one task, in a project of its own

    Each article is there once, however often it is pushed, and a connection that breaks is taken up again. What nobody has touched is
    renewed; work that was done there is left alone, and told.

    Exit codes: 0 all is there, 1 something was left alone, or failure, 2 wrong use.
    """
    wanted = Wanted(names, by, as_, chosen(layers), articles, Deciding(adjudication, first, second))
    with failing():
        server = server_of(url, insecure=insecure)
        corpus = opened(root, texts)
        sent = sending(corpus, wanted)
        title = project or corpus.settings.name + (" adjudication" if adjudication else "")
        if not bring(server, title, sent.interface, sent.tasks):
            raise SystemExit(1)


@click.command("pull")
@corpus_option
@texts_option
@url_option
@project_option
@who_option
@people_option
@click.option("--keep", type=file_path, metavar="FILE", help="Keep the export too.")
@dry_option
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
    steppe label-studio pull --project "steppe adjudication"     decisions, then `steppe adjudicate --write`

    Exit codes: 0 taken, 1 something in it cannot be taken, and nothing was changed, 2 wrong use.
    """
    with failing():
        server = server_of(url, insecure=insecure)
        corpus = opened(root, texts)
        mapped = people_of(corpus, people)
        export = fetch(server, title := project or corpus.settings.name)
        if keep:
            files.write(keep, export)
        taken(export, title, corpus, mapped, by, dry_run=dry_run)
