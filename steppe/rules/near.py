"""X: no article is on one side of a split in nearly the words of an article on another."""

import numpy as np

from ..shingles import nearest
from .catalogue import Placed, Whole, rule


@rule("X602", "corpus")
def near_duplicate(whole: Whole) -> Placed:
    """An article shares more of its eight-word sequences with one on another side of the split than corpus.toml allows.

    What is learnt from the one is then tested on the other. The share is that of the sequences of the shorter article; lines
    where nothing is marked are left out. Of each article that which shares most is named.

    Bad:
        Acme fired Ann and then Bo on a cold Monday morning.
        == other
        In May Acme fired Ann and then Bo on a cold Monday.
        {"kind":"article","name":"other","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"bolt","sha256":"?","length":51}
    Good:
        Acme fired Ann and then Bo on a cold Monday morning.
        == other
        In May Bolt sold what it had bought of Acme a week before.
        {"kind":"article","name":"other","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"bolt","sha256":"?","length":58}
    """
    articles, settings = whole.evidence.articles, whole.settings
    order = list(dict.fromkeys(incident.split for incident in settings.incident.values()))
    if len(order) < 2:
        return
    side = {name: order.index(incident.split) for name, incident in settings.incident.items()}
    sides = np.array([side.get(article.incident, 0) for article in articles], np.int64)
    most = settings.checks.most_shared
    for number, other, share in nearest(*whole.evidence.shingles.all(), sides, most):
        mine, partner = articles[number], articles[other]
        folds = settings.fold(mine.incident), settings.fold(partner.incident)
        message = (
            f"shares with {partner.name}, which is in {folds[1]}, not {folds[0]}, {share:.0%} of the eight-word sequences of the shorter;"
        )
        yield mine.file, 1, "article", f"{message} across a split at most {most:.0%} should be shared"
