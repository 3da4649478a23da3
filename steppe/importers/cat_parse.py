"""One file of CAT XML as tokens, markables and relations, with the lines that they stand on.

The parser resolves no entity but the five of XML and characters by number, reads nothing but the bytes it is given, and refuses a
file that declares entities.
"""

from typing import NoReturn
from xml.parsers import expat

from msgspec import Struct, field

from .carried import Loss

_EVENTS = ("ACTION", "NEG_ACTION", "EVENT")
"""How the tags of event mentions begin."""
_INSTANCE = ("instance_id", "TAG_DESCRIPTOR", "RELATED_TO")
"""Attributes that only instances have."""


class CatError(ValueError):
    """A file that cannot be read."""

    def __init__(self, line: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.kind = kind


class Place(Struct, frozen=True):
    """A token in the text that is built: its number, from 0, and its offsets."""

    number: int
    start: int
    end: int


class Markable(Struct):
    """Something that is marked: a mention, which has tokens, or an instance, which mentions refer to."""

    id: str
    line: int
    tag: str
    attributes: dict[str, str]
    anchors: list[str] = field(default_factory=list)

    @property
    def is_event(self) -> bool:
        return self.tag.startswith(_EVENTS)

    @property
    def is_instance(self) -> bool:
        return not self.anchors and not self.attributes.keys().isdisjoint(_INSTANCE)

    @property
    def name(self) -> str:
        """What an instance is called."""
        return self.attributes.get("TAG_DESCRIPTOR") or self.attributes.get("instance_id") or self.id


class Related(Struct):
    """A relation of markables."""

    id: str
    line: int
    tag: str
    attributes: dict[str, str]
    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


class File(Struct):
    """A document."""

    file: str
    text: str = ""
    places: dict[str, Place] = field(default_factory=dict)
    """The tokens, by their ids."""
    lines: dict[int, int] = field(default_factory=dict)
    """The line of the file at which each line of the text begins."""
    markables: list[Markable] = field(default_factory=list)
    relations: list[Related] = field(default_factory=list)


class _Token(Struct):
    id: str
    line: int
    sentence: str
    words: list[str] = field(default_factory=list)


def read_cat(file: str, data: bytes, losses: list[Loss]) -> File:
    """Read a document; the ledger gets what has no place.

    Raises:
        CatError: it is no XML, declares entities, or is no document of CAT.
    """
    reader = _Reader(file, losses)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: reader.start(tag, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = lambda *_: _refuse(parser.CurrentLineNumber)
    parser.SkippedEntityHandler = lambda *_: _refuse(parser.CurrentLineNumber)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise CatError(error.lineno, "malformed-xml", f"the XML is not well-formed: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:
        if isinstance(error, CatError):
            raise
        raise CatError(1, "malformed-xml", f"the XML cannot be read: {error}") from error
    return reader.done()


def _refuse(line: int) -> NoReturn:
    raise CatError(line, "entity", "the file declares an entity, or uses one that it does not declare")


class _Reader:
    """Takes the elements in as they come."""

    def __init__(self, file: str, losses: list[Loss]) -> None:
        self.file = File(file)
        self.losses: list[Loss] = []
        self._ledger = losses
        self._path: list[str] = []
        self._tokens: list[_Token] = []
        self._open: Markable | Related | None = None

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        path, depth = self._path, len(self._path)
        path.append(tag)
        if depth == 0:
            if tag != "Document":
                raise CatError(line, "no-document", f"the root is <{tag}>; that of a document in CAT XML is <Document>")
        elif tag == "token" and depth == 1:
            self._tokens.append(_Token(attributes.get("t_id", ""), line, attributes.get("sentence", "")))
        elif depth == 2 and path[1] == "Markables":
            self._open = Markable(attributes.get("m_id", ""), line, tag, attributes)
            self.file.markables.append(self._open)
        elif depth == 2 and path[1] == "Relations":
            self._open = Related(attributes.get("r_id", ""), line, tag, attributes)
            self.file.relations.append(self._open)
        elif depth == 3 and isinstance(self._open, Markable) and tag == "token_anchor":
            self._open.anchors.append(attributes.get("t_id", ""))
        elif depth == 3 and isinstance(self._open, Related) and tag in ("source", "target"):
            if end := attributes.get("m_id", ""):
                (self._open.sources if tag == "source" else self._open.targets).append(end)
        elif depth != 1 or tag not in ("Markables", "Relations"):
            self.losses.append(Loss(self.file.file, line, "element", f"<{tag}>", "no element of CAT XML has this place"))

    def end(self, tag: str) -> None:
        self._path.pop()

    def characters(self, words: str) -> None:
        if len(self._path) == 2 and self._path[1] == "token":
            self._tokens[-1].words.append(words)

    def done(self) -> File:
        """The document, its text built from the tokens."""
        pieces: list[str] = []
        length, line, before = 0, 1, None
        for number, token in enumerate(self._tokens):
            words = " ".join("".join(token.words).split())
            if before is not None and words:
                pieces.append(" " if token.sentence == before else "\n")
                line += token.sentence != before
                length += 1
            if not words:
                self.losses.append(Loss(self.file.file, token.line, "empty-token", token.id, "there is nothing in it", carried=True))
            else:
                before = token.sentence
            self.file.lines.setdefault(line, token.line)
            if token.id in self.file.places:
                why = "the id is that of a token before; what names it means the first"
                self.losses.append(Loss(self.file.file, token.line, "repeated-token", token.id, why, carried=True))
            self.file.places.setdefault(token.id, Place(number, length, length + len(words)))
            pieces.append(words)
            length += len(words)
        self.file.text = "".join(pieces)
        self._ledger += self.losses
        return self.file
