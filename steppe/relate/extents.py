"""What a number or a time covers: a stretch of the line of numbers, or of time."""

import re
from datetime import date, timedelta
from functools import lru_cache
from math import inf

from msgspec import Struct

from ..values import DATE, bounds, wrong_number, wrong_time

_DAY = 86400
_CLOCK = re.compile(r"(\d\d)(?::(\d\d)(?::(\d\d))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d))?")
_SHARE = re.compile(r"(\d{4})-([QH])(\d)")


class Extent(Struct, frozen=True):
    """From ``start`` to ``end``, which is exclusive: numbers, or seconds since the day before the first of our calendar."""

    start: float
    end: float
    sharp: bool = True
    """Whether every place in it is meant to be possible; of ``~100`` or a morning nobody knows."""

    def holds(self, other: "Extent") -> bool:
        """Whether all that another allows is allowed here."""
        return self.sharp and self.start <= other.start and other.end <= self.end

    def apart(self, other: "Extent") -> bool:
        """Whether nothing is allowed by both."""
        return self.end <= other.start or other.end <= self.start


@lru_cache(maxsize=4096)
def number_extent(value: str) -> Extent | None:
    """What a number covers; None where it is none.

    >>> number_extent("6-8"), number_extent("~100")
    (Extent(start=6, end=9, sharp=True), Extent(start=0, end=inf, sharp=False))
    """
    low, high = bounds(value)
    if low is None or wrong_number(value):
        return None
    if value.startswith("~"):
        return Extent(0, inf, sharp=False)
    return Extent(low, inf if high is None else high + 1)


@lru_cache(maxsize=4096)
def time_extent(value: str) -> Extent | None:
    """What a time covers; None where it stands at no place of the calendar, as a duration or a season does.

    >>> time_extent("2011-10") == time_extent("2011-Q4"), time_extent("2011-10").holds(time_extent("2011-10-31T09"))
    (False, True)
    """
    if wrong_time(value):
        return None
    day, _, clock = value.partition("T")
    try:
        found = _days(day)
    except (ValueError, OverflowError):  # before or after what a calendar can count
        return None
    if found is None or not clock:
        return found
    match = _CLOCK.fullmatch(clock)
    return _clock(found.start, *match.groups()) if match else Extent(found.start, found.end, sharp=False)


def _days(value: str) -> Extent | None:
    """What a stretch of whole days covers."""
    if match := DATE.fullmatch(value):
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        return _between(first, first + timedelta(1) if day else _month_after(first, 1 if month else 12))
    if match := _WEEK.fullmatch(value):
        year, week, day = (int(part) if part else 0 for part in match.groups())
        first = date.fromisocalendar(year, week, day or 1)
        return _between(first, first + timedelta(1 if day else 7))
    if match := _SHARE.fullmatch(value):
        months = 3 if match[2] == "Q" else 6
        first = date(int(match[1]), (int(match[3]) - 1) * months + 1, 1)
        return _between(first, _month_after(first, months))
    if len(value) == 3 and value.isdigit():
        first = date(int(value) * 10, 1, 1)
        return _between(first, _month_after(first, 120))
    return None


def _between(first: date, after: date) -> Extent:
    return Extent(first.toordinal() * _DAY, after.toordinal() * _DAY)


def _month_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _clock(day: float, hour: str, minute: str | None, second: str | None) -> Extent | None:
    if int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    start = day + int(hour) * 3600 + int(minute or 0) * 60 + int(second or 0)
    return Extent(start, start + (1 if second else 60 if minute else 3600))
