"""R: what a record of an article points at is there, and is of the right kind."""

import re
from collections import Counter

from ..model import ALPHABET
from ..store import Document
from ..text import shown
from ..values import wrong_date
from .catalogue import Case, Found, rule

_ALL = {prefix: re.compile(f"(?:{prefix}-[{ALPHABET}]{{6}})*") for prefix in "zmtcl"}
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
    document = case.document
    for marks in (document.zones, document.mentions, document.triggers, document.claims, document.links):
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
            if argument.filler == trigger.id:
                yield trigger, f"role {argument.role} is filled by the trigger itself; it should be another mark"
            elif argument.filler not in mentions and argument.filler not in triggers:
                yield trigger, f"role {argument.role} is filled by {_there(document, argument.filler)}; it should be a mention or trigger"
    for claim in document.claims:
        sources = [claim.by, *[via.by for via in claim.via]] if claim.via else [claim.by]
        for source in sources:
            if source and source not in mentions:
                yield claim, f"names as source {_there(document, source)}; it should be a mention of the article"


def _there(document: Document, identifier: str) -> str:
    if identifier in document.claim_of:
        return f"the claim {identifier}"
    if "/" in identifier:
        return f"{shown(identifier)}, a mark of another document"
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
    if not {mention.refers_to for mention in document.mentions} - {""} <= entities.keys():
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


@rule("R306")
def missing_pass(case: Case) -> Found:
    """An article has no pass, or one over another text, or one that does not say by whom, by which guidelines and on what day.

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
    if len(set(document.passes)) < len(document.passes):
        yield document.article, "has the same pass twice; one of them says all"
    for done in document.passes:
        if done.sha256 != document.article.sha256:
            yield done, f"is over the text with SHA-256 {done.sha256[:12]!r}; the article's is {document.article.sha256[:12]!r}"
        if done.annotator not in case.settings.annotator:
            yield done, f"is by {shown(done.annotator)}; corpus.toml lists {', '.join(case.settings.annotator)}"
        if not done.guidelines.strip():
            yield done, "has no guidelines; it should have the version that the annotator went by"
        elif case.is_gold and done.guidelines != case.settings.guidelines:
            yield done, f"has guidelines {shown(done.guidelines)}; by corpus.toml gold follows {shown(case.settings.guidelines)}"
        if wrong := wrong_date(done.date):
            yield done, f"the date {wrong}"
        elif len(done.date) < len("2011-10-31"):
            yield done, f"the date {shown(done.date)} is no day; it should be like 2011-10-31"
