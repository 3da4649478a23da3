"""A corpus as it would be: some of its files stand elsewhere, changed."""

from pathlib import Path

from ..store import GOLD, Corpus, files
from ..store.form import ARTICLE
from ..store.registry import FILES


class Draft(Corpus):
    """A corpus of which changed files are kept in another folder; its own are only read."""

    def __init__(self, corpus: Corpus, folder: str) -> None:
        self.folder = folder
        self.changed: dict[str, bytes] = {}
        """What the files that are changed were, by file relative to the corpus."""
        super().__init__(corpus.root, corpus.texts)

    def path(self, file: str) -> str:
        return f"{self.folder}/{file}" if file in self.changed else super().path(file)

    def put(self, file: str, data: bytes) -> bool:
        """Give a file other bytes; whether they are others."""
        was = files.read(self.path(file))
        if data == was:
            return False
        self.changed.setdefault(file, was)
        path = Path(self.path(file))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.__dict__.pop("registry", None)  # it was read from the files as they were
        return True


def form_of(file: str) -> str:
    """The form of a file of gold or of its registry; empty of any other."""
    folder, _, name = file.rpartition("/")
    stem = name.removesuffix(".jsonl")
    if folder == GOLD:
        return ARTICLE
    return stem if folder == "annotations" and stem in FILES else ""
