"""What the command offers to people and to CI: formats, files, the baseline, the catalogue, the workflow."""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
import yaml
from conftest import STEPPE
from making import DECODER, REPOSITORY, edit, files_of, findings, ident

from steppe.report import FORMATS, catalogue, explained, rendered
from steppe.rules import CATALOGUE

GOLD = "annotations/gold/open-acme.jsonl"
WORKFLOW = REPOSITORY / "docs/ci/validate.yml"


@pytest.fixture
def faulty(small):
    """The small corpus, with one mention of a type that its entity is not of."""
    edit(small / GOLD, at=ident("m", 1), type="Firm")
    return small


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_fails_where_there_are_findings_and_only_there(form, faulty, inside):
    done = inside("validate", "--corpus", faulty, "--format", form)
    assert done.exit_code == 1
    assert done.stdout.count("T403")
    edit(faulty / GOLD, at=ident("m", 1), type="Person")
    assert inside("validate", "--corpus", faulty, "--format", form).exit_code == 0


def test_a_report_goes_to_a_file_and_others_to_others(faulty, inside, tmp_path):
    out, also = tmp_path / "findings.txt", tmp_path / "x/steppe.sarif"
    done = inside("validate", "--corpus", faulty, "--output", out, "--also", f"sarif={also}", "--also", f"junit={tmp_path / 'a=b.xml'}")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "findings in 6 files of articles" in done.stderr
    assert out.read_text("utf-8").startswith(f"{GOLD}:")
    assert json.loads(also.read_bytes())["version"] == "2.1.0"
    assert (tmp_path / "a=b.xml").read_bytes().startswith(b"<?xml")


def test_a_report_that_cannot_be_written_is_one_line(faulty, inside, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    done = inside("validate", "--corpus", faulty, "--output", tmp_path / "file/below")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        "--also xml=x",
        "--also sarif",
        "--also sarif=",
        "--baseline gone.jsonl",
        "--jobs 0",
        "--write-baseline x --baseline y",
        "--write-baseline x --output y",
        "--write-baseline x --also sarif=y",
    ],
)
def test_wrong_use_is_said_and_writes_nothing(arguments, faulty, inside, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    before = files_of(tmp_path)
    done = inside("validate", "--corpus", faulty, *arguments.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert files_of(tmp_path) == before


def test_what_stands_in_the_baseline_is_no_failure(faulty, inside, tmp_path):
    known = tmp_path / "known.jsonl"
    done = inside("validate", "--corpus", faulty, "--write-baseline", known)
    assert (done.exit_code, done.stdout) == (0, "")
    number = len(findings(faulty))
    assert len(known.read_bytes().splitlines()) == number
    done = inside("validate", "--corpus", faulty, "--baseline", known)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{number} of {number} finding" in done.stderr

    before = (faulty / GOLD).read_bytes()
    edit(faulty / GOLD, at=ident("m", 2), level="Big")
    done = inside("validate", "--corpus", faulty, "--baseline", known, "--no-excerpt")
    assert done.exit_code == 1
    assert all(ident("m", 2) in line for line in done.stdout.splitlines())

    (faulty / GOLD).write_bytes(before)
    edit(faulty / GOLD, at=ident("m", 1), type="Person")
    done = inside("validate", "--corpus", faulty, "--baseline", known)
    assert done.exit_code == 0
    assert f"fixed: {GOLD}: T403 {ident('m', 1)}: is Firm" in done.stderr


def test_a_baseline_that_cannot_be_read_is_wrong_use_with_its_line(faulty, inside, tmp_path):
    known = tmp_path / "known.jsonl"
    known.write_bytes(b"\n<<<<<<< ours\n")
    done = inside("validate", "--corpus", faulty, "--baseline", known)
    assert done.exit_code == 2
    assert "known.jsonl:2: " in done.stderr


def test_the_excerpt_can_be_left_out(faulty, inside):
    shown = inside("validate", "--corpus", faulty).stdout
    left_out = inside("validate", "--corpus", faulty, "--no-excerpt").stdout
    assert "^" in shown
    assert [line for line in shown.splitlines() if not line.startswith(" ")] == left_out.splitlines()


def test_several_jobs_tell_the_same(faulty, steppe):
    assert steppe("validate", "--corpus", faulty, "--jobs", "2").stdout == steppe("validate", "--corpus", faulty).stdout


def test_files_are_named_from_the_folder_that_one_is_in(faulty, steppe):
    for cwd, corpus, wanted in ((faulty.parent, faulty.name, f"{faulty.name}/{GOLD}"), (faulty, ".", GOLD)):
        assert f"file={wanted},line=" in steppe("validate", "--corpus", corpus, "--format", "github", cwd=cwd).stdout
    assert steppe("validate", "--corpus", faulty.name, cwd=faulty.parent).stdout.startswith(f"{GOLD}:")


def test_output_in_a_locale_that_cannot_say_it_is_escaped(faulty, steppe):
    edit(faulty / GOLD, at=ident("m", 1), type="Фирма")
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = steppe("validate", "--corpus", faulty, env=environment)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert r"\u0424" in done.stdout


def test_on_a_terminal_there_is_colour_unless_somebody_wants_none(faulty):
    if shutil.which("script") is None:
        pytest.skip("there is no command `script` to make a terminal with")
    command = shlex.join([STEPPE, "validate", "--corpus", str(faulty)])
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")} | {"TERM": "xterm"}
    for more, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        done = subprocess.run(["script", "-qec", command, "/dev/null"], capture_output=True, env=plain | more, check=False, timeout=60)
        assert b"T403" in done.stdout
        assert (b"\x1b[1;31m" in done.stdout) == coloured


def test_an_explanation_has_colour_only_where_it_is_wanted():
    rule = CATALOGUE["S203"]
    assert "\x1b" not in explained(rule)
    coloured = explained(rule, colour=True)
    assert "\x1b[1;31mBad:\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == explained(rule)


def test_the_page_of_the_rules_is_what_the_command_prints(inside):
    done = inside("rules")
    assert (REPOSITORY / "docs/rules.md").read_text("utf-8") == done.stdout, "steppe rules > docs/rules.md"
    for rule in CATALOGUE.values():
        assert f"\n### {rule.code} {rule.name}\n" in done.stdout
        for example in rule.examples().values():
            assert f"```\n{example}\n```" in done.stdout


def test_the_exception_of_the_page_is_one():
    (example,) = re.findall(r"```jsonl\n(.*?)\n```", "\n".join(catalogue()))
    record = DECODER.decode(example)
    assert msgspec.json.encode(record).decode() == example
    assert record.rule in {rule.name for rule in CATALOGUE.values()}


def test_the_formats_are_all_told():
    page = (REPOSITORY / "docs/validating.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMATS)


def test_the_workflow_validates_and_uploads_what_it_wrote(faulty):
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    job = workflow["jobs"]["validate"]
    assert job["permissions"]["security-events"] == "write"
    steps = job["steps"]
    assert all(re.fullmatch(r"[\w/-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    commands = [step["run"] for step in steps if step.get("run", "").startswith("steppe validate ")]
    assert commands
    for command in commands:
        _, *arguments = shlex.split(command)
        done = subprocess.run([STEPPE, *arguments], cwd=faulty, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 1, done.stderr
        assert done.stdout.startswith(f"::error file={GOLD},line=")
    (upload,) = (step for step in steps if "upload-sarif" in step.get("uses", ""))
    assert json.loads((faulty / upload["with"]["sarif_file"]).read_bytes())["runs"][0]["results"]


def test_the_workflow_looks_for_what_is_stale(small):
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["validate"]["steps"]
    (step,) = (step for step in steps if step.get("run", "").startswith("steppe build "))

    def run():
        return subprocess.run([STEPPE, *shlex.split(step["run"])[1:]], cwd=small, capture_output=True, text=True, check=False, timeout=60)

    assert (run().returncode, run().stdout) == (1, "dataset: there is no dataset; run `steppe build`\n")
    subprocess.run([STEPPE, "build"], cwd=small, capture_output=True, check=True, timeout=60)
    assert run().returncode == 0


@pytest.mark.parametrize("page", ["docs/validating.md", "docs/ci/validate.yml"])
def test_the_commands_of_the_page_are_right_use(page, small, tmp_path):
    shutil.copytree(small, tmp_path / "work")
    for command in re.findall(r"^(?: *run: )?steppe (validate .*?)(?: +#.*)?$", (REPOSITORY / page).read_text("utf-8"), re.MULTILINE):
        done = subprocess.run([STEPPE, *shlex.split(command)], cwd=tmp_path / "work", capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, (command, done.stderr)


def test_within_github_actions_the_script_tells_github(tmp_path):
    root = tmp_path / "checkout"
    (root / "scripts").mkdir(parents=True)
    shutil.copyfile(REPOSITORY / "scripts/validate", root / "scripts/validate")
    (root / "scripts/environment").write_text('cd "$(dirname -- "$0")/.."\nwant() { :; }\n', "utf-8")
    command = root / ".venv/bin/steppe"
    command.parent.mkdir(parents=True)
    command.write_text('#!/bin/sh\necho "$@"\n', "utf-8")
    command.chmod(0o755)
    for environment, wanted in (({}, "validate --jobs 2\n"), ({"GITHUB_ACTIONS": "true"}, "validate --format github --jobs 2\n")):
        clean = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
        done = subprocess.run(
            ["sh", root / "scripts/validate", "--jobs", "2"], env=clean | environment, capture_output=True, text=True, check=True
        )
        assert done.stdout == wanted


def test_the_last_format_that_is_asked_for_is_told(small, inside):
    assert inside("validate", "--corpus", small, "--format", "github", "--format", "json").stdout == "[]\n"


def test_a_report_ends_its_last_line(faulty):
    from making import opened

    from steppe.report import Report
    from steppe.report.places import Places

    report = Report(findings(faulty), Places(Path(opened(faulty).root)))
    for form in FORMATS:
        assert rendered(form, report).endswith("\n")
        assert not rendered(form, report).endswith("\n\n")
