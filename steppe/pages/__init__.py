"""What a reader of the dataset meets besides the tables: the card and the counts."""

from .card import card
from .checks import Flaw, check
from .counts import counts
from .figures import FigureError, Figures
from .folder import Dataset, NotReplaceable, files_of, replacing, write_dataset

__all__ = [
    "Dataset",
    "FigureError",
    "Figures",
    "Flaw",
    "NotReplaceable",
    "card",
    "check",
    "counts",
    "files_of",
    "replacing",
    "write_dataset",
]
