"""Records made of the items of rows: labels as words, what is null as nothing said."""

from collections.abc import Sequence

from ..labels import Labels
from ..model import Answer, Argument, Claim, Link, Mention, Piece, Trigger, Via, Zone
from .shapes import AnswerItem, ArgumentItem, ClaimItem, LinkItem, MentionItem, Place, TriggerItem, ZoneItem
from .words import Words


class Maker:
    """Makes records; a label that is meant where a record says nothing is left unsaid, as the corpus's own form has it."""

    def __init__(self, labels: Labels | None) -> None:
        self.polarity = labels.default(labels.polarity) if labels else ""
        self.modality = labels.default(labels.modality) if labels else ""

    def zone(self, item: ZoneItem, words: Words, identifier: str) -> Zone:
        """A zone; sentences only where there are several."""
        sentences = tuple(item.sentences or ())
        several = sentences if sentences != (item.start,) else ()
        return Zone(id=identifier, start=item.start, end=item.end, digest="", type=words.of(item.type, "zones.type"), sentences=several)

    def mention(self, item: MentionItem, words: Words, identifier: str) -> Mention:
        """A mention."""
        return Mention(
            id=identifier,
            start=item.start,
            end=item.end,
            type=words.of(item.type, "mentions.type"),
            level=words.of(item.level, "mentions.level"),
            refers_to=item.refers_to or "",
            value=item.value or "",
        )

    def trigger(self, item: TriggerItem, arguments: Sequence[Argument], words: Words, identifier: str) -> Trigger:
        """A trigger with its arguments."""
        polarity, modality = words.of(item.polarity, "triggers.polarity"), words.of(item.modality, "triggers.modality")
        return Trigger(
            id=identifier,
            start=item.start,
            end=item.end,
            type=words.of(item.type, "triggers.type"),
            polarity="" if polarity == self.polarity else polarity,
            modality="" if modality == self.modality else modality,
            refers_to=item.event or "",
            arguments=tuple(arguments),
        )

    def argument(self, item: ArgumentItem, filler: str, words: Words) -> Argument:
        """An argument."""
        return Argument(role=words.of(item.role, "triggers.arguments.role"), filler=filler)

    def claim(self, item: ClaimItem, words: Words, identifier: str, under: str, by: str, via: Sequence[str]) -> Claim:
        """A claim; ``under`` is where its columns are: ``claims.``, or nothing where they are those of the row.

        ``by`` and ``via`` are the mentions of its source and of its chain.
        """
        return Claim(
            id=identifier,
            spans=_pieces(item.spans),
            source_kind=words.of(item.source_kind, f"{under}source_kind"),
            by=by,
            cue=_pieces(item.cue),
            via=tuple(Via(by=source, cue=_pieces(link.cue)) for source, link in zip(via, item.via or (), strict=True)),
            mode=words.of(item.mode, f"{under}mode"),
            certainty=words.of(item.certainty, f"{under}certainty"),
            author_certainty=words.of(item.author_certainty, f"{under}author_certainty"),
            answers=tuple(self.answer(answer, words, under) for answer in item.answers or ()),
            canonical=item.canonical or "",
        )

    def answer(self, item: AnswerItem, words: Words, under: str) -> Answer:
        """An answer."""
        facet = words.of(item.facet, f"{under}answers.facet")
        return Answer(facet=facet, event=item.event or "", subject=item.subject or "", values=tuple(item.values or ()))

    def link(self, item: LinkItem, words: Words, identifier: str) -> Link:
        """A link."""
        return Link(id=identifier, type=words.of(item.type, "links.type"), a=item.a, b=item.b)


def _pieces(places: Sequence[Place] | None) -> tuple[Piece, ...]:
    return tuple(Piece(start=place.start, end=place.end) for place in places or ())
