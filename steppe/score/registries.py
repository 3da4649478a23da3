"""Two registries aligned: which entry of one is which of the other.

Two annotators, or an annotator and a system, give the same person different ids. Entries are the same whose mentions (of events: whose
triggers) are the same spans; each is paired with one at most, so that the most mentions are shared.
"""

from collections import Counter
from collections.abc import Sequence

from ..assignment import heaviest
from ..model import Answer
from ..store import Registry
from .case import Case, Names

SHARED, TYPE, NAME = 1.0, 1e-3, 1e-4
"""What a shared mention weighs, and an equal type and an equal name, which only tell apart what shares as many."""


class Alignment:
    """Gathers, case by case, what entries of two registries share; then says which are the same."""

    def __init__(self, first: Registry, second: Registry) -> None:
        self.first, self.second = first, second
        self.shared: Counter[tuple[str, str]] = Counter()
        """(first, second) entries, by the mentions and triggers that they share."""
        self.answered: Counter[tuple[str, str]] = Counter()
        """(first, second) entries of which paired claims say the same, by answers."""
        self.referred: tuple[set[str], set[str]] = (set(), set())
        """The entries of each side that some mark refers to."""

    def add(self, case: Case) -> None:
        """Take in an article."""
        for pairs, first, second in (
            (case.mentions, case.first.mentions, case.second.mentions),
            (case.triggers, case.first.triggers, case.second.triggers),
        ):
            mine, other = [mark.refers_to for mark in first], [mark.refers_to for mark in second]
            self.referred[0].update(mine)
            self.referred[1].update(other)
            self.shared.update([(here, there) for a, b in pairs if (here := mine[a]) and (there := other[b])])
        for one, two in case.claims:
            self._answers(one.claim.answers, two.claim.answers)

    def _answers(self, first: Sequence[Answer], second: Sequence[Answer]) -> None:
        """Entries that stand at the same place of answers on the same facet, where each claim answers the facet once."""
        here, there = _once(first), _once(second)
        for facet, answer in here.items():
            if (twin := there.get(facet)) and answer and twin:
                pairs = [(answer.event, twin.event), (answer.subject, twin.subject)]
                if len(answer.values) == len(twin.values) == 1:
                    pairs.append((answer.values[0], twin.values[0]))
                self.answered.update(pair for pair in pairs if all(pair))

    def names(self) -> Names:
        """Which entry of the first registry each of the second is.

        Entries that no mark refers to, on either side, are paired by the answers of paired claims; what is left, by equal ids.
        """
        found = _paired({pair: self._weight(pair, number) for pair, number in self.shared.items()})
        taken = set(found.values())
        silent = {
            pair: self._weight(pair, number)
            for pair, number in self.answered.items()
            if pair[0] not in self.referred[0] and pair[1] not in self.referred[1] and self._kind(pair)
        }
        found |= _paired(silent)
        taken.update(found.values())
        for identifier in self.second.names:
            if identifier not in found and identifier in self.first.names and identifier not in taken:
                found[identifier] = identifier
        return Names(found, self.second.names)

    def _weight(self, pair: tuple[str, str], number: int) -> float:
        one, two = pair
        return SHARED * number + TYPE * (self._type(self.first, one) == self._type(self.second, two)) + NAME * self._named(one, two)

    def _kind(self, pair: tuple[str, str]) -> bool:
        """Whether both are entities, or both events, and not a value in words."""
        one, two = pair
        entities = one in self.first.entity and two in self.second.entity
        return entities or (one in self.first.event and two in self.second.event)

    def _named(self, one: str, two: str) -> bool:
        name = self.first.name(one)
        return bool(name) and name.casefold() == self.second.name(two).casefold()

    @staticmethod
    def _type(registry: Registry, identifier: str) -> str:
        entry = registry.entry(identifier)
        return entry.type if entry else ""


def _once(answers: Sequence[Answer]) -> dict[str, Answer | None]:
    """The answer on each facet; None where there are several."""
    found: dict[str, Answer | None] = {}
    for answer in answers:
        found[answer.facet] = None if answer.facet in found else answer
    return found


def _paired(weights: dict[tuple[str, str], float]) -> dict[str, str]:
    """The second's entries with the first's; of assignments that weigh the same, the same one whichever registry is first."""
    here = sorted((-weight, one, two) for (one, two), weight in weights.items())
    there = sorted((-weight, two, one) for (one, two), weight in weights.items())
    if there < here:
        return heaviest({(two, one): -weight for weight, two, one in there})
    return {two: one for one, two in heaviest({(one, two): -weight for weight, one, two in here}).items()}
