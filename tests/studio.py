"""Random articles as Label Studio may meet them: any text, any places, every reference leading somewhere."""

from hypothesis import strategies as st
from making import EXAMPLE, article_of, ident, pass_of

from steppe.labels import parse_labels
from steppe.model import Answer, Argument, Claim, Link, Mention, Piece, Trigger, Via, Zone
from steppe.store import Document
from steppe.text import digest

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
TEXTS = st.text(
    st.one_of(
        st.sampled_from('ab \t\n\u2028\u0301\u05d0\u0627\U0001f600\U00020000\u200d\\|{}="'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    min_size=1,
    max_size=60,
)
WORDS = st.text(st.sampled_from('abc |{}=\\\t"\u00e9\U0001f600-+'), max_size=8)
ENTITIES, EVENTS = ([ident(letter, number) for number in range(3)] for letter in "ev")


def named(identifier):
    """What an entry is called: with all that a name can have."""
    return {ENTITIES[0]: "Ann {of} Acme | x = y", EVENTS[0]: "the firing"}.get(identifier, "")


def label(inventory):
    return st.sampled_from(sorted(inventory))


@st.composite
def articles(draw, quotes=None):
    """A document with text: identical, nested, crossing and discontinuous marks among others."""
    text = draw(TEXTS)
    quotes = draw(st.booleans()) if quotes is None else quotes
    article = article_of(text, tier="FREE" if quotes else "LINKED")

    def place():
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def proof(start, end):
        words = text[start:end]
        return {"start": start, "end": end, **({"quote": words} if quotes else {"digest": digest(words)})}

    def pieces(least=0, most=2):
        return tuple(Piece(**proof(*one)) for one in sorted({place() for _ in range(draw(st.integers(least, most)))}))

    marks = []
    for number in range(draw(st.integers(0, 2))):
        start, end = place()
        starts = sorted({start, *draw(st.lists(st.integers(start, end - 1), max_size=3))})
        marks.append(
            Zone(
                id=ident("z", number),
                start=start,
                end=end,
                digest=digest(text[start:end]),
                type=draw(label(LABELS.zone)),
                sentences=tuple(starts) if len(starts) > 1 else (),
            )
        )
    mentions = [
        Mention(
            id=ident("m", number),
            type=draw(label(LABELS.mention)),
            level=draw(st.just("") | label(LABELS.level)),
            refers_to=draw(st.sampled_from(["", *ENTITIES])),
            value=draw(st.sampled_from(["", "2024-01", "~100", "6-8"])),
            **proof(*place()),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    ids = [mention.id for mention in mentions]
    triggers = []
    for number in range(draw(st.integers(0, 3))):
        fillers = [*ids, *(trigger.id for trigger in triggers)]
        arguments = draw(st.lists(st.tuples(label(LABELS.role), st.sampled_from(fillers)), max_size=4, unique=True)) if fillers else []
        triggers.append(
            Trigger(
                id=ident("t", number),
                type=draw(label(LABELS.trigger)),
                polarity=draw(st.just("") | label(LABELS.polarity)),
                modality=draw(st.just("") | label(LABELS.modality)),
                refers_to=draw(st.sampled_from(["", *EVENTS])),
                arguments=tuple(Argument(role=role, filler=filler) for role, filler in arguments),
                **proof(*place()),
            )
        )
    source = st.sampled_from(["", *ids])
    claims = [
        Claim(
            id=ident("c", number),
            spans=pieces(1, 3) or pieces(1, 1),
            source_kind=draw(label(LABELS.source_kind)),
            by=draw(source),
            cue=pieces(),
            via=_chain([Via(by=draw(source), cue=pieces()) for _ in range(draw(st.integers(0, 3)))]),
            mode=draw(st.just("") | label(LABELS.mode)),
            certainty=draw(label(LABELS.certainty)),
            author_certainty=draw(label(LABELS.certainty)),
            answers=tuple(draw(st.lists(_answers(), max_size=3))),
            canonical=draw(WORDS.filter(lambda words: not words or words.strip())),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    ends = [mark.id for mark in (*mentions, *triggers, *claims)]
    links = []
    if len(ends) > 1:
        pairs = draw(st.lists(st.tuples(label(LABELS.link), st.sampled_from(ends), st.sampled_from(ends)), max_size=3, unique=True))
        links = [Link(id=ident("l", number), type=type_, a=a, b=b) for number, (type_, a, b) in enumerate(pairs)]
    return Document("article", [article, pass_of(article), *marks, *mentions, *triggers, *claims, *links], text)


def _chain(links):
    """A chain whose last link says something."""
    while links and not links[-1].by and not links[-1].cue:
        links.pop()
    return tuple(links)


@st.composite
def _answers(draw):
    values = draw(st.lists(WORDS.filter(str.strip) | st.sampled_from([*ENTITIES, *EVENTS]), max_size=3))
    return Answer(
        facet=draw(label(LABELS.facet)),
        event=draw(st.sampled_from(["", *EVENTS])),
        subject=draw(st.sampled_from(["", *ENTITIES])),
        values=tuple(values),
    )
