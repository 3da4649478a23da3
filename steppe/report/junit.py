"""The report as JUnit XML, which every CI can show: a test case for each file, which fails with what was found in it."""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from ..finding import Finding, harmless
from .report import Report


def junit(report: Report) -> Iterator[str]:
    """One suite; the file of an article without findings is a case that passes."""
    found: dict[str, list[Finding]] = {file: [] for file in report.files}
    for finding, _ in report.new:
        found.setdefault(finding.file, []).append(finding)
    failed = sum(map(bool, found.values()))
    counts = {"tests": f"{len(found)}", "failures": f"{failed}", "errors": "0", "skipped": "0"}
    suites = ET.Element("testsuites", {"name": "steppe", **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": "steppe validate", **counts})
    for file, findings in found.items():
        folder, _, name = harmless(report.path(file)).rpartition("/")
        case = ET.SubElement(suite, "testcase", {"classname": folder, "name": name})
        if findings:
            codes = ", ".join(
                f"{number} {harmless(code)}" for code, number in sorted(Counter(finding.code for finding in findings).items())
            )
            failure = ET.SubElement(case, "failure", {"message": codes, "type": "finding"})
            failure.text = "\n".join(map(str, findings))
    ET.indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield ET.tostring(suites, encoding="unicode")
