"""Words that were written as UTF-8 and read as something else."""

import re

from ..model import Cluster, Relation
from ..text import shown
from .catalogue import Case, Found, Placed, Whole, rule

_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
"""What two to four bytes of UTF-8 look like where each is read as a character of Latin-1 or Windows-1252."""


def decoded_wrongly(text: str) -> tuple[int, str, str] | None:
    """Where a text has a character that was decoded in a wrong way, what it reads there and what it should; None if nowhere.

    >>> decoded_wrongly("Caf\u00c3\u00a9"), decoded_wrongly("Caf\u00e9 \u00c3 \u00a9")
    ((3, '\u00c3\u00a9', '\u00e9'), None)
    """
    if text.isascii():
        return None
    for match in _SUSPECT.finditer(text):
        reads = match.group()
        for codec in ("cp1252", "latin-1"):
            try:
                return match.start(), reads, reads.encode(codec).decode()
            except UnicodeError:
                continue
    return None


@rule("S215")
def decoded_twice(case: Case) -> Found:
    """A text that the corpus holds has a character that was written as UTF-8 and read as another encoding.

    Bad:
        The CafÃ© fired Ann.
    Good:
        The Café fired Ann.
    """
    document = case.document
    if document.text is not None and case.has_text and (found := decoded_wrongly(document.text)):
        start, reads, wanted = found
        yield document.article, f"the text reads {shown(reads)} at {start}; it should be {shown(wanted)}: save it anew before marking"


@rule("T410", "registry")
def name_decoded_twice(whole: Whole) -> Placed:
    """The name of an entry has a character that was written as UTF-8 and read as another encoding.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"AndrÃ©"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"André"}
    """
    for file, line, record in whole.registry.placed():
        if not isinstance(record, Cluster | Relation) and (found := decoded_wrongly(getattr(record, "name", ""))):
            yield file, line, record, f"the name reads {shown(found[1])}; it should be {shown(found[2])}"
