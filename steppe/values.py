"""Values of times and quantities: their notation, and what it means."""

import re
from datetime import date
from functools import lru_cache

from .text import shown

TIME = re.compile(
    r"\d{4}(-\d\d(-\d\d(T(\d\d(:\d\d(:\d\d)?)?|MO|MI|AF|EV|NI|DT))?)?|-W\d\d(-\d)?|-(SP|SU|FA|WI|Q[1-4]|H[12]))?"
    r"|\d{3}|P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?|PX[YMWD]|T\d\d(:\d\d)?"
    r"|(PAST|PRESENT|FUTURE)_REF"
)
"""ISO 8601 as ISO-TimeML uses it: dates (with seasons, quarters, decades, parts of the day), durations, clock times."""
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
"""A calendar date, as precise as it is known: ``2011``, ``2011-10`` or ``2011-10-31``."""
NUMBER = re.compile(r"([0-9]{1,15})(?:-([0-9]{1,15})?)?|~([0-9]{1,15})")
"""``7``, ``6-8``, ``6-`` (at least), ``~100``: the numbers of MUC-4 templates."""


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[int | None, int | None]:
    """The least and the greatest number that a value allows; None where it is open, or not a number.

    >>> bounds("7"), bounds("6-8"), bounds("6-"), bounds("~100")
    ((7, 7), (6, 8), (6, None), (100, 100))
    """
    if not (match := NUMBER.fullmatch(value)):
        return None, None
    low, high, about = match.groups()
    if about:
        return int(about), int(about)
    return int(low), int(high) if high else (int(low) if "-" not in value else None)


@lru_cache(maxsize=4096)  # a corpus has few different values
def wrong_number(value: str) -> str:
    """Why a value is no number; empty where it is one."""
    if not NUMBER.fullmatch(value):
        return f"{shown(value)} is no number; it should be like 7, 6-8, 6- (at least) or ~100"
    low, high = bounds(value)
    return f"{shown(value)} has its low end above its high end" if low is not None and high is not None and low > high else ""


@lru_cache(maxsize=4096)
def wrong_time(value: str) -> str:
    """Why a value is no time; empty where it is one."""
    if value in ("", "P", "PT") or not TIME.fullmatch(value) or value.endswith("T"):
        return f"{shown(value)} is no time; it should be ISO 8601, like 2011-10-31, 2011-10, 2011-W44 or P3D"
    parts = value.split("T", maxsplit=1)[0].split("-")
    if len(parts) > 1 and parts[1].isdigit() and not 1 <= int(parts[1]) <= 12:
        return f"{shown(value)} has month {parts[1]}; months go from 01 to 12"
    if len(parts) > 2 and not parts[1].startswith("W") and not 1 <= int(parts[2]) <= 31:
        return f"{shown(value)} has day {parts[2]}; days go from 01 to 31"
    return wrong_date("-".join(parts)) if len(parts) == 3 and not parts[1].startswith("W") else ""


def wrong_date(value: str) -> str:
    """Why a value is no calendar date; empty where it is one."""
    if not (match := DATE.fullmatch(value)):
        return f"{shown(value)} is no date; it should be like 2011-10-31, 2011-10 or 2011"
    year, month, day = match.groups(default="1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return f"{shown(value)} is a date that no calendar has"
    return ""


def begins_after(value: str, other: str) -> bool:
    """Whether a time begins after a date has ended; never where one of them is no calendar date.

    >>> begins_after("2011-11", "2011-10-31"), begins_after("2011-10", "2011-10-31"), begins_after("2012-W01", "2011")
    (True, False, False)
    """
    later = value[: len(other)] > other[: len(value)]  # what both give is compared; what only one gives decides nothing
    return later and DATE.fullmatch(value.partition("T")[0]) is not None and DATE.fullmatch(other) is not None
