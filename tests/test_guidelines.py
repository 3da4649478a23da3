"""The examples of the guidelines are as gold has them."""

import re

import pytest
from making import REPOSITORY
from worked import examples, marks_of

from steppe.store import Corpus

PAGE = (REPOSITORY / "annotations/GUIDELINES.md").read_text("utf-8")
EXAMPLES = list(examples(PAGE))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.article}: {example.sentence[:40]}")
def test_an_example_is_as_gold_has_it(example):
    corpus = Corpus(REPOSITORY)
    found = marks_of(corpus, corpus.read(example.article).document, example.sentence)
    assert [line for line in example.there if line not in found] == [], "\n".join(found)
    assert [line for line in example.absent if line in found] == []


def test_each_decided_case_has_a_number_of_its_own():
    numbers = re.findall(r"^- \*\*(9\.\d+\.\d+) ", PAGE, re.MULTILINE)
    assert numbers
    assert numbers == sorted(set(numbers), key=lambda number: [int(part) for part in number.split(".")])


def test_a_line_that_is_neither_there_nor_absent_is_refused():
    with pytest.raises(ValueError, match="begins neither"):
        list(examples("```example acme\nAcme fired Ann.\nmention ORG\n```\n"))
