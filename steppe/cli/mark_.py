"""``steppe mark``."""

from pathlib import Path

import click
import msgspec

from ..model import Record
from ..sheet import Handles, SheetError, article_from_sheet, from_sheet, read_sheet, registry_from_sheet
from ..store import GOLD, Corpus, files
from ..store.form import ARTICLE, dump, parse
from ..text import plural
from .common import Failed, corpus_option, failing, folder_of, opened, texts_option
from .reading import text_of_sheet


@click.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@corpus_option
@texts_option
@click.option("--by", metavar="ANNOTATOR", help="Write the pass of an annotator instead of gold.")
@click.option("--ids", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Keep the ids of handles here (JSON).")
def mark_(sheets: tuple[Path, ...], root: Path, texts: Path | None, by: str | None, ids: Path | None) -> None:
    """Turn marking SHEETS into annotations: places by line and quoted text become offsets, handles become ids.

    A sheet begins with its article, then has one mark a line (see annotations/README.md); entities and events may stand in any
    of them. What is not found exactly is an error, and then nothing is written. The file of each article is replaced; entries of
    the registry are added, or replaced by id.

    \b
    steppe mark atyrau.sheet.jsonl --ids handles.json
    steppe mark first.jsonl registry.jsonl --by m1 --texts ~/articles
    """
    with failing():
        corpus = opened(root, texts)
        handles = Handles(_known(ids) if ids and ids.exists() else None)
        try:
            written = _written(corpus, sheets, handles, folder_of(by))
        except SheetError as error:
            raise Failed(f"{error}; nothing was written") from error
        for file, data in written.items():
            files.write(Path(corpus.path(file)), data)
            records = data.count(b"\n")
            click.echo(f"{file}  {plural(records, 'record')}")
        if ids:
            files.write(ids, msgspec.json.format(msgspec.json.encode(handles.known), indent=0))


def _known(ids: Path) -> dict[str, str]:
    """The ids of handles that a file keeps."""
    try:
        return msgspec.json.decode(ids.read_bytes(), type=dict[str, str])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Failed(f"{ids}: {error}; it should map handles to ids; nothing was written") from error


def _entries(corpus: Corpus, file: str, form: str) -> dict[str, Record]:
    """What a file of the registry holds so far, by id."""
    try:
        records, faults = parse(form, files.read(corpus.path(file)))
    except FileNotFoundError:
        return {}
    if not records:
        raise Failed(f"{file}:{faults[0].line}: {faults[0].message}; nothing was written")
    return {record.id: record for record in records}


def _written(corpus: Corpus, sheets: tuple[Path, ...], handles: Handles, folder: str) -> dict[str, bytes]:
    """The files that the sheets give, by name."""
    lines = {}
    for sheet in sheets:
        try:
            lines[sheet] = list(read_sheet(files.read(sheet)))
        except SheetError as error:
            raise SheetError(f"{sheet}: {error}") from error
    written: dict[str, bytes] = {}
    entries: list[Record] = []
    for sheet, numbered in lines.items():
        try:
            entries += registry_from_sheet(numbered, handles)
        except SheetError as error:
            raise SheetError(f"{sheet}: {error}") from error
    for sheet, numbered in lines.items():
        try:
            if any(entry["kind"] not in ("entity", "event") for _, entry in numbered):
                text, open_tier = text_of_sheet(corpus, numbered)
                article = article_from_sheet(numbered, text)
                records = from_sheet(numbered, handles, article, text, quotes=open_tier)
                written[f"{folder}/{article.name}.jsonl"] = dump(ARTICLE, [article, *records])
        except SheetError as error:
            raise SheetError(f"{sheet}: {error}") from error
    home = "annotations" if folder == GOLD else folder
    for form, kind in (("entities", "entity"), ("events", "event")):
        added = {entry.id: entry for entry in entries if entry.__struct_config__.tag == kind}  # type: ignore[attr-defined]
        if added:
            file = f"{home}/{form}.jsonl"
            known = _entries(corpus, file, form)
            written[file] = dump(form, (known | added).values())
    return written
