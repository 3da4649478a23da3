"""The catalogue of faults: each is a function that lists the places where it can be made."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from inspect import getdoc
from typing import NamedTuple

from steppe.store import dump, parse
from steppe.store.form import ARTICLE

from .corpus import GOLD, Json, Original, Records, Sheet, swapped

CATALOGUE: "dict[str, Fault]" = {}
CAUSES = {
    "editor": "a text editor, or a hand in one",
    "tool": "a script, a converter, another tool's idea of an offset",
    "merge": "git, or whoever settles its conflicts",
    "span": "a careless annotator: where a mark lies",
    "label": "a careless annotator: what a mark is called and what it refers to",
    "claim": "a careless annotator: who says what, how surely",
    "registry": "a careless hand in the registry",
    "across": "claims of several articles, put together wrongly",
    "release": "a release, its splits, its rights, its pages",
}


class Change(NamedTuple):
    """What a fault does to the files of a corpus."""

    files: dict[str, bytes | Records | None]
    """New content by file: records, bytes as they are, or None where the file goes."""
    ids: frozenset[str]
    """What was changed, or points at what was changed: a finding that names one of them has found the fault."""
    what: str
    """Where, for whoever wants to look. Never words of a text."""

    def data(self, file: str) -> bytes | None:
        """The bytes of a file; records in canonical form, so that form does not betray the fault."""
        content = self.files[file]
        if not isinstance(content, list):
            return content
        form = ARTICLE if file.startswith(GOLD) else file.removeprefix("annotations/").removesuffix(".jsonl")
        return canonical(form, content)


class Fault(NamedTuple):
    """One kind of fault."""

    name: str
    cause: str
    doc: str
    make: Callable[[Original], Iterator[Change]]
    argued: str
    """Why no rule can know it; empty for faults that can be known."""

    @property
    def needs_texts(self) -> bool:
        """Whether it can be made only with texts that the corpus does not hold."""
        return "Needs the texts." in self.doc

    def sample(self, original: Original, number: int) -> list[Change]:
        """Up to so many of its places: the same in each run, spread over the files."""
        pick = random.Random(self.name)
        piles: dict[str, list[Change]] = {}
        seen: Counter[str] = Counter()
        for change in self.make(original):  # of each file so many by chance, so that not all need be kept
            file = min(change.files)
            pile = piles.setdefault(file, [])
            seen[file] += 1
            if len(pile) < number:
                pile.append(change)
            elif (at := pick.randrange(seen[file])) < number:
                pile[at] = change
        order = list(piles.values())
        for pile in order:
            pick.shuffle(pile)
        pick.shuffle(order)
        found: list[Change] = []
        while len(found) < number and any(order):
            found += [pile.pop() for pile in order if pile]
        return found[:number]


def fault(cause: str, *, argued: str = "") -> Callable[[Callable[[Original], Iterator[Change]]], Callable[[Original], Iterator[Change]]]:
    """Enter the decorated function in the catalogue. ``argued`` says why no rule can know such a fault."""
    assert cause in CAUSES

    def enter(make: Callable[[Original], Iterator[Change]]) -> Callable[[Original], Iterator[Change]]:
        name = make.__name__.replace("_", "-")
        assert name not in CATALOGUE, f"two faults are called {name}"
        CATALOGUE[name] = Fault(name, cause, getdoc(make) or "", make, " ".join(argued.split()))
        return make

    return enter


def canonical(form: str, records: Sequence[Json]) -> bytes:
    """Records as `steppe format` would write them, or as they are where they cannot be read."""
    import msgspec

    raw = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    found, _ = parse(form, raw)
    return dump(form, found) if found else raw


def remarked(sheet: Sheet, old: Json | None, *new: Json, what: str, without: Sequence[str] = (), ids: Sequence[str] = ()) -> Change:
    """An article in which marks were put in the place of another."""
    named = {record["id"] for record in (*([old] if old else []), *new) if "id" in record}
    files: dict[str, bytes | Records | None] = {sheet.file: swapped(sheet.records, old, *new, without=without)}
    return Change(files, frozenset(named.union(without, ids)), f"{sheet.name}: {what}")


def reentered(
    original: Original, form: str, old: Json | None, *new: Json, what: str, ids: Sequence[str] = (), without: Sequence[str] = ()
) -> Change:
    """A registry in which records were put in the place of another."""
    named = {value for record in (*([old] if old else []), *new) for key in ("id", "a", "b", "claim") if (value := record.get(key))}
    files: dict[str, bytes | Records | None] = {f"annotations/{form}.jsonl": swapped(original.registry(form), old, *new, without=without)}
    return Change(files, frozenset(named.union(ids, without)), what)


def both(*changes: Change) -> Change:
    """Several changes, each of other files, as one."""
    files = {file: content for change in changes for file, content in change.files.items()}
    return Change(files, frozenset().union(*(change.ids for change in changes)), "; ".join(change.what for change in changes))


FRESH = "x7x7x7"
"""The random part of an id that is made up."""


def fresh(prefix: str) -> str:
    return f"{prefix}-{FRESH}"
