"""``croissant.json``: the dataset in the words of Croissant 1.1, and what is to be known for a responsible use in those of its RAI 1.0.

Two things are as mlcroissant 1.1.1 reads them, not as the specification shows them: a reference is ``{"field": {"@id": ...}}``, and the
format of a Parquet file is ``application/x-parquet``.
"""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from ..labels import Labels
from ..settings import Settings
from ..table import Written, by_config, features, meaning
from ..table.columns import Column, Items, flat, is_scalar
from .card import ROWS
from .figures import Figures
from .usage import bibtex

VERSION = "http://mlcommons.org/croissant/1.1"
RAI = "http://mlcommons.org/croissant/RAI/1.0"
TYPES = {"string": "sc:Text", "bool": "sc:Boolean", "int32": "cr:Int32", "int64": "cr:Int64"}
"""The data type of a column, by that of its values."""
PARQUET = "application/x-parquet"
_SPLITS = "splits"
_TERMS = (
    "annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileProperty fileObject fileSet format includes "
    "isArray isLiveDataset jsonPath key md5 parentField path readLines recordSet references regex repeated replace samplingRate sdVersion "
    "separator source subField transform unArchive value"
)
"""The terms of Croissant that are written without a prefix."""
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}


def croissant(folder: Path, labels: Labels, settings: Settings, written: list[Written], figures: Figures) -> bytes:
    """``croissant.json`` of the dataset whose tables were written to a folder.

    Raises:
        steppe.pages.FigureError: the settings ask for a figure that there is not.
    """
    configs = by_config(written)
    columns = features(labels, settings)
    responsible, tags = _responsible(settings, figures), settings.card.get("tags", [])
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": settings.name,
        "alternateName": settings.title,
        "description": " ".join([settings.summary, *(tier.definition for tier in settings.tier.values())]),
        "conformsTo": [VERSION, RAI] if responsible else [VERSION],
        "license": _licence(settings.licence),
        "url": settings.url,
        "version": settings.version,
        "datePublished": settings.released,
        "citeAs": bibtex(settings),
        "creator": [{"@type": f"sc:{who.kind}", "name": who.name} for who in settings.creator],
        "keywords": tags if isinstance(tags, list) else [tags],
        "inLanguage": list(settings.language),
        **responsible,
        "distribution": [part for config, files in configs.items() for part in _files(folder, config, files)],
        "recordSet": [_splits(settings, written), *(_record_set(config, columns[config]) for config in configs)],
    }
    told = {key: value for key, value in described.items() if value not in ("", [])}
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _licence(name: str) -> str:
    """Where a licence is told; its name alone where SPDX does not know it."""
    return name if name.startswith("LicenseRef-") else f"https://spdx.org/licenses/{name}"


def _responsible(settings: Settings, figures: Figures) -> dict[str, Any]:
    """What the corpus says under the terms of RAI, with its figures."""
    told = {}
    for term, words in msgspec.to_builtins(settings.responsible).items():
        where = f"annotations/corpus.toml: responsible.{term}"
        told[f"rai:{term}"] = figures.told(words, where) if isinstance(words, str) else [figures.told(word, where) for word in words]
    return told


def _files(folder: Path, config: str, files: list[Written]) -> list[dict[str, Any]]:
    """The files of a config, and the set that they are."""
    told: list[dict[str, Any]] = []
    for file in files:
        with open(folder / file.path, "rb") as there:
            digest = hashlib.file_digest(there, "sha256").hexdigest()
        head = {"@type": "cr:FileObject", "@id": file.path, "name": file.path, "contentUrl": file.path}
        told.append({**head, "contentSize": f"{file.file_bytes} B", "encodingFormat": PARQUET, "sha256": digest})
    head = {"@type": "cr:FileSet", "@id": _set(config), "name": _set(config)}
    return [*told, {**head, "encodingFormat": PARQUET, "includes": f"{_set(config)}/*.parquet"}]


def _set(config: str) -> str:
    return f"data/{config}"


def _splits(settings: Settings, written: list[Written]) -> dict[str, Any]:
    """The splits, and what each is for."""
    present = {file.split for file in written}
    learnt = {tier.prefix + settings.checks.learn for tier in settings.tier.values()} | {settings.checks.learn}
    name, kind = f"{_SPLITS}/name", f"{_SPLITS}/url"
    return {
        "@type": "cr:RecordSet",
        "@id": _SPLITS,
        "name": _SPLITS,
        "description": "The sides of the split, and what each is for.",
        "dataType": "cr:Split",
        "key": {"@id": name},
        "field": [
            {"@type": "cr:Field", "@id": name, "name": "name", "description": "The name of the split.", "dataType": "sc:Text"},
            {"@type": "cr:Field", "@id": kind, "name": "url", "description": "What it is for.", "dataType": ["sc:URL", "cr:Split"]},
        ],
        "data": [
            {name: split, kind: "cr:TrainingSplit" if split in learnt else "cr:TestSplit"} for split in settings.splits if split in present
        ],
    }


def _record_set(config: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    """The rows of a config: the split that the name of the file tells, and its columns."""
    split = {
        "@type": "cr:Field",
        "@id": f"{config}/split",
        "name": "split",
        "description": "The split that the row is in.",
        "dataType": "sc:Text",
        "source": {
            "fileSet": {"@id": _set(config)},
            "extract": {"fileProperty": "fullpath"},
            # Of a path, and of what was found in it: mlcroissant looks at both, and warns for each row where it finds nothing.
            "transform": {"regex": r"^(?:.*/)?([^/.]+)(?:\.parquet)?$"},
        },
        "references": {"field": {"@id": f"{_SPLITS}/name"}},
    }
    head = {"@type": "cr:RecordSet", "@id": config, "name": config, "description": f"A row is {ROWS[config]}."}
    return {**head, "field": [split, *(_field(config, column, ()) for column in columns)]}


def _field(config: str, column: Column, above: tuple[str, ...]) -> dict[str, Any]:
    """A column, or what the items of a list have under a name; ``above`` is the way to it within its table."""
    path = (*above, column.name)
    says = meaning(config, path)
    told: dict[str, Any] = {"@type": "cr:Field", "@id": "/".join((config, *path)), "name": column.name, "description": says}
    if not is_scalar(column):
        told |= {"isArray": True, "arrayShape": "-1"}
    if isinstance(column, Items):
        return {**told, "subField": [_field(config, field, path) for field in flat(column.fields)]}
    if column.labels:
        told["description"] = f"{says} One of: {', '.join(column.labels)}."
    source: dict[str, Any] = {"fileSet": {"@id": _set(config)}, "extract": {"column": path[0]}}
    if path[1:]:
        source["transform"] = [{"jsonPath": name} for name in path[1:]]
    return {**told, "dataType": TYPES[column.type], "source": source}
