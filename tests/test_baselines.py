"""The baselines on invented data where the right answer is plain."""

import pyarrow.parquet as pq
import pytest
from baselining import Made, given, mentions_in, told
from making import REPOSITORY, ident

from steppe.baselines.claim_pairs import alike, features
from steppe.baselines.given import turned

DATASET = REPOSITORY / "dataset"
ANN, ACME = ("Ann", "Person"), ("Acme", "Firm")


@pytest.fixture
def made(tmp_path):
    return Made(tmp_path / "dataset")


# Entities


@pytest.mark.parametrize("system", ["gazetteer", "linear"])
def test_mentions_that_were_seen_are_found_at_their_place(system, made):
    made.article("train", "one", told("Ann left Acme .", ANN, ACME), told("So it is ."), told("Ann slept .", ANN))
    made.article("test", "two", given("So it is ."), given("Ann sued Acme ."))
    output = made.output("entities", system)
    assert mentions_in(output) == [[], [ANN, ACME]]
    assert output.rows[1]["mentions"][1] == {"id": ident("m", 1), "start": 20, "end": 24, "type": "Firm", "level": None} | {
        "refers_to": None,
        "value": None,
        "text": "Acme",
    }
    assert output.rows[1]["tags"] == ["B-Person", "O", "B-Firm", "O"]
    assert output.rows[1]["token_starts"] == [11, 15, 20, 25]
    assert (output.learnt, output.nothing) == ("3 mentions in 3 sentences", False)


# Events

SALES = [
    told(f"{who} sold it to {whom} .", (who, "Firm"), (whom, "Person"), triggers=[("sold", "Sale", [("Seller", who), ("Buyer", whom)])])
    for who, whom in (("Acme", "Ann"), ("Bolt", "Bo"), ("Acme", "Bo"))
]


@pytest.mark.parametrize("system", ["gazetteer", "linear"])
def test_events_are_found_with_arguments_among_mentions_that_the_system_found(system, made):
    made.article("train", "one", *SALES, told("So it is ."), told("It was so ."))
    made.article("test", "two", given("So it was ."), given("Bolt sold it to Ann ."))
    output = made.output("events", system)
    assert output.rows[0]["triggers"] == []
    (trigger,) = output.rows[1]["triggers"]
    assert (trigger["text"], trigger["type"], trigger["start"], trigger["end"]) == ("sold", "Sale", 17, 21)
    assert (trigger["polarity"], trigger["modality"]) == ("POS", "REAL")
    arguments = sorted((argument["role"], argument["text"], argument["type"], argument["start"]) for argument in trigger["arguments"])
    assert arguments == [("Buyer", "Ann", "Person", 28), ("Seller", "Bolt", "Firm", 12)]
    assert output.learnt == "3 triggers, 6 arguments and 6 mentions in 5 sentences"


def test_the_usual_role_of_a_type_is_given_to_one_mention(made):
    made.article("train", "one", *SALES)
    made.article("test", "two", given("Acme and Bolt sold it ."))
    (trigger,) = made.output("events", "gazetteer").rows[0]["triggers"]
    assert [(argument["role"], argument["text"]) for argument in trigger["arguments"]] == [("Seller", "Bolt")]


# Claims


def reported(made, split, name, *clauses):
    """An article in which Ann says each clause, and after each it rains."""
    sentences = [one for clause in clauses for one in (told(f"Ann said {clause} .", ANN), told("Rain fell ."))]
    made.article(split, name, *sentences)
    for clause in clauses:
        made.claim(split, name, clause, "SPEAKER", source="Ann", cue="said", facet="DAY")
    return made


@pytest.mark.parametrize("system", ["majority", "linear"])
def test_what_somebody_says_is_a_claim_with_its_source_and_cue(system, made):
    reported(made, "train", "one", "Acme sold it", "Bolt was there", "all is well")
    made.article("test", "two", given("Rain fell ."), given("Ann said Bolt sold it ."))
    output = made.output("claims", system)
    (claim,) = output.rows
    assert (claim["article"], claim["claim"], claim["content"]) == ("two", ident("c", 0), "Bolt sold it")
    assert (claim["source"], claim["source_start"], claim["source_end"]) == ("Ann", 12, 15)
    assert claim["cue"] == [{"start": 16, "end": 20, "text": "said"}]
    assert claim["spans"] == [{"start": 21, "end": 33, "text": "Bolt sold it"}]
    labels = ("source_kind", "mode", "certainty", "author_certainty")
    assert [claim[label] for label in labels] == ["SPEAKER", "TOLD", "SURE", "OPEN"]
    assert [answer["facet"] for answer in claim["answers"]] == ["DAY"]
    assert output.learnt == "3 claims with 1 different cue in 6 sentences"


@pytest.mark.parametrize("system", ["majority", "linear"])
def test_labels_are_those_of_claims_that_have_a_cue_and_a_source_as_this_one_has(system, made):
    reported(made, "train", "one", "Acme sold it", "all is well", "it is so")
    made.article("train", "three", told("Snow melted .", triggers=[("melted", "Thaw", [])]))
    made.claim("train", "three", "Snow melted", "TELLER")
    made.article("test", "two", given("Snow melted ."), given("Ann said all is well ."))
    rows = made.output("claims", system).rows
    assert [(claim["source_kind"], claim["source"]) for claim in rows] == [("TELLER", None), ("SPEAKER", "Ann")]


# Coreference


def clusters(output):
    found = {}
    for row in output.rows:
        found.setdefault(row["cluster"], []).append(f"{row['article']} {row['text']}")
    return sorted(found.values())


def test_one_head_corefers_in_an_article_and_one_name_across(made):
    human = [("Ann Human", "Person", ""), ("Human", "Person", ""), ("the firm", "Firm", ""), ("Human", "Firm", "")]
    made.references("test", "one", *human).references("test", "two", ("the firm", "Firm", ""), ("Ann Human", "Person", ""))
    assert clusters(made.output("coreference", "string")) == [
        ["one Ann Human", "one Human", "two Ann Human"],
        ["one Human"],  # of another type
        ["one the firm"],
        ["two the firm"],  # no name
    ]


def test_names_that_meet_in_a_third_article_are_one(made):
    for name, *texts in (("a", "Ann Human"), ("b", "Bo Human"), ("c", "Ann Human", "Bo Human")):
        made.references("test", name, *((text, "Person", "") for text in texts))
    assert len(clusters(made.output("coreference", "string"))) == 1


def test_what_used_to_refer_as_the_mention_before_it_does_so_again(made):
    # "she" once as Ann before it, once as Eve before it: never as the last "she".
    made.references("train", "one", ("Ann", "Person", "e-1"), ("she", "Person", "e-1"), ("Eve", "Person", "e-2"), ("she", "Person", "e-2"))
    made.references("test", "two", ("Bo", "Person", ""), ("Zoe", "Person", ""), ("Acme", "Firm", ""), ("she", "Person", ""))
    output = made.output("coreference", "string")
    assert clusters(output) == [["two Acme"], ["two Bo"], ["two Zoe", "two she"]]
    assert output.learnt == "1 string that lean on what stands before, from 4 marks"


def test_triggers_of_one_stem_and_type_corefer_and_are_events(made):
    made.references("test", "one", ("fired", "Loss", "", "trigger"), ("fires", "Loss", "", "trigger"), ("fire", "Loss", ""))
    output = made.output("coreference", "string")
    assert clusters(output) == [["one fire"], ["one fired", "one fires"]]
    assert [row["cluster"][0] for row in output.rows] == ["v", "v", "e"]


# Claim pairs


def relations(output):
    return [(row["a_canonical"], row["relation"], row["b_canonical"]) for row in output.rows]


def test_the_commonest_relation_is_given_to_all_pairs(made):
    made.pair("train", "SAME", "x", "y").pair("train", "SAME", "y", "z").pair("train", "CLASH", "x", "z", conflict="VALUE")
    made.pair("test", "CLASH", "a", "b", conflict="VALUE", basis="FOUND")
    output = made.output("claim_pairs", "majority")
    assert relations(output) == [("a", "SAME", "b")]
    assert (output.rows[0]["conflict"], output.rows[0]["basis"]) == (None, "FOUND")


def test_words_in_common_tell_relations_and_their_direction_apart(made):
    there = {"a_article": "two", "b_article": "one"}  # the greater name first: only a relation with a direction has that
    for word in ("Ann", "Bo", "Eve", "Tom"):
        made.pair("train", "SAME", f"{word} left", f"{word} left").pair("train", "CLASH", f"{word} left", "It rained", conflict="VALUE")
        made.pair("train", "FINER", f"{word} left in May 2011 by bus", f"{word} left")
        made.pair("train", "FINER", f"{word} left in May 2011 by bus", f"{word} left", **there)
    made.pair("test", "?", "Zoe slept", "Zoe slept").pair("test", "?", "Zoe slept", "Snow fell")
    made.pair("test", "?", "Zoe slept", "Zoe slept in May 2011 by night").pair("test", "?", "Zoe slept in May 2011 by night", "Zoe slept")
    output = made.output("claim_pairs", "lexical")
    assert relations(output) == [
        ("Zoe slept", "SAME", "Zoe slept"),
        ("Zoe slept", "CLASH", "Snow fell"),
        ("Zoe slept in May 2011 by night", "FINER", "Zoe slept"),
        ("Zoe slept in May 2011 by night", "FINER", "Zoe slept"),
    ]
    assert [row["conflict"] for row in output.rows] == [None, "VALUE", None, None]
    assert [(row["a_article"], row["b_article"]) for row in output.rows[2:]] == [("two", "one"), ("one", "two")]


def test_features_of_a_pair_are_shares_of_words_in_common(made):
    made.pair("train", "SAME", "Ann left Acme", "Ann sued Acme in May")
    row = made.tables["claim_pairs"]["train"][0] | {"a_values": ["1"], "b_values": ["1", "2"], "a_source": "Bo", "b_source": "Bo"}
    found = features(row)
    # Ann, Acme of {Ann, left, Acme} and {Ann, sued, Acme, in, May}: 2 of 6 together, 2 of 3, 2 of 5; 3 - 5 of 6.
    shares = [found[name] for name in ("jaccard", "a in b", "b in a", "longer")]
    assert shares == pytest.approx([2 / 6, 2 / 3, 2 / 5, -2 / 6])
    assert (found["values"], found["same source"], found["same words"]) == ("shared", True, False)
    assert [alike(set(), set()), alike({"1"}, set()), alike({"1"}, {"2"}), alike({"1"}, {"1"})] == ["none", "one side", "different", "same"]


def test_a_pair_turned_twice_is_itself():
    for row in pq.read_table(DATASET / "data/claim_pairs/train.parquet").to_pylist():
        assert turned(row)["a_canonical"] == row["b_canonical"]
        assert turned(turned(row)) == row
