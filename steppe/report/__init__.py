"""What validation found, told to people and to machines: a report in each form that somebody reads, and what is known already."""

from collections.abc import Callable, Iterator

from .baseline import BaselineError, Known, read_baseline, write_baseline
from .catalogue import catalogue, explained
from .github import github
from .junit import junit
from .records import as_json, as_lines
from .report import Report
from .sarif import sarif
from .summary import summary
from .text import text

__all__ = [
    "FORMATS",
    "BaselineError",
    "Known",
    "Report",
    "catalogue",
    "explained",
    "read_baseline",
    "rendered",
    "summary",
    "write_baseline",
]

FORMATS: dict[str, Callable[[Report], Iterator[str]]] = {
    "text": text,
    "json": as_json,
    "jsonl": as_lines,
    "sarif": sarif,
    "github": github,
    "junit": junit,
}
"""The forms of a report, each as the lines of a file."""


def rendered(form: str, report: Report) -> str:
    """A report in one of :data:`FORMATS`, each line with its end."""
    return "".join(f"{line}\n" for line in FORMATS[form](report))
