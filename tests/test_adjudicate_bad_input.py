"""What ``steppe adjudicate`` refuses, and how it says so."""

import pytest
from adjudicating import (
    BEGIN,
    DECISIONS,
    adjudicate,
    named,
    root_of,
)
from invented import FIRED
from making import files_of


@pytest.fixture
def root(tmp_path):
    return root_of(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "there are no decisions yet; name the passes"),
        (("open-acme",), "open-acme has no decisions yet; name the passes"),
        (("--check",), "there are no decisions yet"),
        (("--first", "ann"), "name both passes"),
        (("--first", "ann", "--second", "ann"), "name two annotators"),
        (("--first", "ann", "--second", "bo"), "name who decides, with --by"),
        (("--first", "ann", "--second", "bo", "--by", "cy"), "--by is 'cy'; corpus.toml has the annotators ann, bo"),
        (("--first", "ann", "--second", "cy", "--by", "ann"), "cy has no passes: there is no article in annotations/passes/cy"),
        (("other", *BEGIN), "do not both have a pass over 'other'; they have open-acme"),
        (("../other", *BEGIN), "'../other' cannot be a name"),
        (("--check", "--write"), "--check changes nothing"),
        (("--sheet", "a", "--take", "b"), "give one of them"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_changed(root, arguments, says):
    before = files_of(root)
    done = adjudicate(root, *arguments)
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: b"{" + data, ":1: "),
        (lambda data: data.partition(b"\n")[2], ":1: there are 0 records of kind 'adjudication'"),
        (lambda data: data.partition(b"\n")[0] + b"\n" + data, ":1: there are 2 records of kind 'adjudication'"),
        (lambda data: data.replace(b'"article":"open-acme"', b'"article":"other"'), "the article is 'other'"),
        (lambda data: data.replace(b'"layer":"claim"', b'"layer":"entity"'), "layer is 'entity'"),
        (lambda data: data.replace(b'"cause":"SLIP"', b'"cause":"HASTE"'), "cause is 'HASTE'"),
        (lambda data: data.replace(b'"cause":"SLIP"', b'"verdict":"MAYBE","cause":"SLIP"'), "verdict is 'MAYBE'"),
        (lambda data: data + data.split(b"\n")[1] + b"\n", "the id stands already at line 2"),
    ],
)
def test_a_file_of_decisions_that_is_not_in_form_is_named(root, change, says):
    adjudicate(root, *BEGIN)
    (root / DECISIONS).write_bytes(change((root / DECISIONS).read_bytes()))
    before = files_of(root)
    done = adjudicate(root)
    assert (done.exit_code, f"{DECISIONS}:" in done.stderr, says in done.stderr) == (1, True, True), done.stderr
    assert files_of(root) == before


def test_an_entry_that_no_registry_has_is_named(root):
    (root / "annotations/passes/bo/events.jsonl").unlink()
    done = adjudicate(root, *BEGIN)
    assert done.exit_code == 1
    assert f"refers to {named(FIRED, 'b')}, which is no entry of annotations/passes/bo" in done.stderr


def test_a_registry_of_gold_that_cannot_be_read_is_never_written_over(root, tmp_path):
    (root / "annotations/entities.jsonl").write_text("{\n", "utf-8")
    done = adjudicate(root, *BEGIN)
    assert (done.exit_code, "annotations/entities.jsonl:1" in done.stderr) == (1, True)
    assert (root / "annotations/entities.jsonl").read_text("utf-8") == "{\n"


def test_a_pass_that_others_were_compared_with_needs_new_decisions(root):
    adjudicate(root, *BEGIN)
    done = adjudicate(root, "open-acme", "--first", "bo", "--second", "ann", "--by", "ann")
    assert (done.exit_code, "decides between ann and bo, not bo and ann; remove it to begin anew" in done.stderr) == (2, True)


PASS = "annotations/passes/bo/open-acme.jsonl"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: b"{" + data, ":1: "),
        (lambda data: b"", "there is nothing in the file"),
        (lambda data: data.replace(b"Acme fired", b"\xff"), "is not UTF-8"),
        (
            lambda data: data.replace(b'"filler":"m-222222"', b'"filler":"m-999999"'),
            "Boss of t-222222 is 'm-999999', which is no mark there",
        ),
        (lambda data: data.replace(b'"id":"m-222223"', b'"id":"m-222222"'), "the id 'm-222222' stands already"),
        (lambda data: data.replace(b'"start":23,"end":27,', b'"start":27,"end":23,'), "m-222222 spans 27 to 23"),
        (lambda data: data.replace(b'"length":', b'"length":1'), "length of the article is not as in"),
        (lambda data: data.replace(b'"name":"open-acme"', b'"name":"other"'), "other"),
        (lambda data: data.replace(b'"refers_to":"v-b22222"', b'"refers_to":"v-999999"'), "refers to v-999999, which is no entry of"),
    ],
)
def test_a_pass_that_cannot_be_compared_is_named(root, change, says):
    data = change((root / PASS).read_bytes())
    assert data != (root / PASS).read_bytes()
    (root / PASS).write_bytes(data)
    before = files_of(root)
    done = adjudicate(root, *BEGIN)
    assert (done.exit_code, PASS in done.stderr, says in done.stderr) == (1, True, True), done.stderr
    assert files_of(root) == before
