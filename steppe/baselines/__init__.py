"""Simple systems for every task of the dataset: the floor that others are measured from.

Each is a function of a split to learn from and of what is given of a split to work on; it gives rows as the dataset has them. All
labels come from the split that is learnt from. ``docs/baselines.md`` has what they score.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from . import claim_pairs, claims, coreference, entities, events
from .data import DatasetError, Split
from .given import Given
from .linear import NotInstalled
from .output import Output, write

System = Callable[[Split, Given], Output]


class Task(Struct, frozen=True):
    """What is asked for, the systems that try, and how the measures begin by which they are scored."""

    systems: Mapping[str, System]
    measures: tuple[str, ...]
    pairs: bool = False
    """Whether rows are pairs across articles: gold is then the file of pairs and not the articles of a split."""

    def gold(self, dataset: Path, split: str) -> tuple[Path, str | None]:
        """What to score against: a side, and the split of it that is meant."""
        return (dataset / f"data/claim_pairs/{split}.parquet", None) if self.pairs else (dataset, split)


TASKS: Mapping[str, Task] = {
    "entities": Task({"gazetteer": entities.gazetteer, "linear": entities.linear}, ("mention",)),
    "events": Task({"gazetteer": events.gazetteer, "linear": events.linear}, ("trigger", "argument")),
    "claims": Task({"majority": claims.usual, "linear": claims.linear}, ("claim",)),
    "coreference": Task({"string": coreference.string}, ("coreference",)),
    "claim_pairs": Task({"majority": claim_pairs.most_common, "lexical": claim_pairs.lexical}, ("relation",), pairs=True),
}
"""The tasks by the config that has their gold."""

__all__ = ["TASKS", "DatasetError", "Given", "NotInstalled", "Output", "Split", "System", "Task", "write"]
