"""One article as a rule sees it."""

from ..labels import Labels
from ..settings import Settings
from ..store import GOLD, Document, Registry


class Case:
    """An article: its marks, and what they are to be measured by."""

    __slots__ = ("document", "labels", "registry", "settings")

    def __init__(self, document: Document, labels: Labels, settings: Settings, registry: Registry) -> None:
        self.document = document
        self.labels = labels
        self.settings = settings
        self.registry = registry

    @property
    def is_gold(self) -> bool:
        """Whether the marks are those that were agreed, and not those of one annotator, which stay as they were made."""
        return self.document.path.startswith(f"{GOLD}/")

    @property
    def has_text(self) -> bool:
        """Whether the text of the article belongs in the corpus."""
        return self.settings.holds(self.document.article.tier)
