"""Corpora for tests of relating: articles of one line a claim, each with answers to questions about one event."""

import json

import msgspec
import pytest
from making import EXAMPLE, article_of, ident, pass_of, put, records_of, zones_of

from steppe.labels import parse_labels
from steppe.relate import SheetError, Statement, decisions, plans, questions, settled, sheet
from steppe.store import Corpus, Registry

LINE = "Acme fired Ann."
LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
EVENT, ANN, ACME, BOLT, HALL = "v-222222", "e-222222", "e-333333", "e-444444", "e-555555"
ENTRIES = [
    {"kind": "event", "id": EVENT, "type": "Dismissal", "name": "Ann is fired", "incident": "acme"},
    {"kind": "entity", "id": ANN, "type": "Person", "name": "Ann"},
    {"kind": "entity", "id": ACME, "type": "Firm", "name": "Acme"},
    {"kind": "entity", "id": BOLT, "type": "Firm", "name": "Bolt"},
    {"kind": "entity", "id": HALL, "type": "Firm", "name": "Acme's hall", "member_of": [ACME]},
]
C = [ident("c", number) for number in range(6)]
K = [ident("k", number) for number in range(6)]


def answers(*values, facet="COUNT", certainty="SURE", **more):
    """A claim of one answer to a question about the event, or about what ``more`` names."""
    about = more or {"event": EVENT}
    return certainty, [{"facet": facet, **about, **({"values": list(values)} if values else {})}]


def also(claim, *values, facet="DAY"):
    """A claim with one more answer about the event."""
    certainty, said = claim
    return certainty, [*said, {"facet": facet, "event": EVENT, "values": list(values)}]


def add(root, name, claims, published="2024-01-02", folder="gold"):
    """An article of some claims; the first has the id ``C[0]``."""
    text = "\n".join([LINE] * len(claims))
    article = article_of(text, name, published=published)
    told = [
        {
            "kind": "claim",
            "id": C[number],
            "spans": [{"start": 16 * number, "end": 16 * number + 14, "quote": LINE[:14]}],
            "source_kind": "TELLER",
            "certainty": certainty,
            "author_certainty": certainty,
            "answers": said,
            "canonical": f"Ann lost her job, {name} says.",
        }
        for number, (certainty, said) in enumerate(claims)
    ]
    put(root, text, [article, pass_of(article), *zones_of(text), *records_of(told)], [], name, folder)


def cluster(number, *claims, facet="COUNT", **more):
    """A cluster of a question about the event; claims as ``ARTICLE`` (its first claim) or ``ARTICLE/CLAIM``."""
    said = [claim if "/" in claim else f"{claim}/{C[0]}" for claim in claims]
    return {"kind": "cluster", "id": K[number], "facet": facet, **(more or {"event": EVENT}), "claims": said}


def relation(a, b, type_="LATER", **more):
    """A relation of two clusters by their numbers."""
    return {"kind": "relation", "type": type_, "a": K[a], "b": K[b], **more}


def corpus(root, articles, *registry, folder="gold"):
    """A corpus of articles by name, each a list of claims or (published, list of claims), with entries of the registry."""
    for name, claims in articles.items():
        published, said = claims if isinstance(claims, tuple) else ("2024-01-02", claims)
        add(root, name, said, published, folder)
    put(
        root,
        LINE,
        [article_of(LINE, "zz"), pass_of(article_of(LINE, "zz")), *zones_of(LINE)],
        records_of([*ENTRIES, *registry]),
        "zz",
        folder,
    )
    return root


def registry_of(*entries):
    """A registry without a corpus."""
    records = {}
    forms = {"Event": "events", "Entity": "entities", "Cluster": "clusters", "Relation": "relations"}
    for record in records_of([*ENTRIES, *entries]):
        records.setdefault(forms[type(record).__name__], []).append(record)
    return Registry("annotations", records)


def planned(root, folder="annotations/gold"):
    """The plans of a corpus."""
    opened = Corpus(root)
    registry = opened.registry_of(folder)[0]
    documents = [reading.document for reading in opened.documents(folder)]
    return plans(questions(documents, registry, opened.labels), registry, opened.labels)


def kept(root, form):
    """The records of a file of the registry, as data; none where there is no file."""
    file = root / "annotations" / f"{form}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


ASKED = ("COUNT", EVENT, "")


def statement(article, *values, number=0, day="2024-01-02"):
    return Statement(f"{article}/{C[number]}", article, day, "Bo", "SURE", values, (), f"So says {article}.")


class Case:
    """A question with a registry, and what a judged sheet makes of it."""

    def __init__(self, statements, *entries):
        self.asked = {ASKED: statements}
        self.registry = registry_of(*entries)
        self.plans = plans(self.asked, self.registry, LABELS)
        self.rows = sheet(self.plans, self.registry, LABELS)

    def decided(self, rows):
        return decisions(list(enumerate(rows, start=1)), self.plans, LABELS)

    def after(self, rows):
        """The case once the rows are taken."""
        done = settled(self.registry, self.plans, LABELS, self.decided(rows))
        other = Case.__new__(Case)
        other.asked = self.asked
        other.registry = Registry("annotations", {**self.registry.records, "clusters": done.clusters, "relations": done.relations})
        other.plans = plans(self.asked, other.registry, LABELS)
        other.rows = sheet(other.plans, other.registry, LABELS)
        return other

    def faults(self, rows):
        with pytest.raises(SheetError) as caught:
            self.after(rows)
        return str(caught.value).split("\n")


def fill(row, relation_, conflict="", **more):
    return msgspec.structs.replace(row, relation=relation_, conflict=conflict, **more)


A, B, D = (statement(name) for name in "abd")
