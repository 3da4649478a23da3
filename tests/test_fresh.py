"""``steppe build --check``: one stale digit anywhere in what is published is named with its page and line."""

import json
import re
import shutil

import pytest
from built import change, spoil
from invented import ENTRIES, FIRING, firing
from invented import small as make_small
from making import REPOSITORY, files_of, opened, put, records_of
from revising import begun, committed, git

from steppe import Corpus
from steppe.build import build, fill_pages
from steppe.finding import Flaw
from steppe.fresh import stale
from steppe.past import altered
from steppe.stated import misstated

PAGES = {
    "README.md": "# Acme\n\nIt has <!-- count layers.articles -->0<!-- /count --> articles.\n\n"
    "<!-- counts layers -->\n\n| | `train` | `test` |\n| --- | ---: | ---: |\n| claims | 3 | 1 |\n",
    "DATASHEET.md": "F1 is <!-- agreement ann+bo.1.measures.mention.strict.value -->0<!-- /agreement -->,\n"
    "of <!-- count tables.passes -->0<!-- /count --> passes.\n",
    "CHANGELOG.md": "# Changelog\n\n## 2.0.0\n\n- <!-- count layers.claims -->0<!-- /count --> claims\n\n"
    "## 1.0.0\n\n- <!-- count layers.claims -->9<!-- /count --> claims, 8 articles\n",
    "annotations/README.md": "Here are <!-- count layers.mentions.train -->0<!-- /count --> mentions.\n",
    "docs/more.md": "<!-- count layers.triggers -->0<!-- /count --> triggers\n",
    "CITATION.cff": "cff-version: 1.2.0\ntitle: Acme\nversion: 1.0.0\n",
}


def told(root):
    """A corpus with agreement, its dataset, and pages with all kinds of figures, filled in."""
    other = {"publisher": "The Daily", "licence": "LicenseRef-Publisher"}
    put(root, FIRING, firing("link-acme", "LINKED", annotator="ann", **other), records_of(ENTRIES), "link-acme", "passes/ann")
    (root / "docs").mkdir()
    for page, text in PAGES.items():
        (root / page).write_text(text, "utf-8")
    settings = root / "annotations/corpus.toml"
    version = re.search(r'^version = "(.*)"$', settings.read_text("utf-8"), re.MULTILINE)[1]
    (root / "CITATION.cff").write_text(PAGES["CITATION.cff"].replace("1.0.0", version), "utf-8")
    settings.write_text('pages = ["docs/more.md"]\n' + settings.read_text("utf-8"), "utf-8")
    build(opened(root), root / "dataset")
    assert set(fill_pages(opened(root), root / "dataset")) == {page for page in PAGES if page.endswith(".md")}
    return root


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return told(make_small(tmp_path_factory.mktemp("fresh") / "corpus"))


@pytest.fixture
def copy(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "corpus")


def found(root):
    return [(one.file, one.line) for one in stale(opened(root), root / "dataset")]


def planted(file, before):
    """Change the first digit after some words; the line that it stands on."""
    text = file.read_text("utf-8")
    at = re.search(rf"(?<={re.escape(before)})\D*?\d", text).end() - 1
    file.write_text(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :], "utf-8")
    return text.count("\n", 0, at) + 1


def test_what_a_build_wrote_has_no_findings_and_nothing_is_written(copy, inside):
    before = files_of(copy)
    done = inside("build", "--check", "--corpus", copy)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{copy / 'dataset'} and the pages: as the annotations build them\n"
    assert files_of(copy) == before


DIGITS = {
    "readme": ("README.md", "layers.articles -->"),
    "table-of-a-page": ("README.md", "| claims |"),
    "datasheet": ("DATASHEET.md", "strict.value -->"),
    "rows-of-a-table": ("DATASHEET.md", "tables.passes -->"),
    "changelog": ("CHANGELOG.md", "layers.claims -->"),
    "page-of-the-annotations": ("annotations/README.md", "mentions.train -->"),
    "page-that-is-named": ("docs/more.md", "layers.triggers -->"),
    "citation": ("CITATION.cff", "\nversion: "),
    "card": ("dataset/README.md", "| mentions |"),
    "card-metadata": ("dataset/README.md", "num_examples:"),
    "table-of-agreement": ("dataset/README.md", "| mentions: span and type |"),
    "what-a-picture-says": ("dataset/README.md", "![Entity types: "),
    "counts": ("dataset/counts.json", '"claims": {'),
    "agreement": ("dataset/agreement.json", '"value": '),
    "plot": ("dataset/plots/mentions.svg", '"labels.mention.Firm.train">'),
    "plot-of-agreement": ("dataset/plots/agreement.svg", 'mention.strict.value">'),
}


@pytest.mark.parametrize(("file", "before"), DIGITS.values(), ids=DIGITS)
def test_a_stale_digit_is_found_with_its_page_and_line(file, before, copy, inside):
    line = planted(copy / file, before)
    done = inside("build", "--check", "--corpus", copy)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{file}:{line}: ")
    assert done.stdout.count("\n") == 1
    assert done.stderr == "Error: 1 place to mend, where it is not as the annotations build it; nothing was written\n"


def test_it_is_told_what_stands_and_what_should(copy):
    planted(copy / "README.md", "layers.articles -->")
    planted(copy / "dataset/counts.json", '"claims": {')
    card = copy / "dataset/README.md"
    card.write_text(card.read_text("utf-8").replace("| mentions | ", "| mentions | 7"), "utf-8")
    one, two, three = (str(each) for each in stale(opened(copy), copy / "dataset"))
    assert one == "README.md:3: tells '5' for 'layers.articles'; the annotations have 4"
    assert re.fullmatch(r"dataset/README\.md:\d+: says '(.*) 7(.*)'; the annotations build '\1 \2'", two), two
    assert re.fullmatch(r"dataset/counts\.json:\d+: says ' +\"rows\": 4,'; the annotations build ' +\"rows\": 3,'", three), three


@pytest.mark.parametrize("page", ["README.md", "DATASHEET.md", "CHANGELOG.md", "annotations/README.md", "docs/more.md"])
def test_a_number_by_hand_is_found_in_every_page(page, copy):
    file = copy / page
    first, rest = file.read_text("utf-8").split("\n", 1)
    file.write_text(f"{first}\nand 17 claims\n{rest}", "utf-8")
    (one,) = stale(opened(copy), copy / "dataset")
    assert (one.file, one.line) == (page, 2)
    assert one.message.startswith("'17 claims' is a number that no build writes; put the number between `<!-- count PATH -->`")


def test_a_number_by_hand_is_found_where_the_card_has_it_from(copy):
    settings = copy / "annotations/corpus.toml"
    settings.write_text(settings.read_text("utf-8").replace('summary = "', 'summary = "Of 9 novels. '), "utf-8")
    settings.write_text(settings.read_text("utf-8") + '[checks]\ncounted = ["novel"]\n', "utf-8")
    build(opened(copy), copy / "dataset")
    (one,) = stale(opened(copy), copy / "dataset")
    lines = settings.read_text("utf-8").split("\n")
    assert (one.file, "Of 9 novels" in lines[one.line - 1]) == ("annotations/corpus.toml", True)
    assert one.message == "'9 novels' is a number that no build writes; say it without a number: no build fills in one here"


def test_files_that_are_missing_strayed_or_broken_are_named(copy):
    dataset = copy / "dataset"
    (dataset / "plots/claims.svg").unlink()
    (dataset / "data/more.parquet").write_bytes(b"stray")
    (dataset / "data/articles/test.parquet").write_bytes(b"PAR1\xff")
    shutil.copyfile(dataset / "data/claims/test.parquet", dataset / "data/claims/train.parquet")
    assert [str(one) for one in stale(opened(copy), dataset)] == [
        "dataset/data/articles/test.parquet: cannot be read, or is no table; run `steppe build`",
        "dataset/data/claims/train.parquet: has other rows; run `steppe build`",
        "dataset/data/more.parquet: no build writes this; remove it",
        "dataset/plots/claims.svg: is not there; run `steppe build`",
    ]


def test_the_same_rows_in_other_bytes_are_told_apart(copy):
    import pyarrow.parquet as pq

    file = copy / "dataset/data/claims/train.parquet"
    pq.write_table(pq.read_table(file), file, compression="none")
    (one,) = stale(opened(copy), copy / "dataset")
    assert one.message.startswith("has the rows that it should in other bytes")


def test_lines_that_are_lost_or_added_do_not_blame_those_below(copy):
    card = copy / "dataset/README.md"
    lines = card.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("| mentions |"))
    card.write_text("\n".join([*lines[:at], *lines[at + 1 :]]), "utf-8")
    assert found(copy) == [("dataset/README.md", at + 1)]
    card.write_text("\n".join([*lines[:at], "mine", *lines[at:]]), "utf-8")
    (one,) = stale(opened(copy), copy / "dataset")
    assert (one.line, one.message) == (at + 1, "says 'mine'; the annotations build nothing here")


def test_a_forgotten_build_is_found_in_dataset_and_pages(copy):
    change(copy)
    files = {file for file, _ in found(copy)}
    assert files >= {"dataset/README.md", "dataset/counts.json", "dataset/data/claims/train.parquet"}
    build(opened(copy), copy / "dataset")
    fill_pages(opened(copy), copy / "dataset")
    assert found(copy) == []


def test_what_a_past_version_said_stays(copy):
    assert "-->9<!-- /count --> claims, 8 articles" in (copy / "CHANGELOG.md").read_text("utf-8")


def test_figures_that_there_are_not_and_pages_that_there_are_not(copy):
    (copy / "DATASHEET.md").write_text(
        "<!-- agreement ann+bo.9.articles -->2<!-- /agreement -->\n<!-- count layers.claims -->\n2\n", "utf-8"
    )
    (copy / "docs/more.md").unlink()
    assert [str(one) for one in stale(opened(copy), copy / "dataset")] == [
        "DATASHEET.md:1: 'ann+bo.9.articles' leads to no figure; it should be a path of agreement.json",
        "DATASHEET.md:2: '<!-- count layers.claims -->' has no other end in this line, so that no build fills in what is between",
        "docs/more.md: annotations/corpus.toml names this page, and there is no such text",
    ]


def test_a_dataset_elsewhere_is_compared_without_the_pages(copy, inside, tmp_path):
    planted(copy / "README.md", "layers.articles -->")
    elsewhere = shutil.copytree(copy / "dataset", tmp_path / "elsewhere")
    assert inside("build", "--check", "--corpus", copy, "--out", elsewhere).exit_code == 0
    planted(elsewhere / "counts.json", '"claims": {')
    done = inside("build", "--check", "--corpus", copy, "--out", elsewhere)
    assert done.exit_code == 1
    assert done.stdout.startswith("../elsewhere/counts.json:")


def test_there_is_no_dataset(small, inside):
    done = inside("build", "--check", "--corpus", small)
    assert (done.exit_code, done.stdout) == (1, "dataset: there is no dataset; run `steppe build`\n")
    (small / "file").write_text("x", "utf-8")
    assert inside("build", "--check", "--corpus", small, "--out", small / "file").exit_code == 2


def test_findings_of_the_annotations_come_first(copy, inside):
    spoil(copy)
    done = inside("build", "--check", "--corpus", copy)
    assert done.exit_code == 1
    assert "R304 dangling-entry" in done.stdout
    assert "nothing was built" in done.stderr


def test_many_places_are_not_all_printed(copy, inside):
    (copy / "README.md").write_text("17 claims\n" * 30, "utf-8")
    done = inside("build", "--check", "--corpus", copy)
    assert done.stdout.splitlines()[-1] == "... and 10 more"
    assert done.stderr.startswith("Error: 30 places to mend")


def test_a_line_of_a_page_obeys_nobody():
    assert str(Flaw("a\x1b.md", 1, "\x1b[31m ##[error]")) == r"a\x1b.md:1: \x1b[31m #\x23[error]"


@pytest.fixture
def recorded(copy):
    """The same as released, with a section of the change log and a citation that say so."""
    (copy / "annotations/releases.jsonl").write_text(
        f'{{"kind":"release","version":"1.2.3","date":"2024-02-03","content":"{_content(copy)}"}}\n', "utf-8"
    )
    (copy / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (2024-02-03)\n\n- Data.\n", "utf-8")
    citation = copy / "CITATION.cff"
    citation.write_text(citation.read_text("utf-8") + "date-released: 2024-02-03\ntype: dataset\nlicense: CC0-1.0\n", "utf-8")
    manual = copy / "annotations/GUIDELINES.md"
    manual.write_text("# Guidelines, version 1\n", "utf-8")
    assert found(copy) == []
    return copy


STATED = {
    "day": (
        "CITATION.cff",
        "02-03",
        "02-04",
        ["CITATION.cff:4: says that 1.2.3 was released on '2024-02-04'; annotations/releases.jsonl says 2024-02-03"],
    ),
    "licence": (
        "CITATION.cff",
        "CC0-1.0",
        "CC1-1.0",
        ["CITATION.cff:6: says licence 'CC1-1.0'; annotations/corpus.toml says 'CC0-1.0'"],
    ),
    "licence-of-code": ("CITATION.cff", "dataset\nlicense: CC0-1.0", "software\nlicense: MIT", []),
    "heading": (
        "CHANGELOG.md",
        "1.2.3",
        "7.2.3",
        ["CHANGELOG.md: has no section of 1.2.3, which was released on 2024-02-03; begin it with `## 1.2.3`"],
    ),
    "day-of-heading": (
        "CHANGELOG.md",
        "(2024-02-03)",
        "(2024-03-03)",
        ["CHANGELOG.md:3: says that 1.2.3 was released on 2024-03-03; annotations/releases.jsonl says 2024-02-03"],
    ),
    "heading-without-a-day": ("CHANGELOG.md", " (2024-02-03)", "", []),
    "manual": (
        "annotations/GUIDELINES.md",
        "version 1",
        "version 2",
        ["annotations/GUIDELINES.md:1: is of version '2'; annotations/corpus.toml says '1'"],
    ),
    "licence-of-a-page": (
        "README.md",
        "# Acme",
        "# Acme\n\nCC-BY-1.0, not CC0-1.0 nor `CC-BY-1.0`",
        [
            "README.md:3: names a licence 'CC-BY-1.0', and annotations/corpus.toml has CC0-1.0, LicenseRef-Publisher (if something else is meant: in back quotes)"
        ],
    ),
    "guidelines": (
        "README.md",
        "# Acme",
        "# Acme\n\nGuidelines 1.7 and 1.8,\nsection 9.5.7 of guidelines 9.5.7 in a file `guidelines 6.6`",
        [
            f"README.md:3: names guidelines {number}, by which nothing is annotated; there are 1 (if something else is meant: in back quotes)"
            for number in ("1.7", "1.8")
        ],
    ),
}


@pytest.mark.parametrize(("file", "was", "becomes", "says"), STATED.values(), ids=STATED)
def test_what_a_page_states_beside_figures(recorded, file, was, becomes, says):
    text = (recorded / file).read_text("utf-8")
    assert was in text
    (recorded / file).write_text(text.replace(was, becomes), "utf-8")
    assert [str(one) for one in stale(opened(recorded), recorded / "dataset")] == says


def _content(root):
    return json.loads((root / "dataset/counts.json").read_bytes())["content"]


def test_an_article_of_which_a_page_speaks_is_there(small):
    put(small, FIRING, firing("acme-07", "FREE"), [], "acme-07")
    page = {"README.md": "# Acme\n\nSee acme-07, open-acme, acme-08 and `acme-09`,\nor acme-7, bolt-07, x/acme-08, acme-08-b."}
    assert [str(one) for one in misstated(opened(small), page)] == [
        "README.md:3: names an article 'acme-08', and there is none (if something else is meant: in back quotes)"
    ]


@pytest.fixture
def tagged(copy):
    """The same in a repository, with tags of two versions, and a section of one that is to come."""
    begun(copy)
    git(copy, "tag", "v2.0.0")
    git(copy, "tag", "v0.9.0")
    log = copy / "CHANGELOG.md"
    log.write_text(log.read_text("utf-8").replace("# Changelog\n", "# Changelog\n\n## Unreleased\n\n- More.\n"), "utf-8")
    return copy


PAST = {
    "digit": ("-->8<", "-->5<", ["CHANGELOG.md:9: says '5' where v2.0.0 said '8'; a released version says what it said"]),
    "word": ("claims\n\n## 1.0.0", "clauses\n\n## 1.0.0", []),
    "gone": (
        "- <!-- count layers.claims -->8<!-- /count --> claims",
        "- claims",
        ["CHANGELOG.md:7: says no number where v2.0.0 said '8'; a released version says what it said"],
    ),
    "more": (
        "claims\n\n## 1.0.0",
        "claims, 7 labels\n\n## 1.0.0",
        ["CHANGELOG.md:9: says '7' where v2.0.0 said none; a released version says what it said"],
    ),
    "without-a-tag": ("8 articles", "9 articles", []),
}


@pytest.mark.parametrize(("was", "becomes", "says"), PAST.values(), ids=PAST)
def test_a_released_version_says_what_it_said(tagged, was, becomes, says):
    assert found(tagged) == []
    log = tagged / "CHANGELOG.md"
    text = log.read_text("utf-8")
    assert was in text
    log.write_text(text.replace(was, becomes), "utf-8")
    assert [str(one) for one in stale(opened(tagged), tagged / "dataset")] == says


def test_without_tags_a_released_version_says_what_the_commit_said_that_recorded_it(tagged):
    log, records = tagged / "CHANGELOG.md", tagged / "annotations/releases.jsonl"
    for version in ("2.0.0", "1.0.0"):
        with records.open("a", encoding="utf-8") as file:
            file.write(
                json.dumps({"kind": "release", "version": version, "date": "2024-01-01", "content": "0"}, separators=(",", ":")) + "\n"
            )
        committed(tagged)
    for text in ("9 articles", "7 articles"):
        log.write_text(re.sub(r"\d articles", text, log.read_text("utf-8")), "utf-8")
        committed(tagged)
    assert [str(one) for one in altered(opened(tagged))] == [
        "CHANGELOG.md:13: says '7' where v1.0.0 said '8'; a released version says what it said"
    ]


@pytest.mark.slow
def test_this_corpus_is_as_its_annotations_build_it_and_a_digit_planted_in_each_page_is_found(tmp_path):
    root = tmp_path / "corpus"
    for folder in ("annotations", "dataset", "docs"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for page in [*REPOSITORY.glob("*.md"), REPOSITORY / "CITATION.cff"]:
        shutil.copyfile(page, root / page.name)
    log = root / "CHANGELOG.md"
    section = "\n\n## Unreleased\n\n<!-- count layers.articles.train+test -->24<!-- /count --> retellings\n"
    log.write_text(log.read_text("utf-8").replace("\n", section, 1), "utf-8")
    fill_pages(Corpus(root), root / "dataset")
    assert stale(Corpus(root), root / "dataset") == []
    digits = {
        "DATASHEET.md": ["layers.claims -->", "m1+m2.1.3.measures.claim.value.value -->"],
        "CHANGELOG.md": ["layers.articles.train+test -->"],
        "CITATION.cff": ["\nversion: ", "\nlicense: CC-BY"],
        "annotations/GUIDELINES.md": ["version "],
        "dataset/README.md": ["| mentions |", "| claims: values |"],
        "dataset/counts.json": ['"claims": {'],
        "dataset/agreement.json": ['"value": '],
        **{f"dataset/{file.relative_to(root / 'dataset')}": ["articles: "] for file in (root / "dataset/plots").iterdir()},
    }
    wanted = {(file, planted(root / file, before)) for file, places in digits.items() for before in places}
    readme = root / "README.md"
    readme.write_text(readme.read_text("utf-8") + "\n24 retellings\n", "utf-8")
    wanted.add(("README.md", readme.read_text("utf-8").count("\n")))
    assert {(one.file, one.line) for one in stale(Corpus(root), root / "dataset")} == wanted
