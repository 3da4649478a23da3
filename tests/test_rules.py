"""The catalogue tests itself: every rule's own examples are run."""

import re

import msgspec
import pytest
from making import TEXT, article_of, codes, findings, make, make_files, opened, pass_of

from steppe.rules import CATALOGUE, FAMILIES
from steppe.store.form import ARTICLE, dump

SHOWN = [rule for rule in CATALOGUE.values() if "No example:" not in rule.doc]
"""Rules with examples. Of the others each has a test of its own in test_rules_of_form.py."""
RECORDS = [rule for rule in SHOWN if rule.scope != "file"]
FORM = [rule for rule in SHOWN if rule.scope == "file"]
BOM = b"\xef\xbb\xbf"


def names(rules):
    return [f"{rule.code}-{rule.name}" for rule in rules]


def found(rule, example, root):
    """The codes that an example of a rule of the article, registry or corpus is flagged with."""
    make_files(root, example)
    assert all(reading.document.text for reading in opened(root).documents()), "no text has the sha256 that the example gives"
    return codes(root, pages=True)


def unescaped(example):
    """The bytes that an example of a rule of form stands for."""
    return example.encode().decode("unicode_escape").encode("latin-1")


def formed(rule, example, root):
    """The codes of form that an example is flagged with. What its records say is the business of other families."""
    data = unescaped(example)
    make(root)
    file = root / "annotations/gold/example.jsonl"
    if not example.startswith(("{", "<", "\\")):
        (root / "annotations/articles/example.txt").write_bytes(data)
        file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:2]))  # article and pass: the zone was of another text
    elif not data.strip():
        file.write_bytes(data)
    else:
        article = article_of(TEXT)
        heads = [(b'"kind":"article"', article), (b'"kind":"pass"', pass_of(article))]
        given = [head for mark, head in heads if mark not in data]
        before = [head for head in given if head is article or b'"kind":"article"' not in data]
        after = [head for head in given if head not in before]
        mark = BOM if data.startswith(BOM) else b""  # it can only stand at the beginning of the file
        file.write_bytes(mark + dump(ARTICLE, before) + data.removeprefix(mark) + b"\n" + dump(ARTICLE, after))
    return {finding.code for finding in findings(root) if finding.code[0] == rule.code[0]}


@pytest.mark.parametrize("rule", RECORDS, ids=names(RECORDS))
def test_examples_show_what_the_rule_says(rule, tmp_path):
    examples = rule.examples()
    assert list(examples) == ["Bad", "Good"]
    assert found(rule, examples["Bad"], tmp_path / "bad") == {rule.code}
    assert found(rule, examples["Good"], tmp_path / "good") == set()


@pytest.mark.parametrize("rule", FORM, ids=names(FORM))
def test_examples_of_form_show_what_the_rule_says(rule, tmp_path):
    examples = rule.examples()
    assert list(examples) == ["Bad", "Good"]
    assert formed(rule, examples["Bad"], tmp_path / "bad") == {rule.code}
    assert formed(rule, examples["Good"], tmp_path / "good") == set()


@pytest.mark.parametrize("rule", RECORDS, ids=names(RECORDS))
def test_examples_are_spelt_canonically(rule):
    for example in rule.examples().values():
        for line in example.split("\n"):
            if line.startswith("{"):
                assert msgspec.json.encode(msgspec.json.decode(line)).decode() == line


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=names(CATALOGUE.values()))
def test_a_rule_is_named_and_explained(rule):
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert rule.code[0] in FAMILIES
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.doc.split("\n")[0].endswith(".")
    assert rule.examples() or rule.scope == "file", "only a rule of form can do without an example"


def test_codes_and_names_are_unique_and_families_are_in_order():
    assert list(CATALOGUE) == [rule.code for rule in CATALOGUE.values()]
    assert len({rule.name for rule in CATALOGUE.values()}) == len(CATALOGUE)
    numbers = {letter: {rule.code[1] for rule in CATALOGUE.values() if rule.code[0] == letter} for letter in FAMILIES}
    assert all(len(found) <= 1 for found in numbers.values()), "one family, one hundred"
