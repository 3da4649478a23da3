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
from .pairing import Pairing
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
        self._alone = [self._texts(number) for number in (0, 1)]
        self.twins = _twins(*self._alone)
        """The articles of one text that have another name on the new side, by their old names."""
        self.entries = Entries(self.sides[0].registry, self.sides[1].registry)
        if self.entries.open:
            votes: Counter[tuple[str, str]] = Counter()
            for names in self._pairs:
                votes.update(Marks(*self._read(*names)).votes())
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
        back = {new: old for old, new in self.twins.items()}
        for name in self._alone[0]:
            yield Change(kind="removed", layer="document", old=name, new="", says=_twin(self.twins.get(name)))
        for name in self._alone[1]:
            yield Change(kind="added", layer="document", old="", new=name, says=_twin(back.get(name)))
        for names in self._pairs:
            was, becomes = (state.split(name) for state, name in zip(self.states, names, strict=True))
            if was and becomes and was != becomes:
                yield Change(kind="moved", layer="split", old=names[0], new=names[1], says=said("split", was, becomes), article=names[1])
            if self.entry is not same or names[0] != names[1] or not self._equal(names[0]):
                yield from self._article(*self._read(*names))
            self.seen(1)

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        """The names of the articles that both sides have."""
        return [*((name, name) for name in self.both), *self.twins.items()]

    def passing(self, name: str) -> list[Change]:
        """What changed in a pass over an article that both sides have: in marks, and in who made it when."""
        if self.entry is same and self._equal(name):
            return []
        old, new = self._read(name, name)
        found = list(Marks(old, new, self.entry).changes())
        if (was := passed(old)) != (becomes := passed(new)):
            found.append(Change(kind="changed", layer="head", old=name, new=name, says=said("pass", was, becomes), article=name))
        return found

    def _article(self, old: Document, new: Document) -> Iterator[Change]:
        about = partial(Change, old=old.name, new=new.name, article=new.name)
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
        names = marks.names if old.name == new.name else marks.partners
        self.marks |= {f"{old.name}/{one}": f"{new.name}/{two}" for one, two in names.items()}

    def _unlike(self, old: Any, new: Any) -> bool:
        """Whether a key of an article is another; a dataset does not tell all of them."""
        return bool(old != new and (self.recorded or (old and new)))

    def _texts(self, number: int) -> dict[str, str]:
        """The articles that only one side has, with the fingerprints of their texts; of passes none, which say nothing of texts."""
        if self.who:
            return {}
        return {name: self.sides[number].read(name).article.sha256 for name in sorted(self.names[number] - self.names[1 - number])}

    def _read(self, *names: str) -> tuple[Document, Document]:
        old, new = (self._one(number, name) for number, name in enumerate(names))
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


def _twins(gone: dict[str, str], come: dict[str, str]) -> dict[str, str]:
    """Of articles with the fingerprints of their texts, those of one text: the new name by the old one. Each has one twin, in order."""
    pairing = Pairing(list(gone), list(come))
    pairing.by(lambda name: gone[name] or None, lambda name: come[name] or None)
    return dict(pairing.pairs)


def _twin(name: str | None) -> str:
    return f"its text is that of {name}" if name else ""


def _edited(old: Document, new: Document) -> str:
    """What an edit did to a text."""
    if old.text is None or new.text is None:
        return said("sha256", old.article.sha256[:12], new.article.sha256[:12])
    return Edit(old.text, new.text).told


def passed(document: Document) -> str:
    """Who annotated an article, by which guidelines, when."""
    return ", ".join(f"{one.annotator} {one.guidelines} {one.date}" for one in document.passes)


def _worded(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else value
