"""A Label Studio server of one's own: on loopback, without calls to anywhere, gone when it is stopped."""

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Self

USER = "admin@example.org"
QUIET = {
    "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
    "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
    "LABEL_STUDIO_SENTRY_DSN": "",
    "LABEL_STUDIO_FRONTEND_SENTRY_DSN": "",
    "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
    "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
}
"""What keeps the server from asking others anything, and lets the token that it is started with be used."""
PATIENCE = 240
"""Seconds until the server has to answer: the first start makes its data base."""


class Server:
    """A server whose data are in a folder. ``program`` is the ``label-studio`` of its environment."""

    def __init__(self, program: Path, data: Path, port: int = 0) -> None:
        self.program, self.data = program, data
        self.port = port or _free()
        self.address = f"http://127.0.0.1:{self.port}"
        self.token, self.password = secrets.token_hex(20), secrets.token_urlsafe(12)
        self.log = data / "server.log"

    def __enter__(self) -> Self:
        if not _closed(self.port):
            raise SystemExit(f"port {self.port} is taken; name another with --port")  # the server would silently take the next
        self.data.mkdir(parents=True, exist_ok=True)
        own = {"LABEL_STUDIO_USERNAME": USER, "LABEL_STUDIO_PASSWORD": self.password, "LABEL_STUDIO_USER_TOKEN": self.token}
        arguments = ["start", "--no-browser", "--data-dir", self.data, "--internal-host", "127.0.0.1", "--port", self.port]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [self.program, *map(str, arguments)],
                env={**os.environ, **QUIET, **own},
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self) -> None:
        for _ in range(PATIENCE * 2):
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.address}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.5)
        said = self.log.read_text("utf-8", "replace")[-2000:]
        raise SystemExit(f"Label Studio did not start; it said:\n{said}")

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    @property
    def environment(self) -> dict[str, str]:
        """What tells ``steppe label-studio`` of the server."""
        return {"LABEL_STUDIO_URL": self.address, "LABEL_STUDIO_API_KEY": self.token}


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _closed(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0


def main() -> int:
    """Start a server with the corpus in it, say where it is, and stop it when told to."""
    parser = argparse.ArgumentParser(
        prog="scripts/label-studio",
        description="Start Label Studio on this machine alone, with the corpus in it; Ctrl-C stops it.",
        epilog="Other options go to `steppe label-studio push`: scripts/label-studio kz-o01 --by m1 --texts ~/articles",
    )
    parser.add_argument("--port", type=int, default=8080, metavar="N", help="default: 8080")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the server keeps its data; default: a folder that goes with it")
    options, rest = parser.parse_known_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    here = Path(sys.executable).parent
    data = options.data or Path(tempfile.mkdtemp(prefix="label-studio-"))
    print("Starting Label Studio (the first start makes its data base, which takes a minute) ...", file=sys.stderr)
    try:
        with Server(here / "label-studio", data, options.port) as server:
            push = [here / "steppe", "label-studio", "push", *rest]
            done = subprocess.run([str(part) for part in push], env={**os.environ, **server.environment}, check=False)
            if done.returncode:
                return done.returncode
            print(f"{server.address}   user {USER}   password {server.password}")
            print("\n".join(f"export {name}={value}" for name, value in server.environment.items()))
            print("Ctrl-C stops it.", file=sys.stderr, flush=True)
            sys.stdout.flush()
            with contextlib.suppress(KeyboardInterrupt):
                server.process.wait()
        return 0
    finally:
        if not options.data:
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
