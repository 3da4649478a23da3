"""Running the rules over a corpus."""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from msgspec.structs import replace

from .finding import Finding, spot
from .model import ALPHABET, Claim, Link, Mark, Record, Trigger
from .rules import CATALOGUE, FAMILIES, Case, Evidence, Rule, Whole, claims_of
from .store import GOLD, Corpus, CorpusError, Registry
from .store.corpus import Located, Reading
from .store.files import UnsafePath
from .store.form import Fault
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
    evidence = None
    with Pool(jobs) as pool:
        for folder in folders:
            registry, faults = corpus.registry_of(folder)
            yield from map(_form, faults)
            whole = Whole(registry, corpus.labels, corpus.settings)
            yield from [] if faults else _across(whole, "registry")
            try:
                names = corpus.names(folder)
            except UnsafePath as error:
                yield _form(Located(folder, Fault(0, "unsafe-path", str(error))))
                continue
            gathered = Evidence(corpus.labels, corpus.settings)
            for found, more, number in pool.map(Stretch(corpus, folder, trusted=not faults), _cut(names)):
                yield from found
                gathered.merge(more)
                seen(number)
            if folder == GOLD and not faults:
                evidence = gathered
    if evidence is not None:
        yield from _across(Whole(corpus.registry, corpus.labels, corpus.settings, evidence, corpus.pages() if pages else None), "corpus")


def _cut(names: list[str]) -> list[list[str]]:
    return [names[start : start + STRETCH] for start in range(0, len(names), STRETCH)]


_ID = re.compile(f"[a-z]-[{ALPHABET}]{{6}}")


class Stretch:
    """Checks a stretch of the articles of a folder. Another process that is given it opens the corpus for itself."""

    def __init__(self, corpus: Corpus, folder: str, *, trusted: bool) -> None:
        self.corpus = corpus
        self.folder = folder
        self.trusted = trusted
        """Whether the registry could be read; without, spans are all that can be judged."""
        self._registry: Registry | None = None
        self._wanted: frozenset[str] = frozenset()

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_registry": None}

    def __call__(self, names: Sequence[str]) -> tuple[list[Finding], Evidence, int]:
        """The findings in some articles, what the rules of the corpus need of them, and how many there are."""
        corpus, gold = self.corpus, self.folder == GOLD
        if self._registry is None:
            self._registry = corpus.registry_of(self.folder)[0]
            self._wanted = (
                frozenset(claim for _, _, record in self._registry.placed() for claim in claims_of(record)) if gold else frozenset()
            )
        evidence = Evidence(corpus.labels, corpus.settings, self._wanted)
        found: list[Finding] = []
        for name in names:
            reading = self._reading(name)
            if reading.document is None:
                evidence.unread.add(name)
                found += map(_form, reading.faults)
                continue
            case = Case(reading.document, corpus.labels, corpus.settings, self._registry)
            here = [_form(fault) for fault in reading.faults] or of_document(case, _ARTICLE_RULES if self.trusted else _ARTICLE_RULES[:1])
            found += _translated(here, corpus, name) if here and gold else here
            if gold:
                evidence.take(case)
        return found, evidence, len(names)

    def _reading(self, name: str) -> Reading:
        file = f"{self.folder}/{name}.jsonl"
        try:
            return self.corpus.read(name, self.folder)
        except (UnsafePath, OSError, CorpusError) as error:
            return Reading(file, None, [Located(file, Fault(0, "unsafe-path", str(error)))])


def of_document(case: Case, families: list[list[Rule]] = _ARTICLE_RULES) -> list[Finding]:
    """The findings of one article. Of a mark, those of the first family that has any on it or on a mark that it points at."""
    document, exempt = case.document, case.registry.exempt
    found: list[Finding] = []
    faulty: set[str] = set()
    for family in families:
        here = set()
        for rule in family:
            for record, message, *place in rule.check(case):
                mark = _mark(record)
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
        case Link():
            return [record.id, record.a, record.b]
        case Mark():
            return [record.id]
    return []  # an article and its passes say many things, of which one may be wrong


def _at(case: Case, rule: Rule, record: Record, message: str, place: object) -> Finding:
    document = case.document
    start, end = getattr(place, "start", None), getattr(place, "end", None)
    where = None
    if document.text is not None and start is not None and end is not None:
        where = spot(document.text, start, end)
    return Finding(document.path, document.line(record), rule.code, rule.name, _mark(record), message, where)


def _across(whole: Whole, scope: str) -> list[Finding]:
    """The findings of the rules of the registry or of the corpus."""
    exempt = whole.registry.exempt
    found = []
    for rule in CATALOGUE.values():
        if rule.scope == scope:
            for file, line, record, message in rule.check(whole):
                mark = record if isinstance(record, str) else _mark(record)
                if (rule.name, mark) not in exempt and (
                    rule.name,
                    f"{file.rpartition('/')[2].removesuffix('.jsonl')}/{mark}",
                ) not in exempt:
                    found.append(Finding(file, line, rule.code, rule.name, mark, message))
    return sorted(found)


def _translated(found: list[Finding], corpus: Corpus, name: str) -> list[Finding]:
    """Findings of an article that was imported, in terms of the files that it came from."""
    origins = {origin.at: origin for origin in corpus.origins_of(name)}
    if not origins:
        return found

    def called(match: re.Match[str]) -> str:
        origin = origins.get(match.group())
        return origin.name if origin and origin.name else match.group()

    translated = []
    for finding in found:
        message = _ID.sub(called, finding.message)
        origin = origins.get(finding.mark) or origins.get("article")
        if origin is None:
            translated.append(replace(finding, message=message))
            continue
        carried = f"{finding.file}:{finding.line}"
        mark = origin.name if origin.at == finding.mark and origin.name else finding.mark
        translated.append(replace(finding, file=origin.file, line=origin.line, mark=mark, message=message, carried=carried))
    return sorted(translated)


def _form(located: Located) -> Finding:
    rule = _FORM_RULES[located.fault.name]
    return Finding(located.file, located.fault.line, rule.code, rule.name, "", located.fault.message)


def _mark(record: Record) -> str:
    return getattr(record, "id", "") or str(record.__struct_config__.tag)
