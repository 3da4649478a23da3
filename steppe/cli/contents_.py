"""``steppe contents``."""

import tempfile
from pathlib import Path

import click

from ..text import plural
from .common import Failed, WrongUse, failing, opened


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("dataset"))
@click.option("--check", is_flag=True, help="Before, check that card, croissant.json and files tell the same, in words of the Hub.")
@click.option(
    "--corpus",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="With --check: the folder that holds annotations/, whose labels and version the dataset should have.",
)
def contents_(folder: Path, root: Path | None, *, check: bool) -> None:
    """Load every config of a built dataset with the datasets library, and say what is in it.

    \b
    steppe contents
    steppe contents ~/steppe-with-text
    steppe contents --check --corpus . dataset

    Exit codes: 0 it loads, 1 --check found something, 2 wrong use.
    """
    if root and not check:
        raise WrongUse("--corpus is what --check compares with; give both or none")
    if not (folder / "README.md").is_file():
        raise WrongUse(f"{folder} holds no dataset: there is no README.md in it; `steppe build` writes one")
    if check:
        _check(folder, root)
    try:
        import datasets
    except ImportError as error:
        raise Failed("the library `datasets` is not installed: pip install 'steppe[load]'") from error
    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        for config in datasets.get_dataset_config_names(str(folder)):
            loaded = datasets.load_dataset(str(folder), config, cache_dir=cache)
            click.echo(f"{config}")
            for split, rows in loaded.items():
                click.echo(f"  {split:<16} {rows.num_rows:>7,} rows of {len(rows.column_names)} columns")


def _check(folder: Path, root: Path | None) -> None:
    from ..pages import check

    with failing():
        corpus = opened(root) if root else None
        flaws = check(folder, (corpus.labels, corpus.settings) if corpus else None)
    for flaw in flaws:
        click.echo(str(flaw))
    if flaws:
        raise Failed(f"{plural(len(flaws), 'fault')} in {folder}")
    click.echo(f"no fault in {folder}", err=True)
