"""Whether the pages of a corpus say what its dataset does: figures, numbers by hand, and what is stated beside them."""

from collections.abc import Iterator, Mapping

from .figures import AGREEMENT, asked
from .finding import Flaw
from .pages import Figures
from .past import altered
from .prose import bare, unclosed
from .rules.pages import of_page
from .settings import FILE as SETTINGS
from .stated import CITATION, misstated
from .store import Corpus
from .text import shown


def amiss(corpus: Corpus, figures: Figures) -> Iterator[Flaw]:
    """What the pages of a corpus say that is not so; ``figures`` are those of its built dataset."""
    pages = corpus.own_pages()
    for page, text in pages.items():
        yield from _of_page(page, text, figures)
    for page in corpus.settings.pages:
        if page not in pages:
            yield Flaw(page, 0, f"{SETTINGS} names this page, and there is no such text")
    # Where the card has its words from, and how to cite it, no build fills in a number.
    more = {file: data.decode(errors="replace") for file in (SETTINGS, CITATION) if (data := corpus.there(file)) is not None}
    for page, text in (pages | more).items():
        yield from _by_hand(page, text, corpus)
    yield from contradicted(corpus, pages)


def contradicted(corpus: Corpus, pages: Mapping[str, str]) -> Iterator[Flaw]:
    """What the pages of a corpus, by their names, state beside figures, and no build can mend."""
    yield from misstated(corpus, pages)
    yield from altered(corpus)


def _of_page(page: str, text: str, figures: Figures) -> Iterator[Flaw]:
    for file, line, _, says in of_page(page, text, figures.counts, figures.splits):
        yield Flaw(file, line, says)
    for figure in asked(text, AGREEMENT, figures.agreed, page):
        if figure.now is None:
            yield Flaw(page, figure.line, f"{shown(figure.path)} leads to no figure; it should be a path of agreement.json")
        elif figure.now != figure.tells:
            yield Flaw(page, figure.line, f"tells {shown(figure.tells)} for {shown(figure.path)}; the passes give {figure.now}")
    for line, marker in unclosed(text, page):
        yield Flaw(page, line, f"{shown(marker)} has no other end in this line, so that no build fills in what is between")


def _by_hand(page: str, text: str, corpus: Corpus) -> Iterator[Flaw]:
    if page.endswith(".md"):
        remedy = (
            "put the number between `<!-- count PATH -->` and `<!-- /count -->`, with a path of counts.json, or say it without one "
            "(if it is no number of the data: in back quotes)"
        )
    else:
        remedy = "say it without a number: no build fills in one here"
    labels = [label for inventory in corpus.labels.inventories.values() for label in inventory]
    for line, words in bare(text, page, corpus.settings.checks.counted, corpus.settings.splits, labels):
        yield Flaw(page, line, f"{shown(words)} is a number that no build writes; {remedy}")
