"""``steppe baseline`` and the page of the baselines' scores."""

import re
import subprocess
import sys

import pytest
from baselining import Made, systems
from click.testing import CliRunner
from making import REPOSITORY

from steppe.baselines import TASKS
from steppe.cli import main
from steppe.cli.baseline_ import baseline_

sys.path.insert(0, str(REPOSITORY / "scripts"))

from _baselines import BEGIN, END, MAIN, page
from _baselines import main as write_page

PAGE = REPOSITORY / "docs/baselines.md"


def run(*arguments):
    done = CliRunner().invoke(baseline_, list(map(str, arguments)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.mark.parametrize(("task", "system"), systems())
@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_what_a_baseline_writes_is_scored_by_the_command_that_it_names(task, system, ending, dataset, tmp_path):
    out = tmp_path / f"a system.{ending}"
    done = run(task, system, "--dataset", dataset, "--out", out)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("learnt from train: ")
    assert f"wrote {out}: " in done.stdout
    line = done.stdout.rstrip().split("\n")[-1]
    if (task, system) == ("claims", "majority"):  # no cue and no trigger of one article returns in the other
        assert line == f"wrote {out}: 0 rows of test"
        return
    words = line.removeprefix("next: steppe ").replace("'", "").replace(str(out), "OUT").split(" ")
    scored = CliRunner().invoke(main, [str(out) if word == "OUT" else word for word in words])
    assert scored.exit_code == 0, scored.output
    assert f"\n{TASKS[task].measures[0]}." in scored.stdout


def test_what_cannot_be_meant_is_wrong_use(dataset, tmp_path):
    out = ("--dataset", dataset, "--out", tmp_path / "out.jsonl")
    done = run("verbs", "linear", *out)
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: there is no task 'verbs'; the tasks are entities, events, claims, coreference, claim_pairs\n",
    )
    done = run("coreference", "linear", *out)
    assert (done.exit_code, done.stderr) == (2, "Error: there is no system 'linear' of coreference; there is string\n")


def test_a_dataset_that_lacks_what_is_asked_for_is_one_line(dataset, tmp_path):
    done = run("entities", "gazetteer", "--dataset", dataset, "--train", "dev", "--out", tmp_path / "out.jsonl")
    assert done.exit_code == 1
    assert re.fullmatch(r"Error: .*: there is no split 'dev' of \w+; it has .*\n", done.stderr)
    assert not (tmp_path / "out.jsonl").exists()


def test_without_scikit_learn_the_extra_to_install_is_named(dataset, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    done = run("entities", "linear", "--dataset", dataset, "--out", tmp_path / "out.jsonl")
    assert (done.exit_code, done.stderr) == (1, "Error: this baseline needs scikit-learn: pip install 'steppe[baselines]'\n")


def test_an_empty_lesson_and_a_lesson_that_is_the_test_are_noted(tmp_path):
    made = Made(tmp_path / "dataset")
    made.article("test", "two", {"text": "Ann left ."}).written()
    done = run("entities", "linear", "--dataset", made.root, "--out", tmp_path / "out.jsonl")
    assert done.stdout.startswith("learnt from train: 0 mentions in 0 sentences\n")
    assert done.stderr == "note: there is nothing to learn in train: no row says anything\n"
    done = run("entities", "gazetteer", "--dataset", made.root, "--train", "train", "--train", "test", "--out", tmp_path / "out.jsonl")
    assert done.stdout.startswith("learnt from train + test: 0 mentions in 1 sentence\n")
    assert "note: test was also learnt from: scores say nothing of new texts\n" in done.stderr


def test_the_command_lists_every_system():
    shown = CliRunner().invoke(baseline_, ["--help"]).output
    for task, system in systems():
        line = next(line for line in shown.split("\n") if line.split()[:1] == [task])
        assert system in line


def test_no_other_module_imports_scikit_learn():
    """Importing the baselines, and running one that is not linear, leaves it alone."""
    code = (
        "import sys; from pathlib import Path; from steppe.baselines import *\n"
        "split = Split(Path('dataset'), ['train']); TASKS['entities'].systems['gazetteer'](split, Given(split))\n"
        "sys.exit('sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0


# The page


def test_the_page_has_the_figures_that_the_dataset_gives(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    assert write_page(["--check"]) == 0, "run scripts/baselines and commit docs/baselines.md"


def test_a_page_that_is_stale_is_not_written_by_a_check_and_is_by_the_script(dataset, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(REPOSITORY)
    stale = tmp_path / "page.md"
    stale.write_text(f"before\n{BEGIN}\n0.99\n{END}\nafter\n", "utf-8")
    given = ["--page", str(stale), "--dataset", str(dataset)]
    assert write_page([*given, "--check"]) == 1
    assert "run scripts/baselines" in capsys.readouterr().err
    assert "0.99" in stale.read_text("utf-8")
    assert write_page(given) == 0
    assert stale.read_text("utf-8").startswith(f"before\n{BEGIN}\n\n### `entities`\n")
    assert stale.read_text("utf-8").endswith(f"{END}\nafter\n")
    assert "0.99" not in stale.read_text("utf-8")
    assert write_page([*given, "--check"]) == 0


def test_a_page_without_markers_is_refused():
    with pytest.raises(SystemExit, match="once each"):
        page("no markers", [])


def test_the_page_has_every_main_measure_of_every_system():
    lines = PAGE.read_text("utf-8").split("\n")
    for task, system in systems():
        start = lines.index(f"### `{task}`")
        for measure in MAIN[task]:
            assert any(line.startswith(f"| `{system}` | `{measure}` |") for line in lines[start:])


def test_the_page_describes_every_system_and_its_example_runs(tmp_path, monkeypatch):
    text = PAGE.read_text("utf-8")
    for name, task in TASKS.items():
        assert f"| `{name}` | `{next(iter(task.systems))}` |" in text
        assert all(f"| `{system}` | " in text for system in task.systems)
    (code,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    (tmp_path / "dataset").symlink_to(REPOSITORY / "dataset")
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    scored = CliRunner().invoke(main, ["score", str(REPOSITORY / "dataset"), "system.jsonl", "--split", "test", "--measure", "mention"])
    assert scored.exit_code == 0
    assert re.search(r"^mention\.strict +0\.\d+", scored.stdout, flags=re.MULTILINE)
