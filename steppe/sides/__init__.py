"""The sides of a comparison: gold, a pass, or the output of a system, in any plain form."""

from .align import aligned
from .columns import TokenDocument
from .opening import open_side
from .side import LAYERS, Side, SideError

__all__ = ["LAYERS", "Side", "SideError", "TokenDocument", "aligned", "open_side"]
