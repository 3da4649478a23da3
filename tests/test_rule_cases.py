"""What each rule of the article finds besides the example in its docstring."""

import pytest
from invented import ANN, BO, FIRED, FIRING
from making import codes, findings
from sound import ANN_AT, START, UNDATED, C, L, M, T, Z, about, answering, corpus, link, mention, piece, said, sound, told

from steppe.text import digest


def test_the_article_to_change_is_sound(tmp_path):
    assert findings(corpus(tmp_path / "corpus")) == []
    assert findings(corpus(tmp_path / "linked", tier="LINKED")) == []


MORROW = {"kind": "mention", "id": M(8), **piece("left"), "type": "Day", "value": "2024-01-02"}
"""Another day, in another sentence."""
SECOND = {"t-222224": {"kind": "trigger", "id": T(2), **piece("others"), "type": "Dismissal", "refers_to": "v-222222"}}
"""Another trigger of the sentence in which the second one stands."""
CASES = {
    # spans
    "empty-span": ("S201", {"m-222223": {"start": 30, "end": 30}}, M(1)),
    "reversed-span": ("S201", {"m-222223": {"start": ANN_AT + 3, "end": ANN_AT}}, M(1)),
    "span-one-past-the-end": ("S201", {"m-222223": {"end": len(FIRING) + 1}}, M(1)),
    "cue-outside": ("S201", {"c-222222": said(piece("said", end=999))}, C(0)),
    "cue-of-the-chain-outside": ("S201", {"c-222224": {"via": [{"cue": [piece("likely", start=999, end=1000)]}]}}, C(2)),
    "zone-outside": ("S201", {"z-222226": {"end": 999}}, Z(4)),
    "length-differs": ("S202", {"article": {"length": len(FIRING) + 1}}, "article"),
    "quote-of-a-trigger": ("S203", {"t-222222": {"quote": "tired"}}, T(0)),
    "quote-of-a-claim": ("S203", {"c-222223": {"spans": [piece("She left", quote="He left")]}}, C(1)),
    "quote-of-the-chain": ("S203", {"c-222224": {"via": [{"cue": [piece("likely", quote="unlikely")]}]}}, C(2)),
    "quote-in-another-case": ("S203", {"m-222223": {"quote": "ANN"}}, M(1)),
    "digest-of-a-zone": ("S204", {"z-222222": {"digest": "0" * 12}}, Z(0)),
    "digest-too-short": ("S204", {"z-222222": {"digest": "0"}}, Z(0)),
    "both-quote-and-digest": ("S205", {"m-222223": {"digest": digest("Ann")}}, M(1)),
    "neither-in-the-chain": ("S205", {"c-222224": {"via": [{"cue": [piece("likely", quote="")]}]}}, C(2)),
    "white-edge-before": ("S206", {"m-222223": piece(" Ann")}, M(1)),
    "white-edge-of-a-claim": ("S206", {"c-222223": {"spans": [piece("She left ")]}}, C(1)),
    "cut-at-the-start": ("S207", {"m-222223": piece("nn")}, M(1)),
    "cut-at-the-end": ("S207", {"t-222222": piece("fire", 2)}, T(0)),
    "cut-between-digits-and-letters": ("S207", {"m-222226": piece("Monda")}, M(4)),
    "cue-pieces-backwards": ("S208", {"c-222222": said(piece("said"), piece("Bo"))}, C(0)),
    "chain-pieces-touch": ("S208", {"c-222224": {"via": [{"cue": [piece("likely"), piece(" that")]}]}}, C(2)),
    "content-overlaps-itself": ("S208", {"c-222223": {"spans": [piece("She left"), piece("left with")]}}, C(1)),
    "line-without-zone": ("S209", {"z-222224": None}, "article"),
    "zone-of-two-lines": ("S209", {"z-222224": {"end": FIRING.index("  Acme") + 5}}, Z(2)),
    "zone-with-white-edge": ("S209", {"z-222225": {"start": FIRING.index("  Acme")}}, Z(3)),
    "zones-twice": ("S210", {"z-222229": sound()[Z(2)] | {"id": "z-222229"}}, Z(7)),
    "sentences-not-from-the-start": ("S210", {"z-222223": {"sentences": [START + 5, FIRING.index("She")]}}, Z(1)),
    "sentences-backwards": ("S210", {"z-222223": {"sentences": [START, FIRING.index("She"), FIRING.index("Bo")]}}, Z(1)),
    "sentence-at-the-end": ("S210", {"z-222223": {"sentences": [START, sound()[Z(1)]["end"]]}}, Z(1)),
    "sentence-twice": ("S210", {"z-222223": {"sentences": [START, START]}}, Z(1)),
    "mark-over-two-lines": ("S211", {"c-222223": {"spans": [piece("7 others.\nShare this page")]}}, C(1)),
    "mark-in-furniture": ("S211", {"m-22222b": mention("page")}, M(9)),
    "claim-in-a-repeated-line": ("S211", {"c-22222b": told(piece("Acme fires", 2))}, C(9)),
    "mention-twice": ("S212", {"m-22222b": mention("Ann")}, M(9)),
    "trigger-twice": ("S212", {"t-22222b": sound()[T(0)] | {"id": T(9)}}, T(9)),
    "claim-twice": ("S212", {"c-22222b": told(piece("She left with 7 others"))}, C(9)),
    "repeat-of-nothing": ("S214", {"z-222224": {"type": "Repeat"}}, Z(2)),
    "repeat-of-a-later-line": ("S214", {"z-222222": {"type": "Repeat"}, "z-222225": {"type": "Story"}}, Z(0)),
    # references
    "id-of-a-zone": ("R301", {"z-222222": {"id": "z-22222l"}}, "z-22222l"),
    "id-with-another-letter": ("R301", {"m-222223": {"id": "n-222223"}, "t-222222": {"arguments": []}}, "n-222223"),
    "id-too-long": ("R301", {"c-222222": {"id": "c-2222222"}}, "c-2222222"),
    "id-with-capitals": ("R301", {"t-222223": {"id": "t-22222A"}}, "t-22222A"),
    "id-with-a-line-end": ("R301", {"t-222223": {"id": "t-222223\n"}}, "t-222223\n"),
    "id-twice": ("R302", {"z-222223": {"id": Z(0)}}, Z(0)),
    "filler-is-a-claim": ("R303", {"t-222222": {"arguments": [{"role": "Boss", "filler": C(0)}]}}, T(0)),
    "source-is-a-trigger": ("R303", {"c-222222": said(piece("said"), by=T(0))}, C(0)),
    "source-of-the-chain-is-gone": ("R303", {"c-222224": {"via": [{"by": M(99)}]}}, C(2)),
    "mention-of-an-event": ("R304", {"m-222223": {"refers_to": FIRED}}, M(1)),
    "trigger-of-an-entity": ("R304", {"t-222222": {"refers_to": ANN}}, T(0)),
    "trigger-of-nothing": ("R304", {"t-222222": {"refers_to": ""}}, T(0)),
    "answer-of-an-event-that-is-gone": ("R304", {"c-222222": answering("DAY", "2024", event="v-999999")}, C(0)),
    "answer-of-a-subject-that-is-an-event": ("R304", {"c-222224": answering("REMARK", subject=FIRED)}, C(2)),
    "filler-of-another-document": ("R303", {"t-222222": {"arguments": [{"role": "Boss", "filler": f"other/{M(0)}"}]}}, T(0)),
    "source-of-another-document": ("R303", {"c-222222": said(piece("said"), by=f"other/{M(3)}")}, C(0)),
    "filler-in-the-next-sentence": ("R305", {"t-222222": {"arguments": [{"role": "Boss", "filler": M(4)}]}}, T(0)),
    "trigger-as-filler-in-the-next-sentence": ("R305", {"t-222222": {"arguments": [{"role": "Cause", "filler": T(1)}]}}, T(0)),
    "no-pass": ("R306", {"pass": None}, "article"),
    "pass-by-a-stranger": ("R306", {"pass": {"annotator": "zoe"}}, "pass"),
    "pass-by-no-guidelines": ("R306", {"pass": {"guidelines": ""}}, "pass"),
    "pass-without-date": ("R306", {"pass": {"date": ""}}, "pass"),
    "pass-of-a-month": ("R306", {"pass": {"date": "2024-01"}}, "pass"),
    "pass-of-no-day": ("R306", {"pass": {"date": "2023-02-29"}}, "pass"),
    "id-of-a-link": ("R301", {L(0): link(0, id="l-1")}, "l-1"),
    "link-with-the-id-of-a-mention": ("R302", {L(0): link(0, id=L(1)), L(1): link(1, "WORKS_FOR")}, L(1)),
    "link-without-a": ("R311", {L(0): link(0, a="")}, L(0)),
    "link-without-b": ("R311", {L(0): link(0, b="")}, L(0)),
    "link-to-what-is-gone": ("R311", {L(0): link(0, b=M(99))}, L(0)),
    "link-to-another-document": ("R311", {L(0): link(0, b=f"other/{M(1)}")}, L(0)),
    "link-to-a-link": ("R311", {L(0): link(0), L(1): link(1, b=L(0))}, L(1)),
    "link-to-itself": ("R311", {L(0): link(0, a=M(1))}, L(0)),
    "link-twice": ("R312", {L(0): link(0, "WORKS_FOR"), L(1): link(1, "WORKS_FOR")}, L(1)),
    "symmetric-link-in-both-directions": ("R312", {L(0): link(0, a=M(1), b=M(0)), L(1): link(1)}, L(0)),
    "mention-over-two-sentences": ("R310", {"m-22222b": mention("Bo said. She")}, M(9)),
    "trigger-over-two-sentences": ("R310", {"t-222222": piece("said. She left")}, T(0)),
    # types
    "zone-label": ("T401", {"z-222222": {"type": "Title"}}, Z(0)),
    "mention-label": ("T401", {"m-222227": {"type": "Number/Day"}}, M(5)),
    "level-label": ("T401", {"m-222223": {"level": "NAME"}}, M(1)),
    "polarity-label": ("T401", {"t-222222": {"polarity": "NO"}}, T(0)),
    "modality-label": ("T401", {"t-222222": {"modality": "real"}}, T(0)),
    "role-label": ("T401", {"t-222222": {"arguments": [{"role": "Chief", "filler": M(0)}]}}, T(0)),
    "source-kind-label": ("T401", {"c-222223": {"source_kind": "WRITER"}}, C(1)),
    "mode-label": ("T401", {"c-222222": {"mode": "SUNG"}}, C(0)),
    "certainty-label": ("T401", {"c-222222": {"certainty": "sure"}}, C(0)),
    "author-certainty-label": ("T401", {"c-222222": {"author_certainty": ""}}, C(0)),
    "facet-label": ("T401", {"c-222223": about("1", facet="NUMBER")}, C(1)),
    "link-label": ("T401", {L(0): link(0, "FRIEND")}, L(0)),
    "level-of-a-day": ("T402", {"m-222224": {"level": "NOM"}}, M(2)),
    "day-without-value": ("T402", {"m-222224": {"value": ""}}, M(2)),
    "value-of-a-person": ("T402", {"m-222223": {"value": "2024"}}, M(1)),
    "person-outside-the-registry": ("T402", {"m-222223": {"refers_to": ""}}, M(1)),
    "number-in-the-registry": ("T402", {"m-222227": {"refers_to": ANN}}, M(5)),
    "person-of-a-firm": ("T403", {"m-222223": {"refers_to": "e-222224"}}, M(1)),
    "role-of-another-type": ("T404", {"t-222222": {"arguments": [{"role": "Seller", "filler": M(0)}]}}, T(0)),
    "argument-twice": ("T404", {"t-222222": {"arguments": [{"role": "Boss", "filler": M(0)}] * 2}}, T(0)),
    "trigger-as-boss": ("T405", {"t-222223": {"arguments": [{"role": "Boss", "filler": T(2)}]}, **SECOND}, T(1)),
    "its-own-cause": ("R303", {"t-222223": {"arguments": [{"role": "Cause", "filler": T(1)}]}}, T(1)),
    "person-as-cause": ("T405", {"t-222223": {"arguments": [{"role": "Cause", "filler": M(4)}]}}, T(1)),
    "number-in-words": ("T406", {"m-222227": {"value": "seven"}}, M(5)),
    "number-upside-down": ("T406", {"m-222227": {"value": "9-7"}}, M(5)),
    "month-13": ("T406", UNDATED | {"m-222224": {"value": "2024-13"}}, M(2)),
    "day-32": ("T406", UNDATED | {"m-222224": {"value": "2024-01-32"}}, M(2)),
    "day-that-no-month-has": ("T406", UNDATED | {"m-222224": {"value": "2023-02-29"}}, M(2)),
    "bare-period": ("T406", UNDATED | {"m-222224": {"value": "P"}}, M(2)),
    "number-of-digits-differs": ("T409", {"m-222227": {"value": "8"}}, M(5)),
    "number-below-a-range": ("T409", {"m-222227": {"value": "9-12"}}, M(5)),
    "number-above-a-range": ("T409", {"m-222227": {"value": "2-5"}}, M(5)),
    "number-about-another": ("T409", {"m-222227": {"value": "~70"}}, M(5)),
    # claims
    "claim-without-content": ("C501", {"c-222223": {"spans": []}}, C(1)),
    "claim-without-canonical": ("C501", {"c-222223": {"canonical": ""}}, C(1)),
    "teller-with-source": ("C502", {"c-222223": {"by": M(3)}}, C(1)),
    "teller-with-cue": ("C502", {"c-222223": {"cue": [piece("Bo")]}}, C(1)),
    "teller-with-mode": ("C502", {"c-222223": {"mode": "TOLD"}}, C(1)),
    "speaker-without-cue": ("C502", {"c-222222": {"cue": []}}, C(0)),
    "speaker-without-mode": ("C502", {"c-222222": {"mode": ""}}, C(0)),
    "rumour-with-source": ("C502", {"c-222222": {"source_kind": "RUMOUR"}}, C(0)),
    "day-of-a-subject": ("C503", {"c-222223": answering("DAY", "2024-01-01", subject=ANN)}, C(1)),
    "employer-of-an-event": ("C503", {"c-222223": about(BO, facet="EMPLOYER")}, C(1)),
    "remark-of-both": ("C503", {"c-222223": answering("REMARK", event=FIRED, subject=ANN)}, C(1)),
    "remark-with-value": ("C504", {"c-222223": answering("REMARK", "so")}, C(1)),
    "day-without-value-in-answer": ("C504", {"c-222223": about(facet="DAY")}, C(1)),
    "count-in-words": ("C504", {"c-222223": about("many", facet="COUNT")}, C(1)),
    "second-value-wrong": ("C504", {"c-222223": about("7", "many", facet="COUNT")}, C(1)),
    "culprit-is-an-event": ("C504", {"c-222223": about(FIRED, facet="CULPRIT")}, C(1)),
    "result-is-an-entity": ("C504", {"c-222223": about(ANN, facet="RESULT")}, C(1)),
    "mood-outside-its-list": ("C504", {"c-222223": about("Calm", facet="MOOD")}, C(1)),
    "way-without-its-word": ("C504", {"c-222223": about("letter", facet="WAY")}, C(1)),
    "way-with-nothing-after-its-word": ("C504", {"c-222223": about("by ", facet="WAY")}, C(1)),
    "way-with-its-word-as-a-part": ("C504", {"c-222223": about("bye bye", facet="WAY")}, C(1)),
    "note-of-white-space": ("C504", {"c-222223": about(" ", facet="NOTE")}, C(1)),
    "cue-inside-content": ("C505", {"c-222222": {"spans": [piece("Acme fired Ann on Monday, Bo said")]}}, C(0)),
    "second-cue-inside-content": ("C505", {"c-222222": said(piece("on"), piece("said"))}, C(0)),
    "working-canonical": ("C501", {"c-222223": {"canonical": "TODO"}}, C(1)),
    "canonical-of-question-marks": ("C501", {"c-222223": {"canonical": "???"}}, C(1)),
    "likely-without-a-word": (
        "C506",
        {"c-222223": {"certainty": "LIKELY", "author_certainty": "LIKELY"}, "t-222223": {"modality": ""}},
        C(1),
    ),
    "likely-with-a-word-in-the-next-line": ("C506", {"c-222222": {"certainty": "LIKELY"}}, C(0)),
    "source-in-its-own-chain": ("C507", {"c-222222": {"via": [{"by": M(3)}]}}, C(0)),
    "source-twice-in-the-chain": ("C507", {"c-222222": {"via": [{"by": M(1)}, {"by": M(1)}]}}, C(0)),
    "entity-twice-in-the-chain": ("C507", {"c-222222": {"via": [{"by": M(1)}, {"by": M(4)}]}}, C(0)),
    "teller-less-sure-than-the-claim": ("C508", {"c-222223": {"author_certainty": "OPEN"}}, C(1)),
    "echo-that-the-article-vouches-for": ("C508", {"c-222222": {"source_kind": "ECHO", "cue": [], "mode": ""}}, C(0)),
    "happens-the-day-after": ("C509", UNDATED | {"article": {"published": "2023-12-31"}}, T(0)),
    "happens-the-month-after": ("C509", UNDATED | {"article": {"published": "2023-12"}, "m-222224": {"value": "2024-01"}}, T(0)),
    "happens-the-year-after": ("C509", UNDATED | {"article": {"published": "2023-12-31"}, "m-222224": {"value": "2024"}}, T(0)),
    "happens-on-the-evening-after": (
        "C509",
        UNDATED | {"article": {"published": "2023-12-31"}, "m-222224": {"value": "2024-01-01TEV"}},
        T(0),
    ),
    "answered-with-a-day-to-come": (
        "C509",
        {"article": {"published": "2024-01-01"}, "c-222222": about("2024-01-02", facet="DAY"), M(8): MORROW},
        C(0),
    ),
    "answered-with-a-day-that-is-not-marked": ("C516", {"c-222222": about("2023-01-01", facet="DAY")}, C(0)),
    "number-of-another-sentence": ("C510", {"c-222222": about("7", facet="COUNT")}, C(0)),
    "number-that-is-a-sum": ("C510", {"c-222223": about("8", facet="COUNT")}, C(1)),
    "second-number-not-stated": ("C510", {"c-222223": about("7", "12", facet="COUNT")}, C(1)),
    "a-day-speaks": ("C511", {"c-222222": said(piece("said"), by=M(2))}, C(0)),
    "a-number-in-the-chain": ("C511", {"c-222222": {"via": [{"by": M(5)}]}}, C(0)),
    # rights
    "no-such-day": ("L702", {"article": {"published": "2024-02-30"}}, "article"),
    "published-in-words": ("L702", {"article": {"published": "in 2024"}}, "article"),
    "no-licence": ("L702", {"article": {"licence": ""}}, "article"),
    "unknown-licence": ("L702", {"article": {"licence": "CC-BY-9.0"}}, "article"),
    "no-date": ("L702", {"article": {"published": ""}}, "article"),
    "no-language": ("L702", {"article": {"language": " "}}, "article"),
}
COMPANIONS = {
    # A span that is wrong in one way cannot always be right in every other.
    "digest-of-a-zone": {"S214"},
    "digest-too-short": {"S214"},
    "sentences-not-from-the-start": {"R305"},
    "zone-outside": {"S204", "S209"},
    "chain-pieces-touch": {"S206"},
    "zone-of-two-lines": {"S204", "S210"},
    "zone-with-white-edge": {"S204"},
    "zones-twice": {"S209"},
    "number-in-the-registry": {"T403"},
}


@pytest.mark.parametrize(("code", "changes", "mark"), CASES.values(), ids=CASES)
def test_a_rule_finds_what_is_wrong_and_names_the_mark(code, changes, mark, tmp_path, request):
    found = findings(corpus(tmp_path / "corpus", changes))
    marks = {finding.mark for finding in found if finding.code == code}
    assert mark in marks
    assert marks <= {mark, "article" if code == "S209" else mark}, "a line without its zone is a fault of the article, too"
    assert {finding.code for finding in found} == {code} | COMPANIONS.get(request.node.callspec.id, set())


UNCERTAIN = {"c-222222": {"certainty": "OPEN"}, "t-222222": {"arguments": []}}
ALLOWED = {
    "span-to-the-last-character": {"z-222226": {}, "c-222224": {"spans": [piece("sued.")]}},
    "same-span-of-another-type": {"m-22222b": mention("Ann", "Number", level="", refers_to="", value="1")},
    "same-content-of-another-source": {"c-22222b": told(piece("Acme fired Ann on Monday"), **said(piece("said"), by="m-222226"))},
    "cue-that-touches-the-content-after": {"c-222222": said(piece("said"), spans=[piece("Acme fired Ann on Monday")], cue=[piece(",")])},
    "cue-that-touches-the-content-before": {"c-222222": said(piece("said"), spans=[piece(".", 1)])},
    "content-that-is-all-cue": {"c-222222": {"spans": [piece("said")]}},
    "mention-to-the-end-of-its-sentence": {"m-22222b": mention("Monday, Bo said.")},
    "mention-from-the-start-of-its-sentence": {"m-22222b": mention("She left with")},
    "claim-over-two-sentences": {"c-222223": {"spans": [piece("Bo said. She left")]}},
    "mention-inside-a-mention": {"m-22222b": mention("Ann on Monday")},
    "filler-of-every-type": {"t-222223": {"arguments": []}},
    "cause-that-is-a-trigger": {"t-222223": {"arguments": [{"role": "Cause", "filler": T(2)}]}, **SECOND},
    "two-fillers-of-one-role": {"t-222222": {"arguments": [{"role": "Boss", "filler": M(0)}, {"role": "Boss", "filler": M(3)}]}},
    "one-filler-of-two-roles": {"t-222222": {"arguments": [{"role": "Boss", "filler": M(3)}, {"role": "Dismissed", "filler": M(3)}]}},
    "mood": {"c-222223": about("calm", facet="MOOD")},
    "way": {"c-222223": about("by letter", facet="WAY")},
    "note": {"c-222223": about("Nobody knew.", facet="NOTE")},
    "result": {"c-222223": about(FIRED, facet="RESULT")},
    "rumour": {"c-222222": {"source_kind": "RUMOUR", "by": ""}},
    "certain-to-the-month": UNDATED | {"m-222224": {"value": "2024-01"}},
    "repeat-of-a-line-of-furniture": {"z-222222": {"type": "Furniture"}},
    "link": {L(0): link(0)},
    "links-of-two-types": {L(0): link(0), L(1): link(1, "WORKS_FOR")},
    "one-sided-link-in-both-directions": {L(0): link(0, "WORKS_FOR"), L(1): link(1, "WORKS_FOR", a=M(1), b=M(0))},
    "link-of-a-trigger-and-a-claim": {L(0): link(0, a=T(0), b=C(0))},
    "more-than-a-number": {"m-222227": {"value": "8-"}},
    "fewer-than-a-number": {"m-222227": {"value": "0-6"}},
    "about-a-number": {"m-222227": {"value": "~7"}},
    "likely-by-the-cue": {"c-222222": said(piece("likely")) | {"certainty": "LIKELY"}},
    "likely-by-a-trigger": {"c-222223": {"certainty": "LIKELY", "author_certainty": "LIKELY"}},
    "open-without-a-word": {"c-222222": {"certainty": "OPEN"}},
    "echo": {"c-222222": {"source_kind": "ECHO", "cue": [], "mode": "", "author_certainty": "OPEN"}},
    "two-sources-in-a-chain": {"c-222222": {"via": [{"by": M(1)}]}},
    "happens-on-the-day": {"article": {"published": "2024-01-01"}},
    "happens-in-the-year": {"article": {"published": "2024"}},
    "happens-in-a-month-of-which-the-day-is-published": UNDATED
    | {"article": {"published": "2024-01-15"}, "m-222224": {"value": "2024-01"}},
    "happens-in-a-week": {"article": {"published": "2023-12-31"}, "m-222224": {"value": "2024-W01"}} | UNDATED,
    "planned-for-later": {"article": {"published": "2023-12-31"}, "t-222222": {"modality": "PLANNED"}},
    "answered-openly-with-a-day-to-come": {"article": {"published": "2023"}, **UNCERTAIN},
    "number-in-digits-that-nobody-marked": {"m-222227": None},
    "number-of-a-mention-beside-the-content": {"c-222223": {"spans": [piece("She left")]}},
    "number-of-a-claim-over-two-sentences": {"c-222223": {"spans": [piece("Bo said. She left")]}},
}


@pytest.mark.parametrize("changes", ALLOWED.values(), ids=ALLOWED)
def test_what_only_looks_wrong_is_not_found(changes, tmp_path):
    assert findings(corpus(tmp_path / "corpus", changes)) == []


@pytest.mark.parametrize(
    "value",
    ["2011", "2011-11-09", "2011-W44", "2011-W44-3", "2011-SU", "2011-Q3", "201", "P3D", "PT2H", "P1Y6M", "2011-11-09TMO", "PAST_REF"],
)
def test_times_that_are_well_formed(value, tmp_path):
    assert findings(corpus(tmp_path / "corpus", UNDATED | {"m-222224": {"value": value}})) == []


@pytest.mark.parametrize(
    "value", ["Monday", "2011-1", "11-09", "2011-11-9", "2011-00", "2011-11-00", "20111109", "PT", "P3D\n", "2011-11-09T", "T"]
)
def test_times_that_are_not(value, tmp_path):
    assert codes(corpus(tmp_path / "corpus", UNDATED | {"m-222224": {"value": value}})) == {"T406"}


@pytest.mark.parametrize(
    ("value", "right"),
    [("7", 1), ("6-8", 1), ("7-7", 1), ("6-", 1), ("~100", 1), ("0", 1), ("8-6", 0), ("-6", 0), ("~6-", 0), ("1,000", 0), ("7\n", 0)],
)
def test_numbers(value, right, tmp_path):
    changes = {"m-222227": piece("others", value=value)}  # words that say no number of their own
    assert codes(corpus(tmp_path / "corpus", changes)) == (set() if right else {"T406"})
