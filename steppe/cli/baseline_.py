"""``steppe baseline``."""

from pathlib import Path
from shlex import quote

import click

from ..text import plural
from .common import Failed, WrongUse, failing


@click.command()
@click.argument("task")
@click.argument("system")
@click.option(
    "--dataset",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dataset"),
    metavar="DIR",
    help="A built dataset.  [default: dataset]",
)
@click.option(
    "--train",
    multiple=True,
    default=("train",),
    metavar="SPLIT",
    help="The split to learn from; can be given again, and all are then taken together.  [default: train]",
)
@click.option("--test", default="test", metavar="SPLIT", help="The split to work on.  [default: test]")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write: .parquet, else JSON Lines.",
)
def baseline_(task: str, system: str, dataset: Path, train: tuple[str, ...], test: str, out: Path) -> None:
    """Let a simple system learn TASK from one split of a dataset and do it on another.

    Of the split that it works on, a system sees what is given in the task (text, sentences, tokens; places to cluster; pairs to judge),
    and never a mark. What it writes are rows as the dataset has them, which `steppe score` reads.

    \b
    entities      gazetteer, linear     spans and types of mentions
    events        gazetteer, linear     triggers and arguments, on mentions of its own
    claims        majority, linear      content, source, cue, kind, certainty, facets
    coreference   string                clusters of given mentions and triggers
    claim_pairs   majority, lexical     the relation of given pairs

    \b
    steppe baseline entities linear --out system.jsonl
    steppe baseline claims linear --dataset hydrated --train train --train reference_train --out claims.jsonl
    steppe baseline claim_pairs lexical --out pairs.parquet
    """
    from ..baselines import TASKS, DatasetError, Given, NotInstalled, Split, write

    if task not in TASKS:
        raise WrongUse(f"there is no task {task!r}; the tasks are {', '.join(TASKS)}")
    if system not in TASKS[task].systems:
        raise WrongUse(f"there is no system {system!r} of {task}; there is {', '.join(TASKS[task].systems)}")
    learnt_from, worked_on = Split(dataset, train), Split(dataset, [test])
    with failing():
        try:
            output = TASKS[task].systems[system](learnt_from, Given(worked_on))
            write(output.rows, out, worked_on.schema(output.config))
        except DatasetError as error:
            raise Failed(str(error)) from error
        except NotInstalled as error:
            raise Failed(str(error)) from error
    click.echo(f"learnt from {learnt_from.called}: {output.learnt}")
    if output.nothing:
        click.echo(f"note: there is nothing to learn in {learnt_from.called}: no row says anything", err=True)
    if test in learnt_from.names:
        click.echo(f"note: {test} was also learnt from: scores say nothing of new texts", err=True)
    click.echo(f"wrote {out}: {plural(len(output.rows), 'row')} of {test}")
    if not output.rows:
        return  # there is nothing that could be scored
    gold, split = TASKS[task].gold(dataset, test)
    words = ["steppe", "score", str(gold), str(out), *(["--split", split] if split else [])]
    words += [word for measure in TASKS[task].measures for word in ("--measure", measure)]
    click.echo(f"next: {' '.join(map(quote, words))}")
