"""R: what an entry of the registry points at is there, and is of the right kind."""

from ..model import ALPHABET, Claim, Cluster, Entity, Event, Exemption, Record, Relation, Trace
from ..text import shown
from .catalogue import Placed, Whole, rule
from .references import malformed


@rule("R307", "registry")
def malformed_entry_id(whole: Whole) -> Placed:
    """A registry id is malformed, or stands twice. So does a trace or an exception, which have no id.

    Bad:
        Acme fired Ann.
        {"kind":"entity","id":"e-22222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    seen: set[str | Record] = set()
    for file, line, record in whole.registry.placed():
        identifier = getattr(record, "id", None)
        if identifier is None:
            if isinstance(record, Trace | Exemption):
                if record in seen:
                    yield file, line, record, "the line stands twice; one of them says all"
                seen.add(record)
            continue
        if malformed(identifier, record.prefix):
            yield file, line, record, f"has id {shown(identifier)}; it should be {record.prefix}- and six of {ALPHABET}"
        if identifier in seen:
            yield file, line, record, "the id stands twice in the registry; every entry has its own"
        seen.add(identifier)


@rule("R308", "registry")
def dangling_in_registry(whole: Whole) -> Placed:
    """An entry of the registry points at one that is not there, or at itself.

    Bad:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann","member_of":["e-333333"]}
    Good:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann","member_of":["e-333333"]}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Acme"}
    """
    registry = whole.registry
    entities, events, clusters = registry.entity, registry.event, registry.cluster
    for file, line, record in registry.placed():
        targets: list[tuple[str, str, bool]] = []
        match record:
            case Entity():
                targets = [("member_of", other, other in entities) for other in record.member_of]
            case Event():
                targets = [("member_of", other, other in events) for other in record.member_of]
                targets += [("subevent_of", other, other in events) for other in record.subevent_of]
            case Cluster():
                targets = [("event", record.event, record.event in events)] if record.event else []
                targets += [("subject", record.subject, record.subject in entities)] if record.subject else []
            case Relation():
                targets = [("a", record.a, record.a in clusters), ("b", record.b, record.b in clusters)]
        for key, other, there in targets:
            if not there:
                yield file, line, record, f"{key} is {shown(other)}; the registry has no such entry, and should"
            elif other == getattr(record, "id", None):
                yield file, line, record, f"{key} is the entry itself; it should be another"
        if isinstance(record, Relation) and record.a == record.b:
            yield file, line, record, f"relates {record.a} to itself; a relation has two ends"


@rule("R309", "corpus")
def dangling_claim(whole: Whole) -> Placed:
    """A cluster or a trace names a claim that no article has.

    Bad:
        Acme fired Ann.
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":["example/c-222222"]}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":["example/c-222222"]}
    """
    told, unread = whole.evidence.claims.told, whole.evidence.unread
    for file, line, record in whole.registry.placed():
        for reference in claims_of(record):
            if reference not in told and reference.partition("/")[0] not in unread:
                yield file, line, record, f"names the claim {shown(reference)}; no article has it (written ARTICLE/CLAIM)"


def claims_of(record: Record) -> tuple[str, ...]:
    """The claims that a record of the registry names, as ``ARTICLE/CLAIM``."""
    match record:
        case Cluster():
            return record.claims
        case Trace():
            return (record.claim, record.source)
        case Exemption() if record.at.partition("/")[2].startswith(Claim.prefix + "-"):
            return (record.at,)
    return ()
