"""An export as passes of the annotators who made it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from ..diff import Change, changes
from ..model import Article, Entity, Event, Mark, Pass, refer
from ..settings import Settings
from ..store import GOLD, Corpus, CorpusError, Document, Registry
from ..store.corpus import NAME
from ..store.form import ARTICLE, dump
from ..text import fingerprint, shown
from .decode import marks_of
from .entries import Entries
from .exports import Exported, Made
from .names import DRAFT, LAYERS, LabelStudioError
from .offsets import counted

TABLES: dict[type[Entity] | type[Event], str] = {Entity: "entities", Event: "events"}


class Taken(Struct, frozen=True):
    """What an export comes to."""

    files: dict[str, bytes]
    """The files of passes, and of their registries, by name."""
    changed: dict[str, list[Change]]
    """By file, what differs from the marks that were sent."""
    notices: list[str]
    """What was left out, and why."""


class _Found(Struct):
    """The annotation that counts, of one article by one annotator; no more of it is kept than is written, or told."""

    date: str
    of: str
    """The folder of the marks that were sent; empty where none were."""
    data: bytes
    changed: list[Change]
    named: set[str]
    """What could be an entry."""
    new: list[Entity | Event]


def take(tasks: Iterable[Exported], corpus: Corpus, people: Mapping[str, str], *, by: str = "", today: str = "") -> Taken:
    """The passes that an export holds.

    ``people`` gives the annotators of the corpus by what the export calls them; ``by`` is whoever made all of it. ``today`` is the date of
    annotations that have none.

    Raises:
        LabelStudioError: something in it cannot be taken: one fault a line, with the task and the region.
    """
    return _Taking(corpus, people, by, today).take(tasks)


class _Taking:
    def __init__(self, corpus: Corpus, people: Mapping[str, str], by: str, today: str) -> None:
        self.corpus, self.people, self.by, self.today = corpus, people, by, today
        self.faults: list[str] = []
        self.notices: list[str] = []
        self.found: dict[tuple[str, str], _Found] = {}
        """By annotator and article."""
        self._registries: dict[str, Registry] = {}
        self._joined: dict[tuple[str, str], Registry] = {}

    def take(self, tasks: Iterable[Exported]) -> Taken:
        for task in tasks:
            self._task(task)
        if self.faults:
            raise LabelStudioError("\n".join(self.faults))
        files: dict[str, bytes] = {}
        changed: dict[str, list[Change]] = {}
        for (who, name), found in sorted(self.found.items()):
            file = f"{_passes(who)}/{name}.jsonl"
            files[file], changed[file] = found.data, found.changed
        for who in sorted({who for who, _ in self.found}):
            files |= self._registry(who, [found for (one, _), found in self.found.items() if one == who])
        return Taken(files, changed, self.notices)

    def _task(self, task: Exported) -> None:
        name = task.data.get("name")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            self.faults.append(f"{task.called}: data.name is {shown(str(name))}, which names no article; is it of another project?")
            return
        if DRAFT in task.data:
            self.faults.append(
                f"{task.called}: in it somebody decides between two passes, which is no pass; take it from a project of its own"
            )
            return
        for made in task.submitted(self.notices):
            self._made(task, name, made)

    def _made(self, task: Exported, name: str, made: Made) -> None:
        who = self._who(task, made)
        if not who:
            return
        other = self.found.get((who, name))
        if other is not None:
            self.notices.append(f"{task.called}: {who} has annotated {name} more than once; what was changed last is taken")
            if other.date >= made.date:
                return
        try:
            self.found[who, name] = self._read(task, name, who, made)
        except LabelStudioError as error:
            self.faults += [f"{task.called}: {line}" for line in str(error).split("\n")]

    def _who(self, task: Exported, made: Made) -> str:
        try:
            return annotator_of(made, self.people, self.by, self.corpus.settings)
        except LabelStudioError as error:
            self.faults.append(f"{task.called}: {error}")
            return ""

    def _read(self, task: Exported, name: str, who: str, made: Made) -> _Found:
        of = task.data.get("of") or ""
        source = GOLD if of == "gold" else _passes(of) if isinstance(of, str) and NAME.fullmatch(of) else ""
        sent, before = self._document(name, source), self._document(name, _passes(who))
        article = (sent or before or self._document(name, GOLD) or _described(task)).article
        text = text_of(task, article)
        layers = task.data.get("layers", LAYERS)
        if not isinstance(layers, list | tuple) or not set(map(str, layers)) <= set(LAYERS):
            raise LabelStudioError(f"data.layers is {shown(str(layers))}; layers are {', '.join(LAYERS)}")
        entries = Entries(self._known(who, source), article.incident)
        results, quotes = counted(made.results, text), self.corpus.settings.holds(article.tier)
        marks = marks_of(results, name, text, self.corpus.labels, entries, quotes=quotes, layers=layers)
        kept = _others(before or sent, layers, marks)
        date = made.date[:10] or self.today
        guidelines = str(task.data.get("guidelines") or self.corpus.settings.guidelines)
        done = Pass(article=name, annotator=who, guidelines=guidelines, date=date, sha256=article.sha256)
        document = Document(f"{_passes(who)}/{name}.jsonl", [article, done, *marks, *kept], text)
        if before is not None and not changes(before, document):
            document = Document(document.path, [article, *before.passes, *document.marks], text)
        if sent is not None:
            sent = Document(sent.path, [*sent.records], text)
        named = {entry for mark in document.marks for entry in (*refer.entries(mark), *refer.values(mark))}
        told = changes(sent or _without_marks(document), document)
        return _Found(made.date, source, dump(ARTICLE, document.records), told, named, [*entries.new.values()])

    def _document(self, name: str, folder: str) -> Document | None:
        if not folder:
            return None
        try:
            return self.corpus.read(name, folder).document
        except (CorpusError, OSError):
            return None

    def _registry_of(self, folder: str) -> Registry:
        """The registry of a folder, read once."""
        if folder not in self._registries:
            self._registries[folder] = self.corpus.registry_of(folder)[0]
        return self._registries[folder]

    def _known(self, who: str, source: str) -> Registry:
        """The registry by which entries are found: the annotator's own, and that from which the task was made."""
        own = self._registry_of(_passes(who))
        if not source:
            return own
        if (who, source) not in self._joined:
            other = self._registry_of(source)
            self._joined[who, source] = Registry(
                own.folder,
                {
                    form: own.records[form] + [entry for entry in other.records[form] if entry.id not in own.names]
                    for form in TABLES.values()
                },
            )
        return self._joined[who, source]

    def _registry(self, who: str, found: Sequence[_Found]) -> dict[str, bytes]:
        """The files of an annotator's registry that get entries: new ones, and those of the registry from which tasks were made."""
        own = self._registry_of(_passes(who))
        new = {entry.id: entry for one in found for entry in one.new}
        known: dict[str, Any] = {}
        for of in sorted({one.of for one in found if one.of}):
            known |= {**self._registry_of(of).entity, **self._registry_of(of).event}
        left = [entry for one in found for entry in one.named]
        wanted: dict[str, Entity | Event] = {}
        while left:
            identifier = left.pop()
            entry = new.get(identifier) or known.get(identifier)
            if entry is None or identifier in own.names or identifier in wanted:
                continue
            wanted[identifier] = entry
            left += [*entry.member_of, *(entry.subevent_of if isinstance(entry, Event) else ())]
        files = {}
        for kind, form in TABLES.items():
            if added := [entry for entry in wanted.values() if isinstance(entry, kind)]:
                files[f"{_passes(who)}/{form}.jsonl"] = dump(form, [*own.records[form], *added])
        return files


def _passes(who: str) -> str:
    """The folder of an annotator's passes."""
    return f"annotations/passes/{who}"


def annotator_of(made: Made, people: Mapping[str, str], by: str, settings: Settings) -> str:
    """The annotator of a corpus who made an annotation: ``by``, or whoever ``people`` maps.

    Raises:
        LabelStudioError: nobody is named, or no annotator of the corpus.
    """
    who = by or next((people[one] for one in made.by if one in people), "")
    if not who:
        known = f"{', '.join(made.by)} is none of the people that are mapped" if made.by else "the export does not say who made it"
        raise LabelStudioError(f"{known}; map them in label-studio.toml, or name the annotator with --by")
    if who not in settings.annotator:
        raise LabelStudioError(f"{shown(who)} is no annotator; corpus.toml has {', '.join(settings.annotator)}")
    return who


def text_of(task: Exported, article: Article) -> str:
    """The text that was annotated.

    Raises:
        LabelStudioError: it is not that of the article.
    """
    text = task.data.get("text")
    if not isinstance(text, str):
        raise LabelStudioError("data.text is missing; is it of another project?")
    there = fingerprint(text) if not any("\ud800" <= letter <= "\udfff" for letter in text) else ""
    if there != article.sha256:
        raise LabelStudioError(
            f"its text (SHA-256 {there[:12]}...) is not that of the article ({article.sha256[:12]}...); marks of another text are not taken"
        )
    return text


def _described(task: Exported) -> Document:
    """An article that the corpus does not have yet, as the task describes it."""
    try:
        article = msgspec.convert(task.data.get("article"), type=Article)
    except msgspec.ValidationError as error:
        raise LabelStudioError(f"the corpus has no such article, and data.article does not describe it ({error})") from None
    return Document("", [article])


def _without_marks(document: Document) -> Document:
    return Document(document.path, [document.article], document.text)


def _others(document: Document | None, layers: Sequence[str], marks: Sequence[Mark]) -> list[Mark]:
    """The marks of layers that the interface did not show."""
    if document is None or set(LAYERS) <= set(layers):
        return []
    shown_ids = {mark.id for mark in marks}
    kept: list[Mark] = [mark for mark in document.marks if str(mark.__struct_config__.tag) not in (*layers, "link")]
    ids = shown_ids | {mark.id for mark in kept}
    links = [link for link in document.links if {link.a, link.b} <= ids and link.id not in shown_ids]
    gone = {mark.id for mark in document.marks} - ids
    for mark in kept:
        if lost := [one for _, one in refer.marks(mark) if one in gone]:
            raise LabelStudioError(
                f"{mark.id}, of a layer that the interface did not show, leads to {lost[0]}, which was taken away; put it back"
            )
    return [*kept, *links]
