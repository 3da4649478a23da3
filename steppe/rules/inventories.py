"""T: the registry has labels of the inventories, and these are done."""

from ..model import Cluster, Entity, Event, Relation
from ..text import shown
from .catalogue import Placed, Whole, rule
from .drafts import alternatives, is_working_label, working_text
from .types import unknown


@rule("T407", "registry")
def unknown_registry_label(whole: Whole) -> Placed:
    """An entry of the registry has a label outside its inventory, or an incident that corpus.toml does not name.

    Bad:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Human","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    labels, settings = whole.labels, whole.settings
    for file, line, record in whole.registry.placed():
        wrong: list[str | None] = []
        match record:
            case Entity():
                wrong = [unknown("type", record.type, [name for name, label in labels.mention.items() if label.registry])]
                wrong += [unknown("part", part, labels.part) for part in record.parts]
            case Event():
                wrong = [
                    unknown("type", record.type, labels.trigger),
                    unknown("incident", record.incident, settings.incident, "corpus.toml"),
                ]
            case Cluster():
                wrong = [unknown("facet", record.facet, labels.facet)]
            case Relation():
                wrong = [unknown("type", record.type, [name for name, label in labels.relation.items() if not label.same])]
                if record.conflict:
                    wrong.append(unknown("conflict", record.conflict, labels.conflict))
                if record.basis:
                    wrong.append(unknown("basis", record.basis, labels.basis))
        for message in wrong:
            if message:
                yield file, line, record, message


@rule("T408", "registry")
def working_label(whole: Whole) -> Placed:
    """A label of the inventories, or the name of an entry, is a note to oneself, a question, or two things with a slash.

    Bad:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"TODO"}
    Good:
        Acme fired Ann.
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    if whole.registry.folder == "annotations":
        for inventory in whole.labels.__struct_fields__:
            names = getattr(whole.labels, inventory)
            for name in names if isinstance(names, dict) else ():
                if alternatives(name) or is_working_label(name):
                    what = "two labels" if alternatives(name) else "a working label"
                    yield "annotations/labels.toml", 0, name, f"{inventory} has {shown(name)}, {what}; it should have what is decided"
    for file, line, record in whole.registry.placed():
        if isinstance(record, Entity | Event) and working_text(record.name):
            yield file, line, record, f"is called {shown(record.name)}, a working name; it should have the name that the articles give"
