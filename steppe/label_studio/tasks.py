"""Articles as tasks that Label Studio imports."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ..settings import Settings
from ..store import Document, Registry
from ..text import fingerprint
from .encode import fit, results
from .names import LAYERS

Task = dict[str, Any]
AS = ("annotations", "predictions", "nothing")
"""How marks can be sent: to be gone on with, to be accepted or not, or not at all."""


def task(
    document: Document, registry: Registry, settings: Settings, *, of: str, as_: str = "annotations", layers: Sequence[str] = LAYERS
) -> Task:
    """One article as a task. ``of`` says whose marks it has: ``gold``, or an annotator.

    The server keeps no id of ours but what stands in ``data``.

    Raises:
        steppe.label_studio.names.LabelStudioError: Label Studio would damage the text, or a mark.
    """
    fit(document)
    data = data_of(document, settings, layers, of if as_ != "nothing" else "")
    if as_ == "nothing":
        return {"data": data}
    found = results(document, registry.name, layers)
    if as_ == "predictions":
        return {"data": data, "predictions": [{"model_version": f"{settings.name} {settings.version} {of}", "result": found}]}
    return {"data": data, "annotations": [{"result": found}]}


def data_of(document: Document, settings: Settings, layers: Sequence[str], of: str) -> dict[str, Any]:
    """What a task says of its article; the server keeps it."""
    text = document.text or ""
    return {
        "text": text,
        "name": document.name,
        "sha256": fingerprint(text),
        "corpus": settings.name,
        "version": settings.version,
        "guidelines": settings.guidelines,
        "layers": list(layers),
        "of": of,
        "article": msgspec.to_builtins(document.article),
    }


def dump(tasks: Iterable[Task]) -> bytes:
    """The bytes of tasks: one array, a task a line."""
    lines = [msgspec.json.encode(one) for one in tasks]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"
