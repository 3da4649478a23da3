"""Building the dataset from the annotations."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from .finding import Finding
from .pages import FigureError, Figures, write_dataset
from .store import Corpus, Document, files
from .table import Written
from .validate import validate


class Refused(ValueError):
    """The annotations have findings; nothing was built."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class Built(Struct, frozen=True):
    """What a build did."""

    folder: Path
    files: list[Written]


def build(corpus: Corpus, folder: Path, seen: Callable[[int], object] = lambda number: None) -> Built:
    """Write the dataset of a corpus; ``seen`` is called with a number of articles, of each twice, once checked and once written.

    The texts of a tier that has none are never written, at hand or not. A second build of the same annotations changes no byte.

    Raises:
        Refused: the annotations have findings.
        steppe.pages.NotReplaceable: the folder is there and is no dataset.
        steppe.pages.FigureError: the settings ask for a figure that there is not.
        OSError: the folder cannot be written; the old one is as it was.
    """
    if findings := list(validate(corpus, seen)):
        raise Refused(findings)
    return Built(folder, write_dataset(folder, corpus, lambda document: published(corpus, document), seen))


def published(corpus: Corpus, document: Document) -> Document:
    """A document as it is published: without its text, where its tier has none."""
    if document.text is None or corpus.settings.tier[document.article.tier].text:
        return document
    return Document(document.path, document.records)


def figures_of(corpus: Corpus, folder: Path) -> Figures:
    """The figures of a built dataset."""
    agreement = folder / "agreement.json"
    told = files.read(agreement) if agreement.exists() else None
    return Figures(files.read(folder / "counts.json"), told, corpus.settings.splits)


def fill_pages(corpus: Corpus, folder: Path) -> list[str]:
    """Write the figures of a built dataset into the pages of a corpus that ask for them; the pages that changed.

    Raises:
        steppe.pages.FigureError: a page asks for a figure that there is not, or cannot be read; none is written.
        OSError: a page cannot be written.
    """
    figures, pages = figures_of(corpus, folder), corpus.own_pages()
    if missing := [page for page in corpus.settings.pages if page not in pages]:
        raise FigureError("\n".join(f"{page}: corpus.toml names this page, and there is no such text" for page in missing))
    return corpus.write({page: figures.filled(text, page).encode() for page, text in pages.items()})
