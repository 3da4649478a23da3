"""``steppe score`` and ``steppe agree`` as somebody at a terminal, or a program, meets them."""

import json
import shutil

import pytest
from click.testing import CliRunner
from making import REPOSITORY

from steppe.cli import main


@pytest.fixture
def ran(small):
    def run(*arguments, code=0):
        result = CliRunner().invoke(main, [*map(str, arguments), "--corpus", str(small)])
        assert result.exit_code == code, result.output
        return result

    return run


def test_a_pass_is_scored_against_gold(ran):
    result = ran("score", "gold", "bo")
    assert "mention.strict" in result.stdout
    assert "signature: first:" in result.stdout
    assert "note: link-bolt: bo does not have the article" in result.stderr


def test_json_holds_every_figure_with_its_signature(ran):
    found = json.loads(ran("score", "gold", "bo", "--format", "json", "--by-label", "--by-article", "--samples", 50).stdout)
    strict = next(each for each in found["scores"] if each["measure"] == "mention.strict")
    # Of four articles bo has two: 16 of 22 mentions, all of them the same as gold's.
    assert strict["counts"] == [16, 16, 16, 22]
    assert (strict["precision"], strict["recall"]) == (1, 16 / 22)
    assert strict["signature"] == f"mention.strict|{found['signature']['text']}"
    assert "interval" not in strict, "of two articles"
    assert strict["labels"]["Person"]["f1"] < 1 or strict["labels"]["Day"]["f1"] < 1
    assert strict["articles"]["open-bolt"] == {"precision": None, "recall": 0, "f1": 0}
    assert {notice["article"] for notice in found["notices"]} >= {"link-bolt", "open-bolt"}
    assert found["notices"][-1]["says"] == "no intervals: they want 5 articles, and there are 4"


def test_markdown_is_a_table(ran):
    lines = ran("score", "gold", "bo", "--format", "markdown", "--measure", "claim").stdout.splitlines()
    assert lines[0].startswith("| measure | precision |")
    assert lines[1].startswith("| :-- | --: |")
    assert all(line.startswith("| claim.") for line in lines[2:-2])


def test_measures_are_chosen_by_the_beginning_of_their_names(ran):
    lines = ran("score", "gold", "bo", "--measure", "claim.source", "--measure", "mention.strict").stdout.splitlines()
    names = [line.split()[0] for line in lines if line and not line.startswith(("measure", "signature"))]
    assert names == ["mention.strict", "claim.source", "claim.source.overlap", "claim.source.entity"]


def test_the_list_of_measures_says_what_each_counts(ran):
    assert "coreference.across.entity.lea" in ran("score", "--list").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["score", "gold"], 2, "two sides are compared"),
        (["score", "gold", "nobody"], 1, "nobody: there is no such file or folder"),
        (["score", "gold", "bo", "--measure", "clame"], 2, "there is no measure 'clame'; the layers are zone, mention"),
        (["agree", "bo"], 2, "at least two sides"),
        (["agree", "bo", "bo"], 2, "named twice"),
        (["agree", "bo", "gold", "--measure", "kapa"], 2, "there is no measure 'kapa'"),
    ],
)
def test_what_cannot_be_compared_is_said(ran, arguments, code, says):
    assert says in ran(*arguments, code=code).output


def test_a_side_that_breaks_while_it_is_read_names_file_and_line(ran, small):
    file = small / "annotations/passes/bo/open-acme.jsonl"
    file.write_text(file.read_text("utf-8").replace('"type":"Firm"', '"typ":"Firm"', 1), "utf-8")
    result = ran("score", "gold", "bo", code=1)
    assert "passes/bo/open-acme.jsonl:" in result.output
    assert "typ" in result.output
    assert "Traceback" not in result.output


def test_agreement_of_two_annotators(ran, small):
    shutil.copytree(small / "annotations/passes/bo", small / "annotations/passes/cy")
    result = ran("agree", "bo", "cy", "--gamma", "--samples", 20)
    assert "kappa.claim.kind" in result.stdout
    assert "gamma.mention" in result.stdout
    found = json.loads(ran("agree", "bo", "cy", "--format", "json", "--samples", 0, "--show").stdout)
    assert all(each["f1"] in (None, 1) for each in found["measures"])
    assert found["differences"] == []
    assert found["annotators"] == ["bo", "cy"]


def test_differences_are_listed_with_place_ids_and_words(ran, small):
    shutil.copytree(small / "annotations/passes/bo", small / "annotations/passes/cy")
    file = small / "annotations/passes/cy/open-acme.jsonl"
    file.write_text(file.read_text("utf-8").replace('"level":"PRO"', '"level":"NOM"', 1), "utf-8")
    told = ran("agree", "bo", "cy", "--show").stdout
    assert "1 difference" in told
    assert "mention: other level (1), guidelines 2" in told
    assert "'She': PRO against NOM" in told
    assert "- open-acme" in ran("agree", "bo", "cy", "--show", "--format", "markdown").stdout


def test_a_corpus_is_needed_only_for_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold.conll").write_text("Acme B-Firm\nfired O\nAnn B-Person\n\n", "utf-8")
    (tmp_path / "system.conll").write_text("Acme B-Firm\nfired O\nAnn B-Firm\n\n", "utf-8")
    result = CliRunner().invoke(main, ["score", "gold.conll", "system.conll", "--measure", "mention.strict", "--format", "json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["scores"][0]["counts"] == [1, 2, 1, 2]


def test_the_page_lists_the_measures_as_the_command_does(ran):
    table = ran("score", "--list", "--format", "markdown").stdout
    page = (REPOSITORY / "docs/scoring.md").read_text("utf-8")
    assert f"<!-- measures -->\n{table}<!-- /measures -->" in page, "steppe score --list --format markdown"
