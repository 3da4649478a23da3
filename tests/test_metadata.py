"""What corpus.toml gives the card is of the Hub's words, and what is not is named with its key."""

import json
from pathlib import Path

import datasets
import pytest
from invented import small as make_small
from making import REPOSITORY, findings

from steppe import Corpus
from steppe.metadata import faults, licence_keys
from steppe.metadata.vocabularies import (
    ANNOTATIONS_CREATORS,
    LANGUAGE_CREATORS,
    LANGUAGES,
    LICENCES,
    MULTILINGUALITY,
    SIZE_CATEGORIES,
    TASK_CATEGORIES,
    TASK_IDS,
)
from steppe.pages.card import _size

RESOURCES = Path(datasets.__file__).parent / "utils/resources"
FINE = {"license": "cc0-1.0", "language": ["en", "kaz"], "task_ids": ["parsing"], "source_datasets": ["original", "extended|squad", "a/b"]}


def resource(name):
    return json.loads((RESOURCES / f"{name}.json").read_bytes())


def test_the_words_are_those_that_the_library_knows():
    creators = resource("creators")
    assert set(creators["language"]) == LANGUAGE_CREATORS
    assert set(creators["annotations"]) == ANNOTATIONS_CREATORS
    assert set(resource("multilingualities")) == MULTILINGUALITY
    assert set(resource("size_categories")) == SIZE_CATEGORIES
    assert {code for code in resource("languages") if len(code) == 2} == LANGUAGES


def test_the_lists_have_what_is_certain():
    assert {"apache-2.0", "mit", "cc-by-4.0", "cc0-1.0", "odbl", "other", "unknown"} <= LICENCES
    assert {"token-classification", "text-classification", "text-retrieval", "other"} <= TASK_CATEGORIES
    assert {"named-entity-recognition", "coreference-resolution", "fact-checking", "natural-language-inference"} <= TASK_IDS
    assert not {word for word in LICENCES | TASK_CATEGORIES | TASK_IDS if word != word.lower()}


@pytest.mark.parametrize("number", [0, 999, 1000, 99_999, 10**6, 10**8])
def test_sizes_that_a_build_writes_are_of_the_list(number):
    assert _size(number) in SIZE_CATEGORIES


def test_words_of_the_hub_are_no_faults():
    assert list(faults(FINE)) == []
    assert list(faults({"license": "other", "license_name": "ours-1.0", "license_link": "LICENSE"})) == []


@pytest.mark.parametrize(
    ("metadata", "key", "says"),
    [
        ({"license": "CC0-1.0"}, "license", "has 'CC0-1.0'; it should be one of"),
        ({"license": "other"}, "license", "is 'other'; then license_name should say which"),
        ({"license": "other", "license_name": "Our Licence"}, "license_name", "small letters"),
        ({"license": "other", "license_name": 7}, "license_name", "is 7; it should be words"),
        ({"license": {"mit": True}}, "license", "which is no word"),
        ({"language": ["english"]}, "language", "a code of ISO 639-3"),
        ({"language": ["EN"]}, "language", "of ISO 639-1: aa, ab, "),
        ({"language": [False]}, "language", "put it in quotation marks"),
        ({"language": ["en", "en"]}, "language", "has 'en' twice"),
        ({"task_ids": ["event-extraction"]}, "task_ids", "has 'event-extraction'; it should be one of abstractive-qa, "),
        ({"task_ids": ["token-classification"]}, "task_ids", "it should be one of"),
        ({"task_categories": ["named-entity-recognition"]}, "task_categories", "it should be one of"),
        ({"multilinguality": "english"}, "multilinguality", "it should be one of monolingual, multilingual, other, translation"),
        ({"annotations_creators": ["no-annotations"]}, "annotations_creators", "it should be one of crowdsourced, "),
        ({"language_creators": ["no-annotation"]}, "language_creators", "it should be one of crowdsourced, "),
        ({"size_categories": ["n<2K"]}, "size_categories", "it should be one of"),
        ({"source_datasets": ["our own texts"]}, "source_datasets", "it should be original"),
        ({"tags": [""]}, "tags", "it should be a word"),
        ({"tags": []}, "tags", "is an empty list"),
        ({"pretty_name": ""}, "pretty_name", "it should be words"),
        ({"licence": "mit"}, "licence", "the key 'licence' means nothing to the Hub; it knows 28 words, and nearest is license"),
    ],
)
def test_any_other_word_is_named_with_what_should_be(metadata, key, says):
    ((found, message),) = faults(metadata)
    assert found == key
    assert says in message


def test_a_licence_is_told_as_the_hub_does():
    assert licence_keys("CC-BY-4.0") == {"license": "cc-by-4.0"}
    assert licence_keys("LicenseRef-Publisher") == {"license": "other", "license_name": "publisher"}
    assert list(faults(licence_keys("LicenseRef-Unknown"))) == []


@pytest.mark.parametrize(
    ("old", "new", "mark", "says"),
    [
        ('licence = "CC0-1.0"', 'licence = "CC-1.0"', "licence", "has 'cc-1.0'; it should be one of 69 words, and nearest is cc0-1.0"),
        ('licence = "CC0-1.0"', 'licence = "LicenseRef-"', "licence", "is ''; it should be words"),
        ('language = ["en"]', 'language = ["English"]', "language", "has 'English'; it should be a code"),
        ('title = "Example"', 'title = " "', "title", "is ' '; it should be words"),
        ('"expert-generated"', '"experts"', "card.annotations_creators", "has 'experts'; it should be one of crowdsourced, "),
        ('tags = ["example"]', 'task_ids = ["reading"]', "card.task_ids", "has 'reading'; it should be one of abstractive-qa, "),
        ('tags = ["example"]', 'license = "cc-1.0"', "card.license", "has 'cc-1.0'; it should be one of 69 words, and nearest is cc0-1.0"),
        ('tags = ["example"]', 'keywords = ["example"]', "card.keywords", "the key 'keywords' means nothing to the Hub; it knows"),
    ],
)
def test_validation_names_the_key_of_corpus_toml(old, new, mark, says, tmp_path):
    root = make_small(tmp_path / "corpus")
    file = root / "annotations/corpus.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    (finding,) = [finding for finding in findings(root) if finding.code == "X617"]
    assert (finding.file, finding.mark) == ("annotations/corpus.toml", mark)
    assert says in finding.message


def test_a_word_that_is_newer_than_the_list_can_be_excepted(tmp_path):
    root = make_small(tmp_path / "corpus")
    file = root / "annotations/corpus.toml"
    file.write_text(file.read_text("utf-8").replace('tags = ["example"]', 'task_ids = ["reading"]'), "utf-8")
    assert [finding.code for finding in findings(root)] == ["X617"]
    exception = {"kind": "exception", "rule": "unknown-metadata", "at": "card.task_ids", "reason": "The Hub has had it since last week."}
    (root / "annotations/exceptions.jsonl").write_text(json.dumps(exception, separators=(",", ":")) + "\n", "utf-8")
    assert findings(root) == []


def test_the_words_of_this_repository_are_known():
    settings = Corpus(REPOSITORY).settings
    assert list(faults({**licence_keys(settings.licence), "language": settings.language, **settings.card})) == []
