"""The parts of the baselines: words, lexicon, tagger, linear model, roles, attribution."""

import math
import sys
from itertools import product

import numpy as np
import pytest
from baselining import TOKEN
from hypothesis import given
from hypothesis import strategies as st

from steppe.baselines.attribution import attributed
from steppe.baselines.data import Sentence, Span, Token
from steppe.baselines.lexicon import Lexicon
from steppe.baselines.linear import Linear, NotInstalled
from steppe.baselines.roles import MajorityRoles, gap
from steppe.baselines.tagger import Tagger, alone, around, spans_of, tags_of
from steppe.baselines.words import commonest, head, is_name, majority, named, stem


def sentence(text, *mentions, start=0):
    """A sentence of an article, with mentions as (words, type)."""
    tokens = tuple(Token(token[0], start + token.start(), start + token.end()) for token in TOKEN.finditer(text))
    spans = tuple(span(text, words, type_, start) for words, type_ in mentions)
    return Sentence({"article": "one"}, 0, start, start + len(text), text, "Story", tokens, spans)


def span(text, words, type_="", start=0, id_=""):
    place = start + text.index(words)
    return Span(place, place + len(words), type_, id_ or words, words)


def mentions_of(one):
    return one.mentions


def found(lexicon, text):
    one = sentence(text)
    return [(one.says(mark.start, mark.end), mark.type) for mark in lexicon.found(one)]


# Words


def test_a_short_word_keeps_its_ending():
    assert [stem(word) for word in ("is", "bed", "ties", "sing")] == ["is", "bed", "tie", "sing"]


def test_a_phrase_is_about_the_word_before_what_qualifies_it():
    assert [head(text) for text in ("", "of", "The chief of police", "a firm, which sells")] == ["", "of", "chief", "firm"]


def test_a_capital_that_only_opens_a_phrase_makes_no_name():
    assert [is_name(text) for text in ("The firm", "The Firm", "Acme", "9 men", "")] == [False, True, True, True, False]
    assert [named(text) for text in ("The firm", "ACME", "The")] == ["firm", "acme", "the"]


@given(st.permutations(["b", "a", "b", "a", "c"]))
def test_of_labels_that_are_equally_common_the_first_by_name_is_taken_whatever_the_order(labels):
    assert majority(labels) == "a"


def test_the_majority_of_nothing_is_none():
    assert majority([]) is None
    with pytest.raises(ValueError):
        commonest({})


# Lexicon


def test_the_longest_string_is_taken_with_its_usual_type():
    lexicon = Lexicon([sentence("Acme of Rome met Acme", ("Acme of Rome", "Firm"), ("Acme", "Person"))], mentions_of)
    # "Acme" stands twice as a word and was once marked by itself: half of the time, which is enough.
    assert found(lexicon, "Acme of Rome and acme of Paris") == [("Acme of Rome", "Firm"), ("acme", "Person")]


def test_a_string_that_mostly_is_no_mention_is_left_out():
    lexicon = Lexicon([sentence("it rains; it pours; it sold it", ("it", "Firm"))], mentions_of)  # one of four
    assert found(lexicon, "it did") == []


def test_a_string_that_would_reach_past_the_end_is_not_found():
    lexicon = Lexicon([sentence("Ann Human left", ("Ann Human", "Person"))], mentions_of)
    assert found(lexicon, "so said Ann") == []
    assert found(lexicon, "so said Ann Human") == [("Ann Human", "Person")]


def test_a_lexicon_by_stems_finds_other_forms():
    lexicon = Lexicon([sentence("They planned it", ("planned", "Plot"))], mentions_of, stem)
    assert found(lexicon, "Planning goes on; he plans") == [("Planning", "Plot"), ("plans", "Plot")]


def test_a_lexicon_of_nothing_finds_nothing():
    assert found(Lexicon([], mentions_of), "Ann left") == []
    assert found(Lexicon([sentence("Ann left")], mentions_of), "") == []


# Tagger


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["X", "Y"])), max_size=5))
def test_spans_become_tags_and_are_spans_again(gaps):
    one = sentence(" ".join("abcdefghijklmnopqrstuvwxyz"[:26]), start=7)
    spans, at = [], 0
    for before, length, type_ in gaps:
        tokens = one.tokens[at + before : at + before + length]
        spans.append(Span(tokens[0].start, tokens[-1].end, type_))
        at += before + length
    assert spans_of(one, tags_of(one, spans)) == spans


def test_of_nested_spans_the_outermost_is_tagged():
    one = sentence("the mayor of Rome left", ("Rome", "Place"), ("the mayor of Rome", "Person"))
    assert tags_of(one, one.mentions) == ["B-Person", "I-Person", "I-Person", "I-Person", "O"]


class Fixed:
    """A model whose chances are given."""

    labels = ("B-X", "B-Y", "I-X", "I-Y", "O")

    def __init__(self, chances):
        self.given = np.array(chances) / np.sum(chances, axis=1, keepdims=True)

    def __bool__(self):
        return True

    def chances(self, things):
        return self.given


def lawful(tags):
    return all(not tag.startswith("I-") or before[1:] == tag[1:] for before, tag in zip(["O", *tags], tags, strict=False))


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_best_lawful_sequence_is_found_as_by_trying_all(chances):
    model = Fixed(chances)
    tagger = Tagger([], mentions_of, alone)
    tagger.model = model
    path = tagger._path(sentence("a b c d"[: 2 * len(chances) - 1]))

    def cost(tags):
        return sum(-math.log(row[model.labels.index(tag)].round(9) + 1e-12) for row, tag in zip(model.given, tags, strict=True))

    assert lawful(path)
    assert cost(path) == pytest.approx(min(cost(tags) for tags in product(model.labels, repeat=len(chances)) if lawful(tags)))


def test_a_tagger_finds_what_it_has_seen_and_what_looks_and_stands_alike():
    lesson = [sentence(f"Yesterday {name} spoke .", (name, "Person")) for name in ("Ann", "Bob", "Eve", "Tom")]
    lesson += [sentence("Yesterday it rained .")] * 4
    tagger = Tagger(lesson, mentions_of, around)
    assert [mark.type for mark in tagger.found(sentence("Yesterday Zoe spoke ."))] == ["Person"]
    assert tagger.found(sentence("Yesterday it poured .")) == []


def test_a_tagger_that_looks_at_words_alone_does_not_see_the_neighbours():
    lesson = [sentence("Yesterday Ann spoke", ("Ann", "Person")), sentence("Yesterday it rained")]
    tagger = Tagger(lesson, mentions_of, alone)
    assert [mark.start for mark in tagger.found(sentence("rained Ann Zoe"))] == [7]


# Linear


def test_a_single_label_is_what_everything_has():
    model = Linear([{"a": 1.0}], ["only"])
    assert model.told([{"a": 0.0}, {"b": "new"}]) == ["only", "only"]
    assert model.told([]) == []


def test_a_model_of_nothing_says_that_it_has_learnt_nothing():
    assert not Linear([], [])
    with pytest.raises(ValueError, match="nothing was learnt"):
        Linear([], []).told([{"a": 1.0}])


def test_the_order_in_which_things_are_learnt_does_not_matter():
    things = [{"word": word, "long": len(word) > 3} for word in ("fox", "wolf", "hen", "goose", "duck", "cat")]
    labels = ["wild", "wild", "tame", "tame", "tame", "wild"]
    one = Linear(things, labels).chances(things)
    two = Linear(things[::-1], labels[::-1]).chances(things)
    assert np.abs(one - two).max() < 1e-6
    assert one.sum(axis=1) == pytest.approx(np.ones(6))


def test_the_optimum_is_reached():
    """Of one thing with a feature and one without it: minimize w²/2 + Σ log(1 + e^-m) over weight w and intercept b.

    By symmetry b = -w/2, so that both margins are w/2, and the derivative w - 1 / (1 + e^(w/2)) is zero.
    """
    model = Linear([{"x": 1.0}, {"x": 0.0}], ["yes", "no"])
    weight = 0.0
    for _ in range(200):
        weight = 1 / (1 + math.exp(weight / 2))
    assert model.chances([{"x": 1.0}])[0][model.labels.index("yes")] == pytest.approx(1 / (1 + math.exp(-weight / 2)), abs=1e-6)


def test_a_balanced_model_gives_rare_labels_the_weight_of_common_ones():
    """Without features that tell them apart, chances are the shares of the labels, or equal where these are balanced."""
    things, labels = [{"same": 1.0}] * 4, ["common", "common", "common", "rare"]
    assert Linear(things, labels).chances(things[:1])[0] == pytest.approx([0.75, 0.25], abs=1e-4)
    assert Linear(things, labels, balanced=True).chances(things[:1])[0] == pytest.approx([0.5, 0.5], abs=1e-4)


def test_without_scikit_learn_the_package_to_install_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(NotInstalled, match=r"this baseline needs scikit-learn: pip install 'steppe\[baselines\]'"):
        Linear([{"a": 1.0}], ["only"])


# Roles


def test_of_several_fillers_of_one_role_the_nearest_is_taken():
    roles = MajorityRoles([])
    roles.roles = {("Sale", "Firm"): "Seller"}
    text = "Acme and Bolt sold it"
    trigger, acme, bolt = span(text, "sold", "Sale"), span(text, "Acme", "Firm"), span(text, "Bolt", "Firm")
    assert roles.of(sentence(text), trigger, [acme, bolt, trigger]) == [("Seller", bolt)]
    assert [gap(trigger, acme), gap(trigger, bolt), gap(trigger, trigger)] == [10, 1, 0]


# Attribution


def attribution(text, cues, mentions, start=0):
    one = sentence(text, start=start)
    said = attributed(
        one, [span(text, cue, "cue", start) for cue in cues], [span(text, words, type_, start) for words, type_ in mentions], {"Person"}
    )
    return said and (said.text, said.says(said.cue), said.says(said.source))


@pytest.mark.parametrize(
    ("text", "cues", "mentions", "expected"),
    [
        ("Ann said that Acme sold a shop.", ["said"], [("Ann", "Person"), ("Acme", "Firm")], ("Acme sold a shop", "said", "Ann")),
        ("Acme sold a shop, Ann said.", ["said"], [("Ann", "Person"), ("Acme", "Firm")], ("Acme sold a shop", "said", "Ann")),
        ("In May, Ann said, Acme sold a shop.", ["said"], [("Ann", "Person")], ("In May … Acme sold a shop", "said", "Ann")),
        ("Acme reportedly sold a shop.", ["reportedly"], [("Acme", "Firm")], ("sold a shop", "reportedly", "")),  # one token is no piece
        ("Acme sold a shop.", [], [], ("Acme sold a shop", "", "")),
        ("Ann said.", ["said"], [("Ann", "Person")], None),
        ("Bo heard as Ann said it was so.", ["heard", "said"], [("Ann", "Person")], ("Bo heard as … it was so", "said", "Ann")),
    ],
)
@pytest.mark.parametrize("start", [0, 40])
def test_a_sentence_is_cut_into_source_cue_and_content(text, cues, mentions, expected, start):
    assert attribution(text, cues, mentions, start) == expected


def test_a_source_that_stands_far_from_its_cue_leaves_what_is_between_as_content():
    text = "Ann of the old firm in Rome said it was so"
    assert attribution(text, ["said"], [("Ann", "Person")]) == ("of the old firm in Rome … it was so", "said", "Ann")
