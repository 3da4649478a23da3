"""What a change log says of released versions: every number is the one that the version's own commit said, for good."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from .finding import Flaw
from .git import GitError, Repository
from .prose import CHANGES, unfenced
from .store import RELEASES, Corpus
from .tagged import commit_of
from .text import shown
from .version import Version, tag_of

_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_VERSION = re.compile(r"(?<![\w.])\d+\.\d+\.\d+(?![\w-]|\.\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def altered(corpus: Corpus) -> Iterator[Flaw]:
    """Released versions of which a change log has no section with their day; and numbers of others that are not what the commit of their
    version has there. Words may be mended.

    Nothing is known of versions that have no commit here (:func:`steppe.tagged.commit_of`), nor where there is no git.
    """
    page = corpus.there(CHANGES)
    sections = _sections((page or b"").decode(errors="replace"))
    yield from _untold(corpus, sections)
    try:
        repository = Repository(corpus.root) if sections else None
    except GitError:
        return
    for version, (line, section) in sections.items():
        if repository is not None and (was := _then(repository, version)) is not None and was != section:
            yield from _unlike(section, was, line, tag_of(version))


def _untold(corpus: Corpus, sections: Mapping[Version, tuple[int, str]]) -> Iterator[Flaw]:
    """What was released and has no section, though others have one; and sections that give another day."""
    for release in corpus.registry.releases if sections else ():
        version = Version.parse(release.version)
        line, section = sections.get(version, (0, "")) if version else (0, "")
        if not section:
            yield Flaw(
                CHANGES, 0, f"has no section of {release.version}, which was released on {release.date}; begin it with `## {version}`"
            )
        elif (days := _DAY.findall(section.partition("\n")[0])) and release.date not in days:
            yield Flaw(CHANGES, line, f"says that {version} was released on {days[0]}; {RELEASES} says {release.date}")


def _sections(page: str) -> dict[Version, tuple[int, str]]:
    """The sections of versions: where each begins, as a line, and what it says."""
    headings = [*_HEADING.finditer(unfenced(page))]
    found: dict[Version, tuple[int, str]] = {}
    for number, heading in enumerate(headings):
        named = _VERSION.search(heading[0])
        version = Version.parse(named[0]) if named else None
        end = headings[number + 1].start() if number + 1 < len(headings) else len(page)
        if version:
            found.setdefault(version, (page.count("\n", 0, heading.start()) + 1, page[heading.start() : end].rstrip()))
    return found


def _then(repository: Repository, version: Version) -> str | None:
    """What the commit of a version has in its section; None where it has none, or there is no such commit."""
    try:
        commit = commit_of(repository, version)
        page = repository.run("show", f"{commit}:{repository.prefix}{CHANGES}") if commit else ""
    except GitError:
        return None
    return _sections(page).get(version, (0, None))[1]


def _unlike(section: str, was: str, line: int, tag: str) -> Iterator[Flaw]:
    here, there = [*_NUMBER.finditer(section)], [*_NUMBER.finditer(was)]
    said, should = [number[0] for number in here], [number[0] for number in there]
    for kind, start, end, to, until in SequenceMatcher(None, said, should, autojunk=False).get_opcodes():
        if kind != "equal":
            at = here[min(start, len(here) - 1)].start() if here else 0
            told, then = (" ".join(numbers) for numbers in (said[start:end], should[to:until]))
            yield Flaw(
                CHANGES,
                line + section.count("\n", 0, at),
                f"says {shown(told) if told else 'no number'} where {tag} said {shown(then) if then else 'none'}; a released version says what it said",
            )
