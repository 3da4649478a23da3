"""Links on sheets, on the terminal and in the dataset."""

import json

import pytest
from invented import FIRING, firing
from making import article_of, edit, findings, ident, opened, records_of

from steppe import Document
from steppe.build import build
from steppe.labels import parse_labels
from steppe.sheet import Handles, from_sheet, read_sheet, to_sheet
from steppe.store.form import ARTICLE, arranged, dump, parse
from steppe.table import features

LINK = {"kind": "link", "id": ident("l", 0), "type": "WORKS_FOR", "a": ident("m", 1), "b": ident("m", 0)}
GOLD = "annotations/gold/open-acme.jsonl"


@pytest.fixture
def linked(small):
    """The small corpus with a link: Ann works for Acme."""
    there = parse(ARTICLE, (small / GOLD).read_bytes())[0]
    (small / GOLD).write_bytes(dump(ARTICLE, [*there, *records_of([LINK])]))
    return small


def test_links_are_sound(linked):
    assert findings(linked) == []


def test_a_sheet_gives_the_links_again():
    article = article_of(FIRING)
    document = Document("x", arranged(ARTICLE, [article, *firing("example", "FREE")[1:], *records_of([LINK])]), FIRING)
    sheet = "\n".join(json.dumps(entry) for entry in to_sheet(document))
    assert arranged(ARTICLE, [article, *from_sheet(read_sheet(sheet.encode()), Handles(), article, FIRING, quotes=True)]) == list(
        document.records
    )


def test_handles_of_links_are_those_of_marks():
    sheet = (
        '{"kind":"mention","id":"ann","line":3,"quote":"Ann","type":"Person"}\n'
        '{"kind":"trigger","id":"fires","line":3,"quote":"fired","type":"Dismissal"}\n'
        '{"kind":"link","id":"x","type":"WORKS_FOR","a":"ann","b":"fires"}\n{"kind":"link","id":"y","type":"WORKS_FOR","a":"ann","b":""}\n'
    )
    ann, fires, whole, half = from_sheet(read_sheet(sheet.encode()), Handles(), article_of(FIRING), FIRING, quotes=True)
    assert (whole.a, whole.b, half.a, half.b) == (ann.id, fires.id, ann.id, "")
    assert whole.id.startswith("l-")


def test_links_are_shown_with_the_words_of_their_ends(linked, steppe):
    shown = steppe("show", "open-acme", "--corpus", linked).stdout
    assert f"Links\n  {LINK['id']} WORKS_FOR Ann -- Acme\n" in shown
    edit(linked / GOLD, at=LINK["id"], a="", b="m-zzzzzz")
    assert "WORKS_FOR nothing -- m-zzzzzz" in steppe("show", "open-acme", "--corpus", linked).stdout


def test_links_are_a_column_where_there_are_labels_for_them(linked):
    pq = pytest.importorskip("pyarrow.parquet")
    build(opened(linked), linked / "dataset")
    rows = pq.read_table(linked / "dataset/data/articles/train.parquet").to_pylist()
    assert [{key: link[key] for key in ("id", "type", "a", "b")} for link in rows[0]["links"]] == [
        {key: LINK[key] for key in ("id", "type", "a", "b")}
    ]


def test_without_labels_for_links_there_is_no_such_column(linked):
    corpus = opened(linked)
    data = (linked / "annotations/labels.toml").read_text()
    kept = data[: data.index("[link.")] + data[data.index("[relation.") :]
    assert "links" in [column.name for column in features(corpus.labels, corpus.settings)["articles"]]
    assert parse_labels(kept.encode()).link == {}
    assert "links" not in [column.name for column in features(parse_labels(kept.encode()), corpus.settings)["articles"]]
