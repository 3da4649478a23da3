"""What a check of a dataset finds."""

from msgspec import Struct

from ...finding import harmless


class Flaw(Struct, frozen=True, order=True):
    """One thing that is wrong in the folder of a dataset."""

    file: str
    """Relative to the folder."""
    line: int
    """From 1; 0 for the file as a whole."""
    message: str
    """What is there, and what should be."""

    def __str__(self) -> str:
        return harmless(f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}")
