"""What stands twice and says the same both times, as a merge of two edits leaves it."""

from collections.abc import Iterable

from msgspec.structs import replace

from ..model import Cluster, Link, Record, Relation, Trigger
from ..rules import Case, Whole
from .fixes import Change, Changes, fix

_DIFFER = "no two lines say the same, so that what is right has to be decided"


@fix("R302", otherwise=_DIFFER)
def mark_twice(case: Case) -> Changes:
    """A mark whose line stands twice: the first is kept."""
    yield from _repeated((case.document.path, line, record) for line, record in enumerate(case.document.records, start=1))


@fix("T404", otherwise="the role is not one of its type")
def argument_twice(case: Case) -> Changes:
    """An argument that a trigger has twice: the first is kept."""
    for line, record in enumerate(case.document.records, start=1):
        if isinstance(record, Trigger) and len(once := dict.fromkeys(record.arguments)) < len(record.arguments):
            yield Change(case.document.path, line, replace(record, arguments=tuple(once)))


@fix("R312", otherwise="an exception speaks of it")
def link_twice(case: Case) -> Changes:
    """A link that stands twice, in both directions where its type is symmetric: the first in canonical order is kept."""
    document, symmetric = case.document, {name for name, label in case.labels.link.items() if label.symmetric}
    excused = {at for _, at in case.registry.exempt}
    seen: set[tuple[str, ...]] = set()
    for line, record in enumerate(document.records, start=1):
        if isinstance(record, Link):
            ends = (record.a, record.b) if record.type not in symmetric else tuple(sorted((record.a, record.b)))
            if (key := (record.type, *ends)) in seen and f"{document.name}/{record.id}" not in excused:
                yield Change(document.path, line, None)
            seen.add(key)


@fix("R307", "X613", otherwise=_DIFFER, scope="registry")
def entry_twice(whole: Whole) -> Changes:
    """A line of the registry that stands twice, or a symmetric relation in both directions: the first is kept."""
    symmetric = {name for name, label in whole.labels.relation.items() if label.symmetric}

    def one_way(record: Record) -> Record:
        turned = isinstance(record, Relation) and record.type in symmetric and record.b < record.a
        return replace(record, a=record.b, b=record.a) if turned and isinstance(record, Relation) else record

    yield from _repeated((file, line, one_way(record)) for file, line, record in whole.registry.placed())


@fix("X610", otherwise="the claim stands in two clusters", scope="registry")
def claim_twice(whole: Whole) -> Changes:
    """A claim that one cluster lists twice."""
    for file, line, record in whole.registry.placed():
        if isinstance(record, Cluster) and len(once := dict.fromkeys(record.claims)) < len(record.claims):
            yield Change(file, line, replace(record, claims=tuple(once)))


def _repeated(placed: Iterable[tuple[str, int, Record]]) -> Changes:
    """The removal of records that stood before in the same file."""
    seen: set[tuple[str, Record]] = set()
    for file, line, record in placed:
        if (file, record) in seen:
            yield Change(file, line, None)
        seen.add((file, record))
