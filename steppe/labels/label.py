"""What is known of a label: one class for each inventory whose labels behave."""

from typing import Literal

from msgspec import Struct

ValueKind = Literal["entity", "event", "number", "time", "words"]


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
    denies: bool = False
    """Whether the label says that it is not so."""


class FacetLabel(Label, frozen=True, kw_only=True):
    of: Literal["event", "subject", "any"]
    """What an answer is about: an event, a subject (an entity), or either or neither."""
    value: ValueKind | None = None
    """The kind of its values; absent where it has none."""
    one_of: tuple[str, ...] = ()
    """The closed list of its values, where there is one."""
    starts: tuple[str, ...] = ()
    """The words one of which begins each of its values."""
    within: bool = False
    """Whether to answer with a part is to answer with the whole too, as who names a city names its country."""


class PartLabel(Label, frozen=True, kw_only=True):
    accused: bool = False
    """Whether somebody says of who plays the part that it did wrong."""


class LayerLabel(Label, frozen=True, kw_only=True):
    """A layer of annotation, named by the kind of its records."""

    guideline: str = ""
    """The section of the guidelines that it is told in."""
    guidelines: dict[str, str] = {}
    """The sections for some causes of disagreement, where they are others."""


class VerdictLabel(Label, frozen=True, kw_only=True):
    takes: Literal["first", "second", "both", "neither", "other"]
    """What becomes of a disagreement."""


Kind = Literal[
    "boundary", "type", "missed", "level", "value", "polarity", "modality", "split", "joined", "reference", "role", "filler", "argument",
    "sentences", "kind", "source", "cue", "via", "mode", "certainty", "facet", "question",
]  # fmt: skip
"""In what two annotators differ about a mark. ``split``: the second has two entries for one of the first; ``joined``: one for two."""


class CauseLabel(Label, frozen=True, kw_only=True):
    kinds: tuple[Kind, ...]
    """The kinds of difference that it is the cause of."""


class LinkLabel(Label, frozen=True, kw_only=True):
    symmetric: bool = False


class RelationLabel(Label, frozen=True, kw_only=True):
    symmetric: bool = False
    same: bool = False
    """Whether it is the relation of claims in one cluster, so that clusters never have it."""
    conflict: bool = False
    """Whether it names the kind of conflict."""
    finer: bool = False
    """Whether the first entails the second and says more."""
    later: bool = False
    """Whether the first replaces the second, as news does."""


class ConflictLabel(Label, frozen=True, kw_only=True):
    values: tuple[ValueKind, ...] = ()
    """The kinds of values that are in this conflict when they differ."""
    denies: bool = False
    """Whether it is the conflict of what is said and what is denied."""
