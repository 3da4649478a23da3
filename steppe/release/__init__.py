"""Releasing a corpus: a version, its record, its commit and its tag; and whether a release is still what it was."""

from .errors import ReleaseError
from .publish import Released, release
from .verify import Verdict, verify

__all__ = ["ReleaseError", "Released", "Verdict", "release", "verify"]
