"""Rules of form that an example in a docstring cannot show: what is wrong is a file's size, name or place."""

import pytest
from invented import BO, FIRING, firing
from making import ARTICLE, TEXT, article_of, dump, filled, findings, make, pass_of, put, zones_of

from steppe.store.form import LONGEST

GOLD = "annotations/gold/example.jsonl"


@pytest.fixture
def corpus(tmp_path):
    return make(tmp_path / "corpus")


def only(root):
    """The one finding, as (code, file, line)."""
    found = findings(root)
    assert len(found) == 1, [str(finding) for finding in found]
    return found[0].code, found[0].file, found[0].line


def rewrite(root, *records):
    (root / GOLD).write_bytes(b"".join(dump(ARTICLE, [record]) for record in records))


def test_f105_a_line_longer_than_any_record(corpus):
    with (corpus / GOLD).open("ab") as file:
        file.write(b'{"kind":"' + b"x" * LONGEST + b'"}\n')
    assert only(corpus) == ("F105", GOLD, 4)


def test_f105_a_file_longer_than_any_record_is_no_overlong_line(corpus):
    text = "Acme fired Ann.\n" * 4000
    marks, _ = filled(text, "")
    put(corpus, text, marks, [])
    assert len((corpus / GOLD).read_bytes()) < LONGEST, "the zones alone are no megabyte"
    (corpus / GOLD).write_bytes((corpus / GOLD).read_bytes() + b"\n" * LONGEST)
    assert only(corpus)[0] == "F108"


def test_f109_marks_without_an_article(corpus):
    rewrite(corpus, *zones_of(TEXT))
    assert only(corpus) == ("F109", GOLD, 1)


def test_f109_a_pass_without_an_article(corpus):
    rewrite(corpus, pass_of(article_of(TEXT)))
    assert only(corpus) == ("F109", GOLD, 1)


def test_f110_two_articles_in_a_file(corpus):
    rewrite(corpus, article_of(TEXT), article_of(TEXT, "second"), pass_of(article_of(TEXT)))
    assert only(corpus) == ("F110", GOLD, 2)


def test_f111_the_pass_over_another_article(corpus):
    rewrite(corpus, article_of(TEXT), pass_of(article_of(TEXT)), pass_of(article_of(TEXT, "other"), "bo"))
    assert only(corpus) == ("F111", GOLD, 3)


def test_f112_a_file_that_was_renamed(corpus):
    (corpus / GOLD).rename(corpus / "annotations/gold/renamed.jsonl")
    assert only(corpus) == ("F112", "annotations/gold/renamed.jsonl", 1)


@pytest.mark.parametrize("name", ["Acme", "a b", "-acme", "acme_1", "é", "a.b"])
def test_f113_a_name_that_cannot_name_an_article(corpus, name):
    (corpus / GOLD).rename(corpus / f"annotations/gold/{name}.jsonl")
    assert only(corpus) == ("F113", f"annotations/gold/{name}.jsonl", 0)


def test_f114_a_text_that_is_not_there(corpus):
    (corpus / "annotations/articles/example.txt").unlink()
    assert only(corpus) == ("F114", "annotations/articles/example.txt", 0)


def test_f114_is_not_for_a_tier_whose_text_is_elsewhere(tmp_path):
    article = article_of(TEXT, tier="LINKED", publisher="The Daily")
    put(tmp_path / "corpus", TEXT, [article, pass_of(article), *zones_of(TEXT)], [])
    (tmp_path / "corpus-texts/example.txt").unlink()
    assert findings(tmp_path / "corpus") == []


@pytest.mark.parametrize("file", [GOLD, "annotations/articles/example.txt"])
def test_f116_a_symbolic_link(corpus, tmp_path, file):
    elsewhere = tmp_path / "elsewhere"
    (corpus / file).rename(elsewhere)
    (corpus / file).symlink_to(elsewhere)
    code, there, _ = only(corpus)
    assert code == "F116"
    assert there.startswith("annotations/gold")


def test_f116_a_folder_in_the_place_of_a_file(corpus):
    (corpus / GOLD).unlink()
    (corpus / GOLD).mkdir()
    assert only(corpus) == ("F116", GOLD, 0)


def test_f116_passes_of_an_annotator_who_is_a_symbolic_link(corpus, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (corpus / "annotations/passes").mkdir()
    (corpus / "annotations/passes/bo").symlink_to(tmp_path / "elsewhere")
    assert only(corpus)[0] == "F116"


@pytest.mark.parametrize("character", ["\r", "\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff"])
def test_f115_names_the_line_and_the_character(tmp_path, character):
    text = f"Acme fired Ann.\nThen{character} it closed."
    root = make(tmp_path / "corpus", "Acme fired Ann.")
    (root / "annotations/articles/example.txt").write_bytes(text.encode())
    found = findings(root)
    assert [(finding.code, finding.file, finding.line) for finding in found] == [("F115", "annotations/articles/example.txt", 2)]
    assert f"U+{ord(character):04X}" in found[0].message


def test_f115_hides_nothing_of_the_marks(tmp_path):
    text = "Acme fired Ann.\r\nThen it closed."
    mark = {"kind": "mention", "id": "m-222222", "start": 11, "end": 13, "quote": "An", "type": "Person", "level": "NAM", "refers_to": BO}
    entry = {"kind": "entity", "id": BO, "type": "Person", "name": "Ann"}
    assert [finding.code for finding in findings(make(tmp_path / "corpus", text, [mark, entry]))] == ["F115", "S207"]


def test_tab_line_feed_and_no_break_space_are_no_forbidden_characters(tmp_path):
    assert findings(make(tmp_path / "corpus", "Acme\tfired\u00a0Ann.\n\nThen\u2009it \u200bclosed.\n")) == []


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda lines: [lines[0], lines[1], lines[3], lines[2], *lines[4:]], 3),  # two marks change places
        (lambda lines: [lines[1], lines[0], *lines[2:]], 1),  # the pass stands first
        (lambda lines: [*lines[:3], b"\n", *lines[3:]], 4),  # a blank line
        (lambda lines: [*lines[:-1], lines[-1][:-1]], 21),  # no line end after the last, where canonical form has one more
        (lambda lines: [lines[0].replace(b'"en"', b'"\\u0065n"'), *lines[1:]], 1),  # an escape that needs none
        (lambda lines: [lines[0].replace(b"}", b',"retells":[]}'), *lines[1:]], 1),  # a default that is spelt out
    ],
    ids=["order", "pass-first", "blank-line", "no-last-line-end", "escape", "default"],
)
def test_f108_says_where_canonical_form_ends(tmp_path, damage, line):
    root = put(tmp_path / "corpus", FIRING, firing("example", "FREE"), [])
    there = (root / GOLD).read_bytes().splitlines(keepends=True)
    (root / GOLD).write_bytes(b"".join(damage(there)))
    assert only(root) == ("F108", GOLD, line)


def test_all_faults_of_a_file_are_told_each_with_its_line(corpus):
    head = (corpus / GOLD).read_bytes().splitlines(keepends=True)[:2]
    bad = [b'{"kind":"zone"}\n', b"\xff\n", b"<<<<<<< HEAD\n", b'{"kind":"thing"}\n', b'{"kind":"zone","id":"z-222222"}\r\n']
    (corpus / GOLD).write_bytes(b"".join([*head, *bad]))
    assert [(finding.line, finding.code) for finding in findings(corpus)] == [
        (3, "F107"),
        (4, "F107"),
        (5, "F106"),
        (6, "F107"),
        (7, "F103"),
    ]
