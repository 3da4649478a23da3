"""Put faults into a copy of a corpus, one at a time, and say which of them the checks find.

    scripts/mutation-score                          every kind of fault, at eight places each: the table, and what was missed
    scripts/mutation-score --kind source-swapped    one kind, each place with the findings
    scripts/mutation-score --texts DIR              with the texts that the corpus does not hold, which many kinds need
    scripts/mutation-score --write docs/checks.md   write the tables into the page
    scripts/mutation-score --check docs/checks.md   say whether the page has them as they are

A fault is found if there is a finding in a file that it changed, or one that names a mark that it changed or that pointed there.
Before, the corpus must have no finding; nor may changes that are no faults give one. Exit codes: 0 all is found that can be found,
1 something is not, or the corpus has findings, 2 wrong use.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import unified_diff
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from _faults import CATALOGUE, KINDS, Change, Fault, Original
from _faults.page import Row, as_text, page
from _faults.release import unchanged

from steppe import Corpus, Finding, Texts
from steppe.store import CorpusError
from steppe.validate import validate

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("dataset/", "README.md")
REFUSED = "refused"
"""In the place of a rule: the corpus is not even opened, with a message that says why."""


class Outcome(NamedTuple):
    """What came of one change."""

    codes: list[str]
    """Of the findings that found it, each once."""
    said: list[str]
    """Those findings, as text."""
    crash: str
    """What went wrong with the checks themselves; empty if nothing did."""


class Bench:
    """A copy of a corpus on disk that changes are made to, one at a time."""

    def __init__(self, original: Original, home: Path, texts: Path | None) -> None:
        self.original = original
        self.home = home
        self.texts = Texts(texts)
        for file, data in original.files.items():
            self._put(file, data)

    def findings(self) -> list[Finding]:
        return list(validate(Corpus(self.home, self.texts), pages=True))

    def outcome(self, change: Change) -> Outcome:
        """Make a change, validate, undo it."""
        for file in change.files:
            self._put(file, change.data(file))
        try:
            found = [finding for finding in self.findings() if counts(finding, change)]
        except CorpusError as error:
            return Outcome([REFUSED], [str(error)], "")
        except Exception as error:  # noqa: BLE001  (a rule that crashes is a result)
            return Outcome([], [], f"{type(error).__name__}: {error}")
        finally:
            for file in change.files:
                self._put(file, self.original.files.get(file))
        return Outcome(sorted({finding.code for finding in found}), [str(finding) for finding in found], "")

    def _put(self, file: str, data: bytes | None) -> None:
        path = self.home / file
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def counts(finding: Finding, change: Change) -> bool:
    """Whether a finding is about a change, and not about what follows from it elsewhere."""
    if finding.file in change.files or finding.file in change.ids:
        return True
    return not finding.file.startswith(PAGES) and any(name in finding.mark or name in finding.message for name in change.ids)


_bench: Bench | None = None


def _open(corpus: Path, texts: Path | None, home: Path) -> None:
    """In a worker: make its copy."""
    global _bench  # noqa: PLW0603
    _bench = Bench(Original(corpus, texts), Path(tempfile.mkdtemp(dir=home)), texts)


def _outcome(change: Change) -> Outcome:
    assert _bench is not None
    return _bench.outcome(change)


def unsound(bench: Bench) -> list[str]:
    """Findings where there should be none: in the corpus as it is, and after changes that are no faults."""
    found = [str(finding) for finding in bench.findings()]
    for change in [] if found else unchanged(bench.original):
        outcome = bench.outcome(change)
        found += [f"{change.what}: {said}" for said in [*outcome.said, *filter(None, [outcome.crash])]]
    return found


def rows(faults: Sequence[Fault], original: Original, texts: Path | None, *, places: int, jobs: int) -> Iterator[Row]:
    """What came of each kind of fault."""
    with tempfile.TemporaryDirectory() as home:
        opened = (original.root, texts, Path(home))
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_open, initargs=opened) as pool:
            pending = [(fault, changes, pool.map(_outcome, changes)) for fault in faults for changes in [fault.sample(original, places)]]
            for fault, changes, outcomes in pending:
                rules: Counter[str] = Counter()
                alone: Counter[str] = Counter()
                missed, said = [], []
                for change, outcome in zip(changes, outcomes, strict=True):
                    rules.update(outcome.codes)
                    families = {code[0] for code in outcome.codes}
                    alone.update(families if len(families) == 1 else ())
                    if outcome.crash or not outcome.codes:
                        missed.append(f"{change.what}{' -- ' + outcome.crash if outcome.crash else ''}")
                    said.append((change.what, outcome.said))
                yield Row(fault, len(changes), len(changes) - len(missed), rules, alone, missed, said)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="mutation-score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT, metavar="DIR")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="texts that the corpus does not hold")
    parser.add_argument("--kind", action="append", choices=CATALOGUE, metavar="NAME", help="only this kind of fault; can be repeated")
    parser.add_argument("--places", type=int, default=8, metavar="N", help="at how many places each kind is tried (default: 8)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the tables between the markers of this page")
    parser.add_argument("--check", type=Path, metavar="FILE", help="exit 1 if this page has other tables; nothing is written")
    given = parser.parse_args(argv)
    for told in filter(None, (given.write, given.check)):
        if given.kind or not told.is_file():
            parser.error("--write and --check take a page that is there, and every kind")
    texts = given.texts.resolve() if given.texts else None
    original = Original(given.corpus.resolve(), texts)
    with tempfile.TemporaryDirectory() as home:
        if wrong := unsound(Bench(original, Path(home), texts)):
            print("There are findings before there are faults:", *wrong, sep="\n", file=sys.stderr)
            return 1
    faults = [fault for fault in KINDS if not given.kind or fault.name in given.kind]
    done = list(rows(faults, original, texts, places=given.places, jobs=given.jobs))
    if given.write:
        given.write.write_text(page(given.write.read_text("utf-8"), done, with_texts=texts is not None), "utf-8")
    print(json.dumps([row.figures() for row in done], indent=1) if given.json else as_text(done, each=bool(given.kind)))
    stale = given.check is not None and unlike(given.check, done, with_texts=texts is not None)
    return int(stale or any(row.missed and not row.fault.argued for row in done))


def unlike(file: Path, done: Sequence[Row], *, with_texts: bool) -> bool:
    """Whether a page tells another score than was found; the lines that differ are printed."""
    was = file.read_text("utf-8")
    lines = [*unified_diff(was.splitlines(), page(was, done, with_texts=with_texts).splitlines(), str(file), "as found", n=0, lineterm="")]
    print(*lines, sep="\n", end="\n" if lines else "", file=sys.stderr)
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
