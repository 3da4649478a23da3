"""Building: the same bytes for the same annotations, and at every moment a whole dataset or none."""

import os

import pyarrow.parquet as pq
import pytest
from built import beside, change, is_whole, spoil, stamps
from making import edit, files_of, ident, opened, texts_of

from steppe.build import Refused, build


def test_a_build_writes_tables_counts_pictures_and_card_and_nothing_else(small):
    built = build(opened(small), small / "dataset")
    there = set(files_of(small / "dataset"))
    pictures = {f"plots/{name}.svg" for name in ("mentions", "triggers", "claims")}
    assert there == {"README.md", "counts.json", "croissant.json", *pictures, *(file.path for file in built.files)}
    assert is_whole(small / "dataset")
    assert beside(small / "dataset") == {"annotations"}
    configs = {file.config for file in built.files}
    assert configs == {"articles", "entities", "events", "claims", "coreference", "claim_pairs", "passes"}


def test_a_second_build_writes_nothing(small, steppe):
    assert steppe("build", "--corpus", small).returncode == 0
    bytes_, there = files_of(small / "dataset"), stamps(small / "dataset")
    assert steppe("build", "--corpus", small).returncode == 0
    assert files_of(small / "dataset") == bytes_
    assert stamps(small / "dataset") == there
    assert beside(small / "dataset") == {"annotations"}


def test_a_build_elsewhere_writes_the_same_bytes(small, tmp_path):
    build(opened(small), small / "dataset")
    build(opened(small), tmp_path / "deep" / "elsewhere")
    assert files_of(tmp_path / "deep" / "elsewhere") == files_of(small / "dataset")


def test_texts_at_hand_leave_no_trace(small, steppe, tmp_path):
    with_texts, without = tmp_path / "with", tmp_path / "without"
    assert steppe("build", "--corpus", small, "--out", with_texts, "--texts", texts_of(small)).returncode == 0
    assert steppe("build", "--corpus", small, "--out", without).returncode == 0
    assert files_of(with_texts) == files_of(without)
    linked = pq.read_table(with_texts / "data/articles/linked_train.parquet")
    assert linked["article"].to_pylist() == ["link-acme"]
    assert linked["text"].to_pylist() == [None]


def test_the_day_the_locale_and_the_hash_seed_leave_no_trace(small, steppe, tmp_path):
    for number, (seed, zone, locale) in enumerate([("1", "Asia/Almaty", "C"), ("2", "America/Lima", "C.UTF-8")]):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "SOURCE_DATE_EPOCH": str(number)}
        assert steppe("build", "--corpus", small, "--out", tmp_path / str(number), env=environment).returncode == 0
    assert files_of(tmp_path / "0") == files_of(tmp_path / "1")


def test_a_changed_corpus_takes_the_place_of_the_old_dataset(small):
    build(opened(small), small / "dataset")
    old = files_of(small / "dataset")
    change(small)
    build(opened(small), small / "dataset")
    new = files_of(small / "dataset")
    assert {name for name in old if old[name] != new[name]} >= {
        "README.md",
        "counts.json",
        "data/articles/train.parquet",
        "data/claims/train.parquet",
    }
    assert old["data/articles/test.parquet"] == new["data/articles/test.parquet"]
    assert beside(small / "dataset") == {"annotations"}


def test_a_file_that_was_changed_by_hand_is_built_again(small):
    build(opened(small), small / "dataset")
    right = files_of(small / "dataset")
    (small / "dataset/README.md").write_text("mine", "utf-8")
    (small / "dataset/data/more.parquet").write_bytes(b"stray")
    (small / "dataset/data/claims/train.parquet").unlink()
    build(opened(small), small / "dataset")
    assert files_of(small / "dataset") == right


def test_a_split_that_is_gone_leaves_no_file(small):
    build(opened(small), small / "dataset")
    (small / "annotations/gold/open-bolt.jsonl").unlink()
    (small / "annotations/clusters.jsonl").unlink()
    (small / "annotations/relations.jsonl").unlink()
    build(opened(small), small / "dataset")
    there = set(files_of(small / "dataset"))
    assert "data/articles/train.parquet" in there
    assert "data/articles/test.parquet" not in there
    assert not any("claim_pairs" in name for name in there)


def test_faulty_annotations_are_refused_and_the_old_dataset_stays(small, steppe):
    build(opened(small), small / "dataset")
    old, there = files_of(small / "dataset"), stamps(small / "dataset")
    spoil(small)
    with pytest.raises(Refused) as refused:
        build(opened(small), small / "dataset")
    assert [finding.code for finding in refused.value.findings] == ["R304"]
    done = steppe("build", "--corpus", small)
    assert done.returncode == 1
    assert "R304 dangling-entry" in done.stdout
    assert done.stderr == "Error: 1 finding; nothing was built\n"
    assert (files_of(small / "dataset"), stamps(small / "dataset")) == (old, there)


def test_faulty_passes_are_refused_too(small):
    edit(small / "annotations/passes/bo/open-acme.jsonl", at=ident("m", 0), refers_to="e-999999")
    with pytest.raises(Refused):
        build(opened(small), small / "dataset")
    assert not (small / "dataset").exists()


@pytest.mark.parametrize("where", ["annotations", "notes"])
def test_a_folder_that_is_no_dataset_is_not_replaced(small, steppe, where):
    (small / "notes").mkdir()
    (small / "notes/diary.txt").write_bytes(b"mine")
    before = files_of(small)
    done = steppe("build", "--corpus", small, "--out", small / where)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    assert files_of(small) == before


def test_an_empty_folder_is_built_into(small, steppe, tmp_path):
    (tmp_path / "out").mkdir()
    assert steppe("build", "--corpus", small, "--out", tmp_path / "out").returncode == 0
    assert is_whole(tmp_path / "out")


@pytest.mark.parametrize("out", [".", "..", "/", "dataset/..", ""])
def test_a_folder_that_cannot_be_replaced(small, steppe, out):
    before = files_of(small.parent)
    done = steppe("build", "--corpus", small, "--out", out, cwd=small)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert files_of(small.parent) == before


def test_a_dataset_that_is_a_symbolic_link_can_be_built_again_and_again(small, steppe, tmp_path):
    build(opened(small), tmp_path / "real")
    (small / "dataset").symlink_to(tmp_path / "real")
    change(small)
    first = steppe("build", "--corpus", small)
    second = steppe("build", "--corpus", small)
    assert first.returncode == second.returncode
    assert "Traceback" not in first.stderr + second.stderr
    assert is_whole(small / "dataset")
    assert beside(small / "dataset") == {"annotations"}


def test_paths_of_the_dataset_may_end_in_a_slash(small, steppe):
    assert steppe("build", "--out", "dataset/", cwd=small).returncode == 0
    assert is_whole(small / "dataset")
    assert beside(small / "dataset") == {"annotations"}
