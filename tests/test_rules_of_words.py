"""Rules that read the words of a text: its normal form, its numbers and years, its hedges, and whose wording it is."""

import pytest
from invented import ANN, ENTRIES, FIRED, FIRING, Sketch, claim, firing
from making import article_of, codes, findings, make, put, records_of, texts_of
from sound import C, L, M, corpus, link, piece

EVENT = {"kind": "event", "id": FIRED, "type": "Dismissal", "name": "Ann is fired", "incident": "acme"}


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Rene\u0301 left.", "U+0065 U+0301 where NFC has U+00E9"),
        ("\u212bsa left.", "U+212B where NFC has U+00C5"),
        ("Rq\u0301\u0323 left.", "U+0071 U+0301 U+0323 where NFC has U+0071 U+0323 U+0301"),
        ("\u1112\u1161 left.", "U+1112 U+1161 where NFC has U+D558"),
        ("\u0958 left.", "U+0958 where NFC has U+0915 U+093C"),
    ],
    ids=["composed", "sign-of-its-own", "order-of-marks", "syllable", "never-composed"],
)
def test_a_text_that_is_not_normalised(text, points, tmp_path):
    (finding,) = findings(make(tmp_path / "corpus", f"Acme.\n\u00e9\n{text}"))
    assert (finding.code, finding.mark, finding.spot.line) == ("S213", "article", 3)
    assert finding.message == f"line 3 of the text has {points}; normalise a text before it is marked"


def test_each_line_that_is_not_normalised_is_told(tmp_path):
    found = findings(make(tmp_path / "corpus", "e\u0301\nBo left.\ne\u0301 e\u0301"))
    assert [finding.spot.line for finding in found] == [1, 3]


def test_combining_marks_that_nothing_composes_are_normal(tmp_path):
    assert findings(make(tmp_path / "corpus", "Box\u0301 \u00e9 \u4e2d \U0001f600 left.")) == []


def test_texts_of_others_stay_as_they_were_published(tmp_path):
    text = "Rene\u0301 left."
    assert findings(make(tmp_path / "corpus", text, [article_of(text, tier="LINKED", publisher="The Daily")])) == []


@pytest.mark.parametrize(
    ("words", "value", "right"),
    [
        ("seven people", "7", 1),
        ("Seven people", "8", 0),
        ("seven people", "8-", 1),
        ("seven people", "9-", 0),
        ("seven people", "0-6", 1),
        ("seven people", "0-5", 0),
        ("7,000 people", "7000", 1),
        ("7,000 people", "7", 0),
        ("about 1,200 people", "~1200", 1),
        ("two of seven people", "5", 1),
        ("two dozen people", "24", 1),
        ("2 hundred people", "200", 1),
        ("7.5 people", "8", 1),
        ("7th people", "1", 1),
        ("the A7 people", "1", 1),
        ("some people", "3-", 1),
        ("9" * 15 + " people", "1", 0),
        ("9" * 16 + " people", "1", 1),
        ("no numeral: \u0663", "4", 1),
    ],
)
def test_what_words_say_of_a_number(words, value, right, tmp_path):
    sketch = Sketch(f"Acme fired {words}.")
    mark = sketch.mark("mention", 0, words, "Number", value=value)
    assert codes(make(tmp_path / "corpus", sketch.text, [mark])) == (set() if right else {"T409"})


@pytest.mark.parametrize(
    ("words", "value", "right"),
    [
        ("May 2011", "2011-05", 1),
        ("May 2011", "2012-05", 0),
        ("May 2011", "PAST_REF", 1),
        ("the 1990s", "199", 1),
        ("the winter of 2011-12", "2012", 1),
        ("2011 or 2012", "2012", 1),
        ("2011 or 2012", "2013", 0),
        ("at 1930", "2024-01-01T19:30", 1),
        ("in 12011", "2024", 1),
        ("on Monday", "2024-01-01", 1),
        ("May 2011", "P1M", 1),
    ],
)
def test_what_words_say_of_a_year(words, value, right, tmp_path):
    sketch = Sketch(f"Acme fired Ann {words}.")
    mark = sketch.mark("mention", 0, words, "Day", value=value)
    found = findings(make(tmp_path / "corpus", sketch.text, [mark]))
    assert {finding.code for finding in found} == (set() if right else {"T409"})
    assert right or found[0].message == f"{words!r} has value {value!r}; it should begin with {words.removeprefix('May ')}"


def test_a_number_can_stand_in_the_sentence_and_not_in_the_content(tmp_path):
    sketch = Sketch("Of 7 people, Ann left. Bo, one of 2, stayed.")
    zones = sketch.zones("Story", sentences={0: ["Bo,"]})
    marks = [sketch.mark("mention", 0, "7", "Number", value="7"), sketch.mark("mention", 1, "2", "Number", value="2")]

    def counted(value):
        return claim(0, [sketch.at("Ann left")], answers=[{"facet": "COUNT", "event": FIRED, "values": [value]}])

    assert codes(make(tmp_path / "same", sketch.text, [*zones, *marks, counted("7"), EVENT])) == set()
    assert codes(make(tmp_path / "next", sketch.text, [*zones, *marks, counted("2"), EVENT])) == {"C510"}


def test_a_number_beside_a_word_that_multiplies_is_left_alone(tmp_path):
    sketch = Sketch("Acme fired two dozen.")
    told = claim(0, [sketch.at("Acme fired two dozen")], answers=[{"facet": "COUNT", "event": FIRED, "values": ["24"]}])
    assert findings(make(tmp_path / "corpus", sketch.text, [told, EVENT])) == []


@pytest.mark.parametrize(
    ("code", "mark", "changes"),
    [
        ("T409", M(5), {"m-222227": {"value": "8"}}),
        ("C506", C(0), {"c-222222": {"certainty": "LIKELY"}}),
        ("C510", C(1), {"c-222223": {"answers": [{"facet": "COUNT", "event": FIRED, "values": ["12"]}]}}),
    ],
)
def test_without_words_nothing_is_said_of_them(code, mark, changes, tmp_path):
    root = corpus(tmp_path / "corpus", changes, tier="LINKED")
    assert [(finding.code, finding.mark) for finding in findings(root)] == [(code, mark)]
    (texts_of(root) / "example.txt").unlink()
    assert findings(root) == []


def test_a_hedge_may_stand_in_any_cue_and_in_any_case(tmp_path):
    sketch = Sketch("LIKELY, Ann left. Bo left.")
    for number, cue in enumerate(("LIKELY", "left")):
        told = claim(0, [sketch.at("Bo left")], source_kind="RUMOUR", cue=[sketch.at(cue)], mode="TOLD", certainty="LIKELY")
        assert codes(make(tmp_path / str(number), sketch.text, [told])) == ({"C506"} if number else set())


def test_a_word_that_only_holds_a_hedge_is_none(tmp_path):
    sketch = Sketch("The mayor is unlikely.")
    told = claim(0, [sketch.at("The mayor is unlikely")], certainty="LIKELY", author_certainty="LIKELY")
    assert codes(make(tmp_path / "corpus", sketch.text, [told])) == {"C506"}


TEXT = "Acme, the oldest of all the mills here, fired Ann on a Monday."


@pytest.mark.parametrize(
    ("canonical", "borrowed"),
    [
        ("ACME - the oldest of all the mills here - closed.", True),  # case and punctuation hide nothing
        ("They say all the mills here fired Ann on a Sunday.", True),
        ("Acme, the oldest of all the mills, closed.", False),  # seven words in a row
        ("Cacme the oldest of all the millsy things.", False),
        ("Ann had to go.", False),
    ],
)
def test_eight_words_in_a_row_are_borrowed(canonical, borrowed, tmp_path):
    article = article_of(TEXT, tier="LINKED", publisher="The Daily")
    told = claim(0, [Sketch(TEXT, quotes=False).at(TEXT[:-1])], canonical=canonical)
    root = make(tmp_path / "corpus", TEXT, [article, told])
    assert codes(root) == ({"L704"} if borrowed else set())
    (texts_of(root) / "example.txt").unlink()
    assert findings(root) == []


def test_an_article_may_be_told_in_its_own_words(tmp_path):
    told = claim(0, [Sketch(TEXT).at(TEXT[:-1])], canonical=TEXT)
    assert findings(make(tmp_path / "corpus", TEXT, [told])) == []


@pytest.mark.parametrize(
    ("label", "remark"),
    [
        ("Day/Number", "alternatives"),
        ("Day|Number", "alternatives"),
        ("Day, Number", "alternatives"),
        ("Day?", "a working label"),
        ("", "a working label"),
        ("tmp_day", "a working label"),
        ("TODO", "a working label"),
        ("unknown", "a working label"),
        ("Xxx2", "a working label"),
        ("Dya", ""),
        ("Test-Drive", "a working label"),
        ("Template", ""),
    ],
)
def test_what_is_said_of_a_label_that_nobody_knows(label, remark, tmp_path):
    (finding,) = findings(corpus(tmp_path / "corpus", {"m-222227": {"type": label}}))
    assert finding.code == "T401"
    _, _, said_of_it = finding.message.partition("; it looks like ")
    assert said_of_it.partition(",")[0] == remark


@pytest.mark.parametrize("label", ["Day/Week", "TODO", "Day?", "tmp_x", "xxx", "-", "day | week", "tbd2"])
@pytest.mark.parametrize("inventory", ["mention", "certainty", "link"])
def test_an_inventory_has_no_working_label(inventory, label, tmp_path):
    root = corpus(tmp_path / "corpus")
    put(root, FIRING, firing("example", "FREE", annotator="bo"), records_of(ENTRIES), folder="passes/bo")  # told once all the same
    file = root / "annotations/labels.toml"
    with file.open("a", encoding="utf-8") as labels:
        labels.write(f'\n[{inventory}."{label}"]\ndefinition = "Nobody knows."\n')
    (finding,) = findings(root)
    assert (finding.file, finding.line, finding.code, finding.mark) == ("annotations/labels.toml", 0, "T408", label)
    assert finding.message.startswith(f"{inventory} has {label!r}, ")


@pytest.mark.parametrize(
    "label", ["N", "U", "CT+", "Conflict.Attack", "in-force", "Test", "unknown", "Temp", "\u4e2d", "R&D", "5", "a,b", "e/"]
)
def test_an_ordinary_label_is_no_working_label(label, tmp_path):
    root = make(tmp_path / "corpus")
    with (root / "annotations/labels.toml").open("a", encoding="utf-8") as labels:
        labels.write(f'\n[mention."{label}"]\ndefinition = "Something."\n')
    assert findings(root) == []


@pytest.mark.parametrize(
    ("name", "right"),
    [("???", 0), ("", 0), ("xxx", 0), ("TODO: who", 0), ("tbd", 0), ("Todorov", 1), ("TBC Bank", 1), ("XXXL", 1), ("Xavier", 1), ("7", 1)],
)
def test_the_name_of_an_entry_is_no_note(name, right, tmp_path):
    entry = {"kind": "entity", "id": ANN, "type": "Person", "name": name}
    found = findings(make(tmp_path / "corpus", records=[entry]))
    assert {finding.code for finding in found if finding.code == "T408"} == (set() if right else {"T408"})


def test_links_do_not_hide_behind_the_faults_of_their_ends(tmp_path):
    changes = {"m-222223": piece("nn"), L(0): link(0, "FRIEND")}
    found = findings(corpus(tmp_path / "corpus", changes))
    assert {(finding.code, finding.mark) for finding in found} == {("S207", M(1)), ("T401", L(0))}


def test_a_mark_is_of_the_article_whatever_its_kind(tmp_path):
    changes = {L(0): link(0, a="z-222222", b=C(0))}
    assert findings(corpus(tmp_path / "corpus", changes)) == []
