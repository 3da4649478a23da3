"""Numbers in the words of a text, as far as they can be told without understanding them."""

import re

from ..labels import Labels
from ..values import bounds

_DIGITS = re.compile(r"(?<![\w.,:])[0-9]{1,15}(?:,[0-9]{3}){0,4}(?![\w:]|[.,][0-9])")
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(?<![\w.,:/-])([0-9]{1,2})(?:st|nd|rd|th)?(?![\w:/-]|[.,][0-9])")
_YEAR = re.compile(r"(?<![\w.,])[12][0-9]{3}(?![\w.,:/-]*[0-9])")


def numbers(text: str, labels: Labels) -> list[int] | None:
    """The numbers that some words state, in digits or as numerals; None where a word beside them may multiply them."""
    words = _WORD.findall(text.casefold())
    if not labels.multiples.isdisjoint(words):
        return None
    numerals = labels.numerals
    found = [numerals[word] for word in words if word in numerals]
    if _DIGIT.search(text):
        found += [int(digits.replace(",", "")) for digits in _DIGITS.findall(text)]
    return found


def years(text: str) -> list[str]:
    """The years that some words give in four digits, where no other digits go on from them."""
    return _YEAR.findall(text)


def day_of(words: str) -> int:
    """The day of the month that some words give in digits, such as "31 October 2011" or "May 9th"; 0 where there is none, or several."""
    found = _DAY.findall(words)
    return int(found[0]) if len(found) == 1 and 1 <= int(found[0]) <= 31 else 0


def allows(value: str, number: int) -> bool:
    """Whether a value can be what a number in the text comes to: "more than 5" is ``6-``, and "fewer than 5" is ``0-4``.

    >>> allows("7", 7), allows("7", 6), allows("6-", 5), allows("6-", 4), allows("0-4", 5)
    (True, False, True, False, True)
    """
    low, high = bounds(value)
    slack = low != high
    return (low is None or number >= low - slack) and (high is None or number <= high + slack)
