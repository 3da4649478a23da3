"""Sheets of ``steppe adjudicate``: what somebody fills in, and what cannot be taken."""

import json

import pytest
from adjudicating import (
    BASE,
    BEGIN,
    GOLD,
    M,
    T,
    adjudicate,
    corpus_of,
    edited,
    fill,
    marked,
    named,
    root_of,
    rows_of,
)
from invented import ACME, ANN, BO, BOLT, ENTRIES, FIRING, SALE_ENTRIES, firing
from making import files_of, texts_of

from steppe.model import Link
from steppe.store.form import ARTICLE, parse


@pytest.fixture
def root(tmp_path):
    return root_of(tmp_path)


def test_an_entry_of_two_types_is_to_be_decided(tmp_path):
    first = corpus_of(tmp_path / "corpus", BASE, BASE)
    file = first / "annotations/passes/bo/entities.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"Person","name":"Ann"', b'"Firm","name":"Ann"'))
    done = adjudicate(first, *BEGIN, "--sheet", tmp_path / "sheet")
    assert "note: the first pass has type Person, the second Firm" in done.stdout
    (row,) = rows_of(tmp_path / "sheet")
    assert (row["first"], row["second"], row["gold"]) == (
        [f"ann/{named(ANN, 'a')}: Person Ann"],
        [f"bo/{named(ANN, 'b')}: Firm Ann"],
        named(ANN, "a"),
    )
    adjudicate(first, "--take", fill(tmp_path / "sheet", [row | {"verdict": "SECOND"}]))
    assert adjudicate(first, "--write").exit_code == 0
    assert b'"type":"Firm","name":"Ann"' in (first / "annotations/entities.jsonl").read_bytes()


def test_two_entries_that_are_not_one_become_two(tmp_path):
    """The first of the three decisions is said to be BOTH: the marks that referred to the two differ from then on."""
    root = corpus_of(tmp_path / "corpus", BASE, BASE)
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet", "--all")
    rows = [row | {"verdict": "BOTH"} for row in rows_of(tmp_path / "sheet") if row["gold"] == named(BO, "a")]
    done = adjudicate(root, "--take", fill(tmp_path / "sheet", rows))
    assert "reference: first   Bo\n               second  Bo" in done.stdout
    there = [json.loads(line) for line in (root / "annotations/decisions/entities.jsonl").read_text("utf-8").split("\n") if line]
    parted = {(*one.get("first", ()), *one.get("second", ())): one["gold"] for one in there}
    assert parted[f"ann/{named(BO, 'a')}",] == [named(BO, "a")]
    assert parted[f"bo/{named(BO, 'b')}",] == [named(BO, "b")]
    assert "mention: 2 open" in adjudicate(root).stdout


def test_entries_that_are_found_to_be_one_settle_what_only_they_differed_in(tmp_path):
    """Bo has '7 others' as an entry of its own. Once that is said to be Ann too, the mention is agreed, whatever the sheet says of it."""
    root = corpus_of(tmp_path / "corpus", BASE, edited(BASE, m_222228={"refers_to": BOLT}), entries=[*ENTRIES, *SALE_ENTRIES])
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet", "--all")
    rows = rows_of(tmp_path / "sheet")
    entry = next(row for row in rows if row.get("second") == [f"bo/{named(BOLT, 'b')}: Firm Bolt"])
    mention = next(row for row in rows if row["layer"] == "mention")
    assert mention["differs"] == ["reference: Ann | Bolt"]
    sheet = fill(tmp_path / "sheet", [entry | {"verdict": "OTHER", "gold": named(ANN, "a")}, mention | {"verdict": "SECOND"}])
    done = adjudicate(root, "--take", sheet)
    assert "open-acme: agreed 18, decided 0, open 0" in done.stdout
    assert adjudicate(root, "--write").exit_code == 0
    assert named(BOLT, "b") not in (root / "annotations/entities.jsonl").read_text("utf-8")


def test_another_mark_is_given_by_line_and_quote(root, tmp_path):
    """Of Acme, 'Acme fired' is right: it gets its offsets and an id, and the trigger that Acme filled is filled by it."""
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet")
    rows = [row | {"verdict": "FIRST"} for row in rows_of(tmp_path / "sheet")]
    other = {
        "kind": "mention",
        "id": "right",
        "line": 3,
        "quote": "Acme fired",
        "type": "Firm",
        "level": "NAM",
        "refers_to": named(ACME, "a"),
    }
    rows[0] |= {"verdict": "OTHER", "other": [other], "note": "the verb too"}
    assert rows[0]["first"][0]["quote"] == "Acme"
    adjudicate(root, "--take", fill(tmp_path / "sheet", rows))
    assert adjudicate(root, "--write").exit_code == 0
    assert adjudicate(root, "--check").exit_code == 0
    records = parse(ARTICLE, (root / GOLD).read_bytes())[0]
    mention = next(record for record in records if getattr(record, "quote", "") == "Acme fired")
    assert (mention.start, mention.end) == (FIRING.index("Acme fired"), FIRING.index("Acme fired") + 10)
    assert next(record for record in records if record.called == T[0]).arguments[0].filler == mention.id
    adjudicate(root, "--sheet", tmp_path / "again", "--all")
    again = next(row for row in rows_of(tmp_path / "again") if row.get("article") and row["note"])
    assert again["other"] == [other | {"id": mention.id}]
    before = files_of(root)
    assert adjudicate(root, "--take", tmp_path / "again").exit_code == 0
    assert files_of(root) == before


ACME_AGAIN = {"kind": "mention", "id": "x", "line": 3, "quote": "Acme", "nth": 1, "type": "Firm", "refers_to": named(ACME, "a")}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "MAYBE"}, "verdict is 'MAYBE'; it should be one of FIRST, SECOND, BOTH, NEITHER, OTHER"),
        ({"cause": "HASTE"}, "cause is 'HASTE'; it should be one of SLIP, EDGE, OTHER"),
        ({"verdict": "OTHER"}, "verdict is OTHER, and other has no mark"),
        ({"other": [ACME_AGAIN]}, "other has marks, and the verdict is 'FIRST'"),
        ({"verdict": "BOTH"}, "would both stand, with one span and type"),
        ({"verdict": "NEITHER"}, "NEITHER leaves no m-222222, which is Boss of t-222222"),
        ({"id": "d-999999"}, "d-999999: open-acme has no such disagreement"),
        ({"article": "elsewhere"}, "'elsewhere' is none of the articles"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"quote": "Acne"}]}, "line 3 does not have 'Acne'"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"line": 99}]}, "there is no line 99"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"refers_to": "e-999999"}]}, "refers to e-999999, which is no entry of gold"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"refers_to": "acme"}]}, "'acme' is no id"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"id": M[1]}]}, "two marks have the id m-222223"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"kind": "entity"}]}, "another mark has kind 'entity'"),
        ({"verdict": "OTHER", "other": [{"id": "x"}]}, "another mark has kind None"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"color": "red"}]}, "unknown field `color`"),
        ({"verdict": "OTHER", "other": [ACME_AGAIN | {"type": 7}]}, "mention 'x': "),
        (
            {"verdict": "OTHER", "other": [{"kind": "mention", "id": "x", "start": 0, "end": 4, "quote": "Bolt", "type": "Firm"}]},
            "does not read so",
        ),
        ({"verdikt": "FIRST"}, "unknown field `verdikt`"),
        ({"verdict": 7}, "Expected `str`"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_then_none_is(root, tmp_path, change, says):
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet")
    rows = [row | {"verdict": "FIRST"} for row in rows_of(tmp_path / "sheet")]
    assert rows[0]["differs"] == ["level: NAM | NOM"]
    before = files_of(root)
    done = adjudicate(root, "--take", fill(tmp_path / "sheet", [rows[1], rows[0] | change, rows[2]]))
    assert (done.exit_code, "line 2" in done.stderr or "open-acme: " in done.stderr) == (1, True)
    assert says in done.stderr
    assert "nothing was changed" in done.stderr
    assert files_of(root) == before


@pytest.mark.parametrize("line", ["{", "[]", '"x"', "\udcff", "[" * 100_000])
def test_a_sheet_that_is_none_is_refused(root, tmp_path, line):
    adjudicate(root, *BEGIN)
    sheet = tmp_path / "sheet"
    sheet.write_bytes(line.encode(errors="surrogateescape"))
    done = adjudicate(root, "--take", sheet)
    assert done.exit_code == 1
    assert f"{sheet}: line 1: " in done.stderr


def test_what_both_passes_have_can_be_changed_too(root, tmp_path):
    """Acme goes although a trigger that both have needs it: that is given again in the same sheet, without it. The sheet tells all 18."""
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet", "--agreed")
    rows = rows_of(tmp_path / "sheet")
    assert len([row for row in rows if row["layer"] not in ("entity", "event")]) == 18
    trigger = next(row for row in rows if row["first"] and row["first"][0]["id"] == T[0])
    assert (trigger.get("differs"), trigger["verdict"], trigger["cause"], trigger["guideline"]) == (None, "", "", "3")
    less = trigger["first"][0] | {"arguments": trigger["first"][0]["arguments"][1:]}
    sheet = fill(tmp_path / "sheet", [rows[0] | {"verdict": "NEITHER"}, trigger | {"verdict": "OTHER", "other": [less], "cause": "OTHER"}])
    assert "open-acme: agreed 14, decided 2, open 2" in adjudicate(root, "--take", sheet).stdout
    adjudicate(root, "--sheet", tmp_path / "rest")
    adjudicate(root, "--take", fill(tmp_path / "rest", [row | {"verdict": "FIRST"} for row in rows_of(tmp_path / "rest")]))
    assert adjudicate(root, "--write").exit_code == 0
    assert adjudicate(root, "--check").exit_code == 0
    records = {record.called: record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0]}
    assert [argument.role for argument in records[T[0]].arguments] == ["Dismissed", "Date"]
    assert M[0] not in records
    done = adjudicate(root, "--take", fill(tmp_path / "sheet", [trigger | {"verdict": "SECOND"}]))
    assert "line 1: " in done.stderr
    assert "verdict is SECOND, and both passes have it; take neither, or another" in done.stderr


def test_a_decision_that_stands_twice_in_a_sheet_is_refused(root, tmp_path):
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet")
    rows = rows_of(tmp_path / "sheet")
    done = adjudicate(root, "--take", fill(tmp_path / "sheet", [rows[0], rows[0]]))
    assert f"line 2: {rows[0]['id']} stands in line 1 already" in done.stderr


def test_without_the_text_all_but_other_marks_can_be_decided(tmp_path):
    first, second = firing("link-acme", "LINKED"), edited(firing("link-acme", "LINKED"), m_222222={"level": "NOM"})
    root = corpus_of(tmp_path / "corpus", first, second, tier="LINKED", name="link-acme")
    for file in texts_of(root).iterdir():
        file.unlink()
    done = adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet")
    assert "Firm 23-27" in done.stdout
    (row,) = rows_of(tmp_path / "sheet")
    assert (row["first"][0]["start"], "line" in row) == (23, False)
    other = {"kind": "mention", "id": "x", "line": 3, "quote": "Acme", "type": "Firm", "refers_to": named(ACME, "a")}
    done = adjudicate(root, "--take", fill(tmp_path / "sheet", [row | {"verdict": "OTHER", "other": [other]}]))
    assert "other marks need the text of link-acme; name its folder with --texts" in done.stderr
    assert adjudicate(root, "--take", fill(tmp_path / "sheet", [row | {"verdict": "SECOND"}])).exit_code == 1
    assert adjudicate(root, "--write").exit_code == 0
    assert adjudicate(root, "--check").exit_code == 0


def test_a_link_that_only_one_pass_has_is_decided_like_any_mark(tmp_path):
    """The second pass says that Ann is against Bo; it is the other way round, and that is written with the ids that the sheet shows."""
    second = marked(BASE, {"kind": "link", "id": "l-222222", "type": "WORKS_FOR", "a": M[1], "b": M[3]})
    root = corpus_of(tmp_path / "corpus", BASE, second)
    done = adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet")
    assert "missed:    first   nothing\n               second  WORKS_FOR 'Ann' to 'Bo'" in done.stdout
    (row,) = rows_of(tmp_path / "sheet")
    (link,) = row["second"]
    turned = {"kind": "link", "id": "turned", "type": "WORKS_FOR", "a": link["b"], "b": link["a"]}
    adjudicate(root, "--take", fill(tmp_path / "sheet", [row | {"verdict": "OTHER", "other": [turned]}]))
    assert adjudicate(root, "--write").exit_code == 0
    (record,) = [record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0] if isinstance(record, Link)]
    assert (record.a, record.b) == (M[3], M[1])
    said = json.loads(adjudicate(corpus_of(tmp_path / "other", BASE, second), *BEGIN, "--format", "json").stdout)
    assert "start" not in said["articles"][0]["decisions"][0]
