"""What changed in what articles are measured by: columns, layers, labels, settings."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ..store import GUIDELINES
from ..text import shared
from .change import Change, said
from .state import State
from .texts import Edit

_LONG, _BEFORE, _SHOWN = 240, 40, 120
"""Characters of words that are told whole; of longer ones, before the first that differs, and in all."""
_OWN = frozenset({"version", "released"})
"""Keys of the settings of which a difference is none of the data."""


def terms(old: State, new: State) -> Iterator[Change]:
    """What changed in columns, layers, labels and settings, as far as both sides tell of them."""
    if old.columns is not None and new.columns is not None:
        yield from _keys("column", *({name: column.type for name, column in columns.items()} for columns in (old.columns, new.columns)))
        for name in (name for name in old.columns if name in new.columns):
            yield from _numbers(name, old.columns[name].labels, new.columns[name].labels)
    if old.gold.form == new.gold.form:
        for name in sorted(old.gold.layers - new.gold.layers):
            yield Change(kind="removed", layer="layer", old=name, new="", says="no article has it any more")
        for name in sorted(new.gold.layers - old.gold.layers):
            yield Change(kind="added", layer="layer", old="", new=name, says="no article had it")
    for inventory in (name for name in old.inventories if name in new.inventories):
        yield from _labels(inventory, old.inventories[inventory], new.inventories[inventory])
    if old.settings is not None and new.settings is not None:
        yield from _keys("setting", _settings(old), _settings(new))
        yield from _manual(old.data(GUIDELINES), new.data(GUIDELINES))


def _manual(old: bytes | None, new: bytes | None) -> Iterator[Change]:
    """What changed in the guidelines, line by line."""
    if old is None or new is None:
        if new is not None:
            yield Change(kind="added", layer="manual", old="", new=GUIDELINES)
        elif old is not None:
            yield Change(kind="removed", layer="manual", old=GUIDELINES, new="")
    elif old != new:
        edit = Edit(*(data.decode(errors="replace") for data in (old, new)))
        yield Change(kind="edited", layer="manual", old=GUIDELINES, new=GUIDELINES, says=edit.told)


def untold(old: State, new: State) -> list[str]:
    """What is not compared, since one of the sides does not tell it."""
    found = []
    if old.columns is None or new.columns is None:
        found.append("columns: no card of a dataset tells them on both sides")
    if old.corpus is None or new.corpus is None:
        found.append(
            "settings, guidelines, definitions of labels, names of entries, clusters, traces, exceptions, decisions: a dataset does not have "
            "them"
        )
    return found


def _numbers(column: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    """The labels of a column that both sides have, and that readers see under other numbers. Those that go are no business of this."""
    there = {label: number for number, label in enumerate(new)}
    unlike = [said(label, str(number), str(there[label])) for number, label in enumerate(old) if there.get(label, number) != number]
    if unlike:
        yield Change(kind="moved", layer="column", old=column, new=column, says="; ".join(unlike))


def _labels(inventory: str, old: dict[str, object], new: dict[str, object]) -> Iterator[Change]:
    """The labels of an inventory; a dataset tells their names alone."""
    named = [(name, f"{inventory}.{name}") for name in {**old, **new}]
    for name, called in named:
        if name not in new:
            yield Change(kind="removed", layer="label", old=called, new="")
        elif name not in old:
            yield Change(kind="added", layer="label", old="", new=called)
        elif old[name] is not None and new[name] is not None and old[name] != new[name]:
            was, becomes = msgspec.to_builtins(old[name]), msgspec.to_builtins(new[name])
            keys = [key for key in was if was[key] != becomes.get(key)]
            words = "; ".join(said(key, *_near(_worded(was[key]), _worded(becomes.get(key)))) for key in keys)
            yield Change(kind="changed", layer="label", old=called, new=called, says=words)


def _keys(layer: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    """What changed in a map of words."""
    for key in {**old, **new}:
        if key not in new:
            yield Change(kind="removed", layer=layer, old=key, new="", says=old[key])
        elif key not in old:
            yield Change(kind="added", layer=layer, old="", new=key, says=new[key])
        elif old[key] != new[key]:
            yield Change(kind="changed", layer=layer, old=key, new=key, says=said("is", *_near(old[key], new[key])))


def _settings(state: State) -> dict[str, str]:
    """The settings as words, by key; of tables, by the key of each of their entries."""
    found: dict[str, str] = {}
    told: dict[str, Any] = msgspec.to_builtins(state.settings)
    for key, value in told.items():
        if isinstance(value, dict):
            found |= {f"{key}.{name}": _worded(entry) for name, entry in value.items()}
        elif key not in _OWN:
            found[key] = _worded(value)
    return found


def _near(was: str, becomes: str) -> tuple[str, str]:
    """What was and what is; of long words those around the first that differ."""
    if max(len(was), len(becomes)) <= _LONG:
        return was, becomes
    start = max(0, shared(was, becomes) - _BEFORE)
    one, two = (
        ("…" if start else "") + " ".join(words[start : start + _SHOWN].split()) + ("…" if len(words) > start + _SHOWN else "")
        for words in (was, becomes)
    )
    return one, two


def _worded(value: Any) -> str:
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()
