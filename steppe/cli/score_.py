"""``steppe score``."""

from pathlib import Path

import click

from ..score.comparison import Comparison
from ..score.grid import as_markdown, as_text
from ..score.measure import Measure, Whole
from ..score.measures import MEASURES, WHOLES
from ..score.scores import score
from ..score.told import as_json, as_page, as_table
from .common import Failed, WrongUse, corpus_option, failing, progress, texts_option
from .comparing import (
    articles_option,
    checked,
    form_option,
    given_corpus,
    labels_of,
    measure_option,
    samples_option,
    seed_option,
    sides_of,
    warn,
)


@click.command()
@click.argument("gold", required=False)
@click.argument("system", required=False)
@corpus_option
@texts_option
@click.option("--split", metavar="NAME", help="Of a dataset: the split to compare.")
@measure_option
@samples_option
@seed_option
@click.option("--by-label", "labels", is_flag=True, help="Tell the figures of each label too.")
@articles_option
@form_option
@click.option("--list", "listing", is_flag=True, help="List the measures, and exit.")
def score_(
    gold: str | None,
    system: str | None,
    root: Path,
    texts: Path | None,
    split: str | None,
    wanted: tuple[str, ...],
    samples: int,
    seed: int,
    labels: bool,
    articles: bool,
    form: str,
    listing: bool,
) -> None:
    """Score SYSTEM against GOLD, in every layer that they have.

    Each is `gold` or an annotator of the corpus, a folder or file of the corpus's own JSON Lines, a dataset (its folder, Parquet,
    rows as JSON Lines), or a file of BIO columns. What a system lacks is scored as missing, and named. An article that only SYSTEM has
    is not compared.

    \b
    steppe score gold m1                            a pass of this corpus
    steppe score dataset system.jsonl --split test  rows of a dataset
    steppe score gold.conll system.conll --measure mention --measure coreference
    steppe score gold out/ --format json > scores.json

    Exit codes: 0 scored, 1 a side cannot be read, 2 wrong use.
    """
    known: dict[str, Measure | Whole] = {**MEASURES, **WHOLES}
    if listing:
        grid = as_markdown if form == "markdown" else as_text
        click.echo("\n".join(grid(("measure", "what is a hit"), [(measure.name, measure.says) for measure in known.values()], left=2)))
        return
    if gold is None or system is None:
        raise WrongUse("two sides are compared: steppe score GOLD SYSTEM; --help has examples")
    checked(wanted, list(known))
    with failing():
        corpus = given_corpus(root, texts)
        with sides_of((gold, system), corpus, split) as (first, second):
            comparison = Comparison(first, second, labels_of(corpus))
            with progress(2 * len(comparison.names), "score") as seen:
                comparison.seen = seen
                scores = score(comparison, wanted, samples=samples, seed=seed, labels=labels, articles=articles, seen=seen)
    warn(scores.notices)
    if not scores.scores:
        raise Failed(f"{gold} has none of the layers that are asked for; it has {', '.join(sorted(comparison.layers)) or 'nothing'}")
    click.echo(as_json(scores) if form == "json" else "\n".join((as_table if form == "table" else as_page)(scores)))
