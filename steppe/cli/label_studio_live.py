"""``steppe label-studio push`` and ``pull``: with a running server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..label_studio import LabelStudioError
from ..label_studio.push import LEFT, Outcome, push
from ..label_studio.server import Server, patiently, refused
from ..label_studio.tasks import Task
from ..text import plain, plural
from .common import Failed, WrongUse, progress

TOKEN, ADDRESS = "LABEL_STUDIO_API_KEY", "LABEL_STUDIO_URL"
url_option = click.option("--url", metavar="URL", envvar=ADDRESS, help=f"The server.  [default: {ADDRESS} of the environment]")
project_option = click.option("--project", metavar="TITLE", help="The project, by its title.  [default: the corpus's name]")
insecure_option = click.option("--insecure", is_flag=True, help="Send the token over plain http to another machine.")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what Label Studio refuses, or would damage, into an error of the command."""
    try:
        yield
    except LabelStudioError as error:
        raise Failed(str(error)) from error


def server_of(url: str | None, *, insecure: bool) -> Server:
    """The server that is named, with the token of the environment.

    Raises:
        WrongUse: none is named, there is no token, or it is not to be sent there.
    """
    token = os.environ.get(TOKEN, "").strip()
    if not url:
        raise WrongUse(f"no server is named; say --url http://127.0.0.1:8080, or put it into {ADDRESS}")
    if fault := refused(url, insecure=insecure):
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
