"""Invented articles, and a small whole corpus of them: every layer, both tiers, both splits of each."""

from pathlib import Path

import msgspec
from making import article_of, ident, pass_of, put, records_of, zones_of

from steppe.model import Record, Zone
from steppe.text import digest


class Sketch:
    """Records of a text whose places are quoted, so that no test counts offsets."""

    def __init__(self, text: str, *, quotes: bool = True) -> None:
        self.text = text
        self.quotes = quotes

    def at(self, quote: str, nth: int = 1) -> dict:
        """The nth place that reads so."""
        start = -1
        for _ in range(nth):
            start = self.text.index(quote, start + 1)
        return {"start": start, "end": start + len(quote), **({"quote": quote} if self.quotes else {"digest": digest(quote)})}

    def mark(self, kind: str, number: int, quote: str, type_: str, nth: int = 1, **more) -> dict:
        """A mention or trigger."""
        return {"kind": kind, "id": ident(kind[0], number), **self.at(quote, nth), "type": type_, **more}

    def zones(self, *types: str, sentences: dict[int, list[str]] | None = None) -> list[Zone]:
        """A zone of each type for the lines in order; ``sentences`` gives, by line from 0, what begins each after the first."""
        found = []
        for number, (zone, type_) in enumerate(zip(zones_of(self.text), types, strict=True)):
            starts = [zone.start] + [self.text.index(words, zone.start + 1) for words in (sentences or {}).get(number, [])]
            found.append(msgspec.structs.replace(zone, type=type_, sentences=tuple(starts) if len(starts) > 1 else ()))
        return found


def claim(number: int, spans: list[dict], **more) -> dict:
    """A claim that the article itself makes, unless told otherwise."""
    said = {
        "source_kind": "TELLER",
        "certainty": "SURE",
        "author_certainty": "SURE",
        "answers": [{"facet": "REMARK"}],
        "canonical": "So it is.",
    }
    return {"kind": "claim", "id": ident("c", number), "spans": spans, **said, **more}


ANN, BO, ACME, BOLT = (ident("e", number) for number in range(4))
FIRED, SOLD = (ident("v", number) for number in range(2))
ENTRIES = [
    {"kind": "entity", "id": ANN, "type": "Person", "name": "Ann", "parts": ["worker"]},
    {"kind": "entity", "id": BO, "type": "Person", "name": "Bo", "member_of": [ACME]},
    {"kind": "entity", "id": ACME, "type": "Firm", "name": "Acme"},
    {"kind": "event", "id": FIRED, "type": "Dismissal", "name": "Ann is fired", "incident": "acme"},
]
"""What :data:`FIRING` speaks of."""
SALE_ENTRIES = [
    {"kind": "entity", "id": BOLT, "type": "Firm", "name": "Bolt"},
    {"kind": "event", "id": SOLD, "type": "Sale", "name": "Bolt sells its caf\u00e9", "incident": "bolt"},
]
"""What :data:`SALE` speaks of."""
FIRING = (
    "Acme fires a worker \U0001f600\n\nAcme fired Ann on Monday, Bo said. She left with 7 others.\nShare this page\n  Acme fires a worker \U0001f600  \n"
    "It is likely that Ann, Bo said, sued.\n"
)
RETOLD = FIRING.replace("Monday", "Friday").replace("It is", "Is it")
"""The same in other words: no eight of them stand in a row as they do there."""
SALE = "Bolt sells\n\nBolt sold its box\u0301 \U0001f3e0 on Monday. It made 9-10 coins.\n"
RESOLD = SALE.replace("Monday", "Friday")


def firing(name: str, tier: str, *, annotator: str = "ann", day: str = "2024-01-01", text: str = FIRING, **more) -> list[Record]:
    """The records of an article that reads :data:`FIRING` or :data:`RETOLD`: every layer, boilerplate and a repeated line."""
    weekday = "Monday" if "Monday" in text else "Friday"
    sketch = Sketch(text, quotes=tier == "FREE")
    article = article_of(text, name, tier, **more)
    said = {"source_kind": "SPEAKER", "mode": "TOLD"}
    return records_of(
        [
            article,
            pass_of(article, annotator),
            *sketch.zones("Story", "Story", "Furniture", "Repeat", "Story", sentences={1: ["She left"]}),
            sketch.mark("mention", 0, "Acme", "Firm", 2, level="NAM", refers_to=ACME),
            sketch.mark("mention", 1, "Ann", "Person", level="NAM", refers_to=ANN),
            sketch.mark("mention", 2, weekday, "Day", value=day),
            sketch.mark("mention", 3, "Bo", "Person", level="NAM", refers_to=BO),
            sketch.mark("mention", 4, "She", "Person", level="PRO", refers_to=ANN),
            sketch.mark("mention", 5, "7", "Number", value="7"),
            sketch.mark("mention", 6, "7 others", "Person", level="NOM", refers_to=ANN),
            sketch.mark("mention", 7, "Bo", "Person", 2, level="NAM", refers_to=BO),
            sketch.mark(
                "trigger",
                0,
                "fired",
                "Dismissal",
                refers_to=FIRED,
                arguments=[
                    {"role": "Boss", "filler": ident("m", 0)},
                    {"role": "Dismissed", "filler": ident("m", 1)},
                    {"role": "Date", "filler": ident("m", 2)},
                ],
            ),
            sketch.mark("trigger", 1, "left", "Dismissal", refers_to=FIRED, polarity="NEG", modality="MAYBE"),
            claim(
                0,
                [sketch.at(f"Acme fired Ann on {weekday}")],
                **said,
                by=ident("m", 3),
                cue=[sketch.at("said")],
                answers=[{"facet": "DAY", "event": FIRED, "values": [day]}, {"facet": "CULPRIT", "event": FIRED, "values": [ACME]}],
                canonical="Acme fired Ann on a Monday.",
            ),
            claim(
                1,
                [sketch.at("She left with 7 others")],
                answers=[{"facet": "COUNT", "event": FIRED, "values": ["6-"]}],
                canonical="They left.",
            ),
            claim(
                2,
                [sketch.at("that Ann"), sketch.at("sued")],
                **said,
                by=ident("m", 7),
                cue=[sketch.at("said", 2)],
                via=[{"cue": [sketch.at("likely")]}],
                certainty="LIKELY",
                author_certainty="OPEN",
                answers=[{"facet": "EMPLOYER", "subject": ANN, "values": [ACME]}, {"facet": "REMARK"}],
                canonical="Ann sued.",
            ),
        ]
    )


def sale(name: str, tier: str, *, text: str = SALE, **more) -> list[Record]:
    """The records of an article that reads :data:`SALE` or :data:`RESOLD`: combining marks, an emoji, and the other incident."""
    weekday = "Monday" if "Monday" in text else "Friday"
    sketch = Sketch(text, quotes=tier == "FREE")
    article = article_of(text, name, tier, "bolt", **more)
    return records_of(
        [
            article,
            pass_of(article),
            *sketch.zones("Story", "Story", sentences={1: ["It made"]}),
            sketch.mark("mention", 0, "Bolt", "Firm", 2, level="NAM", refers_to=BOLT),
            sketch.mark("mention", 1, weekday, "Day", value="2024-01-08"),
            sketch.mark("mention", 2, "9-10", "Number", value="9-10"),
            sketch.mark("trigger", 0, "sold", "Sale", refers_to=SOLD, arguments=[{"role": "Seller", "filler": ident("m", 0)}]),
            claim(
                0,
                [sketch.at("Bolt sold its box\u0301")],
                answers=[{"facet": "DAY", "event": SOLD, "values": ["2024-01-08"]}],
                canonical="Bolt sold.",
            ),
        ]
    )


def small(root: Path) -> Path:
    """A whole corpus: both tiers and both splits of each, clusters, relations, traces, and one annotator's passes."""
    other = {"publisher": "The Daily", "licence": "LicenseRef-Publisher"}
    c0, c1, c2 = (ident("c", number) for number in range(3))
    day = {"facet": "DAY", "event": FIRED}
    shared = [
        *ENTRIES,
        *SALE_ENTRIES,
        {"kind": "cluster", "id": ident("k", 0), **day, "claims": [f"link-acme/{c0}"]},
        {"kind": "cluster", "id": ident("k", 1), **day, "claims": [f"open-acme/{c0}"]},
        {"kind": "cluster", "id": ident("k", 2), "facet": "COUNT", "event": FIRED, "claims": [f"link-acme/{c1}", f"open-acme/{c1}"]},
        {"kind": "cluster", "id": ident("k", 3), "facet": "DAY", "event": SOLD, "claims": [f"link-bolt/{c0}", f"open-bolt/{c0}"]},
        {"kind": "cluster", "id": ident("k", 4), "facet": "CULPRIT", "event": FIRED, "claims": [f"link-acme/{c0}", f"open-acme/{c0}"]},
        {"kind": "cluster", "id": ident("k", 5), "facet": "EMPLOYER", "subject": ANN, "claims": [f"link-acme/{c2}", f"open-acme/{c2}"]},
        {"kind": "relation", "type": "CLASH", "a": ident("k", 0), "b": ident("k", 1), "conflict": "VALUE", "basis": "FOLLOWS"},
        *(
            {"kind": "trace", "claim": f"open-acme/{ident('c', n)}", "source": f"link-acme/{ident('c', n)}", "entailed": True}
            for n in range(3)
        ),
    ]
    put(root, FIRING, firing("link-acme", "LINKED", **other), records_of(shared), "link-acme")
    put(root, RETOLD, firing("open-acme", "FREE", day="2024-01-02", text=RETOLD, retells=("link-acme",)), [], "open-acme")
    put(root, SALE, sale("link-bolt", "LINKED", **other), [], "link-bolt")
    put(root, RESOLD, sale("open-bolt", "FREE", text=RESOLD), [], "open-bolt")
    put(root, FIRING, firing("link-acme", "LINKED", annotator="bo", **other), records_of(ENTRIES), "link-acme", "passes/bo")
    put(root, RETOLD, firing("open-acme", "FREE", annotator="bo", text=RETOLD), [], "open-acme", "passes/bo")
    return root
