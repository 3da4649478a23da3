"""Sides in the corpus's own form: the gold of a corpus, a pass, or files of articles that a system wrote."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from ..labels import Labels
from ..model import Article, Record
from ..pairs import ClaimPair, article_of, derived
from ..store import Corpus, CorpusError, Document, Registry, files, parse
from ..store.form import ARTICLE
from ..text import shown
from .lines import Chunk, chunks, consistent, fault_of, in_reading_order, read_records, sound
from .reading import data_of
from .side import Side, SideError, no_article, stamp

REGISTRY = ("entities", "events", "clusters", "relations")
"""The files of a registry that a comparison looks at."""

_SIGNS = {
    **{kind: re.compile(rb'"kind"\s*:\s*"%b"' % kind.encode()) for kind in ("zone", "mention", "trigger", "claim", "link")},
    "argument": re.compile(rb'"arguments"\s*:\s*\[\s*\{'),
    "coreference": re.compile(rb'"refers_to"\s*:\s*"[^"]'),
}
"""What stands in the bytes of a file that has a layer. Inside a string of JSON no quotation mark stands unescaped."""


class Survey:
    """What is known of files from their bytes alone: their fingerprints, and the layers that they have."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bytes]] = []
        self.layers: set[str] = set()

    def take(self, name: str, data: bytes) -> None:
        """Look at a file."""
        self.parts.append((name, stamp([(name, data)]).encode()))
        for layer, sign in _SIGNS.items():
            if layer not in self.layers and sign.search(data):
                self.layers.add(layer)


class Recorded(Side):
    """A side whose articles are read from disk when they are asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "corpus")

    @property
    def survey(self) -> Survey:
        """What all files together hold."""
        raise NotImplementedError

    @cached_property
    def layers(self) -> frozenset[str]:
        relation = {"relation"} if self.registry.records["clusters"] or self.registry.relations else set()
        return frozenset(self.survey.layers | relation)

    @cached_property
    def fingerprint(self) -> str:
        return stamp(self.survey.parts)

    def pairs(self, labels: Labels) -> list[ClaimPair]:
        names = set(self.names)
        return [pair for pair in derived(self.registry, labels) if {article_of(pair.a), article_of(pair.b)} <= names]


class CorpusSide(Recorded):
    """The gold of a corpus, or the passes of one annotator."""

    def __init__(self, name: str, corpus: Corpus, folder: str, split: str | None) -> None:
        super().__init__(name)
        self.corpus = corpus
        self.folder = folder
        self._names = [name for name in corpus.names(folder) if split is None or self.split_of(name) == split]
        if split is not None and not self._names:
            raise SideError(f"{name}: no article of it is in a split {split!r}; corpus.toml makes {', '.join(corpus.settings.splits)}")

    def split_of(self, name: str) -> str:
        """The split of an article; empty where corpus.toml knows of none."""
        file = self.corpus.path(f"{self.folder}/{name}.jsonl")
        head, found = parse(ARTICLE, data_of(file).partition(b"\n")[0], sound=True)
        if found or not isinstance(head[0], Article):
            raise SideError(f"{file}:1: the first record is not the article; it should be")
        article, settings = head[0], self.corpus.settings
        known = article.tier in settings.tier and article.incident in settings.incident
        return settings.split(article.tier, article.incident) if known else ""

    @property
    def names(self) -> Sequence[str]:
        return self._names

    def read(self, name: str) -> Document:
        if name not in self._known:
            raise no_article(self.name, name)
        try:
            reading = self.corpus.read(name, self.folder, sound=True)
        except UnicodeDecodeError:
            raise SideError(f"{self.corpus.root}: the text of {name!r} is not UTF-8; save it as UTF-8") from None
        except (CorpusError, files.UnsafePath, OSError) as error:
            raise SideError(f"{self.corpus.root}: {error}") from error
        path = f"{self.corpus.root}/{reading.file}"
        if reading.document is None:
            raise fault_of(path, [located.fault for located in reading.faults])
        sound(reading.document, path, path)
        return in_reading_order(reading.document)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._names)

    @cached_property
    def registry(self) -> Registry:
        registry, located = self.corpus.registry_of(self.folder)
        for one in located:
            if one.fault.name != "not-canonical":
                raise fault_of(f"{self.corpus.root}/{one.file}", [one.fault])
        return consistent(registry, f"{self.corpus.root}/{registry.folder}")

    @cached_property
    def survey(self) -> Survey:
        found = Survey()
        for name in self._names:
            found.take(f"{name}.jsonl", data_of(self.corpus.path(f"{self.folder}/{name}.jsonl")))
        for form in REGISTRY:
            path = self.corpus.path(f"{self.registry.folder}/{form}.jsonl")
            if Path(path).exists():
                found.take(f"{form}.jsonl", data_of(path))
        return found


class RecordsSide(Recorded):
    """Files of articles, each with any number of them one after another, and a registry beside them."""

    def __init__(self, name: str, articles: Sequence[Path], registry: Path | None = None) -> None:
        super().__init__(name)
        self._chunks: dict[str, Chunk] = {}
        self._survey = Survey()
        for path in articles:
            data = data_of(path)
            self._survey.take(path.name if registry else "", data)
            for article, chunk in chunks(str(path), data):
                if article in self._chunks:
                    first = self._chunks[article]
                    where = f"{first.path}:{first.line}"
                    raise SideError(f"{path}:{chunk.line}: the article {shown(article)} stands already at {where}; it should stand once")
                self._chunks[article] = chunk
        self._registry = self._registry_in(registry) if registry else Registry(name)

    @property
    def names(self) -> Sequence[str]:
        return sorted(self._chunks)

    @property
    def survey(self) -> Survey:
        return self._survey

    @property
    def registry(self) -> Registry:
        return self._registry

    def read(self, name: str) -> Document:
        if name not in self._chunks:
            raise no_article(self.name, name)
        chunk = self._chunks[name]
        data = data_of(chunk.path, chunk.start, chunk.end)
        records = read_records(ARTICLE, data, chunk.path, chunk.line)
        if not isinstance(records[0], Article):
            raise SideError(f"{chunk.path}:{chunk.line}: the first record is no article; it should be")
        document = Document(chunk.path, records)
        sound(document, chunk.path, data, chunk.line)
        return in_reading_order(document)

    def _registry_in(self, folder: Path) -> Registry:
        found: dict[str, list[Record]] = {}
        for form in REGISTRY:
            path = folder / f"{form}.jsonl"
            if path.exists():
                data = data_of(path)
                self._survey.take(path.name, data)
                found[form] = read_records(form, data, str(path))
        return consistent(Registry(str(folder), found), str(folder))
