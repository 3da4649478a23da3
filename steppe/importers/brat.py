"""Importing brat: folders of ``.txt`` and ``.ann``, with ``annotation.conf`` where there is one."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from ..labels import TRIGGER
from ..store import files
from .carried import Carried, Ids, Imported, Loss, write_all, write_exceptions, write_ledger, write_registry
from .conf import decoded
from .events import Events
from .folders import NothingToImport, Source, incidents_of, listing, names_of
from .marks import Marks
from .standoff import Attribute, Happening, Related, TextBound, read_standoff
from .toml import Inventory, corpus_toml, labels_toml

_NUMBER = re.compile("[0-9]+$")
_EQUIV = "Equiv"
_DEFINED, _USED = "Defined in annotation.conf of the imported files.", "Used in the imported files."


def import_brat(
    root: Path, out: Path, tests: Sequence[str] = (), seen: Callable[[int], object] = lambda number: None, *, language: str = "und"
) -> Imported:
    """Carry a brat corpus over into an empty folder.

    ``tests`` are patterns of incidents to be tested on (see :func:`steppe.importers.folders.incidents_of`); ``seen`` is called
    with 1 after each article.

    Raises:
        NothingToImport: there is no pair of files, or a pattern names no incident.
        OSError: the folder cannot be written.
    """
    there = listing(root)
    texts = {source.file: source for source in there if source.file.endswith(".txt")}
    annotated = [source for source in there if source.file.endswith(".ann")]
    pairs = [source for source in annotated if _text_of(source) in texts]
    if not pairs:
        raise NothingToImport(f"there is no pair of files NAME.txt and NAME.ann in {root}")
    losses = [Loss(source.file, 0, *_UNPAIRED) for source in annotated if _text_of(source) not in texts]
    used = {_text_of(source) for source in pairs}
    losses += [Loss(file, 0, *_UNMARKED) for file in texts if file not in used]
    confs = [source for source in there if source.file.rpartition("/")[2] == "annotation.conf"]
    others = {source.file for source in there} - set(texts) - {source.file for source in (*annotated, *confs)}
    losses += [Loss(file, 0, *_OTHER) for file in others]

    importer = _Importer(losses, language)
    importer.learn(confs, pairs)
    incident, incidents = incidents_of(pairs, tests)
    names = names_of(pairs)
    done = []
    for source in pairs:
        carried = importer.article(source, texts[_text_of(source)], names[source.file], incident[source.file])
        if carried is not None:
            write_all(out / "annotations", carried.files())
            done.append(carried.name)
        seen(1)
    if not done:
        raise NothingToImport(f"no text in {root} can be read: {losses[-1].file}: {losses[-1].why}")
    inventory = importer.inventory
    write_registry(out / "annotations", [], {}, inventory.origins())
    write_exceptions(out / "annotations", done)
    labels = labels_toml(inventory, registry=False, said=_DEFINED if confs else _USED)
    write_all(out / "annotations", {"labels.toml": labels, "corpus.toml": corpus_toml(root.resolve().name, incidents, language)})
    return Imported(len(done), write_ledger(out, losses))


_UNPAIRED = ("no-text", "annotations", "there is no .txt of this name beside it, so that none can be carried")
_UNMARKED = ("no-annotations", "a text", "there is no .ann of this name beside it, so that it is not taken for an article")
_OTHER = ("other-file", "a file", "it is no .txt, .ann or annotation.conf, and was not read")


def _text_of(source: Source) -> str:
    return source.file.removesuffix(".ann") + ".txt"


class _Importer:
    """What is known while the articles go by."""

    def __init__(self, losses: list[Loss], language: str) -> None:
        self.losses = losses
        self.language = language
        self.inventory = Inventory()
        self.defined = False
        """Whether files define the labels, so that those in use are not added."""
        self._roles: set[str] = set()

    def learn(self, confs: list[Source], pairs: list[Source]) -> None:
        """Take the labels from the files that define them; where there is none, the names of the roles from use."""
        self.defined = bool(confs)
        if self.defined:
            decoded(((source.file, files.read(source.path)) for source in confs), self.inventory).fill(self.inventory)
            self._roles = set(self.inventory.role)
            return
        for source in pairs:
            for line in read_standoff(source.file, _bytes(source), []):
                if isinstance(line, Happening):
                    self._roles.update(role for role, _ in line.arguments)

    def role(self, name: str) -> str:
        """A role without the number that tells it from others of its name, as in ``Theme2``; one that is defined so keeps it."""
        plain = _NUMBER.sub("", name)
        return name if self.defined and name in self._roles else plain if plain in self._roles else name

    def article(self, source: Source, text: Source, name: str, incident: str) -> Carried | None:
        """One article with all its annotations; None where the text cannot be read."""
        try:
            words = files.read(text.path).decode()
        except UnicodeDecodeError as error:
            why = f"byte 0x{error.object[error.start]:02x} is not UTF-8, so that no offset is certain"
            self.losses.append(Loss(text.file, error.object.count(b"\n", 0, error.start) + 1, "not-utf-8", "a text", why))
            self.losses.append(Loss(source.file, 0, "no-text", "annotations", f"{text.file} cannot be read"))
            return None
        ids = Ids(source.file)
        carried = Carried(name, incident, words, self.language)
        carried.placed("article", text.file)
        carried.placed("text", text.file)
        carried.zones(ids, text.file)
        lines = list(read_standoff(source.file, _bytes(source), self.losses))
        spans = [line for line in lines if isinstance(line, TextBound)]
        happenings = [line for line in lines if isinstance(line, Happening)]
        attributes = [line for line in lines if isinstance(line, Attribute)]
        marks = Marks(carried, ids, source.file, self.losses, set(self.inventory.trigger) - set(self.inventory.mention))
        events = Events(marks, self.role)
        events.gather(spans, happenings)
        marks.add_mentions(spans, events)
        events.add_triggers(attributes)
        for line in lines:
            if isinstance(line, Related):
                marks.relate(line)
        if not self.defined:
            self._learn_use(spans, happenings, events)
        for line in lines:
            self._learn_link(line, source.file)
        return carried

    def _learn_use(self, spans: list[TextBound], happenings: list[Happening], events: Events) -> None:
        """Enter the labels of an article."""
        inventory, file = self.inventory, events.file
        kinds = {span.name: TRIGGER if events.is_trigger(span) else span.type for span in spans}
        kinds |= {happening.name: TRIGGER for happening in happenings}
        for span in spans:
            if kinds[span.name] != TRIGGER:
                inventory.mention[span.type] = None
                inventory.place(span.type, file, span.line)
        for happening in happenings:
            roles = inventory.trigger.setdefault(happening.type, {})
            inventory.place(happening.type, file, happening.line)
            for role, filler in happening.arguments:
                roles[self.role(role)] = None
                fillers = inventory.role.setdefault(self.role(role), {})
                inventory.place(self.role(role), file, happening.line)
                if filler in kinds:
                    fillers[kinds[filler]] = None

    def _learn_link(self, line: object, file: str) -> None:
        """Enter the type of a link: brat's own always, others where no file defines them."""
        if isinstance(line, Related) and (line.name.startswith("*") or not self.defined):
            self.inventory.link.setdefault(line.type, line.name.startswith("*"))
            self.inventory.place(line.type, file, line.line)


def _bytes(source: Source) -> bytes:
    try:
        return files.read(source.path)
    except (OSError, files.UnsafePath):
        return b""
