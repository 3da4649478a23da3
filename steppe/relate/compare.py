"""How two answers to one question stand to each other, as far as their values tell.

Nothing here reads words. A value says what labels.toml lets it say (:class:`steppe.labels.FacetLabel`): numbers and times are
stretches of a line, of which one may lie in the other; several entities or words are said together, so that more of them say more.
"""

from enum import Enum

from msgspec import Struct

from ..labels import CertaintyLabel, FacetLabel
from ..store import Registry
from ..values import bounds, wrong_number
from .extents import Extent, number_extent, time_extent

Value = str | tuple[int | None, int | None]
"""A value so that two compare equal if they say the same; numbers by what they allow."""


class Stand(Enum):
    """How the first of two answers stands to the second."""

    SAME = "same"
    FINER = "finer"
    COARSER = "coarser"
    APART = "apart"
    """No number or time is allowed by both."""
    DENIED = "denied"
    """What one says, the other denies."""
    OPEN = "open"
    """Values do not tell."""

    @property
    def turned(self) -> "Stand":
        """How the second stands to the first."""
        return {Stand.FINER: Stand.COARSER, Stand.COARSER: Stand.FINER}.get(self, self)


class Sign(Enum):
    """Whether a source says that it is so, that it is not, or neither."""

    SAID = "said"
    DENIED = "denied"
    NEITHER = "neither"


class Said(Struct, frozen=True):
    """An answer as values tell it."""

    sign: Sign
    values: frozenset[Value]
    extent: Extent | None = None
    """What its number or time covers; None where it has another kind of value, or several."""

    @property
    def key(self) -> "Key":
        """What answers that say the same have in common."""
        return self.sign, self.values


Key = tuple[Sign, frozenset[Value]]


def said(facet: FacetLabel | None, certainty: CertaintyLabel | None, values: tuple[str, ...]) -> Said | None:
    """What values say; None where they say nothing: there are none, or one is vague, or labels are not known."""
    if facet is None or facet.value is None or certainty is None or not values or any(_vague(facet, value) for value in values):
        return None
    sign = Sign.NEITHER if certainty.open else Sign.DENIED if certainty.denies else Sign.SAID
    distinct = frozenset(_normal(facet, value) for value in values)
    extent = {"number": number_extent, "time": time_extent}.get(facet.value) if len(distinct) == 1 else None
    return Said(sign, distinct, min((extent(value) for value in values), key=_sharpness) if extent else None)


def merged(answers: list[Said]) -> Said | None:
    """What several answers say together; None where they do not say the same."""
    if len({answer.key for answer in answers}) != 1:
        return None
    return min(answers, key=lambda answer: _sharpness(answer.extent))


def _sharpness(extent: Extent | None) -> bool:
    """Orders extents so that the vaguest comes first: who says ``100`` together with who says ``~100`` is no surer."""
    return extent is not None and extent.sharp


def _vague(facet: FacetLabel, value: str) -> bool:
    """Whether a time is one of those that name none, like ``PAST_REF`` or ``PXD``, and a number is none."""
    if facet.value == "time":
        return value.endswith("_REF") or value.startswith("PX") or not value
    return bool(wrong_number(value)) if facet.value == "number" else not value.strip()


def _normal(facet: FacetLabel, value: str) -> Value:
    return bounds(value) if facet.value == "number" else value


def compare(one: Said | None, two: Said | None, facet: FacetLabel, registry: Registry) -> Stand:
    """How one answer stands to another."""
    if one is None or two is None:
        return Stand.OPEN
    if one.key == two.key:
        return Stand.SAME
    signs = {one.sign, two.sign}
    if signs == {Sign.SAID}:
        return _of_values(one, two, facet, registry)
    if signs == {Sign.SAID, Sign.DENIED}:
        says, denies = (one, two) if one.sign is Sign.SAID else (two, one)
        if says.values == denies.values or _of_values(says, denies, facet, registry) is Stand.FINER:
            return Stand.DENIED
    return Stand.OPEN


def _of_values(one: Said, two: Said, facet: FacetLabel, registry: Registry) -> Stand:
    """How what is said with other values stands to each other."""
    if facet.value in ("number", "time"):
        return _of_extents(one.extent, two.extent)
    covers, covered = _covers(one, two, facet, registry), _covers(two, one, facet, registry)
    return Stand.OPEN if covers == covered else Stand.FINER if covers else Stand.COARSER


def _of_extents(one: Extent | None, two: Extent | None) -> Stand:
    if one is None or two is None:
        return Stand.OPEN
    if one.apart(two):
        return Stand.APART
    covers, covered = two.holds(one), one.holds(two)
    return Stand.OPEN if covers == covered else Stand.FINER if covers else Stand.COARSER


def _covers(one: Said, two: Said, facet: FacetLabel, registry: Registry) -> bool:
    """Whether everything that the second names is named by the first, or is a whole of which the first names a part."""
    return all(
        value in one.values or (facet.within and any(registry.reaches(str(other), {str(value)}) for other in one.values))
        for value in two.values
    )
