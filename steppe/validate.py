"""Running the rules over a corpus."""

from collections.abc import Callable, Iterator
from operator import attrgetter

from msgspec import Struct

from .model import Record
from .rules import CATALOGUE, FAMILIES, Case, Index, Rule, claims_of
from .store import GOLD, Corpus, CorpusError, Registry
from .store.corpus import Located, Reading
from .store.files import UnsafePath
from .store.form import Fault
from .text import plain


class Finding(Struct, frozen=True, order=True):
    """One finding. As text: ``annotations/gold/a.jsonl:3: S203 quote-differs m-234567: quotes 'Acne' where ...``."""

    file: str
    """Relative to the corpus."""
    line: int
    """From 1; 0 for the file as a whole."""
    code: str
    name: str
    mark: str
    """The id of the record, or its kind where it has none; empty where no record could be read."""
    message: str
    """What is there, and what should be."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return plain(f"{place}: {self.code} {self.name}{' ' + self.mark if self.mark else ''}: {self.message}")


def _by_family() -> list[list[Rule]]:
    rules = sorted(CATALOGUE.values(), key=attrgetter("code"))
    return [family for letter in FAMILIES if (family := [rule for rule in rules if rule.code[0] == letter and rule.scope == "article"])]


_ARTICLE_RULES = _by_family()
_FORM_RULES = {rule.name: rule for rule in CATALOGUE.values() if rule.scope == "file"}


def validate(corpus: Corpus, seen: Callable[[], object] = lambda: None) -> Iterator[Finding]:
    """Every finding in a corpus: gold and passes, each in its registry, then what holds across articles.

    ``seen`` is called after each article, for progress.
    """
    index = Index(claims=set(), unread=set(), untraced=[])
    try:
        folders = corpus.folders()
    except UnsafePath as error:
        yield _form(Located("annotations/passes", Fault(0, "unsafe-path", str(error))))
        return
    sound = True
    for folder in folders:
        registry, faults = corpus.registry_of(folder)
        findings = [_form(located) for located in faults] or list(_of_registry(corpus, registry))
        yield from findings
        needed: frozenset[str] = frozenset()
        if folder == GOLD:
            gold, sound = registry, not findings
            needed = frozenset(claim for _, _, record in registry.placed() for claim in claims_of(record))
        for reading in _readings(corpus, folder):
            found = list(_of_reading(corpus, registry, reading, trusted=not findings))
            yield from found
            if folder == GOLD:
                _enter(index, registry, needed, reading, clean=not found)
            seen()
    if sound:
        yield from _of_corpus(gold, index)


def _readings(corpus: Corpus, folder: str) -> Iterator[Reading]:
    try:
        names = corpus.names(folder)
    except UnsafePath as error:
        yield Reading(folder, None, [Located(folder, Fault(0, "unsafe-path", str(error)))])
        return
    for name in names:
        file = f"{folder}/{name}.jsonl"
        try:
            yield corpus.read(name, folder)
        except (UnsafePath, OSError, CorpusError) as error:
            yield Reading(file, None, [Located(file, Fault(0, "unsafe-path", str(error)))])


def _of_reading(corpus: Corpus, registry: Registry, reading: Reading, *, trusted: bool) -> Iterator[Finding]:
    """The findings of the first family that has any. Without a registry to trust, spans are all that can be judged."""
    if reading.faults:
        yield from map(_form, reading.faults)
    elif reading.document is not None:
        families = _ARTICLE_RULES if trusted else _ARTICLE_RULES[:1]
        yield from of_document(Case(reading.document, corpus.labels, corpus.settings, registry), families)


def of_document(case: Case, families: list[list[Rule]] = _ARTICLE_RULES) -> list[Finding]:
    """The findings of one article, from the first family of rules that has any."""
    document, exempt = case.document, case.registry.exempt
    for family in families:
        found = []
        for rule in family:
            for record, message in rule.check(case):
                if (rule.name, f"{document.name}/{_mark(record)}") not in exempt:
                    line = document.line(record)
                    found.append(Finding(document.path, line, rule.code, rule.name, _mark(record), message))
        if found:
            return sorted(found)
    return []


def _of_registry(corpus: Corpus, registry: Registry) -> list[Finding]:
    found = []
    for code, arguments in (("R307", ()), ("R308", ()), ("T407", (corpus.labels, corpus.settings))):
        rule = CATALOGUE[code]
        found += [_placed(rule, *place) for place in rule.check(registry, *arguments)]
    return sorted(found)


def _of_corpus(registry: Registry, index: Index) -> list[Finding]:
    rules = [rule for rule in CATALOGUE.values() if rule.scope == "corpus"]
    return sorted(_placed(rule, *place) for rule in rules for place in rule.check(registry, index))


def _enter(index: Index, registry: Registry, needed: frozenset[str], reading: Reading, *, clean: bool) -> None:
    """Keep of an article what the rules of the corpus need."""
    document = reading.document
    if document is None or not clean:
        index.unread.add(reading.file.rpartition("/")[2].removesuffix(".jsonl"))
        return
    if needed:
        index.claims.update(reference for claim in document.claims if (reference := f"{document.name}/{claim.id}") in needed)
    if document.article.retells:
        traced = {trace.claim for trace in registry.traces}
        for claim in document.claims:
            if f"{document.name}/{claim.id}" not in traced:
                index.untraced.append((document.path, document.line(claim), claim))


def _form(located: Located) -> Finding:
    rule = _FORM_RULES[located.fault.name]
    return Finding(located.file, located.fault.line, rule.code, rule.name, "", located.fault.message)


def _placed(rule: Rule, file: str, line: int, record: Record, message: str) -> Finding:
    return Finding(file, line, rule.code, rule.name, _mark(record), message)


def _mark(record: Record) -> str:
    return getattr(record, "id", "") or str(record.__struct_config__.tag)
