"""What annotators do in Label Studio, and what exports can be like: taken as it was meant, or refused with task and region."""

import json
import xml.etree.ElementTree as ET

import pytest
from invented import ANN
from making import EXAMPLE, REPOSITORY, files_of, ident

from steppe.diff import changes
from steppe.label_studio import LabelStudioError, config, read_export, take, task
from steppe.label_studio.names import BY, CUE, RESERVED
from steppe.label_studio.offsets import Undecided, counted
from steppe.labels import parse_labels
from steppe.store import Corpus

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
NAME = "open-acme"


@pytest.fixture
def sent(small):
    """The article of gold as a task, and its corpus."""
    there = Corpus(small)
    return there, task(there.read(NAME).document, there.registry, there.settings, of="gold")


def region_of(one, words, control="mention"):
    return next(
        result for result in one["annotations"][0]["result"] if result.get("from_name") == control and result["value"]["text"] == words
    )


def region(text, words, label, control="mention", identifier="7UebCdmibt"):
    start = text.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": identifier, "from_name": control, "to_name": "text", "type": "labels", "value": value, "origin": "manual"}


def said(result, control, *words, kind="textarea"):
    value = {key: result["value"][key] for key in ("start", "end")}
    value |= {"text": list(words)} if kind == "textarea" else {"choices": list(words)}
    return {"id": result["id"], "from_name": control, "to_name": "text", "type": kind, "value": value}


def taken(there, *tasks, by="bo"):
    return take(read_export(json.dumps(tasks).encode()), there, {}, by=by, today="2024-02-02")


def refusal(there, one):
    """Why a task is not taken; empty where it is."""
    try:
        taken(there, one)
    except LabelStudioError as error:
        return str(error)
    return ""


def friday(found):
    """The person of that name."""
    lines = [json.loads(line) for line in found.files[f"annotations/passes/bo/{NAME}.jsonl"].splitlines()]
    (mark,) = [line for line in lines if (line["kind"], line.get("quote"), line.get("type")) == ("mention", "Friday", "Person")]
    return mark


def changed(there, one, by="bo"):
    found = taken(there, one, by=by)
    return [(change.kind, change.layer, change.says) for change in found.changed[f"annotations/passes/{by}/{NAME}.jsonl"]]


def test_what_nobody_touched_has_no_change(sent):
    there, one = sent
    assert changed(there, one) == []


def test_a_region_that_was_drawn_is_a_mark_with_an_id_of_its_own(sent):
    there, one = sent
    drawn = region(one["data"]["text"], "Friday", "Person")
    one["annotations"][0]["result"] += [drawn, said(drawn, "level", "NOM", kind="choices"), said(drawn, "refers_to", "+ A day")]
    ((kind, layer, says),) = changed(there, one)
    assert (kind, layer, says) == ("added", "mention", "Person 'Friday'")
    first, second = (taken(there, one).files for _ in range(2))
    assert first == second
    registry = first["annotations/passes/bo/entities.jsonl"].decode().splitlines()
    assert [json.loads(line)["name"] for line in registry if json.loads(line)["name"] == "A day"] == ["A day"]


@pytest.mark.parametrize("given", [ANN, f"{ANN} Ann", "ann", " Ann "])
def test_an_entry_is_named_by_id_or_by_name(sent, given):
    there, one = sent
    drawn = region(one["data"]["text"], "Friday", "Person")
    one["annotations"][0]["result"] += [drawn, said(drawn, "refers_to", given)]
    mark = friday(taken(there, one))
    assert mark["refers_to"] == ANN


def test_a_label_that_was_changed_is_relabelled_and_nothing_else(sent):
    there, one = sent
    region_of(one, "Acme")["value"]["labels"] = ["Person"]
    ((kind, layer, says),) = changed(there, one)
    assert (kind, layer, says) == ("relabelled", "mention", "type: Firm -> Person")


def test_a_region_that_was_moved_is_moved(sent):
    there, one = sent
    value = region_of(one, "7 others")["value"]
    value.update(start=value["start"] + 2, text="others")
    ((kind, layer, says),) = changed(there, one)
    assert (kind, layer) == ("moved", "mention")
    assert says.startswith("start: ")


def test_a_relation_that_was_turned_or_taken_away_is_relinked(sent):
    there, one = sent
    results = one["annotations"][0]["result"]
    gone = next(result for result in results if result["type"] == "relation" and result["labels"] == [BY])
    results.remove(gone)
    assert [(kind, layer) for kind, layer, _ in changed(there, one)] == [("re-linked", "claim")]


def test_a_relation_that_points_left_is_read_from_the_right(sent):
    there, one = sent
    for result in one["annotations"][0]["result"]:
        if result["type"] == "relation":
            result.update(from_id=result["to_id"], to_id=result["from_id"], direction="left")
    assert changed(there, one) == []


def test_a_region_that_was_deleted_takes_its_mark_away(sent):
    there, one = sent
    mark = region_of(one, "She")
    results = one["annotations"][0]["result"]
    one["annotations"][0]["result"] = [
        result for result in results if mark["id"] not in (result.get("id"), result.get("from_id"), result.get("to_id"))
    ]
    kinds = {(kind, layer) for kind, layer, _ in changed(there, one)}
    assert ("removed", "mention") in kinds
    assert kinds <= {("removed", "mention"), ("re-linked", "trigger"), ("re-linked", "claim"), ("removed", "link")}


def test_marks_that_are_the_same_refer_to_the_same(sent):
    there, one = sent
    drawn = region(one["data"]["text"], "Friday", "Person")
    one["annotations"][0]["result"] += [
        drawn,
        {"from_id": drawn["id"], "to_id": region_of(one, "Ann")["id"], "type": "relation", "direction": "bi", "labels": ["same"]},
    ]
    mark = friday(taken(there, one))
    assert mark["refers_to"] == ANN


def test_layers_that_were_not_shown_stay(small):
    there = Corpus(small)
    document = there.read(NAME).document
    one = task(document, there.registry, there.settings, of="gold", layers=["mention"])
    assert {result["from_name"] for result in one["annotations"][0]["result"] if "from_name" in result} <= {
        "mention",
        "level",
        "refers_to",
        "value",
    }
    found = taken(there, one, by="ann")
    assert found.changed[f"annotations/passes/ann/{NAME}.jsonl"] == []


SPOILT = {
    "id-twice": (lambda one, text: region(text, "Acme", "Firm", identifier=ident("m", 1)), "the id stands twice"),
    "no-label": (
        lambda one, text: region(text, "Friday", "Firm") | {"value": {"start": 0, "end": 2, "text": text[:2]}},
        "has no labels of mention",
    ),
    "unknown-label": (lambda one, text: region(text, "Friday", "<b>Boss</b>"), "has '<b>Boss</b>' of mention; labels.toml defines"),
    "other-control": (
        lambda one, text: region(text, "Friday", "Firm", "ner"),
        "is of 'ner' ('labels'), which this interface does not have",
    ),
    "past-the-end": (
        lambda one, text: region(text, "Friday", "Firm") | {"value": {"start": 1, "end": 9999, "labels": ["Firm"]}},
        "spans 1 to 9999",
    ),
    "fraction": (
        lambda one, text: region(text, "Friday", "Firm") | {"value": {"start": 1.5, "end": 3, "labels": ["Firm"]}},
        "whole numbers",
    ),
    "no-id": (lambda one, text: region(text, "Friday", "Firm") | {"id": None}, "it has no id"),
    "null-value": (lambda one, text: region(text, "Friday", "Firm") | {"value": None}, "whole numbers"),
    "loose-choice": (
        lambda one, text: {"id": "gone", "from_name": "level", "to_name": "text", "type": "choices", "value": {"choices": ["NAM"]}},
        "level is said of what is no mention",
    ),
    "unlabelled-relation": (
        lambda one, text: {
            "from_id": region_of(one, "Ann")["id"],
            "to_id": region_of(one, "Acme")["id"],
            "type": "relation",
            "direction": "right",
        },
        "has no label; give it one",
    ),
    "loose-relation": (
        lambda one, text: {"from_id": region_of(one, "Ann")["id"], "to_id": "gone", "type": "relation", "labels": [CUE]},
        "leads to what is not there",
    ),
    "relation-from-elsewhere": (
        lambda one, text: {
            "from_id": region_of(one, "Ann")["id"],
            "to_id": region_of(one, "Acme")["id"],
            "type": "relation",
            "labels": [CUE],
        },
        "is cue, which does not begin there",
    ),
    "unknown-relation": (
        lambda one, text: {
            "from_id": region_of(one, "Ann")["id"],
            "to_id": region_of(one, "Acme")["id"],
            "type": "relation",
            "labels": ["loves"],
        },
        "has the label 'loves'; the interface has",
    ),
    "no-entry": (lambda one, text: said(region_of(one, "Ann"), "refers_to", "Nobody"), "refers_to has 2 entries"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_region_that_cannot_be_taken_is_named_with_its_task(sent, what):
    there, one = sent
    spoil, says = SPOILT[what]
    one["annotations"][0]["result"].append(spoil(one, one["data"]["text"]))
    before = files_of(there.root / "annotations")
    with pytest.raises(LabelStudioError) as raised:
        taken(there, one)
    assert says in str(raised.value)
    assert str(raised.value).startswith(f"task 1 ({NAME}): region ")
    assert files_of(there.root / "annotations") == before


OTHER = {
    "cut": (lambda data: data[:-40], "is no array of tasks in JSON"),
    "an-object": (lambda data: b'{"tasks":[]}', "is no array of tasks in JSON"),
    "no-utf-8": (lambda data: b'[{"data":"\xff"}]', "JSON"),
    "json-min": (lambda data: b'[{"text":"x","mention":[]}]', "task 1: it has no data: this is no export as JSON"),
    "null-task": (lambda data: b"[null]", "task 1: it is 'None'"),
    "another-project": (lambda data: b'[{"data":{"text":"Hello"},"annotations":[]}]', "names no article; is it of another project?"),
    "results-null-inside": (lambda data: data.replace(b'"result": [', b'"result": [null, ', 1), "it should be a list of objects"),
    "annotations-a-number": (lambda data: b'[{"data":{"name":"open-acme"},"annotations":7}]', "annotations is '7'"),
    "changed-text": (lambda data: data.replace(b"Acme fired", b"Acne fired"), "is not that of the article"),
    "deep": (lambda data: b"[" * 100_000, "JSON"),
}


@pytest.mark.parametrize("what", OTHER)
def test_an_export_that_cannot_be_taken_is_one_line_and_changes_nothing(sent, steppe, tmp_path, what):
    there, one = sent
    spoil, says = OTHER[what]
    export = tmp_path / "export.json"
    export.write_bytes(spoil(json.dumps([one]).encode()))
    before = files_of(there.root)
    done = steppe("label-studio", "import", export, "--corpus", there.root, "--by", "bo")
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.splitlines()[-1] == "nothing was changed"
    assert "Traceback" not in done.stderr
    assert files_of(there.root) == before


def test_null_wherever_null_can_be_is_no_traceback(sent):
    there, one = sent
    text = json.dumps(one)

    def nulled(value, path=()):
        if isinstance(value, dict):
            for key in value:
                yield from nulled(value[key], (*path, key))
        elif isinstance(value, list):
            for key in range(min(len(value), 6)):
                yield from nulled(value[key], (*path, key))
        yield path

    for path in nulled(one):
        if not path:
            continue
        spoilt = json.loads(text)
        *way, last = path
        place = spoilt
        for key in way:
            place = place[key]
        place[last] = None
        says = refusal(there, spoilt)
        assert not says or says.startswith("task 1")


def test_people_are_mapped_and_those_who_are_not_are_named(sent, steppe, tmp_path):
    there, one = sent
    one["annotations"][0]["completed_by"] = {"id": 7, "email": "bo@example.org"}
    export = tmp_path / "export.json"
    export.write_text(json.dumps([one]), "utf-8")
    done = steppe("label-studio", "import", export, "--corpus", there.root)
    assert done.returncode == 1
    assert "bo@example.org, 7 is none of the people that are mapped; map them in label-studio.toml" in done.stderr
    (there.root / "label-studio.toml").write_text('[annotators]\n"bo@example.org" = "bo"\n', "utf-8")
    done = steppe("label-studio", "import", export, "--corpus", there.root)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"annotations/passes/bo/{NAME}.jsonl: 0 changes\n"


def test_drafts_skipped_and_untouched_tasks_are_told(sent):
    there, one = sent
    one["drafts"] = [{"result": []}]
    skipped = {**one, "drafts": [], "annotations": [{"result": [], "was_cancelled": True}]}
    found = taken(there, one, skipped, {"data": one["data"], "annotations": None})
    assert found.notices == [
        f"task 1 ({NAME}): a draft was not submitted; it is left out",
        f"task 2 ({NAME}): it was skipped; it is left out",
        f"task 3 ({NAME}): nobody has annotated it; it is left out",
    ]


def test_of_several_annotations_by_one_person_the_last_is_taken(sent):
    there, one = sent
    other = json.loads(json.dumps(one["annotations"][0]))
    other["updated_at"], one["annotations"][0]["updated_at"] = "2024-03-03T10:00:00Z", "2024-03-02T10:00:00Z"
    other["result"] = [result for result in other["result"] if result["type"] != "relation"]
    one["annotations"].append(other)
    found = taken(there, one)
    assert found.notices == [f"task 1 ({NAME}): bo has annotated {NAME} more than once; what was changed last is taken"]
    assert found.changed[f"annotations/passes/bo/{NAME}.jsonl"]
    assert b'"date":"2024-03-03"' in found.files[f"annotations/passes/bo/{NAME}.jsonl"]


def test_offsets_that_count_utf_16_are_recognised_and_undecidable_ones_refused():
    text = "\U0001f600 Acme fired Ann"
    units = {"id": "a", "type": "labels", "value": {"start": 3, "end": 7, "text": "Acme", "labels": ["Firm"]}}
    (found,) = counted([units], text)
    assert (found["value"]["start"], found["value"]["end"]) == (2, 6)
    points = {"id": "a", "type": "labels", "value": {"start": 2, "end": 6, "text": "Acme", "labels": ["Firm"]}}
    assert counted([points], text) == [points]
    with pytest.raises(Undecided, match="region a says 'Acme', and the text has"):
        counted([{"id": "a", "type": "labels", "value": {"start": 4, "end": 8, "text": "Acme", "labels": ["Firm"]}}], text)
    with pytest.raises(Undecided):
        counted([units, points], text)


@pytest.mark.parametrize("words", ["one two", "one\\ntwo", " one two "])
def test_words_that_the_editor_mangled_are_the_words_that_stand_there(words):
    text = "x one \n\t two y"
    value = {"start": 2, "end": 12, "text": words, "labels": ["Firm"]}
    assert counted([{"id": "a", "type": "labels", "value": value}], text)


@pytest.mark.parametrize("labels", [LABELS, Corpus(REPOSITORY).labels], ids=["example", "this corpus"])
@pytest.mark.parametrize("layers", [["zone", "mention", "trigger", "claim"], ["mention"], ["mention", "claim"]])
def test_the_interface_is_sound_and_has_every_label(labels, layers):
    root = ET.fromstring(config(labels, layers))
    names = [element.get("name") for element in root.iter() if element.get("name")]
    assert len(names) == len(set(names))
    assert {element.get("toName") for element in root.iter() if element.get("toName")} == {"text"}
    shown = {element.get("name"): [label.get("value") for label in element] for element in root.iter("Labels")}
    assert set(shown) == {*layers, *(["part"] if "claim" in layers else [])}
    for layer in layers:
        assert shown[layer] == list(getattr(labels, "source_kind" if layer == "claim" else layer))
    keys = [label.get("hotkey") for label in root.iter("Label") if label.get("hotkey")]
    assert len(keys) == len(set(keys))
    relations = [relation.get("value") for relation in root.iter("Relation")]
    assert set(relations) == {*labels.role, *labels.link, *RESERVED}
    assert root.find(".//Text").get("granularity") == "symbol"


def test_colours_of_a_layer_differ_and_white_can_be_read_on_them():
    for element in ET.fromstring(config(Corpus(REPOSITORY).labels)).iter("Labels"):
        colours = [label.get("background") for label in element]
        assert len(set(colours)) == len(colours)
        for colour in colours:
            red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
            assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.72


def test_the_commands_write_and_take_files(small, steppe, tmp_path):
    out = tmp_path / "tasks.json"
    assert steppe("label-studio", "tasks", NAME, "--corpus", small, "--out", out).returncode == 0
    assert [one["data"]["name"] for one in json.loads(out.read_bytes())] == [NAME]
    before = files_of(small)
    done = steppe("label-studio", "import", out, "--corpus", small, "--by", "ann", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert files_of(small) == before
    assert steppe("label-studio", "tasks", "nothing-such", "--corpus", small).returncode == 2
    assert steppe("label-studio", "config", "--corpus", small, "--layers", "moods").returncode == 2
    assert steppe("label-studio", "config", "--corpus", small).stdout.startswith("<View>\n")


def test_marks_that_changed_their_id_are_the_same_marks(small):
    there = Corpus(small)
    document = there.read(NAME).document
    found = json.loads(json.dumps(task(document, there.registry, there.settings, of="gold")))
    for result in found["annotations"][0]["result"]:
        result.pop("meta", None)
        for key in ("id", "from_id", "to_id"):
            if key in result:
                result[key] = "x" + result[key].replace("-", "").replace(".", "_")
    new = taken(there, found).files[f"annotations/passes/bo/{NAME}.jsonl"]
    assert new
    kinds = {(change.kind, change.layer) for change in taken(there, found).changed[f"annotations/passes/bo/{NAME}.jsonl"]}
    assert not {kind for kind in kinds if kind[0] in ("added", "removed") and kind[1] in ("mention", "trigger", "zone", "claim")}
    assert changes(document, document) == []
