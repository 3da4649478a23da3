"""The metadata in front of a card, each with its line."""

from typing import Any

import yaml

from ...finding import Flaw

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CARD = "README.md"

Way = tuple[str | int, ...]
"""Keys and places on the way to a value."""


class Front:
    """Metadata, and where they stand."""

    def __init__(self, text: str) -> None:
        self.metadata: dict[str, Any] = {}
        self.flaws: list[Flaw] = []
        self._lines: dict[Way, int] = {}
        head, _, rest = text.partition("---\n")
        front, end, _ = rest.partition("\n---\n")
        if head or not end:
            self.flaws.append(Flaw(CARD, 1, "has no metadata in front, between two lines of ---; `steppe build` writes them"))
            return
        try:
            node = yaml.compose(front, Loader=_LOADER)
            self._walk(node, (), set())
            found = None if self.flaws else yaml.load(front, Loader=_LOADER)  # noqa: S506 (a safe loader, of C)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            says = str(getattr(error, "problem", None) or error)
            self.flaws.append(Flaw(CARD, mark.line + 2 if mark else 1, f"the metadata cannot be read: {says}"))
            return
        if isinstance(found, dict):
            self.metadata = found
        elif not self.flaws:
            self.flaws.append(Flaw(CARD, 2, "the metadata are no keys with values"))

    def line(self, *way: str | int) -> int:
        """The line of a value, or of what is nearest above it."""
        while way and way not in self._lines:
            way = way[:-1]
        return self._lines.get(way, 1)

    def _walk(self, node: Any, way: Way, seen: set[int]) -> None:
        """Note lines, and what a reader of YAML would pass over in silence: a key that is there twice. An alias is none of a build's."""
        if node is None:
            return
        self._lines.setdefault(way, node.start_mark.line + 2)
        if id(node) in seen:
            self.flaws.append(Flaw(CARD, node.start_mark.line + 2, "an alias leads here; write it out"))
            return
        if isinstance(node, yaml.ScalarNode):
            return
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self._walk(item, (*way, number), seen)
            return
        first: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 2
            if name in first:
                message = f"has the key {name!r:.60} again, which is on line {first[name]} already; readers take the last one in silence"
                self.flaws.append(Flaw(CARD, line, message))
            first.setdefault(name, line)
            self._lines[(*way, name)] = line
            self._walk(value, (*way, name), seen)
