"""Files of columns: a token a line, its tag or its coreference last, a blank line between sentences."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..model import Article, Mention
from ..store import Document
from ..text import fingerprint, shown
from .brackets import BRACKETED, NONE, mentions_of
from .reading import text_of
from .side import Held, SideError, stamp
from .tags import Span, TagError, scheme_of, spans_of
from .wrong import Spot

ENDINGS = (".conll", ".bio", ".txt", ".tsv")

_BEGIN = re.compile(r"#begin document\s+\(?(?P<name>.*?)\)?(?:;\s*(?:part\s+(?P<part>\d+))?)?\s*")
_NEWDOC = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(?P<name>.*?))?\s*")
_COMMENT = re.compile(r"#\s*(?:newpar\b|[\w:.-]+\s+=\s|[\w:.-]+\s+=$).*")
_DOCSTART = "-DOCSTART-"
_BLANKS = re.compile("[ \t]+")


class Token(Struct, frozen=True, gc=False):
    """A token: where it is in the text of its document, and where it came from."""

    start: int
    end: int
    spot: Spot


class TokenDocument(Document):
    """A document that is known by its tokens. Its text is these, joined by one blank, sentences by a line feed."""

    cut: list[list[Token]]
    """The tokens of each sentence."""


class Draft:
    """A document whose sentences are still being read."""

    def __init__(self, name: str, path: str, spot: Spot) -> None:
        self.name = name
        self.path = path
        self.spot = spot
        self.words: list[list[str]] = []
        self.cells: list[list[str]] = []
        self.spots: list[list[Spot]] = []
        self.head: dict[str, str] = {}
        """What else is known of the article."""

    def add(self, words: list[str], cells: list[str], spots: list[Spot]) -> None:
        """Append a sentence."""
        self.words.append(words)
        self.cells.append(cells)
        self.spots.append(spots)

    def document(self, scheme: str) -> TokenDocument:
        """The document; ``scheme`` is that of its tags, or empty for coreference."""
        text = "\n".join(" ".join(words) for words in self.words)
        cut, at = [], 0
        for words, spots in zip(self.words, self.spots, strict=True):
            sentence = []
            for word, spot in zip(words, spots, strict=True):
                sentence.append(Token(at, at + len(word), spot))
                at += len(word) + 1
            cut.append(sentence)
        found = [span for cells, tokens in zip(self.cells, cut, strict=True) for span in spans(cells, tokens, scheme)] if scheme else []
        if not scheme:
            found = spans([cell for cells in self.cells for cell in cells], [token for tokens in cut for token in tokens], "")
        head = bare(self.name, text, self.head)
        marks = [mention(number, *span, "" if scheme else f"{self.name}/") for number, span in enumerate(found)]
        document = TokenDocument(self.path, [head, *marks], text)
        document.cut = cut
        return document


def spans(cells: list[str], tokens: list[Token], scheme: str) -> list[Span]:
    """Start and end in the text, and label, of what the cells of tokens say.

    Raises:
        SideError: a cell is not lawful where it stands.
    """
    try:
        found = list(spans_of(cells, scheme) if scheme else mentions_of(cells))
    except TagError as error:
        spot = tokens[error.index].spot
        raise spot.wrong(f"{error}" if spot.unit == "line" else f"tags[{error.index}]: {error}") from None
    return [(tokens[first].start, tokens[end - 1].end, label) for first, end, label in found]


def mention(number: int, start: int, end: int, label: str, home: str) -> Mention:
    """A mention of a type; where ``home`` is given, of a cluster instead, which is the document's own."""
    more = {"type": "", "refers_to": home + label} if home else {"type": label}
    return Mention(id=f"m-{number:06d}", start=start, end=end, **more)


def bare(name: str, text: str, head: dict[str, str]) -> Article:
    """The article of a text of which little else is known."""
    return article(name, len(text), {"sha256": fingerprint(text)} | head)


def article(name: str, length: int, head: dict[str, str]) -> Article:
    """An article; what is not known of it is empty."""
    nothing: dict[str, Any] = dict.fromkeys(("tier", "language", "publisher", "published", "licence", "incident", "sha256"), "")
    return Article(name=name, length=length, **nothing | head)


def columns_side(given: str, paths: list[Path], known: Collection[str], *, folder: bool) -> Held:
    """The side of files of columns. A file that names no document is one: called as the file where ``folder``, or where that is ``known``.

    Raises:
        SideError: a line is not in its form.
    """
    drafts: dict[str, Draft] = {}
    parts = []
    for path in paths:
        text = text_of(path)
        parts.append((path.name if folder else "", text.encode()))
        stem = path.stem if folder or path.stem in known else ""
        for draft in _Lines(str(path), text, stem, len(drafts)).drafts:
            if draft.name in drafts:
                there = drafts[draft.name]
                raise draft.spot.wrong(
                    f"the document {shown(draft.name)} stands already at {there.path}:{there.spot.number}; it should stand once"
                )
            drafts[draft.name] = draft
    cells = [sentence for draft in drafts.values() for sentence in draft.cells]
    scheme = "" if _is_coreference({cell for sentence in cells for cell in sentence}) else scheme_of(cells)
    documents: dict[str, Document] = {name: draft.document(scheme) for name, draft in drafts.items()}
    return Held(given, "columns", documents, {"mention"} if scheme else {"coreference"}, stamp(parts))


def _is_coreference(cells: set[str]) -> bool:
    """Whether the last cells of lines are coreference: some are brackets, or there is nothing but ``-``."""
    return bool(cells) and (cells <= NONE or any(BRACKETED.fullmatch(cell) for cell in cells))


class _Lines:
    """The documents of one file, line by line."""

    def __init__(self, path: str, text: str, stem: str, before: int) -> None:
        self.path = path
        self.stem = stem
        self.before = before
        self.drafts: list[Draft] = []
        self.name = ""
        self.fresh = True
        """Whether the next token begins a document."""
        self.rows: list[tuple[list[str], Spot]] = []
        for number, line in enumerate(text.split("\n"), start=1):
            self._take(line.strip(" \r"), Spot(path, number, "line"))
        self._close()
        if not self.drafts:
            raise SideError(f"{path}: there is no token in the file; a line should have a token and its tag")

    def _take(self, line: str, spot: Spot) -> None:
        if not line.strip():
            self._close()
        elif match := _BEGIN.fullmatch(line) or _NEWDOC.fullmatch(line):
            part = int(match.groupdict().get("part") or 0)
            self._begin((match["name"] or "") + (f"/{part}" if part else ""))
        elif line.startswith("#end document"):
            self._begin("")
        elif not _COMMENT.fullmatch(line):
            cells = [cell.strip(" ") for cell in line.split("\t")] if "\t" in line else _BLANKS.split(line)
            if cells[0] == _DOCSTART:
                given = re.fullmatch(r"\((.+)\)", " ".join(cell for cell in cells[1:] if cell not in {"O", "-X-", "-Y-"}))
                self._begin(given[1] if given else "")
            else:
                self._row(cells, spot)

    def _begin(self, name: str) -> None:
        self._close()
        self.fresh = True
        self.name = name

    def _row(self, cells: list[str], spot: Spot) -> None:
        if len(cells) < 2:
            raise spot.wrong(
                f"the line has one column, {shown(cells[0])}; it should have a token and its tag, with a tab or a blank between"
            )
        if not cells[0] or not cells[-1]:
            raise spot.wrong(f"the {'token' if not cells[0] else 'tag'} is empty; a line has a token and its tag")
        if self.rows and len(cells) != len(self.rows[0][0]):
            raise spot.wrong(f"the line has {len(cells)} columns; it should have {len(self.rows[0][0])}, as the first line of its sentence")
        self.rows.append((cells, spot))

    def _close(self) -> None:
        """End a sentence, if one is open."""
        if not self.rows:
            return
        if self.fresh:
            self.drafts.append(Draft(self.name or self._unnamed(), self.path, self.rows[0][1]))
            self.fresh = False
        last = [cells[-1] for cells, _ in self.rows]
        column = _token_column([cells for cells, _ in self.rows])
        self.drafts[-1].add([cells[column] for cells, _ in self.rows], last, [spot for _, spot in self.rows])
        self.rows = []

    def _unnamed(self) -> str:
        """The name of a document that has none: that of the file for its first, a number otherwise."""
        if self.stem and not self.drafts:
            return self.stem
        number = len(self.drafts) + 1
        return f"{self.stem}/{number}" if self.stem else str(self.before + number)


def _token_column(rows: list[list[str]]) -> int:
    """Where the tokens are: first; fourth in CoNLL-2012, whose first columns are the document, its part and the token's number."""
    document, part, number = (rows[0] + [""] * 3)[:3]
    if len(rows[0]) < 5 or not (part.isdecimal() and number.isdecimal() and (BRACKETED.fullmatch(rows[0][-1]) or rows[0][-1] in NONE)):
        return 0
    return 3 if all(cells[:3] == [document, part, str(int(number) + more)] for more, cells in enumerate(rows)) else 0
