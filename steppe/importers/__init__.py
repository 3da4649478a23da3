"""Corpora of other people, carried over into a corpus of this form.

What is read is carried with the place that it came from, or stands in the ledger of losses with the reason. Nothing is invented:
what the files do not say, such as who annotated and when a text was published, is left empty, and an exception says why.
"""

from .brat import import_brat
from .carried import Imported, Loss
from .cat_xml import import_cat_xml
from .folders import NothingToImport

__all__ = ["Imported", "Loss", "NothingToImport", "import_brat", "import_cat_xml"]
