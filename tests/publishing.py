"""Running ``steppe publish`` against a double of the Hub, as somebody with an empty home and no patience."""

import os
import subprocess

import making
from conftest import STEPPE
from hub import TOKEN

NAME = "acme/corpus"
_UNWANTED = ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE")
IMPATIENT = "import time\nreal = time.sleep\ntime.sleep = lambda seconds: real(min(seconds, 0.001))\n"
"""The clients wait between their tries; here they do not."""


def environment(hub, home, **more):
    """That of somebody who has never loaded anything."""
    (home / "site").mkdir(parents=True, exist_ok=True)
    (home / "site" / "sitecustomize.py").write_text(IMPATIENT, "utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {
        **kept,
        "HF_ENDPOINT": hub.url,
        "HF_HOME": str(home / "hf"),
        "HF_TOKEN": TOKEN,
        "HF_HUB_DISABLE_XET": "1",
        "PYTHONPATH": os.pathsep.join([str(home / "site"), str(making.REPOSITORY)]),
        **more,
    }


def run(hub, root, home, *arguments, name=NAME, cwd=None, **more):
    command = [STEPPE, "publish", name, "--corpus", str(root), *arguments]
    done = subprocess.run(
        command,
        env=environment(hub, home, **more),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
    )
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done
