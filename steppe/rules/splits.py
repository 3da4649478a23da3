"""X: what is learnt from is apart from what is tested on, stays there, and teaches what is tested."""

from collections import Counter

from ..text import shown
from .catalogue import Placed, Whole, rule
from .evidence.references import Stray


@rule("X601", "corpus")
def across_splits(whole: Whole) -> Placed:
    """A mark refers to an event of another incident, or an article retells one that is on the other side of the split.

    An event belongs to one incident, and an incident to one side of the split: what was learnt of the event would be tested. Where
    corpus.toml says ``closed_entities`` the same holds of entities, whose incident is that of the first article that refers to them.
    Something that happened in two incidents has an entry in each.

    Bad:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        == other
        Acme fired Ann in May.
        {"kind":"article","name":"other","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"bolt","sha256":"?","length":22}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
    Good:
        Acme fired Ann.
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
        {"kind":"event","id":"v-222222","type":"Dismissal","name":"Ann is fired","incident":"acme"}
        == other
        Acme fired Ann in May.
        {"kind":"article","name":"other","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"?","length":22}
        {"kind":"trigger","id":"t-222222","start":5,"end":10,"quote":"fired","type":"Dismissal","refers_to":"v-222222"}
    """
    articles, references, events = whole.evidence.articles, whole.evidence.references, whole.registry.event
    for stray in references.strays:
        if stray.entry in events:
            yield _stray(whole, stray, f"the event belongs to {shown(events[stray.entry].incident)}")
    for by_incident in references.first.values():
        first, *others = by_incident.values()
        for stray in others:
            yield _stray(
                whole, stray, f"{articles[first.article].name} referred to the entity first, in {articles[first.article].incident}"
            )
    yield from _retellings(whole)


def _stray(whole: Whole, stray: Stray, why: str) -> tuple[str, int, str, str]:
    article, name = whole.evidence.articles[stray.article], whole.registry.name(stray.entry)
    return (
        article.file,
        stray.line,
        stray.mark,
        f"refers to {stray.entry} ({shown(name)}) from an article of incident {article.incident}; {why}, and should have an entry in each",
    )


def _retellings(whole: Whole) -> Placed:
    articles, settings = whole.evidence.articles, whole.settings
    known = {article.name: article for article in articles}
    for article in articles:
        for name in article.retells:
            told = known.get(name)
            if told is None:
                if name not in whole.evidence.unread:
                    yield article.file, 1, "article", f"retells {shown(name)}; there is no such article, and should be"
            elif (there := settings.fold(told.incident)) != (here := settings.fold(article.incident)):
                yield (
                    article.file,
                    1,
                    "article",
                    f"is in {here}, and retells {name}, which is in {there}; both should be on one side of the split",
                )


@rule("X603", "corpus")
def split_changed(whole: Whole) -> Placed:
    """An article is not in the split in which it was released, or is gone. Results on two versions could not be compared.

    ``splits.jsonl`` says where each released article is; a release writes it.

    Bad:
        Acme fired Ann.
        {"kind":"split","article":"example","split":"test","since":"1.0.0"}
    Good:
        Acme fired Ann.
        {"kind":"split","article":"example","split":"train","since":"1.0.0"}
    """
    file = f"{whole.registry.folder}/splits.jsonl"
    splits = {article.name: whole.settings.split(article.tier, article.incident) for article in whole.evidence.articles}
    seen: set[str] = set()
    for line, membership in enumerate(whole.registry.memberships, start=1):
        name, split, since = membership.article, shown(membership.split), shown(membership.since)
        if name in seen:
            yield file, line, name, f"{shown(name)} is listed twice; an article is released once"
        elif name in splits and splits[name] != membership.split:
            yield file, line, name, f"{name} is in {splits[name]}; it was released in {split} with {since}, and should stay there"
        elif name not in splits and name not in whole.evidence.unread:
            yield file, line, name, f"{shown(name)} is gone; it was released in {split} with {since}, and should stay"
        seen.add(name)


@rule("X605", "corpus")
def little_support(whole: Whole) -> Placed:
    """A label that stands in the split that is learnt from stands hardly or never where it is tested.

    corpus.toml says how often it should (``least_support`` under ``checks``; 0 asks nothing) and which split is learnt from.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        == other
        Bolt hired Bo.
        {"kind":"article","name":"other","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"bolt","sha256":"?","length":14}
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Bolt","type":"Firm","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Firm","name":"Bolt"}
        == corpus.toml
        [checks]
        least_support = 1
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Ann"}
        == other
        Bolt hired Bo.
        {"kind":"article","name":"other","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"bolt","sha256":"?","length":14}
        {"kind":"mention","id":"m-234567","start":11,"end":13,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Bo"}
        == corpus.toml
        [checks]
        least_support = 1
    """
    settings = whole.settings
    least, learnt = settings.checks.least_support, settings.checks.learn
    folds = {tier.prefix + incident.split: incident.split for tier in settings.tier.values() for incident in settings.incident.values()}
    tested = [fold for fold in dict.fromkeys(folds.values()) if fold != learnt]
    if not least or whole.evidence.unread:
        return
    used: Counter[tuple[str, str, str]] = Counter()
    for (inventory, label, split), number in whole.evidence.tally.used.items():
        used[inventory, label, folds.get(split, "")] += number
    for (inventory, label, fold), number in used.items():
        for other in tested if fold == learnt and number and label in getattr(whole.labels, inventory) else ():
            if (there := used.get((inventory, label, other), 0)) < least:
                yield (
                    "annotations/labels.toml",
                    0,
                    f"{inventory}.{label}",
                    f"the label stands {number} times in {learnt} and {there} times in {other}; it should stand {least} times at least",
                )
