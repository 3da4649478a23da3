"""The marks of one article, as the rows of it are read."""

from bisect import bisect_left

import msgspec
from msgspec import Struct

from ..model import Mark, Mention, Pass, Record, Trigger
from ..store import Document
from ..store.form import ARTICLE, arranged
from ..text import fingerprint
from .checks import faults, largest
from .columns import Draft, Token, article, mention, spans
from .wrong import Spot

HEAD = ("tier", "publisher", "published", "incident", "language", "licence", "sha256")


class Tagged(Struct, frozen=True, gc=False):
    """A sentence with its tags; without offsets where the row has none."""

    spot: Spot
    words: list[str]
    tags: list[str]
    places: list[tuple[int, int]] | None


class Pile:
    """What rows say of one article."""

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self.path = path
        self.head: dict[str, str] = dict.fromkeys(HEAD, "")
        self.text: str | None = None
        self.length: int | None = None
        self.passes: list[Pass] = []
        self.marks: list[Mark] = []
        self.spots: dict[int, Spot] = {}
        """The row of each mark, by the mark's :func:`id`."""
        self.units: dict[object, Spot] = {}
        """What stands in one row only, and in which."""
        self.ids: set[str] = set()
        self.tagged: list[Tagged] = []
        self._made = 0
        self._fillers: dict[tuple[int, int], str] = {}
        self._waiting: dict[str, tuple[Mention, Spot]] = {}

    def once(self, unit: object, spot: Spot, what: str) -> None:
        """Make sure that something has one row."""
        first = self.units.setdefault(unit, spot)
        if first is not spot:
            there = f"{first}" if first.file == spot.file else f"{first} of {first.file}"
            raise spot.wrong(f"{what} stands already at {there}; it should stand once")

    def fresh(self, prefix: str) -> str:
        """An id for a mark that has none: digits that no id of the corpus's own form has."""
        self._made += 1
        return f"{prefix}-{self._made:06d}"

    def add(self, mark: Mark, spot: Spot) -> None:
        """Append a mark."""
        self.marks.append(mark)
        self.spots[id(mark)] = spot
        self.ids.add(mark.id)

    def filler(self, mark: Mention, spot: Spot) -> str:
        """The id of an argument's filler that is known by its place: a mention, unless another row has a mark of its id."""
        identifier = mark.id or self._fillers.setdefault((mark.start, mark.end), "") or self.fresh("m")
        self._fillers[mark.start, mark.end] = identifier
        self._waiting.setdefault(identifier, (msgspec.structs.replace(mark, id=identifier), spot))
        return identifier

    def take_fillers(self) -> None:
        """Once all rows are read: add the fillers known by their places that no row has as marks."""
        for identifier, (filler, spot) in self._waiting.items():
            if identifier not in self.ids:
                self.add(filler, spot)

    @property
    def lacks_fillers(self) -> bool:
        """Whether some argument is filled by what is no mark."""
        triggers = (mark for mark in self.marks if isinstance(mark, Trigger))
        return any(argument.filler not in self.ids for trigger in triggers for argument in trigger.arguments)

    def without_arguments(self) -> None:
        """Leave out all arguments, since some of them have no place: a part of them would be taken for all."""
        for number, mark in enumerate(self.marks):
            if isinstance(mark, Trigger) and mark.arguments:
                changed = msgspec.structs.replace(mark, arguments=())
                self.spots[id(changed)] = self.spots[id(mark)]
                self.marks[number] = changed

    def document(self, scheme: str) -> Document:
        """The article with its marks; ``scheme`` is that of its tags.

        Raises:
            SideError: a row is not lawful.
        """
        if any(sentence.places is None for sentence in self.tagged):
            return self._drafted(scheme)
        for sentence in self.tagged:
            tokens = [Token(start, end, sentence.spot) for start, end in sentence.places or ()]
            for span in spans(sentence.tags, tokens, scheme):
                self.add(mention(int(self.fresh("m")[2:]), *span, ""), sentence.spot)
        length = largest(self.marks) if self.length is None else self.length
        head = self.head | {"sha256": self.head["sha256"] or (fingerprint(self.text) if self.text is not None else "")}
        records = [article(self.name, length, head), *self.passes, *self.marks]
        document = Document(self.path, arranged(ARTICLE, records), self.text)

        def at(record: Record) -> str:
            return str(self.spots[id(record)])

        for record, message in faults(document, at):
            raise self.spots[id(record)].wrong(message)
        self.spots = {}
        return document

    def _drafted(self, scheme: str) -> Document:
        """The article that is known by its tokens alone."""
        draft = Draft(self.name, self.path, self.tagged[0].spot)
        if self.marks:
            raise self.spots[id(self.marks[0])].wrong(
                "a mark has offsets in a text, which the tokens of the article lack; give token_starts"
            )
        for sentence in self.tagged:
            if sentence.places is not None:
                raise sentence.spot.wrong(
                    "token_starts are given, which other rows of the article lack; all its rows should have them, or none"
                )
            draft.add(sentence.words, sentence.tags, [sentence.spot] * len(sentence.words))
        draft.head = {key: value for key, value in self.head.items() if key != "sha256"}
        return draft.document(scheme)


def covers(mentions: list[Mention], starts: list[int]) -> list[str]:
    """The IOB2 tags of tokens that begin at some offsets: of nested mentions the outermost counts."""
    tags = ["O"] * len(starts)
    end = 0
    for mark in sorted(mentions, key=lambda mark: mark.order):
        if mark.start < end:
            continue
        end = mark.end
        first, last = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        tags[first:last] = [f"I-{mark.type}"] * (last - first)
        tags[first : min(first + 1, last)] = [f"B-{mark.type}"] * (last > first)
    return tags
