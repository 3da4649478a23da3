"""T: the registry has labels of the inventories, and these are done."""

from ..model import Cluster, Entity, Event, Exemption, Relation
from ..text import shown
from .catalogue import CATALOGUE, Placed, Whole, rule
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


@rule("R313", "registry")
def entry_twice(whole: Whole) -> Placed:
    """Two entries of the registry have the same type and name, and events the same incident: they are one, or should be told apart.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":0,"end":4,"quote":"Acme","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":0,"end":4,"quote":"Acme","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann Acme"}
    """
    if not whole.settings.checks.names:
        return
    first: dict[tuple[str, ...], str] = {}
    for file, line, record in whole.registry.placed():
        if isinstance(record, Entity | Event) and record.name:
            key = (str(record.__struct_config__.tag), record.type, record.name, record.incident if isinstance(record, Event) else "")
            other = first.setdefault(key, record.id)
            if other != record.id:
                yield (
                    file,
                    line,
                    record,
                    f"has the type and name of {other} ({shown(record.name)}); it should be one entry, or have another name",
                )


@rule("R314", "registry")
def exception_of_nothing(whole: Whole) -> Placed:
    """An exception is from no rule that there is, gives no reason, or names no mark, entry, label or key of the card.

    Bad:
        Acme fired Ann.
        {"kind":"exception","rule":"no-such-rule","at":"example/article","reason":"Why not."}
    Good:
        Acme fired Ann.
        {"kind":"exception","rule":"unknown-rights","at":"example/article","reason":"The page gives no date."}
    """
    names = {rule.name for rule in CATALOGUE.values()}
    for file, line, record in whole.registry.placed():
        if isinstance(record, Exemption):
            if record.rule not in names:
                yield file, line, record, f"is from {shown(record.rule)}; there is no such rule (`steppe rules` lists them)"
            if not record.reason.strip():
                yield file, line, record, "gives no reason; it should say why the finding is right all the same"
            if not _can_be_named(whole, record.at):
                yield (
                    file,
                    line,
                    record,
                    f"is at {shown(record.at)}; it should be ARTICLE/MARK, an entry of the registry, INVENTORY.LABEL, or card.KEY",
                )


def _can_be_named(whole: Whole, at: str) -> bool:
    """Whether an exception can be at this: a mark of an article, an entry, a cluster, a label, or a key under ``card``."""
    article, slash, mark = at.partition("/")
    if slash:
        return bool(article and mark)
    inventory, _, label = at.partition(".")
    known = whole.registry
    if inventory == "card":
        return label in whole.settings.card
    return at in known.entity or at in known.event or at in known.cluster or label in (getattr(whole.labels, inventory, None) or ())
