"""``labels.toml`` and ``corpus.toml`` of a corpus that is imported."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from ..labels import TRIGGER, parse_labels
from ..model import Origin
from ..settings import Incident, parse_settings

TIER, LINE, LICENCE = "IMPORTED", "LINE", "LicenseRef-Unknown"
"""What no imported file has a word for: the tier, the type of the zones, the licence."""
PLAIN = "UNMARKED"
"""The polarity or modality of a trigger of which nothing is said."""
NEGATION, SPECULATION = "Negation", "Speculation"
"""What polarity and modality are called in brat's files."""


class Inventory(Struct):
    """The labels of the files that are imported, each with where it was first found."""

    mention: dict[str, None] = field(default_factory=dict)
    trigger: dict[str, dict[str, None]] = field(default_factory=dict)
    """Event types with their roles."""
    role: dict[str, dict[str, None]] = field(default_factory=dict)
    """Roles with what may fill them: mention types, and :data:`steppe.labels.TRIGGER`."""
    link: dict[str, bool] = field(default_factory=dict)
    """Link types, and whether they are symmetric."""
    found: dict[str, tuple[str, int]] = field(default_factory=dict)
    """File and line of the first use or the definition of a label."""

    def place(self, label: str, file: str, line: int) -> None:
        """Remember where a label was first found."""
        self.found.setdefault(label, (file, line))

    def origins(self) -> list[Origin]:
        """The places of the labels."""
        return [Origin(at=label, name=label, file=file, line=line) for label, (file, line) in self.found.items()]


def labels_toml(inventory: Inventory, *, registry: bool, said: str) -> bytes:
    """``labels.toml``. With ``registry``, mentions may refer to the registry; ``said`` tells where labels come from."""
    one: dict[str, Any] = {"definition": said}
    mention = {**one, "level": False} | ({"singletons": True} if registry else {"registry": False})
    own = {"definition": "Not of the imported files."}
    none: dict[str, Any] = {}
    tables = {
        "zone": {LINE: {"definition": "A line of the text."}},
        "mention": dict.fromkeys(inventory.mention, mention),
        "level": none,
        "role": {
            name: {**one, "fillers": [filler for filler in fillers if filler == TRIGGER or filler in inventory.mention]}
            for name, fillers in inventory.role.items()
        },
        "trigger": {name: {**one, "roles": list(roles), "registry": False} for name, roles in inventory.trigger.items()},
        "polarity": {PLAIN: {**own, "default": True}, NEGATION: own},
        "modality": {PLAIN: {**own, "default": True}, SPECULATION: own},
        "source_kind": none,
        "mode": none,
        "certainty": none,
        "facet": none,
        "part": none,
        "relation": {"SAME": {**own, "symmetric": True, "same": True}},
        "conflict": none,
        "basis": {"JUDGED": {**own, "default": True}},
        "layer": none,
        "verdict": none,
        "cause": none,
        "link": {name: {**one, **({"symmetric": True} if symmetric else {})} for name, symmetric in inventory.link.items()},
    }
    data = "# Written by an import.\n" + "".join(f"\n[{name}]\n" + _labels(name, labels) for name, labels in tables.items())
    parse_labels(data.encode())
    return data.encode()


def _labels(inventory: str, labels: Mapping[str, Mapping[str, Any]]) -> str:
    return "".join(f"[{inventory}.{_text(name)}]\n" + _keys(keys) for name, keys in labels.items())


def corpus_toml(name: str, incidents: Mapping[str, Incident], language: str) -> bytes:
    """``corpus.toml``."""
    keys = {
        "name": name,
        "title": name,
        "version": "0",
        "summary": "Imported.",
        "licence": LICENCE,
        "language": [language],
        "about": "",
        "guidelines": "",
    }
    data = "# Written by an import.\n" + _keys(keys) + "\n[card]\n\n[annotator]\n"
    data += f"\n[tier.{TIER}]\n" + _keys({"text": True, "definition": "Articles that were imported."})
    data += f"\n[licences.{LICENCE}]\n" + _keys({"definition": "Not said in the files that were imported."})
    data += "\n[checks]\n" + _keys({"closed_entities": True, "far_arguments": True, "least_support": 0, "names": False})
    data += "\n[incident]\n"
    data += "".join(
        f"[incident.{_text(key)}]\n" + _keys({"name": incident.name, "split": incident.split}) for key, incident in incidents.items()
    )
    parse_settings(data.encode())
    return data.encode()


def _keys(keys: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in keys.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    """A basic string of TOML: that of JSON, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
