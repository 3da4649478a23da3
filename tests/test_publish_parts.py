"""What a commit changes, what an error says, what a tag must hold: without any server."""

import subprocess

import msgspec
import pytest
from hub import Blob
from hypothesis import given
from hypothesis import strategies as st
from making import files_of, opened

from steppe.build import build
from steppe.publish.beside import beside, relinked
from steppe.publish.careful import PublishError, harmless, meaning
from steppe.publish.plan import KEPT, There, changes, sources
from steppe.publish.proof import Loaded, counts_of, fault_of
from steppe.table import contents_of

FILES = st.dictionaries(st.sampled_from([KEPT, "README.md", "data/a.parquet", "data/b.parquet", "LICENSE"]), st.binary(max_size=3))


def there(files, *, apart):
    entries = {path: Blob(data, lfs=apart and path.endswith(".parquet")).entry for path, data in files.items()}
    return {path: There(entry["size"], entry["oid"], entry.get("lfs", {}).get("oid", "")) for path, entry in entries.items()}


@given(FILES, FILES, st.booleans())
def test_a_commit_of_the_changes_leaves_what_is_wanted_and_the_hubs_own(tmp_path_factory, wanted, before, apart):
    wanted.pop(KEPT, None)
    folder = tmp_path_factory.mktemp("wanted")
    for path, data in wanted.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    after = dict(before)
    for change in changes(sources(folder, {}), there(before, apart=apart)):
        if change.kind == "removed":
            del after[change.path]
        elif change.kind == "unchanged":
            assert before[change.path] == wanted[change.path]
        else:
            assert before.get(change.path) != wanted[change.path]
            assert (change.kind == "added") == (change.path not in before)
            after[change.path] = wanted[change.path]
    assert after == wanted | ({KEPT: before[KEPT]} if KEPT in before else {})


def test_a_file_is_known_by_the_id_that_git_gives_it(tmp_path):
    (tmp_path / "a").write_bytes(b"one\r\n\x00two")
    done = subprocess.run(["git", "hash-object", "--no-filters", "a"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sources(tmp_path, {})["a"].blob == done.stdout.strip()


def test_pages_go_along_and_lead_to_what_is_published(small, tmp_path):
    build(opened(small), small / "dataset")
    (small / "LICENSE-DATA").write_bytes(b"\xff [free](README.md)")
    (small / "README.md").write_text("The workbench.", "utf-8")
    (small / "DATASHEET.md").write_text(
        "See [the card](dataset/README.md), [how](annotations/GUIDELINES.md#3) and [docs](docs/a.md).", "utf-8"
    )
    (small / "annotations/GUIDELINES.md").write_text("# 3\n\n[datasheet](../DATASHEET.md), [the workbench](../README.md)", "utf-8")
    pages = beside(opened(small), small / "dataset", tmp_path / "pages")
    assert {name: path.read_bytes() for name, path in pages.items()} == {
        "LICENSE": b"\xff [free](README.md)",
        "DATASHEET.md": b"See [the card](README.md), [how](GUIDELINES.md#3) and docs.",
        "GUIDELINES.md": b"# 3\n\n[datasheet](DATASHEET.md), the workbench",
    }
    assert {"DATASHEET.md", "GUIDELINES.md", "LICENSE", "README.md", "data/claims/train.parquet"} <= sources(
        small / "dataset", pages
    ).keys()


@pytest.mark.parametrize(
    ("page", "becomes"),
    [
        ("[a](b.md)", "[a](B)"),
        ("![a](b.md)", "![a](B)"),
        ("![a](c.svg) [a](c.md)", "a a"),
        ("[a](#b) [a](https://example.org/b.md) [a](mailto:a@example.org)", None),
        ("`[a](b.md)`", None),
        ("```\n[a](b.md)\n```\n", None),
        ("[a [b](b.md)", "[a [b](B)"),
        ("[a](../b.md)", "a"),
        ("[`a`](c.md) [`b`](b.md)", "`a` [`b`](B)"),
    ],
)
def test_links_of_a_page_at_the_hub(page, becomes):
    assert relinked(page, "a.md", {"b.md": "B"}) == (page if becomes is None else becomes)


@given(st.text(min_size=1), st.text(), st.text())
def test_no_words_with_the_token_are_shown(token, before, after):
    assert harmless(f"{before}{token}{after}", token) == ""


@given(st.text("abc", min_size=8), st.integers(0, 2), st.text(max_size=400))
def test_nor_with_a_part_of_it_and_what_is_shown_is_one_line(token, start, words):
    assert harmless(f"x {token[start : start + 6]}\n{words}", token) == ""
    shown = harmless(words, "hf_0123456789")
    assert shown.isprintable()
    assert len(shown) <= 300


def test_an_error_is_told_by_what_led_to_it():
    outer = RuntimeError("outer")
    outer.__cause__ = PublishError("inner")
    assert meaning(outer, "hf_token") == "inner"
    assert meaning(RuntimeError("said hf_token"), "hf_token") == "RuntimeError"


def test_a_dataset_holds_what_its_counts_say(dataset):
    counts = counts_of(dataset)
    loaded = Loaded(contents_of(dataset), counts.rows, "")
    assert loaded.contents == counts.contents
    assert fault_of(loaded, counts) == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"contents": {}}, "differ in data/articles/linked_test.parquet"),
        ({"contents": {}, "error": "no such thing"}, "does not load: no such thing"),
        ({"error": "a split is bad"}, "does not load: a split is bad"),
        ({"rows": {}}, "loads with other rows than were built, in articles, claim_pairs, claims and 4 more"),
        ({"rows": None}, "loads with other rows"),
    ],
)
def test_what_else_a_tag_can_hold_is_told(dataset, change, says):
    counts = counts_of(dataset)
    loaded = msgspec.structs.replace(Loaded(counts.contents, counts.rows, ""), **change)
    assert says in fault_of(loaded, counts)


def test_what_is_listed_as_it_was_built_and_came_otherwise_was_damaged_on_its_way(dataset):
    counts = counts_of(dataset)
    loaded = Loaded(counts.contents | {"data/claims/train.parquet": "0"}, counts.rows, "")
    assert "a tag is never moved" in fault_of(loaded, counts)
    assert fault_of(loaded, counts, listed=True) == (
        "came back with other bytes than are listed there, in data/claims/train.parquet; run this again"
    )


def test_one_table_more_less_other_or_broken_is_told(dataset, tmp_path):
    counts = counts_of(dataset)
    for name, data in files_of(dataset).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    train, test = tmp_path / "data/claims/train.parquet", tmp_path / "data/claims/test.parquet"
    whole = train.read_bytes()

    def differing():
        return fault_of(Loaded(contents_of(tmp_path), counts.rows, ""), counts).partition("differ in ")[2].partition(";")[0]

    for data in (test.read_bytes(), whole[:-5], b""):
        train.write_bytes(data)
        assert differing() == "data/claims/train.parquet"
    train.unlink()
    assert differing() == "data/claims/train.parquet"
    train.write_bytes(whole)
    (tmp_path / "data/claims/stale.parquet").write_bytes(whole)
    assert differing() == "data/claims/stale.parquet"
