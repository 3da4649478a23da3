"""Time the work on a synthetic corpus, as ratios to decoding the same bytes with orjson in the same run.

    scripts/benchmark                        20,000 documents
    scripts/benchmark --documents 100000     other sizes; time should grow in step, memory should not
    scripts/benchmark --corpus DIR           keep the corpus there, and use it again

CPU seconds on one core, each stage in a process of its own, so that its peak memory is its own. Timings are noisy: trust the
ratios, whose two sides are measured in turns. A document has about 2.5 KB
of text, 40 mentions, 8 triggers with arguments and 6 claims; one entity in the registry for ten documents, one event for
five, and one document in ten has a claim that is paired with one of another document.
"""

import argparse
import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

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
from steppe.store import Corpus
from steppe.store.form import ARTICLE, dump
from steppe.text import digest, fingerprint

ROOT = Path(__file__).resolve().parent.parent
WORDS = 4000
SPLITS = {"one": "train", "two": "test"}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, metavar="N")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="keep the synthetic corpus here, or use the one that is here")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.stage:
        print(json.dumps(STAGES[options.stage](options.corpus)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.corpus or Path(scratch)
        if not (folder / "annotations").is_dir():
            print(f"making {options.documents:,} documents in {folder} ...", file=sys.stderr)
            make(folder, options.documents)
        report(folder, as_json=options.json)
    return 0


# The corpus


def make(folder: Path, documents: int) -> None:
    """Write a corpus whose every label is of the inventory of this repository, and whose every mark is random."""
    source = (ROOT / "annotations" / "labels.toml").read_bytes()
    labels = parse_labels(source)
    home = folder / "annotations"
    (home / "gold").mkdir(parents=True)
    (home / "articles").mkdir()
    (home / "labels.toml").write_bytes(source)
    (home / "corpus.toml").write_text(SETTINGS, "utf-8")
    world = World(labels, documents)
    claims: list[tuple[str, Claim]] = []
    for number in range(documents):
        name = f"d{number:06}"
        text, records, paired = world.document(name)
        (home / "articles" / f"{name}.txt").write_bytes(text.encode())
        (home / "gold" / f"{name}.jsonl").write_bytes(dump(ARTICLE, records))
        if paired:
            claims.append((name, paired))
    (home / "entities.jsonl").write_bytes(dump("entities", world.entities))
    (home / "events.jsonl").write_bytes(dump("events", world.events))
    clusters, relations = world.clusters(claims)
    if clusters:
        (home / "clusters.jsonl").write_bytes(dump("clusters", clusters))
    if relations:
        (home / "relations.jsonl").write_bytes(dump("relations", relations))


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


class World:
    """Random words, entities and events, and documents about them."""

    def __init__(self, labels: Labels, documents: int) -> None:
        self.labels = labels
        self.random = random.Random(documents)
        pick = self.random
        self.words = ["".join(pick.choice("aeioubcdfgklmnprst") for _ in range(pick.randint(2, 9))) for _ in range(WORDS)]
        self.named = [name for name, label in labels.mention.items() if label.registry]
        self.entities = [
            Entity(id=self.id("e"), type=self.named[n % len(self.named)], name=" ".join(pick.choices(self.words, k=3)))
            for n in range(max(40, documents // 10))
        ]
        triggers = list(labels.trigger)
        self.events = [
            Event(
                id=self.id("v"),
                type=triggers[n % len(triggers)],
                name=" ".join(pick.choices(self.words, k=4)),
                incident=pick.choice(list(SPLITS)),
            )
            for n in range(max(40, documents // 5))
        ]
        self.by_incident = {incident: [event for event in self.events if event.incident == incident] for incident in SPLITS}
        self.by_type: dict[str, list[Entity]] = {}
        for entity in self.entities:
            self.by_type.setdefault(entity.type, []).append(entity)
        of = [name for name, label in labels.facet.items() if label.of == "event" and label.value in (None, "number", "time")]
        self.facets = [(name, labels.facet[name].value) for name in of]

    def id(self, prefix: str) -> str:
        return f"{prefix}-{''.join(self.random.choices(ALPHABET, k=6))}"

    def ids(self, prefix: str, number: int) -> list[str]:
        found: set[str] = set()
        while len(found) < number:
            found.add(self.id(prefix))
        return list(found)

    def document(self, name: str) -> tuple[str, list[Record], Claim | None]:
        """A text, its records, and for one document in ten a claim to be paired."""
        pick, incident = self.random, self.random.choice(list(SPLITS))
        paragraphs, words, zones = [], [], []
        offset = 0
        for _ in range(10):
            sentences = []
            for _ in range(pick.randint(2, 3)):
                sentence = pick.choices(self.words, k=pick.randint(12, 20))
                sentence[0] = sentence[0].capitalize()
                sentences.append(sentence)
            starts, at = [], offset
            for number, sentence in enumerate(sentences):
                starts.append(at)
                place = at
                for word in sentence:
                    words.append((place, place + len(word), len(zones), number))
                    place += len(word) + 1
                at = place + 1  # the full stop takes the place of the last blank, and a blank follows
            paragraph = " ".join(" ".join(sentence) + "." for sentence in sentences)
            zones.append((offset, offset + len(paragraph), tuple(starts)))
            paragraphs.append(paragraph)
            offset += len(paragraph) + 2
        text = "\n\n".join(paragraphs) + "\n"
        sha = fingerprint(text)
        records: list[Record] = [
            Article(
                name=name,
                tier="FREE",
                language="en",
                publisher="nobody",
                published="2024-01-01",
                licence="CC0-1.0",
                incident=incident,
                sha256=sha,
                length=len(text),
            ),
            Pass(article=name, annotator="nobody", guidelines="0", date="2024-01-01", sha256=sha),
        ]
        body = next(name for name, label in self.labels.zone.items() if label.marks)
        records += [
            Zone(id=id_, start=start, end=end, digest=digest(text[start:end]), type=body, sentences=starts)
            for id_, (start, end, starts) in zip(self.ids("z", len(zones)), zones, strict=True)
        ]
        chosen = pick.sample(range(len(words) - 2), 48)
        mentions = [self.mention(id_, text, words, n) for id_, n in zip(self.ids("m", 40), chosen[:40], strict=True)]
        records += mentions
        sentences = {mention.id: words[n][2:] for mention, n in zip(mentions, chosen[:40], strict=True)}
        events = pick.choices(self.by_incident[incident], k=8)
        for id_, n, event in zip(self.ids("t", 8), chosen[40:], events, strict=True):
            start, end, *sentence = words[n]
            near = [mention for mention in mentions if sentences[mention.id] == tuple(sentence)]
            records.append(
                Trigger(
                    id=id_,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    type=event.type,
                    refers_to=event.id,
                    arguments=self.arguments(event, near),
                )
            )
        firsts = pick.sample(range(len(words) - 12), 6)
        claims = [
            self.claim(id_, text, words, first, pick.choice(events), mentions) for id_, first in zip(self.ids("c", 6), firsts, strict=True)
        ]
        records += claims
        return text, records, claims[0] if pick.random() < 0.1 else None

    def mention(self, id_: str, text: str, words: list[tuple[int, int, int, int]], n: int) -> Mention:
        start, end, *sentence = words[n]
        if list(words[n + 1][2:]) == sentence and self.random.random() < 0.4:
            end = words[n + 1][1]
        if self.random.random() < 0.1:
            valued = [(name, label) for name, label in self.labels.mention.items() if label.value]
            type_, label = self.random.choice(valued)
            return Mention(
                id=id_, start=start, end=end, quote=text[start:end], type=type_, value="7" if label.value == "number" else "2024-01-01"
            )
        entity = self.random.choice(self.entities)
        label = self.labels.mention[entity.type]
        level = self.random.choice(list(self.labels.level)) if label.level else ""
        return Mention(id=id_, start=start, end=end, quote=text[start:end], type=entity.type, level=level, refers_to=entity.id)

    def arguments(self, event: Event, near: list[Mention]) -> tuple[Argument, ...]:
        found = []
        for role in sorted(self.labels.roles_of[event.type]):
            fitting = [mention for mention in near if mention.type in self.labels.fillers_of[role] and mention.type != TRIGGER]
            if fitting and len(found) < 3:
                found.append(Argument(role=role, filler=self.random.choice(fitting).id))
        return tuple(found)

    def claim(
        self, id_: str, text: str, words: list[tuple[int, int, int, int]], first: int, event: Event, mentions: list[Mention]
    ) -> Claim:
        pick = self.random
        run = [word for word in words[first : first + 11] if word[2] == words[first][2]]
        content = Piece(start=run[0][0], end=run[-1][1], quote=text[run[0][0] : run[-1][1]])
        kind, label = pick.choice(list(self.labels.source_kind.items()))
        cue_word = words[(first + 20) % len(words)]
        cue = (Piece(start=cue_word[0], end=cue_word[1], quote=text[cue_word[0] : cue_word[1]]),) if label.cue else ()
        said = [mention for mention in mentions if mention.refers_to]
        answers = []
        for facet, value in pick.sample(self.facets, 2):
            values = ("3",) if value == "number" else ("2024-01-01",) if value == "time" else ()
            answers.append(Answer(facet=facet, event=event.id, values=values))
        return Claim(
            id=id_,
            spans=(content,),
            source_kind=kind,
            by=pick.choice(said).id if label.by else "",
            cue=cue,
            mode=next(iter(self.labels.mode)) if label.mode else "",
            certainty=pick.choice(list(self.labels.certainty)),
            author_certainty=pick.choice(list(self.labels.certainty)),
            answers=tuple(answers),
            canonical=" ".join(pick.choices(self.words, k=12)).capitalize() + ".",
        )

    def clusters(self, claims: list[tuple[str, Claim]]) -> tuple[list[Cluster], list[Relation]]:
        """Clusters of one claim each for each question, and one relation for each two of a question."""
        asked: dict[tuple[str, str], list[str]] = {}
        for name, claim in claims:
            for answer in claim.answers:
                asked.setdefault((answer.facet, answer.event), []).append(f"{name}/{claim.id}")
        clusters, relations = [], []
        relation = next(name for name, label in self.labels.relation.items() if not label.same)
        ids = iter(self.ids("k", sum(map(len, asked.values()))))
        for (facet, event), found in asked.items():
            mine = [Cluster(id=next(ids), facet=facet, event=event, claims=(claim,)) for claim in found]
            clusters += mine
            relations += [Relation(type=relation, a=a.id, b=b.id) for a, b in pairwise(mine)]
        return clusters, relations


# The stages


class Yardstick:
    """The time that orjson takes for the bytes of the articles that a stage has just been through.

    It is taken every thousand articles, between two pieces of the stage's work, so that a machine that is slow for a while is
    slow for both. Reading the bytes again is counted for neither.
    """

    EVERY = 1000

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.names = Corpus(corpus).names()
        self.documents = self.measured = self.bytes = 0
        self.cpu = self.aside = 0.0

    def seen(self, number: int = 1) -> None:
        """Some more articles went by."""
        self.documents += number
        if self.documents - self.measured >= self.EVERY or self.documents == len(self.names):
            self._measure(self.names[self.measured : self.documents])
            self.measured = self.documents

    def _measure(self, names: list[str]) -> None:
        import orjson

        begin = time.process_time()
        gc.enable()  # as anybody would call orjson
        for name in names:
            data = (self.corpus / f"annotations/gold/{name}.jsonl").read_bytes()
            ready = time.process_time()
            for line in data.split(b"\n"):
                if line:
                    orjson.loads(line)
            self.cpu += time.process_time() - ready
            self.bytes += len(data)
        gc.disable()  # as the commands work
        self.aside += time.process_time() - begin


def timed(corpus: Path, work: Callable[[Yardstick], object]) -> dict[str, float]:
    """CPU seconds of some work and of its yardstick, and the peak memory of the process. As the commands work: one thread."""
    import pyarrow as pa

    from steppe.cli.common import progress

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    yardstick = Yardstick(corpus)
    with progress(0, "benchmark"):
        begin = time.process_time()
        work(yardstick)
        cpu = time.process_time() - begin - yardstick.aside
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "ratio": cpu / yardstick.cpu,
        "cpu": cpu,
        "orjson": yardstick.cpu,
        "documents": yardstick.documents,
        "bytes": yardstick.bytes,
        "peak": peak,
    }


def read_only(corpus: Path) -> dict[str, float]:
    def work(yardstick: Yardstick) -> None:
        for _ in Corpus(corpus).documents(sound=True):
            yardstick.seen()

    return timed(corpus, work)


def check(corpus: Path) -> dict[str, float]:
    from steppe.validate import validate

    def work(yardstick: Yardstick) -> None:
        if findings := list(validate(Corpus(corpus), yardstick.seen)):
            raise SystemExit(f"the synthetic corpus has findings, such as {findings[0]}")

    return timed(corpus, work)


def write(*configs: str) -> Callable[[Path], dict[str, float]]:
    """A stage that builds some configs (none: all of them)."""

    def stage(corpus: Path) -> dict[str, float]:
        from steppe.table import Tables

        def work(yardstick: Yardstick) -> None:
            whole = Corpus(corpus)
            with tempfile.TemporaryDirectory(dir=corpus) as out:
                tables = Tables(Path(out), whole.registry, whole.labels, whole.settings, only=configs)
                for reading in whole.documents(sound=True):
                    if reading.document is not None:
                        tables.add(reading.document)
                        yardstick.seen()
                tables.close()

        return timed(corpus, work)

    return stage


CONFIGS = ("articles", "entities", "events", "claims", "coreference", "claim_pairs")
READ = "read (bytes, records, text)"
STAGES: dict[str, Callable[[Path], dict[str, float]]] = {
    READ: read_only,
    "validate": check,
    "build articles": write("articles"),
    "build all": write(),
    **{f"build {config} alone": write(config) for config in CONFIGS[1:]},
}


def report(corpus: Path, *, as_json: bool) -> None:
    """Run each stage in a process of its own, and print what it took."""
    rows: list[dict[str, Any]] = []
    for name in STAGES:
        print(f"{name} ...", file=sys.stderr)
        command = [sys.executable, __file__, "--stage", name, "--corpus", str(corpus)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name} failed:\n{done.stderr}")
        rows.append({"stage": name, **json.loads(done.stdout)})
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return
    documents, size = rows[0]["documents"], rows[0]["bytes"]
    print(
        f"{documents:,} documents, {size / documents / 1024:.1f} KB of records each; ratio: CPU time to that of orjson for the same bytes"
    )
    print(f"{'stage':<28} {'ratio':>6} {'CPU s':>7} {'orjson':>7} {'docs/s':>8} {'peak MB':>8}")
    for row in rows:
        speed = row["documents"] / row["cpu"]
        print(f"{row['stage']:<28} {row['ratio']:>6.2f} {row['cpu']:>7.2f} {row['orjson']:>7.2f} {speed:>8,.0f} {row['peak']:>8.0f}")
    ratio = {row["stage"]: row["ratio"] for row in rows}
    whole, base = ratio["build all"], ratio[READ]
    alone = {config: ratio.get(f"build {config} alone", ratio["build articles"]) - base for config in CONFIGS}
    shares = ", ".join(f"{config} {max(0.0, share) / whole:.0%}" for config, share in alone.items())
    print(f"shares of build all: reading {base / whole:.0%}, {shares}")
    print("(Each config as measured alone, less reading: what two of them share counts twice.)")


if __name__ == "__main__":
    sys.exit(main())
