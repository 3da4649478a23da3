"""Several processes find what one finds, in the same order, and fail as one does."""

import os
import signal

import pytest
from invented import FIRING, firing, small
from making import edit, ident, opened, put

from steppe import validate as module
from steppe.validate import validate
from steppe.workers import LostWorker, Pool

GOLD = "annotations/gold/open-acme.jsonl"


@pytest.fixture
def faulty(tmp_path, monkeypatch):
    """A corpus in several stretches, with findings of every scope."""
    monkeypatch.setattr(module, "STRETCH", 2)
    root = small(tmp_path / "corpus")
    for number in range(5):
        put(root, FIRING, firing(f"more-{number}", "FREE"), [], f"more-{number}")
    edit(root / GOLD, at=ident("m", 1), type="Human")
    edit(root / "annotations/gold/more-3.jsonl", at=ident("m", 0), refers_to="e-999999")
    edit(root / "annotations/gold/link-bolt.jsonl", at=ident("t", 0), refers_to="v-222222")
    edit(root / "annotations/events.jsonl", at="v-222222", member_of=["v-222222"])
    (root / "annotations/gold/more-4.jsonl").write_bytes(b"{\n")
    (root / "annotations/articles/more-1.txt").write_bytes(b"Other words.\n")
    return root


def test_two_processes_find_what_one_finds_in_the_same_order(faulty):
    alone = [str(finding) for finding in validate(opened(faulty), pages=True)]
    shared = [str(finding) for finding in validate(opened(faulty), jobs=2, pages=True)]
    assert shared == alone
    assert {line.split(": ")[1][0] for line in alone} >= {"F", "S", "R", "T", "X"}, "all kinds of findings are there to be confused"


def test_stretches_of_any_length_find_the_same(faulty, monkeypatch):
    found = []
    for length in (1, 3, 100):
        monkeypatch.setattr(module, "STRETCH", length)
        found.append([str(finding) for finding in validate(opened(faulty))])
    assert found[0] == found[1] == found[2]


def test_the_command_prints_the_same_for_any_number_of_processes(faulty, steppe):
    one, two = (steppe("validate", "--corpus", faulty, "--jobs", jobs, "--format", "jsonl") for jobs in (1, 2))
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout


def double(number):
    return 2 * number


def fail(number):
    raise ValueError(f"not {number}")


def die(number):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_what_was_given(jobs):
    with Pool(jobs) as pool:
        assert list(pool.map(double, range(20))) == list(range(0, 40, 2))
        assert list(pool.map(double, [7])) == [14], "the same processes take other work"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_in_a_process_is_raised_here(jobs):
    with Pool(jobs) as pool, pytest.raises(ValueError, match="not 0"):
        list(pool.map(fail, range(3)))


def test_a_process_that_is_killed_is_missed():
    with Pool(2) as pool, pytest.raises(LostWorker, match="killed"):
        list(pool.map(die, range(3)))
