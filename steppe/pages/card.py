"""The card of the dataset: ``README.md``, its metadata and its tables, every number of it counted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from ..metadata import licence_keys
from ..settings import Settings
from ..table import Written, by_config, feature, features, meaning, whole
from ..table.columns import Column, Items, flat, is_scalar
from ..tally import LAYERS, Tally
from ..text import fingerprint, plain
from .agreed import Agreed, section
from .plots import TITLES
from .svg import Plot
from .usage import bibtex, usage

DEFAULT = "articles"
"""The config that is loaded where none is named."""

Counted = Mapping[str, Mapping[str, int]]
"""How often labels stand in each split that has them: label, split."""
PAIRED = {"relation": "Relations of claim pairs", "conflict": "Kinds of contradiction", "basis": "What a relation rests on"}
"""The inventories of claim pairs."""
_MOST = 50
"""Incidents that are told one by one."""
_BAR = re.compile(r"(?<!\\)\|")
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


def card(tally: Tally, written: list[Written], agreement: list[Agreed], plots: Iterable[Plot], related: Mapping[str, Counted]) -> bytes:
    """The card, as Markdown with metadata in front; it shows those pictures that are given. ``related`` are counts of claim pairs."""
    pictures = {plot.beside: f"![{_escaped(plot.says)}]({plot.path})" for plot in plots}
    settings = tally.settings
    front = yaml.safe_dump(_metadata(tally, written), sort_keys=False, allow_unicode=True, width=10_000)
    parts = [f"---\n{front}---", f"# {settings.title}", settings.summary, *_tiers(tally), settings.about.strip()]
    parts += [*_loading(settings, written), *_columns(tally, written), *_layers(tally), *_labels(tally, pictures, related)]
    parts += [*_annotators(settings), *section(agreement, _table, pictures), *_versions(settings, written)]
    parts += ["## Cite it", f"```bibtex\n{bibtex(settings)}\n```"]
    return ("\n\n".join(parts) + "\n").encode()


def _metadata(tally: Tally, written: list[Written]) -> dict[str, Any]:
    settings = tally.settings
    configs = by_config(written)
    columns = features(tally.labels, settings)
    return {
        "pretty_name": settings.title,
        **licence_keys(settings.licence),
        "language": list(settings.language),
        "size_categories": [_size(sum(file.rows for file in written))],
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
    return "\n".join("| " + " | ".join(_BAR.sub(r"\\|", cell) for cell in line) + " |" for line in lines)


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
    split_by = [
        f"- `{name}`, {incident.name}: {' and '.join(f'`{tier.prefix}{incident.split}`' for tier in settings.tier.values())}"
        for name, incident in settings.incident.items()
    ]
    if len(split_by) > _MOST:
        split_by[_MOST:] = [f"- and {_number(len(split_by) - _MOST)} more"]
    return ["\n".join(lines), "Articles of one incident are in one split of their tier:", "\n".join(split_by)]


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
    parts = ["## Columns", note, _table(["config", "columns"], rows)]
    for config in present:
        told = [[f"`{name}`", kind, says] for name, kind, says in _meanings(config, columns[config], ())]
        parts += [
            f"<details><summary>What the columns of <code>{config}</code> mean</summary>",
            _table(["column", "type", "meaning"], told),
            "</details>",
        ]
    return parts


def _meanings(config: str, columns: Iterable[Column], above: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Name, type and meaning of columns, and of what lists of them hold."""
    for column in columns:
        path = (*above, column.name)
        kind = "struct" if isinstance(column, Items) else "label" if column.labels else column.type
        yield ".".join(path), kind if is_scalar(column) else f"list of {kind}", meaning(config, path)
        if isinstance(column, Items):
            yield from _meanings(config, flat(column.fields), path)


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


def _labels(tally: Tally, pictures: dict[str, str], related: Mapping[str, Counted]) -> list[str]:
    splits, counted = tally.settings.splits, tally.counts()["labels"]
    parts = ["## Labels", "Every label that a column holds, what it means, and how often it stands in each split."]
    for inventory, title in TITLES.items():
        if not counted[inventory]:
            continue  # of links there may be none
        parts += _label_table(tally, title, f"labels.{inventory}", counted[inventory], splits, pictures.get(inventory))
    parts += _one_sided(tally, {inventory: counted[inventory] for inventory in TITLES})
    paired = [split for split in splits if any(split in counts for counts in related["relation"].values())] if related else []
    for inventory, title in PAIRED.items() if paired else ():
        parts += _label_table(tally, title, f"pairs.{inventory}", related[inventory], paired)
    return parts


def _label_table(tally: Tally, title: str, path: str, counted: Counted, splits: Iterable[str], picture: str | None = None) -> list[str]:
    inventory = getattr(tally.labels, path.rpartition(".")[2])
    rows = [
        [f"`{name}`", inventory[name].definition, *(_number(counts.get(split, 0)) for split in splits)] for name, counts in counted.items()
    ]
    table = _table(["label", "meaning", *(f"`{split}`" for split in splits)], rows)
    return [f"### {title}", *filter(None, [picture]), _COUNTS.format(path) + table]


def _one_sided(tally: Tally, counted: Mapping[str, Counted]) -> list[str]:
    """The labels that stand on one side of the split only, tier by tier."""
    settings = tally.settings
    learn, others = settings.checks.learn, dict.fromkeys(incident.split for incident in settings.incident.values())
    others.pop(learn, None)
    lines = []
    for tier in settings.tier.values() if others else ():
        sides = [tier.prefix + learn], [tier.prefix + split for split in others]
        for here, there in (sides, sides[::-1]):
            found = []
            for inventory, labels in counted.items():
                names = [
                    f"`{name}`"
                    for name, counts in labels.items()
                    if any(split in counts for split in here) and not any(split in counts for split in there)
                ]
                found += [f"{TITLES[inventory].lower()} {', '.join(names)}"] if names else []
            words = " or ".join(f"`{split}`" for split in here), " or ".join(f"`{split}`" for split in there)
            lines.append(f"- In {words[0]}, and never in {words[1]}: {'; '.join(found) or 'none'}.")
    return ["### Labels on one side of the split only", "\n".join(lines)] if lines else []


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
