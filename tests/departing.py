"""Random passes over an invented article, each departing from it in its own way."""

import msgspec
from adjudicating import document_of
from hypothesis import strategies as st
from invented import ACME, ANN, BO, FIRED, FIRING, Sketch, firing
from making import ident, records_of

PLACES = [
    "Acme fired",
    "fired Ann on Monday",
    "Monday",
    "on Monday",
    "7 others",
    "others",
    "She",
    "likely",
    "Ann, Bo said, sued",
    "sued",
    "Ann",
]


@st.composite
def passes(draw, number):
    """A pass over the firing that departs from it in some things; every reference leads somewhere. ``number`` tells its new ids."""
    sketch = Sketch(FIRING)
    records = [msgspec.to_builtins(record) for record in firing("open-acme", "FREE")]
    for new in range(draw(st.integers(0, 3))):
        records.append(draw(new_marks(sketch, 100 * number + new, records)))
    for _ in range(draw(st.integers(0, 5))):
        _change(draw, sketch, draw(st.sampled_from(records[2:])), records)
    ids = {record["id"] for record in records[2:]}
    for record in records:
        if "arguments" in record:
            record["arguments"] = [argument for argument in record["arguments"] if argument["filler"] in ids]
        if record.get("by") not in ids:
            record.pop("by", None)
    records = [record for record in records if record["kind"] != "link" or {record["a"], record["b"]} <= ids]
    return document_of(records_of(records))


@st.composite
def new_marks(draw, sketch, number, records):
    """A mark that no other pass need have; its labels and entries are those that the firing uses."""
    place = draw(st.sampled_from(PLACES))
    people = [record["id"] for record in records if record["kind"] == "mention"]
    match draw(st.sampled_from(["mention", "trigger", "claim", "link"])):
        case "mention":
            return sketch.mark("mention", number, place, "Person", level="NOM", refers_to=draw(st.sampled_from([ANN, BO])))
        case "trigger":
            filler = draw(st.sampled_from(people))
            return sketch.mark("trigger", number, place, "Theft", refers_to=FIRED, arguments=[{"role": "Thief", "filler": filler}])
        case "link":
            ends = {key: draw(st.sampled_from(people)) for key in ("a", "b")}
            return {"kind": "link", "id": ident("l", number), "type": draw(st.sampled_from(["RIVAL", "WORKS_FOR"])), **ends}
    said = {
        "source_kind": "SPEAKER",
        "by": draw(st.sampled_from(people)),
        "certainty": "SURE",
        "author_certainty": "OPEN",
        "canonical": "It is.",
    }
    return {"kind": "claim", "id": ident("c", number), "spans": [sketch.at(place)], "answers": [{"facet": "REMARK"}], **said}


def _change(draw, sketch, record, records):
    """Take a mark away, move its end, or give it another label."""
    kind = record["kind"]
    change = draw(st.sampled_from(["gone", "end", "label", "reference"]))
    if change == "gone" and len(records) > 3:
        records.remove(record)
    elif change == "end" and kind in ("mention", "trigger"):
        record["end"] = min(record["end"] + draw(st.integers(1, 9)), len(sketch.text))
        record["quote"] = sketch.text[record["start"] : record["end"]]
    elif change == "label" and kind in ("mention", "trigger", "zone"):
        record["type"] = draw(
            st.sampled_from({"mention": ["Firm", "Person"], "trigger": ["Sale", "Theft"], "zone": ["Story", "Repeat"]}[kind])
        )
    elif change == "label" and kind == "claim":
        record["certainty"] = draw(st.sampled_from(["SURE", "LIKELY", "OPEN"]))
    elif change == "reference" and kind == "mention" and "refers_to" in record:
        record["refers_to"] = draw(st.sampled_from([ANN, BO, ACME]))
    elif change == "reference" and kind == "trigger":
        record["arguments"] = list(record.get("arguments", ()))[1:]
