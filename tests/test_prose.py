"""Numbers of the data that somebody wrote into a page by hand are found, and no other numbers are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.figures import COUNT, filled
from steppe.prose import NOUNS, bare, live, unclosed

SPLITS = ["train", "test"]
SAID = {
    "digits": ("It has 24 articles.", "24 articles"),
    "none": ("There are 0 claims.", "0 claims"),
    "one": ("There is 1 claim in it.", "1 claim"),
    "thousands": ("It has 12,345 claims.", "12,345 claims"),
    "spelt": ("Seven configs, a card.", "Seven configs"),
    "spelt-in-two": ("It has twenty-four articles.", "twenty-four articles"),
    "dozens": ("dozens of articles", None),
    "with-what-kind": ("five published articles by reference", "five published articles"),
    "with-two-kinds": ("24 short open-tier articles", "24 short open-tier articles"),
    "of-them": ("She read 3 of the articles twice.", "3 of the articles"),
    "bold": ("**24** articles", "24 articles"),
    "bold-together": ("with **24 articles** in it", "24 articles"),
    "over-the-end-of-a-line": ("with 24\narticles in it", "24 articles"),
    "plural-of-y": ("17 entities", "17 entities"),
    "plural-of-s": ("63 passes", "63 passes"),
    "joined": ("a 24-article corpus", "24-article"),
    "after-a-colon": ("(Articles: 24)", "Articles: 24"),
    "row-of-a-table": ("| claims | 705 |", "claims | 705"),
    "row-of-agreement": ("| mentions: span and type | 0.985 |", "mentions: span and type | 0.985"),
    "measure": ("with an F1 of 0.93 on it", "F1 of 0.93"),
    "measure-in-percent": ("Agreement is 93% here", "Agreement is 93%"),
    "beside-a-mark": ("<!-- count a -->7<!-- /count --> articles and 24 claims", "24 claims"),
    "of-a-mark-of-another-kind": ("<!-- agreement a -->7<!-- /agreement --> articles and 24 claims", "24 claims"),
    "own-noun": ("24 retellings", "24 retellings"),
    "label": ("nineteen entity types", "nineteen entity types"),
    "thousand": ("over 2.1k mentions", "2.1k mentions"),
    "million": ("1.5 million tokens", "1.5 million tokens"),
    "mean": ("24.3 claims per article, it seems", "24.3 claims per"),
    "mean-after-a-colon": ("Claims per article: 24.3", "Claims per article: 24.3"),
    "in-brackets": ("articles (17)", "articles (17"),
    "percent": ("86% of claims are certain", "86% of claims"),
    "percent-spelt": ("Sixty-one percent of the claims", "Sixty-one percent of the claims"),
    "percent-behind": ("claims are certain in 86 % here", "claims are certain in 86 %"),
    "score": ("a CoNLL score of 0.98", "CoNLL score of 0.98"),
    "measure-of-hundred": ("F1 of 94.4", "F1 of 94.4"),
    "total": ("a total of 705", "total of 705"),
    "total-behind": ("705 in all", "705 in all"),
    "split": ("17 of them are in train", "17 of them are in train"),
    "split-before": ("The `test` split has 7.", "`test` split has 7"),
    "split-and-number": ("with train 17, test the rest", "train 17"),
    "number-and-split": ("there are 17 `train` and more", "17 `train` and"),
    "label-and-number": ("most are `PER` (735)", "`PER` (735"),
    "number-and-label": ("735 `PER`, and more", "735 `PER`,"),
    "row-of-a-label": ("| `PER` | 735 |", "`PER` | 735"),
    "row-of-a-split": ("| `train` | 17 |", "`train` | 17"),
    "mean-of": ("an average of 24.3 claims", "average of 24.3"),
    "mean-behind": ("each has 24.3 claims an article on average", "24.3 claims an article on average"),
    "number-of": ("The number of marked claims is 705.", "number of marked claims is 705"),
    "count-of": ("the claim count stands at 705", "claim count stands at 705"),
    "row-of-numbers": ("| number of mentions | 2,142 |", "number of mentions | 2,142"),
    "row-of-sums": ("| total | 705 |", "total | 705"),
    "equals": ("claims = 705", "claims = 705"),
    "dash": ("claims \N{EM DASH} 705", "claims \N{EM DASH} 705"),
    "no-break": ("705\N{NO-BREAK SPACE}claims", "705 claims"),
    "entity-of-html": ("705&nbsp;claims", "705 claims"),
    "tags": ("<b>705</b> claims", "705 claims"),
    "link": ("705 [claims](x.md)", "705 [claims"),
    "label-between": ("326 EXPLICIT claims", "326 EXPLICIT claims"),
    "times": ("`PER` occurs 735 times", "`PER` occurs 735"),
    "measure-of-what": ("F1 between the annotators is 0.985", "F1 between the annotators is 0.985"),
    "greek": ("\N{GREEK SMALL LETTER KAPPA} = 0.967", "\N{GREEK SMALL LETTER KAPPA} = 0.967"),
    "percent-of-nothing": ("86% are certain", "86% are"),
    "percent-of-them": ("86% of them", "86% of them"),
    "spelt-thousands": ("roughly seven thousand words", "seven thousand words"),
    "thousands-with-a-dot": ("1.315 answers", "1.315 answers"),
    "contradictions": ("There are 38 contradictions.", "38 contradictions"),
}
UNSAID = {
    "two": "how often two annotators differ",
    "years": "the 2017 articles, and 2011 articles",
    "version": "guidelines 1.3 passes",
    "version-at-the-end": "passes of 1.3 articles",
    "date": "on 2024-01-12 claims were made",
    "method": "no run of eight words in common, under eight words",
    "filled": "<!-- count layers.claims -->705<!-- /count --> claims",
    "code": "say `24 articles`",
    "back-quoted-number": "`8` words in a row",
    "fenced": "```\n24 articles\n```",
    "fenced-in-a-list": "- so:\n  ~~~text\n  24 articles\n  ~~~",
    "never-closed": "```\n24 articles",
    "comment": "<!-- 24 articles -->",
    "list": "1. Articles are read",
    "heading-with-a-number": "### 9.1 Mentions",
    "something-else-begins": "of 2011 and 17 in articles",
    "name-with-a-number": "kz-24 articles, #24 claims",
    "names-with-zeros": "Of the articles: 000 is of November",
    "ratio": "a ratio of 1.5 to claims",
    "label-of-another-page": "see 4.1: claims",
    "split-without-a-number": "to train 3-fold, a test in 5 ways, and train on `train`",
    "label-that-is-not-quoted": "PER 735, Item 3, Law 12",
    "version-before-a-label": "of 1.2 `PER` and 9.3 `PER`, 1.3: `PER`",
    "split-and-year": "train is 2011, test has 2017",
    "percent-of-something": "95% of the samples",
    "interval": "agreement has intervals of 95% or 1.3 kinds",
    "number-of-nothing": "the number of claims in 2 steps",
    "mean-of-nothing": "on average, guidelines | 1.3 |",
    "table-that-is-compared": "<!-- counts layers -->\n\n| | `train` |\n| --- | ---: |\n| claims | 410 |\n",
}


@pytest.mark.parametrize(("page", "words"), SAID.values(), ids=SAID)
def test_a_number_by_hand_is_found(page, words):
    if words is None:
        assert list(bare(page)) == []
    else:
        assert list(bare(f"\n\n{page}", more=["retelling"], splits=SPLITS, labels=["PER"])) == [(3, words)]


@pytest.mark.parametrize("page", UNSAID.values(), ids=UNSAID)
def test_another_number_is_none(page):
    assert list(bare(page, splits=SPLITS, labels=["PER"])) == []


def test_a_table_is_compared_up_to_its_last_row():
    page = f"{UNSAID['table-that-is-compared']}\n| claims | 7 |\n"
    assert list(bare(page)) == [(7, "claims | 7")]


@given(st.sampled_from(NOUNS.split("|")), st.integers(2, 1899), st.text(st.characters(exclude_characters="`<~"), max_size=40))
def test_every_noun_is_looked_for_wherever_it_stands(noun, number, before):
    many = {"entity": "entities", "pass": "passes"}.get(noun, f"{noun}s")
    page = f"{before}\n\nIt has {number:,} {many}."
    assert (page.count("\n") + 1, f"{number:,} {many}") in list(bare(page))


LOG = "# Changelog\n\n## 2.0.0\n\n- 5 claims\n\n## 1.0.0\n\n- 4 claims <!-- count a -->4<!-- /count -->\n\n## 0.1.0\n\n- 3 claims\n"


def test_past_versions_say_what_they_said():
    assert [line for line, _ in bare(LOG, "CHANGELOG.md")] == [5]
    assert [line for line, _ in bare(LOG, "HISTORY.md")] == [5, 9, 13]
    assert filled(LOG, COUNT, lambda path: "7", "CHANGELOG.md") == (LOG, [])
    assert filled(LOG, COUNT, lambda path: "7", "other/PAGE.md")[0] == LOG.replace("-->4<", "-->7<")


@given(
    st.lists(
        st.sampled_from(
            ["`", "```", "~~~", "\n", "\n\n", " ", "a", "## ", "<!-- count a -->2<!-- /count -->", "<!-- count a -->", "1", "é", "|"]
        )
    ).map("".join)
)
def test_offsets_and_lines_stay(page):
    for file in ("README.md", "CHANGELOG.md"):
        said = live(page, file)
        assert len(said) == len(page)
        assert all(one == two or (one == "`" and two != "\n") for one, two in zip(said, page, strict=True))
    again, missing = filled(page, COUNT, lambda path: "1")
    assert filled(again, COUNT, lambda path: "1") == (again, missing) == (again, [])
    assert again.count("\n") == page.count("\n")


def test_marks_that_a_page_shows_as_code_are_not_filled():
    page = "`<!-- count a -->1<!-- /count -->` <!-- count a -->1<!-- /count -->\n\n```\n<!-- count a -->1<!-- /count -->\n```\n"
    now, _ = filled(page, COUNT, lambda path: "7")
    assert now == page.replace("` <!-- count a -->1", "` <!-- count a -->7")


def test_a_mark_that_no_build_sees_is_found():
    page = "<!-- count a -->\n7<!-- /count -->\n<!-- count a -->7<!-- /count --> <!-- agreement b -->0.9\n`<!-- count a -->`\n<!-- counts a -->\n"
    assert list(unclosed(page)) == [(1, "<!-- count a -->"), (2, "<!-- /count -->"), (3, "<!-- agreement b -->")]
