"""``steppe contents``."""

import tempfile
from pathlib import Path

import click

from .common import Failed, WrongUse


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("dataset"))
def contents_(folder: Path) -> None:
    """Load every config of a built dataset with the datasets library, and say what is in it.

    \b
    steppe contents
    steppe contents ~/steppe-with-text
    """
    try:
        import datasets
    except ImportError as error:
        raise Failed("the library `datasets` is not installed: pip install 'steppe[load]'") from error
    if not (folder / "README.md").is_file():
        raise WrongUse(f"{folder} holds no dataset: there is no README.md in it; `steppe build` writes one")
    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        for config in datasets.get_dataset_config_names(str(folder)):
            loaded = datasets.load_dataset(str(folder), config, cache_dir=cache)
            click.echo(f"{config}")
            for split, rows in loaded.items():
                click.echo(f"  {split:<16} {rows.num_rows:>7,} rows of {len(rows.column_names)} columns")
