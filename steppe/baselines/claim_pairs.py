"""Claim pairs: how two claims of different articles on one question stand to each other. The pairs are given.

Nothing but the rows themselves is looked at: canonical sentences, values, certainty, source. The two claims of a pair come in the order
of their names, and whether the first stands to the second or the second to the first is part of the answer.
"""

from collections.abc import Sequence

from ..text import plural
from .data import Row, Split
from .given import Given, in_order, turned
from .linear import Features, Linear
from .output import Output
from .words import majority, stem, words

TURNED = " <-"
"""After a relation: the second claim stands so to the first."""


def most_common(train: Split, given: Given) -> Output:
    """The commonest relation."""
    pairs = _pairs(train)
    label = majority(label for _, label in pairs)
    return _output(train, given, [label] * len(given.pairs))


def lexical(train: Split, given: Given) -> Output:
    """Logistic regression over what words and values of both claims have in common, their facet and their certainties."""
    pairs = _pairs(train)
    model = Linear([features(row) for row, _ in pairs], [label for _, label in pairs])
    labels: Sequence[str | None] = [None] * len(given.pairs) if not model else model.told([features(row) for row in given.pairs])
    return _output(train, given, labels)


def _pairs(split: Split) -> list[tuple[Row, str]]:
    """The pairs of a split, each with the lesser claim first, and its relation with its direction."""
    symmetric = _symmetric(split)
    found = []
    for row in split.rows("claim_pairs"):
        ordered, was_turned = in_order(row)
        found.append((ordered, row["relation"] + (TURNED if was_turned and row["relation"] not in symmetric else "")))
    return found


def _symmetric(split: Split) -> set[str]:
    """The relations whose rows all have the lesser claim first, as rows of a symmetric relation do."""
    rows = split.rows("claim_pairs")
    return {row["relation"] for row in rows}.difference(row["relation"] for row in rows if in_order(row)[1])


def _output(train: Split, given: Given, labels: Sequence[str | None]) -> Output:
    rows = train.rows("claim_pairs")
    conflicts = {relation: majority(row["conflict"] for row in rows if row["relation"] == relation) for relation in _relations(rows)}
    basis = majority(row["basis"] for row in rows)
    found = []
    for pair, label in zip(given.pairs, labels, strict=True):
        if label is not None:
            relation = label.removesuffix(TURNED)
            row = turned(pair) if label.endswith(TURNED) else pair
            found.append({**row, "relation": relation, "conflict": conflicts[relation], "basis": basis})
    return Output("claim_pairs", found, f"{plural(len(rows), 'pair')} with {plural(len(_relations(rows)), 'relation')}", not rows)


def _relations(rows: Sequence[Row]) -> list[str]:
    return sorted({row["relation"] for row in rows})


def features(row: Row) -> Features:
    """What a pair is known by: numbers from 0 to 1, and words for what is equal, inside, or different."""
    one, two = ({stem(word) for word in words(row[f"{side}_canonical"])} for side in "ab")
    values, others = set(row["a_values"]), set(row["b_values"])
    common = len(one & two)
    return {
        "jaccard": share(common, len(one | two)),
        "a in b": share(common, len(one)),
        "b in a": share(common, len(two)),
        "same words": one == two,
        "longer": share(len(one) - len(two), len(one | two)),
        "facet": row["facet"],
        "values": alike(values, others),
        "facet.values": f"{row['facet']} {alike(values, others)}",
        "same source": row["a_source"] is not None and row["a_source"] == row["b_source"],
        "certainty": " ".join(sorted((row["a_certainty"], row["b_certainty"]))),
    }


def share(part: int, whole: int) -> float:
    """A part of a whole; 0 of nothing, since a feature has to have a value."""
    return part / whole if whole else 0.0


def alike(values: set[str], others: set[str]) -> str:
    """How two sets of values stand to each other."""
    if not values or not others:
        return "none" if not values and not others else "one side"
    if values == others:
        return "same"
    return "shared" if values & others else "different"
