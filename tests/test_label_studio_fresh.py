"""Articles without marks: of which the corpus has no record yet, or whose record somebody else has."""

import json
import shutil

import pytest
from at_desk import studio


def fresh(root, tmp_path):
    """A corpus without any record, and a list of its articles."""
    for folder in ("gold", "passes"):
        shutil.rmtree(root / "annotations" / folder)
    line = {"kind": "article", "name": "open-acme", "tier": "FREE", "language": "en", "publisher": "Us", "published": "2024-01-02"}
    listed = tmp_path / "articles.jsonl"
    listed.write_text(json.dumps({**line, "licence": "CC0-1.0", "incident": "acme"}) + "\n", "utf-8")
    return listed


def test_articles_that_have_no_record_yet_are_sent_and_become_passes(small, tmp_path):
    listed = fresh(small, tmp_path)
    done = studio(small, "tasks", "--articles", listed)
    assert done.exit_code == 0, done.stderr
    (task,) = json.loads(done.stdout)
    assert set(task) == {"data"}
    text = task["data"]["text"]
    value = {"start": text.index("Acme"), "end": text.index("Acme") + 4, "text": "Acme", "labels": ["Firm"]}
    made = {"result": [{"id": "x1", "from_name": "mention", "to_name": "text", "type": "labels", "value": value}], "completed_by": 1}
    export = tmp_path / "export.json"
    export.write_text(json.dumps([{**task, "annotations": [made]}]), "utf-8")
    done = studio(small, "import", export, "--by", "bo")
    assert done.exit_code == 0, done.stderr
    lines = [json.loads(line) for line in (small / "annotations/passes/bo/open-acme.jsonl").read_text("utf-8").splitlines()]
    assert [line["kind"] for line in lines] == ["article", "pass", "mention"]
    assert (lines[0]["length"], lines[2]["quote"]) == (len(text), "Acme")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tier": "GONE"}, "line 1: a sheet begins with its article"),
        ({"name": "nowhere"}, "there is no text annotations/articles/nowhere.txt; write it first"),
        ({"licence": None}, "licence"),
        ({"kind": "mention"}, "line 1: a sheet begins with its article"),
    ],
)
def test_a_list_of_articles_that_cannot_be_sent_is_told_with_its_line(small, tmp_path, change, says):
    listed = fresh(small, tmp_path)
    listed.write_text(json.dumps(json.loads(listed.read_text("utf-8")) | change) + "\n", "utf-8")
    done = studio(small, "tasks", "--articles", listed)
    assert done.exit_code == 1
    assert f"{listed}: " in done.stderr
    assert says in done.stderr
    assert studio(small, "tasks", "open-acme", "--articles", listed).exit_code == 2


def test_without_marks_an_article_is_taken_from_whoever_has_it(small):
    (small / "annotations/gold/open-acme.jsonl").unlink()
    assert studio(small, "tasks", "open-acme").exit_code == 2
    (task,) = json.loads(studio(small, "tasks", "open-acme", "--as", "nothing").stdout)
    assert task["data"]["of"] == ""
