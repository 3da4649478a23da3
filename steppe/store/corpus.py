"""A corpus: the folder that holds ``annotations/``, read file by file."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from ..labels import Labels, LabelsError, parse_labels
from ..model import Article, Origin, Pass, Record
from ..settings import FILE as SETTINGS
from ..settings import Settings, SettingsError, parse_settings
from ..text import fingerprint, reason, shown
from . import files
from .document import Document
from .form import ARTICLE, Fault, parse
from .registry import FILES, Registry
from .texts import Texts, read_text

GOLD = "annotations/gold"
"""The folder of what is agreed."""
GUIDELINES = "annotations/GUIDELINES.md"
"""The manual of the annotators."""
DECISIONS = "annotations/decisions"
"""The folder of how disagreements were settled."""
NAME = re.compile("[a-z0-9][a-z0-9-]*")
"""What an article or an annotator may be called: it becomes a file name."""


class CorpusError(ValueError):
    """There is no corpus here, or its labels or settings cannot be read."""


class Located(Struct, frozen=True):
    """A fault of form, and the file that has it (relative to the corpus)."""

    file: str
    fault: Fault


class Reading(Struct, frozen=True):
    """What came of reading an article: the document where it can be used at all, and the faults of form."""

    file: str
    document: Document | None
    faults: list[Located]


class Corpus:
    """A corpus on disk.

    Raises:
        CorpusError: the folder has no readable ``annotations/labels.toml`` and ``annotations/corpus.toml``.
    """

    def __init__(self, root: str | os.PathLike[str] = ".", texts: Texts | None = None) -> None:
        self.root = Path(root)
        self._home = os.fspath(self.root)
        self.texts = texts or Texts()
        if not (self.root / "annotations").is_dir():
            raise CorpusError(f"{self.root} holds no corpus: there is no folder annotations/ in it; name one with --corpus DIR")
        self.labels: Labels = parse_labels_file(self.path("annotations/labels.toml"))
        self.settings: Settings = parse_settings_file(self.path(SETTINGS))

    def path(self, file: str) -> str:
        """The place on disk of a file that is named relative to the corpus."""
        return f"{self._home}/{file}"

    def there(self, file: str) -> bytes | None:
        """The bytes of a file that is named relative to the corpus; None where there is none.

        Raises:
            UnsafePath, OSError: see :func:`steppe.store.files.read`.
        """
        path = self.path(file)
        return files.read(path) if os.path.exists(path) else None

    def write(self, wanted: Mapping[str, bytes]) -> list[str]:
        """Write files that are named relative to the corpus, all of them or none; those that were not so already.

        Raises:
            OSError: one cannot be written.
        """
        stale = {file: data for file, data in wanted.items() if data != self.there(file)}
        files.write_all({Path(self.path(file)): data for file, data in stale.items()})
        return list(stale)

    def names(self, folder: str = GOLD) -> list[str]:
        """The names of the articles with marks in a folder, sorted."""
        files.refuse_link(self.path("annotations/articles"))
        return [name for name in files.listing(self.path(folder), ".jsonl") if name not in FILES]

    @property
    def annotators(self) -> list[str]:
        """Who has a folder of passes, sorted."""
        return files.folders(self.path("annotations/passes"))

    def folders(self) -> list[str]:
        """Every folder of annotated articles: gold, then one for each annotator."""
        return [GOLD, *(f"annotations/passes/{who}" for who in self.annotators)]

    def read(self, name: str, folder: str = GOLD, *, sound: bool = False) -> Reading:
        """One article with its marks, and its text where the corpus or the given texts hold it.

        With ``sound``, the form of the file is known to be right and is not proved again.

        Raises:
            CorpusError: there is no such article, or the name cannot be one.
        """
        file = f"{folder}/{name}.jsonl"
        if not NAME.fullmatch(name):
            return Reading(file, None, [Located(file, Fault(0, "unsafe-name", f"{shown(name)} cannot name an article: {_NAMING}"))])
        try:
            data = files.read(self.path(file))
        except FileNotFoundError:
            raise CorpusError(f"there is no article {name!r}: no file {file}") from None
        records, found = parse(ARTICLE, data, sound=sound)
        faults = [Located(file, fault) for fault in found or _misplaced(name, records, self.settings)]
        if not records or (faults and not found):
            return Reading(file, None, faults)
        article = records[0]
        if not isinstance(article, Article):  # the order of lines is at fault
            return Reading(file, None, faults)
        text, missing = self._text(article, sound=sound)
        return Reading(file, Document(file, records, text), faults + missing)

    def _text(self, article: Article, *, sound: bool) -> tuple[str | None, list[Located]]:
        if not self.settings.holds(article.tier):
            return (self.texts.get(article.sha256) if self.texts.paths else None), []
        file = f"annotations/articles/{article.name}.txt"
        try:
            data = files.read(self.path(file))
        except FileNotFoundError:
            message = f"the text is missing; articles of tier {article.tier} have it in the corpus: restore the file"
            return None, [Located(file, Fault(0, "missing-text", message))]
        if sound:
            return data.decode(), []
        text, fault = read_text(data)
        if text is not None and fault and fingerprint(text) != article.sha256:
            text = None  # neither sound nor the one that was marked: one finding says enough
        return text, [Located(file, fault)] if fault else []

    def documents(self, folder: str = GOLD, *, sound: bool = False) -> Iterator[Reading]:
        """Each article of a folder, one at a time, so that none need be kept (see :meth:`read`)."""
        for name in self.names(folder):
            yield self.read(name, folder, sound=sound)

    @cached_property
    def registry(self) -> Registry:
        """The registry of gold, or as much of it as can be read (see :meth:`registry_of`)."""
        return self.registry_of(GOLD)[0]

    def registry_of(self, folder: str) -> tuple[Registry, list[Located]]:
        """The registry that the marks of a folder refer to, and its faults of form."""
        home = "annotations" if folder == GOLD else folder
        found: dict[str, list[Record]] = {}
        faults: list[Located] = []
        for form in FILES:
            file = f"{home}/{form}.jsonl"
            try:
                data = files.read(self.path(file))
            except FileNotFoundError:
                continue
            found[form], wrong = parse(form, data)
            faults += [Located(file, fault) for fault in wrong]
        return Registry(home, found), faults

    def origins_of(self, name: str) -> list[Origin]:
        """Where the records of an article of gold stood in the files that it was imported from; none where it was not.

        A file of origins is the work of an import, never of a person: one that cannot be read counts as none.
        """
        try:
            data = files.read(self.path(f"annotations/origins/{name}.jsonl"))
        except (OSError, files.UnsafePath):
            return []
        return parse("origins", data, sound=True)[0]

    def decisions(self) -> list[str]:
        """The files of decisions between passes, relative to the corpus."""
        return [f"{DECISIONS}/{name}.jsonl" for name in files.listing(self.path(DECISIONS), ".jsonl")]

    def misdecided(self) -> Iterator[Located]:
        """The faults of form of the files of decisions."""
        try:
            there = self.decisions()
        except files.UnsafePath as error:
            yield Located(DECISIONS, Fault(0, "unsafe-path", str(error)))
            return
        for file in there:
            try:
                data = files.read(self.path(file))
            except (OSError, files.UnsafePath) as error:
                yield Located(file, Fault(0, "unsafe-path", str(error)))
                continue
            for fault in parse("decisions", data)[1]:
                yield Located(file, fault)

    def own_pages(self) -> dict[str, str]:
        """The pages of the corpus that people write, by file relative to it: those beside ``annotations/`` and in it, and those that
        corpus.toml names. What cannot be read is left out.
        """
        folders = (("", self._home), ("annotations/", self.path("annotations")))
        names = [f"{home}{name}" for home, folder in folders for name in sorted(os.listdir(folder)) if name.endswith(".md")]
        return self._legible([*names, *self.settings.pages])

    def pages(self) -> dict[str, str]:
        """The pages that speak of the corpus, by file relative to it: its own, and those of its dataset."""
        return self.own_pages() | self._legible(["dataset/README.md", "dataset/counts.json"])

    def _legible(self, names: Iterable[str]) -> dict[str, str]:
        found = {}
        for file in names:
            with suppress(OSError, UnicodeDecodeError, files.UnsafePath):
                found[file] = files.read(self.path(file)).decode()
        return found

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key != "registry"}  # large, and quickly read again


_NAMING = "a name has small letters, digits and hyphens, and begins with a letter or digit"


def parse_labels_file(path: str) -> Labels:
    """The labels in a file; see :func:`steppe.labels.parse_labels`."""
    try:
        return parse_labels(files.read(path))
    except (LabelsError, OSError, files.UnsafePath) as error:
        raise CorpusError(f"{path}: {reason(error)}") from error


def parse_settings_file(path: str) -> Settings:
    """The settings in a file; see :func:`steppe.settings.parse_settings`."""
    try:
        return parse_settings(files.read(path))
    except (SettingsError, OSError, files.UnsafePath) as error:
        raise CorpusError(f"{path}: {reason(error)}") from error


def _misplaced(name: str, records: list[Record], settings: Settings) -> list[Fault]:
    """What keeps readable records from being an article: its line first, its passes next, then marks."""
    article = records[0]
    if not isinstance(article, Article):
        return [Fault(1, "missing-article", f"the first record is of kind {_kind(article)!r}; it should be the article")]
    for line, record in enumerate(records[1:], start=2):
        if isinstance(record, Article):
            return [Fault(line, "second-article", f"a second article, {record.name!r}; a file holds one")]
        if not isinstance(record, Pass):
            break  # canonical form has articles and passes before marks
        if record.article != article.name:
            return [Fault(line, "foreign-pass", f"a pass over {record.article!r}; it should be over {article.name!r}")]
    if article.name != name:
        return [Fault(1, "name-differs", f"the article is called {shown(article.name)}; by the name of its file it should be {name!r}")]
    for key, label, inventory in (("tier", article.tier, settings.tier), ("incident", article.incident, settings.incident)):
        if label not in inventory:
            return [Fault(1, "unknown-tier", f"the article has {key} {shown(label)}; corpus.toml names {', '.join(inventory)}")]
    return []


def _kind(record: Record) -> str:
    return str(record.__struct_config__.tag)
