"""Bytes in and out of a folder, exactly and safely."""

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnsafePath(ValueError):
    """A name that leads out of the corpus."""


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, line ends as they are; a symbolic link is not followed.

    Raises:
        UnsafePath: the path is a symbolic link, or no file.
        OSError: it cannot be read.
    """
    try:
        handle = os.open(path, _READ)
    except OSError:
        if os.path.islink(path):
            raise UnsafePath(f"{os.fspath(path)} is a symbolic link; put the file itself there") from None
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            kind = "a directory" if stat.S_ISDIR(status.st_mode) else "no regular file"
            raise UnsafePath(f"{os.fspath(path)} is {kind}; put a file there")
        size = status.st_size
        data = os.read(handle, size + 1)  # one byte more than there should be: what comes is then all there is
        while len(data) != size and (more := os.read(handle, 1 << 16)):
            data += more
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    else:
        return data
    finally:
        os.close(handle)


def listing(folder: str | os.PathLike[str], ending: str) -> list[str]:
    """The names of a folder's files with this ending, sorted, the ending left off; none where there is no such folder.

    Raises:
        UnsafePath: the folder or one of the files is a symbolic link.
    """
    refuse_link(folder)
    if not os.path.isdir(folder):
        return []
    names: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ending) and not entry.name.startswith("."):
                if entry.is_symlink():
                    raise UnsafePath(f"{entry.path} is a symbolic link; put the file itself there")
                names.append(entry.name.removesuffix(ending))
    return sorted(names)


def refuse_link(folder: str | os.PathLike[str]) -> None:
    """Make sure that a folder is no symbolic link.

    Raises:
        UnsafePath: it is.
    """
    if os.path.islink(folder):
        raise UnsafePath(f"{os.fspath(folder)} is a symbolic link; put the folder itself there")


def folders(folder: str | os.PathLike[str]) -> list[str]:
    """The names of the folders in a folder, sorted; none where there is no such folder.

    Raises:
        UnsafePath: the folder or one in it is a symbolic link.
    """
    refuse_link(folder)
    if not os.path.isdir(folder):
        return []
    with os.scandir(folder) as entries:
        for entry in (found := sorted(entries, key=lambda entry: entry.name)):
            if entry.is_symlink():
                raise UnsafePath(f"{entry.path} is a symbolic link; put the folder itself there")
    return [entry.name for entry in found if entry.is_dir() and not entry.name.startswith(".")]


def write(path: Path, data: bytes) -> None:
    """Put a file in place whole or not at all: written beside it, flushed, then renamed. Who may read or run it stays.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def write_all(wanted: Mapping[Path, bytes]) -> None:
    """Write files, all of them or none: where one cannot be written, those before it are put back.

    Raises:
        OSError: one cannot be written.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in wanted.items():
            before[path] = read(path) if path.exists() else None
            write(path, data)
    except BaseException:
        for path, was in before.items():
            with suppress(OSError):
                if was is None:
                    path.unlink(missing_ok=True)
                else:
                    write(path, was)
        raise
