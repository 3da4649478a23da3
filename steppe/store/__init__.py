"""Reading and writing a corpus."""

from .corpus import GOLD, GUIDELINES, Corpus, CorpusError
from .document import Document
from .form import Fault, dump, parse
from .registry import RELEASES, SPLITS, Registry
from .texts import Texts

__all__ = ["GOLD", "GUIDELINES", "RELEASES", "SPLITS", "Corpus", "CorpusError", "Document", "Fault", "Registry", "Texts", "dump", "parse"]
