"""Rules of what stands beside the annotations: numbers in pages, and words of others in any file."""

import json
import subprocess

import pytest
from invented import small
from making import codes, edit, findings, ident, make_files, opened

from steppe import Corpus
from steppe.build import build
from steppe.validate import validate


def pages(root):
    return [(finding.code, finding.file, finding.line, finding.mark) for finding in findings(root, pages=True)]


def with_page(root, *lines, file="README.md"):
    return make_files(root, "\n".join(["Acme fired Ann.", f"== {file}", *lines]))


COUNTED = '{"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}'
PERSON = '{"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}'
RAID = '{"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Theft.Raid","refers_to":"v-222222"}'
RAIDED = '{"kind":"event","id":"v-222222","type":"Theft","name":"a raid","incident":"acme"}'
NUMBERS = {
    "right": ("<!-- count layers.mentions.train -->1<!-- /count -->", 0),
    "a-sum": ("<!-- count labels.mention -->1<!-- /count --> and <!-- count labels.mention.Person -->1<!-- /count -->", 0),
    "none-in-the-split": ("<!-- count labels.mention.Person.test -->0<!-- /count -->", 0),
    "a-label-with-a-dot": ("<!-- count labels.trigger.Theft.Raid.train -->1<!-- /count -->", 0),
    "a-label-that-begins-another": ("<!-- count labels.trigger.Theft.train -->0<!-- /count -->", 0),
    "thousands": ("<!-- count layers.characters -->1,115<!-- /count -->", 1),
    "wrong": ("<!-- count layers.mentions.train -->2<!-- /count -->", 1),
    "two-in-a-line": ("<!-- count layers.mentions -->2<!-- /count --> <!-- count layers.claims -->7<!-- /count -->", 2),
    "no-number": ("<!-- count layers.mentions.train -->one<!-- /count -->", 1),
    "unknown-layer": ("<!-- count layers.tales -->1<!-- /count -->", 1),
    "unknown-label": ("<!-- count labels.mention.Dog -->0<!-- /count -->", 1),
    "unknown-split": ("<!-- count layers.mentions.valid -->1<!-- /count -->", 1),
    "sum-of-unlike-things": ("<!-- count layers -->1<!-- /count -->", 1),
    "shown-as-code-in-a-line": ("`<!-- count layers.mentions -->7<!-- /count -->`", 0),
    "rows-of-a-table-which-only-a-build-counts": ("<!-- count tables.claims -->7<!-- /count -->", 0),
    "shown-as-code": ("```\n<!-- count layers.mentions -->7<!-- /count -->\n```", 0),
}


@pytest.mark.parametrize(("line", "stale"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_in_a_page_is_that_of_the_annotations(line, stale, tmp_path):
    root = make_files(tmp_path / "c", f"Acme fired Ann.\n{COUNTED}\n{PERSON}\n{RAID}\n{RAIDED}\n== README.md\n\n{line}")
    assert [row for row in pages(root) if row[0] == "X606"] == [("X606", "README.md", 2, "count")] * stale
    assert codes(root) == set(), "nobody asked for pages"


def test_a_change_log_says_of_past_versions_what_was_so_then(tmp_path):
    told = "<!-- count layers.mentions -->7<!-- /count -->"
    root = with_page(tmp_path / "c", "# Changelog", "## 2.0.0", told, "## 1.0.0", told, file="CHANGELOG.md")
    assert pages(root) == [("X606", "CHANGELOG.md", 3, "count")]


TABLE = ["<!-- counts labels.mention -->", "", "| label | meaning | `train` | `test` |", "| --- | --- | ---: | ---: |"]


@pytest.mark.parametrize(
    ("row", "stale"),
    [("| `Firm` | 7 | 0 | |", 0), ("| `Firm` | 0 | 1 | 0 |", 1), ("| `Firm` | | 2 | 3 |", 2), ("| `Dog` | | 0 | 0 |", 2)],
    ids=["blank-is-none", "one-cell", "two-cells", "unknown-label"],
)
def test_the_cells_of_a_marked_table_are_compared(row, stale, tmp_path):
    root = with_page(tmp_path / "c", *TABLE, row, "", "| `Firm` | | 7 | 7 |", "", "No table.", "| `Firm` | | 7 | 7 |")
    assert pages(root) == [("X606", "README.md", 5, "count")] * stale + [("X606", "README.md", 7, "count")] * 2


def test_a_marker_of_a_table_names_a_part_of_the_counts(tmp_path):
    root = with_page(tmp_path / "c", "<!-- counts labels.tales -->")
    assert pages(root) == [("X606", "README.md", 1, "count")]


def test_a_dataset_is_stale_when_a_mark_has_changed(tmp_path):
    root = small(tmp_path / "c")
    build(opened(root), root / "dataset")
    assert pages(root) == []
    edit(root / "annotations/gold/open-acme.jsonl", at=ident("m", 4), level="NOM")
    found = findings(root, pages=True)
    assert {(finding.code, finding.mark) for finding in found} == {("X606", "count")}
    counts = [finding for finding in found if finding.file == "dataset/counts.json"]
    assert len(counts) == 1
    assert [finding.file for finding in found if finding not in counts] == ["dataset/README.md"] * 2, "the rows of both labels"
    assert counts[0].message.startswith("'labels.level.NOM.train' is 1, not 2; 'labels.level.PRO.train' is 1, not there"), counts[0].message
    lines = (root / "dataset/counts.json").read_text("utf-8").split("\n")
    assert ['"NOM"' in lines[counts[0].line - 2], '"train"' in lines[counts[0].line - 1]] == [True, True]


def test_the_tables_of_the_card_are_compared(tmp_path):
    root = small(tmp_path / "c")
    build(opened(root), root / "dataset")
    card = root / "dataset/README.md"
    for row in ("| mentions | ", "| `Person` | A person or several. | ", "| `DAY` | When it happened. | "):
        text = card.read_text("utf-8")
        assert text.count(row) == 1, row
        card.write_text(text.replace(row, f"{row}7"), "utf-8")
    assert [(code, file) for code, file, _, _ in pages(root)] == [("X606", "dataset/README.md")] * 3


@pytest.mark.parametrize(
    "counts", ["{", "[]", "7", '{"layers":{},"labels":[]}', "[" * 100_000, '{"layers":{"a":{"b":{"c":{"d":{"e":1}}}}}}']
)
def test_counts_that_are_no_counts_are_stale(counts, tmp_path):
    root = with_page(tmp_path / "c", counts, file="dataset/counts.json")
    ((code, file, _, mark),) = pages(root)
    assert (code, file, mark) == ("X606", "dataset/counts.json", "count")


OTHERS = "Acme fired Ann from her post in the old mill."
LINKED = json.dumps(
    {
        "kind": "article",
        "name": "example",
        "tier": "LINKED",
        "language": "en",
        "publisher": "The Daily",
        "published": "2024",
        "licence": "LicenseRef-Publisher",
        "incident": "acme",
        "sha256": "?",
        "length": len(OTHERS),
    },
    separators=(",", ":"),
)
PASTED = {
    "the-text": ("annotations/articles/stray.txt", OTHERS, True, 1),
    "a-line": ("NOTES.txt", f"See:\n\n{OTHERS}", True, 3),
    "a-quoted-line": ("NOTES.md", f"> {OTHERS}", True, 1),
    "a-string": ("annotations/notes.json", json.dumps({"a": 1, "b": [OTHERS]}), True, 1),
    "part-of-a-line": ("NOTES.txt", f"Lo! {OTHERS}", False, 1),
    "eight-words-in-other-case": ("NOTES.txt", "ANN, from her post -- in the old Mill", False, 1),
}


@pytest.mark.parametrize(("file", "content", "by_digest", "line"), PASTED.values(), ids=PASTED)
def test_words_of_others_are_found_in_any_file(file, content, by_digest, line, tmp_path):
    root = make_files(tmp_path / "c", f"{OTHERS}\n{LINKED}\n== {file}\n{content}")
    assert pages(root) == [("L705", file, line, "text")]
    without = [finding.code for finding in validate(Corpus(root), pages=True)]
    assert without == ["L705"] * by_digest, "without the text a line is known by its digest, less is not"
    assert codes(root) == set(), "nobody asked for files"


@pytest.mark.parametrize("content", ["Ann from her post in the old barn", "Ann\nfrom her post in the old mill", ""])
def test_less_than_eight_words_in_a_line_are_nobodys(content, tmp_path):
    root = make_files(tmp_path / "c", f"{OTHERS}\n{LINKED}\n== NOTES.txt\n{content}")
    assert pages(root) == []


def test_files_that_git_ignores_are_not_looked_through(tmp_path):
    root = make_files(tmp_path / "c", f"{OTHERS}\n{LINKED}\n== drafts/NOTES.txt\n{OTHERS}\n== .gitignore\ndrafts/")
    assert pages(root) == [], "without git, only the annotations and the dataset have folders"
    (root / ".gitignore").write_text("")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert pages(root) == [("L705", "drafts/NOTES.txt", 1, "text")]
    (root / ".gitignore").write_text("drafts/\n")
    assert pages(root) == []


def test_texts_of_the_corpus_are_its_own(tmp_path):
    root = make_files(tmp_path / "c", f"{OTHERS}\n== NOTES.txt\n{OTHERS}")
    assert pages(root) == []
