"""Spans from the tags of tokens: IOB2, IOB1, BIOES and BILOU, read strictly.

A tag is ``O``, or a prefix, a hyphen and a type. IOB1 and IOB2 are those of Tjong Kim Sang and Veenstra (1999), BILOU that of Ratinov
and Roth (2009). Which scheme a file has is known from all its tags; tags that are not lawful in it are errors and are never
mended, since every way of mending gives other spans (Palen-Michel et al. 2021).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int, str]
"""First token, token after the last, type."""

_TAG = re.compile("([BIESLU])-(.+)", re.DOTALL)
_NONE = ("", "")
_LONG = ("BIOES", "BILOU")


class TagError(ValueError):
    """A tag that is not lawful where it stands; ``index`` is that of its token."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index


def scheme_of(sentences: Iterable[Sequence[str]]) -> str:
    """The scheme of some sentences' tags: ``IOB2``, ``IOB1``, ``BIOES`` or ``BILOU``.

    IOB1 is a file in which I begins spans, and B none but such as follow a span of their type at once. With neither E, S, L nor U, and
    nothing to tell the two apart, it is IOB2.
    """
    bare: set[str] = set()
    used: set[str] = set()
    for tags in sentences:
        before = _NONE
        for tag in tags:
            here = _split(tag) or _NONE
            used.add(here[0])
            if here[1] != before[1]:
                bare.add(here[0])
            before = here
    if used & {"E", "S"}:
        return "BIOES"
    if used & {"L", "U"}:
        return "BILOU"
    return "IOB1" if "I" in bare and "B" not in bare else "IOB2"


def spans_of(tags: Sequence[str], scheme: str) -> Iterator[Span]:
    """The spans of a sentence.

    Raises:
        TagError: a tag is none of the scheme's, or not where it may stand.
    """
    parts = []
    for index, tag in enumerate(tags):
        if (found := _split(tag)) is None:
            raise TagError(index, f"the tag is {tag!r}; it should be O, or one of {', '.join(_prefixes(scheme))}, a hyphen and a type")
        parts.append(found)
    return _closed(parts, scheme) if scheme in _LONG else _open(parts, scheme)


def _split(tag: str) -> tuple[str, str] | None:
    """Prefix and type; both empty for O; None for what is no tag."""
    if tag == "O":
        return _NONE
    match = _TAG.fullmatch(tag)
    return (match[1], match[2]) if match else None


def _prefixes(scheme: str) -> list[str]:
    return list(scheme.replace("O", "") if scheme in _LONG else "BI")


def _open(parts: Sequence[tuple[str, str]], scheme: str) -> Iterator[Span]:
    """Spans of a scheme that marks no ends."""
    start, kind = 0, ""
    for index, (prefix, type_) in enumerate([*parts, _NONE]):
        if prefix == "I" and type_ == kind:
            continue
        if prefix == "I" and scheme == "IOB2":
            raise TagError(index, f"the tag I-{type_} {_after(parts, index)}; in IOB2 a span begins with B-{type_}")
        if kind:
            yield start, index, kind
        start, kind = index, type_


def _closed(parts: Sequence[tuple[str, str]], scheme: str) -> Iterator[Span]:
    """Spans of a scheme that marks ends and single tokens."""
    end, single = ("E", "S") if scheme == "BIOES" else ("L", "U")
    start, kind = 0, ""
    for index, (prefix, type_) in enumerate([*parts, _NONE]):
        if prefix in {"E", "S", "L", "U"} - {end, single}:
            raise TagError(index, f"the tag {prefix}-{type_} is none of {scheme}, which the other tags are of")
        inside = prefix in {"I", end}
        if kind and not (inside and type_ == kind):
            raise TagError(
                index - 1, f"the span of {kind} that begins or goes on here has no {end}-{kind} after it; {scheme} marks the last token"
            )
        if inside and not kind:
            begin = f"B-{type_}" if prefix == "I" else f"B-{type_}, or {single}-{type_} where it is one token"
            raise TagError(index, f"the tag {prefix}-{type_} {_after(parts, index)}; in {scheme} a span begins with {begin}")
        if prefix in {"B", single}:
            start, kind = index, type_
        if prefix in {end, single}:
            yield start, index + 1, type_
            kind = ""


def _after(parts: Sequence[tuple[str, str]], index: int) -> str:
    if not index:
        return "begins a sentence"
    prefix, type_ = parts[index - 1]
    return f"follows {prefix}-{type_}" if prefix else "follows O"
