"""Hypothesis strategies of records: strings with everything that UTF-8 can say."""

from hypothesis import strategies as st
from making import ident

from steppe.model import (
    Answer,
    Argument,
    Article,
    Claim,
    Cluster,
    Decision,
    Entity,
    Event,
    Exemption,
    Mention,
    Pass,
    Piece,
    Relation,
    Trace,
    Trigger,
    Via,
    Zone,
)
from steppe.store.form import ARTICLE

# Astral characters, combining marks, quotes, controls, and the line separators at which some readers split a file.
CHARACTERS = st.one_of(st.sampled_from('a\u0301\u2028\u2029\x85\x0b\x1c\r\n\t"\\/\0\U0001f600\ufeff'), st.characters(codec="utf-8"))
WORDS = st.text(CHARACTERS, max_size=8)
OFFSETS = st.integers(0, 2**31 - 1)
MANY = {"max_size": 2}


def tuples(of):
    return st.lists(of, **MANY).map(tuple)


PIECES = tuples(st.builds(Piece, start=OFFSETS, end=OFFSETS, quote=WORDS, digest=WORDS))
PLACED = {"start": OFFSETS, "end": OFFSETS, "type": WORDS}
QUOTED = PLACED | {"quote": WORDS, "digest": WORDS, "refers_to": WORDS}


def marks(number):
    """A mark with an id of its own."""
    return st.one_of(
        st.builds(Zone, id=st.just(ident("z", number)), digest=WORDS, sentences=tuples(OFFSETS), **PLACED),
        st.builds(Mention, id=st.just(ident("m", number)), level=WORDS, value=WORDS, **QUOTED),
        st.builds(
            Trigger,
            id=st.just(ident("t", number)),
            polarity=WORDS,
            modality=WORDS,
            arguments=tuples(st.builds(Argument, role=WORDS, filler=WORDS)),
            **QUOTED,
        ),
        st.builds(
            Claim,
            id=st.just(ident("c", number)),
            spans=PIECES,
            source_kind=WORDS,
            by=WORDS,
            cue=PIECES,
            via=tuples(st.builds(Via, by=WORDS, cue=PIECES)),
            mode=WORDS,
            certainty=WORDS,
            author_certainty=WORDS,
            answers=tuples(st.builds(Answer, facet=WORDS, event=WORDS, subject=WORDS, values=tuples(WORDS))),
            canonical=WORDS,
        ),
    )


@st.composite
def article_files(draw):
    """The records of an article file, in any order."""
    article = draw(
        st.builds(Article, length=OFFSETS, retells=tuples(WORDS), **dict.fromkeys(("name", "tier", "licence", "incident"), WORDS))
    )
    passes = [draw(st.builds(Pass, date=st.just(f"2024-01-0{number}"))) for number in range(1, draw(st.integers(1, 3)))]
    found = [draw(marks(number)) for number in range(draw(st.integers(0, 4)))]
    return draw(st.permutations([article, *passes, *found]))


def _registry(number):
    of = {"id": st.just(ident("x", number))}
    words = tuples(WORDS)
    return {
        "entities": st.builds(Entity, type=WORDS, name=WORDS, parts=words, member_of=words, **of),
        "events": st.builds(Event, type=WORDS, name=WORDS, incident=WORDS, subevent_of=words, member_of=words, **of),
        "clusters": st.builds(Cluster, facet=WORDS, event=WORDS, subject=WORDS, claims=words, **of),
        "relations": st.builds(Relation, type=WORDS, a=st.just(ident("k", number)), b=WORDS, conflict=WORDS, basis=WORDS),
        "traces": st.builds(Trace, claim=st.just(f"a/{number}"), source=WORDS, entailed=st.booleans()),
        "exceptions": st.builds(Exemption, rule=WORDS, at=st.just(f"a/{number}"), reason=WORDS),
        "decisions": st.builds(
            Decision, layer=WORDS, first=words, second=words, gold=words, verdict=WORDS, cause=WORDS, guideline=WORDS, **of
        ),
    }


@st.composite
def any_file(draw):
    """The form of a file, and its records in any order."""
    form = draw(st.sampled_from([ARTICLE, *_registry(0)]))
    if form == ARTICLE:
        return form, draw(article_files())
    return form, draw(st.permutations([draw(_registry(number)[form]) for number in range(draw(st.integers(1, 4)))]))
