"""What changed across articles: entries, clusters, relations, traces, exceptions."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..model import Cluster, Entity, Event, Record, Relation
from ..model.refer import Rename
from ..store import Registry
from .change import Change, said
from .marks import same
from .pairing import Pairing, voted

Entry = Entity | Event


class Entries:
    """The entities and events of two registries, paired."""

    def __init__(self, old: Registry, new: Registry) -> None:
        self.old = old
        self.new = new
        self.pairings: list[Pairing[Any]] = []
        for form in ("entities", "events"):
            pairing: Pairing[Entry] = Pairing(old.records[form], new.records[form])
            pairing.by(lambda entry: (entry.id, entry.type, entry.name) if entry.name else None)
            pairing.by(_content)
            pairing.by(lambda entry: entry.id if entry.name else None)
            self.pairings.append(pairing)

    @property
    def open(self) -> bool:
        """Whether some old and some new entries have no partner, so that marks must say which are the same."""
        return any(all(pairing.left) for pairing in self.pairings)

    def vote(self, votes: Counter[tuple[str, str]]) -> None:
        """Pair what has no partner by how often partners among marks refer to both; what no such marks tell of, by its id.

        An id is enough for entries of one name; of those without one, as most are in a dataset, marks must confirm it once.
        """
        for pairing in self.pairings:
            pairing.by(lambda entry: (entry.id, entry.type) if votes[entry.id, entry.id] else None)
            gone, come = pairing.left
            here, there = {pairing.old[place].id: place for place in gone}, {pairing.new[place].id: place for place in come}
            for old, new in voted(votes, sorted(here), sorted(there)).items():
                pairing.pair(here[old], there[new])
            pairing.by(lambda entry: entry.id)

    @property
    def rename(self) -> Rename:
        """What an old entry is called in the new registry; :func:`same` itself where all are called as before."""
        names = {old.id: new.id for pairing in self.pairings for old, new in pairing.pairs if old.id != new.id}
        if not names:
            return same
        return lambda identifier: names.get(identifier, identifier)

    def changes(self) -> Iterator[Change]:
        """What changed in the entries themselves."""
        rename = self.rename
        for layer, pairing in zip(("entity", "event"), self.pairings, strict=True):
            yield from compared(layer, pairing, lambda entry: _entry(entry, same), lambda entry: _entry(entry, rename), _called)


def _content(entry: Entry) -> Any:
    return (entry.type, entry.name, entry.incident if isinstance(entry, Event) else "") if entry.name else None


def _entry(entry: Entry, rename: Rename) -> dict[str, Any]:
    """What an entry says, but its id; of what it is a member or a part, in any order."""
    found = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "id"}
    return found | {key: tuple(sorted(map(rename, found[key]))) for key in ("member_of", "subevent_of") if key in found}


def _called(record: Any) -> str:
    return f"{record.type} {record.name!r}"


def compared(
    layer: str,
    pairing: Pairing[Any],
    says: Callable[[Any], Mapping[str, Any]],
    would_say: Callable[[Any], Mapping[str, Any]] | None = None,
    called: Callable[[Any], str] = lambda record: "",
    name: Callable[[Any], str] = lambda record: str(record.id),
) -> Iterator[Change]:
    """What changed in paired records. ``says`` gives what a record says, ``would_say`` the same of an old one in new terms."""
    for record in pairing.gone:
        yield Change(kind="removed", layer=layer, old=name(record), new="", says=called(record))
    for old, new in pairing.pairs:
        was, becomes = (would_say or says)(old), says(new)
        keys = [key for key in was if was[key] != becomes[key]]
        if keys:
            told = says(old)
            words = "; ".join(said(key, _worded(told[key]), _worded(becomes[key])) for key in keys)
            yield Change(kind="changed", layer=layer, old=name(old), new=name(new), says=words)
        if getattr(old, "id", "") != getattr(new, "id", ""):
            yield Change(kind="renamed", layer=layer, old=old.id, new=new.id)
    for record in pairing.come:
        yield Change(kind="added", layer=layer, old="", new=name(record), says=called(record))


def _worded(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def across(old: Registry, new: Registry, entry: Rename, claim: Rename, symmetric: frozenset[str]) -> Iterator[Change]:
    """What changed in clusters, relations, traces and exceptions.

    ``entry`` and ``claim`` give what entries, and marks as ``NAME/ID``, are called in the new registry; ``symmetric`` are the types of
    relations that have no direction.
    """
    clusters: Pairing[Cluster] = Pairing(old.records["clusters"], new.records["clusters"])

    def question(cluster: Cluster) -> Any:
        return cluster.facet, cluster.event, cluster.subject

    def asked(cluster: Cluster) -> Any:
        return cluster.facet, entry(cluster.event), entry(cluster.subject)

    def claims(cluster: Cluster) -> Any:
        return tuple(sorted(map(claim, cluster.claims)))

    clusters.by(lambda one: (one.id, asked(one), claims(one)), lambda one: (one.id, question(one), tuple(sorted(one.claims))))
    clusters.by(lambda one: (asked(one), claims(one)), lambda one: (question(one), tuple(sorted(one.claims))))
    clusters.by(lambda one: (one.id, asked(one)), lambda one: (one.id, question(one)))
    clusters.by_most(_claims_shared(clusters, asked, question, claim))
    clusters.by(lambda one: one.id)

    def says(cluster: Cluster) -> dict[str, Any]:
        return {**dict(zip(("facet", "event", "subject"), question(cluster), strict=True)), "claims": tuple(sorted(cluster.claims))}

    def would_say(cluster: Cluster) -> dict[str, Any]:
        return {**dict(zip(("facet", "event", "subject"), asked(cluster), strict=True)), "claims": claims(cluster)}

    yield from compared("cluster", clusters, says, would_say, lambda one: f"{one.facet} of {one.event or one.subject or 'nothing'}")
    names = {one.id: two.id for one, two in clusters.pairs}
    yield from _relations(old.relations, new.relations, lambda identifier: names.get(identifier, identifier), symmetric)
    yield from _traces(old, new, claim)
    yield from _exceptions(old, new, claim, lambda identifier: names.get(identifier, entry(identifier)))


def _claims_shared(
    clusters: Pairing[Cluster], asked: Callable[[Cluster], Any], question: Callable[[Cluster], Any], claim: Rename
) -> dict[tuple[int, int], float]:
    """How many claims clusters without a partner have in common that answer one question, by their places."""
    holds: dict[Any, int] = {}
    gone, come = clusters.left
    for place in come:
        one = clusters.new[place]
        holds |= dict.fromkeys(((question(one), name) for name in one.claims), place)
    shared: Counter[tuple[int, int]] = Counter()
    for place in gone:
        one = clusters.old[place]
        shared.update((place, holds[key]) for name in one.claims if (key := (asked(one), claim(name))) in holds)
    return dict(shared)


def _relations(old: Sequence[Relation], new: Sequence[Relation], cluster: Rename, symmetric: frozenset[str]) -> Iterator[Change]:
    def ends(relation: Relation, rename: Rename) -> tuple[str, ...]:
        found = rename(relation.a), rename(relation.b)
        return tuple(sorted(found)) if relation.type in symmetric else found

    def says(relation: Relation) -> dict[str, Any]:
        return {"type": relation.type, "conflict": relation.conflict, "basis": relation.basis}

    pairing = Pairing(old, new)
    pairing.by(lambda one: (ends(one, cluster), *says(one).values()), lambda one: (ends(one, same), *says(one).values()))
    pairing.by(lambda one: (ends(one, cluster), one.type), lambda one: (ends(one, same), one.type))
    pairing.by(lambda one: tuple(sorted((cluster(one.a), cluster(one.b)))), lambda one: tuple(sorted((one.a, one.b))))

    def turned(one: Relation, rename: Rename) -> dict[str, Any]:
        return says(one) | {"from": ends(one, rename)}

    yield from compared(
        "relation",
        pairing,
        lambda one: turned(one, same),
        lambda one: turned(one, cluster),
        lambda one: one.type,
        lambda one: f"{one.a} {one.b}",
    )


def _traces(old: Registry, new: Registry, claim: Rename) -> Iterator[Change]:
    pairing = Pairing(old.traces, new.traces)
    pairing.by(lambda one: (claim(one.claim), claim(one.source)), lambda one: (one.claim, one.source))
    yield from compared("trace", pairing, lambda one: {"entailed": one.entailed}, name=lambda one: f"{one.claim} {one.source}")


def _exceptions(old: Registry, new: Registry, claim: Rename, entry: Rename) -> Iterator[Change]:
    def at(one: Any) -> tuple[str, str]:
        return one.rule, claim(one.at) if "/" in one.at else entry(one.at)

    there: list[list[Record]] = [registry.records["exceptions"] for registry in (old, new)]
    pairing: Pairing[Any] = Pairing(*there)
    pairing.by(at, lambda one: (one.rule, one.at))
    yield from compared("exception", pairing, lambda one: {"reason": one.reason}, name=lambda one: f"{one.rule} {one.at}")
