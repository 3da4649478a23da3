"""No rule of an article falls over anything that the decoder accepts: it finds what it finds, and comes to an end."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import ENTRIES
from making import EXAMPLE, ident, records_of
from strategies import CHARACTERS, OFFSETS, WORDS, article_files

from steppe import Document, Registry
from steppe.labels import parse_labels
from steppe.model import Entity, Line
from steppe.rules import CATALOGUE, Case
from steppe.settings import parse_settings
from steppe.validate import of_document

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
SETTINGS = parse_settings((EXAMPLE / "corpus.toml").read_bytes())
RULES = [rule for rule in CATALOGUE.values() if rule.scope == "article"]
KNOWN = {
    **{inventory: list(names) for inventory in LABELS.__struct_fields__ if isinstance(names := getattr(LABELS, inventory), dict)},
    "tier": list(SETTINGS.tier),
    "incident": list(SETTINGS.incident),
    "licence": list(SETTINGS.licences),
    "annotator": list(SETTINGS.annotator),
    "mark": [ident(letter, number) for letter in "zmtcl" for number in range(4)],
    "entity": [record["id"] for record in ENTRIES if record["kind"] == "entity"],
    "event": [record["id"] for record in ENTRIES if record["kind"] == "event"],
    "value": ["7", "7-3", "6-", "~9", "9" * 15, "2024-01-01", "2025", "2024-W01", "2024-02-30", "0000", "P3D", "PAST_REF"],
    "date": ["2024", "2024-02", "2024-02-30", "0000-00-00"],
    "quote": ["likely", "seven", "7", "2023", "two dozen", "9" * 5000, "9" + ",000" * 2000, "0\u0663", "e\u0301"],
}
"""Strings that mean something in a field."""
READ = msgspec.json.Decoder(Line)


def meant(field):
    """A string that means something in this field, most often, or any other."""
    known = st.sampled_from(KNOWN[field]) if field in KNOWN else WORDS
    return known | WORDS | known


TEXTS = st.none() | st.text(CHARACTERS | st.sampled_from("a b.\n1"), max_size=40)
FILES = article_files(meant, st.integers(0, 12) | OFFSETS, most=8)
REGISTRIES = st.sampled_from(
    [
        Registry("annotations"),
        Registry(
            "annotations",
            {
                "entities": [record for record in records_of(ENTRIES) if isinstance(record, Entity)],
                "events": [record for record in records_of(ENTRIES) if not isinstance(record, Entity)],
            },
        ),
    ]
)


@settings(max_examples=120)
@given(FILES, TEXTS, REGISTRIES)
def test_every_rule_comes_to_an_end(records, text, registry):
    records = [READ.decode(msgspec.json.encode(record)) for record in records]
    case = Case(Document("annotations/gold/a.jsonl", records, text), LABELS, SETTINGS, registry)
    for rule in RULES:
        for record, message, *place in rule.check(case):
            assert any(record is mine for mine in records), rule.name
            assert message
            assert all(hasattr(where, "start") and hasattr(where, "end") for where in place), rule.name


@settings(max_examples=40)
@given(FILES, TEXTS, REGISTRIES)
def test_every_finding_is_one_line_with_its_place_in_the_file(records, text, registry):
    document = Document("annotations/gold/a.jsonl", records, text)
    for finding in of_document(Case(document, LABELS, SETTINGS, registry)):
        assert "\n" not in str(finding)
        assert 1 <= finding.line <= len(records)
        assert text is not None or finding.spot is None
