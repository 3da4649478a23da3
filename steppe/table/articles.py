"""Tables with a row for each article: gold, and the passes of annotators."""

from .columns import Column, Items, Leaf, Leaves, Under, each, label, listed
from .config import Common, Config, offsets, one_each


def layers(common: Common) -> tuple[Column, ...]:
    """Zones, mentions, triggers, claims and links as they are stored; rows are :class:`View`."""
    labels = common.labels
    polarity, modality = labels.default(labels.polarity), labels.default(labels.modality)
    pieces = offsets()
    return (
        Items(
            "zones",
            listed("document.zones"),
            (
                Leaf("id", each("id"), varied=True),
                *offsets(),
                label("type", each("type"), labels.zone),
                Leaves("sentences", lambda zones: [zone.sentences or (zone.start,) for zone in zones], "int32"),
            ),
        ),
        Items(
            "mentions",
            listed("document.mentions"),
            common.mention,
            of="mentions",
        ),
        Items(
            "triggers",
            listed("document.triggers"),
            (
                *common.trigger,
                label("polarity", lambda triggers: [trigger.polarity or polarity for trigger in triggers], labels.polarity),
                label("modality", lambda triggers: [trigger.modality or modality for trigger in triggers], labels.modality),
                Items(
                    "arguments",
                    listed("arguments"),
                    (label("role", each("role"), labels.role), Leaf("filler", each("filler"), varied=True)),
                ),
            ),
            of="triggers",
        ),
        Items(
            "claims",
            listed("document.claims"),
            (
                Leaf("id", each("id"), varied=True),
                Items("spans", listed("spans"), pieces),
                label("source_kind", each("source_kind"), labels.source_kind),
                Leaf("by", each("by"), optional=True, varied=True),
                Items("cue", listed("cue"), pieces),
                Items("via", listed("via"), (Leaf("by", each("by"), optional=True, varied=True), Items("cue", listed("cue"), pieces))),
                label("mode", each("mode"), labels.mode, optional=True),
                label("certainty", each("certainty"), labels.certainty),
                label("author_certainty", each("author_certainty"), labels.certainty),
                Items(
                    "answers",
                    listed("answers"),
                    (
                        label("facet", each("facet"), labels.facet),
                        Leaf("event", each("event"), optional=True),
                        Leaf("subject", each("subject"), optional=True),
                        Leaves("values", each("values")),
                    ),
                ),
                Leaf("canonical", each("canonical"), varied=True),
            ),
        ),
        *_links(common),
    )


def _links(common: Common) -> tuple[Column, ...]:
    """The links, where the corpus has any kind of them."""
    inventory = common.labels.link
    if not inventory:
        return ()
    ends = (Leaf("a", each("a"), varied=True), Leaf("b", each("b"), varied=True))
    return (Items("links", listed("document.links"), (Leaf("id", each("id"), varied=True), label("type", each("type"), inventory), *ends)),)


def articles(common: Common) -> Config:
    """An article with all its layers."""
    columns: tuple[Column | Under, ...] = (
        Leaf("language", each("article.language")),
        Leaf("licence", each("article.licence")),
        Leaf("sha256", each("article.sha256")),
        Leaf("length", each("article.length"), "int32"),
        Leaf("text", each("document.text"), optional=True, varied=True),
        *layers(common),
    )
    return Config("articles", common.head, columns, one_each, "articles")


def passes(common: Common) -> Config:
    """What one annotator alone marked in an article; its rows are views of pass files."""
    columns: tuple[Column | Under, ...] = (
        Leaf("annotator", each("done.annotator")),
        Leaf("annotator_kind", lambda views: [common.settings.annotator[view.done.annotator].kind for view in views]),
        Leaf("guidelines", each("done.guidelines")),
        Leaf("date", each("done.date")),
        *layers(common),
    )
    return Config("passes", common.head, columns, one_each, "articles")
