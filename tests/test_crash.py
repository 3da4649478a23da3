"""A disk that is full, a kill at any moment, two builds at once: the old dataset is there, or the new one, and whole."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from built import beside, change, dated, is_whole, stamps
from conftest import STEPPE
from making import files_of, opened

from steppe.build import build
from steppe.pages import folder as pages
from steppe.pages.folder import replacing
from steppe.table import writer

LIMITED = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
os.execv(sys.argv[2], sys.argv[2:])
"""


@pytest.mark.parametrize("room", [0, 3, 5000, 12000])
def test_a_full_disk_leaves_the_old_dataset(small, room):
    build(opened(small), small / "dataset")
    old, there = files_of(small / "dataset"), stamps(small / "dataset")
    assert max(map(len, old.values())) > room, "the disk would not be full"
    change(small)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(room), STEPPE, "build", "--corpus", str(small)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("Error: ")
    assert "too large" in done.stderr
    assert (files_of(small / "dataset"), stamps(small / "dataset")) == (old, there)
    assert beside(small / "dataset") == {"annotations"}
    build(opened(small), small / "dataset")
    assert is_whole(small / "dataset")
    assert files_of(small / "dataset") != old


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_a_read_only_folder(small, steppe):
    build(opened(small), small / "dataset")
    old = files_of(small / "dataset")
    change(small)
    small.chmod(0o555)
    done = steppe("build", "--corpus", small)
    small.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert files_of(small / "dataset") == old


def test_an_interrupt_leaves_the_old_dataset(small):
    build(opened(small), small / "dataset")
    old = files_of(small / "dataset")
    change(small)
    calls = []

    def interrupt(number):
        calls.extend([1] * number)
        if len(calls) == 9:  # in the middle of writing: each article is counted once checked and once written
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(opened(small), small / "dataset", interrupt)
    assert files_of(small / "dataset") == old
    assert beside(small / "dataset") == {"annotations"}


# A kill at a chosen moment: the process ends, without any cleaning up, before the nth change of names.
DYING = """
import os, pathlib, shutil, sys
from pathlib import Path
from steppe.pages import folder
fatal, exchange, target = int(sys.argv[1]), sys.argv[2] == "exchange", Path(sys.argv[3])
calls = 0
def deadly(function):
    def call(*arguments, **more):
        global calls
        calls += 1
        if calls == fatal:
            os._exit(9)
        return function(*arguments, **more)
    return call
if not exchange:
    folder._exchanged = lambda one, two: False
else:
    folder._exchanged = deadly(folder._exchanged)
Path.rename, shutil.rmtree, Path.mkdir, Path.write_bytes = map(deadly, (Path.rename, shutil.rmtree, Path.mkdir, Path.write_bytes))
with folder.replacing(target) as new:
    for name in ("counts.json", "README.md"):
        (new / name).write_bytes(b"new")
"""
OLD, NEW = dict.fromkeys(("counts.json", "README.md", "data"), b"old"), dict.fromkeys(("counts.json", "README.md"), b"new")


@pytest.mark.parametrize("way", ["exchange", "two-renames"])
def test_a_kill_at_any_change_of_names_leaves_a_whole_folder(way, tmp_path):
    states = []
    for fatal in range(1, 30):
        target = tmp_path / str(fatal) / "dataset"
        target.mkdir(parents=True)
        for name, data in OLD.items():
            (target / name).write_bytes(data)
        done = subprocess.run([sys.executable, "-c", DYING, str(fatal), way, str(target)], check=False, timeout=60)
        assert done.returncode in (0, 9)
        if way == "exchange":
            assert files_of(target) in (OLD, NEW)
        with pytest.raises(InterruptedError), replacing(target):  # the next run, whatever comes of it
            raise InterruptedError
        states.append(files_of(target))
        assert states[-1] in (OLD, NEW), fatal
        with replacing(target) as new:
            (new / "counts.json").write_bytes(b"newer")
        assert files_of(target) == {"counts.json": b"newer"}
        assert beside(target) == set()
        if done.returncode == 0:
            break
    assert done.returncode == 0, "the process never lived to its end"
    assert states[0] == OLD
    assert states[-2] == NEW, "some kill came after the exchange"


def test_only_the_old_folder_is_left_of_a_killed_build(small, steppe):
    build(opened(small), small / "dataset")
    old = files_of(small / "dataset")
    (small / "dataset").rename(small / ".dataset.old")
    done = steppe("build", "--corpus", small)
    assert done.returncode == 0, done.stderr
    assert files_of(small / "dataset") == old
    assert beside(small / "dataset") == {"annotations"}


def test_old_and_new_folder_are_left_of_a_killed_build(small, monkeypatch):
    # Killed after the second of two renames: the new folder is in its place, the old one beside it.
    monkeypatch.setattr(pages, "_exchanged", lambda *_: False)
    build(opened(small), small / "dataset")
    (small / ".dataset.old").mkdir()
    (small / ".dataset.old/README.md").write_bytes(b"old")
    change(small)
    build(opened(small), small / "dataset")
    assert is_whole(small / "dataset")
    assert beside(small / "dataset") == {"annotations"}


def test_a_second_rename_that_fails_loses_nothing(small, monkeypatch):
    build(opened(small), small / "dataset")
    old = files_of(small / "dataset")
    change(small)
    monkeypatch.setattr(pages, "_exchanged", lambda *_: False)
    rename = Path.rename

    def failing(self, target):
        if self.name.startswith(".dataset.new"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output"):
        build(opened(small), small / "dataset")
    monkeypatch.undo()
    with pytest.raises(InterruptedError), replacing(small / "dataset"):  # the next run may put it back
        raise InterruptedError
    assert files_of(small / "dataset") == old


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_dataset_or_the_new(small, steppe):
    from datasets import load_dataset

    def turn(number):
        dated(small, ("2024-01-02", "2024-01-05")[number % 2])

    states = []
    for number in (0, 1):
        turn(number)
        build(opened(small), small / "dataset")
        states.append(files_of(small / "dataset"))
    assert states[0] != states[1]
    started = time.monotonic()
    steppe("build", "--corpus", small)
    whole = time.monotonic() - started
    killed = 0
    for number in range(60):
        turn(number)
        process = subprocess.Popen([STEPPE, "build", "--corpus", str(small)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * 1.1 * number / 60)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert files_of(small / "dataset") in states, f"after {number}"
        if number % 10 == 0:
            loaded = load_dataset(str(small / "dataset"), "claims", split="train", cache_dir=str(small.parent / "cache"))
            assert loaded.num_rows == 3
        if number % 3 == 2:
            assert steppe("build", "--corpus", small).returncode == 0
            assert files_of(small / "dataset") in states
            assert beside(small / "dataset") == {"annotations"}
    assert killed > 20, "hardly a build was killed before its end"


@pytest.mark.parametrize(("one", "two"), [(7, 12), (9, 9), (12, 7)])
def test_builds_at_the_same_time_leave_a_whole_dataset(one, two, small, monkeypatch):
    # The first build waits at a step of writing while the second goes to a step of its own, then runs to its end.
    monkeypatch.setattr(writer, "BATCH", 1)  # files are open from the first article on, as they are in a large corpus
    build(opened(small), small / "dataset")
    old = files_of(small / "dataset")
    change(small)
    build(opened(small), small.parent / "wanted")
    paused, free = threading.Event(), threading.Event()

    def run(wait_at, wait):
        done = 0

        def seen(number):
            nonlocal done
            done += number
            if done == wait_at:
                wait()

        with suppress(OSError):  # one of the two may find that it cannot go on
            build(opened(small), small / "dataset", seen)

    def second():
        try:
            run(two, lambda: (paused.set(), free.wait(30)))
        finally:
            paused.set()

    thread = threading.Thread(target=second)
    run(one, lambda: (thread.start(), paused.wait(30)))
    first = files_of(small / "dataset")
    free.set()
    thread.join()
    wanted = files_of(small.parent / "wanted")
    assert first.keys() == wanted.keys(), "after the first build"
    assert first in (old, wanted)
    assert files_of(small / "dataset") in (old, wanted), "after the second build"
    build(opened(small), small / "dataset")
    assert files_of(small / "dataset") == wanted
