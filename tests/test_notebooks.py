"""The notebooks are what a run of them gives, and show nothing that they should not; and the script that runs them."""

import base64
import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPOSITORY
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from steppe import Corpus

sys.path.insert(0, str(REPOSITORY / "scripts"))

import _notebooks
from _notebooks import canonical, differences, is_canonical, main, parse

FILES = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
OF_A_MACHINE = re.compile(r"/(?:home|root|tmp|usr|var|work|Users)/|\b0x[0-9a-fA-F]{6,}|\d ?(?:ms|sec|seconds|it/s)\b|\.venv/lib")


def cells(file, kind="code"):
    return [cell for cell in parse(file.read_bytes()).cells if cell.cell_type == kind]


def shown(file):
    """All that a reader sees of a notebook, pictures left out."""
    notebook = json.loads(file.read_bytes())
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop("image/png", None)
    return json.dumps(notebook, ensure_ascii=False)


@pytest.mark.slow
@EACH
def test_a_run_gives_what_is_written(file, capsys):
    assert main(["--check", str(file)]) == 0, capsys.readouterr().err


@EACH
def test_the_file_is_in_canonical_form_and_of_one_whole_run(file):
    assert is_canonical(file.read_bytes()), "run scripts/notebooks"
    assert [cell.execution_count for cell in cells(file)] == list(range(1, len(cells(file)) + 1))
    names = [cell.id for kind in ("code", "markdown") for cell in cells(file, kind)]
    assert all(re.fullmatch("[a-z][a-z-]*", name) for name in names)
    assert len(set(names)) == len(names)
    outputs = [output for cell in cells(file) for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"stream", "display_data", "execute_result"}
    assert {output.name for output in outputs if output.output_type == "stream"} <= {"stdout"}


@EACH
def test_nothing_in_it_is_of_a_machine_or_a_moment(file):
    assert not OF_A_MACHINE.findall(shown(file))


@EACH
def test_no_figure_is_written_by_hand(file):
    for cell in cells(file, "markdown"):
        assert not re.findall(r"\d", re.sub(r"`[^`]*`", "", cell.source)), cell.id


@EACH
def test_nobody_is_named_whom_no_open_article_names(file):
    # Living suspects are named in published articles, and in no retelling.
    corpus = Corpus(REPOSITORY)
    named = {"OPEN": set(), "REFERENCE": set()}
    for reading in corpus.documents(sound=True):
        of_people = [mark for mark in reading.document.mentions if mark.type == "PER" and mark.level == "NAM"]
        named[reading.document.article.tier] |= {corpus.registry.name(mark.refers_to) for mark in of_people}
    words = {word for name in named["REFERENCE"] - named["OPEN"] for word in re.findall(r"[A-Z]\w{3,}", name)}
    words -= {word for name in named["OPEN"] for word in re.findall(r"\w+", name)}
    assert len(words) > 5
    assert [word for word in sorted(words) if word in shown(file)] == []


def test_pictures_are_pictures():
    pictures = [
        output.data["image/png"]
        for file in FILES
        for cell in cells(file)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) >= 3
    assert all(base64.b64decode(picture).startswith(b"\x89PNG\r\n") for picture in pictures)


@EACH
def test_the_dataset_is_found_beside_the_notebook_and_easily_another(file, monkeypatch):
    monkeypatch.chdir(file.parent)
    code = next(cell.source for cell in cells(file) if cell.id == "setup")
    there, elsewhere = {}, {}
    exec(code, there)
    assert (file.parent / there["FILES"] / "README.md").is_file()
    exec(code.replace('"../dataset"', '"someone/steppe"'), elsewhere)
    assert elsewhere["FILES"] == "hf://datasets/someone/steppe"


# The script


def notebook(*sources, outputs=()):
    made = [new_code_cell(source, id=f"cell-{number}", outputs=list(outputs)) for number, source in enumerate(sources)]
    return new_notebook(cells=[new_markdown_cell("# Told", id="told"), *made])


def written(path, *sources):
    path.write_bytes(canonical(notebook(*sources)))
    return path


def printed(*texts):
    return [new_output("stream", name="stdout", text=text) for text in texts]


@pytest.mark.slow
def test_a_run_is_written_and_stands_until_an_output_is_another(tmp_path, capsys):
    file = written(
        tmp_path / "a.ipynb", "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "from pathlib import Path\nPath.cwd().name"
    )
    assert main(["--check", str(file)]) == 1
    assert "cell cell-0: the file has nothing, a run gives 'image/png: a picture'" in capsys.readouterr().err
    assert main([str(file)]) == 0
    assert main(["--check", str(file)]) == 0, capsys.readouterr().err
    good = file.read_bytes()
    assert tmp_path.name.encode() in good, "a notebook runs in its own folder"
    stale = good.replace(tmp_path.name.encode(), b"another")
    file.write_bytes(stale)
    assert main(["--check", str(file)]) == 1
    said = capsys.readouterr().err
    assert f"{file}: cell cell-1: the file has \"text/plain: 'another'\"" in said.replace('\\"', '"')
    assert f"{file} is not what a run gives; run scripts/notebooks" in said
    assert file.read_bytes() == stale, "a check writes nothing"
    assert main([str(file)]) == 0
    assert file.read_bytes() == good


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "cell cell-1 fails: ZeroDivisionError: division by zero"),
        ("import sys\nprint('oh', file=sys.stderr)", "cell cell-1 writes to stderr, which no reader should see: oh"),
        ("import os\nos._exit(1)", "the kernel died while a cell ran"),
        ("while True: pass", "a cell takes more than 4 seconds"),
    ],
    ids=["fails", "stderr", "dies", "hangs"],
)
def test_a_run_that_is_none_is_one_line_and_writes_nothing(source, message, tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(_notebooks, "SECONDS", 4)
    file = written(tmp_path / "a.ipynb", "1", source)
    before = file.read_bytes()
    assert main([str(file)]) == 1
    assert f"{file}: {message}\n" in capfd.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", b'{"nbformat": 3}', b'{"nbformat": 4}', b'{"nbformat": 4, "nbformat_minor": 5, "cells": 1}']
)
def test_what_is_no_notebook_is_said(data, tmp_path, capsys):
    (tmp_path / "a.ipynb").write_bytes(data)
    assert main([str(tmp_path / "a.ipynb")]) == 1
    assert "a.ipynb: this is no notebook of format 4.5: " in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path, capsys):
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path / "b.ipynb")])
    assert "there is no file" in capsys.readouterr().err


def test_a_change_of_a_cell_without_a_run_is_seen():
    data = canonical(notebook("print(1)", outputs=printed("1\n")))
    assert is_canonical(data)
    assert not is_canonical(data.replace(b"print(1)", b"print(2)"))
    assert not is_canonical(data.replace(b'"metadata": {}', b'"metadata": {"scrolled": true}', 1))


def test_of_a_picture_only_that_there_is_one_is_compared():
    one, other = (new_output("display_data", {"image/png": pixels, "text/plain": "<Figure>"}) for pixels in ("aaaa", "bbbb"))
    assert [*differences(notebook("x", outputs=[one]), notebook("x", outputs=[other]))] == []
    assert [*differences(notebook("x", outputs=[one]), notebook("x"))] == [
        "cell cell-0: the file has 'image/png: a picture', a run gives nothing"
    ]


def test_where_two_outputs_part_is_said():
    found = differences(notebook("x", outputs=printed("a\nb\n")), notebook("x", outputs=printed("a\nc\n")))
    assert [*found] == ["cell cell-0: the file has 'stdout: b', a run gives 'stdout: c'"]


@given(st.lists(st.text(max_size=4), min_size=1, max_size=5))
def test_where_a_kernel_cuts_what_is_printed_leaves_no_trace(pieces):
    whole, cut = notebook("x", outputs=printed("".join(pieces))), notebook("x", outputs=printed(*pieces))
    assert canonical(whole) == canonical(cut)
    assert [*differences(whole, cut)] == []


@given(
    st.lists(st.text(max_size=8), max_size=4),
    st.text(max_size=8),
    st.dictionaries(st.sampled_from(["collapsed", "execution"]), st.booleans()),
)
def test_the_canonical_form_of_a_canonical_form_is_itself(sources, text, metadata):
    made = notebook(*sources, outputs=printed(text))
    made.cells[0].metadata = from_dict(metadata)
    made.metadata.language_info = {"version": "3.99"}
    data = canonical(made)
    assert canonical(parse(data)) == data
    assert is_canonical(data)
    assert b"3.99" not in data
