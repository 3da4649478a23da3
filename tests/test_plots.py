"""Pictures of a dataset: XML that says the figures of the counts and no others, in which no word lies over another."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import EXAMPLE, REPOSITORY, opened

from steppe import Corpus
from steppe.build import build
from steppe.figures import branch, count
from steppe.labels import parse_labels
from steppe.pages import Figures
from steppe.pages.agreed import SHOWN, Agreed, Known
from steppe.pages.intervals import MOST_COLUMNS, intervals
from steppe.pages.plots import MOST_ROWS, labels, plots
from steppe.pages.svg import SIZE, width
from steppe.settings import parse_settings
from steppe.tally import Tally

DRAWN = {"mentions": ["mention"], "triggers": ["trigger"], "claims": ["source_kind", "certainty"]}
EXAMPLES = {name: (EXAMPLE / f"{name}.toml").read_bytes() for name in ("labels", "corpus")}


def parsed(svg):
    """The elements of a picture that have a place, without their name space, as (name, attributes, words)."""
    return [(node.tag.rpartition("}")[2], node.attrib, node.text or "") for node in ET.fromstring(svg).iter()]


def told(svg):
    """The figures of a picture by path."""
    return {
        attributes["data-path"]: words.removeprefix("articles: ")
        for name, attributes, words in parsed(svg)
        if name == "text" and "data-path" in attributes
    }


def names(svg):
    """The words that are no figure."""
    return [words for name, attributes, words in parsed(svg) if name == "text" and "data-path" not in attributes]


def extents(svg):
    """Where words are, by base line: (from, to, words)."""
    found = {}
    for name, attributes, words in parsed(svg):
        if name == "text":
            size = {"title": 17, "head": SIZE + 1, "note": 12}.get(attributes.get("class"), SIZE)
            x, long = float(attributes["x"]), width(words, size)
            leftward = ("text-anchor" in attributes) != ("direction" in attributes)
            found.setdefault(attributes["y"], []).append((x - long, x, words) if leftward else (x, x + long, words))
    return found


def is_tidy(svg):
    """Whether all words lie in the picture, and none over another."""
    wide = float(ET.fromstring(svg).get("width"))
    for row in extents(svg).values():
        ends = [0.0, *(end for start, end, words in sorted(row))]
        for (start, end, words), before in zip(sorted(row), ends, strict=False):
            assert before - 0.2 <= start, (words, row)
            assert end <= wide, words
    return True


def label(inventory, name):
    """A label for a labels file, whatever its name."""
    key = json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007F")
    return f"\n[{inventory}.{key}]\ndefinition = 'x'\n".encode()


def tally_of(counted, more=b""):
    """A tally of the example's labels and ``more``, with counts by (inventory, label, split)."""
    tally = Tally(parse_labels(EXAMPLES["labels"] + more), parse_settings(EXAMPLES["corpus"]))
    for (inventory, label, split), number in counted.items():
        tally._written.setdefault(split, {}).setdefault(inventory, {})[label] = number
    return tally


@pytest.mark.parametrize("where", ["the-small-corpus", "this-corpus"])
def test_a_picture_says_the_figures_of_the_counts(where, dataset):
    folder, corpus = (dataset, Corpus(dataset.parent)) if where == "the-small-corpus" else (REPOSITORY / "dataset", Corpus(REPOSITORY))
    counts, splits = json.loads((folder / "counts.json").read_bytes()), corpus.settings.splits
    for picture, inventories in DRAWN.items():
        svg = (folder / f"plots/{picture}.svg").read_bytes()
        wanted = {f"layers.articles.{split}" for split in splits}
        for inventory in inventories:
            wanted |= {f"labels.{inventory}.{label}.{split}" for label in getattr(corpus.labels, inventory) for split in splits}
        found = told(svg)
        assert set(found) == wanted
        assert found == {path: f"{count(path, counts, splits):,}" for path in wanted}
        assert is_tidy(svg)


def test_bars_are_as_long_as_the_counts_that_they_show():
    counted = {("mention", "Person", "train"): 1000, ("mention", "Firm", "test"): 250, ("mention", "Day", "linked_test"): 500}
    plot = labels(tally_of(counted), "mentions", "Entities", ["mention"])
    bars = {
        attributes["data-path"]: float(attributes["width"])
        for name, attributes, _ in parsed(plot.svg)
        if name == "rect" and "data-path" in attributes
    }
    long = bars["labels.mention.Person.train"]
    assert bars == {
        "labels.mention.Person.train": long,
        "labels.mention.Firm.test": pytest.approx(long / 4, abs=0.1),
        "labels.mention.Day.linked_test": pytest.approx(long / 2, abs=0.1),
    }
    assert plot.says.startswith("Entity types: 1,750 in all; most often Person 1,000 (57%), Day 500 (29%), Firm 250 (14%); never, of ")


def test_the_most_frequent_label_comes_first_and_one_that_never_stands_is_there():
    plot = labels(tally_of({("mention", "Day", "train"): 2, ("mention", "Firm", "test"): 3}), "mentions", "Entities", ["mention"])
    shown = [name for name in names(plot.svg) if name in ("Person", "Firm", "Day")]
    assert shown == ["Firm", "Day", "Person"]


def test_there_is_no_picture_of_nothing():
    assert plots(tally_of({}), []) == []
    assert [plot.name for plot in plots(tally_of({("certainty", "SURE", "train"): 1}), [])] == ["claims"]


@pytest.mark.parametrize(
    "name", ['<&">', "]]>", "</text>", "a" * 200, "حدث", "אירוע (1)", "出来事" * 30, "\u202egnp", "\x1b[31m", "\ufffe", "![x](y)", "W" * 60]
)
def test_any_name_of_a_label_can_be_drawn(name):
    plot = labels(tally_of({("mention", name, "train"): 7}, label("mention", name)), "mentions", "Entities", ["mention"])
    assert is_tidy(plot.svg)
    assert {"7", "0"} == {figure for path, figure in told(plot.svg).items() if path.startswith("labels.")}


def test_what_is_written_from_right_to_left_ends_where_other_names_do():
    plot = labels(tally_of({("mention", "Person", "train"): 7}, label("mention", "حدث")), "mentions", "Entities", ["mention"])
    (attributes,) = [attributes for name, attributes, words in parsed(plot.svg) if words == "حدث"]
    assert attributes["direction"] == "rtl"
    assert "text-anchor" not in attributes
    (other,) = [attributes for name, attributes, words in parsed(plot.svg) if words == "Person"]
    assert (other["text-anchor"], other["x"]) == ("end", attributes["x"])


def test_of_many_labels_the_last_stand_in_one_row():
    more = b"".join(label("mention", f"T{number:02}") for number in range(60))
    tally = tally_of({("mention", f"T{number:02}", "test"): 100 - number for number in range(60)}, more)
    plot = labels(tally, "mentions", "Entities", ["mention"])
    rows = [words for name, attributes, words in parsed(plot.svg) if name == "text" and attributes.get("text-anchor") == "end"]
    there = len(tally.labels.mention)
    assert rows == [*(f"T{number:02}" for number in range(MOST_ROWS - 1)), f"{there - MOST_ROWS + 1} other labels"]
    rest = [words for name, attributes, words in parsed(plot.svg) if attributes.get("class", "").startswith("value")][-4:]
    assert all(count(path, tally.counts(), tally.settings.splits) is not None for path in told(plot.svg))
    assert rest == ["0", f"{sum(100 - number for number in range(MOST_ROWS - 1, 60)):,}", "0", "0"]


@settings(max_examples=30)
@given(st.dictionaries(st.text(min_size=1, max_size=60), st.integers(0, 10**9), min_size=1, max_size=60))
def test_no_word_lies_over_another_whatever_is_counted(counted):
    more = b"".join(label("trigger", name) for name in counted if name not in _KNOWN)
    tally = tally_of({("trigger", name, "train"): number for name, number in counted.items()}, more)
    plot = labels(tally, "triggers", "Events", ["trigger"])
    assert plot is None if not any(counted.values()) else is_tidy(plot.svg)


_KNOWN = parse_labels(EXAMPLES["labels"]).trigger


def agreed(values, annotators=("ann", "bo"), guidelines="1", articles=3):
    return Agreed(annotators, guidelines, [f"a{number}" for number in range(articles)], values, {})


def test_agreement_of_this_corpus_is_drawn_as_its_file_has_it():
    folder = REPOSITORY / "dataset"
    figures = Figures((folder / "counts.json").read_bytes(), (folder / "agreement.json").read_bytes(), [])
    svg = (folder / "plots/agreement.svg").read_bytes()
    found = told(svg)
    assert len(found) > 3 * len(SHOWN)
    for path, figure in found.items():
        now = branch(path, figures.agreement)
        assert figure == (f"{now:,}" if isinstance(now, int) else f"{now:.3f}"), path
    assert is_tidy(svg)


def test_dots_and_intervals_are_where_their_figures_are():
    plot = intervals([agreed({"mention.strict": Known(0.75, 0.5, 1.0), "claim.value": Known(0.5), "claim.cue": Known(None)})])
    (whole,) = [
        attributes
        for name, attributes, _ in parsed(plot.svg)
        if name == "line" and attributes["stroke-width"] == "2" and attributes["y1"] == attributes["y2"]
    ]
    dots = [float(attributes["cx"]) for name, attributes, _ in parsed(plot.svg) if name == "circle"]
    start, end = float(whole["x1"]), float(whole["x2"])
    assert dots == [pytest.approx((start + end) / 2, abs=0.2), pytest.approx(start, abs=0.2)]
    assert "claims" in names(plot.svg)
    assert "0.5" in names(plot.svg), "where the scale begins"
    assert plot.says == (
        "F1 of ann and bo under guidelines 1, articles: 3. Highest for mentions: span and type (0.750), lowest for claims: values (0.500)."
    )


def test_of_many_comparisons_those_of_most_articles_are_drawn():
    many = [agreed({"mention.strict": Known(0.9)}, ("ann", f"bo{number}"), articles=number) for number in range(1, 8)]
    plot = intervals(many)
    heads = [name for name in names(plot.svg) if " + " in name]
    assert heads == [f"ann + bo{number}" for number in (7, 6, 5, 4)]
    assert len(heads) == MOST_COLUMNS
    assert is_tidy(plot.svg)


def test_without_agreement_there_is_no_picture_of_it(corpus):
    assert intervals([]) is None
    assert intervals([agreed({"mention.strict": Known(None)})]) is None
    assert not (corpus / "dataset/plots/agreement.svg").exists()


def test_the_card_shows_every_picture_with_what_it_says(dataset):
    for folder in (dataset, REPOSITORY / "dataset"):
        card = (folder / "README.md").read_text("utf-8")
        shown = dict(re.findall(r"^!\[(.+)\]\((plots/\w+\.svg)\)$", card, re.MULTILINE))
        assert {path: re.sub(r"\\(.)", r"\1", says) for says, path in shown.items()} == {
            f"plots/{file.name}": ET.fromstring(file.read_bytes())[1].text for file in (folder / "plots").iterdir()
        }


def test_a_name_with_marks_of_markdown_stays_a_name_in_the_card(small):
    file = small / "annotations/labels.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[mention.Person]", '[mention."](x)|`<b>&"]\ndefinition = "x"\n[mention.Person]'), "utf-8")
    gold = small / "annotations/gold/open-acme.jsonl"
    build(opened(small), small / "dataset")
    assert gold.exists()
    svg = (small / "dataset/plots/mentions.svg").read_bytes()
    assert "](x)|`<b>&" in names(svg)


def test_a_picture_is_read_out(dataset):
    root = ET.fromstring((dataset / "plots/mentions.svg").read_bytes())
    assert root.get("role") == "img"
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    assert root[0].text == "Entity types"
    assert root[1].text.startswith("Entity types: ")
