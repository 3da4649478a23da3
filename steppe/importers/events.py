"""brat's events as triggers."""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from ..model import Argument, Trigger
from ..text import shown
from .carried import PLACE, Was
from .marks import Marks
from .standoff import Attribute, Happening, TextBound
from .toml import NEGATION, SPECULATION

_KEYS = {NEGATION: "polarity", SPECULATION: "modality"}
"""What the attributes are that a trigger can have."""


class _Group(Struct):
    """Events of one type on one word: a trigger."""

    id: str
    type: str
    trigger: str
    events: list[Happening]


class Events:
    """The events of one article.

    Several events of one type on one word become one trigger with all their arguments, except for one that says what another
    does, or has its id: those stay apart, so that they can be found.
    """

    def __init__(self, marks: Marks, role: Callable[[str], str]) -> None:
        self.marks = marks
        self.file = marks.file
        self.role = role
        self._groups: list[_Group] = []
        self._spans: dict[str, list[TextBound]] = {}
        self._of_word: dict[str, str] = {}
        """The id of the first group on each word."""
        self._group_of: dict[str, _Group] = {}

    def is_trigger(self, span: TextBound) -> bool:
        """Whether an annotation is the word of an event."""
        return span.name in self._of_word

    def gather(self, spans: list[TextBound], happenings: list[Happening]) -> None:
        """Find which annotations are triggers, and give every event its id."""
        for span in spans:
            self._spans.setdefault(span.name, []).append(span)
        first: dict[tuple[str, str], _Group] = {}
        names: set[str] = set()
        said: set[tuple[str, str, frozenset[tuple[str, str]]]] = set()
        for event in happenings:
            if event.trigger not in self._spans:
                why = f"its trigger {shown(event.trigger)} is nowhere, so that it has no place in the text"
                self.marks.lost(event.line, "no-trigger", event.name, why)
                continue
            key = (event.trigger, event.type)
            says = (*key, frozenset((self.role(role), filler) for role, filler in event.arguments))
            if key in first and event.name not in names and says not in said:
                group = first[key]
                group.events.append(event)
                why = f"it shares its trigger with {group.events[0].name}: they are carried as one, with the arguments of both"
                self.marks.lost(event.line, "shared-trigger", event.name, why, carried=True)
            else:
                group = _Group(self.marks.ids.id("t", event.name), event.type, event.trigger, [event])
                self._groups.append(group)
                first.setdefault(key, group)
            names.add(event.name)
            said.add(says)
            self._group_of.setdefault(event.name, group)
            self.marks.names.setdefault(event.name, group.id)
            self._of_word.setdefault(event.trigger, group.id)
        for span in spans:
            if span.type in self.marks.event_types and span.name not in self._of_word:
                group = _Group(self.marks.ids.id("t", span.name), span.type, span.name, [])
                self._groups.append(group)
                self._of_word[span.name] = group.id
        self.marks.names |= self._of_word

    def add_triggers(self, attributes: list[Attribute]) -> None:
        """Carry the events, with what attributes say of them."""
        said = self._attributes(attributes)
        times = Counter((group.trigger, group.type) for group in self._groups)  # of those that say the same twice, no place is at fault
        for group in self._groups:
            arguments, places = self._arguments(group)
            for span in self._spans[group.trigger]:
                if span.type != group.type:
                    why = f"its event is of type {shown(group.type)}, which is carried"
                    self.marks.lost(span.line, "type-differs", f"{span.name} {shown(span.type)}", why, carried=True)
                start, end, quote = self.marks.place(span)
                labels = {key: attribute.type for key, attribute in said.get(group.id, {}).items()}
                trigger = Trigger(id=group.id, start=start, end=end, quote=quote, type=group.type, arguments=tuple(arguments), **labels)
                was = [self.marks.was(attribute.name, attribute.line, key) for key, attribute in said.get(group.id, {}).items()]
                was += [self.marks.was(event.name, event.line) for event in group.events[:1]]
                key = "" if not group.events else PLACE if times[group.trigger, group.type] == 1 else span.name
                was.append(self.marks.was(span.name, span.line, key))
                self.marks.carried.add(trigger, *was, *places)

    def _arguments(self, group: _Group) -> tuple[list[Argument], list[Was]]:
        """The arguments of a trigger, and where those stood that its first event does not have."""
        arguments: list[Argument] = []
        places = []
        for event in group.events:
            before = set(arguments)
            its = [Argument(role=self.role(role), filler=self.marks.reference(filler, event.line)) for role, filler in event.arguments]
            arguments += [argument for argument in its if argument not in before]
            if event is not group.events[0]:
                keys = dict.fromkeys([event.name, *(argument.filler for argument in its if argument not in before)])
                places += [self.marks.was(event.name, event.line, key) for key in keys]
        return arguments, places

    def _attributes(self, attributes: list[Attribute]) -> dict[str, dict[str, Attribute]]:
        """Polarity and modality of each trigger, by its id and the key; the ledger gets the other attributes."""
        found: dict[str, dict[str, Attribute]] = {}
        for attribute in attributes:
            group = self._group_of.get(attribute.target)
            key = _KEYS.get(attribute.type)
            what = " ".join(filter(None, (attribute.name, attribute.type, attribute.target, attribute.value)))
            if attribute.target not in self.marks.names:
                why = f"its target {shown(attribute.target)} is nowhere"
            elif key is None or attribute.value or group is None:
                why = "the corpus has no place for it"
            elif len(group.events) > 1:
                why = f"it is of one of {len(group.events)} events that share a trigger"
            elif key in found.get(group.id, {}):
                why = "the event has it already"
            else:
                found.setdefault(group.id, {})[key] = attribute
                continue
            self.marks.lost(attribute.line, "attribute", shown(what), why)
        return found
