"""The report as JSON: one document, or one finding a line."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from .report import Report

_UNPRINTED = re.compile(r"[^\x20-\x7e]")


class Entry(Struct, omit_defaults=True):
    """A finding as a machine reads it."""

    file: str
    line: int
    code: str
    name: str
    mark: str
    message: str
    fingerprint: str
    start: int | UnsetType = UNSET
    """Where in the text of the article, in code points, if the text is at hand; like ``end``, which is exclusive."""
    end: int | UnsetType = UNSET
    carried: str = ""


def encode(value: Any) -> str:
    """JSON in one line, as readable as it can be: what a terminal or a log might obey, and nothing else, is escaped."""
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 cannot say
        text = msgspec.json.encode(_paired(msgspec.to_builtins(value))).decode()
    text = text.replace("##[", r"\u0023#[")
    return text if text.isprintable() else _UNPRINTED.sub(_escaped, text)


def _paired(value: Any) -> Any:
    match value:
        case str():
            return value.encode(errors="backslashreplace").decode()
        case dict():
            return {_paired(key): _paired(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_paired(inner) for inner in value]
    return value


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if character.isprintable():
        return character
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def entries(report: Report) -> Iterator[Entry]:
    """The findings that are new."""
    for finding, fingerprint in report.new:
        place = finding.spot
        yield Entry(
            file=finding.file,
            line=finding.line,
            code=finding.code,
            name=finding.name,
            mark=finding.mark,
            message=finding.message,
            fingerprint=fingerprint,
            start=place.start if place else UNSET,
            end=place.end if place else UNSET,
            carried=finding.carried,
        )


def as_json(report: Report) -> Iterator[str]:
    """One array, a finding a line."""
    found = [encode(entry) for entry in entries(report)]
    yield "[" if found else "[]"
    for number, entry in enumerate(found, start=1):
        yield entry + ("," if number < len(found) else "")
    if found:
        yield "]"


def as_lines(report: Report) -> Iterator[str]:
    """A finding a line."""
    return map(encode, entries(report))
