"""Rules of the registry and the corpus, what rules say besides, and which are asked when others have found something."""

import msgspec
import pytest
from invented import ANN, BO, ENTRIES, FIRED, FIRING, Sketch, firing
from making import codes, findings, make, put, records_of
from sound import UNDATED, C, M, T, corpus, piece, said, sound

REGISTRY = {
    "event-id": ("R307", [{"kind": "event", "id": "w-222222", "type": "Sale", "name": "x", "incident": "acme"}]),
    "cluster-id": ("R307", [{"kind": "cluster", "id": "k-1", "facet": "REMARK", "claims": []}]),
    "entity-twice": ("R307", [{"kind": "entity", "id": ANN, "type": "Person", "name": "Ann again"}]),
    "member-of-itself": ("R308", [{"kind": "entity", "id": "e-999999", "type": "Firm", "name": "x", "member_of": ["e-999999"]}]),
    "member-of-an-event": ("R308", [{"kind": "entity", "id": "e-999999", "type": "Firm", "name": "x", "member_of": [FIRED]}]),
    "event-member-of-nothing": (
        "R308",
        [{"kind": "event", "id": "v-999999", "type": "Sale", "name": "x", "incident": "acme", "member_of": ["v-999998"]}],
    ),
    "subevent-of-an-entity": (
        "R308",
        [{"kind": "event", "id": "v-999999", "type": "Sale", "name": "x", "incident": "acme", "subevent_of": [ANN]}],
    ),
    "cluster-of-an-event-that-is-gone": (
        "R308",
        [{"kind": "cluster", "id": "k-999999", "facet": "DAY", "event": "v-999999", "claims": []}],
    ),
    "cluster-of-a-subject-that-is-an-event": (
        "R308",
        [{"kind": "cluster", "id": "k-999999", "facet": "REMARK", "subject": FIRED, "claims": []}],
    ),
    "relation-from-nothing": (
        "R308",
        [
            {"kind": "cluster", "id": "k-999999", "facet": "REMARK", "claims": []},
            {"kind": "relation", "type": "LATER", "a": "k-999998", "b": "k-999999"},
        ],
    ),
    "relation-to-nothing": (
        "R308",
        [
            {"kind": "cluster", "id": "k-999999", "facet": "REMARK", "claims": []},
            {"kind": "relation", "type": "LATER", "a": "k-999999", "b": "k-999998"},
        ],
    ),
    "relation-to-itself": (
        "R308",
        [
            {"kind": "cluster", "id": "k-999999", "facet": "REMARK", "claims": []},
            {"kind": "relation", "type": "LATER", "a": "k-999999", "b": "k-999999"},
        ],
    ),
    "cluster-of-a-claim-that-is-gone": ("R309", [{"kind": "cluster", "id": "k-999999", "facet": "REMARK", "claims": ["example/c-999999"]}]),
    "cluster-of-an-article-that-is-gone": ("R309", [{"kind": "cluster", "id": "k-999999", "facet": "REMARK", "claims": [f"other/{C(0)}"]}]),
    "cluster-of-a-mention": ("R309", [{"kind": "cluster", "id": "k-999999", "facet": "REMARK", "claims": [f"example/{M(0)}"]}]),
    "trace-from-nothing": ("R309", [{"kind": "trace", "claim": "example/c-999999", "source": f"example/{C(0)}", "entailed": True}]),
    "trace-to-nothing": ("R309", [{"kind": "trace", "claim": f"example/{C(0)}", "source": "example/c-999999", "entailed": True}]),
    "exception-for-nothing": ("R309", [{"kind": "exception", "rule": "cut-word", "at": "example/c-999999", "reason": "x"}]),
    "part": ("T407", [{"kind": "entity", "id": "e-999999", "type": "Firm", "name": "x", "parts": ["thief"]}]),
    "entity-of-a-type-without-registry": ("T407", [{"kind": "entity", "id": "e-999999", "type": "Day", "name": "x"}]),
    "event-type": ("T407", [{"kind": "event", "id": "v-999999", "type": "Dance", "name": "x", "incident": "acme"}]),
    "event-of-no-incident": ("T407", [{"kind": "event", "id": "v-999999", "type": "Sale", "name": "x", "incident": "coup"}]),
    "cluster-facet": ("T407", [{"kind": "cluster", "id": "k-999999", "facet": "WHEN", "claims": []}]),
    **{
        f"relation-{key}": (
            "T407",
            [
                *({"kind": "cluster", "id": f"k-99999{n}", "facet": "REMARK", "claims": []} for n in (8, 9)),
                {"kind": "relation", "type": "LATER", "a": "k-999998", "b": "k-999999", key: label},
            ],
        )
        for key, label in (("type", "SAME"), ("conflict", "MOOD"), ("basis", "FELT"))
    },
}


@pytest.mark.parametrize(("code", "records"), REGISTRY.values(), ids=REGISTRY)
def test_a_rule_of_the_registry_finds_what_is_wrong_and_names_its_line(code, records, tmp_path):
    root = make(tmp_path / "corpus", FIRING, [*firing("example", "FREE"), *ENTRIES, *records])
    found = findings(root)
    assert {finding.code for finding in found} == {code}
    last = records_of(records)[-1]
    lines = (root / found[0].file).read_text("utf-8").split("\n")
    assert lines[found[0].line - 1] == msgspec.json.encode(last).decode() or code == "R307"


def test_offsets_in_utf16_units_are_recognised(tmp_path):
    # One emoji stands before: every offset after it is one too high.
    at = piece("Ann")
    root = corpus(tmp_path / "corpus", {"m-222223": {"start": at["start"] + 1, "end": at["end"] + 1}})
    messages = [finding.message for finding in findings(root) if finding.code == "S203"]
    assert len(messages) == 1
    assert f"the offsets look like UTF-16 units: in code points the span is {at['start']} to {at['end']}" in messages[0]


def test_offsets_in_utf16_units_are_recognised_by_digest(tmp_path):
    at = sound("LINKED")[M(1)]
    root = corpus(tmp_path / "corpus", tier="LINKED", changes={"m-222223": {"start": at["start"] + 1, "end": at["end"] + 1}})
    messages = [finding.message for finding in findings(root) if finding.code == "S204"]
    assert len(messages) == 1
    assert f"in code points the span is {at['start']} to {at['end']}" in messages[0]


def test_offsets_that_are_wrong_in_another_way_are_not_called_utf16(tmp_path):
    root = corpus(tmp_path / "corpus", {"m-222223": piece("Monday", quote="Ann")})
    messages = [finding.message for finding in findings(root) if finding.code == "S203"]
    assert len(messages) == 1
    assert "UTF-16" not in messages[0]


def test_a_mark_between_a_letter_and_its_combining_accent_cuts_a_word(tmp_path):
    text = "The box\u0301 fired Ann."
    records = '{"kind":"mention","id":"m-222222","start":4,"end":7,"quote":"box","type":"Firm","level":"NOM","refers_to":"e-222222"}\n'
    records += '{"kind":"entity","id":"e-222222","type":"Firm","name":"the box"}'
    assert codes(make(tmp_path / "corpus", text, records)) == {"S207"}


def test_without_the_text_marks_are_checked_by_all_that_needs_none(tmp_path):
    root = corpus(tmp_path / "corpus", tier="LINKED", changes={"m-222223": {"start": 999, "end": 1000}})
    (tmp_path / "corpus-texts/example.txt").unlink()
    assert codes(root) == {"S201"}


def test_a_piece_that_quotes_an_article_of_others(tmp_path):
    root = corpus(tmp_path / "corpus", tier="LINKED", changes={"c-222222": said(piece("said"))})
    assert [(finding.code, finding.mark) for finding in findings(root)] == [("L701", C(0))]


def test_a_family_hides_the_next_of_the_same_mark(tmp_path):
    wrong = UNDATED | {"m-222224": {"value": "Monday"}}  # T406
    assert codes(corpus(tmp_path / "types", wrong)) == {"T406"}
    assert codes(corpus(tmp_path / "spans", UNDATED | {"m-222224": {"value": "Monday", **piece("Monday", quote="Sunday")}})) == {"S203"}


def test_a_family_hides_the_next_of_a_mark_that_points_at_the_faulty_one(tmp_path):
    beyond = {"m-222223": {"start": 998, "end": 999}}  # the filler of a role that would now be in another sentence
    assert {finding.mark for finding in findings(corpus(tmp_path / "corpus", beyond))} == {"m-222223"}


def test_a_family_hides_nothing_of_other_marks(tmp_path):
    wrong = UNDATED | {"m-222224": {"value": "Monday"}}
    assert codes(corpus(tmp_path / "references", wrong | {"pass": None})) == {"R306", "T406"}
    assert codes(corpus(tmp_path / "spans", wrong | {"m-222223": piece("Ann", quote="Bob")})) == {"S203", "T406"}


def test_without_a_readable_registry_only_spans_are_judged(tmp_path):
    root = corpus(tmp_path / "corpus", {"m-222224": {"value": "Monday"}, "m-222223": piece("Ann", quote="Bob")})
    (root / "annotations/entities.jsonl").write_bytes(b"{\n")  # what refers to it would all be called dangling
    assert codes(root) == {"F107", "S203"}


def test_an_exception_silences_one_rule_for_one_mark(tmp_path):
    wrong = {"m-222223": piece("nn"), "t-222222": piece("fire", 2)}  # S207 twice
    root = corpus(
        tmp_path / "corpus", wrong | {"exception": {"kind": "exception", "rule": "cut-word", "at": f"example/{M(1)}", "reason": "why not"}}
    )
    assert [(finding.code, finding.mark) for finding in findings(root)] == [("S207", T(0))]


def test_nothing_is_said_of_the_claims_of_an_article_that_cannot_be_read(tmp_path):
    cluster = {"kind": "cluster", "id": "k-222222", "facet": "REMARK", "claims": ["example/c-999999"]}
    assert codes(corpus(tmp_path / "sound", {"cluster": cluster})) == {"R309"}
    root = corpus(tmp_path / "faulty", {"cluster": cluster})
    with (root / "annotations/gold/example.jsonl").open("ab") as file:
        file.write(b"{\n")
    assert codes(root) == {"F107"}


def test_a_retelling_has_each_claim_traced(tmp_path):
    retelling = {"article": {"retells": ["other"]}}
    found = findings(corpus(tmp_path / "corpus", retelling))
    assert {(finding.code, finding.mark) for finding in found} == {("X601", "article"), ("L703", C(0)), ("L703", C(1)), ("L703", C(2))}
    trace = {"kind": "trace", "claim": f"example/{C(0)}", "source": f"example/{C(1)}", "entailed": True}
    found = findings(corpus(tmp_path / "traced", retelling | {"trace": trace}))
    assert {finding.mark for finding in found if finding.code == "L703"} == {C(1), C(2)}


def test_passes_are_judged_by_the_registry_of_their_annotator(tmp_path):
    root = corpus(tmp_path / "corpus")
    put(root, FIRING, firing("example", "FREE", annotator="bo"), [], folder="passes/bo")
    found = findings(root)
    assert {(finding.code, finding.file) for finding in found} == {("R304", "annotations/passes/bo/example.jsonl")}
    put(root, FIRING, firing("example", "FREE", annotator="bo"), records_of(ENTRIES), folder="passes/bo")
    assert findings(root) == []


def test_a_mark_that_reaches_one_character_into_the_next_sentence(tmp_path):
    text = "Bo left. 7 left."
    sketch = Sketch(text)
    marks = [*sketch.zones("Story", sentences={0: ["7 left"]}), sketch.mark("mention", 0, "left. 7", "Person", level="NOM", refers_to=BO)]
    entry = {"kind": "entity", "id": BO, "type": "Person", "name": "Bo"}
    assert codes(make(tmp_path / "corpus", text, [*marks, entry])) == {"R310"}


def test_an_unknown_type_does_not_hide_what_is_wrong_with_another_mention(tmp_path):
    found = findings(corpus(tmp_path / "corpus", {"m-222227": {"type": "Week"}, "m-222224": {"value": ""}}))
    assert {(finding.code, finding.mark) for finding in found} == {("T401", "m-222227"), ("T402", "m-222224")}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({number: {"kind": "trace", "claim": f"example/{C(0)}", "source": f"example/{C(1)}", "entailed": True} for number in "ab"}, "R307"),
        ({number: {"kind": "exception", "rule": "cut-word", "at": f"example/{M(0)}", "reason": "x"} for number in "ab"}, "R307"),
        ({"t-222222": {"arguments": [{"role": "Cause", "filler": T(0)}]}}, "R303"),
    ],
    ids=["trace", "exception", "its-own-cause"],
)
def test_what_stands_twice_or_points_at_itself(changes, code, tmp_path):
    assert code in codes(corpus(tmp_path / "corpus", changes))


def test_the_same_pass_twice(tmp_path):
    marks = firing("example", "FREE")
    again = next(record for record in marks if record.__struct_config__.tag == "pass")
    root = put(tmp_path / "corpus", FIRING, [*marks, again], records_of(ENTRIES))
    assert codes(root) == {"R306"}
