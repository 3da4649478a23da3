"""Faults that people and tools put into annotated corpora, by cause, written without a look at the rules that should find them."""

from . import across, claim, doubt, editor, label, line, link, merge, registry, release, rights, span, tool, value
from .catalogue import CATALOGUE, CAUSES, Change, Fault
from .corpus import Original

MODULES = (editor, tool, merge, span, line, label, link, value, claim, doubt, registry, across, release, rights)
KINDS = sorted(CATALOGUE.values(), key=lambda fault: list(CAUSES).index(fault.cause))
"""Every kind of fault, by cause."""

__all__ = ["CATALOGUE", "CAUSES", "KINDS", "MODULES", "Change", "Fault", "Original"]
