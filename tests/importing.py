"""Folders of other people's formats for tests, and what an import and a validation make of them."""

from pathlib import Path

import msgspec

from steppe import Corpus
from steppe.importers import Imported, import_brat, import_cat_xml
from steppe.model import Origin
from steppe.store.form import parse
from steppe.validate import validate

DATA = Path(__file__).parent / "data"
BRAT, CAT = DATA / "brat", DATA / "cat"


def written(root: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def brat(root: Path, text: str | bytes, annotations: str | bytes, **files: str) -> tuple[Path, Imported]:
    """The corpus of one text with its annotations; ``conf`` is an annotation.conf."""
    there = {"a.txt": text, "a.ann": annotations} | ({"annotation.conf": files["conf"]} if "conf" in files else {})
    out = root / "out"
    return out, import_brat(written(root / "in", there), out)


def cat(root: Path, tokens: str, markables: str, relations: str = "", name: str = "1/a.xml", tests: tuple[str, ...] = ()) -> Path:
    """The corpus of documents in CAT XML: this one, and those that are in the folder already. Sentences are lines."""
    found, number = "", 0
    for sentence, line in enumerate(tokens.split("\n")):
        for word in line.split():
            number += 1
            found += f'<token t_id="{number}" sentence="{sentence}" number="0">{word}</token>\n'
    text = f"<Document>\n{found}<Markables>\n{markables}\n</Markables>\n<Relations>\n{relations}\n</Relations>\n</Document>\n"
    out = root / "out"
    import_cat_xml(written(root / "in", {name: text}), out, tests)
    return out


def found(out: Path) -> set[tuple[str, int, str, str]]:
    """What validation finds, as (file, line, code, mark)."""
    return {(finding.file, finding.line, finding.code, finding.mark) for finding in validate(Corpus(out))}


def marks(out: Path, name: str = "a"):
    """The document of an article."""
    reading = Corpus(out).read(name)
    assert reading.document is not None, reading.faults
    return reading.document


def origins(out: Path) -> list[Origin]:
    """The origins of all articles."""
    return [origin for name in Corpus(out).names() for origin in Corpus(out).origins_of(name)]


def accounted(out: Path, done: Imported) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """The lines that are carried, and those that are not: as (file, line)."""
    carried = {(origin.file, origin.line) for origin in origins(out) if origin.line}
    return carried, {(loss.file, loss.line) for loss in done.losses if not loss.carried and loss.line}


def ledger(out: Path) -> list[dict]:
    """The ledger as it was written."""
    return [msgspec.json.decode(line) for line in (out / "losses.jsonl").read_bytes().splitlines()]


def labels(out: Path):
    """The labels as they were written."""
    return Corpus(out).labels


def canonical(out: Path) -> bool:
    """Whether every file of records is in the canonical form."""
    forms = {"gold": "article", "origins": "origins"}
    files = [(path, forms.get(path.parent.name, path.stem)) for path in (out / "annotations").rglob("*.jsonl")]
    return all(parse(form, path.read_bytes())[1] == [] for path, form in files)
