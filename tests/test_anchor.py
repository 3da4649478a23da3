"""Places by line and quoted text: found exactly, or an error that helps."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from steppe.anchor import AnchorError, Anchors

TEXT = "Ann met Ann.\n\n  Acme fired Ann, and Bo fired Annette.\ncaf\u00e9 \U0001f600 cafe\u0301 7-8"
ANCHORS = Anchors(TEXT)
LETTERS = st.text(st.sampled_from("aA7 .,-\t'\u0301\U0001f600\u4e2d"), max_size=8)


@pytest.mark.parametrize(
    ("arguments", "nth"),
    [
        ((1, "Ann", 1), 1),
        ((1, "Ann", 2), 2),
        ((1, "met"), 1),
        ((3, "Ann"), 1),  # not that of Annette
        ((3, "fired", 2), 2),
        ((3, "Annette."), 1),
        ((3, "Acme fired Ann"), 1),
        ((4, "\U0001f600"), 1),
        ((4, "7"), 1),
        ((4, "7-8"), 1),
    ],
)
def test_what_is_quoted_is_found(arguments, nth):
    line, quote, *_ = arguments
    start, end = ANCHORS.span(*arguments)
    assert TEXT[start:end] == quote
    begin = sum(len(other) + 1 for other in TEXT.split("\n")[: line - 1])
    assert begin <= start < end <= begin + len(TEXT.split("\n")[line - 1])
    assert TEXT.count(quote, begin, end) == nth


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((1, "Ann"), "line 1 has 'Ann' 2 times; say which with nth"),
        ((1, "Ann", 3), "line 1 does not have 'Ann' a 3. time as whole words; line 3 has it"),
        ((1, "Ann", 0), "line 1 does not have 'Ann' a 0. time"),
        ((1, "Ann", -1), "line 1 does not have 'Ann' a -1. time"),
        ((1, "Acme"), "line 1 does not have 'Acme' as whole words; line 3 has it"),
        ((3, "Annett"), "line 3 does not have 'Annett' as whole words; no line has it"),
        ((3, "cme fired"), "line 3 does not have 'cme fired' as whole words"),
        ((1, "Zoe"), "line 1 does not have 'Zoe' as whole words; no line has it"),
        ((1, "Ann met Ann.\n"), "line 1 does not have"),
        ((0, "Ann"), "there is no line 0; the text has 4"),
        ((5, "Ann"), "there is no line 5; the text has 4"),
        ((-1, "Ann"), "there is no line -1"),
        ((1, ""), "nothing is quoted from line 1"),
        ((2, "Ann"), "line 2 does not have 'Ann' as whole words; line 1 has it"),
        ((4, "cafe"), "line 4 does not have 'cafe' as whole words"),  # the accent that combines with its last letter is left out
    ],
)
def test_what_is_not_there_exactly_is_an_error(arguments, why):
    with pytest.raises(AnchorError) as error:
        ANCHORS.span(*arguments)
    assert str(error.value).startswith(why)


@pytest.mark.parametrize(
    ("arguments", "reads"),
    [
        ({"quote": "Acme", "to": "Bo"}, "Acme fired Ann, and Bo"),
        ({"quote": "fired", "nth": 1, "to": "fired"}, "fired Ann, and Bo fired"),
        ({"quote": "Acme", "to": "fired", "to_nth": 2}, "Acme fired Ann, and Bo fired"),
    ],
)
def test_a_long_stretch_is_given_by_its_ends(arguments, reads):
    start, end = ANCHORS.span(3, **arguments)
    assert TEXT[start:end] == reads


@pytest.mark.parametrize(
    "arguments", [{"quote": "Bo", "to": "Acme"}, {"quote": "Acme", "to": "fired", "to_nth": 3}, {"quote": "Acme", "to": "fire"}]
)
def test_a_stretch_does_not_run_backwards(arguments):
    with pytest.raises(AnchorError):
        ANCHORS.span(3, **arguments)


def test_a_line_is_given_without_its_outer_white_space():
    start, end = ANCHORS.line(3)
    assert TEXT[start:end] == "Acme fired Ann, and Bo fired Annette."
    for number, why in ((2, "line 2 is blank"), (0, "there is no line 0"), (5, "there is no line 5")):
        with pytest.raises(AnchorError, match=why):
            ANCHORS.line(number)


def inside_a_word(text, at):
    """Whether a place falls between two letters, digits or accents, or before an accent."""
    if not 0 < at < len(text):
        return False
    before, after = (character.isalnum() or character == "\u0301" for character in text[at - 1 : at + 1])
    return (before and after) or text[at] == "\u0301"


@given(st.lists(LETTERS, min_size=1, max_size=4).map("\n".join), st.data())
def test_a_quote_leads_back_to_its_span(text, data):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchors = Anchors(text)
    if "\n" in text[start:end] or inside_a_word(text, start) or inside_a_word(text, end):
        with pytest.raises(AnchorError):
            anchors.quote(start, end)
        return
    line, quote, nth = anchors.quote(start, end)
    assert quote == text[start:end]
    assert anchors.span(line, quote, nth) == (start, end)
    assert nth is None or anchors.span(line, quote, 1) <= (start, end)
