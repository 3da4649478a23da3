"""What came of faults, as text, as JSON, and as the tables of a page."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from .catalogue import CAUSES, Fault

FAMILIES = {"F": "form", "S": "spans", "R": "references", "T": "types", "C": "claims", "X": "corpus", "L": "rights", "r": "not opened"}
"""By the first letter of a rule's code."""


class Row(NamedTuple):
    """What came of one kind of fault."""

    fault: Fault
    injected: int
    found: int
    rules: Counter[str]
    """How many of them each rule found."""
    alone: Counter[str]
    """How many of them only rules of one family found, by its letter."""
    missed: list[str]
    said: list[tuple[str, list[str]]]
    """Each place, and the findings there."""

    @property
    def by(self) -> str:
        """The rules that found most of them."""
        return ", ".join(code for code, _ in sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))[:4])

    def figures(self) -> dict[str, Any]:
        fault = self.fault
        return {
            "kind": fault.name,
            "cause": fault.cause,
            "argued": bool(fault.argued),
            "injected": self.injected,
            "found": self.found,
            "rules": dict(sorted(self.rules.items())),
            "missed": self.missed,
        }


def totals(rows: Sequence[Row]) -> tuple[int, int, int, int]:
    """Faults and kinds that can be known: (found, injected, kinds found whole, kinds tried)."""
    known = [row for row in rows if not row.fault.argued and row.injected]
    return (
        sum(row.found for row in known),
        sum(row.injected for row in known),
        sum(not row.missed for row in known),
        len(known),
    )


def families(rows: Sequence[Row]) -> list[tuple[str, int, int, int]]:
    """By family: its name, how many kinds it has a part in finding, how many faults it alone finds, how many rules found something."""
    found = []
    for letter, name in FAMILIES.items():
        kinds = sum(any(code[0] == letter for code in row.rules) for row in rows)
        codes = {code for row in rows for code in row.rules if code[0] == letter}
        if kinds:
            found.append((name, kinds, sum(row.alone[letter] for row in rows), len(codes)))
    return found


def as_text(rows: Sequence[Row], *, each: bool = False) -> str:
    """For a terminal."""
    out = [f"{'fault':<42} {'cause':<9} {'injected':>8} {'found':>6}  by"]
    for row in rows:
        note = " (argued)" if row.fault.argued else "" if not row.missed else "  <-- missed"
        out.append(f"{row.fault.name:<42} {row.fault.cause:<9} {row.injected:>8} {row.found:>6}  {row.by}{note}")
        for what, said in row.said if each else []:
            out += [f"    {what}", *(f"        {line}" for line in said or ["nothing"])]
    out.append("")
    out += [f"{name}: has a part in {kinds} kinds, alone finds {alone} faults" for name, kinds, alone, _ in families(rows)]
    found, injected, whole, kinds = totals(rows)
    out.append(f"Of what can be known, {found:,} of {injected:,} faults are found; {whole} of {kinds} kinds wholly.")
    for row in rows:
        if row.missed and not row.fault.argued:
            out += [f"missed: {row.fault.name}: {what}" for what in row.missed]
    return "\n".join(out)


def page(text: str, rows: Sequence[Row], *, with_texts: bool) -> str:
    """A page with its tables written anew: all of them, or with the texts only what the texts change.

    Raises:
        ValueError: the page lacks a marker.
    """
    parts = (
        {"with texts": [*_summary(rows), "", *_table([row for row in rows if row.fault.needs_texts])]}
        if with_texts
        else {"score": _score(rows), "argued": _argued(rows)}
    )
    for name, lines in parts.items():
        pattern = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"the page has no marker <!-- {name} -->")
        body = "\n".join(["", *lines, "", ""])
        text = pattern.sub(lambda match, body=body: match.group(1) + body + match.group(2), text)
    return text


def _summary(rows: Sequence[Row]) -> list[str]:
    found, injected, whole, kinds = totals(rows)
    lines = [f"**{found:,} of {injected:,}** faults that can be known are found, **{whole} of {kinds}** kinds wholly.", ""]
    lines += [f"Missed: `{row.fault.name}` ({row.found} of {row.injected})." for row in rows if row.missed and not row.fault.argued]
    lines += [
        "| family | kinds in which it has a part | faults that it alone finds | of its rules, found something |",
        "| --- | --: | --: | --: |",
    ]
    return lines + [f"| {name} | {kinds} | {alone} | {rules} |" for name, kinds, alone, rules in families(rows)]


def _score(rows: Sequence[Row]) -> list[str]:
    lines = _summary(rows)
    for cause, told in CAUSES.items():
        lines += ["", f"**{told[0].upper()}{told[1:]}.**", ""]
        lines += _table([row for row in rows if row.fault.cause == cause and not row.fault.argued])
    return lines


def _table(rows: Sequence[Row]) -> list[str]:
    lines = ["| fault | what happens | found | by |", "| --- | --- | --: | --- |"]
    for row in rows:
        score = f"{row.found} / {row.injected}" if row.injected else "needs texts"
        lines.append(f"| `{row.fault.name}` | {' '.join(row.fault.doc.split())} | {score} | {row.by} |")
    return lines


def _argued(rows: Sequence[Row]) -> list[str]:
    lines = []
    for row in rows:
        if row.fault.argued:
            doc = " ".join(row.fault.doc.split())
            lines += [f"- **`{row.fault.name}`** ({row.found} of {row.injected} seen all the same). {doc} *Why not:* {row.fault.argued}"]
    return lines
