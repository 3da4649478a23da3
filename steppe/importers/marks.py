"""brat's text-bound annotations and relations as mentions and links, with ids for whatever a line names."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

from ..model import Link, Mention
from ..text import shown
from .carried import Carried, Ids, Loss, Was
from .standoff import Related, TextBound


class Triggers(Protocol):
    """What tells triggers from mentions."""

    def is_trigger(self, span: TextBound) -> bool: ...


class Marks:
    """The marks of one article."""

    def __init__(self, carried: Carried, ids: Ids, file: str, losses: list[Loss], event_types: set[str]) -> None:
        self.carried = carried
        self.ids = ids
        self.file = file
        self.losses = losses
        self.event_types = event_types
        """Types that only events have."""
        self.names: dict[str, str] = {}
        """The id of each name of the file that leads to a mark."""

    def lost(self, line: int, kind: str, what: str, why: str, *, carried: bool = False) -> None:
        """Enter something in the ledger."""
        self.losses.append(Loss(self.file, line, kind, what, why, carried))

    def was(self, name: str, line: int, key: str = "") -> Was:
        """A place of the file."""
        return Was(name, self.file, line, key)

    def reference(self, name: str, line: int) -> str:
        """The id of what a line points at. What is nowhere gets one all the same, so that it can be named as the file names it."""
        if not name:
            return ""
        if name not in self.names:
            self.names[name] = self.ids.id("m", name)
            self.carried.placed(self.names[name], self.file, name, line)
        return self.names[name]

    def add_mentions(self, spans: list[TextBound], triggers: Triggers) -> None:
        """Carry the annotations that are no trigger."""
        for span in spans:
            if not triggers.is_trigger(span):
                self.names[span.name] = self.ids.id("m", span.name)
                start, end, quote = self.place(span)
                mention = Mention(id=self.names[span.name], start=start, end=end, quote=quote, type=span.type)
                self.carried.add(mention, self.was(span.name, span.line))

    def place(self, span: TextBound) -> tuple[int, int, str]:
        """Start, end and quote of a mark. Fragments become one stretch; the quote is that of the file where it differs."""
        text, fragments = self.carried.text, span.fragments
        start, end = fragments[0]
        if len(fragments) > 1:
            start, end = min(one for one, _ in fragments), max(two for _, two in fragments)
            what = f"{span.name} {';'.join(f'{one} {two}' for one, two in fragments)}"
            self.lost(span.line, "discontinuous", what, f"its fragments are carried as one stretch, {start} to {end}", carried=True)
        reads = text[start:end]
        if not span.quote:
            self.lost(span.line, "no-quote", span.name, "the line has no text; what the text reads there is quoted", carried=True)
            return start, end, reads
        return start, end, reads if span.quote in _readings([text[one:two] for one, two in fragments]) else span.quote

    def relate(self, line: Related) -> None:
        """Carry a relation as a link; an equivalence as a link from each member to the next."""
        given = dict(reversed(line.arguments))
        if line.name.startswith("*"):
            members = [member for _, member in line.arguments]
            pairs = list(pairwise(members)) or [_two(members)]
        elif given.keys() <= {"Arg1", "Arg2"}:
            pairs = [(given.get("Arg1", ""), given.get("Arg2", ""))]
        else:
            pairs = [_two([filler for _, filler in line.arguments])]
            roles = " ".join(role for role, _ in line.arguments)
            self.lost(line.line, "argument-names", f"{line.name} {shown(roles)}", "a link has two ends without names", carried=True)
        if not line.name.startswith("*") and len(line.arguments) > 2:
            self.lost(
                line.line,
                "more-arguments",
                line.name,
                f"a link has two ends; of {len(line.arguments)} the others are left out",
                carried=True,
            )
        for number, (a, b) in enumerate(pairs):
            name = f"{line.name} {line.line}.{number}" if line.name.startswith("*") else line.name
            link = Link(id=self.ids.id("l", name), type=line.type, a=self.reference(a, line.line), b=self.reference(b, line.line))
            self.carried.add(link, self.was(line.name, line.line))


def _two(ends: list[str]) -> tuple[str, str]:
    """The first two ends, empty where there are fewer."""
    a, b, *_ = [*ends, "", ""]
    return a, b


def _readings(pieces: list[str]) -> Iterator[str]:
    """What brat may write as the text of an annotation: a line end is a blank there."""
    whole = " ".join(pieces)
    yield whole
    yield whole.replace("\n", " ")
    yield whole.replace("\r\n", " ")
    yield whole.replace("\r", " ").replace("\n", " ")
