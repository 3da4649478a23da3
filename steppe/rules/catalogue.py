"""The catalogue: every rule, by its code.

A rule is one pure function. Its code is in the decorator, its name names the fault, its docstring explains it and holds
one Bad and one Good example, which the tests run. What it yields is the finding: the record, and a message that says what
is there and what should be.

Families are levels: an article with a finding in one is not shown to the next, so that a rule may trust all that the
families before it have checked.
"""

import re
from collections.abc import Callable, Iterator
from inspect import getdoc
from textwrap import dedent
from typing import Any, Literal, TypeVar

from msgspec import Struct

from ..labels import Labels
from ..model import Record
from ..settings import Settings
from ..store import Document, Registry

FAMILIES = {"F": "form", "S": "spans", "R": "references", "T": "types", "C": "claims", "X": "corpus", "L": "rights"}
"""First letter of a code, and family, in the order in which they run."""

Scope = Literal["file", "article", "registry", "corpus"]
Found = Iterator[tuple[Record, str]]
"""What a rule of an article yields: the record, and what is wrong with it."""
Placed = Iterator[tuple[str, int, Record, str]]
"""What a rule of the registry or the corpus yields: file, line, record, and what is wrong with it."""
Check = TypeVar("Check", bound=Callable[..., Any])


class Case:
    """An article as a rule sees it: its marks, and what they are to be measured by."""

    __slots__ = ("document", "labels", "registry", "settings")

    def __init__(self, document: Document, labels: Labels, settings: Settings, registry: Registry) -> None:
        self.document = document
        self.labels = labels
        self.settings = settings
        self.registry = registry

    @property
    def has_text(self) -> bool:
        """Whether the text of the article belongs in the corpus."""
        return self.settings.tier[self.document.article.tier].text


class Index(Struct):
    """What the rules of the corpus keep of the articles that went by."""

    claims: set[str]
    """The claims that the registry names and that are there, as ``ARTICLE/CLAIM``."""
    unread: set[str]
    """Names of articles that have faults of their own, so that nothing can be said of their claims."""
    untraced: list[tuple[str, int, Record]]
    """File, line and record of each claim of a retelling that the registry does not trace."""


class Rule(Struct, frozen=True):
    """One entry of the catalogue."""

    code: str
    name: str
    scope: Scope
    doc: str
    check: Callable[..., Any]

    @property
    def family(self) -> str:
        return FAMILIES[self.code[0]]

    def examples(self) -> dict[str, str]:
        """The examples of the docstring: ``{"Bad": lines, "Good": lines}``."""
        blocks = re.findall(r"^(Bad|Good):\n((?: {4}.*\n?|\n)+)", self.doc, re.MULTILINE)
        return {word: dedent(block).strip("\n") for word, block in blocks}


CATALOGUE: dict[str, Rule] = {}


def rule(code: str, scope: Scope = "article") -> Callable[[Check], Check]:
    """Enter the decorated function in the catalogue."""

    def enter(check: Check) -> Check:
        assert code not in CATALOGUE, f"two rules are called {code}"
        CATALOGUE[code] = Rule(code, check.__name__.replace("_", "-"), scope, getdoc(check) or "", check)
        return check

    return enter
