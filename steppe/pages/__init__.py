"""What a reader of the dataset meets besides the tables: the card and the counts."""

from .card import card
from .counts import counts
from .figures import FigureError, Figures
from .folder import Dataset, NotReplaceable, files_of, replacing, write_dataset

__all__ = ["Dataset", "FigureError", "Figures", "NotReplaceable", "card", "counts", "files_of", "replacing", "write_dataset"]
