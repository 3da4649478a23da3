"""To Label Studio and back: nothing is lost, with what the editor keeps of regions and without."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPOSITORY, article_of
from studio import ENTITIES, EVENTS, LABELS, articles, named

from steppe.label_studio import LabelStudioError, take, task
from steppe.label_studio.decode import decode
from steppe.label_studio.encode import results
from steppe.label_studio.entries import Entries
from steppe.label_studio.exports import read_export
from steppe.label_studio.offsets import counted
from steppe.label_studio.tasks import dump as dump_tasks
from steppe.model import Entity, Event
from steppe.store import Corpus, Document, Registry, Texts
from steppe.store.form import ARTICLE, dump, parse

REGISTRY = Registry(
    "annotations",
    {
        "entities": [Entity(id=one, type="Firm", name=named(one) or f"entity {number}") for number, one in enumerate(ENTITIES)],
        "events": [Event(id=one, type="Sale", name=named(one) or f"event {number}", incident="acme") for number, one in enumerate(EVENTS)],
    },
)


def edited_by_nobody(found):
    """What the editor makes of results when somebody saves them untouched: relations last, white space of words changed, more keys."""
    found = copy.deepcopy(found)
    for result in found:
        value = result.get("value", {})
        if isinstance(value.get("text"), str):
            value["text"] = " ".join(value["text"].replace("\r", "\n").replace("\n", "\\n").split())
        if result["type"] != "relation":
            result["origin"] = "manual"
    regions = [result for result in found if result["type"] != "relation"]
    return [*regions, *(result for result in found if result["type"] == "relation")]


def without_meta(found):
    return [{key: value for key, value in result.items() if key != "meta"} for result in found]


def marks_of(found, document, labels, registry, quotes):
    decoded = decode(
        counted(found, document.text), document.name, document.text, labels, Entries(registry, document.article.incident), quotes=quotes
    )
    assert decoded.faults == []
    return dump(ARTICLE, [document.article, *document.passes, *decoded.marks])


@given(articles(), st.randoms(use_true_random=False))
def test_any_article_comes_back_byte_by_byte(document, chance):
    quotes = document.article.tier == "FREE"
    wanted = dump(ARTICLE, document.records)
    found = results(document, named)
    assert marks_of(found, document, LABELS, REGISTRY, quotes) == wanted
    assert marks_of(edited_by_nobody(json.loads(json.dumps(found))), document, LABELS, REGISTRY, quotes) == wanted
    chance.shuffle(found)
    assert marks_of(found, document, LABELS, REGISTRY, quotes) == wanted


def loose(records):
    """Marks without what only ``meta`` keeps: the ids of links, and the order of arguments."""
    found = []
    for line in dump(ARTICLE, records).splitlines():
        record = json.loads(line)
        if record["kind"] == "link":
            record["id"] = ""
        if "arguments" in record:
            record["arguments"] = sorted(map(json.dumps, record["arguments"]))
        found.append(json.dumps(record, sort_keys=True))
    return sorted(found)


@given(articles())
def test_every_layer_that_is_shown_comes_back_without_meta(document):
    quotes = document.article.tier == "FREE"
    found = without_meta(edited_by_nobody(results(document, named)))
    decoded = decode(
        counted(found, document.text), document.name, document.text, LABELS, Entries(REGISTRY, document.article.incident), quotes=quotes
    )
    assert decoded.faults == []
    assert loose([document.article, *document.passes, *decoded.marks]) == loose(document.records)


@given(articles())
def test_no_pair_of_regions_has_two_relations_and_no_id_what_the_editor_cuts(document):
    found = results(document, named)
    pairs = [(result["from_id"], result["to_id"]) for result in found if result["type"] == "relation"]
    assert len(pairs) == len(set(pairs))
    places = {}
    for result in found:
        if result["type"] != "relation":
            assert "#" not in result["id"]
            where = result["value"]["start"], result["value"]["end"]
            assert places.setdefault(result["id"], where) == where


CORPUS = Corpus(REPOSITORY, Texts(REPOSITORY.parent / "shared/sources") if (REPOSITORY.parent / "shared/sources").is_dir() else None)
FILES = [(folder, name) for folder in CORPUS.folders() for name in CORPUS.names(folder)]


@pytest.mark.parametrize(("folder", "name"), FILES, ids=[f"{Path(folder).name}-{name}" for folder, name in FILES])
@pytest.mark.parametrize("strip", [False, True], ids=["with meta", "without meta"])
def test_every_article_of_this_corpus_comes_back(folder, name, strip):
    document = CORPUS.read(name, folder).document
    if document.text is None:
        pytest.skip("the text is not at hand")
    registry = CORPUS.registry_of(folder)[0]
    found = edited_by_nobody(results(document, registry.name))
    quotes = CORPUS.settings.tier[document.article.tier].text
    wanted = Path(CORPUS.path(f"{folder}/{name}.jsonl")).read_bytes()
    if not strip:
        assert marks_of(found, document, CORPUS.labels, registry, quotes) == wanted
        return
    there = marks_of(without_meta(found), document, CORPUS.labels, registry, quotes)
    assert loose(parse(ARTICLE, there)[0]) == loose(document.records)


def test_an_export_of_what_was_sent_changes_nothing(corpus):
    there = Corpus(corpus)
    registry = there.registry_of("annotations/passes/bo")[0]
    sent = [
        task(there.read(name, "annotations/passes/bo").document, registry, there.settings, of="bo")
        for name in there.names("annotations/passes/bo")
        if there.read(name, "annotations/passes/bo").document.text is not None
    ]
    taken = take(read_export(dump_tasks(sent)), there, {}, by="bo", today="2030-01-01")
    assert taken.files
    assert taken.notices == []
    assert not any(taken.changed.values())
    for file, data in taken.files.items():
        assert Path(there.path(file)).read_bytes() == data


@pytest.mark.parametrize("bad", ["\0", "\ud83d"])
def test_a_text_that_would_be_damaged_is_refused_with_its_line(bad):
    document = Document("x", [article_of("ok\nAcme")], f"ok\nAc{bad}me")
    with pytest.raises(LabelStudioError, match="line 2 of the text has"):
        results(document, named)
