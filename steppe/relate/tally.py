"""Counts of what is judged, what follows, and what is open. Counts of several questions add."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb

from msgspec import Struct

from .gather import Statement
from .plan import Plan


class Tally(Struct, frozen=True):
    """Decisions are what somebody makes, about clusters; claim pairs are what follows from them."""

    questions: int = 0
    claims: int = 0
    """Answers of claims to these questions."""
    placed: int = 0
    """Those that stand in a cluster of the registry."""
    joined: int = 0
    """Those that values put into a cluster with others."""
    alone: int = 0
    """Those that get a cluster of their own, because values do not tell which is theirs."""
    judged: int = 0
    """Pairs of clusters with a relation that somebody judged."""
    value: int = 0
    """Pairs of clusters with a relation that follows from values."""
    proposed: int = 0
    """Pairs of clusters with a relation that would."""
    open: int = 0
    """Pairs of clusters that a reader must judge."""
    pairs: int = 0
    """Pairs of claims of different articles, the sum of the following five."""
    pairs_same: int = 0
    """In one cluster of the registry."""
    pairs_judged: int = 0
    """In two clusters of the registry, which somebody related."""
    pairs_value: int = 0
    """In two clusters of the registry that are related by values."""
    pairs_proposed: int = 0
    """Decided by what is proposed."""
    pairs_open: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__struct_fields__))


def tally(plans: Iterable[Plan]) -> Tally:
    """The counts of some questions."""
    return sum(map(_of_plan, plans), Tally())


def _of_plan(plan: Plan) -> Tally:
    counts = dict.fromkeys(Tally.__struct_fields__, 0)
    counts["questions"] = 1
    for group in plan.groups:
        counts["claims"] += len(group.statements)
        counts["placed"] += len(group.settled)
        counts["alone" if group.fresh and len(group.added) == 1 else "joined"] += len(group.added)
        settled = _across(group.settled)
        counts["pairs_same"] += settled
        counts["pairs_proposed"] += _across(group.statements) - settled
    for pairing in plan.pairings:
        counts[pairing.basis] += 1
        number = pairing.claim_pairs
        settled = pairing.settled_pairs if pairing.basis in ("judged", "value") else number
        counts[f"pairs_{pairing.basis}"] += settled
        counts["pairs_proposed"] += number - settled
    counts["pairs"] = sum(counts[f"pairs_{what}"] for what in ("same", "judged", "value", "proposed", "open"))
    return Tally(**counts)


def _across(statements: Sequence[Statement]) -> int:
    """How many pairs of claims of different articles one cluster makes."""
    of_article = Counter(statement.article for statement in statements)
    return comb(len(statements), 2) - sum(comb(number, 2) for number in of_article.values())
