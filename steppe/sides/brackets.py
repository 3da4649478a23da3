"""Coreference in brackets, the last column of CoNLL-2012 (Pradhan et al. 2012): ``(1``, ``1)``, ``(1)``, several joined by ``|``.

``-`` or ``_`` stands where no mention begins or ends.
"""

import re
from collections.abc import Iterator, Sequence

from .tags import Span, TagError

NONE = frozenset({"-", "_"})
_PART = re.compile(r"(\()?([^()|\s]+)(\))?")
BRACKETED = re.compile(r"\((?:[^()|\s]+)\)?(?:\|.*)?|[^()|\s]+\)(?:\|.*)?")
"""What the column of a token that begins or ends a mention looks like; never a tag."""


def mentions_of(column: Sequence[str]) -> Iterator[Span]:
    """The mentions of a document: first token, token after the last, cluster.

    Of two mentions of one cluster that are open at once, the later one ends first.

    Raises:
        TagError: a bracket closes nothing, or nothing closes it, or it is none.
    """
    waiting: dict[str, list[int]] = {}
    for index, cell in enumerate(column):
        if cell in NONE:
            continue
        for part in cell.split("|"):
            match = _PART.fullmatch(part)
            if match is None or not (match[1] or match[3]):
                raise TagError(index, f"the coreference is {cell!r}; it should be - or brackets like (1, 1), (1) or (1|(2)")
            cluster = match[2]
            if match[1]:
                waiting.setdefault(cluster, []).append(index)
            if match[3]:
                if not waiting.get(cluster):
                    raise TagError(
                        index, f"the bracket {part!r} closes a mention of {cluster} that is not open; ({cluster} should stand before"
                    )
                yield waiting[cluster].pop(), index + 1, cluster
    for cluster, starts in waiting.items():
        for start in starts:
            raise TagError(start, f"the bracket ({cluster} is never closed; {cluster}) should follow in the document")
