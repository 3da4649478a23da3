"""A synthetic corpus of any size, of random words, that has no finding.

A document has about 2.5 KB of text, 40 mentions, 8 triggers with arguments and 6 claims. In the registry are one entity for
ten documents, an event of each document's own and one for five documents. One document in ten has a claim on an event that
others tell of too; all claims on such a question are clustered, and their clusters related.
"""

import random
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from steppe.labels import TRIGGER, Labels, parse_labels
from steppe.model import (
    ALPHABET,
    Answer,
    Argument,
    Article,
    Claim,
    Cluster,
    Entity,
    Event,
    Mention,
    Pass,
    Piece,
    Record,
    Relation,
    Trigger,
    Zone,
)
from steppe.store.form import ARTICLE, dump
from steppe.text import digest, fingerprint

ROOT = Path(__file__).resolve().parent.parent
WORDS = 4000
SPLITS = {"one": "train", "two": "test"}
DAY = "2024-01-01"
SETTINGS = """
name = "synthetic"
title = "A synthetic corpus"
version = "0.0.0"
summary = "Random words."
about = ""
licence = "CC0-1.0"
language = ["en"]
guidelines = "0"
card = {}
tier.FREE = { text = true, definition = "Random words." }
incident.one = { name = "one", split = "train" }
incident.two = { name = "two", split = "test" }
annotator.nobody = { kind = "program", description = "A program." }
licences."CC0-1.0" = { definition = "Public domain." }
"""


def make(folder: Path, documents: int) -> None:
    """Write a corpus whose every label is of the inventory of this repository, and whose every mark is random."""
    source = (ROOT / "annotations" / "labels.toml").read_bytes()
    home = folder / "annotations"
    (home / "gold").mkdir(parents=True)
    (home / "articles").mkdir()
    (home / "labels.toml").write_bytes(source)
    (home / "corpus.toml").write_text(SETTINGS, "utf-8")
    world = World(parse_labels(source), documents)
    for number in range(documents):
        name = f"d{number:06}"
        text, records = world.document(name)
        (home / "articles" / f"{name}.txt").write_bytes(text.encode())
        (home / "gold" / f"{name}.jsonl").write_bytes(dump(ARTICLE, records))
    clusters, relations = world.clusters()
    registry = {"entities": world.entities, "events": world.events, "clusters": clusters, "relations": relations}
    for form, entries in registry.items():
        if entries:
            (home / f"{form}.jsonl").write_bytes(dump(form, entries))


class Word(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    zone: int
    sentence: int
    """Of its zone."""


class World:
    """Random words, entities and events, and documents about them."""

    def __init__(self, labels: Labels, documents: int) -> None:
        self.labels = labels
        self.random = random.Random(documents)
        pick = self.random
        self.words = [
            word for word in ("".join(pick.choices("aeioubcdfgklmnprst", k=pick.randint(2, 9))) for _ in range(WORDS)) if self.dull(word)
        ]
        self.hedges = [hedge for hedge in labels.words.hedges if hedge.isalpha()]
        half = len(self.words) // 2  # of which names of entities are made, and of the other half those of events
        named = [name for name, label in labels.mention.items() if label.registry]
        self.entities = [
            Entity(id=id_, type=named[n % len(named)], name=" ".join(pick.choices(self.words[:half], k=3)))
            for n, id_ in enumerate(self.ids("e", max(40, documents // 10)))
        ]
        self._event_names = self.words[half:]
        self._event_ids = iter(self.ids("v", documents + max(40, documents // 5)))
        self.events: list[Event] = []
        self.shared = {incident: [self.event(incident) for _ in range(max(20, documents // 10))] for incident in SPLITS}
        self.facets = [(name, label.value) for name, label in labels.facet.items() if label.of == "event"]
        self.told: dict[tuple[str, str], list[str]] = {}
        """The claims on questions that several documents answer, by facet and event."""

    def dull(self, word: str) -> bool:
        """Whether a word says nothing to a rule."""
        words = self.labels.words
        return not (
            self.labels.hedge.search(word) or self.labels.verdict_word.search(word) or word in words.numerals or word in words.multiples
        )

    def ids(self, prefix: str, number: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            found[f"{prefix}-{''.join(self.random.choices(ALPHABET, k=6))}"] = None
        return list(found)

    def event(self, incident: str) -> Event:
        """One more event."""
        name = " ".join(self.random.choices(self._event_names, k=4))
        event = Event(id=next(self._event_ids), type=self.random.choice(list(self.labels.trigger)), name=name, incident=incident)
        self.events.append(event)
        return event

    def document(self, name: str) -> tuple[str, list[Record]]:
        """A text and its records."""
        pick, incident = self.random, self.random.choice(list(SPLITS))
        text, words, zones = self.text()
        sha = fingerprint(text)
        said = {"language": "en", "publisher": "nobody", "published": DAY, "licence": "CC0-1.0", "incident": incident}
        records: list[Record] = [
            Article(name=name, tier="FREE", sha256=sha, length=len(text), **said),
            Pass(article=name, annotator="nobody", guidelines="0", date=DAY, sha256=sha),
            *zones,
        ]
        chosen = pick.sample(range(len(words) - 2), 48)
        taken = set(chosen)
        mentions = [
            self.mention(id_, text, words[n : n + 1 + (n + 1 not in taken)]) for id_, n in zip(self.ids("m", 40), chosen[:40], strict=True)
        ]
        sentence = {mention.id: words[n][2:] for mention, n in zip(mentions, chosen[:40], strict=True)}
        own = self.event(incident)
        asked = pick.choice(self.shared[incident][::10])
        events = [own, asked, *pick.choices(self.shared[incident], k=6)]
        triggers = []
        for id_, n, event in zip(self.ids("t", 8), chosen[40:], events, strict=True):
            near = [mention for mention in mentions if sentence[mention.id] == words[n][2:]]
            quoted = self.piece(text, words[n : n + 1])
            triggers.append(Trigger(id=id_, **quoted, type=event.type, refers_to=event.id, arguments=self.arguments(event, near)))
        sources = [mention.id for mention in mentions if mention.refers_to]
        firsts = pick.sample(range(len(words) - 12), 6)
        claims = [self.claim(id_, text, words, first, own, sources) for id_, first in zip(self.ids("c", 6), firsts, strict=True)]
        if pick.random() < 0.1:
            claims[0] = self.telling(name, claims[0], asked)
        return text, [*records, *mentions, *triggers, *claims]

    def text(self) -> tuple[str, list[Word], list[Zone]]:
        """Ten paragraphs of two or three sentences."""
        pick = self.random
        paragraphs: list[str] = []
        words: list[Word] = []
        zones = []
        body = next(name for name, label in self.labels.zone.items() if label.marks)
        offset = 0
        for zone, id_ in enumerate(self.ids("z", 10)):
            starts, place = [], offset
            sentences = [self.sentence() for _ in range(pick.randint(2, 3))]
            for number, sentence in enumerate(sentences):
                starts.append(place)
                for word in sentence:
                    words.append(Word(place, place + len(word), zone, number))
                    place += len(word) + 1
                place += 1  # the full stop takes the place of the last blank, and a blank follows
            paragraph = " ".join(" ".join(sentence) + "." for sentence in sentences)
            end = offset + len(paragraph)
            zones.append(Zone(id=id_, start=offset, end=end, digest=digest(paragraph), type=body, sentences=tuple(starts)))
            paragraphs.append(paragraph)
            offset = end + 2
        return "\n\n".join(paragraphs) + "\n", words, zones

    def sentence(self) -> list[str]:
        """Words of which some are hedges, and some numbers in digits."""
        pick = self.random
        sentence = pick.choices(self.words, k=pick.randint(12, 20))
        sentence[0] = sentence[0].capitalize()
        for share, others in ((0.2, self.hedges), (0.4, [str(pick.randint(2, 99))])):
            if pick.random() < share:
                sentence[pick.randrange(1, len(sentence))] = pick.choice(others)
        return sentence

    def piece(self, text: str, words: list[Word]) -> dict[str, int | str]:
        start, end = words[0].start, words[-1].end
        return {"start": start, "end": end, "quote": text[start:end]}

    def mention(self, id_: str, text: str, words: list[Word]) -> Mention:
        """A mention of the first word, or of both where they stand in one sentence."""
        pick, labels = self.random, self.labels.mention
        long = len(words) > 1 and words[1][2:] == words[0][2:] and pick.random() < 0.6
        quoted = self.piece(text, words[:1])
        kinds = {label.value: name for name, label in labels.items() if label.value}
        if str(quoted["quote"]).isdigit():
            return Mention(id=id_, **quoted, type=kinds["number"], value=quoted["quote"])
        if pick.random() < 0.1:
            return Mention(id=id_, **quoted, type=kinds["time"], value=DAY)
        quoted = self.piece(text, words[: 1 + long])
        entity = pick.choice(self.entities)
        level = pick.choice(list(self.labels.level)) if labels[entity.type].level else ""
        return Mention(id=id_, **quoted, type=entity.type, level=level, refers_to=entity.id)

    def arguments(self, event: Event, near: list[Mention]) -> tuple[Argument, ...]:
        found = []
        for role in sorted(self.labels.roles_of[event.type]):
            fitting = [mention for mention in near if mention.type in self.labels.fillers_of[role] and mention.type != TRIGGER]
            if fitting and len(found) < 3:
                found.append(Argument(role=role, filler=self.random.choice(fitting).id))
        return tuple(found)

    def claim(self, id_: str, text: str, words: list[Word], first: int, event: Event, sources: list[str]) -> Claim:
        """A claim of two answers on an event. What it doubts, it doubts in words; what it counts, it counts in digits."""
        pick, labels = self.random, self.labels
        content = self.piece(text, [word for word in words[first : first + 11] if word[2:] == words[first][2:]])
        read = str(content["quote"])
        numbers = [word for word in read.split() if word.isdigit()]
        values = {None: (), "time": (DAY,), "number": tuple(numbers[:1])}
        facets = pick.sample([(name, value) for name, value in self.facets if value in values and (value != "number" or numbers)], 2)
        kind, label = pick.choice(list(labels.source_kind.items()))
        degree = bool(labels.hedge.search(read))
        certainty = pick.choice([name for name, known in labels.certainty.items() if known.hedged == degree])
        whose = {
            "same": [certainty],
            "open": [name for name, known in labels.certainty.items() if known.open],
            "any": list(labels.certainty),
        }
        cue = first + 20 if first + 20 < len(words) else first - 20
        return Claim(
            id=id_,
            spans=(Piece(**content),),
            source_kind=kind,
            by=pick.choice(sources) if label.by else "",
            cue=(Piece(**self.piece(text, words[cue : cue + 1])),) if label.cue else (),
            mode=next(iter(labels.mode)) if label.mode else "",
            certainty=certainty,
            author_certainty=pick.choice(whose[label.author]),
            answers=tuple(Answer(facet=facet, event=event.id, values=values[value]) for facet, value in facets),
            canonical=" ".join(pick.choices(self.words, k=12)).capitalize() + ".",
        )

    def telling(self, name: str, claim: Claim, event: Event) -> Claim:
        """The claim with one answer, on an event that others tell of too."""
        facet = next(name for name, value in self.facets if value is None)
        self.told.setdefault((facet, event.id), []).append(f"{name}/{claim.id}")
        return Claim(**{key: getattr(claim, key) for key in claim.__struct_fields__} | {"answers": (Answer(facet=facet, event=event.id),)})

    def clusters(self) -> tuple[list[Cluster], list[Relation]]:
        """Clusters of one claim each for each question, and one relation for each two of a question."""
        clusters, relations = [], []
        relation = next(name for name, label in self.labels.relation.items() if not label.same and not label.conflict)
        ids = iter(self.ids("k", sum(map(len, self.told.values()))))
        for (facet, event), claims in self.told.items():
            mine = [Cluster(id=next(ids), facet=facet, event=event, claims=(claim,)) for claim in claims]
            clusters += mine
            relations += [Relation(type=relation, a=a.id, b=b.id) for a, b in combinations(mine, 2)]
        return clusters, relations
