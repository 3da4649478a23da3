"""The report as SARIF 2.1.0, for services that keep findings: GitHub's code scanning, editors, dashboards."""

import re
from collections.abc import Iterator
from typing import Any

from .. import __version__
from ..finding import Finding
from ..rules import CATALOGUE, Rule
from ..text import plain
from .catalogue import described, paragraphs
from .records import encode
from .report import Report, encoded

_ROOT = "%SRCROOT%"
"""What GitHub and others call the root of the repository."""
FINGERPRINT = "steppe/v1"


def sarif(report: Report) -> Iterator[str]:
    """One run, all findings, those of a baseline as unchanged."""
    codes = sorted({finding.code for finding in report.findings if finding.code in CATALOGUE})
    driver = {"name": "steppe", "version": __version__, "semanticVersion": __version__, "rules": [_rule(CATALOGUE[code]) for code in codes]}
    places = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [
            _result(report, finding, fingerprint, places) for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True)
        ],
    }
    yield encode({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    first, *more = paragraphs(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": " ".join([first, *more])},
        "help": {"text": rule.doc.replace("``", "`"), "markdown": described(rule)},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": [rule.family]},
    }


def _result(report: Report, finding: Finding, fingerprint: str, places: dict[str, int]) -> dict[str, Any]:
    region = {"startLine": max(finding.line, 1)}
    if finding.line > 0 and (meant := report.places.columns(finding)):
        region |= {"startColumn": meant[0] + 1, "endColumn": meant[1] + 1}
    result: dict[str, Any] = {
        "ruleId": plain(finding.code),
        "level": "error",
        "message": {"text": _message(f"{finding.mark}: {finding.message}" if finding.mark else finding.message)},
        "locations": [_location(report.uri(finding), region)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    if finding.mark:
        result["locations"][0]["logicalLocations"] = [{"name": plain(finding.mark)}]
    if finding.carried:
        file, _, line = finding.carried.rpartition(":")
        region = {"startLine": max(int(line), 1) if line.isdecimal() else 1}
        result["relatedLocations"] = [_location(encoded(report.path(file)), region)]
    if report.baseline is not None:
        result["baselineState"] = "unchanged" if report.knows(fingerprint) else "new"
    return result


def _location(uri: str, region: dict[str, int]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}, "region": region}}


def _message(text: str) -> str:
    """A message in which no data can pass for a link: SARIF takes ``[words](target)`` for one."""
    return re.sub(r"\](?=\()", "] ", plain(text))
