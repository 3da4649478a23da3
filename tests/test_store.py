"""Files of records: one canonical form, read strictly, written whole or not at all."""

import os
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import FIRING, firing
from making import TEXT, article_of, ident, make, pass_of, records_of, texts_of, zones_of
from strategies import any_file

from steppe import Corpus, CorpusError, Document, Texts
from steppe.model import Entity, Mention
from steppe.store import files
from steppe.store.form import ARTICLE, arranged, dump, parse
from steppe.text import fingerprint

LINE = '{"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}'


@given(any_file())
def test_writing_then_reading_gives_the_same_records_in_order(file):
    form, records = file
    data = dump(form, records)
    assert parse(form, data) == (arranged(form, records), [])
    assert parse(form, data, sound=True) == (arranged(form, records), [])


@given(any_file(), st.randoms())
def test_the_order_of_writing_leaves_no_trace(file, random):
    form, records = file
    shuffled = random.sample(records, len(records))
    assert dump(form, shuffled) == dump(form, records)


@given(any_file())
def test_a_record_stands_on_one_line_whatever_its_strings_hold(file):
    form, records = file
    data = dump(form, records)
    assert data.count(b"\n") == len(records)
    assert b"\r" not in data
    assert data.decode().startswith("{")


@given(any_file(), st.data())
def test_other_bytes_are_never_taken_for_the_canonical_form(file, data):
    form, records = file
    there = dump(form, records)
    at = data.draw(st.integers(0, len(there)))
    other = data.draw(st.sampled_from([b" ", b"\n", b"\r", b"\xff", b"{", b"\0", b""]))
    changed = there[:at] + other + there[at + data.draw(st.integers(0, 2)) :]
    found, faults = parse(form, changed)
    assert faults or dump(form, found) == changed  # what is read without a fault is spelt as it would be written


@given(st.sampled_from([ARTICLE, "entities", "relations"]), st.binary(max_size=40))
def test_any_bytes_give_records_or_faults(form, data):
    records, faults = parse(form, data)
    assert bool(records) or bool(faults)
    assert all(0 <= fault.line <= data.count(b"\n") + 2 for fault in faults)


def test_reading_order_is_start_then_longest_then_id():
    def mention(start, end, number):
        return Mention(id=ident("m", number), start=start, end=end, type="Firm", quote="x")

    article = article_of(TEXT)
    right = [
        article,
        pass_of(article),
        pass_of(article, "bo"),
        *zones_of(TEXT),
        mention(0, 4, 2),
        mention(5, 15, 1),
        mention(5, 10, 0),
        mention(5, 10, 3),
        mention(11, 14, 4),
    ]
    assert arranged(ARTICLE, right[::-1]) == right
    assert parse(ARTICLE, dump(ARTICLE, right[::-1])) == (right, [])


@pytest.mark.parametrize("swapped", range(len(firing("example", "FREE")) - 1))
def test_two_lines_in_the_wrong_order_are_found(swapped):
    lines = dump(ARTICLE, firing("example", "FREE")).splitlines(keepends=True)
    lines[swapped : swapped + 2] = lines[swapped + 1], lines[swapped]
    faults = parse(ARTICLE, b"".join(lines))[1]
    assert [(fault.line, fault.name) for fault in faults] == [(swapped + 1, "not-canonical")]


def test_absent_means_default_and_is_how_a_default_is_written():
    bare, full = Entity(id="e-222222", type="Firm", name="Acme"), b'"parts":[],"member_of":[]'
    assert b"parts" not in dump("entities", [bare])
    spelt = dump("entities", [bare]).replace(b"}", b"," + full + b"}")
    records, faults = parse("entities", spelt)
    assert records == [bare]
    assert [fault.name for fault in faults] == ["not-canonical"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (LINE.replace('"start"', '"begin"'), "unknown field 'begin'"),
        (LINE.replace('"start":0,', ""), "missing required field 'start'"),
        (LINE.replace('"start":0', '"start":"0"'), "Expected 'int', got 'str' - at '$.start'"),
        (LINE.replace('"start":0', '"start":-1'), "Expected 'int' >= 0 - at '$.start'"),
        (LINE.replace('"start":0', '"start":0.5'), "at '$.start'"),
        (LINE.replace('"start":0', '"start":null'), "Expected 'int', got 'null' - at '$.start'"),
        (LINE.replace('"start":0', '"start":2147483648'), "Expected 'int' <= 2147483647 - at '$.start'"),
        (LINE.replace('"start":0', '"start":1' + "0" * 400), "at '$.start'"),
        (LINE.replace('"mention"', '"thing"'), "Invalid value 'thing' - at '$.kind'"),
        (LINE.replace('"mention"', '"entity"'), "Invalid value 'entity' - at '$.kind'"),
        (LINE.replace('"kind":"mention",', ""), "missing required field 'kind'"),
        (LINE.replace('"quote":"Acme"', '"quote":["Acme"]'), "Expected 'str', got 'array' - at '$.quote'"),
        (LINE[:-1], "truncated"),
        (LINE + LINE, "malformed"),
        ("[]", "Expected 'object'"),
        ("null", "Expected 'object'"),
        (LINE.replace("Acme", "\\ud800"), "surrogate"),
        (LINE.replace("Acme", "\x00"), "malformed"),
        ("[" * 100_000, ""),
    ],
)
def test_a_record_out_of_form_is_told_line_and_field(line, why):
    head = dump(ARTICLE, [article_of(TEXT)])
    records, faults = parse(ARTICLE, head + line.encode() + b"\n")
    assert records == []
    assert [(fault.line, fault.name) for fault in faults] == [(2, "malformed-record")]
    assert why in faults[0].message


@pytest.mark.parametrize("fails", ["replace", "fsync", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, fails):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fails, fail)
    with pytest.raises(OSError, match="No space"):
        files.write(file, b"new")
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.jsonl": b"old"}


def test_a_write_replaces_the_file_and_leaves_no_other(tmp_path):
    file = tmp_path / "folder" / "a.jsonl"
    for data in (b"old\r\n", b"new\n"):
        files.write(file, data)
        assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"a.jsonl": data}
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_symbolic_link_is_not_read(tmp_path):
    (tmp_path / "there").write_bytes(b"secret")
    (tmp_path / "link").symlink_to("there")
    with pytest.raises(files.UnsafePath, match="link is a symbolic link"):
        files.read(tmp_path / "link")


def test_a_broken_symbolic_link_is_no_missing_file(tmp_path):
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(files.UnsafePath):
        files.read(tmp_path / "link")


def test_folders_that_are_or_hold_symbolic_links_are_not_listed(tmp_path):
    real = tmp_path / "real"
    (real / "inner").mkdir(parents=True)
    (real / "a.jsonl").touch()
    assert files.listing(real, ".jsonl") == ["a"]
    assert files.folders(real) == ["inner"]
    (tmp_path / "link").symlink_to("real")
    for list_ in (lambda folder: files.listing(folder, ".jsonl"), files.folders):
        with pytest.raises(files.UnsafePath):
            list_(tmp_path / "link")
    (real / "b.jsonl").symlink_to("a.jsonl")
    with pytest.raises(files.UnsafePath):
        files.listing(real, ".jsonl")
    with pytest.raises(files.UnsafePath):
        files.folders(real)


def test_hidden_files_are_not_articles(tmp_path):
    (tmp_path / ".a.jsonl.swp").touch()
    (tmp_path / ".a.jsonl").touch()
    (tmp_path / "a.jsonl~").touch()
    assert files.listing(tmp_path, ".jsonl") == []


@pytest.mark.parametrize(
    "name", ["../gold/example", "/etc/passwd", "..", "", "a/b", "Example", "example\n", "example.jsonl", "\u0435xample"]
)
def test_a_name_that_leads_elsewhere_is_not_read(tmp_path, name):
    root = make(tmp_path / "corpus")
    reading = Corpus(root).read(name)
    assert reading.document is None
    assert [located.fault.name for located in reading.faults] == ["unsafe-name"]


def test_a_name_that_no_file_has_is_told(tmp_path):
    root = make(tmp_path / "corpus")
    with pytest.raises(CorpusError, match="no file annotations/gold/other"):
        Corpus(root).read("other")


def test_a_folder_without_annotations_is_no_corpus(tmp_path):
    with pytest.raises(CorpusError, match="there is no folder annotations/"):
        Corpus(tmp_path)


def test_a_text_that_somebody_holds_is_found_by_what_it_says(tmp_path):
    root = make(tmp_path / "corpus", FIRING, firing("example", "LINKED"))
    assert Corpus(root).read("example").document.text is None
    (texts_of(root) / "example.txt").rename(texts_of(root) / "whatever it is called.txt")
    (texts_of(root) / "latin.txt").write_bytes(b"caf\xe9")
    texts = Texts(texts_of(root))
    assert Corpus(root, texts).read("example").document.text == FIRING
    assert texts.get(fingerprint(FIRING)) == FIRING
    assert texts.get(fingerprint("other")) is None


def test_the_text_of_an_open_article_is_not_taken_from_elsewhere(tmp_path):
    root = make(tmp_path / "corpus")
    (root / "annotations/articles/example.txt").rename(tmp_path / "example.txt")
    reading = Corpus(root, Texts(tmp_path)).read("example")
    assert [located.fault.name for located in reading.faults] == ["missing-text"]


def test_sentences_tile_the_zone():
    document = Document("x", firing("example", "FREE"), FIRING)
    for zone in document.zones:
        sentences = [(start, end) for start, end, of in document.sentences if of is zone]
        assert sentences[0][0] == zone.start
        assert sentences[-1][1] == zone.end
        assert all(one[1] == two[0] for one, two in pairwise(sentences))
    assert [FIRING[start:end] for start, end, zone in document.sentences if zone is document.zones[1]] == [
        "Acme fired Ann on Monday, Bo said. ",
        "She left with 7 others.",
    ]


def test_line_numbers_are_those_of_the_file(tmp_path):
    root = make(tmp_path / "corpus", FIRING, firing("example", "FREE"))
    document = Corpus(root).read("example").document
    lines = (root / "annotations/gold/example.jsonl").read_bytes().splitlines(keepends=True)
    for record in document.records:
        assert lines[document.line(record) - 1] == dump(ARTICLE, [record])
    assert document.line(records_of('{"kind":"entity","id":"e-222222","type":"Firm","name":"x"}')[0]) == 0
