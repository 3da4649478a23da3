"""C: a claim has a source, a content, and an answer of the right form."""

from ..labels import FacetLabel
from ..model import Answer
from ..text import shown
from ..values import wrong_number, wrong_time
from .catalogue import Case, Found, rule
from .drafts import working_text


@rule("C501")
def no_content(case: Case) -> Found:
    """A claim has no content, no canonical sentence, or answers nothing.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","canonical":"Ann lost her job."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    """
    for claim in case.document.claims:
        if not (claim.spans and claim.answers and claim.canonical):
            missing = [key for key in ("spans", "answers", "canonical") if not getattr(claim, key)]
            yield claim, f"has no {' and no '.join(missing)}; every claim has content, an answer and a canonical sentence"
        if claim.canonical and working_text(claim.canonical):
            yield claim, f"has the canonical sentence {shown(claim.canonical)}, a working text; it should say what the claim says"


@rule("C502")
def source_mismatch(case: Case) -> Found:
    """A claim's source, cue or mode is there although its kind of source has none, or is missing.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    """
    inventory = case.labels.source_kind
    for claim in case.document.claims:
        if label := inventory.get(claim.source_kind):
            for key, there, wanted in (("by", claim.by, label.by), ("cue", claim.cue, label.cue), ("mode", claim.mode, label.mode)):
                if bool(there) != wanted:
                    yield (
                        claim,
                        f"of source_kind {claim.source_kind} has {'a' if there else 'no'} {key}; it should have {'one' if wanted else 'none'}",
                    )


@rule("C503")
def answer_about(case: Case) -> Found:
    """An answer is not about what its facet is about: an event, or a subject.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"DAY","values":["2024-01-01"]}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"DAY","event":"v-222222","values":["2024-01-01"]}],"canonical":"Ann lost her job."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    facets = case.labels.facet
    for claim in case.document.claims:
        for answer in claim.answers:
            if answer.facet not in facets:
                continue
            of = facets[answer.facet].of
            there = [key for key in ("event", "subject") if getattr(answer, key)]
            if (of != "any" and there != [of]) or len(there) > 1:
                about = " and ".join(there) or "neither event nor subject"
                yield claim, f"answers {answer.facet} of {about}; it should be of {'at most one of them' if of == 'any' else f'one {of}'}"


@rule("C504")
def wrong_value(case: Case) -> Found:
    """The values of an answer are not of the kind that its facet has.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"DAY","event":"v-222222","values":["Monday"]}],"canonical":"Ann lost her job."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"DAY","event":"v-222222","values":["2024-01-01"]}],"canonical":"Ann lost her job."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    facets = case.labels.facet
    for claim in case.document.claims:
        for answer in claim.answers:
            label = facets.get(answer.facet)
            if label is None or (label.value is None and not answer.values):
                continue
            for wrong in _wrong(case, answer, label):
                yield claim, f"answers {answer.facet}: {wrong}"


def _wrong(case: Case, answer: Answer, label: FacetLabel) -> list[str]:
    if label.value is None:
        return [f"has the values {shown(', '.join(answer.values))}; the facet has none"] if answer.values else []
    if not answer.values:
        return ["has no value; it should have at least one"]
    if label.one_of:
        return [f"{shown(value)} is none of {', '.join(label.one_of)}" for value in answer.values if value not in label.one_of]
    if label.starts:
        ways = ", ".join(label.starts)
        return [
            f"{shown(value)} should begin with one of {ways}, then a space" for value in answer.values if not _begins(value, label.starts)
        ]
    match label.value:
        case "entity":
            return [f"{shown(value)} is no entity of the registry" for value in answer.values if value not in case.registry.entity]
        case "event":
            return [f"{shown(value)} is no event of the registry" for value in answer.values if value not in case.registry.event]
        case "number":
            return [wrong for value in answer.values if (wrong := wrong_number(value))]
        case "time":
            return [wrong for value in answer.values if (wrong := wrong_time(value))]
    return ["a value is empty" for value in answer.values if not value.strip()]


def _begins(value: str, starts: tuple[str, ...]) -> bool:
    first, _, rest = value.partition(" ")
    return first in starts and bool(rest.strip())


@rule("C505")
def cue_in_content(case: Case) -> Found:
    """A claim's cue overlaps its content, though the content has more than the cue.

    Bad:
        Acme fired Ann, Bo said.
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":23,"quote":"Acme fired Ann, Bo said"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    Good:
        Acme fired Ann, Bo said.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    """
    for claim in case.document.claims:
        content = [(piece.start, piece.end) for piece in claim.spans]
        inside = [piece for piece in claim.cue if any(piece.start < end and start < piece.end for start, end in content)]
        if inside and content != [(piece.start, piece.end) for piece in claim.cue]:
            yield claim, "the cue overlaps the content; it should stand outside, unless it is all the content there is", inside[0]
