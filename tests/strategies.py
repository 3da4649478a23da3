"""Hypothesis strategies of records: strings with everything that UTF-8 can say."""

from hypothesis import strategies as st
from making import ident

from steppe.model import (
    Adjudication,
    Answer,
    Argument,
    Article,
    Claim,
    Cluster,
    Decision,
    Entity,
    Event,
    Exemption,
    Link,
    Membership,
    Mention,
    Origin,
    Pass,
    Piece,
    Relation,
    Release,
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


def anything(field):
    """Any string, whatever it stands for."""
    return WORDS


def marks(number, words=anything, offsets=OFFSETS):
    """A mark with an id of its own; ``words`` gives the strategy of the strings of a field, or of a label of an inventory."""

    def some(kind, letter, **fields):
        return st.builds(kind, id=st.just(ident(letter, number)), **fields)

    place = {"start": offsets, "end": offsets, "digest": words("digest")}
    quoted = place | {"quote": words("quote")}
    pieces = tuples(st.builds(Piece, **quoted))
    chain = tuples(st.builds(Via, by=words("mark"), cue=pieces))
    answer = st.builds(
        Answer, facet=words("facet"), event=words("event"), subject=words("entity"), values=tuples(words("value") | words("entity"))
    )
    return st.one_of(
        some(Zone, "z", type=words("zone"), sentences=tuples(offsets), **place),
        some(Mention, "m", type=words("mention"), level=words("level"), refers_to=words("entity"), value=words("value"), **quoted),
        some(
            Trigger,
            "t",
            type=words("trigger"),
            polarity=words("polarity"),
            modality=words("modality"),
            refers_to=words("event"),
            arguments=tuples(st.builds(Argument, role=words("role"), filler=words("mark"))),
            **quoted,
        ),
        some(
            Claim,
            "c",
            spans=pieces,
            source_kind=words("source_kind"),
            by=words("mark"),
            cue=pieces,
            via=chain,
            mode=words("mode"),
            certainty=words("certainty"),
            author_certainty=words("certainty"),
            answers=tuples(answer),
            canonical=words("quote"),
        ),
        some(Link, "l", type=words("link"), a=words("mark"), b=words("mark")),
    )


@st.composite
def article_files(draw, words=anything, offsets=OFFSETS, most=4):
    """The records of an article file, in any order."""
    said = {field: words(field) for field in ("name", "tier", "language", "publisher", "licence", "incident", "sha256")}
    article = draw(st.builds(Article, published=words("date"), length=offsets, retells=tuples(words("name")), **said))
    passes = [
        draw(st.builds(Pass, annotator=words("annotator"), guidelines=words("date"), date=st.just(f"2024-01-0{number}")))
        for number in range(1, draw(st.integers(1, 3)))
    ]
    found = [draw(marks(number, words, offsets)) for number in range(draw(st.integers(0, most)))]
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
        "splits": st.builds(Membership, article=st.just(f"a{number}"), split=WORDS, since=WORDS),
        "releases": st.builds(Release, version=st.just(f"{number}.0.0"), date=WORDS, content=WORDS),
        "origins": st.builds(Origin, at=st.just(f"a/{number}"), name=WORDS, file=WORDS, line=st.integers(0, 9)),
        "decisions": st.builds(
            Decision,
            layer=WORDS,
            first=words,
            second=words,
            gold=words,
            verdict=WORDS,
            cause=WORDS,
            guideline=WORDS,
            other=tuples(marks(number)),
            note=WORDS,
            **of,
        ),
    }


@st.composite
def any_file(draw):
    """The form of a file, and its records in any order."""
    form = draw(st.sampled_from([ARTICLE, *_registry(0)]))
    if form == ARTICLE:
        return form, draw(article_files())
    records = [draw(_registry(number)[form]) for number in range(draw(st.integers(1, 4)))]
    if form == "decisions" and draw(st.booleans()):
        said = dict.fromkeys(("article", "first", "second", "by", "guidelines", "date"), WORDS)
        records.append(draw(st.builds(Adjudication, **said)))
    return form, draw(st.permutations(records))
