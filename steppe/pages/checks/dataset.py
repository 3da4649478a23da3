"""All checks of the folder of a dataset."""

from collections.abc import Iterator
from pathlib import Path

from ...finding import Flaw
from ...labels import Labels
from ...settings import Settings
from ...store import files
from ...table import feature, features
from . import card
from .croissant import FILE, Croissant
from .front import CARD, Front
from .tables import Tables


def check(folder: Path, declared: tuple[Labels, Settings] | None = None) -> list[Flaw]:
    """What is wrong in the folder of a built dataset, in the order of its files; with labels and settings, that it is not of these too.

    Raises:
        OSError, steppe.store.files.UnsafePath: the folder cannot be read.
    """
    return sorted(set(_checked(folder, declared)))


def _checked(folder: Path, declared: tuple[Labels, Settings] | None) -> Iterator[Flaw]:
    script = f"{folder.resolve().name}.py"
    if (folder / script).exists():
        yield Flaw(script, 0, "is called as the folder; the library `datasets` takes it for a loading script and refuses to load")
    tables = Tables(folder)
    yield from tables.flaws
    configs: dict[str, set[str]] | None = None
    data = _bytes(folder / CARD)
    if data is None:
        yield Flaw(CARD, 0, "is not there; `steppe build` writes it")
    else:
        front = Front(data.decode("utf-8", "replace"))
        yield from front.flaws
        if front.metadata:
            yield from card.of_words(front)
            told, flaws = card.read(front)
            yield from flaws
            if told is not None:
                configs = {config.config_name: {file.split for file in config.data_files} for config in told.configs}
                yield from card.of_configs(told, front, tables)
                yield from card.of_tables(told, front, tables)
                if declared is not None:
                    labels, settings = declared
                    columns = {name: [feature(column) for column in those] for name, those in features(labels, settings).items()}
                    yield from card.of_declared(told, front, columns, settings.version)
    data = _bytes(folder / FILE)
    if data is None:
        yield Flaw(FILE, 0, "is not there; `steppe build` writes it")
        return
    croissant = Croissant(data)
    yield from croissant.flaws
    if croissant.told is not None:
        yield from croissant.of_files(croissant.told, tables)
        if configs is not None:
            yield from croissant.of_record_sets(croissant.told, tables, configs)


def _bytes(path: Path) -> bytes | None:
    return files.read(path) if path.exists() else None
