"""The reports for machines: valid whatever the data holds, and nothing of it is obeyed."""

import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import edit, findings, ident, make, opened

from steppe.finding import Finding, Spot
from steppe.report import FORMATS, Known, Report, rendered
from steppe.report.places import Places
from steppe.report.report import fingerprints
from steppe.rules import CATALOGUE

SCHEMA = Path(__file__).parent / "data/sarif-2.1.0-rtm.5.json"
GOLD = "annotations/gold/open-acme.jsonl"
HOSTILE = ["\x1b[31mred", "\r\n::error::x", "::set-output name=x::y", "##[error]x", "]]>", "&<>\"'", "\0", "\u202egnp", "\x9b2J", "\udcff"]
HOSTILE += ["%0A%25", "a,b:c", "[words](1)", "\u2028", "\ufffe", "\U000e0001", "```", "{0}", ""]
MACHINES = [form for form in FORMATS if form != "text"]

words = st.one_of(st.sampled_from(HOSTILE), st.text(), st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl"])))
places = st.one_of(st.none(), st.builds(Spot, *[st.integers(0, 9)] * 3, words, st.integers(0, 9), st.integers(1, 9)))
anything = st.builds(
    Finding,
    file=words,
    line=st.integers(0, 10**6),
    code=st.one_of(st.sampled_from(sorted(CATALOGUE)), words),
    name=words,
    mark=words,
    message=words,
    spot=places,
    carried=st.one_of(st.just(""), st.builds("{}:{}".format, words, words)),
)


def told(form, found, root="nowhere", **more):
    return rendered(form, Report(found, Places(Path(root)), **more))


@cache
def schema():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for part in ("run", "toolComponent"):  # a bracket too many, which JavaScript bears and others do not; nothing here has a language
        del schema["definitions"][part]["properties"]["language"]["pattern"]
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True)


def results(text):
    """The results of a SARIF report, which is valid, and as GitHub wants it."""
    log = json.loads(text)
    assert [error.message for error in schema().iter_errors(log)] == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    prints = [result["partialFingerprints"]["steppe/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        (location,) = result["locations"]
        where = location["physicalLocation"]
        assert where["region"]["startLine"] >= 1
        assert re.fullmatch(r"(?!/)[\w.~%/-]*", where["artifactLocation"]["uri"], re.ASCII)
        assert "ruleIndex" not in result or rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run["results"]


@given(st.lists(anything, max_size=4))
def test_sarif_is_valid_whatever_is_found(found):
    assert len(results(told("sarif", found))) == len(found)


@given(st.lists(anything, max_size=4))
def test_github_gets_one_command_a_finding_and_no_other(found):
    lines = told("github", found).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(found)
    for line in lines:
        assert line.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", line)
        assert "##[" not in line
        command, properties, _ = re.fullmatch(r"::(error) ([^:]*)::(.*)", line, re.DOTALL).groups()
        assert command == "error"
        assert [part.partition("=")[0] for part in properties.split(",")] in (["file", "title"], ["file", "line", "title"])


@given(st.lists(anything, max_size=4))
def test_junit_is_xml_whatever_is_found(found):
    suites = ET.fromstring(told("junit", found, files=["annotations/gold/a.jsonl"]))
    assert sum(len(failure.text.split("\n")) for failure in suites.iter("failure")) == len(found)
    assert int(suites.get("tests")) == len(list(suites.iter("testcase")))
    assert int(suites.get("failures")) == len(list(suites.iter("failure")))


@given(st.lists(anything, max_size=4))
def test_text_is_a_finding_a_line_and_holds_nothing_that_a_terminal_or_runner_obeys(found):
    lines = told("text", found, excerpts=False).split("\n")
    assert len(lines) == len(found) + 1
    for line in [*lines, *told("text", found).split("\n")]:
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", line)
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


@given(st.lists(anything, max_size=4))
def test_json_says_exactly_what_was_found(found):
    entries = json.loads(told("json", found))
    assert [json.loads(line) for line in told("jsonl", found).split("\n") if line] == entries
    for entry, finding in zip(entries, found, strict=True):
        for key in ("file", "code", "name", "mark", "message"):
            value = getattr(finding, key)
            assert entry[key] == value.encode(errors="backslashreplace").decode()
        assert (entry.get("start"), entry.get("end")) == ((finding.spot.start, finding.spot.end) if finding.spot else (None, None))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("word", HOSTILE, ids=ascii)
def test_hostile_words_are_told_in_every_form(form, word):
    found = [Finding(f"annotations/gold/{word}.jsonl", 3, "S203", "quote-differs", word, f"quotes {word}")]
    text = told(form, found)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", text)
    assert "##[" not in text
    assert sum(line.lstrip().startswith("::") for line in text.split("\n")) == (form == "github")


@pytest.mark.parametrize("form", MACHINES)
def test_machines_are_shown_no_line_of_a_text(form, tmp_path):
    root = make(tmp_path, "Acme fired Ann. Nobody said why.")
    edit(root / "annotations/gold/example.jsonl", at=ident("z", 0), type="Tale")
    found = findings(root)
    assert found[0].spot is not None
    assert "Nobody said why" in told("text", found, root)
    assert "Nobody said why" not in told(form, found, root)


@pytest.mark.parametrize("form", FORMATS)
def test_no_findings_are_a_report_too(form):
    text = told(form, [], files=["annotations/gold/a.jsonl"])
    assert text == {"text": "", "jsonl": "", "github": "", "json": "[]\n"}.get(form, text)
    if form == "sarif":
        assert results(text) == []
    if form == "junit":
        (case,) = ET.fromstring(text).iter("testcase")
        assert (case.get("classname"), case.get("name"), list(case)) == ("annotations/gold", "a.jsonl", [])


def test_sarif_names_rule_line_and_columns(small):
    edit(small / GOLD, at=ident("m", 1), type="Firm")
    found = [finding for finding in findings(small) if finding.mark == ident("m", 1)]
    text = told("sarif", found, small)
    (rule,) = json.loads(text)["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("T403", "type-clash")
    assert rule["shortDescription"]["text"] in rule["fullDescription"]["text"]
    assert "Bad:\n\n```\n" in rule["help"]["markdown"]
    (result,) = results(text)
    region = result["locations"][0]["physicalLocation"]["region"]
    line = (small / GOLD).read_text("utf-8").split("\n")[region["startLine"] - 1]
    meant = line[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert meant in (ident("m", 1), "Ann")
    assert "baselineState" not in result


def test_sarif_tells_what_is_new_from_what_is_known():
    found = [Finding(GOLD, 3, "S203", "quote-differs", "m-222222", message) for message in ("known", "fresh")]
    known = {fingerprints(found)[0]: Known(fingerprints(found)[0], "S203", GOLD, "m-222222", "known")}
    assert [result["baselineState"] for result in results(told("sarif", found, baseline=known))] == ["unchanged", "new"]
    for form in ("text", "json", "jsonl", "github", "junit"):
        assert "known" not in told(form, found, baseline=known)
        assert "fresh" in told(form, found, baseline=known)


def test_files_are_named_from_the_root_of_the_repository():
    found = [Finding(GOLD, 3, "S203", "quote-differs", "m-222222", "is wrong")]
    report = Report(found, Places(Path("nowhere"), "news items/"))
    (result,) = results(rendered("sarif", report))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"news%20items/{GOLD}"
    assert rendered("github", report).startswith(f"::error file=news items/{GOLD},line=3,")


def test_an_imported_finding_is_where_it_was_imported_from_and_leads_to_the_annotations():
    found = [Finding("docs/x.ann", 12, "S203", "quote-differs", "T1", "is wrong", carried=f"{GOLD}:7")]
    report = Report(found, Places(Path("nowhere"), "news/"))
    (result,) = results(rendered("sarif", report))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/x.ann"
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == f"news/{GOLD}"
    assert related["physicalLocation"]["region"] == {"startLine": 7}
    assert json.loads(rendered("jsonl", report))["carried"] == f"{GOLD}:7"


def test_the_schema_refuses_what_is_no_sarif():
    log = json.loads(told("sarif", [Finding(GOLD, 3, "S203", "quote-differs", "", "is wrong")]))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not schema().is_valid(log)


def test_every_file_of_articles_is_a_case(small):
    corpus = opened(small)
    files = [f"{folder}/{name}.jsonl" for folder in corpus.folders() for name in corpus.names(folder)]
    edit(small / GOLD, at=ident("m", 1), type="Firm")
    cases = list(ET.fromstring(told("junit", findings(small), files=files)).iter("testcase"))
    assert [f"{case.get('classname')}/{case.get('name')}" for case in cases][: len(files)] == files
    assert GOLD in [f"{case.get('classname')}/{case.get('name')}" for case in cases if case.find("failure") is not None]
