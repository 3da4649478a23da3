"""``steppe import``: what it says, what it writes, and what it does not write over."""

import pytest
from importing import BRAT, CAT, written
from making import files_of

from steppe import Corpus
from steppe.build import build


def test_import_then_validate(steppe, tmp_path):
    done = steppe("import", "brat", BRAT, "--out", tmp_path / "out", "--language", "en")
    assert done.returncode == 0
    assert "2 articles in" in done.stderr
    assert done.stdout.split("\n")[0].split() == ["2", "attribute"]
    checked = steppe("validate", "--corpus", tmp_path / "out")
    assert checked.returncode == 1
    assert "train/firing.ann:5: S207 cut-word T4: 'Monda'" in checked.stdout
    assert Corpus(tmp_path / "out").settings.language == ("en",)


def test_tests_are_named_by_patterns(inside, tmp_path):
    assert inside("import", "cat-xml", CAT, "--out", tmp_path / "out", "--test", "[2-9]").exit_code == 0
    assert Corpus(tmp_path / "out").settings.incident["2"].split == "test"
    done = inside("import", "cat-xml", CAT, "--out", tmp_path / "other", "--test", "3")
    assert done.exit_code == 1
    assert "no incident is called '3'; there are 1, 2" in done.output
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("kind", ["brat", "cat-xml"])
def test_nothing_to_import_writes_nothing(kind, inside, tmp_path):
    folder = written(tmp_path / "in", {"a.txt": "x", "b.md": "y"})
    done = inside("import", kind, folder, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "nothing was written" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_an_import_takes_the_place_of_an_import_and_of_nothing_else(inside, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    assert inside("import", "brat", BRAT, "--out", out).exit_code == 0, "an empty folder"
    before = files_of(out)
    (out / "annotations/gold/firing.jsonl").write_bytes(b"changed\n")
    assert inside("import", "brat", BRAT, "--out", out).exit_code == 0
    assert files_of(out) == before
    (out / "notes.txt").write_bytes(b"mine\n")
    assert inside("import", "brat", BRAT, "--out", out).exit_code == 2
    assert (out / "notes.txt").read_bytes() == b"mine\n"


def test_an_import_into_the_folder_that_is_imported_is_wrong_use(inside, tmp_path):
    folder = written(tmp_path / "in", {"a.txt": "x\n", "a.ann": ""})
    before = files_of(tmp_path)
    for out in (folder, folder / "out"):
        assert inside("import", "brat", folder, "--out", out).exit_code == 2
    assert inside("import", "brat", tmp_path / "none", "--out", tmp_path / "out").exit_code == 2
    assert files_of(tmp_path) == before


def test_a_dataset_can_be_built_of_what_was_imported(inside, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    annotations = "T1\tFirm 0 4\tAcme\nT2\tFiring 5 10\tfired\nT3\tPerson 11 14\tAnn\nE1\tFiring:T2 Who:T3\nR1\tStaff Arg1:T3 Arg2:T1\n"
    inside("import", "brat", written(tmp_path / "in", {"a.txt": "Acme fired Ann.\n", "a.ann": annotations}), "--out", tmp_path / "out")
    build(Corpus(tmp_path / "out"), tmp_path / "dataset")
    (row,) = pq.read_table(tmp_path / "dataset/data/articles/train.parquet").to_pylist()
    (link,), acme, ann = row["links"], *row["mentions"]
    assert (link["type"], link["a"], link["b"]) == ("Staff", ann["id"], acme["id"])
    assert not (tmp_path / "dataset/data/coreference").exists(), "nothing refers to a registry"
