"""C: what is said to have happened had happened when it was published, and numbers and times are those of the text."""

from bisect import bisect_left, bisect_right

from ..model import Claim, Mention
from ..store import Document
from ..text import shown
from ..values import begins_after, bounds
from .catalogue import Case, Found, rule
from .numbers import allows, numbers


@rule("C509")
def happens_after_publication(case: Case) -> Found:
    """Something is told as having happened on a day after that on which the article was published.

    What may lie in the future has a modality that says so. Only calendar dates are compared, as far as both are known.

    Bad:
        Acme fired Ann on 9 May 2024.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024-05-08","licence":"CC0-1.0","incident":"acme","sha256":"c42e457a6c18c70492023c38ec2b2fa8aef9590ea55095d0949e9ef80fcba47e","length":29}
        {"kind":"mention","id":"m-345678","start":18,"end":28,"quote":"9 May 2024","type":"Day","value":"2024-05-09"}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Date","filler":"m-345678"}]}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann on 9 May 2024.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024-05-09","licence":"CC0-1.0","incident":"acme","sha256":"c42e457a6c18c70492023c38ec2b2fa8aef9590ea55095d0949e9ef80fcba47e","length":29}
        {"kind":"mention","id":"m-345678","start":18,"end":28,"quote":"9 May 2024","type":"Day","value":"2024-05-09"}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Date","filler":"m-345678"}]}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    document, labels, published = case.document, case.labels, case.document.article.published
    late = {mention.id: mention for mention in document.mentions if mention.value > published and begins_after(mention.value, published)}
    if late:
        for trigger in document.triggers:
            for argument in trigger.arguments:
                mention = late.get(argument.filler)
                if mention is not None and _is_time(case, mention.type) and not _unreal(case, trigger.modality):
                    message = f"role {argument.role} is filled by {mention.id}, {shown(mention.value)}, after the article was published"
                    yield trigger, f"{message} ({shown(published)}); its modality should say that it has not happened", mention
    facets = labels.facet
    for claim in document.claims:
        for answer in claim.answers:
            if answer.event and answer.values and (label := facets.get(answer.facet)) is not None and label.value == "time":
                for value in answer.values:
                    if value > published and begins_after(value, published) and not _may_be_late(case, claim, answer.event):
                        message = f"answers {answer.facet} with {shown(value)}, after the article was published ({shown(published)})"
                        yield claim, f"{message}; it should be an earlier time, or told as still to come"


def _is_time(case: Case, mention: str) -> bool:
    label = case.labels.mention.get(mention)
    return label is not None and label.value == "time"


def _unreal(case: Case, modality: str) -> bool:
    label = case.labels.modality.get(modality or case.labels.default(case.labels.modality))
    return label is not None and label.unreal


def _may_be_late(case: Case, claim: Claim, event: str) -> bool:
    """Whether a claim commits to nothing, or a trigger of its event or content is of something that may still come."""
    label = case.labels.certainty.get(claim.certainty)
    return (label is not None and label.open) or any(
        _unreal(case, trigger.modality)
        and (trigger.refers_to == event or any(piece.start <= trigger.start < piece.end for piece in claim.spans))
        for trigger in case.document.triggers
    )


@rule("C510")
def number_not_stated(case: Case) -> Found:
    """A claim answers with a number that stands nowhere in its sentences: numbers are never sums or guesses.

    It stands there as a mention with a value that agrees, or in digits or as a numeral in the content.
    It can be told only where the words are at hand.

    Bad:
        Acme fired Ann and 2 others.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":27,"quote":"Acme fired Ann and 2 others"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"COUNT","event":"v-222222","values":["3"]}],"canonical":"They lost their jobs."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann and 2 others.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":27,"quote":"Acme fired Ann and 2 others"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"COUNT","event":"v-222222","values":["2-"]}],"canonical":"They lost their jobs."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    document, facets, inventory = case.document, case.labels.facet, case.labels.mention
    asked = [
        (claim, answer)
        for claim in document.claims
        for answer in claim.answers
        if answer.values and claim.spans and (label := facets.get(answer.facet)) is not None and label.value == "number"
    ]
    if not asked:
        return
    marked = [
        mention
        for mention in document.mentions
        if mention.value and (kind := inventory.get(mention.type)) is not None and kind.value == "number"
    ]
    for claim, answer in asked:
        for value in answer.values:
            if not _stated(case, claim, value, marked):
                yield claim, f"answers {answer.facet} with {shown(value)}, which its sentence does not state; it should be as stated"


@rule("C516")
def time_not_stated(case: Case) -> Found:
    """A claim answers with a time that is the value of no time that is marked in the article: dates are resolved where they are marked.

    Nothing is asked where the article has no time with a value.

    Bad:
        Acme fired Ann on 9 May 2024.
        {"kind":"mention","id":"m-345678","start":18,"end":28,"quote":"9 May 2024","type":"Day","value":"2024-05-09"}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":28,"quote":"Acme fired Ann on 9 May 2024"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"DAY","event":"v-222222","values":["2023-05-09"]}],"canonical":"Ann lost her job."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann on 9 May 2024.
        {"kind":"mention","id":"m-345678","start":18,"end":28,"quote":"9 May 2024","type":"Day","value":"2024-05-09"}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":28,"quote":"Acme fired Ann on 9 May 2024"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"DAY","event":"v-222222","values":["2024-05-09"]}],"canonical":"Ann lost her job."}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    marked = {mention.value for mention in case.document.mentions if mention.value and _is_time(case, mention.type)}
    if not marked:
        return
    for claim in case.document.claims:
        for answer in claim.answers:
            if answer.values and (label := case.labels.facet.get(answer.facet)) is not None and label.value == "time":
                for value in answer.values:
                    if value not in marked:
                        message = f"answers {answer.facet} with {shown(value)}, which no time of the article has as its value"
                        yield claim, f"{message}; it should be one of theirs"


def _stated(case: Case, claim: Claim, value: str, marked: list[Mention]) -> bool:
    """Whether a number is stated where a claim stands, by one of the marked numbers or in words, or it cannot be told."""
    document = case.document
    low, _ = bounds(value)
    if low is None:
        return True
    if marked:
        start, end = _reach(document, claim)
        if any(start <= mention.start < end and (mention.value == value or _agree(value, mention.value)) for mention in marked):
            return True
    words = [piece.quote or document.slice(piece) for piece in claim.spans]
    if not all(words):
        return True
    for piece in words:
        found = numbers(piece, case.labels)
        if found is None or any(allows(value, number) for number in found):
            return True
    return False


def _agree(value: str, other: str) -> bool:
    """Whether a value can be what an end of the other comes to."""
    return any(number is not None and allows(value, number) for number in bounds(other))


def _reach(document: Document, claim: Claim) -> tuple[int, int]:
    """Where the first sentence of a claim's content begins, and the last one ends."""
    starts = document.sentence_starts
    first, following = bisect_right(starts, claim.start), bisect_left(starts, claim.end)
    return starts[first - 1] if first else 0, starts[following] if following < len(starts) else document.article.length
