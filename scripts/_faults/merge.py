"""What git does, or whoever settles its conflicts."""

from collections.abc import Iterator
from itertools import pairwise

from .catalogue import Change, fault, fresh, reentered, remarked
from .corpus import GOLD, Original, Records, but, stretches, swapped


@fault("merge")
def conflict_markers(original: Original) -> Iterator[Change]:
    """A conflict is committed as git left it."""
    for file, data in original.files.items():
        if file.startswith("annotations/") and file.endswith((".jsonl", ".toml", ".txt")):
            lines = data.split(b"\n")
            middle = len(lines) // 2
            theirs = lines[middle].replace(b"e", b"i")
            lines[middle : middle + 1] = [b"<<<<<<< HEAD", lines[middle], b"=======", theirs, b">>>>>>> branch"]
            marks = f"{GOLD}/{file.rpartition('/')[2].removesuffix('.txt')}.jsonl"  # a text is judged where its marks are
            files = {marks: original.files[marks]} if file.endswith(".txt") else {}
            yield Change({**files, file: b"\n".join(lines)}, frozenset(), file)


@fault("merge")
def line_twice(original: Original) -> Iterator[Change]:
    """Both sides added the same line, and both were kept."""
    for sheet in original.articles:
        for record in sheet.records[1:]:
            yield Change({sheet.file: [*sheet.records, record]}, frozenset(), f"{sheet.name}: {record.get('id', record['kind'])}")
    for form in ("entities", "events", "clusters", "relations", "traces"):
        for number, record in enumerate(original.registry(form)):
            yield Change({f"annotations/{form}.jsonl": [*original.registry(form), record]}, frozenset(), f"{form}: line {number + 1}")


@fault("merge")
def id_twice(original: Original) -> Iterator[Change]:
    """Two branches gave one id to two marks."""
    for sheet in original.articles:
        for kind in ("zone", "mention", "trigger", "claim"):
            marks = sheet.of(kind)
            for one, two in pairwise(marks):
                if not sheet.pointing(two["id"]):
                    yield remarked(sheet, two, but(two, id=one["id"]), what=f"{one['id']} twice")


@fault("merge")
def id_twice_in_registry(original: Original) -> Iterator[Change]:
    """Two branches gave one id to two entries of the registry."""
    for form in ("entities", "events", "clusters"):
        records = original.registry(form)
        for one, two in pairwise(records):
            yield reentered(original, form, two, but(two, id=one["id"]), what=f"{one['id']} twice")


@fault("merge")
def mark_twice(original: Original) -> Iterator[Change]:
    """Both sides marked the same words alike, with two ids, and both were kept."""
    for sheet in original.articles:
        for record in sheet.of("zone", "mention", "trigger", "claim"):
            again = but(record, id=fresh(record["id"][0]))
            yield remarked(sheet, None, again, what=record["id"], ids=[record["id"]])


@fault("merge")
def mark_lost(original: Original) -> Iterator[Change]:
    """A line was dropped that other marks point at."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger"):
            if pointing := sheet.pointing(record["id"]):
                yield remarked(sheet, record, what=record["id"], ids=[other["id"] for other in pointing])


@fault("merge")
def claim_lost(original: Original) -> Iterator[Change]:
    """A claim was dropped that stands in a cluster or in a trace."""
    named = {claim for cluster in original.registry("clusters") for claim in cluster["claims"]}
    named |= {trace[key] for trace in original.registry("traces") for key in ("claim", "source")}
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            if f"{sheet.name}/{claim['id']}" in named:
                yield remarked(sheet, claim, what=claim["id"])


@fault("merge")
def entry_lost(original: Original) -> Iterator[Change]:
    """An entry of the registry was dropped that something refers to."""
    for form in ("entities", "events", "clusters"):
        for entry in original.registry(form):
            used = any(entry["id"] in repr(record) for sheet in original.articles for record in sheet.records)
            if used or any(entry["id"] in (relation["a"], relation["b"]) for relation in original.registry("relations")):
                yield reentered(original, form, entry, what=entry["id"])


@fault("merge")
def registry_file_lost(original: Original) -> Iterator[Change]:
    """A file of the registry is gone."""
    for form in ("entities", "events", "clusters"):
        ids = frozenset(record["id"] for record in original.registry(form))
        yield Change({f"annotations/{form}.jsonl": None}, ids, form)


@fault("merge")
def article_lost(original: Original) -> Iterator[Change]:
    """The file of an article is gone, and the registry speaks of its claims."""
    for sheet in original.articles:
        yield Change({sheet.file: None}, frozenset({f"{sheet.name}/", sheet.name}), sheet.name)


@fault("merge")
def text_lost(original: Original) -> Iterator[Change]:
    """The text of an article is gone."""
    for sheet in original.open:
        yield Change({sheet.text_file: None, sheet.file: sheet.records}, frozenset(), sheet.name)


@fault("merge")
def pass_lost(original: Original) -> Iterator[Change]:
    """The line that says who annotated an article is gone."""
    for sheet in original.articles:
        for record in sheet.of("pass"):
            yield remarked(sheet, record, what="pass")


@fault("merge")
def pass_of_another_text(original: Original) -> Iterator[Change]:
    """The line that says who annotated an article is of an older text."""
    for sheet in original.articles:
        for record in sheet.of("pass"):
            yield remarked(sheet, record, but(record, sha256=record["sha256"][::-1]), what="pass")


@fault("merge")
def trigger_of_both_sides(original: Original) -> Iterator[Change]:
    """Two sides gave an event different arguments, and were merged into one mark with each argument twice."""
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            if arguments := trigger.get("arguments"):
                yield remarked(sheet, trigger, but(trigger, arguments=[*arguments, arguments[0]]), what=trigger["id"])


@fault("merge")
def mentions_crossing(original: Original) -> Iterator[Change]:
    """Both sides marked a name, one the first words of it with what stands before, and both were kept."""
    for sheet in original.readable:
        mentions = sheet.of("mention")
        for mention in mentions:
            words = sheet.reads(mention).split(" ")
            before = (sheet.text or "")[: mention["start"]].rstrip()
            start = before.rfind(" ") + 1
            middle = mention["start"] + len(words[0])
            if len(words) > 1 and start < len(before) and before[-1].isalnum() and "\n" not in before[start : mention["start"]]:
                again = but(mention, id=fresh("m"), start=start, end=middle, quote=None, digest=None)
                key = "quote" if sheet.open else "digest"
                again[key] = _told((sheet.text or "")[start:middle], key)
                yield remarked(sheet, None, again, what=f"{again['start']}:{again['end']} beside {mention['id']}", ids=[mention["id"]])


def _told(words: str, key: str) -> str:
    from steppe.text import digest

    return words if key == "quote" else digest(words)


def _united(original: Original, *, one_sentence: bool) -> Iterator[Change]:
    """Two claims in a row as one, the second gone from file and registry, where they are of one sentence or of two."""
    for sheet in original.articles:
        starts = [start for zone in sheet.of("zone") for start in zone.get("sentences", [zone["start"]])]
        for one, two in pairwise(sheet.of("claim")):
            begin, end = one["spans"][0]["start"], two["spans"][0]["start"]
            beside = max(place["end"] for place in stretches(one)) < end and one.get("by") == two.get("by")
            if beside and one_sentence == (not any(begin < start <= end for start in starts)):
                spans = [*one["spans"], *two["spans"]]
                change = remarked(sheet, one, but(one, spans=spans), what=one["id"], without=[two["id"]])
                yield change._replace(files={**change.files, **_forgotten(original, f"{sheet.name}/{two['id']}")})


def _forgotten(original: Original, gone: str) -> dict[str, bytes | Records | None]:
    """The registry without a claim, and without clusters that had no other."""
    clusters = [but(cluster, claims=[claim for claim in cluster["claims"] if claim != gone]) for cluster in original.registry("clusters")]
    kept = [cluster for cluster in clusters if cluster["claims"]]
    left = {cluster["id"] for cluster in kept}
    return {
        "annotations/clusters.jsonl": kept,
        "annotations/relations.jsonl": [r for r in original.registry("relations") if r["a"] in left and r["b"] in left],
        "annotations/traces.jsonl": [t for t in original.registry("traces") if gone not in (t["claim"], t["source"])],
    }


@fault("merge")
def claims_of_two_sentences_united(original: Original) -> Iterator[Change]:
    """Two claims of neighbouring sentences were merged into one content; the other is gone from file and registry."""
    yield from _united(original, one_sentence=False)


@fault(
    "merge",
    argued="""One claim may have several pieces in a sentence, and several answers. Whether two clauses are one statement or two is what the
    guidelines settle and annotators disagree on; the answers that went with the second are missed by its reader only.""",
)
def claims_of_one_sentence_united(original: Original) -> Iterator[Change]:
    """Two claims of one sentence were merged into one content; the other is gone from file and registry."""
    yield from _united(original, one_sentence=True)


@fault("merge")
def relation_twice(original: Original) -> Iterator[Change]:
    """Both sides related two clusters, with two labels, and both lines were kept."""
    labels = original.having("relation", same=None, conflict=None)
    for relation in original.registry("relations"):
        other = next((label for label in labels if label != relation["type"]), None)
        if other:
            yield reentered(original, "relations", None, but(relation, type=other), what=f"{relation['a']} {relation['b']}")


@fault("merge")
def relation_both_ways(original: Original) -> Iterator[Change]:
    """Both sides related two clusters, each from its own end, and both lines were kept."""
    records = original.registry("relations")
    for relation in records:
        turned = but(relation, a=relation["b"], b=relation["a"])
        yield reentered(original, "relations", None, turned, what=f"{relation['a']} {relation['b']}")


@fault("merge")
def claim_in_two_clusters(original: Original) -> Iterator[Change]:
    """Both sides clustered a claim, and the clusters were both kept, each with it."""
    clusters = original.registry("clusters")
    for one in clusters:
        for two in clusters:
            alike = all(one.get(key) == two.get(key) for key in ("facet", "event", "subject"))
            if one is not two and alike:
                taken = but(one, claims=sorted({*one["claims"], two["claims"][0]}))
                yield reentered(original, "clusters", one, taken, what=f"{two['claims'][0]} into {one['id']}", ids=[two["id"]])


@fault("merge")
def cluster_twice(original: Original) -> Iterator[Change]:
    """Both sides added the cluster of a question, and both lines were kept, with two ids."""
    for cluster in original.registry("clusters"):
        files = {"annotations/clusters.jsonl": swapped(original.registry("clusters"), None, but(cluster, id=fresh("k")))}
        yield Change(files, frozenset({cluster["id"], fresh("k")}), cluster["id"])
