"""Checks of ``croissant.json``, of which its validator proves none: hashes, files, and fields that are those of the files."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from ...finding import Flaw
from ..croissant import TYPES, VERSION
from .leaves import Leaves, differences
from .nodes import Field, Told
from .tables import Tables

FILE = "croissant.json"
_SPLIT = "cr:Split"
_KINDS = {told: kind for kind, told in TYPES.items()}


class Croissant:
    """``croissant.json`` as it is there."""

    def __init__(self, data: bytes) -> None:
        self.flaws: list[Flaw] = []
        self.told: Told | None = None
        self._text = data.decode("utf-8", "replace")
        try:
            self.told = msgspec.json.decode(data, type=Told)
        except (msgspec.MsgspecError, RecursionError) as error:
            self.flaws.append(Flaw(FILE, 0, f"cannot be read: {error}; `steppe build` writes it"))

    def flaw(self, node: str, message: str) -> Flaw:
        """A flaw of a node, at the line that has its id."""
        at = self._text.find(f'"@id": {msgspec.json.encode(node).decode()}')
        return Flaw(FILE, self._text.count("\n", 0, at) + 1 if at >= 0 else 0, f"{node} {message}")

    def of_files(self, told: Told, tables: Tables) -> Iterator[Flaw]:
        """Files that are not there or not told of, other bytes, sets without a file, and ids that are there twice."""
        if VERSION not in told.conforms_to:
            yield Flaw(FILE, 0, f"conforms to {', '.join(told.conforms_to)[:80] or 'nothing'}; it should be {VERSION}")
        for node, number in Counter(_ids(told)).items():
            if number > 1:
                yield self.flaw(node, f"is the id of {number} nodes; an id has one")
        for part in told.distribution:
            there = tables.all.get(part.content_url)
            if part.type == "cr:FileSet":
                if not tables.matching(part.includes):
                    yield self.flaw(part.id, f"includes {part.includes!r:.80}, and no file in the folder is called so")
            elif there is None:
                yield self.flaw(part.id, f"leads to {part.content_url!r:.80}; there is no such Parquet file in the folder")
            elif part.sha256 != there.sha256:
                yield self.flaw(
                    part.id, f"has the sha256 {part.sha256[:16] or 'of nothing'}...; that of the file is {there.sha256[:16]}..."
                )
            elif part.content_size != f"{there.size} B":
                yield self.flaw(part.id, f"has the size {part.content_size!r:.40}; that of the file is {there.size} B")
        for name in tables.all.keys() - {part.content_url for part in told.distribution}:
            yield Flaw(FILE, 0, f"has no FileObject for {name}")

    def of_record_sets(self, told: Told, tables: Tables, configs: dict[str, set[str]]) -> Iterator[Flaw]:
        """Record sets that are not the configs of the card (given with the splits of each), and fields that are not the columns of the files."""
        sets = {part.id: tables.matching(part.includes) for part in told.distribution if part.type == "cr:FileSet"}
        rows = {record.id: record for record in told.record_set if record.data_type != _SPLIT}
        for name in configs.keys() - rows.keys():
            yield Flaw(FILE, 0, f"has no record set for the config {name!r:.60} of the card")
        for name, record in rows.items():
            if name not in configs:
                yield self.flaw(name, "is a record set, and no config of the card is called so")
            found = _Leaves(self)
            for one in record.field:
                found.take(one, record.id, "", ())
            yield from found.flaws
            if len(found.sets) != 1 or not found.sets <= sets.keys():
                yield self.flaw(
                    name, f"takes its columns from {', '.join(sorted(found.sets)) or 'nothing'}; it should be one FileSet that there is"
                )
                continue
            for path in sets[found.sets.pop()]:
                if path in tables.all:
                    yield from (self.flaw(name, f"{says} ({path})") for says in differences(found.leaves, tables.all[path].leaves))
        yield from self._of_splits(told, {split for splits in configs.values() for split in splits})

    def _of_splits(self, told: Told, wanted: set[str]) -> Iterator[Flaw]:
        """Splits that are not those of the card."""
        records = [record for record in told.record_set if record.data_type == _SPLIT]
        if len(records) != 1:
            yield Flaw(FILE, 0, f"has {len(records)} record sets of the type {_SPLIT}; it should have one")
            return
        names = {str(row.get(f"{records[0].id}/name", "")) for row in records[0].data}
        if names != wanted:
            yield self.flaw(
                records[0].id, f"has the splits {', '.join(sorted(names)) or 'none'}; the card has {', '.join(sorted(wanted)) or 'none'}"
            )


class _Leaves:
    """The leaves that the fields of a record set tell."""

    def __init__(self, croissant: Croissant) -> None:
        self.croissant = croissant
        self.leaves: Leaves = {}
        self.sets: set[str] = set()
        self.flaws: list[Flaw] = []

    def take(self, one: Field, parent: str, above: str, way: tuple[str, ...]) -> None:
        """Take in a field that stands under ``parent``; ``way`` are the names that lead there from its column."""
        if one.source is not None and one.source.extract.file_property:
            return  # what the name of a file tells is no column
        name = one.id.removeprefix(f"{parent}/")
        if name == one.id or "/" in name:
            self.flaws.append(self.croissant.flaw(one.id, f"stands under {parent}; its id should be that and a name"))
            return
        path = above + name + ("[]" if one.is_array else "")
        way = (*way, name)
        for inner in one.sub_field:
            self.take(inner, one.id, f"{path}.", way)
        if one.sub_field:
            return
        kind = _KINDS.get(one.data_type) if isinstance(one.data_type, str) else None
        if kind is None:
            self.flaws.append(self.croissant.flaw(one.id, f"has the data type {one.data_type!r:.60}; it should be of {', '.join(_KINDS)}"))
        self.leaves[path] = kind or str(one.data_type)
        if one.source is None:
            self.flaws.append(self.croissant.flaw(one.id, "has no source; it should be the column of its name"))
            return
        self.sets.add(one.source.file_set.id)
        taken = (one.source.extract.column, *_json_paths(one.source.transform))
        if taken != way:
            self.flaws.append(
                self.croissant.flaw(one.id, f"takes {' then '.join(map(str, taken)) or 'nothing'}; it should be {' then '.join(way)}")
            )


def _json_paths(transform: Any) -> list[Any]:
    steps = transform if isinstance(transform, list | tuple) else [transform]
    return [step.get("jsonPath") if isinstance(step, dict) else step for step in steps]


def _ids(told: Told) -> Iterator[str]:
    yield from (part.id for part in told.distribution)
    for record in told.record_set:
        yield record.id
        yield from _of_fields(record.field)


def _of_fields(fields: list[Field]) -> Iterator[str]:
    for one in fields:
        yield one.id
        yield from _of_fields(one.sub_field)
