"""X: clusters that answer one question are related, once, and by nothing that they do not say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from ..model import Cluster, Relation
from ..text import shown
from .catalogue import Placed, Whole, rule
from .evidence.answers import Question, Questions
from .evidence.places import column


def question_of(cluster: Cluster) -> Question:
    """The question that a cluster answers."""
    return cluster.facet, cluster.event, cluster.subject


def asked(question: Question) -> str:
    """A question as messages name it."""
    facet, event, subject = question
    return f"{shown(facet)[1:-1]} of {event or subject}" if event or subject else shown(facet)[1:-1]


def related(whole: Whole) -> Iterator[tuple[str, int, Relation, Cluster, Cluster]]:
    """Each relation whose ends are two clusters of the registry, with its file, its line and these."""
    clusters, file = whole.registry.cluster, f"{whole.registry.folder}/relations.jsonl"
    for line, relation in enumerate(whole.registry.relations, start=1):
        if relation.a in clusters and relation.b in clusters and relation.a != relation.b:
            yield file, line, relation, clusters[relation.a], clusters[relation.b]


@rule("X609", "registry")
def unlike_questions(whole: Whole) -> Placed:
    """A relation joins clusters of two questions: another facet, event or subject. Only answers to one question are compared.

    Bad:
        Acme fired Ann.
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":[]}
        {"kind":"cluster","id":"k-333333","facet":"NOTE","claims":[]}
        {"kind":"relation","type":"LATER","a":"k-222222","b":"k-333333"}
    Good:
        Acme fired Ann.
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":[]}
        {"kind":"cluster","id":"k-333333","facet":"REMARK","claims":[]}
        {"kind":"relation","type":"LATER","a":"k-222222","b":"k-333333"}
    """
    for file, line, relation, a, b in related(whole):
        if (one := question_of(a)) != (two := question_of(b)):
            yield (
                file,
                line,
                relation,
                f"relates {a.id}, which answers {asked(one)}, to {b.id}, which answers {asked(two)}; it should be one question",
            )


@rule("X612", "corpus")
def unrelated_pair(whole: Whole) -> Placed:
    """Claims of two articles answer one question, and the registry does not say how these answers stand to each other.

    Each stands in a cluster of its question, and any two clusters of the question have a relation. Nothing is asked of a corpus
    without clusters, or of what one article alone says.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"It was a bad day for Ann."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"cluster","id":"k-222222","facet":"NOTE","event":"v-222222","claims":["example/c-222222"]}
        == other
        Acme fired Ann.
        {"kind":"claim","id":"c-333333","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a good day"]}],"canonical":"It was a good day for Ann."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a bad day"]}],"canonical":"It was a bad day for Ann."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"cluster","id":"k-222222","facet":"NOTE","event":"v-222222","claims":["example/c-222222"]}
        == other
        Acme fired Ann.
        {"kind":"claim","id":"c-333333","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["a good day"]}],"canonical":"It was a good day for Ann."}
        {"kind":"cluster","id":"k-333333","facet":"NOTE","event":"v-222222","claims":["other/c-333333"]}
        {"kind":"relation","type":"CLASH","a":"k-222222","b":"k-333333","conflict":"VALUE"}
    """
    if not whole.registry.records["clusters"]:
        return
    answers, articles, questions = whole.evidence.answers, whole.evidence.articles, Questions(whole.labels, whole.registry)
    shared = _shared(column(answers.questions).tolist(), answers.places.articles)
    by_question: defaultdict[int, list[tuple[int, Cluster]]] = defaultdict(list)
    told: set[tuple[int, str]] = set()
    for line, cluster in enumerate(whole.registry.records["clusters"], start=1):
        if (number := questions.number(*question_of(cluster))) in shared:
            by_question[number].append((line, cluster))
            told.update((number, claim) for claim in cluster.claims)
    for place in np.flatnonzero(np.isin(column(answers.questions), np.array(sorted(shared), np.int64))).tolist():
        number, (article, line, claim) = answers.questions[place], answers.places[place]
        if (number, f"{articles[article].name}/{claim}") not in told:
            asks = asked(questions.question(number))
            yield (
                articles[article].file,
                line,
                claim,
                f"answers {asked(questions.question(number))}, as another article does; it should stand in a cluster of {asks}",
            )
    yield from _unrelated(whole, by_question)


def _shared(questions: list[int], articles: Sequence[int]) -> set[int]:
    """The questions that claims of more than one article answer."""
    first: dict[int, int] = {}
    return {question for question, article in zip(questions, articles, strict=True) if first.setdefault(question, article) != article}


def _unrelated(whole: Whole, by_question: dict[int, list[tuple[int, Cluster]]]) -> Placed:
    """Of each cluster, how many before it of its question it has no relation to, and the first of these."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, _, a, b in related(whole):
        neighbours[a.id].add(b.id)
        neighbours[b.id].add(a.id)
    file = f"{whole.registry.folder}/clusters.jsonl"
    for clusters in by_question.values():
        before: dict[str, tuple[int, str]] = {}
        for number, (line, cluster) in enumerate(clusters):
            articles = {claim.partition("/")[0] for claim in cluster.claims}
            alone = articles.pop() if len(articles) == 1 else ""
            missing = [
                before[other] for other in before.keys() - neighbours[cluster.id] - {cluster.id} if not alone or before[other][1] != alone
            ]
            if missing and cluster.claims:
                first = clusters[min(missing)[0]][1].id
                more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
                message = f"answers {asked(question_of(cluster))} like {first}{more}, with no relation between them"
                yield file, line, cluster, f"{message}; add it to relations.jsonl"
            if cluster.claims:
                before[cluster.id] = (number, alone)


@rule("X613", "registry")
def relation_twice(whole: Whole) -> Placed:
    """Two clusters have two relations, or a relation names a conflict that its type does not have, or none where it has one.

    Bad:
        Acme fired Ann.
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":[]}
        {"kind":"cluster","id":"k-333333","facet":"REMARK","claims":[]}
        {"kind":"relation","type":"LATER","a":"k-222222","b":"k-333333"}
        {"kind":"relation","type":"CLASH","a":"k-333333","b":"k-222222","conflict":"VALUE"}
    Good:
        Acme fired Ann.
        {"kind":"cluster","id":"k-222222","facet":"REMARK","claims":[]}
        {"kind":"cluster","id":"k-333333","facet":"REMARK","claims":[]}
        {"kind":"relation","type":"CLASH","a":"k-222222","b":"k-333333","conflict":"VALUE"}
    """
    seen: dict[frozenset[str], tuple[int, str]] = {}
    for line, relation in enumerate(whole.registry.relations, start=1):
        file, label = f"{whole.registry.folder}/relations.jsonl", whole.labels.relation.get(relation.type)
        pair = frozenset((relation.a, relation.b))
        if pair in seen:
            there, type_ = seen[pair]
            yield (
                file,
                line,
                relation,
                f"relates {relation.a} to {relation.b}, which line {there} relates by {shown(type_)}; keep one of the two",
            )
        seen.setdefault(pair, (line, relation.type))
        if label is not None and label.conflict and not relation.conflict:
            yield file, line, relation, f"is a {relation.type} without a conflict; it should name one of {', '.join(whole.labels.conflict)}"
        if label is not None and not label.conflict and relation.conflict in whole.labels.conflict:
            yield file, line, relation, f"is a {relation.type} with conflict {relation.conflict}; this type should have none"
