"""What every import does: derive ids, keep the ledger of losses, remember where each record came from, write the corpus."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from ..model import Article, Entity, Event, Exemption, Mark, Origin, Record, Zone, hashed
from ..store.form import ARTICLE, arranged, dump
from ..text import digest, fingerprint, lines
from .toml import LICENCE, LINE, TIER

_UNSAID = {
    "missing-pass": "The files that were imported do not say who annotated, when, and by which guidelines.",
    "unknown-rights": "The files that were imported do not say who published the text, and when.",
}
"""What the rules ask of every article and no import can know: exceptions, by the rule."""


class Loss(Struct, frozen=True, omit_defaults=True):
    """An entry of the ledger: something of a source file that is not in the corpus, or not as it was."""

    file: str
    line: int
    """From 1; 0 for the file as a whole."""
    kind: str
    what: str
    """What is there."""
    why: str
    """Why it is not carried, or what became of it."""
    carried: bool = False
    """Whether what stands on the line is carried all the same, with this loss."""


class Imported(Struct, frozen=True):
    """What an import did."""

    articles: int
    losses: list[Loss]


class Ids:
    """Ids for what a file calls by names of its own: the same at every import, as random as others."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, str] = {}
        self._taken: set[str] = set()

    def id(self, prefix: str, name: str) -> str:
        """The id of a name. A name has one, whatever the prefix it is first asked with."""
        if name not in self._known:
            letters, nonce = "", 0
            while not letters or letters in self._taken:
                letters = hashed(f"{self._source}\0{name}\0{nonce}")
                nonce += 1
            self._taken.add(letters)
            self._known[name] = f"{prefix}-{letters}"
        return self._known[name]

    def __contains__(self, name: str) -> bool:
        return name in self._known


PLACE = "place"
"""The part of a record that says where in the text it is."""


class Was(Struct, frozen=True):
    """A line of a source file, and what the thing on it is called there."""

    name: str
    file: str
    line: int
    key: str = ""
    """The part of the record that comes from the line, where not all of it does."""


class Carried:
    """An article under way: its text, its records so far, and where each was before."""

    def __init__(self, name: str, incident: str, text: str, language: str) -> None:
        self.name = name
        self.text = text
        self.origins: list[Origin] = []
        """Places of what is no mark of the article."""
        self._records: list[tuple[Record, tuple[Was, ...]]] = []
        of_text = {"sha256": fingerprint(text), "length": len(text)}
        said = {"tier": TIER, "language": language, "publisher": "", "published": "", "licence": LICENCE, "incident": incident}
        self.article = Article(name=name, **said, **of_text)  # type: ignore[arg-type]
        self.add(self.article)

    def add(self, record: Record, *was: Was) -> None:
        """Carry a record."""
        self._records.append((record, was))

    def placed(self, at: str, file: str, name: str = "", line: int = 0) -> None:
        """Remember where something was that is no mark: the article, its text, an id that leads nowhere, an entry."""
        self.origins.append(Origin(at=at, name=name, file=file, line=line))

    def zones(self, ids: Ids, file: str, first: dict[int, int] | None = None) -> None:
        """A zone for each line of the text that is not blank. ``first`` gives the line of the file at which a line of the text
        begins, where the two do not count alike."""
        for number, start, end in lines(self.text):
            zone = Zone(id=ids.id("z", f"line {number}"), start=start, end=end, digest=digest(self.text[start:end]), type=LINE)
            self.add(zone, Was("", file, number if first is None else first.get(number, 0)))

    def files(self) -> dict[str, bytes]:
        """The files of the article, by their place in the corpus."""
        records = arranged(ARTICLE, [record for record, _ in self._records])
        line = {id(record): number for number, record in enumerate(records, start=1)}
        times = Counter(record.id for record in records if isinstance(record, Mark))
        origins = list(self.origins)
        for record, places in self._records:
            at = record.id if isinstance(record, Mark) else ""
            if times[at] > 1:
                at = f"{at}:{line[id(record)]}"
            origins += [Origin(at=f"{at}.{was.key}" if was.key else at, name=was.name, file=was.file, line=was.line) for was in places]
        return {
            f"articles/{self.name}.txt": self.text.encode(),
            f"gold/{self.name}.jsonl": dump(ARTICLE, records),
            f"origins/{self.name}.jsonl": dump("origins", origins),
        }


def write_all(folder: Path, made: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_registry(folder: Path, entries: list[Entity | Event], origins: dict[str, Origin], labels: Iterable[Origin]) -> None:
    """Write the entities and events, and where they and the labels were found."""
    for form, kind in (("entities", Entity), ("events", Event)):
        if found := [entry for entry in entries if isinstance(entry, kind)]:
            made = {f"{form}.jsonl": dump(form, found), f"origins/{form}.jsonl": dump("origins", [origins[entry.id] for entry in found])}
            write_all(folder, made)
    if there := list(labels):
        write_all(folder, {"origins/labels.jsonl": dump("origins", there)})


def write_exceptions(folder: Path, names: Iterable[str]) -> None:
    """Write the exceptions of articles from what no import can know."""
    found = [Exemption(rule=rule, at=f"{name}/article", reason=reason) for name in names for rule, reason in _UNSAID.items()]
    write_all(folder, {"exceptions.jsonl": dump("exceptions", found)})


def write_ledger(out: Path, losses: list[Loss]) -> list[Loss]:
    """Write the ledger of losses, in the order of files and lines, and give it in that order."""
    ordered = sorted(losses, key=lambda loss: (loss.file, loss.line, loss.kind, loss.what))
    write_all(out, {"losses.jsonl": msgspec.json.Encoder().encode_lines(ordered)})
    return ordered
