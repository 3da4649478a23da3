"""Sides in the corpus's own form: gold, passes, folders and files of articles."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import ACME, ANN, FIRED
from making import edit, ident, make, opened
from siding import HEAD, all_of, article, gold, lines, marks_of, mention

from steppe.model import ALPHABET, Argument, Claim, Mention, Piece, Trigger, Zone
from steppe.pairs import derived
from steppe.sides import LAYERS, SideError, open_side
from steppe.store.form import ARTICLE, dump

NAMES = ["link-acme", "link-bolt", "open-acme", "open-bolt"]


def test_gold_is_the_corpus_at_hand(corpus):
    side = gold(corpus)
    assert (side.name, side.form, list(side.names)) == ("gold", "corpus", NAMES)
    assert side.layers == set(LAYERS) - {"link"}, "of all layers this corpus lacks links"
    read = opened(corpus).read("open-acme").document
    assert side.read("open-acme").records == read.records
    assert side.read("open-acme").text == read.text
    assert side.read("link-acme").text is None, "the text is not of the corpus"
    assert side.registry.name(ANN) == "Ann"


def test_texts_that_somebody_holds_come_with_their_articles(corpus):
    side = gold(corpus, texts=opened(corpus).texts)
    assert side.read("link-acme").text.startswith("Acme fires a worker")


def test_an_annotator_has_articles_and_a_registry_of_their_own(corpus):
    side = gold(corpus, "bo")
    assert list(side.names) == ["link-acme", "open-acme"]
    assert len(side.registry.entity) == 3, "gold has four"
    assert "relation" not in side.layers, "nobody alone has clusters here"
    assert side.read("open-acme").passes[0].annotator == "bo"


def test_pairs_follow_from_clusters_and_relations(corpus):
    labels = opened(corpus).labels
    side = gold(corpus)
    assert side.pairs(labels) == list(derived(side.registry, labels))
    assert len(side.pairs(labels)) == 5, "COUNT, CULPRIT, EMPLOYER and DAY twice: one pair each"


def test_a_split_leaves_its_articles_and_the_pairs_among_them(corpus):
    labels = opened(corpus).labels
    side = gold(corpus, split="linked_train")
    assert list(side.names) == ["link-acme"]
    assert side.pairs(labels) == [], "every pair has a side in another split"
    with pytest.raises(
        SideError, match=r"^gold: no article of it is in a split 'dev'; corpus.toml makes train, test, linked_train, linked_test$"
    ):
        gold(corpus, split="dev")


def test_a_folder_with_annotations_is_the_gold_of_that_corpus(corpus):
    side = open_side(str(corpus))
    assert all_of(side) == all_of(gold(corpus))
    assert side.fingerprint == gold(corpus).fingerprint


def test_a_folder_of_articles_is_as_good_as_the_corpus(corpus, tmp_path):
    labels = opened(corpus).labels
    shutil.copytree(corpus / "annotations" / "gold", tmp_path / "out")
    alone = open_side(str(tmp_path / "out"))
    assert all_of(alone) == all_of(gold(corpus))
    assert (alone.pairs(labels), alone.registry.entity) == ([], {})
    assert alone.layers == gold(corpus).layers - {"relation"}
    for name in ("entities", "events", "clusters", "relations", "traces"):
        shutil.copy(corpus / "annotations" / f"{name}.jsonl", tmp_path / "out")
    side = open_side(str(tmp_path / "out"))
    assert (side.pairs(labels), side.registry.names) == (gold(corpus).pairs(labels), gold(corpus).registry.names)
    assert side.fingerprint == gold(corpus).fingerprint, "it is the same data"
    assert side.layers == gold(corpus).layers


def test_one_file_holds_any_number_of_articles_in_any_order(corpus, tmp_path):
    parts = [(corpus / "annotations" / "gold" / f"{name}.jsonl").read_bytes() for name in reversed(NAMES)]
    (tmp_path / "all.jsonl").write_bytes(b"\n".join(parts))
    side = open_side(str(tmp_path / "all.jsonl"))
    assert list(side.names) == NAMES
    assert all_of(side) == all_of(gold(corpus))


def test_marks_may_stand_in_any_order_and_spelling(tmp_path):
    lines(
        tmp_path / "a.jsonl",
        HEAD,
        "",
        '{"id": "m-222223", "kind" : "mention", "end":9,"start":4, "type":"Person"}',
        '{"kind":"mention","id":"m-222222","start":0,"end":3,"type":"Person","level":""}',
    )
    document = open_side(str(tmp_path / "a.jsonl")).read("a")
    assert [mark.start for mark in document.mentions] == [0, 4], "what looks for a place may count on the order"
    assert open_side(str(tmp_path / "a.jsonl")).layers == {"mention"}


def test_the_fingerprint_is_that_of_the_data_and_not_of_its_place(corpus, tmp_path):
    source = corpus / "annotations" / "gold"
    for folder, names in (("one", NAMES), ("two", NAMES[::-1])):
        (tmp_path / folder).mkdir()
        for name in names:
            shutil.copy(source / f"{name}.jsonl", tmp_path / folder)
    one, two = (open_side(str(tmp_path / folder)).fingerprint for folder in ("one", "two"))
    assert one == two
    assert len(one) == 12
    edit(tmp_path / "two" / "open-acme.jsonl", at=ident("m", 0), type="Person")
    assert open_side(str(tmp_path / "two")).fingerprint != one
    shutil.copy(source / "open-bolt.jsonl", tmp_path / "x.jsonl")
    shutil.copy(source / "open-bolt.jsonl", tmp_path / "y.jsonl")
    assert len({open_side(str(tmp_path / name)).fingerprint for name in ("x.jsonl", "y.jsonl")}) == 1, "one file alone has no name"


def test_what_is_named_like_gold_or_an_annotator_is_found_there_first(corpus, tmp_path, monkeypatch):
    article(tmp_path / "bo" / "a.jsonl", "Acme fired Ann.")
    monkeypatch.chdir(tmp_path)
    assert list(gold(corpus, "bo").names) == ["link-acme", "open-acme"]
    assert list(gold(corpus, "./bo").names) == ["a"]
    assert list(open_side("bo").names) == ["a"], "where no corpus is at hand"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("ann", "^ann: there is no such file or folder, and no such annotator; there are passes of bo; a side is `gold`, an annotator"),
        ("x\0y", "there is no such file or folder"),
    ],
)
def test_what_is_no_side_is_told_with_what_would_be(given, message, corpus):
    with pytest.raises(SideError, match=message):
        gold(corpus, given)


def test_other_things_on_disk_are_no_side(tmp_path):
    with pytest.raises(SideError, match=r"^gold: there is no corpus; name one with --corpus DIR$"):
        open_side("gold")
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(SideError, match=r"a\.pdf: a file that ends in \.pdf is none of the forms of a side"):
        open_side(str(tmp_path / "a.pdf"))
    with pytest.raises(SideError, match="the folder holds none of the forms of a side"):
        open_side(str(tmp_path))
    (tmp_path / "annotations").mkdir()
    with pytest.raises(SideError, match=r"labels\.toml: no such file"):
        open_side(str(tmp_path))


def test_an_article_that_is_not_there_is_an_error_of_both_forms(corpus, tmp_path):
    file = article(tmp_path / "a.jsonl", "Acme fired Ann.")
    for side in (gold(corpus), open_side(str(file))):
        with pytest.raises(SideError, match=f"^{side.name}: there is no article 'b'$"):
            side.read("b")


@st.composite
def articles(draw):
    """A text's length, and lawful marks in any order."""
    length = draw(st.integers(2, 50))

    def places(kind=dict):
        start = draw(st.integers(0, length - 1))
        return kind(start=start, end=draw(st.integers(start + 1, length)))

    ids = draw(st.lists(st.text(ALPHABET, min_size=6, max_size=6), unique=True, max_size=8))
    words = st.text(st.sampled_from('ab"\\\n\u2028\U0001f600'), max_size=3)
    marks: list = [Mention(id=f"m-{id_}", type=draw(words), refers_to=draw(words), value=draw(words), **places()) for id_ in ids[::2]]
    mentions = [mark.id for mark in marks]
    for id_ in ids[1::2]:
        fillers = draw(st.lists(st.sampled_from(mentions), max_size=2)) if mentions else []
        some = tuple(Argument(role=draw(words), filler=filler) for filler in fillers)
        said = {"source_kind": draw(words), "certainty": draw(words), "author_certainty": "", "by": fillers[0] if fillers else ""}
        marks.append(
            draw(
                st.sampled_from(
                    [
                        Zone(id=f"z-{id_}", digest="", type=draw(words), **places()),
                        Trigger(id=f"t-{id_}", type=draw(words), arguments=some, **places()),
                        Claim(id=f"c-{id_}", spans=(places(Piece),), cue=(places(Piece),), **said),
                    ]
                )
            )
        )
    return length, draw(st.permutations(marks))


@given(st.lists(articles(), min_size=1, max_size=3))
def test_what_is_written_is_read_again(tmp_path_factory, some):
    folder = tmp_path_factory.mktemp("sides")
    written = {}
    with (folder / "all.jsonl").open("wb") as file:
        for number, (length, marks) in enumerate(some):
            head = HEAD.replace('"a"', f'"a{number}"').replace("20}", f"{length}}}")
            file.write(head.encode() + b"\n" + b"".join(dump(ARTICLE, [mark]) for mark in marks))
            written[f"a{number}"] = sorted(marks, key=lambda mark: mark.order)
    side = open_side(str(folder / "all.jsonl"))
    assert {name: marks_of(side.read(name)) for name in side.names} == written


def test_the_layers_are_those_that_are_there(tmp_path):
    text = "Acme fired Ann."
    one = {"kind": "trigger", "id": ident("t", 0), "start": 5, "end": 10, "type": "Dismissal"}
    assert open_side(str(article(tmp_path / "a.jsonl", text, one))).layers == {"trigger"}
    argued = one | {"arguments": [{"role": "Dismissed", "filler": ident("m", 0)}], "refers_to": FIRED}
    assert open_side(str(article(tmp_path / "b.jsonl", text, argued, mention(0, 11, 14)))).layers == {
        "trigger",
        "mention",
        "argument",
        "coreference",
    }
    said = '"refers_to":"' + ACME
    odd = mention(0, 0, 4, value=f'{{{said}","kind":"claim","arguments":[{{')
    assert open_side(str(article(tmp_path / "c.jsonl", text, odd))).layers == {"mention"}, "what a string says is no layer"
    root = make(tmp_path / "corpus", text, [one])
    assert gold(root).layers == {"zone", "trigger"}
