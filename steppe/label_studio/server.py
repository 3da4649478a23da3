"""A running Label Studio, through its own client (label-studio-sdk). Nothing else here talks to it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from msgspec import Struct

from ..text import plain
from .names import LabelStudioError

INSTALL = "label-studio-sdk is not installed; run: pip install 'steppe[label-studio]'"
_ONCE: Any = {"max_retries": 0, "timeout_in_seconds": 120}
"""No request is sent a second time by the client, which would repeat one that has arrived already."""
_WHOLE = {
    "predictions": {"only_id": False},
    "drafts": {"only_id": False},
    "annotations__completed_by": {"only_id": False},
}
"""What an export is to hold in full."""
WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds before something is tried again; how often it is without any progress."""
Done = TypeVar("Done")


class Broken(Exception):
    """The connection broke, or the server is busy: what was asked may have been done or not, and can be asked again."""


def patiently(
    step: Callable[[], Done],
    wait: Callable[[float], object] = time.sleep,
    *,
    come: Callable[[], int] = lambda: 0,
    hint: Callable[[], str] = lambda: "try again when it is there",
) -> Done:
    """What a step gives, which is taken again while the connection breaks; it must not matter how often it is taken.

    ``come`` says how far it has come: whenever that has changed, the waits begin anew. ``hint`` says what to do when it is given up.

    Raises:
        LabelStudioError: it broke each time.
    """
    waits, before = list(WAITS), come()
    while True:
        try:
            return step()
        except Broken as error:
            if (now := come()) != before:
                waits, before = list(WAITS), now
            if not waits:
                raise LabelStudioError(f"{error}; {hint()}") from None
        wait(waits.pop(0))


class There(Struct, frozen=True):
    """A task of a project."""

    id: int
    data: dict[str, Any]
    annotations: list[dict[str, Any]]
    predictions: list[dict[str, Any]]


class Server:
    """A server, by its address and somebody's token (a personal access token, or a legacy one).

    Methods raise :class:`Broken` where asking again can help, and :class:`LabelStudioError` where it cannot. The token is in no message.
    """

    def __init__(self, address: str, token: str) -> None:
        try:
            import httpx
            from label_studio_sdk import LabelStudio
            from label_studio_sdk.core.api_error import ApiError
        except ImportError as error:
            raise LabelStudioError(INSTALL) from error
        self.address = address.rstrip("/")
        self._lost, self._refused = httpx.TransportError, ApiError
        with self._told():
            self._client = LabelStudio(base_url=self.address, api_key=token)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the client raises into an error of ours. Its own words hold headers, with cookies in them."""
        try:
            yield
        except self._lost as error:
            raise Broken(f"{self.address} does not answer ({type(error).__name__})") from None
        except self._refused as error:
            status = error.status_code or 0
            if status in (408, 425, 429, 500, 502, 503, 504):
                raise Broken(f"{self.address} answers {status}") from None
            raise (_Twice if status == 409 else LabelStudioError)(f"{self.address}: {_meaning(status, error.body)}") from None

    def project(self, title: str) -> int:
        """The project of a title; 0 where there is none.

        Raises:
            LabelStudioError: there are several.
        """
        with self._told():
            found = [one.id for one in self._client.projects.list(title=title, request_options=_ONCE) if one.title == title]
        if len(found) > 1:
            raise LabelStudioError(f"{self.address} has {len(found)} projects called {title!r}; give them different titles")
        return found[0] if found else 0

    def create(self, title: str, config: str) -> int:
        """A new project, with its interface."""
        with self._told():
            return int(self._client.projects.create(title=title, label_config=config, request_options=_ONCE).id)

    def configure(self, project: int, config: str) -> bool:
        """Give a project its interface; says whether that was another one."""
        with self._told():
            there = self._client.projects.get(project, request_options=_ONCE).label_config or ""
            if there.strip() == config.strip():
                return False
            self._client.projects.update(project, label_config=config, request_options=_ONCE)
            return True

    def tasks(self, project: int) -> Iterator[There]:
        """The tasks of a project, with all that was made of them."""
        with self._told():
            for one in self._client.tasks.list(project=project, fields="all", page_size=100, request_options=_ONCE):
                yield There(one.id, dict(one.data or {}), _dicts(one.annotations), _dicts(one.predictions))

    def add_task(self, project: int, data: dict[str, Any]) -> int:
        """A new task; says its number."""
        with self._told():
            return int(self._client.tasks.create(project=project, data=data, request_options=_ONCE).id)

    def set_data(self, task: int, data: dict[str, Any]) -> None:
        """Give a task other data."""
        with self._told():
            self._client.tasks.update(str(task), data=data, request_options=_ONCE)

    def add_annotation(self, task: int, results: list[dict[str, Any]], unique: str) -> None:
        """A new annotation, unless one with this unique id is there."""
        with suppress(_Twice), self._told():
            self._client.annotations.create(task, result=results, unique_id=unique, was_cancelled=False, request_options=_ONCE)

    def set_annotation(self, annotation: int, results: list[dict[str, Any]]) -> None:
        """Give an annotation other results."""
        with self._told():
            self._client.annotations.update(annotation, result=results, request_options=_ONCE)

    def add_prediction(self, task: int, results: list[dict[str, Any]], version: str) -> None:
        """A new prediction."""
        with self._told():
            self._client.predictions.create(task=task, result=results, model_version=version, request_options=_ONCE)

    def delete_prediction(self, prediction: int) -> None:
        """Take a prediction away."""
        with self._told():
            self._client.predictions.delete(prediction, request_options=_ONCE)

    def export(self, project: int, *, every: float = 0.5, most: float = 600.0, wait: Callable[[float], None] = time.sleep) -> bytes:
        """A snapshot of a project, whole, as JSON. Looks ``every`` so many seconds whether it is made, at ``most`` so long.

        Raises:
            LabelStudioError: the server could not make it, or not in time.
        """
        exports = self._client.projects.exports
        with self._told():
            made = exports.create(project, title="steppe", serialization_options=_WHOLE, request_options=_ONCE)
        number = int(made.id)
        try:
            with self._told():
                spent = 0.0
                while (status := str(exports.get(project, number, request_options=_ONCE).status)) != "completed":
                    if status == "failed" or spent >= most:
                        raise LabelStudioError(f"{self.address} could not export project {project} (it says {plain(status)})")
                    wait(every)
                    spent += every
                return b"".join(exports.download(project, number, export_type="JSON", request_options=_ONCE))
        finally:
            with suppress(Broken, LabelStudioError), self._told():
                exports.delete(project, number, request_options=_ONCE)


class _Twice(LabelStudioError):
    """The server has one with this unique id."""


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [one if isinstance(one, dict) else one.dict() for one in found or ()]


def _meaning(status: int, body: Any) -> str:
    if status in (401, 403):
        return (
            f"it refuses the token ({status}); make one under Account & Settings, and put it into LABEL_STUDIO_API_KEY"
            " (a legacy token only where the organisation allows it)"
        )
    if status == 404:
        return "it has no such page (404); is this the address of a Label Studio?"
    detail = body.get("validation_errors") or body.get("detail") if isinstance(body, dict) else body
    return f"it answers {status}: {plain(str(detail))[:300]}"
