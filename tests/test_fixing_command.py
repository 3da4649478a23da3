"""``steppe validate --fix`` and ``--diff``, as somebody runs them."""

import pytest
from making import files_of

GOLD = "annotations/gold/open-acme.jsonl"


@pytest.fixture
def returned(small):
    """A corpus whose file an editor saved with CR LF, and what it was."""
    before = files_of(small)
    (small / GOLD).write_bytes((small / GOLD).read_bytes().replace(b"\n", b"\r\n"))
    return small, before


def test_diff_shows_what_would_change_and_changes_nothing(returned, steppe):
    root, _ = returned
    there = files_of(root)
    done = steppe("validate", "--corpus", root, "--diff")
    assert done.returncode == 1
    assert f"+++ b/{GOLD}" in done.stdout
    assert files_of(root) == there


def test_fix_restores_the_file_and_says_so(returned, steppe):
    root, before = returned
    done = steppe("validate", "--corpus", root, "--fix")
    assert (done.returncode, done.stdout) == (0, "")
    assert "fixed: " in done.stderr
    assert files_of(root) == before
    assert steppe("validate", "--corpus", root, "--diff").returncode == 0


def test_what_has_no_safe_answer_is_still_reported(small, steppe):
    (small / GOLD).write_bytes((small / GOLD).read_bytes().replace(b'"Dismissal"', b'"Firing"'))
    done = steppe("validate", "--corpus", small, "--fix")
    assert done.returncode == 1
    assert "T401" in done.stdout


def test_one_of_the_two(small, steppe):
    assert steppe("validate", "--corpus", small, "--fix", "--diff").returncode == 2
