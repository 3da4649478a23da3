"""What the parts of the interface are called, in the configuration and in results."""

from collections.abc import Container

from ..labels import Labels
from ..model import Claim, Link, Mention, Trigger, Zone

TEXT = "text"
"""The object that everything is marked in."""
LAYERS = ("zone", "mention", "trigger", "claim")
"""Layers, each of which has a control of labels by its name. Links go with any of the layers that they join."""
PART = "part"
"""The control of labels of what belongs to a claim and is not the first piece of its content."""
CONTENT, CUE = "content", "cue"
"""Labels of :data:`PART`, and of the relations that lead from the claim to them."""
BY, SAME = "by", "same"
"""Relations: from a claim to its source; from a mention or trigger to another that refers to the same."""
CHAIN = 4
"""Links of a chain of sources that the interface has names for."""
RESERVED = frozenset({BY, CUE, CONTENT, SAME, *(name for n in range(1, CHAIN + 1) for name in (f"via {n}", f"via {n} cue"))})
"""Labels of relations that are not roles, and not types of links."""

CHOICES = {
    "level": "mention",
    "polarity": "trigger",
    "modality": "trigger",
    "mode": "claim",
    "certainty": "claim",
    "author_certainty": "claim",
}
"""Controls with one choice for a region, and the layer whose regions they are for."""
WRITTEN = {
    "refers_to": ("mention", "trigger"),
    "value": ("mention",),
    "answers": ("claim",),
    "canonical": ("claim",),
    "sentences": ("zone",),
}
"""Controls in which something is written for a region, and the layers whose regions they are for."""

DRAFT = "draft"
"""In the data of a task: what was drawn of two passes, by which what somebody decided is told."""
SIDE = "side"
"""The control of labels that says whose a mark is that is to be decided: it shows what is open."""
JUDGED = ("verdict", "cause")
"""What is chosen for a mark that is to be decided, and so for all that is decided with it."""
PROPOSED = ("cause", "guideline", "note")
"""What is said of it before anybody has decided."""
DECIDING = (*JUDGED, *PROPOSED[1:])

PREFIX = {"zone": Zone.prefix, "mention": Mention.prefix, "trigger": Trigger.prefix, "claim": Claim.prefix, "link": Link.prefix}


def needed(layers: Container[str]) -> list[str]:
    """Some layers, with those to whose marks theirs lead: triggers and claims need mentions."""
    wanted = {layer for layer in LAYERS if layer in layers}
    if wanted & {"trigger", "claim"}:
        wanted.add("mention")
    return [layer for layer in LAYERS if layer in wanted]


class LabelStudioError(ValueError):
    """What cannot be sent, or taken back: one fault a line, with its place."""


def side(annotator: str, control: str) -> str:
    """The label that says whose a region is, and under which control: by it the editor knows which fields to show, since of a region with
    two labels it looks at the first."""
    return f"{annotator} {control}"


def mark_of(region: str) -> str:
    """The id of the mark to which a region belongs: its own, or, of a part of a claim, the claim's."""
    return region.partition(".")[0]


class NoText(LabelStudioError):
    """The text of an article is not at hand."""


def via(number: int) -> str:
    """The relation from a claim to the nth link of its chain, from 1."""
    return f"via {number}"


def via_cue(number: int) -> str:
    """The relation from a claim to the words of the nth link of its chain, from 1."""
    return f"via {number} cue"


def relations(labels: Labels) -> list[str]:
    """The labels of relations, in the order in which they are offered.

    Raises:
        LabelStudioError: a role or a type of links is called as a relation of the interface is.
    """
    named = [*labels.role, *labels.link]
    if taken := sorted(RESERVED.intersection(named)):
        raise LabelStudioError(
            f"labels.toml: {taken[0]!r} is what the interface calls a relation of its own; call the role or link otherwise"
        )
    return [*dict.fromkeys(named), BY, CUE, *(name for n in range(1, CHAIN + 1) for name in (via(n), via_cue(n))), CONTENT, SAME]


def choices(labels: Labels, control: str) -> list[str]:
    """What a control of :data:`CHOICES` offers."""
    return list(getattr(labels, "certainty" if control == "author_certainty" else control))
