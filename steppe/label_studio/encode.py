"""An article as results of Label Studio: regions, what is said of each, and relations between them.

Everything that the interface shows is in the results themselves; ``meta`` only repeats the record of each mark, so that what nobody
touched comes back byte by byte.
"""

from collections.abc import Callable, Container, Iterator
from typing import Any

import msgspec

from ..model import Claim, Link, Mark, Mention, Piece, Trigger, Zone
from ..store import Document
from . import written
from .names import BY, CHAIN, CONTENT, CUE, LAYERS, PART, TEXT, LabelStudioError, NoText, via, via_cue

Result = dict[str, Any]
Named = Callable[[str], str]


def results(document: Document, named: Named, layers: Container[str] = LAYERS) -> list[Result]:
    """The results that show the marks of some layers of an article; ``named`` gives the names of entries.

    Raises:
        LabelStudioError: the text, or a mark, is one that Label Studio would damage.
    """
    fit(document)
    encoder = _Encoder(document, named)
    for zone in document.zones if "zone" in layers else ():
        encoder.zone(zone)
    for mention in document.mentions if "mention" in layers else ():
        encoder.mention(mention)
    for trigger in document.triggers if "trigger" in layers else ():
        encoder.trigger(trigger)
    for claim in document.claims if "claim" in layers else ():
        encoder.claim(claim)
    for link in document.links:
        encoder.link(link)
    return [*encoder.found, *encoder.relations()]


def fit(document: Document) -> None:
    """Make sure that a text is one that the server and the browser count alike.

    Raises:
        NoText: it is not at hand.
        LabelStudioError: it is not.
    """
    text = document.text
    if text is None:
        raise NoText(f"{document.name}: its text is not at hand; name the folder of texts with --texts")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\0" in line:
            raise LabelStudioError(f"{document.name}: line {number} of the text has a NUL, which a browser drops; take it out")
        if any("\ud800" <= letter <= "\udfff" for letter in line):
            raise LabelStudioError(f"{document.name}: line {number} of the text has half a character (a surrogate); take it out")


class _Encoder:
    def __init__(self, document: Document, named: Named) -> None:
        self.document, self.named = document, named
        self.text = document.text or ""
        self.found: list[Result] = []
        self.regions: dict[str, Result] = {}
        """The result with the label of each."""
        self.links: dict[tuple[str, str], list[str]] = {}

    def region(self, identifier: str, control: str, label: str, place: Any, mark: Mark | None = None) -> None:
        value = {"start": place.start, "end": place.end, "text": self.text[place.start : place.end], "labels": [label]}
        meta = {"meta": {"record": msgspec.to_builtins(mark)}} if mark is not None else {}
        result = {"id": identifier, "from_name": control, "to_name": TEXT, "type": "labels", "value": value, **meta}
        self.found.append(result)
        self.regions[identifier] = result

    def choice(self, identifier: str, control: str, label: str, place: Any) -> None:
        if label:
            value = {"start": place.start, "end": place.end, "text": self.text[place.start : place.end], "choices": [label]}
            self.found.append({"id": identifier, "from_name": control, "to_name": TEXT, "type": "choices", "value": value})

    def words(self, identifier: str, control: str, lines: list[str], place: Any) -> None:
        if lines and any(lines):
            value = {"start": place.start, "end": place.end, "text": lines}
            self.found.append({"id": identifier, "from_name": control, "to_name": TEXT, "type": "textarea", "value": value})

    def relate(self, start: str, end: str, label: str) -> None:
        """A relation; of one pair there is one, with all its labels, since the editor drops a second one."""
        labels = self.links.setdefault((start, end), [])
        if label not in labels:
            labels.append(label)

    def zone(self, mark: Zone) -> None:
        self.region(mark.id, "zone", mark.type, mark, mark)
        self.words(mark.id, "sentences", [written.sentences(mark.sentences, mark.start)], mark)

    def mention(self, mark: Mention) -> None:
        self.region(mark.id, "mention", mark.type, mark, mark)
        self.choice(mark.id, "level", mark.level, mark)
        self.words(mark.id, "refers_to", [written.entry(mark.refers_to, self.named)], mark)
        self.words(mark.id, "value", [mark.value], mark)

    def trigger(self, mark: Trigger) -> None:
        self.region(mark.id, "trigger", mark.type, mark, mark)
        self.choice(mark.id, "polarity", mark.polarity, mark)
        self.choice(mark.id, "modality", mark.modality, mark)
        self.words(mark.id, "refers_to", [written.entry(mark.refers_to, self.named)], mark)
        for argument in mark.arguments:
            self.relate(mark.id, argument.filler, argument.role)

    def claim(self, mark: Claim) -> None:
        if not mark.spans:
            raise LabelStudioError(f"{self.document.name}: {mark.id} has no content, and so no place; give it one")
        if len(mark.via) > CHAIN:
            raise LabelStudioError(
                f"{self.document.name}: {mark.id} has {len(mark.via)} links of its chain; the interface has names for {CHAIN}"
            )
        first = mark.spans[0]
        self.region(mark.id, "claim", mark.source_kind, first, mark)
        for control in ("mode", "certainty", "author_certainty"):
            self.choice(mark.id, control, getattr(mark, control), first)
        self.words(mark.id, "answers", [written.answer(answer, self.named) for answer in mark.answers], first)
        self.words(mark.id, "canonical", [mark.canonical], first)
        if mark.by:
            self.relate(mark.id, mark.by, BY)
        for name, label, relation, pieces in _parts(mark):
            for number, piece in enumerate(pieces, start=1):
                self.region(f"{mark.id}.{name}{number}", PART, label, piece)
                self.relate(mark.id, f"{mark.id}.{name}{number}", relation)
        for number, link in enumerate(mark.via, start=1):
            if link.by:
                self.relate(mark.id, link.by, via(number))

    def link(self, mark: Link) -> None:
        self.relate(mark.a, mark.b, mark.type)
        if mark.a in self.regions:  # a relation has no id that the editor keeps
            self.regions[mark.a]["meta"].setdefault("links", {})[f"{mark.type} {mark.b}"] = mark.id

    def relations(self) -> Iterator[Result]:
        """The relations whose ends are shown."""
        for (start, end), labels in self.links.items():
            if start in self.regions and end in self.regions:
                yield {"from_id": start, "to_id": end, "type": "relation", "direction": "right", "labels": labels}


def _parts(claim: Claim) -> Iterator[tuple[str, str, str, tuple[Piece, ...]]]:
    """The pieces that belong to a claim: what their ids begin with, their label, how they are related to it."""
    yield "s", CONTENT, CONTENT, claim.spans[1:]
    yield "q", CUE, CUE, claim.cue
    for number, link in enumerate(claim.via, start=1):
        yield f"v{number}q", CUE, via_cue(number), link.cue
