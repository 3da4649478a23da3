"""Traces: proposed by what claims answer, checked by a reader, kept as they were judged."""

import json

import pytest
from making import edit, ident

from steppe.model import Trace
from steppe.store import Corpus
from steppe.trace import Row, TraceError, checked, dump_rows, proposed, read_rows, rows

C = [ident("c", number) for number in range(4)]


@pytest.fixture
def retold(small):
    """The small corpus, where a tier retells, without traces."""
    settings = small / "annotations/corpus.toml"
    settings.write_text(settings.read_text("utf-8").replace("[tier.FREE]\n", "[tier.FREE]\nretells = true\n"), "utf-8")
    edit(small / "annotations/gold/open-bolt.jsonl", at="open-bolt", retells=["link-bolt"])
    (small / "annotations/traces.jsonl").unlink()
    return small


def found_in(root):
    corpus = Corpus(root)
    documents = [reading.document for reading in corpus.documents("annotations/gold")]
    return proposed(documents, corpus.registry, corpus.settings)


def by_claim(root):
    return {one.told.name: [source.name for source in one.sources] for one in found_in(root)}


def test_a_claim_is_traced_to_that_which_answers_the_same_with_the_same_values(retold):
    found = by_claim(retold)
    assert {name for name in found if name.startswith("open-acme/")} == {f"open-acme/{one}" for one in C[:3]}
    assert all(found[f"open-acme/{one}"] == [f"link-acme/{one}"] for one in C[:3])
    assert not [name for name in found if name.startswith("link-")]


def test_only_retold_articles_are_looked_into(retold):
    edit(retold / "annotations/gold/open-acme.jsonl", at="open-acme", retells=["link-bolt"])
    assert by_claim(retold)[f"open-acme/{C[0]}"] == []


def test_of_the_outlet_that_is_named_comes_what_it_is_said_to_say(retold):
    """The article of the outlet that a retelling names is preferred to another that says the same."""
    edit(retold / "annotations/gold/open-acme.jsonl", at="open-acme", retells=["link-acme", "link-bolt"])
    for name in ("link-acme", "link-bolt"):
        edit(retold / f"annotations/gold/{name}.jsonl", at=name, publisher=f"The {name} Elsewhere")
    told = next(one.told for one in found_in(retold) if one.told.name.startswith("open-acme/") and one.told.claim.by)
    edit(retold / "annotations/gold/link-bolt.jsonl", at=C[0], answers=[_plain(answer) for answer in told.claim.answers])
    before = by_claim(retold)[told.name]
    edit(retold / "annotations/gold/link-bolt.jsonl", at="link-bolt", publisher=told.source)
    assert f"link-acme/{told.claim.id}" in before
    assert by_claim(retold)[told.name] == [f"link-bolt/{C[0]}"]


def _plain(answer):
    return {
        key: value
        for key, value in {"facet": answer.facet, "event": answer.event, "subject": answer.subject, "values": list(answer.values)}.items()
        if value
    }


def test_answers_for_nothing_are_about_one_thing_only_in_like_words(retold):
    for name, words in (("open-acme", "It is raining hard on the mill."), ("link-acme", "Nobody was asked about the party.")):
        edit(retold / f"annotations/gold/{name}.jsonl", at=C[0], answers=[{"facet": "REMARK"}], canonical=words)
    assert by_claim(retold)[f"open-acme/{C[0]}"] == [f"link-acme/{C[0]}"]  # one source says both
    edit(retold / "annotations/gold/link-acme.jsonl", at=C[0], by=ident("m", 1))
    assert f"link-acme/{C[0]}" not in by_claim(retold)[f"open-acme/{C[0]}"]
    edit(retold / "annotations/gold/link-acme.jsonl", at=C[0], canonical="It was raining hard on the mill.")
    assert f"link-acme/{C[0]}" in by_claim(retold)[f"open-acme/{C[0]}"]


def test_a_sheet_has_the_sentences_where_the_texts_are_at_hand(retold):
    given = {row.claim.claim: row for row in rows(found_in(retold))}
    row = given[f"open-acme/{C[0]}"]
    claim = next(one.told.claim for one in found_in(retold) if one.told.name == row.claim.claim)
    assert all(piece.quote in row.claim.words for piece in claim.spans)
    assert {source.words for source in row.sources} == {""}  # a text that the corpus does not hold


def test_what_one_source_leaves_is_sought_in_another(retold):
    gold = retold / "annotations/gold/link-acme.jsonl"
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    first = next(line for line in lines if line.get("id") == C[0])
    day = [answer for answer in first["answers"] if answer["facet"] == "DAY"]
    rest = [answer for answer in first["answers"] if answer["facet"] != "DAY"]
    assert day
    assert rest
    edit(gold, at=C[0], answers=rest)
    edit(gold, at=C[1], answers=[*next(line for line in lines if line.get("id") == C[1])["answers"], *day])
    (one,) = [one for one in found_in(retold) if one.told.name == f"open-acme/{C[0]}"]
    assert [source.name for source in one.sources] == [f"link-acme/{C[0]}", f"link-acme/{C[1]}"]
    assert all(len(item) == 4 for item in one.unanswered)  # the values that the retelling gives otherwise


def test_traces_that_are_written_are_kept(retold):
    trace = {"kind": "trace", "claim": f"open-acme/{C[0]}", "source": f"link-acme/{C[2]}", "entailed": True}
    (retold / "annotations/traces.jsonl").write_text(json.dumps(trace, separators=(",", ":")) + "\n", "utf-8")
    (one,) = [one for one in found_in(retold) if one.told.name == f"open-acme/{C[0]}"]
    assert [source.name for source in one.sources] == [f"link-acme/{C[2]}"]
    assert one.known
    assert one.entailed


def test_a_sheet_decides_and_what_does_not_follow_loses_its_traces(retold, steppe, tmp_path):
    sheet = tmp_path / "check.jsonl"
    done = steppe("trace", "--corpus", retold, "--sheet", sheet)
    assert done.returncode == 1
    given = [json.loads(line) for line in sheet.read_text("utf-8").splitlines()]
    assert [row["claim"]["claim"] for row in given][:3] == [f"open-acme/{one}" for one in C[:3]]
    given[0]["follows"], given[1]["follows"] = "yes", "no"
    sheet.write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    done = steppe("trace", "--corpus", retold, "--take", sheet)
    assert done.returncode == 1, done.stderr
    written = [json.loads(line) for line in (retold / "annotations/traces.jsonl").read_text("utf-8").splitlines()]
    told = {trace["claim"]: trace["entailed"] for trace in written}
    assert told[f"open-acme/{C[0]}"] is True
    assert f"open-acme/{C[1]}" not in told
    assert told[f"open-acme/{C[2]}"] is False


def test_when_all_follows_nothing_is_left(retold, steppe, tmp_path):
    sheet = tmp_path / "check.jsonl"
    steppe("trace", "--corpus", retold, "--write", "--sheet", sheet)
    sheet.write_text(sheet.read_text("utf-8").replace('"follows":""', '"follows":"yes"'), "utf-8")
    done = steppe("trace", "--corpus", retold, "--take", sheet)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].endswith("traced 0, proposed 0, open 0")
    assert steppe("trace", "--corpus", retold, "--take", sheet).stderr.splitlines() == ["there was nothing to write"]
    data = json.loads(steppe("trace", "--corpus", retold, "--format", "json").stdout)
    assert data["checked"] == data["claims of retellings"] == len(data["claims"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"follows": "maybe"}, "follows is 'maybe'; it should be yes, no, or empty"),
        ({"follows": "yes", "sources": []}, "are not those of the row any more"),
        ({"follows": "no", "claim": {"claim": "open-acme/c-999999", "says": "", "by": "", "certainty": ""}}, "are not those of the row"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_nothing_is_changed(retold, steppe, tmp_path, change, says):
    sheet = tmp_path / "check.jsonl"
    steppe("trace", "--corpus", retold, "--sheet", sheet)
    first, *rest = sheet.read_text("utf-8").splitlines()
    sheet.write_text("\n".join([json.dumps(json.loads(first) | change), *rest]) + "\n", "utf-8")
    done = steppe("trace", "--corpus", retold, "--take", sheet)
    assert done.returncode == 1
    assert f"{sheet}: line 1: " in done.stderr
    assert says in done.stderr
    assert not (retold / "annotations/traces.jsonl").exists()


def test_a_line_that_is_no_row_is_named():
    with pytest.raises(TraceError, match=r"^line 2: "):
        read_rows(b'\n{"claim":1}\n')


def test_a_sheet_and_its_reading_are_inverse(retold):
    given = rows(found_in(retold))
    assert [row for _, row in read_rows(dump_rows(given))] == given
    assert all(isinstance(row, Row) for row in given)


def test_taking_nothing_keeps_what_there_is():
    traces = [Trace(claim="a/c-222222", source="b/c-222222", entailed=True)]
    assert checked(traces, [], []) == traces


def test_both_ways_of_using_a_sheet_at_once_are_wrong_use(retold, steppe, tmp_path):
    (tmp_path / "sheet").write_text("")
    assert steppe("trace", "--corpus", retold, "--sheet", tmp_path / "x", "--take", tmp_path / "sheet").returncode == 2
