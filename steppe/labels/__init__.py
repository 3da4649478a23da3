"""The labels of a corpus and how each behaves: ``annotations/labels.toml``, the only place where a label is spelt."""

from .inventories import TRIGGER, Labels, LabelsError, Words, parse_labels
from .label import CertaintyLabel, FacetLabel, Kind, ValueKind

__all__ = ["TRIGGER", "CertaintyLabel", "FacetLabel", "Kind", "Labels", "LabelsError", "ValueKind", "Words", "parse_labels"]
