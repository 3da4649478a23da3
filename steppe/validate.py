"""Running the rules over a corpus."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from .finding import Finding, spot
from .model import Claim, Mark, Record, Trigger
from .origins import Origins
from .rules import CATALOGUE, FAMILIES, Case, Evidence, Rule, Whole, claims_of
from .store import GOLD, Corpus, CorpusError, Registry
from .store.corpus import Located, Reading
from .store.files import UnsafePath
from .store.form import Fault
from .store.kept import kept
from .workers import Pool

__all__ = ["Finding", "of_document", "validate"]

STRETCH = 256
"""Articles that one process checks at a time."""


def _by_family() -> list[list[Rule]]:
    rules = sorted(CATALOGUE.values(), key=attrgetter("code"))
    return [family for letter in FAMILIES if (family := [rule for rule in rules if rule.code[0] == letter and rule.scope == "article"])]


_ARTICLE_RULES = _by_family()
_FORM_RULES = {rule.name: rule for rule in CATALOGUE.values() if rule.scope == "file"}
_FATAL = "text-differs"
"""The rule whose finding makes all others meaningless: the marks are of another text."""

_BEARABLE = "forbidden-character"
"""The fault of form after which an article can be judged all the same: offsets count the character like any other."""


def validate(
    corpus: Corpus, seen: Callable[[int], object] = lambda number: None, *, jobs: int = 1, pages: bool = False
) -> Iterator[Finding]:
    """Every finding in a corpus: gold and passes, each in its registry, then what holds across articles.

    ``seen`` is called with the number of articles that went by, for progress. With several ``jobs``, as many processes share
    the work; the findings and their order are the same. With ``pages``, the pages that speak of the corpus are checked too: its
    own and those of its dataset, which are stale between a change and the next build.
    """
    try:
        folders = corpus.folders()
    except UnsafePath as error:
        yield _form(Located("annotations/passes", Fault(0, "unsafe-path", str(error))))
        return
    gold: Whole | None = None
    faulty: Faulty = set()
    origins = Origins(corpus)
    with Pool(jobs) as pool:
        for folder in folders:
            registry, faults = corpus.registry_of(folder)
            yield from map(_form, faults)
            whole = Whole(registry, corpus.labels, corpus.settings)
            yield from [] if faults else origins.terms(_across(whole, "registry", faulty))
            try:
                names = corpus.names(folder)
            except UnsafePath as error:
                yield _form(Located(folder, Fault(0, "unsafe-path", str(error))))
                continue
            gathered = Evidence(corpus.labels, corpus.settings)
            for found, more, number in pool.map(Stretch(corpus, folder, registry, trusted=not faults), _cut(names)):
                yield from found
                gathered.merge(more)
                seen(number)
            if folder == GOLD and not faults:
                told = (corpus.pages(), partial(kept, os.fspath(corpus.root))) if pages else ()
                gold = Whole(registry, corpus.labels, corpus.settings, gathered, *told)
    yield from map(_form, corpus.misdecided())
    if gold is not None:
        yield from origins.terms(_across(gold, "corpus", faulty))


def _cut(names: list[str]) -> list[list[str]]:
    return [names[start : start + STRETCH] for start in range(0, len(names), STRETCH)]


class Stretch:
    """Checks a stretch of the articles of a folder. Another process that is given it opens the corpus for itself."""

    def __init__(self, corpus: Corpus, folder: str, registry: Registry, *, trusted: bool) -> None:
        self.corpus = corpus
        self.folder = folder
        self.trusted = trusted
        """Whether the registry could be read; without, spans are all that can be judged."""
        self.registry = registry
        self._origins: Origins | None = None
        self._wanted: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[Callable[[Corpus, str, bool], "Stretch"], tuple[Corpus, str, bool]]:
        return _reopened, (self.corpus, self.folder, self.trusted)  # the registry is larger than it is slow to read

    def __call__(self, names: Sequence[str]) -> tuple[list[Finding], Evidence, int]:
        """The findings in some articles, what the rules of the corpus need of them, and how many there are."""
        corpus, gold = self.corpus, self.folder == GOLD
        if self._origins is None:
            self._origins = Origins(corpus)
            records = self.registry.placed() if gold else ()
            self._wanted = frozenset(claim for _, _, record in records for claim in claims_of(record))
        evidence = Evidence(corpus.labels, corpus.settings, self._wanted)
        found: list[Finding] = []
        for name in names:
            reading = self._reading(name)
            if reading.document is None:
                evidence.unread.add(name)
                found += map(_form, reading.faults)
                continue
            case = Case(reading.document, corpus.labels, corpus.settings, self.registry)
            here = list(map(_form, reading.faults))
            if all(located.fault.name == _BEARABLE for located in reading.faults):
                here += of_document(case, _ARTICLE_RULES if self.trusted else _ARTICLE_RULES[:1])
            found += self._origins.terms(here) if gold else here
            if gold:
                evidence.take(case)
        return found, evidence, len(names)

    def _reading(self, name: str) -> Reading:
        file = f"{self.folder}/{name}.jsonl"
        try:
            return self.corpus.read(name, self.folder)
        except (UnsafePath, OSError, CorpusError) as error:
            return Reading(file, None, [Located(file, Fault(0, "unsafe-path", str(error)))])


def _reopened(corpus: Corpus, folder: str, trusted: bool) -> Stretch:
    """In another process: what checks the same articles, with a registry of its own."""
    return Stretch(corpus, folder, corpus.registry_of(folder)[0], trusted=trusted)


def of_document(case: Case, families: list[list[Rule]] = _ARTICLE_RULES) -> list[Finding]:
    """The findings of one article. Of a mark, those of the first family that has any on it or on a mark that it points at."""
    document, exempt = case.document, case.registry.exempt
    found: list[Finding] = []
    faulty: set[str] = set()
    for family in families:
        here = set()
        for rule in family:
            for record, message, *place in rule.check(case):
                mark = record.called
                if (exempt and (rule.name, f"{document.name}/{mark}") in exempt) or (faulty and not faulty.isdisjoint(_touched(record))):
                    continue
                here.add(mark)
                found.append(_at(case, rule, record, message, place[0] if place else record))
                if rule.name == _FATAL:
                    return found
        faulty |= here
    return sorted(found)


def _touched(record: Record) -> list[str]:
    """The ids of a mark and of those that it points at."""
    match record:
        case Trigger():
            return [record.id, *(argument.filler for argument in record.arguments)]
        case Claim():
            return [record.id, record.by, *(via.by for via in record.via)]
        case Mark():
            return [record.id]
    return []  # an article and its passes say many things, of which one may be wrong


def _at(case: Case, rule: Rule, record: Record, message: str, place: object) -> Finding:
    document = case.document
    start, end = getattr(place, "start", None), getattr(place, "end", None)
    where = None
    if document.text is not None and start is not None and end is not None:
        where = spot(document.text, start, end)
    return Finding(document.path, document.line(record), rule.code, rule.name, record.called, message, where)


Faulty = set[tuple[str, int, str]]
"""Records with a finding: file, line, and mark."""


def _across(whole: Whole, scope: str, faulty: Faulty) -> list[Finding]:
    """The findings of the rules of the registry or of the corpus; of a record, those of the first family that has any.

    ``faulty`` are records with findings already; those found here are added.
    """
    exempt = whole.registry.exempt
    found: list[Finding] = []
    for letter in FAMILIES:
        here: Faulty = set()
        for rule in CATALOGUE.values():
            for file, line, record, message in rule.check(whole) if rule.scope == scope and rule.code[0] == letter else ():
                mark = record if isinstance(record, str) else record.called
                among = file.rpartition("/")[2].removesuffix(".jsonl")
                if (file, line, mark) in faulty or (exempt and not exempt.isdisjoint(((rule.name, mark), (rule.name, f"{among}/{mark}")))):
                    continue
                here.add((file, line, mark))
                found.append(Finding(file, line, rule.code, rule.name, mark, message))
        faulty |= here
    return sorted(found)


def _form(located: Located) -> Finding:
    rule = _FORM_RULES[located.fault.name]
    return Finding(located.file, located.fault.line, rule.code, rule.name, "", located.fault.message)
