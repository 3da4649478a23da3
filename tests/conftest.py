"""Fixtures: a small corpus, the command, and the published texts where somebody holds them."""

import os

# Before any library that reads them is imported: no test asks the network for anything.
os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import subprocess
import sys
from pathlib import Path

import invented
import making
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from steppe.build import build
from steppe.cli import main

# The same examples on every machine, slow ones too: a failure elsewhere can be had here.
settings.register_profile("steppe", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steppe")

STEPPE = str(Path(sys.executable).with_name("steppe"))


@pytest.fixture
def small(tmp_path):
    """A whole corpus without findings (see :func:`invented.small`)."""
    return invented.small(tmp_path / "corpus")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """The same corpus with its dataset, for tests that only read."""
    root = invented.small(tmp_path_factory.mktemp("session") / "corpus")
    build(making.opened(root), root / "dataset")
    return root


@pytest.fixture(scope="session")
def dataset(corpus):
    return corpus / "dataset"


@pytest.fixture
def steppe():
    """The command, as somebody runs it."""

    def run(*arguments, **more):
        more.setdefault("timeout", 120)
        return subprocess.run([STEPPE, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False, **more)

    return run


@pytest.fixture
def inside():
    """The command inside this process, which is quicker: an error that is none of its own is raised."""

    def run(*arguments):
        done = CliRunner().invoke(main, list(map(str, arguments)))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


@pytest.fixture(scope="session")
def texts():
    """The folder of the published texts: STEPPE_TEXTS, or ../shared/sources beside the repository."""
    named = os.environ.get("STEPPE_TEXTS")
    folder = Path(named) if named else making.REPOSITORY.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip(f"the published texts are not at hand: {folder} is no folder; name theirs in STEPPE_TEXTS")
    return folder
