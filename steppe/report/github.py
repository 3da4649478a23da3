"""The report for a run of GitHub Actions: each finding becomes an annotation at its line of the pull request."""

from collections.abc import Iterator

from ..finding import Finding
from ..text import plain
from .report import Report


def github(report: Report) -> Iterator[str]:
    """Workflow commands, one a finding."""
    return (_command(report, finding) for finding, _ in report.new)


def _command(report: Report, finding: Finding) -> str:
    carried = f" ({finding.carried})" if finding.carried else ""
    properties = {"file": finding.file if finding.carried else report.path(finding.file)}
    if finding.line > 0:
        properties["line"] = str(finding.line)
        if meant := report.places.columns(finding):
            properties |= {"col": str(meant[0] + 1), "endColumn": str(max(meant[1], meant[0] + 1))}
    properties["title"] = f"{finding.code} {finding.name}"
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::error {said}::{_data(f'{finding.mark}: {finding.message}' if finding.mark else finding.message)}{_data(carried)}"


def _data(text: str) -> str:
    """A message as the runner reads it; ``##[name]`` in it would be the older form of a command."""
    return plain(text).replace("##[", "#\\x23[").replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
