"""What a careless annotator calls a mark, and what the mark refers to."""

from collections.abc import Iterator
from itertools import pairwise

from .catalogue import Change, fault, remarked
from .corpus import Json, Original, Sheet, but

INVENTORIES = {
    "zone": {"type": "zone"},
    "mention": {"type": "mention", "level": "level"},
    "trigger": {"type": "trigger", "polarity": "polarity", "modality": "modality"},
    "claim": {"source_kind": "source_kind", "mode": "mode", "certainty": "certainty", "author_certainty": "certainty"},
}
"""By kind of mark: its keys that hold labels, and their inventories."""


def _labelled(original: Original) -> Iterator[tuple[Sheet, Json, str, str]]:
    for sheet in original.articles:
        for record in sheet.records:
            for key, inventory in INVENTORIES.get(record["kind"], {}).items():
                if record.get(key):
                    yield sheet, record, key, inventory


@fault("label")
def label_misspelt(original: Original) -> Iterator[Change]:
    """The last letter of a label is missing."""
    for sheet, record, key, inventory in _labelled(original):
        wrong = record[key][:-1]
        if wrong not in original.labels[inventory]:
            yield remarked(sheet, record, but(record, **{key: wrong}), what=f"{record['id']}.{key}")


@fault("label")
def label_in_small_letters(original: Original) -> Iterator[Change]:
    """A label is written in small letters."""
    for sheet, record, key, inventory in _labelled(original):
        wrong = record[key].lower()
        if wrong not in original.labels[inventory]:
            yield remarked(sheet, record, but(record, **{key: wrong}), what=f"{record['id']}.{key}")


@fault("label")
def label_left_open(original: Original) -> Iterator[Change]:
    """Two labels with a slash between them, or a note to come back: nobody decided."""
    for sheet, record, key, inventory in _labelled(original):
        other = next(label for label in original.labels[inventory] if label != record[key])
        for wrong in (f"{record[key]}/{other}", "TODO", f"{record[key]}?"):
            yield remarked(sheet, record, but(record, **{key: wrong}), what=f"{record['id']}.{key} as {wrong}")


@fault("label")
def role_or_facet_misspelt(original: Original) -> Iterator[Change]:
    """The label of an argument or of an answer is misspelt."""
    for sheet in original.articles:
        for record in sheet.of("trigger", "claim"):
            part, key = ("arguments", "role") if record["kind"] == "trigger" else ("answers", "facet")
            for first, *rest in [record[part]] if record.get(part) else []:
                wrong = {**first, key: first[key][:-1]}
                yield remarked(sheet, record, but(record, **{part: [wrong, *rest]}), what=f"{record['id']}.{part}")


@fault("label")
def label_undefined(original: Original) -> Iterator[Change]:
    """A label that marks have is gone from the list of labels."""
    used = {(inventory, record[key]) for _, record, key, inventory in _labelled(original)}
    text = original.text("annotations/labels.toml")
    for inventory, label in sorted(used):
        for heading in (f"[{inventory}.{label}]", f'[{inventory}."{label}"]'):
            if heading in text:
                renamed = text.replace(heading, f"[{inventory}.REPLACED]")
                yield Change({"annotations/labels.toml": renamed.encode()}, frozenset({label}), heading)


@fault("label")
def label_undecided_in_inventory(original: Original) -> Iterator[Change]:
    """The list of labels has got a working label."""
    text = original.text("annotations/labels.toml")
    for inventory in ("level", "part", "zone", "conflict", "cause"):
        first, second = list(original.labels[inventory])[:2]
        for wrong in ("TODO", f"{first}/{second}", f"{first}?", "xxx"):
            added = f'{text}\n[{inventory}."{wrong}"]\ndefinition = "To be decided."\n'
            yield Change({"annotations/labels.toml": added.encode()}, frozenset({wrong}), f"{inventory}.{wrong}")


@fault("label")
def type_unlike_that_of_the_entity(original: Original) -> Iterator[Change]:
    """A mention has another type than the entity that it refers to."""
    alike = [label for label, entry in original.labels["mention"].items() if entry.get("registry", True) and entry.get("level", True)]
    for sheet in original.articles:
        for mention in sheet.of("mention"):
            if mention["type"] in alike:
                other = alike[(alike.index(mention["type"]) + 1) % len(alike)]
                ids = [record["id"] for record in sheet.pointing(mention["id"])]
                yield remarked(sheet, mention, but(mention, type=other), what=f"{mention['id']} as {other}", ids=ids)


@fault("label")
def event_type_unlike_that_of_the_event(original: Original) -> Iterator[Change]:
    """A trigger has a type of another branch than the event that it refers to, and the same arguments."""
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            branch = trigger["type"].partition(".")[0]
            other = next((label for label in original.labels["trigger"] if label.partition(".")[0] != branch), None)
            if trigger.get("refers_to") and other:
                changed = but(trigger, type=other)
                yield remarked(sheet, trigger, changed, what=f"{trigger['id']} as {other}", ids=[trigger["refers_to"]])


@fault("label")
def mention_of_another_entity_type(original: Original) -> Iterator[Change]:
    """A mention refers to an entity of another type."""
    entities = original.registry("entities")
    for sheet in original.articles:
        for number, mention in enumerate(sheet.of("mention")):
            if mention.get("refers_to"):
                others = [entity for entity in entities if entity["type"] != mention["type"]]
                other = others[number % len(others)]
                yield remarked(sheet, mention, but(mention, refers_to=other["id"]), what=f"{mention['id']} to {other['id']}")


@fault(
    "label",
    argued="""The other entity has the type, and might be meant: names are borrowed, shared and translated, descriptions fit many. Whom a
    phrase is of is read from the story; a second annotator's clusters show it (CEAF, LEA).""",
)
def mention_of_another_entity(original: Original) -> Iterator[Change]:
    """A mention refers to another entity of its type, one that the article mentions too."""
    for sheet in original.articles:
        known = {mention["refers_to"]: mention["type"] for mention in sheet.of("mention") if "refers_to" in mention}
        for mention in sheet.of("mention"):
            if other := next((e for e, type_ in known.items() if type_ == mention["type"] and e != mention.get("refers_to")), None):
                yield remarked(sheet, mention, but(mention, refers_to=other), what=f"{mention['id']} to {other}")


@fault("label")
def mention_without_entity(original: Original) -> Iterator[Change]:
    """A mention that should refer to an entity refers to none."""
    for sheet in original.articles:
        for mention in sheet.of("mention"):
            if mention.get("refers_to"):
                yield remarked(sheet, mention, but(mention, refers_to=None), what=mention["id"])


@fault("label")
def trigger_without_event(original: Original) -> Iterator[Change]:
    """A trigger that should refer to an event refers to none."""
    free = original.having("trigger", registry=False)
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            if trigger.get("refers_to") and trigger["type"] not in free:
                yield remarked(sheet, trigger, but(trigger, refers_to=None), what=trigger["id"])


@fault("label")
def level_or_value_missing(original: Original) -> Iterator[Change]:
    """A mention lacks the level or the value that its type has."""
    for sheet in original.articles:
        for mention in sheet.of("mention"):
            for key in ("level", "value"):
                if mention.get(key):
                    yield remarked(sheet, mention, but(mention, **{key: None}), what=f"{mention['id']}.{key}")


@fault("label")
def role_of_another_event_type(original: Original) -> Iterator[Change]:
    """An argument has a role that events of this type do not have."""
    every = original.having("role", every=True)
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            legal = [*every, *original.labels["trigger"][trigger["type"]].get("roles", ())]
            wrong = next(role for role in original.labels["role"] if role not in legal)
            for first, *rest in [trigger["arguments"]] if trigger.get("arguments") else []:
                changed = but(trigger, arguments=[{**first, "role": wrong}, *rest])
                yield remarked(sheet, trigger, changed, what=f"{trigger['id']} with {wrong}")


def _flipped(original: Original, *, legal: bool) -> Iterator[Change]:
    """Events of which two arguments have changed roles, where each then fits its role or where one does not."""
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            arguments = trigger.get("arguments", [])
            for number, (one, two) in enumerate(pairwise(arguments)):
                if one["role"] != two["role"]:
                    turned = [{**one, "role": two["role"]}, {**two, "role": one["role"]}]
                    fits = all(_fits(original, sheet, argument) for argument in turned)
                    if fits == legal:
                        changed = but(trigger, arguments=[*arguments[:number], *turned, *arguments[number + 2 :]])
                        yield remarked(sheet, trigger, changed, what=f"{trigger['id']}: {one['role']} and {two['role']}")


def _fits(original: Original, sheet: Sheet, argument: Json) -> bool:
    filler = sheet.by_id[argument["filler"]]
    kind = filler["type"] if filler["kind"] == "mention" else filler["kind"]
    return kind in original.labels["role"][argument["role"]]["fillers"]


@fault("label")
def roles_flipped(original: Original) -> Iterator[Change]:
    """Two arguments have changed roles, and one is of a type that cannot fill its role."""
    yield from _flipped(original, legal=False)


@fault(
    "label",
    argued="""Both fillers can fill both roles: people attack people. Who did it is the sentence's to say; the claim on the same sentence
    answers by registry entry, so a second annotator, or a role labeller, would disagree.""",
)
def roles_flipped_legally(original: Original) -> Iterator[Change]:
    """Two arguments have changed roles, and each fits its new one."""
    yield from _flipped(original, legal=True)


@fault("label")
def filler_is_itself(original: Original) -> Iterator[Change]:
    """An event is its own argument."""
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            for first, *rest in [trigger["arguments"]] if trigger.get("arguments") else []:
                changed = but(trigger, arguments=[{**first, "filler": trigger["id"]}, *rest])
                yield remarked(sheet, trigger, changed, what=trigger["id"])


@fault("label")
def filler_is_a_claim(original: Original) -> Iterator[Change]:
    """An argument is filled by a claim, which is no participant."""
    for sheet in original.articles:
        claim = next(iter(sheet.of("claim")), None)
        for trigger in sheet.of("trigger"):
            if claim and trigger.get("arguments"):
                first, *rest = trigger["arguments"]
                changed = but(trigger, arguments=[{**first, "filler": claim["id"]}, *rest])
                yield remarked(sheet, trigger, changed, what=trigger["id"])


@fault(
    "label",
    argued="""The other type has the same roles or the trigger has no arguments, and its event has changed with it. Which of two kinds of
    event a word names is what annotators disagree on; the scheme's definitions decide it, and a reader.""",
)
def event_of_a_neighbouring_type(original: Original) -> Iterator[Change]:
    """A trigger without arguments, and the event that only it refers to, have another type of the same branch."""
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            event = next((e for e in original.registry("events") if e["id"] == trigger.get("refers_to")), None)
            branch = trigger["type"].partition(".")[0]
            other = [label for label in original.labels["trigger"] if label.partition(".")[0] == branch and label != trigger["type"]]
            sole = event and sum(event["id"] in repr(t) for s in original.articles for t in s.of("trigger")) == 1
            if other and event and sole and not trigger.get("arguments"):
                change = remarked(sheet, trigger, but(trigger, type=other[0]), what=f"{trigger['id']} as {other[0]}")
                events = [but(event, type=other[0]) if record is event else record for record in original.registry("events")]
                yield change._replace(files={**change.files, "annotations/events.jsonl": events})
