"""The dataset as its users meet it: through load_dataset, streaming and not, and through pandas."""

import json
import re

import datasets
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from built import dated
from datasets import ClassLabel, Features, load_dataset
from invented import small as make_small
from making import edit, opened, tables_of

from steppe.build import build
from steppe.table.columns import Items, arrow_type, flat, schema
from steppe.table.meanings import MEANINGS, meaning
from steppe.table.writer import features

datasets.disable_progress_bars()
SPLITS = ["train", "test", "linked_train", "linked_test"]
CONFIGS = dict.fromkeys(("articles", "entities", "events", "claims", "coreference"), SPLITS)
CONFIGS |= {"claim_pairs": ["train", "test"], "passes": ["train", "linked_train"]}


@pytest.fixture(scope="module")
def card(dataset):
    return yaml.safe_load((dataset / "README.md").read_text("utf-8").split("---\n")[1])


@pytest.fixture(scope="module")
def counts(dataset):
    return json.loads((dataset / "counts.json").read_bytes())


@pytest.fixture(scope="module")
def columns(corpus):
    return features(opened(corpus).labels, opened(corpus).settings)


def words(feature, value):
    """A value with its class labels as words."""
    if isinstance(feature, ClassLabel):
        return None if value is None else feature.int2str(value)
    if isinstance(feature, datasets.List):
        return None if value is None else [words(feature.feature, item) for item in value]
    if isinstance(feature, dict | Features):
        return {name: words(of, value[name]) for name, of in feature.items()}
    return value


def plain(value):
    """A value of pandas as Python says it."""
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and np.isnan(value) else value


def test_the_configs_and_splits_are_those_of_the_design(dataset):
    assert datasets.get_dataset_config_names(str(dataset)) == list(CONFIGS)
    assert {config: datasets.get_dataset_split_names(str(dataset), config) for config in CONFIGS} == CONFIGS


def test_articles_are_what_is_loaded_where_no_config_is_named(dataset, tmp_path):
    loaded = load_dataset(str(dataset), cache_dir=str(tmp_path))
    assert list(loaded) == SPLITS
    assert [rows["article"][:] for rows in loaded.values()] == [["open-acme"], ["open-bolt"], ["link-acme"], ["link-bolt"]]


@pytest.mark.parametrize("config", CONFIGS)
def test_all_ways_of_loading_give_the_same_rows(config, dataset, tmp_path):
    loaded = load_dataset(str(dataset), config, cache_dir=str(tmp_path))
    streamed = load_dataset(str(dataset), config, streaming=True, cache_dir=str(tmp_path))
    assert list(loaded) == list(streamed) == CONFIGS[config]
    for split in CONFIGS[config]:
        path = dataset / f"data/{config}/{split}.parquet"
        table = pq.read_table(path).to_pylist()
        assert table
        assert [words(loaded[split].features, row) for row in loaded[split]] == table
        assert [words(streamed[split].features, row) for row in streamed[split]] == table
        assert [plain(row) for row in pd.read_parquet(path).to_dict("records")] == table
        assert streamed[split].features == loaded[split].features


@pytest.mark.parametrize("config", CONFIGS)
def test_features_of_the_card_are_those_that_are_loaded(config, dataset, card, columns, tmp_path):
    said = next(info for info in card["dataset_info"] if info["config_name"] == config)
    loaded = load_dataset(str(dataset), config, cache_dir=str(tmp_path))
    for split, rows in loaded.items():
        assert rows.features == Features._from_yaml_list(said["features"])
        assert pq.read_schema(dataset / f"data/{config}/{split}.parquet").equals(schema(columns[config]))
        assert not pq.read_schema(dataset / f"data/{config}/{split}.parquet").metadata, "it would win over the card in old readers"


@pytest.mark.parametrize("config", CONFIGS)
def test_labels_are_class_labels_at_every_depth(config, dataset, columns, tmp_path):
    loaded = load_dataset(str(dataset), config, split="train", cache_dir=str(tmp_path)).features
    names = []

    def compare(column, feature):
        if isinstance(column, Items):
            for field in flat(column.fields):
                compare(field, feature.feature[field.name])
        elif column.labels:
            there = feature.feature if isinstance(feature, datasets.List) else feature
            assert isinstance(there, ClassLabel), column.name
            assert there.names == list(column.labels)
            names.append(column.name)
        else:
            assert not isinstance(feature, ClassLabel), column.name

    for column in columns[config]:
        compare(column, loaded[column.name])
    wanted = {
        "articles": {"tier", "type", "level", "polarity", "modality", "role", "source_kind", "mode", "certainty", "facet"},
        "entities": {"zone", "tags", "type", "level"},
        "events": {"type", "polarity", "modality", "role"},
        "claims": {"source_kind", "mode", "certainty", "author_certainty", "facet"},
        "coreference": {"type"},
        "claim_pairs": {"facet", "relation", "conflict", "basis", "tiers", "a_certainty", "b_certainty"},
        "passes": {"type", "level", "facet", "role"},
    }
    assert wanted[config] <= set(names)


def test_a_label_reads_as_a_word_in_both(dataset, tmp_path):
    claims = load_dataset(str(dataset), "claims", split="train", cache_dir=str(tmp_path))
    assert claims.features["certainty"].int2str(claims[0]["certainty"]) == "SURE"
    facet = claims.features["answers"].feature["facet"]
    assert [facet.int2str(answer["facet"]) for answer in claims[0]["answers"]] == ["DAY", "CULPRIT"]
    frame = pd.read_parquet(dataset / "data/claims/train.parquet")
    assert frame["certainty"].tolist() == ["SURE", "SURE", "LIKELY"]
    assert [answer["facet"] for answer in frame["answers"][0]] == ["DAY", "CULPRIT"]


def test_the_counts_are_those_of_the_rows(dataset, counts, card):
    for config, splits in CONFIGS.items():
        assert list(counts["tables"][config]) == splits
        info = next(info for info in card["dataset_info"] if info["config_name"] == config)
        assert [split["name"] for split in info["splits"]] == splits
        for split, said in zip(splits, info["splits"], strict=True):
            rows = pq.read_metadata(dataset / f"data/{config}/{split}.parquet").num_rows
            assert counts["tables"][config][split]["rows"] == said["num_examples"] == rows
        assert info["download_size"] == sum((dataset / f"data/{config}/{split}.parquet").stat().st_size for split in splits)


def test_the_counts_of_layers_and_labels_are_those_of_the_articles(dataset, counts, corpus):
    labels = opened(corpus).labels
    for split in SPLITS:
        rows = pq.read_table(dataset / f"data/articles/{split}.parquet").to_pylist()
        layer = {name: [item for row in rows for item in row[name]] for name in ("zones", "mentions", "triggers", "claims")}
        arguments = [argument for trigger in layer["triggers"] for argument in trigger["arguments"]]
        answers = [answer for claim in layer["claims"] for answer in claim["answers"]]
        found = {name: len(items) for name, items in layer.items()} | {
            "arguments": len(arguments),
            "answers": len(answers),
            "articles": len(rows),
        }
        found["sentences"] = sum(len(zone["sentences"]) for zone in layer["zones"] if zone["type"] not in labels.silent)
        found["characters"] = sum(row["length"] for row in rows)
        assert {name: counts["layers"][name][split] for name in found if name != "zones"} == {
            k: v for k, v in found.items() if k != "zones"
        }
        used = {
            "zone": [zone["type"] for zone in layer["zones"]],
            "mention": [mention["type"] for mention in layer["mentions"]],
            "level": [mention["level"] for mention in layer["mentions"]],
            "trigger": [trigger["type"] for trigger in layer["triggers"]],
            "polarity": [trigger["polarity"] for trigger in layer["triggers"]],
            "modality": [trigger["modality"] for trigger in layer["triggers"]],
            "role": [argument["role"] for argument in arguments],
            "source_kind": [claim["source_kind"] for claim in layer["claims"]],
            "mode": [claim["mode"] for claim in layer["claims"]],
            "certainty": [claim["certainty"] for claim in layer["claims"]],
            "facet": [answer["facet"] for answer in answers],
        }
        for inventory, there in used.items():
            for label, said in counts["labels"][inventory].items():
                assert said.get(split, 0) == there.count(label), (inventory, label, split)


INVENTORIES = {
    "zone": "Parts of an article",
    "mention": "Entity types",
    "level": "Forms of mentions",
    "trigger": "Event types",
    "polarity": "Polarity of events",
    "modality": "Modality of events",
    "role": "Roles",
    "facet": "Facets of claims",
    "source_kind": "Sources of claims",
    "mode": "In whose words",
    "certainty": "Certainty of the source",
    "link": "Links",
}
PAIRED = {"relation": "Relations of claim pairs", "conflict": "Kinds of contradiction", "basis": "What a relation rests on"}


def test_every_number_of_the_card_is_that_of_the_counts(dataset, counts):
    tables = tables_of((dataset / "README.md").read_text("utf-8"))
    for layer, said in counts["layers"].items():
        assert tables["What is marked"][layer] == [f"{said[split]:,}" for split in SPLITS]
    for inventory, heading in INVENTORIES.items():
        for label, said in counts["labels"][inventory].items():
            assert tables[heading][label][1:] == [f"{said.get(split, 0):,}" for split in SPLITS], label
    for config, said in counts["tables"].items():
        assert tables["Configs"][config][1:] == [f"{said[split]['rows']:,}" if split in said else "" for split in SPLITS]


def test_labels_of_claim_pairs_are_counted_from_their_rows(dataset, counts):
    tables = tables_of((dataset / "README.md").read_text("utf-8"))
    rows = {split: pq.read_table(dataset / f"data/claim_pairs/{split}.parquet").to_pylist() for split in counts["tables"]["claim_pairs"]}
    for inventory, heading in PAIRED.items():
        assert set(counts["pairs"][inventory]) == set(tables[heading]) - {"label"}
        for label, said in counts["pairs"][inventory].items():
            there = {split: sum(row[inventory] == label for row in some) for split, some in rows.items()}
            assert said == {split: number for split, number in there.items() if number}
            assert tables[heading][label][1:] == [f"{there[split]:,}" for split in rows]


def test_every_class_label_has_a_table_of_its_labels(dataset, columns, card):
    tables = tables_of((dataset / "README.md").read_text("utf-8"))
    counted = [set(tables[heading]) - {"label"} for heading in (*INVENTORIES.values(), *PAIRED.values())]

    def labels(feature):
        if isinstance(feature, dict):
            if "class_label" in feature:
                yield set(feature["class_label"]["names"].values())
            for value in feature.values():
                yield from labels(value)
        elif isinstance(feature, list):
            for value in feature:
                yield from labels(value)

    found = [names for info in card["dataset_info"] for names in labels(info["features"])]
    counted.append(counted[1] | counted[3])  # of coreference: mentions and triggers
    bio = {f"{mark}-{name}" for mark in "BI" for name in set(tables["Entity types"]) - {"label"}} | {"O"}
    for names in found:
        assert names in counted or names in (bio, {"FREE", "LINKED"}, {"acme", "bolt"}), names
    page = (dataset / "README.md").read_text("utf-8")
    for said in ("- **FREE** (articles: `train` ", "- **LINKED** (articles: ", "- `acme`, ", "- `bolt`, "):
        assert f"\n{said}" in page


def test_the_size_is_that_of_all_rows(card, counts):
    rows = sum(said["rows"] for splits in counts["tables"].values() for said in splits.values())
    assert rows < 1000
    assert card["size_categories"] == ["n<1K"]


def test_the_card_tells_every_column(dataset, columns):
    page = re.sub(r"<details>.*?</details>", "", (dataset / "README.md").read_text("utf-8"), flags=re.DOTALL)
    told = tables_of(page)["Columns"]
    for config in CONFIGS:
        (cell,) = told[config]
        while cell != (inner := re.sub(r"\[[^\[\]]*\]", "", cell)):
            cell = inner
        assert cell.replace("?", "").split(", ") == [column.name for column in columns[config]]


def test_the_card_names_a_default_and_a_version_and_every_file(dataset, card):
    assert [config["config_name"] for config in card["configs"] if config.get("default")] == ["articles"]
    for config in card["configs"]:
        assert config["version"] == "1.2.3"
        assert config["description"].startswith("sha256:")
        assert [file["split"] for file in config["data_files"]] == CONFIGS[config["config_name"]]
        assert all((dataset / file["path"]).is_file() for file in config["data_files"])
    assert len({config["description"] for config in card["configs"]}) == len(CONFIGS)
    assert not (dataset / "dataset.py").exists(), "readers refuse a folder with a script of its name"


PRINTS = {
    "articles": "open-acme ['Acme fired Ann on a Monday.', 'They left.', 'Ann sued.']\n",
    "entities": "['Acme', 'fires', 'a', 'worker', '😀'] [0, 0, 0, 0, 0] ['O', 'B-Person', 'I-Person', 'B-Firm', ",
    "events": "[]\n",
    "claims": "Acme fired Ann on a Monday. SURE\n",
    "coreference": "Ann is fired           [fired, left]\n",
    "claim_pairs": "Ann sued. SAME Ann sued.\n",
    "passes": "{('open-acme', 'bo'): 3}\n",
}


@pytest.mark.parametrize("config", CONFIGS)
def test_the_code_in_the_card_runs(config, dataset, tmp_path, monkeypatch, capsys):
    text = (dataset / "README.md").read_text("utf-8")
    (code,) = (block for block in re.findall("```python\n(.*?)```", text, re.DOTALL) if f', "{config}", ' in block)
    assert len(code.split("\n\n", 1)[1].splitlines()) == 2
    monkeypatch.chdir(dataset.parent)
    monkeypatch.setattr(datasets, "load_dataset", lambda *names, **more: load_dataset(*names, cache_dir=str(tmp_path), **more))
    exec(code, {})
    assert PRINTS[config] in capsys.readouterr().out


def test_the_code_in_the_card_names_the_repository_that_is_known(tmp_path):
    root = make_small(tmp_path / "corpus")
    settings = root / "annotations/corpus.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("\nversion", '\nurl = "https://hub.example/datasets/acme/news"\nversion', 1), "utf-8"
    )
    build(opened(root), root / "dataset")
    page = (root / "dataset/README.md").read_text("utf-8")
    assert page.count('load_dataset("acme/news", "') == len(CONFIGS)
    assert "  url = {https://hub.example/datasets/acme/news}\n" in page


def test_what_was_loaded_before_is_not_shown_again_after_a_change(tmp_path):
    # Readers keep what they loaded under a key that knows neither the time nor the content of a file.
    root, cache = make_small(tmp_path / "corpus"), str(tmp_path / "cache")

    def loaded(config, column):
        build(opened(root), root / "dataset")
        return load_dataset(str(root / "dataset"), config, split="train", cache_dir=cache)[0][column]

    assert loaded("claims", "answers")[0]["values"] == ["2024-01-02"]
    dated(root, "2024-01-03")
    assert loaded("claims", "answers")[0]["values"] == ["2024-01-03"]  # as many rows and bytes as before
    assert loaded("articles", "publisher") == "Us"
    edit(root / "annotations/gold/open-acme.jsonl", at="open-acme", publisher="Up")
    assert loaded("articles", "publisher") == "Up"
    edit(root / "annotations/gold/open-acme.jsonl", at="open-acme", publisher="Us")
    assert loaded("articles", "publisher") == "Us"


def test_renamed_labels_are_not_shown_under_their_old_name(tmp_path):
    root, cache = make_small(tmp_path / "corpus"), str(tmp_path / "cache")

    def types():
        build(opened(root), root / "dataset")
        rows = load_dataset(str(root / "dataset"), "entities", split="test", cache_dir=cache)
        return [mention["type"] for row in words(datasets.List(rows.features), list(rows)) for mention in row["mentions"]]

    assert types() == ["Firm", "Day", "Number"]
    labels = root / "annotations/labels.toml"
    text = labels.read_text("utf-8")
    person, firm, rest = text.index("[mention.Person]"), text.index("[mention.Firm]"), text.index("[mention.Day]")
    labels.write_text(text[:person] + text[firm:rest] + text[person:firm] + text[rest:], "utf-8")  # another order: other numbers
    assert types() == ["Firm", "Day", "Number"]


def test_columns_can_be_chosen_and_rows_filtered_while_streaming(dataset, tmp_path):
    chosen = load_dataset(str(dataset), "claims", split="train", columns=["claim", "canonical"], cache_dir=str(tmp_path))
    assert chosen.column_names == ["claim", "canonical"]
    filtered = load_dataset(
        str(dataset), "claims", split="train", streaming=True, filters=[("certainty", "==", "LIKELY")], cache_dir=str(tmp_path)
    )
    assert [row["canonical"] for row in filtered] == ["Ann sued."]


def test_the_schema_has_no_type_that_a_reader_would_change(columns):
    for config in CONFIGS:
        for column in columns[config]:
            kinds = {str(arrow_type(leaf)) for leaf in leaves(column)}
            assert {re.sub("list<.*: (.*)>", r"\1", name) for name in kinds} <= {"string", "int32", "int64", "bool"}


def leaves(column):
    if isinstance(column, Items):
        for field in flat(column.fields):
            yield from leaves(field)
    else:
        yield column


def test_contents_says_what_is_in_it(dataset, steppe):
    done = steppe("contents", dataset)
    assert done.returncode == 0, done.stderr
    assert "claims\n  train                  3 rows" in done.stdout
    assert "Traceback" not in done.stderr


def test_contents_of_a_folder_without_a_dataset(tmp_path, steppe):
    done = steppe("contents", tmp_path)
    assert done.returncode == 2
    assert "holds no dataset" in done.stderr


def test_each_column_has_a_meaning_and_each_meaning_a_column(columns):
    def paths(config, some, above=()):
        for column in some:
            path = (*above, column.name)
            yield config, path
            if isinstance(column, Items):
                yield from paths(config, flat(column.fields), path)

    there = [found for config, some in columns.items() for found in paths(config, some)]
    assert all(meaning(config, path).endswith(".") for config, path in there)
    names = {key for config, path in there for key in (".".join(path), f"{config}:{'.'.join(path)}")}
    assert set(MEANINGS) - names == set()


def test_the_card_tells_what_each_column_means(dataset, columns):
    page = (dataset / "README.md").read_text("utf-8")
    for config in CONFIGS:
        told = page.partition(f"<code>{config}</code> mean</summary>\n\n")[2].partition("\n\n</details>")[0]
        assert told.startswith("| column | type | meaning |\n")
        assert f"\n| `{columns[config][0].name}` | " in told
    assert "\n| `claims.spans` | list of struct | " in page
    assert "\n| `certainty` | label | " in page
