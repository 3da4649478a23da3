"""What holds of any two sides: sides can be swapped, articles added, clusters renamed; nobody disagrees with himself."""

import random

import numpy as np
import pytest
from comparing import Given, claim, comparison, document, entity, event, mention, registry, trigger, zone
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ident

from steppe.score.bootstrap import Draws
from steppe.score.comparison import Comparison
from steppe.score.scores import score

E, V = ([ident(letter, number) for number in range(4)] for letter in "ev")
REGISTRY = registry(*(entity(number) for number in range(4)), *(event(number) for number in range(4)))
spans = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@st.composite
def articles(draw, name="acme"):
    """An article with any marks: crossing, nested, identical, referring to one another as they like."""
    mentions = [
        mention(number, *draw(spans), draw(st.sampled_from(["Firm", "Person"])), refers_to=draw(st.sampled_from(["", *E])))
        for number in range(draw(st.integers(0, 5)))
    ]
    some = st.integers(0, max(0, len(mentions) - 1))
    fillers = st.lists(st.tuples(st.sampled_from(["Seller", "Date"]), some), max_size=2 if mentions else 0)
    triggers = [
        trigger(
            number, *draw(spans), draw(st.sampled_from(["Sale", "Dismissal"])), draw(fillers), refers_to=draw(st.sampled_from(["", *V]))
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    answer = st.tuples(st.sampled_from(["DAY", "CULPRIT"]), st.sampled_from(V), st.sampled_from([*E, "2024"]))
    claims = [
        claim(
            number,
            draw(spans),
            by=draw(some) if mentions and draw(st.booleans()) else None,
            cue=[draw(spans)] if draw(st.booleans()) else (),
            answers=draw(st.lists(answer, max_size=2)),
            certainty=draw(st.sampled_from(["SURE", "LIKELY"])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    zones = [zone(0, 0, 40, draw(st.sampled_from(["Story", "Furniture"])))]
    return document(*zones, *mentions, *triggers, *claims, name=name)


def scored(first, second):
    return score(comparison(Given(*first, registry=REGISTRY), Given(*second, registry=REGISTRY)))


def ratios(scores):
    return {each.measure.name: each.ratios for each in scores.scores}


@settings(max_examples=40)
@given(articles(), articles())
def test_swapping_sides_swaps_precision_and_recall(first, second):
    there, back = ratios(scored([first], [second])), ratios(scored([second], [first]))
    for name, (precision, recall, f1) in there.items():
        if not name.endswith("blanc"):  # which asks of the key alone whether it has pairs of a kind, as the reference scorer does
            assert back[name] == pytest.approx((recall, precision, f1)), name


@settings(max_examples=40)
@given(articles())
def test_nobody_disagrees_with_himself(article):
    for name, figures in ratios(scored([article], [article])).items():
        assert all(figure is None or figure == pytest.approx(1) for figure in figures), name


@settings(max_examples=30)
@given(articles("one"), articles("one"), articles("two"), articles("two"))
def test_the_counts_of_articles_add_up_to_those_of_the_corpus(one, other, two, another):
    """Of what no registry has to be aligned for; aligned ones say more with every article."""
    whole = scored([one, two], [other, another])
    parts = [scored([one], [other]), scored([two], [another])]
    for each in whole.scores:
        name = each.measure.name
        if not any(word in name for word in ("entity", "event", "question", "value", "across", "relation")) or "coreference.e" in name:
            sums = np.sum([part[name].counts for part in parts], axis=0)
            assert each.counts == pytest.approx(sums.tolist()), name


@settings(max_examples=30)
@given(articles(), articles(), st.permutations(range(4)))
def test_what_entries_are_called_changes_nothing(first, second, order):
    """The second side's entities and events get other ids, as if another annotator had made that registry."""
    called = {old: f"{old[:2]}{ident('x', 50 + order[number])[2:]}" for ids in (E, V) for number, old in enumerate(ids)}
    text = repr(second.records)
    renamed = [_renamed(record, called) for record in second.records]
    assert all(old not in repr(renamed) for old in called if old in text)
    other = registry(
        *(_renamed(record, called) for record in (*REGISTRY.records["entities"], *REGISTRY.records["events"])),
    )
    there = score(comparison(Given(first, registry=REGISTRY), Given(second, registry=_unnamed(REGISTRY))))
    here = score(comparison(Given(first, registry=REGISTRY), Given(document(*renamed[1:]), registry=_unnamed(other))))
    for each in here.scores:
        name = each.measure.name
        if "coreference" in name:
            assert each.counts == pytest.approx(there[name].counts), name


def _renamed(record, called):
    from msgspec import convert, to_builtins

    def walk(value):
        if isinstance(value, dict):
            return {key: walk(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [walk(each) for each in value]
        return called.get(value, value) if isinstance(value, str) else value

    return convert(walk(to_builtins(record)), type(record))


def _unnamed(known):
    return registry(*known.records["entities"], *known.records["events"])


def test_a_missing_article_counts_as_empty_and_is_named():
    gold = [document(mention(0, 0, 4), name=name) for name in ("one", "two")]
    scores = score(comparison(gold, gold[:1]), ["mention.strict"], articles=True)
    assert scores["mention.strict"].counts == (1, 1, 1, 2)
    assert scores["mention.strict"].articles == {"one": (1, 1, 1), "two": (None, 0, 0)}
    assert [(notice.article, "counts as empty" in notice.says) for notice in scores.notices] == [("two", True)]


def test_a_missing_layer_is_scored_zero_and_named():
    gold = Given(document(mention(0, 0, 4), claim(0, (0, 4))))
    system = Given(document(mention(0, 0, 4)), layers=["mention"], name="tagger")
    scores = score(comparison(gold, system), ["claim.content"])
    assert scores["claim.content"].ratios == (None, 0, 0)
    assert any("claim" in notice.says and "tagger" in notice.says for notice in scores.notices)


def test_an_article_that_only_the_system_has_is_named_and_not_compared():
    one, two = (document(mention(0, 0, 4), name=name) for name in ("one", "two"))
    scores = score(comparison([one], [one, two]), ["mention.strict"])
    assert scores["mention.strict"].counts == (1, 1, 1, 1)
    assert any("two" in notice.says for notice in scores.notices)


def test_marks_of_another_text_are_not_compared():
    gold, system = document(mention(0, 0, 4), sha256="a" * 64), document(mention(0, 0, 4), sha256="b" * 64)
    scores = score(comparison([gold], [system]), ["mention.strict"])
    assert scores["mention.strict"].ratios == (None, 0, 0)
    assert any("another text" in notice.says for notice in scores.notices)


def test_articles_that_are_not_kept_are_read_again_and_score_the_same(monkeypatch):
    gold = [document(mention(0, 0, 4), name=name) for name in ("one", "two")]
    kept = score(comparison(gold, gold))
    monkeypatch.setattr("steppe.score.comparison.KEPT", 0)
    assert [each.counts for each in score(comparison(gold, gold)).scores] == [each.counts for each in kept.scores]


def test_samples_are_the_same_for_one_seed_and_have_as_many_articles():
    counts = np.eye(5)
    one, two = Draws(5, 300, 7).sums(counts), Draws(5, 300, 7).sums(counts)
    assert np.array_equal(one, two)
    assert one.shape == (300, 5)
    assert (one.sum(axis=1) == 5).all()
    assert not np.array_equal(one, Draws(5, 300, 8).sums(counts))
    assert one.std() > 0


def test_an_interval_holds_the_figure_and_narrows_with_more_articles():
    def width(number):
        pick = random.Random(0)
        names = [f"a{place}" for place in range(number)]
        gold = [document(*(mention(n, 10 * n, 10 * n + 4) for n in range(5)), name=name) for name in names]
        found = [document(*(mention(n, 10 * n, 10 * n + pick.choice([3, 4])) for n in range(5)), name=name) for name in names]
        each = score(comparison(gold, found), ["mention.strict"], samples=400, seed=1)["mention.strict"]
        low, high = each.interval[0][2], each.interval[1][2]
        assert low <= each.ratios[2] <= high
        return high - low

    assert width(200) < width(20) / 2  # as the root of the number of articles: about 3.2 times


def test_one_article_has_no_interval():
    gold = [document(mention(0, 0, 4))]
    assert score(comparison(gold, gold), samples=100)["mention.strict"].interval is None


FIVE = ("one", "two", "three", "four", "five")


def test_measures_across_articles_have_no_interval():
    gold = [document(mention(0, 0, 4, refers_to=E[0]), name=name) for name in FIVE]
    scores = score(comparison(gold, gold), samples=100)
    for each in scores.scores:
        assert (each.interval is None) == each.measure.name.startswith(("coreference.across", "relation")), each.measure.name
    assert scores.notices == []


def test_few_articles_have_no_intervals():
    """Two have three different samples: their percentiles would be narrow, and mean nothing."""
    gold = [document(mention(0, 0, 4, refers_to=E[0]), name=name) for name in FIVE[:4]]
    scores = score(comparison(gold, gold), samples=100)
    assert all(each.interval is None for each in scores.scores)
    assert [notice.says for notice in scores.notices] == ["no intervals: they want 5 articles, and there are 4"]
    assert "samples" not in str(scores.signature)
    assert score(comparison(gold, gold)).notices == []


def test_the_signature_says_what_the_figures_are_of():
    gold = [document(mention(0, 0, 4), name=name) for name in FIVE]
    told = str(score(comparison(gold, gold), samples=100, seed=3).signature)
    for part in ("first:000000000000", "second:000000000000", "articles:5", "samples:100", "seed:3", "measures:", "steppe:"):
        assert part in told
    assert isinstance(comparison(gold, gold), Comparison)


def test_tokens_are_found_in_the_text_of_the_other_side(tmp_path):
    """A file of columns has offsets of its own tokens; the corpus has the text, with a line break and punctuation between them."""
    from steppe.sides import open_side

    file = tmp_path / "acme.conll"
    file.write_text("# newdoc id = acme\nAcme B-Firm\nfired O\nAnn B-Person\n. O\n", "utf-8")
    text = "Acme\nfired  Ann."
    gold = Given(document(mention(0, 0, 4), mention(1, 12, 15, "Person"), text=text))
    scores = score(comparison(gold, open_side(str(file))), ["mention"])
    assert scores["mention.strict"].ratios == (1, 1, 1)
    assert not any("another text" in notice.says for notice in scores.notices)


def test_pairs_without_claims_are_compared_by_the_ids_of_gold(tmp_path):
    from steppe.pairs import ClaimPair

    class Pairs(Given):
        def pairs(self, labels):
            return [ClaimPair("DAY", V[0], "", f"one/{ident('c', 0)}", f"two/{ident('c', 1)}", relation, "", "") for relation in ("CLASH",)]

    gold = Pairs(document(claim(0, (0, 4)), name="one"), document(claim(1, (0, 4)), name="two"), registry=REGISTRY)
    system = Pairs(document(name="one"), document(name="two"), layers=["relation"], registry=REGISTRY)
    assert score(comparison(gold, system), ["relation.strict"])["relation.strict"].ratios == (1, 1, 1)


def test_only_layers_of_gold_are_scored():
    gold = Given(document(mention(0, 0, 4), claim(0, (0, 4))), layers=["claim"])
    names = {each.measure.layer for each in score(comparison(gold, Given(document()))).scores}
    assert names == {"claim"}
