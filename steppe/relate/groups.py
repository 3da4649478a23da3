"""The clusters of a question: those that there are, with the claims that values put into them, and new ones."""

from collections.abc import Sequence

from msgspec import Struct

from ..labels import Labels
from ..model import Cluster, derived
from ..pairs import Question
from .compare import Key, Said, merged, said
from .gather import Statement


class Group(Struct, frozen=True):
    """A cluster of a question, as it is or as it is proposed."""

    cluster: Cluster
    statements: tuple[Statement, ...]
    added: tuple[str, ...]
    """Its claims that the registry does not have in it yet."""
    said: Said | None
    """What its claims say with their values; None where these say nothing, or not the same."""
    firm: bool
    """Whether each of its claims commits to what it says, without a hedge."""
    mixed: bool
    """Whether its claims give more than one answer."""
    articles: frozenset[str]

    @property
    def id(self) -> str:
        return self.cluster.id

    @property
    def fresh(self) -> bool:
        """Whether the registry does not have the cluster yet."""
        return len(self.added) == len(self.statements)

    @property
    def settled(self) -> list[Statement]:
        """The answers of the claims that the registry has in it."""
        return [statement for statement in self.statements if statement.claim not in self.added]


def groups(
    question: Question, statements: Sequence[Statement], clusters: Sequence[Cluster], labels: Labels, taken: set[str]
) -> list[Group]:
    """The clusters of a question that have claims in it, then those that are proposed, whose ids join those ``taken``."""
    found, left = _kept(statements, clusters, labels)
    homes: dict[Key, list[str]] = {}
    for group in found:
        if group.said:
            homes.setdefault(group.said.key, []).append(group.id)
    joining: dict[str, list[Statement]] = {}
    piles: dict[Key | str, list[Statement]] = {}
    for statement in left:
        answer = _said(statement, question[0], labels)
        home = homes.get(answer.key, []) if answer else []
        if len(home) == 1:
            joining.setdefault(home[0], []).append(statement)
        else:  # of several clusters with one value, values do not tell which; nor of a claim without any
            piles.setdefault(answer.key if answer and not home else statement.claim, []).append(statement)
    found = [_joined(group, joining[group.id], labels) if group.id in joining else group for group in found]
    return found + [_new(question, pile, labels, taken) for pile in piles.values()]


def _kept(statements: Sequence[Statement], clusters: Sequence[Cluster], labels: Labels) -> tuple[list[Group], list[Statement]]:
    """The clusters that there are, and the answers of claims that stand in none."""
    left = {statement.claim: statement for statement in statements}
    found = []
    for cluster in clusters:
        here = [left.pop(claim) for claim in dict.fromkeys(cluster.claims) if claim in left]
        if here:
            found.append(_group(cluster, here, (), labels))
    return found, list(left.values())


def _new(question: Question, pile: list[Statement], labels: Labels, taken: set[str]) -> Group:
    """A cluster that is proposed."""
    facet, event, subject = question
    claims = tuple(sorted(statement.claim for statement in pile))
    cluster = Cluster(
        id=derived(Cluster.prefix, "\n".join((*question, *claims)), taken), facet=facet, event=event, subject=subject, claims=claims
    )
    taken.add(cluster.id)
    return _group(cluster, pile, claims, labels)


def _joined(group: Group, more: list[Statement], labels: Labels) -> Group:
    """A cluster with the claims that values put into it."""
    old = group.cluster
    added = tuple(statement.claim for statement in more)
    cluster = Cluster(id=old.id, facet=old.facet, event=old.event, subject=old.subject, claims=tuple(sorted({*old.claims, *added})))
    return _group(cluster, [*group.statements, *more], added, labels)


def _said(statement: Statement, facet: str, labels: Labels) -> Said | None:
    return said(labels.facet.get(facet), labels.certainty.get(statement.certainty), statement.values)


def _group(cluster: Cluster, statements: Sequence[Statement], added: tuple[str, ...], labels: Labels) -> Group:
    answers = [answer for statement in statements if (answer := _said(statement, cluster.facet, labels))]
    known = [labels.certainty.get(statement.certainty) for statement in statements]
    firm = all(label is not None and not label.hedged and not label.open for label in known)
    mixed = len({answer.key for answer in answers}) > 1
    articles = frozenset(statement.article for statement in statements)
    return Group(cluster, tuple(statements), added, merged(answers), firm, mixed, articles)
