"""Offsets in UTF-16 units: mended where quote or digest prove it, left where they do not."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import assume, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from invented import BO, FIRING, Sketch
from making import article_of, codes, findings, ident, make, opened, pass_of, put, records_of
from sound import C, M, Z, corpus

from steppe.mend import FIXABLE, mend, write
from steppe.mend.fixes import Change
from steppe.mend.offsets import Recount
from steppe.mend.settle import Settlement
from steppe.model import Mention, Zone
from steppe.store.form import ARTICLE, dump, parse
from steppe.text import digest, lines

GOLD = "annotations/gold/example.jsonl"
ENTRY = {"kind": "entity", "id": BO, "type": "Person", "name": "Bo"}
WORDS = ["Acme", "a", "Ann", "Ann Ann", "\U0001f600", "\U0001f600\U0001f3e0", "cafe\u0301", "\U00020000", "x\U0001f600x"]


def units(text, offset):
    """An offset as JavaScript would count it."""
    return len(text[:offset].encode("utf-16-le")) // 2


def counted(value, text):
    """What a record says as builtins, its offsets in UTF-16 units."""
    if isinstance(value, (list, tuple)):
        return [counted(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    there = {key: counted(item, text) for key, item in value.items()}
    there |= {key: units(text, there[key]) for key in ("start", "end") if key in there}
    if "sentences" in there:
        there["sentences"] = [units(text, start) for start in there["sentences"]]
    return there


def shift(root, text, wanted=lambda record: True):
    """Count the offsets of those records of the article in UTF-16 units; what its file was."""
    file = root / GOLD
    was = file.read_bytes()
    records = msgspec.to_builtins(parse(ARTICLE, was)[0])
    file.write_bytes(dump(ARTICLE, records_of([counted(record, text) if wanted(record) else record for record in records])))
    return was


def mended(root):
    result = mend(opened(root))
    write(opened(root), result.edits)
    return result


def test_every_offset_of_an_article(tmp_path):
    for tier in ("FREE", "LINKED"):
        root = corpus(tmp_path / tier, tier=tier)
        clean = findings(root)
        was = shift(root, FIRING)
        assert codes(root) >= {"S204"}
        assert mended(root).remaining == clean
        assert (root / GOLD).read_bytes() == was


def test_a_span_that_then_ends_after_the_text(tmp_path):
    text = "\U0001f600 Bo"
    mark = Sketch(text).mark("mention", 0, "Bo", "Person", level="NAM", refers_to=BO)
    root = make(tmp_path / "corpus", text, [mark, ENTRY])
    was = shift(root, text)
    assert "S201" in codes(root)
    assert mended(root).remaining == []
    assert (root / GOLD).read_bytes() == was


def test_only_those_marks_that_are_shifted(tmp_path):
    root = corpus(tmp_path / "corpus")
    clean = findings(root)
    was = shift(root, FIRING, lambda record: record.get("id") in (M(3), C(1), Z(3)))
    result = mended(root)
    assert {finding.mark for finding in result.fixed} >= {M(3), C(1)}
    assert result.remaining == clean
    assert (root / GOLD).read_bytes() == was


def test_a_shifted_mark_that_fits_nowhere_is_left_and_the_others_are_mended(tmp_path):
    root = corpus(tmp_path / "corpus", {M(3): {"quote": "By"}})
    was = shift(root, FIRING)
    there = next(record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0] if getattr(record, "id", "") == M(3))
    result = mended(root)
    assert {found.finding.mark for found in result.left} == {M(3)}
    assert {found.reason for found in result.left if found.finding.code == "S203"} == {FIXABLE["S203"]}
    after = parse(ARTICLE, (root / GOLD).read_bytes())[0]
    assert [record for record in after if record != there] == [
        record for record in parse(ARTICLE, was)[0] if getattr(record, "id", "") != M(3)
    ]
    assert there in after


def test_a_line_is_mended_around_a_mark_that_fits_nowhere(tmp_path):
    text = "\U0001f600 Bo\nShe left"
    mark = Sketch(text).mark("mention", 0, "Bo", "Person", level="NAM", refers_to=BO) | {"quote": "By"}
    root = make(tmp_path / "corpus", text, [mark, ENTRY])
    shift(root, text)
    before = codes(root)
    mended(root)
    assert "S211" in codes(root) - before, "the mark is now outside the line, but it never was where it says"
    zones = [record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0] if isinstance(record, Zone)]
    assert [text[zone.start : zone.end] for zone in zones] == text.split("\n")


def test_a_span_that_also_fits_where_it_is_is_left(tmp_path):
    text = "\U0001f600\U0001f600\U0001f600 Bo Bo"
    mark = Sketch(text).mark("mention", 0, "Bo", "Person", level="NAM", refers_to=BO)
    root = make(tmp_path / "corpus", text, [mark, ENTRY])
    shift(root, text)
    mended(root)
    (after,) = (record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0] if isinstance(record, Mention))
    assert after.start == text.rindex("Bo")
    assert findings(root) == []


def test_a_fix_that_would_bring_a_finding_is_refused(tmp_path):
    text = '\U0001f600 "Bobo"'
    mark = Sketch(text).mark("mention", 0, '"Bob', "Person", level="NAM", refers_to=BO)
    root = make(tmp_path / "corpus", text, [mark | {"start": mark["start"] + 1, "end": mark["end"] + 1}, ENTRY])
    (found,) = mended(root).left
    assert (found.finding.code, found.reason) == ("S203", f"the fix would bring S207 cut-word at {M(0)}")


def test_of_several_changes_the_one_that_spoils_another_mark_is_found():
    """Five marks are at 1 and should be at 0; to move the third there brings a finding to a mark that does not move."""
    marks = [Sketch("Bo").mark("mention", number, "Bo", "Person") | {"start": 1, "end": 2} for number in range(6)]
    state = {GOLD: records_of(marks)}

    def judge(state):
        there = {record.id: record.start for record in state[GOLD]}
        found = Counter(("S203", GOLD, mark) for mark, start in there.items() if start and mark != M(5))
        return found + Counter({("S211", GOLD, M(5)): there[M(2)] == 0})

    settlement = Settlement(state, ("S203",), judge, lambda file: ARTICLE)
    settlement.settle([Change(GOLD, number + 1, msgspec.structs.replace(state[GOLD][number], start=0)) for number in range(5)])
    assert {change.line for change in settlement.accepted} == {1, 2, 4, 5}
    assert settlement.refused == {(GOLD, 3): f"the fix would bring S211 outside-zone at {M(5)}"}
    assert [record.start for record in settlement.after()[GOLD]] == [0, 0, 0, 0, 1, 1]


def test_a_change_that_helps_nothing_is_refused():
    state = {GOLD: records_of([Sketch("Bo").mark("mention", 0, "Bo", "Person")])}
    settlement = Settlement(state, ("S203",), lambda state: Counter(), lambda file: ARTICLE)
    settlement.settle([Change(GOLD, 1, None)])
    assert (settlement.accepted, settlement.refused) == ([], {(GOLD, 1): "the finding would stay"})


def utf16_to_code_points(text, offset):
    """The code-point offset of an offset in UTF-16 units; None where it splits a surrogate pair or lies outside."""
    units = 0
    for index, character in enumerate(text):
        if units == offset:
            return index
        units += 2 if character > "\uffff" else 1
    return len(text) if units == offset else None


@given(st.text(st.sampled_from("a\n\u00e9\u4e2d\U0001f600\U0010ffff"), max_size=12), st.integers(0, 30))
def test_the_table_reads_units_as_walking_the_text_does(text, offset):
    assert Recount(text).code_point(offset) == utf16_to_code_points(text, offset)


@st.composite
def articles(draw):
    """A text and an article of it: some words are marked, some lines have several sentences."""
    rows = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=4))
    text = "\n".join(" ".join(row) for row in rows)
    article = article_of(text, "example")
    records = [article, pass_of(article)]
    places, sentences = [], []
    at = 0
    for row in rows:
        starts = []
        for word in row:
            starts.append(at)
            places.append((at, at + len(word)))
            at += len(word) + 1
        sentences.append([starts[0], *sorted(draw(st.sets(st.sampled_from(starts[1:]))))] if len(starts) > 1 else [])
    for number, (_, start, end) in enumerate(lines(text)):
        zone = {"kind": "zone", "id": ident("z", number), "start": start, "end": end, "digest": digest(text[start:end]), "type": "Story"}
        records.append(zone | ({"sentences": sentences[number]} if len(sentences[number]) > 1 else {}))
    for number, (start, end) in enumerate(sorted(draw(st.sets(st.sampled_from(places))))):
        mark = {"kind": "mention", "id": ident("m", number), "start": start, "end": end, "quote": text[start:end], "type": "Person"}
        records.append(mark | {"level": "NAM", "refers_to": BO})
    return text, records_of([record if isinstance(record, dict) else msgspec.to_builtins(record) for record in records])


def undecided(text, record):
    """Whether the offsets of a record in UTF-16 units are other ones, and the same words stand there in code points."""
    start, end = units(text, record.start), units(text, record.end)
    return (start, end) != (record.start, record.end) and text[start:end] == text[record.start : record.end]


@given(articles())
@limits(max_examples=60)
def test_any_article_that_is_shifted_is_restored(drawn):
    text, records = drawn
    assume(not any(undecided(text, record) for record in records if hasattr(record, "start")))
    with TemporaryDirectory() as folder:
        root = put(Path(folder) / "corpus", text, records, records_of([ENTRY]))
        was = shift(root, text)
        mended(root)
        assert (root / GOLD).read_bytes() == was
        again = (root / GOLD).stat().st_mtime_ns
        assert mended(root).edits == []
        assert (root / GOLD).stat().st_mtime_ns == again


@given(articles(), st.data())
@limits(max_examples=60)
def test_of_a_part_that_is_shifted_nothing_is_made_worse(drawn, data):
    text, records = drawn
    some = data.draw(st.sets(st.sampled_from([record.id for record in records if hasattr(record, "start")])))
    with TemporaryDirectory() as folder:
        root = put(Path(folder) / "corpus", text, records, records_of([ENTRY]))
        was = shift(root, text, lambda record: record.get("id") in some)
        before = parse(ARTICLE, (root / GOLD).read_bytes())[0]
        mended(root)
        after = {record.id: record for record in parse(ARTICLE, (root / GOLD).read_bytes())[0] if hasattr(record, "start")}
        right = {record.id: record for record in parse(ARTICLE, was)[0] if hasattr(record, "start")}
        found = {record.id: record for record in before if hasattr(record, "start")}
        assert all(after[mark] in (right[mark], found[mark]) for mark in right), "a mark is as it was found, or right"
        assert all(after[mark] == right[mark] for mark in right if found[mark] == right[mark]), "what was right stays"
