"""What only the folder of a dataset tells: the split of each article, and whose passes it has."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..sides.dataset import parts_of
from ..sides.side import SideError


def rows_of(folder: Path) -> tuple[dict[str, str], set[str]]:
    """The split of each article of a dataset; and the annotators of its passes.

    Raises:
        SideError: a file is not whole.
    """
    articles: dict[str, str] = {}
    annotators: set[str] = set()
    for part in parts_of(folder):
        for file in part.files:
            column = {"articles": "article", "passes": "annotator"}.get(file.parent.name)
            if column is None:
                continue
            try:
                names = pq.read_table(file, columns=[column]).column(column).to_pylist()
            except (pa.ArrowException, KeyError, OSError) as error:
                raise SideError(f"{file}: {error}") from error
            if column == "article":
                articles |= dict.fromkeys(names, part.split)
            else:
                annotators |= set(names)
    return articles, annotators
