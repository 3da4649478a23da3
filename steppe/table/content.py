"""A fingerprint of what a table says, whoever wrote the file.

Every leaf of the tree of columns is a stream (validity, list lengths, string lengths, values) with a running SHA-256 of its
own, so that compression, encodings, row groups, chunks and the writer's version leave no trace in the result, and one changed
character does.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from ..text import fingerprint

if TYPE_CHECKING:
    from hashlib import _Hash


def content_of(file: Path) -> str:
    """The fingerprint of what a Parquet file says.

    Raises:
        OSError: it cannot be read.
        pyarrow.ArrowInvalid: it is not whole.
    """
    content = Content()
    with pq.ParquetFile(file) as there:
        for batch in there.iter_batches():
            content.update(batch)
    return content.hexdigest()


def contents_of(folder: Path) -> dict[str, str]:
    """The fingerprint of every Parquet file in a folder, by its path; of one that is not whole, that it is not."""
    found = {}
    for file in sorted(folder.rglob("*.parquet")):
        try:
            found[file.relative_to(folder).as_posix()] = content_of(file)
        except (OSError, ValueError):  # pyarrow's own are among them
            found[file.relative_to(folder).as_posix()] = "broken"
    return found


def whole(contents: Mapping[str, str]) -> str:
    """The fingerprint of a dataset, from those of its tables by the path of each: ``data/claims/train.parquet``."""
    return fingerprint("".join(f"{path} {contents[path]}\n" for path in sorted(contents)))


class Content:
    """The running fingerprint of a table, fed with batches in order."""

    def __init__(self) -> None:
        self.rows = 0
        self._streams: dict[str, _Hash] = {}

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in the next rows."""
        self.rows += batch.num_rows
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            self._feed(name, column)

    def hexdigest(self) -> str:
        """The fingerprint of all rows so far, in hexadecimal."""
        whole = sha256(f"{self.rows}\n".encode())
        for path in sorted(self._streams):
            whole.update(f"{path} {self._streams[path].hexdigest()}\n".encode())
        return whole.hexdigest()

    def _stream(self, path: str, values: object) -> None:
        self._streams.setdefault(path, sha256()).update(memoryview(values))  # type: ignore[arg-type]

    def _feed(self, path: str, values: pa.Array) -> None:
        kind, valid = values.type, _valid(values)
        self._stream(f"{path}?", np.ones(len(values), np.uint8) if valid is None else valid)
        if valid is not None:
            values = values.filter(pa.Array.from_buffers(pa.bool_(), len(values), [None, values.buffers()[0]], offset=values.offset))
        if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            self._stream(f"{path}#", np.diff(_offsets(values, 1)).astype("<i4"))
            self._feed(f"{path}[]", values.flatten())
        elif pa.types.is_struct(kind):
            for field, child in zip(kind, values.flatten(), strict=True):
                self._feed(f"{path}.{field.name}", child)
        elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
            offsets = _offsets(values, 1)
            self._stream(f"{path}:str#", np.diff(offsets).astype("<i4"))
            data = values.buffers()[2]
            self._stream(f"{path}:str", b"" if data is None else memoryview(data)[offsets[0] : offsets[-1]])
        elif pa.types.is_boolean(kind):
            bits = np.unpackbits(np.frombuffer(values.buffers()[1], np.uint8), bitorder="little")
            self._stream(f"{path}:bool", np.ascontiguousarray(bits[values.offset : values.offset + len(values)]))
        else:
            data = np.frombuffer(values.buffers()[1], kind.to_pandas_dtype())
            self._stream(f"{path}:{kind}", data[values.offset : values.offset + len(values)])


# Buffers are read as they are: a conversion by the library would import pandas.


def _valid(values: pa.Array) -> NDArray[np.uint8] | None:
    """One byte for each value, 0 where it is null; None where none is."""
    if not values.null_count:
        return None
    bits = np.unpackbits(np.frombuffer(values.buffers()[0], np.uint8), bitorder="little")
    return np.ascontiguousarray(bits[values.offset : values.offset + len(values)])


def _offsets(values: pa.Array, buffer: int) -> NDArray[Any]:
    """Where the values of a list or string array begin and end in what they are cut from."""
    if not len(values):
        return np.zeros(1, np.int64)
    wide = pa.types.is_large_list(values.type) or pa.types.is_large_string(values.type)
    found = np.frombuffer(values.buffers()[buffer], "<i8" if wide else "<i4")
    return found[values.offset : values.offset + len(values) + 1]
