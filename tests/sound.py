"""A sound article to be spoilt: one record of it is changed at a time."""

import msgspec
from invented import ACME, ANN, ENTRIES, FIRED, FIRING, firing
from making import ident, put, records_of

M, T, C, Z, L = (lambda number, prefix=prefix: ident(prefix, number) for prefix in "mtczl")
START = FIRING.index("Acme fired")
ANN_AT = FIRING.index("Ann")


def sound(tier="FREE"):
    """The article and the registry, as dicts by id; where a record has none, by kind."""
    builtins = [msgspec.to_builtins(record) for record in [*firing("example", tier), *records_of(ENTRIES)]]
    return {record.get("id", record["kind"]): record for record in builtins}


def corpus(root, changes=None, tier="FREE"):
    """A corpus from the sound article; ``changes`` maps an id or kind to new keys, to a whole new record, or to None."""
    records = sound(tier)
    for at, new in (changes or {}).items():
        if new is None:
            del records[at]
        else:
            records[at] = {**records.get(at, {}), **new}
    there = records_of(list(records.values()))
    return put(root, FIRING, [record for record in there if _in_article(record)], [record for record in there if not _in_article(record)])


def _in_article(record):
    return record.__struct_config__.tag in ("article", "pass", "zone", "mention", "trigger", "claim", "link")


def piece(quote, /, nth=1, **more):
    at = -1
    for _ in range(nth):
        at = FIRING.index(quote, at + 1)
    return {"start": at, "end": at + len(quote), "quote": quote} | more


def mention(quote, /, type_="Person", **more):
    return {"kind": "mention", "id": M(9), **piece(quote), "type": type_, "level": "NOM", "refers_to": ANN} | more


def link(number, /, type_="RIVAL", **more):
    return {"kind": "link", "id": L(number), "type": type_, "a": M(0), "b": M(1)} | more


def told(*pieces, **more):
    claim = {"kind": "claim", "id": C(9), "spans": list(pieces), "source_kind": "TELLER", "certainty": "SURE", "author_certainty": "SURE"}
    return claim | {"answers": [{"facet": "REMARK"}], "canonical": "So it is."} | more


def said(*cue, by="m-222225", **more):
    return {"source_kind": "SPEAKER", "by": by, "cue": list(cue), "mode": "TOLD"} | more


def answering(facet, *values, **about):
    return {"answers": [{"facet": facet, "values": list(values), **about}]}


def about(*values, facet):
    return answering(facet, *values, event=FIRED)


UNDATED = {"c-222222": about(ACME, facet="CULPRIT")}
"""A claim of the sound article that would have a fault of its own if the date of the event had."""
