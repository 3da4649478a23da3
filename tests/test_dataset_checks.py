"""Checks of a built dataset: nothing in what a build writes, and every fault that is planted."""

import json
import re
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from making import REPOSITORY, files_of, opened, texts_of

from steppe import Corpus
from steppe.pages import check
from steppe.pages.checks import card
from steppe.pages.checks.croissant import Croissant
from steppe.pages.checks.front import Front
from steppe.pages.checks.leaves import differences, of_features, of_schema
from steppe.pages.checks.tables import Tables
from steppe.table import feature, features
from steppe.table.columns import schema

CLAIMS = "data/claims/train.parquet"
CARD, CROISSANT = "README.md", "croissant.json"


@pytest.fixture
def copy(dataset, tmp_path):
    return shutil.copytree(dataset, tmp_path / "dataset")


def swapped(file, old, new, count=1):
    """Plant a fault by replacing words."""

    def plant(folder):
        text = (folder / file).read_text("utf-8")
        assert old in text, "the fault is not where it should go"
        (folder / file).write_text(text.replace(old, new, count), "utf-8")

    return plant


def told(change):
    """Plant a fault in croissant.json."""

    def plant(folder):
        data = json.loads((folder / CROISSANT).read_bytes())
        change(data)
        (folder / CROISSANT).write_text(json.dumps(data, indent=1), "utf-8")

    return plant


def part(data, node):
    return next(found for found in data["distribution"] if found["@id"] == node)


def field(data, *way):
    """A field by the names that lead to it."""
    found = next(record for record in data["recordSet"] if record["@id"] == way[0])
    for number in range(1, len(way)):
        found = next(one for one in found["field" if number == 1 else "subField"] if one["@id"] == "/".join(way[: number + 1]))
    return found


def dropped(data, *way):
    parent = field(data, *way[:-1])
    key = "field" if len(way) == 2 else "subField"
    parent[key] = [one for one in parent[key] if one["@id"] != "/".join(way)]


def table(change):
    """Plant a fault in a Parquet file."""

    def plant(folder):
        pq.write_table(change(pq.read_table(folder / CLAIMS)), folder / CLAIMS)

    return plant


def recast(rows):
    return rows.set_column(rows.column_names.index("entailed"), "entailed", rows["entailed"].cast(pa.string()))


FAULTS = {
    # the card
    "no-card": (lambda folder: (folder / CARD).unlink(), CARD, "is not there"),
    "no-metadata": (swapped(CARD, "---\n", ""), CARD, "has no metadata in front"),
    "metadata-that-do-not-end": (swapped(CARD, "\n---\n", "\n"), CARD, "has no metadata in front"),
    "no-yaml": (swapped(CARD, "license: cc0-1.0", "license: [cc0-1.0"), CARD, "the metadata cannot be read"),
    "metadata-that-are-a-list": (lambda folder: (folder / CARD).write_text("---\n- a\n---\n", "utf-8"), CARD, "no keys with values"),
    "a-key-twice": (swapped(CARD, "license: cc0-1.0", "license: cc0-1.0\nlicense: mit"), CARD, "has the key 'license' again"),
    "a-key-twice-deep-inside": (swapped(CARD, "  default: true", "  default: true\n  default: false"), CARD, "has the key 'default' again"),
    "an-alias": (swapped(CARD, "tags:\n- example", "tags: &a\n- example\nsource_datasets: *a"), CARD, "an alias leads here"),
    "an-alias-of-itself": (swapped(CARD, "tags:\n- example", "tags: &a\n- *a"), CARD, "an alias leads here"),
    "unknown-licence": (
        swapped(CARD, "license: cc0-1.0", "license: cc0"),
        CARD,
        "license has 'cc0'; it should be one of 69 words, and nearest is cc0-1.0",
    ),
    "unknown-language": (swapped(CARD, "- en\n", "- english\n"), CARD, "language has 'english'; it should be a code of ISO 639-3"),
    "a-language-that-is-no": (swapped(CARD, "- en\n", "- no\n"), CARD, "language has False, which is no word; put it in quotation marks"),
    "unknown-annotations-creators": (swapped(CARD, "- expert-generated", "- experts"), CARD, "annotations_creators has 'experts'"),
    "unknown-size": (swapped(CARD, "- n<1K", "- n<100"), CARD, "size_categories has 'n<100'"),
    "unknown-key": (swapped(CARD, "tags:", "keywords:"), CARD, "the key 'keywords' means nothing to the Hub"),
    "no-default": (swapped(CARD, "  default: true\n", ""), CARD, "has no default config"),
    "two-defaults": (
        swapped(CARD, "config_name: events", "config_name: events\n  default: true"),
        CARD,
        "several default configs, articles, events",
    ),
    "a-config-that-is-no-config": (swapped(CARD, "  default: true", "  default: maybe"), CARD, "configs[0].default: expected `bool`"),
    "a-config-not-described": (
        swapped(CARD, "config_name: events", "config_name: event"),
        CARD,
        "configs has 'event', which dataset_info has not",
    ),
    "a-config-twice": (swapped(CARD, "config_name: events", "config_name: entities"), CARD, "configs has 'entities' twice"),
    "two-versions": (swapped(CARD, "version: 1.2.3", "version: 1.2.4"), CARD, "configs have different versions"),
    "no-version": (swapped(CARD, "  version: 1.2.3\n", ""), CARD, "articles has no version and fingerprint"),
    "no-fingerprint": (swapped(CARD, "description: sha256:", "description: md5:"), CARD, "articles has no version and fingerprint"),
    "a-split-twice": (swapped(CARD, "- split: test", "- split: train"), CARD, "articles has the split 'train' twice"),
    "a-file-of-nothing": (
        swapped(CARD, f"path: {CLAIMS}", "path: data/claims/training.parquet"),
        CARD,
        "no file in the folder is called so",
    ),
    "a-pattern-of-nothing": (
        swapped(CARD, f"path: {CLAIMS}", "path: data/claims/training-*.parquet"),
        CARD,
        "no file in the folder is called so",
    ),
    "a-pattern-that-leads-out": (
        swapped(CARD, f"path: {CLAIMS}", f"path: ../dataset/{CLAIMS}"),
        CARD,
        "no file in the folder is called so",
    ),
    "a-pattern-that-is-none": (swapped(CARD, f"path: {CLAIMS}", "path: data/**claims"), CARD, "no file in the folder is called so"),
    "another-number-of-rows": (swapped(CARD, "num_examples: 3", "num_examples: 4"), CARD, "rows of the split"),
    "a-split-not-counted": (
        swapped(CARD, "  - name: linked_train\n", "  - name: linked_trein\n"),
        CARD,
        "tells no number of rows of the split linked_train",
    ),
    "a-split-counted-of-no-file": (
        swapped(CARD, "  - name: linked_train\n", "  - name: linked_trein\n"),
        CARD,
        "'linked_trein', which has no files",
    ),
    "a-feature-too-many": (
        swapped(CARD, "  - name: paragraph\n", "  - name: more\n    dtype: string\n  - name: paragraph\n"),
        CARD,
        "has more (string), which is not",
    ),
    "a-feature-of-another-type": (
        swapped(CARD, "name: length\n    dtype: int32", "name: length\n    dtype: int64"),
        CARD,
        "has length as int64; it is int32",
    ),
    "a-feature-told-otherwise": (
        swapped(CARD, "name: length\n    dtype: int32", "name: length\n    sequence: int32"),
        CARD,
        "tells length as {'sequence'",
    ),
    "a-feature-twice": (
        swapped(CARD, "- name: publisher\n    dtype: string", "- name: article\n    dtype: string"),
        CARD,
        "has article twice",
    ),
    "labels-that-are-misnumbered": (
        swapped(CARD, "          '1': LINKED", "          '2': LINKED"),
        CARD,
        "has labels of tier that are not numbered",
    ),
    "labels-that-are-alike": (
        swapped(CARD, "          '1': LINKED", "          '1': FREE"),
        CARD,
        "has labels of tier that are not numbered",
    ),
    # the files
    "a-loading-script": (
        lambda folder: (folder / f"{folder.name}.py").write_text("", "utf-8"),
        "dataset.py",
        "takes it for a loading script",
    ),
    "a-file-that-is-gone": (lambda folder: (folder / CLAIMS).unlink(), CROISSANT, "there is no such Parquet file"),
    "a-file-too-many": (
        lambda folder: shutil.copy(folder / CLAIMS, folder / "data/more.parquet"),
        "data/more.parquet",
        "no config of the card has this file",
    ),
    "a-file-that-is-none": (lambda folder: (folder / CLAIMS).write_bytes(b"PAR1"), CLAIMS, "cannot be read as Parquet"),
    "a-column-that-is-gone": (
        table(lambda rows: rows.drop_columns(["paragraph"])),
        CARD,
        "claims has paragraph (string), which is not in the files",
    ),
    "a-column-too-many": (table(lambda rows: rows.append_column("more", rows["claim"])), CARD, "claims lacks more (string)"),
    "a-column-of-another-type": (table(recast), CARD, "claims has entailed as bool; it is string"),
    "a-row-too-few": (table(lambda rows: rows.slice(1)), CARD, "tells 3 rows of the split train; the files have 2"),
    # croissant.json
    "no-croissant": (lambda folder: (folder / CROISSANT).unlink(), CROISSANT, "is not there"),
    "no-json": (swapped(CROISSANT, "{", ""), CROISSANT, "cannot be read"),
    "json-that-nests-too-deep": (lambda folder: (folder / CROISSANT).write_text("[" * 100_000, "utf-8"), CROISSANT, "cannot be read"),
    "another-specification": (told(lambda data: data["conformsTo"].pop(0)), CROISSANT, "it should be http://mlcommons.org/croissant/1.1"),
    "wrong-hash": (
        told(lambda data: part(data, CLAIMS).update(sha256="0" * 64)),
        CROISSANT,
        f"{CLAIMS} has the sha256 0000000000000000...; that of",
    ),
    "no-hash": (told(lambda data: part(data, CLAIMS).pop("sha256")), CROISSANT, f"{CLAIMS} has the sha256 of nothing"),
    "wrong-size": (told(lambda data: part(data, CLAIMS).update(contentSize="7 B")), CROISSANT, "has the size '7 B'"),
    "a-file-not-told-of": (
        told(lambda data: data["distribution"].remove(part(data, CLAIMS))),
        CROISSANT,
        f"has no FileObject for {CLAIMS}",
    ),
    "a-file-elsewhere": (told(lambda data: part(data, CLAIMS).update(contentUrl="claims.parquet")), CROISSANT, "leads to 'claims.parquet'"),
    "a-glob-of-nothing": (
        told(lambda data: part(data, "data/claims").update(includes="data/claim/*.parquet")),
        CROISSANT,
        "data/claims includes 'data/claim/*",
    ),
    "an-id-twice": (
        told(lambda data: field(data, "claims", "claim").update({"@id": "claims/mode"})),
        CROISSANT,
        "claims/mode is the id of 2 nodes",
    ),
    "a-missing-field": (told(lambda data: dropped(data, "claims", "canonical")), CROISSANT, "claims lacks canonical (string)"),
    "a-missing-field-inside": (
        told(lambda data: dropped(data, "claims", "answers", "low")),
        CROISSANT,
        "claims lacks answers[].low (int64)",
    ),
    "a-field-too-many": (
        told(lambda data: field(data, "claims")["field"].append({**field(data, "claims", "mode"), "@id": "claims/mood"})),
        CROISSANT,
        "claims has mood (string), which is not in the files",
    ),
    "a-field-of-another-type": (
        told(lambda data: field(data, "claims", "mode").update(dataType="cr:Int32")),
        CROISSANT,
        "claims has mode as int32; it is string",
    ),
    "a-field-of-no-type": (
        told(lambda data: field(data, "claims", "mode").update(dataType="sc:Mood")),
        CROISSANT,
        "has the data type 'sc:Mood'",
    ),
    "a-list-that-is-none": (
        told(lambda data: field(data, "claims", "derived_from").update(isArray=False)),
        CROISSANT,
        "claims lacks derived_from[] (string)",
    ),
    "a-field-of-another-column": (
        told(lambda data: field(data, "claims", "mode")["source"]["extract"].update(column="claim")),
        CROISSANT,
        "claims/mode takes claim; it should be mode",
    ),
    "a-way-that-leads-elsewhere": (
        told(lambda data: field(data, "claims", "answers", "low")["source"]["transform"][0].update(jsonPath="high")),
        CROISSANT,
        "claims/answers/low takes answers then high; it should be answers then low",
    ),
    "a-field-without-a-source": (told(lambda data: field(data, "claims", "mode").pop("source")), CROISSANT, "claims/mode has no source"),
    "a-field-of-another-table": (
        told(lambda data: field(data, "claims", "mode")["source"].update(fileSet={"@id": "data/events"})),
        CROISSANT,
        "claims takes its columns from data/claims, data/events",
    ),
    "a-misplaced-field": (
        told(lambda data: field(data, "claims", "mode").update({"@id": "events/mood"})),
        CROISSANT,
        "events/mood stands under claims",
    ),
    "a-missing-record-set": (
        told(lambda data: data["recordSet"].remove(field(data, "claims"))),
        CROISSANT,
        "has no record set for the config 'claims'",
    ),
    "a-record-set-too-many": (
        told(lambda data: data["recordSet"].append({"@type": "cr:RecordSet", "@id": "more", "field": []})),
        CROISSANT,
        "more is a record set, and no config",
    ),
    "a-missing-split": (
        told(lambda data: field(data, "splits")["data"].pop()),
        CROISSANT,
        "splits has the splits linked_train, test, train",
    ),
    "no-splits": (told(lambda data: data["recordSet"].remove(field(data, "splits"))), CROISSANT, "has 0 record sets of the type cr:Split"),
}


@pytest.mark.parametrize(("plant", "file", "says"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(plant, file, says, copy):
    assert check(copy) == []
    plant(copy)
    found = check(copy)
    named = [flaw for flaw in found if flaw.file == file and says in flaw.message]
    assert named, [str(flaw) for flaw in found]
    assert all("\n" not in str(flaw) for flaw in found)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("unknown-licence", "license: cc0"),
        ("unknown-language", "language:"),
        ("two-defaults", "configs:"),
        ("a-pattern-of-nothing", "  - split: train"),
        ("a-key-twice", "license: mit"),
        ("wrong-hash", f'   "@id": "{CLAIMS}",'),
        ("a-field-of-no-type", '     "@id": "claims/mode",'),
    ],
)
def test_a_fault_is_told_with_its_line(fault, line, copy):
    plant, file, says = FAULTS[fault]
    plant(copy)
    (flaw,) = [flaw for flaw in check(copy) if says in flaw.message]
    assert (copy / file).read_text("utf-8").split("\n")[flaw.line - 1] == line
    assert str(flaw).startswith(f"{file}:{flaw.line}: ")


def test_nothing_is_found_in_what_a_build_wrote(dataset, corpus):
    declared = opened(corpus)
    assert check(dataset, (declared.labels, declared.settings)) == []


def test_nothing_is_found_in_the_dataset_of_this_repository():
    corpus = Corpus(REPOSITORY)
    assert [str(flaw) for flaw in check(REPOSITORY / "dataset", (corpus.labels, corpus.settings))] == []


def test_nothing_is_found_in_a_hydrated_dataset(small, inside, tmp_path):
    assert inside("hydrate", "--corpus", small, "--texts", texts_of(small), "--out", tmp_path / "out").exit_code == 0
    assert check(tmp_path / "out") == []


def test_a_dataset_of_other_labels_is_not_that_of_the_corpus(small, copy):
    labels = small / "annotations/labels.toml"
    text = labels.read_text("utf-8")
    assert "[certainty.OPEN]" in text
    labels.write_text(text.replace("[certainty.OPEN]", '[certainty.HALF]\ndefinition = "Half sure."\n[certainty.OPEN]'), "utf-8")
    corpus = opened(small)
    found = [flaw.message for flaw in check(copy, (corpus.labels, corpus.settings))]
    says = "claims has other features than the corpus declares (certainty); run `steppe build`"
    assert says in found
    assert check(copy) == []


def test_a_dataset_of_another_version_is_not_that_of_the_corpus(small, copy):
    file = small / "annotations/corpus.toml"
    file.write_text(file.read_text("utf-8").replace('version = "1.2.3"', 'version = "1.3.0"'), "utf-8")
    corpus = opened(small)
    found = {flaw.message for flaw in check(copy, (corpus.labels, corpus.settings))}
    assert "articles has the version '1.2.3'; corpus.toml has 1.3.0; run `steppe build`" in found
    assert len(found) == 7


def test_the_command_tells_faults_and_fails(copy, small, inside):
    done = inside("contents", "--check", "--corpus", small, copy)
    assert (done.exit_code, done.stderr) == (0, f"no fault in {copy}\n")
    assert "claims\n  train                  3 rows" in done.stdout
    FAULTS["wrong-hash"][0](copy)
    FAULTS["two-defaults"][0](copy)
    before = files_of(copy)
    done = inside("contents", "--check", copy)
    assert (done.exit_code, done.stderr) == (1, f"Error: 2 faults in {copy}\n")
    assert re.fullmatch(r"README\.md:\d+: has several .*\ncroissant\.json:\d+: data/claims/train.parquet has the sha256 .*\n", done.stdout)
    assert files_of(copy) == before


def test_a_corpus_is_given_for_a_check_only(dataset, corpus, inside):
    done = inside("contents", dataset, "--corpus", corpus)
    assert (done.exit_code, done.output) == (2, "Error: --corpus is what --check compares with; give both or none\n")


def test_leaves_of_features_are_those_of_the_schema(corpus):
    there = opened(corpus)
    for columns in features(there.labels, there.settings).values():
        leaves = of_schema(schema(columns))
        assert of_features([feature(column) for column in columns]) == leaves
        assert differences(leaves, leaves) == []


KINDS = st.sampled_from(["string", "int32", "int64", "bool"])
NAMES = st.text("abc", min_size=1, max_size=2)


@given(st.dictionaries(NAMES, KINDS), st.dictionaries(NAMES, KINDS))
def test_tellings_differ_if_and_only_if_their_leaves_do(one, two):
    assert (differences(one, two) == []) == (one == two)
    assert len(differences(one, two)) == len(differences(two, one))


@given(st.text())
def test_any_text_is_a_card_or_says_why_not(text):
    for page in (text, f"---\n{text}\n---\n"):
        front = Front(page)
        assert front.flaws or isinstance(front.metadata, dict)
        assert all(flaw.line >= 1 for flaw in front.flaws)
        assert front.line("configs", 0, "default") >= 1


JUNK = st.sampled_from([None, 7, "", "data/**x", [], [7], {}, {"@id": 7}, "../x", True])


def ways(data, way=()):
    """Every way into a tree of lists and dicts."""
    yield way
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from ways(value, (*way, key))


def replaced(data, way, value):
    if not way:
        return value
    copied = dict(data) if isinstance(data, dict) else list(data)
    copied[way[0]] = replaced(data[way[0]], way[1:], value)
    return copied


@pytest.fixture(scope="session")
def trees(dataset):
    """croissant.json and the metadata of the card, each with all ways into it."""
    croissant = json.loads((dataset / CROISSANT).read_bytes())
    metadata = yaml.safe_load((dataset / CARD).read_text("utf-8").split("---\n")[1])
    return (croissant, list(ways(croissant))), (metadata, list(ways(metadata))[1:])


@pytest.mark.slow
@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])  # to shrink an example would take minutes
@given(st.data())
def test_whatever_stands_in_the_place_of_a_value_is_borne(dataset, trees, data):
    # A check that broke off would say nothing of all the rest.
    changed = [replaced(tree, there[data.draw(st.integers(0, len(there) - 1))], data.draw(JUNK)) for tree, there in trees]
    tables = Tables(dataset)
    croissant = Croissant(json.dumps(changed[0]).encode())
    if croissant.told is not None:
        found = [*croissant.of_files(croissant.told, tables), *croissant.of_record_sets(croissant.told, tables, {"claims": {"train"}})]
        assert all(map(str, found))
    else:
        assert croissant.flaws
    front = Front(f"---\n{yaml.safe_dump(changed[1])}---\n\n")
    assert all(map(str, card.of_words(front)))
    told_of, flaws = card.read(front)
    assert (told_of is None) == bool(flaws)
    if told_of is not None:
        assert all(map(str, [*card.of_configs(told_of, front, tables), *card.of_tables(told_of, front, tables)]))
