"""Figures by path: ``layers.claims.train`` in a tree of counts. Keys on the way may hold dots themselves."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

COUNT = re.compile(r"<!-- count (.+?) -->(.*?)<!-- /count -->")
"""A number of a page: the path of a count, and what the page tells."""
AGREEMENT = re.compile(r"<!-- agreement (.+?) -->(.*?)<!-- /agreement -->")
"""The same of a figure of agreement."""


def leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What a tree of dicts holds, with the keys on the way; an empty dict is held itself."""
    if not isinstance(tree, dict) or not tree or len(path) > 4:
        yield path, tree
        return
    for key, branch in tree.items():
        yield from leaves(branch, (*path, key))


def branch(path: str, tree: Any) -> Any:
    """What is at the end of a path; None where it leads nowhere."""
    if not path:
        return tree
    for key, below in tree.items() if isinstance(tree, dict) else ():
        if path == key or path.startswith(f"{key}."):
            found = branch(path[len(key) + 1 :], below)
            if found is not None:
                return found
    return None


def count(path: str, counted: dict[str, Any], splits: Sequence[str]) -> int | None:
    """The number at the end of a path, or the sum of all beyond; of ``PATH.train+test``, the sum of these two.

    None where it leads nowhere, or to what has no sum.
    """
    head, _, last = path.rpartition(".")
    if "+" in last:
        parts = [count(f"{head}.{split}", counted, splits) for split in last.split("+")]
        return None if None in parts else sum(filter(None, parts))
    found = branch(path, counted)
    if found is None and last in splits and branch(head, counted) is not None:
        return 0  # a label that the split does not have
    if found is None or any(found is whole for whole in (counted, *counted.values())):
        return None
    return sum(number for _, number in leaves(found) if isinstance(number, int))


def filled(page: str, mark: re.Pattern[str], figure: Callable[[str], str | None]) -> tuple[str, list[tuple[int, str]]]:
    """A page with the figures of a kind of mark; and those marks to whose paths nothing stands, as (line, path)."""
    missing: list[tuple[int, str]] = []

    def fill(match: re.Match[str]) -> str:
        now = figure(match[1])
        if now is None:
            missing.append((page.count("\n", 0, match.start()) + 1, match[1]))
            return match[0]
        return match[0][: match.start(2) - match.start()] + now + match[0][match.end(2) - match.start() :]

    return mark.sub(fill, page), missing
