"""Articles and registries for a command, where all of them can be read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..sheet import SheetError
from ..store import Corpus, Document, Registry, files
from ..store.corpus import NAME, Located
from ..store.texts import read_text
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


def text_of_sheet(corpus: Corpus, numbered: Sequence[tuple[int, dict[str, Any]]]) -> tuple[str, bool]:
    """The text that a sheet is about, and whether it is in the corpus.

    Raises:
        SheetError: the sheet does not begin with an article, or its text is not there.
    """
    line, head = numbered[0]
    name, tier = str(head.get("name", "")), corpus.settings.tier.get(str(head.get("tier", "")))
    if head["kind"] != "article" or not NAME.fullmatch(name) or tier is None:
        raise SheetError(f"line {line}: a sheet begins with its article, which has a name and a tier of corpus.toml")
    if tier.text:
        try:
            text, fault = read_text(files.read(corpus.path(f"annotations/articles/{name}.txt")))
        except FileNotFoundError:
            raise SheetError(f"line {line}: there is no text annotations/articles/{name}.txt; write it first") from None
        if text is None or fault:
            raise SheetError(f"line {line}: annotations/articles/{name}.txt: {fault.message if fault else 'no text'}")
        return text, True
    found = corpus.texts.get(str(head.get("sha256", "")))
    if found is None:
        raise SheetError(f"line {line}: no text with the article's sha256 is at hand; name its folder with --texts")
    return found, False
