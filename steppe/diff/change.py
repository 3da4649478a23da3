"""What a difference is made of: changes, each of one thing."""

from typing import Literal

from msgspec import Struct

Kind = Literal["added", "removed", "moved", "relabelled", "re-linked", "edited", "changed", "renamed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "moved", "relabelled", "re-linked", "edited", "changed", "renamed")
"""In the order in which they are told. ``renamed``: nothing but the id is another."""
MIRRORED: dict[Kind, Kind] = {"added": "removed", "removed": "added"}
"""What a change is, seen from the other side, where that is another kind."""

MARKS = ("zone", "mention", "trigger", "claim", "link")
LAYERS = (
    "column", "layer", "label", "document", "split", "text", "head", *MARKS, "entity", "event", "cluster", "relation", "pair", "trace",
    "exception", "pass", "decision", "setting", "manual",
)  # fmt: skip
"""What can change, in the order in which it is told. ``head`` is what is known of an article; ``pair`` two claims that are related;
``manual`` the guidelines."""


class Change(Struct, frozen=True, kw_only=True):
    """A change of one thing. A mark that both moved and got another label has two."""

    kind: Kind
    layer: str
    """One of :data:`LAYERS`."""
    old: str
    """What it was called: the id of a mark, the name of an article; empty where it is added."""
    new: str
    says: str = ""
    """What was and what is."""
    article: str = ""
    """Where it is a change in an article, or a pass over one."""


def said(what: str, was: object, becomes: object) -> str:
    """What one key was and is."""
    return f"{what}: {'none' if was in ('', (), None) else was} -> {'none' if becomes in ('', (), None) else becomes}"
