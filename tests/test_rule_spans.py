"""Spans at every place of a text: cut words, edges, and the very end."""

import unicodedata
from itertools import combinations

import pytest
from invented import BO, Sketch
from making import EXAMPLE, article_of, codes, findings, ident, make, pass_of, records_of, zones_of
from sound import C, Z, corpus, piece

from steppe import Document, Registry
from steppe.labels import parse_labels
from steppe.model import Mention
from steppe.rules import CATALOGUE, Case
from steppe.settings import parse_settings

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
SETTINGS = parse_settings((EXAMPLE / "corpus.toml").read_bytes())
ENTRY = {"kind": "entity", "id": BO, "type": "Person", "name": "Bo"}


def inside_a_word(text, at):
    """Whether a place falls between two letters, digits or accents, or before an accent."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    accents = [unicodedata.category(character)[0] == "M" for character in (before, after)]
    return accents[1] or ((before.isalnum() or accents[0]) and after.isalnum())


@pytest.mark.parametrize("text", ["Ann7 a.b, x-y 12", "A", "\u00c4nn7 a.b\u4e2d c", "cafe\u0301s, e\u0301 \U0001f600a", "a\u0301\u0301b"])
def test_a_span_cuts_a_word_where_one_of_its_ends_falls_inside(text):
    article = article_of(text)
    for start, end in combinations(range(len(text) + 1), 2):
        mark = Mention(id=ident("m", 0), start=start, end=end, quote=text[start:end], type="Person")
        case = Case(Document("x", [article, pass_of(article), *zones_of(text), mark], text), LABELS, SETTINGS, Registry("x"))
        found = list(CATALOGUE["S207"].check(case))
        assert bool(found) == (inside_a_word(text, start) or inside_a_word(text, end)), (start, end)
        white = list(CATALOGUE["S206"].check(case))
        assert bool(white) == (text[start].isspace() or text[end - 1].isspace()), (start, end)


def test_a_mark_may_end_where_the_text_does(tmp_path):
    sketch = Sketch("Acme fired Bo")
    mark = sketch.mark("mention", 0, "Bo", "Person", level="NAM", refers_to=BO)
    assert findings(make(tmp_path / "corpus", sketch.text, [mark, ENTRY])) == []
    longer = mark | {"end": mark["end"] + 1}
    assert codes(make(tmp_path / "longer", sketch.text, [longer, ENTRY])) == {"S201"}


def test_an_empty_zone(tmp_path):
    root = corpus(tmp_path / "corpus", {Z(2): {"end": piece("Share")["start"]}})
    assert ("S201", Z(2)) in {(finding.code, finding.mark) for finding in findings(root)}


def test_the_chain_of_a_claim_that_is_otherwise_of_one_piece(tmp_path):
    via = [{"cue": [piece("Bo"), piece("Monday")]}]
    found = findings(corpus(tmp_path / "corpus", {C(1): {"via": via}}))
    assert [(finding.code, finding.mark) for finding in found] == [("S208", C(1))]


def test_where_the_text_is_elsewhere_a_span_should_have_a_digest(tmp_path):
    root = corpus(tmp_path / "corpus", {"m-222223": {"digest": ""}}, tier="LINKED")
    (finding,) = findings(root)
    assert (finding.code, finding.mark) == ("S205", "m-222223")
    assert finding.message == "the span from 34 to 37 has neither quote nor digest; it should have a digest"


def test_a_long_text_is_clipped_in_a_message(tmp_path):
    text = "Bo " + "left and " * 30 + "left."
    root = make(tmp_path / "corpus", text, records_of([*zones_of(text)]))
    (root / "annotations/gold/example.jsonl").write_bytes(
        b"".join(line for line in (root / "annotations/gold/example.jsonl").read_bytes().splitlines(keepends=True) if b'"zone"' not in line)
    )
    (finding,) = findings(root)
    assert finding.code == "S209"
    assert len(finding.message) < 120
    assert "…" in finding.message
