"""Counts of what is in the dataset: ``counts.json``, and the numbers of the card."""

from collections.abc import Mapping
from typing import Any

import msgspec

from ..table import Written, whole
from ..tally import Tally


def counts(tally: Tally, written: list[Written], related: Mapping[str, Any]) -> bytes:
    """``counts.json``: rows and content of each file, and how often each label stands in each split, of marks and of claim pairs."""
    settings = tally.settings
    tables: dict[str, Any] = {}
    for file in written:
        tables.setdefault(file.config, {})[file.split] = {"rows": file.rows, "content": file.content}
    content = whole({file.path: file.content for file in written})
    told = {"name": settings.name, "version": settings.version, "content": content, "tables": tables, **tally.counts(), "pairs": related}
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
