"""Mending a corpus, round by round until nothing more can be mended: form first, for other rules see only files in form."""

from collections import Counter
from collections.abc import Callable, Iterable
from operator import attrgetter
from tempfile import TemporaryDirectory
from typing import TypeVar

from msgspec import Struct

from ..finding import Finding
from ..rules import Case, Whole
from ..store import GOLD, Corpus, Document, Registry, dump, files
from ..store.form import ARTICLE
from ..validate import validate
from .draft import Draft, form_of
from .fixes import FIXES
from .form import FORM, in_form
from .settle import Objections, Settlement, State, of_article, of_registry

Seen = TypeVar("Seen", Case, Whole)
Reasons = dict[tuple[str, int, str], str]
"""Why a finding is left, by file, line and code."""

FIXABLE = FORM | {code: fix.otherwise for fix in FIXES for code in fix.codes}
"""The codes of the rules with a fix, and why a finding of each is left where the fix has nothing to propose."""
_FROZEN = "passes are frozen: what somebody marked alone stays as it was marked"


class Edit(Struct, frozen=True):
    """A file that changes."""

    file: str
    """Relative to the corpus."""
    was: bytes
    becomes: bytes


class Left(Struct, frozen=True):
    """A finding of a rule with a fix that was not mended, and why."""

    finding: Finding
    reason: str


class Mended(Struct, frozen=True):
    """What mending comes to. Nothing is written yet (see :func:`write`)."""

    edits: list[Edit]
    fixed: list[Finding]
    """The findings that are gone, those included that showed only when others were."""
    left: list[Left]
    remaining: list[Finding]
    """Every finding of the corpus with the edits, those of ``left`` among them."""


def mend(corpus: Corpus, seen: Callable[[int], object] = lambda number: None, *, jobs: int = 1, pages: bool = False) -> Mended:
    """Mend what has one safe answer in gold and its registry; texts and passes are never changed.

    The options are those of :func:`steppe.validate.validate`, which runs once for each round and once more.
    """
    fixed: list[Finding] = []
    with TemporaryDirectory(prefix="steppe-") as folder:
        draft = Draft(corpus, folder)
        findings = list(validate(draft, seen, jobs=jobs, pages=pages))
        while True:
            changed, reasons = _round(draft, findings)
            if not changed:
                break
            then = list(validate(draft, seen, jobs=jobs, pages=pages))
            fixed += _gone(findings, then)
            findings = then
        edits = [Edit(file, was, files.read(draft.path(file))) for file, was in sorted(draft.changed.items())]
    return Mended(edits, fixed, [Left(found, _why(found, reasons)) for found in findings if found.code in FIXABLE], findings)


def write(corpus: Corpus, edits: Iterable[Edit]) -> None:
    """Write edits to a corpus: all of them, or, where one cannot be written, none.

    Raises:
        OSError: one cannot be written, or is no longer what it was.
    """
    edits = list(edits)
    for edit in edits:
        if files.read(corpus.path(edit.file)) != edit.was:
            raise OSError(None, "changed while it was being mended", edit.file)
    corpus.write({edit.file: edit.becomes for edit in edits})


def _round(draft: Draft, findings: list[Finding]) -> tuple[bool, Reasons]:
    """Mend what can be mended now; whether anything was, and why the rest was not."""
    reasons: Reasons = {}
    codes: dict[str, set[str]] = {}
    for finding in findings:
        if finding.code in FIXABLE and form_of(_home(finding)[0]):
            codes.setdefault(_home(finding)[0], set()).add(finding.code)
    changed = False
    for file in (file for file in codes if codes[file] & FORM.keys()):
        changed |= draft.put(file, in_form(form_of(file), files.read(draft.path(file))))
    for file in (file for file in codes if form_of(file) == ARTICLE and codes[file] - FORM.keys()):
        changed |= _mend_article(draft, file, codes[file], reasons)
    if wanted := {code for file in codes if form_of(file) != ARTICLE for code in codes[file] - FORM.keys()}:
        changed |= _mend_registry(draft, wanted, reasons)
    return changed, reasons


def _mend_article(draft: Draft, file: str, codes: set[str], reasons: Reasons) -> bool:
    reading = draft.read(file.rpartition("/")[2].removesuffix(".jsonl"), GOLD)
    if reading.document is None or reading.faults:
        return False
    text = reading.document.text

    def case_of(state: State) -> Case:
        return Case(Document(file, state[file], text), draft.labels, draft.settings, draft.registry)

    return _mend(draft, "article", codes, {file: list(reading.document.records)}, case_of, of_article, reasons)


def _mend_registry(draft: Draft, codes: set[str], reasons: Reasons) -> bool:
    registry, faults = draft.registry_of(GOLD)
    if faults:
        return False

    def whole_of(state: State) -> Whole:
        records = {file.rpartition("/")[2].removesuffix(".jsonl"): records for file, records in state.items()}
        return Whole(Registry(registry.folder, records), draft.labels, draft.settings)

    state = {f"{registry.folder}/{form}.jsonl": records for form, records in registry.records.items()}
    return _mend(draft, "registry", codes, state, whole_of, of_registry, reasons)


def _mend(
    draft: Draft,
    scope: str,
    codes: set[str],
    state: State,
    view: Callable[[State], Seen],
    judge: Callable[[Seen], Objections],
    reasons: Reasons,
) -> bool:
    """Try each fix of some codes in turn, each on what the one before has left."""
    begun = state
    for fix in sorted(FIXES, key=attrgetter("codes")):  # places first, then what is judged by them
        if fix.scope == scope and not codes.isdisjoint(fix.codes):
            settlement = Settlement(state, fix.codes, lambda state: judge(view(state)), form_of)
            settlement.settle(list(fix.propose(view(state))))
            for (file, line), reason in settlement.refused.items():
                reasons |= dict.fromkeys(((file, line, code) for code in fix.codes), reason)
            state = settlement.after()
    changed = [file for file, records in state.items() if records != begun[file]]
    for file in changed:
        draft.put(file, dump(form_of(file), state[file]))
    return bool(changed)


def _gone(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """Those findings of ``before`` that are gone: of those that are alike, as many as there are fewer in ``after``."""
    there = Counter((finding.file, finding.code, finding.mark) for finding in after)
    same = {(finding.file, finding.code, finding.mark, finding.message) for finding in after}
    found = []
    # Messages tell offsets and may change with them: those that are told again, word for word, are the first to have stayed.
    for finding in sorted(before, key=lambda finding: (finding.file, finding.code, finding.mark, finding.message) not in same):
        if there[key := (finding.file, finding.code, finding.mark)]:
            there[key] -= 1
        else:
            found.append(finding)
    return sorted(found)


def _home(finding: Finding) -> tuple[str, int]:
    """The file and line of the annotations that a finding is about."""
    file, _, line = finding.carried.rpartition(":")
    return (file, int(line)) if file else (finding.file, finding.line)


def _why(finding: Finding, reasons: Reasons) -> str:
    file, line = _home(finding)
    if file.startswith("annotations/passes/"):
        return _FROZEN
    return reasons.get((file, line, finding.code), FIXABLE[finding.code])
