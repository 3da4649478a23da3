"""How far the annotators of a corpus agree: ``agreement.json``, and the table of the card."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import msgspec
from msgspec import Struct

from ..score.bootstrap import LEAST
from ..score.grid import between, figure
from ..store import Corpus

SAMPLES = 1000
DIGITS = 3

SHOWN = {
    "zone.strict": "zones: line and type",
    "mention.strict": "mentions: span and type",
    "mention.entity": "mentions: span and entity",
    "coreference.entity.conll": "coreference of entities: in an article (CoNLL)",
    "coreference.across.entity.conll": "coreference of entities: across articles (CoNLL)",
    "trigger.strict": "triggers: span and type",
    "trigger.event": "triggers: span and event",
    "argument.strict": "arguments: trigger, role and filler",
    "claim.content": "claims: content",
    "claim.source": "claims: source",
    "claim.cue": "claims: cue",
    "claim.triple": "claims: source, cue and content",
    "claim.certainty": "claims: certainty",
    "claim.facet": "claims: facets",
    "claim.question": "claims: facet and what it is asked of",
    "claim.value": "claims: values",
}
"""The measures that the card tells; ``agreement.json`` has them all."""


class Known(Struct, frozen=True, omit_defaults=True):
    """A figure, and the ends of its interval by bootstrap; None where one is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Agreed(Struct, frozen=True):
    """Two annotators, on the articles of which both made a pass under the same guidelines."""

    annotators: tuple[str, str]
    guidelines: str
    articles: list[str]
    measures: dict[str, Known]
    """F1 by the name of the measure."""
    coefficients: dict[str, Known]


def agreed(corpus: Corpus, samples: int = SAMPLES) -> list[Agreed]:
    """The agreement of each two annotators of a corpus, by the version of the guidelines; intervals by bootstrap over the articles."""
    found = []
    versions = {who: _versions(corpus, who) for who in corpus.annotators}
    for one, two in combinations(versions, 2):
        names: dict[str, list[str]] = {}
        for name, version in sorted(versions[one].items() & versions[two].items()):
            names.setdefault(version, []).append(name)
        found += [_measured(corpus, (one, two), version, names[version], samples) for version in sorted(names)]
    return found


def _versions(corpus: Corpus, annotator: str) -> dict[str, str]:
    """The guidelines of each pass of an annotator."""
    found = {}
    for reading in corpus.documents(f"annotations/passes/{annotator}", sound=True):
        if reading.document is not None and reading.document.passes:
            found[reading.document.name] = reading.document.passes[0].guidelines
    return found


def _measured(corpus: Corpus, annotators: tuple[str, str], guidelines: str, names: list[str], samples: int) -> Agreed:
    from ..agreement.agree import Annotators, agree  # what computes it is slow to import, and most corpora are built without
    from ..sides import open_side

    sides = [open_side(who, labels=corpus.labels, settings=corpus.settings, root=corpus.root) for who in annotators]
    found = agree(Annotators(sides, corpus.labels, names), samples=samples)
    measures = {each.measure.name: _known(each.ratios[2], [end[2] for end in each.interval or ()]) for each in found.figures}
    coefficients = {each.name: _known(each.value, each.interval or ()) for each in found.coefficients}
    return Agreed(annotators, guidelines, names, measures, coefficients)


def _known(value: float | None, interval: Sequence[float | None]) -> Known:
    return Known(*(None if number is None else round(number, DIGITS) for number in (value, *interval)))


def as_data(found: list[Agreed]) -> bytes:
    """``agreement.json``."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def section(found: list[Agreed], table: Callable[[list[str], list[list[str]]], str], pictures: Mapping[str, str]) -> list[str]:
    """What the card says of agreement; nothing where no two annotators have an article in common."""
    if not found:
        return []
    heads = [f"{' and '.join(one.annotators)}, guidelines {one.guidelines}, articles: {len(one.articles)}" for one in found]
    rows: list[list[str]] = []
    for name, says in SHOWN.items():
        cells = [_cell(one.measures.get(name)) for one in found]
        if any(cells):
            rows.append([says, *cells])
    note = (
        f"Exact F1 of two passes, with the interval of 95 of 100 samples of the articles, of {LEAST} articles or more. A pass was made without sight of the other. "
        "`agreement.json` has every measure and coefficient; `steppe agree` computes them from the passes."
    )
    return ["## Agreement", note, *filter(None, [pictures.get("agreement")]), table(["", *heads], rows)]


def _cell(known: Known | None) -> str:
    if known is None or known.value is None:
        return ""
    ends = between((known.low, known.high))
    return figure(known.value) + (f" ({ends})" if ends else "")
