"""``steppe agree``."""

from pathlib import Path

import click

from ..agreement.agree import Annotators, agree
from ..agreement.coefficients import LAYERS
from ..agreement.decisions import ATTRIBUTES
from ..agreement.differences import Differences
from ..agreement.relations import NAME
from ..agreement.told import as_json, as_list, as_page, as_table
from ..score.measures import MEASURES, WHOLES
from .common import WrongUse, corpus_option, failing, progress, texts_option
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

COEFFICIENTS = (
    *(f"{which}.{attribute.name}" for attribute in ATTRIBUTES for which in ("kappa", "alpha")),
    NAME,
    *(f"{which}.{layer.name}" for layer in LAYERS for which in ("alpha_u", "gamma")),
)


@click.command()
@click.argument("sides", nargs=-1, metavar="A B [C ...]")
@corpus_option
@texts_option
@click.option("--split", metavar="NAME", help="Of a dataset: the split to compare.")
@measure_option
@samples_option
@seed_option
@click.option("--gamma", is_flag=True, help="Compute gamma of mentions, triggers and claims too; it takes longer.")
@click.option("--shared", is_flag=True, help="Leave out articles that not every side has, instead of taking them as empty there.")
@articles_option
@click.option("--show", is_flag=True, help="List the differences by kind, the most frequent first, instead of the figures.")
@click.option("--most", type=click.IntRange(0), default=5, metavar="N", help="With --show: examples of a kind; 0: all.  [default: 5]")
@form_option
def agree_(
    sides: tuple[str, ...],
    root: Path,
    texts: Path | None,
    split: str | None,
    wanted: tuple[str, ...],
    samples: int,
    seed: int,
    gamma: bool,
    shared: bool,
    articles: bool,
    show: bool,
    most: int,
    form: str,
) -> None:
    """Say how far two or more annotators agree, in every layer that they have.

    Each side is named as for `steppe score`. The measures are the same; of more than two sides they are means over each two. Kappa
    and alpha are of decisions on marks that the sides have in common; alpha_u and gamma are of where marks stand.

    \b
    steppe agree m1 m2
    steppe agree m1 m2 --show --texts ~/articles
    steppe agree ann.conll bo.conll cy.conll --measure mention --gamma
    steppe agree m1 m2 --format json --show > agreement.json

    Exit codes: 0 computed, 1 a side cannot be read, 2 wrong use.
    """
    if len(sides) < 2:
        raise WrongUse("at least two sides are compared: steppe agree A B [C ...]; --help has examples")
    if len(set(sides)) < len(sides):
        raise WrongUse("a side is named twice; agreement with oneself says nothing")
    if show and form != "json" and len(sides) > 2:
        raise WrongUse("--show compares two sides; name two of them")
    checked(wanted, [*MEASURES, *WHOLES, *COEFFICIENTS])
    with failing():
        corpus = given_corpus(root, texts)
        labels = labels_of(corpus)
        with sides_of(sides, corpus, split) as opened:
            annotators = Annotators(opened, labels, shared=shared)
            listing = not show or form == "json"
            with progress(len(annotators.names) * len(annotators.comparisons), "agree") as seen:
                found = (
                    agree(annotators, wanted, samples=samples, seed=seed, gamma=gamma, articles=articles, seen=seen) if listing else None
                )
                differences = list(Differences(annotators.comparisons[0, 1])) if show else None
    warn(found.notices if found else annotators.notices)
    if found is None:
        lines = as_list(differences or [], labels, most, markdown=form == "markdown")
        click.echo("\n".join(lines))
    elif form == "json":
        click.echo(as_json(found, differences, labels))
    else:
        click.echo("\n".join((as_table if form == "table" else as_page)(found)))
