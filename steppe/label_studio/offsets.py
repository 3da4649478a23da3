"""What results repeat of the text, against the text: editors mangle white space, and older exports count UTF-16 units."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..text import Utf16, shown
from .names import LabelStudioError

Result = dict[str, Any]
_BLANK = re.compile(r"(?:\\n|\s)+")


class Undecided(LabelStudioError):
    """Words and offsets do not go together: where, and what there is."""


def counted(results: Sequence[Result], text: str) -> list[Result]:
    """Results with offsets that count code points.

    The words of the regions decide: those of all are what stands there, or, counted in UTF-16 units, what stands there then.

    Raises:
        Undecided: neither is so.
    """
    wrong = [result for result in _worded(results) if not _reads(result["value"], text)]
    if not wrong:
        return list(results)
    units = Utf16(text)
    moved = [(result, _moved(result["value"], units) if _placed(result) else None) for result in results]
    if units.pairs and all(value is not None for result, value in moved if _placed(result)):
        found = [result if value is None else {**result, "value": value} for result, value in moved]
        if all(_reads(result["value"], text) for result in _worded(found)):
            return found
    first = wrong[0]
    value = first["value"]
    there = text[value["start"] : value["end"]]
    raise Undecided(
        f"region {first.get('id')} says {shown(str(value['text']))}, and the text has {shown(there)} at {value['start']} to {value['end']}"
        f" ({len(wrong)} such); the text was changed, or offsets were; open the task on the text of the corpus"
    )


def _worded(results: Sequence[Result]) -> Iterator[Result]:
    """Regions under a control of labels that repeat their words."""
    for result in results:
        value = result.get("value")
        if result.get("type") == "labels" and isinstance(value, dict) and isinstance(value.get("text"), str) and _placed(result):
            yield result


def _placed(result: Result) -> bool:
    value = result.get("value")
    return isinstance(value, dict) and type(value.get("start")) is int and type(value.get("end")) is int


def _reads(value: dict[str, Any], text: str) -> bool:
    if value["start"] < 0:
        return False
    return normal(text[value["start"] : value["end"]]) == normal(value["text"])


def normal(words: str) -> str:
    """Words as they are compared: the editor makes one blank of several, and two characters, a backslash and an n, of a line's end."""
    return _BLANK.sub(" ", words).strip()


def _moved(value: dict[str, Any], units: Utf16) -> dict[str, Any] | None:
    """A value with its offsets in code points; None where one of them splits a character or lies outside the text."""
    start, end = units.code_point(value["start"]), units.code_point(value["end"])
    return None if start is None or end is None else {**value, "start": start, "end": end}
