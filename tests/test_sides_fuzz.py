"""Whatever a side is given, it is read or it is told what is wrong: nothing ends in a traceback, and what is read is lawful."""

import json
import types
import typing
from contextlib import suppress

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import article_files

from steppe.model import Offset
from steppe.sides import SideError, open_side, shapes
from steppe.store.form import ARTICLE, dump

SHAPES = (shapes.ArticleRow, shapes.SentenceRow, shapes.ClaimRow, shapes.ReferenceRow, shapes.PairRow)
WORDS = st.sampled_from(["a", "b", "c"])
SOME = {
    "article": st.sampled_from(["a", "b"]),
    "start": st.integers(0, 3),
    "end": st.integers(3, 6),
    "kind": st.sampled_from(["mention", "trigger", "a"]),
    "tags": st.lists(st.sampled_from(["B-P", "I-P", "O"]), min_size=2, max_size=3),
    "spans": st.just([{"start": 1, "end": 3}]),
    "length": st.just(6),
}
"""Values of columns that would seldom be lawful by chance."""
WRONG = st.sampled_from([None, True, -1, 0.5, "x", [], {}, [None], float("nan")])


def values(kind):
    """Values of a type as rows have it; of labels, mostly words."""
    if kind is Offset or kind is int:
        return st.integers(0, 6)
    if kind is float:
        return st.sampled_from([0.0, 3.0, 0.5])
    if kind is str:
        return WORDS
    if kind == shapes.Word:
        return st.one_of(WORDS, WORDS, WORDS, st.integers(0, 1))
    if kind is type(None):
        return st.none()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return rows(kind)
    if typing.get_origin(kind) is list:
        return st.lists(values(typing.get_args(kind)[0]), max_size=3)
    assert typing.get_origin(kind) in {typing.Union, types.UnionType}, kind
    if shapes.Word.__args__ == typing.get_args(kind)[:-1]:
        return st.one_of(values(shapes.Word), st.none())
    return st.one_of([values(one) for one in typing.get_args(kind)])


def rows(shape):
    """Rows of a shape, or the structs in them."""
    hints = typing.get_type_hints(shape, include_extras=True)
    fields = msgspec.structs.fields(shape)
    of = {field.name: SOME.get(field.name, values(hints[field.name])) for field in fields}
    needed = {field.name: of[field.name] for field in fields if field.required}
    more = {name: strategy for name, strategy in of.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=more)


def lawful(document):
    """Whether spans and references of a document are as they should be."""
    ids = [mark.id for mark in document.marks]
    assert len(set(ids)) == len(ids)
    assert len(document.fitting) == len(document.spots)
    assert {argument.filler for trigger in document.triggers for argument in trigger.arguments} <= set(ids)
    starts = [mark.start for mark in document.records[1:] if hasattr(mark, "start")]
    assert starts == sorted(starts)


@settings(max_examples=300)
@given(st.sampled_from(SHAPES).flatmap(lambda shape: st.lists(rows(shape), min_size=1, max_size=3)), st.data())
def test_no_row_ends_in_a_traceback(tmp_path_factory, some, data):
    if data.draw(st.integers(0, 3)) == 0:
        row = data.draw(st.sampled_from(some))
        row[data.draw(st.sampled_from(sorted(row)))] = data.draw(WRONG)
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text("\n".join(map(json.dumps, some)))
    with suppress(SideError):
        side = open_side(str(file))
        for name in side.names:
            lawful(side.read(name))


@settings(max_examples=150)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["Ann", "B-P", "I-P", "E-P", "O", "(1", "1)", "-", "#", "-DOCSTART-", "#begin document (x)", "\t", ""]),
            max_size=4,
        ),
        max_size=8,
    )
)
def test_no_line_of_columns_ends_in_a_traceback(tmp_path_factory, cells):
    file = tmp_path_factory.getbasetemp() / "any.conll"
    file.write_text("\n".join(" ".join(line) for line in cells))
    with suppress(SideError):
        side = open_side(str(file))
        for name in side.names:
            assert all(0 <= mark.start < mark.end <= side.read(name).article.length for mark in side.read(name).mentions)


@settings(max_examples=60)
@given(article_files(offsets=st.integers(0, 20)), st.data())
def test_no_record_ends_in_a_traceback(tmp_path_factory, records, data):
    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    written = bytearray(dump(ARTICLE, records))
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(written) - 1))
        written[at : at + 1] = data.draw(st.binary(max_size=2))
    file.write_bytes(written)
    with suppress(SideError):
        side = open_side(str(file))
        for name in side.names:
            lawful(side.read(name))
