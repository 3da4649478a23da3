"""Whether the metadata of a card are of the Hub's words. What is not, the Hub refuses, or takes and shows to nobody."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..text import shown
from .vocabularies import KEYS, LANGUAGES, VOCABULARIES

_OTHER = "other"
_MANY = 12
"""Words that are not all told to somebody who nearly knows one of them."""
"""The licence that is none of the list, and has a name of its own."""
_OWN = "LicenseRef-"
"""How the name of a licence begins that SPDX does not know."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
_LONGER = re.compile("[a-z]{3}")
"""A code of ISO 639-3, of which there are too many to list."""
_SOURCE = re.compile(r"original|extended(\|.+)?|[\w.-]+(/[\w.-]+)?")
_WORDS = ("tags", "source_datasets", "language", "language_bcp47", "language_details")
"""Further keys that have a list of words."""


def licence_keys(licence: str) -> dict[str, str]:
    """What a card says of a licence that is given as SPDX spells it."""
    if licence.startswith(_OWN):
        return {"license": _OTHER, "license_name": licence.removeprefix(_OWN).lower()}
    return {"license": licence.lower()}


def faults(metadata: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each fault in the metadata of a card: the key, and what is there and should be. Configs and features are not looked at."""
    for key, value in metadata.items():
        if key not in KEYS:
            yield key, f"the key {shown(str(key))} means nothing to the Hub; it knows {_list(KEYS, str(key))}"
        elif key in VOCABULARIES or key in _WORDS:
            yield from ((key, message) for message in _words(key, value))
        elif key in ("pretty_name", "license_name", "license_link") and not (isinstance(value, str) and value.strip()):
            yield key, f"is {value!r:.60}; it should be words"
    if metadata.get("license") == _OTHER:
        name = metadata.get("license_name")
        if name is None:
            yield "license", "is 'other'; then license_name should say which"
        elif isinstance(name, str) and name.strip() and not _NAME.fullmatch(name):
            yield "license_name", f"is {shown(name)}; it should have small letters, digits, dots and hyphens"


def _words(key: str, value: Any) -> Iterator[str]:
    words = value if isinstance(value, list | tuple) else [value]
    if not words:
        yield "is an empty list; leave the key out, or say something"
    for number, word in enumerate(words):
        if not isinstance(word, str):
            yield f"has {word!r:.60}, which is no word; put it in quotation marks"
        elif word in words[:number]:
            yield f"has {shown(word)} twice"
        elif wanted := _wanted(key, word):
            yield f"has {shown(word)}; {wanted}"


def _wanted(key: str, word: str) -> str:
    """What should stand in the place of a word; empty where it may stand."""
    if key in VOCABULARIES:
        return "" if word in VOCABULARIES[key] else f"it should be one of {_list(VOCABULARIES[key], word)}"
    if key == "language":
        fine = word in LANGUAGES or _LONGER.fullmatch(word)
        return "" if fine else f"it should be a code of ISO 639-3, of three small letters, or of ISO 639-1: {', '.join(sorted(LANGUAGES))}"
    if key == "source_datasets":
        return "" if _SOURCE.fullmatch(word) else "it should be original, extended, extended|NAME, or the name of a dataset at the Hub"
    return "" if word.strip() else "it should be a word"


def _list(words: frozenset[str], word: str) -> str:
    """What may stand there; of a long list what is nearly the word that does, if anything is."""
    like, known = re.sub(r"[\s_]+", "-", word.lower()), sorted(words)
    if len(known) > _MANY and like:
        near = [one for one in known if one.startswith(like)] or difflib.get_close_matches(like, known, cutoff=0.8)
        if 0 < len(near) < _MANY:
            return f"{len(known)} words, and nearest is {' or '.join(near)}"
    return ", ".join(known)
