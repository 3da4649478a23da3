"""Arrow columns as Python values: array by array, since a scalar object for each value costs more than all that follows."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa


def rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The rows of a batch, with lists and dicts where columns have lists and structs."""
    names = batch.schema.names
    for values in zip(*(values_of(column) for column in batch.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def values_of(array: pa.Array) -> list[Any]:
    """The values of an array."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return values_of(array.dictionary_decode())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(array)
    if pa.types.is_struct(kind):
        names = [field.name for field in kind]
        columns = [values_of(column) for column in array.flatten()]
        return _but_null(array, [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)])
    if pa.types.is_string(kind):
        return _strings(array)
    if pa.types.is_integer(kind) and not array.null_count:
        return _numbers(array.buffers()[1], str(kind), len(array), array.offset)
    scalars: list[Any] = array.to_pylist()
    return scalars


def _lists(array: pa.Array) -> list[Any]:
    bounds = _numbers(array.offsets.buffers()[1], str(array.offsets.type), len(array) + 1, array.offsets.offset)
    first = bounds[0]
    items = values_of(array.values.slice(first, bounds[-1] - first))
    return _but_null(array, [items[start - first : end - first] for start, end in pairwise(bounds)])


def _numbers(buffer: pa.Buffer | None, kind: str, length: int, offset: int) -> list[int]:
    """Integers from their buffer: pyarrow would import pandas for them, or make an object of each first."""
    if buffer is None or not length:
        return [0] * length
    dtype = np.dtype(kind)
    numbers: list[int] = np.frombuffer(buffer, dtype, length, offset * dtype.itemsize).tolist()
    return numbers


def _strings(array: pa.Array) -> list[Any]:
    """Strings from their buffers."""
    _, offsets, data = array.buffers()
    if not len(array) or data is None:
        return _but_null(array, [""] * len(array))
    bounds = _numbers(offsets, "int32", len(array) + 1, array.offset)
    first, last = bounds[0], bounds[-1]
    held = data.slice(first, last - first).to_pybytes()
    text = held.decode()
    if len(text) == len(held):
        values = [text[start - first : end - first] for start, end in pairwise(bounds)]
    else:
        values = [held[start - first : end - first].decode() for start, end in pairwise(bounds)]
    return _but_null(array, values)


def _but_null(array: pa.Array, values: list[Any]) -> list[Any]:
    if not array.null_count:
        return values
    return [value if there else None for value, there in zip(values, array.is_valid().to_pylist(), strict=True)]
