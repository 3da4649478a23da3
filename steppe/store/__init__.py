"""Reading and writing a corpus."""

from .corpus import Corpus, CorpusError, Texts
from .document import Document
from .form import Fault, dump, parse
from .registry import Registry

__all__ = ["Corpus", "CorpusError", "Document", "Fault", "Registry", "Texts", "dump", "parse"]
