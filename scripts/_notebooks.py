"""Run the notebooks from top to bottom, and write their outputs into them.

scripts/notebooks                        run every notebook in notebooks/ and write it
scripts/notebooks --check                exit 1 if a notebook is not what a run gives; nothing is written
scripts/notebooks notebooks/load.ipynb   these alone

A run is offline, in caches of its own, and bounded in time. Texts and tables of a cell must be those that are written; of a plot, only
that there is one, for its pixels differ by machine.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.validator import get_validator
from traitlets.config import Config

from steppe.store.files import write

HOME = Path("notebooks")
SECONDS = 120
"""How long a cell may take, and a kernel to start."""
VERSION = 4, 5
"""The form of notebooks in which each cell has a name."""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
PICTURE = "image/"
APART = {
    "HF_HOME": "hub",
    "HF_DATASETS_CACHE": "datasets",
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "MPLCONFIGDIR": "plots",
}
"""What a run has of its own: neither what somebody's own settings say, nor what was loaded before, shows in the outputs."""
SET = {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONWARNINGS": "ignore:IProgress not found",  # bars are not shown
}


class Failed(Exception):
    """A notebook that does not run to its end, or that cannot be read: what is said of it."""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="FILE", help=f"the notebooks; all of {HOME}/ if none is named")
    parser.add_argument("--check", action="store_true", help="compare the outputs, and do not write them")
    given = parser.parse_args(argv)
    files = given.notebooks or sorted(HOME.glob("*.ipynb"))
    if missing := [str(file) for file in files if not file.is_file()]:
        parser.error(f"there is no file {', '.join(missing)}")
    return max([_one(file, check=given.check) for file in files], default=0)


def _one(file: Path, *, check: bool) -> int:
    print(f"{file}: running ...", file=sys.stderr)
    try:
        old = file.read_bytes()
        there = parse(old)
        new = run(there, file.parent)
    except Failed as error:
        print(f"{file}: {error}", file=sys.stderr)
        return 1
    if not check:
        write(file, canonical(new))
        return 0
    found = [*differences(there, new)]
    if not found and not is_canonical(old):
        found = ["the file is not in canonical form, or its sources were changed without a run"]
    for difference in found:
        print(f"{file}: {difference}", file=sys.stderr)
    if found:
        print(f"{file} is not what a run gives; run scripts/notebooks, look at it, and commit it", file=sys.stderr)
    return int(bool(found))


def parse(data: bytes) -> NotebookNode:
    """A notebook from the bytes of its file.

    Raises:
        Failed: it is none.
    """
    try:
        get_validator(*VERSION).validate(json.loads(data))
    except (ValueError, nbformat.ValidationError) as error:
        raise Failed(f"this is no notebook of format {'.'.join(map(str, VERSION))}: {str(error).splitlines()[0]}") from None
    return nbformat.reads(data.decode(), as_version=VERSION[0])


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """The notebook with the outputs of a run of it in a folder.

    Raises:
        Failed: a cell fails, writes to stderr, or takes too long.
    """
    new = nbformat.from_dict(notebook)
    for cell in new.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        with _apart() as scratch:
            client = NotebookClient(
                new,
                config=Config({"ConnectionFileMixin": {"transport": "ipc", "connection_file": str(scratch / "kernel.json")}}),
                timeout=SECONDS,
                startup_timeout=SECONDS,
                kernel_name="python3",
                record_timing=False,
                resources={"metadata": {"path": folder}},
            )
            client.execute()
    except CellTimeoutError:
        raise Failed(f"a cell takes more than {SECONDS} seconds") from None
    except DeadKernelError:
        raise Failed("the kernel died while a cell ran") from None
    except CellExecutionError as error:
        cell = next(cell for cell in new.cells if any(output.output_type == "error" for output in cell.get("outputs", ())))
        raise Failed(f"cell {cell.id} fails: {error.ename}: {error.evalue}") from None
    for cell in new.cells:
        for output in cell.get("outputs", ()):
            if output.get("name") == "stderr":
                raise Failed(f"cell {cell.id} writes to stderr, which no reader should see: {output.text.strip()}")
    return new


@contextmanager
def _apart() -> Iterator[Path]:
    """A folder, and an environment with folders of its own in it, for as long as a run lasts."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.update(SET | {name: str(Path(scratch) / folder) for name, folder in APART.items()})
        try:
            yield Path(scratch)
        finally:
            os.environ.clear()
            os.environ.update(before)


def canonical(notebook: NotebookNode) -> bytes:
    """A notebook as its file has it: nothing in it of the machine or the time of a run, and a digest of the sources that were run."""
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "steppe": {"sources": sources(notebook)}}
    cells = [{**cell, "metadata": {}} for cell in notebook.cells]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"] = _joined(cell["outputs"])
    whole = nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": VERSION[0], "nbformat_minor": VERSION[1]})
    return (nbformat.writes(whole) + "\n").encode()


def is_canonical(data: bytes) -> bool:
    """Whether a file is in canonical form, and its outputs come of a run of its sources."""
    notebook = parse(data)
    return notebook.metadata.get("steppe", {}).get("sources") == sources(notebook) and canonical(notebook) == data


def sources(notebook: NotebookNode) -> str:
    """A digest of what the cells say: where it is another than that in the file, a cell was changed and not run."""
    return sha256("\0".join(cell.source for cell in notebook.cells if cell.cell_type == "code").encode()).hexdigest()[:12]


def differences(old: NotebookNode, new: NotebookNode) -> Iterator[str]:
    """What the outputs of two notebooks of the same cells differ in, a line for each cell."""
    for one, two in zip(old.cells, new.cells, strict=True):
        before, after = _seen(one), _seen(two)
        if before != after:
            yield f"cell {one.id}: {_first(before, after)}"


def _seen(cell: NotebookNode) -> list[str]:
    """The lines that a cell puts out; a picture is one."""
    lines: list[str] = []
    for output in _joined(cell.get("outputs", ())):
        shown = {output["name"]: output["text"]} if output["output_type"] == "stream" else output.get("data", {"": output})
        for kind, text in sorted(shown.items()):
            lines += [f"{kind}: a picture"] if kind.startswith(PICTURE) else [f"{kind}: {line}" for line in str(text).split("\n")]
    return lines


def _first(before: list[str], after: list[str]) -> str:
    """Where two outputs part."""
    at = next((at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), min(len(before), len(after)))
    there, given = ("nothing" if at >= len(lines) else repr(lines[at]) for lines in (before, after))
    return f"the file has {there}, a run gives {given}"


def _joined(outputs: Any) -> list[dict[str, Any]]:
    """Outputs with what was printed in pieces as one: where a kernel cuts is chance."""
    found: list[dict[str, Any]] = []
    for output in outputs:
        last = found[-1] if found else {}
        if output["output_type"] == last.get("output_type") == "stream" and output["name"] == last["name"]:
            last["text"] += output["text"]
        else:
            found.append(dict(output) | ({"metadata": {}} if "metadata" in output else {}))
    return found


if __name__ == "__main__":
    sys.exit(main())
