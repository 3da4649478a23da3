"""X: entries of the registry are used, agree with the marks that refer to them, and are part of nothing that is part of them."""

from collections.abc import Iterator

from ..model import Entity, Event
from ..text import shown
from .catalogue import Case, Found, Placed, Whole, rule


@rule("X607", "corpus")
def unused_entry(whole: Whole) -> Placed:
    """No mark of gold refers to an entity or event, nor to anything that is part of it.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Acme"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann","member_of":["e-333333"]}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Acme"}
    """
    used = whole.evidence.references.entries
    if whole.evidence.unread or not used:  # marks that cannot be read may refer to anything; where there are none, all is still to come
        return
    above = whole.registry.above
    left = [entry.id for _, _, entry in _entries(whole) if entry.id in used]
    reached = set(left)
    while left:
        for other in above.get(left.pop(), ()):
            if other not in reached:
                reached.add(other)
                left.append(other)
    for file, line, entry in _entries(whole):
        if entry.id not in reached:
            yield (
                file,
                line,
                entry,
                f"nothing refers to it ({shown(entry.name)}), nor to a part of it; remove it, or mark where it is spoken of",
            )


def _entries(whole: Whole) -> Iterator[tuple[str, int, Entity | Event]]:
    return ((file, line, record) for file, line, record in whole.registry.placed() if isinstance(record, Entity | Event))


@rule("X608")
def clashing_types(case: Case) -> Found:
    """A trigger refers to an event of another type. One of the two types may be finer than the other, not different.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Sale","name":"Ann is fired","incident":"acme"}
    Good:
        Acme raided Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":11,"quote":"raided","type":"Theft.Raid","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Theft","name":"alleged theft from Ann","incident":"acme"}
    """
    events = case.registry.event
    for trigger in case.document.triggers:
        event = events.get(trigger.refers_to)
        if event is not None and event.type != trigger.type and not _finer(event.type, trigger.type):
            yield trigger, f"is {trigger.type}, and refers to {event.id} ({shown(event.name)}), which is {event.type}; they should agree"


def _finer(one: str, two: str) -> bool:
    """Whether one of two types of events is a kind of the other: ``A.B`` is a kind of ``A``."""
    return one.startswith(f"{two}.") or two.startswith(f"{one}.")


@rule("X611", "registry")
def cycle(whole: Whole) -> Placed:
    """An entry is a part of something that is a part of it.

    Bad:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann","member_of":["e-333333"]}
        {"kind":"entity","id":"e-333333","type":"Person","name":"her friends","member_of":["e-222222"]}
    Good:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann","member_of":["e-333333"]}
        {"kind":"entity","id":"e-333333","type":"Person","name":"her friends"}
    """
    places = {entry.id: (file, line, entry) for file, line, entry in _entries(whole)}
    above, done = whole.registry.above, set[str]()
    for start in places:
        path: dict[str, Iterator[str]] = {} if start in done else {start: iter(above.get(start, ()))}
        while path:
            here = next(reversed(path))
            other = next(path[here], None)
            if other is None:
                done.add(here)
                del path[here]
            elif other in path and other != here:
                *_, around = "".join(f"{identifier} is part of " for identifier in path).partition(f"{other} is part of ")
                message = shown(f"{other} is part of {around}{other}", 200).strip("'")
                yield *places[other], f"{message}; nothing should be a part of its own part"
            elif other in places and other not in done and other not in path:
                path[other] = iter(above.get(other, ()))
