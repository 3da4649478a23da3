"""How claims of several articles are put together wrongly: clusters, relations, traces."""

from collections import Counter
from collections.abc import Iterator

from .catalogue import Change, fault, fresh, reentered
from .corpus import Json, Original, Records, about, but, swapped


def _values(original: Original, cluster: Json) -> set[tuple[str, ...]]:
    """What the claims of a cluster answer to its question."""
    return {
        tuple(answer.get("values", ()))
        for claim in cluster["claims"]
        for answer in original.claims[claim].get("answers", ())
        if about(answer) == about(cluster)
    }


def _valued(original: Original, cluster: Json) -> bool:
    """Whether the question has values that can be compared: numbers, times, entries of the registry."""
    return original.labels["facet"][cluster["facet"]].get("value") in ("number", "time", "entity", "event")


def _pairs(original: Original) -> Iterator[tuple[Json, Json]]:
    """Each two clusters of one question."""
    clusters = original.registry("clusters")
    for number, one in enumerate(clusters):
        for two in clusters[number + 1 :]:
            if about(one) == about(two):
                yield one, two


def _put(original: Original, clusters: Records, relations: Records, *ids: str, what: str) -> Change:
    files: dict[str, bytes | Records | None] = {"annotations/clusters.jsonl": clusters, "annotations/relations.jsonl": relations}
    return Change(files, frozenset(ids), what)


def _merged(original: Original, *, differing: bool) -> Iterator[Change]:
    for one, two in _pairs(original):
        values = _values(original, one) | _values(original, two)
        if (_valued(original, one) and len(values) > 1) == differing:
            both = but(one, claims=sorted({*one["claims"], *two["claims"]}))
            clusters = swapped(original.registry("clusters"), one, both, without=[two["id"]])
            relations = [r for r in original.registry("relations") if two["id"] not in (r["a"], r["b"])]
            yield _put(original, clusters, relations, one["id"], what=f"{one['id']} with {two['id']}")


@fault("across")
def clusters_merged(original: Original) -> Iterator[Change]:
    """Two clusters whose claims give different values have become one, and the relations of the second are gone."""
    yield from _merged(original, differing=True)


@fault(
    "across",
    argued="""The claims answer in words, or give the same values and differ in what they say of them. Whether two clauses say the
    same is the judgement that the cluster is there to record; only a second judge can confirm it.""",
)
def clusters_merged_without_values(original: Original) -> Iterator[Change]:
    """Two clusters whose claims give no values, or the same, have become one."""
    yield from _merged(original, differing=False)


@fault("across")
def cluster_split(original: Original) -> Iterator[Change]:
    """A cluster with claims of two articles has become two, and they are not related."""
    for cluster in original.registry("clusters"):
        first = [claim for claim in cluster["claims"] if claim.partition("/")[0] == cluster["claims"][0].partition("/")[0]]
        rest = [claim for claim in cluster["claims"] if claim not in first]
        if rest:
            parts = but(cluster, claims=first), but(cluster, id=fresh("k"), claims=rest)
            clusters = swapped(original.registry("clusters"), cluster, *parts)
            yield _put(original, clusters, original.registry("relations"), cluster["id"], fresh("k"), *rest, what=cluster["id"])


@fault("across")
def claim_dropped_from_cluster(original: Original) -> Iterator[Change]:
    """A claim that answers a question which others answer too is in no cluster of it."""
    for cluster in original.registry("clusters"):
        for claim in cluster["claims"]:
            left = [other for other in cluster["claims"] if other != claim]
            gone = () if left else (cluster["id"],)
            new = [but(cluster, claims=left)] if left else []
            clusters = swapped(original.registry("clusters"), cluster, *new)
            relations = [r for r in original.registry("relations") if not {r["a"], r["b"]}.intersection(gone)]
            ids = (cluster["id"], claim, claim.partition("/")[2])
            if _shared(original, cluster):
                yield _put(original, clusters, relations, *ids, what=f"{claim} from {cluster['id']}")


def _shared(original: Original, cluster: Json) -> bool:
    """Whether articles other than one answer the question."""
    asked = about(cluster)
    return len({claim.partition("/")[0] for claim, record in original.claims.items() if asked in map(about, record["answers"])}) > 1


@fault("across")
def claim_in_the_wrong_cluster(original: Original) -> Iterator[Change]:
    """A claim has moved to the cluster of a question that it does not answer."""
    clusters = original.registry("clusters")
    for number, one in enumerate(clusters):
        two = clusters[(number + 11) % len(clusters)]
        claim = one["claims"][0]
        if about(two) not in map(about, original.claims[claim]["answers"]) and len(one["claims"]) > 1:
            changed = {one["id"]: but(one, claims=one["claims"][1:]), two["id"]: but(two, claims=[*two["claims"], claim])}
            records = [changed.get(cluster["id"], cluster) for cluster in clusters]
            yield _put(original, records, original.registry("relations"), *changed, claim, what=f"{claim} into {two['id']}")


@fault("across")
def relation_missing(original: Original) -> Iterator[Change]:
    """Two clusters of one question, of different articles, are not related."""
    for relation in original.registry("relations"):
        yield reentered(original, "relations", relation, what=f"{relation['a']} {relation['b']}")


@fault("across")
def relation_of_unlike_questions(original: Original) -> Iterator[Change]:
    """Two clusters of different questions are said to contradict each other."""
    clusters = original.registry("clusters")
    clash, kind = original.having("relation", conflict=True)[0], next(iter(original.labels["conflict"]))
    for number, one in enumerate(clusters):
        two = clusters[(number + 5) % len(clusters)]
        if about(one) != about(two):
            made: Json = {"kind": "relation", "type": clash, "a": one["id"], "b": two["id"], "conflict": kind}
            yield reentered(original, "relations", None, made, what=f"{one['id']} {two['id']}")


@fault("across")
def relation_to_itself(original: Original) -> Iterator[Change]:
    """A cluster is related to itself."""
    for relation in original.registry("relations"):
        itself = but(relation, b=relation["a"])
        yield reentered(original, "relations", None, itself, what=relation["a"])


@fault("across")
def relation_misspelt(original: Original) -> Iterator[Change]:
    """The type or the basis of a relation is no label."""
    for relation in original.registry("relations"):
        for key, wrong in (("type", relation["type"][:-1]), ("basis", "GUESS"), ("conflict", "SOME")):
            yield reentered(original, "relations", relation, but(relation, **{key: wrong}), what=f"{relation['a']}: {key} {wrong}")


@fault("across")
def relation_of_the_same(original: Original) -> Iterator[Change]:
    """Two clusters are said to say the same, which makes them one."""
    same = original.having("relation", same=True)[0]
    for relation in original.registry("relations"):
        yield reentered(original, "relations", relation, but(relation, type=same), what=f"{relation['a']} {relation['b']}")


@fault("across")
def conflict_without_kind(original: Original) -> Iterator[Change]:
    """A contradiction does not say of which kind, or another relation does."""
    clash, kind = original.having("relation", conflict=True)[0], next(iter(original.labels["conflict"]))
    for relation in original.registry("relations"):
        yield reentered(original, "relations", relation, but(relation, type=clash), what=f"{relation['a']}: none")
        yield reentered(original, "relations", relation, but(relation, conflict=kind), what=f"{relation['a']}: {kind}")


@fault("across")
def conflict_of_equal_values(original: Original) -> Iterator[Change]:
    """Clusters whose claims give the same value, and are as sure of it, are said to contradict each other."""
    clash, kind = original.having("relation", conflict=True)[0], next(iter(original.labels["conflict"]))
    known = {cluster["id"]: cluster for cluster in original.registry("clusters")}
    for relation in original.registry("relations"):
        one, two = known[relation["a"]], known[relation["b"]]
        sure = {original.claims[claim]["certainty"] for claim in (*one["claims"], *two["claims"])}
        if _valued(original, one) and _values(original, one) == _values(original, two) and len(sure) == 1:
            yield reentered(original, "relations", relation, but(relation, type=clash, conflict=kind), what=f"{one['id']} {two['id']}")


@fault(
    "across",
    argued="""Values that differ can hold together, one can be finer than the other, or they can clash; which, depends on times and
    on what is counted. Where the values are equal, a contradiction is found (`conflict-of-equal-values`).""",
)
def relation_confused(original: Original) -> Iterator[Change]:
    """Two clusters whose values differ are related by another label."""
    known = {cluster["id"]: cluster for cluster in original.registry("clusters")}
    labels = original.having("relation", same=None, conflict=None)
    for relation in original.registry("relations"):
        if _values(original, known[relation["a"]]) != _values(original, known[relation["b"]]):
            other = next(label for label in labels if label != relation["type"])
            yield reentered(original, "relations", relation, but(relation, type=other), what=f"{relation['a']} {relation['b']}")


@fault(
    "across",
    argued="""Which of two answers says more is read from them. Both directions are of the form; that only one of them is right
    needs a judge.""",
)
def relation_turned(original: Original) -> Iterator[Change]:
    """A relation that has a direction goes the other way."""
    directed = original.having("relation", symmetric=None)
    for relation in original.registry("relations"):
        if relation["type"] in directed:
            turned = but(relation, a=relation["b"], b=relation["a"])
            yield reentered(original, "relations", relation, turned, what=f"{relation['a']} {relation['b']}")


@fault("across")
def trace_removed(original: Original) -> Iterator[Change]:
    """A claim of a retelling has no source in what it retells."""
    traces = original.registry("traces")
    for claim in sorted({trace["claim"] for trace in traces}):
        left = [trace for trace in traces if trace["claim"] != claim]
        yield Change({"annotations/traces.jsonl": left}, frozenset({claim, claim.partition("/")[2]}), claim)


@fault("across")
def trace_to_another_story(original: Original) -> Iterator[Change]:
    """A claim of a retelling is traced to an article that it does not retell, to itself, or to one that is nowhere."""
    retold = {sheet.name: sheet.article.get("retells", ()) for sheet in original.articles}
    for number, trace in enumerate(original.registry("traces")):
        name = trace["claim"].partition("/")[0]
        foreign = [claim for claim in original.claims if claim.partition("/")[0] not in (name, *retold[name])]
        for source in (foreign[number % len(foreign)], trace["claim"], f"{name}x/c-222222"):
            yield reentered(original, "traces", trace, but(trace, source=source), what=f"{trace['claim']} to {source}")


def _spoken_of(claim: Json) -> set[str]:
    """The events and subjects for which a claim answers, its values, and the facets of answers about nothing."""
    answers = claim["answers"]
    return {answer.get("event") or answer.get("subject") or answer["facet"] for answer in answers} | {
        value for answer in answers for value in answer.get("values", ())
    }


@fault("across")
def trace_to_an_unlike_claim(original: Original) -> Iterator[Change]:
    """A claim of a retelling is traced to a claim of the right article alone, which is about nothing that it is about."""
    traces = original.registry("traces")
    traced = Counter(trace["claim"] for trace in traces)
    excepted = {one["at"] for one in original.registry("exceptions")}
    for trace in traces:
        if traced[trace["claim"]] > 1 or trace["claim"] in excepted:
            continue
        spoken = _spoken_of(original.claims[trace["claim"]])
        article = trace["source"].partition("/")[0]
        for claim, record in original.claims.items():
            if claim.partition("/")[0] == article and spoken.isdisjoint(_spoken_of(record)):
                yield reentered(original, "traces", trace, but(trace, source=claim), what=f"{trace['claim']} to {claim}")
                break


@fault("across")
def retelling_of_nothing(original: Original) -> Iterator[Change]:
    """A retelling does not say of what, or says it of an article that is nowhere or of another incident."""
    for sheet in original.articles:
        if sheet.article.get("retells"):
            others = [other.name for other in original.articles if other.article["incident"] != sheet.article["incident"]]
            for wrong in ([], ["nowhere"], others[:1], [sheet.name]):
                records = [but(record, retells=wrong or None) if record is sheet.article else record for record in sheet.records]
                ids = frozenset(trace["claim"] for trace in original.registry("traces"))
                yield Change({sheet.file: records}, ids, f"{sheet.name}: {wrong}")
