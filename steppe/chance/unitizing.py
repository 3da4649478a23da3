"""Krippendorff's alpha for unitizing: whether annotators find the same stretches of a continuum.

Krippendorff (1995), "On the reliability of unitizing continuous data", with the denominator as corrected in
Krippendorff (2004), *Content Analysis*, ch. 11. All is counted in whole numbers; only the last division is a float.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations, pairwise

from .unit import Layers, Unit, check

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Unitizing:
    """What alpha_u counts, of one continuum or of many: it adds, and the coefficients derive from it.

    Continua that are added lie end to end, but no unit and no gap reaches across: a unit of one document could not
    have stood half in the next.
    """

    annotators: int
    whole: Counter[int]
    """How often a continuum of each length is there, once for each annotator."""
    differences: Mapping[str, int]
    """By category: the squared differences of units, over the pairs of annotators."""
    units: Mapping[str, Counter[int]]
    """By category: how many units of each length there are, over all annotators."""
    gaps: Mapping[str, Counter[int]]
    """By category: how many gaps of each length there are between its units, over all annotators."""

    @property
    def length(self) -> int:
        """Of all the continua together."""
        return sum(length * times for length, times in self.whole.items()) // self.annotators

    @property
    def categories(self) -> list[str]:
        return sorted(self.units)

    def __add__(self, other: "Unitizing") -> "Unitizing":
        return self.total([self, other])

    @classmethod
    def total(cls, several: Sequence["Unitizing"]) -> "Unitizing":
        """The sum of one or more; time grows with what they hold together.

        Raises:
            ValueError: there is none, or they are not of equally many annotators.
        """
        if len(numbers := sorted({one.annotators for one in several})) != 1:
            told = " and ".join(map(str, numbers)) or "none"
            raise ValueError(f"continua of {told} annotators: there must be some, and only equal numbers add")
        whole: Counter[int] = Counter()
        differences: Counter[str] = Counter()
        names = dict.fromkeys(name for one in several for name in one.units)
        units: dict[str, Counter[int]] = {name: Counter() for name in names}
        gaps: dict[str, Counter[int]] = {name: Counter() for name in names}
        for one in several:
            whole.update(one.whole)
            differences.update(one.differences)
            for name in names:
                units[name].update(one.units.get(name, ()))
                gaps[name].update(one.gaps.get(name, one.whole))  # where a category does not occur, all is gap
        return cls(numbers[0], whole, differences, units, gaps)

    def observed(self, category: str) -> Fraction:
        """Observed disagreement on a category; zero for one that does not occur."""
        pairs = self.annotators * (self.annotators - 1)
        return Fraction(2 * self.differences.get(category, 0), pairs * self.length**2)

    def expected(self, category: str) -> Fraction:
        """The disagreement on a category if the same units and gaps were put together at random.

        For a unit of length l: every way to overlap another unit, and every place in a gap that would hold it whole.
        """
        lengths = self.units.get(category, Counter())
        number = lengths.total()
        gaps = sorted(self.gaps.get(category, self.whole).items())
        sizes = [gap for gap, _ in gaps]
        # number and sum of the gaps from each place on
        above = list(accumulate((times for _, times in reversed(gaps)), initial=0))[::-1]
        reach = list(accumulate((gap * times for gap, times in reversed(gaps)), initial=0))[::-1]
        total = 0
        for length, times in lengths.items():
            place = bisect_left(sizes, length)
            held = reach[place] - above[place] * (length - 1)
            total += times * ((number - 1) * (length * (length - 1) * (2 * length - 1) // 3) + length**2 * held)
        end = self.annotators * self.length
        possible = end * (end - 1) - sum(times * length * (length - 1) for length, times in lengths.items())
        return Fraction(2 * total, self.length * possible)

    def alpha(self, category: str) -> float | None:
        """Alpha_u of a category; None where no disagreement is expected, as where it does not occur at all."""
        return _alpha(self.observed(category), self.expected(category))

    @property
    def overall(self) -> float | None:
        """Alpha_u of all categories: their disagreements, observed and expected, are summed before one is set against the other."""
        return _alpha(sum(map(self.observed, self.units), Fraction()), sum(map(self.expected, self.units), Fraction()))


def unitized(layers: Layers, extent: tuple[int, int]) -> Unitizing:
    """Count the units of two or more annotators on one continuum, which reaches from ``extent[0]`` up to ``extent[1]``.

    Units of one annotator and one category must not overlap: the coefficient has no place for it, and ValueError
    names the two. Nested units are for the caller to choose among (see :func:`steppe.chance.outermost`); units of
    different categories may overlap as they like.
    """
    check(layers, extent)
    sorted_ = [_by_category(units, annotator) for annotator, units in enumerate(layers)]
    names = sorted({category for units in sorted_ for category in units})
    differences, lengths, gaps = {}, {}, {}
    for name in names:
        each = [units.get(name, []) for units in sorted_]
        differences[name] = sum(squared_difference(one, two) for one, two in combinations(each, 2))
        lengths[name] = Counter(end - start for units in each for start, end in units)
        gaps[name] = Counter(gap for units in each for gap in _gaps(units, extent))
    whole = Counter({extent[1] - extent[0]: len(layers)})
    return Unitizing(len(layers), whole, differences, lengths, gaps)


def alpha_u(layers: Layers, extent: tuple[int, int]) -> float | None:
    """Krippendorff's alpha_u over all categories of one continuum; None where undefined (see :class:`Unitizing`)."""
    return unitized(layers, extent).overall


def squared_difference(first: Sequence[Stretch], second: Sequence[Stretch]) -> int:
    """The squared differences between the units of two annotators, each sorted and free of overlap.

    Two units that overlap differ by the squares of the distances between their starts and between their ends; a unit
    that no unit of the other annotator overlaps, by the square of its length.
    """
    total = sum((end - start) ** 2 for start, end in (*first, *second))  # as if no two overlapped
    mine = other = 0
    met_mine = met_other = -1
    while mine < len(first) and other < len(second):
        (start, end), (begin, stop) = first[mine], second[other]
        if start < stop and begin < end:
            total += (start - begin) ** 2 + (end - stop) ** 2
            if met_mine != mine:
                total -= (end - start) ** 2
            if met_other != other:
                total -= (stop - begin) ** 2
            met_mine, met_other = mine, other
        if end <= stop:
            mine += 1
        else:
            other += 1
    return total


def _by_category(units: Iterable[Unit], annotator: int) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = {}
    for unit in sorted(units):
        found.setdefault(unit.category, []).append((unit.start, unit.end))
    for category, stretches in found.items():
        for one, two in pairwise(stretches):
            if two[0] < one[1]:
                said = f"annotator {annotator} has {category!r} from {one[0]} to {one[1]} and from {two[0]} to {two[1]}"
                raise ValueError(f"{said}: units of one category must not overlap")
    return found


def _gaps(units: Sequence[Stretch], extent: Stretch) -> list[int]:
    edges = [extent[0], *(edge for unit in units for edge in unit), extent[1]]
    return [end - start for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def _alpha(observed: Fraction, expected: Fraction) -> float | None:
    return float(1 - observed / expected) if expected else None
