"""The mutation score: faults are made without a look at the rules, are all in the page, and some that must be found are."""

import ast
import json
import re
import subprocess
import sys

import pytest
from making import REPOSITORY

SCRIPTS = REPOSITORY / "scripts"
CHECKS = REPOSITORY / "docs/checks.md"
PAGE = CHECKS.read_text("utf-8")
sys.path.insert(0, str(SCRIPTS))

from _faults import KINDS, Original  # noqa: E402
from _faults.page import Row, page, totals  # noqa: E402
from _mutation_score import Bench, main, unlike, unsound  # noqa: E402


@pytest.fixture(scope="module")
def original():
    return Original(REPOSITORY)


@pytest.fixture(scope="module")
def bench(original, tmp_path_factory):
    return Bench(original, tmp_path_factory.mktemp("bench"), None)


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("_faults/*.py")), ids=lambda path: path.stem)
def test_no_fault_looks_at_a_rule(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported |= {f"{node.module}.{alias.name}" for alias in node.names} if node.level == 0 else set()
    assert not [name for name in imported if name.startswith("steppe") and not name.startswith(("steppe.store", "steppe.text"))]


def test_corpus_and_changes_that_are_no_faults_have_no_finding(bench):
    assert unsound(bench) == []


def test_every_kind_has_a_place_here_or_says_what_it_needs(original):
    without = {kind.name for kind in KINDS if next(kind.make(original), None) is None}
    assert without == {kind.name for kind in KINDS if kind.needs_texts} | {"conflict-of-equal-values"}


def test_kinds_are_tried_at_the_same_places_in_each_run_and_in_several_files(original):
    kind = next(kind for kind in KINDS if kind.name == "label-misspelt")
    places = [change.what for change in kind.sample(original, 8)]
    assert places == [change.what for change in kind.sample(Original(REPOSITORY), 8)]
    assert len({place.partition(":")[0] for place in places} | {min(change.files) for change in kind.sample(original, 8)}) > 3


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("end-off-by-one", "S203"),
        ("offsets-in-utf-16", "S203"),
        ("conflict-markers", "F106"),
        ("last-letter-missed", "S207"),
        ("label-misspelt", "T401"),
        ("cue-dropped", "C502"),
        ("trace-removed", "L703"),
    ],
)
def test_fault_is_found_by_the_rule_that_names_it_and_undone(bench, original, name, code):
    kind = next(kind for kind in KINDS if kind.name == name)
    assert code in {found for change in kind.sample(original, 8) for found in bench.outcome(change).codes}
    assert bench.findings() == []


def test_changing_nothing_is_not_found(bench, original):
    sheet = original.articles[0]
    change = KINDS[0].sample(original, 1)[0]._replace(files={sheet.file: sheet.records}, ids=frozenset())
    assert bench.outcome(change) == ([], [], "")


def test_fault_that_is_missed_is_told_and_fails(capsys, monkeypatch):
    monkeypatch.setattr("_mutation_score.counts", lambda finding, change: False)
    monkeypatch.setattr("_mutation_score.rows", lambda faults, *rest, **options: [_row(fault, missed=["here"]) for fault in faults])
    monkeypatch.setattr("_mutation_score.unsound", lambda bench: [])
    assert main(["--kind", "label-misspelt"]) == 1
    assert "missed: label-misspelt: here" in capsys.readouterr().out
    assert main(["--kind", "source-swapped"]) == 0  # argued: nobody could know


def test_corpus_with_findings_is_not_scored(capsys, monkeypatch):
    monkeypatch.setattr("_mutation_score.unsound", lambda bench: ["a.jsonl:1: ..."])
    assert main(["--kind", "label-misspelt"]) == 1
    assert "before there are faults" in capsys.readouterr().err


def _row(fault, *, missed=()):
    return Row(fault, 1, 1 - len(missed), {}, {}, list(missed), [])


def test_page_has_every_kind_and_none_that_is_gone():
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, re.MULTILINE)) == {kind.name for kind in KINDS if not kind.argued}
    assert set(re.findall(r"^- \*\*`([a-z0-9-]+)`\*\*", PAGE, re.MULTILINE)) == {kind.name for kind in KINDS if kind.argued}


def test_page_without_its_markers_is_refused():
    with pytest.raises(ValueError, match="<!-- score -->"):
        page("nothing", [_row(KINDS[0])], with_texts=False)


def test_a_page_with_another_score_is_told_line_by_line(tmp_path, capsys):
    done = [_row(next(kind for kind in KINDS if not kind.argued))]
    file = tmp_path / "checks.md"
    file.write_text(page(PAGE, done, with_texts=False), "utf-8")
    assert not unlike(file, done, with_texts=False)
    assert capsys.readouterr().err == ""
    file.write_text(file.read_text("utf-8").replace("**1 of 1** faults", "**1 of 2** faults"), "utf-8")
    assert unlike(file, done, with_texts=False)
    assert "\n-**1 of 2** faults" in capsys.readouterr().err


def test_totals_leave_out_what_is_argued_and_what_had_no_place():
    known = next(kind for kind in KINDS if not kind.argued)
    argued = next(kind for kind in KINDS if kind.argued)
    idle = _row(known)._replace(injected=0, found=0)
    assert totals([_row(known), _row(known, missed=["x"]), _row(argued, missed=["x"]), idle]) == (1, 2, 1, 2)


@pytest.mark.slow
def test_everything_that_can_be_known_is_found():
    """And docs/checks.md says so: no figure of it is stale."""
    done = subprocess.run(
        [SCRIPTS / "mutation-score", "--json", "--check", CHECKS], capture_output=True, text=True, check=False, timeout=1800
    )
    missed = {row["kind"]: row["missed"] for row in json.loads(done.stdout) if row["missed"] and not row["argued"]}
    assert missed == {}
    assert done.returncode == 0, done.stderr
