"""Arguments: which mention or trigger of a sentence fills which role of a trigger."""

from collections import Counter
from collections.abc import Iterator, Sequence

from .data import Sentence, Span
from .linear import Features, Linear
from .words import commonest, head, stem

NONE = ""
"""No role."""
BETWEEN = 4
"""Words between trigger and filler that are looked at; of more, only that they are many."""
Pair = tuple[Sentence, Span, Span]
"""A sentence, a trigger, and what may fill one of its roles."""


def judged(sentences: Sequence[Sentence]) -> Iterator[tuple[Pair, str]]:
    """Each trigger with each other mark of its sentence, and the role that this fills there: :data:`NONE` where none."""
    for sentence in sentences:
        roles = {(argument.trigger, argument.filler): argument.role for argument in sentence.arguments}
        for trigger in sentence.triggers:
            for filler in (*sentence.mentions, *sentence.triggers):
                if filler.id != trigger.id:
                    yield (sentence, trigger, filler), roles.get((trigger.id, filler.id), NONE)


class MajorityRoles:
    """The role that a filler of a type mostly has, where it has one, in events of a type; of several fillers the nearest."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counts: dict[tuple[str, str], Counter[str]] = {}
        for (_, trigger, filler), role in judged(sentences):
            if role != NONE:
                counts.setdefault((trigger.type, filler.type), Counter())[role] += 1
        self.roles = {types: commonest(roles) for types, roles in counts.items()}

    def of(self, sentence: Sentence, trigger: Span, fillers: Sequence[Span]) -> list[tuple[str, Span]]:
        """The arguments of a trigger: a role and its filler."""
        nearest: dict[str, Span] = {}
        for filler in sorted(fillers, key=lambda filler: (gap(trigger, filler), filler.start)):
            role = self.roles.get((trigger.type, filler.type))
            if role is not None and filler.id != trigger.id:
                nearest.setdefault(role, filler)
        return sorted(nearest.items())


class LinearRoles:
    """A linear model over pairs of a trigger and another mark of its sentence."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        pairs = list(judged(sentences))
        self.model = Linear([features(*pair) for pair, _ in pairs], [role for _, role in pairs], balanced=True)

    def of(self, sentence: Sentence, trigger: Span, fillers: Sequence[Span]) -> list[tuple[str, Span]]:
        """The arguments of a trigger: a role and its filler."""
        others = [filler for filler in fillers if filler.id != trigger.id]
        if not self.model:
            return []
        roles = self.model.told([features(sentence, trigger, filler) for filler in others])
        return [(role, filler) for role, filler in zip(roles, others, strict=True) if role != NONE]


def gap(one: Span, two: Span) -> int:
    """The characters between two spans; 0 where they touch or overlap."""
    return max(0, two.start - one.end, one.start - two.end)


def features(sentence: Sentence, trigger: Span, filler: Span) -> Features:
    """What a pair is known by: both types, both words, what stands between them, and in which order they are."""
    before = filler.start < trigger.start
    left, right = (filler, trigger) if before else (trigger, filler)
    between = [sentence.tokens[number].text.casefold() for number in sentence.tokens_in(left.end, right.start)]
    types = f"{trigger.type} {filler.type}"
    found: Features = {
        "types": types,
        "types.order": f"{types} {before}",
        "event": trigger.type,
        "filler": filler.type,
        "trigger.stem": stem(sentence.says(trigger.start, trigger.end)),
        "filler.head": head(sentence.says(filler.start, filler.end)),
        "before": before,
        "distance": str(min(len(between), BETWEEN + 1)),
    }
    if len(between) <= BETWEEN:
        found |= {f"between={word} {before}": True for word in between}
    return found
