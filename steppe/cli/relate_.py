"""``steppe relate``."""

import json
import sys
from pathlib import Path

import click

from ..relate import (
    Plan,
    Questions,
    SheetError,
    as_data,
    decisions,
    dump_sheet,
    plans,
    questions,
    read_rows,
    rendered,
    settled,
    sheet,
    tally,
)
from ..store import Corpus, Registry, files
from ..store.form import dump
from ..text import plain, plural
from .common import CLEAN, FINDINGS, Failed, WrongUse, corpus_option, failing, folder_of, opened
from .reading import documents_of, registry_of

_file = click.Path(dir_okay=False, path_type=Path)
_there = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@corpus_option
@click.option("--by", metavar="ANNOTATOR", help="The passes and the registry of an annotator instead of gold.")
@click.option("--event", "about", default="", metavar="ID", help="Only questions about this event, or this subject.")
@click.option("--facet", default="", metavar="NAME", help="Only questions of this facet.")
@click.option("--all", "everything", is_flag=True, help="Report the questions of which nothing is open too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.  [default: text]")
@click.option("--write", is_flag=True, help="Write the proposals to clusters.jsonl and relations.jsonl.")
@click.option("--sheet", "sheet_to", type=_file, metavar="FILE", help="Write the open pairs to a sheet, for judging.")
@click.option("--take", "taken", type=_there, metavar="FILE", help="Write what a judged sheet says, and the proposals.")
def relate_(
    root: Path,
    by: str | None,
    about: str,
    facet: str,
    everything: bool,
    form: str,
    write: bool,
    sheet_to: Path | None,
    taken: Path | None,
) -> None:
    """Say how the claims of several articles on one question stand to each other, and what of it is still to be judged.

    Values decide where they can: who gives the same value gives the same answer, and a finer value is a finer answer. That is proposed,
    and written with --write. The rest is open: pairs of clusters that somebody must read. What was judged is never changed.

    \b
    steppe relate                       what is proposed, and what is open
    steppe relate --write               write what is proposed
    steppe relate --sheet open.jsonl    write the open pairs, to fill in "relation" and "conflict"
    steppe relate --take open.jsonl     write what was filled in
    steppe relate --facet NAME --all    every question of one facet
    steppe relate --by m1 --format json

    Exit codes: 0 nothing is open, 1 something is, or failure, 2 wrong use.
    """
    if taken and sheet_to:
        raise WrongUse("--sheet writes a sheet and --take reads one; give one of them")
    if taken and (about or facet):
        raise WrongUse("--take takes a whole sheet; leave --event and --facet out")
    with failing():
        corpus = opened(root)
        if by and folder_of(by) not in corpus.folders():
            raise WrongUse(f"there are no passes of {by!r}; annotations/passes/ has {', '.join(corpus.annotators) or 'none'}")
        registry = registry_of(corpus, folder := folder_of(by))
        found = _questions(corpus, registry, folder, facet, about)
        planned = plans(found, registry, corpus.labels)
        if sheet_to:
            rows = sheet(planned, registry, corpus.labels)
            files.write(sheet_to, dump_sheet(rows))
            click.echo(f"{plain(str(sheet_to))}  {plural(len(rows), 'open pair')}", err=True)
        if write or taken:
            registry = _written(corpus, registry, planned, taken)
            planned = plans(found, registry, corpus.labels)
    if form == "json":
        click.echo(json.dumps(as_data(planned, registry, corpus.labels), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(rendered(planned, registry, corpus.labels, settled=everything)))
    sys.exit(FINDINGS if tally(planned).open else CLEAN)


def _questions(corpus: Corpus, registry: Registry, folder: str, facet: str, about: str) -> Questions:
    """The questions of a folder of articles; wrong use where there can be none such."""
    if facet and facet not in corpus.labels.facet:
        raise WrongUse(f"there is no facet {facet!r}; labels.toml has {', '.join(corpus.labels.facet)}")
    if about and about not in registry.event and about not in registry.entity:
        raise WrongUse(f"the registry has neither an event nor an entity {about!r}")
    return questions(documents_of(corpus, folder, "relating"), registry, corpus.labels, facet=facet, about=about)


def _written(corpus: Corpus, registry: Registry, planned: list[Plan], taken: Path | None) -> Registry:
    """Write what is proposed, and what a sheet says; the registry from then on."""
    try:
        decided = decisions(read_rows(files.read(taken)), planned, corpus.labels) if taken else []
        after = settled(registry, planned, corpus.labels, decided)
    except SheetError as error:
        raise Failed("\n".join([*(f"{taken}: {line}" for line in str(error).split("\n")), "nothing was changed"])) from error
    records = {**registry.records, "clusters": after.clusters, "relations": after.relations}
    changed = {}
    for form, there in (("clusters", after.clusters), ("relations", after.relations)):
        data = dump(form, there)
        if data != dump(form, registry.records[form]):
            changed[f"{registry.folder}/{form}.jsonl"] = data
            click.echo(f"{registry.folder}/{form}.jsonl  {plural(len(there), 'record')}", err=True)
    corpus.write(changed)
    if not changed:
        click.echo("there was nothing to write", err=True)
    return Registry(registry.folder, records)
