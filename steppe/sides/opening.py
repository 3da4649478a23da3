"""What is meant by a side that somebody names."""

from pathlib import Path

import msgspec

from ..labels import Labels
from ..settings import Settings
from ..store import GOLD, Corpus, CorpusError, Texts, files
from ..store.registry import FILES
from ..text import reason
from .columns import ENDINGS, columns_side
from .dataset import Part, dataset_side, parts_of
from .reading import data_of
from .records import CorpusSide, RecordsSide
from .side import Side, SideError

GOLDEN = "gold"
"""How the gold of the corpus at hand is named."""
FORMS = (
    "a side is `gold`, an annotator of the corpus, a folder with annotations/, a folder or file of articles (.jsonl), "
    "a dataset (a folder, .parquet, .jsonl or .json), or columns of tokens and tags (.conll, .bio, .tsv, .txt)"
)


def open_side(
    given: str,
    *,
    labels: Labels | None = None,
    settings: Settings | None = None,
    root: Path | None = None,
    split: str | None = None,
    texts: Texts | None = None,
) -> Side:
    """The side that is named.

    In this order: ``gold``, or an annotator who has passes, of the corpus at ``root``; then a path to a folder that holds a corpus, a
    dataset, articles or columns; or to one file of these. ``PATH#NAME`` are the passes of an annotator in a dataset. Of a corpus or a
    dataset with splits, ``split`` leaves the articles of one; other forms have no splits and are whole. ``texts`` are those that the
    corpus does not hold. Articles in the corpus's own form are read, and judged, when they are asked for.

    Raises:
        SideError: there is no such side, or it is not in its form.
    """
    try:
        if (side := _of_corpus(given, root, split, texts)) is not None:
            return side
        path, annotator = Path(given), None
        if not path.exists() and "#" in given:
            name, _, annotator = given.rpartition("#")
            path = Path(name)
        if not path.exists():
            raise SideError(f"{given}: there is no such file or folder{_who(root)}; {FORMS}")
        if path.is_dir():
            return _of_folder(given, path, labels, settings, root, split, texts, annotator)
        return _of_file(given, path, labels, settings, root, annotator)
    except (CorpusError, files.UnsafePath) as error:
        raise SideError(str(error)) from error
    except OSError as error:
        raise SideError(f"{given}: {reason(error)}") from error


def _of_corpus(given: str, root: Path | None, split: str | None, texts: Texts | None) -> Side | None:
    """Gold or an annotator of the corpus at hand; None where nothing there is called so."""
    if root is None or not (root / "annotations").is_dir():
        if given == GOLDEN:
            raise SideError(f"{GOLDEN}: there is no corpus{f' at {root}' if root else ''}; name one with --corpus DIR")
        return None
    if given == GOLDEN:
        return CorpusSide(given, Corpus(root, texts), GOLD, split)
    if given not in files.folders(root / "annotations" / "passes"):
        return None
    return CorpusSide(given, Corpus(root, texts), f"annotations/passes/{given}", split)


def _who(root: Path | None) -> str:
    """The annotators that there are."""
    who = files.folders(root / "annotations" / "passes") if root is not None else []
    return f", and no such annotator; there are passes of {', '.join(who)}" if who else ""


def _of_folder(
    given: str,
    path: Path,
    labels: Labels | None,
    settings: Settings | None,
    root: Path | None,
    split: str | None,
    texts: Texts | None,
    annotator: str | None,
) -> Side:
    if (path / "annotations").is_dir() and annotator is None:
        return CorpusSide(given, Corpus(path, texts), GOLD, split)
    if parts := parts_of(path):
        return dataset_side(given, parts, labels, settings, split, annotator)
    there = sorted(entry for entry in path.iterdir() if entry.is_file() and not entry.name.startswith("."))
    records = [entry for entry in there if entry.suffix == ".jsonl" and entry.stem not in FILES]
    if records and annotator is None and not _has_rows(records[0]):
        return RecordsSide(given, records, path)
    rows = [entry for entry in there if entry.suffix in {".json", ".jsonl"}] if records else []
    if rows:
        return dataset_side(given, [Part(entry.stem, (entry,)) for entry in rows], labels, settings, split, annotator)
    columns = [entry for entry in there if entry.suffix in ENDINGS]
    if columns and annotator is None:
        return columns_side(given, columns, (), folder=True)
    raise SideError(f"{given}: the folder holds none of the forms of a side; {FORMS}")


def _of_file(given: str, path: Path, labels: Labels | None, settings: Settings | None, root: Path | None, annotator: str | None) -> Side:
    if path.suffix in ENDINGS and annotator is None:
        known = Corpus(root).names() if root is not None and (root / "annotations").is_dir() else ()
        return columns_side(given, [path], known, folder=False)
    if path.suffix == ".jsonl" and annotator is None and not _has_rows(path):
        return RecordsSide(given, [path])
    if path.suffix in {".parquet", ".arrow", ".json", ".jsonl"}:
        return dataset_side(given, [Part("", (path,))], labels, settings, None, annotator)
    what = f"a file that ends in {path.suffix}" if path.suffix else "a file without an ending"
    raise SideError(f"{given}: {what} is none of the forms of a side; {FORMS}")


def _has_rows(path: Path) -> bool:
    """Whether the first line of a file is a row of a table, and no record: rows name their article, of records only passes do."""
    data = data_of(path)
    if data.lstrip()[:1] == b"[":
        return True
    line = next((line for line in data.split(b"\n") if line.strip()), b"")
    try:
        first = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(first, dict) and ("a_article" in first or "article" in first) and first.get("kind") != "pass"
