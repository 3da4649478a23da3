"""What a run of validation comes to."""

from collections import Counter
from collections.abc import Iterator

from ..finding import harmless
from ..rules import FAMILIES
from ..text import plural
from .report import Report


def summary(report: Report) -> Iterator[str]:
    """The totals, by family and by rule, and what the baseline knows and is no more."""
    new = [finding for finding, _ in report.new]
    families = Counter(FAMILIES.get(finding.code[:1], "other") for finding in new)
    line = f"{plural(len(new), 'finding' if report.baseline is None else 'new finding')} in {plural(len(report.files), 'file')} of articles"
    if new:
        line += ": " + ", ".join(f"{number:,} {family}" for family, number in families.most_common())
    rules = Counter((harmless(finding.code), harmless(finding.name)) for finding in new)
    for known in report.fixed:
        yield harmless(f"fixed: {known.file}: {known.code} {known.mark}: {known.message}")
    for (code, name), number in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>7,}  {code} {name}"
    yield line
    if report.baseline is not None:
        still = len(report.findings) - len(new)
        yield f"{still:,} of {plural(len(report.baseline), 'finding')} of the baseline are still there, {len(report.fixed):,} are fixed"
        if report.fixed:
            yield "write the baseline anew (--write-baseline) so that what is fixed stays so"
