"""News articles with stand-off annotations of entities, events and claims: read them, check them, build a dataset of them.

from steppe import Corpus
from steppe.validate import validate

for finding in validate(Corpus("path/to/corpus")):
    print(finding)
"""

from .store import Corpus, CorpusError, Document, Registry, Texts
from .validate import Finding

__version__ = "0.1.0"
__all__ = ["Corpus", "CorpusError", "Document", "Finding", "Registry", "Texts"]
