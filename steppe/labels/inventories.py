"""All inventories of a corpus, as its labels file has them."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import msgspec
from msgspec import Struct

from .label import (
    BasisLabel,
    CauseLabel,
    CertaintyLabel,
    ConflictLabel,
    DefaultLabel,
    FacetLabel,
    Label,
    LayerLabel,
    LinkLabel,
    MentionLabel,
    ModalityLabel,
    PartLabel,
    RelationLabel,
    RoleLabel,
    SourceLabel,
    TriggerLabel,
    VerdictLabel,
    ZoneLabel,
)

TRIGGER = "trigger"
"""In a role's ``fillers``: the role may be filled by a trigger."""


class LabelsError(ValueError):
    """The labels file is not in its form."""


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
    conflict: dict[str, ConflictLabel]
    basis: dict[str, BasisLabel]
    layer: dict[str, LayerLabel]
    verdict: dict[str, VerdictLabel]
    cause: dict[str, CauseLabel]
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
    def inventories(self) -> dict[str, dict[str, object]]:
        """The inventories by their names."""
        told = msgspec.structs.asdict(self)
        return {name: inventory for name, inventory in told.items() if isinstance(inventory, dict)}

    @cached_property
    def cause_of(self) -> dict[str, str]:
        """The cause of each kind of difference."""
        return {kind: name for name, label in self.cause.items() for kind in label.kinds}

    def guideline(self, layer: str, kind: str) -> str:
        """The section of the guidelines that a kind of difference in a layer concerns; empty where none is named."""
        label = self.layer.get(layer)
        return label.guidelines.get(self.cause_of.get(kind, ""), label.guideline) if label else ""

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
    kinds = Counter(kind for label in labels.cause.values() for kind in label.kinds)
    faults += [f"cause: the kind {kind} has {number} causes; it has one at most" for kind, number in kinds.items() if number > 1]
    if sum(label.same for label in labels.relation.values()) != 1:
        faults.append("relation: exactly one label must have `same = true`")
    for flag in ("finer", "later"):
        if sum(getattr(label, flag) for label in labels.relation.values()) > 1:
            faults.append(f"relation: only one label can have `{flag} = true`")
    for inventory in ("polarity", "modality", "basis"):
        if sum(label.default for label in getattr(labels, inventory).values()) != 1:
            faults.append(f"{inventory}: exactly one label must have `default = true`")
    return faults
