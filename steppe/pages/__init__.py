"""What a reader of the dataset meets besides the tables: the card and the counts."""

from .card import card
from .counts import counts
from .folder import Dataset, NotReplaceable, write_dataset

__all__ = ["Dataset", "NotReplaceable", "card", "counts", "write_dataset"]
