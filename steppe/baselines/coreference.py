"""Coreference: which mentions are of one entity and which triggers of one event, in an article and across articles.

Mentions and triggers are given, as the rows of ``coreference`` give them; what is asked for is the clusters.
"""

from collections import Counter
from collections.abc import Iterable

from ..text import plural
from .data import Row, Split
from .given import Given
from .output import Output, ident
from .words import head, is_name, named, stem

Group = tuple[str, str, str, str]
"""Article, kind, type, and the word that the marks are about: marks of one group corefer."""
PREFIX = {"mention": "e", "trigger": "v"}


def string(train: Split, given: Given) -> Output:
    """Marks of one type about one word corefer in an article, equal names across articles; what used to lean on its forerunner does."""
    rows = train.with_text("coreference")
    leaning = _leaning(rows)
    groups = _groups(given.references, leaning)
    cluster = _clusters(given.references, groups)
    numbers: dict[Group, int] = {}
    names: dict[Group, str] = {}
    found = []
    for row, group in zip(given.references, groups, strict=True):
        key = cluster[group]
        number = numbers.setdefault(key, len(numbers))
        found.append({**row, "cluster": ident(PREFIX[row["kind"]], number), "cluster_name": names.setdefault(key, row["text"])})
    learnt = f"{plural(len(leaning), 'string')} that lean on what stands before, from {plural(len(rows), 'mark')}"
    return Output("coreference", found, learnt, nothing=False)  # a string says something by itself


def _group(row: Row) -> Group:
    about = head(row["text"]) if row["kind"] == "mention" else stem(row["text"])
    return row["article"], row["kind"], row["type"], about


def _leaning(rows: Iterable[Row]) -> set[str]:
    """Strings that oftener refer to what the last mention of their type did than to what the last mention about the same word did."""
    leans: Counter[str] = Counter()
    last: dict[tuple[str, str, str], str] = {}
    about: dict[Group, str] = {}
    for row in rows:
        if row["kind"] == "mention":
            group = _group(row)
            text = named(row["text"])
            leans[text] += (last.get(group[:3]) == row["cluster"]) - (about.get(group) == row["cluster"])
            last[group[:3]] = about[group] = row["cluster"]
    return {text for text, balance in leans.items() if balance > 0}


def _groups(rows: Iterable[Row], leaning: set[str]) -> list[Group]:
    """The group of each mark: its own, or for what leans that of the last mention of its type."""
    last: dict[tuple[str, str, str], Group] = {}
    found = []
    for row in rows:
        group = _group(row)
        if row["kind"] == "mention" and named(row["text"]) in leaning:
            group = last.get(group[:3], group)
        last[group[:3]] = group
        found.append(group)
    return found


def _clusters(rows: Iterable[Row], groups: Iterable[Group]) -> dict[Group, Group]:
    """The first group of the cluster that each group is in: groups with an equal name are one."""
    first: dict[Group, Group] = {}
    by_name: dict[tuple[str, str, str], Group] = {}

    def root(group: Group) -> Group:
        while first.setdefault(group, group) != group:
            group = first[group]
        return group

    for row, group in zip(rows, groups, strict=True):
        here = root(group)
        if row["kind"] == "mention" and is_name(row["text"]):
            there = root(by_name.setdefault((row["kind"], row["type"], named(row["text"])), here))
            first[max(here, there)] = min(here, there)
    return {group: root(group) for group in list(first)}
