"""The findings that a corpus knows of and lives with for now, in a file that people review: JSON Lines, sorted."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from ..finding import Finding
from ..store import files
from ..text import plain, shown


class BaselineError(ValueError):
    """A file is no baseline; says where and why."""


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that is known. What counts is the fingerprint; the rest is for who reads the file."""

    fingerprint: str
    code: str
    file: str
    mark: str
    message: str


_DECODER = msgspec.json.Decoder(Known)


def read_baseline(path: Path) -> dict[str, Known]:
    """What is known, by fingerprint.

    Raises:
        BaselineError: a line is no known finding, or one that was there before.
        OSError: the file cannot be read.
    """
    found: dict[str, Known] = {}
    for number, line in enumerate(files.read(path).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            known = _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise BaselineError(f"{path}:{number}: no known finding: {error}") from error
        if known.fingerprint in found:
            raise BaselineError(f"{path}:{number}: the fingerprint {shown(known.fingerprint)} stands there twice")
        found[known.fingerprint] = known
    return found


def write_baseline(path: Path, findings: Iterable[Finding], fingerprints: Sequence[str]) -> int:
    """Put every finding in a baseline, whole or not at all; the number of them.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    known = [
        Known(fingerprint, *(plain(word) for word in (finding.code, finding.file, finding.mark, finding.message)))
        for finding, fingerprint in zip(findings, fingerprints, strict=True)
    ]
    known.sort(key=lambda one: (one.file, one.code, one.mark, one.message, one.fingerprint))
    files.write(path, msgspec.json.Encoder().encode_lines(known))
    return len(known)
