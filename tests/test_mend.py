"""Mending a whole corpus: in rounds, written whole or not at all, and shown as a diff."""

import re

import msgspec
import pytest
from invented import ANN, FIRING
from making import REPOSITORY, edit, files_of, findings, opened
from mending import doubled, left, mended, rewrite
from sound import M, T, corpus, sound

from steppe.cli.fixing import differences, fixed
from steppe.mend import FIXABLE, diff, mend, write
from steppe.model import Origin
from steppe.rules import CATALOGUE
from steppe.store import files
from steppe.store.form import dump

GOLD = "annotations/gold/example.jsonl"
OPEN = "annotations/gold/open-acme.jsonl"
BOM = b"\xef\xbb\xbf"


def test_every_fix_is_of_a_rule():
    assert FIXABLE.keys() <= CATALOGUE.keys()
    assert all(FIXABLE[code] for code in FIXABLE if code != "F102"), "what can be left is left for a reason"


def test_the_page_has_a_row_for_every_fix():
    page = (REPOSITORY / "docs/fixing.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.split("\n") if line.startswith("| ")]
    assert {code for row in rows for code in re.findall(r"[A-Z]\d{3}", row)} == FIXABLE.keys()


def test_nothing_is_mended_where_nothing_is_wrong(small):
    before = files_of(small)
    result = mended(small)
    assert (result.edits, result.fixed, result.left) == ([], [], [])
    assert files_of(small) == before


def test_what_is_wrong_behind_a_fault_of_form_is_mended_too(small):
    def spoil():
        edit(small / OPEN, at=M(0), end=FIRING.index("Acme fired") + 5, quote="Acme ")
        rewrite(small / OPEN, lambda data: BOM + data)

    before = files_of(small)
    spoil()
    assert [finding.code for finding in mended(small).fixed if finding.code in FIXABLE] == ["F102", "S206"]
    assert files_of(small) == before


def test_an_article_that_was_imported(tmp_path):
    root = corpus(tmp_path / "corpus", {M(0): {"end": FIRING.index("Acme fired") + 5, "quote": "Acme "}, M(1): {"quote": "Ana"}})
    (root / "annotations/origins").mkdir()
    origins = [{"kind": "origin", "at": M(n), "name": f"T{n}", "file": "news/a.ann", "line": n + 1} for n in range(2)]
    (root / "annotations/origins/example.jsonl").write_bytes(dump("origins", [msgspec.convert(origin, Origin) for origin in origins]))
    result = mended(root)
    assert [(found.file, found.line, found.mark) for found in result.fixed] == [("news/a.ann", 1, "T0")]
    assert [(one.finding.mark, one.reason) for one in result.left] == [("T1", FIXABLE["S203"])]
    assert b'"quote":"Acme"' in (root / GOLD).read_bytes()


def test_passes_are_frozen(small):
    rewrite(small / "annotations/passes/bo/open-acme.jsonl", lambda data: BOM + data)
    assert left(small)["F102", ""].startswith("passes are frozen")


def test_a_text_is_never_changed(small):
    rewrite(small / "annotations/articles/open-acme.txt", lambda data: data.replace(b"\n", b"\r\n"))
    assert left(small) == {}


def test_marks_of_another_text_are_left(small):
    rewrite(small / "annotations/articles/open-acme.txt", lambda data: data.replace(b"Bo", b"Al"))
    edit(small / OPEN, at=M(0), end=FIRING.index("Acme fired") + 5, quote="Acme ")
    assert left(small) == {}


def test_what_an_exception_allows_stays(tmp_path):
    wide = sound()[T(0)] | {"end": sound()[T(0)]["end"] + 1, "quote": "fired "}
    reason = {"kind": "exception", "rule": "white-edge", "at": f"example/{T(0)}", "reason": "It is meant."}
    ann = sound()[M(1)] | {"end": sound()[M(1)]["end"] + 1, "quote": "Ann "}
    root = corpus(tmp_path / "corpus", {T(0): wide, M(1): ann, "reason": reason})
    assert [finding.mark for finding in mended(root).fixed] == [M(1)]
    assert b'"quote":"fired "' in (root / GOLD).read_bytes()


def spoilt(root):
    """Faults in three files, and one that nobody can mend."""
    rewrite(root / "annotations/entities.jsonl", doubled)
    rewrite(root / "annotations/gold/link-acme.jsonl", lambda data: data.replace(b"\n", b"\r\n"))
    edit(root / OPEN, at=M(0), end=FIRING.index("Acme fired") + 5, quote="Acme ")
    edit(root / OPEN, at=M(1), quote="Ana")
    return root


def test_mending_twice_is_mending_once(small):
    first = mended(spoilt(small))
    assert {"F103", "R307", "S206"} <= {finding.code for finding in first.fixed}
    after = files_of(small)
    second = mended(small)
    assert (second.edits, second.fixed) == ([], [])
    assert (second.left, second.remaining) == (first.left, first.remaining)
    assert {one.finding.code for one in second.left} == {"S203"}
    assert files_of(small) == after


def test_several_processes_mend_the_same(small):
    corpus = opened(spoilt(small))
    assert mend(corpus, jobs=2) == mend(corpus)


def test_what_remains_is_what_validation_finds_afterwards(small):
    assert mended(spoilt(small)).remaining == findings(small)


def test_mending_writes_nothing_until_it_is_told_to(small):
    before = files_of(spoilt(small))
    assert len(mend(opened(small)).edits) == 3
    assert files_of(small) == before


def test_when_one_file_cannot_be_written_none_is(small, monkeypatch):
    before = files_of(spoilt(small))
    edits = mend(opened(small)).edits
    real, calls = files.write, []

    def full(path, data):
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(OSError, match="No space"):
        write(opened(small), edits)
    assert files_of(small) == before


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(small):
    edits = mend(opened(spoilt(small))).edits
    edit(small / OPEN, at=M(1), quote="Anna")
    before = files_of(small)
    with pytest.raises(OSError, match="changed while"):
        write(opened(small), edits)
    assert files_of(small) == before


def test_a_diff_says_what_mending_writes(small):
    edits = mend(opened(spoilt(small))).edits
    lines = list(diff(edits))
    assert [line for line in lines if line.startswith(("--- ", "+++ "))] == [
        side for one in edits for side in (f"--- a/{one.file}", f"+++ b/{one.file}")
    ]
    told = {line for line in lines if line.startswith("+") and not line.startswith("+++ ")}
    written = {f"+{line}" for one in edits for line in set(one.becomes.decode().split("\n")) - set(one.was.decode().split("\n"))}
    assert told == written
    assert any(line.startswith("-") and line.endswith("\\r") for line in lines), "a carriage return is shown, not obeyed"


def test_a_diff_obeys_nobody(small):
    edit(small / "annotations/entities.jsonl", at=ANN, name="\u202eAnn\x9b31m ##[error]x")
    rewrite(small / "annotations/entities.jsonl", lambda data: data.removesuffix(b"\n").replace(b'":"', b'":\t"'))
    lines = list(diff(mend(opened(small)).edits))
    shown = "\n".join(lines).replace("\n", "").replace("\t", "")
    assert shown.isprintable()
    assert "##[" not in shown
    assert any("\t" in line for line in lines)
    assert "\\ No newline at end of file" in lines


def test_a_diff_of_bytes_that_are_no_text(small):
    rewrite(small / OPEN, lambda data: data.replace(b"Ann", b"A\xffn").replace(b"\n", b"\r\n"))
    assert any("\\udcff" in line for line in diff(mend(opened(small)).edits))


def test_what_fix_says(small, capsys):
    number = len(mend(opened(spoilt(small))).fixed)
    remaining = fixed(opened(small))
    out, err = capsys.readouterr()
    assert out == "", "standard output is for the report"
    told = err.split("\n")
    assert sum(line.startswith("fixed: annotations/") for line in told) == number
    assert any(line.startswith(f"not fixed: {OPEN}:") and line.endswith(f" {M(1)}: {FIXABLE['S203']}") for line in told)
    assert told[-2:] == [f"fixed {number} findings in 3 files", ""]
    assert remaining == findings(small)


def test_what_diff_says(small, capsys):
    before = files_of(spoilt(small))
    number = len(mend(opened(small)).fixed)
    assert differences(opened(small))
    out, err = capsys.readouterr()
    assert out.startswith("--- a/annotations/entities.jsonl\n+++ b/annotations/entities.jsonl\n@@ ")
    assert err.endswith(f"would fix {number} findings in 3 files\n")
    assert files_of(small) == before


def test_diff_of_a_corpus_with_nothing_to_fix(small, capsys):
    assert not differences(opened(small))
    assert capsys.readouterr() == ("", "would fix 0 findings in 0 files\n")
