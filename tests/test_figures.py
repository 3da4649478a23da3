"""Figures of pages are filled in from what the build counts, and agreement from the passes."""

import json
import shutil

import pytest
from invented import ENTRIES, FIRING, RETOLD, firing
from making import edit, ident, opened, put, records_of

from steppe.agreement.agree import Annotators, agree
from steppe.build import build
from steppe.figures import COUNT, count, filled
from steppe.pages.agreed import agreed
from steppe.score import bootstrap
from steppe.sides import open_side

SPLITS = ["train", "test", "linked_train", "linked_test"]
COUNTED = {
    "layers": {"claims": {"train": 3, "test": 1000, "linked_train": 5, "linked_test": 0}},
    "labels": {"trigger": {"Sale": {"test": 2}, "Sale.Of.All": {"train": 4}}},
}


@pytest.fixture
def two(small):
    """The small corpus with passes of a second annotator, who has another type for a mention, and no pass over one article."""
    other = {"publisher": "The Daily", "licence": "LicenseRef-Publisher"}
    put(small, FIRING, firing("link-acme", "LINKED", annotator="ann", **other), records_of(ENTRIES), "link-acme", "passes/ann")
    put(small, RETOLD, firing("open-acme", "FREE", annotator="ann", text=RETOLD), [], "open-acme", "passes/ann")
    edit(small / "annotations/passes/ann/open-acme.jsonl", at=ident("m", 0), level="NOM")
    return small


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("layers.claims.train", 3),
        ("layers.claims", 1008),
        ("layers.claims.train+linked_train", 8),
        ("labels.trigger.Sale", 2),
        ("labels.trigger.Sale.Of.All.train", 4),
        ("labels.trigger.Sale.Of.All.test", 0),
        ("labels.trigger.Sale.Of.All.train+test", 4),
        ("layers.claims.train+never", None),
        ("layers", None),
        ("layers.mentions", None),
        ("", None),
    ],
)
def test_a_count_is_found_by_its_path(path, found):
    assert count(path, COUNTED, SPLITS) == found


def test_figures_are_filled_in_and_what_leads_nowhere_is_told_with_its_line():
    page = "One <!-- count a -->9<!-- /count -->,\nand <!-- count b --><!-- /count -->; <!-- count a -->x<!-- /count -->"
    now, missing = filled(page, COUNT, {"a": "1,000"}.get)
    assert now == "One <!-- count a -->1,000<!-- /count -->,\nand <!-- count b --><!-- /count -->; <!-- count a -->1,000<!-- /count -->"
    assert missing == [(2, "b")]


def paged(root, text):
    (root / "PAGE.md").write_text(text, "utf-8")
    settings = root / "annotations/corpus.toml"
    settings.write_text('pages = ["PAGE.md"]\n' + settings.read_text("utf-8"), "utf-8")


def test_a_build_fills_in_the_pages_that_the_corpus_names(two, steppe):
    paged(
        two, "<!-- count layers.articles -->7<!-- /count --> articles; <!-- agreement ann+bo.1.articles -->7<!-- /agreement --> shared.\n"
    )
    done = steppe("build", "--corpus", two)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("PAGE.md  figures\n")
    there = "<!-- count layers.articles -->4<!-- /count --> articles; <!-- agreement ann+bo.1.articles -->2<!-- /agreement --> shared.\n"
    assert (two / "PAGE.md").read_text("utf-8") == there
    assert "PAGE.md" not in steppe("build", "--corpus", two).stdout


def test_pages_beside_the_annotations_and_in_them_need_not_be_named(small, steppe):
    told = "<!-- count layers.articles -->7<!-- /count -->\n"
    for page in ("README.md", "annotations/GUIDELINES.md", "docs.md"):
        (small / page).write_text(told, "utf-8")
    (small / "docs.md").rename(small / "docs.txt")
    (small / "docs").mkdir()
    (small / "docs/PAGE.md").write_text(told, "utf-8")
    done = steppe("build", "--corpus", small)
    assert done.stdout.splitlines()[-2:] == ["README.md  figures", "annotations/GUIDELINES.md  figures"]
    assert (small / "docs.txt").read_text("utf-8") == (small / "docs/PAGE.md").read_text("utf-8") == told
    assert "-->4<" in (small / "README.md").read_text("utf-8")


def test_a_page_that_is_a_symbolic_link_is_left_and_one_that_is_named_must_be_there(small, steppe):
    (small / "docs").mkdir()
    (small / "docs/real.md").write_text("<!-- count layers.articles -->7<!-- /count -->\n", "utf-8")
    (small / "README.md").symlink_to(small / "docs/real.md")
    assert steppe("build", "--corpus", small).returncode == 0
    assert "-->7<" in (small / "docs/real.md").read_text("utf-8")
    assert (small / "README.md").is_symlink()
    settings = small / "annotations/corpus.toml"
    settings.write_text('pages = ["docs/none.md"]\n' + settings.read_text("utf-8"), "utf-8")
    done = steppe("build", "--corpus", small)
    assert (done.returncode, done.stderr) == (1, "Error: docs/none.md: corpus.toml names this page, and there is no such text\n")


def test_a_build_elsewhere_leaves_the_pages(two, steppe, tmp_path):
    paged(two, "<!-- count layers.articles -->7<!-- /count -->\n")
    assert steppe("build", "--corpus", two, "--out", tmp_path / "out").returncode == 0
    assert "-->7<!--" in (two / "PAGE.md").read_text("utf-8")


def test_a_figure_that_there_is_not_is_named_with_its_line(two, steppe):
    page = "\n<!-- count layers.article -->7<!-- /count -->\n<!-- agreement ann+bo.2.articles -->1<!-- /agreement -->\n"
    paged(two, page)
    done = steppe("build", "--corpus", two)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Error: PAGE.md:2: there is no count layers.article; counts.json has them",
        "PAGE.md:3: there is no figure ann+bo.2.articles; agreement.json has them",
    ]
    assert (two / "PAGE.md").read_text("utf-8") == page


def test_agreement_is_that_of_the_passes(two, monkeypatch):
    monkeypatch.setattr(bootstrap, "LEAST", 2)
    corpus = opened(two)
    (found,) = agreed(corpus)
    assert (found.annotators, found.guidelines, found.articles) == (("ann", "bo"), "1", ["link-acme", "open-acme"])
    sides = [open_side(who, labels=corpus.labels, settings=corpus.settings, root=two) for who in ("ann", "bo")]
    wanted = agree(Annotators(sides, corpus.labels), samples=1000)
    assert {name: known.value for name, known in found.measures.items()} == {
        each.measure.name: None if each.ratios[2] is None else round(each.ratios[2], 3) for each in wanted.figures
    }
    assert found.measures["mention.level"].value < found.measures["mention.strict"].value == 1
    assert found.measures["mention.level"].low <= found.measures["mention.level"].value <= found.measures["mention.level"].high
    assert {name: known.value for name, known in found.coefficients.items()} == {
        each.name: None if each.value is None else round(each.value, 3) for each in wanted.coefficients
    }


def test_passes_of_other_guidelines_are_counted_apart(two):
    for who in ("ann", "bo"):
        edit(two / f"annotations/passes/{who}/open-acme.jsonl", at="pass", guidelines="2")
    assert [(one.guidelines, one.articles) for one in agreed(opened(two))] == [("1", ["link-acme"]), ("2", ["open-acme"])]
    edit(two / "annotations/passes/bo/open-acme.jsonl", at="pass", guidelines="3")
    assert [one.articles for one in agreed(opened(two))] == [["link-acme"]]


def test_without_a_second_annotator_there_is_nothing_to_agree_on(small, steppe):
    assert agreed(opened(small)) == []
    assert steppe("build", "--corpus", small).returncode == 0
    assert not (small / "dataset/agreement.json").exists()
    assert "## Agreement" not in (small / "dataset/README.md").read_text("utf-8")


def test_the_card_tells_agreement_and_the_file_all_of_it(two, steppe, monkeypatch):
    monkeypatch.setattr(bootstrap, "LEAST", 2)
    build(opened(two), two / "dataset")
    (told,) = json.loads((two / "dataset/agreement.json").read_bytes())
    card = (two / "dataset/README.md").read_text("utf-8")
    assert "| | ann and bo, guidelines 1, articles: 2 |" in card.replace("|  |", "| |")
    row = next(line for line in card.splitlines() if line.startswith("| mentions: span and type |"))
    figure = told["measures"]["mention.strict"]
    assert row.endswith(f"| {figure['value']:.3f} ({figure['low']:.3f} to {figure['high']:.3f}) |")
    assert steppe("build", "--corpus", two).returncode == 0
    assert f"\n| mentions: span and type | {figure['value']:.3f} |\n" in (two / "dataset/README.md").read_text("utf-8"), "of two articles"
    shutil.rmtree(two / "annotations/passes/ann")
    assert steppe("build", "--corpus", two).returncode == 0
    assert not (two / "dataset/agreement.json").exists()
