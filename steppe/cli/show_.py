"""``steppe show``."""

import sys
from pathlib import Path

import click

from ..show import rendered
from .common import Failed, corpus_option, failing, folder_of, opened, texts_option


@click.command()
@click.argument("name")
@corpus_option
@texts_option
@click.option("--by", metavar="ANNOTATOR", help="Show the pass of an annotator instead of gold.")
def show_(name: str, root: Path, texts: Path | None, by: str | None) -> None:
    """Show the article NAME: its marks in place, its claims with who says them.

    Mentions stand in [ ] with their type, triggers in { }. Colours on a terminal only.

    \b
    steppe show kz-o01
    steppe show kz-r1 --texts ~/articles
    steppe show kz-r1 --texts ~/articles --by m1 | less -R
    """
    with failing():
        corpus = opened(root, texts)
        folder = folder_of(by)
        reading = corpus.read(name, folder)
        document = reading.document
        if document is None or any(located.fault.name != "not-canonical" for located in reading.faults):
            places = [f"{located.file}:{located.fault.line}: {located.fault.message}" for located in reading.faults]
            raise Failed("\n".join(places))
        registry = corpus.registry_of(folder)[0]
        color = sys.stdout.isatty()
        try:
            lines = list(rendered(document, registry, corpus.labels, color=color))
        except (KeyError, IndexError) as error:
            raise Failed(f"{reading.file}: {error} is not there; `steppe validate` says where") from error
    click.echo("\n".join(lines), color=color)
