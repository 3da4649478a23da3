"""What a pass has, in words: for the list of what is open."""

from collections.abc import Iterable, Mapping

from ..model import Answer, Claim, Link, Mark, Mention, Piece, Trigger, Zone
from ..score.claims import places
from ..store import Document
from ..text import line_of

AROUND = 60
"""Characters of context on each side."""


class View:
    """Reads the marks of a document; without its text, by offsets. ``names`` are what entries are called, by the ids of the pass."""

    def __init__(self, document: Document, names: Mapping[str, str]) -> None:
        self.document, self.names = document, names

    def words(self, start: int, end: int) -> str:
        """What stands at a place, or else its offsets."""
        text = self.document.text
        return f"{start}-{end}" if text is None else repr(clipped(text[start:end]))

    def pieces(self, pieces: tuple[Piece, ...]) -> str:
        """What stands at some places."""
        return " + ".join(self.words(*place) for place in places(pieces)) or "none"

    def entry(self, identifier: str) -> str:
        """An entry by its name."""
        return self.names.get(identifier) or identifier or "none"

    def mark(self, identifier: str) -> str:
        """A mention or trigger that another mark refers to."""
        mark = self.document.mention_of.get(identifier) or self.document.trigger_of.get(identifier)
        return self.words(mark.start, mark.end) if mark else identifier or "none"

    def answers(self, answers: Iterable[Answer]) -> str:
        """What a claim answers."""
        found = []
        for answer in sorted(answers, key=lambda answer: answer.facet):
            about = answer.event or answer.subject
            of = f" of {self.entry(about)}" if about else ""
            given = ", ".join(map(self.entry, answer.values))
            found.append(f"{answer.facet}{of}{f': {given}' if given else ''}")
        return "; ".join(found) or "none"

    def chain(self, claim: Claim) -> str:
        """Through whom a claim has come."""
        return "; ".join(f"{self.mark(via.by)} {self.pieces(via.cue)}" for via in claim.via) or "none"

    def line(self, mark: Mark) -> int:
        """The line of the text where a mark begins; 0 where the text is not at hand."""
        text = self.document.text
        return 0 if text is None or isinstance(mark, Link) else line_of(text, start_of(mark))

    def context(self, start: int, end: int) -> str:
        """A place in its line, with some words around it; empty where the text is not at hand."""
        text = self.document.text
        if text is None:
            return ""
        first, last = text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)
        left, right = max(first, start - AROUND), min(last, end + AROUND)
        left = text.find(" ", left, start) + 1 or left if left > first else left
        right = right if right == last else max(text.rfind(" ", end, right), end)
        before, after = ("…" if left > first else "") + text[left:start], text[end:right] + ("…" if right < last else "")
        return f"{before}[{clipped(text[start:end], 240)}]{after}".replace("\n", " / ")

    def said(self, mark: Mark) -> str:
        """A mark in one line."""
        match mark:
            case Mention():
                more = [mark.type, mark.level, mark.value]
                return " ".join(filter(None, [*more, self.words(mark.start, mark.end), self._arrow(mark.refers_to)]))
            case Trigger():
                arguments = ", ".join(f"{argument.role} {self.mark(argument.filler)}" for argument in mark.arguments)
                more = [mark.type, mark.polarity, mark.modality, self.words(mark.start, mark.end), self._arrow(mark.refers_to)]
                return " ".join(filter(None, [*more, f"({arguments})" if arguments else ""]))
            case Claim():
                certainty = " by ".join(dict.fromkeys((mark.certainty, mark.author_certainty)))
                source = " ".join(filter(None, [mark.source_kind, mark.mode, self.mark(mark.by) if mark.by else ""]))
                return f"{self.pieces(mark.spans)} ({source}, {certainty}; {self.answers(mark.answers)})"
            case Link():
                return f"{mark.type} {self.mark(mark.a)} to {self.mark(mark.b)}"
            case Zone():
                number = max(1, len(mark.sentences))
                return f"{mark.type} {self.words(mark.start, mark.end)} ({number} sentence{'s' * (number > 1)})"
        return mark.id

    def _arrow(self, entry: str) -> str:
        return f"-> {self.entry(entry)}" if entry else ""


def clipped(text: str, width: int = 80) -> str:
    """A text without its middle where it is long, since its ends are what annotators differ about."""
    return text if len(text) <= width else f"{text[: width // 2]} … {text[3 - width // 2 :]}"


def start_of(mark: Mark) -> int:
    """Where a mark begins; past every place for a link."""
    return int(getattr(mark, "start", 0))


def end_of(mark: Mark) -> int:
    """Where a mark ends."""
    return int(getattr(mark, "end", start_of(mark)))
