"""Pages say what is so: their commands exist, their code runs, their tables are those of the labels, their links lead somewhere."""

import re
from pathlib import Path

import datasets
import msgspec
import pytest
from datasets import load_dataset
from invented import small as make_small
from making import DECODER, REPOSITORY, tracked

from steppe import Corpus
from steppe.cli.main import COMMANDS
from steppe.sheet import read_sheet

PAGES = sorted(path.relative_to(REPOSITORY) for path in tracked() if path.suffix == ".md")
README = (REPOSITORY / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (REPOSITORY / page).read_text("utf-8")):
        assert (REPOSITORY / page.parent / target).exists(), target


def test_every_command_is_told_and_no_other():
    told = set(re.findall(r"`steppe ([a-z][a-z-]*)", README.split("## Use the workbench")[1].split("\n## ")[0]))
    assert told == set(COMMANDS)
    for page in PAGES:
        named = set(re.findall(r"(?:`|bin/)steppe ([a-z][a-z-]*)[ `]", (REPOSITORY / page).read_text("utf-8")))
        assert named <= set(COMMANDS), page


def test_scripts_that_are_named_are_there():
    named = {name for page in PAGES for name in re.findall(r"scripts/([a-z-]+)", (REPOSITORY / page).read_text("utf-8"))}
    assert named >= {"build", "check"}
    for name in named:
        assert (REPOSITORY / "scripts" / name).stat().st_mode & 0o111, name


def test_the_code_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    datasets.disable_progress_bars()
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(datasets, "load_dataset", lambda *names, **more: load_dataset(*names, cache_dir=str(tmp_path), **more))
    exec(code, {})
    assert capsys.readouterr().out.count("\n") >= 10


def test_the_configs_of_the_readme_are_those_of_the_dataset():
    paragraph = re.search(r"\[the card\]\(dataset/README.md\): (.*?)\.\n", README, re.DOTALL).group(1)
    assert set(re.findall(r"`(\w+)`", paragraph)) == set(datasets.get_dataset_config_names(str(REPOSITORY / "dataset")))


def test_the_guidelines_name_the_roles_that_the_labels_allow():
    page = (REPOSITORY / "annotations/GUIDELINES.md").read_text("utf-8")
    labels = Corpus(REPOSITORY).labels
    rows = re.findall(r"^\| ([A-Z][\w.]+)[^|]*\| ([^|]+) \|$", page, re.MULTILINE)
    told = {name: set(re.findall(r"[A-Z]\w+", re.sub(r"\([^)]*\)", "", roles))) for name, roles in rows if name in labels.trigger}
    assert set(told) == set(labels.trigger)
    shared = {name for name, role in labels.role.items() if role.every}
    for name, roles in told.items():
        assert roles | shared == labels.roles_of[name], name


@pytest.mark.parametrize("inventory", ["zone", "mention", "level", "facet", "certainty", "source_kind", "mode", "modality"])
def test_the_guidelines_name_every_label(inventory):
    page = (REPOSITORY / "annotations/GUIDELINES.md").read_text("utf-8")
    for label in getattr(Corpus(REPOSITORY).labels, inventory):
        assert label in page


def test_the_guidelines_have_the_version_that_the_corpus_names():
    page = (REPOSITORY / "annotations/GUIDELINES.md").read_text("utf-8")
    assert page.startswith(f"# Guidelines, version {Corpus(REPOSITORY).settings.guidelines}\n")


def test_the_records_of_the_form_page_are_in_form():
    blocks = re.findall(r"```jsonl\n(.*?)```", (REPOSITORY / "annotations/README.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    for line in blocks[0].splitlines():
        assert msgspec.json.encode(DECODER.decode(line)).decode() == line


def test_the_sheet_of_the_form_page_can_be_marked(tmp_path, steppe):
    sheet = re.findall(r"```jsonl\n(.*?)```", (REPOSITORY / "annotations/README.md").read_text("utf-8"), re.DOTALL)[1]
    assert list(read_sheet(sheet.encode()))
    root = make_small(tmp_path / "corpus")
    for name in ("labels.toml", "corpus.toml"):
        (root / "annotations" / name).write_bytes((REPOSITORY / "annotations" / name).read_bytes())
    (root / "annotations/articles/acme.txt").write_bytes(b"Acme fired Ann. She left.\n")
    Path(tmp_path / "sheet.jsonl").write_text(sheet, "utf-8")
    done = steppe("mark", tmp_path / "sheet.jsonl", "--corpus", root)
    assert done.returncode == 0, done.stderr
