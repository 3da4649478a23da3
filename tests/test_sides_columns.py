"""Sides in columns: tags in every scheme, coreference in brackets, documents by every mark, and tokens found in a text again."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from invented import FIRING
from making import ident
from siding import article, gold

from steppe.sides import SideError, aligned, open_side
from steppe.sides.brackets import mentions_of
from steppe.sides.tags import TagError, scheme_of, spans_of

TOKENS = ["Ann", "Bo", "of", "Acme", "Corp", "fired", "Cy", "Dee", "Ed"]
SPANS = [(0, 1, "P"), (1, 2, "P"), (3, 5, "F"), (6, 8, "P"), (8, 9, "F")]
SCHEMES = {
    "IOB2": "B-P B-P O B-F I-F O B-P I-P B-F",
    "IOB1": "I-P B-P O I-F I-F O I-P I-P I-F",
    "BIOES": "S-P S-P O B-F E-F O B-P E-P S-F",
    "BILOU": "U-P U-P O B-F L-F O B-P L-P U-F",
}
"""The same spans: ``B`` of IOB1 stands only where a span follows one of its type at once."""


def put(file, text):
    file.write_text(text, "utf-8")
    return file


def columns(file, tokens, tags, *, before="", between="\t"):
    return put(file, before + "".join(f"{token}{between}{tag}\n" for token, tag in zip(tokens, tags, strict=True)))


def words_of(side, name):
    """The marked words of a document, with their types."""
    document = side.read(name)
    return [(document.slice(mark), mark.type) for mark in document.mentions]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_scheme_is_known_by_its_tags_and_says_the_same(scheme, tmp_path):
    tags = SCHEMES[scheme].split()
    assert scheme_of([tags]) == scheme
    assert list(spans_of(tags, scheme)) == SPANS
    side = open_side(str(columns(tmp_path / "x.conll", TOKENS, tags)))
    assert (side.form, side.layers, list(side.names)) == ("columns", {"mention"}, ["1"])
    assert words_of(side, "1") == [("Ann", "P"), ("Bo", "P"), ("Acme Corp", "F"), ("Cy Dee", "P"), ("Ed", "F")]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["P", "F-X"])), max_size=5), st.sampled_from(list(SCHEMES)))
def test_spans_come_back_from_tags_of_any_scheme(parts, scheme):
    tags, spans = [], []
    for gap, length, kind in parts:
        tags += ["O"] * gap
        start, follows = len(tags), bool(spans) and spans[-1][1] == len(tags) and spans[-1][2] == kind
        first = {"IOB1": "B" if follows else "I", "BIOES": "S" if length == 1 else "B", "BILOU": "U" if length == 1 else "B"}.get(
            scheme, "B"
        )
        last = {"BIOES": "E", "BILOU": "L"}.get(scheme, "I")
        tags += [f"{first}-{kind}", *[f"I-{kind}"] * (length - 2), *[f"{last}-{kind}"] * (length > 1)]
        spans.append((start, len(tags), kind))
    assert list(spans_of(tags, scheme)) == spans
    found = scheme_of([tags])
    assume(found == scheme)  # where tags tell schemes apart: without them any reading would do
    assert list(spans_of(tags, found)) == spans


UNLAWFUL = {
    "O I-P": ("IOB2", 1, "the tag I-P follows O; in IOB2 a span begins with B-P"),
    "I-P": ("IOB2", 0, "the tag I-P begins a sentence; in IOB2 a span begins with B-P"),
    "B-P I-F": ("IOB2", 1, "the tag I-F follows B-P; in IOB2 a span begins with B-F"),
    "O X-P": ("IOB2", 1, "the tag is 'X-P'; it should be O, or one of B, I, a hyphen and a type"),
    "B": ("IOB1", 0, "the tag is 'B'; it should be O, or one of B, I, a hyphen and a type"),
    "S-P I-P": ("BIOES", 1, "the tag I-P follows S-P; in BIOES a span begins with B-P"),
    "O E-P": ("BIOES", 1, "the tag E-P follows O; in BIOES a span begins with B-P, or S-P where it is one token"),
    "B-P O": ("BIOES", 0, "the span of P that begins or goes on here has no E-P after it; BIOES marks the last token"),
    "B-P I-P": ("BILOU", 1, "the span of P that begins or goes on here has no L-P after it; BILOU marks the last token"),
    "B-P L-F": ("BILOU", 0, "the span of P that begins or goes on here has no L-P after it; BILOU marks the last token"),
    "S-P U-P": ("BIOES", 1, "the tag U-P is none of BIOES, which the other tags are of"),
}


@pytest.mark.parametrize("tags", UNLAWFUL)
def test_tags_that_are_not_lawful_are_told_and_never_mended(tags, tmp_path):
    scheme, index, message = UNLAWFUL[tags]
    with pytest.raises(TagError) as error:
        list(spans_of(tags.split(), scheme))
    assert (error.value.index, str(error.value)) == (index, message)


def test_an_unlawful_tag_of_a_file_is_told_with_its_line(tmp_path):
    file = put(tmp_path / "x.bio", "Ann B-P\nof I-P\n\nthe O\nBo I-P\n")
    with pytest.raises(SideError) as error:
        open_side(str(file))
    assert str(error.value) == f"{file}:5: the tag I-P follows O; in IOB2 a span begins with B-P"


def test_offsets_are_those_of_tokens_with_one_blank_between(tmp_path):
    document = open_side(str(put(tmp_path / "x.tsv", "\U0001f600\tO\nAnn\tB-P\n\nBo\tB-P\n"))).read("1")
    assert document.text == "\U0001f600 Ann\nBo"
    assert [(mark.start, mark.end) for mark in document.mentions] == [(2, 5), (6, 8)], "an emoji is one code point"
    assert document.article.length == 8


def test_two_files_of_the_same_tokens_compare(tmp_path):
    one = open_side(str(columns(tmp_path / "gold.conll", TOKENS, SCHEMES["IOB2"].split())))
    two = open_side(str(columns(tmp_path / "system.bio", TOKENS, SCHEMES["BIOES"].split(), between=" ")))
    assert list(one.names) == list(two.names)
    assert one.read("1").mentions == two.read("1").mentions
    assert one.fingerprint != two.fingerprint


NAMED = {
    "docstart": ("-DOCSTART- -X- O O\n\nAnn NN O B-P\n\n-DOCSTART- -X- O O\n\nBo NN O B-P\n", ["1", "2"]),
    "docstart with names": ("-DOCSTART- (x 1)\n\nAnn B-P\n\n-DOCSTART- (y)\nBo B-P\n", ["x 1", "y"]),
    "newdoc": ("# newdoc id = x\n# sent_id = 1\n# text = Ann\nAnn\tB-P\n\n# newdoc id = y\nBo\tB-P\n", ["x", "y"]),
    "newdoc without ids": ("# newdoc\nAnn\tB-P\n\n# newdoc\n# newpar\nBo\tB-P\n", ["1", "2"]),
    "begin": ("#begin document (x); part 000\nAnn B-P\n#end document\n#begin document (y)\nBo B-P\n#end document\n", ["x", "y"]),
    "parts": (
        "#begin document (x); part 000\nAnn B-P\n#end document\n#begin document (x); part 001\nBo B-P\n#end document\n",
        ["x", "x/1"],
    ),
    "CR LF and a byte order mark": ("\ufeffAnn\tB-P\r\n\r\n# newdoc id = y\r\nBo\tB-P\r\n", ["1", "y"]),
    "a blank line of blanks": ("Ann B-P\n \t \n-DOCSTART-\n\nBo B-P", ["1", "2"]),
}


@pytest.mark.parametrize("way", NAMED)
def test_documents_are_told_apart_in_every_way(way, tmp_path):
    text, names = NAMED[way]
    side = open_side(str(put(tmp_path / "f.conll", text)))
    assert list(side.names) == names
    assert [words_of(side, name) for name in names] == [[("Ann", "P")], [("Bo", "P")]]


def test_files_of_a_folder_are_named_as_they_are_called(tmp_path):
    put(tmp_path / "x.conll", "Ann B-P\n")
    put(tmp_path / "y.conll", "Bo B-P\n\n-DOCSTART-\n\nCy B-P\n")
    assert list(open_side(str(tmp_path)).names) == ["x", "y", "y/2"]


def test_a_file_that_is_called_as_an_article_is_of_that_article(corpus, tmp_path):
    put(tmp_path / "open-acme.conll", "Acme B-Firm\n")
    put(tmp_path / "else.conll", "Acme B-Firm\n")
    assert list(gold(corpus, str(tmp_path / "open-acme.conll")).names) == ["open-acme"]
    assert list(gold(corpus, str(tmp_path / "else.conll")).names) == ["1"]


def test_a_hash_may_be_a_token_and_so_may_what_is_no_ascii_blank(tmp_path):
    side = open_side(str(put(tmp_path / "f.conll", "# O\n5\u00a0000 B-N\n#tag B-T\n")))
    assert side.read("1").text == "# 5\u00a0000 #tag"
    assert words_of(side, "1") == [("5\u00a0000", "N"), ("#tag", "T")]


BRACKETS = "#begin document (x); part 000\n" + "".join(
    f"x 0 {number} {word} - {cell}\n"
    for number, (word, cell) in enumerate(
        [("Ann", "(1)"), ("of", "-"), ("the", "(2|(3"), ("firm", "3)"), ("of", "-"), ("Bo", "(4)|2)"), ("left", "_"), ("she", "(1)")]
    )
)


@pytest.mark.parametrize("head", ["", "#begin document (x);\n"])
def test_brackets_give_mentions_with_the_cluster_that_they_are_in(head, tmp_path):
    rows = BRACKETS.split("\n", 1)[1]
    text = (
        BRACKETS + "#end document\n"
        if head
        else "# newdoc id = x\n" + "\n".join(" ".join(row.split()[3::2]) for row in rows.strip().split("\n"))
    )
    side = open_side(str(put(tmp_path / "x.conll", text)))
    document = side.read("x")
    assert document.text == "Ann of the firm of Bo left she"
    assert [(document.slice(mark), mark.refers_to) for mark in document.mentions] == [
        ("Ann", "x/1"),
        ("the firm", "x/3"),
        ("Bo", "x/4"),
        ("the firm of Bo", "x/2"),
        ("she", "x/1"),
    ]
    assert side.layers == {"coreference"}


def test_what_stands_before_a_tag_is_a_token_though_numbers_follow_it(tmp_path):
    side = open_side(str(put(tmp_path / "x.conll", "Ann 0 3 NNP B-P\n")))
    assert words_of(side, "1") == [("Ann", "P")]


def test_clusters_are_their_documents_own(tmp_path):
    text = "#begin document (x);\nAnn (1)\n#end document\n#begin document (y);\nBo (1)\n#end document\n"
    side = open_side(str(put(tmp_path / "f.conll", text)))
    assert side.read("x").mentions[0].refers_to != side.read("y").mentions[0].refers_to


def test_mentions_of_one_cluster_nest(tmp_path):
    assert list(mentions_of(["(1|(1", "1)", "1)"])) == [(0, 2, "1"), (0, 3, "1")]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.sampled_from("123")), max_size=6, unique=True))
def test_mentions_come_back_from_brackets(some):
    mentions = sorted({(start, start + length + 1, cluster) for start, length, cluster in some})
    crossing = any(a[2] == b[2] and a[0] < b[0] < a[1] < b[1] for a in mentions for b in mentions)
    assume(not crossing)  # brackets of one cluster cannot say which of two crossing mentions is meant
    cells = []
    for index in range(10):
        opens = [f"({c}" for start, end, c in sorted(mentions, key=lambda m: -m[1]) if start == index and end > index + 1]
        single = [f"({c})" for start, end, c in mentions if start == index and end == index + 1]
        closes = [f"{c})" for start, end, c in mentions if end == index + 1 and start < index]
        cells.append("|".join([*closes, *opens, *single]) or "-")
    assert sorted(mentions_of(cells)) == mentions


WRONG = {
    "no tag": ("Ann B-P\nof\n", ":2: the line has one column, 'of'; it should have a token and its tag, with a tab or a blank between"),
    "columns": ("Ann NN B-P\nof B-P\n", ":2: the line has 2 columns; it should have 3, as the first line of its sentence"),
    "no token": ("\tB-P\n", ":1: the token is empty; a line has a token and its tag"),
    "a tag of no kind": ("Ann PERSON\n", ":1: the tag is 'PERSON'; it should be O, or one of B, I, a hyphen and a type"),
    "no rows": ("# newdoc id = x\n\n", ": there is no token in the file; a line should have a token and its tag"),
    "again": ("# newdoc id = x\nA O\n\n# newdoc id = x\nB O\n", ":5: the document 'x' stands already at {file}:2; it should stand once"),
    "open": ("A (1\nB -\n", ":1: the bracket (1 is never closed; 1) should follow in the document"),
    "closed": ("A (1)\n\nB (2|1)\n", ":3: the bracket '1)' closes a mention of 1 that is not open; (1 should stand before"),
    "no bracket": ("A (1)\nB 1\n", ":2: the coreference is '1'; it should be - or brackets like (1, 1), (1) or (1|(2)"),
}


@pytest.mark.parametrize("what", WRONG)
def test_lines_that_are_not_in_form_are_told(what, tmp_path):
    text, message = WRONG[what]
    file = put(tmp_path / "x.conll", text)
    with pytest.raises(SideError) as error:
        open_side(str(file))
    assert str(error.value) == f"{file}{message.format(file=file)}"


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "x.conll").write_bytes(b"Ann O\n\xff O\n")
    with pytest.raises(SideError, match=r"x\.conll:2: byte 0xff is not UTF-8; save the file as UTF-8$"):
        open_side(str(tmp_path / "x.conll"))


def test_tokens_are_found_in_the_text_of_the_article(tmp_path):
    text = "# newdoc id = x\nAcme\tB-F\nfired\tO\nAnn\tB-P\non\tO\nMonday\tB-D\n,\tO\nBo\tB-P\nsaid\tO\n.\tO\n\nShe\tB-P\nleft\tO\n"
    document = aligned(open_side(str(put(tmp_path / "x.conll", text))).read("x"), FIRING)
    found = [(FIRING[mark.start : mark.end], mark.start) for mark in document.mentions]
    at = FIRING.index("Acme fired")  # not the Acme of the headline, whose line goes on otherwise
    assert found == [("Acme", at), ("Ann", at + 11), ("Monday", at + 18), ("Bo", at + 26), ("She", at + 35)]
    assert (document.text, document.article.length) == (FIRING, len(FIRING))
    file = article(tmp_path / "a.jsonl", FIRING, {"kind": "mention", "id": ident("m", 0), "start": 23, "end": 27, "type": "F"}, name="x")
    assert open_side(str(file)).read("x").mentions[0].start == document.mentions[0].start


def test_a_token_that_the_text_has_not_is_told_with_its_line(tmp_path):
    file = put(tmp_path / "x.conll", "Acme B-F\nfired O\n\nAnn B-P\nof O\n")
    with pytest.raises(SideError) as error:
        aligned(open_side(str(file)).read("1"), FIRING)
    message = "the token 'of' is not found in the text after what stands before it; tokens should follow the text"
    assert str(error.value) == f"{file}:5: {message}"
    with pytest.raises(SideError, match="is not given as tokens; its offsets are what it says"):
        aligned(open_side(str(article(tmp_path / "a.jsonl", FIRING))).read("a"), FIRING)


@given(data=st.data())
def test_tokens_of_a_text_are_found_where_they_are(data, tmp_path_factory):
    alphabet = st.text(st.sampled_from("ab\u00e9\U0001f600."), min_size=1, max_size=3)
    sentences = data.draw(st.lists(st.lists(alphabet, min_size=1, max_size=4), min_size=1, max_size=3))
    gaps = st.sampled_from([" ", "\n", "  ", " \u00a0"])
    text, places = data.draw(st.sampled_from(["", " ", "\n\n"])), []
    for sentence in sentences:
        for word in sentence:
            places.append((len(text), len(text) + len(word)))
            text += word + data.draw(gaps)
    file = tmp_path_factory.mktemp("aligned") / "x.tsv"
    put(file, "\n".join("".join(f"{word}\tB-X\n" for word in sentence) for sentence in sentences))
    document = aligned(open_side(str(file)).read("1"), text)
    assert [(mark.start, mark.end) for mark in document.mentions] == places
