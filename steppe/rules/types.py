"""T: labels are of the inventory, and each behaves as the inventory says."""

from collections.abc import Collection

from ..labels import TRIGGER
from ..text import shown
from .catalogue import Case, Found, rule
from .drafts import remark


def unknown(what: str, label: str, inventory: Collection[str], file: str = "labels.toml") -> str | None:
    """What is said of a label outside its inventory; None where it is inside."""
    if label in inventory:
        return None
    return f"has {what} {shown(label)}; {file} defines {shown(', '.join(inventory), 200)}{remark(label)}"


@rule("T401")
def unknown_label(case: Case) -> Found:
    """A label is not in the inventory of its layer: misspelt, a working label, or two with a slash.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Firing","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    document, labels = case.document, case.labels
    if not {zone.type for zone in document.zones} <= labels.zone.keys():
        for zone in document.zones:
            if zone.type not in labels.zone:
                yield zone, f"{unknown('type', zone.type, labels.zone)}"
    if not {mention.type for mention in document.mentions} <= labels.mention.keys():
        for mention in document.mentions:
            if mention.type not in labels.mention:
                yield mention, f"{unknown('type', mention.type, labels.mention)}"
    if not {mention.level for mention in document.mentions} - {""} <= labels.level.keys():
        for mention in document.mentions:
            if mention.level and mention.level not in labels.level:
                yield mention, f"{unknown('level', mention.level, labels.level)}"
    for trigger in document.triggers:
        if trigger.type not in labels.trigger:
            yield trigger, f"{unknown('type', trigger.type, labels.trigger)}"
        if trigger.polarity and trigger.polarity not in labels.polarity:
            yield trigger, f"{unknown('polarity', trigger.polarity, labels.polarity)}"
        if trigger.modality and trigger.modality not in labels.modality:
            yield trigger, f"{unknown('modality', trigger.modality, labels.modality)}"
        for argument in trigger.arguments:
            if argument.role not in labels.role:
                yield trigger, f"{unknown('role', argument.role, labels.role)}"
    certainties = labels.certainty
    for claim in document.claims:
        if claim.source_kind not in labels.source_kind:
            yield claim, f"{unknown('source_kind', claim.source_kind, labels.source_kind)}"
        if claim.mode and claim.mode not in labels.mode:
            yield claim, f"{unknown('mode', claim.mode, labels.mode)}"
        if claim.certainty not in certainties:
            yield claim, f"{unknown('certainty', claim.certainty, certainties)}"
        if claim.author_certainty not in certainties:
            yield claim, f"{unknown('author_certainty', claim.author_certainty, certainties)}"
        for answer in claim.answers:
            if answer.facet not in labels.facet:
                yield claim, f"{unknown('facet', answer.facet, labels.facet)}"
    for link in document.links:
        if link.type not in labels.link:
            yield link, f"{unknown('type', link.type, labels.link)}"


@rule("T402")
def mention_keys(case: Case) -> Found:
    """A mention has a key that its type does not have, or lacks one that it has: level, registry entry or value.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    inventory = case.labels.mention
    shapes = {(mention.type, not mention.level, not mention.refers_to, not mention.value) for mention in case.document.mentions}
    if all(type_ not in inventory or lacks == inventory[type_].lacks for type_, *lacks in shapes):
        return
    for mention in case.document.mentions:
        label = inventory.get(mention.type)
        if label is None:
            continue
        for key, there, wanted in (
            ("level", mention.level, label.level),
            ("refers_to", mention.refers_to, mention.refers_to if label.singletons else label.registry),
            ("value", mention.value, label.value),
        ):
            if bool(there) != bool(wanted):
                yield (
                    mention,
                    f"of type {mention.type} has {f'{key} {shown(there)}' if there else f'no {key}'}; it should have {'one' if wanted else 'none'}",
                )


@rule("T403")
def type_clash(case: Case) -> Found:
    """A mention has another type than the entity it refers to. One entity, one type.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    if case.registry.typed.issuperset([(mention.refers_to, mention.type) for mention in case.document.mentions if mention.refers_to]):
        return
    entities = case.registry.entity
    for mention in case.document.mentions:
        entity = entities.get(mention.refers_to)
        if entity is not None and entity.type != mention.type:
            yield mention, f"is {mention.type}, and refers to {entity.id} ({shown(entity.name)}), which is {entity.type}; they should agree"


@rule("T404")
def illegal_role(case: Case) -> Found:
    """A trigger has a role that its type does not have, or one twice with the same filler.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Seller","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    legal = case.labels.roles_of
    for trigger in case.document.triggers:
        if trigger.arguments and (roles := legal.get(trigger.type)) is not None:
            for argument in trigger.arguments:
                if argument.role not in roles and argument.role in case.labels.role:
                    message = f"of type {trigger.type} has role {argument.role}; it can have {', '.join(sorted(roles))}"
                    yield trigger, message, case.document.mention_of.get(argument.filler) or trigger
            if len(set(trigger.arguments)) < len(trigger.arguments):
                yield trigger, "has an argument twice; keep one"


@rule("T405")
def illegal_filler(case: Case) -> Found:
    """A role is filled by a mention of a type, or by a trigger, that cannot fill it.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Acme"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Boss","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Acme"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    fillers_of, mentions = case.labels.fillers_of, case.document.mention_of
    for trigger in case.document.triggers:
        for argument in trigger.arguments:
            mention = mentions.get(argument.filler)
            kind = mention.type if mention else TRIGGER
            if (fillers := fillers_of.get(argument.role)) is not None and kind not in fillers:
                message = f"role {argument.role} is filled by {argument.filler}, a {kind}; it takes {', '.join(sorted(fillers))}"
                yield trigger, message, mention or case.document.trigger_of.get(argument.filler) or trigger
