"""Versions: three numbers, each raised for a reason."""

import re
from typing import Literal, Self

from msgspec import Struct

Bump = Literal["patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = ("patch", "minor", "major")
"""From the smallest to the greatest."""
_NUMBERS = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")


class Version(Struct, frozen=True, order=True):
    """A version: three numbers."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, given: str) -> Self | None:
        """The version that is written; None where it is none."""
        match = _NUMBERS.fullmatch(given)
        return cls(*map(int, match.groups())) if match else None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def raised(self, bump: Bump) -> "Version":
        """The next version with a part raised."""
        match bump:
            case "major":
                return Version(self.major + 1, 0, 0)
            case "minor":
                return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1)

    def least(self, bump: Bump) -> "Version":
        """The least version that changes of this weight allow after this one.

        Before 1.0.0 nothing is promised: what would raise the major raises the minor, and everything else the patch.
        """
        if self.major == 0:
            return self.raised("minor" if bump == "major" else "patch")
        return self.raised(bump)


def tag_of(version: Version | str) -> str:
    """What the tag of a version is called, in git and at the Hub."""
    return f"v{version}"
