"""Places by (line, quoted text, nth in that line), so that nobody types an offset."""

from .text import cuts_word, shown


class AnchorError(ValueError):
    """What was quoted is not there exactly, or is there more than once."""


class Anchors:
    """The places of a text. Lines count from 1; an occurrence is one that cuts no word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def span(self, line: int, quote: str, nth: int | None = None, to: str = "", to_nth: int = 1) -> tuple[int, int]:
        """The (start, end) of a quote in a line; with ``to``, of the stretch from the quote to the end of ``to``.

        Raises:
            AnchorError: no such line, no such occurrence, or several and ``nth`` does not say which.
        """
        found = self._occurrences(line, quote)
        if nth is None and len(found) > 1:
            raise AnchorError(f"line {line} has {shown(quote)} {len(found)} times; say which with nth")
        start = self._nth(found, 1 if nth is None else nth, quote, line)
        end = start + len(quote)
        if to:
            end = self._nth([at for at in self._occurrences(line, to) if at >= end], to_nth, to, line) + len(to)
        return start, end

    def line(self, number: int) -> tuple[int, int]:
        """The (start, end) of a line without its outer white space.

        Raises:
            AnchorError: there is no such line, or it is blank.
        """
        if not 1 <= number <= len(self.lines):
            raise AnchorError(f"there is no line {number}; the text has {len(self.lines)}")
        line = self.lines[number - 1]
        if not line.strip():
            raise AnchorError(f"line {number} is blank")
        start = self.starts[number - 1] + len(line) - len(line.lstrip())
        return start, start + len(line.strip())

    def quote(self, start: int, end: int) -> tuple[int, str, int | None]:
        """The (line, quote, nth) of a span inside one line, such that :meth:`span` gives the span again.

        Raises:
            AnchorError: the span is not inside one line, or cuts a word.
        """
        line = self.text.count("\n", 0, start) + 1
        quote = self.text[start:end]
        found = [] if "\n" in quote or not quote else self._occurrences(line, quote)
        if start not in found:
            raise AnchorError(f"{start} to {end} ({shown(quote)}) is not a stretch of whole words in one line")
        return line, quote, found.index(start) + 1 if len(found) > 1 else None

    def _occurrences(self, line: int, quote: str) -> list[int]:
        if not 1 <= line <= len(self.lines):
            raise AnchorError(f"there is no line {line}; the text has {len(self.lines)}")
        if not quote:
            raise AnchorError(f"nothing is quoted from line {line}")
        base, stop = self.starts[line - 1], self.starts[line] - 1
        found = []
        at = self.text.find(quote, base, stop)
        while at >= 0:
            if not cuts_word(self.text, at) and not cuts_word(self.text, at + len(quote)):
                found.append(at)
            at = self.text.find(quote, at + 1, stop)
        return found

    def _nth(self, found: list[int], nth: int, quote: str, line: int) -> int:
        if not 1 <= nth <= len(found):
            which = f" a {nth}. time" if nth != 1 else ""
            elsewhere = [n for n, other in enumerate(self.lines, start=1) if quote in other and n != line]
            hint = f"; line {elsewhere[0]} has it" if elsewhere else "; no line has it" if not found else ""
            raise AnchorError(f"line {line} does not have {shown(quote)}{which} as whole words{hint}")
        return found[nth - 1]
