"""Agreement and disagreements as people and machines read them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from ..labels import Labels
from ..score.counts import RATIOS
from ..score.grid import as_markdown, as_text, between, figure
from ..score.told import formatted, named
from ..text import plain, plural
from .agree import Agreement
from .differences import Difference


def as_table(agreement: Agreement) -> Iterator[str]:
    """Lines for a terminal."""
    yield from _told(agreement, as_text)


def as_page(agreement: Agreement) -> Iterator[str]:
    """Lines of Markdown."""
    yield from _told(agreement, as_markdown)


def _told(agreement: Agreement, grid: Callable[..., list[str]]) -> Iterator[str]:
    several = len(agreement.annotators) > 2
    pairs = [str(pair) for pair in agreement.figures[0].pairs] if several and agreement.figures else []
    if agreement.figures:
        yield from grid(
            ("measure", "mean F1" if several else "F1", "95% interval", *pairs),
            [
                (
                    each.measure.name,
                    figure(each.ratios[2]),
                    between((each.interval[0][2], each.interval[1][2]) if each.interval else None),
                    *(figure(each.pairs[pair][2]) for pair in pairs),
                )
                for each in agreement.figures
            ],
        )
        yield ""
    if rows := [
        (each.name, figure(each.value), between(each.interval), f"{each.items:,}", "" if each.observed is None else figure(each.observed))
        for each in agreement.coefficients
    ]:
        yield from grid(("coefficient", "value", "95% interval", "decided", "observed"), rows)
        yield ""
    by_article = [
        (each.measure.name, name, figure(ratios[2])) for each in agreement.figures for name, ratios in (each.articles or {}).items()
    ]
    if by_article:
        yield from grid(("measure", "article", "F1"), by_article, left=2)
        yield ""
    yield from (f"signature: {signature}" for signature in agreement.signatures)


def as_json(agreement: Agreement, differences: Sequence[Difference] | None, labels: Labels | None) -> str:
    """One object; figures in full, null where one is not defined. With the differences, where they were asked for."""
    found: dict[str, Any] = {
        "annotators": agreement.annotators,
        "signatures": [str(signature) for signature in agreement.signatures],
        "notices": msgspec.to_builtins(agreement.notices),
        "measures": [
            {
                "measure": each.measure.name,
                "says": each.measure.says,
                **named(each.ratios),
                "interval": dict(zip(RATIOS, zip(*each.interval, strict=True), strict=True)) if each.interval else None,
                "pairs": {pair: named(ratios) for pair, ratios in each.pairs.items()},
                **({"articles": {name: named(ratios) for name, ratios in each.articles.items()}} if each.articles else {}),
            }
            for each in agreement.figures
        ],
        "coefficients": msgspec.to_builtins(agreement.coefficients),
    }
    if differences is not None:
        found["differences"] = [msgspec.to_builtins(each) | {"guideline": guideline(each, labels)} for each in differences]
    return formatted(found)


def guideline(difference: Difference, labels: Labels | None) -> str:
    """The section of the guidelines that a difference concerns; empty where none is known."""
    return labels.guideline(difference.layer, difference.kind) if labels else ""


def as_list(differences: Sequence[Difference], labels: Labels | None, most: int, *, markdown: bool = False) -> Iterator[str]:
    """Differences by layer and kind, the most frequent kind first, with some examples of each (``most``; 0: all)."""
    number = Counter((each.layer, each.kind) for each in differences)
    yield plural(len(differences), "difference")
    for (layer, kind), times in sorted(number.items(), key=lambda item: (-item[1], item[0])):
        some = [each for each in differences if (each.layer, each.kind) == (layer, kind)]
        section = guideline(some[0], labels)
        yield ""
        head = f"{layer}: {TOLD.get(kind, kind)} ({times:,}){f', guidelines {section}' if section else ''}"
        yield f"**{head}**\n" if markdown else head
        for each in some[: most or None]:
            ids = " / ".join(filter(None, (each.first, each.second)))
            yield f"{'-' if markdown else ' '} {plain(f'{each.article} {each.start}-{each.end} ({ids}): {each.says}')}"
        if most and times > most:
            yield f"{'-' if markdown else ' '} ... and {times - most:,} more"


TOLD = {
    "boundary": "other bounds",
    "type": "other type",
    "missed": "only one side has it",
    "level": "other level",
    "value": "other value",
    "polarity": "other polarity",
    "modality": "other modality",
    "split": "the second side splits a cluster of the first",
    "joined": "the second side joins clusters of the first",
    "reference": "other entry",
    "role": "other role of one filler",
    "filler": "other filler of one role",
    "argument": "an argument that only one side has",
    "sentences": "other sentences",
    "kind": "other kind of source",
    "source": "other source",
    "cue": "other cue",
    "via": "other chain of sources",
    "mode": "other mode",
    "certainty": "other certainty",
    "facet": "other facets",
    "question": "one facet of other events or subjects",
}
"""What each kind of difference is, in words."""
