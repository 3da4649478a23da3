"""T: the value of a time or a quantity can be read, and is what its words say."""

from ..text import shown
from ..values import DATE, wrong_number, wrong_time
from .catalogue import Case, Found, rule
from .numbers import allows, numbers, years


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
    for mention in case.document.mentions:
        if mention.value:
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
    for mention in document.mentions:
        if not mention.value or (label := inventory.get(mention.type)) is None or not label.value:
            continue
        words = mention.quote or document.slice(mention)
        if words == mention.value:
            continue
        if label.value == "number":
            stated = numbers(words, case.labels)
            if stated is not None and len(stated) == 1 and not wrong_number(mention.value) and not allows(mention.value, stated[0]):
                yield mention, f"{shown(words)} has value {shown(mention.value)}; it should allow {stated[0]}"
        elif DATE.match(mention.value) and "T" not in mention.value and (found := years(words)) and mention.value[:4] not in found:
            yield mention, f"{shown(words)} has value {shown(mention.value)}; it should begin with {' or '.join(found)}"
