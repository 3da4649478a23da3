"""Proposing how claims on one question stand to each other.

:func:`questions` reads documents, :func:`plans` says what is judged, proposed and open of each question, :func:`tally` counts it,
:func:`sheet` and :func:`decisions` are what a reader judges, and :func:`settled` is the registry with all that.
"""

from .gather import Questions, Statement, questions
from .groups import Group
from .plan import Pairing, Plan, plans
from .report import as_data, rendered, summary
from .settle import Settled, settled
from .sheet import Decision, Row, SheetError, decisions, dump_sheet, read_rows, sheet
from .tally import Tally, tally

__all__ = [
    "Decision",
    "Group",
    "Pairing",
    "Plan",
    "Questions",
    "Row",
    "Settled",
    "SheetError",
    "Statement",
    "Tally",
    "as_data",
    "decisions",
    "dump_sheet",
    "plans",
    "questions",
    "read_rows",
    "rendered",
    "settled",
    "sheet",
    "summary",
    "tally",
]
