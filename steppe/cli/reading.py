"""Articles and registries for a command, where all of them can be read."""

from collections.abc import Callable, Iterator

from ..store import Corpus, Document, Registry
from ..store.corpus import Located
from .common import Failed, progress


def registry_of(corpus: Corpus, folder: str) -> Registry:
    """The registry of a folder.

    Raises:
        Failed: a part of it cannot be read.
    """
    registry, faults = corpus.registry_of(folder)
    _refuse(faults)
    return registry


def documents_of(corpus: Corpus, folder: str, what: str) -> Iterator[Document]:
    """The articles of a folder, with progress; a text that is not at hand is not needed.

    Raises:
        Failed: one cannot be read.
    """
    with progress(len(corpus.names(folder)), what) as advance:
        yield from _read(corpus, folder, advance)


def _read(corpus: Corpus, folder: str, advance: Callable[[int], object]) -> Iterator[Document]:
    faults: list[Located] = []
    for reading in corpus.documents(folder):
        if reading.document is None:
            faults += reading.faults
        elif not faults:
            yield reading.document
        advance(1)
    _refuse(faults)


def _refuse(faults: list[Located]) -> None:
    """Stop where files cannot be read; that one is not in canonical form does not matter."""
    if told := [f"{one.file}:{one.fault.line}: {one.fault.message}" for one in faults if one.fault.name != "not-canonical"]:
        raise Failed("\n".join([*told, "nothing was changed"]))
