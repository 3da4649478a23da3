"""``steppe trace``."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from ..model import Trace
from ..store import GOLD, files
from ..store.form import dump
from ..text import plain, plural
from ..trace import Traced, TraceError, checked, dump_rows, proposed, read_rows, rows
from .common import CLEAN, FINDINGS, Failed, WrongUse, corpus_option, failing, opened, texts_option
from .reading import documents_of, registry_of

_file = click.Path(dir_okay=False, path_type=Path)
_there = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@corpus_option
@texts_option
@click.option("--write", is_flag=True, help="Write what is proposed to traces.jsonl, as not checked yet.")
@click.option("--sheet", "sheet_to", type=_file, metavar="FILE", help="Write the traces that nobody has checked to a sheet.")
@click.option("--all", "everything", is_flag=True, help="With --sheet: write those that are checked too.")
@click.option("--take", "taken", type=_there, metavar="FILE", help="Write what a sheet says that was filled in, and the proposals.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.  [default: text]")
def trace_(root: Path, texts: Path | None, write: bool, sheet_to: Path | None, everything: bool, taken: Path | None, form: str) -> None:
    """Say from which claims of the retold articles each claim of a retelling comes, and what of it is still to be checked.

    Proposed are the claims that answer the same questions with the same values. Whether a claim follows from its sources, a reader
    says, who sees these and nothing else, with their sentences where the texts are at hand: "follows" in a sheet, yes or no. A claim
    that does not follow loses its traces.

    \b
    steppe trace                      what is traced, proposed and open
    steppe trace --write              write what is proposed
    steppe trace --sheet check.jsonl --texts ~/articles   write what is to be checked, to fill in "follows"
    steppe trace --take check.jsonl   write what was filled in

    Exit codes: 0 every claim of a retelling is traced and checked, 1 some are not, or failure, 2 wrong use.
    """
    if taken and sheet_to:
        raise WrongUse("--sheet writes a sheet and --take reads one; give one of them")
    with failing():
        corpus = opened(root, texts)
        registry = registry_of(corpus, GOLD)
        documents = list(documents_of(corpus, GOLD, "tracing"))
        found = proposed(documents, registry, corpus.settings)
        if sheet_to:
            written = rows(found, everything=everything)
            files.write(sheet_to, dump_rows(written))
            click.echo(f"{plain(str(sheet_to))}  {plural(len(written), 'claim')}", err=True)
        if write or taken:
            try:
                after = checked(registry.traces, found, read_rows(files.read(taken)) if taken else [])
            except TraceError as error:
                raise Failed("\n".join([*(f"{taken}: {line}" for line in str(error).split("\n")), "nothing was changed"])) from error
            _put(corpus.path("annotations/traces.jsonl"), registry.traces, after)
            registry = registry_of(corpus, GOLD)
            found = proposed(documents, registry, corpus.settings)
    click.echo(json.dumps(_data(found), ensure_ascii=False, indent=1) if form == "json" else "\n".join(_lines(found)))
    sys.exit(CLEAN if all(one.entailed for one in found) else FINDINGS)


def _put(path: str, before: list[Trace], after: list[Trace]) -> None:
    """Write the traces, where they are others."""
    data = dump("traces", after)
    if data == dump("traces", before):
        click.echo("there was nothing to write", err=True)
        return
    files.write(Path(path), data)
    click.echo(f"annotations/traces.jsonl  {plural(len(after), 'record')}", err=True)


def _lines(found: list[Traced]) -> list[str]:
    lines = []
    for one in found:
        if one.entailed:
            continue
        lines.append(plain(f"{one.told.name}  {one.told.source} ({one.told.claim.certainty}): {one.told.claim.canonical}"))
        lines += [plain(f"    {'traced' if one.known else 'proposed'}: {source.name}  {source.claim.canonical}") for source in one.sources]
        if not one.sources:
            lines.append("    open: no claim of the retold articles answers a question of it; mark one there, or tell it otherwise")
        elif one.unanswered:
            lines.append(plain(f"    not answered there: {'; '.join(' '.join(filter(None, item)) for item in one.unanswered)}"))
    return [*lines, ", ".join(f"{name} {number}" for name, number in _tally(found).items())]


def _tally(found: list[Traced]) -> dict[str, int]:
    return {
        "claims of retellings": len(found),
        "checked": sum(one.entailed for one in found),
        "traced": sum(one.known and not one.entailed for one in found),
        "proposed": sum(bool(one.sources) and not one.known for one in found),
        "open": sum(not one.sources for one in found),
    }


def _data(found: list[Traced]) -> dict[str, Any]:
    return {
        **_tally(found),
        "claims": [
            {
                "claim": one.told.name,
                "sources": [source.name for source in one.sources],
                "known": one.known,
                "entailed": one.entailed,
                "unanswered": [list(item) for item in one.unanswered],
            }
            for one in found
        ],
    }
