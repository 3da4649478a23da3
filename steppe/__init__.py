"""News articles with stand-off annotations of entities, events and claims: read them, check them, build a dataset of them.

from steppe import Corpus
from steppe.validate import validate

for finding in validate(Corpus("path/to/corpus")):
    print(finding)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .finding import Finding
    from .store import Corpus, CorpusError, Document, Registry, Texts

__version__ = "1.2.0"
__all__ = ["Corpus", "CorpusError", "Document", "Finding", "Registry", "Texts"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for, so that the command starts quickly."""
    if name in __all__:
        return getattr(import_module(".finding" if name == "Finding" else ".store", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
