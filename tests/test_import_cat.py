"""Importing CAT XML: texts from tokens, chains as a registry, relations as links, and findings at the lines of the files."""

import shutil
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing import CAT, canonical, cat, found, labels, ledger, marks, origins, written
from making import files_of

from steppe import Corpus
from steppe.importers import NothingToImport, import_cat_xml
from steppe.validate import validate

ONE, TWO = "1/1_1.xml", "2/2_1.xml"
PLANTED = {
    (ONE, 25, "T403", "5"),
    (ONE, 27, "T403", "7"),
    (ONE, 31, "R302", "13"),
    (ONE, 32, "R302", "13"),
    (ONE, 35, "X607", "HUM9"),
    (ONE, 42, "R311", "101"),
    (ONE, 48, "R311", "102"),
    (ONE, 49, "R311", "103"),
    (ONE, 52, "R311", "106"),
    (ONE, 54, "R311", "108"),
    (TWO, 7, "X601", "1"),
    (TWO, 8, "X601", "2"),
}
EITHER = [{(ONE, 27, "S212", "7"), (ONE, 28, "S212", "8")}, {(ONE, 51, "R312", "105"), (ONE, 53, "R312", "107")}]
"""Pairs of which one is told, and the other named by it."""
MENTION = '<{tag} m_id="{id}">{anchors}</{tag}>'


def mention(tag, id_, *anchors):
    return MENTION.format(tag=tag, id=id_, anchors="".join(f'<token_anchor t_id="{anchor}"/>' for anchor in anchors))


def instance(tag, id_, name, instance_id=""):
    return f'<{tag} m_id="{id_}" RELATED_TO="" TAG_DESCRIPTOR="{name}" instance_id="{instance_id}"/>'


def relation(tag, id_, sources, targets, **attributes):
    ends = "".join(f'<source m_id="{end}"/>' for end in sources) + "".join(f'<target m_id="{end}"/>' for end in targets)
    return f'<{tag} r_id="{id_}" {" ".join(f"{key}={value!r}" for key, value in attributes.items())}>{ends}</{tag}>'


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    out = tmp_path_factory.mktemp("planted") / "out"
    return out, import_cat_xml(CAT, out, ("2",))


def test_each_planted_defect_is_found_at_its_line_and_nothing_else(planted):
    there = found(planted[0])
    for pair in EITHER:
        assert len(pair & there) == 1
    assert there - set.union(*EITHER) == PLANTED


def test_messages_speak_of_chains_as_the_files_do(planted):
    messages = {(finding.file, finding.line): finding.message for finding in validate(Corpus(planted[0]))}
    assert messages[TWO, 7].startswith("refers to ACT1 ('t1_firing') from an article of incident 2")
    assert messages[ONE, 42].startswith("a is '77'")


def test_every_markable_and_relation_is_carried_or_listed(planted):
    out, done = planted
    carried = {(origin.file, origin.line) for origin in origins(out)}
    lost = {(loss.file, loss.line) for loss in done.losses if not loss.carried}
    wanted = {
        (path.relative_to(CAT).as_posix(), number)
        for path in (CAT / ONE, CAT / TWO)
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if ("m_id=" in line and "<source" not in line[:10] and "<target" not in line[:10]) or "r_id=" in line
    }
    assert wanted <= carried | lost
    assert carried & lost == set()


def test_the_ledger_says_what_was_lost(planted):
    kinds = [(entry["file"], entry["line"], entry["kind"]) for entry in ledger(planted[0])]
    assert kinds == [
        ("", 0, "rebuilt-text"),
        (ONE, 20, "attribute"),
        (ONE, 24, "discontinuous"),
        (ONE, 26, "no-anchor"),
        (ONE, 29, "attribute"),
        (ONE, 29, "no-token"),
        (ONE, 30, "no-token"),
        (ONE, 50, "second-chain"),
        (TWO, 10, "instance-differs"),
        ("2/bomb.xml", 3, "entity"),
        ("2/broken.xml", 3, "malformed-xml"),
        ("notes.xml", 1, "no-document"),
    ]


def test_importing_again_gives_the_same_bytes_in_the_canonical_form(planted, tmp_path):
    shutil.copytree(CAT, tmp_path / "cat")
    import_cat_xml(tmp_path / "cat", tmp_path / "out", ("2",))
    assert files_of(planted[0]) == files_of(tmp_path / "out")
    assert canonical(planted[0])


def test_a_text_is_its_tokens_with_a_line_for_each_sentence(planted):
    document = marks(planted[0], "1-1")
    assert document.text == "Acme fired Ann .\nShe and Bo sued on Monday & won ."
    assert [document.slice(mention) for mention in document.mentions if mention.type.startswith("HUMAN_PART_PER")] == ["Ann", "She"]


def test_a_corpus_without_defects_has_no_findings(tmp_path):
    marked = [mention("HUMAN_PART_ORG", 1, 1), mention("ACTION_OCCURRENCE", 2, 2), mention("NEG_ACTION_STATE", 3, 4)]
    marked += [instance("ACTION_OCCURRENCE", 9, "firing", "A1")]
    related = relation("CROSS_DOC_COREF", 1, [2], [9], note="A1") + relation("CLINK", 2, [2], [3])
    out = cat(tmp_path, "Acme fired Ann\nNobody left", "\n".join(marked), related)
    assert found(out) == set()
    document, registry = marks(out), Corpus(out).registry
    assert [registry.name(trigger.refers_to) for trigger in document.triggers] == ["firing", ""]
    assert [event.incident for event in registry.event.values()] == ["all"], "the only folder tells nothing apart"
    assert [(link.type, link.a, link.b) for link in document.links] == [("CLINK", document.triggers[0].id, document.triggers[1].id)]
    assert all(label.singletons for label in labels(out).mention.values())


def test_a_chain_is_one_entry_of_the_type_that_most_of_its_mentions_have(tmp_path):
    for name, tags in {"1/a.xml": ["ORG", "PER"], "1/b.xml": ["PER", "PER"]}.items():
        marked = [*[mention(tag, number, number) for number, tag in enumerate(tags, start=1)], instance("ORG", 9, f"ann of {name}", "H1")]
        out = cat(tmp_path / "x", "Ann she", "\n".join(marked), relation("CROSS_DOC_COREF", 1, [1, 2], [9], note="H1"), name)
        shutil.rmtree(out) if name == "1/a.xml" else None
    (entity,) = Corpus(out).registry.entity.values()
    assert (entity.type, entity.name) == ("PER", "ann of 1/a.xml")
    assert {mention.refers_to for name in "ab" for mention in marks(out, name).mentions} == {entity.id}
    assert found(out) == {("1/a.xml", 5, "T403", "1")}


def test_a_mention_in_a_chain_of_events_is_a_finding(tmp_path):
    marked = [mention("ACTION_X", 1, 1), mention("ACTION_X", 2, 2), mention("PER", 3, 3), instance("ACTION_X", 9, "x", "A1")]
    out = cat(tmp_path, "one two three", "\n".join(marked), relation("CROSS_DOC_COREF", 1, [1, 2, 3], [9], note="A1"))
    assert {(code, mark) for _, _, code, mark in found(out)} == {("R304", "3")}


def test_a_chain_within_a_document_has_an_entry_of_its_own(tmp_path):
    marked = [mention("PER", 1, 1), mention("PER", 2, 2), instance("PER", 9, "ann")]
    related = relation("INTRA_DOC_COREF", 5, [1, 2], [9])
    cat(tmp_path, "Ann she", "\n".join(marked), related)
    shutil.rmtree(tmp_path / "out")
    out = cat(tmp_path, "Ann sued", "\n".join(marked), related, "1/b.xml")
    assert len(Corpus(out).registry.entity) == 2, "nothing says that the two documents speak of one"
    assert found(out) == set()


def test_a_relation_of_several_ends_is_a_link_for_each_pair(tmp_path):
    marked = [mention("PER", number, number) for number in (1, 2, 3)]
    out = cat(tmp_path, "Ann Bo Cy", "\n".join(marked), relation("HAS_PARTICIPANT", 5, [1, 2], [3], sem_role="Arg0"))
    assert {link.type for link in marks(out).links} == {"HAS_PARTICIPANT.Arg0"}
    assert len({link.id for link in marks(out).links}) == 2
    assert found(out) == set()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<Document><Markables></Document>", "malformed-xml"),
        (b"\xff\xfe\x00", "malformed-xml"),
        (b"", "malformed-xml"),
        (b'<?xml version="1.0" encoding="no-such"?><Document/>', "malformed-xml"),
        (b"<Document><token t_id='1'>\xff</token></Document>", "malformed-xml"),
        (b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><Document><token t_id="1">&a;</token></Document>', "entity"),
        (b'<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><Document/>', "entity"),
        (b'<!DOCTYPE d SYSTEM "other.dtd"><Document><token t_id="1">&a;</token></Document>', "entity"),
        (b"<Other/>", "no-document"),
    ],
    ids=["unclosed", "no-xml", "empty", "unknown-encoding", "not-utf-8", "external", "parameter", "undeclared", "other-root"],
)
def test_a_file_that_cannot_be_read_is_listed_and_the_rest_goes_on(data, kind, tmp_path):
    done = import_cat_xml(
        written(tmp_path / "in", {"a.xml": data, "b.xml": '<Document><token t_id="1">x</token></Document>'}), tmp_path / "out"
    )
    assert [loss.kind for loss in done.losses if loss.file] == [kind]
    assert Corpus(tmp_path / "out").names() == ["b"]


def test_only_files_that_cannot_be_read_are_nothing_to_import(tmp_path):
    with pytest.raises(NothingToImport, match=r"a\.xml"):
        import_cat_xml(written(tmp_path / "in", {"a.xml": "<x/>"}), tmp_path / "out")


def test_odd_tokens_and_elements(tmp_path):
    text = (
        '<Document>\n<token t_id="1" sentence="0">  A\n b </token><token t_id="2" sentence="0"/>\n<token t_id="1" sentence="0">c<i>d</i></token>'
        '<Markables><X m_id="1"><token_anchor t_id="1"/></X><X m_id="2"><token_anchor t_id="2"/></X></Markables></Document>'
    )
    done = import_cat_xml(written(tmp_path / "in", {"a.xml": text}), tmp_path / "out")
    assert marks(tmp_path / "out").text == "A b c"
    assert [(loss.line, loss.kind) for loss in done.losses if loss.file] == [(3, "empty-token"), (4, "element"), (4, "repeated-token")]
    assert {code for _, _, code, _ in found(tmp_path / "out")} == {"S201", "S205"}, "a mark on nothing"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=4
)


@given(data=st.data())
def test_marks_read_as_their_tokens_do(data, tmp_path_factory):
    lines = data.draw(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=3))
    tokens = [word for line in lines for word in line]
    ends = data.draw(st.lists(st.tuples(st.integers(1, len(tokens)), st.integers(1, len(tokens))).map(sorted), max_size=4))
    marked = [mention("PER", number, *range(start, end + 1)) for number, (start, end) in enumerate(ends)]
    text = "\n".join(" ".join(map(escape, line)) for line in lines)
    out = cat(tmp_path_factory.mktemp("any"), text, "\n".join(marked))
    document = marks(out)
    assert document.text.split("\n") == [" ".join(line) for line in lines]
    words = {origin.at: origin.name for origin in origins(out)}
    for mark in document.mentions:
        start, end = ends[int(words[mark.id])]
        assert document.slice(mark).split() == tokens[start - 1 : end]
        assert mark.quote == document.slice(mark)


PARTS = st.sampled_from(
    [
        *("<Document>", "</Document>", "<Markables>", "</Markables>", "<Relations>", "</Relations>"),
        *('<token t_id="1">x</token>', "<token/>", "<PER/>", "&x;", "x", "<a:b/>", "\0"),
        *(mention("PER", 1, 1), mention("ACTION", 1, 2), instance("PER", 2, "ann", "H")),
        *(relation("CROSS_DOC_COREF", 1, [1], [2]), relation("CROSS_DOC_COREF", 1, [], [3], note="H"), relation("TLINK", 1, [], [])),
    ]
)


@given(st.lists(PARTS, max_size=10))
def test_no_file_breaks_an_import(tmp_path_factory, parts):
    folder = tmp_path_factory.mktemp("garbage")
    for number, text in enumerate(["".join(parts), f"<Document>{''.join(parts)}</Document>"]):
        written(folder / "in", {f"{number}.xml": text, "sound.xml": "<Document><token t_id='1'>x</token></Document>"})
    import_cat_xml(folder / "in", folder / "out")
    assert canonical(folder / "out")
    list(validate(Corpus(folder / "out")))
