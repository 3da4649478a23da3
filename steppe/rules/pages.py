"""X: the numbers that pages tell are those of the annotations."""

import json
import re
from typing import Any

from ..figures import COUNT, branch, count, leaves
from ..prose import live
from ..text import shown
from .catalogue import Placed, Whole, rule

COUNTS = "dataset/counts.json"
_TABLE = re.compile(r"<!-- counts (.+?) -->\s*")
_CELL = re.compile(r"\d[\d,]*|")
_BUILT = ("tables", "pairs")
"""What only a build counts: rows, and claim pairs."""
_NAMED = 3
"""Numbers of ``counts.json`` that are named, where more differ."""


@rule("X606", "corpus")
def stale_count(whole: Whole) -> Placed:
    """A page tells a number of layers or labels that is not that of the annotations. A build or an edit was forgotten.

    Checked are ``dataset/counts.json``; numbers in pages between ``<!-- count PATH -->`` and ``<!-- /count -->``, where the path is
    one into ``counts.json``, or a part of one for the sum; and tables of splits under a line ``<!-- counts labels.facet -->``.

    Bad:
        Acme fired Ann.
        == README.md
        There are <!-- count layers.articles -->2<!-- /count --> articles.
    Good:
        Acme fired Ann.
        == README.md
        There is <!-- count layers.articles -->1<!-- /count --> article.
    """
    if whole.evidence.unread:
        return
    counted = whole.evidence.tally.counts()
    for file, text in whole.pages.items():
        if file == COUNTS:
            yield from _of_counts(file, text, counted)
        else:
            yield from of_page(file, text, counted, whole.settings.splits)


def _of_counts(file: str, text: str, counted: dict[str, Any]) -> Placed:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield file, 0, "count", f"cannot be read ({error}); run `steppe build`"
        return
    there = dict(leaves({key: found.get(key) for key in counted} if isinstance(found, dict) else {}))
    wanted = dict(leaves(counted))
    differing = [path for path in {**wanted, **there} if there.get(path) != wanted.get(path)]
    if differing:
        named = "; ".join(
            f"{shown('.'.join(path))} is {there.get(path, 'absent')!r:.40}, not {wanted.get(path, 'there')}" for path in differing[:_NAMED]
        )
        more = f"; {len(differing) - _NAMED} more numbers differ" if len(differing) > _NAMED else ""
        yield file, _line(text, differing[0]), "count", f"{named}{more}; run `steppe build`"


def _line(text: str, path: tuple[str, ...]) -> int:
    """The line on which the last of some nested keys stands that is there at all."""
    at = 0
    for key in path:
        found = text.find(json.dumps(key, ensure_ascii=False), at)
        at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1


def of_page(file: str, text: str, counted: dict[str, Any], splits: list[str]) -> Placed:
    """The numbers of a page that are not those of a tree of counts. What it shows as code or tells of past versions is not looked at."""
    table: str | None = None
    head: list[str] = []
    for line, (words, said) in enumerate(zip(text.split("\n"), live(text, file).split("\n"), strict=True), start=1):
        if words.strip() and not said.strip("` "):
            continue
        for path, number in COUNT.findall(said):
            yield from _compared(file, line, path, number, counted, splits)
        if marked := _TABLE.fullmatch(words):
            table, head = marked.group(1), []
            if table.partition(".")[0] not in _BUILT and not isinstance(branch(table, counted), dict):
                yield file, line, "count", f"{shown(table)} leads to no counts; it should be like layers or labels.INVENTORY"
        elif table is None or not words.strip():
            continue
        elif not words.startswith("|"):
            table = None
        elif not head:
            head = _cells(words)
        elif set(words) - set("|-: "):
            key, *cells = _cells(words)
            for split, cell in zip(head[1:], cells, strict=False):
                if split.startswith("`"):
                    path = f"{table}.{key.strip('`')}.{split.strip('`')}"
                    yield from _compared(file, line, path, cell, counted, splits)


def _compared(file: str, line: int, path: str, number: str, counted: dict[str, Any], splits: list[str]) -> Placed:
    there = count(path, counted, splits)
    if (head := path.partition(".")[0]) in _BUILT and head not in counted:
        return  # `steppe build --check` compares them
    if there is None:
        yield file, line, "count", f"{shown(path)} leads to no count; it should be a path of {COUNTS}, such as layers.articles"
    elif not _CELL.fullmatch(number.strip()) or int(number.strip().replace(",", "")[:18] or 0) != there:
        yield file, line, "count", f"tells {shown(number.strip())} for {shown(path)}; the annotations have {there:,}"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]
