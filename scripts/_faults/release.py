"""What goes wrong when a corpus is released: its splits, its pages, and the rights in its texts."""

import json
import re
from collections.abc import Iterator

from .catalogue import Change, canonical, fault
from .corpus import GOLD, Json, Original, Records, Sheet, but, requoted, resealed, stretches, swapped
from .tool import shifted

SPLITS = "annotations/splits.jsonl"
RELEASES = "annotations/releases.jsonl"
SETTINGS = "annotations/corpus.toml"
COUNTS = "dataset/counts.json"
_LAST = 2
"""Releases that are tampered with, so that one more release is no other score."""


def frozen(original: Original) -> Records:
    """The splits of the articles, as a release would write them down."""
    tiers, incidents = original.settings["tier"], original.settings["incident"]
    return [
        {
            "kind": "split",
            "article": sheet.name,
            "split": tiers[sheet.article["tier"]].get("prefix", "") + incidents[sheet.article["incident"]]["split"],
            "since": original.settings["version"],
        }
        for sheet in original.articles
    ]


@fault("release")
def split_changed_after_release(original: Original) -> Iterator[Change]:
    """After a release, an article is in another split: its incident changed sides, or it changed incidents."""
    released = frozen(original)
    text = original.text(SETTINGS)
    folds = sorted({incident["split"] for incident in original.settings["incident"].values()})
    turned = re.sub(r'(?m)^split = "(\w+)"', lambda match: f'split = "{folds[1 - folds.index(match.group(1))]}"', text)
    yield Change({SPLITS: released, SETTINGS: turned.encode()}, frozenset(), "incidents changed sides")
    for number, entry in enumerate(released):
        for split in folds:
            if split != entry["split"]:
                changed = [*released[:number], {**entry, "split": split}, *released[number + 1 :]]
                yield Change({SPLITS: changed}, frozenset({entry["article"]}), f"{entry['article']} in {split}")


@fault("release")
def released_article_gone(original: Original) -> Iterator[Change]:
    """After a release, an article is gone."""
    for sheet in original.articles:
        ghost = {**frozen(original)[0], "article": f"{sheet.name}-old"}
        yield Change({SPLITS: [*frozen(original), ghost]}, frozenset({ghost["article"]}), ghost["article"])


def _releases(original: Original) -> Records:
    """The releases that are recorded, or one of today's version."""
    there = [json.loads(line) for line in original.files.get(RELEASES, b"").splitlines()]
    content = json.loads(original.files.get(COUNTS, b"{}")).get("content", "0" * 64)
    return there or [{"kind": "release", "version": original.settings["version"], "date": "2024-01-02", "content": content}]


@fault("release")
def changed_under_a_released_version(original: Original) -> Iterator[Change]:
    """After a release the data were changed and the dataset was built again, under the version that was released."""
    counts = json.loads(original.files.get(COUNTS, b"{}"))
    for number, digit in enumerate(counts.get("content", "")):
        other = counts["content"][:number] + ("1" if digit == "0" else "0") + counts["content"][number + 1 :]
        data = json.dumps({**counts, "content": other}, indent=1).encode()
        yield Change({COUNTS: data, RELEASES: _releases(original)}, frozenset({"version", COUNTS}), f"digit {number} of the fingerprint")


@fault("release")
def version_of_before(original: Original) -> Iterator[Change]:
    """The version of the settings is below the last release: a merge took the older side."""
    text = original.text(SETTINGS)
    for version in ("0.0.1", "0.9.0", "0.99.99"):
        lowered = re.sub(r'(?m)^version = "[^"]*"', f'version = "{version}"', text, count=1)
        yield Change({SETTINGS: lowered.encode(), RELEASES: _releases(original)}, frozenset({"version"}), version)


@fault("release")
def release_recorded_twice(original: Original) -> Iterator[Change]:
    """Two branches released one version, and the merge kept both records."""
    known = _releases(original)
    for number, record in [*enumerate(known)][-_LAST:]:
        for content in ("0" * 64, record["content"][::-1]):
            twin = {**record, "content": content}
            changed = [*known[: number + 1], twin, *known[number + 1 :]]
            yield Change({RELEASES: changed}, frozenset({record["version"]}), f"{record['version']} again, with {content[:4]}")


@fault("release")
def release_dated_wrongly(original: Original) -> Iterator[Change]:
    """The day of a release is no day, or is written in another order."""
    known = _releases(original)
    for number, record in [*enumerate(known)][-_LAST:]:
        for date in ("2024-02-30", "2024-1-2", "02.01.2024", "2024", "yesterday"):
            changed = [*known[:number], {**record, "date": date}, *known[number + 1 :]]
            yield Change({RELEASES: changed}, frozenset({record["version"]}), f"{record['version']} on {date}")


@fault("release")
def split_since_a_version_that_was_never_released(original: Original) -> Iterator[Change]:
    """An article was entered among the released ones by hand, since a version that never was."""
    known = frozen(original)
    for number, entry in enumerate(known):
        changed = [*known[:number], {**entry, "since": "99.0.0"}, *known[number + 1 :]]
        yield Change({SPLITS: changed, RELEASES: _releases(original)}, frozenset({entry["article"]}), entry["article"])


@fault("release")
def word_that_the_hub_does_not_know(original: Original) -> Iterator[Change]:
    """A key or a word for the card is misspelt, or is what people say and not what the Hub's list has."""
    text = original.text(SETTINGS)
    for key, values in original.settings.get("card", {}).items():
        line = re.search(rf"(?m)^{key} = .*$", text)
        if line is None:
            continue
        places = {f"card.{key}", key}
        yield Change(
            {SETTINGS: text.replace(line[0], line[0].replace(key, f"{key}x", 1)).encode()}, frozenset({f"card.{key}x", *places}), f"{key}x"
        )
        for value in values if isinstance(values, list) and key != "tags" else ():
            for wrong in (value.replace("-", "_"), value.title(), f"{value}s"):
                if wrong != value:
                    changed = text.replace(line[0], line[0].replace(f'"{value}"', f'"{wrong}"', 1))
                    yield Change({SETTINGS: changed.encode()}, frozenset(places), f"{key}: {wrong}")
    for key, wrong in (("licence", '"CC BY"'), ("licence", '"Creative Commons"'), ("language", '["English"]'), ("language", '["eng-XX"]')):
        changed = re.sub(rf"(?m)^{key} = .*$", f"{key} = {wrong}", text, count=1)
        yield Change({SETTINGS: changed.encode()}, frozenset({key}), f"{key} is {wrong}")


def _other(original: Original, sheet: Sheet) -> str:
    here = original.settings["incident"][sheet.article["incident"]]["split"]
    return next(name for name, incident in original.settings["incident"].items() if incident["split"] != here)


def _copied(original: Original, sheet: Sheet, kinds: tuple[str, ...]) -> tuple[str, Records]:
    name = f"{sheet.name}-2"
    kept = [record for record in sheet.records if record["kind"] in kinds]
    new = {"article": {"name": name, "incident": _other(original, sheet), "retells": None}, "pass": {"article": name}}
    return name, [but(record, **new.get(record["kind"], {})) for record in kept]


@fault("release")
def document_on_both_sides(original: Original) -> Iterator[Change]:
    """An article was copied under a new name into an incident of the other split, before it was marked."""
    for sheet in original.open:
        name, records = _copied(original, sheet, ("article", "pass", "zone"))
        files = {f"{GOLD}/{name}.jsonl": records, f"annotations/articles/{name}.txt": (sheet.text or "").encode()}
        yield Change({**files}, frozenset({name, sheet.name}), name)


@fault("release")
def marked_document_on_both_sides(original: Original) -> Iterator[Change]:
    """An article was copied under a new name into an incident of the other split, with its marks."""
    for sheet in original.open:
        name, records = _copied(original, sheet, ("article", "pass", "zone", "mention", "trigger", "claim"))
        files = {f"{GOLD}/{name}.jsonl": records, f"annotations/articles/{name}.txt": (sheet.text or "").encode()}
        yield Change({**files}, frozenset({name, sheet.name}), name)


@fault("release")
def half_a_document_on_both_sides(original: Original) -> Iterator[Change]:
    """An article has at its end every second line of one of the other split."""
    for sheet in original.open:
        for other in original.open:
            if other.article["incident"] == _other(original, sheet):
                for odd in (0, 1):
                    zones = other.of("zone")[odd::2]
                    text, records = sheet.text or "", list(sheet.records)
                    for number, zone in enumerate(zones):
                        shift = len(text) + 1 - zone["start"]
                        moved = shifted([zone], lambda offset, shift=shift: offset + shift)[0]
                        records.append({**moved, "id": f"z-x7x7{number // 28 + 2}{'23456789abcdefghjkmnpqrstuvwx'[number % 28]}"})
                        text += "\n" + other.reads(zone) + "\n"
                    files = {sheet.file: resealed(records, text), sheet.text_file: text.encode()}
                    yield Change({**files}, frozenset({sheet.name, other.name}), f"{other.name} in {sheet.name}")


@fault("release")
def same_line_marked_otherwise(original: Original) -> Iterator[Change]:
    """A paragraph stands in two articles, and the second has only some of its marks, or calls the line something else."""
    for sheet in original.open:
        other = next((o for o in original.open if o.name != sheet.name and o.article["incident"] != sheet.article["incident"]), None)
        for zone in sheet.of("zone"):
            if other and zone["end"] - zone["start"] > 40 and any(mark["kind"] == "mention" for mark in sheet.inside(zone)):
                text = other.text or ""
                moved = shifted([{**zone, "id": "z-x7x7x7"}], lambda offset: offset + len(text) + 1 - zone["start"])  # noqa: B023
                longer = f"{text}\n{sheet.reads(zone)}\n"
                records = resealed([*other.records, *moved], longer)
                change = Change({other.file: records, other.text_file: longer.encode()}, frozenset({zone["id"], "z-x7x7x7"}), zone["id"])
                yield change._replace(what=f"{sheet.name}/{zone['id']} in {other.name}")


@fault("release")
def count_stale(original: Original) -> Iterator[Change]:
    """The counts of the dataset are those of before."""
    counts: Json = json.loads(original.files.get(COUNTS, b"{}"))
    for part in ("layers", "labels"):
        for path, number in _leaves(counts.get(part, {})):
            changed = json.loads(json.dumps(counts))
            node = changed[part]
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = number + 1
            yield Change({COUNTS: json.dumps(changed, indent=1).encode()}, frozenset({COUNTS}), f"{part}.{'.'.join(path)}")


def _leaves(node: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        elif isinstance(value, int):
            yield (*path, key), value


@fault("release")
def count_stale_in_card(original: Original) -> Iterator[Change]:
    """A number in the card's tables of layers and labels is that of before."""
    file = "dataset/README.md"
    lines = original.text(file).split("\n") if file in original.files else []
    layers = json.loads(original.files.get(COUNTS, b"{}")).get("layers", {})
    for number, line in enumerate(lines):
        cells = line.split("|")
        if len(cells) > 3 and cells[1].strip(" `") in layers and re.fullmatch(r" *[\d,]+ *", cells[2]):
            cells[2] = f" {int(cells[2].replace(',', '')) + 1} "
            changed = [*lines[:number], "|".join(cells), *lines[number + 1 :]]
            yield Change({file: "\n".join(changed).encode()}, frozenset({file}), f"line {number + 1}")


@fault("release")
def mark_removed_and_not_counted(original: Original) -> Iterator[Change]:
    """A mark that nothing points at was removed, and the dataset was not built again."""
    for sheet in original.articles:
        for record in sheet.of("mention", "trigger"):
            if not sheet.pointing(record["id"]):
                content = canonical("article", swapped(sheet.records, record))
                ids = frozenset({COUNTS, "dataset/README.md", record["id"]})
                yield Change({sheet.file: content}, ids, f"{sheet.name}: {record['id']}")


@fault("release")
def file_name_unlike_article(original: Original) -> Iterator[Change]:
    """A file of marks was renamed, or named in a way that no path should be."""
    for sheet in original.articles:
        for name in (f"{sheet.name}-new", sheet.name.upper()):
            yield Change({sheet.file: None, f"{GOLD}/{name}.jsonl": original.files[sheet.file]}, frozenset({name}), name)


def unchanged(original: Original) -> Iterator[Change]:
    """No faults: an emoji with the right offsets, and the splits of a release. What is found here is found wrongly."""
    for sheet in original.open:
        zone = sheet.of("zone")[0]
        at = zone["end"]
        text = (sheet.text or "")[:at] + " \U0001f4f0" + (sheet.text or "")[at:]
        records = shifted(sheet.records, lambda start, at=at: start + 2 * (start >= at), lambda end, at=at: end + 2 * (end > at))
        line = next(record for record in records if record.get("id") == zone["id"])
        line["end"] += 2
        for record in records:
            for place in stretches(record) if record["kind"] not in ("article", "pass") else []:
                requoted(place, text)
        yield Change({sheet.file: resealed(records, text), sheet.text_file: text.encode()}, frozenset(), f"{sheet.name}: emoji")
    yield Change({SPLITS: frozen(original)}, frozenset(), "splits as released")
