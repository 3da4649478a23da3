"""The steps of a publication. Nothing is published half: before the commit nothing is changed, and what has a tag was whole before it."""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, structs

from ..text import plural
from ..version import tag_of
from .careful import PublishError
from .hub import MADE, Head, Hub
from .plan import Change, Source, changes, sources
from .proof import Counts, counts_of, fault_of

_VERSION = re.compile("[0-9A-Za-z][0-9A-Za-z.+-]*")
LATER = "the files are there, without a tag; run this again"


class Plan(Struct, frozen=True):
    """What a publication would do."""

    counts: Counts
    wanted: dict[str, Source]
    head: Head | None
    """Where the repository stands; None if it is to be made."""
    changes: list[Change]
    """What becomes of each file; where the tag is there, in what its files are others."""

    @property
    def tag(self) -> str:
        return tag_of(self.counts.version)

    @property
    def tagged(self) -> bool:
        """Whether the tag is there already."""
        return self.head is not None and self.tag in self.head.tags

    @property
    def title(self) -> str:
        return f"{self.counts.name} {self.counts.version}"

    @property
    def description(self) -> str:
        return f"content {self.counts.content}"


def planned(hub: Hub, folder: Path, pages: Mapping[str, Path]) -> Plan:
    """What publishing a built dataset with the pages that go along with it would do; nothing is changed.

    Raises:
        PublishError: the Hub does not answer, or would refuse it.
        OSError: the dataset cannot be read.
    """
    counts = counts_of(folder)
    if not _VERSION.fullmatch(counts.version):
        raise PublishError(f"the version {counts.version!r} cannot be a tag; it should be like 1.2.3")
    wanted = sources(folder, pages)
    head = hub.head()
    plan = Plan(counts, wanted, head, [])
    there = hub.files(plan.tag if plan.tagged else head.commit) if head and head.commit else {}
    plan = structs.replace(plan, changes=changes(wanted, there))
    if not plan.tagged:
        hub.check_card(wanted["README.md"].file.read_text("utf-8"))
    return plan


def publish(hub: Hub, plan: Plan, *, private: bool) -> None:
    """Do what was planned: make the repository if there is none, commit, see that all is there, tag.

    Raises:
        PublishError: a step failed; before the commit, nothing is published, and after it, running this again goes on.
    """
    head = plan.head
    if head is None:
        hub.make(private=private)
        head = hub.head(MADE)
    commit, todo = head.commit if head else "", [change for change in plan.changes if change.kind != "unchanged"]
    if todo:
        hub.say(f"sending {plural(len(todo), 'change')}")
        commit = hub.commit(todo, plan.wanted, commit, title=plan.title, description=plan.description)
        hub.say(f"committed {commit}")
        left = [change.path for change in changes(plan.wanted, hub.files(commit, LATER)) if change.kind != "unchanged"]
        if left:
            raise PublishError(f"{hub.where()}: {left[0]} is not there as it was sent, in commit {commit}; nothing was tagged")
    hub.tag(plan.tag, commit, f"{plan.title}, {plan.description}")
    hub.say(f"tagged {plan.tag}")


def check(hub: Hub, plan: Plan) -> str:
    """Load the tag, and say in what it is not what was built; empty where nothing is amiss."""
    hub.say(f"loading {plan.tag} back")
    whole = not plan.tagged or all(change.kind == "unchanged" for change in plan.changes if change.path.endswith(".parquet"))
    return fault_of(hub.loads(plan.tag), plan.counts, listed=whole)
