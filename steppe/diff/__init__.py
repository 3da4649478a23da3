"""What changed between two states of an article, or of a corpus, and which version that makes."""

from .change import Change
from .marks import changes
from .state import State, StateError, opened
from .versions import bump_of
from .whole import Difference, compare

__all__ = ["Change", "Difference", "State", "StateError", "bump_of", "changes", "compare", "opened"]
