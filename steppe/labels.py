"""The labels of a corpus and how each behaves: ``annotations/labels.toml``, the only place where a label is spelt."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec
from msgspec import Struct

TRIGGER = "trigger"
"""In a role's ``fillers``: the role may be filled by a trigger."""

ValueKind = Literal["entity", "event", "number", "time", "words"]


class LabelsError(ValueError):
    """The labels file is not in its form."""


class Label(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label: what it means, and an example."""

    definition: str
    example: str = ""


class DefaultLabel(Label, frozen=True, kw_only=True):
    """A label of which one is meant where a record says nothing."""

    default: bool = False


class ModalityLabel(DefaultLabel, frozen=True, kw_only=True):
    hedged: bool = False
    """Whether the label says that something in the text makes the event less than sure."""
    unreal: bool = False
    """Whether what has the label need not have happened, so that it may lie in the future."""


class BasisLabel(DefaultLabel, frozen=True, kw_only=True):
    values: bool = False
    """Whether a relation on this basis follows from the values of the claims."""


class ZoneLabel(Label, frozen=True, kw_only=True):
    marks: bool = True
    """Whether other layers are marked in zones of this type."""
    repeats: bool = False
    """Whether a zone of this type repeats an earlier line of the page."""


class MentionLabel(Label, frozen=True, kw_only=True):
    level: bool = True
    """Whether its mentions have a level."""
    registry: bool = True
    """Whether its mentions refer to the registry."""
    singletons: bool = False
    """Whether a mention that no other corefers with may do without an entry there."""
    value: Literal["", "time", "number"] = ""
    """The kind of value that its mentions carry."""
    person: bool = False
    """Whether its entities are people, of whom nothing may be said that no claim says."""

    @property
    def lacks(self) -> list[bool]:
        """Whether its mentions have no level, no registry entry, no value."""
        return [not self.level, not self.registry, not self.value]


class RoleLabel(Label, frozen=True, kw_only=True):
    fillers: tuple[str, ...]
    """Mention types, and ``trigger``."""
    every: bool = False
    """Whether every event type has this role."""


class TriggerLabel(Label, frozen=True, kw_only=True):
    roles: tuple[str, ...] = ()
    registry: bool = True
    """Whether its triggers refer to the registry."""
    offence: bool = False
    """Whether to have done it is an offence."""
    convicts: str = ""
    """The role of who is found guilty, where the event is a conviction."""
    dies: str = ""
    """The role of who is dead afterwards, where the event is a death."""


class SourceLabel(Label, frozen=True, kw_only=True):
    by: bool
    cue: bool
    mode: bool
    author: Literal["any", "same", "open"] = "any"
    """What the article's own certainty can be: any, that of the source, or none (an open label)."""


class CertaintyLabel(Label, frozen=True, kw_only=True):
    hedged: bool = False
    """Whether the label speaks of a degree, which something in the text must carry."""
    open: bool = False
    """Whether the label commits to nothing."""


class FacetLabel(Label, frozen=True, kw_only=True):
    of: Literal["event", "subject", "any"]
    """What an answer is about: an event, a subject (an entity), or either or neither."""
    value: ValueKind | None = None
    """The kind of its values; absent where it has none."""
    one_of: tuple[str, ...] = ()
    """The closed list of its values, where there is one."""
    starts: tuple[str, ...] = ()
    """The words one of which begins each of its values."""


class PartLabel(Label, frozen=True, kw_only=True):
    accused: bool = False
    """Whether somebody says of who plays the part that it did wrong."""


class LinkLabel(Label, frozen=True, kw_only=True):
    symmetric: bool = False


class RelationLabel(Label, frozen=True, kw_only=True):
    symmetric: bool = False
    same: bool = False
    """Whether it is the relation of claims in one cluster, so that clusters never have it."""
    conflict: bool = False
    """Whether it names the kind of conflict."""


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of the language of the texts that say something to a rule."""

    hedges: tuple[str, ...] = ()
    """Words and phrases that make a statement less than sure."""
    numerals: dict[str, int] = {}
    """Words for cardinals below a hundred."""
    multiples: tuple[str, ...] = ()
    """Words that multiply the number before them, so that digits beside them are not the whole number."""
    verdicts: tuple[str, ...] = ()
    """Words that call somebody guilty."""


class Labels(Struct, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """All inventories. Each maps a label to what is known of it, in the order of the file."""

    zone: dict[str, ZoneLabel]
    mention: dict[str, MentionLabel]
    level: dict[str, Label]
    trigger: dict[str, TriggerLabel]
    role: dict[str, RoleLabel]
    polarity: dict[str, DefaultLabel]
    modality: dict[str, ModalityLabel]
    source_kind: dict[str, SourceLabel]
    mode: dict[str, Label]
    certainty: dict[str, CertaintyLabel]
    facet: dict[str, FacetLabel]
    part: dict[str, PartLabel]
    relation: dict[str, RelationLabel]
    conflict: dict[str, Label]
    basis: dict[str, BasisLabel]
    layer: dict[str, Label]
    verdict: dict[str, Label]
    cause: dict[str, Label]
    link: dict[str, LinkLabel] = {}
    words: Words = Words()

    @cached_property
    def roles_of(self) -> dict[str, frozenset[str]]:
        """The legal roles of each event type."""
        shared = {name for name, role in self.role.items() if role.every}
        return {name: frozenset(shared.union(label.roles)) for name, label in self.trigger.items()}

    @cached_property
    def fillers_of(self) -> dict[str, frozenset[str]]:
        """The legal fillers of each role: mention types, and ``trigger``."""
        return {name: frozenset(role.fillers) for name, role in self.role.items()}

    @cached_property
    def silent(self) -> frozenset[str]:
        """Zone types in which nothing else is marked."""
        return frozenset(name for name, zone in self.zone.items() if not zone.marks)

    @cached_property
    def without_registry(self) -> frozenset[str]:
        """Event types whose triggers need not refer to the registry."""
        return frozenset(name for name, label in self.trigger.items() if not label.registry)

    @cached_property
    def same(self) -> str:
        """The relation of two claims in one cluster."""
        return next(name for name, label in self.relation.items() if label.same)

    @cached_property
    def hedge(self) -> re.Pattern[str]:
        """Finds a hedge in a text."""
        return _any_of(self.words.hedges)

    @cached_property
    def numerals(self) -> dict[str, int]:
        """The number that a word says, by the word in small letters."""
        return {word.casefold(): number for word, number in self.words.numerals.items()}

    @cached_property
    def multiples(self) -> frozenset[str]:
        """Words that multiply a number, in small letters."""
        return frozenset(map(str.casefold, self.words.multiples))

    @cached_property
    def verdict_word(self) -> re.Pattern[str]:
        """Finds a word that calls somebody guilty."""
        return _any_of(self.words.verdicts)

    def default(self, inventory: Mapping[str, DefaultLabel]) -> str:
        """The label that is meant where a record gives none."""
        return next((name for name, label in inventory.items() if label.default), "")


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some phrases as whole words, in any case; nothing where there are none."""
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b" if either else "(?!)", re.IGNORECASE)


def parse_labels(data: bytes) -> Labels:
    """Read a labels file.

    Raises:
        LabelsError: it is no TOML, has a key that is not known, or refers to a label that it does not define.
    """
    try:
        labels = msgspec.toml.decode(data, type=Labels)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise LabelsError(str(error)) from error
    for fault in _faults(labels):
        raise LabelsError(fault)
    return labels


def _faults(labels: Labels) -> list[str]:
    """References between labels that lead nowhere, and inventories that cannot work."""
    faults = [
        f"role.{name}: filler {filler} is not a mention type, nor `{TRIGGER}`"
        for name, role in labels.role.items()
        for filler in role.fillers
        if filler not in labels.mention and filler != TRIGGER
    ]
    faults += [
        f'trigger."{name}": role {role} is not defined'
        for name, label in labels.trigger.items()
        for role in label.roles
        if role not in labels.role
    ]
    faults += [
        f'trigger."{name}": {key} names {role}, which is none of its roles'
        for name, label in labels.trigger.items()
        for key, role in (("convicts", label.convicts), ("dies", label.dies))
        if role and role not in labels.roles_of[name]
    ]
    if sum(label.same for label in labels.relation.values()) != 1:
        faults.append("relation: exactly one label must have `same = true`")
    for inventory in ("polarity", "modality", "basis"):
        if sum(label.default for label in getattr(labels, inventory).values()) != 1:
            faults.append(f"{inventory}: exactly one label must have `default = true`")
    return faults
