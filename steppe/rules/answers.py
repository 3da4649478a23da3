"""C: what a claim answers is spoken of in its article, and once."""

from ..store import Registry
from ..text import shown
from .catalogue import Case, Found, rule


def _near(registry: Registry, identifier: str, said: set[str]) -> bool:
    """Whether an entry is spoken of, or something that it is part of, or, one step away, a part of it."""
    return registry.reaches(identifier, said) or not said.isdisjoint(registry.below.get(identifier, ()))


@rule("C512")
def not_spoken_of(case: Case) -> Found:
    """An answer is about, or names as its value, an entry that the article never speaks of, nor anything that this is part of.

    Only gold is judged, and only where the article has marks that could speak of it: mentions, or triggers.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"CULPRIT","event":"v-222222","values":["e-333333"]}],"canonical":"Ann lost her job."}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"mention","id":"m-345678","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Bolt"}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"CULPRIT","event":"v-222222","values":["e-333333"]}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-345678","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-333333"}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Acme"}
    """
    document, registry, facets = case.document, case.registry, case.labels.facet
    if not case.is_gold:
        return
    entities = {mention.refers_to for mention in document.mentions} - {""}
    events = {trigger.refers_to for trigger in document.triggers} - {""}
    for claim in document.claims:
        for answer in claim.answers:
            label = facets.get(answer.facet)
            kind = label.value if label is not None else None
            if kind not in ("entity", "event") and answer.event in events and not answer.subject:
                continue  # as most answers are
            spoken = [(answer.event, False), (answer.subject, True)]
            spoken += [(value, kind == "entity") for value in answer.values] if kind in ("entity", "event") else []
            for identifier, is_entity in spoken:
                said = entities if is_entity else events
                there = identifier in (registry.entity if is_entity else registry.event)
                if said and there and identifier not in said and not _near(registry, identifier, said):
                    what = f"{shown(identifier)} ({shown(registry.name(identifier), 40)})"
                    yield (
                        claim,
                        f"answers {answer.facet} with {what}, of which the article does not speak; it should be what is marked there",
                    )


@rule("C513")
def answer_twice(case: Case) -> Found:
    """A claim answers one question twice. Several values are one answer with several values.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"},{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    """
    for claim in case.document.claims:
        if len(claim.answers) > 1:
            seen: set[tuple[str, str, str]] = set()
            for answer in claim.answers:
                question = (answer.facet, answer.event, answer.subject)
                if question in seen:
                    about = f" of {answer.event or answer.subject}" if answer.event or answer.subject else ""
                    yield claim, f"answers {answer.facet}{about} twice; it should be one answer, with all its values"
                seen.add(question)


@rule("C514")
def pieces_apart(case: Case) -> Found:
    """Two pieces of a claim's content have neither its source nor its cue between them: they may be two claims, or one piece.

    Bad:
        Acme fired Ann, and Bolt hired Bo.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"},{"start":20,"end":33,"quote":"Bolt hired Bo"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann, Bo said, on Monday.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"},{"start":25,"end":34,"quote":"on Monday"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    """
    mentions = case.document.mention_of
    for claim in case.document.claims:
        if len(claim.spans) < 2:
            continue
        sources = (mentions.get(by) for by in (claim.by, *(via.by for via in claim.via)))
        between = [(place.start, place.end) for place in (*claim.cue, *(piece for via in claim.via for piece in via.cue))]
        between += [(mention.start, mention.end) for mention in sources if mention is not None]
        for one, two in zip(claim.spans, claim.spans[1:], strict=False):
            if one.end < two.start and not any(one.end <= start and end <= two.start for start, end in between):
                yield (
                    claim,
                    f"has neither source nor cue between its pieces, {one.end} to {two.start}; it should be one piece, or two claims",
                    two,
                )


@rule("C515")
def told_and_said(case: Case) -> Found:
    """What a claim gives as the words of a source, another claim gives as the article's own. One of the two should stand.

    Bad:
        Acme fired Ann, Bo said.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"claim","id":"c-333333","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    Good:
        Acme fired Ann, Bo said.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    """
    claims = case.document.claims
    if len({claim.start for claim in claims}) == len(claims):
        return  # no two begin alike
    own = {name for name, label in case.labels.source_kind.items() if not label.by and not label.cue}
    contents = [tuple((piece.start, piece.end) for piece in claim.spans) for claim in claims]
    said = {content: claim.id for content, claim in zip(contents, claims, strict=True) if claim.source_kind not in own}
    for content, claim in zip(contents, claims, strict=True):
        if claim.source_kind in own and content in said:
            yield claim, f"gives as the article's own what {said[content]} gives as a source's; one of the two should stand"
