"""Making corpora for tests: a folder on disk from a text and the few records that matter, the rest filled in."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import msgspec

from steppe import Corpus, Finding, Texts
from steppe.model import (
    ALPHABET,
    Article,
    Cluster,
    Entity,
    Event,
    Exemption,
    Line,
    Membership,
    Pass,
    Record,
    Relation,
    Release,
    Trace,
    Zone,
)
from steppe.store.form import ARTICLE, dump, parse
from steppe.text import digest, fingerprint, lines
from steppe.validate import validate

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = Path(__file__).parent / "example"
TEXT = "Acme fired Ann."
REGISTRY = {
    Entity: "entities",
    Event: "events",
    Cluster: "clusters",
    Relation: "relations",
    Trace: "traces",
    Exemption: "exceptions",
    Membership: "splits",
    Release: "releases",
}
DECODER = msgspec.json.Decoder(Line | Entity | Event | Cluster | Relation | Trace | Exemption | Membership | Release)


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


def make_files(root: Path, example: str) -> Path:
    """A corpus from an example of several files, each after a line ``== NAME``; the first is the article ``example``.

    A name without an ending is that of an article: lines of its text, and records, of the registry too. ``"sha256":"?"`` stands for
    the fingerprint of that text. ``corpus.toml`` adds lines to the settings. Any other is a file of the corpus as it is given.
    """
    first, *others = re.split(r"^== (.+)\n", example + "\n", flags=re.MULTILINE)
    for name, content in (("example", first), *zip(others[::2], others[1::2], strict=True)):
        if "." not in name:
            lines = content.removesuffix("\n").split("\n")
            text = "\n".join(line for line in lines if not line.startswith("{"))
            records = "\n".join(line for line in lines if line.startswith("{"))
            make(root, text, records.replace('"sha256":"?"', f'"sha256":"{fingerprint(text)}"'), name)
        elif name == "corpus.toml":
            file = root / "annotations" / name
            file.write_text(file.read_text("utf-8") + content, "utf-8")
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, "utf-8")
    return root


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


def findings(root: Path, *, pages: bool = False) -> list[Finding]:
    """What validation finds with all texts at hand."""
    return list(validate(opened(root), pages=pages))


def codes(root: Path, *, pages: bool = False) -> set[str]:
    """The codes of :func:`findings`."""
    return {finding.code for finding in findings(root, pages=pages)}


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes; of a symbolic link, where it leads."""
    return {
        str(path.relative_to(folder)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def tables_of(page: str) -> dict[str, dict[str, list[str]]]:
    """The tables of a page by the heading that they stand under: first cell of each row, and the others."""
    found: dict[str, dict[str, list[str]]] = {}
    heading = ""
    for line in page.split("\n"):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("| ") and not line.startswith("| ---"):
            first, *rest = [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
            found.setdefault(heading, {})[first.strip("`")] = rest
    return found


def tracked() -> list[Path]:
    """The files of the repository: those that git knows or would know; without git, all that are no product of a tool."""
    done = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return [REPOSITORY / name for name in done.stdout.splitlines() if (REPOSITORY / name).is_file()]
    own = (".ci", ".gitattributes", ".gitignore")
    made = ("build", "__pycache__", "steppe.egg-info")

    def is_ours(path: Path) -> bool:
        parts = path.relative_to(REPOSITORY).parts
        return path.is_file() and not any(part in made or (part.startswith(".") and part not in own) for part in parts)

    return [path for path in REPOSITORY.rglob("*") if is_ours(path)]


def edit(file: Path, **changes) -> None:
    """Replace, in a file of records, keys of the first record that has an id or name given as ``at``."""
    at = changes.pop("at")
    found = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    record = next(record for record in found if at in (record.get("id"), record.get("name"), record["kind"]))
    record.update(changes)
    form = ARTICLE if any(entry["kind"] == "article" for entry in found) else file.stem
    file.write_bytes(dump(form, records_of(found)))
