"""Claims: content, source, cue, kind, certainty and facets. Neither mentions nor events are given.

A sentence is one claim or none, so that of a sentence with several claims at most one is found. No system says whom an answer is
about or what its value is, and none finds a chain of sources.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from .attribution import Said, attributed
from .data import Row, Sentence, Span, Split
from .entities import Finder, by_string, by_tagger
from .events import triggers_by_stem
from .given import Given
from .lexicon import Lexicon
from .linear import Features, Linear
from .output import Ids, Output
from .told import Lesson, Told
from .words import majority, stem, words


class Verdict(Struct, frozen=True):
    """What is said of a claim besides its places."""

    kind: str
    mode: str | None
    certainty: str
    author: str
    facets: tuple[str, ...]


class Judge(Protocol):
    """Says which sentences are claims, and what kind of claim one is."""

    def claims(self, sentence: Sentence, cues: Sequence[Span]) -> bool: ...
    def verdict(self, said: Said) -> Verdict: ...


def usual(train: Split, given: Given) -> Output:
    """A sentence with a cue or a trigger is a claim, with the commonest labels of claims that have a cue and a source as it has."""
    lesson = Lesson(train)
    triggers = triggers_by_stem(train)
    return _output(given, lesson, Lexicon(lesson.sentences, lesson.cues_of, stem).found, by_string(train), Usual(lesson, triggers))


def linear(train: Split, given: Given) -> Output:
    """Logistic regression: over words for which sentences are claims, over words of content, cue and source for each of the labels."""
    lesson = Lesson(train)
    triggers = triggers_by_stem(train)
    return _output(given, lesson, Lexicon(lesson.sentences, lesson.cues_of, stem).found, by_tagger(train), Learnt(lesson, triggers))


def _output(given: Given, lesson: Lesson, cues: Finder, mentions: Finder, judge: Judge) -> Output:
    ids, rows, source_types = Ids(), [], lesson.source_types
    for sentence in given.sentences if lesson.claims else ():
        signs = cues(sentence)
        said = attributed(sentence, signs, mentions(sentence), source_types) if judge.claims(sentence, signs) else None
        if said is not None:
            rows.append({**sentence.head, "claim": ids.of(sentence.article, "c"), **_row(said, judge.verdict(said))})
    return Output("claims", rows, str(lesson), not lesson.claims)


def _row(said: Said, verdict: Verdict) -> Row:
    source, cue = said.source, said.cue
    return {
        "source_kind": verdict.kind,
        "mode": verdict.mode,
        "certainty": verdict.certainty,
        "author_certainty": verdict.author,
        "canonical": said.text,
        "spans": [_place(said, start, end) for start, end in said.content],
        "content": said.text,
        "source": said.says(source) or None,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "cue": [_place(said, cue.start, cue.end)] if cue else [],
        "via": [],
        "answers": [{"facet": facet, "event": None, "subject": None, "values": [], "value_names": []} for facet in verdict.facets],
        "derived_from": [],
    }


def _place(said: Said, start: int, end: int) -> Row:
    return {"start": start, "end": end, "text": said.sentence.says(start, end)}


class Usual:
    """The commonest labels of the claims that are alike in having, or not, a cue and a source; of all, where none is."""

    def __init__(self, lesson: Lesson, triggers: Finder) -> None:
        self.triggers = triggers
        self.verdicts = {
            (cue, source): _usual([claim for claim in lesson.claims if claim.pattern == (cue, source)] or lesson.claims)
            for cue in (False, True)
            for source in (False, True)
        }

    def claims(self, sentence: Sentence, cues: Sequence[Span]) -> bool:
        return bool(cues) or bool(self.triggers(sentence))

    def verdict(self, said: Said) -> Verdict:
        return self.verdicts[said.pattern]


def _usual(claims: Sequence[Told]) -> Verdict:
    def most(label: Callable[[Told], str]) -> str:
        return majority(map(label, claims)) or ""

    facet = majority(facet for claim in claims for facet in claim.facets)
    return Verdict(
        most(lambda claim: claim.kind),
        majority(claim.mode for claim in claims),
        most(lambda claim: claim.certainty),
        most(lambda claim: claim.author),
        () if facet is None else (facet,),
    )


class Learnt:
    """Linear models: for which sentences are claims, for kind and certainty, for each facet. The rest is as usual for the kind."""

    def __init__(self, lesson: Lesson, triggers: Finder) -> None:
        self.triggers = triggers
        claims = lesson.claims
        cues = Lexicon(lesson.sentences, lesson.cues_of, stem)
        self.is_claim = Linear(
            [self._sentence(sentence, cues.found(sentence)) for sentence in lesson.sentences],
            [_yes(lesson.claims_in(sentence)) for sentence in lesson.sentences],
        )
        things = [features(claim.content, claim.cue, claim.source, claim.source_type) for claim in claims]
        self.kind = Linear(things, [claim.kind for claim in claims])
        self.certainty = Linear(things, [claim.certainty for claim in claims])
        self.usual = {kind: _usual([claim for claim in claims if claim.kind == kind]) for kind in self.kind.labels}
        self.kinds = {(claim.pattern, claim.kind) for claim in claims}
        names = sorted({facet for claim in claims for facet in claim.facets})
        self.facets = {name: Linear(things, [_yes(name in claim.facets) for claim in claims], balanced=True) for name in names}

    def _sentence(self, sentence: Sentence, cues: Sequence[Span]) -> Features:
        signs: Features = {"zone": sentence.zone, "cue": bool(cues), "trigger": bool(self.triggers(sentence))}
        return signs | {f"word={stem(token.text)}": True for token in sentence.tokens}

    def claims(self, sentence: Sentence, cues: Sequence[Span]) -> bool:
        return self.is_claim.told([self._sentence(sentence, cues)]) == [_yes(True)]

    def verdict(self, said: Said) -> Verdict:
        source_type = said.source.type if said.source else ""
        thing = features(said.text, said.says(said.cue), said.says(said.source), source_type)
        usual = self.usual[self._kind(said, thing)]
        return Verdict(usual.kind, usual.mode, self.certainty.told([thing])[0], usual.author, self._facets(thing))

    def _kind(self, said: Said, thing: Features) -> str:
        """The likeliest kind of those that claims have that have a cue and a source as this one has; of all, where none is so."""
        able = [kind for kind in self.kind.labels if (said.pattern, kind) in self.kinds] or self.kind.labels
        chances = dict(zip(self.kind.labels, self.kind.chances([thing])[0].round(9).tolist(), strict=True))
        return max(able, key=chances.__getitem__)

    def _facets(self, thing: Features) -> tuple[str, ...]:
        """The facets that are likelier than not; the likeliest where none is."""
        chances = {name: _chance(model, thing) for name, model in self.facets.items()}
        found = tuple(name for name, chance in chances.items() if chance > 0.5)
        return found or tuple(sorted(chances, key=lambda name: (-chances[name], name))[:1])


def _yes(so: bool) -> str:
    return "yes" if so else "no"


def _chance(model: Linear, thing: Features) -> float:
    """How likely a model that says yes or no says yes."""
    if _yes(True) not in model.labels:
        return 0.0
    return float(model.chances([thing])[0][model.labels.index(_yes(True))].round(9))


def features(content: str, cue: str, source: str, source_type: str) -> Features:
    """What a claim is known by: the words of its content, its cue, its source, and the type of that."""
    found: Features = {"cue": " ".join(map(stem, words(cue))), "source.type": source_type, "has source": bool(source), "has cue": bool(cue)}
    found |= {f"content={stem(word)}": True for word in words(content)}
    return found | {f"source={stem(word)}": True for word in words(source)}
