"""Columns: what a table has, where each value comes from, and how it is told to readers, in one place.

A column is a node of a tree: a :class:`Leaf`, a list of scalars (:class:`Leaves`), a list of structs (:class:`Items`), or
an array computed for all rows at once (:class:`Computed`). From the tree follow the Arrow schema, the features of the card,
and the arrays themselves, which are made column by column for many rows, so that no row ever exists as a dict.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
from msgspec import Struct
from numpy.typing import NDArray

Get = Callable[[Sequence[Any]], list[Any]]
"""From rows, the value of each. All at once, because a call for each would cost more than the value."""


def each(name: str) -> Get:
    """The values of an attribute, as ``[row.name for row in rows]``.

    The comprehension is compiled for the attribute alone, so that the interpreter learns the type it meets: a third of the time
    of ``map(attrgetter(name), rows)``.
    """
    assert all(part.isidentifier() for part in name.split(".")), name
    found: Get = eval(f"lambda rows: [row.{name} for row in rows]")  # noqa: S307
    return found


class Leaf(Struct, frozen=True):
    """One scalar of a row. An optional string is null where the value is empty; an optional number where it is None."""

    name: str
    get: Get
    type: str = "string"
    labels: tuple[str, ...] = ()
    """The closed inventory of its values, in order; a class label to readers."""
    optional: bool = False
    varied: bool = False
    """Whether its values hardly ever repeat, so that a dictionary of them would be work for nothing."""


class Leaves(Struct, frozen=True):
    """A list of scalars of a row; where optional, null if it is None."""

    name: str
    get: Get
    type: str = "string"
    labels: tuple[str, ...] = ()
    optional: bool = False


class Items(Struct, frozen=True):
    """A list of structs of a row. ``get`` gives where each row's items end, after a first 0, and all items end to end."""

    name: str
    get: Callable[[Any], tuple[NDArray[np.int32], Sequence[Any]]]
    fields: tuple["Column | Under", ...]
    of: str = ""
    """What the items are, row after row: lists of one name hold the same items in the same order, whatever the rows are, so
    that columns which they share are made once."""


class Under(Struct, frozen=True):
    """Columns of something that each row has, found once for all of them."""

    get: Get
    columns: tuple["Column", ...]


class Computed(Struct, frozen=True):
    """A scalar, or a list of scalars, that is computed for all rows at once."""

    name: str
    compute: Callable[[Any], pa.Array]
    type: str = "string"
    labels: tuple[str, ...] = ()
    many: bool = False
    """Whether each row has a list."""
    optional: bool = False
    varied: bool = False


Column = Leaf | Leaves | Items | Computed


def listed(name: str) -> Callable[[Sequence[Any]], tuple[NDArray[np.int32], Sequence[Any]]]:
    """The items that rows have as a list in an attribute."""
    get = each(name)

    def items(rows: Sequence[Any]) -> tuple[NDArray[np.int32], Sequence[Any]]:
        groups = get(rows)
        return ends(groups), list(chain.from_iterable(groups))

    return items


def flat(columns: Iterable[Column | Under]) -> Iterator[Column]:
    """The columns themselves, whatever they stand under."""
    for column in columns:
        if isinstance(column, Under):
            yield from flat(column.columns)
        else:
            yield column


def is_scalar(column: Column) -> bool:
    """Whether each row has one value."""
    return isinstance(column, Leaf) or (isinstance(column, Computed) and not column.many)


def label(name: str, get: Get, inventory: Collection[str], *, optional: bool = False) -> Leaf:
    """A column of class labels."""
    return Leaf(name, get, labels=tuple(inventory), optional=optional)


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a column."""
    if isinstance(column, Items):
        return pa.list_(pa.struct([pa.field(field.name, arrow_type(field)) for field in flat(column.fields)]))
    scalar = pa.type_for_alias(column.type)
    return scalar if is_scalar(column) else pa.list_(scalar)


def schema(columns: Iterable[Column | Under]) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([pa.field(column.name, arrow_type(column)) for column in flat(columns)])


def feature(column: Column) -> dict[str, Any]:
    """A column as the card of a Hugging Face dataset tells it."""
    if isinstance(column, Items):
        return {"name": column.name, "list": [feature(field) for field in flat(column.fields)]}
    if column.labels:
        scalar: Any = {"class_label": {"names": {str(number): name for number, name in enumerate(column.labels)}}}
    else:
        scalar = column.type
    if is_scalar(column):
        return {"name": column.name, "dtype": scalar}
    return {"name": column.name, "list": scalar}


Made = dict[tuple[str, int], pa.Array]
"""Columns made of a batch, by what the rows are and the column."""


def arrays(columns: Iterable[Column | Under], rows: Sequence[Any], of: str = "", made: Made | None = None) -> list[pa.Array]:
    """The values of columns in rows.

    ``made`` keeps scalar columns of rows that are called ``of``, to be taken again by others that share the column.
    """
    found: list[pa.Array] = []
    for column in columns:
        if isinstance(column, Under):
            known = [] if made is None else [made.get((of, id(leaf))) for leaf in column.columns]
            found += known if known and None not in known else arrays(column.columns, column.get(rows), of, made)
        elif made is None or not of or not isinstance(column, Leaf):
            found.append(array(column, rows, made))
        else:
            key = (of, id(column))
            if key not in made:
                made[key] = array(column, rows, made)
            found.append(made[key])
    return found


def repeating(columns: Iterable[Column | Under], path: str = "") -> Iterator[str]:
    """The Parquet paths of the strings that repeat."""
    for column in flat(columns):
        if isinstance(column, Items):
            yield from repeating(column.fields, f"{path}{column.name}.list.element.")
        elif column.type == "string" and not (isinstance(column, Leaf | Computed) and column.varied):
            yield f"{path}{column.name}" + ("" if is_scalar(column) else ".list.element")


def integers(columns: Iterable[Column | Under], path: str = "") -> Iterator[str]:
    """The Parquet paths of the integers."""
    for column in flat(columns):
        if isinstance(column, Items):
            yield from integers(column.fields, f"{path}{column.name}.list.element.")
        elif column.type.startswith("int"):
            yield f"{path}{column.name}" + ("" if is_scalar(column) else ".list.element")


def array(column: Column, rows: Sequence[Any], made: Made | None = None) -> pa.Array:
    """The values of a column in rows."""
    if isinstance(column, Computed):
        return column.compute(rows)
    if isinstance(column, Items):
        bounds, items = column.get(rows)
        fields = [pa.field(field.name, arrow_type(field)) for field in flat(column.fields)]
        structs = pa.StructArray.from_arrays(arrays(column.fields, items, column.of, made), fields=fields)
        return pa.ListArray.from_arrays(from_numpy(bounds), structs)
    found = column.get(rows)
    if isinstance(column, Leaf):
        return scalars(column.type, found, optional=column.optional)
    missing = None
    if column.optional:
        missing = booleans([group is None for group in found])
        found = [group or () for group in found]
    items = list(chain.from_iterable(found))
    return pa.ListArray.from_arrays(from_numpy(ends(found)), scalars(column.type, items), mask=missing)


# Arrow arrays are made from their buffers: `pyarrow.array` looks whether a value is of pandas, and imports pandas for it,
# which takes longer than building a small dataset.


def scalars(kind: str, values: list[Any], *, optional: bool = False) -> pa.Array:
    """Scalars of a type; where optional, null for the empty string and for None."""
    if kind == "string":
        return strings(values, optional=optional)
    if kind == "bool":
        return booleans(values, optional=optional)
    valid = None
    if optional:
        valid = _bits([value is not None for value in values])
        values = [value or 0 for value in values]
    data = np.fromiter(values, np.dtype(kind), len(values))
    return pa.Array.from_buffers(pa.type_for_alias(kind), len(data), [valid, pa.py_buffer(data)])


def strings(values: list[Any], *, optional: bool = False) -> pa.Array:
    """Strings; where optional, null for the empty one and for None."""
    try:
        joined = "".join(values)
    except TypeError:
        values = [value or "" for value in values]
        joined = "".join(values)
    data = joined.encode()
    bounds = ends(values if len(data) == len(joined) else [value.encode() for value in values])
    valid = _bits(bounds[1:] > bounds[:-1]) if optional else None
    return pa.Array.from_buffers(pa.string(), len(values), [valid, pa.py_buffer(bounds), pa.py_buffer(data)])


def booleans(values: list[Any], *, optional: bool = False) -> pa.Array:
    """Truth values; where optional, null for None."""
    valid = _bits([value is not None for value in values]) if optional else None
    return pa.Array.from_buffers(pa.bool_(), len(values), [valid, _bits([bool(value) for value in values] if optional else values)])


def from_numpy(values: NDArray[Any]) -> pa.Array:
    """Integers of 32 bits, over the memory of a numpy array where it has them."""
    return pa.Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(np.ascontiguousarray(values, np.int32))])


def ends(values: Sequence[Any]) -> NDArray[np.int32]:
    """Where each value ends if all are laid end to end, after a first 0."""
    found = np.zeros(len(values) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=found[1:])
    if found[-1] > np.iinfo(np.int32).max:
        raise OverflowError("a batch of rows has more than 2 GiB in one column")
    return found.astype(np.int32)


def _bits(values: Any) -> pa.Buffer:
    return pa.py_buffer(np.packbits(np.asarray(values, bool), bitorder="little"))
