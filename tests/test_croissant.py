"""``croissant.json``: valid, told of the files that are there, and read by mlcroissant as the Parquet files are by pyarrow."""

import hashlib
import json
import logging
from collections import Counter

import mlcroissant
import pyarrow.parquet as pq
import pytest
import yaml
from invented import small as make_small
from making import REPOSITORY, edit, files_of, opened, texts_of

from steppe import Corpus
from steppe.build import build
from steppe.model import Article
from steppe.pages import FigureError
from steppe.settings import SettingsError, parse_settings

pytestmark = [
    # What mlcroissant asks of rdflib and of pandas will be gone there one day.
    pytest.mark.filterwarnings("ignore:.*ConjunctiveGraph:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning"),
]

READ = ("entities", "coreference", "claim_pairs")
"""The configs that mlcroissant 1.1.1 reads."""
UNREAD = ("articles", "events", "claims", "passes")
"""Those that it does not: they have lists of what has lists."""
UNPUBLISHED = '[Metadata(NAME)] Property "https://schema.org/datePublished" is recommended, but does not exist.'
HEAD = 'title = "Example"\n'


def said(folder):
    return json.loads((folder / "croissant.json").read_bytes())


def opened_by_mlcroissant(folder, caplog):
    caplog.set_level(logging.WARNING)
    found = mlcroissant.Dataset(folder / "croissant.json")
    return found, found.metadata.ctx.issues


def add(root, lines):
    """Add lines to the head of the settings."""
    file = root / "annotations/corpus.toml"
    text = file.read_text("utf-8")
    assert HEAD in text
    file.write_text(text.replace(HEAD, HEAD + lines), "utf-8")


def test_mlcroissant_has_nothing_to_object_to(small, caplog):
    add(small, 'released = "2024-03-04"\nurl = "https://example.org/example"\n')
    build(opened(small), small / "dataset")
    _, issues = opened_by_mlcroissant(small / "dataset", caplog)
    assert (issues.errors, issues.warnings) == (set(), set())
    assert caplog.messages == []


def test_mlcroissant_only_misses_a_day_before_the_first_release(dataset, caplog):
    _, issues = opened_by_mlcroissant(dataset, caplog)
    assert (issues.errors, issues.warnings) == (set(), {UNPUBLISHED.replace("NAME", "example")})


def test_mlcroissant_has_nothing_else_to_object_to_in_this_repository(caplog):
    settings = Corpus(REPOSITORY).settings
    _, issues = opened_by_mlcroissant(REPOSITORY / "dataset", caplog)
    missing = set() if settings.released else {UNPUBLISHED.replace("NAME", settings.name)}
    assert (issues.errors, issues.warnings) == (set(), missing)


def plain(value, config):
    """A value of mlcroissant as pyarrow gives it: words for bytes, names without the way to them."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(item, config) for item in value]
    if isinstance(value, dict):
        return {name.rpartition("/")[2]: plain(item, config) for name, item in value.items()}
    return value.item() if hasattr(value, "item") else value


def counted(rows):
    return Counter(json.dumps(row, sort_keys=True, default=str) for row in rows)


def compared(folder, config):
    """The rows of a config as mlcroissant reads them, and as pyarrow does; which order the files come in is nobody's promise."""
    found = mlcroissant.Dataset(folder / "croissant.json").records(config)
    there = [
        {"split": path.stem, **row}
        for path in sorted((folder / "data" / config).glob("*.parquet"))
        for row in pq.read_table(path).to_pylist()
    ]
    return counted(plain(row, config) for row in found), counted(there)


@pytest.mark.parametrize("config", READ)
def test_mlcroissant_reads_the_rows_of_the_files_and_complains_of_none(config, dataset, caplog):
    found, there = compared(dataset, config)
    assert there
    assert found == there
    assert [
        record.message for record in caplog.records if record.levelno >= logging.WARNING and "datePublished" not in record.message
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("config", READ)
def test_mlcroissant_reads_the_rows_of_this_repository(config):
    found, there = compared(REPOSITORY / "dataset", config)
    assert len(there) > 100
    assert found == there


@pytest.mark.parametrize("config", UNREAD)
def test_mlcroissant_does_not_read_lists_of_lists(config, dataset):
    # Where this fails, mlcroissant has learnt it: docs/dataset-checks.md and READ are then to be changed.
    with pytest.raises(mlcroissant.GenerationError, match="ReadFields"):
        list(mlcroissant.Dataset(dataset / "croissant.json").records(config))


def test_mlcroissant_reads_the_splits(dataset):
    rows = [plain(row, "") for row in mlcroissant.Dataset(dataset / "croissant.json").records("splits")]
    kinds = {"train": "cr:TrainingSplit", "test": "cr:TestSplit", "linked_train": "cr:TrainingSplit", "linked_test": "cr:TestSplit"}
    assert {row["name"]: row["url"] for row in rows} == kinds


def test_every_file_has_its_hash_and_size(dataset):
    told = {part["contentUrl"]: part for part in said(dataset)["distribution"] if part["@type"] == "cr:FileObject"}
    there = {name: data for name, data in files_of(dataset).items() if name.endswith(".parquet")}
    assert told.keys() == there.keys()
    for name, data in there.items():
        assert told[name]["sha256"] == hashlib.sha256(data).hexdigest()
        assert told[name]["contentSize"] == f"{len(data)} B"


def test_figures_are_filled_in(dataset):
    assert said(dataset)["rai:dataBiases"] == ["Of 4 articles, 2 are about one firm.", "Nobody is real."]
    assert said(dataset)["rai:dataCollection"] == "Invented."


def test_the_corpus_says_what_it_knows_of_itself(small):
    build(opened(small), small / "dataset")
    before = said(small / "dataset")
    assert "url" not in before
    assert "datePublished" not in before
    assert before["citeAs"] == (
        "@misc{example,\n  title = {Example},\n  author = {{The makers of examples} and Ann Example},\n  version = {1.2.3}\n}"
    )
    assert before["creator"] == [
        {"@type": "sc:Organization", "name": "The makers of examples"},
        {"@type": "sc:Person", "name": "Ann Example"},
    ]
    assert before["license"] == "https://spdx.org/licenses/CC0-1.0"
    add(small, 'released = "2024-03-04"\nurl = "https://example.org/example"\n')
    build(opened(small), small / "dataset")
    after = said(small / "dataset")
    assert (after["url"], after["datePublished"]) == ("https://example.org/example", "2024-03-04")
    assert after["citeAs"].endswith("  year = {2024},\n  version = {1.2.3},\n  url = {https://example.org/example}\n}")


def test_the_makers_are_those_that_are_to_be_cited():
    cited = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))["authors"]
    names = [who.get("name") or f"{who['given-names']} {who['family-names']}" for who in cited]
    assert [who.name for who in Corpus(REPOSITORY).settings.creator] == names


def test_a_licence_of_its_own_is_told_by_name(small):
    file = small / "annotations/corpus.toml"
    file.write_text(file.read_text("utf-8").replace('licence = "CC0-1.0"', 'licence = "LicenseRef-Ours"'), "utf-8")
    build(opened(small), small / "dataset")
    assert said(small / "dataset")["license"] == "LicenseRef-Ours"
    assert "license: other\nlicense_name: ours\n" in (small / "dataset/README.md").read_text("utf-8")


def test_a_corpus_that_says_nothing_of_itself(small):
    file = small / "annotations/corpus.toml"
    file.write_text(file.read_text("utf-8").split("[[creator]]")[0].replace('tags = ["example"]', ""), "utf-8")
    build(opened(small), small / "dataset")
    told = said(small / "dataset")
    assert not [key for key in told if key in ("creator", "keywords") or key.startswith("rai:")]
    assert told["conformsTo"] == ["http://mlcommons.org/croissant/1.1"]


def test_one_tag_is_one_keyword(small):
    file = small / "annotations/corpus.toml"
    file.write_text(file.read_text("utf-8").replace('tags = ["example"]', 'tags = "example"'), "utf-8")
    build(opened(small), small / "dataset")
    assert said(small / "dataset")["keywords"] == ["example"]


@pytest.mark.parametrize("path", ["count layers.tales", "count layers", "agreement ann+bo.1.articles"])
def test_a_figure_that_there_is_not_is_refused_and_nothing_is_built(path, small, steppe):
    file = small / "annotations/corpus.toml"
    file.write_text(file.read_text("utf-8").replace('Invented."', f'It has {{{path}}} of them."'), "utf-8")
    with pytest.raises(FigureError):
        build(opened(small), small / "dataset")
    assert not (small / "dataset").exists()
    done = steppe("build", "--corpus", small)
    kind = path.split(" ")[0]
    says = f"Error: annotations/corpus.toml: responsible.dataCollection: there is no {path}; {'counts' if kind == 'count' else kind}.json has them"
    assert (done.returncode, done.stderr) == (1, f"{says}; nothing was built\n")


@pytest.mark.parametrize("day", ["2024-3-4", "20240304", "yesterday", "2024-02-30", "2024"])
def test_a_day_of_release_is_a_day(day):
    data = (REPOSITORY / "tests/example/corpus.toml").read_text("utf-8").replace(HEAD, f'{HEAD}released = "{day}"\n')
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        parse_settings(data.encode())


def test_a_term_that_rai_does_not_have_is_refused():
    data = (REPOSITORY / "tests/example/corpus.toml").read_text("utf-8") + 'dataColection = "Invented."\n'
    with pytest.raises(SettingsError, match="unknown field `dataColection`"):
        parse_settings(data.encode())


def test_a_hydrated_dataset_tells_its_own_files(small, steppe, tmp_path):
    out = tmp_path / "out"
    assert steppe("hydrate", "--corpus", small, "--texts", texts_of(small), "--out", out).returncode == 0
    told = {part["@id"]: part.get("sha256") for part in said(out)["distribution"]}
    build(opened(small), small / "dataset")
    plain_ = {part["@id"]: part.get("sha256") for part in said(small / "dataset")["distribution"]}
    assert told.keys() == plain_.keys()
    assert {name for name in told if told[name] != plain_[name]} >= {"data/articles/linked_train.parquet"}


def test_another_mark_is_another_hash(tmp_path):
    root = make_small(tmp_path / "corpus")
    build(opened(root), root / "dataset")
    before = said(root / "dataset")["distribution"]
    edit(root / "annotations/gold/open-acme.jsonl", at=Article.__struct_config__.tag, publisher="Up")
    build(opened(root), root / "dataset")
    differing = {one["@id"] for one, two in zip(before, said(root / "dataset")["distribution"], strict=True) if one != two}
    assert "data/articles/train.parquet" in differing
    assert "data/articles/test.parquet" not in differing
