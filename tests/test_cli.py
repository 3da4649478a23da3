"""The command: quick to start, helpful when asked, and the same on every machine."""

import json
import subprocess
import sys

import pytest
from conftest import STEPPE
from invented import FIRING
from making import edit, files_of, findings, ident, texts_of

import steppe as package
from steppe.cli.main import COMMANDS
from steppe.rules import CATALOGUE

GOLD = "annotations/gold/open-acme.jsonl"


def test_help_lists_every_command(steppe):
    for flag in ("--help", "-h"):
        done = steppe(flag)
        assert done.returncode == 0
        assert done.stderr == ""
        for name, what in COMMANDS.items():
            assert f"  {name}" in done.stdout
            assert what in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, steppe):
    done = steppe(command, "--help")
    assert done.returncode == 0
    assert f"Usage: steppe {command}" in done.stdout
    assert f"\n  steppe {command}" in done.stdout, "an example that can be copied"
    assert max(map(len, done.stdout.split("\n"))) <= 112


def test_the_version_is_that_of_the_package(steppe):
    assert steppe("--version").stdout == f"steppe {package.__version__}\n"


def test_the_package_runs_as_a_module():
    """Where no script is on the path."""
    done = subprocess.run([sys.executable, "-m", "steppe", "validate", "--explain", "S203"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("S203")


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["validate", "--frobnicate"], ["show"], ["mark"], ["validate", "--format", "xml"], ["validate", "--explain", "S999"]],
)
def test_wrong_use_is_exit_code_2(arguments, steppe, tmp_path):
    done = steppe(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("module", "brings"), [("steppe", []), ("steppe.cli", []), ("steppe.validate", ["numpy"]), ("steppe.rules", ["numpy"])]
)
def test_an_import_brings_no_library_of_tables(module, brings):
    code = f"import sys, {module}; print([name for name in ('datasets', 'pandas', 'pyarrow', 'numpy', 'yaml') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{brings}\n"


def test_a_build_brings_neither_datasets_nor_pandas(small):
    code = (
        "import sys; from steppe import Corpus; from steppe.build import build; from pathlib import Path;"
        "build(Corpus(sys.argv[1]), Path(sys.argv[1]) / 'dataset');"
        "print([name for name in ('datasets', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(small)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_validate_says_how_much_it_looked_at(small, steppe):
    done = steppe("validate", "--corpus", small)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 findings in 6 files of articles\n"


def test_the_corpus_is_the_folder_one_is_in(small, steppe):
    assert steppe("validate", cwd=small).returncode == 0


def test_a_finding_is_one_line_with_file_line_rule_mark_and_what_should_be(small, steppe):
    edit(small / GOLD, at=ident("m", 1), type="Firm")
    done = steppe("validate", "--corpus", small)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    number = next(n for n, text in enumerate((small / GOLD).read_text("utf-8").split("\n"), start=1) if f'"id":"{ident("m", 1)}"' in text)
    wanted = f"{GOLD}:{number}: T403 type-clash {ident('m', 1)}: is Firm, and refers to {ident('e', 0)} ('Ann'), which is Person; they should agree"
    assert wanted in lines
    found = [line for line in lines if not line.startswith(" ")]
    assert done.stderr.endswith(f"{len(found)} findings in 6 files of articles: {len(found)} types\n")


def test_findings_as_json(small, steppe):
    edit(small / GOLD, at=ident("m", 1), type="Human", level="\u2028")
    edit(small / "annotations/passes/bo/open-acme.jsonl", at="pass", annotator="zoe")
    done = steppe("validate", "--corpus", small, "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert all(list(finding)[:7] == ["file", "line", "code", "name", "mark", "message", "fingerprint"] for finding in found)
    assert [(finding["file"], finding["line"], finding["code"], finding["mark"]) for finding in found] == [
        (finding.file, finding.line, finding.code, finding.mark) for finding in findings(small)
    ]
    assert {finding["code"] for finding in found} >= {"T401", "R306"}


def test_no_findings_as_json(small, steppe):
    assert steppe("validate", "--corpus", small, "--format", "json").stdout == "[]\n"
    done = steppe("validate", "--corpus", small, "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, "")


def test_texts_at_hand_let_more_be_found(small, steppe):
    edit(small / "annotations/gold/link-acme.jsonl", at=ident("m", 1), digest="0" * 12)
    assert steppe("validate", "--corpus", small).returncode == 0
    done = steppe("validate", "--corpus", small, "--texts", texts_of(small))
    assert done.returncode == 1
    assert "S204 digest-differs" in done.stdout


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_every_rule_explains_itself(rule):
    from click.testing import CliRunner

    from steppe.cli import main

    for asked in (rule.code, rule.code.lower(), rule.name):
        done = CliRunner().invoke(main, ["validate", "--explain", asked])
        assert done.exit_code == 0
        assert done.output == f"{rule.code} {rule.name} ({rule.family})\n\n{rule.doc}\n"


def test_explain_needs_no_corpus(tmp_path, steppe):
    done = steppe("validate", "--explain", "S203", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("S203 quote-differs (spans)\n")


def test_format_writes_the_canonical_form_and_nothing_else(small, steppe):
    right = files_of(small)
    for file in (GOLD, "annotations/entities.jsonl", "annotations/passes/bo/link-acme.jsonl", "annotations/passes/bo/events.jsonl"):
        lines = (small / file).read_bytes().split(b"\n")
        loose = [json.dumps(json.loads(line), ensure_ascii=True) for line in lines if line]
        (small / file).write_text("\n\n".join(reversed(loose)), "utf-8")
    before = files_of(small)
    check = steppe("format", "--check", "--corpus", small)
    assert check.returncode == 1
    assert sorted(check.stdout.splitlines()) == sorted(name for name in right if right[name] != before[name])
    assert files_of(small) == before
    assert steppe("format", "--corpus", small).returncode == 0
    assert files_of(small) == right
    assert steppe("format", "--check", "--corpus", small).returncode == 0
    assert steppe("format", "--corpus", small).stdout == ""


def test_format_leaves_texts_alone(small, steppe):
    text = small / "annotations/articles/open-acme.txt"
    text.write_bytes(FIRING.replace("\n", "\r\n").encode())
    steppe("format", "--corpus", small)
    assert text.read_bytes() == FIRING.replace("\n", "\r\n").encode()


def test_output_that_nobody_reads_to_the_end_is_no_traceback(small):
    # As `steppe validate | head -1` does; there must be more to say than a pipe holds.
    lines = (small / GOLD).read_bytes().split(b"\n")
    (small / GOLD).write_bytes(b"\n".join([*lines[:2], *[b'{"kind":"thing"}'] * 5000]))
    shell = f'"{STEPPE}" validate --corpus "{small}" | head -1'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.startswith(f"{GOLD}:3: F107")
    assert "Traceback" not in done.stderr


def test_output_in_a_locale_that_cannot_say_it_is_no_traceback(small, steppe):
    import os

    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = steppe("show", "open-acme", "--corpus", small, env=environment)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
