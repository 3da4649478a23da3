"""What is kept of the articles: the same however the corpus is cut, and enough for rules that bear anything."""

import pickle
from itertools import pairwise

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import FIRED
from making import EXAMPLE, ident
from msgspec.structs import replace
from strategies import WORDS, article_files, tuples
from test_rules_bear_anything import KNOWN, TEXTS, meant

from steppe import Document, Registry
from steppe.labels import parse_labels
from steppe.model import Answer, Article, Claim, Cluster, Entity, Event, Exemption, Membership, Relation, Release, Trace, Zone
from steppe.rules import CATALOGUE, Case, Evidence, Whole, claims_of
from steppe.settings import parse_settings
from steppe.store.registry import FILES
from steppe.text import digest

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
CHECKS = b"""[checks]
least_support = 1
closed_entities = true
most_shared = 0.1
"""
SETTINGS = parse_settings((EXAMPLE / "corpus.toml").read_bytes() + CHECKS)
NAMES = ["a", "b", "c", "d"]
IDS = {kind: [*KNOWN[kind], ident(kind[0], 20)] for kind in ("entity", "event")}
CLUSTERS = [ident("k", number) for number in range(4)]
CLAIMS = st.sampled_from([f"{name}/{ident('c', number)}" for name in NAMES for number in range(4)])


LINE = "Acme fired Ann and took on nobody else in her place."
ZONE = Zone(id=ident("z", 9), start=0, end=len(LINE), digest=digest(LINE), type="Story")
SAID = {"spans": (), "source_kind": "TELLER", "certainty": "SURE", "author_certainty": "SURE"}
ANSWERS = [(Answer(facet="DAY", event=FIRED, values=(day,)), Answer(facet="NOTE", event=FIRED, values=("x",))) for day in ("2023", "2024")]


def some(*known):
    """One of these most often, or any string."""
    return st.integers(0, 4).flatmap(lambda number: st.sampled_from(known) if number else WORDS)


@st.composite
def registries(draw):
    """A registry whose records speak of each other, of claims, and of nothing."""
    entity, event = some(*IDS["entity"], ""), some(*IDS["event"], "")
    of_entities, of_events, claims = tuples(entity), tuples(event), tuples(CLAIMS | WORDS)
    name = some("Ann", "Ann the thief", "alleged thief", "theft by Ann", "Acme", "", "x " * 40)
    kinds = {
        "entities": st.builds(Entity, id=entity, type=meant("mention"), name=name, parts=tuples(some(*LABELS.part)), member_of=of_entities),
        "events": st.builds(
            Event, id=event, type=meant("trigger"), name=name, incident=meant("incident"), subevent_of=of_events, member_of=of_events
        ),
        "clusters": st.builds(Cluster, id=some(*CLUSTERS), facet=some("DAY", "NOTE"), event=some(FIRED), subject=some(""), claims=claims),
        "relations": st.builds(
            Relation,
            type=some(*LABELS.relation),
            a=some(*CLUSTERS),
            b=some(*CLUSTERS),
            conflict=some("VALUE", ""),
            basis=some("FOLLOWS", ""),
        ),
        "traces": st.builds(Trace, claim=CLAIMS, source=CLAIMS, entailed=st.booleans()),
        "exceptions": st.builds(Exemption, rule=WORDS, at=CLAIMS, reason=WORDS),
        "splits": st.builds(Membership, article=some(*NAMES), split=some("train", "test"), since=WORDS),
        "releases": st.builds(Release, version=some("1.0.0", "1.2.3", "x"), date=some("2024-01-02", "2024"), content=some("0" * 64, "")),
    }
    assert set(kinds) == set(FILES)
    records = {form: draw(st.lists(kind, max_size=5)) for form, kind in kinds.items()}
    records["events"].append(Event(id=FIRED, type="Theft", name=draw(name), incident="acme"))
    records["entities"].append(Entity(id=ident("e", 0), type="Person", name="Ann", member_of=draw(of_entities)))
    return Registry("annotations", records)


@st.composite
def cases(draw):
    """Some articles, by one registry."""
    registry, found = draw(registries()), []
    for name in NAMES[: draw(st.integers(0, len(NAMES)))]:
        claims = [Claim(id=ident("c", number), answers=draw(st.sampled_from(ANSWERS)), **SAID) for number in range(draw(st.integers(0, 2)))]
        records = [*draw(article_files(meant, st.integers(0, 60), most=6)), *claims, ZONE]
        tier, incident = draw(st.sampled_from(list(SETTINGS.tier))), draw(st.sampled_from(list(SETTINGS.incident)))
        of = {"name": name, "tier": tier, "incident": incident, "retells": draw(tuples(some(*NAMES)))}
        records = [replace(record, **of) if isinstance(record, Article) else record for record in records]
        text = draw(TEXTS | st.just(f"{LINE}\n" * 2))
        found.append(Case(Document(f"annotations/gold/{name}.jsonl", records, text), LABELS, SETTINGS, registry))
    return registry, found


def gathered(registry, cases):
    wanted = frozenset(claim for _, _, record in registry.placed() for claim in claims_of(record))
    evidence = Evidence(LABELS, SETTINGS, wanted)
    for case in cases:
        evidence.take(case)
    return evidence


def found(registry, evidence):
    """What each rule of the corpus finds."""
    pages = {"README.md": "<!-- count layers.articles -->1<!-- /count -->", "dataset/counts.json": "{}"}
    whole = Whole(registry, LABELS, SETTINGS, evidence, pages, lambda: [("NOTES.txt", LINE)])
    return {
        rule.name: [
            (file, line, record if isinstance(record, str) else msgspec.to_builtins(record), said) for file, line, record, said in rows
        ]
        for rule in CATALOGUE.values()
        if rule.scope in ("registry", "corpus")
        for rows in [list(rule.check(whole))]
    }


@settings(max_examples=60)
@given(cases(), st.integers(0, 4), st.integers(0, 4))
def test_rules_across_articles_find_the_same_however_the_corpus_is_cut(given_, one, two):
    registry, articles = given_
    cuts = [0, *sorted((one, two)), len(NAMES)]
    merged = Evidence(LABELS, SETTINGS)
    for start, end in pairwise(cuts):
        merged.merge(pickle.loads(pickle.dumps(gathered(registry, articles[start:end]))))
    alone = found(registry, gathered(registry, articles))
    assert found(registry, merged) == alone
    for rows in alone.values():
        for file, line, _, message in rows:
            assert file
            assert line >= 0
            assert message
