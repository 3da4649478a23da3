"""L: whose words may be here, and that each article says whose it is."""

from ..text import shown
from .catalogue import Case, Found, Placed, Whole, rule


@rule("L701")
def text_of_others(case: Case) -> Found:
    """A mark quotes an article whose text is not ours to pass on. It should have a digest instead.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"LINKED","language":"en","publisher":"The Daily","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15}
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"LINKED","language":"en","publisher":"The Daily","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15}
        {"kind":"mention","id":"m-234567","start":11,"end":14,"digest":"17239b6e2501","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
    """
    if case.has_text:
        return
    for mark, place in case.document.spots:
        if place.quote:
            yield (
                mark,
                f"quotes {shown(place.quote, 30)} of an article of tier {case.document.article.tier}; it should have a digest, no quote",
            )


@rule("L702")
def unknown_rights(case: Case) -> Found:
    """An article's licence, tier or incident is not described in corpus.toml, or its publisher or date is missing.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15}
    Good:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15}
    """
    article, settings = case.document.article, case.settings
    if article.licence not in settings.licences:
        yield article, f"has licence {shown(article.licence)}; corpus.toml describes {', '.join(settings.licences)}"
    for key in ("publisher", "published", "language"):
        if not getattr(article, key).strip():
            yield article, f"has no {key}; every article says it"


@rule("L703", "corpus")
def untraced_claim(whole: Whole) -> Placed:
    """A claim of a retelling is traced to no claim of an article that it retells, so that nobody can check it.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15,"retells":["other"]}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    Good:
        Acme fired Ann.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
    """
    for told in whole.evidence.claims.untraced:
        yield (
            whole.evidence.articles[told.article].file,
            told.line,
            told.claim,
            "is traced to no claim of an article that is retold; add the trace to traces.jsonl",
        )
