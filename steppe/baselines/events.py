"""Events: triggers with type, and arguments. Mentions are not given: each system finds its own first, as in ``entities``."""

from collections.abc import Sequence
from itertools import chain

from ..text import plural
from .data import Sentence, Span, Split
from .entities import Finder, by_string, by_tagger, numbered
from .given import Given
from .lexicon import Lexicon
from .output import Ids, Output, sentence_row
from .roles import LinearRoles, MajorityRoles
from .tagger import Tagger, alone
from .words import majority, stem

Roles = MajorityRoles | LinearRoles


def triggers_of(sentence: Sentence) -> tuple[Span, ...]:
    return sentence.triggers


def triggers_by_stem(train: Split) -> Finder:
    """Finds words of a stem that was a trigger, of the type that it mostly had."""
    return Lexicon(train.sentences, triggers_of, stem).found


def gazetteer(train: Split, given: Given) -> Output:
    """Stems that were triggers, with their usual type; of each role that such a filler usually has there, the nearest mention."""
    return _output(train, given, by_string(train), triggers_by_stem(train), MajorityRoles(train.sentences))


def linear(train: Split, given: Given) -> Output:
    """Logistic regression over tokens for triggers, and over pairs of a trigger and another mark of its sentence for arguments.

    Of a trigger only the word and its stem are looked at: of each there are few examples, and what stands around hides what they share.
    """
    return _output(train, given, by_tagger(train), Tagger(train.sentences, triggers_of, alone).found, LinearRoles(train.sentences))


def _output(train: Split, given: Given, mentions: Finder, triggers: Finder, roles: Roles) -> Output:
    ids, rows = Ids(), []
    labels = _usual(train)
    for sentence in given.sentences:
        there = numbered(ids, sentence, "m", mentions(sentence))
        events = numbered(ids, sentence, "t", triggers(sentence))
        rows.append(
            {
                **sentence_row(sentence),
                "triggers": [
                    {
                        "id": trigger.id,
                        "start": trigger.start,
                        "end": trigger.end,
                        "type": trigger.type,
                        "event": None,
                        "text": sentence.says(trigger.start, trigger.end),
                        **labels,
                        "event_name": None,
                        "arguments": [
                            {
                                "role": role,
                                "filler": filler.id,
                                "start": filler.start,
                                "end": filler.end,
                                "text": sentence.says(filler.start, filler.end),
                                "type": filler.type,
                            }
                            for role, filler in roles.of(sentence, trigger, [*there, *events])
                        ],
                    }
                    for trigger in events
                ],
            }
        )
    return Output("events", rows, *_learnt(train.sentences))


def _learnt(sentences: Sequence[Sentence]) -> tuple[str, bool]:
    """What there was to learn from, and whether there was nothing."""
    triggers = sum(len(sentence.triggers) for sentence in sentences)
    arguments = sum(len(sentence.arguments) for sentence in sentences)
    mentions = sum(len(sentence.mentions) for sentence in sentences)
    marks = f"{plural(triggers, 'trigger')}, {plural(arguments, 'argument')} and {plural(mentions, 'mention')}"
    return f"{marks} in {plural(len(sentences), 'sentence')}", not triggers


def _usual(train: Split) -> dict[str, str | None]:
    """The commonest polarity and modality."""
    told = list(chain.from_iterable(sentence.labels for sentence in train.sentences))
    return {"polarity": majority(polarity for polarity, _ in told), "modality": majority(modality for _, modality in told)}
