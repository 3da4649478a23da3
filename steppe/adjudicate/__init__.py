"""Deciding between two passes of an article: a draft of gold, the disagreements to decide, and gold again from the decisions."""

from .bench import Bench, Unsaid
from .compare import Told
from .desk import Desk, gold_file
from .draft import LAYERS, Disagreement, Draft, draft
from .entries import Party, proposed
from .errors import AdjudicationError
from .ledger import Ledger, file_of, names, read_entries, read_ledger, refreshed
from .mapping import FORMS, Mapping, mapping
from .replay import Fault, gold, replay

__all__ = [
    "FORMS",
    "LAYERS",
    "AdjudicationError",
    "Bench",
    "Desk",
    "Disagreement",
    "Draft",
    "Fault",
    "Ledger",
    "Mapping",
    "Party",
    "Told",
    "Unsaid",
    "draft",
    "file_of",
    "gold",
    "gold_file",
    "mapping",
    "names",
    "proposed",
    "read_entries",
    "read_ledger",
    "refreshed",
    "replay",
]
