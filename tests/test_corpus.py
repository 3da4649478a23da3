"""This repository's own corpus: sound, built, told truly, and holding no sentence of others."""

import json
import re

import pyarrow.parquet as pq
import pytest
import yaml
from making import REPOSITORY, files_of, tables_of, tracked

from steppe import Corpus, Texts
from steppe.build import build
from steppe.validate import validate

DATASET = REPOSITORY / "dataset"
WORD = re.compile(r"[^\W_]+")
RUN = 8
"""So many words in a row are no chance."""


@pytest.fixture(scope="module")
def counts():
    return json.loads((DATASET / "counts.json").read_bytes())


@pytest.fixture(scope="module")
def card():
    return (DATASET / "README.md").read_text("utf-8")


def test_the_annotations_have_no_finding():
    assert [str(finding) for finding in validate(Corpus(REPOSITORY))] == []


def test_the_annotations_have_no_finding_where_their_texts_are_at_hand(texts):
    corpus = Corpus(REPOSITORY, Texts(texts))
    assert [str(finding) for finding in validate(corpus)] == []
    for folder in corpus.folders():
        for reading in corpus.documents(folder):
            assert reading.document.text is not None, f"the text of {reading.file} is not in {texts}"


def test_the_dataset_is_what_the_annotations_build(tmp_path):
    build(Corpus(REPOSITORY), tmp_path / "dataset")
    assert files_of(tmp_path / "dataset").keys() == files_of(DATASET).keys()
    assert [name for name, data in files_of(tmp_path / "dataset").items() if data != files_of(DATASET)[name]] == []


def test_texts_at_hand_leave_no_trace_in_the_dataset(texts, tmp_path):
    build(Corpus(REPOSITORY, Texts(texts)), tmp_path / "dataset")
    assert files_of(tmp_path / "dataset") == files_of(DATASET)


def test_every_split_has_rows_and_only_open_ones_have_text(counts):
    settings = Corpus(REPOSITORY).settings
    assert set(counts["tables"]["articles"]) == set(settings.splits)
    for split in settings.splits:
        rows = pq.read_table(DATASET / f"data/articles/{split}.parquet").to_pylist()
        assert rows
        for row in rows:
            assert (row["text"] is not None) == settings.tier[row["tier"]].text, row["article"]
            assert row["mentions"]
            assert row["triggers"]
            assert row["claims"]


@pytest.mark.parametrize("streaming", [False, True])
def test_every_config_and_split_loads(streaming, counts, tmp_path):
    import datasets

    datasets.disable_progress_bars()
    assert datasets.get_dataset_config_names(str(DATASET)) == list(counts["tables"])
    for config, splits in counts["tables"].items():
        loaded = datasets.load_dataset(str(DATASET), config, streaming=streaming, cache_dir=str(tmp_path))
        assert {split: sum(1 for _ in rows) for split, rows in loaded.items()} == {split: said["rows"] for split, said in splits.items()}


def test_the_counts_are_those_of_the_rows(counts):
    for config, splits in counts["tables"].items():
        for split, said in splits.items():
            assert pq.read_metadata(DATASET / f"data/{config}/{split}.parquet").num_rows == said["rows"]
    for split in Corpus(REPOSITORY).settings.splits:
        rows = pq.read_table(DATASET / f"data/articles/{split}.parquet").to_pylist()
        for layer in ("mentions", "triggers", "claims"):
            assert counts["layers"][layer][split] == sum(len(row[layer]) for row in rows)
        facets = [answer["facet"] for row in rows for claim in row["claims"] for answer in claim["answers"]]
        assert {facet: said[split] for facet, said in counts["labels"]["facet"].items() if split in said} == {
            facet: facets.count(facet) for facet in set(facets)
        }


def test_every_number_of_the_card_is_that_of_the_counts(counts, card):
    tables, splits = tables_of(card), Corpus(REPOSITORY).settings.splits
    for layer, said in counts["layers"].items():
        assert tables["What is marked"][layer] == [f"{said[split]:,}" for split in splits]
    headings = {"mention": "Entity types", "trigger": "Event types", "role": "Roles", "facet": "Facets of claims"}
    for inventory, heading in headings.items():
        for label, said in counts["labels"][inventory].items():
            assert tables[heading][label][1:] == [f"{said.get(split, 0):,}" for split in splits], label
    for config, said in counts["tables"].items():
        assert tables["Configs"][config][1:] == [f"{said[split]['rows']:,}" if split in said else "" for split in splits]
    for info in yaml.safe_load(card.split("---\n")[1])["dataset_info"]:
        said = {split["name"]: split["num_examples"] for split in info["splits"]}
        assert said == {split: there["rows"] for split, there in counts["tables"][info["config_name"]].items()}


def test_the_card_says_first_which_tier_holds_what(card):
    settings = Corpus(REPOSITORY).settings
    before = card.split("\n## ")[0]
    for name, tier in settings.tier.items():
        assert f"**{name}**" in before
        assert tier.definition in before


def test_open_articles_say_what_they_retell():
    corpus = Corpus(REPOSITORY)
    articles = {reading.document.name: reading.document.article for reading in corpus.documents()}
    for article in articles.values():
        if corpus.settings.tier[article.tier].text:
            assert article.retells, f"{article.name} names no article that it draws on"
            assert all(not corpus.settings.tier[articles[name].tier].text for name in article.retells if name in articles)


def test_hydrate_finds_every_text(texts, steppe, tmp_path):
    done = steppe("hydrate", "--corpus", REPOSITORY, "--texts", texts, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout
    assert all(line.endswith(": exact") for line in done.stdout.splitlines())
    for path in (tmp_path / "out/data/articles").iterdir():
        for row in pq.read_table(path).to_pylist():
            assert len(row["text"]) == row["length"]


@pytest.fixture(scope="module")
def runs(texts):
    """Every run of words of the published texts."""
    found = {}
    for path in texts.glob("*.txt"):
        words = WORD.findall(path.read_text("utf-8").lower())
        found |= {tuple(words[at : at + RUN]): path.name for at in range(len(words) - RUN + 1)}
    assert found
    return found


def shared(text, runs):
    words = WORD.findall(text.lower())
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1) if tuple(words[at : at + RUN]) in runs]


def test_no_file_holds_a_sentence_of_a_published_text(runs):
    found, files = {}, 0
    for path in tracked():
        data = path.read_bytes()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        files += 1
        if there := shared(text, runs):
            found[str(path.relative_to(REPOSITORY))] = there
    assert files > 50, "the files of the repository were not found"
    assert found == {}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        yield "\n".join(item for item in value if isinstance(item, str))  # tokens, too, make up a sentence
        for item in value:
            yield from strings(item)


def test_no_table_holds_a_sentence_of_a_published_text(runs):
    for path in DATASET.rglob("*.parquet"):
        for row in pq.read_table(path).to_pylist():
            for text in strings(row):
                assert shared(text, runs) == [], path


def test_the_search_for_sentences_of_others_finds_one(texts):
    words = WORD.findall(next(texts.glob("*.txt")).read_text("utf-8"))
    some = {tuple(word.lower() for word in words[:RUN]): "x"}
    assert shared(f"So: {'-'.join(words[:RUN]).upper()}!", some)
    assert not shared(" ".join(words[: RUN - 1]), some)


def test_the_readme_names_every_entry_of_the_top_level():
    page = (REPOSITORY / "README.md").read_text("utf-8")
    entries = {path.relative_to(REPOSITORY).parts[0] for path in tracked()} - {"README.md", ".gitignore", ".gitattributes"}
    assert entries >= {"annotations", "dataset", "steppe", "tests"}
    for entry in entries:
        name = f"{entry}/" if (REPOSITORY / entry).is_dir() else entry
        assert f"`{name}`" in page, f"README.md does not say what {name} is"


def test_the_card_lists_the_labels_that_stand_on_one_side_of_the_split_only(counts, card):
    section = card.partition("### Labels on one side of the split only\n\n")[2].partition("\n\n")[0]
    told = dict(re.match(r"- In (`\w+`, and never in `\w+`): (.*)", line).groups() for line in section.splitlines())
    sides = {split: set() for split in ("train", "test", "reference_train", "reference_test")}
    for inventory in counts["labels"].values():
        for label, by_split in inventory.items():
            for split in by_split:
                sides[split].add(label)
    assert len(told) == 4
    for tier in ("", "reference_"):
        for here, there in (("train", "test"), ("test", "train")):
            named = re.findall(r"`([^`]+)`", told[f"`{tier}{here}`, and never in `{tier}{there}`"])
            assert sorted(named) == sorted(sides[tier + here] - sides[tier + there])
