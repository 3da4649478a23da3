"""Adjudication in Label Studio: a draft as one task, and what was done with it as decisions."""

import json

import pytest
from adjudicating import (
    AT,
    BASE,
    BEGIN,
    CHANGED,
    DECISIONS,
    FIRST,
    GOLD,
    NEITHER,
    OTHER,
    SECOND,
    C,
    M,
    T,
    adjudicate,
    corpus_of,
    edited,
    fill,
    rows_of,
)
from at_desk import Desk, export_of, open_groups, studio
from departing import passes
from hypothesis import given
from hypothesis import strategies as st
from making import files_of, opened
from msgspec.structs import replace

from steppe.adjudicate import AdjudicationError, Bench
from steppe.adjudicate.sheet import Row
from steppe.label_studio import LabelStudioError, desk_task, read_export, take_desk

SIDES = ("--first", "ann", "--second", "bo")


def bench_of(root):
    bench = Bench(opened(root), ["open-acme"], "ann", "bo")
    bench.begin("ann", "2024-02-03", "2024-02-03")
    return bench


def task_of(root):
    return desk_task(bench_of(root), "open-acme")


def taken(root, *desks):
    """The decisions about the article after somebody has decided at a desk, by id."""
    ((decided,), _) = take_desk(read_export(export_of(*desks)), opened(root), {}, by="ann", today="2024-02-03")
    return {one.id: one for one in decided.bench.reports["open-acme"].decisions}


def root_of(folder, second=CHANGED, first=BASE):
    return corpus_of(folder / "corpus", first, second)


def decision(task, region):
    """The decision that a region belongs to."""
    return next(one for one, sides in open_groups(task).items() if region in [*sides[0], *sides[1]])


@pytest.fixture
def root(tmp_path):
    return root_of(tmp_path)


@pytest.fixture
def task(root):
    return task_of(root)


def test_what_is_agreed_stands_once_and_what_is_not_stands_for_each_annotator(task):
    results = task["annotations"][0]["result"]
    whose = {result["id"]: result["value"]["labels"] for result in results if result.get("from_name") == "side"}
    layers = {result["id"]: result["from_name"] for result in results if result["type"] == "labels" and result["from_name"] != "side"}
    groups = open_groups(task)
    assert len(groups) == 3
    assert whose.keys() >= {region for sides in groups.values() for side in sides for region in side}
    for first, second in groups.values():
        assert [whose[region] for region in first] == [[f"ann {layers[region]}"] for region in first]
        assert [whose[region] for region in second] == [[f"bo {layers[region]}"] for region in second]
    agreed = [result["id"] for result in results if result["type"] == "labels" and result["id"] not in whose]
    assert len(agreed) == len(set(agreed)) > 5
    assert task["data"]["open"].startswith("3 disagreements of ann and bo: mention 2, claim 1")
    (level,) = {json.dumps(result["meta"]["text"]) for result in results if result.get("id") == M[0] and result["from_name"] == "side"}
    assert "level" in level


def test_nothing_is_decided_by_looking(root, task):
    assert not any(one.verdict for one in taken(root, Desk(task)).values())
    assert not any(one.verdict for one in taken(root, Desk(task).without_meta()).values())


@pytest.mark.parametrize(("wrong", "verdict"), [(0, SECOND), (1, FIRST)])
def test_the_wrong_one_of_two_is_deleted(root, task, wrong, verdict):
    found = decision(task, C[1])
    desk = Desk(task).delete(*open_groups(task)[found][wrong])
    made = taken(root, desk)
    assert {one: each.verdict for one, each in made.items() if each.verdict} == {found: verdict}
    assert taken(root, desk.without_meta()) == made


def test_what_one_annotator_alone_has_is_deleted_or_gets_a_verdict(root, task):
    found = decision(task, M[4])
    assert open_groups(task)[found] == ([M[4]], [])
    assert taken(root, Desk(task).delete(M[4]))[found].verdict == NEITHER
    said = {"verdict": FIRST, "cause": "OTHER", "guideline": "7.1", "note": "she is Ann"}
    before = taken(root, Desk(task))[found]
    assert taken(root, Desk(task).say(M[4], **said))[found] == replace(before, **said, gold=(M[4],))


def test_what_is_changed_stands_by_the_verdict_that_takes_others(root, task):
    found = decision(task, C[1])
    ours, theirs = open_groups(task)[found]
    made = taken(root, Desk(task).delete(*theirs).say(ours[0], certainty="OPEN"))[found]
    assert made.verdict == OTHER
    (other,) = made.other
    assert (other.id, other.certainty) == (C[1], "OPEN")


def test_what_both_have_can_be_changed_and_taken_away(root, task):
    desk = Desk(task).say(M[1], level="NOM").delete(T[1])
    made = taken(root, desk)
    changed = [one for one in made.values() if one.verdict]
    assert sorted((one.layer, one.verdict, one.first) for one in changed) == [("mention", OTHER, (M[1],)), ("trigger", NEITHER, (T[1],))]
    assert [mark.level for one in changed for mark in one.other] == ["NOM"]


def test_what_neither_has_goes_with_what_is_nearest(root, task):
    text = task["data"]["text"]
    at = text.index("worker")
    made = taken(root, Desk(task).draw("new", "mention", "Person", at, at + 6))
    (one,) = [one for one in made.values() if one.verdict]
    assert (one.verdict, one.layer) == (OTHER, "mention")
    (near,) = [mark for mark in one.other if mark.id in one.first]
    (new,) = [mark for mark in one.other if mark.id not in one.first]
    assert (text[new.start : new.end], new.type) == ("worker", "Person")
    assert text[near.start : near.end] == "Ann"


def test_a_mark_drawn_in_place_of_both(root, task):
    found = decision(task, C[1])
    ours, theirs = open_groups(task)[found]
    start = task["data"]["text"].index("She left")
    desk = Desk(task).delete(*ours, *theirs).draw("new", "claim", "TELLER", start, start + 8).say("new", certainty="SURE")
    made = taken(root, desk)[found]
    assert made.verdict == OTHER
    assert [(mark.start, mark.end, mark.certainty) for mark in made.other] == [(start, start + 8, "SURE")]


def test_relations_that_went_with_what_was_deleted_come_back_to_what_stands_there(tmp_path):
    """The trigger's arguments are agreed, and the extent of the mention that fills one is not."""
    at = AT("Acme fired", 1)
    longer = edited(BASE, m_222222={"start": at["start"], "end": at["end"], "quote": at["quote"]})
    root = root_of(tmp_path, longer)
    task = task_of(root)
    ((found, (ours, theirs)),) = open_groups(task).items()
    assert ours == [M[0]]
    made = taken(root, Desk(task).delete(M[0]))
    assert {one: each.verdict for one, each in made.items() if each.verdict} == {found: SECOND}
    relinked = Desk(task).delete(M[0]).relate(T[0], theirs[0], "Boss")
    assert taken(root, relinked) == made
    changed = Desk(task).delete(M[0]).say(T[0], polarity="NEG")
    changed.results[-1] |= {"type": "choices", "value": {**changed.results[-1]["value"], "choices": ["NEG"]}}
    one = next(each for each in taken(root, changed).values() if each.layer == "trigger" and each.verdict)
    assert [(argument.role, argument.filler) for argument in one.other[0].arguments][-1] == ("Boss", M[0])


@pytest.mark.parametrize(
    ("doing", "says"),
    [
        (lambda desk, ours, theirs: desk.say(ours, certainty="OPEN"), "and both annotators' marks are still there"),
        (lambda desk, ours, theirs: desk.say(ours, verdict=FIRST).say(theirs, verdict=SECOND), f"verdict is {FIRST} and {SECOND}; say one"),
        (lambda desk, ours, theirs: desk.say(ours, verdict=FIRST, certainty="OPEN"), "was changed or drawn; give the verdict"),
        (lambda desk, ours, theirs: desk.say(theirs, verdict=FIRST).delete(ours), "was deleted; undo that"),
        (lambda desk, ours, theirs: desk.say(M[0], verdict="MAYBE"), "verdict is 'MAYBE'; it should be one of"),
        (lambda desk, ours, theirs: desk.draw("new", "zone", "Story", 0, 1).delete(*_zones(desk)), "no zone is there"),
    ],
    ids=["changed beside", "two verdicts", "verdict and change", "verdict of the deleted", "no verdict", "no home"],
)
def test_what_cannot_be_told_is_named_with_its_decision(root, task, doing, says):
    found = decision(task, C[1])
    (ours,), (theirs,) = open_groups(task)[found]
    if says.startswith("no zone"):
        for group in task["data"]["draft"]:
            group["stands"] = [mark for mark in group.get("stands", ()) if mark["kind"] != "zone"]
    with pytest.raises((LabelStudioError, AdjudicationError)) as error:
        taken(root, doing(Desk(task), ours, theirs))
    assert says in str(error.value)
    assert str(error.value).startswith("task 1 (open-acme): ")


def _zones(desk):
    return list(dict.fromkeys(result["id"] for result in desk.results if result.get("from_name") == "zone" and result["id"] != "new"))


def test_the_commands_send_a_draft_and_take_decisions_from_which_gold_follows(root, tmp_path):
    out, export = tmp_path / "tasks.json", tmp_path / "export.json"
    before = files_of(root / "annotations")
    done = studio(root, "tasks", "--adjudication", *SIDES, "--by", "ann", "--out", out)
    assert done.exit_code == 0, done.stderr
    assert files_of(root / "annotations") == before
    (task,) = json.loads(out.read_bytes())
    desk = Desk(task)
    for ours, theirs in open_groups(task).values():
        desk.say((ours or theirs)[0], verdict=FIRST)
    export.write_bytes(export_of(desk))
    done = studio(root, "import", export, "--by", "ann", "--dry-run")
    assert done.exit_code == 0, done.stderr
    assert "agreed" in done.stdout
    assert files_of(root / "annotations") == before
    done = studio(root, "import", export, "--by", "ann")
    assert done.exit_code == 0, done.stderr
    assert "3 decisions taken" in done.stderr
    assert {record["verdict"] for record in rows_of(root / DECISIONS)[1:]} == {FIRST}
    assert studio(root, "import", export, "--by", "ann").exit_code == 0
    adjudicate(root, "--write")
    assert rows_of(root / GOLD)[1]["annotator"] == "ann"
    assert adjudicate(root, "--check").exit_code == 0
    done = studio(root, "tasks", "--adjudication")
    assert (done.exit_code, done.stderr) == (1, "Error: nothing is open; name articles to see what was decided\n")
    (again,) = json.loads(studio(root, "tasks", "open-acme", "--adjudication").stdout)
    assert open_groups(again) == {}


def test_what_was_decided_can_be_changed_there(root, tmp_path):
    adjudicate(root, *BEGIN, "--sheet", tmp_path / "sheet")
    rows = [row | {"verdict": FIRST} for row in rows_of(tmp_path / "sheet")]
    adjudicate(root, "--take", fill(tmp_path / "sheet", rows))
    task = task_of(root)
    claim = next(row["id"] for row in rows if row["layer"] == "claim")
    made = taken(root, Desk(task).say(C[1], certainty="OPEN"))
    assert {one: each.verdict for one, each in made.items()} == {row["id"]: OTHER if row["id"] == claim else FIRST for row in rows}


def test_drafts_and_articles_to_mark_are_told_apart(root, task, tmp_path):
    export = tmp_path / "export.json"
    plain = json.loads(studio(root, "tasks", "open-acme", "--by", "bo").stdout)[0]
    for tasks, says in (
        ([plain, task], "in it somebody decides between two passes"),
        ([task, plain], "it is an article to mark, among those to decide on"),
    ):
        export.write_bytes(export_of(*map(Desk, tasks)))
        done = studio(root, "import", export, "--by", "ann")
        assert done.exit_code == 1
        assert f"task 2 (open-acme): {says}" in done.stderr if tasks[0] is plain else says in done.stderr


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"between": None}, "data.between does not name two annotators"),
        ({"between": ["ann", "ann"]}, "both ann"),
        ({"draft": [{"id": 1}]}, "data.draft is not as it was sent"),
        ({"text": "Other words."}, "is not that of the article"),
        ({"draft": [{"id": "d-222222", "layer": "claim", "stands": []}]}, ""),
    ],
)
def test_data_that_somebody_has_changed_is_told(root, task, tmp_path, broken, says):
    task["data"] |= broken
    (tmp_path / "export.json").write_bytes(export_of(Desk(task)))
    before = files_of(root / "annotations")
    done = studio(root, "import", tmp_path / "export.json", "--by", "ann")
    assert done.exit_code in (1, 2)
    assert says in done.stderr
    assert files_of(root / "annotations") == before


def test_the_sides_are_asked_for_with_adjudication_only(root):
    assert studio(root, "tasks", "--first", "ann").exit_code == 2
    assert studio(root, "config", "--adjudication", *SIDES).stdout.count('<Label value="bo claim"') == 1
    assert 'name="side"' not in studio(root, "config").stdout


@given(passes(1), passes(2), st.data())
def test_verdicts_there_are_those_of_a_sheet(tmp_path_factory, first, second, data):
    """Of any two passes: verdicts by choice, or by deleting all that the verdict does not take, are what a sheet decides."""
    root = corpus_of(tmp_path_factory.mktemp("desk") / "corpus", first.records, second.records)
    bench = bench_of(root)
    verdicts = {
        one.id: data.draw(st.sampled_from([FIRST if one.first else SECOND, NEITHER, "", *([SECOND] if one.second else [])]))
        for one, _ in bench.reports["open-acme"].open
        if one.layer != "link"
    }
    wanted, sheet_says = by_sheet(root, verdicts)
    task = desk_task(bench, "open-acme")
    choosing, deleting = Desk(task), Desk(task)
    for found, (ours, theirs) in open_groups(task).items():
        verdict = verdicts[found]
        if verdict:
            choosing.say((ours or theirs)[0], verdict=verdict)
            lone = not ours or not theirs
            gone = {FIRST: theirs, SECOND: ours, NEITHER: [*ours, *theirs]}[verdict]
            if lone and verdict != NEITHER:
                deleting.say((ours or theirs)[0], verdict=verdict)
            deleting.delete(*gone)
    for desk in (choosing, deleting, deleting.without_meta()):
        try:
            made, says = taken(root, desk), ""
        except AdjudicationError as error:
            made, says = {}, str(error)
        assert bool(says) == bool(sheet_says), (says, sheet_says)
        assert made == wanted


def by_sheet(root, verdicts):
    """The decisions that a sheet with verdicts gives, by id; or why it gives none."""
    bench = bench_of(root)
    rows = [Row(id=one, layer="", article="open-acme", verdict=verdict) for one, verdict in verdicts.items() if verdict]
    proposed = {one.id: decision for one, decision in bench.reports["open-acme"].open}
    rows = [replace(row, layer=proposed[row.id].layer, cause=proposed[row.id].cause, guideline=proposed[row.id].guideline) for row in rows]
    try:
        bench.take(list(enumerate(rows, start=1)))
    except AdjudicationError as error:
        return {}, str(error)
    return {one.id: one for one in bench.reports["open-acme"].decisions}, ""
