"""X: the registry calls nobody guilty whom no court has found so."""

import re

from ..model import Entity, Event
from ..text import shown
from .catalogue import Placed, Whole, rule

_WORD = re.compile(r"\w+")
LONGEST = 12
"""Words of a name that is looked for in the names of events."""


@rule("X615", "corpus")
def called_guilty(whole: Whole) -> Placed:
    """The name of an entry calls somebody guilty of whom no article says that a court found so, or that they are dead.

    So it is where the name of a person has a word of guilt, and where that of an offence has the name of a person or of an accused
    body. A word of doubt in the name (alleged, suspected) makes it right. An exception is right for a victim who is named.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann, the thief of the till"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann, the alleged thief of the till"}
    """
    if whole.evidence.unread:  # what cannot be read may tell of a conviction
        return
    labels, registry = whole.labels, whole.registry
    people = {name for name, label in labels.mention.items() if label.person}
    accused = {name for name, label in labels.part.items() if label.accused}
    offences = {name for name, label in labels.trigger.items() if label.offence}
    blamed = {
        words: entity
        for entity in registry.entity.values()
        if (entity.type in people or not accused.isdisjoint(entity.parts)) and (words := _words(entity.name))
    }
    longest = min(max(map(len, blamed), default=0), LONGEST)
    for file, line, entry in registry.placed():
        if isinstance(entry, Entity) and entry.type in people:
            word = labels.verdict_word.search(entry.name)
            if word and not labels.hedge.search(entry.name) and not _settled(whole, entry):
                yield file, line, entry, f"the name {shown(entry.name)} says {word.group()!r}; {_WHY}"
        elif isinstance(entry, Event) and entry.type in offences and not labels.hedge.search(entry.name):
            words = _words(entry.name)
            for start in range(len(words)):
                named = (blamed.get(words[start : start + length]) for length in range(longest, 0, -1))
                entity = next((entity for entity in named if entity is not None), None)
                if entity is not None and not _settled(whole, entity):
                    yield (
                        file,
                        line,
                        entry,
                        f"the name {shown(entry.name)} of a {entry.type} names {entity.id} ({shown(entity.name)}); {_WHY}",
                    )
                    break


_WHY = "no article tells of a conviction or a death, so the name should leave it open"


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


def _settled(whole: Whole, entity: Entity) -> bool:
    """Whether somebody, or a group to which they belong, is said to be convicted or dead."""
    return whole.registry.reaches(entity.id, whole.evidence.people.settled)
