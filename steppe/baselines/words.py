"""What words look like, and what they have in common: a few lines in place of a model of the language. Made for English."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

Label = TypeVar("Label", bound=Hashable)

_WORD = re.compile(r"\w+")
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y")
_OPENERS = frozenset({"a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
_AFTER_HEAD = frozenset({"of", "in", "from", "on", "at", "for", "with", "who", "that", "which", "to", "by", "near"})


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(text.casefold())


def stem(word: str) -> str:
    """A word in small letters, without the ending by which its forms differ.

    >>> stem("Planned"), stem("planning"), stem("plans"), stem("seized"), stem("die")
    ('plan', 'plan', 'plan', 'seiz', 'die')
    """
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word
    return word


def shape(word: str) -> str:
    """How a word is written: capitals X, small letters x, digits 0, runs as one.

    >>> shape("Atyrau"), shape("UN"), shape("2011"), shape("e-9")
    ('Xx', 'X', '0', 'x-0')
    """
    classes = ("X" if letter.isupper() else "x" if letter.isalpha() else "0" if letter.isdigit() else letter for letter in word)
    return re.sub(r"(.)\1+", r"\1", "".join(classes))


def named(text: str) -> str:
    """A phrase as it is compared with others: small letters, without the article or pronoun that opens it.

    >>> named("The Office"), named("his own  brother"), named("the")
    ('office', 'own brother', 'the')
    """
    found = words(text)
    return " ".join(found[1:] if len(found) > 1 and found[0] in _OPENERS else found)


def head(text: str) -> str:
    """The word that a phrase is about: the last before a comma, a preposition or a relative pronoun.

    >>> head("the leaders of a group"), head("Ann Human, a spokeswoman"), head("of late")
    ('leaders', 'human', 'late')
    """
    found = words(text.partition(",")[0])
    stop = next((number for number, word in enumerate(found) if number and word in _AFTER_HEAD), len(found))
    return found[stop - 1] if len(found) > 1 and stop > 1 else " ".join(found[-1:])


def is_name(text: str) -> bool:
    """Whether a phrase is written like a name: a capital or a digit after the word that opens it."""
    found = _WORD.findall(text)
    rest = found[1:] if found and found[0].casefold() in _OPENERS else found
    return any(word[0].isupper() or word[0].isdigit() for word in rest)


def commonest(counts: Counter[Label]) -> Label:
    """What was counted most often; of equals, the first in the order of their names, so that no order of reading matters."""
    return min(counts, key=lambda label: (-counts[label], str(label)))


def majority(labels: Iterable[Label]) -> Label | None:
    """The commonest of some labels; None of none."""
    counts = Counter(labels)
    return commonest(counts) if counts else None
