"""Sheets that people fill in: JSON Lines, a row a line, each in the form of a struct."""

from typing import TypeVar

import msgspec
from msgspec import Struct

Row = TypeVar("Row", bound=Struct)


def read(data: bytes, form: type[Row]) -> tuple[list[tuple[int, Row]], list[tuple[int, str]]]:
    """The rows of a sheet, each with its line, from 1; and the lines that are in no such form, each with why. Blank lines hold none."""
    found: list[tuple[int, Row]] = []
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            try:
                found.append((number, msgspec.json.decode(line, type=form)))
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                faults.append((number, str(error)))
    return found, faults


def told(faults: list[tuple[int, str]]) -> str:
    """Faults in the order of their lines, one a line."""
    return "\n".join(f"line {number}: {fault}" for number, fault in sorted(faults))
