"""The articles of gold, or of one annotator, on two sides: which there are, and what changed in each."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..model.refer import Rename
from ..sides import Side
from ..store import GOLD, Document
from .change import Change, said
from .marks import Marks, same
from .registry import Entries
from .state import State
from .texts import Edit

_HEAD = ("tier", "language", "publisher", "published", "licence", "incident", "retells")
Seen = Callable[[int], object]


class Folder:
    """The articles of gold, or of one annotator, on both sides."""

    def __init__(self, old: State, new: State, who: str, seen: Seen = lambda number: None) -> None:
        self.states = old, new
        self.who = who
        self.seen = seen
        self.sides: tuple[Side, Side] = (old.passes(who), new.passes(who)) if who else (old.gold, new.gold)
        self.names = [set(side.names) for side in self.sides]
        self.both = sorted(self.names[0] & self.names[1])
        self.entries = Entries(self.sides[0].registry, self.sides[1].registry)
        if self.entries.open:
            votes: Counter[tuple[str, str]] = Counter()
            for name in self.both:
                votes.update(Marks(*self._read(name)).votes())
            self.entries.vote(votes)
        self.recorded = all(side.form == "corpus" for side in self.sides)
        """Whether both sides are in the corpus's own form, which tells all there is."""
        self.entry: Rename = self.entries.rename
        self.marks: dict[str, str] = {}
        """The new names of marks that are called otherwise, as ``NAME/ID``."""

    def mark(self, name: str) -> str:
        """What a mark, as ``NAME/ID``, is called on the new side."""
        return self.marks.get(name, name)

    def changes(self) -> Iterator[Change]:
        """What changed in each article, then which there are."""
        old, new = self.states
        gone, come = (self._texts(number) for number in (0, 1))
        for name, twin in _twins(gone, come):
            yield Change(kind="removed", layer="document", old=name, new="", says=twin)
        for name, twin in _twins(come, gone):
            yield Change(kind="added", layer="document", old="", new=name, says=twin)
        for name in self.both:
            was, becomes = old.split(name), new.split(name)
            if was and becomes and was != becomes:
                yield Change(kind="moved", layer="split", old=name, new=name, says=said("split", was, becomes), article=name)
            if self.entry is not same or not self._equal(name):
                yield from self._article(*self._read(name))
            self.seen(1)

    def passing(self, name: str) -> list[Change]:
        """What changed in a pass over an article that both sides have: in marks, and in who made it when."""
        if self.entry is same and self._equal(name):
            return []
        old, new = self._read(name)
        found = list(Marks(old, new, self.entry).changes())
        if (was := passed(old)) != (becomes := passed(new)):
            found.append(Change(kind="changed", layer="head", old=name, new=name, says=said("pass", was, becomes), article=name))
        return found

    def _article(self, old: Document, new: Document) -> Iterator[Change]:
        name = new.name
        about = partial(Change, old=name, new=name, article=name)
        if old.article.sha256 != new.article.sha256 and old.article.sha256 and new.article.sha256:
            yield about(kind="edited", layer="text", says=_edited(old, new))
        keys = [key for key in _HEAD if self._unlike(getattr(old.article, key), getattr(new.article, key))]
        words = "; ".join(said(key, _worded(getattr(old.article, key)), _worded(getattr(new.article, key))) for key in keys)
        if self.recorded and (was := passed(old)) != (becomes := passed(new)):
            words = "; ".join(filter(None, (words, said("pass", was, becomes))))
        if words:
            yield about(kind="changed", layer="head", says=words)
        marks = Marks(old, new, self.entry)
        yield from marks.changes()
        self.marks |= {f"{name}/{one}": f"{name}/{two}" for one, two in marks.names.items()}

    def _unlike(self, old: Any, new: Any) -> bool:
        """Whether a key of an article is another; a dataset does not tell all of them."""
        return bool(old != new and (self.recorded or (old and new)))

    def _texts(self, number: int) -> dict[str, str]:
        """The articles that only one side has, with the fingerprints of their texts."""
        return {name: self.sides[number].read(name).article.sha256 for name in sorted(self.names[number] - self.names[1 - number])}

    def _read(self, name: str) -> tuple[Document, Document]:
        old, new = (self._one(number, name) for number in (0, 1))
        return old, new

    def _one(self, number: int, name: str) -> Document:
        """An article on a side; a pass of a dataset has its text from gold, where that has it."""
        document, state = self.sides[number].read(name), self.states[number]
        if self.who and document.text is None and name in state.names and (text := state.gold.read(name).text) is not None:
            return Document(document.path, document.records, text)
        return document

    def _equal(self, name: str) -> bool:
        """Whether an article has the same bytes on both sides, marks and text."""
        folder = f"annotations/passes/{self.who}" if self.who else GOLD
        for file in (f"{folder}/{name}.jsonl", f"annotations/articles/{name}.txt"):
            here, there = (state.data(file) if state.corpus else b"" for state in self.states)
            if here != there or (here == b"" == there):
                return False
        return True


def _twins(some: dict[str, str], others: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each of some articles, with the one of the others that has its text, in words."""
    there = {sha256: name for name, sha256 in others.items() if sha256}
    return ((name, f"its text is that of {there[sha256]}" if sha256 in there else "") for name, sha256 in some.items())


def _edited(old: Document, new: Document) -> str:
    """What an edit did to a text."""
    if old.text is None or new.text is None:
        return said("sha256", old.article.sha256[:12], new.article.sha256[:12])
    edit = Edit(old.text, new.text)
    return f"lines: {edit.removed} removed, {edit.added} added"


def passed(document: Document) -> str:
    """Who annotated an article, by which guidelines, when."""
    return ", ".join(f"{one.annotator} {one.guidelines} {one.date}" for one in document.passes)


def _worded(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else value
