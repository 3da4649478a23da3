"""What a careless annotator takes for the value of words, or of a claim."""

import re
from collections.abc import Callable, Iterator

from .catalogue import Change, fault, reentered, remarked
from .corpus import Json, Original, Sheet, about, but

Wrong = Callable[[str], str | None]


def _valued(original: Original, kind: str, wrong: Wrong, sheets: list[Sheet] | None = None) -> Iterator[Change]:
    """Mentions with a value of some kind, with another one."""
    types = original.having("mention", value=kind)
    for sheet in original.articles if sheets is None else sheets:
        for mention in sheet.of("mention"):
            if mention["type"] in types and (value := wrong(mention["value"])):
                yield remarked(sheet, mention, but(mention, value=value), what=f"{mention['id']}: {mention['value']} as {value}")


def _answered(original: Original, kind: str, wrong: Wrong, sheets: list[Sheet] | None = None) -> Iterator[Change]:
    """Answers of facets with a value of some kind, with another one."""
    for sheet, claim, number, answer in answers(original, value=kind):
        value = wrong(answer["values"][0]) if sheets is None or sheet in sheets else None
        if value:
            changed = replaced(claim, number, {**answer, "values": [value, *answer["values"][1:]]})
            yield remarked(sheet, claim, changed, what=f"{claim['id']}: {answer['values'][0]} as {value}", ids=named(sheet, claim))


def answers(original: Original, **flags: object) -> Iterator[tuple[Sheet, Json, int, Json]]:
    """Each answer with values to a facet that has these flags, with its claim and its place there."""
    facets = original.having("facet", **flags)
    for sheet in original.articles:
        for claim in sheet.of("claim"):
            for number, answer in enumerate(claim.get("answers", ())):
                if answer["facet"] in facets and (answer.get("values") or not flags.get("value")):
                    yield sheet, claim, number, answer


def replaced(claim: Json, number: int, *new: Json) -> Json:
    """A claim of which one answer is another, or gone."""
    return but(claim, answers=[*claim["answers"][:number], *new, *claim["answers"][number + 1 :]])


def named(sheet: Sheet, claim: Json) -> list[str]:
    """What findings may call a claim of which they speak from elsewhere."""
    return [claim["id"], f"{sheet.name}/{claim['id']}"]


def _seven(value: str) -> str | None:
    """Another number of the same form."""
    return re.sub(r"\d+", lambda match: str(int(match.group()) + 4), value, count=1) if re.search(r"\d", value) else None


def _year(value: str) -> str | None:
    """A date of the year before."""
    return f"{int(value[:4]) - 1}{value[4:]}" if re.match(r"\d{4}", value) else None


@fault("claim")
def number_of_a_mention_mistyped(original: Original) -> Iterator[Change]:
    """The value of a quantity is another number than its words give."""
    yield from _valued(original, "number", _seven, original.readable)


@fault("claim")
def year_of_a_mention_mistyped(original: Original) -> Iterator[Change]:
    """The value of a date whose words name the year has another year."""
    for sheet in original.readable:
        types = original.having("mention", value="time")
        for mention in sheet.of("mention"):
            if mention["type"] in types and re.search(r"\b\d{4}\b", sheet.reads(mention)) and (value := _year(mention["value"])):
                yield remarked(sheet, mention, but(mention, value=value), what=f"{mention['id']}: {value}")


@fault("claim")
def day_of_a_mention_mistyped(original: Original) -> Iterator[Change]:
    """The value of a date whose words name the day has another day."""
    for sheet in original.readable:
        types = original.having("mention", value="time")
        for mention in sheet.of("mention"):
            day = re.fullmatch(r"(\d{4}-\d{2}-)(\d{2})", mention.get("value", ""))
            if mention["type"] in types and day and re.search(rf"\b0?{int(day.group(2))}\b", sheet.reads(mention)):
                value = f"{day.group(1)}{(int(day.group(2)) + 6) % 28 + 1:02d}"
                yield remarked(sheet, mention, but(mention, value=value), what=f"{mention['id']}: {value}")


@fault(
    "claim",
    argued="""The words give no such part of the date (`on Monday`, `last week`): what they come to follows from the date of the
    article and from how the story runs, and so from reading it.""",
)
def relative_date_mistaken(original: Original) -> Iterator[Change]:
    """The value of a date whose words name no year has another year or day."""
    for sheet in original.readable:
        types = original.having("mention", value="time")
        for mention in sheet.of("mention"):
            date = re.fullmatch(r"(\d{4}-\d{2})-(\d{2})", mention.get("value", ""))
            if mention["type"] in types and date and not re.search(r"\d", sheet.reads(mention)):
                value = f"{date.group(1)}-{max(1, int(date.group(2)) - 7):02d}"
                if value != mention["value"]:
                    yield remarked(sheet, mention, but(mention, value=value), what=f"{mention['id']}: {value}")


@fault("claim")
def value_in_words(original: Original) -> Iterator[Change]:
    """The value of a quantity or a date is words."""
    yield from _valued(original, "number", lambda value: "several")
    yield from _valued(original, "time", lambda value: "early that year")


@fault("claim")
def date_that_is_none(original: Original) -> Iterator[Change]:
    """The value of a date is a day that no calendar has."""
    yield from _valued(original, "time", lambda value: f"{value[:5]}13{value[7:]}" if re.match(r"\d{4}-\d\d", value) else None)


@fault("claim")
def number_of_an_answer_mistyped(original: Original) -> Iterator[Change]:
    """A claim answers with another number than it states."""
    yield from _answered(original, "number", _seven, original.readable)


@fault("claim")
def date_of_an_answer_mistyped(original: Original) -> Iterator[Change]:
    """A claim answers with a date that the article does not give."""
    yield from _answered(original, "time", _year)


@fault("claim")
def answer_of_another_kind(original: Original) -> Iterator[Change]:
    """A claim answers in words where the facet asks for a number, a date or an entry of the registry."""
    for kind in ("number", "time", "entity"):
        yield from _answered(original, kind, lambda value: "nobody knows")


@fault("claim")
def answer_of_an_unmentioned_entity(original: Original) -> Iterator[Change]:
    """A claim answers with an entity that its article does not mention."""
    for sheet, claim, number, answer in answers(original, value="entity"):
        here = {mention.get("refers_to") for mention in sheet.of("mention")}
        types = {entity["id"]: entity["type"] for entity in original.registry("entities")}
        wanted = types.get(answer["values"][0])
        if other := next((entity for entity, type_ in types.items() if type_ == wanted and entity not in here), None):
            changed = replaced(claim, number, {**answer, "values": [other]})
            yield remarked(sheet, claim, changed, what=f"{claim['id']}: {other}", ids=named(sheet, claim))


@fault(
    "claim",
    argued="""The article mentions the other entity, which is of the same type. Which of the two the clause speaks of is what it
    says; a second pass shows it, or a claim of another article in the same cluster that gives another value.""",
)
def answer_of_another_entity(original: Original) -> Iterator[Change]:
    """A claim that stands alone in its clusters answers with another entity of its article and of the same type."""
    alone = {cluster["claims"][0] for cluster in original.registry("clusters") if len(cluster["claims"]) == 1}
    alone -= {claim for cluster in original.registry("clusters") if len(cluster["claims"]) > 1 for claim in cluster["claims"]}
    types = {entity["id"]: entity["type"] for entity in original.registry("entities")}
    for sheet, claim, number, answer in answers(original, value="entity"):
        here = [mention["refers_to"] for mention in sheet.of("mention") if mention.get("refers_to")]
        same = [entity for entity in here if types.get(entity) == types.get(answer["values"][0]) and entity not in answer["values"]]
        if same and f"{sheet.name}/{claim['id']}" in alone:
            changed = replaced(claim, number, {**answer, "values": [same[0]]})
            yield remarked(sheet, claim, changed, what=f"{claim['id']}: {same[0]}", ids=named(sheet, claim))


@fault("claim")
def answer_about_nothing(original: Original) -> Iterator[Change]:
    """An answer to a question about an event or a subject names none."""
    for of in ("event", "subject"):
        for sheet, claim, number, answer in answers(original, of=of):
            yield remarked(sheet, claim, replaced(claim, number, but(answer, **{of: None})), what=f"{claim['id']}: {answer['facet']}")


@fault("claim")
def answer_without_value(original: Original) -> Iterator[Change]:
    """An answer to a question that has a value gives none."""
    for kind in ("number", "time", "entity", "words"):
        for sheet, claim, number, answer in answers(original, value=kind):
            changed = replaced(claim, number, but(answer, values=None))
            yield remarked(sheet, claim, changed, what=f"{claim['id']}: {answer['facet']}", ids=named(sheet, claim))


@fault("claim")
def answer_lost(original: Original) -> Iterator[Change]:
    """An answer of a claim that stands in the question's cluster is gone."""
    for sheet, claim, number, answer in answers(original):
        clusters = [c for c in original.registry("clusters") if about(c) == about(answer)]
        if len(claim["answers"]) > 1 and any(f"{sheet.name}/{claim['id']}" in c["claims"] for c in clusters):
            ids = [*named(sheet, claim), *(c["id"] for c in clusters)]
            yield remarked(sheet, claim, replaced(claim, number), what=f"{claim['id']}: {answer['facet']}", ids=ids)


@fault("claim")
def answer_twice(original: Original) -> Iterator[Change]:
    """A claim gives the same answer twice."""
    for sheet, claim, number, answer in answers(original):
        yield remarked(sheet, claim, replaced(claim, number, answer, answer), what=f"{claim['id']}: {answer['facet']}")


@fault("claim")
def facet_of_another_question(original: Original) -> Iterator[Change]:
    """A claim answers another facet about the same event; its cluster stays."""
    for sheet, claim, number, answer in answers(original, of="event"):
        kind = original.labels["facet"][answer["facet"]].get("value")
        other = next((facet for facet in original.having("facet", of="event", value=kind) if facet != answer["facet"]), None)
        if other:
            changed = replaced(claim, number, {**answer, "facet": other})
            clusters = [c["id"] for c in original.registry("clusters") if f"{sheet.name}/{claim['id']}" in c["claims"]]
            yield remarked(
                sheet, claim, changed, what=f"{claim['id']}: {answer['facet']} as {other}", ids=[*named(sheet, claim), *clusters]
            )


@fault("claim")
def event_of_another_question(original: Original) -> Iterator[Change]:
    """A claim and its cluster are about an event that its article has no word for."""
    for sheet, claim, number, answer in answers(original, of="event"):
        here = {trigger.get("refers_to") for trigger in sheet.of("trigger")}
        incident = sheet.article["incident"]
        other = next((e["id"] for e in original.registry("events") if e["incident"] == incident and e["id"] not in here), None)
        mine = [c for c in original.registry("clusters") if about(c) == about(answer) and c["claims"] == [f"{sheet.name}/{claim['id']}"]]
        if other and mine and answer["event"] in here:
            change = remarked(sheet, claim, replaced(claim, number, {**answer, "event": other}), what=f"{claim['id']} about {other}")
            registry = reentered(original, "clusters", mine[0], {**mine[0], "event": other}, what="")
            yield change._replace(files={**change.files, **registry.files})
