"""Files in the corpus's own form that are not in form: each is told with its file, its line, what is there and what should be."""

import shutil

import pytest
from making import edit, ident
from siding import HEAD, article, gold, lines

from steppe.sides import SideError, open_side

MENTION = '{"kind":"mention","id":"m-222222","start":0,"end":3,"type":"Person"}'
CLAIM = '{"kind":"claim","id":"c-222222","spans":[{"start":0,"end":3}],"source_kind":"","certainty":"","author_certainty":""'
BROKEN = {
    "nothing": ([], ": there is nothing in the file; remove it, or restore its records"),
    "no article": ([MENTION], ":1: m-222222 stands before any article; a record of kind 'article' comes before its marks"),
    "marks before": (["", MENTION, HEAD], ":2: m-222222 stands before any article; a record of kind 'article' comes before its marks"),
    "no JSON": ([HEAD, "{"], ":2: Input data was truncated"),
    "no kind": ([HEAD, "", '{"kind":"person"}'], ":3: Invalid value 'person' - at '$.kind'"),
    "wrong type": ([HEAD, MENTION.replace("0", '"0"')], ":2: Expected 'int', got 'str' - at '$.start'"),
    "no type": ([HEAD, MENTION.replace(',"type":"Person"', "")], ":2: Object missing required field 'type'"),
    "CR LF": ([HEAD, MENTION + "\r"], ":2: the line ends in CR LF or holds a CR; lines end in LF alone"),
    "again": ([HEAD, MENTION, HEAD], ":3: the article 'a' stands already at {file}:1; it should stand once"),
    "empty": ([HEAD, MENTION.replace("0", "3", 1)], ":2: m-222222 spans 3 to 3; a span has 0 <= start < end <= 20, the length of the text"),
    "outside": (
        [HEAD, MENTION.replace("3,", "21,")],
        ":2: m-222222 spans 0 to 21; a span has 0 <= start < end <= 20, the length of the text",
    ),
    "twice": (
        [HEAD, "", MENTION, MENTION.replace("3,", "2,")],
        ":4: the id 'm-222222' stands already at line 3; an id stands once in its article",
    ),
    "a filler": (
        [HEAD, '{"kind":"trigger","id":"t-2","start":0,"end":3,"type":"T","arguments":[{"role":"R","filler":"m-9"}]}'],
        ":2: R of t-2 is 'm-9', which is no mark there; it should be the id of a mention or a trigger of the article",
    ),
    "a source": (
        [HEAD, MENTION, CLAIM + ',"by":"m-222223"}'],
        ":3: by of c-222222 is 'm-222223', which is no mark there; it should be the id of a mention of the article",
    ),
    "a chain": (
        [HEAD, MENTION, CLAIM + ',"via":[{"by":"c-222222"}]}'],
        ":3: by of c-222222 is 'c-222222', which is no mark there; it should be the id of a mention of the article",
    ),
    "a cue": (
        [HEAD, CLAIM + ',"cue":[{"start":5,"end":4}]}'],
        ":2: c-222222 spans 5 to 4; a span has 0 <= start < end <= 20, the length of the text",
    ),
    "no span": ([HEAD, CLAIM.replace('{"start":0,"end":3}', "") + "}"], ":2: claim 'c-222222' has no span; a claim has one or more"),
    "a link": (
        [HEAD, MENTION, '{"kind":"link","id":"l-2","type":"L","a":"m-222222","b":"l-2"}'],
        ":3: b of l-2 is 'l-2', which is no mark there; it should be the id of a mark of the article",
    ),
    "a zone": (
        [HEAD, '{"kind":"zone","id":"z-2","start":3,"end":3,"digest":"","type":"Z"}'],
        ":2: z-2 spans 3 to 3; a span has 0 <= start < end <= 20, the length of the text",
    ),
    "sentences": (
        [HEAD, '{"kind":"zone","id":"z-2","start":3,"end":9,"digest":"","type":"Z","sentences":[3,3]}'],
        ":2: its sentences start at '3, 3'; they rise from the start of the zone, 3, and stay below its end, 9",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_is_not_in_form_is_told_with_its_line(what, tmp_path):
    records, message = BROKEN[what]
    file = lines(tmp_path / "a.jsonl", *records)
    with pytest.raises(SideError) as error:
        open_side(str(file)).read("a")
    assert str(error.value) == f"{file}{message.format(file=file)}"


def test_a_message_holds_nothing_that_a_terminal_would_obey(tmp_path):
    file = lines(tmp_path / "a.jsonl", HEAD, MENTION.replace("m-222222", r"\u001b]0;owned\u0007\n").replace(":0", ":3"))
    with pytest.raises(SideError) as error:
        open_side(str(file)).read("a")
    assert str(error.value).isprintable()


def test_the_line_is_that_of_the_file_and_not_of_the_article(tmp_path):
    other = HEAD.replace('"a"', '"b"')
    file = lines(tmp_path / "ab.jsonl", HEAD, MENTION, "", other, "", MENTION, MENTION.replace("0", "9", 1).replace("222222", "222223"))
    side = open_side(str(file))
    assert len(side.read("a").mentions) == 1
    with pytest.raises(SideError, match=rf"^{file}:7: m-222223 spans 9 to 3; "):
        side.read("b")


def test_two_files_of_one_article_are_told(tmp_path):
    article(tmp_path / "a.jsonl", "Ann.", name="x")
    article(tmp_path / "b.jsonl", "Ann.", name="x")
    with pytest.raises(SideError) as error:
        open_side(str(tmp_path))
    assert str(error.value) == f"{tmp_path}/b.jsonl:1: the article 'x' stands already at {tmp_path}/a.jsonl:1; it should stand once"


REGISTRIES = {
    "entities": (
        ['{"kind":"entity","id":"e-2","type":"Firm","name":"A"}', "", '{"kind":"entity","id":"e-2","type":"Firm","name":"B"}'],
        ":3: the id 'e-2' stands already at line 1; an id stands once",
    ),
    "relations": (
        ['{"kind":"relation","type":"CLASH","a":"k-2","b":"k-3"}'],
        ":1: a is 'k-2', which is no cluster; it should be the id of one",
    ),
    "clusters": (['{"kind":"cluster","id":"k-2"}'], ":1: Object missing required field 'facet'"),
}


@pytest.mark.parametrize("form", REGISTRIES)
def test_a_registry_that_is_not_in_form_is_told_with_its_line(form, tmp_path, small):
    records, message = REGISTRIES[form]
    article(tmp_path / "out" / "a.jsonl", "Ann.")
    file = lines(tmp_path / "out" / f"{form}.jsonl", *records)
    with pytest.raises(SideError) as error:
        open_side(str(tmp_path / "out"))
    assert str(error.value) == f"{file}{message}"
    file = shutil.copy(file, small / "annotations" / f"{form}.jsonl")
    with pytest.raises(SideError) as error:
        gold(small).registry  # noqa: B018
    assert str(error.value) == f"{file}{message}"


def test_gold_that_is_not_in_form_is_told_with_its_line(small):
    file = small / "annotations" / "gold" / "open-acme.jsonl"
    edit(file, at=ident("m", 0), start=90, end=80)
    line = 1 + next(number for number, text in enumerate(file.read_text().split("\n")) if f'"id":"{ident("m", 0)}"' in text)
    with pytest.raises(SideError) as error:
        gold(small).read("open-acme")
    assert str(error.value) == f"{file}:{line}: {ident('m', 0)} spans 90 to 80; a span has 0 <= start < end <= 162, the length of the text"
    file.write_text('{"kind":"mention"}\n')
    with pytest.raises(SideError, match=rf"^{file}:1: Object missing required field 'id'"):
        gold(small).read("open-acme")
    with pytest.raises(SideError, match=rf"^{file}:1: the first record is not the article"):
        gold(small, split="train")
    (small / "annotations" / "articles" / "open-bolt.txt").write_bytes(b"\xff")
    with pytest.raises(SideError, match="the text of 'open-bolt' is not UTF-8"):
        gold(small).read("open-bolt")


def test_a_text_that_is_missing_keeps_nobody_from_comparing_marks(small):
    (small / "annotations" / "articles" / "open-bolt.txt").unlink()
    assert gold(small).read("open-bolt").text is None
