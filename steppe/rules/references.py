"""R: what a record points at is there, and is of the right kind."""

import re
from bisect import bisect_right
from collections import Counter

from ..model import ALPHABET, Claim, Cluster, Entity, Event, Exemption, Mention, Record, Relation, Trace, Trigger
from ..store import Document
from ..text import shown
from .catalogue import Case, Found, Placed, Whole, rule

_ALL = {prefix: re.compile(f"(?:{prefix}-[{ALPHABET}]{{6}})*") for prefix in "zmtc"}
_TAIL = re.compile(f"-[{ALPHABET}]{{6}}")


def malformed(identifier: str, prefix: str) -> bool:
    """Whether an id is anything but its kind's letter, a hyphen and six of the alphabet."""
    return identifier[:1] != prefix or not _TAIL.fullmatch(identifier, 1)


@rule("R301")
def malformed_id(case: Case) -> Found:
    """An id is not a letter for its kind, a hyphen, and six of ``23456789abcdefghjkmnpqrstuvwxyz``.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-1","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    for marks in (case.document.zones, case.document.mentions, case.document.triggers, case.document.claims):
        if marks and _ALL[marks[0].prefix].fullmatch("".join([mark.id for mark in marks])):
            continue
        for record in marks:
            if malformed(record.id, record.prefix):
                yield record, f"has id {shown(record.id)}; it should be {record.prefix}- and six of {ALPHABET}"


@rule("R302")
def repeated_id(case: Case) -> Found:
    """Two marks of one article have the same id. A merge of two edits can do this without a conflict.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
    """
    marks = case.document.marks
    if len(set([mark.id for mark in marks])) < len(marks):  # noqa: C403 - the list is the quicker way to the set
        seen = Counter(mark.id for mark in marks)
        for mark in marks:
            if seen[mark.id] > 1:
                yield mark, f"the id stands {seen[mark.id]} times; every mark of a file has its own"


@rule("R303")
def dangling_mark(case: Case) -> Found:
    """An argument or a source points at a mark that the article does not have, or at one of the wrong kind.

    A filler is a mention or a trigger, a source is a mention.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    document = case.document
    mentions, triggers = document.mention_of, document.trigger_of
    for trigger in document.triggers:
        for argument in trigger.arguments:
            if argument.filler not in mentions and argument.filler not in triggers:
                yield trigger, f"role {argument.role} is filled by {_there(document, argument.filler)}; it should be a mention or trigger"
    for claim in document.claims:
        sources = [claim.by, *[via.by for via in claim.via]] if claim.via else [claim.by]
        for source in sources:
            if source and source not in mentions:
                yield claim, f"names as source {_there(document, source)}; it should be a mention of the article"


def _there(document: Document, identifier: str) -> str:
    if identifier in document.claim_of:
        return f"the claim {identifier}"
    return f"the trigger {identifier}" if identifier in document.trigger_of else f"{shown(identifier)}, which the article does not have"


@rule("R304")
def dangling_entry(case: Case) -> Found:
    """A mark refers to a registry entry that is not there, or is of the wrong kind.

    Mentions and subjects refer to entities, triggers and answers to events.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    document, entities, events = case.document, case.registry.entity, case.registry.event
    alone = case.labels.without_registry
    for mention in document.mentions:
        if mention.refers_to and mention.refers_to not in entities:
            yield mention, _no_entry("refers to", mention.refers_to, "entity")
    for trigger in document.triggers:
        if trigger.refers_to not in events and (trigger.refers_to or trigger.type not in alone):
            yield trigger, _no_entry("refers to", trigger.refers_to, "event")
    for claim in document.claims:
        for answer in claim.answers:
            if answer.event and answer.event not in events:
                yield claim, _no_entry(f"answers {answer.facet} of", answer.event, "event")
            if answer.subject and answer.subject not in entities:
                yield claim, _no_entry(f"answers {answer.facet} of", answer.subject, "entity")


def _no_entry(what: str, identifier: str, kind: str) -> str:
    return f"{what} {shown(identifier)}; the registry has no such {kind}, and should"


@rule("R305")
def filler_elsewhere(case: Case) -> Found:
    """A role is filled from another sentence. What another sentence says is carried by coreference of the event.

    Bad:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":16,"end":19,"quote":"She","type":"Person","level":"PRO","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    document = case.document
    starts = document.sentence_starts
    for trigger in document.triggers:
        if trigger.arguments:
            sentence = bisect_right(starts, trigger.start)
            for argument in trigger.arguments:
                filler = document.mention_of.get(argument.filler) or document.trigger_of.get(argument.filler)
                if filler and bisect_right(starts, filler.start) != sentence:
                    yield (
                        trigger,
                        f"role {argument.role} is filled by {filler.id} of another sentence; it should be one of the same sentence",
                    )


@rule("R310")
def across_sentences(case: Case) -> Found:
    """A mention or a trigger begins in one sentence and ends in another.

    Bad:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"mention","id":"m-234567","start":11,"end":19,"quote":"Ann. She","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    starts = case.document.sentence_starts
    marks: list[Mention | Trigger] = [*case.document.mentions, *case.document.triggers]
    for mark in marks:
        following = bisect_right(starts, mark.start)
        if following < len(starts) and starts[following] < mark.end:
            yield mark, f"the span from {mark.start} to {mark.end} runs over the end of a sentence; it should be inside one"


@rule("R306")
def missing_pass(case: Case) -> Found:
    """An article has no pass, or one over another text: nobody is named who annotated it.

    Bad:
        Acme fired Ann.
        {"kind":"pass","article":"example","annotator":"ann","guidelines":"1","date":"2024-01-02","sha256":"00"}
    Good:
        Acme fired Ann.
        {"kind":"pass","article":"example","annotator":"ann","guidelines":"1","date":"2024-01-02","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19"}
    """
    document = case.document
    if not document.passes:
        yield document.article, "has no pass; add the line that says who annotated it, when, and by which guidelines"
    for done in document.passes:
        if done.sha256 != document.article.sha256:
            yield done, f"is over the text with SHA-256 {done.sha256[:12]!r}; the article's is {document.article.sha256[:12]!r}"
        if done.annotator not in case.settings.annotator:
            yield done, f"is by {shown(done.annotator)}; corpus.toml lists {', '.join(case.settings.annotator)}"


@rule("R307", "registry")
def malformed_entry_id(whole: Whole) -> Placed:
    """A registry id is malformed, or stands twice.

    Bad:
        Acme fired Ann.
        {"kind":"entity","id":"e-22222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    seen: set[str] = set()
    for file, line, record in whole.registry.placed():
        identifier = getattr(record, "id", None)
        if identifier is None:
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
