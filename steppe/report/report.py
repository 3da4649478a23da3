"""One run of validation, ready to be told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from ..finding import Finding
from .baseline import Known
from .places import Places

_NUMBER = re.compile(r"(?<![\w-])\d[\d,.]*(?![\w-])")
"""A number that stands alone. Ids, digests and dates are no numbers."""


class Report:
    """The findings of a run, what is known of them, and where they are."""

    def __init__(
        self,
        findings: Iterable[Finding],
        places: Places,
        *,
        files: Sequence[str] = (),
        baseline: Mapping[str, Known] | None = None,
        excerpts: bool = True,
        colour: bool = False,
    ) -> None:
        self.findings = list(findings)
        self.fingerprints = fingerprints(self.findings)
        self.places = places
        self.files = files
        """The files of articles that were looked at, for forms that tell what is right too."""
        self.baseline = baseline
        """What is known and accepted, by fingerprint; None where nobody asked."""
        self.excerpts = excerpts
        """Whether people are shown the line that a finding is about. Machines never are: it can be the text of somebody else."""
        self.colour = colour

    @property
    def new(self) -> Iterator[tuple[Finding, str]]:
        """The findings that are not known, with their fingerprints."""
        return (told for told in zip(self.findings, self.fingerprints, strict=True) if not self.knows(told[1]))

    @property
    def fixed(self) -> list[Known]:
        """What the baseline knows and is no more."""
        there = set(self.fingerprints)
        return [known for fingerprint, known in (self.baseline or {}).items() if fingerprint not in there]

    def knows(self, fingerprint: str) -> bool:
        """Whether the baseline has a finding."""
        return self.baseline is not None and fingerprint in self.baseline

    def path(self, file: str) -> str:
        """A file of the corpus as the repository names it that the command was called in."""
        return f"{self.places.prefix}{file}"

    def uri(self, finding: Finding) -> str:
        """Where a finding is, as a relative URI. The files of an imported corpus are not in this one: they keep their names."""
        return encoded(finding.file if finding.carried else self.path(finding.file))


def encoded(path: str) -> str:
    """A path as a relative URI."""
    return quote(path.lstrip("/"), errors="surrogatepass")


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """For each finding what it is known by when the file around it changes: 16 hexadecimal digits, and which of several.

    It is made of file, rule, mark and message, the numbers of the message left out, so that neither another line nor other
    offsets make it another finding.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        said = "\0".join((finding.file, finding.code, finding.mark, _NUMBER.sub("", finding.message)))
        digest = sha256(said.encode(errors="backslashreplace")).hexdigest()[:16]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
