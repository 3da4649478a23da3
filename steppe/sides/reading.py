"""The bytes of a file that somebody names."""

import os
import stat
from os import PathLike

from ..text import reason
from .side import SideError


def data_of(path: str | PathLike[str], start: int = 0, end: int | None = None) -> bytes:
    """The bytes of a file, or those from ``start`` to ``end``. A link is followed: caches of datasets are made of them.

    Raises:
        SideError: it is no file, or cannot be read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise SideError(f"{os.fspath(path)} is no regular file; name one, or a folder of them")
        with open(path, "rb") as file:
            file.seek(start)
            return file.read() if end is None else file.read(end - start)
    except OSError as error:
        raise SideError(f"{os.fspath(path)}: {reason(error)}") from error


def text_of(path: str | PathLike[str]) -> str:
    """The text of a file of another program: UTF-8, a byte order mark passed over.

    Raises:
        SideError: it is no file, cannot be read, or is not UTF-8.
    """
    data = data_of(path)
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SideError(f"{os.fspath(path)}:{line}: byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8") from None
