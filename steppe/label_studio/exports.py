"""Exports of Label Studio: tasks with what annotators made of them, old forms and new."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from ..text import shown
from .names import LabelStudioError


class Made(Struct, frozen=True):
    """An annotation of a task."""

    by: tuple[str, ...]
    """What names the annotator: an e-mail address, a number; nothing where the export does not say."""
    date: str
    """When it was changed last, as far as it is known: ``2026-11-26T...``."""
    results: list[dict[str, Any]]
    cancelled: bool


class Exported(Struct, frozen=True):
    """A task of an export."""

    number: int
    """From 1, in the order of the file."""
    data: dict[str, Any]
    made: list[Made]
    drafts: int
    predictions: int

    @property
    def called(self) -> str:
        """What a message calls the task."""
        name = self.data.get("name")
        return f"task {self.number}" + (f" ({name})" if isinstance(name, str) else "")

    def submitted(self, notices: list[str]) -> list[Made]:
        """The annotations that count; what else there is, or that there is none, is added to ``notices``."""
        if self.drafts:
            notices.append(f"{self.called}: a draft was not submitted; it is left out")
        if not self.made:
            notices.append(f"{self.called}: nobody has annotated it; it is left out")
        notices += [f"{self.called}: it was skipped; it is left out" for made in self.made if made.cancelled]
        return [made for made in self.made if not made.cancelled]


def read_export(data: bytes) -> Iterator[Exported]:
    """The tasks of an export in JSON, one at a time.

    Raises:
        LabelStudioError: it is no such export, or was cut.
    """
    try:
        tasks = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise LabelStudioError(
            f"it is no array of tasks in JSON ({error}); export as JSON, and see that the whole file was fetched"
        ) from None
    for number, raw in enumerate(tasks, start=1):
        yield _task(number, raw)


def _task(number: int, raw: msgspec.Raw) -> Exported:
    try:
        task = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise LabelStudioError(f"task {number}: it is no JSON ({error})") from None
    if not isinstance(task, dict):
        raise LabelStudioError(f"task {number}: it is {shown(str(task))}; a task is an object")
    data = task.get("data")
    if not isinstance(data, dict):
        raise LabelStudioError(f"task {number}: it has no data: this is no export as JSON (JSON-MIN and the others lose relations and ids)")
    annotations = task.get("annotations", task.get("completions"))
    if annotations is not None and not isinstance(annotations, list):
        raise LabelStudioError(f"task {number}: annotations is {shown(str(annotations))}; it should be a list")
    made = [_made(number, one) for one in annotations or ()]
    return Exported(number, data, made, _number(task.get("drafts")), _number(task.get("predictions")))


def _number(there: object) -> int:
    return len(there) if isinstance(there, list) else 0


def _made(number: int, one: object) -> Made:
    if not isinstance(one, dict):
        raise LabelStudioError(f"task {number}: an annotation is {shown(str(one))}; it should be an object")
    results = one.get("result")
    if results is None:
        results = []
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise LabelStudioError(f"task {number}: the result of an annotation is {shown(str(results))}; it should be a list of objects")
    date = one.get("updated_at") or one.get("created_at") or ""
    return Made(_who(one.get("completed_by")), date if isinstance(date, str) else "", results, bool(one.get("was_cancelled")))


def _who(completed_by: object) -> tuple[str, ...]:
    if isinstance(completed_by, dict):
        return tuple(str(completed_by[key]) for key in ("email", "username", "id") if completed_by.get(key) not in (None, ""))
    return (str(completed_by),) if isinstance(completed_by, int | str) and not isinstance(completed_by, bool) else ()
