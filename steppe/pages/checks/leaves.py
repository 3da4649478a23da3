"""The leaves of a table, by the way to each, however they are told: ``mentions[].start`` of type ``int32``.

A ``[]`` stands behind each name that has a list, so that two tellings of a table are the same if and only if their leaves are.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

Leaves = dict[str, str]
"""The type of each leaf, by the way to it."""


class Untold(ValueError):
    """A feature is told in a way that cannot be compared."""


def of_schema(schema: pa.Schema) -> Leaves:
    """The leaves of a Parquet file."""
    return {path: kind for field in schema for path, kind in _of_type(field.name, field.type)}


def _of_type(path: str, kind: pa.DataType) -> Iterator[tuple[str, str]]:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        yield from _of_type(f"{path}[]", kind.value_type)
    elif pa.types.is_struct(kind):
        for field in kind:
            yield from _of_type(f"{path}.{field.name}", field.type)
    else:
        yield path, str(kind)


def of_features(features: Any) -> Leaves:
    """The leaves of the features that a card tells; labels are strings in the files.

    Raises:
        Untold: they are told in a way that a build does not write.
    """
    if not isinstance(features, list):
        raise Untold(f"has {features!r:.60} for a list of features")
    found: Leaves = {}
    for feature in features:
        if not isinstance(feature, dict) or not isinstance(feature.get("name"), str):
            raise Untold(f"has the feature {feature!r:.60}, which has no name")
        for path, kind in _of_feature(feature["name"], {key: value for key, value in feature.items() if key != "name"}):
            if path in found:
                raise Untold(f"has {path} twice")
            found[path] = kind
    return found


def _of_feature(path: str, told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    match told:
        case {"dtype": str(kind), **rest} if not rest:
            yield path, kind
        case {"dtype": {"class_label": {"names": dict(names)}}, **rest} if not rest:
            if list(names) != [str(number) for number in range(len(names))] or len({str(name) for name in names.values()}) != len(names):
                raise Untold(f"has labels of {path} that are not numbered from '0' on, or not different")
            yield path, "string"
        case {"list": list(fields), **rest} if not rest:
            yield from ((f"{path}[].{inner}", kind) for inner, kind in of_features(fields).items())
        case {"list": kind, **rest} if not rest:
            yield from _of_feature(f"{path}[]", {"dtype": kind})
        case _:
            raise Untold(f"tells {path} as {told!r:.60}; a build writes dtype, class_label and list")


def differences(there: Leaves, wanted: Leaves) -> list[str]:
    """How a telling differs from what is in the files, as clauses."""
    missing = [f"lacks {path} ({kind})" for path, kind in wanted.items() if path not in there]
    extra = [f"has {path} ({kind}), which is not in the files" for path, kind in there.items() if path not in wanted]
    other = [f"has {path} as {there[path]}; it is {kind}" for path, kind in wanted.items() if there.get(path, kind) != kind]
    return missing + extra + other
