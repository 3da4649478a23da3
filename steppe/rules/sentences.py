"""R: what belongs together stands in one sentence."""

from bisect import bisect_right

from ..model import Claim
from .catalogue import Case, Found, rule


@rule("R305")
def filler_elsewhere(case: Case) -> Found:
    """A role is filled from another sentence. What another sentence says is carried by coreference of the event.

    Bad:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":16,"end":19,"quote":"She","type":"Person","level":"PRO","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    Good:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222","arguments":[{"role":"Dismissed","filler":"m-345678"}]}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
    """
    document = case.document
    if case.settings.checks.far_arguments:
        return
    starts = document.sentence_starts
    for trigger in document.triggers:
        if trigger.arguments:
            sentence = bisect_right(starts, trigger.start)
            for argument in trigger.arguments:
                filler = document.mention_of.get(argument.filler) or document.trigger_of.get(argument.filler)
                if filler and bisect_right(starts, filler.start) != sentence:
                    yield (
                        trigger,
                        f"role {argument.role} is filled by {filler.id} of another sentence; it should be one of the same sentence",
                        filler,
                    )


@rule("R310")
def across_sentences(case: Case) -> Found:
    """A mention or a trigger begins in one sentence and ends in another. So of a claim, where corpus.toml says that claims are ``clauses``.

    Bad:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"mention","id":"m-234567","start":11,"end":19,"quote":"Ann. She","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann. She left.
        {"kind":"zone","id":"z-222222","start":0,"end":25,"digest":"0785266063b7","type":"Story","sentences":[0,16]}
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    starts = case.document.sentence_starts
    clauses = case.settings.checks.clauses
    for mark, place in case.document.fitting:
        following = bisect_right(starts, place.start)
        if following < len(starts) and starts[following] < place.end and (clauses or not isinstance(mark, Claim)):
            yield mark, f"the span from {place.start} to {place.end} runs over the end of a sentence; it should be inside one", place
    for claim in case.document.claims if clauses else ():
        if len(claim.spans) > 1 and len({bisect_right(starts, piece.start) for piece in claim.spans}) > 1:
            yield claim, "has pieces in several sentences; it should be one clause, or several claims", claim.spans[-1]
