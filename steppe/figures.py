"""Figures by path: ``layers.claims.train`` in a tree of counts. Keys on the way may hold dots themselves."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from .prose import live, mark

COUNT = mark("count")
"""A number of a page: the path of a count, and what the page tells."""
AGREEMENT = mark("agreement")
"""The same of a figure of agreement."""


class Asked(NamedTuple):
    """A figure that a page asks for."""

    line: int
    start: int
    """Where in the page what it tells begins, and after that where it ends."""
    end: int
    path: str
    tells: str
    now: str | None
    """What it should tell; None where the path leads nowhere."""


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


def asked(page: str, kind: re.Pattern[str], figure: Callable[[str], str | None], file: str = "") -> Iterator[Asked]:
    """The figures of a kind of mark that a page asks for, but for those that it shows as code or tells of past versions."""
    for match in kind.finditer(live(page, file)):
        start, end = match.span(2)
        yield Asked(page.count("\n", 0, match.start()) + 1, start, end, match[1], page[start:end], figure(match[1]))


def filled(page: str, kind: re.Pattern[str], figure: Callable[[str], str | None], file: str = "") -> tuple[str, list[tuple[int, str]]]:
    """A page with the figures of a kind of mark; and those marks to whose paths nothing stands, as (line, path)."""
    there = list(asked(page, kind, figure, file))
    for each in reversed(there):
        if each.now is not None:
            page = page[: each.start] + each.now + page[each.end :]
    return page, [(each.line, each.path) for each in there if each.now is None]
