"""The columns of a dataset, as its card tells them."""

from collections.abc import Iterator
from typing import Any

import yaml

LABEL = "class label"


def columns_of(card: str) -> dict[str, str] | None:
    """Every column that the card of a dataset tells, with its type: ``claims: answers[].facet`` is a class label, say. Columns of columns
    have a line each, so that one more in a list is one more column. None where the page is no card, or tells no columns.
    """
    _, mark, rest = card.partition("---\n")
    front, end, _ = rest.partition("\n---\n")
    if not (mark and end):
        return None
    try:
        told = yaml.safe_load(front)
        return {
            f"{config['config_name']}: {path}": kind
            for config in told["dataset_info"]
            for feature in config["features"]
            for path, kind in _leaves(feature, feature["name"])
        }
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError):
        return None


def _leaves(feature: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """The columns of a column that hold no others."""
    for key, mark in (("dtype", ""), ("list", "[]"), ("struct", "")):
        held = feature.get(key)
        if isinstance(held, list):
            for field in held:
                yield from _leaves(field, f"{path}{mark}.{field['name']}")
            return
        if held is not None:
            yield path + mark, LABEL if isinstance(held, dict) and "class_label" in held else str(held)
            return
    raise KeyError(path)
