"""L: whose words may be here, and that each article says whose it is."""

import re

from ..model import Claim
from ..text import shown
from ..values import wrong_date
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
                place,
            )


@rule("L702")
def unknown_rights(case: Case) -> Found:
    """An article's licence is not described in corpus.toml, or its publisher, language or date is missing, or the date is none.

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
    if article.language.strip() and article.language not in settings.language:
        yield article, f"has language {shown(article.language)}; corpus.toml lists {', '.join(settings.language)}"
    if article.published.strip() and (wrong := wrong_date(article.published)):
        yield article, f"published {wrong}"


BORROWED = 8
"""Words in a row that are somebody's wording and not the language's."""
_WORD = re.compile(r"\w+")


@rule("L703", "corpus")
def untraced_claim(whole: Whole) -> Placed:
    """A claim of a retelling is traced to no claim of an article that it retells, so that nobody can check it.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15,"retells":["other"]}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        == other
        Ann is out.
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


@rule("L704")
def borrowed_wording(case: Case) -> Found:
    """A canonical sentence has eight words in a row of a text that is not ours to pass on. It should be in our own words.

    It can be told only where the text is at hand.

    Bad:
        Acme fired Ann from her post in the old mill.
        {"kind":"article","name":"example","tier":"LINKED","language":"en","publisher":"The Daily","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"04ca698b949333199d1475d4a54852536210d36e0881678febb2aa2272eb7c81","length":45}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":44,"digest":"03b34cf155ee"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Acme fired Ann from her post in the mill's office."}
    Good:
        Acme fired Ann from her post in the old mill.
        {"kind":"article","name":"example","tier":"LINKED","language":"en","publisher":"The Daily","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"04ca698b949333199d1475d4a54852536210d36e0881678febb2aa2272eb7c81","length":45}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":44,"digest":"03b34cf155ee"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost the job at the mill that Acme had given her."}
    """
    text = case.document.text
    if text is None or case.has_text:
        return
    reads = _spaced(_WORD.findall(text.casefold()))
    for claim in case.document.claims:
        words = _WORD.findall(claim.canonical.casefold())
        for start in range(len(words) - BORROWED + 1):
            run = words[start : start + BORROWED]
            if _spaced(run) in reads:
                yield claim, f"the canonical sentence has {shown(' '.join(run), 80)} of the text; it should be in other words"
                break


def _spaced(words: list[str]) -> str:
    return f" {' '.join(words)} "


@rule("L706")
def retelling_of_nothing(case: Case) -> Found:
    """An article of a tier that retells names no article that it retells, or names itself.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":15,"retells":["example"]}
    Good:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":15}
    """
    article = case.document.article
    tier = case.settings.tier.get(article.tier)
    if tier is not None and tier.retells and not article.retells:
        yield article, f"is of tier {article.tier}, and retells nothing; it should name the articles that it draws on"
    if article.name in article.retells:
        yield article, "retells itself; it should name the articles that it draws on"


@rule("L707", "corpus")
def traced_elsewhere(whole: Whole) -> Placed:
    """A claim of a retelling is traced to an article that is not retold, or to claims that are about nothing that it is about.

    Bad:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":15,"retells":["other"]}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        == other
        Ann is out.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":10,"quote":"Ann is out"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"NOTE","event":"v-222222","values":["all day"]}],"canonical":"She is out."}
        {"kind":"trigger","id":"t-222222","start":7,"end":10,"quote":"out","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"trace","claim":"example/c-222222","source":"other/c-222222","entailed":true}
    Good:
        Acme fired Ann.
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":15,"retells":["other"]}
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        == other
        Ann is out.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":10,"quote":"Ann is out"}],"source_kind":"TELLER","certainty":"SURE","author_certainty":"SURE","answers":[{"facet":"REMARK"}],"canonical":"She is out."}
        {"kind":"trigger","id":"t-222222","start":7,"end":10,"quote":"out","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        {"kind":"trace","claim":"example/c-222222","source":"other/c-222222","entailed":true}
    """
    told, articles = whole.evidence.claims.told, whole.evidence.articles
    file = f"{whole.registry.folder}/traces.jsonl"
    near = {
        trace.claim
        for trace in whole.registry.traces
        if trace.claim in told and trace.source in told and _about(told[trace.claim].claim) & _about(told[trace.source].claim)
    }
    for line, trace in enumerate(whole.registry.traces, start=1):
        claim, source = told.get(trace.claim), told.get(trace.source)
        if claim is None or source is None:
            continue
        retold = articles[claim.article].retells
        if articles[source.article].name not in retold:
            says = f"leads to {trace.source}, of an article that is not retold; its article retells {', '.join(retold) or 'none'}"
            yield file, line, trace.claim, says
        elif trace.claim not in near:
            says = f"leads to {trace.source}, which is about nothing that it is about; it should lead to where it is said"
            yield file, line, trace.claim, says


def _about(claim: Claim) -> set[str]:
    """The events and subjects that a claim answers for, and its values; of an answer about nothing in the registry the facet."""
    found: set[str] = set()
    for answer in claim.answers:
        found.update((answer.event or answer.subject or answer.facet, *answer.values))
    return found
