"""A message says what is there and what should be, so that nobody has to look a rule up."""

import pytest
from invented import ENTRIES, FIRING, firing
from making import findings, make
from sound import corpus, piece
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
    "filler-of-another-document": "role Boss is filled by 'other/m-222222', a mark of another document; it should be a mention or trigger",
    "mention-of-an-event": "refers to 'v-222222'; the registry has no such entity, and should",
    "trigger-of-an-entity": "refers to 'e-222222'; the registry has no such event, and should",
    "answer-of-an-event-that-is-gone": "answers DAY of 'v-999999'; the registry has no such event, and should",
    "answer-of-a-subject-that-is-an-event": "answers REMARK of 'v-222222'; the registry has no such entity, and should",
    "filler-in-the-next-sentence": "role Boss is filled by m-222226 of another sentence; it should be one of the same sentence",
    "no-pass": "has no pass; add the line that says who annotated it, when, and by which guidelines",
    "pass-by-a-stranger": "is by 'zoe'; corpus.toml lists ann, bo",
    "pass-by-no-guidelines": "has no guidelines; it should have the version that the annotator went by",
    "pass-without-date": "the date '' is no date; it should be like 2011-10-31, 2011-10 or 2011",
    "pass-of-a-month": "the date '2024-01' is no day; it should be like 2011-10-31",
    "pass-of-no-day": "the date '2023-02-29' is a date that no calendar has",
    "link-without-b": "has no b; a link has two ends",
    "link-to-what-is-gone": "b is 'm-222258', which the article does not have; it should be one of its marks",
    "link-to-itself": "links 'm-222223' to itself; a link has two ends",
    "symmetric-link-in-both-directions": "has the type and ends of l-222223; keep one of them",
    "repeat-of-nothing": "of type Repeat has digest 'e4ccddb6438f', which no earlier zone has; it should repeat one",
    "mention-label": "has type 'Number/Day'; labels.toml defines 'Person, Firm, Day, Number'; it looks like alternatives, of which one should be chosen",
    "level-label": "has level 'NAME'; labels.toml defines 'NAM, NOM, PRO'",
    "level-of-a-day": "of type Day has level 'NOM'; it should have none",
    "day-without-value": "of type Day has no value; it should have one",
    "person-of-a-firm": "is Person, and refers to e-222224 ('Acme'), which is Firm; they should agree",
    "role-of-another-type": "of type Dismissal has role Seller; it can have Boss, Cause, Date, Dismissed",
    "argument-twice": "has an argument twice; keep one",
    "trigger-as-boss": "role Boss is filled by t-222224, a trigger; it takes Firm, Person",
    "number-upside-down": "the value '9-7' has its low end above its high end",
    "day-that-no-month-has": "the value '2023-02-29' is a date that no calendar has",
    "number-of-digits-differs": "'7' has value '8'; it should allow 7",
    "month-13": "the value '2024-13' has month 13; months go from 01 to 12",
    "claim-without-content": "has no spans; every claim has content, an answer and a canonical sentence",
    "teller-with-cue": "of source_kind TELLER has a cue; it should have none",
    "speaker-without-mode": "of source_kind SPEAKER has no mode; it should have one",
    "day-of-a-subject": "answers DAY of subject; it should be of one event",
    "remark-of-both": "answers REMARK of event and subject; it should be of at most one of them",
    "remark-with-value": "answers REMARK: has the values 'so'; the facet has none",
    "day-without-value-in-answer": "answers DAY: has no value; it should have at least one",
    "culprit-is-an-event": "answers CULPRIT: 'v-222222' is no entity of the registry",
    "mood-outside-its-list": "answers MOOD: 'Calm' is none of calm, angry",
    "way-without-its-word": "answers WAY: 'letter' should begin with one of by, with, then a space",
    "cue-inside-content": "the cue overlaps the content; it should stand outside, unless it is all the content there is",
    "working-canonical": "has the canonical sentence 'TODO', a working text; it should say what the claim says",
    "likely-without-a-word": "has certainty LIKELY, and no hedge in cue or content; it should be certain, or the cue have the hedge",
    "entity-twice-in-the-chain": "has m-222223 and m-222226 in its chain of sources, which are one; it should name each once",
    "teller-less-sure-than-the-claim": "of source_kind TELLER has author_certainty OPEN and certainty SURE; they should be the same",
    "echo-that-the-article-vouches-for": "of source_kind ECHO has author_certainty SURE; it should be OPEN",
    "happens-the-day-after": (
        "role Date is filled by m-222224, '2024-01-01', after the article was published ('2023-12-31'); "
        "its modality should say that it has not happened"
    ),
    "answered-with-a-day-to-come": (
        "answers DAY with '2024-01-02', after the article was published ('2024-01-01'); "
        "it should be an earlier time, or told as still to come"
    ),
    "number-that-is-a-sum": "answers COUNT with '8', which its sentence does not state; it should be as stated",
    "a-day-speaks": "has as source m-222224, a Day; it should be somebody who can speak",
    "no-such-day": "published '2024-02-30' is a date that no calendar has",
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
    "part": "has part 'thief'; labels.toml defines 'worker, boss, accused'",
    "event-of-no-incident": "has incident 'coup'; corpus.toml defines 'acme, bolt'",
    "relation-type": "has type 'SAME'; labels.toml defines 'CLASH, LATER, FINER, BESIDE'",
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


PLACES = {
    "cue-of-the-chain-outside": piece("likely", start=999, end=1000),
    "quote-of-the-chain": piece("likely"),
    "neither-in-the-chain": piece("likely"),
    "white-edge-of-a-claim": piece("She left "),
    "cut-at-the-end": piece("fire", 2),
    "chain-pieces-touch": piece(" that"),
    "line-without-zone": piece("Share this page"),
    "filler-in-the-next-sentence": piece("She"),
    "role-of-another-type": piece("Acme", 2),
    "trigger-as-boss": piece("others"),
    "second-cue-inside-content": piece("on"),
    "happens-the-day-after": piece("Monday"),
    "entity-twice-in-the-chain": piece("She"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_finding_is_shown_where_the_text_is_wrong(name, tmp_path):
    code, changes, mark = CASES[name]
    found = next(finding for finding in findings(corpus(tmp_path / "corpus", changes)) if (finding.code, finding.mark) == (code, mark))
    assert (found.spot.start, found.spot.end) == (PLACES[name]["start"], PLACES[name]["end"])
