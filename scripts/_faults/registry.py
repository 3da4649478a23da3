"""What a careless hand does in the registry of entities and events."""

from collections.abc import Iterator
from itertools import pairwise

from .catalogue import Change, fault, fresh, reentered
from .corpus import GOLD, Json, Original, Records, but

FORMS = ("entities", "events")


def _circles(original: Original, form: str, key: str) -> Iterator[Change]:
    """Entries of which two lead to each other, and ones that lead to themselves."""
    entries = original.registry(form)
    for one, two in pairwise(entries):
        turned = {one["id"]: but(one, **{key: [two["id"]]}), two["id"]: but(two, **{key: [one["id"]]})}
        records = [turned.get(entry["id"], entry) for entry in entries]
        yield Change({f"annotations/{form}.jsonl": records}, frozenset(turned), f"{one['id']} and {two['id']}")
        yield reentered(original, form, one, but(one, **{key: [one["id"]]}), what=f"{one['id']} and itself")


@fault("registry")
def subevents_in_a_circle(original: Original) -> Iterator[Change]:
    """An event is part of its own part, or of itself."""
    yield from _circles(original, "events", "subevent_of")


@fault("registry")
def members_in_a_circle(original: Original) -> Iterator[Change]:
    """A group is a member of its own member, or of itself."""
    for form in FORMS:
        yield from _circles(original, form, "member_of")


@fault("registry")
def entry_of_another_type(original: Original) -> Iterator[Change]:
    """An entity or event in use has another type than those that refer to it."""
    for form, kind, inventory in (("entities", "mention", "mention"), ("events", "trigger", "trigger")):
        labels = list(original.labels[inventory])
        used = {record.get("refers_to") for sheet in original.articles for record in sheet.of(kind)}
        for entry in original.registry(form):
            other = next(label for label in labels if label.partition(".")[0] != entry["type"].partition(".")[0])
            if entry["id"] in used:
                yield reentered(original, form, entry, but(entry, type=other), what=f"{entry['id']} as {other}")


@fault("registry")
def entry_type_misspelt(original: Original) -> Iterator[Change]:
    """The type of an entity or event, or the part of an entity, is misspelt."""
    for form in FORMS:
        for entry in original.registry(form):
            yield reentered(original, form, entry, but(entry, type=entry["type"] + "x"), what=f"{entry['id']}.type")
            if entry.get("parts"):
                yield reentered(original, form, entry, but(entry, parts=[entry["parts"][0] + "x"]), what=f"{entry['id']}.parts")


@fault("registry")
def event_in_another_incident(original: Original) -> Iterator[Change]:
    """An event in use belongs to an incident of the other side of the split, or to none that there is."""
    for event in original.registry("events"):
        for other in (*(name for name in original.settings["incident"] if name != event["incident"]), "nowhere"):
            yield reentered(original, "events", event, but(event, incident=other), what=f"{event['id']} in {other}")


@fault("registry")
def entry_unused(original: Original) -> Iterator[Change]:
    """An entity or event was added that nothing refers to."""
    for form in FORMS:
        for entry in original.registry(form):
            again = but(entry, id=fresh(entry["id"][0]), name=f"another {entry['name']}")
            yield reentered(original, form, None, again, what=entry["id"])


@fault("registry")
def entry_twice(original: Original) -> Iterator[Change]:
    """An entity or event was entered twice under one name, and half of what referred to it now refers to the second."""
    for form, kind in (("entities", "mention"), ("events", "trigger")):
        for entry in original.registry(form):
            again = but(entry, id=fresh(entry["id"][0]))
            changed: dict[str, bytes | Records | None] = {f"annotations/{form}.jsonl": [*original.registry(form), again]}
            for sheet in original.articles:
                marks = [record for record in sheet.of(kind) if record.get("refers_to") == entry["id"]]
                if len(marks) > 1:
                    last = {mark["id"] for mark in marks[len(marks) // 2 :]}
                    changed[sheet.file] = [but(r, refers_to=again["id"]) if r.get("id") in last else r for r in sheet.records]
                    yield Change(changed, frozenset({entry["id"], again["id"]}), entry["id"])
                    break


@fault("registry")
def name_left_open(original: Original) -> Iterator[Change]:
    """The name of an entity or event is a note to come back."""
    for form in FORMS:
        for entry in original.registry(form):
            for name in ("TODO", "???"):
                yield reentered(original, form, entry, but(entry, name=name), what=f"{entry['id']} as {name}")


def _suspects(original: Original) -> list[Json]:
    """The people of whom somebody says that they did wrong, and no article says that they are dead or convicted."""
    people = original.having("mention", person=True)
    parts = set(original.having("part", accused=True))
    settled = set()
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            label = original.labels["trigger"][trigger["type"]]
            roles = {label.get("convicts"), label.get("dies")}
            fillers = [sheet.by_id[argument["filler"]] for argument in trigger.get("arguments", ()) if argument["role"] in roles]
            settled |= {filler.get("refers_to") for filler in fillers}
    accused = [e for e in original.registry("entities") if e["type"] in people and parts.intersection(e.get("parts", ()))]
    return [entity for entity in accused if not settled.intersection({entity["id"], *entity.get("member_of", ())})]


@fault("registry")
def name_that_judges(original: Original) -> Iterator[Change]:
    """The name of a person who is only suspected calls that person guilty."""
    for suspect in _suspects(original):
        for verdict in original.labels.get("words", {}).get("verdicts", ())[:6]:
            yield reentered(original, "entities", suspect, but(suspect, name=f"the {verdict}"), what=f"{suspect['id']} as {verdict}")


@fault("registry")
def event_name_that_judges(original: Original) -> Iterator[Change]:
    """The name of an offence says that somebody did it who is only suspected, and known by name."""
    offences = set(original.having("trigger", offence=True))
    events = [event for event in original.registry("events") if event["type"] in offences]
    named = {
        mention.get("refers_to")
        for sheet in original.articles
        for mention in sheet.of("mention")
        if mention.get("level") == _name(original)
    }
    for suspect in _suspects(original):
        for event in events[:4] if suspect["id"] in named else []:
            changed = but(event, name=f"what {suspect['name']} did")
            yield reentered(original, "events", event, changed, what=f"{event['id']} by {suspect['id']}")


def _name(original: Original) -> str:
    """The level of mentions that are names: the first of the labels, as in any list of levels."""
    return next(iter(original.labels["level"]))


@fault("registry")
def id_of_another_kind(original: Original) -> Iterator[Change]:
    """The id of an entry has the letter of another kind, or characters that ids do not have, everywhere alike."""
    for form in FORMS:
        for entry in original.registry(form):
            for wrong in (f"z{entry['id'][1:]}", f"{entry['id'][:-1]}O"):
                files = {
                    file: data.replace(f'"{entry["id"]}"'.encode(), f'"{wrong}"'.encode())
                    for file, data in original.files.items()
                    if entry["id"].encode() in data and (file.startswith(GOLD) or file.count("/") == 1)
                }
                yield Change({**files}, frozenset({wrong}), f"{entry['id']} as {wrong}")


@fault("registry")
def exception_of_nothing(original: Original) -> Iterator[Change]:
    """An exception speaks of a rule or a mark that there is not."""
    known = original.registry("exceptions")
    claim = next(iter(original.claims))
    for rule, at in (("no-such-rule", claim), ("quote-differs", "nowhere/c-222222"), ("doubt-without-hedge", "c-222222")):
        made: Json = {"kind": "exception", "rule": rule, "at": at, "reason": "It is right."}
        yield Change({"annotations/exceptions.jsonl": [*known, made]}, frozenset({at}), f"{rule} at {at}")


@fault("registry")
def exception_without_reason(original: Original) -> Iterator[Change]:
    """An exception gives no reason."""
    known = original.registry("exceptions")
    for claim in list(original.claims)[:12]:
        made: Json = {"kind": "exception", "rule": "doubt-without-hedge", "at": claim, "reason": ""}
        yield Change({"annotations/exceptions.jsonl": [*known, made]}, frozenset({claim}), claim)


@fault(
    "registry",
    argued="""A name is a description that people choose. Another one is as good for a rule, as long as it is no other entry's, is
    no note and passes no judgement.""",
)
def entry_renamed(original: Original) -> Iterator[Change]:
    """An entity or event has the name of something else that is of its type."""
    for form in FORMS:
        for entry in original.registry(form):
            yield reentered(original, form, entry, but(entry, name=f"somebody or something else ({entry['type']})"), what=entry["id"])
