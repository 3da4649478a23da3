"""A message says what is there and what should be, so that nobody has to look a rule up."""

import pytest
from invented import ENTRIES, FIRING, firing
from making import findings, make
from sound import corpus
from test_rule_cases import CASES
from test_rule_order import REGISTRY

SAID = {
    "empty-span": "spans 30 to 30; a span has 0 <= start < end <= 162, the length of the text",
    "length-differs": "the article says length 163; the text has 162 characters",
    "quote-of-a-trigger": "quotes 'tired' where the text reads 'fired'",
    "digest-too-short": "has digest '0' where that of the text from 0 to 21 is '3c47edf976d1'",
    "both-quote-and-digest": "the span from 34 to 37 has both quote and digest; it should have a quote",
    "neither-in-the-chain": "the span from 130 to 136 has neither quote nor digest; it should have a quote",
    "white-edge-before": "' Ann' has white space at its edge; the span should be 'Ann'",
    "cut-at-the-start": "'nn' cuts a word of 'Acme fired Ann on Monday, '; the span should cover whole words",
    "cue-pieces-backwards": "pieces of the cue are 52 to 56, then 49 to 51; each should begin after the one before has ended",
    "chain-pieces-touch": "pieces of the chain's cue are 130 to 136, then 136 to 141; each should begin after the one before has ended",
    "content-overlaps-itself": "pieces of the content are 58 to 66, then 62 to 71; each should begin after the one before has ended",
    "line-without-zone": "line 4 of the text ('Share this page') has no zone; it should have one",
    "zone-with-white-edge": "98 to 121 is not one line of the text; it should be all of line 5",
    "zones-twice": "begins at 82, inside the zone that ends at 97; a line has one zone",
    "sentence-twice": "has sentences at 23, 23; the first should be at 23, the others rise and stay below 81",
    "mark-over-two-lines": "the span from 72 to 97 is not inside one zone; it should be",
    "mark-in-furniture": "stands in zone z-222224 of type Furniture, where nothing is marked; remove it",
    "mention-twice": "has the span and type of m-222223; keep one of them",
    "claim-twice": "has the content and source of c-222223; keep one of them",
    "id-of-a-zone": "has id 'z-22222l'; it should be z- and six of 23456789abcdefghjkmnpqrstuvwxyz",
    "id-twice": "the id stands 2 times; every mark of a file has its own",
    "filler-is-a-claim": "role Boss is filled by the claim c-222222; it should be a mention or trigger",
    "source-is-a-trigger": "names as source the trigger t-222222; it should be a mention of the article",
    "source-of-the-chain-is-gone": "names as source 'm-222258', which the article does not have; it should be a mention of the article",
    "mention-of-an-event": "refers to 'v-222222'; the registry has no such entity, and should",
    "trigger-of-an-entity": "refers to 'e-222222'; the registry has no such event, and should",
    "answer-of-an-event-that-is-gone": "answers DAY of 'v-999999'; the registry has no such event, and should",
    "answer-of-a-subject-that-is-an-event": "answers REMARK of 'v-222222'; the registry has no such entity, and should",
    "filler-in-the-next-sentence": "role Boss is filled by m-222226 of another sentence; it should be one of the same sentence",
    "no-pass": "has no pass; add the line that says who annotated it, when, and by which guidelines",
    "pass-by-a-stranger": "is by 'zoe'; corpus.toml lists ann, bo",
    "level-label": "has level 'NAME'; labels.toml defines 'NAM, NOM, PRO'",
    "level-of-a-day": "of type Day has level 'NOM'; it should have none",
    "day-without-value": "of type Day has no value; it should have one",
    "person-of-a-firm": "is Person, and refers to e-222224 ('Acme'), which is Firm; they should agree",
    "role-of-another-type": "of type Dismissal has role Seller; it can have Boss, Cause, Date, Dismissed",
    "argument-twice": "has an argument twice; keep one",
    "trigger-as-boss": "role Boss is filled by t-222223, a trigger; it takes Firm, Person",
    "number-upside-down": "the value '9-7' has its low end above its high end",
    "month-13": "the value '2024-13' has month 13; months go from 01 to 12",
    "claim-without-content": "has no spans; every claim has content, an answer and a canonical sentence",
    "teller-with-cue": "of source_kind TELLER has a cue; it should have none",
    "speaker-without-mode": "of source_kind SPEAKER has no mode; it should have one",
    "day-of-a-subject": "answers DAY of subject; it should be of one event",
    "remark-of-both": "answers REMARK of event and subject; it should be of at most one of them",
    "remark-with-value": "answers REMARK: has the values 'so'; the facet has none",
    "day-without-value-in-answer": "answers DAY: has no value; it should have at least one",
    "culprit-is-an-event": "answers CULPRIT: 'v-222223' is no entity of the registry",
    "mood-outside-its-list": "answers MOOD: 'Calm' is none of calm, angry",
    "way-without-its-word": "answers WAY: 'letter' should begin with one of by, with, then a space",
    "cue-inside-content": "the cue overlaps the content; it should stand outside, unless it is all the content there is",
    "unknown-licence": "has licence 'CC-BY-9.0'; corpus.toml describes CC0-1.0, LicenseRef-Publisher",
    "no-date": "has no published; every article says it",
}
SAID_OF_THE_REGISTRY = {
    "event-id": "has id 'w-222222'; it should be v- and six of 23456789abcdefghjkmnpqrstuvwxyz",
    "entity-twice": "the id stands twice in the registry; every entry has its own",
    "member-of-itself": "member_of is the entry itself; it should be another",
    "subevent-of-an-entity": "subevent_of is 'e-222222'; the registry has no such entry, and should",
    "relation-to-itself": "relates k-999999 to itself; a relation has two ends",
    "trace-to-nothing": "names the claim 'example/c-999999'; no article has it (written ARTICLE/CLAIM)",
    "part": "has part 'thief'; labels.toml defines 'worker, boss'",
    "event-of-no-incident": "has incident 'coup'; corpus.toml defines 'acme, bolt'",
    "relation-type": "has type 'SAME'; labels.toml defines 'CLASH, LATER'",
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_of_an_article(name, tmp_path):
    code, changes, mark = CASES[name]
    found = findings(corpus(tmp_path / "corpus", changes))
    assert SAID[name] in [finding.message for finding in found if (finding.code, finding.mark) == (code, mark)]


@pytest.mark.parametrize("name", SAID_OF_THE_REGISTRY)
def test_what_is_said_of_the_registry(name, tmp_path):
    code, records = REGISTRY[name]
    found = findings(make(tmp_path / "corpus", FIRING, [*firing("example", "FREE"), *ENTRIES, *records]))
    assert [finding.message for finding in found if finding.code == code] == [SAID_OF_THE_REGISTRY[name]]


def test_a_finding_is_one_line_whatever_the_record_holds(tmp_path):
    (finding,) = findings(corpus(tmp_path / "corpus", CASES["id-with-a-line-end"][1]))
    assert "\n" not in str(finding)
