"""Articles into a project of a running server: what is missing is added, what nobody has touched is renewed, work is left alone."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

import msgspec
from msgspec import Struct

from ..text import digest
from .server import There, patiently
from .tasks import Task

SENT = "sent"
"""In the data of a task: the digest of the results that were sent with it."""
ADDED, RENEWED, SAME, LEFT = "added", "renewed", "as it was", "left alone"
Step = Callable[[], object]


class Outcome(Struct, frozen=True):
    """What became of an article."""

    name: str
    kind: str
    """One of :data:`ADDED`, :data:`RENEWED`, :data:`SAME`, :data:`LEFT`."""
    says: str = ""


class Target(Protocol):
    """What is needed of :class:`~steppe.label_studio.server.Server`."""

    def tasks(self, project: int) -> Iterable[There]: ...
    def add_task(self, project: int, data: dict[str, Any]) -> int: ...
    def set_data(self, task: int, data: dict[str, Any]) -> None: ...
    def add_annotation(self, task: int, results: list[dict[str, Any]], unique: str) -> None: ...
    def set_annotation(self, annotation: int, results: list[dict[str, Any]]) -> None: ...
    def add_prediction(self, task: int, results: list[dict[str, Any]], version: str) -> None: ...
    def delete_prediction(self, prediction: int) -> None: ...


def push(
    server: Target,
    project: int,
    tasks: Sequence[Task],
    *,
    done: Callable[[Outcome], object] = lambda outcome: None,
    wait: Callable[[float], object] = time.sleep,
) -> list[Outcome]:
    """Bring tasks into a project, each once, however often it is called.

    An article is known by ``data.name``. Each try reads what the project holds and does what is missing, so that a connection that breaks
    in the middle neither repeats nor loses anything. ``done`` is told of each article when it is there; ``wait`` sleeps between two tries.

    Raises:
        steppe.label_studio.names.LabelStudioError: the server refuses something, or does not answer any more.
    """
    pushing = _Pushing(server, project)
    outcomes = pushing.outcomes

    def bring_the_rest() -> None:
        if left := [task for task in tasks if task["data"]["name"] not in outcomes]:
            there = _by_name(server.tasks(project))
            for task in left:
                done(pushing.bring(task, there.get(task["data"]["name"], [])))

    patiently(
        bring_the_rest,
        wait,
        come=lambda: len(outcomes),
        hint=lambda: f"{len(outcomes)} of {len(tasks)} articles are there; push again",
    )
    return [outcomes[task["data"]["name"]] for task in tasks]


def _by_name(tasks: Iterable[There]) -> dict[str, list[There]]:
    found: dict[str, list[There]] = defaultdict(list)
    for task in tasks:
        name = task.data.get("name")
        if isinstance(name, str):
            found[name].append(task)
    return found


class _Pushing:
    def __init__(self, server: Target, project: int) -> None:
        self.server, self.project = server, project
        self.outcomes: dict[str, Outcome] = {}
        self.begun: dict[str, str] = {}
        """What an earlier try has begun to do, by article."""

    def bring(self, task: Task, there: list[There]) -> Outcome:
        """Bring one task: its marks first, so that what its data says was sent is there."""
        name = task["data"]["name"]
        says = _kept(task, there)
        if not says:
            self._bring(task, there[0] if there else None)
        kind = LEFT if says else self.begun.get(name, SAME)
        outcome = self.outcomes[name] = Outcome(name, kind, says)
        return outcome

    def _bring(self, task: Task, old: There | None) -> None:
        name, data = task["data"]["name"], _data(task)
        if old is None:
            self.begun[name] = ADDED
            old = There(self.server.add_task(self.project, data), data, [], [])
        steps = [*self._predict(old, task), *self._annotate(old, task)]
        if digest_of(old.data) != digest_of(data) and not (_work(task, old) and _results(task) is None):
            steps.append(partial(self.server.set_data, old.id, data))
        for step in steps:
            self.begun.setdefault(name, RENEWED)
            step()

    def _annotate(self, old: There, task: Task) -> list[Step]:
        """What gives a task the annotation that is to be sent."""
        if "annotations" not in task:
            return []
        wanted = _results(task) or []
        held = {_says(one): one["id"] for one in old.annotations}
        if digest_of(wanted) in held:
            return []
        before = held.get(old.data.get(SENT, ""))
        if before is not None:
            return [partial(self.server.set_annotation, before, wanted)]
        unique = str(uuid5(NAMESPACE_URL, f"steppe:{self.project}:{old.id}:{task['data']['of']}:{digest_of(wanted)}"))
        return [partial(self.server.add_annotation, old.id, wanted, unique)]

    def _predict(self, old: There, task: Task) -> list[Step]:
        """What gives a task the prediction that is to be sent, and takes away older ones of the same marks."""
        steps: list[Step] = []
        for wanted in task.get("predictions", ()):
            results, version = wanted["result"], wanted["model_version"]
            ours = [one for one in old.predictions if _made_by(one.get("model_version"), version)]
            same = [one for one in ours if one["model_version"] == version and _says(one) == digest_of(results)]
            if not same:
                steps.append(partial(self.server.add_prediction, old.id, results, version))
            steps += [partial(self.server.delete_prediction, one["id"]) for one in ours if one not in same[:1]]
        return steps


def _kept(task: Task, there: list[There]) -> str:
    """Why a task is not to be touched; empty where it may be."""
    if len(there) > 1:
        return f"the project has it {len(there)} times (tasks {', '.join(str(one.id) for one in there)}); delete all but one"
    for one in there:
        if not _work(task, one):
            continue
        if one.data.get("text") != task["data"]["text"]:
            return f"task {one.id} has annotations of another text; pull them, then delete the task to push it anew"
        if "annotations" in task:
            return f"task {one.id} has annotations that were changed there; pull them, then delete the task to push it anew"
    return ""


def _work(task: Task, there: There) -> bool:
    """Whether somebody has annotated a task, or changed what was sent."""
    sent = there.data.get(SENT), _data(task).get(SENT)
    return any(_says(one) not in sent for one in there.annotations)


def _data(task: Task) -> dict[str, Any]:
    """The data of a task, with the digest of its marks."""
    results = _results(task)
    sent = {} if results is None else {SENT: digest_of(results)}
    return {**task["data"], **sent}


def _results(task: Task) -> list[dict[str, Any]] | None:
    """The marks of a task; None where it is sent without any."""
    for kind in ("annotations", "predictions"):
        if kind in task:
            return list(task[kind][0]["result"])
    return None


def _made_by(version: object, wanted: str) -> bool:
    """Whether a prediction is of the same corpus and the same marks, of whichever version."""
    maker, of = wanted.split(" ", maxsplit=1)[0], wanted.rsplit(" ", 1)[-1]
    return isinstance(version, str) and version.startswith(f"{maker} ") and version.endswith(f" {of}")


def _says(one: dict[str, Any]) -> str:
    """The digest of an annotation or a prediction that is there."""
    return digest_of(one.get("result") or [])


def digest_of(results: Any) -> str:
    """A digest of results by what they say: the order of keys does not matter."""
    return digest(msgspec.json.encode(results, order="sorted").decode())
