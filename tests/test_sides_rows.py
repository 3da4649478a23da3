"""Sides in the form of the dataset: every config, and every file that the `datasets` library and pandas write of it."""

import json
import shutil

import datasets
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasets import load_dataset
from hypothesis import given
from hypothesis import strategies as st
from invented import ACME, ANN, BO, BOLT, FIRED, SOLD
from making import opened
from siding import all_of, gold, marks_of

from steppe.model import Claim, Mention, Piece, Trigger, Zone
from steppe.sides import SideError, open_side
from steppe.sides.arrow import values_of
from steppe.sides.words import inventories, told
from steppe.table.columns import feature
from steppe.table.writer import features

datasets.disable_progress_bars()
WRITTEN = ("articles.parquet", "saved", "dict", "rows.jsonl", "rows.json", "pandas.jsonl", "pandas.parquet", "pushed")


@pytest.fixture(scope="module")
def labels(corpus):
    return opened(corpus).labels


@pytest.fixture(scope="module")
def settings(corpus):
    return opened(corpus).settings


@pytest.fixture(scope="module")
def read(labels, settings):
    """Opens a side with the labels at hand."""
    return lambda path, **more: open_side(str(path), **({"labels": labels, "settings": settings} | more))


@pytest.fixture(scope="module")
def written(dataset, tmp_path_factory):
    """For each config, a folder with the train split in every way that the libraries write it, and all splits in two."""
    home = tmp_path_factory.mktemp("written")
    for config in ("articles", "entities", "events", "claims", "coreference", "claim_pairs", "passes"):
        loaded = load_dataset(str(dataset), config, cache_dir=str(home / "cache"))
        here, train = home / config, loaded["train"]
        here.mkdir()
        train.to_parquet(str(here / "articles.parquet"))
        train.save_to_disk(str(here / "saved"))
        loaded.save_to_disk(str(here / "dict"))
        train.to_json(str(here / "rows.jsonl"))
        train.to_json(str(here / "rows.json"), lines=False)
        train.to_pandas().to_json(str(here / "pandas.jsonl"), orient="records", lines=True)
        train.to_pandas().to_parquet(str(here / "pandas.parquet"))
        for split, rows in loaded.items():
            (here / "pushed" / config).mkdir(parents=True, exist_ok=True)
            shards = min(2, len(rows))
            for shard in range(shards):
                rows.shard(shards, shard).to_parquet(str(here / "pushed" / config / f"{split}-{shard:05}-of-{shards:05}.parquet"))
    return home


def test_a_dataset_says_what_its_corpus_says(corpus, dataset, labels, read):
    side = read(dataset)
    assert (side.form, side.layers) == ("dataset", gold(corpus).layers | {"link"}), "there is a column for links, though it is empty"
    assert all_of(side) == all_of(gold(corpus))
    assert sorted(side.pairs(labels), key=repr) == sorted(gold(corpus).pairs(labels), key=repr)
    assert side.read("open-acme").text == gold(corpus).read("open-acme").text
    ours, theirs = side.read("open-acme").article, gold(corpus).read("open-acme").article
    assert ours == msgspec.structs.replace(theirs, retells=()), "what an article retells is in no column"


def test_a_split_of_a_dataset_is_that_of_the_corpus(corpus, dataset, labels, read):
    for split in ("train", "linked_test"):
        assert all_of(read(dataset, split=split)) == all_of(gold(corpus, split=split))
        assert read(dataset, split=split).pairs(labels) == []
    assert read(dataset / "data" / "claim_pairs", split="train").pairs(labels), "read alone, pairs have a split of their own"
    with pytest.raises(SideError) as error:
        read(dataset, split="dev")
    assert str(error.value) == f"{dataset}: there is no split 'dev'; there are linked_test, linked_train, test, train"


@pytest.mark.parametrize("way", WRITTEN)
def test_articles_are_the_same_however_they_were_written(way, corpus, written, read):
    more = {"split": "train"} if way in {"dict", "pushed"} else {}
    side = read(written / "articles" / way, **more)
    assert all_of(side) == {"open-acme": marks_of(gold(corpus).read("open-acme"))}
    assert side.layers == gold(corpus).layers - {"relation"} | {"link"}


KINDS = {"entities": (Mention,), "coreference": (Mention, Trigger), "events": (Trigger,), "claims": (Claim,)}
LAYERS = {
    "entities": {"mention", "coreference"},
    "events": {"trigger", "argument", "coreference"},
    "claims": {"claim"},
    "coreference": {"coreference"},
    "claim_pairs": {"relation"},
}


def known_by(config, mark):
    """A mark of gold as the rows of a config have it; None where they have it not."""
    if config == "claims":
        via = tuple(msgspec.structs.replace(one, by="") for one in mark.via)
        return msgspec.structs.replace(mark, by="", via=via)
    if config == "coreference" and mark.refers_to:
        nothing = {"level": "", "value": ""} if isinstance(mark, Mention) else {"polarity": "", "modality": "", "arguments": ()}
        return msgspec.structs.replace(mark, **nothing)
    return mark if config in {"entities", "events"} else None


def sources(document):
    """Where the source of each claim stands, and those of its chain, with what they refer to."""

    def place(mention):
        mark = document.mention_of.get(mention)
        return mark and (mark.start, mark.end, mark.refers_to)

    return [(place(claim.by), [place(via.by) for via in claim.via]) for claim in document.claims]


def fillers(document):
    """Where the filler of each argument stands."""
    there = document.mention_of | document.trigger_of
    return [(mark.role, there[mark.filler].start, there[mark.filler].end) for trigger in document.triggers for mark in trigger.arguments]


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("config", KINDS)
def test_each_config_gives_the_marks_that_it_has(config, way, corpus, written, read):
    side = read(written / config / way)
    names = gold(corpus).names if way in {"dict", "pushed"} else ["open-acme"]
    wanted = {name: [known_by(config, mark) for mark in marks_of(gold(corpus).read(name), *KINDS[config])] for name in names}
    found = {name: marks_of(side.read(name), *KINDS[config]) for name in side.names}
    if config == "claims":
        found = {name: [known_by(config, mark) for mark in marks] for name, marks in found.items()}
    assert found == {name: [mark for mark in marks if mark] for name, marks in wanted.items()}
    assert side.layers == LAYERS[config]
    for name in names:
        if config in {"events", "claims"}:
            placed = fillers if config == "events" else sources
            assert placed(side.read(name)) == placed(gold(corpus).read(name))


@pytest.mark.parametrize("way", WRITTEN)
def test_claim_pairs_are_the_same_however_they_were_written(way, corpus, labels, written, read):
    side = read(written / "claim_pairs" / way)
    found, wanted = side.pairs(labels), gold(corpus).pairs(labels)
    if way not in {"dict", "pushed"}:
        wanted = [pair for pair in wanted if pair.event != SOLD]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)
    assert side.layers == LAYERS["claim_pairs"]
    assert list(side.names) == sorted({claim.split("/")[0] for pair in wanted for claim in (pair.a, pair.b)})
    assert side.read("open-acme").marks == []


def test_pairs_of_a_symmetric_relation_have_no_direction(tmp_path, labels, read):
    row = {"facet": "DAY", "event": "v", "a_article": "b", "a_claim": "c-2", "b_article": "a", "b_claim": "c-3"}
    (tmp_path / "p.jsonl").write_text(
        json.dumps(row | {"relation": "SAME"}) + "\n" + json.dumps(row | {"relation": "NEWER", "facet": "COUNT"})
    )
    one, two = read(tmp_path / "p.jsonl").pairs(labels)
    symmetric = {name for name, label in labels.relation.items() if label.symmetric}
    assert "SAME" in symmetric
    assert (one.a, one.b, one.basis) == ("a/c-3", "b/c-2", "JUDGED"), "turned about, and with the default basis"
    assert (two.a, two.b) == ("b/c-2", "a/c-3")


@pytest.mark.parametrize("way", WRITTEN)
def test_passes_are_those_of_one_annotator(way, corpus, written, read):
    side = read(f"{written / 'passes' / way}#bo")
    names = ["link-acme", "open-acme"] if way in {"dict", "pushed"} else ["open-acme"]
    assert all_of(side) == {name: marks_of(gold(corpus, "bo").read(name)) for name in names}
    assert [done.annotator for done in side.read("open-acme").passes] == ["bo"]
    with pytest.raises(SideError, match=r"there are no passes of 'ann'; there are those of bo$"):
        read(f"{written / 'passes' / way}#ann")


def test_what_holds_no_passes_has_those_of_nobody(dataset, tmp_path, read):
    for path in (dataset / "data" / "claims", dataset / "data" / "articles" / "train.parquet"):
        with pytest.raises(SideError) as error:
            read(f"{path}#bo")
        assert str(error.value) == f"{path}#bo: there are no passes of 'bo'; it holds none"


def test_what_stands_in_two_files_of_a_dataset_is_told(dataset, tmp_path, read):
    for name in ("train", "test"):
        shutil.copy(dataset / "data" / "articles" / "train.parquet", tmp_path / f"{name}.parquet")
    with pytest.raises(SideError) as error:
        read(tmp_path)
    again = f"{tmp_path}/train.parquet: row 0: the article 'open-acme' stands already at row 0 of {tmp_path}/test.parquet"
    assert str(error.value) == f"{again}; it should stand once"


def test_passes_of_several_annotators_ask_whose_are_meant(dataset, tmp_path, read):
    assert list(read(f"{dataset}#bo").names) == ["link-acme", "open-acme"]
    table = pq.read_table(dataset / "data/passes/train.parquet")
    other = table.set_column(table.schema.get_field_index("annotator"), "annotator", pa.array(["ann"]))
    pq.write_table(pa.concat_tables([table, other]), tmp_path / "p.parquet")
    with pytest.raises(SideError) as error:
        read(tmp_path / "p.parquet")
    assert str(error.value) == f"{tmp_path}/p.parquet: there are passes of ann and bo; name whose are meant, as {tmp_path}/p.parquet#ann"
    one, two = (read(f"{tmp_path}/p.parquet#{who}") for who in ("ann", "bo"))
    assert all_of(one) == all_of(two)
    assert one.fingerprint != two.fingerprint


def test_configs_of_single_layers_go_together(corpus, dataset, tmp_path, read):
    for config in ("entities", "events", "coreference"):
        shutil.copytree(dataset / "data" / config, tmp_path / config)
    side = read(tmp_path)
    assert side.layers == {"mention", "trigger", "argument", "coreference"}
    assert all_of(side) == all_of(gold(corpus), Mention, Trigger)


def test_arguments_without_the_place_of_their_fillers_are_left_out(tmp_path, read):
    trigger = {"id": "t-2", "start": 5, "end": 10, "type": "Dismissal"}
    row = {"article": "a", "sentence": 0, "triggers": [trigger | {"arguments": [{"role": "Boss", "filler": "m-2", "type": "Firm"}]}]}
    file = tmp_path / "e.jsonl"
    file.write_text(json.dumps(row))
    assert (read(file).layers, read(file).read("a").triggers[0].arguments) == ({"trigger"}, ())
    for filler in ({"filler": "m-2"}, {}):
        placed = [
            {"role": "Boss", "type": "Firm", "start": 0, "end": 4} | filler,
            {"role": "Hirer", "type": "Firm", "start": 0, "end": 4} | filler,
        ]
        file.write_text(json.dumps(row | {"triggers": [trigger | {"arguments": placed}]}))
        side = read(file)
        assert side.layers == {"trigger", "argument"}
        document = side.read("a")
        assert [(mark.start, mark.end, mark.type) for mark in document.mentions] == [(0, 4, "Firm")]
        assert {argument.filler for argument in document.triggers[0].arguments} == {document.mentions[0].id}


def test_rows_of_a_system_need_neither_ids_nor_labels_of_all_kinds(tmp_path):
    rows = [
        {"article": "a", "mentions": [{"start": 0, "end": 4, "type": "Firm"}, {"start": 11, "end": 14, "type": "Person"}]},
        {"article": "b", "mentions": []},
    ]
    (tmp_path / "m.jsonl").write_text("\n".join(map(json.dumps, rows)))
    side = open_side(str(tmp_path / "m.jsonl"))
    assert [(mark.id, mark.start, mark.type) for mark in side.read("a").mentions] == [("m-000001", 0, "Firm"), ("m-000002", 11, "Person")]
    assert (list(side.names), side.layers, side.read("a").article.length) == (["a", "b"], {"mention"}, 14)
    rows = [{"article": "a", "spans": [{"start": 0, "end": 4}]}, {"article": "a", "spans": [{"start": 5, "end": 9}], "certainty": "SURE"}]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    claims = open_side(str(tmp_path / "c.jsonl")).read("a").claims
    assert [(claim.id, claim.spans, claim.certainty) for claim in claims] == [
        ("c-000001", (Piece(start=0, end=4),), ""),
        ("c-000002", (Piece(start=5, end=9),), "SURE"),
    ]


def test_labels_left_unsaid_are_those_of_the_corpus(tmp_path, labels):
    rows = {"article": "a", "triggers": [{"start": 0, "end": 4, "type": "Sale", "polarity": "POS", "modality": "MAYBE"}]}
    (tmp_path / "t.jsonl").write_text(json.dumps(rows))
    (trigger,) = open_side(str(tmp_path / "t.jsonl"), labels=labels).read("a").triggers
    assert (trigger.polarity, trigger.modality) == ("", "MAYBE"), "POS is the default"
    (trigger,) = open_side(str(tmp_path / "t.jsonl")).read("a").triggers
    assert trigger.polarity == "POS", "without labels nobody knows"


def test_rows_let_one_know_entries_with_their_names(dataset, read):
    registry = read(dataset / "data" / "coreference").registry
    assert {registry.entity[id_].type for id_ in (ANN, ACME, BO, BOLT)} == {"Person", "Firm"}
    assert (registry.name(ANN), registry.name(FIRED)) == ("Ann", "Ann is fired")
    registry = read(dataset / "data" / "claims").registry
    assert (registry.name(ACME), registry.name(SOLD), registry.event[SOLD].incident) == ("Acme", "Bolt sells its caf\u00e9", "bolt")
    registry = read(dataset / "data" / "entities").registry
    assert (registry.name(ANN), registry.entity[ANN].type) == ("", "Person"), "no column tells names"


def test_tags_alone_give_the_outermost_mentions(corpus, dataset, tmp_path, read):
    table = pq.read_table(dataset / "data/entities/train.parquet")
    pq.write_table(table.drop_columns(["mentions"]), tmp_path / "t.parquet")
    side = read(tmp_path / "t.parquet")
    every = gold(corpus).read("open-acme").mentions
    outer = [mark for mark in every if not any(o.start <= mark.start and mark.end <= o.end and o is not mark for o in every)]
    assert len(outer) == len(every) - 1, "7 is in 7 others"
    assert [(mark.start, mark.end, mark.type) for mark in side.read("open-acme").mentions] == [(m.start, m.end, m.type) for m in outer]
    assert side.layers == {"mention"}
    pq.write_table(table.drop_columns(["mentions", "token_ends"]), tmp_path / "s.parquet")
    assert all_of(read(tmp_path / "s.parquet")) == all_of(side), "where a token ends, its start and its length say too"
    pq.write_table(table.select(["article", "sentence", "tokens", "tags"]), tmp_path / "w.parquet")
    document = read(tmp_path / "w.parquet").read("open-acme")
    assert [document.slice(mark) for mark in document.mentions] == ["Acme", "Ann", "Friday", "Bo", "She", "7 others", "Bo"]
    assert document.text.startswith("Acme fires a worker \U0001f600\nAcme fired Ann on Friday , Bo said .")


def test_numbers_are_read_by_the_names_that_come_with_them(written, labels, settings):
    alone = open_side(str(written / "articles" / "articles.parquet"))
    assert {mark.type for mark in alone.read("open-acme").zones} == {"Story", "Furniture", "Repeat"}
    other = msgspec.structs.replace(labels, zone=dict(reversed(labels.zone.items())))
    said = open_side(str(written / "articles" / "saved"), labels=other, settings=settings)
    assert all_of(said, Zone) == all_of(alone, Zone), "the file's own names count, not those at hand"


def test_the_inventories_are_those_of_the_tables(labels, settings):
    """One truth for the numbers of labels: that of the card, which the tables' columns make."""

    def names(columns, path=""):
        found = {}
        for column in columns:
            here = f"{path}{column['name']}"
            of = column.get("list", column.get("dtype"))
            if isinstance(of, list):
                found |= names(of, f"{here}.")
            elif isinstance(of, dict):
                found[here] = tuple(of["class_label"]["names"].values())
        return found

    ours = inventories(labels, settings)
    ignored = {"zone", "tiers", "a_certainty", "b_certainty"}
    for config, columns in features(labels, settings).items():
        for path, wanted in names([feature(column) for column in columns]).items():
            if path not in ignored:
                assert ours[path] == wanted, (config, path)


def test_class_labels_are_found_in_features_of_any_age():
    label = {"names": ["A", "B"], "_type": "ClassLabel"}
    string = {"dtype": "string", "_type": "Value"}
    forms = [
        {"tags": {"feature": label, "_type": "List"}, "m": {"feature": {"type": label, "id": string}, "_type": "List"}},
        {"tags": {"feature": label, "_type": "Sequence"}, "m": [{"type": label, "id": string}]},
        {"tags": {"feature": label, "length": -1, "_type": "Sequence"}, "m": {"feature": {"type": label}, "_type": "LargeList"}},
    ]
    for form in forms:
        assert told(form) == {"tags": ("A", "B"), "m.type": ("A", "B")}


SCALARS = st.one_of(st.none(), st.text(st.sampled_from("a\u00e9\U0001f600"), max_size=3))
NUMBERS = st.one_of(st.none(), st.integers(-100, 100))


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.lists(
                st.one_of(st.none(), st.fixed_dictionaries({"a": SCALARS, "b": NUMBERS, "c": st.lists(SCALARS, max_size=2)})), max_size=3
            ),
        ),
        max_size=5,
    ),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([pa.list_, pa.large_list]),
)
def test_arrow_values_are_those_that_arrow_gives(values, start, length, lists):
    item = pa.struct([("a", pa.string()), ("b", pa.int16()), ("c", lists(pa.string()))])
    array = pa.array(values, lists(item)).slice(start, length)
    assert values_of(array) == array.to_pylist()
