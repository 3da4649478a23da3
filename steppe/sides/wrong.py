"""Rows that are not in their form, told in words."""

import re
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ..text import shown
from .side import SideError

_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`(?P<more>[^,]*?)(?:, got `(?P<got>[^`]+)`)?(?: - at `\$\.?(?P<path>.*)`)?$")
_MISSING = re.compile(r"Object missing required field `(?P<field>[^`]+)`(?: - at `\$\.?(?P<path>.*)`)?$")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_CALLED = {
    "int": "an integer",
    "str": "a string",
    "array": "a list",
    "object": "a struct",
    "float": "a fraction",
    "null": "null",
    "bool": "true or false",
}


class Spot(Struct, frozen=True, gc=False):
    """What a record was made of: a row of a table, from 0, as in ``ds[17]``; or a line of a file, from 1."""

    file: str
    number: int
    unit: Literal["row", "line"] = "row"

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"

    def wrong(self, message: str) -> SideError:
        """What is wrong there."""
        return SideError(f"{self.file}:{self.number}: {message}" if self.unit == "line" else f"{self.file}: {self}: {message}")


def told(error: msgspec.ValidationError, row: Any) -> str:
    """What a decoder found wrong in a row: what is there, and what it should be."""
    message = str(error)
    if match := _MISSING.fullmatch(message):
        return f"{match['path'] or 'the row'} has no {match['field']}; it should have one"
    if match := _EXPECTED.fullmatch(message):
        wanted = [_CALLED.get(kind, kind) for kind in match["wanted"].split(" | ")]
        there = _at(row, match["path"] or "")
        what = "null" if there is None else shown(there) if isinstance(there, str) else shown(repr(there)).strip("'\"")
        return f"{match['path'] or 'the row'} is {what}; it should be {' or '.join(wanted)}{match['more']}"
    return message.replace("`", "'")


def _at(row: Any, path: str) -> Any:
    for index, key in _STEP.findall(path):
        row = row[int(index)] if index else row[key]
    return row
