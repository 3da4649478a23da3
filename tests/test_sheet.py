"""Marking sheets: the records of an article as people enter them, and back again."""

import json

import click
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import FIRING, Sketch, claim, firing
from making import article_of, files_of, findings, ident, opened, pass_of, records_of, texts_of, zones_of

from steppe import Document
from steppe.sheet import Handles, from_sheet, read_sheet, to_sheet
from steppe.store.form import ARTICLE, arranged, dump
from steppe.text import cuts_word

WORDS = st.sampled_from(["Ann", "Bo", "fired", "fi\u0301red", "\U0001f600", "7", "a", "No", "no", ",", "caf\u00e9"])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join).map(lambda words: words + "."), min_size=1, max_size=4)


@st.composite
def documents(draw):
    """An article with zones of several sentences, mentions, triggers and claims at whole words."""
    text, zones = "", []
    for number, sentences in enumerate(draw(st.lists(LINES, min_size=1, max_size=3))):
        starts = []
        for sentence in sentences:
            starts.append(len(text))
            text += sentence + " "
        text = text[:-1] + "\n"
        zones.append(
            {"kind": "zone", "id": ident("z", number), "start": starts[0], "type": "Story", "sentences": starts if len(starts) > 1 else []}
        )
    for zone, there in zip(zones, zones_of(text), strict=True):
        zone.update(end=there.end, digest=there.digest)
    edges = [at for at in range(len(text) + 1) if not cuts_word(text, at) and text[at : at + 1] != "\u0301"]
    places = [(a, b) for a in edges for b in edges if a < b <= a + 12 and text[a:b] == text[a:b].strip() and "\n" not in text[a:b]]
    place = st.sampled_from(places).map(lambda place: {"start": place[0], "end": place[1], "quote": text[slice(*place)]})
    person = {"type": "Person", "level": "NAM", "refers_to": ident("e", 1)}
    marks = [{"kind": "mention", "id": ident("m", number), **draw(place), **person} for number in range(draw(st.integers(0, 3)))]
    for number in range(draw(st.integers(0, 2))):
        arguments = [{"role": "Boss", "filler": mark["id"]} for mark in marks if mark["kind"] == "mention"]
        marks.append(
            {"kind": "trigger", "id": ident("t", number), **draw(place), "type": "Sale", "refers_to": ident("v", 1), "arguments": arguments}
        )
    for number in range(draw(st.integers(0, 2))):
        via = [{"by": ident("m", 0), "cue": [draw(place)]}] if draw(st.booleans()) else []
        answers = [
            {"facet": "DAY", "event": ident("v", 1), "values": ["2024", ident("e", 1)]},
            {"facet": "REMARK", "subject": ident("e", 2)},
        ]
        marks.append(
            claim(number, draw(st.lists(place, min_size=1, max_size=2)), cue=[draw(place)], by=ident("m", 0), via=via, answers=answers)
        )
    article = article_of(text)
    records = records_of([article, pass_of(article), *zones, *marks])
    return Document("x", arranged(ARTICLE, records), text)


@given(documents())
def test_a_sheet_gives_the_records_again(document):
    lines = "\n".join(json.dumps(entry, ensure_ascii=False) for entry in to_sheet(document))
    records = from_sheet(read_sheet(lines.encode()), Handles(), document.article, document.text, quotes=True)
    assert arranged(ARTICLE, [document.article, *records]) == list(document.records)


def test_a_sentence_that_stands_inside_the_one_before_is_found_where_it_begins():
    text = "Who fired Ann? Ann? No."
    sketch = Sketch(text)
    (zone,) = sketch.zones("Story", sentences={0: ["Ann? No", "No."]})
    article = article_of(text)
    document = Document("x", [article, pass_of(article), zone], text)
    records = from_sheet(enumerate(to_sheet(document), start=1), Handles(), article, text, quotes=True)
    assert records[1] == zone


def test_the_sheet_of_an_article_whose_text_is_elsewhere_gives_digests(small):
    document = opened(small).read("link-acme").document
    records = from_sheet(enumerate(to_sheet(document), start=1), Handles(), document.article, FIRING, quotes=False)
    assert arranged(ARTICLE, [document.article, *records]) == list(document.records)
    assert not any(getattr(record, "quote", "") for record in records)


def test_handles_become_ids_and_keep_them():
    handles = Handles()
    first = handles.id("ann", "m", "one")
    assert first.startswith("m-")
    assert len(first) == 8
    assert handles.id("ann", "m", "one") == first
    assert handles.id("ann", "m", "two") != first, "a mark is known in its article"
    entity = handles.id("ann", "e")
    assert entity != first
    assert Handles(handles.known).id("ann", "e") == entity
    assert handles.id("m-222222", "m", "one") == "m-222222", "an id is its own"
    assert handles.id("m-22222l", "m", "one") != "m-22222l", "what only looks like an id is a handle"


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(["", "one", "two"])), unique=True, max_size=20))
def test_no_two_handles_share_an_id(names):
    handles = Handles()
    found = [handles.id(handle, "m", scope) for handle, scope in names]
    assert len(set(found)) == len(found)


SHEET = """
{"kind":"article","name":"new","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme"}
{"kind":"pass","annotator":"ann","guidelines":"1","date":"2024-01-02"}
{"kind":"entity","id":"zoe","type":"Person","name":"Zoe"}
{"kind":"event","id":"out","type":"Dismissal","name":"Zoe is fired","incident":"acme"}

{"kind":"zone","id":"z1","line":1,"type":"Story","sentences":["She was"]}
{"kind":"mention","id":"m1","line":1,"quote":"Zoe","type":"Person","level":"NAM","refers_to":"zoe"}
{"kind":"mention","id":"m2","line":1,"quote":"She","type":"Person","level":"PRO","refers_to":"zoe"}
{"kind":"trigger","id":"t1","line":1,"quote":"fired","nth":2,"type":"Dismissal","refers_to":"out","arguments":[{"role":"Dismissed","filler":"m2"}]}
{"kind":"claim","id":"c1","spans":[{"line":1,"quote":"She","to":"fired"}],"source_kind":"SPEAKER","by":"m1","cue":[{"line":1,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"CULPRIT","event":"out","values":["zoe"]}],"canonical":"Zoe was fired."}
""".lstrip()
NEW = "Bo was not fired, Zoe said. She was fired.\n"


@pytest.fixture
def mark(small, inside, tmp_path):
    """Run `steppe mark` on a sheet."""
    (small / "annotations/articles/new.txt").write_bytes(NEW.encode())

    def run(sheet, *arguments):
        (tmp_path / "sheet.jsonl").write_bytes(sheet if isinstance(sheet, bytes) else sheet.encode())
        return inside("mark", tmp_path / "sheet.jsonl", "--corpus", small, *arguments)

    return run


def test_mark_writes_what_a_sheet_says(mark, small):
    done = mark(SHEET)
    assert done.exit_code == 0, done.output
    assert findings(small) == []
    document = opened(small).read("new").document
    assert [document.slice(mention) for mention in document.mentions] == ["Zoe", "She"]
    assert [mention.quote for mention in document.mentions] == ["Zoe", "She"]
    assert [NEW[start:end] for start, end, _ in document.sentences] == ["Bo was not fired, Zoe said. ", "She was fired."]
    (trigger,) = document.triggers
    (said,) = document.claims
    registry = opened(small).registry
    assert NEW[: trigger.start].count("fired") == 1
    assert registry.name(trigger.refers_to) == "Zoe is fired"
    assert trigger.arguments[0].filler == document.mentions[1].id
    assert (said.by, said.spans[0].quote) == (document.mentions[0].id, "She was fired")
    assert registry.name(said.answers[0].values[0]) == "Zoe"
    assert registry.name(ident("e", 0)) == "Ann", "what was in the registry stays"


def test_mark_again_with_the_same_handles_changes_nothing(mark, small, tmp_path):
    ids = tmp_path / "ids.json"
    assert mark(SHEET, "--ids", str(ids)).exit_code == 0
    before, known = files_of(small), json.loads(ids.read_bytes())
    assert known["zoe"].startswith("e-")
    assert known["new/m1"].startswith("m-")
    assert mark(SHEET, "--ids", str(ids)).exit_code == 0
    assert files_of(small) == before
    assert json.loads(ids.read_bytes()) == known


def test_a_sheet_that_was_written_is_marked_again_to_the_same_bytes(mark, small, inside):
    before = files_of(small)
    done = inside("sheet", "open-acme", "--corpus", small)
    assert done.exit_code == 0
    assert mark(done.output).exit_code == 0
    assert files_of(small) == before


def test_a_sheet_of_an_article_whose_text_is_elsewhere(mark, small, inside):
    before = files_of(small)
    texts = ["--texts", str(texts_of(small))]
    done = inside("sheet", "link-acme", "--corpus", small, *texts)
    assert mark(done.output, *texts).exit_code == 0
    assert files_of(small) == before
    assert mark(done.output).exit_code == 1, "without the text no place can be found"
    assert files_of(small) == before


def test_mark_as_an_annotator_writes_a_pass_and_a_registry_of_its_own(mark, small):
    before = files_of(small)
    assert mark(SHEET.replace('"annotator":"ann"', '"annotator":"bo"'), "--by", "bo").exit_code == 0
    after = files_of(small)
    assert {name for name in after if after[name] != before.get(name)} == {
        "annotations/passes/bo/new.jsonl",
        "annotations/passes/bo/entities.jsonl",
        "annotations/passes/bo/events.jsonl",
    }


def line(number, old, new):
    lines = SHEET.split("\n")
    assert old in lines[number - 1]
    return "\n".join([*lines[: number - 1], lines[number - 1].replace(old, new), *lines[number:]])


WRONG = {
    # name: the sheet, the line that is named, what is said
    "not-there": (line(7, '"Zoe"', '"Zo"'), 7, "does not have 'Zo' as whole words"),
    "in-another-line": (line(7, '"line":1', '"line":2'), 7, "line 1 has it"),
    "several": (line(9, ',"nth":2', ""), 9, "2 times; say which with nth"),
    "no-such-line": (line(7, '"line":1', '"line":9'), 7, "there is no line 9"),
    "line-in-words": (line(7, '"line":1', '"line":"1"'), 7, ""),
    "line-that-is-null": (line(7, '"line":1', '"line":null'), 7, ""),
    "quote-that-is-a-number": (line(7, '"quote":"Zoe"', '"quote":7'), 7, ""),
    "no-quote": (line(7, '"quote":"Zoe",', ""), 7, "quote"),
    "no-place": (line(7, '"line":1,"quote":"Zoe",', ""), 7, "start"),
    "sentence-that-is-not-there": (line(6, "She was", "He was"), 6, "He was"),
    "sentences-that-are-no-list": (line(6, '["She was"]', "5"), 6, ""),
    "sentence-that-is-a-number": (line(6, '["She was"]', "[5]"), 6, ""),
    "zone-without-line": (line(6, '"line":1,', ""), 6, "line"),
    "unknown-key": (line(7, '"level"', '"depth"'), 7, "depth"),
    "unknown-kind": (line(7, '"mention"', '"menton"'), 7, "menton"),
    "kind-that-is-a-list": (line(7, '"mention"', '["mention"]'), 7, ""),
    "no-kind": (line(7, '"kind":"mention",', ""), 7, "no kind"),
    "no-id": (line(7, '"id":"m1",', ""), 7, "id"),
    "id-that-is-a-number": (line(7, '"m1"', "1"), 7, ""),
    "type-that-is-a-number": (line(7, '"Person"', "1"), 7, "type"),
    "argument-without-filler": (line(9, ',"filler":"m2"', ""), 9, "filler"),
    "arguments-that-are-words": (line(9, '[{"role":"Dismissed","filler":"m2"}]', '["m2"]'), 9, ""),
    "answers-that-are-words": (line(10, '[{"facet":"CULPRIT","event":"out","values":["zoe"]}]', '["zoe"]'), 10, ""),
    "values-that-are-a-number": (line(10, '["zoe"]', "7"), 10, ""),
    "values-that-are-lists": (line(10, '["zoe"]', '[["zoe"]]'), 10, ""),
    "spans-that-are-no-list": (line(10, '[{"line":1,"quote":"She","to":"fired"}]', "7"), 10, ""),
    "entity-with-an-unknown-key": (line(3, '"name"', '"called"'), 3, "called"),
    "entity-whose-id-is-a-number": (line(3, '"zoe"', "7"), 3, ""),
    "entity-whose-members-are-a-number": (line(3, '"name"', '"member_of":7,"name"'), 3, ""),
    "no-article": ("\n".join(SHEET.split("\n")[1:]), 1, "begins with its article"),
    "article-of-no-tier": (line(1, "FREE", "GRATIS"), 1, "tier"),
    "article-that-climbs": (line(1, '"new"', '"../new"'), 1, "name"),
    "article-without-text": (line(1, '"new"', '"newer"'), 1, "newer.txt"),
    "article-with-an-unknown-key": (line(1, '"language"', '"tongue"'), 1, "tongue"),
    "text-that-is-not-held": (line(1, "FREE", "LINKED"), 1, "--texts"),
    "malformed-json": (line(7, "}", ""), 7, ""),
    "a-list": (line(7, SHEET.split("\n")[6], "[]"), 7, "object"),
    "conflict-marker": (line(7, SHEET.split("\n")[6], "<<<<<<< HEAD"), 7, ""),
    "nul": (line(7, "Zoe", "Z\0oe"), 7, ""),
    "deep-nesting": (line(7, '"Zoe"', "[" * 100_000), 7, ""),
    "not-utf-8": (line(7, "Zoe", "Zo\u00e9").encode("latin-1"), 7, ""),
}


@pytest.mark.parametrize(("sheet", "number", "why"), WRONG.values(), ids=WRONG)
def test_of_a_sheet_with_an_error_nothing_is_written(sheet, number, why, mark, small, tmp_path):
    before = files_of(small)
    done = mark(sheet, "--ids", str(tmp_path / "ids.json"))
    assert done.exit_code == 1, done.output
    assert f"sheet.jsonl: line {number}: " in done.output
    assert why in done.output
    assert done.output.count("\n") == 1
    assert files_of(small) == before
    assert not (tmp_path / "ids.json").exists()


@pytest.mark.parametrize("ids", ["{", "[]", '{"zoe":7}', "\xff"])
def test_of_handles_that_cannot_be_read_nothing_is_written(ids, mark, small, tmp_path):
    (tmp_path / "ids.json").write_text(ids, "latin-1")
    before = files_of(small)
    done = mark(SHEET, "--ids", str(tmp_path / "ids.json"))
    assert done.exit_code in (1, 2)
    assert "ids.json" in done.output
    assert files_of(small) == before


@pytest.mark.parametrize("damage", [b"<<<<<<< HEAD\n", b"{}\n", b"\xff\n"])
def test_a_registry_that_cannot_be_read_is_not_written_over(damage, mark, small):
    file = small / "annotations/entities.jsonl"
    file.write_bytes(file.read_bytes() + damage)
    before = files_of(small)
    done = mark(SHEET)
    assert done.exit_code in (1, 2), "the entries that were there would be lost"
    assert "annotations/entities.jsonl" in done.output
    assert files_of(small) == before


@pytest.mark.parametrize("by", ["../gold", "Bo", "/etc"])
def test_an_annotator_who_cannot_be_one(by, mark, small):
    before = files_of(small)
    assert mark(SHEET, "--by", by).exit_code == 2
    assert files_of(small) == before


def test_a_sheet_that_is_not_there(small, inside):
    done = inside("mark", "nowhere.jsonl", "--corpus", small)
    assert done.exit_code == 2


def test_a_span_that_cannot_be_quoted_has_no_sheet(small, inside):
    marks = firing("open-acme", "FREE")
    at = FIRING.index("fired")
    marks[-1] = msgspec.structs.replace(
        marks[-1], cue=(marks[-1].cue[0], msgspec.structs.replace(marks[-1].cue[0], start=at, end=at + 3, quote="fir"))
    )
    (small / "annotations/gold/open-acme.jsonl").write_bytes(dump(ARTICLE, marks))
    done = inside("sheet", "open-acme", "--corpus", small)
    assert done.exit_code == 1
    assert "'fir'" in done.output
    assert "whole words" in done.output
    assert click.unstyle(done.output) == done.output
