"""The benchmark runs, and its synthetic corpus is one that the rules pass."""

import json
import subprocess
import sys

import pytest
from making import REPOSITORY


@pytest.mark.slow
def test_every_stage_is_timed_on_a_small_corpus(tmp_path):
    command = [sys.executable, REPOSITORY / "scripts/_benchmark.py", "--documents", "40", "--corpus", tmp_path, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    validating = ["validate: article rules", "validate: all, one process", "validate: all, two processes"]
    assert [row["stage"] for row in rows[:6]] == ["read (bytes, records, text)", *validating, "build articles", "build all"]
    assert [row["stage"] for row in rows[-2:]] == ["score: all layers", "agree: 1,000 documents"]
    assert all(row["documents"] == 40 and row["ratio"] > 0 for row in rows)
