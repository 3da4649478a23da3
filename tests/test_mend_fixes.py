"""Each fix: what has one safe answer is as it was before the fault, byte for byte, and what has not is left."""

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from invented import BO, FIRING
from making import EXAMPLE, edit, ident, records_of
from mending import doubled, left, mended, restored, rewrite
from sound import C, M, T, corpus, piece, sound, told
from strategies import CHARACTERS, any_file, article_files

from steppe.labels import parse_labels
from steppe.mend import FIXABLE
from steppe.mend.fixes import FIXES
from steppe.mend.form import in_form
from steppe.rules import Case
from steppe.settings import parse_settings
from steppe.store import Document, Registry
from steppe.store.form import ARTICLE, dump, parse
from steppe.store.registry import FILES
from steppe.text import digest

GOLD = "annotations/gold/example.jsonl"
OPEN = "annotations/gold/open-acme.jsonl"
LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
SETTINGS = parse_settings((EXAMPLE / "corpus.toml").read_bytes())
BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("file", [OPEN, "annotations/entities.jsonl", "annotations/traces.jsonl"])
@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("F102", lambda data: BOM + data),
        ("F103", lambda data: data.replace(b"\n", b"\r\n")),
        ("F108", lambda data: data.replace(b":", b": ")),
        ("F108", lambda data: b"\n".join(sorted(data.split(b"\n"), reverse=True))),
        ("F108", lambda data: data.removesuffix(b"\n")),
        ("F102", lambda data: BOM + data.replace(b"\n", b"\r\n").replace(b'","', b'", "')),
    ],
    ids=["byte-order-mark", "carriage-returns", "blanks", "order", "no-line-end", "all-at-once"],
)
def test_form(file, code, spoil, small):
    restored(small, lambda: rewrite(small / file, spoil), {code})


def test_a_record_with_a_key_twice_keeps_its_spelling(small):
    rewrite(small / OPEN, lambda data: data.replace(b'"level":"PRO"', b'"level":"NOM","level":"PRO"'))
    assert left(small) == {("F108", ""): FIXABLE["F108"]}


def test_line_ends_are_mended_around_a_line_that_cannot_be_read(small):
    rewrite(small / OPEN, lambda data: (data + b"<<<<<<< ours\n").replace(b"\n", b"\r\n"))
    result = mended(small)
    assert {finding.code for finding in result.remaining} == {"F106"}
    assert b"\r" not in (small / OPEN).read_bytes()


@pytest.mark.parametrize("tier", ["FREE", "LINKED"])
@pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 0), (1, 1)])
def test_white_space_at_the_edge_of_a_span(tier, before, after, tmp_path):
    root = corpus(tmp_path / "corpus", tier=tier)

    def spoil():
        place = sound(tier)[T(0)]
        start, end = place["start"] - before, place["end"] + after
        reads = FIRING[start:end]
        edit(root / GOLD, at=T(0), start=start, end=end, **({"quote": reads} if tier == "FREE" else {"digest": digest(reads)}))

    restored(root, spoil, {"S206"})


def test_white_space_at_the_edge_of_a_piece(tmp_path):
    root = corpus(tmp_path / "corpus")
    cue = piece("said", 2)
    wide = cue | {"start": cue["start"] - 1, "quote": " said"}
    restored(root, lambda: edit(root / GOLD, at=C(2), cue=[wide]), {"S206"})


def test_a_span_that_would_be_marked_twice_without_its_white_space_is_left(tmp_path):
    ann = sound()[M(1)]
    root = corpus(tmp_path / "corpus", {M(9): ann | {"id": M(9), "end": ann["end"] + 1, "quote": "Ann "}})
    assert left(root) == {("S206", M(9)): f"the fix would bring S212 marked-twice at {M(9)}"}


def test_pieces_in_another_order(tmp_path):
    root = corpus(tmp_path / "corpus")
    restored(root, lambda: edit(root / GOLD, at=C(2), spans=[piece("sued"), piece("that Ann")]), {"S208"})


def test_pieces_that_overlap_are_left(tmp_path):
    root = corpus(tmp_path / "corpus", {C(9): told(piece("Share this"), piece("this page"))})
    assert left(root)["S208", C(9)] == FIXABLE["S208"]


def test_a_mark_whose_line_stands_twice(tmp_path):
    root = corpus(tmp_path / "corpus")

    def double(data):
        return dump(ARTICLE, parse(ARTICLE, data)[0] + [record for record in parse(ARTICLE, data)[0] if getattr(record, "id", "") == M(3)])

    restored(root, lambda: rewrite(root / GOLD, double), {"R302"})


def test_two_marks_with_one_id_are_left(tmp_path):
    other = sound()[M(3)] | {"level": "NOM"}
    root = corpus(tmp_path / "corpus", {"other": other})
    assert left(root) == {("R302", M(3)): FIXABLE["R302"]}


def test_an_argument_that_stands_twice(tmp_path):
    root = corpus(tmp_path / "corpus")
    arguments = sound()[T(0)]["arguments"]
    restored(root, lambda: edit(root / GOLD, at=T(0), arguments=[*arguments, arguments[1]]), {"T404"})


LINK = {"kind": "link", "id": "l-222222", "type": "RIVAL", "a": M(0), "b": M(1)}


@pytest.mark.parametrize("other", [{"b": M(1)}, {"a": M(1), "b": M(0)}], ids=["doubled", "both-directions"])
def test_a_link_that_stands_twice(other, tmp_path):
    root = corpus(tmp_path / "corpus", {"first": LINK})
    again = records_of([LINK | {"id": "l-222223"} | other])
    restored(root, lambda: rewrite(root / GOLD, lambda data: dump(ARTICLE, parse(ARTICLE, data)[0] + again)), {"R312"})


def test_a_link_of_which_an_exception_speaks_is_left(tmp_path):
    reason = {"kind": "exception", "rule": "one-ended-link", "at": "example/l-222223", "reason": "Who knows."}
    root = corpus(tmp_path / "corpus", {"first": LINK, "second": LINK | {"id": "l-222223"}, "reason": reason})
    assert left(root) == {("R312", "l-222223"): FIXABLE["R312"]}


@pytest.mark.parametrize(("form", "codes"), [("entities", {"R307"}), ("events", {"R307"}), ("clusters", {"R307"}), ("relations", {"X613"})])
def test_lines_of_the_registry_that_stand_twice(form, codes, small):
    restored(small, lambda: rewrite(small / f"annotations/{form}.jsonl", doubled), codes)


def test_two_entries_with_one_id_are_left(small):
    file = small / "annotations/entities.jsonl"
    rewrite(
        file,
        lambda data: dump(
            "entities", parse("entities", data)[0] + records_of([{"kind": "entity", "id": BO, "type": "Firm", "name": "Bo"}])
        ),
    )
    assert left(small)["R307", BO] == FIXABLE["R307"]


def test_a_symmetric_relation_in_both_directions(small):
    def both(data):
        there = parse("relations", data)[0]
        return dump("relations", [*there, *(msgspec.structs.replace(relation, a=relation.b, b=relation.a) for relation in there)])

    restored(small, lambda: rewrite(small / "annotations/relations.jsonl", both), {"X613"})


def test_a_claim_that_a_cluster_lists_twice(small):
    claims = [f"link-bolt/{C(0)}", f"open-bolt/{C(0)}"]
    restored(small, lambda: edit(small / "annotations/clusters.jsonl", at=ident("k", 3), claims=[*claims, claims[0]]), {"X610"})


@given(article_files(), st.text(CHARACTERS) | st.just(FIRING))
def test_a_fix_bears_whatever_the_decoder_accepts(records, text):
    case = Case(Document(GOLD, records, text), LABELS, SETTINGS, Registry("annotations"))
    proposed = [change for one in FIXES if one.scope == "article" for change in one.propose(case)]
    assert all(change.record != records[change.line - 1] for change in proposed)


@given(any_file())
def test_form_is_all_that_becomes_canonical(file):
    form, records = file
    assume(form in FILES or form == ARTICLE)
    spelt = b"\n".join(msgspec.json.format(msgspec.json.encode(record), indent=0) for record in records)
    data = BOM + spelt.replace(b"\n", b"\r\n")
    assert in_form(form, data) == dump(form, records)
    assert in_form(form, dump(form, records)) == dump(form, records)
