"""Checks of a built dataset, of any corpus, by what is in its folder: the card, ``croissant.json`` and the files tell the same."""

from .dataset import check
from .flaw import Flaw

__all__ = ["Flaw", "check"]
