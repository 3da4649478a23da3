"""What the commands that decide between two passes have in common: writing what is decided, and saying what is open."""

import json

import click

from ..adjudicate import Bench
from ..adjudicate.report import as_data, entries_rendered, rendered
from ..store import GOLD
from ..text import plain, plural


def write(bench: Bench, *, gold: bool = False, dry_run: bool = False) -> bool:
    """Write the decisions, and gold where that is asked for; whether gold is then as decided. With ``dry_run`` nothing is written."""
    corpus = bench.corpus
    wanted = bench.gold()
    there = {file: corpus.there(file) for file in wanted}
    stale = {file: data for file, data in wanted.items() if data != there[file]}
    given = bench.decisions() | (stale if gold else {})
    for file in () if dry_run else corpus.write(given):
        records = given[file].count(b"\n")
        click.echo(f"{plain(file)}  {plural(records, 'record')}", err=True)
    for file in stale if not gold else ():
        what = "is not there" if there[file] is None else "is not what the decisions give" if file.startswith(GOLD) else "lacks entries"
        click.echo(f"{plain(file)} {what}; `steppe adjudicate --write` writes it", err=True)
    return gold or not stale


def tell(bench: Bench, form: str) -> None:
    """Print what is open."""
    if form == "json":
        click.echo(json.dumps(as_data(list(bench.reports.values()), bench.entries), ensure_ascii=False, indent=1))
        return
    for line in entries_rendered(bench.entries, bench.registries, bench.corpus.registry):
        click.echo(line)
    for report in bench.reports.values():
        click.echo("")
        for line in rendered(report):
            click.echo(line)
