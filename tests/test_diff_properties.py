"""What holds of any two states of an article: nothing differs from itself, and a difference has a mirror."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from making import REPOSITORY, ident
from strategies import article_files, marks

from steppe.diff import Change, bump_of, changes
from steppe.diff.change import KINDS, LAYERS, MIRRORED
from steppe.diff.marks import Marks
from steppe.diff.texts import Edit
from steppe.diff.versions import RULES, rule_of
from steppe.model import Article, Claim, Mention, Piece, refer
from steppe.model.ids import hashed
from steppe.store import Document
from steppe.store.form import ARTICLE, arranged
from steppe.version import BUMPS, Version

FEW = st.sampled_from(["", "a", "b", *(ident(letter, number) for letter in "mtev" for number in range(2))])
OFFSETS = st.integers(0, 12)
FILES = article_files(lambda field: FEW, OFFSETS, most=6)
TEXTS = st.lists(st.sampled_from(["Acme fired Ann.", "Acme fired Bo.", "Bolt", "", "Ann"]), max_size=4).map("\n".join)


def document(records, text=None):
    return Document("a.jsonl", arranged(ARTICLE, records), text)


@st.composite
def states(draw):
    """Two states of an article that have much in common, or little."""
    old = draw(FILES)
    kept = [record for record in old if draw(st.integers(0, 3))]
    heads = [record for record in old if record.__struct_config__.tag == "article"]
    taken = {record.id for record in kept if hasattr(record, "id")}
    more = [draw(marks(number, lambda field: FEW, OFFSETS)) for number in range(draw(st.integers(0, 3)))]
    new = [*heads, *(record for record in kept if record not in heads), *(mark for mark in more if mark.id not in taken)]
    texts = draw(st.none() | st.tuples(TEXTS, TEXTS))
    return document(old, texts and texts[0]), document(new, texts and texts[1])


@given(states())
def test_a_state_does_not_differ_from_itself(both):
    for state in both:
        assert changes(state, Document(state.path, state.records, state.text)) == []


@given(states())
def test_a_difference_has_a_mirror(both):
    old, new = both
    here = [(change.kind, change.layer, change.old, change.new) for change in Marks(old, new).changes()]
    there = [(MIRRORED.get(change.kind, change.kind), change.layer, change.new, change.old) for change in Marks(new, old).changes()]
    assert sorted(here) == sorted(there)


@given(states())
def test_nothing_changed_only_where_all_marks_are_alike(both):
    old, new = both
    gone = {change.old for change in changes(old, new) if change.kind == "removed"}
    come = {change.new for change in changes(old, new) if change.kind == "added"}
    assert len(old.marks) - len(gone) == len(new.marks) - len(come)


@given(FILES)
def test_other_ids_throughout_are_no_change(records):
    def other(identifier):
        return f"{identifier[:2]}{hashed(identifier)}" if identifier[1:2] == "-" else identifier

    old = document(records)
    here = {mark.id: other(mark.id) for mark in old.marks}
    named = [
        refer.renamed(type(mark)(**{key: getattr(mark, key) for key in mark.__struct_fields__} | {"id": here[mark.id]}), rename, rename)
        for rename in (lambda identifier: here.get(identifier, identifier),)
        for mark in old.marks
    ]
    new = document([*(record for record in records if not hasattr(record, "id")), *named])
    found = [change for change in Marks(old, new).changes() if change.kind != "renamed"]
    assert [change for change in found if change.kind in ("added", "removed", "moved", "relabelled")] == []


def test_claims_of_one_content_are_told_apart_by_their_sources():
    def said(mentions, claims):
        """Two mentions, and a claim of each with the same content."""
        sources = [Mention(id=name, type="Firm", start=4 * n, end=4 * n + 3, refers_to="e") for n, name in enumerate(mentions)]
        about = {"source_kind": "NAMED", "certainty": "SURE", "author_certainty": "SURE", "canonical": "So."}
        spans = (Piece(start=9, end=12),)
        head = Article(
            **dict.fromkeys(("name", "tier", "language", "publisher", "published", "licence", "incident", "sha256"), ""), length=0
        )
        return document([head, *sources, *(Claim(id=name, spans=spans, by=by, **about) for name, by in zip(claims, mentions, strict=True))])

    m, c = ([ident(letter, number) for number in range(4)] for letter in "mc")
    found = Marks(said(m[:2], c[:2]), said([m[3], m[2]], [c[3], c[2]])).changes()
    assert {(change.kind, change.old, change.new) for change in found} == {
        ("renamed", m[0], m[3]),
        ("renamed", m[1], m[2]),
        ("renamed", c[0], c[3]),
        ("renamed", c[1], c[2]),
    }


@given(TEXTS, TEXTS)
def test_an_edit_keeps_what_it_says_that_it_keeps(old, new):
    edit, back = Edit(old, new), Edit(new, old)
    assert back.blocks == [(there, here, size) for here, there, size in edit.blocks]
    assert (back.removed, back.added) == (edit.added, edit.removed)
    for here, there, size in edit.blocks:
        assert old[here : here + size] == new[there : there + size]
    for (a, b, size), (c, d, _) in pairwise(edit.blocks):
        assert a + size <= c
        assert b + size <= d
    for start in range(len(old)):
        if (place := edit(start, start + 1)) is not None:
            assert old[start] == new[place[0]]
            assert back(*place) == (start, start + 1)
        assert edit.kept(start, start + 1) == ([place] if place else [])
    assert sum(end - start for start, end in edit.kept(0, len(old))) == sum(size for *_, size in edit.blocks)


NUMBERS = st.integers(0, 30)
VERSIONS = st.builds(Version, NUMBERS, NUMBERS, NUMBERS)


@given(VERSIONS, st.sampled_from(BUMPS))
def test_the_least_version_is_above_and_rises_with_the_bump(version, bump):
    assert version < version.least(bump) <= version.raised(bump)
    assert Version.parse(str(version)) == version
    allowed = [version.least(one) for one in BUMPS]
    assert allowed == sorted(allowed)


@given(st.lists(st.sampled_from([(layer, kind) for layer in LAYERS for kind in KINDS])))
def test_the_bump_is_the_greatest_that_any_change_asks_for(pairs):
    made = [Change(kind=kind, layer=layer, old="a", new="b") for layer, kind in pairs]
    asked = [rule.bump if (rule := rule_of(change)) else "patch" for change in made]
    assert bump_of(made) == max(asked, key=BUMPS.index, default="patch")


def test_each_rule_is_of_a_change_that_there_is_and_stands_once():
    assert len({(rule.layer, rule.kind) for rule in RULES}) == len(RULES)
    assert {rule.layer for rule in RULES} <= set(LAYERS)
    assert [rule.bump for rule in RULES] == sorted((rule.bump for rule in RULES), key=BUMPS.index, reverse=True)


def test_the_page_tells_the_rules_of_versions():
    page = (REPOSITORY / "docs/releasing.md").read_text("utf-8")
    table = page.partition("<!-- rules of versions -->\n")[2].partition("<!-- /rules of versions -->")[0]
    assert table.splitlines()[2:] == [f"| {rule.bump} | {rule.says} | {rule.why} |" for rule in RULES]


def test_what_is_no_version():
    for given_ in ("1.0", "1.0.0-rc1", "v1.0.0", "01.0.0", "1.0.0\n", "", "1.٣.0", "1.0.9999999999"):
        assert Version.parse(given_) is None, given_
