"""Files of records that say what they should and are not in form."""

import json
from typing import Any

from ..store import dump, parse

FORM = {
    "F102": "",
    "F103": "a CR stands inside a line",
    "F108": "a record has a key twice, and which value is right nobody has said",
}
"""The codes of the rules of form with a fix, and why a finding of each can be left."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def in_form(form: str, data: bytes) -> bytes:
    """The bytes of a file without byte order mark and CR at line ends and, where each line can be read, in canonical form.

    What the records say is as it was. A record that has a key twice says two things: its file keeps its spelling.
    """
    lines = data.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    data = b"\n".join(line.rstrip(b"\r") for line in lines)
    records, faults = parse(form, data)
    return dump(form, records) if records and faults and not any(map(_repeats_key, data.split(b"\n"))) else data


def _repeats_key(line: bytes) -> bool:
    """Whether an object of a line of JSON has a key twice."""
    found = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal found
        found = found or len(dict(pairs)) < len(pairs)

    if line.strip():
        json.loads(line, object_pairs_hook=look)
    return found
