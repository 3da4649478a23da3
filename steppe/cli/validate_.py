"""``steppe validate``."""

import io
import os
import sys
from pathlib import Path

import click

from ..report import FORMATS, BaselineError, Known, Report, explained, read_baseline, rendered, summary, write_baseline
from ..report.places import Places
from ..store import Corpus, files
from ..text import plural
from ..validate import validate
from .common import CLEAN, FINDINGS, WrongUse, corpus_option, failing, opened, progress, texts_option
from .fixing import differences, fix_options, fixed

MANY = 2000
"""Articles from which more than one process is worth its start."""

file_option = click.Path(dir_okay=False, path_type=Path)


@click.command()
@corpus_option
@texts_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="What to print.  [default: text]")
@click.option("--output", type=file_option, metavar="FILE", help="Write what would be printed to a file.")
@click.option("--also", multiple=True, metavar="FORMAT=FILE", help="Write a report in another format too; can be given again.")
@click.option("--excerpt/--no-excerpt", "excerpts", default=True, help="With text: show the line that a finding is about, or not.")
@click.option("--baseline", type=file_option, metavar="FILE", help="Findings that stand in this file are known, and no failure.")
@click.option("--write-baseline", "write_to", type=file_option, metavar="FILE", help="Write all findings to such a file, and exit.")
@click.option("--pages/--no-pages", default=True, help="Check the pages that speak of the corpus too, or not.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help=f"Processes.  [default: 1, or one a core from {MANY:,} articles on]")
@fix_options
@click.option("--explain", metavar="CODE", help="Say what a rule is about, and exit.")
def validate_(
    root: Path,
    texts: Path | None,
    form: str,
    output: Path | None,
    also: tuple[str, ...],
    excerpts: bool,
    baseline: Path | None,
    write_to: Path | None,
    pages: bool,
    jobs: int | None,
    fix: bool,
    differ: bool,
    explain: str | None,
) -> None:
    """Check the annotations of a corpus against every rule.

    Each finding names file, line, rule, mark, what is there and what should be. With --texts, marks of articles whose text
    the corpus does not hold are compared with the text too.

    \b
    steppe validate
    steppe validate --corpus ../other --texts ~/articles
    steppe validate --format github --also sarif=steppe.sarif
    steppe validate --baseline known.jsonl
    steppe validate --diff
    steppe validate --explain S203

    Exit codes: 0 no finding (with --baseline: no new one), 1 findings, 2 wrong use.
    """
    if explain:
        click.echo(_explained(explain, colour=_colours()))
        return
    if write_to and (baseline or output or also):
        raise WrongUse("--write-baseline writes the findings as they are; it goes with no --baseline, --output or --also")
    if fix and differ:
        raise WrongUse("--diff shows what --fix would do, and changes nothing; give one of them")
    reports = [(form, output), *map(_named, also)]
    with failing():
        known = _known(baseline)
        corpus = opened(root, texts)
        articles = _files(corpus)
        number = jobs or _jobs(len(articles))
        if differ:
            sys.exit(FINDINGS if differences(corpus, jobs=number) else CLEAN)
        if fix:
            findings = fixed(corpus, jobs=number, pages=pages)
        else:
            with progress(len(articles), "validate") as seen:
                findings = list(validate(corpus, seen, jobs=number, pages=pages))
        report = Report(
            findings,
            Places(corpus.root, _prefix(root)),
            files=articles,
            baseline=known,
            excerpts=excerpts,
            colour=output is None and _colours(),
        )
        if write_to:
            click.echo(f"{plural(write_baseline(write_to, findings, report.fingerprints), 'finding')} written to {write_to}", err=True)
            sys.exit(CLEAN)
        for other, file in reports:
            told = rendered(other, report)
            if file is None:
                _print(told, colour=report.colour)
            else:
                files.write(file, told.encode())
    for line in summary(report):
        click.echo(line, err=True)
    sys.exit(FINDINGS if any(report.new) else CLEAN)


def _named(also: str) -> tuple[str, Path]:
    """What ``--also`` says: a format and a file."""
    form, _, file = also.partition("=")
    if form not in FORMATS or not file:
        raise WrongUse(f"--also {also!r} should be FORMAT=FILE, where FORMAT is one of {', '.join(FORMATS)}")
    return form, Path(file)


def _known(baseline: Path | None) -> dict[str, Known] | None:
    if baseline is None:
        return None
    try:
        return read_baseline(baseline)
    except FileNotFoundError as error:
        raise WrongUse(f"{baseline} is not there; --write-baseline {baseline} writes it") from error
    except BaselineError as error:
        raise WrongUse(str(error)) from error


def _files(corpus: Corpus) -> list[str]:
    """The files of articles."""
    return [f"{folder}/{name}.jsonl" for folder in corpus.folders() for name in corpus.names(folder)]


def _jobs(articles: int) -> int:
    return 1 if articles < MANY else os.cpu_count() or 1


def _prefix(root: Path) -> str:
    """What leads from the folder that one is in to the corpus; nothing where the corpus is not in it."""
    relative = Path(os.path.relpath(root.resolve(), Path.cwd())).as_posix()
    return "" if relative == "." or relative.startswith("..") else f"{relative}/"


def _colours() -> bool:
    """Whether somebody who reads a terminal wants colours (see no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print(text: str, *, colour: bool) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a locale that cannot say a character is no reason to say nothing
    click.echo(text, nl=False, color=colour)


def _explained(code: str, *, colour: bool) -> str:
    from ..rules import CATALOGUE

    rule = CATALOGUE.get(code.upper()) or next((rule for rule in CATALOGUE.values() if rule.name == code), None)
    if rule is None:
        raise WrongUse(f"there is no rule {code!r}; the codes are {', '.join(sorted(CATALOGUE))}")
    return explained(rule, colour=colour)
