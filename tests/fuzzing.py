"""Damaging a corpus at random, as a disk, a merge, a script or a careless hand would: bytes, lines, and values inside records."""

import json
from pathlib import Path

from making import records_of

from steppe.store.form import ARTICLE, dump

ODD = [
    "",
    " ",
    "\x00",
    "\x1b[31m",
    "\r\n::error::x",
    "\u202e",
    "\u2028",
    "\ufeff",
    "e\u0301",
    "\U0001f600",
    "m-222222",
    "e-222222",
    "v-222222",
    "open-acme/c-222222",
    "a/b/c",
    "../x",
    "7",
    "7-3",
    "~9",
    "9" * 400,
    "2024-13-99",
    "0000-00",
    "P",
    "Person",
    "Dismissal",
    "DAY",
    "SURE",
    "x" * 3000,
]
NUMBERS = [0, 1, -1, 2, 15, 10**6, 2**31 - 1, 2**31, 2**63, 10**30, 0.5, 1e308]


def values(record, path=()):
    """Every place of a decoded record, as a path of keys and indices."""
    yield path
    if isinstance(record, dict | list):
        for key in record if isinstance(record, dict) else range(len(record)):
            yield from values(record[key], (*path, key))


def changed(record, pick):
    """A record with one value replaced, removed or doubled."""
    path = pick.choice(list(values(record))[1:] or [()])
    if not path:
        return record
    home = record
    for key in path[:-1]:
        home = home[key]
    key, old = path[-1], home[path[-1]]
    match pick.randrange(6):
        case 0:
            del home[key]
        case 1 if isinstance(home, list):
            home.append(old)
        case 2:
            home[key] = pick.choice([None, [], {}, True, *ODD, *NUMBERS])
        case _ if isinstance(old, bool):
            home[key] = not old
        case _ if isinstance(old, int):
            home[key] = pick.choice([*NUMBERS[:8], old + 1, max(old - 1, 0), old * 2])
        case _ if isinstance(old, str):
            home[key] = pick.choice([*ODD, old.swapcase(), old[:-1], old + old, old + "\u0301"])
        case _:
            home[key] = [old] if not isinstance(old, list) else old[::-1]
    return record


def damaged_bytes(data, pick):
    """Bytes with a stretch flipped, lost, doubled or moved."""
    if not data:
        return b"\xff"
    one, two = sorted(pick.randrange(len(data) + 1) for _ in range(2))
    two = min(two, one + pick.choice([1, 2, 8, 64, 4096]))
    at = pick.randrange(len(data) + 1)
    match pick.randrange(6):
        case 0:
            return data[:one] + bytes(byte ^ (1 << pick.randrange(8)) for byte in data[one:two]) + data[two:]
        case 1:
            return data[:one] + data[two:]
        case 2:
            return data[:at] + data[one:two] + data[at:]
        case 3:
            return data[:one] + pick.choice([b"\r", b"\n", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"{", b'"']) + data[one:]
        case 4:
            return data[:one]
    return data.replace(b"\n", b"\r\n")


def damaged_records(file: Path, pick):
    """The bytes of a file of records with one line changed, lost, doubled or moved; in canonical form wherever that is possible."""
    lines = [line for line in file.read_bytes().split(b"\n") if line]
    at = pick.randrange(len(lines)) if lines else 0
    try:
        match pick.randrange(5):
            case _ if not lines:
                return b"{}\n"
            case 0:
                del lines[at]
            case 1:
                lines.insert(pick.randrange(len(lines)), lines[at])
            case _:
                lines[at] = json.dumps(changed(json.loads(lines[at]), pick), ensure_ascii=False).encode("utf-8", "replace")
        form = ARTICLE if file.parent.name in ("gold", "bo") and file.stem not in ("entities", "events") else file.stem
        return dump(form, records_of("\n".join(line.decode() for line in lines)))
    except (ValueError, TypeError, OverflowError, StopIteration):  # what was damaged before, or is now, is no record any more
        return b"\n".join(lines) + b"\n"


def damage(root: Path, pick):
    """Damage one file of a corpus, and say which."""
    file = pick.choice(sorted(path for path in (root / "annotations").rglob("*") if path.is_file()))
    data = damaged_records(file, pick) if file.suffix == ".jsonl" and pick.random() < 0.8 else damaged_bytes(file.read_bytes(), pick)
    file.write_bytes(data)
    return file
