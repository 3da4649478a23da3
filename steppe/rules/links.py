"""R: a link joins two marks of the article, once."""

from ..text import shown
from .catalogue import Case, Found, rule


@rule("R311")
def one_ended_link(case: Case) -> Found:
    """A link lacks an end, or has one that is no mark of the article, or leads from a mark to itself.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"link","id":"l-222222","type":"RIVAL","a":"m-234567","b":"m-345678"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"link","id":"l-222222","type":"RIVAL","a":"m-234567","b":"m-345678"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
    """
    document = case.document
    if not document.links:
        return
    marks = {mark.id for mark in document.marks}.difference(link.id for link in document.links)
    for link in document.links:
        if not link.a and not link.b:
            yield link, "has no end; a link has two"
            continue
        for key, end in (("a", link.a), ("b", link.b)):
            if not end:
                yield link, f"has no {key}; a link has two ends"
            elif end not in marks:
                yield link, f"{key} is {shown(end)}, which the article does not have; it should be one of its marks"
        if link.a and link.a == link.b:
            yield link, f"links {shown(link.a)} to itself; a link has two ends"


@rule("R312")
def link_twice(case: Case) -> Found:
    """A link stands twice; one of a symmetric type also where it stands in both directions.

    Bad:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"link","id":"l-222222","type":"RIVAL","a":"m-234567","b":"m-345678"}
        {"kind":"link","id":"l-222223","type":"RIVAL","a":"m-345678","b":"m-234567"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
    Good:
        Acme fired Ann.
        {"kind":"mention","id":"m-234567","start":0,"end":4,"quote":"Acme","type":"Firm","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":11,"end":14,"quote":"Ann","type":"Person","level":"NAM","refers_to":"e-333333"}
        {"kind":"link","id":"l-222222","type":"WORKS_FOR","a":"m-345678","b":"m-234567"}
        {"kind":"link","id":"l-222223","type":"RIVAL","a":"m-345678","b":"m-234567"}
        {"kind":"entity","id":"e-222222","type":"Firm","name":"Acme"}
        {"kind":"entity","id":"e-333333","type":"Person","name":"Ann"}
    """
    first: dict[tuple[str, str, str], str] = {}
    for link in case.document.links:
        label = case.labels.link.get(link.type)
        ends = sorted((link.a, link.b)) if label is not None and label.symmetric else (link.a, link.b)
        other = first.setdefault((link.type, ends[0], ends[1]), link.id)
        if other != link.id:
            yield link, f"has the type and ends of {other}; keep one of them"
