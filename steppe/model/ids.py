"""Ids: six letters that follow from a number, or from what the id is of, so that the same thing has the same id each time."""

from collections.abc import Container
from hashlib import sha256

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""The letters and digits of an id: none that the eye confuses."""

LENGTH = 6


def spelled(number: int) -> str:
    """The letters of a number, the most significant first.

    >>> spelled(0), spelled(len(ALPHABET) + 1)
    ('222222', '222233')
    """
    found = ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        found = ALPHABET[digit] + found
    return found


def is_id(given: str, prefixes: str) -> bool:
    """Whether a string has the form of an id: one of some prefixes, a hyphen, and the letters.

    >>> is_id("m-7hw2pf", "mt"), is_id("m-7hw2p", "mt"), is_id("c-7hw2pf", "mt")
    (True, False, False)
    """
    return len(given) == LENGTH + 2 and given[1] == "-" and given[0] in prefixes and all(letter in ALPHABET for letter in given[2:])


def hashed(content: str) -> str:
    """The letters of some content."""
    return spelled(int.from_bytes(sha256(content.encode()).digest()[:8], "big"))[::-1]


def derived(prefix: str, content: str, taken: Container[str] = ()) -> str:
    """The id of some content that none of ``taken`` is.

    Raises:
        ValueError: every id is taken.
    """
    for salt in range(len(ALPHABET) ** LENGTH):
        letters = hashed(f"{content}\n{salt}")
        if (found := f"{prefix}-{letters}") not in taken:
            return found
    raise ValueError("every id is taken")
