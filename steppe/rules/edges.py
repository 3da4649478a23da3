"""S: where mentions end, and how they lie to each other."""

from ..model import Mention, Trigger
from ..text import shown
from .catalogue import Case, Found, rule

_STOPS = frozenset(",;:")


@rule("S216")
def punctuation_edge(case: Case) -> Found:
    """A mention or a trigger begins or ends with a comma, a semicolon or a colon, which belongs to the sentence around it.

    Bad:
        Acme fired Ann, Bo said.
        {"kind":"mention","id":"m-234567","start":11,"end":15,"quote":"Ann,","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann, Bo said.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    document = case.document
    for (mark, place), reads in zip(document.fitting, document.slices, strict=False):  # without the text there are no slices
        if reads and (reads[-1] in _STOPS or reads[0] in _STOPS) and isinstance(mark, Mention | Trigger):
            yield mark, f"{shown(reads)} has punctuation at its edge; the span should be {shown(reads.strip(',;: '))}", place


@rule("S217")
def mentions_cross(case: Case) -> Found:
    """Two mentions overlap, and neither lies inside the other. Noun phrases nest or are apart.

    Bad:
        The firm Acme Bolt fired Ann.
        {"kind":"mention","id":"m-234567","start":4,"end":13,"quote":"firm Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":9,"end":18,"quote":"Acme Bolt","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme Bolt"}
    Good:
        The firm Acme Bolt fired Ann.
        {"kind":"mention","id":"m-234567","start":4,"end":18,"quote":"firm Acme Bolt","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":9,"end":18,"quote":"Acme Bolt","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme Bolt"}
    """
    reach = 0
    for mention in case.document.mentions:
        if mention.start < reach:
            break
        reach = mention.end
    else:
        return  # all are apart
    around: list[Mention] = []
    for mention in case.document.mentions:  # by start, the longest first: those that still reach on are those around
        while around and around[-1].end <= mention.start:
            around.pop()
        crossed = next((other for other in around if other.start < mention.start < other.end < mention.end), None)
        if crossed is not None:
            yield mention, f"overlaps {crossed.id}, and neither is inside the other; one of them should end elsewhere"
        else:
            around.append(mention)
