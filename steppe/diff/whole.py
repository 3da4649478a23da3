"""What changed from one state of a corpus to another: everything, as one list."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from ..model.refer import Rename
from ..pairs import ClaimPair
from ..sides.side import Held
from ..store.corpus import DECISIONS
from ..text import plural
from .change import KINDS, LAYERS, Change, Kind
from .folder import Folder, Seen
from .marks import same
from .pairing import Pairing
from .registry import across, compared
from .state import State
from .terms import terms, untold


class Difference(Struct, frozen=True):
    """Everything that changed."""

    old: str
    """As it was named."""
    new: str
    versions: tuple[str, str]
    """What each side says its version is."""
    articles: tuple[int, int]
    changes: list[Change]
    """In the order of :data:`LAYERS`; what changed in articles, article by article."""
    untold: list[str]
    """What could not be compared, and why."""

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many changes there are of each layer and kind, in the order in which they are told."""
        found = Counter((change.layer, change.kind) for change in self.changes)
        return {(layer, kind): found[layer, kind] for layer in LAYERS for kind in KINDS if found[layer, kind]}


def compare(old: State, new: State, seen: Seen = lambda number: None) -> Difference:
    """What changed from one state to another; ``seen`` is called with the number of articles of gold that went by.

    Raises:
        SideError: an article or a registry cannot be read.
    """
    found = list(terms(old, new))
    gold = Folder(old, new, "", seen)
    found += gold.changes()
    found += _across(old, new, gold)
    for who in sorted({*old.annotators, *new.annotators}):
        found += _passes(old, new, who)
    found += _decisions(old, new)
    versions, sizes = (old.version, new.version), (len(old.names), len(new.names))
    return Difference(old.given, new.given, versions, sizes, found, untold(old, new))


def _across(old: State, new: State, gold: Folder) -> Iterator[Change]:
    """What changed in the registry, if both sides have all of it; else in pairs of claims."""
    entries = gold.entries
    if old.corpus and new.corpus:
        symmetric = frozenset(
            name for state in (old.corpus, new.corpus) for name, label in state.labels.relation.items() if label.symmetric
        )
        yield from entries.changes()
        yield from across(old.corpus.registry, new.corpus.registry, gold.entry, gold.mark, symmetric)
        return
    yield from (change for change in entries.changes() if change.kind == "renamed")
    yield from _pairs(_pairs_of(old), _pairs_of(new), gold)


def _pairs_of(state: State) -> list[ClaimPair]:
    """The pairs of claims that are related."""
    if state.labels is not None:
        return state.gold.pairs(state.labels)
    return state.gold.judged if isinstance(state.gold, Held) else []


def _pairs(old: Sequence[ClaimPair], new: Sequence[ClaimPair], gold: Folder) -> Iterator[Change]:
    """What changed in pairs of claims."""

    def key(pair: ClaimPair, entry: Rename, mark: Rename) -> Any:
        return pair.facet, entry(pair.event), entry(pair.subject), *sorted((mark(pair.a), mark(pair.b)))

    def says(pair: ClaimPair, mark: Rename) -> dict[str, str]:
        return {"relation": pair.relation, "conflict": pair.conflict, "basis": pair.basis, "from": mark(pair.a)}

    pairing = Pairing(old, new)
    pairing.by(lambda pair: key(pair, gold.entry, gold.mark), lambda pair: key(pair, same, same))
    yield from compared(
        "pair",
        pairing,
        lambda pair: says(pair, same),
        lambda pair: says(pair, gold.mark),
        lambda pair: f"{pair.relation} on {pair.facet}",
        lambda pair: f"{pair.a} {pair.b}",
    )


def _passes(old: State, new: State, who: str) -> Iterator[Change]:
    """What changed in the passes of an annotator: a change for each pass."""
    about = partial(Change, layer="pass")
    if who not in new.annotators:
        yield from (about(kind="removed", old=f"{who}/{name}", new="", article=name) for name in old.passes(who).names)
    elif who not in old.annotators:
        yield from (about(kind="added", old="", new=f"{who}/{name}", article=name) for name in new.passes(who).names)
    else:
        folder = Folder(old, new, who)
        yield from (about(kind="removed", old=f"{who}/{name}", new="", article=name) for name in sorted(folder.names[0] - folder.names[1]))
        for name in folder.both:
            found = folder.passing(name)
            changed = sum(change.kind != "renamed" for change in found)
            if found:
                words = plural(changed, "change") if changed else ""
                called = f"{who}/{name}"
                yield about(kind="changed" if changed else "renamed", old=called, new=called, says=words, article=name)
        yield from (about(kind="added", old="", new=f"{who}/{name}", article=name) for name in sorted(folder.names[1] - folder.names[0]))
        if folder.recorded and (number := sum(change.kind != "renamed" for change in folder.entries.changes())):
            yield about(kind="changed", old=who, new=who, says=f"{plural(number, 'change')} of its registry")


def _decisions(old: State, new: State) -> Iterator[Change]:
    """What changed in the files of decisions: a change for each file."""
    if old.corpus is None or new.corpus is None:
        return
    here, there = ({file: state.data(file) for file in corpus.decisions()} for state, corpus in ((old, old.corpus), (new, new.corpus)))
    for file in sorted({*here, *there}):
        name = file.removeprefix(f"{DECISIONS}/").removesuffix(".jsonl")
        was, becomes = here.get(file), there.get(file)
        if was is None or becomes is None:
            kind: Kind = "added" if was is None else "removed"
            told = plural((was or becomes or b"").count(b"\n"), "record")
            yield Change(
                kind=kind, layer="decision", old=name if was is not None else "", new=name if becomes is not None else "", says=told
            )
        elif was != becomes:
            unlike = Counter(was.split(b"\n"))
            unlike.subtract(Counter(becomes.split(b"\n")))
            gone, come = sum(n for n in unlike.values() if n > 0), -sum(n for n in unlike.values() if n < 0)
            yield Change(kind="changed", layer="decision", old=name, new=name, says=f"lines: {gone} removed, {come} added")
