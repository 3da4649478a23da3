"""Rows that are not in their form: each is told with its file, its row, what is there and what should be."""

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from making import opened
from siding import lines

from steppe.sides import SideError, open_side

ANN = {"id": "m-2", "start": 0, "end": 3, "type": "Person"}
FIRED = {"id": "t-2", "start": 4, "end": 9, "type": "Dismissal"}
ROW = {"article": "a", "length": 20, "mentions": [ANN]}
SENTENCE = {"article": "a", "sentence": 0, "tokens": ["Ann", "left"], "token_starts": [0, 4], "token_ends": [3, 8], "tags": ["B-P", "O"]}
CLAIM = {"article": "a", "spans": [{"start": 0, "end": 3}]}
REFERENCE = {"article": "a", "kind": "mention", "start": 0, "end": 3, "cluster": "e-2"}
PAIR = {"facet": "DAY", "relation": "SAME", "a_article": "a", "a_claim": "c-2", "b_article": "b", "b_claim": "c-2"}


def over(of, **changes):
    return of | changes


def other(**changes):
    """A second row, of another article."""
    return over(ROW, article="b", **changes)


WRONG = {
    "no article": ([{"mentions": []}], ": there is no column 'article'; the columns are 'mentions'"),
    "no config": ([{"article": "a", "text": ""}], ": the columns are 'article, text'; they should be those of a config of the dataset,"),
    "nothing": ([], ": the columns are ''; they should be those of a config of the dataset,"),
    "no type": ([ROW, other(mentions=[{"start": 0, "end": 3}])], ": row 1: mentions[0] has no type; it should have one"),
    "a null": ([ROW, other(mentions=[ANN, over(ANN, start=None)])], ": row 1: mentions[1].start is null; it should be an integer"),
    "words": ([over(ROW, mentions=[over(ANN, end="3")])], ": row 0: mentions[0].end is '3'; it should be an integer"),
    "a fraction": ([over(ROW, mentions=[over(ANN, end=3.5)])], ": row 0: mentions[0].end is 3.5; it should be an integer"),
    "below nothing": ([over(ROW, mentions=[over(ANN, start=-1)])], ": row 0: mentions[0].start is -1; it should be an integer >= 0"),
    "truth": (
        [over(ROW, mentions=[over(ANN, type=True)])],
        ": row 0: mentions[0].type is True; it should be an integer or a fraction or a string",
    ),
    "no list": ([over(ROW, mentions={"start": 0})], ": row 0: mentions is {'start': 0}; it should be a list or null"),
    "no name": ([over(ROW, article=None)], ": row 0: article is null; it should be a string"),
    "an empty name": ([over(ROW, article="")], ": row 0: article is empty; it should be the name of one"),
    "reversed": (
        [ROW, other(mentions=[over(ANN, start=3, end=2)])],
        ": row 1: m-2 spans 3 to 2; a span has 0 <= start < end <= 20, the length",
    ),
    "outside": (
        [over(ROW, mentions=[over(ANN, end=21)])],
        ": row 0: m-2 spans 0 to 21; a span has 0 <= start < end <= 20, the length of the text",
    ),
    "a text": ([over(ROW, text="Ann")], ": row 0: length is 20, and the text has 3 characters; they should be as many"),
    "an id twice": ([over(ROW, mentions=[ANN, ANN])], ": row 0: the id 'm-2' stands already at row 0; an id stands once in its article"),
    "an article twice": ([ROW, other(), ROW], ": row 2: the article 'a' stands already at row 0; it should stand once"),
    "a sentence twice": (
        [SENTENCE, over(SENTENCE, sentence=1), SENTENCE],
        ": row 2: sentence 0 of 'a' stands already at row 0; it should stand once",
    ),
    "a sentence of two layers": (
        [SENTENCE, {"article": "a", "sentence": 0, "triggers": []}, {"article": "a", "sentence": 0, "triggers": []}],
        ": row 2: sentence 0 of 'a' stands already at row 1; it should stand once",
    ),
    "an id in two rows": (
        [{"article": "a", "sentence": n, "mentions": [ANN]} for n in range(2)],
        ": row 1: the id 'm-2' stands already at row 0; an id stands once in its article",
    ),
    "a filler": (
        [over(ROW, triggers=[over(FIRED, arguments=[{"role": "Boss", "filler": "m-3"}])])],
        ": row 0: Boss of t-2 is 'm-3', which is no mark there; it should be the id of a mention or a trigger of the article",
    ),
    "a filler of no place": (
        [{"article": "a", "sentence": 0, "triggers": [over(FIRED, arguments=[{"role": "Boss"}])]}],
        ": row 0: an argument has neither filler nor start and end; it should have the one or the others",
    ),
    "a source": (
        [over(ROW, claims=[{"id": "c-2", "spans": [{"start": 0, "end": 3}], "by": "m-3"}])],
        ": row 0: by of c-2 is 'm-3', which is no mark there; it should be the id of a mention of the article",
    ),
    "no span": ([over(CLAIM, claim="c-2", spans=[])], ": row 0: claim 'c-2' has no span; a claim has one or more"),
    "null for spans": ([CLAIM, over(CLAIM, spans=None)], ": row 1: spans is null; it should be a list"),
    "a number": (
        [over(ROW, mentions=[over(ANN, type=1)])],
        ": row 0: mentions.type is the number 1, and nothing says which label that is; it should be",
    ),
    "tags": ([over(SENTENCE, tags=["O"])], ": row 0: tokens has 2 items, and tags 1; they should be as many"),
    "tags alone": (
        [{"article": "a", "tags": ["O"]}],
        ": row 0: tags are given, and neither tokens nor their starts and ends; the one or the others should be",
    ),
    "no tags": ([over(SENTENCE, tags=None)], ": row 0: tags is null, and there are tokens; there should be a tag for each"),
    "a tag": (
        [SENTENCE, over(SENTENCE, sentence=1, tags=["O", "I-P"])],
        ": row 1: tags[1]: the tag I-P follows O; in IOB2 a span begins with B-P",
    ),
    "tags and mentions": (
        [over(SENTENCE, mentions=[ANN])],
        ": row 0: tags and mentions do not say the same; leave out the column that is not meant",
    ),
    "some offsets": (
        [{"article": "a", "tokens": ["Ann"], "tags": ["O"]}, SENTENCE],
        ": row 1: token_starts are given, which other rows of the article lack; all its rows should have them, or none",
    ),
    "a token": (
        [{"article": "a", "tokens": ["Ann", ""], "tags": ["O", "B-P"]}],
        ": row 0: a token is empty; each should have a character or more",
    ),
    "marks beside tokens": (
        [{"article": "a", "tokens": ["Ann"], "tags": ["O"], "triggers": [FIRED]}],
        ": row 0: a mark has offsets in a text, which the tokens of the article lack; give token_starts",
    ),
    "a kind": ([over(REFERENCE, kind="person")], ": row 0: kind is 'person'; it should be 'mention' or 'trigger'"),
    "no cluster": ([over(REFERENCE, cluster="")], ": row 0: cluster is empty; it should be the id of one"),
    "a pair twice": (
        [PAIR, over(PAIR, a_article="b", b_article="a")],
        ": row 1: the pair of b/c-2 and a/c-2 stands already at row 0; one question has it once",
    ),
    "half a pair": (
        [PAIR, {key: value for key, value in PAIR.items() if key != "b_claim"}],
        ": row 1: the row has no b_claim; it should have one",
    ),
    "no JSON": ([ROW, "{"], ": row 1: it is no JSON: Input data was truncated"),
    "no object": ([ROW, "", "7"], ": row 1: it is '7'; it should be an object with a key for each column"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_row_that_is_not_in_form_is_told(what, tmp_path):
    rows, message = WRONG[what]
    file = lines(tmp_path / "rows.json", *rows)
    with pytest.raises(SideError) as error:
        open_side(str(file))
    assert str(error.value).startswith(f"{file}{message}")


def test_a_number_beyond_its_labels_is_told(tmp_path, corpus):
    labels = opened(corpus).labels
    file = lines(tmp_path / "rows.jsonl", over(ROW, mentions=[over(ANN, type=-1)]))
    with pytest.raises(SideError) as error:
        open_side(str(file), labels=labels)
    assert str(error.value) == f"{file}: row 0: mentions.type is the number -1; it should be 0 to 3, one of 4 labels"


def test_rows_of_parquet_are_told_as_those_of_json(tmp_path, dataset):
    table = pq.read_table(dataset / "data/claims/train.parquet")
    file = tmp_path / "c.parquet"
    pq.write_table(table.drop_columns(["spans"]).append_column("spans", pa.array(["a", "b", "c"])), file)
    with pytest.raises(SideError) as error:
        open_side(str(file))
    assert str(error.value) == f"{file}: row 0: spans is 'a'; it should be a list"
    pq.write_table(table.drop_columns(["article"]), file)
    with pytest.raises(SideError, match=r"c\.parquet: there is no column 'article'; the columns are '"):
        open_side(str(file))


def test_rows_are_counted_through_the_files_of_a_split(tmp_path):
    for shard, end in enumerate((3, 0)):
        table = pa.Table.from_pylist([over(ROW, article=f"{shard}{n}", mentions=[over(ANN, end=end)]) for n in range(2)])
        pq.write_table(table, tmp_path / f"train-{shard:05}-of-00002.parquet")
    with pytest.raises(SideError) as error:
        open_side(str(tmp_path))
    assert str(error.value).startswith(f"{tmp_path}/train-00001-of-00002.parquet: row 2: m-2 spans 0 to 0;")


DAMAGED = {
    "a.parquet": (b"PAR1", "a.parquet: cannot be read as Parquet: "),
    "a.arrow": (b"ARROW", "a.arrow: cannot be read as Arrow: "),
    "a.json": (b"[{]", "a.json: is no JSON list of rows: JSON is malformed"),
    "dataset_dict.json": (b"{}", "dataset_dict.json: there is no list 'splits' in it; save the dataset again"),
    "state.json": (
        b'{"_data_files": [{"filename": "../x.arrow"}]}',
        "state.json: _data_files names '../x.arrow'; it should name what is in this folder",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told(name, tmp_path):
    data, message = DAMAGED[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SideError) as error:
        open_side(str(tmp_path if name.endswith(("dict.json", "state.json")) else tmp_path / name))
    assert str(error.value).startswith(f"{tmp_path}/{message}")


def test_a_file_that_ends_in_its_middle_is_told(tmp_path, dataset):
    shutil.copy(dataset / "data/articles/train.parquet", tmp_path / "a.parquet")
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    data[200:1200] = bytes(1000)
    (tmp_path / "a.parquet").write_bytes(data)
    with pytest.raises(SideError, match=r"a\.parquet: cannot be read as Parquet: "):
        open_side(str(tmp_path / "a.parquet"))


def test_what_is_missing_of_a_saved_dataset_is_told(tmp_path):
    (tmp_path / "state.json").write_text('{"_data_files": [{"filename": "data.arrow"}]}')
    with pytest.raises(SideError, match=r"data\.arrow"):
        open_side(str(tmp_path))


def test_a_dataset_without_rows_has_no_articles(tmp_path):
    pq.write_table(pa.schema([("article", pa.string()), ("mentions", pa.list_(pa.int8()))]).empty_table(), tmp_path / "a.parquet")
    side = open_side(str(tmp_path / "a.parquet"))
    assert (list(side.names), side.layers) == ([], {"mention"})
