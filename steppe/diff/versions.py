"""Which version a difference makes: one table of rules, and the smallest number that it allows."""

from collections.abc import Iterable

from msgspec import Struct

from ..version import BUMPS, Bump
from .change import Change, Kind


class Rule(Struct, frozen=True):
    """One line of the table: changes of one layer and kind, and the part of the version that they raise at least."""

    bump: Bump
    layer: str
    kind: Kind
    says: str
    why: str


RULES = (
    Rule("major", "column", "removed", "a column of the dataset is gone", "code that reads it fails"),
    Rule("major", "column", "changed", "a column of the dataset has another type", "code that reads it fails, or reads something else"),
    Rule("major", "column", "moved", "the labels of a column have other numbers", "what was learnt or kept by number means something else"),
    Rule("major", "layer", "removed", "no article has a layer any more", "what is learnt or scored by it has nothing left"),
    Rule("major", "label", "removed", "a label is gone", "a system that predicts it cannot be scored"),
    Rule("major", "document", "removed", "an article is gone", "results on fewer articles are no results on these"),
    Rule("major", "split", "moved", "an article is in another split", "what was learnt from is tested"),
    Rule("major", "text", "edited", "the text of an article is another", "marks and output that others made of it no longer fit"),
    Rule("major", "pass", "removed", "a pass of an annotator is gone", "agreement cannot be computed again"),
    Rule("minor", "column", "added", "a column is new", "code that does not know it goes on"),
    Rule("minor", "layer", "added", "a layer is new", "nothing that was there is another"),
    Rule("minor", "label", "added", "a label is new", "a system that does not know it can still be scored"),
    Rule("minor", "label", "changed", "a label is defined, or behaves, otherwise", "what it is used for may have changed"),
    Rule("minor", "document", "added", "an article is new", "results on the articles before can still be told apart"),
    Rule("minor", "pass", "added", "a pass of an annotator is new", "nothing that was there is another"),
)
"""What raises more than the patch. Everything else is a correction: of marks, entries, clusters, relations, traces, what is known of an
article, decisions, settings."""
_BUMP = {(rule.layer, rule.kind): rule for rule in RULES}


def bump_of(changes: Iterable[Change]) -> Bump:
    """The part of the version that changes raise at least."""
    return max((rule.bump for change in changes if (rule := rule_of(change))), key=BUMPS.index, default="patch")


def rule_of(change: Change) -> Rule | None:
    """The rule by which a change raises more than the patch; None where it is a correction."""
    return _BUMP.get((change.layer, change.kind))
