"""A repository of datasets at the Hub, through its own client (huggingface_hub). Nothing else here talks to it."""

import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import msgspec
from msgspec import Struct

from .careful import INSTALL, PublishError, bounded, harmless, told
from .plan import Change, Source, There
from .proof import Loaded, load

DATASET: Any = {"repo_type": "dataset"}
NOTHING = "nothing was changed"
MADE = "nothing was published, but the repository may be made; run this again"


class Head(Struct, frozen=True):
    """Where a repository stands."""

    commit: str
    """The last commit of its main branch; empty where there is none."""
    tags: frozenset[str]


class Hub:
    """One repository, ``OWNER/NAME``, at the Hub that HF_ENDPOINT names, with the token of HF_TOKEN or of the Hub's own login.

    Methods raise :class:`PublishError`, which says in one line what failed and how things stand. The token is in no message.
    """

    def __init__(self, repository: str, say: Callable[[str], object] = lambda line: None) -> None:
        try:
            import huggingface_hub
            from huggingface_hub.utils import logging
        except ImportError as error:
            raise PublishError(INSTALL) from error
        logging.set_verbosity_error()  # what goes wrong is said once, by us
        if not sys.stderr.isatty():
            huggingface_hub.utils.disable_progress_bars()
        bounded()
        self.repository, self.say = repository, say
        self.endpoint = str(huggingface_hub.constants.ENDPOINT).rstrip("/")
        self.token = ""
        self._lib = huggingface_hub

    @property
    def offline(self) -> bool:
        """Whether the client may ask nobody anything."""
        return bool(self._lib.is_offline_mode())

    def log_in(self) -> bool:
        """Take the token that is there; says whether there is one."""
        with self._told("logging in", NOTHING):
            self.token = self._lib.get_token() or ""
        self._api = self._lib.HfApi(endpoint=self.endpoint, token=self.token, library_name="steppe")
        return bool(self.token)

    def _told(self, step: str, after: str, refused: str = "") -> AbstractContextManager[None]:
        return told(f"{self.endpoint}: {step}", self.token, after, refused)

    def head(self, after: str = NOTHING) -> Head | None:
        """Where the repository stands; None if it is not there."""
        from huggingface_hub.errors import RepositoryNotFoundError

        with self._told(f"looking at {self.repository}", after):
            try:
                refs = self._api.list_repo_refs(self.repository, **DATASET)
            except RepositoryNotFoundError as error:
                if error.response.status_code != 404:
                    raise
                return None
        main = [branch.target_commit for branch in refs.branches if branch.name == "main"]
        return Head(main[0] if main else "", frozenset(tag.name for tag in refs.tags))

    def files(self, commit: str, after: str = NOTHING) -> dict[str, There]:
        """The files of a commit."""
        from huggingface_hub import RepoFile

        with self._told(f"listing the files of {self.repository}", after):
            listed = list(self._api.list_repo_tree(self.repository, recursive=True, revision=commit, **DATASET))
        return {
            file.path: There(file.size, file.blob_id, file.lfs.sha256 if file.lfs else "") for file in listed if isinstance(file, RepoFile)
        }

    def check_card(self, card: str) -> None:
        """Ask the Hub whether it takes a card."""
        with self._told("checking the card", NOTHING):
            try:
                self._lib.DatasetCard(card).validate()
            except PublishError:
                raise
            except ValueError as error:
                raise PublishError(f"README.md is refused: {_errors(str(error))}") from error

    def make(self, *, private: bool) -> None:
        """Make the repository. One that is there all the same, unseen, is not taken for a new one, whose files nobody would have to remove."""
        with self._told(f"making {self.repository}", MADE, NOTHING):
            self._api.create_repo(self.repository, private=private or None, **DATASET)
        self.say(f"made {self.repository}")

    def commit(self, changes: Sequence[Change], wanted: dict[str, Source], parent: str, *, title: str, description: str) -> str:
        """Change the files of the repository in one commit; its id. Somebody else's commit since ``parent`` is not overwritten."""
        with self._told("sending files", "nothing was published"):
            sent = [change.path for change in changes if change.kind in ("added", "changed")]
            added = [self._lib.CommitOperationAdd(path, str(wanted[path].file)) for path in sent]
            gone = [self._lib.CommitOperationDelete(change.path, is_folder=False) for change in changes if change.kind == "removed"]
            if added:
                # A .gitignore in the repository would leave files out without a word; free_memory would empty the operations.
                self._api.preupload_lfs_files(self.repository, added, gitignore_content="", free_memory=False, **DATASET)
        unsure, sure = "nothing was published, or all is there without its tag; run this again", "nothing was published; run this again"
        with self._told("committing", unsure, sure), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the card; it has been checked
            info = self._api.create_commit(
                self.repository,
                [*gone, *added],
                commit_message=title,
                commit_description=description,
                parent_commit=parent or None,
                **DATASET,
            )
        return str(info.oid)

    def tag(self, name: str, commit: str, message: str) -> None:
        """Give a commit a tag, which is never moved."""
        with self._told(f"tagging {name}", "the files are there, and the tag may be; run this again"):
            self._api.create_tag(self.repository, tag=name, revision=commit, tag_message=message, **DATASET)

    def loads(self, tag: str) -> Loaded:
        """What a tag gives back."""
        with self._told(f"loading {tag}", "it is there, and was not checked; run this again"):
            return load(self.repository, tag, self.endpoint, self.token)

    def where(self) -> str:
        """The page of the repository."""
        return f"{self.endpoint}/datasets/{self.repository}"


def _errors(body: str) -> str:
    """What the answer to a card says of it."""
    try:
        found = [str(error["message"]) for error in msgspec.json.decode(body)["errors"]]
    except (msgspec.MsgspecError, LookupError, TypeError):
        found = [body]
    return harmless("; ".join(found), "")
