"""Rows of any config, gathered by article."""

from collections.abc import Iterable, Sequence

from ..labels import Labels
from ..model import Argument, Mention, Pass, Trigger
from ..pairs import ClaimPair
from ..store import Document
from ..text import shown
from .checks import arguments
from .items import Maker
from .known import Known
from .pile import HEAD, Pile, Tagged, covers
from .shapes import AnyRow, ArgumentItem, ArticleRow, ClaimItem, ClaimRow, MentionItem, PairRow, ReferenceRow, Row, SentenceRow, TriggerItem
from .tags import scheme_of
from .words import WordError, Words
from .wrong import Spot


class Gathering:
    """What rows say, until all are read."""

    def __init__(self, labels: Labels | None) -> None:
        self.piles: dict[str, Pile] = {}
        self.known = Known(labels)
        self.pairs: list[ClaimPair] = []
        self.layers: set[str] = set()
        self._maker = Maker(labels)
        self._placed = False
        """Whether rows say where the fillers of arguments are. Rows of ``events`` alone do not, unless arguments have start and end."""
        self._asked: dict[tuple[str, str, str, frozenset[str]], Spot] = {}

    def columns(self, shape: type, columns: set[str]) -> None:
        """A table with these columns is about to be read: the layers that it can hold.

        Rows of ``coreference`` have not all mentions and triggers, only those that refer to something.
        """
        if shape is ArticleRow or shape is SentenceRow:
            self.layers |= {layer for layer in ("zone", "mention", "trigger", "claim", "link") if f"{layer}s" in columns}
            self.layers |= {"mention"} if "tags" in columns else set()
            self._placed |= "mentions" in columns
        elif shape is ClaimRow:
            self.layers.add("claim")
        elif shape is PairRow:
            self.layers.add("relation")

    def take(self, row: AnyRow, spot: Spot, words: Words) -> None:
        """A row.

        Raises:
            SideError: it is not lawful.
        """
        try:
            if isinstance(row, PairRow):
                self._pair(row, spot, words)
            else:
                pile = self._pile(row, spot, words)
                if isinstance(row, ArticleRow):
                    self._article(pile, row, spot, words)
                elif isinstance(row, SentenceRow):
                    self._sentence(pile, row, spot, words)
                elif isinstance(row, ClaimRow):
                    self._claims(pile, [row], spot, words, "")
                else:
                    self._reference(pile, row, spot, words)
        except WordError as error:
            raise spot.wrong(str(error)) from None

    def _pile(self, row: Row | ClaimRow, spot: Spot, words: Words) -> Pile:
        pile = self.piles.get(row.article)
        if pile is None:
            if not row.article:
                raise spot.wrong("article is empty; it should be the name of one")
            pile = self.piles[row.article] = Pile(row.article, spot.file)
            said = {"tier": words.of(row.tier, "tier"), "incident": words.of(row.incident, "incident")}
            pile.head |= said | {"publisher": row.publisher or "", "published": row.published or ""}
        return pile

    def _article(self, pile: Pile, row: ArticleRow, spot: Spot, words: Words) -> None:
        pile.once("article", spot, f"the article {shown(row.article)}")
        pile.head |= {key: value for key in HEAD[4:] if (value := getattr(row, key))}
        pile.text, pile.length = row.text, row.length
        if row.text is not None and row.length not in {None, len(row.text)}:
            raise spot.wrong(f"length is {row.length}, and the text has {len(row.text)} characters; they should be as many")
        if row.text is not None:
            pile.length = len(row.text)
        if row.annotator:
            date, guidelines = row.date or "", row.guidelines or ""
            pile.passes.append(
                Pass(article=row.article, annotator=row.annotator, guidelines=guidelines, date=date, sha256=row.sha256 or "")
            )
        for zone in row.zones or ():
            pile.add(self._maker.zone(zone, words, zone.id or pile.fresh("z")), spot)
        self._mentions(pile, row.mentions or (), spot, words)
        self._triggers(pile, row.triggers or (), spot, words)
        self._claims(pile, row.claims or (), spot, words, "claims.")
        for link in row.links or ():
            pile.add(self._maker.link(link, words, link.id or pile.fresh("l")), spot)

    def _sentence(self, pile: Pile, row: SentenceRow, spot: Spot, words: Words) -> None:
        if row.sentence is not None:
            layers = (row.mentions is not None or row.tags is not None, row.triggers is not None)
            pile.once((layers, row.sentence), spot, f"sentence {row.sentence} of {shown(row.article)}")
        mentions = self._mentions(pile, row.mentions or (), spot, words)
        self._triggers(pile, row.triggers or (), spot, words)
        if row.tags is None:
            told = row.mentions is not None or row.triggers is not None
            if not told and (row.tokens is not None or row.token_starts is not None):
                raise spot.wrong("tags is null, and there are tokens; there should be a tag for each")
            return
        tags = words.all(row.tags, "tags")
        tagged = Tagged(spot, row.tokens or [], tags, _places(row, spot))
        if row.mentions is None:
            pile.tagged.append(tagged)
        elif row.token_starts is not None and covers(mentions, row.token_starts) != tags:
            raise spot.wrong("tags and mentions do not say the same; leave out the column that is not meant")

    def _mentions(self, pile: Pile, items: Iterable[MentionItem], spot: Spot, words: Words) -> list[Mention]:
        found = [self._maker.mention(item, words, item.id or pile.fresh("m")) for item in items]
        for mark in found:
            pile.add(mark, spot)
            if mark.refers_to:
                self.layers.add("coreference")
                self.known.entity(mark.refers_to, mark.type)
        return found

    def _triggers(self, pile: Pile, items: Iterable[TriggerItem], spot: Spot, words: Words) -> None:
        for item in items:
            fillers = [self._filler(pile, argument, spot, words) for argument in item.arguments or ()]
            mark = self._maker.trigger(item, fillers, words, item.id or pile.fresh("t"))
            pile.add(mark, spot)
            if mark.refers_to:
                self.layers.add("coreference")
                self.known.event(mark.refers_to, mark.type, item.event_name or "", pile.head["incident"])

    def _filler(self, pile: Pile, item: ArgumentItem, spot: Spot, words: Words) -> Argument:
        """An argument; where the row says where its filler is, that is a mention, unless it has been met."""
        identifier = item.filler or ""
        if item.start is not None and item.end is not None:
            self._placed = True
            kind = words.of(item.type, "triggers.arguments.type")
            identifier = pile.filler(Mention(id=identifier, start=item.start, end=item.end, type=kind), spot)
        elif not identifier:
            raise spot.wrong("an argument has neither filler nor start and end; it should have the one or the others")
        return self._maker.argument(item, identifier, words)

    def _claims(self, pile: Pile, items: Sequence[ClaimItem], spot: Spot, words: Words, under: str) -> None:
        for item in items:
            identifier = (item.claim if isinstance(item, ClaimRow) else None) or item.id or pile.fresh("c")
            by = item.by or ""
            if isinstance(item, ClaimRow) and item.source_start is not None and item.source_end is not None:
                place = _whole(item.source_start, spot), _whole(item.source_end, spot)
                by = self._source(pile, place, item.source_entity, item.source_name, spot)
            via = [
                self._source(pile, (link.start, link.end), link.entity, link.name, spot)
                if link.start is not None and link.end is not None
                else link.by or ""
                for link in item.via or ()
            ]
            mark = self._maker.claim(item, words, identifier, under, by, via)
            pile.add(mark, spot)
            self.known.answers([answer.facet for answer in mark.answers], item.answers or (), pile.head["incident"])

    def _source(self, pile: Pile, place: tuple[int, int], entity: str | None, name: str | None, spot: Spot) -> str:
        """The mention that is a source, known by its place alone."""
        if entity:
            self.known.entity(entity, "", name or "")
        return pile.filler(Mention(id="", start=place[0], end=place[1], type="", refers_to=entity or ""), spot)

    def _reference(self, pile: Pile, row: ReferenceRow, spot: Spot, words: Words) -> None:
        kind = words.of(row.type, "type")
        if row.kind not in {"mention", "trigger"}:
            raise spot.wrong(f"kind is {shown(row.kind)}; it should be 'mention' or 'trigger'")
        if not row.cluster:
            raise spot.wrong("cluster is empty; it should be the id of one")
        self.layers.add("coreference")
        if row.kind == "mention":
            pile.add(Mention(id=row.id or pile.fresh("m"), start=row.start, end=row.end, type=kind, refers_to=row.cluster), spot)
            self.known.entity(row.cluster, kind, row.cluster_name or "")
        else:
            pile.add(Trigger(id=row.id or pile.fresh("t"), start=row.start, end=row.end, type=kind, refers_to=row.cluster), spot)
            self.known.event(row.cluster, kind, row.cluster_name or "", pile.head["incident"])

    def _pair(self, row: PairRow, spot: Spot, words: Words) -> None:
        facet, event, subject = words.of(row.facet, "facet"), row.event or "", row.subject or ""
        a, b = f"{row.a_article}/{row.a_claim}", f"{row.b_article}/{row.b_claim}"
        first = self._asked.setdefault((facet, event, subject, frozenset((a, b))), spot)
        if first is not spot:
            raise spot.wrong(f"the pair of {a} and {b} stands already at {first}; one question has it once")
        if event:
            self.known.event(event, name=row.about or "")
        elif subject:
            self.known.entity(subject, name=row.about or "")
        relation, conflict, basis = words.of(row.relation, "relation"), words.of(row.conflict, "conflict"), words.of(row.basis, "basis")
        self.pairs.append(ClaimPair(facet=facet, event=event, subject=subject, a=a, b=b, relation=relation, conflict=conflict, basis=basis))

    def documents(self) -> dict[str, Document]:
        """The articles, once all rows are read.

        Raises:
            SideError: the rows of an article do not go together.
        """
        piles = self.piles.values()
        for pile in piles:
            pile.take_fillers()
        if not self._placed and any(pile.lacks_fillers for pile in piles):
            for pile in piles:
                pile.without_arguments()
        scheme = scheme_of(sentence.tags for pile in piles for sentence in pile.tagged)
        found = {pile.name: pile.document(scheme) for pile in piles}
        if "trigger" in self.layers and any(arguments(document.triggers) for document in found.values()):
            self.layers.add("argument")
        return found


def _whole(number: float, spot: Spot) -> int:
    """An offset that may be written as a fraction."""
    if not float(number).is_integer() or not 0 <= number < 2**31:
        raise spot.wrong(f"source_start or source_end is {number}; it should be an integer or null")
    return int(number)


def _places(row: SentenceRow, spot: Spot) -> list[tuple[int, int]] | None:
    """Where the tokens of a sentence are, or None where only their words are known."""
    tags = row.tags or []
    for name in ("tokens", "token_starts", "token_ends"):
        there = getattr(row, name)
        if there is not None and len(there) != len(tags):
            raise spot.wrong(f"{name} has {len(there)} items, and tags {len(tags)}; they should be as many")
    if row.token_starts is not None and row.token_ends is not None:
        return list(zip(row.token_starts, row.token_ends, strict=True))
    if row.token_starts is not None and row.tokens is not None:
        return [(start, start + len(token)) for start, token in zip(row.token_starts, row.tokens, strict=True)]
    if "" in (row.tokens or ()):
        raise spot.wrong("a token is empty; each should have a character or more")
    if row.tokens is None:
        raise spot.wrong("tags are given, and neither tokens nor their starts and ends; the one or the others should be")
    return None
