"""A corpus as the makers of faults see it: files, records as plain JSON, texts. It is read once and never changed."""

import copy
import json
import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from steppe.store import Corpus, Texts
from steppe.text import digest, fingerprint

Json = dict[str, Any]
Records = list[Json]

GOLD = "annotations/gold"


class Sheet:
    """An article with its marks, and its text where that is at hand."""

    def __init__(self, name: str, records: Records, text: str | None, *, open_: bool) -> None:
        self.name = name
        self.records = records
        self.text = text
        self.open = open_
        """Whether the corpus holds the text."""
        self.file = f"{GOLD}/{name}.jsonl"
        self.text_file = f"annotations/articles/{name}.txt"

    @property
    def article(self) -> Json:
        return self.records[0]

    def of(self, *kinds: str) -> Records:
        """The records of some kinds, in the order of the file."""
        return [record for record in self.records if record["kind"] in kinds]

    @cached_property
    def by_id(self) -> dict[str, Json]:
        return {record["id"]: record for record in self.records if "id" in record}

    def inside(self, zone: Json) -> Records:
        """The mentions, triggers and claims that lie in a zone."""
        return [
            record
            for record in self.of("mention", "trigger", "claim")
            if all(zone["start"] <= place["start"] and place["end"] <= zone["end"] for place in stretches(record))
        ]

    def pointing(self, identifier: str) -> Records:
        """The records that name a mark of this article."""
        return [record for record in self.records if record.get("id") != identifier and f'"{identifier}"' in json.dumps(record)]

    def reads(self, place: Json) -> str:
        """What the text reads at a place."""
        return self.text[place["start"] : place["end"]] if self.text is not None else ""


class Original:
    """The corpus before anything happened to it."""

    def __init__(self, root: Path, texts: Path | None = None) -> None:
        self.root = root
        held = Texts(texts)
        self.files = {file: (root / file).read_bytes() for file in _files(root)}
        self.labels: Json = tomllib.loads(self.text("annotations/labels.toml"))
        self.settings: Json = tomllib.loads(self.text("annotations/corpus.toml"))
        self.sheets: dict[str, Sheet] = {}
        for name in Corpus(root).names():
            records = _records(self.files[f"{GOLD}/{name}.jsonl"])
            article = records[0]
            inner = self.settings["tier"][article["tier"]]["text"]
            text = self.text(f"annotations/articles/{name}.txt") if inner else held.get(article["sha256"])
            self.sheets[name] = Sheet(name, records, text, open_=inner)

    def text(self, file: str) -> str:
        """A file as text."""
        return self.files[file].decode()

    @cached_property
    def articles(self) -> list[Sheet]:
        return list(self.sheets.values())

    @cached_property
    def open(self) -> list[Sheet]:
        """Articles whose text is in the corpus."""
        return [sheet for sheet in self.articles if sheet.open]

    @cached_property
    def readable(self) -> list[Sheet]:
        """Articles whose text is at hand."""
        return [sheet for sheet in self.articles if sheet.text is not None]

    @cached_property
    def unread(self) -> list[Sheet]:
        """Articles whose text is not at hand."""
        return [sheet for sheet in self.articles if sheet.text is None]

    def registry(self, form: str) -> Records:
        """The records of a registry file; none where there is no such file."""
        return self._registry.get(form, [])

    @cached_property
    def _registry(self) -> dict[str, Records]:
        return {
            Path(file).stem: _records(data)
            for file, data in self.files.items()
            if file.startswith("annotations/") and file.count("/") == 1 and file.endswith(".jsonl")
        }

    @cached_property
    def claims(self) -> dict[str, Json]:
        """Every claim, by ``ARTICLE/ID``."""
        return {f"{sheet.name}/{claim['id']}": claim for sheet in self.articles for claim in sheet.of("claim")}

    def having(self, inventory: str, **flags: object) -> list[str]:
        """The labels of an inventory whose entries have these keys with these values (None: absent)."""
        return [label for label, entry in self.labels[inventory].items() if all(entry.get(key) == value for key, value in flags.items())]


def _files(root: Path) -> Iterator[str]:
    """The files that checks look at: annotations without passes and without texts that have no gold yet, the pages, and what the dataset
    says of itself."""
    for path in sorted((root / "annotations").rglob("*")):
        file = path.relative_to(root).as_posix()
        unmarked = path.suffix == ".txt" and not (root / GOLD / f"{path.stem}.jsonl").exists()
        if path.is_file() and not file.startswith("annotations/passes/") and not unmarked:
            yield file
    yield from (path.name for path in sorted(root.glob("*.md")))
    yield from (file for file in ("dataset/README.md", "dataset/counts.json") if (root / file).is_file())


def _records(data: bytes) -> Records:
    return [json.loads(line) for line in data.decode().split("\n") if line]


def about(answer: Json) -> tuple[str, str]:
    """The question that an answer or a cluster is of."""
    return (answer["facet"], answer.get("event") or answer.get("subject") or "")


def stretches(record: Json) -> Records:
    """The places of a mark: itself, or the pieces of a claim."""
    if record["kind"] != "claim":
        return [record]
    return [*record["spans"], *record.get("cue", ()), *(piece for via in record.get("via", ()) for piece in via.get("cue", ()))]


def swapped(records: Sequence[Json], old: Json | None = None, *new: Json, without: Collection[str] = ()) -> Records:
    """Records with one replaced by others (none: removed), and without those that have certain ids."""
    kept = [record for record in records if record is not old and record.get("id") not in without]
    return [*kept, *new]


def but(record: Json, /, **keys: object) -> Json:
    """A copy of a record with other keys; those given as None are removed."""
    changed = {**copy.deepcopy(record), **keys}
    return {key: value for key, value in changed.items() if value is not None}


def resealed(records: Sequence[Json], text: str) -> Records:
    """Records of an article whose text has changed, with the fingerprint and length of the new one."""
    seal = {"sha256": fingerprint(text)}
    more = {"article": {**seal, "length": len(text)}, "pass": seal}
    return [{**record, **more.get(record["kind"], {})} for record in records]


def requoted(place: Json, text: str) -> None:
    """Let a place say what the text reads there."""
    piece = text[place["start"] : place["end"]]
    if "quote" in place:
        place["quote"] = piece
    else:
        place["digest"] = digest(piece)
