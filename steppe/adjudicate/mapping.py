"""Which entry of gold each entry of a pass is: what the decisions about entities and events come to."""

from collections.abc import Iterable

from msgspec import Struct

from ..model import Decision
from ..model.refer import entries, values
from ..store import Document, Registry
from .errors import AdjudicationError

FORMS = {"entities": "entity", "events": "event"}
"""The files of decisions about the registry, whose names no article can have, with the layer of each."""


class Mapping(Struct, frozen=True):
    """The entries of gold, by the ids that the first and the second pass give them."""

    first: dict[str, str]
    second: dict[str, str]


def mapping(decisions: Iterable[Decision], first: str, second: str) -> Mapping:
    """What decisions about the registry say of two annotators; of those that are open, what they propose.

    Raises:
        AdjudicationError: an entry of a pass is two entries of gold, or a decision names none.
    """
    found: dict[str, dict[str, str]] = {}
    for decision in decisions:
        for named in (*decision.first, *decision.second):
            who, _, entry = named.rpartition("/")
            if len(decision.gold) != 1:
                raise AdjudicationError(f"{decision.id}: {named} is {len(decision.gold)} entries of gold; it should be one")
            (gold,) = decision.gold
            if found.setdefault(who, {}).setdefault(entry, gold) != gold:
                raise AdjudicationError(f"{decision.id}: {named} is {gold}, and {found[who][entry]} by another decision; keep one")
    return Mapping(found.get(first, {}), found.get(second, {}))


def needed(documents: Iterable[Document], registry: Registry) -> set[str]:
    """The entries that marks refer to, and those that these are members or parts of, however far up.

    Raises:
        AdjudicationError: a mark, or an entry, refers to one that the registry does not have.
    """
    left: list[tuple[str, str]] = []
    for document in documents:
        for mark in document.marks:
            left += [(f"{document.path}:{document.line(mark)}: {mark.id}", entry) for entry in entries(mark)]
            left += [("", value) for value in values(mark) if value in registry.names]
    found: set[str] = set()
    while left:
        where, entry = left.pop()
        if registry.entry(entry) is None:
            raise AdjudicationError(f"{where} refers to {entry}, which is no entry of {registry.folder}; it should be one")
        if entry not in found:
            found.add(entry)
            left += [(f"{registry.folder}: {entry}", above) for above in registry.above.get(entry, ())]
    return found
