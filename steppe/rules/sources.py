"""C: who says a claim is somebody who can speak, named once."""

from .catalogue import Case, Found, rule


@rule("C507")
def source_twice(case: Case) -> Found:
    """A chain of sources names one source twice: by one mention, or by two that refer to one entity.

    Bad:
        Acme fired Ann, Bo said Monday.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"via":[{"by":"m-234567"}],"mode":"TOLD","certainty":"SURE","author_certainty":"OPEN","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    Good:
        Acme fired Ann, Bo said Monday.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"OPEN","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    """
    mentions = case.document.mention_of
    for claim in case.document.claims:
        if not claim.via:
            continue
        first: dict[str, str] = {}
        for by in (claim.by, *(via.by for via in claim.via)):
            if mention := mentions.get(by):
                source = mention.refers_to or mention.id
                if source in first:
                    yield claim, f"has {first[source]} and {by} in its chain of sources, which are one; it should name each once", mention
                first.setdefault(source, by)


@rule("C511")
def source_of_wrong_type(case: Case) -> Found:
    """A source is a mention that has a value, such as a date or a number, and cannot speak.

    Bad:
        Acme fired Ann, Bo said Monday.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-345678","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"OPEN","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-345678","start":24,"end":30,"quote":"Monday","type":"Day","value":"2024-01-01"}
    Good:
        Acme fired Ann, Bo said Monday.
        {"kind":"claim","id":"c-222222","spans":[{"start":0,"end":14,"quote":"Acme fired Ann"}],"source_kind":"SPEAKER","by":"m-234567","cue":[{"start":19,"end":23,"quote":"said"}],"mode":"TOLD","certainty":"SURE","author_certainty":"OPEN","answers":[{"facet":"REMARK"}],"canonical":"Ann lost her job."}
        {"kind":"mention","id":"m-234567","start":16,"end":18,"quote":"Bo","type":"Person","level":"NAM","refers_to":"e-222222"}
        {"kind":"mention","id":"m-345678","start":24,"end":30,"quote":"Monday","type":"Day","value":"2024-01-01"}
        {"kind":"entity","id":"e-222222","type":"Person","name":"Bo"}
    """
    mentions, inventory = case.document.mention_of, case.labels.mention
    for claim in case.document.claims:
        for by in (claim.by, *(via.by for via in claim.via)) if claim.via else (claim.by,):
            if by and (mention := mentions.get(by)) and (label := inventory.get(mention.type)) and label.value:
                yield claim, f"has as source {by}, a {mention.type}; it should be somebody who can speak", mention
