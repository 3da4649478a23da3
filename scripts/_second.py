"""A second side of a synthetic corpus: the same marks, some of them missing, moved, called otherwise or of another entity."""

import random
import shutil
from pathlib import Path

from msgspec.structs import replace

from steppe.model import Claim, Line, Mention, Trigger
from steppe.store import Corpus, dump


def make_second(corpus: Path, home: Path) -> None:
    """Write the articles of a corpus to a folder, with a mark in ten or so changed, and a registry of the same entries."""
    whole = Corpus(corpus)
    home.mkdir(parents=True)
    for form in ("entities", "events", "clusters", "relations"):
        if (file := corpus / f"annotations/{form}.jsonl").exists():
            shutil.copyfile(file, home / file.name)
    names = whole.names()
    pick = random.Random(len(names))
    types = [name for name, label in whole.labels.mention.items() if label.registry]
    entities = list(whole.registry.entity)
    for name in names:
        document = whole.read(name, sound=True).document
        if document is not None:
            records = [record for record in document.records if pick.random() > 0.03 or not isinstance(record, Mention | Trigger | Claim)]
            there = {record.id for record in records if isinstance(record, Mention)}
            changed = [_changed(record, pick, types, entities, there) for record in records]
            (home / f"{name}.jsonl").write_bytes(dump("article", changed))


def _changed(record: Line, pick: random.Random, types: list[str], entities: list[str], there: set[str]) -> Line:
    chance = pick.random()
    if isinstance(record, Mention):
        if chance < 0.04 and record.end - record.start > 2:
            return replace(record, end=record.end - 1, quote=record.quote[:-1])
        if chance < 0.06 and record.refers_to:
            return replace(record, type=pick.choice(types))
        return replace(record, refers_to=pick.choice(entities)) if chance < 0.1 and record.refers_to else record
    if isinstance(record, Trigger):
        return replace(record, arguments=tuple(each for each in record.arguments if each.filler in there))
    if isinstance(record, Claim):
        by = record.by if record.by in there else ""
        piece = record.spans[0]
        moved = replace(piece, end=piece.end - 2, quote=piece.quote[:-2]) if chance < 0.1 and piece.end - piece.start > 3 else piece
        return replace(record, by=by, spans=(moved, *record.spans[1:]))
    return record
