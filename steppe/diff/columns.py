"""The columns of a dataset, as its card tells them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from msgspec import Struct


class Column(Struct, frozen=True):
    """A column that holds no others."""

    type: str
    labels: tuple[str, ...] = ()
    """Those of a class label, by their numbers."""


def columns_of(card: str) -> dict[str, Column] | None:
    """Every column that the card of a dataset tells, such as ``claims: answers[].facet``. Columns of columns have a line each, so that one
    more in a list is one more column. None where the page is no card, or tells no columns.
    """
    _, mark, rest = card.partition("---\n")
    front, end, _ = rest.partition("\n---\n")
    if not (mark and end):
        return None
    try:
        return leaves({config["config_name"]: config["features"] for config in yaml.safe_load(front)["dataset_info"]})
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError):
        return None


def leaves(features: Mapping[str, Iterable[dict[str, Any]]]) -> dict[str, Column]:
    """The columns of features, by config, as a card tells them."""
    return {
        f"{config}: {path}": kind
        for config, told in features.items()
        for feature in told
        for path, kind in _leaves(feature, feature["name"])
    }


def _leaves(feature: dict[str, Any], path: str) -> Iterator[tuple[str, Column]]:
    """The columns of a column that hold no others."""
    for key, mark in (("dtype", ""), ("list", "[]"), ("struct", "")):
        held = feature.get(key)
        if isinstance(held, list):
            for field in held:
                yield from _leaves(field, f"{path}{mark}.{field['name']}")
            return
        if held is not None:
            yield path + mark, _column(held)
            return
    raise KeyError(path)


def _column(held: Any) -> Column:
    if not isinstance(held, dict) or "class_label" not in held:
        return Column(str(held))
    names = held["class_label"]["names"]
    numbered = sorted(names.items(), key=lambda item: int(item[0])) if isinstance(names, dict) else enumerate(names)
    return Column("class label", tuple(str(name) for _, name in numbered))
