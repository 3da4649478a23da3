"""The Parquet files of a dataset, opened once each."""

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from ...finding import Flaw
from .leaves import Leaves, of_schema


class Table(Struct, frozen=True):
    """What is in a file."""

    rows: int
    leaves: Leaves
    size: int
    sha256: str


class Tables:
    """The Parquet files in a folder, by their paths relative to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.flaws: list[Flaw] = []
        self.all: dict[str, Table] = {}
        for path in sorted(folder.rglob("*.parquet")):
            name = path.relative_to(folder).as_posix()
            try:
                with open(path, "rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                with pq.ParquetFile(path) as there:
                    self.all[name] = Table(there.metadata.num_rows, of_schema(there.schema_arrow), path.stat().st_size, digest)
            except (OSError, pa.ArrowException) as error:
                self.flaws.append(Flaw(name, 0, f"cannot be read as Parquet: {str(error).splitlines()[0]}"))

    def matching(self, pattern: str) -> list[str]:
        """The files that a pattern means; none where it leads out of the folder."""
        if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            return []
        try:
            return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern) if path.is_file())
        except ValueError:  # no pattern at all
            return []
