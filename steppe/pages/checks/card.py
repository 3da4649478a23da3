"""Checks of a card: words of the Hub, configs that lead to files, features that are those of the files."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from ...finding import Flaw
from ...metadata import faults
from .front import CARD, Front
from .leaves import Untold, differences, of_features
from .tables import Tables


class DataFile(Struct, frozen=True):
    """A split, and the files that have its rows."""

    split: str
    path: str


class Config(Struct, frozen=True):
    """An entry of ``configs``."""

    config_name: str
    data_files: list[DataFile]
    default: bool = False
    version: str = ""
    description: str = ""


class Split(Struct, frozen=True):
    """A split, and how many rows it has."""

    name: str
    num_examples: int


class Info(Struct, frozen=True):
    """An entry of ``dataset_info``."""

    config_name: str
    features: list[Any]
    splits: list[Split]


class Told(Struct, frozen=True):
    """What a card tells of its tables."""

    configs: list[Config]
    dataset_info: list[Info]


def read(front: Front) -> tuple[Told | None, list[Flaw]]:
    """What a card tells of its tables, or what keeps that from being read."""
    try:
        return msgspec.convert(front.metadata, Told), []
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        way = [int(part) if part.isdigit() else part for part in place.rstrip("`").replace("]", "").replace("[", ".").split(".") if part]
        return None, [Flaw(CARD, front.line(*way), f"{place.rstrip('`') or 'the metadata'}: {message[:1].lower()}{message[1:]}")]


def of_words(front: Front) -> Iterator[Flaw]:
    """Words that the Hub does not know."""
    for key, message in faults(front.metadata):
        yield Flaw(CARD, front.line(key), f"{key} {message}")


def of_configs(told: Told, front: Front, tables: Tables) -> Iterator[Flaw]:
    """Configs that cannot be loaded, or not those that are described."""
    defaults = [config.config_name for config in told.configs if config.default]
    if len(defaults) != 1:
        has = f"has several default configs, {', '.join(defaults)}" if defaults else "has no default config"
        yield Flaw(CARD, front.line("configs"), f"{has}; exactly one should have `default: true`")
    named = [config.config_name for config in told.configs]
    described = [info.config_name for info in told.dataset_info]
    for key, names, others, other in (("configs", named, described, "dataset_info"), ("dataset_info", described, named, "configs")):
        for number, name in enumerate(names):
            if name in names[:number]:
                yield Flaw(CARD, front.line(key, number), f"{key} has {name!r:.60} twice")
            elif name not in others:
                yield Flaw(CARD, front.line(key, number), f"{key} has {name!r:.60}, which {other} has not")
    if len({config.version for config in told.configs}) > 1:
        yield Flaw(CARD, front.line("configs"), "configs have different versions; a dataset has one")
    reached: set[str] = set()
    for number, config in enumerate(told.configs):
        if not config.version or not config.description.startswith("sha256:"):
            message = f"{config.config_name} has no version and fingerprint; `datasets` would show what it loaded of an older one"
            yield Flaw(CARD, front.line("configs", number), message)
        splits = [file.split for file in config.data_files]
        for place, file in enumerate(config.data_files):
            line = front.line("configs", number, "data_files", place)
            found = tables.matching(file.path)
            reached.update(found)
            if file.split in splits[:place]:
                yield Flaw(CARD, line, f"{config.config_name} has the split {file.split!r:.60} twice")
            if not found:
                yield Flaw(CARD, line, f"{config.config_name} has {file.path!r:.80}, and no file in the folder is called so")
    for name in tables.all.keys() - reached:
        yield Flaw(name, 0, "no config of the card has this file")


def of_tables(told: Told, front: Front, tables: Tables) -> Iterator[Flaw]:
    """Features and numbers of rows that are not those of the files."""
    files = {config.config_name: config.data_files for config in told.configs}
    for number, info in enumerate(told.dataset_info):
        there = {file.split: tables.matching(file.path) for file in files.get(info.config_name, [])}
        yield from _of_features(
            info, front.line("dataset_info", number, "features"), tables, [path for found in there.values() for path in found]
        )
        yield from _of_rows(info, (front, number), tables, there)


def _of_features(info: Info, line: int, tables: Tables, paths: list[str]) -> Iterator[Flaw]:
    try:
        leaves = of_features(info.features)
    except Untold as error:
        yield Flaw(CARD, line, f"{info.config_name} {error}")
        return
    for path in paths:
        if path in tables.all:
            yield from (Flaw(CARD, line, f"{info.config_name} {says} ({path})") for says in differences(leaves, tables.all[path].leaves))


def _of_rows(info: Info, at: tuple[Front, int], tables: Tables, there: dict[str, list[str]]) -> Iterator[Flaw]:
    """Numbers of rows that are not those of the files of each split."""
    front, number = at
    name, told = info.config_name, Counter(split.name for split in info.splits)
    for one in there:
        if told[one] != 1:
            line = front.line("dataset_info", number, "splits")
            yield Flaw(CARD, line, f"{name} tells {'several numbers' if told[one] else 'no number'} of rows of the split {one}")
    for place, split in enumerate(info.splits):
        line = front.line("dataset_info", number, "splits", place)
        paths = there.get(split.name)
        if paths is None:
            yield Flaw(CARD, line, f"{name} tells of the split {split.name!r:.60}, which has no files")
        elif paths and all(path in tables.all for path in paths):
            rows = sum(tables.all[path].rows for path in paths)
            if rows != split.num_examples:
                yield Flaw(CARD, line, f"{name} tells {split.num_examples:,} rows of the split {split.name}; the files have {rows:,}")


def of_declared(told: Told, front: Front, declared: Mapping[str, list[dict[str, Any]]], version: str) -> Iterator[Flaw]:
    """Features and a version that are not those that the corpus declares."""
    for number, info in enumerate(told.dataset_info):
        line = front.line("dataset_info", number, "features")
        if info.config_name not in declared:
            yield Flaw(CARD, line, f"has the config {info.config_name!r:.60}; a build of this corpus writes {', '.join(declared)}")
        elif info.features != declared[info.config_name]:
            differing = _differing(info.features, declared[info.config_name])
            yield Flaw(CARD, line, f"{info.config_name} has other features than the corpus declares ({differing}); run `steppe build`")
    for number, config in enumerate(told.configs):
        if config.version != version:
            line = front.line("configs", number, "version")
            yield Flaw(
                CARD, line, f"{config.config_name} has the version {config.version!r:.40}; corpus.toml has {version}; run `steppe build`"
            )


def _differing(there: list[Any], wanted: list[Any]) -> str:
    """The first column that differs."""
    for number in range(max(len(there), len(wanted))):
        one, two = (features[number] if number < len(features) else None for features in (there, wanted))
        if one != two:
            return str((two if isinstance(two, dict) else one or {}).get("name", number))
    return ""
