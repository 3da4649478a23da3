"""The catalogue: every rule, by its code.

A rule is one pure function. Its code is in the decorator, its name names the fault, its docstring explains it and holds
one Bad and one Good example, which the tests run. What it yields is the finding: the record, and a message that says what
is there and what should be.

Families are levels: of a mark that has a finding in one, the findings of the next are not told, since they would mostly
follow from the first. Rules are asked all the same, so that none may rest on what another has checked: a rule must bear
whatever the decoder accepts.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from inspect import getdoc
from textwrap import dedent
from typing import Any, Literal, TypeVar

from msgspec import Struct

from ..labels import Labels
from ..model import Mention, Piece, Record, Trigger, Zone
from ..settings import Settings
from ..store import Registry
from .case import Case
from .evidence import Evidence

__all__ = ["CATALOGUE", "FAMILIES", "Case", "Check", "Found", "Place", "Placed", "Rule", "Scope", "Whole", "rule"]

FAMILIES = {"F": "form", "S": "spans", "R": "references", "T": "types", "C": "claims", "X": "corpus", "L": "rights"}
"""First letter of a code, and family, in the order in which they run."""

Scope = Literal["file", "article", "registry", "corpus"]
Place = Piece | Mention | Trigger | Zone
"""Where in the text something is wrong."""
Found = Iterator[tuple[Record, str] | tuple[Record, str, Place]]
"""What a rule of an article yields: the record, what is wrong with it, and where, if not simply at the record."""
Placed = Iterator[tuple[str, int, Record | str, str]]
"""What a rule of the registry or the corpus yields: file, line, record (or what else is at fault), what is wrong with it."""
Check = TypeVar("Check", bound=Callable[..., Any])


class Whole:
    """A corpus as a rule sees it: its registry, and what was kept of its articles while they went by, one at a time.

    A rule of the registry is asked before the articles are read, and finds the evidence empty.
    """

    __slots__ = ("evidence", "files", "labels", "pages", "registry", "settings")

    def __init__(
        self,
        registry: Registry,
        labels: Labels,
        settings: Settings,
        evidence: Evidence | None = None,
        pages: dict[str, str] | None = None,
        files: Callable[[], Iterable[tuple[str, str]]] = tuple,
    ) -> None:
        self.registry = registry
        self.labels = labels
        self.settings = settings
        self.evidence = evidence or Evidence(labels, settings)
        self.pages = pages or {}
        """The pages that speak of the corpus, by file relative to it."""
        self.files = files
        """Gives every text file of the corpus, by file relative to it; none where they are not asked for."""


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
