"""F: a file can be read, and is in the canonical form.

What these rules find is what the reader found: reading is where a fault of form shows.
"""

from collections.abc import Iterator

from ..store import Fault
from .catalogue import rule

Faults = Iterator[Fault]


def _named(name: str, faults: list[Fault]) -> Faults:
    return (fault for fault in faults if fault.name == name)


@rule("F101", "file")
def not_utf_8(faults: list[Fault]) -> Faults:
    r"""A file is not UTF-8.

    Bad:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Caf\xe9","type":"Firm"}
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Caf\xc3\xa9","type":"Firm"}
    """
    return _named("not-utf-8", faults)


@rule("F102", "file")
def byte_order_mark(faults: list[Fault]) -> Faults:
    r"""A file begins with a byte order mark, which would count as a character of the text.

    Bad:
        \xef\xbb\xbf{"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    """
    return _named("byte-order-mark", faults)


@rule("F103", "file")
def carriage_return(faults: list[Fault]) -> Faults:
    r"""A line of records ends in CR LF. Lines end in LF alone.

    Bad:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}\r
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    """
    return _named("carriage-return", faults)


@rule("F104", "file")
def empty_file(faults: list[Fault]) -> Faults:
    r"""A file is there, and nothing is in it.

    Bad:
        \n
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    """
    return _named("empty-file", faults)


@rule("F105", "file")
def overlong_line(faults: list[Fault]) -> Faults:
    """A line is longer than any honest record (a mebibyte). The file is damaged. No example: it would be too long."""
    return _named("overlong-line", faults)


@rule("F106", "file")
def conflict_marker(faults: list[Fault]) -> Faults:
    r"""A merge was not settled: git's markers are in the file.

    Bad:
        <<<<<<< HEAD
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
        =======
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Person"}
        >>>>>>> theirs
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    """
    return _named("conflict-marker", faults)


@rule("F107", "file")
def malformed_record(faults: list[Fault]) -> Faults:
    """A line is no record: no JSON, an unknown kind or key, a missing key, or a value of the wrong type.

    Bad:
        {"kind":"mention","id":"m-234567","begin":0,"end":4,"quote":"Acme","type":"Firm"}
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    """
    return _named("malformed-record", faults)


@rule("F108", "file")
def not_canonical(faults: list[Fault]) -> Faults:
    """Records are not in canonical form: order, spelling, or a blank line. ``steppe format`` writes it.

    Bad:
        {"kind": "mention", "id": "m-234567", "start": 0, "end": 4, "quote": "Acme", "type": "Firm"}
    Good:
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm"}
    """
    return _named("not-canonical", faults)


@rule("F109", "file")
def missing_article(faults: list[Fault]) -> Faults:
    """The file of an article does not begin with the article. No example: every example here begins without one."""
    return _named("missing-article", faults)


@rule("F110", "file")
def second_article(faults: list[Fault]) -> Faults:
    """A file holds a second article. No example: an example here holds no more than one."""
    return _named("second-article", faults)


@rule("F111", "file")
def foreign_pass(faults: list[Fault]) -> Faults:
    """A file holds the pass over another article. Most often it was copied from there.

    Bad:
        {"kind":"pass","article":"other","annotator":"ann","guidelines":"1","date":"2024-01-02","sha256":"00"}
    Good:
        {"kind":"pass","article":"example","annotator":"ann","guidelines":"1","date":"2024-01-02","sha256":"00"}
    """
    return _named("foreign-pass", faults)


@rule("F112", "file")
def name_differs(faults: list[Fault]) -> Faults:
    """An article's name is not that of its file. No example: an example here has no file name."""
    return _named("name-differs", faults)


@rule("F113", "file")
def unsafe_name(faults: list[Fault]) -> Faults:
    """A file's name cannot name an article. No example: an example here has no file name."""
    return _named("unsafe-name", faults)


@rule("F114", "file")
def missing_text(faults: list[Fault]) -> Faults:
    """The text of an article that should have it in the corpus is not there. No example: an example here has its text."""
    return _named("missing-text", faults)


@rule("F115", "file")
def forbidden_character(faults: list[Fault]) -> Faults:
    r"""A text holds a control character, a line separator that not all readers split at, or a byte order mark.

    Offsets counted by one tool would then mean another place in the next.

    Bad:
        Acme fired Ann.\xe2\x80\xa8Then it closed.
    Good:
        Acme fired Ann. Then it closed.
    """
    return _named("forbidden-character", faults)


@rule("F116", "file")
def unsafe_path(faults: list[Fault]) -> Faults:
    """A file is a symbolic link, or cannot be opened. No example: an example here is no file."""
    return _named("unsafe-path", faults)


@rule("F117", "file")
def unknown_tier(faults: list[Fault]) -> Faults:
    """An article is of a tier or an incident that corpus.toml does not name, so that it has no split.

    Bad:
        {"kind":"article","name":"example","tier":"GRATIS","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"00","length":15}
    Good:
        {"kind":"article","name":"example","tier":"FREE","language":"en","publisher":"Us","published":"2024","licence":"CC0-1.0","incident":"acme","sha256":"c306362672388172baffe68b83f83604f78c7655467dbfe94a6eac7053e65b19","length":15}
    """
    return _named("unknown-tier", faults)
