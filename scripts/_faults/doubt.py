"""What a careless annotator makes of certainty: that of a source, that of the article, that of an event."""

import re
from collections.abc import Iterator

from .catalogue import Change, fault, remarked
from .claim import claims, told
from .corpus import Original, but


def _hedge(original: Original) -> re.Pattern[str]:
    """A rough eye for words that make a statement less than sure: those of the corpus, and their like."""
    words = [*original.labels.get("words", {}).get("hedges", ()), "perhaps", "accused", "blame", "claim", "plan", "threat"]
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


@fault("claim")
def doubt_invented(original: Original) -> Iterator[Change]:
    """A sure claim is called probable, and nothing in the sentence says so."""
    doubts = original.having("certainty", hedged=True)
    hedge = _hedge(original)
    modal = {label for label, entry in original.labels["modality"].items() if entry.get("hedged") or entry.get("unreal")}
    for sheet, claim in claims(original):
        sure = not {"hedged", "open"}.intersection(original.labels["certainty"][claim["certainty"]])
        zone = next((z for z in sheet.of("zone") if z["start"] <= claim["spans"][0]["start"] < z["end"]), None)
        if sheet.text is None or zone is None or not sure or hedge.search(sheet.reads(zone)):
            continue
        if not any(trigger.get("modality") in modal for trigger in sheet.inside(zone)):
            for doubt in doubts[:2]:
                author = doubt if claim["author_certainty"] == claim["certainty"] else claim["author_certainty"]
                yield remarked(sheet, claim, but(claim, certainty=doubt, author_certainty=author), what=f"{claim['id']} as {doubt}")


@fault(
    "claim",
    argued="""The hedge may be of another clause, of a name (`so-called`), or outweighed; sure claims with such a word in their
    sentence are common. What the source commits to is a judgement, on which annotators agree least.""",
)
def doubt_overlooked(original: Original) -> Iterator[Change]:
    """A hedged claim is called certain."""
    sure = [label for label, entry in original.labels["certainty"].items() if not entry.get("hedged") and not entry.get("open")]
    for sheet, claim in claims(original):
        if original.labels["certainty"][claim["certainty"]].get("hedged"):
            author = sure[0] if claim["author_certainty"] == claim["certainty"] else claim["author_certainty"]
            yield remarked(sheet, claim, but(claim, certainty=sure[0], author_certainty=author), what=claim["id"])


@fault("claim")
def author_of_another_mind(original: Original) -> Iterator[Change]:
    """The article's own claim is less sure, or surer, for the article than for its source, which is the article."""
    same = original.having("source_kind", author="same")
    for sheet, claim in claims(original):
        for label in original.labels["certainty"]:
            if claim["source_kind"] in same and label != claim["certainty"]:
                yield remarked(sheet, claim, but(claim, author_certainty=label), what=f"{claim['id']} as {label}")


@fault("claim")
def author_made_sure(original: Original) -> Iterator[Change]:
    """The article is said to vouch for what it only carries from a source."""
    carried = original.having("source_kind", author="open")
    for sheet, claim in claims(original):
        if claim["source_kind"] in carried:
            yield remarked(sheet, claim, but(claim, author_certainty=next(iter(original.labels["certainty"]))), what=claim["id"])


@fault(
    "claim",
    argued="""An article may vouch for what a source says, by its verb (`showed`, `admitted`) or elsewhere. Whether it does is the
    reading of a whole article.""",
)
def author_believed(original: Original) -> Iterator[Change]:
    """The article is said to vouch for what a named source says."""
    open_ = original.having("certainty", open=True)
    carried = original.having("source_kind", author="open")
    for sheet, claim in told(original):
        if claim["source_kind"] not in carried and claim["author_certainty"] in open_:
            yield remarked(sheet, claim, but(claim, author_certainty=next(iter(original.labels["certainty"]))), what=claim["id"])


@fault("claim")
def polarity_or_modality_of_the_default(original: Original) -> Iterator[Change]:
    """A trigger spells out the label that is meant where there is none."""
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            for key in ("polarity", "modality"):
                if not trigger.get(key):
                    default = next(label for label, entry in original.labels[key].items() if entry.get("default"))
                    yield remarked(sheet, trigger, but(trigger, **{key: default}), what=f"{trigger['id']}.{key}")


@fault(
    "claim",
    argued="""What did not happen is said in a hundred ways (`failed to`, `denied`, `ruled out`), few of them one word beside the
    trigger. A list of words would flag as many sound marks as wrong ones.""",
)
def event_denied(original: Original) -> Iterator[Change]:
    """An event that is told as so is marked as not so."""
    negative = [label for label, entry in original.labels["polarity"].items() if not entry.get("default")]
    for sheet in original.articles:
        for trigger in sheet.of("trigger"):
            if not trigger.get("polarity"):
                yield remarked(sheet, trigger, but(trigger, polarity=negative[0]), what=trigger["id"])
