"""Verdicts by what they take."""

from typing import Literal

from ..labels import Labels
from .errors import AdjudicationError

Takes = Literal["first", "second", "both", "neither", "other"]


def verdict_of(labels: Labels, takes: Takes) -> str:
    """The verdict that takes a side.

    Raises:
        AdjudicationError: there is none.
    """
    for name, label in labels.verdict.items():
        if label.takes == takes:
            return name
    raise AdjudicationError(f'labels.toml has no verdict with takes = "{takes}"; one is needed')


def takes(labels: Labels, verdict: str) -> Takes | None:
    """What a verdict takes; None where it is still to be given."""
    return labels.verdict[verdict].takes if verdict else None
