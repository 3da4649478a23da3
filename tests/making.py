"""Making corpora for tests: a folder on disk from a text and the few records that matter, the rest filled in."""

import json
import shutil
from pathlib import Path

import msgspec

from steppe import Corpus, Finding, Texts
from steppe.model import ALPHABET, Article, Cluster, Entity, Event, Exemption, Line, Pass, Record, Relation, Trace, Zone
from steppe.store.form import ARTICLE, dump, parse
from steppe.text import digest, fingerprint, lines
from steppe.validate import validate

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = Path(__file__).parent / "example"
TEXT = "Acme fired Ann."
REGISTRY = {Entity: "entities", Event: "events", Cluster: "clusters", Relation: "relations", Trace: "traces", Exemption: "exceptions"}
DECODER = msgspec.json.Decoder(Line | Entity | Event | Cluster | Relation | Trace | Exemption)


def ident(prefix: str, number: int) -> str:
    """The id with this number: ``m-222222`` is mention 0."""
    letters = ""
    for _ in range(6):
        number, digit = divmod(number, len(ALPHABET))
        letters = ALPHABET[digit] + letters
    return f"{prefix}-{letters}"


def records_of(records) -> list[Record]:
    """Records from JSON lines, or from dicts."""
    if isinstance(records, str):
        return [DECODER.decode(line) for line in records.split("\n") if line.strip()]
    return [msgspec.convert(record, DECODER.type) if isinstance(record, dict) else record for record in records]


def article_of(text: str, name: str = "example", tier: str = "FREE", incident: str = "acme", **more) -> Article:
    """The article of a text."""
    of_text = {"sha256": fingerprint(text), "length": len(text)}
    said = {"language": "en", "publisher": "Us", "published": "2024", "licence": "CC0-1.0"}
    return Article(name=name, tier=tier, incident=incident, **(of_text | said | more))


def pass_of(article: Article, annotator: str = "ann") -> Pass:
    """The pass over an article."""
    return Pass(article=article.name, annotator=annotator, guidelines="1", date="2024-01-02", sha256=article.sha256)


def zones_of(text: str) -> list[Zone]:
    """A zone of the first type for each line of a text."""
    return [
        Zone(id=ident("z", number), start=start, end=end, digest=digest(text[start:end]), type="Story")
        for number, (_, start, end) in enumerate(lines(text))
    ]


def filled(text: str, records, name: str = "example", annotator: str = "ann") -> tuple[list[Record], list[Record]]:
    """The records of an article file and those of the registry, with article, pass and zones where they are not given."""
    there = records_of(records)
    marks: list[Record] = [record for record in there if type(record) not in REGISTRY]
    article = next((record for record in marks if isinstance(record, Article)), None)
    if article is None:
        article = article_of(text, name)
        marks.append(article)
    if not any(isinstance(record, Pass) for record in marks):
        marks.append(pass_of(article, annotator))
    if not any(isinstance(record, Zone) for record in marks):
        marks += zones_of(text)
    return marks, [record for record in there if type(record) in REGISTRY]


def texts_of(root: Path) -> Path:
    """The folder of the texts that a corpus does not hold."""
    return root.with_name(root.name + "-texts")


def make(root: Path, text: str = TEXT, records="", name: str = "example") -> Path:
    """A corpus in a folder, or one more article of the corpus that is there already."""
    return put(root, text, *filled(text, records, name), name)


def put(root: Path, text: str, marks: list[Record], registry: list[Record], name: str = "example", folder: str = "gold") -> Path:
    """Write an article, its text and its part of the registry, in canonical form."""
    annotations = root / "annotations"
    if not annotations.exists():
        annotations.mkdir(parents=True)
        for file in ("labels.toml", "corpus.toml"):
            shutil.copyfile(EXAMPLE / file, annotations / file)
    article = next(record for record in marks if isinstance(record, Article))
    home = annotations / "articles" if article.tier != "LINKED" else texts_of(root)
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{name}.txt").write_bytes(text.encode())
    (annotations / folder).mkdir(parents=True, exist_ok=True)
    (annotations / folder / f"{name}.jsonl").write_bytes(dump(ARTICLE, marks))
    for kind, form in REGISTRY.items():
        if added := [record for record in registry if type(record) is kind]:
            file = (annotations if folder == "gold" else annotations / folder) / f"{form}.jsonl"
            known = parse(form, file.read_bytes())[0] if file.exists() else []
            file.write_bytes(dump(form, [*known, *added]))
    return root


def opened(root: Path) -> Corpus:
    """A corpus with all its texts at hand."""
    return Corpus(root, Texts(texts_of(root)) if texts_of(root).exists() else None)


def findings(root: Path) -> list[Finding]:
    """What validation finds with all texts at hand."""
    return list(validate(opened(root)))


def codes(root: Path) -> set[str]:
    """The codes of :func:`findings`."""
    return {finding.code for finding in findings(root)}


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes; of a symbolic link, where it leads."""
    return {
        str(path.relative_to(folder)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


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
    said = {"source_kind": "TELLER", "certainty": "SURE", "author_certainty": "SURE", "answers": [{"facet": "REMARK"}], "canonical": "So it is."}
    return {"kind": "claim", "id": ident("c", number), "spans": spans, **said, **more}


ANN, BO, ACME, BOLT = (ident("e", number) for number in range(4))
FIRED, SOLD = (ident("v", number) for number in range(2))
ENTRIES = [
    {"kind": "entity", "id": ANN, "type": "Person", "name": "Ann", "parts": ["worker"]},
    {"kind": "entity", "id": BO, "type": "Person", "name": "Bo", "member_of": [ACME]},
    {"kind": "entity", "id": ACME, "type": "Firm", "name": "Acme"},
    {"kind": "entity", "id": BOLT, "type": "Firm", "name": "Bolt"},
    {"kind": "event", "id": FIRED, "type": "Dismissal", "name": "Ann is fired", "incident": "acme"},
    {"kind": "event", "id": SOLD, "type": "Sale", "name": "Bolt sells its caf\u00e9", "incident": "bolt"},
]
FIRING = (
    "Acme fires a worker \U0001f600\n\nAcme fired Ann on Monday, Bo said. She left with 7 others.\nShare this page\n  Acme fires a worker \U0001f600  \n"
    "It is likely that Ann, Bo said, sued.\n"
)
SALE = "Bolt sells\n\nBolt sold its cafe\u0301 \U0001f3e0 on Monday. It made 9-10 coins.\n"


def firing(name: str, tier: str, *, annotator: str = "ann", day: str = "2024-01-01", **more) -> list[Record]:
    """The records of an article that reads :data:`FIRING`: every layer, boilerplate and a repeated line."""
    sketch = Sketch(FIRING, quotes=tier == "FREE")
    article = article_of(FIRING, name, tier, **more)
    said = {"source_kind": "SPEAKER", "mode": "TOLD"}
    return records_of(
        [
            article,
            pass_of(article, annotator),
            *sketch.zones("Story", "Story", "Furniture", "Repeat", "Story", sentences={1: ["She left"]}),
            sketch.mark("mention", 0, "Acme", "Firm", 2, level="NAM", refers_to=ACME),
            sketch.mark("mention", 1, "Ann", "Person", level="NAM", refers_to=ANN),
            sketch.mark("mention", 2, "Monday", "Day", value=day),
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
                [sketch.at("Acme fired Ann on Monday")],
                **said,
                by=ident("m", 3),
                cue=[sketch.at("said")],
                answers=[{"facet": "DAY", "event": FIRED, "values": [day]}, {"facet": "CULPRIT", "event": FIRED, "values": [ACME]}],
                canonical="Acme fired Ann on a Monday.",
            ),
            claim(1, [sketch.at("She left with 7 others")], answers=[{"facet": "COUNT", "event": FIRED, "values": ["6-"]}], canonical="They left."),
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


def sale(name: str, tier: str, **more) -> list[Record]:
    """The records of an article that reads :data:`SALE`: combining marks, an emoji, and the other incident."""
    sketch = Sketch(SALE, quotes=tier == "FREE")
    article = article_of(SALE, name, tier, "bolt", **more)
    return records_of(
        [
            article,
            pass_of(article),
            *sketch.zones("Story", "Story", sentences={1: ["It made"]}),
            sketch.mark("mention", 0, "Bolt", "Firm", 2, level="NAM", refers_to=BOLT),
            sketch.mark("mention", 1, "Monday", "Day", value="2024-01-08"),
            sketch.mark("mention", 2, "9-10", "Number", value="9-10"),
            sketch.mark("trigger", 0, "sold", "Sale", refers_to=SOLD, arguments=[{"role": "Seller", "filler": ident("m", 0)}]),
            claim(0, [sketch.at("Bolt sold its cafe\u0301")], answers=[{"facet": "DAY", "event": SOLD, "values": ["2024-01-08"]}], canonical="Bolt sold."),
        ]
    )


def small(root: Path) -> Path:
    """A whole corpus: both tiers and both splits of each, clusters, relations, traces, and one annotator's passes."""
    other = {"publisher": "The Daily", "licence": "LicenseRef-Publisher"}
    c0, c1 = ident("c", 0), ident("c", 1)
    day = {"facet": "DAY", "event": FIRED}
    shared = [
        *ENTRIES,
        {"kind": "cluster", "id": ident("k", 0), **day, "claims": [f"link-acme/{c0}"]},
        {"kind": "cluster", "id": ident("k", 1), **day, "claims": [f"open-acme/{c0}"]},
        {"kind": "cluster", "id": ident("k", 2), "facet": "COUNT", "event": FIRED, "claims": [f"link-acme/{c1}", f"open-acme/{c1}"]},
        {"kind": "cluster", "id": ident("k", 3), "facet": "DAY", "event": SOLD, "claims": [f"link-bolt/{c0}", f"open-bolt/{c0}"]},
        {"kind": "relation", "type": "CLASH", "a": ident("k", 0), "b": ident("k", 1), "conflict": "VALUE", "basis": "FOLLOWS"},
        *({"kind": "trace", "claim": f"open-acme/{ident('c', n)}", "source": f"link-acme/{ident('c', n)}", "entailed": True} for n in range(3)),
    ]
    put(root, FIRING, firing("link-acme", "LINKED", **other), records_of(shared), "link-acme")
    put(root, FIRING, firing("open-acme", "FREE", day="2024-01-02", retells=("link-acme",)), [], "open-acme")
    put(root, SALE, sale("link-bolt", "LINKED", **other), [], "link-bolt")
    put(root, SALE, sale("open-bolt", "FREE"), [], "open-bolt")
    put(root, FIRING, firing("link-acme", "LINKED", annotator="bo", **other), records_of(ENTRIES), "link-acme", "passes/bo")
    put(root, FIRING, firing("open-acme", "FREE", annotator="bo"), [], "open-acme", "passes/bo")
    return root


def edit(file: Path, **changes) -> None:
    """Replace, in a file of records, keys of the first record that has an id or name given as ``at``."""
    at = changes.pop("at")
    found = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    record = next(record for record in found if at in (record.get("id"), record.get("name"), record["kind"]))
    record.update(changes)
    form = ARTICLE if any(entry["kind"] == "article" for entry in found) else file.stem
    file.write_bytes(dump(form, records_of(found)))
