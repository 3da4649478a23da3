"""The records of a corpus: what every other module speaks in.

A record is one line of JSON in a file under ``annotations/``. The classes below are at once the types, the strict
parser, the canonical writer (keys in the order of the fields, absent means default) and the JSON Schema.
Offsets count Unicode code points and are half-open: ``text[start:end]`` is what is marked.
"""

from . import refer
from .article import Answer, Argument, Article, Claim, Line, Link, Mark, Mention, Pass, Piece, Placed, Trigger, Via, Zone
from .ids import ALPHABET, derived, hashed, is_id, spelled
from .record import Offset, Order, Part, Record
from .registry import Adjudication, Cluster, Decision, Entity, Event, Exemption, Membership, Origin, Relation, Release, Trace

__all__ = [
    "ALPHABET",
    "Adjudication",
    "Answer",
    "Argument",
    "Article",
    "Claim",
    "Cluster",
    "Decision",
    "Entity",
    "Event",
    "Exemption",
    "Line",
    "Link",
    "Mark",
    "Membership",
    "Mention",
    "Offset",
    "Order",
    "Origin",
    "Part",
    "Pass",
    "Piece",
    "Placed",
    "Record",
    "Relation",
    "Release",
    "Trace",
    "Trigger",
    "Via",
    "Zone",
    "derived",
    "hashed",
    "is_id",
    "refer",
    "spelled",
]
