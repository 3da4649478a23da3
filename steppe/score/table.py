"""What measures count, article by article."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice

import numpy as np

from .bootstrap import Draws
from .case import Cases
from .comparison import Comparison
from .counts import Array
from .measure import Measure

AT_ONCE = 256
"""Articles that are counted together."""


class Table:
    """The counts of some measures: a row for each article, the counts of the measures side by side."""

    def __init__(
        self, names: Sequence[str], measures: Sequence[Measure], counts: Array, by_label: Mapping[str, Mapping[str, Array]]
    ) -> None:
        self.names = names
        self.measures = measures
        self.counts = counts
        """``[articles, width of all measures]``"""
        self.by_label = by_label
        """By measure and label: the summed counts, of measures that have a breakdown."""
        ends = np.cumsum([0, *(measure.width for measure in measures)]).tolist()
        self._places = {measure.name: slice(start, end) for measure, start, end in zip(measures, ends, ends[1:], strict=False)}

    @cached_property
    def totals(self) -> Array:
        """The counts of all articles together."""
        total: Array = self.counts.sum(axis=0)
        return total

    def of(self, measure: Measure, counts: Array) -> Array:
        """The ratios of a measure, from counts of the whole width: ``[..., width]`` to ``[..., 3]``."""
        return measure.ratios(counts[..., self._places[measure.name]])

    def counted(self, measure: Measure) -> Array:
        """The summed counts of a measure."""
        return self.totals[self._places[measure.name]]

    def fill(self, start: int, cases: Cases) -> None:
        """Count some articles, which have the rows from ``start`` on."""
        rows = self.counts[start : start + len(cases.cases)]
        for measure in self.measures:
            rows[:, self._places[measure.name]] = measure.together(cases) if measure.together else list(map(measure.counts, cases.cases))

    def again(self, draws: Draws) -> Array | None:
        """The summed counts of samples of articles; None where there are none."""
        return draws.sums(self.counts) if draws else None


def counted(
    comparison: Comparison, measures: Sequence[Measure], *, labels: bool = False, seen: Callable[[int], object] = lambda number: None
) -> Table:
    """Count some measures in each article of a comparison; with ``labels``, by label too. ``seen`` is told of each article."""
    comparison.across  # noqa: B018 - the registries are aligned before anything is counted
    table = Table(comparison.names, measures, np.zeros((len(comparison.names), sum(measure.width for measure in measures))), {})
    divided = [measure for measure in measures if labels and measure.by_label]
    by_label: dict[str, dict[str, Array]] = {measure.name: {} for measure in divided}
    table.by_label = by_label
    stream, start = comparison.cases(), 0
    while cases := list(islice(stream, AT_ONCE)):
        table.fill(start, Cases(cases))
        start += len(cases)
        for case in cases:
            for measure in divided:
                sums = by_label[measure.name]
                for label, each in measure.by_label(case).items():  # type: ignore[misc]
                    sums[label] = sums.get(label, 0) + np.array(each, dtype=np.float64)
        seen(len(cases))
    return table
