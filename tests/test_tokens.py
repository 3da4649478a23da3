"""Tokens and BIO tags, cut and set for many sentences at once, against the same rules written plainly."""

import re
import unicodedata

import numpy as np
import pyarrow.parquet as pq
from hypothesis import example, given
from hypothesis import strategies as st
from making import opened

from steppe.build import build
from steppe.table.tokens import Tokens

LABELS = ("Person", "Firm")
TAGS = ("O", "B-Person", "I-Person", "B-Firm", "I-Firm")
CHARACTERS = st.one_of(
    st.sampled_from("aB7_ .,-'\u2019\t\n\u00a0\u0301\u200d\u200b\U0001f469\U0001f3fe\U0001f1f0\U0001f1ff\u4e2d\u0e33\u0661\u203f\u2028"),
    st.characters(codec="utf-8"),
)
TEXTS = st.text(CHARACTERS, max_size=12)


def kind(character):
    """``w`` for what makes up words, a space for white space, ``o`` for any other."""
    category = unicodedata.category(character)
    if category[0] in "LMN" or category == "Pc":
        return "w"
    return " " if category[0] == "Z" or character.isspace() else "o"


def plain(text):
    """(start, end) of each token of a sentence."""
    return [match.span() for match in re.finditer("w+|o", "".join(map(kind, text)))]


def bio(text, spans):
    """The tag of each token by (start, end, label) of spans in reading order: the outermost count, and of crossing ones the first."""
    tags = ["O"] * len(plain(text))
    reached = 0
    for start, end, label in spans:
        if start >= reached:
            inside = [number for number, (at, _) in enumerate(plain(text)) if start <= at < end]
            for number in inside:
                tags[number] = f"{'B' if number == inside[0] else 'I'}-{label}"
        reached = max(reached, end)
    return tags


@given(st.lists(st.tuples(st.none() | TEXTS, st.integers(0, 1000)), max_size=6))
@example([(None, 0), ("", 5), (None, 9)])
@example([("caf\u00e9 cafe\u0301", 0), ("\U0001f469\U0001f3fe\u200d\U0001f680!", 7)])
@example([])
def test_tokens_are_cut_as_the_rule_says(sentences):
    texts, bases = [text for text, _ in sentences], [base for _, base in sentences]
    tokens = Tokens(texts, bases)
    wanted = [None if text is None else plain(text) for text in texts]
    assert tokens.lists(tokens.strings).to_pylist() == [
        None if text is None else [text[start:end] for start, end in spans] for text, spans in zip(texts, wanted, strict=True)
    ]
    for found, end in ((tokens.text_starts, 0), (tokens.text_ends, 1)):
        assert tokens.lists(found).to_pylist() == [
            None if spans is None else [base + span[end] for span in spans] for spans, base in zip(wanted, bases, strict=True)
        ]


@st.composite
def marked(draw):
    """A sentence with spans in reading order, nested, crossing and empty of tokens."""
    text = draw(TEXTS.filter(bool))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)), st.sampled_from(LABELS))
    spans = [(start, end, label) for start, end, label in draw(st.lists(places, max_size=5)) if start < end]
    return text, sorted(spans, key=lambda span: (span[0], -span[1]))


@given(st.lists(marked() | st.just((None, [])), max_size=5))
def test_tags_are_set_as_the_rule_says(sentences):
    tokens = Tokens([text for text, _ in sentences], [0] * len(sentences))
    spans = [(number, start, end, LABELS.index(label)) for number, (_, spans) in enumerate(sentences) for start, end, label in spans]
    columns = np.array(spans, np.int64).reshape(-1, 4).T
    tags = tokens.lists(tokens.tags(*columns, TAGS)).to_pylist()
    assert tags == [None if text is None else bio(text, spans) for text, spans in sentences]


def rows(folder, split="train"):
    return pq.read_table(folder / f"data/entities/{split}.parquet").to_pylist()


def test_the_rows_of_a_dataset_have_the_tokens_and_tags_of_their_text(small, tmp_path):
    build(opened(small), tmp_path / "dataset")
    seen = 0
    for split in ("train", "test"):
        texts = {row["article"]: row["text"] for row in pq.read_table(tmp_path / f"dataset/data/articles/{split}.parquet").to_pylist()}
        for row in rows(tmp_path / "dataset", split):
            text, start = row["text"], row["start"]
            assert text == texts[row["article"]][start : row["end"]]
            assert row["tokens"] == [text[a:b] for a, b in plain(text)]
            assert [texts[row["article"]][a:b] for a, b in zip(row["token_starts"], row["token_ends"], strict=True)] == row["tokens"]
            spans = [(mark["start"] - start, mark["end"] - start, mark["type"]) for mark in row["mentions"]]
            assert row["tags"] == bio(text, spans)
            assert all(mark["text"] == texts[row["article"]][mark["start"] : mark["end"]] for mark in row["mentions"])
            seen += len(spans)
    assert seen == 11
    assert all(row["tokens"] is row["tags"] is row["text"] is None for row in rows(tmp_path / "dataset", "linked_train"))


def test_of_nested_mentions_the_outermost_is_tagged_and_every_sentence_has_a_row(small, tmp_path):
    build(opened(small), tmp_path / "dataset")
    there = rows(tmp_path / "dataset")
    assert [row["text"] for row in there] == [
        "Acme fires a worker \U0001f600",
        "Acme fired Ann on Friday, Bo said. ",
        "She left with 7 others.",
        "Is it likely that Ann, Bo said, sued.",
    ]
    assert there[2]["tags"] == ["B-Person", "O", "O", "B-Person", "I-Person", "O"]
    assert [row["sentence"] for row in there] == [0, 1, 2, 3]


def test_sentences_tile_the_zones_of_every_row(small, tmp_path):
    build(opened(small), tmp_path / "dataset")
    for split in ("train", "test", "linked_train", "linked_test"):
        zones = {row["article"]: row["zones"] for row in pq.read_table(tmp_path / f"dataset/data/articles/{split}.parquet").to_pylist()}
        there = rows(tmp_path / "dataset", split)
        for article, of in zones.items():
            spoken = [zone for zone in of if zone["type"] == "Story"]
            tiles = [(zone["start"], zone["end"]) for zone in spoken]
            covered = []
            for row in there:
                if row["article"] == article:
                    if covered and covered[-1][1] == row["start"]:
                        covered[-1] = (covered[-1][0], row["end"])
                    else:
                        covered.append((row["start"], row["end"]))
            assert covered == tiles
            assert [zone["sentences"] for zone in spoken] == [
                [row["start"] for row in there if row["article"] == article and zone["start"] <= row["start"] < zone["end"]]
                for zone in spoken
            ]
