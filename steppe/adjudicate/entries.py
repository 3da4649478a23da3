"""Which entries of two passes are one, and which entry of gold they are: proposed from what is marked, and kept once it is recorded."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ..assignment import heaviest
from ..labels import Labels
from ..model import Decision, Entity, Event, derived
from ..score.case import Case
from ..score.registries import Alignment
from ..store import Document, Registry
from ..text import plural
from .mapping import FORMS, mapping
from .verdicts import verdict_of

SHARED, SAME, NAMED, TYPE = 1.0, 0.5, 0.25, 1e-3
"""What a shared mark weighs, and an equal id, and an equal name and type; an equal type only tells apart."""
_PREFIX = {"entity": Entity.prefix, "event": Event.prefix}


class Party(Struct, frozen=True):
    """An annotator, or gold."""

    name: str
    registry: Registry
    documents: dict[str, Document]
    needed: set[str] = set()
    """The entries that are to be found in gold."""


class Unit(Struct, frozen=True):
    """An entry of each pass that are one, or of one alone."""

    layer: str
    first: str
    second: str


def proposed(first: Party, second: Party, gold: Party, recorded: Sequence[Decision], labels: Labels) -> list[Decision]:
    """A decision for each entry that the passes need: those that are recorded, and proposals for the others.

    Entries are one that share marks of one span (:class:`~steppe.score.registries.Alignment`), or, where nothing else speaks, that have
    one name and type. An entry of gold is the one that shares the most marks with them, or has their id, or their name and type; each is
    one entry of a pass. What is none of gold's enters under the id that the first pass gives it. A proposal that another would fit as
    well is left open, and its note says which.
    """
    return _Proposals(first, second, gold, recorded, labels).decisions()


class _Proposals:
    def __init__(self, first: Party, second: Party, gold: Party, recorded: Sequence[Decision], labels: Labels) -> None:
        self.first, self.second, self.gold, self.labels = first, second, gold, labels
        names = {first.name, second.name}
        ours = [decision for decision in recorded if {named.rpartition("/")[0] for named in (*decision.first, *decision.second)} <= names]
        self.kept = [decision for decision in recorded if decision.verdict or decision not in ours]
        self.fixed = mapping([decision for decision in recorded if decision.verdict], first.name, second.name)
        self.between = _alignment(first, second)
        self.to_gold = _alignment(gold, first).shared, _alignment(gold, second).shared

    def decisions(self) -> list[Decision]:
        units = list(self._units())
        entries = self._entries_of_gold(units)
        for unit in units:
            decision = self._decision(unit, entries[unit])
            self.kept = [kept for kept in self.kept if not _within(kept, decision)]
            if not any(_within(decision, kept) for kept in self.kept):
                self.kept.append(decision)
        return self.kept

    def _units(self) -> Iterator[Unit]:
        """Entries that are needed and not all recorded, with their like on the other side."""
        partner = self._partners()
        ones = set()
        for two in sorted(self.second.needed | {two for two, one in partner.items() if one in self.first.needed}):
            one = partner.get(two, "")
            if one and self._apart(one, two):
                one = ""
            ones.add(one)
            if two not in self.fixed.second or (one and one not in self.fixed.first):
                yield Unit(_layer(self.second.registry, two), one, two)
        for one in sorted(self.first.needed - ones - set(self.fixed.first)):
            yield Unit(_layer(self.first.registry, one), one, "")

    def _partners(self) -> dict[str, str]:
        mine, other = self.first.registry, self.second.registry
        found = {two: one for two, one in self.between.names().of.items() if _layer(mine, one) == _layer(other, two)}
        free = Counter(_named(mine, one) for one in mine.names), Counter(_named(other, two) for two in other.names)
        taken = set(found.values())
        there = {_named(mine, one): one for one in mine.names if one not in taken}
        for two in other.names:
            key = _named(other, two)
            if two not in found and key in there and free[0][key] == free[1][key] == 1:
                found[two] = there[key]
        return found

    def _apart(self, one: str, two: str) -> bool:
        """Whether what is recorded keeps two entries from being one."""
        here, there = self.fixed.first.get(one), self.fixed.second.get(two)
        if here and there:
            return here != there
        return bool((here and here in self.fixed.second.values()) or (there and there in self.fixed.first.values()))

    def _entries_of_gold(self, units: Sequence[Unit]) -> dict[Unit, str]:
        """The entry of gold that each unit is: recorded, found, or new."""
        found = {unit: there for unit in units if (there := self.fixed.first.get(unit.first) or self.fixed.second.get(unit.second))}
        taken = {*self.fixed.first.values(), *self.fixed.second.values(), *found.values()}
        weights = {
            (unit, entry): weight
            for unit in units
            if unit not in found
            for entry in self._candidates(unit)
            if entry not in taken and (weight := self._weight(unit, entry))
        }
        found |= heaviest(weights)
        taken |= {*self.gold.registry.names, *found.values()}
        for unit in units:
            if unit not in found:
                own = unit.first or unit.second
                found[unit] = own if own not in taken else derived(_PREFIX[unit.layer], f"{unit.first}\n{unit.second}", taken)
                taken.add(found[unit])
        return found

    def _candidates(self, unit: Unit) -> list[str]:
        """Entries of gold that share something with a unit: marks, the id, or name and type."""
        gold = self.gold.registry
        found = {*self._near[0].get(unit.first, ()), *self._near[1].get(unit.second, ()), unit.first, unit.second}
        for registry, own in ((self.first.registry, unit.first), (self.second.registry, unit.second)):
            found.update(self._called.get(_named(registry, own), ()) if own else ())
        return sorted(entry for entry in found if entry in gold.names and _layer(gold, entry) == unit.layer)

    @cached_property
    def _near(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The entries of gold that share marks with each entry of a pass."""
        found: tuple[dict[str, list[str]], dict[str, list[str]]] = {}, {}
        for near, shared in zip(found, self.to_gold, strict=True):
            for entry, own in shared:
                near.setdefault(own, []).append(entry)
        return found

    @cached_property
    def _called(self) -> dict[tuple[str, str], list[str]]:
        """The entries of gold by type and name."""
        found: dict[tuple[str, str], list[str]] = {}
        for entry in self.gold.registry.names:
            found.setdefault(_named(self.gold.registry, entry), []).append(entry)
        return found

    def _shared(self, unit: Unit, entry: str) -> int:
        return self.to_gold[0][entry, unit.first] + self.to_gold[1][entry, unit.second]

    def _weight(self, unit: Unit, entry: str) -> float:
        sides = (self.first.registry, unit.first), (self.second.registry, unit.second)
        there = _named(self.gold.registry, entry)
        ours = [_named(registry, own) for registry, own in sides if own]
        found = SHARED * self._shared(unit, entry) + SAME * (entry in (unit.first, unit.second)) + NAMED * (there in ours)
        return found + TYPE * any(there[0] == own[0] for own in ours) if found else 0.0

    def _decision(self, unit: Unit, entry: str) -> Decision:
        """A unit as a record; open where there is a doubt."""
        mine = tuple(f"{self.first.name}/{one}" for one in (unit.first,) if one)
        other = tuple(f"{self.second.name}/{two}" for two in (unit.second,) if two)
        identifier = derived(Decision.prefix, f"{unit.layer}\n{mine}\n{other}")
        decision = Decision(id=identifier, layer=unit.layer, first=mine, second=other, gold=(entry,))
        kind, doubt = self._doubt(unit, entry)
        if not doubt:
            return replace(decision, verdict=verdict_of(self.labels, "first" if unit.first else "second"))
        cause, guideline = self.labels.cause_of.get(kind, ""), self.labels.guideline(unit.layer, kind)
        return replace(decision, cause=cause, guideline=guideline, note=doubt)

    def _doubt(self, unit: Unit, entry: str) -> tuple[str, str]:
        """Why a proposal is to be decided by somebody, with the kind of difference; empty where nothing speaks against it."""
        one, two = (_named(self.first.registry, unit.first), _named(self.second.registry, unit.second))
        if unit.first in self.fixed.first or unit.second in self.fixed.second:
            return "", ""
        if unit.first and unit.second:
            if one[0] != two[0] and entry not in self.gold.registry.names:
                return "type", f"the first pass has type {one[0]}, the second {two[0]}"
            if rival := self._rival(unit):
                return "reference", rival
        weight = self._weight(unit, entry)
        for other in self._candidates(unit):
            shared = self._shared(unit, other)
            if other != entry and shared and self._weight(unit, other) >= weight:
                name = self.gold.registry.name(other)
                return "reference", f"it shares {plural(shared, 'mark')} with {other} ({name}) of gold"
        return "", ""

    def _rival(self, unit: Unit) -> str:
        """Another entry of a pass that shares as much with one of the two, and is as like it by type and name."""
        chosen = self._like(unit.first, unit.second)
        for (one, two), shared in sorted(self.between.shared.items()):
            if shared and (one == unit.first) != (two == unit.second) and self._like(one, two) >= chosen:
                registry, rival, side = (self.second.registry, two, "second") if one == unit.first else (self.first.registry, one, "first")
                return f"{rival} ({registry.name(rival)}) of the {side} pass shares as many marks: {shared}"
        return ""

    def _like(self, one: str, two: str) -> tuple[int, bool, bool]:
        here, there = _named(self.first.registry, one), _named(self.second.registry, two)
        return self.between.shared[one, two], here[0] == there[0], here[1] == there[1]


def _alignment(first: Party, second: Party) -> Alignment:
    found = Alignment(first.registry, second.registry)
    for name, document in first.documents.items():
        other = second.documents.get(name)
        if other is not None and document.article.sha256 == other.article.sha256:
            found.add(Case(document, other))
    return found


def _within(small: Decision, large: Decision) -> bool:
    """Whether a decision is about entries that another is about too, and says the same."""
    return small.gold == large.gold and set(small.first) <= set(large.first) and set(small.second) <= set(large.second)


def _layer(registry: Registry, entry: str) -> str:
    return FORMS["entities"] if entry in registry.entity else FORMS["events"]


def _named(registry: Registry, entry: str) -> tuple[str, str]:
    """The type and the name of an entry; empty where there is none."""
    there = registry.entry(entry)
    return (there.type, there.name.casefold()) if there else ("", "")
