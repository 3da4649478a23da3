"""Importing CAT XML, the format of ECB+: tokens, markables that name tokens, and relations that name markables."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..model import Event, Link, Mention, Trigger
from ..store import files
from ..text import shown
from .carried import Carried, Ids, Imported, Loss, Was, write_all, write_exceptions, write_ledger, write_registry
from .cat_parse import CatError, File, Markable, Related, read_cat
from .chains import Chains, is_coreference
from .folders import NothingToImport, Source, incidents_of, listing, names_of
from .toml import Inventory, corpus_toml, labels_toml

_USED = "Used in the imported files."
_OTHER = ("other-file", "a file", "it is no .xml, and was not read")
_REBUILT = "texts are rebuilt from tokens: a blank between two of a sentence, a line for each sentence"
_OWN = ("m_id", "r_id")
_INSTANCE = ("instance_id", "TAG_DESCRIPTOR")
_NAMING = ("relType", "sem_role")
"""Attributes of a relation that say what kind it is of."""


def import_cat_xml(
    root: Path, out: Path, tests: Sequence[str] = (), seen: Callable[[int], object] = lambda number: None, *, language: str = "und"
) -> Imported:
    """Carry a corpus in CAT XML over into an empty folder (see :func:`steppe.importers.import_brat` for the arguments).

    Raises:
        NothingToImport: there is no document, or a pattern names no incident.
        OSError: the folder cannot be written.
    """
    there = listing(root)
    losses = [Loss(source.file, 0, *_OTHER) for source in there if not source.file.endswith(".xml")]
    sources = [source for source in there if source.file.endswith(".xml")]
    chains = Chains()
    readable = []
    for source in sources:
        found = _read(source, losses)
        if found is not None:
            readable.append(source)
            chains.learn(found)
    if not readable:
        raise NothingToImport(f"there is no document in CAT XML in {root}" + "".join(f"; {loss.file}: {loss.why}" for loss in losses[:1]))
    incident, incidents = incidents_of(readable, tests)
    names = names_of(readable)
    chains.settle(incident)
    inventory = Inventory()
    losses.append(Loss("", 0, "rebuilt-text", "all texts", _REBUILT, carried=True))
    for source in readable:
        found = _read(source, losses)
        if found is None:
            continue  # it was there a moment ago
        carried = Carried(names[source.file], incident[source.file], found.text, language)
        _Article(found, carried, chains, losses, inventory).carry()
        write_all(out / "annotations", carried.files())
        seen(1)
    for entry in chains.entries:  # an instance without mentions may be the only one of its tag
        (inventory.trigger.setdefault(entry.type, {}) if isinstance(entry, Event) else inventory.mention.setdefault(entry.type))
    write_registry(out / "annotations", chains.entries, chains.origins, inventory.origins())
    write_exceptions(out / "annotations", names.values())
    labels = labels_toml(inventory, registry=True, said=_USED)
    write_all(out / "annotations", {"labels.toml": labels, "corpus.toml": corpus_toml(root.resolve().name, incidents, language)})
    return Imported(len(readable), write_ledger(out, list(dict.fromkeys(losses))))


def _read(source: Source, losses: list[Loss]) -> File | None:
    """A file, or None and an entry of the ledger."""
    try:
        return read_cat(source.file, files.read(source.path), losses)
    except CatError as error:
        losses.append(Loss(source.file, error.line, error.kind, "a document", str(error)))
    except (OSError, files.UnsafePath) as error:
        losses.append(Loss(source.file, 0, "unreadable", "a document", str(error)))
    return None


class _Article:
    """One document on its way."""

    def __init__(self, file: File, carried: Carried, chains: Chains, losses: list[Loss], inventory: Inventory) -> None:
        self.file = file
        self.carried = carried
        self.chains = chains
        self.losses = losses
        self.inventory = inventory
        self.ids = Ids(file.file)
        self._prefix = {markable.id: "m" for markable in file.markables}
        self._prefix |= {markable.id: "t" for markable in file.markables if markable.is_event}
        self._there: set[str] = set()
        """Ids of the markables that became marks."""

    def carry(self) -> None:
        """Carry the document."""
        file = self.file
        self.carried.placed("article", file.file)
        self.carried.zones(self.ids, file.file, file.lines)
        refers = self.chains.refers(file, self._lost)
        for markable in file.markables:
            if markable.anchors:
                self._mark(markable, refers.get(markable.id, ""))
            elif markable.is_instance:
                self._instance(markable)
            else:
                self._lost(markable.line, "no-anchor", f"{markable.tag} {markable.id}", "it has no token, and is no instance")
        for related in file.relations:
            self._relate(related)

    def _lost(self, line: int, kind: str, what: str, why: str, *, carried: bool = False) -> None:
        self.losses.append(Loss(self.file.file, line, kind, what, why, carried))

    def _lost_attributes(self, attributes: dict[str, str], line: int, name: str, kept: Iterable[str] = ()) -> None:
        left = {key: value for key, value in attributes.items() if value and key not in _OWN and key not in kept}
        if left:
            what = " ".join(f"{key}={shown(value)}" for key, value in left.items())
            self._lost(line, "attribute", f"{name} {what}", "the corpus has no place for it", carried=True)

    def _instance(self, markable: Markable) -> None:
        """Remember where a chain has an instance, of which the registry holds the first."""
        chain, entry = self.chains.of(self.file, markable)
        self.carried.placed(entry, self.file.file, chain.called, markable.line)
        if (chain.tag, chain.name) != (markable.tag, markable.name):
            why = f"the first of its instances is {chain.tag} {shown(chain.name)}, in {chain.file}"
            self._lost(markable.line, "instance-differs", f"{markable.tag} {shown(markable.name)}", why, carried=True)
        self._lost_attributes(markable.attributes, markable.line, markable.id, kept=_INSTANCE)

    def _mark(self, markable: Markable, refers_to: str) -> None:
        """Carry a markable that has tokens."""
        file = self.file
        known = [file.places[anchor] for anchor in markable.anchors if anchor in file.places]
        if len(known) < len(markable.anchors):
            missing = " ".join(anchor for anchor in markable.anchors if anchor not in file.places)
            why = "there is no such token; " + ("the others are carried" if known else "it has no other, and no place in the text")
            self._lost(markable.line, "no-token", f"{markable.id} {shown(missing)}", why, carried=bool(known))
        if not known:
            return
        numbers = sorted({place.number for place in known})
        start, end = min(place.start for place in known), max(place.end for place in known)
        if numbers[-1] - numbers[0] >= len(numbers):
            what = f"{markable.id} {' '.join(markable.anchors)}"
            self._lost(markable.line, "discontinuous", what, f"its tokens are carried as one stretch, {start} to {end}", carried=True)
        self._lost_attributes(markable.attributes, markable.line, markable.id)
        self._there.add(markable.id)
        prefix = self._prefix[markable.id]
        said = {"start": start, "end": end, "quote": self.carried.text[start:end], "type": markable.tag, "refers_to": refers_to}
        record = (Trigger if prefix == "t" else Mention)(id=self.ids.id(prefix, markable.id), **said)  # type: ignore[arg-type]
        self.carried.add(record, Was(markable.id, file.file, markable.line))
        (self.inventory.trigger.setdefault(markable.tag, {}) if prefix == "t" else self.inventory.mention.setdefault(markable.tag))
        self.inventory.place(markable.tag, file.file, markable.line)

    def _relate(self, related: Related) -> None:
        """Carry a relation: coreference stands in the marks already, but for ends that it lacks; others become links."""
        name = related.id
        if is_coreference(related):
            self._lost_attributes(related.attributes, related.line, name, kept=("note",))
            pairs = self._broken(related)
            if not pairs:
                self.carried.placed(f"relation.{name}", self.file.file, name, related.line)
        else:
            self._lost_attributes(related.attributes, related.line, name, kept=_NAMING)
            pairs = [(a, b) for a in related.sources or ("",) for b in related.targets or ("",)]
        kind = next((related.attributes[key] for key in _NAMING if related.attributes.get(key)), "")
        type_ = f"{related.tag}.{kind}" if kind else related.tag
        for number, (a, b) in enumerate(pairs):
            own = self.ids.id("l", f"{name}.{number}" if number else f"{name} relation")
            link = Link(id=own, type=type_, a=self._end(a, related.line), b=self._end(b, related.line))
            self.carried.add(link, Was(name, self.file.file, related.line))
            self.inventory.link[type_] = is_coreference(related)
            self.inventory.place(type_, self.file.file, related.line)

    def _broken(self, related: Related) -> list[tuple[str, str]]:
        """The links that show what is wrong with a coreference: an end that is missing or nowhere. None where nothing is."""
        sound = [source for source in related.sources if source in self._there]
        lacking = [(source, (sound or [""])[0]) for source in related.sources if source not in self._there]
        targets = [target for target in related.targets if target not in self._prefix or target in self._there]
        if not related.targets or not related.sources:
            return [((sound or [""])[0], (targets or [""])[0]), *lacking]
        nowhere = [target for target in targets if target not in self._prefix]
        return [*lacking, *(((sound or [""])[0], target) for target in nowhere)]

    def _end(self, name: str, line: int) -> str:
        """The id of an end of a link; one that is nowhere has an id too, so that it can be named."""
        if not name:
            return ""
        new = name not in self.ids
        found = self.ids.id(self._prefix.get(name, "m"), name)
        if new:
            self.carried.placed(found, self.file.file, name, line)
        return found
