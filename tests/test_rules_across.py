"""Rules across articles: splits, entries of the registry, and people."""

import pytest
from invented import ENTRIES, FIRING, claim, firing
from making import TEXT, article_of, findings, ident, make

ACME = {"kind": "entity", "id": "e-222222", "type": "Firm", "name": "Acme"}
PERSON = {"kind": "entity", "id": "e-333333", "type": "Person", "name": "Ann"}
EVENT = {"kind": "event", "id": "v-222222", "type": "Dismissal", "name": "Ann is fired", "incident": "acme"}
FIRST = {
    "kind": "mention",
    "id": "m-222222",
    "start": 0,
    "end": 4,
    "quote": "Acme",
    "type": "Firm",
    "level": "NAM",
    "refers_to": "e-222222",
}
SECOND = FIRST | {"id": "m-333333", "start": 11, "end": 14, "quote": "Ann", "type": "Person", "refers_to": "e-333333"}
VERB = {"kind": "trigger", "id": "t-222222", "start": 5, "end": 10, "quote": "fired", "type": "Dismissal", "refers_to": "v-222222"}
SPAN = {"start": 0, "end": 14, "quote": "Acme fired Ann"}


def told(root):
    """What is found: code, file, mark."""
    return [(finding.code, finding.file.removeprefix("annotations/"), finding.mark) for finding in findings(root)]


def asking(root, **checks):
    """Add to what corpus.toml checks."""
    file = root / "annotations/corpus.toml"
    lines = "".join(f"{key} = {str(value).lower()}\n" for key, value in checks.items())
    file.write_text(f"{file.read_text('utf-8')}\n[checks]\n{lines}", "utf-8")


def other(incident="bolt", text=TEXT, **more):
    return article_of(text, "other", incident=incident, **more)


def test_an_answer_is_about_an_event_of_its_own_incident(tmp_path):
    answers = [{"facet": "DAY", "event": "v-222222", "values": ["2024"]}]
    root = make(tmp_path / "c", TEXT, [VERB, EVENT])
    make(root, TEXT, [other(), claim(0, [SPAN], answers=answers)], "other")
    assert told(root) == [("X601", "gold/other.jsonl", ident("c", 0))]
    make(root, TEXT, [other("acme"), claim(0, [SPAN], answers=answers)], "other")
    assert told(root) == []


def test_entities_are_of_one_incident_where_the_corpus_says_so(tmp_path):
    root = make(tmp_path / "c", TEXT, [FIRST, SECOND, ACME, PERSON])
    make(root, TEXT, [other(), FIRST, SECOND], "other")
    assert told(root) == []
    asking(root, closed_entities=True)
    assert told(root) == [("X601", "gold/other.jsonl", "m-222222"), ("X601", "gold/other.jsonl", "m-333333")]


@pytest.mark.parametrize(("retold", "incident"), [("example", "bolt"), ("nobody", "acme")], ids=["across-the-split", "not-there"])
def test_an_article_retells_one_on_its_side_of_the_split(retold, incident, tmp_path):
    root = make(tmp_path / "c", TEXT)
    make(root, TEXT, [other(incident, retells=(retold,))], "other")
    assert told(root) == [("X601", "gold/other.jsonl", "article")]


def test_an_article_stays_where_it_was_released(tmp_path):
    splits = [{"kind": "split", "article": name, "split": "train", "since": "1.0.0"} for name in ("example", "gone", "other")]
    root = make(tmp_path / "c", TEXT, [*splits, splits[0] | {"split": "test"}])
    make(root, TEXT, [other()], "other")
    assert told(root) == [("X603", "splits.jsonl", name) for name in ("example", "gone", "other")]


LONG = "Acme fired Ann and took on nobody in her place."


@pytest.mark.parametrize(
    ("changes", "differs"),
    [([{}], False), ([{"type": "Person"}], True), ([{"end": 10, "quote": "Acme fired"}], True), ([{"level": "NOM"}], False), ([], True)],
    ids=["the-same", "another-type", "another-place", "another-level", "not-marked"],
)
def test_the_same_line_is_marked_alike(changes, differs, tmp_path):
    root = make(tmp_path / "c", LONG, [FIRST, ACME])
    make(root, "Before.\n" + LONG, [_moved(FIRST | change, len("Before.\n")) for change in changes], "other")
    found = [(file, mark) for code, file, mark in told(root) if code == "X604"]
    assert found == [("gold/other.jsonl", ident("z", 1))] * differs


def _moved(mark, by):
    return mark | {"start": mark["start"] + by, "end": mark["end"] + by}


def test_a_short_line_says_different_things_in_different_places(tmp_path):
    root = make(tmp_path / "c", f"{TEXT}\n{TEXT}", [FIRST, ACME])
    assert told(root) == []


def test_a_line_twice_in_one_article_is_compared_too(tmp_path):
    root = make(tmp_path / "c", f"{LONG}\n{LONG}", [FIRST, ACME])
    assert told(root) == [("X604", "gold/example.jsonl", ident("z", 1))]


def test_support_is_counted_on_each_side_of_the_split(tmp_path):
    root = make(tmp_path / "c", TEXT, [FIRST, SECOND, ACME, PERSON])
    make(root, TEXT, [other(), FIRST, SECOND], "other")
    asking(root, least_support=2)
    assert told(root) == [("X605", "labels.toml", label) for label in ("mention.Firm", "mention.Person", "zone.Story")]


def test_what_is_used_makes_what_it_is_a_part_of_used(tmp_path):
    chain = [PERSON | {"id": f"e-33333{n}", "name": str(n), "member_of": [f"e-33333{n + 1}"]} for n in range(3, 6)]
    root = make(tmp_path / "c", TEXT, [SECOND, *chain, PERSON | {"id": "e-333336", "name": "all"}])
    assert told(root) == []
    make(root, TEXT, [EVENT, EVENT | {"id": "v-333333", "name": "a part of it", "subevent_of": ["v-222222"]}, SECOND])
    assert told(root) == [("X607", "events.jsonl", "v-222222"), ("X607", "events.jsonl", "v-333333")]


def test_nothing_is_called_unused_where_an_article_cannot_be_read(tmp_path):
    root = make(tmp_path / "c", TEXT, [FIRST, ACME, PERSON])
    assert ("X607", "entities.jsonl", "e-333333") in told(root)
    (root / "annotations/gold/other.jsonl").write_text("{\n", "utf-8")
    assert [file for _, file, _ in told(root)] == ["gold/other.jsonl"]


@pytest.mark.parametrize(("trigger", "event", "clash"), [("Theft", "Theft.Raid", 0), ("Theft.Raid", "Theft", 0), ("Sale", "Theft", 1)])
def test_a_trigger_may_be_finer_than_its_event(trigger, event, clash, tmp_path):
    root = make(tmp_path / "c", TEXT, [VERB | {"type": trigger}, EVENT | {"type": event, "name": "it"}])
    assert told(root) == [("X608", "gold/example.jsonl", "t-222222")] * clash


def test_each_cycle_is_told_once(tmp_path):
    def events(*pairs):
        return [EVENT | {"id": f"v-33333{one}", "name": str(one), "member_of": [f"v-33333{two}"]} for one, two in pairs]

    root = make(tmp_path / "c", TEXT, events((2, 3), (3, 4), (4, 2), (5, 6), (6, 5), (7, 2)))
    assert told(root) == [("X611", "events.jsonl", "v-333332"), ("X611", "events.jsonl", "v-333335")]


def test_a_long_chain_is_no_cycle(tmp_path):
    chain = [ACME | {"id": ident("e", n), "name": f"{n:05}", "member_of": [ident("e", n + 1)]} for n in range(3000)]
    root = make(tmp_path / "c", TEXT, [*chain, ACME | {"id": ident("e", 3000), "name": "all"}])
    assert told(root) == []


THIEF = PERSON | {"name": "Ann, the thief"}
GROUP = {"kind": "entity", "id": "e-444444", "type": "Person", "name": "the three"}
COURT = VERB | {"type": "Sentence", "arguments": [{"role": "Convict", "filler": "m-333333"}], "refers_to": "v-444444"}
COURTED = EVENT | {"id": "v-444444", "type": "Sentence", "name": "verdict of May"}
GUILTY = {
    "a-word-of-guilt": ([THIEF], 1),
    "a-word-of-doubt": ([THIEF | {"name": "Ann, the alleged thief"}], 0),
    "a-part-of-a-word": ([THIEF | {"name": "Ann Thiefson"}], 0),
    "convicted": ([THIEF, COURT, COURTED], 0),
    "not-convicted": ([THIEF, COURT | {"polarity": "NEG"}, COURTED], 1),
    "perhaps-convicted": ([THIEF, COURT | {"modality": "MAYBE"}, COURTED], 1),
    "convicted-with-others": ([THIEF | {"id": "e-555555", "member_of": ["e-333333"]}, PERSON | {"name": "the three"}, COURT, COURTED], 0),
    "dead": ([THIEF, VERB | {"type": "Death", "arguments": [{"role": "Dead", "filler": "m-333333"}]}, EVENT | {"type": "Death"}], 0),
    "a-theft-of-a-person": ([PERSON, VERB | {"type": "Theft"}, EVENT | {"type": "Theft", "name": "Ann's theft"}], 1),
    "an-alleged-theft": ([PERSON, VERB | {"type": "Theft"}, EVENT | {"type": "Theft", "name": "Ann's alleged theft"}], 0),
    "no-offence": ([PERSON, VERB, EVENT], 0),
    "a-theft-of-somebody-else": ([PERSON, VERB | {"type": "Theft"}, EVENT | {"type": "Theft", "name": "theft by Anna"}], 0),
    "a-theft-of-a-firm": ([PERSON, ACME, FIRST, VERB | {"type": "Theft"}, EVENT | {"type": "Theft", "name": "Acme theft"}], 0),
    "a-theft-of-an-accused-firm": (
        [PERSON, ACME | {"parts": ["accused"]}, FIRST, VERB | {"type": "Theft"}, EVENT | {"type": "Theft", "name": "Acme theft"}],
        1,
    ),
}


@pytest.mark.parametrize(("records", "number"), GUILTY.values(), ids=GUILTY)
def test_nobody_is_called_guilty_without_a_verdict(records, number, tmp_path):
    used = [SECOND, SECOND | {"id": "m-555555", "start": 0, "quote": "Acme fired Ann", "refers_to": "e-555555"}]
    root = make(tmp_path / "c", TEXT, [*records, *used[: 1 + any(record["id"] == "e-555555" for record in records)]])
    found = told(root)
    assert [code for code, _, _ in found] == ["X615"] * number


def test_of_an_entry_only_the_first_family_speaks(tmp_path):
    wrong = {"kind": "entity", "id": "e-9", "type": "Firm", "name": "x"}  # R307, and X607
    root = make(tmp_path / "c", FIRING, [*firing("example", "FREE"), *ENTRIES, wrong])
    assert told(root) == [("R307", "entities.jsonl", "e-9")]


def test_an_exception_silences_a_rule_of_the_corpus(tmp_path):
    exception = {"kind": "exception", "rule": "unused-entry", "at": "e-333333", "reason": "Spoken of in the next part."}
    root = make(tmp_path / "c", TEXT, [FIRST, ACME, PERSON])
    assert [code for code, _, _ in told(root)] == ["X607"]
    make(root, TEXT, [FIRST, exception])
    assert told(root) == []
