"""Two passes over an article as a draft of gold: what is agreed, and what is to be decided."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..labels import Labels
from ..model import Claim, Decision, Mark, Order, derived
from ..model.refer import marks
from ..score.case import Case
from ..score.claims import common, places
from ..score.spans import Edge
from ..store import Document, Registry
from .compare import Compared, Told
from .errors import AdjudicationError
from .mapping import Mapping
from .view import View, end_of, start_of

LAYERS = ("zone", "mention", "trigger", "claim", "link")
"""The layers of an article, in the order in which they are decided."""
Side = tuple[str, Document, Registry]
"""An annotator, and the pass and the registry of that annotator."""


class Disagreement(Struct, frozen=True):
    """Marks of one layer that are decided together: two that differ, and whatever of one side overlaps the other's; or one alone."""

    id: str
    layer: str
    first: tuple[Mark, ...]
    second: tuple[Mark, ...]
    twins: tuple[tuple[str, str], ...]
    """Of these, the ids of a mark of the first pass and one of the second that belong together."""
    told: tuple[Told, ...]
    rests: tuple[str, ...] = ()
    """The disagreements about marks that only one pass has and to which these refer."""

    @property
    def kind(self) -> str:
        """In what they differ first; empty where it is agreed."""
        return self.told[0].kind if self.told else ""

    @property
    def place(self) -> Edge:
        """What all of them cover."""
        marks = (*self.first, *self.second)
        return min(map(start_of, marks)), max(map(end_of, marks))


class Draft(Struct, frozen=True):
    """What two passes over an article come to before anything is decided."""

    first: Document
    second: Document
    mapping: Mapping
    agreed: tuple[tuple[Mark, Mark], ...]
    disagreements: tuple[Disagreement, ...]
    """Layer by layer, in reading order."""
    amendable: dict[str, Disagreement]
    """What is agreed, as if it were not, by the ids of decisions: for somebody who finds that both passes are wrong."""
    twin: dict[str, str]
    """The mark of the first pass that belongs to each of the second."""
    own: dict[str, str]
    """What each mark of the second pass is called in gold: its id, or another where a mark of the first that is not its like has it."""
    spare: dict[str, str]
    """What it is called beside the mark of the first pass that belongs to it and has its id."""
    views: tuple[View, View]

    @property
    def name(self) -> str:
        return self.first.name

    def called(self, one: Disagreement, *, both: bool) -> tuple[list[tuple[Mark, str]], list[tuple[Mark, str]]]:
        """The marks of a disagreement with their ids in gold, where those of one pass stand, or those of ``both``."""
        names = self.spare if both else self.own
        return [(mark, mark.id) for mark in one.first], [(mark, names[mark.id]) for mark in one.second]


def draft(first: Side, second: Side, mapping: Mapping, labels: Labels) -> Draft:
    """Compare two passes over an article. ``mapping`` gives the entries of gold; an entry that it lacks is called as it is.

    Raises:
        AdjudicationError: they are not over one article.
    """
    (_, one, _), (_, two, _) = first, second
    if one.article != two.article:
        keys = [key for key in one.article.__struct_fields__ if getattr(one.article, key) != getattr(two.article, key)]
        raise AdjudicationError(f"{two.path}:1: {', '.join(keys)} of the article is not as in {one.path}; both passes should have the same")
    compared = Compared(Case(one, two, labels), mapping, (first[2], second[2]), labels)
    told = [(mine, other, compared.differ(mine, other)) for mine, other in compared.pairs]
    links = {link.id: link for link in one.links}
    agreed = [(mine, other) for mine, other, differences in told if not differences]
    agreed += [(links[compared.twin[link.id]], link) for link in two.links if link.id in compared.twin]
    groups = [_Group(mine, other, differences) for mine, other, differences in told if differences]
    twins = set(compared.twin.values())
    lone = [(mark, 0) for mark in one.marks if mark.id not in twins] + [(mark, 1) for mark in two.marks if mark.id not in compared.twin]
    for mark, side in lone:
        home = max(
            (group for group in groups if group.takes(mark, side)), key=lambda group: _common(mark, group.pair[1 - side]), default=None
        )
        if home is None:
            groups.append(_Group(mark if side == 0 else None, mark if side == 1 else None, [compared.lone(mark, side)]))
        else:
            home.add(mark, side, compared.lone(mark, side))
    found = sorted((group.disagreement() for group in groups), key=lambda one: (LAYERS.index(one.layer), one.place, one.id))
    amendable = {one.id: one for one in (_Group(mine, other, ()).disagreement() for mine, other in agreed)}
    return Draft(
        one, two, mapping, tuple(agreed), tuple(_resting(found)), amendable, compared.twin, *_names(one, two, compared.twin), compared.views
    )


def _resting(found: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """Disagreements with those that they rest on."""
    twins = {twin for one in found for twin in one.twins}
    ones, twos = {one for one, _ in twins}, {two for _, two in twins}
    lone = (
        {mark.id: one.id for one in found for mark in one.first if mark.id not in ones},
        {mark.id: one.id for one in found for mark in one.second if mark.id not in twos},
    )
    for one in found:
        there = {
            lone[side].get(other, one.id) for side, some in enumerate((one.first, one.second)) for mark in some for _, other in marks(mark)
        }
        yield replace(one, rests=tuple(sorted(there - {one.id})))


class _Group:
    """Marks that are decided together, as they are gathered."""

    def __init__(self, mine: Mark | None, other: Mark | None, told: Sequence[Told]) -> None:
        self.pair = mine, other
        self.marks: tuple[list[Mark], list[Mark]] = ([mine] if mine else []), ([other] if other else [])
        self.told = list(told)

    def takes(self, mark: Mark, side: int) -> bool:
        """Whether a mark of one side is a part of what the other side has as one: it overlaps that, and not its own side's mark."""
        own, there = self.pair[side], self.pair[1 - side]
        return own is not None and there is not None and type(own) is type(mark) and bool(_common(mark, there)) and not _common(mark, own)

    def add(self, mark: Mark, side: int, told: Told) -> None:
        self.marks[side].append(mark)
        self.told.append(told)

    def disagreement(self) -> Disagreement:
        mine, other = self.pair
        mark = mine or other
        assert mark is not None
        layer = str(mark.__struct_config__.tag)
        twins = ((mine.id, other.id),) if mine and other else ()
        there = tuple(sorted(self.marks[0], key=_order)), tuple(sorted(self.marks[1], key=_order))
        content = msgspec.json.encode([layer, *there]).decode()
        return Disagreement(derived(Decision.prefix, content), layer, *there, twins, tuple(self.told))


def _order(mark: Mark) -> Order:
    return mark.order


def _common(one: Mark, two: Mark | None) -> int:
    """Characters that two marks have in common."""
    return common(list(_places(one)), list(_places(two))) if two else 0


def _places(mark: Mark) -> Iterator[Edge]:
    if isinstance(mark, Claim):
        yield from places(mark.spans)
    else:
        yield start_of(mark), end_of(mark)


def _names(first: Document, second: Document, twin: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What marks of the second pass are called in gold, alone, and beside those of the first that belong to them."""
    ids = {mark.id for mark in first.marks}
    taken = ids | {mark.id for mark in second.marks}
    own, spare = {}, {}
    for identifier in sorted(mark.id for mark in second.marks):
        spare[identifier] = derived(identifier[:1], f"second\n{identifier}", taken) if identifier in ids else identifier
        taken.add(spare[identifier])
        own[identifier] = identifier if twin.get(identifier) == identifier else spare[identifier]
    return own, spare
