"""Tasks in which somebody has decided, as decisions."""

import re
from collections.abc import Iterable, Mapping
from functools import partial

import msgspec
from msgspec import Struct

from ..adjudicate.bench import Bench
from ..adjudicate.errors import AdjudicationError
from ..adjudicate.sheet import Row
from ..store import Corpus
from .decided import decided_rows, is_ours
from .decode import marks_of
from .desk import SIDES, registry_of
from .entries import Entries
from .exports import Exported, Made
from .groups import read_groups
from .names import DRAFT, LabelStudioError
from .offsets import counted
from .take import annotator_of, text_of

_LINE = re.compile(r"^line (\d+): ", re.MULTILINE)


class Decided(Struct, frozen=True):
    """What was decided in the tasks of one who decides."""

    bench: Bench
    """With the decisions taken, and nothing written."""
    rows: int
    """How many of them something was decided of."""


def is_desk(task: Exported) -> bool:
    """Whether a task is one in which somebody decides."""
    return DRAFT in task.data


def take_desk(
    tasks: Iterable[Exported], corpus: Corpus, people: Mapping[str, str], *, by: str = "", today: str = ""
) -> tuple[list[Decided], list[str]]:
    """What was decided in tasks of drafts, by whoever decided, and notices of what was left out.

    Raises:
        LabelStudioError: something cannot be taken: one fault a line, with the task and the decision.
        AdjudicationError: the decisions do not go together, or nobody says which passes they are between.
    """
    faults: list[str] = []
    notices: list[str] = []
    chosen: dict[str, tuple[Exported, Made, str]] = {}
    for task in tasks:
        name = str(task.data.get("name"))
        if not is_desk(task):
            faults.append(f"{task.called}: it is an article to mark, among those to decide on; take it from a project of its own")
            continue
        for made in task.submitted(notices):
            try:
                who = annotator_of(made, people, by, corpus.settings)
            except LabelStudioError as error:
                faults.append(f"{task.called}: {error}")
                continue
            if name in chosen:
                notices.append(f"{task.called}: {name} was decided more than once; what was changed last is taken")
            if name not in chosen or made.date > chosen[name][1].date:
                chosen[name] = task, made, who
    if faults:
        raise LabelStudioError("\n".join(faults))
    piles: dict[tuple[str, str, str, str], list[tuple[Exported, Made]]] = {}
    for task, made, who in chosen.values():
        piles.setdefault((*_sides(task), who, made.date[:10] or today), []).append((task, made))
    return [_pile(corpus, pile, *key, today) for key, pile in piles.items()], notices


def _sides(task: Exported) -> tuple[str, str]:
    given = task.data.get(SIDES)
    if not isinstance(given, list) or len(given) != 2 or not all(isinstance(who, str) for who in given):
        raise LabelStudioError(f"{task.called}: data.{SIDES} does not name two annotators; push the task again")
    return given[0], given[1]


def _pile(corpus: Corpus, pile: list[tuple[Exported, Made]], first: str, second: str, who: str, date: str, today: str) -> Decided:
    """What one has decided between two annotators."""
    bench = Bench(corpus, [str(task.data["name"]) for task, _ in pile], first, second)
    bench.begin(who, date, today)
    rows: list[tuple[int, Row]] = []
    faults: list[str] = []
    for task, made in pile:
        try:
            rows += [(task.number, row) for row in _rows(bench, task, made)]
        except LabelStudioError as error:
            faults += [f"{task.called}: {line}" for line in str(error).split("\n")]
    if faults:
        raise LabelStudioError("\n".join(faults))
    called = {str(task.number): task.called for task, _ in pile}
    try:
        bench.take(rows)
    except AdjudicationError as error:
        raise AdjudicationError(_LINE.sub(partial(_renamed, called), str(error))) from error
    return Decided(bench, len(rows))


def _renamed(called: Mapping[str, str], line: re.Match[str]) -> str:
    """The task that a row comes from, in place of the line of a sheet."""
    return f"{called.get(line[1], line[1])}: "


def _rows(bench: Bench, task: Exported, made: Made) -> list[Row]:
    name = str(task.data["name"])
    source = bench.reports[name].draft.first
    article, settings = source.article, bench.corpus.settings
    text = text_of(task, article)
    try:
        drawn = read_groups(task.data[DRAFT])
    except msgspec.ValidationError as error:
        raise LabelStudioError(f"data.{DRAFT} is not as it was sent ({error}); push the task again") from None
    results = counted(made.results, text)
    said = [result for result in results if is_ours(result)]
    entries = Entries(registry_of(bench, name), article.incident)
    shown = [result for result in results if not is_ours(result)]
    marks = marks_of(shown, name, text, bench.corpus.labels, entries, quotes=settings.holds(article.tier))
    return decided_rows(source, marks, said, drawn, bench.corpus.labels)
