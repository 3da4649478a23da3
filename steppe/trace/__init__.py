"""From which claims of the retold articles each claim of a retelling comes: proposed by what it answers, checked by a reader."""

from .propose import Told, Traced, proposed
from .sheet import Row, TraceError, checked, dump_rows, read_rows, rows

__all__ = ["Row", "Told", "TraceError", "Traced", "checked", "dump_rows", "proposed", "read_rows", "rows"]
