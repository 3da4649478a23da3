"""``steppe adjudicate``."""

import sys
from datetime import datetime
from pathlib import Path

import click

from ..adjudicate import AdjudicationError, Bench, Unsaid
from ..adjudicate.sheet import article_rows, dump_rows, entry_rows, read_rows
from ..store import files
from ..store.corpus import NAME
from ..text import plain, plural
from .common import CLEAN, FINDINGS, Failed, WrongUse, corpus_option, failing, opened, texts_option, today
from .deciding import tell
from .deciding import write as write_decisions

_file = click.Path(dir_okay=False, path_type=Path)
_date = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("names", nargs=-1)
@corpus_option
@texts_option
@click.option("--first", metavar="ANNOTATOR", help="Whose pass is the first.")
@click.option("--second", metavar="ANNOTATOR", help="Whose pass is the second.")
@click.option("--by", metavar="ANNOTATOR", help="Who decides.")
@click.option("--date", type=_date, metavar="DATE", help="When it was decided, as YYYY-MM-DD.  [default: as it stands, or today]")
@click.option("--sheet", "sheet_to", type=_file, metavar="FILE", help="Write what is open to a sheet, for filling in.")
@click.option("--all", "everything", is_flag=True, help="With --sheet: write what is decided too.")
@click.option("--agreed", is_flag=True, help="With --sheet: write what both passes have too, to change it.")
@click.option("--take", "taken", type=_file, metavar="FILE", help="Decide what a sheet says that was filled in.")
@click.option("--write", is_flag=True, help="Write gold of the articles of which nothing is open.")
@click.option("--check", is_flag=True, help="Change nothing; say whether gold is what the decisions give.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.  [default: text]")
def adjudicate_(
    names: tuple[str, ...],
    root: Path,
    texts: Path | None,
    first: str | None,
    second: str | None,
    by: str | None,
    date: datetime | None,
    sheet_to: Path | None,
    everything: bool,
    agreed: bool,
    taken: Path | None,
    write: bool,
    check: bool,
    form: str,
) -> None:
    """Decide between two passes of the articles NAMES (by default all that both annotators have), and make gold of them.

    What both passes have stands. Each disagreement becomes a decision to make in annotations/decisions/: the first pass, the
    second, both, neither, or other marks. Nothing but decisions is written until --write.

    \b
    steppe adjudicate kz-r1 --first m1 --second m2 --by adjudicator --texts ~/articles
    steppe adjudicate kz-r1 --texts ~/articles --sheet open.jsonl     write what is open, to fill in "verdict"
    steppe adjudicate kz-r1 --texts ~/articles --take open.jsonl      decide what was filled in
    steppe adjudicate kz-r1 --write                                   write gold
    steppe adjudicate --check                                         gold is what the decisions give

    Exit codes: 0 done, 1 something is open, or gold differs, or failure, 2 wrong use.
    """
    if check and (write or taken or sheet_to):
        raise WrongUse("--check changes nothing; it goes with no --write, --take or --sheet")
    if taken and sheet_to:
        raise WrongUse("--sheet writes a sheet and --take reads one; give one of them")
    for option, name in (("--first", first), ("--second", second), ("--by", by), *(("", name) for name in names)):
        if name is not None and not NAME.fullmatch(name):
            raise WrongUse(f"{option} {name!r} cannot be a name; a name has small letters, digits and hyphens".strip())
    with failing():
        corpus = opened(root, texts)
        try:
            bench = Bench(corpus, names, first, second)
            if check:
                _check(bench)
            else:
                bench.begin(by or "", date.date().isoformat() if date else "", today())
                _decide(bench, taken)
                written = write_decisions(bench, gold=write)
                if sheet_to:
                    _sheet(bench, sheet_to, everything=everything, agreed=agreed)
                tell(bench, form)
                sys.exit(FINDINGS if bench.open or not written else CLEAN)
        except Unsaid as error:
            raise WrongUse(str(error)) from error
        except AdjudicationError as error:
            raise Failed(f"{error}\nnothing was changed") from error


def _check(bench: Bench) -> None:
    """Say whether gold is what the decisions give."""
    if not set(bench.pairs) <= set(bench.known):
        raise WrongUse(f"{', '.join(sorted(set(bench.pairs) - set(bench.known)))}: there are no decisions to check")
    found = bench.check()
    for line in found:
        click.echo(plain(line))
    click.echo(f"{plural(len(bench.pairs), 'article')}, {plural(len(found), 'fault')}", err=True)
    sys.exit(FINDINGS if found else CLEAN)


def _decide(bench: Bench, taken: Path | None) -> None:
    """Decide what a sheet says."""
    if taken is None:
        return
    try:
        bench.take(read_rows(files.read(taken)))
    except AdjudicationError as error:
        raise AdjudicationError("\n".join(f"{taken}: {line}" for line in str(error).split("\n"))) from error


def _sheet(bench: Bench, file: Path, *, everything: bool, agreed: bool) -> None:
    """Write a sheet of what is open."""
    rows = entry_rows(bench.entries, bench.registries, everything=everything)
    for report in bench.reports.values():
        rows += article_rows(report, bench.corpus.labels, everything=everything, agreed=agreed)
    files.write(file, dump_rows(rows))
    click.echo(f"{plain(str(file))}  {plural(len(rows), 'row')}", err=True)
