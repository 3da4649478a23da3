"""``steppe format``."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..store import GOLD, Corpus, files
from ..store.form import ARTICLE, dump, parse
from ..store.registry import FILES
from ..text import plain, plural
from .common import CLEAN, FINDINGS, Failed, corpus_option, failing, opened


@click.command()
@corpus_option
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file is not in form.")
def format_(root: Path, check: bool) -> None:
    """Write the files of annotations/ in the canonical form: one spelling, one order.

    Nothing but spelling and order changes. A file that cannot be read is named, and no file is touched.

    \b
    steppe format
    steppe format --check
    """
    with failing():
        corpus = opened(root)
        stale: list[tuple[str, bytes]] = []
        unreadable = []
        for file, form in _files(corpus):
            path = corpus.path(file)
            try:
                data = files.read(path)
            except FileNotFoundError:
                continue
            records, faults = parse(form, data)
            if records and (wanted := dump(form, records)) != data:
                stale.append((file, wanted))
            elif not records:
                unreadable += [f"{file}:{fault.line}: {fault.name}: {fault.message}" for fault in faults]
        if unreadable:
            raise Failed("\n".join([*unreadable, "nothing was changed"]))
        for file, wanted in stale:
            click.echo(plain(file))
            if not check:
                files.write(Path(corpus.path(file)), wanted)
    click.echo(f"{plural(len(stale), 'file')} {'to write' if check else 'written'}", err=True)
    sys.exit(FINDINGS if check and stale else CLEAN)


def _files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Every file of records, with its form."""
    for folder in corpus.folders():
        home = "annotations" if folder == GOLD else folder
        yield from ((f"{home}/{form}.jsonl", form) for form in FILES)
        yield from ((f"{folder}/{name}.jsonl", ARTICLE) for name in corpus.names(folder))
    yield from ((file, "decisions") for file in corpus.decisions())
