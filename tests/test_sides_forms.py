"""Forms of sides that are met seldom: links in rows, dictionaries in columns, folders of lines, links on disk, and pipes."""

import json
import os
import shutil

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from making import opened
from siding import HEAD, all_of, gold, lines

from steppe.labels import FacetLabel
from steppe.model import Link
from steppe.sides import SideError, TokenDocument, aligned, open_side

MENTION = {"id": "m-2", "start": 0, "end": 3, "type": "Person"}
ROW = {"article": "a", "mentions": [MENTION, MENTION | {"id": "m-3", "start": 4, "end": 6}]}


def test_links_join_marks_of_their_row(tmp_path):
    link = {"type": "RIVAL", "a": "m-2", "b": "m-3"}
    side = open_side(str(lines(tmp_path / "a.json", ROW | {"links": [link]})))
    assert side.read("a").links == [Link(id="l-000001", **link)]
    assert side.layers == {"mention", "link"}
    with pytest.raises(SideError, match=r"a\.json: row 0: b of l-2 is 'm-4', which is no mark there; it should be the id of a mark"):
        open_side(str(lines(tmp_path / "a.json", ROW | {"links": [link | {"id": "l-2", "b": "m-4"}]})))


def test_values_that_are_events_become_known_by_their_names(corpus, tmp_path):
    labels = opened(corpus).labels
    facets = labels.facet | {"CAUSE": FacetLabel(definition="", of="event", value="event")}
    answer = {"facet": "CAUSE", "event": "v-2", "values": ["v-3"], "value_names": ["the sale"]}
    file = lines(tmp_path / "c.json", {"article": "a", "spans": [{"start": 0, "end": 3}], "answers": [answer]})
    registry = open_side(str(file), labels=msgspec.structs.replace(labels, facet=facets)).registry
    assert (registry.name("v-3"), sorted(registry.event), registry.entity) == ("the sale", ["v-2", "v-3"], {})


def test_columns_of_dictionaries_and_of_large_strings_are_read(dataset, tmp_path):
    table = pq.read_table(dataset / "data/coreference/train.parquet")
    for name, kind in (("article", pa.large_string()), ("type", pa.dictionary(pa.int8(), pa.string())), ("id", pa.string_view())):
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))
    pq.write_table(table, tmp_path / "c.parquet")
    assert pq.read_schema(tmp_path / "c.parquet").field("article").type == pa.large_string()
    plain = open_side(str(dataset / "data/coreference/train.parquet"))
    assert all_of(open_side(str(tmp_path / "c.parquet"))) == all_of(plain)


def test_a_folder_of_lines_is_a_dataset_of_their_splits(tmp_path):
    lines(tmp_path / "train.jsonl", ROW)
    lines(tmp_path / "test.jsonl", ROW | {"article": "b"})
    assert list(open_side(str(tmp_path)).names) == ["a", "b"]
    assert list(open_side(str(tmp_path), split="test").names) == ["b"]
    (tmp_path / "train.jsonl").write_text(json.dumps([ROW]))
    assert list(open_side(str(tmp_path / "train.jsonl")).names) == ["a"], "a list of rows, whatever the ending says"


def test_links_on_disk_are_followed(dataset, tmp_path):
    """A dataset that was downloaded lies in a cache, of which the folder with its name holds links."""
    (tmp_path / "data" / "claims").mkdir(parents=True)
    (tmp_path / "data" / "claims" / "train.parquet").symlink_to(dataset / "data" / "claims" / "train.parquet")
    assert all_of(open_side(str(tmp_path))) == all_of(open_side(str(dataset / "data" / "claims" / "train.parquet")))


def test_what_is_no_regular_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.jsonl")
    with pytest.raises(SideError) as error:
        open_side(str(tmp_path / "a.jsonl"))
    assert str(error.value) == f"{tmp_path}/a.jsonl is no regular file; name one, or a folder of them"


def test_a_link_in_a_corpus_is_told(small):
    file = small / "annotations" / "gold" / "open-bolt.jsonl"
    side = gold(small)
    shutil.move(file, small / "elsewhere.jsonl")
    with pytest.raises(SideError, match=r"there is no article 'open-bolt'"):
        side.read("open-bolt")
    file.symlink_to(small / "elsewhere.jsonl")
    for ask in (lambda: side.read("open-bolt"), lambda: gold(small)):
        with pytest.raises(SideError, match=r"open-bolt\.jsonl is a symbolic link; put the file itself there"):
            ask()


def test_a_record_that_is_two_kinds_is_none(tmp_path):
    file = lines(tmp_path / "a.jsonl", HEAD.replace('"kind"', '"kind":"zone","kind"'))
    with pytest.raises(SideError, match=r"a\.jsonl:1: "):
        open_side(str(file)).read("a")


def test_tokens_of_rows_are_found_in_a_text_too(tmp_path):
    row = {"article": "a", "tokens": ["Ann", "left", "."], "tags": ["B-P", "O", "O"]}
    file = lines(tmp_path / "t.json", row, row | {"tokens": ["Bo", "did", "n't"]})
    document = open_side(str(file)).read("a")
    assert isinstance(document, TokenDocument)
    found = aligned(document, "So: Ann left. Bo didn't.")
    assert [(mark.start, mark.end, mark.type) for mark in found.mentions] == [(4, 7, "P"), (14, 16, "P")]
    with pytest.raises(SideError) as error:
        aligned(document, "Ann left. Bo did not.")
    assert str(error.value).startswith(f'{file}: row 1: the token "n\'t" is not found in the text after what stands before it')
