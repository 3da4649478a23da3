"""To what a mark refers: other marks of its article, and entries of the registry."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from .article import Claim, Link, Mark, Mention, Trigger

Rename = Callable[[str], str]
Any = TypeVar("Any", bound=Mark)


def renamed(mark: Any, mark_of: Rename, entry_of: Rename) -> Any:
    """A mark with other ids for what it refers to: marks, and entries. An id that is not there stays away."""

    def other(identifier: str, rename: Rename) -> str:
        return rename(identifier) if identifier else ""

    if isinstance(mark, Mention):
        return replace(mark, refers_to=other(mark.refers_to, entry_of))
    if isinstance(mark, Trigger):
        arguments = tuple(replace(argument, filler=mark_of(argument.filler)) for argument in mark.arguments)
        return replace(mark, refers_to=other(mark.refers_to, entry_of), arguments=arguments)
    if isinstance(mark, Claim):
        answers = tuple(
            replace(
                answer,
                event=other(answer.event, entry_of),
                subject=other(answer.subject, entry_of),
                values=tuple(map(entry_of, answer.values)),
            )
            for answer in mark.answers
        )
        via = tuple(replace(link, by=other(link.by, mark_of)) for link in mark.via)
        return replace(mark, by=other(mark.by, mark_of), via=via, answers=answers)
    if isinstance(mark, Link):
        return replace(mark, a=mark_of(mark.a), b=mark_of(mark.b))
    return mark


def entries(mark: Mark) -> Iterator[str]:
    """The entries that a mark must refer to; values of answers, which may be words, are not among them."""
    if isinstance(mark, Mention | Trigger) and mark.refers_to:
        yield mark.refers_to
    if isinstance(mark, Claim):
        for answer in mark.answers:
            yield from filter(None, (answer.event, answer.subject))


def values(mark: Mark) -> Iterator[str]:
    """The values of a mark's answers: words, or entries."""
    if isinstance(mark, Claim):
        for answer in mark.answers:
            yield from answer.values


def marks(mark: Mark) -> Iterator[tuple[str, str]]:
    """The marks that a mark refers to, each with what it is there: a role, ``by``, ``via``, an end of a link."""
    if isinstance(mark, Trigger):
        yield from ((argument.role, argument.filler) for argument in mark.arguments)
    if isinstance(mark, Claim):
        yield from (("by", by) for by in (mark.by,) if by)
        yield from (("via", via.by) for via in mark.via if via.by)
    if isinstance(mark, Link):
        yield from (("a", mark.a), ("b", mark.b))
