"""Units: stretches of a continuum, each with a category."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Unit(NamedTuple):
    """What an annotator marked: from ``start`` up to, not including, ``end``, as a category."""

    start: int
    end: int
    category: str


Layers = Sequence[Sequence[Unit]]
"""The units of each annotator, in any order."""


def outermost(units: Iterable[Unit]) -> list[Unit]:
    """The units that do not lie within another of their category, in reading order; of equal ones the first.

    Units that cross, neither within the other, are both kept.
    """
    kept = []
    reach: dict[str, int] = {}
    for unit in sorted(units, key=lambda unit: (unit.start, -unit.end)):
        if unit.category not in reach or unit.end > reach[unit.category]:
            kept.append(unit)
            reach[unit.category] = unit.end
    return kept


def extent_of(layers: Layers) -> tuple[int, int]:
    """From the first start to the last end of any unit; some extent where there are none."""
    units = [unit for each in layers for unit in each]
    return (min(unit.start for unit in units), max(unit.end for unit in units)) if units else (0, 1)


def check(layers: Layers, extent: tuple[int, int]) -> None:
    """ValueError where there are fewer than two annotators, or a unit is empty or outside the continuum."""
    if len(layers) < 2:
        raise ValueError(f"there are units of {len(layers)} annotators: agreement is between two or more")
    begin, end = extent
    for annotator, units in enumerate(layers):
        for unit in units:
            if unit.start >= unit.end:
                raise ValueError(f"annotator {annotator} has {unit.category!r} from {unit.start} to {unit.end}: a unit has a length")
            if not begin <= unit.start < unit.end <= end:
                said = f"annotator {annotator} has {unit.category!r} from {unit.start} to {unit.end}"
                raise ValueError(f"{said}: a unit lies within the continuum, {begin} to {end}")
    if begin >= end:
        raise ValueError(f"the continuum reaches from {begin} to {end}: it must have a length")
