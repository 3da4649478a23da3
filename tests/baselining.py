"""Datasets of invented sentences for the tests of the baselines: only the columns that are read, places found by the words."""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from making import ident

from steppe.baselines import TASKS, Given, Split

TOKEN = re.compile(r"\w+|[^\w\s]")


def head(article: str) -> dict:
    return {"article": article, "tier": "FREE", "publisher": "Us", "published": "2024", "incident": "acme"}


def given(text: str) -> dict:
    """A sentence to work on."""
    return {"text": text}


def told(text: str, *mentions: tuple, triggers=()) -> dict:
    """A sentence to learn from."""
    return {"text": text, "mentions": mentions, "triggers": triggers}


def mentions_in(output) -> list[list[tuple[str, str]]]:
    """The mentions of each row: words and type."""
    return [[(mention["text"], mention["type"]) for mention in row["mentions"]] for row in output.rows]


class Made:
    """A dataset in a folder, made article by article. Marks of a sentence are (words, type); a trigger has its arguments besides."""

    def __init__(self, root: Path, *splits: str) -> None:
        self.root = root
        self.tables = {config: {split: [] for split in splits or ("train", "test")} for config in TASKS}
        self.texts: dict[str, str] = {}

    def article(self, split: str, name: str, *sentences: dict) -> "Made":
        """An article of sentences, each a dict of ``text`` and perhaps ``mentions`` and ``triggers``."""
        self.texts[name] = " ".join(sentence["text"] for sentence in sentences)
        base = marks = 0
        for number, sentence in enumerate(sentences):
            there = head(name) | {"sentence": number, "start": base, "end": base + len(sentence["text"]), "text": sentence["text"]}
            tokens = [(token[0], base + token.start(), base + token.end()) for token in TOKEN.finditer(sentence["text"])]
            lists = [list(column) for column in zip(*tokens, strict=True)]
            mentions = [
                {"id": ident("m", marks + nth), **self.place(name, words, base), "type": type_}
                for nth, (words, type_) in enumerate(sentence.get("mentions", ()))
            ]
            by_words = {mention["text"]: mention["id"] for mention in mentions}
            triggers = [
                {
                    "id": ident("t", marks + nth),
                    **self.place(name, words, base),
                    "type": type_,
                    "polarity": "POS",
                    "modality": "REAL",
                    "arguments": [{"role": role, "filler": by_words[filler]} for role, filler in arguments],
                }
                for nth, (words, type_, arguments) in enumerate(sentence.get("triggers", ()))
            ]
            self.tables["entities"][split].append(
                there | {"zone": "Story", "tokens": lists[0], "token_starts": lists[1], "token_ends": lists[2], "mentions": mentions}
            )
            self.tables["events"][split].append(there | {"triggers": triggers})
            base += len(sentence["text"]) + 1
            marks += 10
        return self

    def place(self, name: str, words: str, base: int = 0) -> dict:
        """The first place of an article, from an offset on, that reads so."""
        start = self.texts[name].index(words, base)
        return {"start": start, "end": start + len(words), "text": words}

    def claim(self, split: str, name: str, content: str, kind: str, *, source: str | None = None, cue: str = "", **more) -> "Made":
        """A claim of an article that is there; its cue is the last that stands before the content."""
        said = {"mode": "TOLD" if cue else None, "certainty": "SURE", "author_certainty": "OPEN" if cue else "SURE"} | more
        self.tables["claims"][split].append(
            head(name)
            | {"source_kind": kind, "spans": [self.place(name, content)], "content": content, "source": source}
            | {
                "cue": [self.place(name, cue, self.texts[name].rindex(cue, 0, self.texts[name].index(content)))] if cue else [],
                "answers": [{"facet": said.pop("facet", "REMARK")}],
            }
            | said
        )
        return self

    def references(self, split: str, name: str, *marks: tuple) -> "Made":
        """Marks of an article to cluster, in order: (words, type, cluster), and the kind where it is no mention."""
        for nth, (words, type_, cluster, *kind) in enumerate(marks):
            place = {"start": 100 * nth, "end": 100 * nth + len(words), "text": words, "sentence": words}
            self.tables["coreference"][split].append(
                head(name)
                | place
                | {"kind": (*kind, "mention")[0], "id": ident("m", nth), "type": type_, "cluster": cluster, "cluster_name": ""}
            )
        return self

    def pair(self, split: str, relation: str, one: str, two: str, **more) -> "Made":
        """A pair of canonical sentences; the claims are ``one/c`` and ``two/c`` unless told otherwise."""
        row = {"facet": "DAY", "event": None, "subject": None, "about": "", "relation": relation, "conflict": None, "basis": "FOUND"}
        row |= {"echoes": False, "tiers": ["FREE", "LINKED"]}
        for side, canonical in (("a", one), ("b", two)):
            row |= {f"{side}_article": "one" if side == "a" else "two", f"{side}_claim": "c", f"{side}_certainty": "SURE"}
            row |= {f"{side}_source": None, f"{side}_canonical": canonical, f"{side}_values": []}
        self.tables["claim_pairs"][split].append(row | more)
        return self

    def written(self) -> "Made":
        """The same, once its files are there."""
        for config, splits in self.tables.items():
            (self.root / "data" / config).mkdir(parents=True, exist_ok=True)
            for split, rows in splits.items():
                pq.write_table(pa.Table.from_pylist(rows), self.root / "data" / config / f"{split}.parquet")
        return self

    def output(self, task: str, system: str, train: str = "train", test: str = "test"):
        """What a system gives."""
        self.written()
        return TASKS[task].systems[system](Split(self.root, [train]), Given(Split(self.root, [test])))


def systems() -> list[tuple[str, str]]:
    """Every system as (task, system)."""
    return [(name, system) for name, task in TASKS.items() for system in task.systems]
