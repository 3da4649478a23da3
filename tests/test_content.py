"""The fingerprint of a table: the same for the same content however it is stored, and another for any other content."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import FIRING, firing
from making import opened, put

from steppe.build import build
from steppe.model import Claim
from steppe.table import Content, content_of, whole, writer
from steppe.table.columns import schema
from steppe.table.writer import features

ROWS = pa.schema(
    [
        pa.field("text", pa.string()),
        pa.field("number", pa.int32()),
        pa.field("sure", pa.bool_()),
        pa.field("words", pa.list_(pa.string())),
        pa.field("marks", pa.list_(pa.struct([("start", pa.int32()), ("label", pa.string()), ("parts", pa.list_(pa.int64()))]))),
    ]
)
WORDS = st.none() | st.text(st.characters(codec="utf-8"), max_size=3)
MARKS = st.fixed_dictionaries(
    {"start": st.none() | st.integers(-5, 5), "label": WORDS, "parts": st.none() | st.lists(st.none() | st.integers(0, 2**60), max_size=2)}
)
ROW = st.fixed_dictionaries(
    {
        "text": WORDS,
        "number": st.none() | st.integers(-(2**31), 2**31 - 1),
        "sure": st.none() | st.booleans(),
        "words": st.none() | st.lists(WORDS, max_size=3),
        "marks": st.none() | st.lists(MARKS, max_size=3),
    }
)


def content(batches):
    found = Content()
    for batch in batches:
        found.update(batch)
    return found.hexdigest()


def of_rows(rows):
    return content(pa.Table.from_pylist(rows, ROWS).to_batches())


@given(st.lists(ROW, max_size=8), st.integers(1, 8))
def test_batches_leave_no_trace(rows, size):
    table = pa.Table.from_pylist(rows, ROWS)
    assert content(table.to_batches(max_chunksize=size)) == of_rows(rows)


@given(st.lists(ROW, max_size=6), st.lists(ROW, max_size=6), st.lists(ROW, max_size=6))
def test_a_slice_has_the_content_of_its_rows(before, rows, after):
    table = pa.Table.from_pylist([*before, *rows, *after], ROWS).combine_chunks()
    assert content(table.slice(len(before), len(rows)).to_batches()) == of_rows(rows)


@given(st.lists(ROW, max_size=4), st.lists(ROW, max_size=4))
def test_equal_content_is_equal_rows(one, two):
    assert (of_rows(one) == of_rows(two)) == (one == two)


@given(st.lists(ROW, min_size=1, max_size=4), st.data())
def test_one_change_is_another_content(rows, data):
    at, key = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from(ROWS.names))
    other = data.draw(ROW)[key]
    changed = [*rows[:at], rows[at] | {key: other}, *rows[at + 1 :]]
    assert (of_rows(changed) == of_rows(rows)) == (other == rows[at][key])


@given(st.lists(ROW, min_size=1, max_size=4), st.data())
def test_a_dropped_row_is_another_content(rows, data):
    at = data.draw(st.integers(0, len(rows) - 1))
    assert of_rows(rows[:at] + rows[at + 1 :]) != of_rows(rows)


DIFFERENT = {
    "words-joined": ([{"text": "ab"}, {"text": "c"}], [{"text": "a"}, {"text": "bc"}]),
    "null-or-empty": ([{"text": None}], [{"text": ""}]),
    "null-list-or-empty": ([{"words": None}], [{"words": []}]),
    "list-of-null-or-empty": ([{"words": [None]}], [{"words": []}]),
    "lists-joined": ([{"words": ["a", "b"]}, {"words": []}], [{"words": ["a"]}, {"words": ["b"]}]),
    "order": ([{"text": "a"}, {"text": "b"}], [{"text": "b"}, {"text": "a"}]),
    "null-or-zero": ([{"number": None}], [{"number": 0}]),
    "null-or-false": ([{"sure": None}], [{"sure": False}]),
    "composed-or-not": ([{"text": "\u00e9"}], [{"text": "e\u0301"}]),
    "column": ([{"text": "a"}], [{"words": ["a"]}]),
}


@pytest.mark.parametrize(("one", "two"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_looks_alike_is_not(one, two):
    assert of_rows(one) != of_rows(two)


def test_types_that_mean_the_same_have_the_same_content():
    rows = [{"text": "a", "words": ["b", None]}, {"text": None, "words": None}]
    wide = pa.schema([("text", pa.large_string()), ("words", pa.large_list(pa.large_string()))])
    narrow = pa.schema([("text", pa.string()), ("words", pa.list_(pa.string()))])
    assert content(pa.Table.from_pylist(rows, wide).to_batches()) == content(pa.Table.from_pylist(rows, narrow).to_batches())


@pytest.mark.parametrize(
    "options",
    [
        {"compression": "snappy"},
        {"compression": "none", "use_dictionary": False},
        {"compression": "zstd", "compression_level": 9},
        {"row_group_size": 1},
        {"data_page_version": "2.0", "version": "1.0"},
        {"use_content_defined_chunking": True},
        {"store_schema": False},
    ],
    ids=str,
)
def test_a_file_that_is_written_in_another_way_has_the_same_content(options, small, tmp_path):
    built = build(opened(small), tmp_path / "dataset")
    for file in built.files:
        table = pq.read_table(tmp_path / "dataset" / file.path)
        pq.write_table(table, tmp_path / "other.parquet", **options)
        again = pq.ParquetFile(tmp_path / "other.parquet")
        assert content(again.iter_batches(batch_size=2)) == file.content, file.path


@pytest.mark.parametrize(("name", "value"), [("BATCH", 1), ("BATCH", 2), ("GROUP", 1)])
def test_articles_that_are_turned_into_columns_in_other_batches_have_the_same_content(name, value, small, tmp_path, monkeypatch):
    for number in range(3):
        more = f"more-{number}"
        records = [record for record in firing(more, "FREE", publisher=f"Us {number}") if not isinstance(record, Claim)]
        put(small, FIRING, records, [], more)
    wanted = {file.path: file.content for file in build(opened(small), tmp_path / "wanted").files}
    monkeypatch.setattr(writer, name, value)
    assert {file.path: file.content for file in build(opened(small), tmp_path / "dataset").files} == wanted


def test_the_counts_give_the_content_of_each_file(small, tmp_path):
    built = build(opened(small), tmp_path / "dataset")
    told = json.loads((tmp_path / "dataset/counts.json").read_bytes())
    found = {file.path: content_of(tmp_path / "dataset" / file.path) for file in built.files}
    assert found == {file.path: file.content for file in built.files}
    assert found == {file.path: told["tables"][file.config][file.split]["content"] for file in built.files}
    assert told["content"] == whole(found)
    assert whole(found | {built.files[0].path: "0"}) != told["content"] != whole(dict(list(found.items())[1:]))
    columns = features(opened(small).labels, opened(small).settings)
    for file in built.files:
        assert pq.read_schema(tmp_path / "dataset" / file.path).names == schema(columns[file.config]).names
