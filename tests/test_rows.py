"""What the rows of each config say of the articles that they are made of."""

import pyarrow.parquet as pq
from invented import FIRED
from making import ident


def test_claims_say_who_says_them_and_what_they_answer(dataset):
    first, _, last = pq.read_table(dataset / "data/claims/train.parquet").to_pylist()
    assert (first["content"], first["source"], first["source_name"]) == ("Acme fired Ann on Friday", "Bo", "Bo")
    assert first["paragraph"] == "Acme fired Ann on Friday, Bo said. She left with 7 others."
    assert [cue["text"] for cue in first["cue"]] == ["said"]
    assert [answer["value_names"] for answer in first["answers"]] == [["2024-01-02"], ["Acme"]]
    assert first["derived_from"] == [f"link-acme/{ident('c', 0)}"]
    assert last["content"] == "that Ann … sued"
    assert [[cue["text"] for cue in via["cue"]] for via in last["via"]] == [["likely"]]
    assert (last["answers"][0]["subject_name"], last["answers"][0]["event"], last["mode"]) == ("Ann", None, "TOLD")


def test_numbers_have_their_bounds(dataset):
    (answer,) = pq.read_table(dataset / "data/claims/train.parquet").to_pylist()[1]["answers"]
    assert (answer["values"], answer["low"], answer["high"]) == (["6-"], 6, None)
    (answer, _) = pq.read_table(dataset / "data/claims/train.parquet").to_pylist()[0]["answers"]
    assert (answer["low"], answer["high"]) == (None, None)


def test_pairs_follow_from_clusters_and_relations(dataset):
    rows = pq.read_table(dataset / "data/claim_pairs/train.parquet").to_pylist()
    said = [(row["facet"], row["relation"], row["conflict"], row["basis"], row["a_article"], row["b_article"]) for row in rows]
    assert said == [
        ("EMPLOYER", "SAME", None, "JUDGED", "link-acme", "open-acme"),
        ("COUNT", "SAME", None, "JUDGED", "link-acme", "open-acme"),
        ("CULPRIT", "SAME", None, "JUDGED", "link-acme", "open-acme"),
        ("DAY", "CLASH", "VALUE", "FOLLOWS", "link-acme", "open-acme"),
    ]
    assert all(row["echoes"] for row in rows), "one side is traced to the other"
    assert (rows[-1]["a_values"], rows[-1]["b_values"], rows[-1]["tiers"]) == (["2024-01-01"], ["2024-01-02"], ["LINKED", "FREE"])
    assert (rows[-1]["a_content"], rows[-1]["b_content"]) == (None, "Acme fired Ann on Friday"), "what the corpus does not hold is null"
    (other,) = pq.read_table(dataset / "data/claim_pairs/test.parquet").to_pylist()
    assert (other["relation"], other["echoes"], other["about"]) == ("SAME", False, "Bolt sells its caf\u00e9")


def test_events_and_coreference_tell_labels_that_records_leave_unsaid(dataset):
    rows = pq.read_table(dataset / "data/events/train.parquet").to_pylist()
    assert [len(row["triggers"]) for row in rows] == [0, 1, 1, 0], "sentences without events too"
    first, second = rows[1]["triggers"][0], rows[2]["triggers"][0]
    assert (first["polarity"], first["modality"], second["polarity"], second["modality"]) == ("POS", "REAL", "NEG", "MAYBE")
    assert [(item["role"], item["text"], item["type"]) for item in first["arguments"]] == [
        ("Boss", "Acme", "Firm"),
        ("Dismissed", "Ann", "Person"),
        ("Date", "Friday", "Day"),
    ]
    rows = pq.read_table(dataset / "data/coreference/train.parquet").to_pylist()
    assert [(row["kind"], row["text"], row["cluster_name"]) for row in rows if row["cluster"] == FIRED] == [
        ("trigger", "fired", "Ann is fired"),
        ("trigger", "left", "Ann is fired"),
    ]


def test_a_pass_is_told_with_its_annotator(dataset):
    (row,) = pq.read_table(dataset / "data/passes/train.parquet").to_pylist()
    assert (row["article"], row["annotator"], row["annotator_kind"], row["date"]) == ("open-acme", "bo", "invention", "2024-01-02")
    assert len(row["mentions"]) == 8
