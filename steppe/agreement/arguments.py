"""In what two triggers of one span differ about their arguments."""

from collections.abc import Iterator

from ..model import Mention, Trigger
from ..score.case import Case

Where = tuple[int, int]


def of_arguments(case: Case, mine: Trigger, other: Trigger) -> Iterator[tuple[str, str]]:
    """Each difference, as its kind and what each side has: another role for one filler, another filler of one role, one more argument."""
    first, second = (
        _filled(mine, case.first.mention_of | case.first.trigger_of),
        _filled(other, case.second.mention_of | case.second.trigger_of),
    )
    ones, twos = sorted(set(first) - set(second)), sorted(set(second) - set(first))
    for role, place in list(ones):
        same = next(((role2, place2) for role2, place2 in twos if place2 == place), None)
        if same:
            yield "role", f"{role} against {same[0]}"
            ones.remove((role, place))
            twos.remove(same)
    for role, place in list(ones):
        same = next(((role2, place2) for role2, place2 in twos if role2 == role), None)
        if same:
            yield "filler", f"{role} {_read(case, place)} against {_read(case, same[1])}"
            ones.remove((role, place))
            twos.remove(same)
    for role, place in ones:
        yield "argument", f"{role} {_read(case, place)}: nothing on the second side"
    for role, place in twos:
        yield "argument", f"{role} {_read(case, place)}: nothing on the first side"


def _filled(trigger: Trigger, marks: dict[str, Mention | Trigger]) -> list[tuple[str, Where]]:
    return [
        (argument.role, (marks[argument.filler].start, marks[argument.filler].end))
        for argument in trigger.arguments
        if argument.filler in marks
    ]


def _read(case: Case, place: Where) -> str:
    text = case.first.text if case.first.text is not None else case.second.text
    return f"{place[0]}-{place[1]}" if text is None else repr(text[place[0] : place[1]])
