"""All that is decided in a corpus, for the articles that somebody names."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..model import Adjudication, Decision
from ..store import Corpus, Registry
from ..store.form import dump
from ..text import shown
from .desk import Desk, gold_file
from .errors import AdjudicationError
from .ledger import Ledger, file_of, names, read_entries, read_ledger, refreshed
from .mapping import FORMS
from .report import Report
from .sheet import Row
from .take import taken_entries, taken_marks

Pair = tuple[str, str]


class Unsaid(AdjudicationError):
    """It is not said which passes are meant, or what is said is not there."""


class Bench:
    """The decisions about some articles: by default those that both annotators have, or all that have decisions.

    Raises:
        Unsaid: nobody says which passes are compared, or there are none.
        AdjudicationError: a file of decisions is not in its form.
    """

    def __init__(self, corpus: Corpus, chosen: Sequence[str] = (), first: str | None = None, second: str | None = None) -> None:
        if (first is None) != (second is None):
            raise Unsaid("name both passes, with --first and --second, or none where the decisions say which they are")
        if first is not None and first == second:
            raise Unsaid(f"--first and --second are both {first}; name two annotators")
        self.corpus = corpus
        self.entries = read_entries(corpus)
        self.known = {name: ledger for name in names(corpus) if (ledger := read_ledger(corpus, name))}
        self.desks: dict[Pair, Desk] = {}
        self.reports: dict[str, Report] = {}
        if first is not None and second is not None:
            self._desk((first, second))
        self.pairs = {name: self._pair(name, first, second) for name in chosen or self._all(first, second)}

    @property
    def annotators(self) -> list[str]:
        """Those whose passes are compared."""
        return list(dict.fromkeys(who for pair in self.pairs.values() for who in pair))

    def _all(self, first: str | None, second: str | None) -> list[str]:
        if first is None or second is None:
            if not self.known:
                raise Unsaid("there are no decisions yet; name the passes, with --first and --second, and who decides, with --by")
            return list(self.known)
        found = self._desk((first, second)).names
        if not found:
            raise Unsaid(f"{first} and {second} have no article in common")
        return found

    def _pair(self, name: str, first: str | None, second: str | None) -> Pair:
        ledger = self.known.get(name)
        if ledger is None:
            if first is None or second is None:
                raise Unsaid(f"{name} has no decisions yet; name the passes, with --first and --second, and who decides, with --by")
            if name not in (there := self._desk((first, second)).names):
                raise Unsaid(
                    f"{first} and {second} do not both have a pass over {name!r}; they have {', '.join(there) or 'nothing in common'}"
                )
            return first, second
        pair = ledger.header.first, ledger.header.second
        if first is not None and second is not None and pair != (first, second):
            raise Unsaid(f"{file_of(name)} decides between {pair[0]} and {pair[1]}, not {first} and {second}; remove it to begin anew")
        return pair

    def _desk(self, pair: Pair) -> Desk:
        if pair not in self.desks:
            for who in pair:
                if not self.corpus.names(folder := f"annotations/passes/{who}"):
                    raise Unsaid(f"{who} has no passes: there is no article in {folder}")
            self.desks[pair] = Desk(self.corpus, *pair, self.entries)
        return self.desks[pair]

    def desk(self, name: str) -> Desk:
        """The desk at which an article is decided."""
        found = self._desk(self.pairs[name])
        found.entries = self.entries
        return found

    def begin(self, by: str, date: str, today: str) -> None:
        """Bring the decisions up to date with the passes; articles that have none yet get them, decided ``by`` somebody ``today``.

        Raises:
            Unsaid: somebody has to be named.
            AdjudicationError: passes cannot be compared.
        """
        if by and by not in self.corpus.settings.annotator:
            raise Unsaid(f"--by is {shown(by)}; corpus.toml has the annotators {', '.join(self.corpus.settings.annotator)}")
        for pair in dict.fromkeys(self.pairs.values()):
            ledgered = [name for name, ledger in self.known.items() if (ledger.header.first, ledger.header.second) == pair]
            mine = [name for name, other in self.pairs.items() if other == pair]
            desk = self.desk(mine[0])
            desk.propose(sorted({*mine, *ledgered}))
            self.entries = desk.entries
        for name in self.pairs:
            ledger = self.known.get(name)
            header = ledger.header if ledger else self._header(name, by, date or today)
            header = replace(header, by=by or header.by, date=date or header.date)
            self._report(name, header, ledger.decisions if ledger else ())

    def _header(self, name: str, by: str, date: str) -> Adjudication:
        if not by:
            raise Unsaid(f"{name} has no decisions yet; name who decides, with --by")
        first, second = self.pairs[name]
        return Adjudication(article=name, first=first, second=second, by=by, guidelines=self.corpus.settings.guidelines, date=date)

    def _report(self, name: str, header: Adjudication, decisions: Sequence[Decision]) -> None:
        found, moot = refreshed(decisions, draft := self.desk(name).draft(name), self.corpus.labels)
        self.reports[name] = Report(draft, header, tuple(found), tuple(moot))

    def take(self, rows: Sequence[tuple[int, Row]]) -> None:
        """Decide what a sheet says, all of it or nothing.

        Raises:
            AdjudicationError: names the lines of rows that cannot be taken.
        """
        labels, settings = self.corpus.labels, self.corpus.settings
        if lost := [
            f"line {line}: {row.id}: {shown(row.article)} is none of the articles"
            for line, row in rows
            if row.article not in {"", *self.reports}
        ]:
            raise AdjudicationError("\n".join(lost))
        registry = next(iter(self.desks.values())).registry
        self.entries = taken_entries(rows, self.entries, registry, labels)
        for name, report in list(self.reports.items()):
            desk = self.desk(name)
            desk.forget()
            self._report(name, report.header, report.decisions)
            new = self.reports[name]
            entries = {*registry.names, *desk.mapping.first.values(), *desk.mapping.second.values()}
            quotes = settings.holds(new.draft.first.article.tier)
            decided = taken_marks(rows, new.decisions, report.draft, new.draft, entries, labels, quotes=quotes)
            self._report(name, report.header, decided)

    @property
    def open(self) -> int:
        """How many decisions are still to be made."""
        return len(self.open_entries) + sum(len(report.open) for report in self.reports.values())

    @property
    def open_entries(self) -> list[Decision]:
        """Decisions about entities and events that are still to be made."""
        return [decision for decision in self.entries if not decision.verdict]

    @property
    def registries(self) -> dict[str, Registry]:
        """The registries of all annotators whose passes are compared."""
        return {who: registry for name in self.pairs for who, registry in self.desk(name).registries.items()}

    def decisions(self) -> dict[str, bytes]:
        """The files of decisions, by name."""
        found = {}
        for form, layer in FORMS.items():
            if there := [decision for decision in self.entries if decision.layer == layer]:
                found[file_of(form)] = dump("decisions", there)
        for name, report in self.reports.items():
            found[file_of(name)] = dump("decisions", [report.header, *report.decisions])
        return found

    def gold(self) -> dict[str, bytes]:
        """The files of gold of the articles of which nothing is open, and the registry's where it lacks entries, by name.

        Raises:
            AdjudicationError: decisions do not go together.
        """
        if self.open_entries:
            return {}
        found: dict[str, bytes] = {}
        for desk, done in self._by_desk(name for name, report in self.reports.items() if not report.open):
            found |= desk.written([Ledger(self.reports[name].header, self.reports[name].decisions) for name in done], found)
        return found

    def _by_desk(self, chosen: Iterable[str]) -> list[tuple[Desk, list[str]]]:
        found: dict[Pair, list[str]] = {}
        for name in chosen:
            found.setdefault(self.pairs[name], []).append(name)
        return [(self.desk(some[0]), some) for some in found.values()]

    def check(self) -> list[str]:
        """What keeps gold from being what the recorded decisions give, a line each; nothing where it is."""
        found = []
        for name in self.pairs:
            try:
                files = self.desk(name).written([self.known[name]], {})
            except AdjudicationError as error:
                found += [f"{file_of(name)}: {line}" for line in str(error).split("\n")]
                continue
            for file, data in files.items():
                there = self.corpus.there(file)
                if there is None:
                    found.append(f"{file}: there is no such file; write it with --write")
                elif there != data and file == gold_file(name):
                    found.append(_first_difference(file, there, data))
                elif there != data:
                    found.append(f"{file}: it lacks entries to which marks of {name} refer; write them with --write")
        return found


def _first_difference(file: str, there: bytes, data: bytes) -> str:
    """The first line on which a file is not what it should be."""
    have, should = there.split(b"\n"), data.split(b"\n")
    number = next((number for number, (one, two) in enumerate(zip(have, should, strict=False)) if one != two), min(len(have), len(should)))
    lines = [lines[number].decode(errors="replace") if number < len(lines) else "" for lines in (have, should)]
    return f"{file}:{number + 1}: there is {shown(lines[0], 200)}; the decisions give {shown(lines[1], 200)}"
