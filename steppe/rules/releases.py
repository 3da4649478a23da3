"""X: what was released stays what it was."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ..settings import FILE as SETTINGS
from ..text import shown
from ..values import wrong_date
from ..version import Version
from .catalogue import Placed, Whole, rule
from .pages import COUNTS

_CONTENT = re.compile("[0-9a-f]{64}")


@rule("X618", "corpus")
def release_contradicted(whole: Whole) -> Placed:
    """A record of a release is none, or the corpus contradicts it. A version names one state of the data, for good.

    ``releases.jsonl`` has the versions that were released; a release writes it. The version of ``corpus.toml`` is the last of them, or above
    it, and ``released`` beside it, if it is there, is that version's day; ``since`` of ``splits.jsonl`` names one of them; and a dataset that
    says it is one of them says what it said. Once a released corpus is changed, its version is to be raised.

    Bad:
        Acme fired Ann.
        {"kind":"release","version":"1.3.0","date":"2024-01-02","content":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"}
    Good:
        Acme fired Ann.
        {"kind":"release","version":"1.2.3","date":"2024-01-02","content":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"}
    """
    file = f"{whole.registry.folder}/releases.jsonl"
    before: Version | None = None
    last = ""
    for line, release in enumerate(whole.registry.releases, start=1):
        version, called = Version.parse(release.version), release.version or "release"
        if version is None:
            yield file, line, called, f"{shown(release.version)} is no version; it should be three numbers, like 1.0.0"
        elif before is not None and version <= before:
            yield file, line, called, f"{version} stands below {before}; versions rise, and each is released once"
        if len(release.date) != len("2011-10-31") or wrong_date(release.date):
            yield file, line, called, f"the date {shown(release.date)} is no day; it should be like 2011-10-31"
        elif release.date < last:
            yield file, line, called, f"is dated {release.date}, before the release that it follows ({last})"
        if not _CONTENT.fullmatch(release.content):
            yield file, line, called, f"the content is {shown(release.content)}; it should be 64 hexadecimal digits"
        before, last = version or before, max(last, release.date)
    if before is not None:
        yield from _unlike(whole, before)


def _unlike(whole: Whole, last: Version) -> Iterator[tuple[str, int, str, str]]:
    """What contradicts the releases, of which the last is given."""
    stated, known = whole.settings.version, {release.version: release.content for release in whole.registry.releases}
    here = Version.parse(stated)
    if here is None or here < last:
        yield SETTINGS, 0, "version", f"is {shown(stated)}; {last} was released, and the version should be that or above it"
    day = next((release.date for release in whole.registry.releases if release.version == stated), "")
    if day and whole.settings.released not in ("", day):
        yield SETTINGS, 0, "released", f"is {shown(whole.settings.released)}; {shown(stated)} was released on {shown(day)}"
    for line, membership in enumerate(whole.registry.memberships, start=1):
        if membership.since not in known:
            yield (
                f"{whole.registry.folder}/splits.jsonl",
                line,
                membership.article,
                f"is since {shown(membership.since)}, which was not released; there are {', '.join(known)}",
            )
    said = _said(whole.pages.get(COUNTS, ""))
    version, content = said.get("version"), said.get("content")
    if isinstance(version, str) and version in known and known[version] != content:
        told = f"says it is {version}, which was released with content {known[version][:12]}, and has {str(content)[:12]}"
        yield COUNTS, 0, "version", f"{told}; raise the version in annotations/corpus.toml, and build"


def _said(page: str) -> dict[str, Any]:
    """What a page of JSON says; nothing where it is none."""
    try:
        found = json.loads(page or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
