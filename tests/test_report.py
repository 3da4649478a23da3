"""The report for people, the fingerprints, and what is known."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import edit, findings, ident, make

from steppe.finding import WIDEST, Finding, harmless, spot
from steppe.report import BaselineError, Report, read_baseline, rendered, summary, write_baseline
from steppe.report.places import Places, within
from steppe.report.report import fingerprints
from steppe.report.text import columns, excerpt, painted

FILE = "annotations/gold/example.jsonl"


def finding(message="is wrong", mark="m-234567", line=4, **more):
    return Finding(FILE, line, "S203", "quote-differs", mark, message, **more)


def told(root, found, form="text", **more):
    return rendered(form, Report(found, Places(root), **more))


def test_a_finding_shows_the_line_of_the_text_with_a_caret_under_the_place(tmp_path):
    root = make(tmp_path, "So it was.\n\nAcme fired Ann.")
    found = [finding(spot=spot("So it was.\n\nAcme fired Ann.", 17, 22))]
    assert told(root, found).split("\n")[1:] == ["  text 3 | Acme fired Ann.", "         |      ^^^^^", ""]
    assert told(root, found, excerpts=False) == f"{found[0]}\n"


@pytest.mark.parametrize(
    ("text", "word", "caret"),
    [
        ("Ann left", "left", "    ^^^^"),
        ("東京 left", "left", "     ^^^^"),
        ("cafe\u0301 left", "left", "     ^^^^"),
        ("go 東京 now", "東京", "   ^^^^"),
        ("🏠 left", "left", "   ^^^^"),
        ("a\tleft", "left", "   ^^^^"),
    ],
    ids=["ascii", "wide", "combining", "wide-place", "emoji", "tab"],
)
def test_a_caret_stands_under_the_columns_of_its_word(text, word, caret):
    start = text.index(word)
    _, under = excerpt("1", spot(text, start, start + len(word)))
    assert under.partition("| ")[2] == caret


@given(st.text(max_size=300), st.integers(-5, 305), st.integers(-5, 305))
def test_any_place_of_any_text_can_be_shown(text, start, end):
    line, under = excerpt("1", spot(text, start, end))
    assert all(character.isprintable() or unicodedata.category(character) == "Zs" or character in "\u200c\u200d" for character in line)
    assert columns(under) <= columns(line) + 1
    assert "^" in under


def test_of_a_long_place_the_beginning_is_shown():
    _, under = excerpt("1", spot("word " * 500, 100, 2000))
    assert under.count("^") == WIDEST


def test_without_a_text_the_line_of_records_is_shown_with_what_the_message_quotes(tmp_path):
    root = make(tmp_path, records='{"kind":"entity","id":"e-222222","type":"Persona","name":"Ann"}')
    found = findings(root)
    assert found
    line, under = told(root, found[:1]).split("\n")[1:3]
    at = line.index("Persona")
    assert under == " " * 9 + "|" + " " * (at - 10) + "^" * len("Persona")


@pytest.mark.parametrize(
    ("line", "message", "mark", "wanted"),
    [
        ('{"kind":"mention","begin":1}', "Object contains unknown field 'begin'", "", "begin"),
        ('{"kind":"mention","start":"1"}', "Expected 'int', got 'str' - at '$.start'", "", '"start"'),
        ('{"é":1]', "JSON is malformed: expected ',' or '}' (byte 7)", "", "]"),
        ('{"kind":"men', "Input data was truncated", "", "n"),
        ("Acme\u2028fired", "the text holds U+2028 (line separator); remove it before marking", "", "\u2028"),
        ('{"id":"m-234567","type":"Firma"}', "has type 'Firma'; it should be Firm", "m-234567", "Firma"),
        ('{"id":"m-234567","name":"a\\"b"}', "is called 'a\"b'", "m-234567", 'a\\"b'),
        ('{"id":"m-234567"}', "has no type", "m-234567", "m-234567"),
    ],
    ids=["unknown-key", "path", "byte", "truncated", "character", "value", "escaped-value", "id"],
)
def test_what_a_message_speaks_of_is_found_in_the_line(line, message, mark, wanted):
    place = within(line, finding(message, mark))
    assert place is not None
    assert line[slice(*place)] == wanted


def test_what_cannot_be_found_in_the_line_has_no_caret(tmp_path):
    root = make(tmp_path)
    assert "^" not in told(root, [finding("is nowhere", mark="relation", line=2)])
    assert told(root, [finding("of a line that is not there", line=99)]).count("\n") == 1
    assert told(root, [finding("of a file that is not there", line=1), Finding("gone.jsonl", 1, "S203", "x", "", "")]).count("\n") == 3


def test_an_imported_finding_names_both_files_and_reads_only_the_annotations(tmp_path):
    root = make(tmp_path)
    (tmp_path / "secret").write_text("never shown\n", "utf-8")
    found = Finding("secret", 1, "S203", "quote-differs", "T1", "is wrong", carried=f"{FILE}:3")
    assert str(found) == f"secret:1: S203 quote-differs T1: is wrong ({FILE}:3)"
    assert "never shown" not in told(root, [found])
    assert '3 | {"kind":"zone"' in told(root, [found])


def test_colour_is_all_that_colour_adds(tmp_path):
    root = make(tmp_path)
    found = [finding(spot=spot("Acme fired Ann.", 0, 4)), finding("other", line=2)]
    coloured = told(root, found, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == told(root, found)
    assert painted("", "1") == ""


@pytest.mark.parametrize("text", ["::error::x", " ::stop-commands::x", "##[error]x", "a ###[group]b", "\x1b[31m", "\u202egnp", "a\nb\rc\0"])
def test_nothing_that_is_told_is_obeyed(text):
    said = harmless(text)
    assert said.isprintable()
    assert not said.lstrip().startswith("::")
    assert "##[" not in said


def test_a_fingerprint_stays_when_lines_and_offsets_move():
    one = fingerprints([finding("spans 3 to 14; the text has 15")])
    assert one == fingerprints([finding("spans 33 to 44; the text has 1,045", line=9)])
    for other in (finding("is wrong"), finding("spans 3 to 14; the text has 15", "m-234568")):
        assert fingerprints([other]) != one


def test_ids_and_dates_are_no_numbers_to_a_fingerprint():
    assert fingerprints([finding("refers to e-222222")]) != fingerprints([finding("refers to e-333333")])
    assert fingerprints([finding("is '2011-10-31'")]) != fingerprints([finding("is '2011-11-30'")])


def test_findings_that_are_alike_are_counted():
    one, two, three = fingerprints([finding("at 1"), finding("at 2"), finding("other")])
    assert one.removesuffix(":1") == two.removesuffix(":2")
    assert three.endswith(":1")


def test_a_baseline_is_sorted_and_read_back(tmp_path):
    found = [finding("b"), finding("a \u202e"), finding("b", line=9)]
    file = tmp_path / "known.jsonl"
    assert write_baseline(file, found, fingerprints(found)) == 3
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["message"] for line in lines] == ["a \\u202e", "b", "b"]
    assert list(lines[0]) == ["fingerprint", "code", "file", "mark", "message"]
    assert set(read_baseline(file)) == set(fingerprints(found))
    report = Report([*found, finding("new")], Places(tmp_path), baseline=read_baseline(file))
    assert [new.message for new, _ in report.new] == ["new"]
    assert report.fixed == []


@given(st.lists(st.tuples(st.text(), st.text(), st.integers(0, 9)), max_size=6))
def test_what_is_written_to_a_baseline_is_known(tmp_path_factory, said):
    found = [finding(message, mark, line) for message, mark, line in said]
    file = tmp_path_factory.mktemp("baseline") / "known.jsonl"
    write_baseline(file, found, fingerprints(found))
    report = Report(found, Places(file.parent), baseline=read_baseline(file))
    assert list(report.new) == []
    assert report.fixed == []


def test_of_findings_that_are_alike_one_more_is_new(tmp_path):
    file = tmp_path / "known.jsonl"
    write_baseline(file, [finding("at 1")], fingerprints([finding("at 1")]))
    report = Report([finding("at 1"), finding("at 2")], Places(tmp_path), baseline=read_baseline(file))
    assert [new.message for new, _ in report.new] == ["at 2"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{}", "missing required field"),
        ("no", "truncated"),
        ('{"fingerprint":"a","code":"","file":"","mark":"","message":"","x":1}', "unknown field"),
        ("<<<<<<< ours", "malformed"),
        ('{"fingerprint":"a","code":"","file":"","mark":"","message":""}', "stands there twice"),
    ],
)
def test_a_malformed_baseline_is_named_with_its_line(tmp_path, line, why):
    file = tmp_path / "known.jsonl"
    file.write_text('{"fingerprint":"a","code":"","file":"","mark":"","message":""}\n' + line, "utf-8")
    with pytest.raises(BaselineError, match=rf"known\.jsonl:2: .*{why}"):
        read_baseline(file)


def test_the_totals_are_by_family_and_by_rule(tmp_path):
    found = [finding("a"), finding("b"), Finding(FILE, 1, "T403", "type-clash", "", "c")]
    assert list(summary(Report(found, Places(tmp_path), files=[FILE]))) == [
        "      2  S203 quote-differs",
        "      1  T403 type-clash",
        "3 findings in 1 file of articles: 2 spans, 1 types",
    ]


def test_the_totals_name_what_is_fixed(tmp_path):
    file = tmp_path / "known.jsonl"
    write_baseline(file, [finding("a"), finding("gone")], fingerprints([finding("a"), finding("gone")]))
    report = Report([finding("a"), finding("new")], Places(tmp_path), files=[FILE], baseline=read_baseline(file))
    assert list(summary(report)) == [
        f"fixed: {FILE}: S203 m-234567: gone",
        "      1  S203 quote-differs",
        "1 new finding in 1 file of articles: 1 spans",
        "1 of 2 findings of the baseline are still there, 1 are fixed",
        "write the baseline anew (--write-baseline) so that what is fixed stays so",
    ]


def test_an_edit_elsewhere_leaves_every_fingerprint_as_it_was(small):
    file = small / "annotations/gold/open-acme.jsonl"
    edit(file, at=ident("m", 1), type="Firm")
    before = fingerprints(findings(small))
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([*lines[:2], *lines[3:]]))  # one zone fewer
    assert before
    assert set(before) <= set(fingerprints(findings(small)))
