"""X: claims that stand in one cluster say the same, and those of clusters in conflict do not."""

from collections import Counter
from itertools import product

from ..model import Claim, Cluster
from ..text import shown
from ..values import begins_after, bounds
from .catalogue import Placed, Whole, rule
from .evidence.answers import Question
from .relations import asked, question_of, related

Said = frozenset[object]
"""What a claim answers to a question, so that two answers compare equal if they say the same."""


def said(whole: Whole, reference: str, question: Question) -> Said | None:
    """What a claim answers to a question; None if it does not answer it, or is not there."""
    told = whole.evidence.claims.told.get(reference)
    if told is None:
        return None
    facet = whole.labels.facet.get(question[0])
    number = facet is not None and facet.value == "number"
    found = [answer.values for answer in told.claim.answers if (answer.facet, answer.event, answer.subject) == question]
    return frozenset(bounds(value) if number else value for values in found for value in values) if found else None


@rule("X610", "registry")
def claim_in_two_clusters(whole: Whole) -> Placed:
    """A claim stands in two clusters of one question, or in one twice.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":["example/c-222222"]}
        {"kind":"cluster","id":"k-333333","facet":"REMARK","claims":["example/c-222222"]}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":["example/c-222222"]}
    """
    seen: dict[tuple[Question, str], str] = {}
    for line, cluster in enumerate(whole.registry.records["clusters"], start=1):
        for claim, number in Counter(cluster.claims).items():
            first = seen.setdefault((question_of(cluster), claim), cluster.id)
            if number > 1 or first != cluster.id:
                where = "twice here" if number > 1 else f"here and in {first}"
                yield (
                    f"{whole.registry.folder}/clusters.jsonl",
                    line,
                    cluster,
                    f"{shown(claim)} stands {where}; one cluster of a question has it, once",
                )


@rule("X614", "corpus")
def not_of_the_cluster(whole: Whole) -> Placed:
    """A claim in a cluster does not answer the question of the cluster, or answers it with another value than the first.

    Numbers are compared by what they allow, so that ``100`` and ``~100`` are one value.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"It was a bad day for Ann."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"cluster","id":"k-222222","facet":"WAY","event":"v-222222","claims":["example/c-222222"]}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"It was a bad day for Ann."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"cluster","id":"k-222222","facet":"NOTE","event":"v-222222","claims":["example/c-222222"]}
    """
    for line, cluster in enumerate(whole.registry.records["clusters"], start=1):
        question, model = question_of(cluster), ("", frozenset[object]())
        for claim in cluster.claims:
            values, wrong = said(whole, claim, question), ""
            if values is None:
                if claim in whole.evidence.claims.told:
                    wrong = f"{claim} does not answer {asked(question)}; it should stand in a cluster of what it answers"
            elif not model[1]:
                model = claim, values
            elif values and values != model[1]:
                wrong = f"{claim} and {model[0]} give {asked(question)} different values; claims of a cluster give the same"
            if wrong:
                yield f"{whole.registry.folder}/clusters.jsonl", line, cluster, wrong


@rule("X616", "corpus")
def baseless_relation(whole: Whole) -> Placed:
    """A relation says what the values of its claims do not bear.

    Either it is a conflict, and the claims of both clusters give one value with one certainty, or speak of two times at which each
    may be right; or it is said to follow from the values, and one side gives none.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"It was a bad day for Ann."}
        {"kind":"claim","id":"c-333333","spans":[{"start":0,"end":10,"quote":"Acme fired"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"A bad day it was."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"cluster","id":"k-222222","facet":"NOTE","event":"v-222222","claims":["example/c-222222"]}
        {"kind":"cluster","id":"k-333333","facet":"NOTE","event":"v-222222","claims":["example/c-333333"]}
        {"kind":"relation","type":"CLASH","a":"k-222222","b":"k-333333","conflict":"VALUE"}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"It was a bad day for Ann."}
        {"kind":"claim","id":"c-333333","spans":[{"start":0,"end":10,"quote":"Acme fired"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a good day"]}],"canonical":"It was a good day for Ann."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"cluster","id":"k-222222","facet":"NOTE","event":"v-222222","claims":["example/c-222222"]}
        {"kind":"cluster","id":"k-333333","facet":"NOTE","event":"v-222222","claims":["example/c-333333"]}
        {"kind":"relation","type":"CLASH","a":"k-222222","b":"k-333333","conflict":"VALUE"}
    """
    labels, told = whole.labels, whole.evidence.claims.told
    conflicts = {name for name, label in labels.relation.items() if label.conflict}
    from_values = {name for name, label in labels.basis.items() if label.values}
    timed = {name for name, facet in labels.facet.items() if facet.value == "time"}
    disputed = {a.event for _, _, relation, a, _ in related(whole) if relation.type in conflicts and a.facet in timed}
    for file, line, relation, a, b in related(whole):
        question = question_of(a)
        if question_of(b) != question:
            continue
        one, two = (_values(whole, cluster) for cluster in (a, b))
        claims = [[told[name].claim for name in cluster.claims if name in told] for cluster in (a, b)]
        if relation.type in conflicts and one and one == two and len({claim.certainty for claim in (*claims[0], *claims[1])}) == 1:
            yield (
                file,
                line,
                relation,
                f"is a {relation.type} of {a.id} and {b.id}, which give the same value with the same certainty; one cluster should have both",
            )
        elif (
            relation.type in conflicts
            and a.facet not in timed
            and a.event not in disputed
            and (times := _apart(claims[0], claims[1], a.event, timed))
        ):
            yield (
                file,
                line,
                relation,
                f"is a {relation.type} of {a.id} and {b.id}, which speak of {times[0]} and {times[1]}; both can be right, each of its time",
            )
        elif relation.basis in from_values and not (one and two) and all(claims):
            yield file, line, relation, f"has basis {relation.basis}, and {b.id if one else a.id} gives no value; it should be judged"


def _values(whole: Whole, cluster: Cluster) -> Said:
    """What the claims of a cluster say: what the first says that gives a value."""
    found = (said(whole, claim, question_of(cluster)) for claim in cluster.claims)
    return next((values for values in found if values), frozenset())


def _apart(ones: list[Claim], twos: list[Claim], event: str, timed: set[str]) -> tuple[str, str] | None:
    """Dates that two groups of claims give an event, if each of the one group's lies outside each of the other's."""
    pairs = sorted(product(_dates(ones, event, timed), _dates(twos, event, timed)))
    return pairs[0] if event and pairs and all(begins_after(one, two) or begins_after(two, one) for one, two in pairs) else None


def _dates(claims: list[Claim], event: str, timed: set[str]) -> set[str]:
    answers = [answer for claim in claims for answer in claim.answers if answer.facet in timed and answer.event == event]
    return {value for answer in answers for value in answer.values}
