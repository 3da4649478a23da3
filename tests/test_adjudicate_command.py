"""``steppe adjudicate``: decisions on files, and gold again from the decisions."""

import json
import shutil
from collections import Counter

import pytest
from adjudicating import (
    BASE,
    BEGIN,
    CHANGED,
    DECISIONS,
    GOLD,
    C,
    M,
    adjudicate,
    corpus_of,
    decide,
    edited,
    fill,
    marked,
    named,
    root_of,
    rows_of,
)
from invented import ACME, ANN, BO, ENTRIES, FIRING, Sketch
from making import REPOSITORY, files_of, findings, opened, put, records_of

from steppe.cli.adjudicate_ import adjudicate_
from steppe.store.form import ARTICLE, parse


@pytest.fixture
def root(tmp_path):
    return root_of(tmp_path)


def test_the_command_lists_what_is_open_and_writes_only_decisions(root):
    before = files_of(root)
    done = adjudicate(root, *BEGIN)
    assert done.exit_code == 1
    assert [line for line in done.stdout.split("\n") if "open " in line or line.endswith("open")] == [
        "entity: 3 entries, 0 in gold already, open 0",
        "event: 1 entry, 0 in gold already, open 0",
        "mention: 2 open",
        "claim: 1 open",
        "open-acme: agreed 15, decided 0, open 3",
    ]
    assert "level:     first   NAM\n               second  NOM" in done.stdout
    assert "Acme fired Ann on Monday, Bo said. [She] left with 7 others." in done.stdout
    after = files_of(root)
    assert set(after) - set(before) == {DECISIONS, "annotations/decisions/entities.jsonl", "annotations/decisions/events.jsonl"}
    assert {file: after[file] for file in before} == before
    head, *others = [json.loads(line) for line in after[DECISIONS].decode().split("\n") if line]
    assert head == {
        "kind": "adjudication",
        "article": "open-acme",
        "first": "ann",
        "second": "bo",
        "by": "ann",
        "guidelines": "1",
        "date": "2024-02-03",
    }
    assert [(one["layer"], one["first"], one.get("second"), one["cause"], one["guideline"], one.get("verdict")) for one in others] == [
        ("claim", [C[1]], [C[1]], "OTHER", "4", None),
        ("mention", [M[0]], [M[0]], "OTHER", "2", None),
        ("mention", [M[4]], None, "SLIP", "2.1", None),
    ]


def test_a_second_run_changes_nothing(root):
    adjudicate(root, *BEGIN)
    before = files_of(root)
    assert adjudicate(root).exit_code == 1
    assert adjudicate(root, "open-acme", "--first", "ann", "--second", "bo").exit_code == 1
    assert files_of(root) == before


def test_gold_is_written_when_it_is_asked_for_and_is_then_what_the_decisions_give(root, tmp_path):
    done = decide(root, tmp_path / "sheet", mention="SECOND", claim="FIRST")
    assert done.exit_code == 1
    assert f"{GOLD} is not there; `steppe adjudicate --write` writes it" in done.stderr
    assert adjudicate(root, "--check").exit_code == 1
    assert adjudicate(root, "--write").exit_code == 0
    assert adjudicate(root, "--check").exit_code == 0
    assert adjudicate(root).exit_code == 0
    records = {record.called: record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0]}
    assert records[M[0]].level == "NOM"
    assert M[4] not in records
    assert records[C[1]].certainty == "SURE"
    entries = (root / "annotations/entities.jsonl").read_text("utf-8")
    assert [json.loads(line)["id"] for line in entries.split("\n") if line] == [named(entry, "a") for entry in (ACME, ANN, BO)]
    assert [finding for finding in findings(root) if "/passes/" not in finding.file] == []


def test_gold_that_differs_is_left_until_it_is_to_be_written(root, tmp_path):
    """Acme stands on line 6, after the article, the pass, two zones and the claim that begins with it."""
    decide(root, tmp_path / "sheet")
    adjudicate(root, "--write")
    good = (root / GOLD).read_bytes()
    (root / GOLD).write_bytes(good.replace(b'"NAM"', b'"NOM"', 1))
    done = adjudicate(root, "--check")
    assert (done.exit_code, done.stdout.partition(": there is")[0]) == (1, f"{GOLD}:6")
    assert adjudicate(root).exit_code == 1
    assert (root / GOLD).read_bytes() != good
    assert adjudicate(root, "--write").exit_code == 0
    assert (root / GOLD).read_bytes() == good


def test_a_pass_that_changes_reopens_what_changed_and_keeps_the_rest(root, tmp_path):
    """Acme's level is no matter any more, 'Ann' is one now; what was decided of 'She' and of the claim stays."""
    decide(root, tmp_path / "sheet", mention="SECOND", claim="SECOND")
    corpus_of(root, BASE, edited(CHANGED, m_222222={"level": "NAM"}, m_222223={"level": "NOM"}))
    done = adjudicate(root)
    assert "open-acme: agreed 15, decided 2, open 1" in done.stdout
    assert ", which was SECOND: the passes do not disagree so any more" in done.stdout
    there = [json.loads(line) for line in (root / DECISIONS).read_text("utf-8").split("\n") if line][1:]
    assert [(one["first"], one.get("verdict", "")) for one in there] == [([C[1]], "SECOND"), ([M[1]], ""), ([M[4]], "SECOND")]


def test_entries_get_their_ids_from_gold_where_gold_has_them(root, tmp_path):
    """Gold's registry has Acme, of the same name and type, under an id of its own; Ann and Bo are new."""
    entry = '{"kind":"entity","id":"e-999999","type":"Firm","name":"ACME"}\n'
    (root / "annotations/entities.jsonl").write_text(entry, "utf-8")
    decide(root, tmp_path / "sheet")
    assert adjudicate(root, "--write").exit_code == 0
    entries = [json.loads(line) for line in (root / "annotations/entities.jsonl").read_text("utf-8").split("\n") if line]
    assert [one["id"] for one in entries] == ["e-999999", named(ANN, "a"), named(BO, "a")]
    assert entries[0]["name"] == "ACME"
    assert entries[2]["member_of"] == ["e-999999"]
    assert b'"refers_to":"e-999999"' in (root / GOLD).read_bytes()


def test_an_entry_that_is_open_keeps_gold_from_being_written(tmp_path):
    root = corpus_of(tmp_path / "corpus", BASE, BASE)
    file = root / "annotations/passes/bo/entities.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"Person","name":"Ann"', b'"Firm","name":"Ann"'))
    assert adjudicate(root, *BEGIN, "--write").exit_code == 1
    assert not (root / GOLD).exists()
    done = adjudicate(root, "--check")
    assert (done.exit_code, "which entry of gold that is, is not decided" in done.stdout) == (1, True)


def test_json_says_what_is_open(root):
    said = json.loads(adjudicate(root, *BEGIN, "--format", "json").stdout)
    (article,) = said["articles"]
    assert (said["entries"], article["agreed"], article["decided"], article["open"]) == ([], 15, 0, 3)
    first = article["decisions"][0]
    assert (first["start"], first["end"], first["line"], first["differs"]) == (
        23,
        27,
        3,
        [{"kind": "level", "first": "NAM", "second": "NOM"}],
    )


def test_an_entry_with_two_candidates_in_gold_is_left_open(tmp_path):
    """Gold has an article in which one Ann is two: 'Ann' and 'She' are Ann, '7 others' another; that is one mark to two.

    With both called once (the second mention of Ann is taken away), neither shares more than the other, and neither is called Ann.
    """
    gold = edited(BASE, m_222226=None, m_222228={"refers_to": "e-999999"})
    root = corpus_of(tmp_path / "corpus", BASE, BASE)
    entries = [entry | {"name": "A woman"} if entry["id"] == ANN else entry for entry in ENTRIES]
    put(root, FIRING, gold, records_of([*entries, {"kind": "entity", "id": "e-999999", "type": "Person", "name": "Others"}]), "open-acme")
    done = adjudicate(root, *BEGIN)
    assert "entity: 1 open" in done.stdout
    assert "note: it shares 2 marks with e-" in done.stdout
    assert opened(root).registry.name("e-999999") == "Others"


def test_several_marks_of_one_place_are_told_in_the_order_of_the_text(root):
    sketch = Sketch(FIRING)
    corpus_of(root, BASE, marked(CHANGED, sketch.mark("mention", 8, "worker", "Person", level="NOM", refers_to=ANN)))
    lines = [line for line in adjudicate(root, *BEGIN).stdout.split("\n") if line.startswith("  d-")]
    assert ["line 1" in lines[0], "line 3" in lines[1], "line 3" in lines[2]] == [True, True, True]


def test_the_page_shows_what_the_command_prints_and_names_its_options(tmp_path):
    page = (REPOSITORY / "docs/adjudicating.md").read_text("utf-8")
    arguments = [{"role": "Boss", "filler": M[0]}, {"role": "Dismissed", "filler": M[1]}]
    root = corpus_of(tmp_path / "corpus", BASE, edited(BASE, m_222224=None, t_222222={"arguments": arguments}))
    printed = adjudicate(root, *BEGIN).stdout
    shown = printed[printed.index("mention: 1 open") : printed.index("\nopen-acme: agreed")]
    assert f"```\n{shown}```" in page
    own = {option for parameter in adjudicate_.params for option in parameter.opts if option.startswith("--")}
    assert {option for option in own if option not in page} == {"--corpus"}


def all_first(tmp_path, *names):
    """This corpus without decisions, where every verdict about some articles, or all that both annotators have, is for the first pass."""
    root = tmp_path / "corpus"
    shutil.copytree(REPOSITORY / "annotations", root / "annotations", ignore=shutil.ignore_patterns("decisions"))
    begin = ("--first", "m1", "--second", "m2", "--by", "adjudicator", "--sheet", tmp_path / "sheet")
    assert adjudicate(root, *names, *begin).exit_code == 1
    rows = [row | {"verdict": "FIRST" if row.get("first") or row.get("article") else "SECOND"} for row in rows_of(tmp_path / "sheet")]
    adjudicate(root, "--take", fill(tmp_path / "sheet", rows))
    assert adjudicate(root, "--write").exit_code == 0
    assert adjudicate(root, "--check").exit_code == 0
    return root


def test_the_passes_of_this_corpus_give_its_gold_a_draft(tmp_path):
    """With every verdict for the first pass, gold has as many marks of each layer as that."""
    root = all_first(tmp_path)
    for name in opened(root).names("annotations/passes/m1"):
        gold, first = ((root / f"annotations/{folder}/{name}.jsonl").read_bytes() for folder in ("gold", "passes/m1"))
        assert [_kinds(gold), _kinds(gold) != {}] == [_kinds(first), True]


def test_the_entries_of_articles_that_have_gold_are_nearly_all_found_in_it(tmp_path):
    corpus = opened(REPOSITORY)
    names = set(corpus.names()) & set(corpus.names("annotations/passes/m1")) & set(corpus.names("annotations/passes/m2"))
    root = all_first(tmp_path, *sorted(names))
    before, after = (opened(folder).registry.names.keys() for folder in (REPOSITORY, root))
    assert len(after - before) <= len(before) / 20  # what the adjudicator brought together, and a verdict for one pass parts again


def _kinds(data):
    """How many records of each kind there are."""
    return Counter(json.loads(line)["kind"] for line in data.split(b"\n") if line)
