"""X: the same words are marked in the same way."""

import numpy as np

from .catalogue import Placed, Whole, rule
from .evidence.places import column


@rule("X604", "corpus")
def same_text_other_labels(whole: Whole) -> Placed:
    """The same line stands in two places, of one article or of two, and is marked differently.

    Compared are the type of the line, and place and type of each mention and trigger in it; lines of at least 30 characters. Where
    the context makes the difference, an exception says so.

    Bad:
        Acme fired Ann and took on nobody.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        == other
        Acme fired Ann and took on nobody.
    Good:
        Acme fired Ann and took on nobody.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        == other
        Acme fired Ann and took on nobody.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
    """
    lines, articles = whole.evidence.lines, whole.evidence.articles
    digests, marked = column(lines.digests), column(lines.marked)
    order = np.argsort(digests, kind="stable")
    ordered = digests[order]
    first = np.searchsorted(ordered, ordered)  # where the run of each digest begins
    for place in np.flatnonzero(marked[order] != marked[order[first]]).tolist():
        article, line, zone = lines.places[int(order[place])]
        other, there, model = lines.places[int(order[first[place]])]
        yield (
            articles[article].file,
            line,
            zone,
            f"reads like {model} of {articles[other].file}:{there}, and has another type or other marks; both should have the same",
        )
