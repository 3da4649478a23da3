"""C: how sure a claim is agrees with its words, and with who says it."""

from ..model import Claim
from .catalogue import Case, Found, rule


@rule("C506")
def doubt_without_hedge(case: Case) -> Found:
    """A claim is less than certain, and no word of its cue or content says so, nor has a trigger in it a modality that does.

    The words that count are those of the inventory. It can be told only where the words are at hand.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"LIKELY","author_certainty":"LIKELY","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme may have fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":23,"quote":"Acme may have fired Ann"}],"source_kind":"TELLER","certainty":"LIKELY","author_certainty":"LIKELY","answers":[{"facet":"REMARK"}],"canonical":"Ann may have lost her job."}
    """
    inventory = case.labels.certainty
    for claim in case.document.claims:
        label = inventory.get(claim.certainty)
        if label is not None and label.hedged and claim.spans and _sounds_sure(case, claim):
            yield claim, f"has certainty {claim.certainty}, and no hedge in cue or content; it should be certain, or the cue have the hedge"


def _sounds_sure(case: Case, claim: Claim) -> bool:
    """Whether nothing in a claim makes it less than certain, and all its words could be read."""
    document, labels = case.document, case.labels
    for piece in (*claim.spans, *claim.cue, *(piece for via in claim.via for piece in via.cue)):
        words = piece.quote or document.slice(piece)
        if not words or labels.hedge.search(words):
            return False
    for trigger in document.triggers:
        modality = labels.modality.get(trigger.modality)
        if modality is not None and modality.hedged and any(piece.start <= trigger.start < piece.end for piece in claim.spans):
            return False
    return True


@rule("C508")
def author_certainty(case: Case) -> Found:
    """The article's own certainty is not what the kind of source has: that of the claim, or none.

    Bad:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"OPEN","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    """
    kinds, certainties = case.labels.source_kind, case.labels.certainty
    for claim in case.document.claims:
        kind = kinds.get(claim.source_kind)
        if kind is None or kind.author == "any":
            continue
        if kind.author == "same":
            if claim.author_certainty != claim.certainty:
                there = f"of source_kind {claim.source_kind} has author_certainty {claim.author_certainty} and certainty {claim.certainty}"
                yield claim, f"{there}; they should be the same"
        elif (label := certainties.get(claim.author_certainty)) is not None and not label.open:
            wanted = " or ".join(name for name, label in certainties.items() if label.open)
            yield claim, f"of source_kind {claim.source_kind} has author_certainty {claim.author_certainty}; it should be {wanted}"
