"""The card of the dataset: ``README.md``, its metadata and its tables, every number of it counted."""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from ..metadata import licence_keys
from ..settings import Settings
from ..table import Written, by_config, feature, features, whole
from ..table.columns import Column, Items, flat, is_scalar
from ..tally import LAYERS, Tally
from ..text import fingerprint, plain
from .agreed import Agreed, section
from .plots import TITLES
from .svg import Plot
from .usage import bibtex, usage

DEFAULT = "articles"
"""The config that is loaded where none is named."""

_COUNTS = "<!-- counts {} -->\n\n"
"""Before a table of counts by split: where they stand in ``counts.json``, so that validation can compare them."""
ROWS = {
    "articles": "an article with all its layers",
    "entities": "a sentence: tokens, BIO tags, mentions",
    "events": "a sentence: triggers with their arguments",
    "claims": "a claim: content, source, answers",
    "coreference": "a mention or a trigger, with its cluster",
    "claim_pairs": "two claims of different articles on one question",
    "passes": "one annotator's pass over an article",
}
"""What a row of each config is."""


def card(tally: Tally, written: list[Written], agreement: list[Agreed], plots: Iterable[Plot] = ()) -> bytes:
    """The card, as Markdown with metadata in front; it shows those pictures that are given."""
    pictures = {plot.beside: f"![{_escaped(plot.says)}]({plot.path})" for plot in plots}
    settings = tally.settings
    front = yaml.safe_dump(_metadata(tally, written), sort_keys=False, allow_unicode=True, width=10_000)
    parts = [f"---\n{front}---", f"# {settings.title}", settings.summary, *_tiers(tally), settings.about.strip()]
    parts += [*_loading(settings, written), *_columns(tally, written), *_layers(tally), *_labels(tally, pictures)]
    parts += [*_annotators(settings), *section(agreement, _table, pictures), *_versions(settings, written)]
    parts += ["## Cite it", f"```bibtex\n{bibtex(settings)}\n```"]
    return ("\n\n".join(parts) + "\n").encode()


def _metadata(tally: Tally, written: list[Written]) -> dict[str, Any]:
    settings = tally.settings
    articles = sum(number for (layer, _), number in tally.layers.items() if layer == "articles")
    configs = by_config(written)
    columns = features(tally.labels, settings)
    return {
        "pretty_name": settings.title,
        **licence_keys(settings.licence),
        "language": list(settings.language),
        "size_categories": [_size(articles)],
        **settings.card,
        "configs": [
            {
                "config_name": config,
                **({"default": True} if config == DEFAULT else {}),
                # Readers keep what they loaded under a key made of these two and of the splits: without them, a reader
                # that has an older version would go on showing it.
                "version": settings.version,
                "description": "sha256:" + _together(files),
                "data_files": [{"split": file.split, "path": file.path} for file in files],
            }
            for config, files in configs.items()
        ],
        "dataset_info": [
            {
                "config_name": config,
                "features": [feature(column) for column in columns[config]],
                "splits": [{"name": file.split, "num_bytes": file.columns_bytes, "num_examples": file.rows} for file in files],
                "download_size": sum(file.file_bytes for file in files),
                "dataset_size": sum(file.columns_bytes for file in files),
            }
            for config, files in configs.items()
        ],
    }


def _together(files: Iterable[Written]) -> str:
    """One fingerprint of several files: that of the only one, or of the list of theirs."""
    return fingerprint("".join(f"{file.split} {file.content}\n" for file in files))


def _size(number: int) -> str:
    """The size category of a number of rows."""
    bounds = [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M")]
    return next((name for bound, name in bounds if number < bound), "10M<n<100M")


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    rule = ["---:" if name.startswith("`") else "---" for name in head]  # splits are columns of numbers
    lines = [head, rule, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _number(number: int) -> str:
    return f"{number:,}" if number else "0"


def _tiers(tally: Tally) -> list[str]:
    """Which tier holds what: what a reader must know first."""
    settings = tally.settings
    lines = []
    for name, tier in settings.tier.items():
        splits = [split for split in settings.splits if split in {tier.prefix + incident.split for incident in settings.incident.values()}]
        held = "Texts and marks are here" if tier.text else "Only marks are here, as offsets: `text` is null until you add texts you hold"
        counted = ", ".join(f"`{split}` {_number(tally.layers['articles', split])}" for split in splits)
        lines.append(f"- **{name}** (articles: {counted}). {tier.definition} {held}.")
    return ["\n".join(lines)]


def _loading(settings: Settings, written: list[Written]) -> list[str]:
    splits = list(dict.fromkeys(file.split for file in written))
    rows = []
    for config, what in ROWS.items():
        sizes = {file.split: file.rows for file in written if file.config == config}
        if sizes:
            rows.append([f"`{config}`", what, *(_number(sizes[split]) if split in sizes else "" for split in splits)])
    pandas = "Labels are class labels there, and plain strings in the files, so that `pandas.read_parquet` shows them as words."
    table = _table(["config", "a row is", *(f"`{split}`" for split in splits)], rows)
    return ["## Configs", table, "## Load it", *usage(settings, written), pandas]


def _columns(tally: Tally, written: list[Written]) -> list[str]:
    """The columns of each config, in one line."""
    present = dict.fromkeys(file.config for file in written)
    columns = features(tally.labels, tally.settings)
    rows = [[f"`{config}`", ", ".join(map(_column, columns[config]))] for config in present]
    note = "`[]` is a list; `?` is null where there is none, or where the text is not here; offsets count code points, half-open."
    return ["## Columns", note, _table(["config", "columns"], rows)]


def _column(column: Column) -> str:
    """A column in a word: its name, what it holds if that is a list, and whether it may be null."""
    if isinstance(column, Items):
        return f"{column.name}[{', '.join(map(_column, flat(column.fields)))}]"
    return column.name + ("" if is_scalar(column) else "[]") + ("?" if column.optional else "")


def _layers(tally: Tally) -> list[str]:
    splits = tally.settings.splits
    rows = [[layer, *(_number(tally.layers[layer, split]) for split in splits)] for layer in LAYERS]
    return ["## What is marked", _COUNTS.format("layers") + _table(["", *(f"`{split}`" for split in splits)], rows)]


def _escaped(words: str) -> str:
    """Words that Markdown takes as they are."""
    return re.sub(r"([\\\[\]<>&*_`!|])", r"\\\1", plain(words))


def _labels(tally: Tally, pictures: dict[str, str]) -> list[str]:
    splits, used = tally.settings.splits, tally.used
    parts = ["## Labels", "Every label of the inventory, what it means, and how often it stands in each split."]
    for inventory, title in TITLES.items():
        rows = [
            [f"`{name}`", label.definition, *(_number(used[inventory, name, split]) for split in splits)]
            for name, label in getattr(tally.labels, inventory).items()
        ]
        parts += [
            f"### {title}",
            *filter(None, [pictures.get(inventory)]),
            _COUNTS.format(f"labels.{inventory}") + _table(["label", "meaning", *(f"`{split}`" for split in splits)], rows),
        ]
    return [*parts, *_one_sided(tally, TITLES)]


def _one_sided(tally: Tally, inventories: Iterable[str]) -> list[str]:
    """The labels that stand on one side of the split only, whatever the tier."""
    settings, used = tally.settings, tally.used
    learn = settings.checks.learn
    sides: dict[bool, list[str]] = {True: [], False: []}
    for incident in settings.incident.values():
        sides[incident.split == learn] += [tier.prefix + incident.split for tier in settings.tier.values()]
    if not all(sides.values()):
        return []
    lines = []
    for here, there, says in (
        (True, False, f"To be learnt from (`{learn}`), and never tested"),
        (False, True, "Tested, and never to be learnt"),
    ):
        names = [
            f"`{name}`"
            for inventory in inventories
            for name in getattr(tally.labels, inventory)
            if any(used[inventory, name, split] for split in sides[here])
            and not any(used[inventory, name, split] for split in sides[there])
        ]
        lines.append(f"- {says}: {', '.join(names) or 'none'}.")
    return ["### Labels on one side of the split only", "\n".join(lines)]


def _annotators(settings: Settings) -> list[str]:
    annotators = [f"- `{name}`, {who.kind}. {who.description}" for name, who in settings.annotator.items()]
    return ["## Who annotated", "\n".join(annotators)]


def _versions(settings: Settings, written: list[Written]) -> list[str]:
    rows = [[f"`{file.path}`", f"`{file.content[:16]}`"] for file in written]
    content = whole({file.path: file.content for file in written})
    says = (
        f"Version {settings.version}, guidelines {settings.guidelines}. What the tables say, whoever wrote the files, has the fingerprint "
        f"`{content}`; what each says, this:"
    )
    return ["## Version", says, _table(["file", "content, first 16 digits of SHA-256"], rows)]
