"""What a reader of the dataset meets besides the tables: the card and the counts."""

from .card import card
from .counts import counts
from .figures import FigureError, Figures
from .folder import Dataset, NotReplaceable, replacing, write_dataset

__all__ = ["Dataset", "FigureError", "Figures", "NotReplaceable", "card", "counts", "replacing", "write_dataset"]
