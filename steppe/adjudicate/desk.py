"""The passes, the decisions and the gold of a corpus, as somebody who adjudicates has them before them."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from ..model import Decision, Record
from ..sides import SideError
from ..sides.records import CorpusSide
from ..store import GOLD, Corpus, Document, Registry
from ..store.form import ARTICLE, dump, parse
from .draft import Draft, draft
from .enter import lacking
from .entries import Party, proposed
from .errors import AdjudicationError
from .ledger import Ledger
from .mapping import FORMS, Mapping, mapping, needed
from .replay import replay


class Desk:
    """Two annotators of a corpus. ``entries`` are the decisions about the registry; see :meth:`propose`."""

    def __init__(self, corpus: Corpus, first: str, second: str, entries: Sequence[Decision]) -> None:
        self.corpus, self.annotators = corpus, (first, second)
        self.entries = list(entries)
        self.sides = tuple(CorpusSide(who, corpus, f"annotations/passes/{who}", None) for who in self.annotators)
        self.golden = CorpusSide("gold", corpus, GOLD, None)
        self._drafts: dict[str, Draft] = {}
        self._read: dict[tuple[str, str], Document] = {}

    @cached_property
    def names(self) -> list[str]:
        """The articles over which both annotators have a pass, sorted."""
        return sorted(set(self.sides[0].names) & set(self.sides[1].names))

    @property
    def registries(self) -> dict[str, Registry]:
        """The registries of the annotators."""
        return {side.name: _told(lambda side=side: side.registry) for side in self.sides}  # type: ignore[misc]

    @property
    def registry(self) -> Registry:
        """The registry of gold."""
        return _told(lambda: self.golden.registry)  # type: ignore[no-any-return]

    @property
    def mapping(self) -> Mapping:
        """The entries of gold, by those of the passes."""
        return mapping(self.entries, *self.annotators)

    def propose(self, names: Iterable[str]) -> None:
        """Have a decision for every entry that some articles need."""
        shared = [name for name in self.golden.names if name in self.names]
        first, second = (self._party(side, names) for side in self.sides)
        golden = Party("gold", self.registry, {name: self._document(self.golden, name) for name in shared})
        self.entries = proposed(first, second, golden, self.entries, self.corpus.labels)
        self.forget()

    def forget(self) -> None:
        """Draw up drafts anew, since entries were decided."""
        self._drafts = {}

    def _party(self, side: CorpusSide, names: Iterable[str]) -> Party:
        registry = self.registries[side.name]
        documents = {name: self._document(side, name) for name in self.names}
        return Party(side.name, registry, documents, needed([documents[name] for name in names], registry))

    def _document(self, side: CorpusSide, name: str) -> Document:
        key = side.name, name
        if key not in self._read:
            self._read[key] = _told(lambda: side.read(name))
        return self._read[key]

    def draft(self, name: str) -> Draft:
        """The draft of an article.

        Raises:
            AdjudicationError: an annotator has no pass over it, or the passes cannot be compared.
        """
        if name not in self._drafts:
            for side in self.sides:
                if name not in side.names:
                    raise AdjudicationError(f"{side.name} has no pass over {name!r}: no file annotations/passes/{side.name}/{name}.jsonl")
            one, two = ((side.name, self._document(side, name), self.registries[side.name]) for side in self.sides)
            self._drafts[name] = draft(one, two, self.mapping, self.corpus.labels)
        return self._drafts[name]

    def gold(self, ledger: Ledger) -> list[Record]:
        """The records of gold of an article whose disagreements are all decided; see :func:`replay`."""
        if undecided := [decision.id for decision in self.entries if not decision.verdict]:
            raise AdjudicationError(f"{', '.join(undecided)}: which entry of gold that is, is not decided")
        return replay(self.draft(ledger.header.article), ledger.header, ledger.decisions, self.corpus.labels)

    def written(self, ledgers: Iterable[Ledger], before: dict[str, bytes]) -> dict[str, bytes]:
        """The files of gold by some decisions, the registry's too where it lacks an entry, by name. ``before`` are to be written already.

        Raises:
            AdjudicationError: they give no gold.
        """
        found: dict[str, bytes] = {}
        records: list[Record] = []
        for ledger in ledgers:
            marks = self.gold(ledger)
            found[gold_file(ledger.header.article)] = dump(ARTICLE, marks)
            records += marks
        gold = self.corpus.registry_of(GOLD)[0]
        registry = Registry(
            gold.folder, gold.records | {form: parse(form, data)[0] for form in FORMS if (data := before.get(_table(form)))}
        )
        new = lacking(records, self.entries, self.registries, registry, self.corpus.labels)
        for form, entries in new.items():
            if entries:
                found[_table(form)] = dump(form, [*registry.records[form], *entries])
        return found


def gold_file(name: str) -> str:
    """The file of an article of gold, relative to the corpus."""
    return f"{GOLD}/{name}.jsonl"


def _table(form: str) -> str:
    """The file of a part of gold's registry."""
    return f"annotations/{form}.jsonl"


def _told(read: Callable[[], Any]) -> Any:
    """What is read of a side; why it cannot be is told as all else is here."""
    try:
        return read()
    except SideError as error:
        raise AdjudicationError(str(error)) from error
