"""T: the value of a time or a quantity can be read, and is what its words say."""

from ..text import shown
from ..values import DATE, wrong_number, wrong_time
from .catalogue import Case, Found, rule
from .numbers import allows, day_of, numbers, years


@rule("T406")
def unreadable_value(case: Case) -> Found:
    """The value of a time or a quantity does not parse, or its low end is above its high end.

    Bad:
        Acme fired Ann on Monday.
        {"kind":"mention","id":"m-234567","start":18,"end":24,"quote":"Monday","type":"Day","value":"Monday"}
    Good:
        Acme fired Ann on Monday.
        {"kind":"mention","id":"m-234567","start":18,"end":24,"quote":"Monday","type":"Day","value":"2024-01-01"}
    """
    inventory = case.labels.mention
    for mention in case.document.valued:
        kind = inventory[mention.type].value if mention.type in inventory else ""
        if wrong := wrong_number(mention.value) if kind == "number" else wrong_time(mention.value) if kind == "time" else "":
            yield mention, f"the value {wrong}"


@rule("T409")
def value_differs(case: Case) -> Found:
    """The value of a time or a quantity is not what its words say, as far as digits, numerals and years tell.

    It can be told only where the words are at hand.

    Bad:
        Acme fired seven people.
        {"kind":"mention","id":"m-234567","start":11,"end":16,"quote":"seven","type":"Number","value":"8"}
    Good:
        Acme fired seven people.
        {"kind":"mention","id":"m-234567","start":11,"end":16,"quote":"seven","type":"Number","value":"7"}
    """
    document, inventory = case.document, case.labels.mention
    for mention in document.valued:
        if (label := inventory.get(mention.type)) is None or not label.value:
            continue
        words = mention.quote or document.slice(mention)
        if words == mention.value:
            continue
        if label.value == "number":
            stated = numbers(words, case.labels)
            if stated is not None and len(stated) == 1 and not wrong_number(mention.value) and not allows(mention.value, stated[0]):
                yield mention, f"{shown(words)} has value {shown(mention.value)}; it should allow {stated[0]}"
        elif DATE.match(mention.value) and "T" not in mention.value:
            if (found := years(words)) and mention.value[:4] not in found:
                yield mention, f"{shown(words)} has value {shown(mention.value)}; it should begin with {' or '.join(found)}"
            elif (day := day_of(words)) and len(mention.value) == len("2011-10-31") and int(mention.value[8:]) != day:
                yield mention, f"{shown(words)} has value {shown(mention.value)}; its day should be {day:02}"


@rule("T411")
def default_spelt_out(case: Case) -> Found:
    """A trigger spells out the polarity or the modality that is meant where it says none. One thing has one spelling.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","polarity":"POS","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    labels = case.labels
    polarity, modality = labels.default(labels.polarity), labels.default(labels.modality)
    for trigger in case.document.triggers:
        if trigger.polarity or trigger.modality:
            for key, said, default in (("polarity", trigger.polarity, polarity), ("modality", trigger.modality, modality)):
                if said and said == default:
                    yield trigger, f"has {key} {said}, which is meant anyway; it should have none"
