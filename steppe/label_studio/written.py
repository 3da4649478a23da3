"""What annotators write in fields: entries of the registry, answers, sentences; each way and back."""

import re
from collections.abc import Callable

from ..model import ALPHABET, Answer

_ID = re.compile(f"[ev]-[{ALPHABET}]{{6}}")
_ENTRY = re.compile(rf"({_ID.pattern})(?:\s|\{{|$)")
_ESCAPED = str.maketrans({"\\": "\\\\", "|": "\\|", "{": "\\{", "=": "\\=", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "s": " "}
_BACKSLASHED = re.compile(r"\\(.)", re.DOTALL)
_ABOUT = re.compile(r"(?P<facet>\S+)(?:\s+of\s+(?P<event>\S+|\S.*?))?(?:\s+about\s+(?P<subject>\S.*))?")
NEW = "+"
"""What begins the name of an entry that the registry is to get."""
Named = Callable[[str], str]


class Unreadable(ValueError):
    """What is written in a field cannot be read: the reason, as a clause."""


def entry(identifier: str, named: Named) -> str:
    """An entry, with its name for people."""
    return " ".join(filter(None, [identifier, named(identifier)]))


def entry_of(written: str) -> str:
    """The id, or the name, by which somebody names an entry; of a name of a new one, the name after :data:`NEW`."""
    written = written.strip()
    found = _ENTRY.match(written)
    return found[1] if found else written


def is_entry(written: str) -> bool:
    """Whether something is the id of an entry, whichever."""
    return _ID.fullmatch(written) is not None


def answer(given: Answer, named: Named) -> str:
    """An answer as a line: ``FACET of EVENT {name} about SUBJECT {name} = VALUE {name} | VALUE``."""
    parts = [_escaped(given.facet)]
    parts += [f"of {_told(given.event, named)}"] if given.event else []
    parts += [f"about {_told(given.subject, named)}"] if given.subject else []
    if given.values:
        parts.append("= " + " | ".join(_told(value, named) for value in given.values))
    return " ".join(parts)


def _told(value: str, named: Named) -> str:
    name = named(value) if _ID.fullmatch(value) else ""
    return f"{_escaped(value)} {{{name.translate(str.maketrans('{}', '()'))}}}" if name else _escaped(value)


def _escaped(words: str) -> str:
    """Words without what has a meaning in a line; blanks at their ends stay."""
    found = words.translate(_ESCAPED)
    if found.strip(" ") != found:
        found = re.sub(r"^ | $", r"\\s", found)
    return found


def answer_of(line: str) -> Answer:
    """The answer that a line gives; what it is about, and its values, by id or by name.

    A name goes to the end of the line, to `` about ``, or to ``=``.

    Raises:
        Unreadable: it gives none.
    """
    head, values = _parts(line)
    found = _ABOUT.fullmatch(head)
    if not found:
        raise Unreadable(f"{line!r} is no answer; write FACET of EVENT = VALUE | VALUE, or FACET about ENTITY = VALUE")
    if any(not value for value in values):
        raise Unreadable(f"{line!r} has an empty value; leave the line at its facet, or give a value")
    return Answer(facet=found["facet"], event=found["event"] or "", subject=found["subject"] or "", values=tuple(values))


def _parts(line: str) -> tuple[str, list[str]]:
    """What stands before the values of a line, and the values, without names in braces."""
    parts, current, braces, escaped = [], "", False, False
    marks: list[str] = []
    for letter in line:
        if escaped:
            current += letter
            escaped = False
        elif braces:
            braces = letter != "}"
        elif letter == "\\":
            current += letter
            escaped = True
        elif letter == "{":
            braces = True
        elif letter in "|=" and (letter == "=") == (not marks):
            marks.append(letter)
            parts.append(current)
            current = ""
        else:
            current += letter
    if escaped or braces:
        raise Unreadable(f"{line!r} ends in the middle of {'a name' if braces else 'an escape'}")
    parts.append(current)
    head, *values = [_BACKSLASHED.sub(lambda match: _UNESCAPED.get(match[1], match[1]), part.strip(" \t")) for part in parts]
    return head, values


def sentences(starts: tuple[int, ...], start: int) -> str:
    """The starts of the sentences of a line, counted from its own."""
    return " ".join(str(one - start) for one in starts)


def sentences_of(written: str, start: int) -> tuple[int, ...]:
    """The starts that somebody has written.

    Raises:
        Unreadable: they are no numbers.
    """
    try:
        return tuple(int(one) + start for one in written.split())
    except ValueError:
        raise Unreadable(f"{written!r} are no starts of sentences; write numbers, counted from the start of the line") from None
