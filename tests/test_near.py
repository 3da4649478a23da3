"""Texts that are nearly the same are found over a split, exactly, whatever number of articles and however they are cut."""

import pickle
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import article_of, findings, make, opened, zones_of
from msgspec.structs import replace

from steppe import Corpus
from steppe import shingles as module
from steppe.model import ALPHABET
from steppe.rules import Case
from steppe.rules.evidence.shingles import Shingles
from steppe.shingles import WORDS, nearest, shingles
from steppe.validate import validate

STORY = "In the spring the firm let go of Ann, who had kept its books for nine years, and of two men from the yard.\n"
OTHER = "Bolt has sold the house by the river to a couple who mean to bake bread there and to live above the shop.\n"
VOCABULARY = [f"{letter}ay" for letter in "bcdfghjklm"]
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join), max_size=8)
UNTIDY = st.lists(st.text(st.sampled_from("aB\u00df7_ .,-\n\u0301\U0001f600\u0130"), max_size=60), max_size=4)


def plainly(text):
    """The sequences of a text, as words."""
    words = re.findall(r"(?:[^\W]|[\u0300-\u036f])+", text.casefold())
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


def of_each(texts):
    hashes, counts = shingles(texts)
    return [set(part.tolist()) for part in np.split(hashes, np.cumsum(counts)[:-1])] if texts else []


def shares(texts, sides, most):
    """What :func:`nearest` should find: of each text the greatest share."""
    sets = [plainly(text) for text in texts]
    found = {}
    for one, mine in enumerate(sets):
        for two, other in enumerate(sets):
            if sides[two] < sides[one] and mine and other:
                share = len(mine & other) / min(len(mine), len(other))
                if share > max(most, found.get(one, 0)):
                    found[one] = share
    return found


@given(UNTIDY)
@example(["a b c d e f g h a b c d e f g h"])
@example(["a b c d e f g", "h i j k l m n o"])
def test_a_text_has_as_many_numbers_as_different_sequences(texts):
    assert list(shingles(texts)[1]) == [len(plainly(text)) for text in texts]


@given(TEXTS)
def test_texts_share_numbers_as_they_share_sequences(texts):
    numbers, words = of_each(texts), [plainly(text) for text in texts]
    for one in range(len(texts)):
        for two in range(len(texts)):
            assert len(numbers[one] & numbers[two]) == len(words[one] & words[two])


def test_case_punctuation_and_white_space_are_passed_over():
    one, two, three = of_each(["One two, three four - five six seven eight!", "one TWO three\nfour five: six seven eight", STORY])
    assert one == two
    assert not one & three


def test_numbers_are_the_same_in_every_process_and_on_every_machine():
    code = "from steppe.shingles import shingles; print(shingles(['one two three four five six seven eight'])[0].tolist())"
    printed = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True).stdout
        for seed in ("1", "2")
    }
    assert printed == {"[965546470]\n"}


@given(st.data())
def test_the_greatest_share_across_sides_is_exact(data):
    texts = data.draw(TEXTS)
    sides = data.draw(st.lists(st.integers(0, 2), min_size=len(texts), max_size=len(texts)))
    most = data.draw(st.sampled_from([0.0, 0.2, 0.9]))
    found = {one: share for one, _, share in nearest(*shingles(texts), np.array(sides, np.int64), most)}
    assert found == shares(texts, sides, most)


def test_a_copy_is_found_among_many_that_share_a_line(monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    line = "all of us in this house say at the end of each day that it was a good one"
    own = [" ".join(f"{letter}{other}x" for other in ALPHABET) for letter in ALPHABET[:20]]
    texts = [f"{words} {line}" for words in own] + [f"{line} {own[17]}"]
    found = list(nearest(*shingles(texts), np.array([0] * 20 + [1], np.int64), 0.4))
    assert [(one, two) for one, two, _ in found] == [(20, 17)]
    assert found[0][2] == pytest.approx(0.83, abs=0.1)


def taken(cases, cut):
    """The evidence of articles that were taken in stretches that end at some of them, each from another process."""
    whole, part, shift = Shingles(), Shingles(), 0
    for number, case in enumerate(cases):
        part.take(case, number - shift)
        if number in cut:
            whole.merge(pickle.loads(pickle.dumps(part)), shift)
            part, shift = Shingles(), number + 1
    whole.merge(part, shift)
    return [array.tolist() for array in whole.all()]


def test_evidence_is_the_same_however_the_corpus_is_cut(tmp_path):
    for number, text in enumerate((STORY, OTHER, "Short.\n", STORY + OTHER)):
        make(tmp_path, text, "", f"a-{number}")
    corpus = opened(tmp_path)
    cases = [Case(reading.document, corpus.labels, corpus.settings, corpus.registry) for reading in corpus.documents()]
    ways = [taken(cases, cut) for cut in ((), (0,), (1, 2), (0, 1, 2, 3))]
    assert all(way == ways[0] for way in ways)
    assert ways[0][1] == [17, 16, 0, 40]


def near(root, *articles):
    """The findings of near-duplicates among articles, given as name, text and more of the article."""
    for name, text, more in articles:
        make(root, text, [article_of(text, name, **more)], name)
    return [(finding.file, finding.line, finding.mark, finding.message) for finding in findings(root) if finding.code == "X602"]


def test_the_article_of_the_later_side_is_told_with_its_worst_partner(tmp_path):
    bolt = {"incident": "bolt"}
    found = near(tmp_path, ("a", STORY, {}), ("b", OTHER, {}), ("c", f"{OTHER}{OTHER}{STORY}", bolt), ("d", "Ann is gone.\n", bolt))
    assert [(file, line, mark) for file, line, mark, _ in found] == [("annotations/gold/c.jsonl", 1, "article")]
    assert "shares with a, which is in train, not test, 100% of the eight-word" in found[0][3]


def test_copies_on_one_side_are_no_matter(tmp_path):
    assert near(tmp_path, ("a", STORY, {}), ("b", STORY, {"tier": "LINKED"})) == []


@pytest.mark.parametrize(("type_", "number"), [("Story", 1), ("Furniture", 0)])
def test_lines_where_nothing_is_marked_do_not_count(tmp_path, type_, number):
    zones = [replace(zone, type=type_) for zone in zones_of(STORY)]
    for name, incident in (("a", "acme"), ("b", "bolt")):
        make(tmp_path, STORY, [article_of(STORY, name, incident=incident), *zones], name)
    assert sum(finding.code == "X602" for finding in findings(tmp_path)) == number


def test_a_text_that_is_not_at_hand_is_no_copy_and_one_that_is_held_is(tmp_path):
    make(tmp_path / "c", STORY, [article_of(STORY, "a")], "a")
    make(tmp_path / "c", STORY, [article_of(STORY, "b", tier="LINKED", incident="bolt")], "b")
    for corpus, number in ((Corpus(tmp_path / "c"), 0), (opened(tmp_path / "c"), 1)):
        assert sum(finding.code == "X602" for finding in validate(corpus)) == number
