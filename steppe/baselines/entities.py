"""Entities: spans and types of mentions. Neither system says a level or a value, or finds a mention inside another one."""

from collections.abc import Callable

from msgspec.structs import replace

from ..text import plural
from .data import Row, Sentence, Span, Split
from .given import Given
from .lexicon import Lexicon
from .output import Ids, Output, sentence_row
from .tagger import Tagger, around, tags_of

Finder = Callable[[Sentence], list[Span]]


def mentions_of(sentence: Sentence) -> tuple[Span, ...]:
    return sentence.mentions


def by_string(train: Split) -> Finder:
    """Finds the strings that were mentions, by the longest match; of the type that they mostly had."""
    return Lexicon(train.sentences, mentions_of).found


def by_tagger(train: Split) -> Finder:
    """Finds mentions by a linear model over tokens."""
    return Tagger(train.sentences, mentions_of, around).found


def gazetteer(train: Split, given: Given) -> Output:
    """The longest match of strings that were mentions, with the type that they mostly had; strings mostly not marked are left out."""
    return _output(train, given, by_string(train))


def linear(train: Split, given: Given) -> Output:
    """Logistic regression over tokens (word, stem, shape, two neighbours to each side), then the best lawful BIO tags."""
    return _output(train, given, by_tagger(train))


def _output(train: Split, given: Given, found: Finder) -> Output:
    ids, rows = Ids(), []
    for sentence in given.sentences:
        spans = numbered(ids, sentence, "m", found(sentence))
        rows.append(
            {
                **sentence_row(sentence),
                "zone": sentence.zone,
                "tokens": [token.text for token in sentence.tokens],
                "token_starts": [token.start for token in sentence.tokens],
                "token_ends": [token.end for token in sentence.tokens],
                "tags": tags_of(sentence, spans),
                "mentions": [_row(sentence, span) for span in spans],
            }
        )
    mentions = sum(len(sentence.mentions) for sentence in train.sentences)
    return Output("entities", rows, f"{plural(mentions, 'mention')} in {plural(len(train.sentences), 'sentence')}", not mentions)


def numbered(ids: Ids, sentence: Sentence, prefix: str, spans: list[Span]) -> list[Span]:
    """Spans with ids of their article."""
    return [replace(span, id=ids.of(sentence.article, prefix)) for span in spans]


def _row(sentence: Sentence, mention: Span) -> Row:
    """A mention; what the baselines do not say of it is null."""
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "type": mention.type,
        "level": None,
        "refers_to": None,
        "value": None,
        "text": sentence.says(mention.start, mention.end),
    }
