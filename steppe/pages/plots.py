"""The pictures of a dataset, most of them of how often its labels stand in each split."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..settings import Settings
from ..tally import Tally
from .agreed import Agreed
from .intervals import intervals
from .svg import MARGIN, ROW, SIZE, WIDE, Picture, Plot, clipped, width

MOST_ROWS = 40
"""Labels that have a row of their own; what more there are stand together in the last row."""
_LABELS, _LEAST = 250, 100
"""The most that names of rows take, and the least that a column has, in pixels."""
_TOP = 104
"""Where the first row begins."""

TITLES = {
    "zone": "Parts of an article",
    "mention": "Entity types",
    "level": "Forms of mentions",
    "trigger": "Event types",
    "polarity": "Polarity of events",
    "modality": "Modality of events",
    "role": "Roles",
    "facet": "Facets of claims",
    "source_kind": "Sources of claims",
    "mode": "In whose words",
    "certainty": "Certainty of the source",
    "link": "Links",
}
"""The inventories of marks whose labels the card counts."""
_DRAWN = {
    "mentions": ("Entity types", ("mention",)),
    "triggers": ("Event types", ("trigger",)),
    "claims": ("Who says the claims, and how sure they are", ("source_kind", "certainty")),
}
"""The pictures of labels: title, and inventories. The card shows each where it counts the first of these."""


def plots(tally: Tally, agreement: Sequence[Agreed]) -> list[Plot]:
    """The pictures of a dataset; none of what is not in it."""
    drawn = [labels(tally, name, title, inventories) for name, (title, inventories) in _DRAWN.items()]
    return [plot for plot in (*drawn, intervals(agreement)) if plot is not None]


class _Row(Struct, frozen=True):
    name: str
    path: str
    """Where its counts are, in ``counts.json``; empty where they are sums."""
    counts: Mapping[str, int]
    """By split."""

    @property
    def all(self) -> int:
        return sum(self.counts.values())


def labels(tally: Tally, name: str, title: str, inventories: Sequence[str]) -> Plot | None:
    """How often the labels of some inventories stand in each split, those of each under its heading; None where none ever does."""
    groups = {TITLES[inventory]: _rows(tally, inventory) for inventory in inventories}
    if not any(row.all for rows in groups.values() for row in rows):
        return None
    settings = tally.settings
    says = " ".join(_told(heading, rows) for heading, rows in groups.items())
    drawn = {heading: _shortened(rows) for heading, rows in groups.items()}
    rows = [row for group in drawn.values() for row in group]
    most = max(max(row.counts.values()) for row in rows)
    named = min(_LABELS, max(width(row.name) for row in rows))
    figure = width(f"{most:,}") + 24
    column = max((WIDE - 2 * MARGIN - named - 16) / len(settings.splits), _LEAST)
    left = MARGIN + named + 16
    picture = Picture(left + column * len(settings.splits) + MARGIN, title, says)
    picture.words(MARGIN, 36, title, "title")
    kinds = {split: _kind(settings, split) for split in settings.splits}
    note = "How often each label stands in each split; all bars are to one scale."
    more = " The second colour is for splits without their texts." if len(set(kinds.values())) > 1 else ""
    picture.words(MARGIN, 58, note + more, "note")
    for number, split in enumerate(settings.splits):
        articles = tally.layers["articles", split]
        picture.words(left + number * column, 82, clipped(split, column - 6, SIZE + 1), "head")
        picture.words(left + number * column, 97, f"articles: {articles:,}", "note", path=f"layers.articles.{split}")
    y = float(_TOP)
    for heading, group in drawn.items():
        if len(drawn) > 1:
            picture.words(MARGIN, y + 15, heading, "head")
            y += ROW
        for number in range(len(settings.splits)):
            picture.line(left + number * column - 0.5, y, left + number * column - 0.5, y + ROW * len(group), "rule")
        for row in group:
            picture.words(left - 12, y + 15, clipped(row.name, named), end=True)
            for number, split in enumerate(settings.splits):
                x, count = left + number * column, row.counts[split]
                long, path = count / most * (column - figure), f"{row.path}.{split}" if row.path else ""
                if count:
                    picture.bar(x, y + 4, max(long, 1), ROW - 8, kinds[split], path)
                picture.words(x + long + 5, y + 15, f"{count:,}", "value" if count else "value none", path=path)
            y += ROW
        y += 8
    return Plot(name, inventories[0], says, picture.svg(y + 8))


def _rows(tally: Tally, inventory: str) -> list[_Row]:
    """The labels of an inventory, the most frequent first."""
    used, splits = tally.used, tally.settings.splits
    rows = [
        _Row(name, f"labels.{inventory}.{name}", {split: used[inventory, name, split] for split in splits})
        for name in getattr(tally.labels, inventory)
    ]
    return sorted(rows, key=lambda row: -row.all)


def _shortened(rows: list[_Row]) -> list[_Row]:
    """Not too many rows: the last ones as one."""
    if len(rows) <= MOST_ROWS:
        return rows
    rest = rows[MOST_ROWS - 1 :]
    together = {split: sum(row.counts[split] for row in rest) for split in rest[0].counts}
    return [*rows[: MOST_ROWS - 1], _Row(f"{len(rest):,} other labels", "", together)]


def _told(heading: str, rows: list[_Row]) -> str:
    """The main thing about some labels, in a sentence or two."""
    whole = sum(row.all for row in rows)
    if not whole:
        return f"{heading}: none stands anywhere."
    first = ", ".join(f"{row.name} {row.all:,} ({100 * row.all / whole:.0f}%)" for row in rows[:3] if row.all)
    never = sum(not row.all for row in rows)
    return f"{heading}: {whole:,} in all; most often {first}{f'; never, of {len(rows):,} labels: {never:,}' if never else ''}."


def _kind(settings: Settings, split: str) -> str:
    """One colour for the splits whose texts are there, another for the others."""
    with_text = {tier.prefix + incident.split for tier in settings.tier.values() if tier.text for incident in settings.incident.values()}
    return "one" if split in with_text else "two"
