"""The catalogue of measures."""

from ..measure import Measure, Whole
from . import arguments, claims, coreference, marks, relations, zones

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (*zones.MEASURES, *marks.MEASURES, *arguments.MEASURES, *coreference.MEASURES, *claims.MEASURES, *zones.LINKS)
}
"""What is counted article by article, in the order in which it is told."""
WHOLES: dict[str, Whole] = {whole.name: whole for whole in (*coreference.WHOLES, *relations.WHOLES)}
"""What is counted once, across articles."""

__all__ = ["MEASURES", "WHOLES"]
