"""A difference as people and machines read it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from ..score.grid import as_markdown, as_text
from ..score.told import formatted
from ..text import plain, plural
from ..version import Bump, Version
from .change import KINDS, Change
from .versions import bump_of, rule_of
from .whole import Difference

_NAMED = 3
"""Things that are named where more of them force a version."""
_SEVERAL = {"entity": "entities", "pass": "passes"}
NOTHING = "nothing changed"


def as_lines(difference: Difference, *, summary: bool = False) -> Iterator[str]:
    """Lines for a terminal: change by change, then how many there are."""
    for number, given in enumerate((difference.old, difference.new)):
        yield f"{'-+'[number] * 3} {plain(given)}  {_about(difference, number)}"
    yield ""
    if not summary:
        for heading, changes in _grouped(difference.changes):
            yield plain(heading)
            yield from ("  " + plain(line) for line in _listed(changes))
            yield ""
    yield from _summary(difference, as_text)


def as_page(difference: Difference, *, summary: bool = False) -> Iterator[str]:
    """Lines of Markdown."""
    for number, given in enumerate((difference.old, difference.new)):
        yield f"- {('old', 'new')[number]}: `{plain(given)}`, {_about(difference, number)}"
    yield ""
    if not summary:
        for heading, changes in _grouped(difference.changes):
            yield f"## {plain(heading)}"
            yield ""
            yield from ("- " + _escaped(" ".join(line.split())) for line in _listed(changes))
            yield ""
    yield from _summary(difference, as_markdown)


def as_json(difference: Difference, *, summary: bool = False) -> str:
    """One object: both sides, all changes (but in a summary), counts by layer and kind, and the version that is needed."""
    bump = bump_of(difference.changes) if difference.changes else None
    told: dict[str, Any] = {
        key: {"name": name, "version": version, "articles": articles}
        for key, name, version, articles in zip(
            ("old", "new"), (difference.old, difference.new), difference.versions, difference.articles, strict=True
        )
    }
    if not summary:
        told["changes"] = msgspec.to_builtins(difference.changes)
    counts: dict[str, dict[str, int]] = {}
    for (layer, kind), number in difference.counts.items():
        counts.setdefault(layer, {})[kind] = number
    before = Version.parse(difference.versions[0])
    least = str(before.least(bump)) if before and bump else None
    because = reasons(difference.changes, bump) if bump else []
    return formatted(
        told | {"counts": counts, "version": {"bump": bump, "least": least, "because": because}, "not_compared": difference.untold}
    )


def brief(difference: Difference) -> str:
    """What changed, as counts in one line: ``3 documents added; 2 mentions moved``."""
    said = [
        f"{number:,} {layer if number == 1 else _SEVERAL.get(layer, f'{layer}s')} {kind}"
        for (layer, kind), number in difference.counts.items()
    ]
    return "; ".join(said) or NOTHING


def reasons(changes: Sequence[Change], bump: Bump) -> list[str]:
    """Why a bump is needed: each rule that asks for it, with what it is about. Nothing where only the patch is raised."""
    found: dict[str, list[str]] = {}
    for change in changes:
        rule = rule_of(change)
        if rule and rule.bump == bump:
            found.setdefault(rule.says, []).append(change.old or change.new)
    return [f"{says}: {_few(named)}" for says, named in found.items()]


def _few(named: Sequence[str]) -> str:
    more = f", and {len(named) - _NAMED:,} more" if len(named) > _NAMED else ""
    return ", ".join(named[:_NAMED]) + more


def _about(difference: Difference, number: int) -> str:
    version, articles = difference.versions[number], difference.articles[number]
    return f"{f'version {plain(version)}, ' if version else ''}{plural(articles, 'article')}"


def _grouped(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Changes by what they are in: an article, or all of them. That an id is another is counted, and not listed."""
    listed = [change for change in changes if change.kind != "renamed"]
    for heading, group in groupby(listed, key=lambda change: change.article if change.layer not in ("pass", "split") else ""):
        within = list(group)
        if heading:
            yield heading, within
        else:
            for layer, of_layer in groupby(within, key=lambda change: change.layer):
                yield f"({layer})", list(of_layer)


def _listed(changes: Sequence[Change]) -> list[str]:
    rows = []
    for change in changes:
        named = change.new if change.old in (change.new, "") else f"{change.old} -> {change.new}" if change.new else change.old
        rows.append(("" if change.layer in ("text", "head") else named, change.layer, change.kind, change.says))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        f"{layer:<{widths[1]}}  {kind:<{widths[2]}}  {named:<{min(widths[0], 24)}}  {says}".rstrip() for named, layer, kind, says in rows
    ]


def _summary(difference: Difference, grid: Callable[..., list[str]]) -> Iterator[str]:
    counts = difference.counts
    if counts:
        layers = list(dict.fromkeys(layer for layer, _ in counts))
        kinds = [kind for kind in KINDS if any(found == kind for _, found in counts)]
        head = ("", *("only the id" if kind == "renamed" else kind for kind in kinds))
        yield from grid(
            head, [(layer, *(f"{counts[layer, kind]:,}" if (layer, kind) in counts else "" for kind in kinds)) for layer in layers]
        )
        yield ""
    yield from (f"not compared: {line}" for line in difference.untold)
    yield from verdict(difference)


def verdict(difference: Difference) -> Iterator[str]:
    """The smallest version that the rules allow, and why."""
    if not difference.changes:
        yield NOTHING
        return
    bump = bump_of(difference.changes)
    was, becomes = map(Version.parse, difference.versions)
    after = f"; after {was}, that is {was.least(bump)}{' (before 1.0.0 less is promised)' * (was.major == 0)}" if was else ""
    yield f"smallest version: {bump}{after}"
    yield from (f"  {plain(reason)}" for reason in reasons(difference.changes, bump))
    if was and becomes and was < becomes < was.least(bump):
        yield f"  the new side says {becomes}, which is too small"


def _escaped(text: str) -> str:
    return plain(text).replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("`", "\\`").replace("<", "\\<")
