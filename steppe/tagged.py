"""Which commit a released version is: by its tag, or, where no tag came along, by the record of the release."""

from .git import Repository
from .store import RELEASES
from .version import Version, tag_of


def commit_of(repository: Repository, version: Version) -> str | None:
    """The commit of a released version: that of its tag, else the first that recorded the release; None if none did.

    Raises:
        GitError: there is no commit yet, or git cannot say.
    """
    if tagged := repository.commit(f"refs/tags/{tag_of(version)}"):
        return tagged
    recording = repository.run("log", "--format=%H", "-S", f'"version":"{version}"', "HEAD", "--", RELEASES).split()
    return recording[-1] if recording else None
