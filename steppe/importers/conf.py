"""brat's ``annotation.conf``: the labels that a corpus defines, and what may stand with what."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from ..labels import TRIGGER
from .toml import Inventory

_SECTION = re.compile(r"\[(\w+)\]")
_MACRO = re.compile(r"<[^<>\s]+>")
_TIMES = re.compile(r"(?:[?*+]|\{[\d,-]+\})$")
_ANY, _ENTITY, _EVENT = "<ANY>", "<ENTITY>", "<EVENT>"
_SETTING = re.compile(r"<[\w-]+-TYPE>")
"""An argument that is a property of a relation, as in ``<REL-TYPE>:symmetric-transitive``."""
_NOT_MARKED = {"ENTITY-NESTING", "<OVERLAP>"}
"""Entries of the relations that say which marks may overlap."""


class _Entry(Struct):
    """A line of a section: a type, what it is under, and its arguments as they are written."""

    name: str
    line: int
    parents: tuple[str, ...]
    arguments: str
    abstract: bool = False
    """Whether it only groups others."""


class Conf(Struct):
    """One or several files of definitions."""

    sections: dict[str, list[_Entry]] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)

    def read(self, file: str, text: str, inventory: Inventory) -> None:
        """Take in a file, and remember where its labels stand."""
        for section, entry in _entries(text, self.macros):
            self.sections.setdefault(section, []).append(entry)
            inventory.place(entry.name, file, entry.line)

    def fill(self, inventory: Inventory) -> None:
        """Enter what the files define."""
        entities = [entry for entry in self.sections.get("entities", []) if not entry.abstract]
        events = [entry for entry in self.sections.get("events", []) if not entry.abstract]
        inventory.mention.update(dict.fromkeys(entry.name for entry in entities))
        inventory.trigger.update({entry.name: {} for entry in events})
        below = self._below()
        for entry in events:
            for role, fillers in self._arguments(entry.arguments):
                inventory.trigger[entry.name][role] = None
                there = inventory.role.setdefault(role, {})
                for filler in fillers:
                    there |= dict.fromkeys(self._kinds(filler, inventory, below))
        for entry in self.sections.get("relations", []):
            if entry.name not in _NOT_MARKED and not entry.abstract:
                symmetric = "symmetric" in entry.arguments.partition("-TYPE>:")[2]
                inventory.link[entry.name] = inventory.link.get(entry.name, False) or symmetric

    def _below(self) -> dict[str, list[str]]:
        """The types under each type."""
        found: dict[str, list[str]] = {}
        for section in ("entities", "events"):
            for entry in self.sections.get(section, []):
                for name in (*entry.parents, entry.name):
                    found.setdefault(name, []).append(entry.name)
        return found

    def _kinds(self, filler: str, inventory: Inventory, below: dict[str, list[str]]) -> Iterator[str]:
        """The mention types, and :data:`TRIGGER`, that a filler stands for."""
        if filler in (_ANY, _ENTITY):
            yield from inventory.mention
        if filler in (_ANY, _EVENT):
            yield TRIGGER
        for name in below.get(filler, []):
            if name in inventory.mention:
                yield name
            elif name in inventory.trigger:
                yield TRIGGER

    def _arguments(self, written: str) -> Iterator[tuple[str, list[str]]]:
        """The roles of an event type, with what may fill each."""
        for piece in expanded(written, self.macros).split(","):
            role, colon, fillers = piece.strip().partition(":")
            role = _TIMES.sub("", role.strip())
            if colon and role and not _SETTING.fullmatch(role):
                yield role, [filler.strip() for filler in fillers.split("|") if filler.strip()]


def expanded(written: str, macros: dict[str, str]) -> str:
    """A definition with what its macros stand for; a macro of macros to the depth that any file needs."""
    for _ in range(4):
        written = _MACRO.sub(lambda match: macros.get(match.group(), match.group()), written)
        if len(written) > 1 << 16:
            break  # macros that double each other
    return written


def _entries(text: str, macros: dict[str, str]) -> Iterator[tuple[str, _Entry]]:
    """The entries of a file, with their sections; macros are taken in on the way."""
    section = ""
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.strip()
        if not written or written.startswith("#") or not written.strip("-"):
            continue
        if match := _SECTION.fullmatch(written):
            section, above = match.group(1), []
        elif match := re.fullmatch(r"(<[^<>\s]+>)\s*=(.*)", written):
            macros[match.group(1)] = match.group(2).strip()
        else:
            depth = len(line) - len(line.lstrip())
            above = [(other, name) for other, name in above if other < depth]
            name, *rest = written.split(None, 1)
            entry = _Entry(name.lstrip("!"), number, tuple(name for _, name in above), "".join(rest), abstract=name.startswith("!"))
            above.append((depth, entry.name))
            yield section, entry


def decoded(files: Iterable[tuple[str, bytes]], inventory: Inventory) -> Conf:
    """The definitions in some files, in order; bytes that are no UTF-8 are replaced."""
    conf = Conf()
    for file, data in files:
        conf.read(file, data.decode("utf-8-sig", "replace"), inventory)
    return conf
