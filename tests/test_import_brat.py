"""Importing brat: what is carried, what is listed, and findings at the lines of the files that were imported."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing import BRAT, accounted, brat, canonical, found, labels, ledger, marks, written
from making import files_of

from steppe import Corpus
from steppe.importers import NothingToImport, import_brat
from steppe.labels import TRIGGER
from steppe.validate import validate

ANN = "train/firing.ann"
PLANTED = {
    (ANN, 4, "R302", "E1"),
    (ANN, 5, "S207", "T4"),
    (ANN, 12, "R303", "E4"),
    (ANN, 17, "R311", "R1"),
    (ANN, 21, "S203", "T11"),
    (ANN, 24, "R302", "T14"),
    (ANN, 25, "R302", "T14"),
    (ANN, 26, "T408", "Person/Firm"),
    (ANN, 32, "S201", "T18"),
    (ANN, 33, "S212", "T19"),
    (ANN, 35, "R302", "E1"),
    ("train/firing.txt", 0, "X602", "article"),
}
EITHER = [{(ANN, 18, "R312", "R2"), (ANN, 19, "R312", "R3")}, {(ANN, 22, "S212", "E5"), (ANN, 36, "S212", "E7")}]
"""Pairs of which one is told, and the other named by it."""
TEXT = "Acme fired Ann.\n"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    out = tmp_path_factory.mktemp("planted") / "out"
    return out, import_brat(BRAT, out)


def test_each_planted_defect_is_found_at_its_line_and_nothing_else(planted):
    there = found(planted[0])
    for pair in EITHER:
        assert len(pair & there) == 1
    assert there - set.union(*EITHER) == PLANTED


def test_messages_speak_of_marks_as_the_files_do(planted):
    messages = {(finding.line, finding.code): finding.message for finding in validate(Corpus(planted[0]))}
    assert "role Boss is filled by 'T99'" in messages[12, "R303"]
    assert "has the span and type of T14" in messages[33, "S212"], "of two marks with one id too"


def test_every_line_is_carried_or_listed(planted):
    out, done = planted
    carried, lost = accounted(out, done)
    lines = {
        (path.relative_to(BRAT).as_posix(), number)
        for path in BRAT.rglob("*.ann")
        if path.with_suffix(".txt").exists()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if line.strip()
    }
    annotated = {(file, line) for file, line in carried if file.endswith(".ann")}
    assert annotated | lost == lines
    assert annotated & lost == set(), "what is listed as lost is not carried"
    assert {loss.line for loss in done.losses if loss.carried} <= {line for _, line in annotated}


def test_the_ledger_says_what_was_lost(planted):
    out, done = planted
    kinds = {(entry["file"], entry["line"]): entry["kind"] for entry in ledger(out)}
    assert len(done.losses) == len(ledger(out))
    assert kinds == {
        ("test/gone.ann", 0): "no-text",
        ("test/lone.txt", 0): "no-annotations",
        (ANN, 6): "discontinuous",
        (ANN, 10): "shared-trigger",
        (ANN, 15): "attribute",
        (ANN, 23): "type-differs",
        (ANN, 27): "normalisation",
        (ANN, 28): "note",
        (ANN, 29): "attribute",
        (ANN, 30): "malformed-line",
        (ANN, 31): "malformed-line",
        (ANN, 34): "no-trigger",
    }


def test_importing_again_gives_the_same_bytes_in_the_canonical_form(planted, tmp_path):
    shutil.copytree(BRAT, tmp_path / "moved")
    import_brat(tmp_path / "moved", tmp_path / "out")
    first, second = files_of(planted[0]), files_of(tmp_path / "out")
    differ = {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}
    assert differ == {"annotations/corpus.toml"}, "which says how the folder is called"
    assert canonical(planted[0])


def test_a_corpus_without_defects_has_no_findings(tmp_path):
    annotations = (
        "T1\tFirm 0 4\tAcme\nT2\tFiring 5 10\tfired\nT3\tPerson 11 14\tAnn\nE1\tFiring:T2 Boss:T1 Who:T3\nR1\tStaff Arg1:T3 Arg2:T1\n"
    )
    out, done = brat(tmp_path, TEXT, annotations)
    assert found(out) == set()
    assert done.losses == []
    document = marks(out)
    (trigger,), (link,) = document.triggers, document.links
    assert [document.slice(mention) for mention in document.mentions] == ["Acme", "Ann"]
    acme, ann = document.mentions
    assert [(argument.role, argument.filler) for argument in trigger.arguments] == [("Boss", acme.id), ("Who", ann.id)]
    assert (link.type, link.a, link.b) == ("Staff", ann.id, acme.id)
    assert document.article.published == "", "which nobody knows, and nobody makes up"
    assert document.passes == []


def test_events_on_one_word_are_one_trigger_with_the_arguments_of_all(tmp_path):
    annotations = "T1\tFirm 0 4\tAcme\nT2\tX 5 10\tfired\nT3\tPerson 11 14\tAnn\nE1\tX:T2 Who:T1 Of:E2\nE2\tX:T2 Who:T3 Who2:T9\nR1\tS Arg1:E2 Arg2:T2\n"
    out, _ = brat(tmp_path, TEXT, annotations)
    document = marks(out)
    (trigger,) = document.triggers
    assert [argument.role for argument in trigger.arguments] == ["Who", "Of", "Who", "Who"], "Who2 is the second Who"
    assert trigger.arguments[1].filler == trigger.id
    assert (document.links[0].a, document.links[0].b) == (trigger.id, trigger.id), "E2 and T2 are the trigger too"
    assert ("a.ann", 5, "R303", "E2") in found(out), "a fault of an argument is told at the line of its event"


def test_events_of_two_types_on_one_word_are_two_triggers(tmp_path):
    out, done = brat(tmp_path, TEXT, "T2\tX 5 10\tfired\nT3\tY 5 10\tfired\nE1\tX:T2\nE2\tY:T3 Of:E1\n")
    assert [trigger.type for trigger in marks(out).triggers] == ["X", "Y"] or [trigger.type for trigger in marks(out).triggers] == [
        "Y",
        "X",
    ]
    assert found(out) == set()
    assert done.losses == []


def test_negation_and_speculation_become_polarity_and_modality(tmp_path):
    out, done = brat(tmp_path, TEXT, "T2\tX 5 10\tfired\nE1\tX:T2\nA1\tNegation E1\nM2\tSpeculation E1\nA3\tNegation E1\nA4\tNegation E8\n")
    (trigger,) = marks(out).triggers
    assert (trigger.polarity, trigger.modality) == ("Negation", "Speculation")
    assert [(loss.line, loss.why) for loss in done.losses] == [(5, "the event has it already"), (6, "its target 'E8' is nowhere")]
    assert found(out) == set()


def test_a_number_that_is_part_of_a_role_stays(tmp_path):
    out, _ = brat(tmp_path, TEXT, "T1\tFirm 0 4\tAcme\nT2\tX 5 10\tfired\nE1\tX:T2 Org1:T1 Org2:T1\n")
    assert [argument.role for argument in marks(out).triggers[0].arguments] == ["Org1", "Org2"]


def test_a_relation_keeps_the_order_of_ends_that_have_other_names(tmp_path):
    out, done = brat(
        tmp_path, TEXT, "T1\tFirm 0 4\tAcme\nT2\tP 11 14\tAnn\nR1\tCoref Later:T2 Earlier:T1\nR2\tS Arg2:T1 Arg1:T2\nR3\tS Arg2:T1\n"
    )
    acme, ann = marks(out).mentions
    assert sorted((link.type, link.a, link.b) for link in marks(out).links) == [
        ("Coref", ann.id, acme.id),
        ("S", "", acme.id),
        ("S", ann.id, acme.id),
    ]
    assert [(loss.line, loss.kind) for loss in done.losses] == [(3, "argument-names")]


def test_an_equivalence_is_symmetric_links(tmp_path):
    out, _ = brat(tmp_path, TEXT, "T1\tF 0 4\tAcme\nT2\tF 11 14\tAnn\nT3\tF 5 10\tfired\n*\tEquiv T1 T2 T3\n*\tEquiv T1\n")
    assert labels(out).link["Equiv"].symmetric
    assert len(marks(out).links) == 3
    assert found(out) == {("a.ann", 5, "R311", "*")}


@pytest.mark.parametrize(
    ("spans", "quote", "carried"),
    [
        ("0 4;11 14", "Acme Ann", "Acme fired Ann"),
        ("0 4;11 14", "Acme fired Ann", "Acme fired Ann"),
        ("0 4;11 14", "Acme  Ann", "Acme  Ann"),
        ("11 20", "Ann. She,", "Ann.\nShe,"),
        ("11 20", "Ann.\\nShe,", "Ann.\\nShe,"),
    ],
    ids=["fragments", "no-fragments", "differs", "line-end-is-blank", "line-end-is-escaped"],
)
def test_a_text_field_that_differs_is_kept_for_validation_to_find(spans, quote, carried, tmp_path):
    out, _ = brat(tmp_path, "Acme fired Ann.\nShe, too.\n", f"T1\tF {spans}\t{quote}\n")
    (mention,) = marks(out).mentions
    assert mention.quote in (carried, quote)
    differs = ("a.ann", 1, "S203", "T1") in found(out)
    assert differs == (mention.quote != marks(out).slice(mention)) == (carried == quote and quote != "Acme fired Ann")


CONF = """
# what may be marked
<ORG>=Firm|Bank
[entities]
Person
!Organisation
\tFirm
\tBank
-------
[relations]
Staff\tArg1:Person, Arg2:<ORG>, <REL-TYPE>:symmetric
ENTITY-NESTING\tArg1:<ANY>, Arg2:<ANY>
[events]
<WHEN>=At?:<ENTITY>
Firing\tBoss:Organisation, Who+:Person, <WHEN>
Suit\tCause*:<EVENT>|Firing, Against{1-2}:<ORG>
[attributes]
Negation\tArg:<EVENT>
"""


def test_annotation_conf_says_what_is_legal(tmp_path):
    annotations = (
        "T1\tFirm 0 4\tAcme\nT2\tFiring 5 10\tfired\nT3\tPerson 11 14\tAnn\nT4\tHuman 11 14\tAnn\n"
        "E1\tFiring:T2 Boss:T3 Who:T3 Who2:T3 At:T1 Against:T1 Why:T1\nR1\tStaff Arg1:T1 Arg2:T3\nR2\tRival Arg1:T1 Arg2:T3\n"
    )
    out, _ = brat(tmp_path, TEXT, annotations, conf=CONF)
    there = labels(out)
    assert list(there.mention) == ["Person", "Firm", "Bank"], "a type that only groups others is never marked"
    assert there.roles_of["Firing"] == {"Boss", "Who", "At"}
    assert there.fillers_of["Boss"] == {"Firm", "Bank"}, "what stands under a type is of it"
    assert there.fillers_of["Cause"] == {TRIGGER}
    assert there.fillers_of["At"] == {"Person", "Firm", "Bank"}
    assert {name: link.symmetric for name, link in there.link.items()} == {"Staff": True}
    assert found(out) == {
        ("a.ann", 4, "T401", "T4"),
        ("a.ann", 5, "T401", "E1"),
        ("a.ann", 5, "T404", "E1"),
        ("a.ann", 5, "T405", "E1"),
        ("a.ann", 7, "T401", "R2"),
    }


def test_an_event_type_without_an_event_is_a_trigger_where_annotation_conf_says_so(tmp_path):
    out, _ = brat(tmp_path, TEXT, "T2\tFiring 5 10\tfired\n", conf=CONF)
    assert [trigger.type for trigger in marks(out).triggers] == ["Firing"]
    assert found(out) == set()


def test_a_working_label_of_annotation_conf_is_told_at_its_line(tmp_path):
    out, _ = brat(tmp_path, TEXT, "", conf="[entities]\nPerson\nTODO\n")
    assert found(out) == {("annotation.conf", 3, "T408", "TODO")}


def test_folders_give_incident_and_split(tmp_path):
    files = {
        f"corpus/{name}.{kind}": "x\n" if kind == "txt" else ""
        for name in ("train/1", "Dev/2", "t3/sub/3", "t4/test/4")
        for kind in ("txt", "ann")
    }
    import_brat(written(tmp_path / "in", files), tmp_path / "out", ("t3",))
    settings = Corpus(tmp_path / "out").settings
    assert {name: incident.split for name, incident in settings.incident.items()} == {
        "train": "train",
        "Dev": "dev",
        "t3": "test",
        "t4/test": "test",
    }
    with pytest.raises(NothingToImport, match="t9"):
        import_brat(tmp_path / "in", tmp_path / "other", ("t9",))


def test_file_names_that_cannot_name_articles(tmp_path):
    stems = ["A b", "a_b", "x/a-b", "\u0416", "entities", "\u00c9t\u00e9.v1", "..b"]
    files = {f"{stem}.{kind}": "x\n" if kind == "txt" else "" for stem in stems for kind in ("txt", "ann")}
    done = import_brat(written(tmp_path / "in", files), tmp_path / "out")
    corpus = Corpus(tmp_path / "out")
    assert done.articles == len(corpus.names()) == len(stems) - 1, "a hidden file is none of the corpus"
    assert {"a-b", "article", "ete"} < set(corpus.names())
    assert {origin.file for name in corpus.names() for origin in corpus.origins_of(name) if origin.at == "article"} == {
        f"{stem}.txt" for stem in stems[:-1]
    }
    assert all(reading.document is not None and not reading.faults for reading in corpus.documents())


@pytest.mark.parametrize(
    ("text", "annotations", "kinds"),
    [
        (b"Acme\xff", b"T1\tF 0 4\tAcme\n", {("a.txt", 1, "not-utf-8"), ("a.ann", 0, "no-text")}),
        (b"Acme\n", b"T1\tF 0 4\tAc\xffme\nT2\tF 0 4\tAcme\n", {("a.ann", 1, "not-utf-8")}),
        (b"Acme\n", b"T1\tF 0 99999999999\tAcme\n", {("a.ann", 1, "malformed-line")}),
        (
            b"Acme\n",
            b"T1\tF -1 4\tAcme\nE1\tX\nE2\t\nA1\tNegation\nQ\t1\n",
            {("a.ann", number, "malformed-line") for number in range(1, 6)},
        ),
        (b"Acme\n", b"\xef\xbb\xbfT1\tF 0 4\tAcme\r\n\r\nT2\tF 0 4\r\n", {("a.ann", 3, "no-quote")}),
    ],
    ids=["text-not-utf-8", "line-not-utf-8", "offset-too-great", "malformed", "byte-order-mark-and-crlf"],
)
def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(text, annotations, kinds, tmp_path):
    files = {"a.txt": text, "a.ann": annotations, "b.txt": "x\n", "b.ann": ""}
    done = import_brat(written(tmp_path / "in", files), tmp_path / "out")
    assert {(loss.file, loss.line, loss.kind) for loss in done.losses} == kinds
    assert "b" in Corpus(tmp_path / "out").names()


def test_a_text_with_cr_lf_is_carried_as_it_is(tmp_path):
    out, _ = brat(tmp_path, b"One\r\nTwo Bo\r\n", "T1\tP 9 11\tBo\n")
    assert (out / "annotations/articles/a.txt").read_bytes() == b"One\r\nTwo Bo\r\n"
    assert found(out) == {("a.txt", 1, "F115", "")}
    assert [(mention.start, mention.end, mention.quote) for mention in marks(out).mentions] == [(9, 11, "Bo")]


@given(data=st.data())
def test_offsets_and_quotes_of_any_text_are_kept(data, tmp_path_factory):
    text = data.draw(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30))
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=5))
    lines = [f"T{number}\tA{number} {start} {end}\t" + text[start:end].replace("\n", " ") for number, (start, end) in enumerate(spans)]
    out, done = brat(tmp_path_factory.mktemp("any"), text, "\n".join(lines))
    document = marks(out)
    kept = {(mention.type, mention.start, mention.end, mention.quote) for mention in document.mentions}
    assert kept == {(f"A{number}", start, end, text[start:end]) for number, (start, end) in enumerate(spans)}
    assert (out / "annotations/articles/a.txt").read_bytes() == text.encode()
    assert {loss.kind for loss in done.losses} <= {"no-quote"}


PIECES = st.sampled_from(
    ["T1", "E1", "R1", "*", "A1", "M1", "N1", "#1", "\t", " ", ":", ";", "0", "4", "9", "X", "Arg1", "Negation", "Equiv", "T", "\x85", "é"]
)


@given(st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=8))
def test_no_line_breaks_an_import_and_each_is_carried_or_listed(tmp_path_factory, lines):
    out, done = brat(tmp_path_factory.mktemp("garbage"), TEXT, "\n".join(lines))
    carried, lost = accounted(out, done)
    there = {("a.ann", number) for number, line in enumerate(lines, start=1) if line.encode().strip()}
    assert {place for place in carried if place[0] == "a.ann"} | lost == there
    assert canonical(out)
    list(validate(Corpus(out)))
