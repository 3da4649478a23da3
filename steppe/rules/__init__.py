"""The rules, one file a family. Importing a family enters its rules in the catalogue."""

from . import claims, form, references, rights, spans, types, zones
from .case import Case
from .catalogue import CATALOGUE, FAMILIES, Rule, Whole
from .evidence import Evidence
from .references import claims_of

__all__ = [
    "CATALOGUE",
    "FAMILIES",
    "Case",
    "Evidence",
    "Rule",
    "Whole",
    "claims",
    "claims_of",
    "form",
    "references",
    "rights",
    "spans",
    "types",
    "zones",
]
