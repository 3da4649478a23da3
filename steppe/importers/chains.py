"""The chains of coreference of a corpus in CAT XML, as entries of a registry."""

from collections import Counter
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from ..model import Entity, Event, Origin
from ..text import shown
from .carried import Ids
from .cat_parse import File, Markable, Related

_EVENT, _ENTITY = "v", "e"


def is_coreference(related: Related) -> bool:
    """Whether a relation says that its ends are the same thing."""
    return related.tag.endswith("_COREF") or related.tag == "REFERS_TO"


class Chain(Struct):
    """What is known of a chain."""

    name: str
    file: str
    line: int
    """Of its instance; of its first relation where it has none."""
    tag: str
    called: str
    """What it is called there: the id of its instance."""
    tags: Counter[tuple[bool, str]] = field(default_factory=Counter)
    """Of its mentions: whether they are events, and their tags."""


class Chains:
    """All chains: learnt from every file first, then settled, then asked."""

    def __init__(self) -> None:
        self._chains: dict[str, Chain] = {}
        self.ids: dict[str, str] = {}
        self.entries: list[Entity | Event] = []
        self.origins: dict[str, Origin] = {}

    def of(self, file: File, instance: Markable) -> tuple[Chain, str]:
        """The chain of an instance, and the id of its entry."""
        key = _key_of(file, instance)
        return self._chains[key], self.ids[key]

    def _key(self, file: File, related: Related) -> str:
        """The chain of a relation; empty where nothing tells."""
        markables = {markable.id: markable for markable in file.markables}
        target = next((markables[target] for target in related.targets if target in markables), None)
        if target is not None and target.is_instance and target.attributes.get("instance_id"):
            return target.attributes["instance_id"]
        if note := related.attributes.get("note", ""):
            return note
        return f"{file.file}\0{related.targets[0]}" if related.targets else ""

    def learn(self, file: File) -> None:
        """Take in the instances and the coreference of a file."""
        for markable in file.markables:
            if markable.is_instance:
                called = markable.attributes.get("instance_id") or markable.id
                self._chains.setdefault(_key_of(file, markable), Chain(markable.name, file.file, markable.line, markable.tag, called))
        mentions = {markable.id: markable for markable in file.markables if markable.anchors}
        for related in file.relations:
            if is_coreference(related) and (key := self._key(file, related)):
                called = key.rpartition("\0")[2]
                chain = self._chains.setdefault(key, Chain(called, file.file, related.line, "", called))
                members = [mentions[end] for end in (*related.sources, *related.targets) if end in mentions]
                chain.tags.update((member.is_event, member.tag) for member in members)

    def settle(self, incidents: Mapping[str, str]) -> None:
        """Make the entries. The type of one is that of most of its mentions; of an event, the incident is that of its first file."""
        ids = Ids("registry")
        for key, chain in self._chains.items():
            is_event, type_ = _type(chain)
            if not type_:
                continue  # neither a mention nor an instance: its relation is told as a link without ends
            self.ids[key] = own = ids.id(_EVENT if is_event else _ENTITY, key)
            if is_event:
                self.entries.append(Event(id=own, type=type_, name=chain.name, incident=incidents[chain.file]))
            else:
                self.entries.append(Entity(id=own, type=type_, name=chain.name))
            self.origins[own] = Origin(at=own, name=chain.called, file=chain.file, line=chain.line)

    def refers(self, file: File, lost: Callable[..., None]) -> dict[str, str]:
        """The entry of each markable of a file that is in a chain, by its id. Of several the first counts; the ledger gets the others."""
        found: dict[str, str] = {}
        instances = {markable.id for markable in file.markables if markable.is_instance}
        for related in file.relations:
            key = self._key(file, related) if is_coreference(related) else ""
            if key not in self.ids:
                continue
            note = related.attributes.get("note", "")
            if note and note != key:
                why = f"its target is of {shown(key)}, which counts"
                lost(related.line, "note-differs", f"{related.id} {shown(note)}", why, carried=True)
            for end in dict.fromkeys((*related.sources, *related.targets)):
                if end in instances:
                    continue
                if found.setdefault(end, self.ids[key]) != self.ids[key]:
                    first = self.origins[found[end]].name
                    lost(related.line, "second-chain", f"{end} in {related.id}", f"it is in the chain {shown(first)} already", carried=True)
        return found


def _key_of(file: File, instance: Markable) -> str:
    """What tells a chain from others: the id of its instance, which other files may have too, or else its place here."""
    return instance.attributes.get("instance_id") or f"{file.file}\0{instance.id}"


def _type(chain: Chain) -> tuple[bool, str]:
    """Whether a chain is of an event, and its type."""
    if not chain.tags:
        return Markable("", 0, chain.tag, {}).is_event, chain.tag
    (best, _) = max(chain.tags.items(), key=lambda item: (item[1], item[0][1] == chain.tag, item[0]))
    return best
