"""What a system is given of the split that it works on. No mark and no judgement is among it."""

from functools import cached_property

from msgspec.structs import replace

from .data import Row, Sentence, Split

SIDES = ("a_", "b_")
JUDGED = ("relation", "conflict", "basis", "echoes")
"""The columns of ``claim_pairs`` that are asked for, and one that tells of them."""


class Given:
    """Texts cut into sentences and tokens; mentions and triggers to be clustered; pairs to be judged."""

    def __init__(self, split: Split) -> None:
        self._split = split

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that have text, with zones and tokens, without any mark."""
        return [replace(sentence, mentions=(), triggers=(), arguments=(), labels=()) for sentence in self._split.sentences]

    @cached_property
    def references(self) -> list[Row]:
        """The rows of ``coreference`` without their clusters: where mentions and triggers stand is given."""
        hidden = ("cluster", "cluster_name")
        return [{name: value for name, value in row.items() if name not in hidden} for row in self._split.with_text("coreference")]

    @cached_property
    def pairs(self) -> list[Row]:
        """The rows of ``claim_pairs`` without what was judged, the lesser claim first: the order of a row would tell the direction."""
        return [{name: value for name, value in in_order(row)[0].items() if name not in JUDGED} for row in self._split.rows("claim_pairs")]


def in_order(row: Row) -> tuple[Row, bool]:
    """A pair with the lesser claim first, and whether it had to be turned."""
    one, two = (f"{row[f'{side}article']}/{row[f'{side}claim']}" for side in SIDES)
    return (turned(row), True) if two < one else (row, False)


def turned(row: Row) -> Row:
    """A pair with its sides exchanged."""
    other = dict(zip(SIDES, reversed(SIDES), strict=True))
    found = {name: row[other[name[:2]] + name[2:]] if name[:2] in other else value for name, value in row.items()}
    if found.get("tiers"):
        found["tiers"] = list(reversed(found["tiers"]))
    return found
