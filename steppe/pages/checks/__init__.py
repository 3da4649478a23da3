"""Checks of a built dataset, of any corpus, by what is in its folder: the card, ``croissant.json`` and the files tell the same."""

from ...finding import Flaw
from .dataset import check

__all__ = ["Flaw", "check"]
