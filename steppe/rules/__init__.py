"""The rules, one file a family. Importing a family enters its rules in the catalogue."""

from . import claims, form, references, rights, spans, types, zones
from .catalogue import CATALOGUE, FAMILIES, Case, Index, Rule
from .references import claims_of

__all__ = [
    "CATALOGUE",
    "FAMILIES",
    "Case",
    "Index",
    "Rule",
    "claims",
    "claims_of",
    "form",
    "references",
    "rights",
    "spans",
    "types",
    "zones",
]
