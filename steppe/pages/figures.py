"""Figures in pages that people write, filled in from what a build counts, so that no digit is written by hand.

``<!-- count layers.articles.train -->17<!-- /count -->`` is a number of ``counts.json``; ``<!-- agreement m1+m2.1.3.measures.mention.strict.value
-->0.976<!-- /agreement -->`` one of ``agreement.json``. In words of ``corpus.toml``, which are told elsewhere, ``{count PATH}`` and ``{agreement PATH}`` stand for the same.
"""

import re
from typing import Any

import msgspec

from ..figures import AGREEMENT, COUNT, branch, count, filled
from ..score.grid import figure
from .agreed import Agreed

_PLACE = re.compile(r"\{(count|agreement) ([^{}]+)\}")
"""What stands for a figure in words that are told elsewhere: which kind, and its path."""


class FigureError(ValueError):
    """A page asks for figures that there are not: one a line, each with its place."""


class Figures:
    """The figures of a built dataset, from the bytes of ``counts.json`` and ``agreement.json``."""

    def __init__(self, counts: bytes, agreement: bytes | None, splits: list[str]) -> None:
        self.counts: dict[str, Any] = msgspec.json.decode(counts)
        self.splits = splits
        self.agreement: dict[str, Any] = {}
        for one in msgspec.json.decode(agreement, type=list[Agreed]) if agreement else []:
            measured = {"articles": len(one.articles), "measures": one.measures, "coefficients": one.coefficients}
            self.agreement.setdefault("+".join(one.annotators), {})[one.guidelines] = msgspec.to_builtins(measured)

    def filled(self, page: str, name: str) -> str:
        """A page with these figures.

        Raises:
            FigureError: it asks for some that there are not.
        """
        page, no_count = filled(page, COUNT, self._count, name)
        page, no_figure = filled(page, AGREEMENT, self.agreed, name)
        faults = [(line, f"there is no count {path}; counts.json has them") for line, path in no_count]
        faults += [(line, f"there is no figure {path}; agreement.json has them") for line, path in no_figure]
        if faults:
            raise FigureError("\n".join(f"{name}:{line}: {says}" for line, says in sorted(faults)))
        return page

    def told(self, words: str, where: str) -> str:
        """Words with figures in the places that stand for them.

        Raises:
            FigureError: they ask for one that there is not.
        """

        def fill(place: re.Match[str]) -> str:
            kind, path = place.groups()
            found = self._count(path) if kind == "count" else self.agreed(path)
            if found is None:
                raise FigureError(f"{where}: there is no {kind} {path}; {'counts' if kind == 'count' else kind}.json has them")
            return found

        return _PLACE.sub(fill, words)

    def _count(self, path: str) -> str | None:
        found = count(path, self.counts, self.splits)
        return None if found is None else f"{found:,}"

    def agreed(self, path: str) -> str | None:
        """The figure of agreement at the end of a path, as a page tells it."""
        found = branch(path, self.agreement)
        return f"{found:,}" if isinstance(found, int) else figure(found) if isinstance(found, float) else None
