"""Counts of what is in the dataset: ``counts.json``, and the numbers of the card."""

from typing import Any

import msgspec

from ..table import Written
from ..tally import Tally


def counts(tally: Tally, written: list[Written]) -> bytes:
    """``counts.json``: rows and content of each file, and how often each label stands in each split."""
    settings = tally.settings
    tables: dict[str, Any] = {}
    for file in written:
        tables.setdefault(file.config, {})[file.split] = {"rows": file.rows, "content": file.content}
    whole = {"name": settings.name, "version": settings.version, "tables": tables, **tally.counts()}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
