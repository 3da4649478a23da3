"""``steppe sheet``."""

from pathlib import Path

import click
import msgspec

from ..anchor import AnchorError
from ..sheet import to_sheet
from .common import Failed, corpus_option, failing, folder_of, opened, texts_option


@click.command()
@click.argument("name")
@corpus_option
@texts_option
@click.option("--by", metavar="ANNOTATOR", help="The sheet of an annotator's pass instead of gold.")
def sheet_(name: str, root: Path, texts: Path | None, by: str | None) -> None:
    """Write the marking sheet of the article NAME, for editing; `steppe mark` reads it again.

    \b
    steppe sheet kz-o01 > kz-o01.sheet.jsonl
    """
    with failing():
        corpus = opened(root, texts)
        reading = corpus.read(name, folder_of(by))
        if reading.document is None:
            raise Failed("\n".join(f"{located.file}:{located.fault.line}: {located.fault.message}" for located in reading.faults))
        try:
            sheet = to_sheet(reading.document)
        except AnchorError as error:
            raise Failed(str(error)) from error
    for entry in sheet:
        if entry["kind"] == "article" and not corpus.settings.tier[entry["tier"]].text:
            entry["sha256"] = reading.document.article.sha256
        click.echo(msgspec.json.encode(entry))
