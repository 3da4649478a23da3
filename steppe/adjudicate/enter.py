"""What gold's registry lacks: the entries of the passes to which marks of gold refer."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..labels import Labels
from ..model import Decision, Entity, Event, Record, refer
from ..store import Registry
from .errors import AdjudicationError
from .mapping import mapping
from .verdicts import takes

Entry = Entity | Event


def lacking(
    records: Iterable[Record], decisions: Sequence[Decision], registries: dict[str, Registry], gold: Registry, labels: Labels
) -> dict[str, list[Entry]]:
    """The entries that gold's registry is to have besides those that it has, by the name of the file.

    Each is as the pass has it that its decision takes, with gold's ids. ``registries`` are those of the annotators.

    Raises:
        AdjudicationError: a mark of gold refers to what is an entry neither of gold nor of a pass.
    """
    by_gold = {gold_id: decision for decision in reversed(decisions) for gold_id in decision.gold}
    maps = {who: mapping(decisions, who, "").first for who in registries}
    left = _asked(records, {*by_gold, *gold.names})
    found: dict[str, Entry] = {}
    while left:
        where, identifier = left.pop()
        if identifier in gold.names or identifier in found:
            continue
        if identifier not in by_gold:
            raise AdjudicationError(
                f"{where} refers to {identifier}, which no registry has; add it to annotations/entities.jsonl or events.jsonl"
            )
        entry = found[identifier] = _entry(by_gold[identifier], identifier, maps, registries, labels)
        above = entry.member_of + (entry.subevent_of if isinstance(entry, Event) else ())
        left += [(identifier, other) for other in above]
    entries = list(found.values())
    return {
        "entities": [entry for entry in entries if isinstance(entry, Entity)],
        "events": [entry for entry in entries if isinstance(entry, Event)],
    }


def _asked(records: Iterable[Record], known: set[str]) -> list[tuple[str, str]]:
    """The entries to which marks refer, with the marks."""
    found = []
    for record in records:
        if identifier := getattr(record, "id", ""):
            found += [(identifier, entry) for entry in refer.entries(record)]  # type: ignore[arg-type]
            found += [(identifier, value) for value in refer.values(record) if value in known]  # type: ignore[arg-type]
    return found


def _entry(decision: Decision, identifier: str, maps: dict[str, dict[str, str]], registries: dict[str, Registry], labels: Labels) -> Entry:
    sides = [*decision.second, *decision.first] if takes(labels, decision.verdict) == "second" else [*decision.first, *decision.second]
    for named in sides:
        who, _, own = named.rpartition("/")
        registry = registries.get(who)
        entry = registry and registry.entry(own)
        if entry:
            of = maps[who]
            above = tuple(of.get(other, other) for other in entry.member_of)
            if isinstance(entry, Event):
                return replace(
                    entry, id=identifier, member_of=above, subevent_of=tuple(of.get(other, other) for other in entry.subevent_of)
                )
            return replace(entry, id=identifier, member_of=above)
    raise AdjudicationError(f"{decision.id}: {identifier} is to enter gold, and none of {', '.join(sides)} is in the registry of its pass")
