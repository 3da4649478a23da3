"""Run every baseline on the dataset, score it, and write the figures into the page.

scripts/baselines            write the tables into docs/baselines.md
scripts/baselines --check    exit 1 if the page is not what the dataset gives; nothing is written
scripts/baselines --keep DIR keep what the systems wrote there
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from steppe import Corpus
from steppe.baselines import TASKS, Given, Output, Split, Task, write
from steppe.labels import Labels
from steppe.score.comparison import Comparison
from steppe.score.grid import as_markdown, number
from steppe.score.scores import Score, Scores, score
from steppe.score.told import OF_ITEMS
from steppe.sides import open_side

TRAIN, TEST = "train", "test"
MAIN = {
    "entities": ("mention.strict", "mention.exact", "mention.type"),
    "events": ("trigger.strict", "trigger.exact", "argument.strict", "argument.unlabelled"),
    "claims": (
        "claim.content",
        "claim.content.overlap",
        "claim.source",
        "claim.cue",
        "claim.kind",
        "claim.certainty",
        "claim.author",
        "claim.facet",
    ),
    "coreference": (
        "coreference.entity.conll",
        "coreference.event.conll",
        "coreference.across.entity.conll",
        "coreference.across.event.conll",
    ),
    "claim_pairs": ("relation.strict", "relation.macro"),
}
"""The measures that the page has, by task."""
BEGIN, END = "<!-- baselines -->", "<!-- /baselines -->"
HEAD = ("system", "measure", "P", "R", "F1", "hits", "gold", "system has")
DIGITS = 2
TINY = 1e-9
"""What is added before rounding, so that a half is rounded up whatever its last bit is."""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the page, and do not write it")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where what the systems write is left")
    parser.add_argument("--dataset", type=Path, default=Path("dataset"), metavar="DIR")
    parser.add_argument("--page", type=Path, default=Path("docs/baselines.md"), metavar="FILE")
    given = parser.parse_args(argv)
    old = given.page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        new = page(old, tables(given.dataset, given.keep or Path(scratch), Corpus(Path()).labels))
    if given.check:
        if new != old:
            print(f"{given.page} is not what {given.dataset} gives; run scripts/baselines and commit the page", file=sys.stderr)
        return int(new != old)
    given.page.write_text(new, "utf-8")
    return 0


def page(old: str, lines: list[str]) -> str:
    """The page with other lines between its markers."""
    if old.count(BEGIN) != 1 or old.count(END) != 1:
        raise SystemExit(f"the page should have {BEGIN} and {END} once each")
    return re.sub(f"{BEGIN}.*{END}", lambda _: "\n".join([BEGIN, "", *lines, END]), old, flags=re.DOTALL)


def tables(dataset: Path, folder: Path, labels: Labels | None) -> list[str]:
    """The lines of the page: a table for each task, and below it the signature of each system's figures."""
    train, test = Split(dataset, [TRAIN]), Split(dataset, [TEST])
    lines = []
    for name, task in TASKS.items():
        rows, notes = [], []
        for system in task.systems:
            output = task.systems[system](train, Given(test))
            if not output.rows:
                notes.append(f"- `{system}` learnt from {output.learnt}, and found nothing")
                continue
            scores = scored(task, output, test, folder / f"{name}-{system}.jsonl", labels)
            rows += [(f"`{system}`", f"`{one.measure.name}`", *figures(one)) for one in scores.scores if one.measure.name in MAIN[name]]
            notes.append(f"- `{system}` learnt from {output.learnt}; `{scores.signature}`")
        lines += [f"### `{name}`", "", *as_markdown(HEAD, rows, left=2), "", *notes, ""]
    return lines


def scored(task: Task, output: Output, test: Split, file: Path, labels: Labels | None) -> Scores:
    """How what a system writes scores."""
    write(output.rows, file, test.schema(output.config))
    gold, split = task.gold(test.dataset, TEST)
    sides = [open_side(str(gold), labels=labels, split=split), open_side(str(file), labels=labels)]
    return score(Comparison(*sides, labels), task.measures)


def figures(one: Score) -> Iterator[str]:
    """Ratios with few digits, so that no machine's last bit shows; counts where hits are the same on both sides."""
    for ratio in one.ratios:
        yield "undefined" if ratio is None else f"{ratio + TINY:.{DIGITS}f}"
    hits, found, _, sought = one.counts if one.measure.ratios in OF_ITEMS else (None, None, None, None)
    for count in (hits, sought, found):
        yield "" if count is None else number(count) if float(count).is_integer() else f"{count:.1f}"


if __name__ == "__main__":
    sys.exit(main())
