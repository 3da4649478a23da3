"""What all baselines keep to: no answer is looked at, nothing can be learnt of nothing, faults of a dataset are told."""

import pyarrow.parquet as pq
import pytest
from baselining import Made, given, mentions_in, systems, told
from making import REPOSITORY

from steppe.baselines import TASKS, DatasetError, Given, Split, write
from steppe.baselines.given import turned
from steppe.sides import open_side

DATASET = REPOSITORY / "dataset"
ANN, ACME = ("Ann", "Person"), ("Acme", "Firm")


@pytest.fixture
def made(tmp_path):
    return Made(tmp_path / "dataset")


def some(split, most=40):
    """A split of the dataset: its first article, and some of its pairs."""
    found = Split(DATASET, [split])
    for config in TASKS:
        rows = found.rows(config)
        found._tables[config] = rows[:most] if config == "claim_pairs" else [row for row in rows if row["article"] == rows[0]["article"]]
    return found


@pytest.fixture(scope="module")
def real():
    return some("train"), some("test")


@pytest.mark.parametrize(("task", "system"), systems())
def test_no_answer_of_the_split_that_is_worked_on_is_looked_at(task, system, real):
    """Its marks, clusters and relations are replaced by others; its pairs are turned. What comes out is the same."""
    train, test = real
    other = some("test")
    changes = {
        "entities": {"mentions": [], "tags": []},
        "events": {"triggers": []},
        "claims": {"content": "?", "cue": [], "answers": []},
        "coreference": {"cluster": "e-222222", "cluster_name": "?"},
        "claim_pairs": {"relation": "?", "conflict": "?", "basis": "?", "echoes": False},
    }
    for config, answers in changes.items():
        rows = [row | answers for row in test.rows(config)]
        other._tables[config] = [turned(row) for row in rows] if config == "claim_pairs" else rows
    expected = TASKS[task].systems[system](train, Given(test))
    assert TASKS[task].systems[system](train, Given(other)) == expected
    assert expected.rows


@pytest.mark.parametrize(("task", "system"), [one for one in systems() if one[0] != "coreference"])  # its marks have an order
def test_the_order_of_rows_that_are_learnt_from_does_not_matter(task, system, real):
    train, test = real
    other = Split(DATASET, ["train"])
    other._tables = {config: train.rows(config)[::-1] for config in TASKS}
    assert TASKS[task].systems[system](other, Given(test)) == TASKS[task].systems[system](train, Given(test))


@pytest.mark.parametrize(("task", "system"), systems())
def test_what_is_written_has_the_columns_of_its_config_in_both_forms(task, system, dataset, tmp_path):
    split = Split(dataset, ["train"])
    output = TASKS[task].systems[system](split, Given(split))
    schema = split.schema(output.config)
    assert output.rows
    for name in ("out.jsonl", "out.parquet"):
        write(output.rows, tmp_path / name, schema)
    assert pq.read_table(tmp_path / "out.parquet").schema == schema
    assert {name for row in output.rows for name in row} <= set(schema.names)
    first, second = (open_side(str(tmp_path / name)) for name in ("out.jsonl", "out.parquet"))
    assert list(first.names) == list(second.names)
    assert [first.read(name).marks for name in first.names] == [second.read(name).marks for name in second.names]
    assert sum(len(first.read(name).marks) for name in first.names) > 0 or task == "claim_pairs"


def test_a_side_has_the_events_that_a_system_wrote(real, tmp_path):
    train, test = real
    output = TASKS["events"].systems["linear"](train, Given(test))
    write(output.rows, tmp_path / "out.jsonl", test.schema("events"))
    side = open_side(str(tmp_path / "out.jsonl"))
    (name,) = side.names
    document = side.read(name)
    marks = document.mention_of | document.trigger_of

    def place(mark):
        return mark.start, mark.end

    found = {
        (*place(trigger), trigger.type, tuple((argument.role, *place(marks[argument.filler])) for argument in trigger.arguments))
        for trigger in document.triggers
    }
    assert found == {
        (
            trigger["start"],
            trigger["end"],
            trigger["type"],
            tuple((argument["role"], argument["start"], argument["end"]) for argument in trigger["arguments"]),
        )
        for row in output.rows
        for trigger in row["triggers"]
    }
    assert any(arguments for *_, arguments in found)


def test_a_side_has_the_claims_that_a_system_wrote(real, tmp_path):
    train, test = real
    output = TASKS["claims"].systems["linear"](train, Given(test))
    write(output.rows, tmp_path / "out.jsonl", test.schema("claims"))
    side = open_side(str(tmp_path / "out.jsonl"))
    (name,) = side.names
    document = side.read(name)

    def source(claim):
        return (document.mention_of[claim.by].start, document.mention_of[claim.by].end) if claim.by else (None, None)

    found = [(claim.id, claim.start, *source(claim), claim.source_kind) for claim in document.claims]
    wanted = ("claim", "source_start", "source_end", "source_kind")
    rows = [(row["claim"], row["spans"][0]["start"], *(row[key] for key in wanted[1:])) for row in output.rows]
    assert sorted(found) == sorted(rows)


@pytest.mark.parametrize(("task", "system"), systems())
def test_of_nothing_nothing_is_learnt_and_nothing_is_said(task, system, made):
    made.article("test", "two", given("Ann said Acme sold it ."), given("So it is ."))
    made.references("test", "two", ("Ann", "Person", ""), ("Acme", "Firm", "")).pair("test", "?", "x", "y")
    output = made.output(task, system)
    if task == "coreference":
        assert len({row["cluster"] for row in output.rows}) == 2
        return
    assert output.nothing
    assert output.learnt.startswith(("0 mentions in 0", "0 triggers, 0 arguments and 0 mentions in 0", "0 claims", "0 pairs"))
    assert not any(row.get(layer) for row in output.rows for layer in ("mentions", "triggers"))
    assert not (task in ("claims", "claim_pairs") and output.rows)


@pytest.mark.parametrize(("task", "system"), systems())
def test_a_split_without_marks_teaches_nothing_and_one_label_is_enough(task, system, made):
    made.article("train", "one", told("So it is .")).article("test", "two", given("Ann left ."))
    assert not any(row.get("mentions") or row.get("triggers") for row in made.output(task, system).rows)
    made.article("train", "three", told("Ann", ANN, triggers=[("Ann", "Loss", [("Boss", "Ann")])]))
    made.claim("train", "three", "Ann", "TELLER").pair("train", "SAME", "x", "y").pair("test", "?", "x", "y")
    output = made.output(task, system)
    assert task not in ("entities", "claim_pairs") or (output.rows and not output.nothing)


def test_splits_are_taken_together(made):
    made.tables["entities"]["more"], made.tables["events"]["more"] = [], []
    made.article("train", "one", told("Ann left .", ANN)).article("more", "three", told("Acme fell .", ACME))
    made.article("test", "two", given("Ann sued Acme ."))
    made.written()
    output = TASKS["entities"].systems["gazetteer"](Split(made.root, ["train", "more", "train"]), Given(Split(made.root, ["test"])))
    assert mentions_in(output) == [[ANN, ACME]]
    assert output.learnt == "2 mentions in 2 sentences"  # a split that is named twice counts once


# Datasets that are not as they should be


def complaint(made, task="entities", system="gazetteer", **splits):
    with pytest.raises(DatasetError) as caught:
        made.output(task, system, **splits)
    return str(caught.value).replace(str(made.root), "DIR")


def test_a_split_that_is_not_there_is_named_beside_those_that_are(made):
    assert complaint(made, train="dev") == "DIR: there is no split 'dev' of events; it has test, train"


def test_a_folder_that_is_no_dataset_is_told_so(tmp_path):
    with pytest.raises(DatasetError, match=r"there is no split 'train' of claim_pairs; a built dataset has data/CONFIG/SPLIT\.parquet"):
        Split(tmp_path, ["train"]).rows("claim_pairs")


def test_a_split_without_text_is_told_what_to_do(made):
    made.article("train", "one", told("Ann left .", ANN)).article("test", "two", given("Ann left ."))
    made.tables["entities"]["train"][0] |= {"text": None}
    assert complaint(made) == (
        "DIR: no row of entities, split train, has text; name a split that has, or give a dataset that `steppe hydrate` wrote with the texts"
    )


def test_rows_without_text_are_passed_over(made):
    made.article("train", "one", told("Ann left .", ANN), told("Acme fell .", ACME)).article("test", "two", given("Ann sued Acme ."))
    made.tables["entities"]["train"][1] |= {"text": None, "tokens": None, "token_starts": None, "token_ends": None}
    assert mentions_in(made.output("entities", "gazetteer")) == [[ANN]]


def test_a_file_that_is_no_parquet_is_named(made):
    made.written()
    (made.root / "data/events/train.parquet").write_bytes(b"PAR0")
    with pytest.raises(DatasetError, match=r"data/events/train\.parquet: it cannot be read as Parquet: "):
        assert Split(made.root, ["train"]).sentences


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"zone": 3}, "row 0: Expected str, got int - at $.zone"),
        ({"token_ends": None}, "row 0: there is text, and tokens or their places are null; they should be lists"),
        ({"token_ends": [1]}, "row 0: tokens, token_starts and token_ends have 3, 3, 1 items; they should have the same number"),
        ({"tokens": ["a", "", "b"]}, "row 0: a token is empty; a token has a character or more"),
    ],
)
def test_a_row_that_is_not_in_its_form_is_named(change, message, made):
    made.article("train", "one", told("Ann left .", ANN)).article("test", "two", given("Ann left ."))
    made.tables["entities"]["train"][0] |= change
    assert complaint(made) == f"{'DIR'}/data/entities/train.parquet: {message}"


def test_a_mark_to_cluster_is_a_mention_or_a_trigger(made):
    made.references("train", "one", ("Ann", "Person", "e-1", "zone"))
    assert complaint(made, "coreference", "string") == "DIR/data/coreference/train.parquet: row 0: Invalid enum value 'zone' - at $.kind"


def test_a_claim_without_a_span_and_a_missing_column_are_named(made):
    made.article("train", "one", told("Ann left .", ANN)).claim("train", "one", "Ann left", "TELLER").article("test", "two", given("So ."))
    made.tables["claims"]["train"][0]["spans"] = []
    assert complaint(made, "claims", "majority") == "DIR/data/claims/train.parquet: row 0: spans is empty; a claim has one or more"
    del made.tables["claims"]["train"][0]["cue"]
    assert complaint(made, "claims", "majority").endswith("row 0: Object missing required field cue")
