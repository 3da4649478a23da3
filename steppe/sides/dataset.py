"""Sides in the form of the dataset: which files are read, and what becomes of their rows."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ..labels import Labels
from ..pairs import article_of
from ..settings import Settings
from ..text import shown
from .gather import Gathering
from .pile import Pile
from .reading import data_of
from .shapes import ArticleRow, PairRow, ReferenceRow
from .side import Held, SideError, stamp
from .tables import Table, table_of
from .words import inventories

_SHARD = re.compile(r"(?P<split>.+?)(?:-\d{5}-of-\d{5})?\.parquet")
_DATASET, _DICT = "state.json", "dataset_dict.json"
"""What ``save_to_disk`` writes into the folder of a Dataset, and of a DatasetDict."""


class Part(Struct, frozen=True):
    """The files of one split of one config; their rows are counted through."""

    split: str
    files: tuple[Path, ...]


def parts_of(folder: Path) -> list[Part]:
    """The parts of a dataset in a folder; none where it holds no dataset.

    Raises:
        SideError: what ``save_to_disk`` wrote is damaged.
    """
    if (folder / _DICT).is_file():
        names = _said(folder / _DICT, "splits")
        return [Part(name, _saved(folder / name)) for name in names]
    if (folder / _DATASET).is_file():
        return [Part("", _saved(folder))]
    found: dict[tuple[str, str], list[Path]] = {}
    for home in (folder, folder / "data"):
        for path in sorted([*home.glob("*.parquet"), *home.glob("*/*.parquet")]):
            if path.is_file() and (match := _SHARD.fullmatch(path.name)):
                found.setdefault((str(path.parent), match["split"]), []).append(path)
    return [Part(split, tuple(paths)) for (_, split), paths in found.items()]


def _saved(folder: Path) -> tuple[Path, ...]:
    return tuple(folder / name for name in _said(folder / _DATASET, "_data_files"))


def _said(path: Path, key: str) -> list[str]:
    """The names in a list of a JSON file."""
    try:
        names = [item["filename"] if isinstance(item, dict) else item for item in json.loads(data_of(path))[key]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise (
            error if isinstance(error, SideError) else SideError(f"{path}: there is no list {key!r} in it; save the dataset again")
        ) from None
    for name in names:
        if not isinstance(name, str) or Path(name).name != name or name in {"", ".", ".."}:
            raise SideError(f"{path}: {key} names {shown(str(name))}; it should name what is in this folder")
    return names


class Read(Struct, frozen=True):
    """A part with the tables of its files."""

    part: Part
    tables: tuple[Table, ...]


def dataset_side(
    given: str, parts: Sequence[Part], labels: Labels | None, settings: Settings | None, split: str | None, annotator: str | None
) -> Held:
    """The side that the rows of a dataset are: of one split, or of all; of passes, those of one annotator.

    Raises:
        SideError: nothing is left to read, or a row is not in its form.
    """
    read = [Read(part, tuple(table_of(str(path)) for path in part.files)) for part in parts]
    chosen = _of_split(_configs(given, read, annotator), split)
    if not chosen:
        splits = ", ".join(dict.fromkeys(part.split for part in parts))
        raise SideError(f"{given}: there is no split {split!r}; there are {splits}")
    gathering, fallback = Gathering(labels), inventories(labels, settings)
    passes = _Passes(given, annotator)
    for one in chosen:
        first = 0
        for table in one.tables:
            gathering.columns(table.shape, table.columns)
            words = table.words(fallback)
            for spot, row in table.rows(first):
                first = spot.number + 1
                if not isinstance(row, ArticleRow) or passes.take(row):
                    gathering.take(row, spot, words)
    passes.close()
    paths = [path for one in chosen for path in one.part.files]
    return _held(given, gathering, stamp([*_named(paths), ("annotator", (annotator or "").encode())]))


class _Passes:
    """Which rows of ``passes`` are read: those of one annotator."""

    def __init__(self, given: str, annotator: str | None) -> None:
        self.given = given
        self.annotator = annotator
        self.met: set[str] = set()

    def take(self, row: ArticleRow) -> bool:
        """Whether a row is read."""
        if row.annotator:
            self.met.add(row.annotator)
        if self.annotator is None and len(self.met) > 1:
            who = sorted(self.met)
            raise SideError(f"{self.given}: there are passes of {' and '.join(who)}; name whose are meant, as {self.given}#{who[0]}")
        return self.annotator in {None, row.annotator}

    def close(self) -> None:
        """All rows are read."""
        if self.annotator is not None and self.annotator not in self.met:
            there = ", ".join(sorted(self.met)) or "nobody"
            raise SideError(f"{self.given}: there are no passes of {self.annotator!r}; there are those of {there}")


def _held(given: str, gathering: Gathering, fingerprint: str) -> Held:
    if not gathering.piles:
        for pair in gathering.pairs:
            for claim in (pair.a, pair.b):
                name = article_of(claim)
                gathering.piles.setdefault(name, Pile(name, given))
    documents = gathering.documents()
    side = Held(given, "dataset", documents, gathering.layers, fingerprint, gathering.known.registry(given))
    side.judged = [pair for pair in gathering.pairs if {article_of(pair.a), article_of(pair.b)} <= documents.keys()]
    return side


def _configs(given: str, read: Sequence[Read], annotator: str | None) -> list[Read]:
    """The parts that are read of a whole dataset.

    These are ``articles``, or ``passes`` of an annotator, since they have all layers; where there are none, those of single layers, of
    which ``coreference`` repeats marks and is read alone. Claim pairs come with either.
    """
    shapes = {id(one): one.tables[0].shape for one in read if one.tables}
    pairs = [one for one in read if shapes.get(id(one)) is PairRow]
    others = [one for one in read if one.tables and one not in pairs]
    whole = [one for one in others if shapes[id(one)] is ArticleRow]
    passes = [one for one in whole if "annotator" in one.tables[0].columns]
    if annotator is not None and not passes:
        raise SideError(f"{given}: there are no passes of {annotator!r}; it holds none")
    if annotator is not None:
        return passes
    whole = [one for one in whole if one not in passes] or passes
    single = [one for one in others if shapes[id(one)] is not ReferenceRow] or others
    if not (whole or single or pairs):
        raise SideError(f"{given}: there are no rows in it")
    return [*(whole or single), *pairs]


def _of_split(read: Sequence[Read], split: str | None) -> list[Read]:
    """Those of a split. Claim pairs have splits of their own: with others, those of articles that are read are kept, whatever theirs is."""
    if split is None or all(one.part.split == "" for one in read):
        return list(read)
    of_split = [one for one in read if one.part.split == split]
    pairs = [one for one in read if one.tables[0].shape is PairRow]
    if all(one in pairs for one in of_split):
        return of_split
    return [*(one for one in of_split if one not in pairs), *pairs]


def _named(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Files by what tells them apart, and not by where they lie; one alone has no name."""
    home = os.path.commonpath([path.parent for path in paths])
    for path in paths:
        yield (path.relative_to(home).as_posix() if len(paths) > 1 else ""), data_of(path)
