"""What changed in the marks of an article: added, removed, moved, relabelled, re-linked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from ..model import Claim, Link, Mention, Piece, Trigger, Zone, is_id
from ..model.refer import Rename, renamed
from ..store import Document
from .aspects import Stretch, aspects, content, details, label, layer, place, told, worded
from .change import Change, Kind
from .pairing import Pairing
from .texts import Edit

Record = Zone | Mention | Trigger | Claim | Link


def same(identifier: str) -> str:
    """An entry that is called as before."""
    return identifier


def changes(old: Document, new: Document) -> list[Change]:
    """The changes from one state of an article to another, layer by layer in reading order; that an id is another is none.

    Marks are the same that have one id and one place and label; then those that say the same in all but their ids; then those that have
    one place and label; then one id; then one place; then those of one label that cover most of each other.
    """
    return [change for change in Marks(old, new).changes() if change.kind != "renamed"]


class Marks:
    """The marks of two states of an article, paired. ``entry`` gives what an entry of the old registry is called in the new one."""

    def __init__(self, old: Document, new: Document, entry: Rename = same) -> None:
        self.old = old
        self.new = new
        self.entry = entry
        self.edit: Edit | None = None
        if old.text is not None and new.text is not None and old.text != new.text:
            self.edit = Edit(old.text, new.text)
        self._layers: list[tuple[Sequence[Any], Pairing[Any]]] = []
        """The old marks of each layer as they were, and the pairing of what became of them."""
        self.partners: dict[str, str] = {}
        """The new ids of the old marks that are still there."""
        for before, after in ((old.zones, new.zones), (old.mentions, new.mentions), (old.triggers, new.triggers), (old.claims, new.claims)):
            self._pair(before, [shifted(mark, self.edit) for mark in before] if self.edit else before, after)
        self._pair(old.links, [renamed(link, self.name, same) for link in old.links], new.links)
        self.names = {one: two for one, two in self.partners.items() if one != two}
        """The new ids of the old marks whose ids are others."""

    def name(self, identifier: str) -> str:
        """What a mark of the old state is called in the new one."""
        return self.partners.get(identifier, identifier)

    def _pair(self, before: Sequence[Any], old: Sequence[Any], new: Sequence[Any]) -> None:
        pairing = Pairing(old, new)
        pairing.by(lambda mark: (mark.id, content(mark)))
        pairing.by(lambda mark: tuple(aspects(renamed(mark, self.name, self.entry))), lambda mark: tuple(aspects(mark)))
        pairing.by(lambda mark: (content(mark), details(mark)))
        pairing.by(content)
        pairing.by(lambda mark: mark.id)
        if old and not isinstance(old[0], Link):
            pairing.by(place)
            pairing.by_most(self._overlaps(before, pairing))
        self._layers.append((before, pairing))
        self.partners.update({mark.id: twin.id for mark, twin in pairing.pairs})

    def _overlaps(self, before: Sequence[Any], pairing: Pairing[Any]) -> dict[tuple[int, int], float]:
        """Of marks that are still alone: those of one label that have at least half of what they cover in common, with that share (Dice).

        In an edited text, what they have in common is what stayed.
        """
        stay = self.edit.kept if self.edit else lambda start, end: [(start, end)]
        old, new = pairing.left
        here = sorted(_reaching((at, [piece for stretch in place(before[at]) for piece in stay(*stretch)]) for at in old))
        there = sorted(_reaching((at, place(pairing.new[at])) for at in new))
        found: dict[tuple[int, int], float] = {}
        first = 0
        for start, end, at, pieces in here:
            mark = before[at]
            while first < len(there) and there[first][1] <= start:
                first += 1
            for begin, _, other, those in there[first:]:
                if begin >= end:
                    break
                if label(mark) != label(pairing.new[other]):
                    continue
                both = sum(max(0, min(b, d) - max(a, c)) for a, b in pieces for c, d in those)
                whole = sum(b - a for a, b in (*place(mark), *those))
                if 4 * both >= whole > 0:
                    found[at, other] = 2 * both / whole
        return found

    def votes(self) -> Counter[tuple[str, str]]:
        """Which entries partners refer to: (old, new), with how often."""
        found: Counter[tuple[str, str]] = Counter()
        for _, pairing in self._layers[1:3]:
            found.update((old.refers_to, new.refers_to) for old, new in pairing.pairs if old.refers_to and new.refers_to)
        for old, new in self._layers[3][1].pairs:
            for one, two in zip(old.answers, new.answers, strict=False):
                if one.facet == two.facet:
                    named = ((one.event, two.event), (one.subject, two.subject), *zip(one.values, two.values, strict=False))
                    found.update((a, b) for a, b in named if is_id(a, "ev") and is_id(b, "ev"))
        return found

    def changes(self) -> Iterator[Change]:
        """The changes, layer by layer in reading order."""
        article = self.new.name
        for before, pairing in self._layers:
            for at in pairing.left[0]:
                mark = before[at]
                yield Change(kind="removed", layer=layer(mark), old=mark.id, new="", says=told(mark, self.old), article=article)
            for at in sorted(pairing.found):
                yield from self._changed(before[at], pairing.old[at], pairing.new[pairing.found[at]])
            for mark in pairing.come:
                yield Change(kind="added", layer=layer(mark), old="", new=mark.id, says=told(mark, self.new), article=article)

    def _changed(self, before: Any, old: Any, new: Any) -> Iterator[Change]:
        """The changes of a mark: as it was, as it would be if nothing had happened to it, and as it is."""
        if old == new and not self.names and self.entry is same:
            return
        was, becomes = dict(aspects(renamed(old, self.name, self.entry))), dict(aspects(new))
        piles: dict[Kind, list[str]] = {"moved": [], "relabelled": [], "re-linked": []}
        for kind, name in (aspect for aspect, said in was.items() if said != becomes[aspect]):
            if (kind, name) != ("re-linked", "answers") or was["relabelled", name] == becomes["relabelled", name]:
                piles[kind].append(name)
        about: dict[str, Any] = {"layer": layer(old), "old": before.id, "new": new.id, "article": self.new.name}
        for kind, names in piles.items():
            if names:
                pairs = [(name, worded(getattr(before, name)), worded(getattr(new, name))) for name in names]
                says = "; ".join(f"{name}: {one} -> {two}" for name, one, two in pairs if one != two)
                yield Change(kind=kind, says=says or "in words that were edited", **about)
        if before.id != new.id:
            yield Change(kind="renamed", **about)


def shifted(mark: Any, edit: Edit) -> Any:
    """A mark of an old text, where it stands in the new one; what is no longer there stands before it, where no mark is."""

    def stretch(start: int, end: int) -> dict[str, int]:
        there = edit(start, end)
        return {"start": there[0], "end": there[1]} if there else {"start": -2 - start, "end": -1 - start}

    def pieces(some: Sequence[Piece]) -> tuple[Piece, ...]:
        return tuple(replace(piece, **stretch(piece.start, piece.end)) for piece in some)

    if isinstance(mark, Claim):
        via = tuple(replace(link, cue=pieces(link.cue)) for link in mark.via)
        return replace(mark, spans=pieces(mark.spans), cue=pieces(mark.cue), via=via)
    moved = stretch(mark.start, mark.end)
    if isinstance(mark, Zone) and mark.sentences:
        return replace(mark, **moved, sentences=tuple(stretch(start, start + 1)["start"] for start in mark.sentences))
    return replace(mark, **moved)


def _reaching(marks: Iterable[tuple[int, Sequence[Stretch]]]) -> Iterator[tuple[int, int, int, Sequence[Stretch]]]:
    """Marks, each by its place in a list and what it covers, with where that begins and ends; without those that cover nothing."""
    for at, pieces in marks:
        if pieces:
            yield min(start for start, _ in pieces), max(end for _, end in pieces), at, pieces
