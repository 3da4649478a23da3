"""What is asked of git: revisions, and the files that they hold, without a step into the work tree."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
"""Nobody is there to answer, and what git says is read."""
_MISLED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""What a hook of git that calls a command would have every git below it take for granted."""
_LINK = "120000"
_AT_ONCE = 1000
"""Files that are read at a time, so that memory does not grow with the corpus."""


class GitError(ValueError):
    """Git is not there, or cannot do what it was asked to. Says what it said."""


class Repository:
    """The repository of git that a folder lies in.

    Raises:
        GitError: there is no git, or the folder is in no repository.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.path.realpath(folder)
        self.prefix = self.run("rev-parse", "--show-prefix").strip("\n")
        """What leads from the top of the repository to the folder; empty, or with a slash at its end."""

    def run(self, *arguments: str, given: bytes | None = None, config: Sequence[str] = ()) -> str:
        """What git says of a command.

        Raises:
            GitError: it fails.
        """
        return self.data(*arguments, given=given, config=config).decode(errors="replace")

    def data(self, *arguments: str, given: bytes | None = None, config: Sequence[str] = ()) -> bytes:
        """The same, as bytes."""
        environment = {key: value for key, value in os.environ.items() if key not in _MISLED} | _QUIET
        settings = [word for one in ("core.fsmonitor=false", *config) for word in ("-c", one)]
        try:
            done = subprocess.run(
                ["git", "-C", self.folder, *settings, *arguments],
                capture_output=True,
                check=False,
                env=environment,
                input=given or b"",
            )
        except FileNotFoundError:
            raise GitError("there is no git; install it, and see that it is on the PATH") from None
        if done.returncode:
            said = (done.stderr or done.stdout).decode(errors="replace").strip().removeprefix("fatal: ")
            if "not a git repository" in said:
                said = f"{self.folder} is in no repository of git; name a corpus that is in one with --corpus DIR"
            raise GitError(said or f"git {arguments[0]} failed, and does not say why")
        return done.stdout

    def commit(self, revision: str) -> str | None:
        """The commit that a revision names; None where it names none."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except GitError:
            return None

    def files(self, commit: str, below: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
        """The files of a commit below the folder: (mode, object, name relative to the folder); of some paths, or all."""
        listed = self.data("ls-tree", "-r", "-z", "--end-of-options", commit, "--", *(below or (".",)))
        for line in listed.decode(errors="surrogateescape").split("\0"):
            if line:
                head, _, name = line.partition("\t")
                mode, kind, found = head.split(" ")[:3]
                if kind == "blob":
                    yield mode, found, name

    def extract(self, commit: str, below: Sequence[str], to: Path) -> int:
        """Write files of a commit to a folder, byte by byte as they are kept, and say how many there were.

        Raises:
            GitError: one is a symbolic link, or has a name that leads elsewhere.
        """
        chosen = list(self.files(commit, below))
        for mode, _, name in chosen:
            if mode == _LINK:
                raise GitError(f"{commit[:12]}:{name} is a symbolic link; put the file itself there")
            if os.path.isabs(name) or ".." in name.split("/"):
                raise GitError(f"{commit[:12]} has a file {name!r}, which leads out of its folder")
        for first in range(0, len(chosen), _AT_ONCE):
            self._write(commit, [(found, name) for _, found, name in chosen[first : first + _AT_ONCE]], to)
        return len(chosen)

    def _write(self, commit: str, chosen: Sequence[tuple[str, str]], to: Path) -> None:
        """Write objects to a folder, each under its name."""
        held = self.data("cat-file", "--batch", given="".join(f"{found}\n" for found, _ in chosen).encode())
        at = 0
        for found, name in chosen:
            end = held.index(b"\n", at)
            told = held[at:end].split(b" ")
            if len(told) != 3:  # "missing", in place of kind and size
                raise GitError(
                    f"{name} of {commit[:12]} ({found[:12]}) is not in this clone; fetch it, for instance with `git fetch --refetch`"
                )
            start = end + 1
            at = start + int(told[2]) + 1
            path = to / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held[start : at - 1])
