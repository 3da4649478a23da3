"""Mending findings that have one safe answer: ``steppe validate --fix`` and ``--diff``.

What is mended, and what is not, is told in ``docs/fixing.md``.
"""

from . import doubles, edges, offsets
from .diff import diff
from .rounds import FIXABLE, Edit, Left, Mended, mend, write

__all__ = ["FIXABLE", "Edit", "Left", "Mended", "diff", "doubles", "edges", "mend", "offsets", "write"]
