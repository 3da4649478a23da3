"""What changed between two states of an article."""

from .marks import Change, changes

__all__ = ["Change", "changes"]
