"""Time the work on a synthetic corpus, as ratios to decoding the same bytes with orjson in the same run.

    scripts/benchmark                        20,000 documents
    scripts/benchmark --documents 100000     other sizes; time should grow in step, memory should not
    scripts/benchmark --corpus DIR           keep the corpus there, and use it again

CPU seconds on one core, each stage in a process of its own, so that its peak memory is its own; of several processes, seconds by
the clock, and the peaks added up. Timings are noisy: trust the ratios, whose two sides are measured in turns. What the documents
are like is told in scripts/_synthetic.py.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from _synthetic import make

from steppe.store import Corpus


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, metavar="N")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="keep the synthetic corpus here, or use the one that is here")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.stage:
        print(json.dumps(STAGES[options.stage](options.corpus)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.corpus or Path(scratch)
        if not (folder / "annotations").is_dir():
            print(f"making {options.documents:,} documents in {folder} ...", file=sys.stderr)
            make(folder, options.documents)
        report(folder, as_json=options.json)
    return 0


# The stages


class Yardstick:
    """The time that orjson takes for the bytes of the articles that a stage has just been through.

    It is taken every thousand articles, between two pieces of the stage's work, so that a machine that is slow for a while is
    slow for both. Reading the bytes again is counted for neither.
    """

    EVERY = 1000

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.names = Corpus(corpus).names()
        self.documents = self.measured = self.bytes = 0
        self.cpu = self.aside = 0.0

    def seen(self, number: int = 1) -> None:
        """Some more articles went by."""
        self.documents += number
        if self.documents - self.measured >= self.EVERY or self.documents == len(self.names):
            self._measure(self.names[self.measured : self.documents])
            self.measured = self.documents

    def _measure(self, names: list[str]) -> None:
        import orjson

        begin = time.process_time()
        gc.enable()  # as anybody would call orjson
        for name in names:
            data = (self.corpus / f"annotations/gold/{name}.jsonl").read_bytes()
            ready = time.process_time()
            for line in data.split(b"\n"):
                if line:
                    orjson.loads(line)
            self.cpu += time.process_time() - ready
            self.bytes += len(data)
        gc.disable()  # as the commands work
        self.aside += time.process_time() - begin

    def against(self, seconds: float, others: int = 0) -> dict[str, float]:
        """The figures of a stage that took so long, and whose other processes had so many KB at their peak."""
        peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + others) / 1024
        figures = {"ratio": seconds / self.cpu, "seconds": seconds, "orjson": self.cpu}
        return figures | {"documents": self.documents, "bytes": self.bytes, "peak": peak}


def timed(corpus: Path, work: Callable[[Yardstick], object]) -> dict[str, float]:
    """CPU seconds of some work and of its yardstick, and the peak memory of the process. As the commands work: one thread."""
    import pyarrow as pa

    from steppe.cli.common import progress

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    yardstick = Yardstick(corpus)
    with progress(0, "benchmark"):
        begin = time.process_time()
        work(yardstick)
        cpu = time.process_time() - begin - yardstick.aside
    return yardstick.against(cpu)


def read_only(corpus: Path) -> dict[str, float]:
    def work(yardstick: Yardstick) -> None:
        for _ in Corpus(corpus).documents(sound=True):
            yardstick.seen()

    return timed(corpus, work)


def article_rules(corpus: Path) -> dict[str, float]:
    from steppe.rules import Case
    from steppe.validate import of_document

    def work(yardstick: Yardstick) -> None:
        whole = Corpus(corpus)
        for reading in whole.documents():
            if reading.document is not None:
                _sound(reading.faults or of_document(Case(reading.document, whole.labels, whole.settings, whole.registry)))
                yardstick.seen()

    return timed(corpus, work)


def check(corpus: Path) -> dict[str, float]:
    from steppe.validate import validate

    return timed(corpus, lambda yardstick: _sound(list(validate(Corpus(corpus), yardstick.seen))))


def check_with_two(corpus: Path) -> dict[str, float]:
    """As :func:`check` with two workers: seconds are by the clock, and the yardstick is read when the workers are done."""
    from steppe.validate import validate

    yardstick = Yardstick(corpus)
    begin = time.perf_counter()
    _sound(list(validate(Corpus(corpus), jobs=2)))
    seconds = time.perf_counter() - begin
    yardstick.seen(len(yardstick.names))
    return yardstick.against(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 2)


def _sound(findings: Sequence[object]) -> None:
    if findings:
        raise SystemExit(f"the synthetic corpus has findings, such as {findings[0]}")


def write(*configs: str) -> Callable[[Path], dict[str, float]]:
    """A stage that builds some configs (none: all of them)."""

    def stage(corpus: Path) -> dict[str, float]:
        from steppe.table import Tables

        def work(yardstick: Yardstick) -> None:
            whole = Corpus(corpus)
            with tempfile.TemporaryDirectory(dir=corpus) as out:
                tables = Tables(Path(out), whole.registry, whole.labels, whole.settings, only=configs)
                for reading in whole.documents(sound=True):
                    if reading.document is not None:
                        tables.add(reading.document)
                        yardstick.seen()
                tables.close()

        return timed(corpus, work)

    return stage


def compare(corpus: Path) -> dict[str, float]:
    """Score a second side of all documents in every layer, one process; the yardstick reads one side."""
    from steppe.score.comparison import Comparison
    from steppe.score.scores import score

    both = sides(corpus)

    def work(yardstick: Yardstick) -> None:
        score(Comparison(*both, Corpus(corpus).labels), seen=yardstick.seen)

    return timed(corpus, work)


def agreeing(corpus: Path) -> dict[str, float]:
    """Agreement on the first thousand documents, with a thousand samples: all coefficients but gamma."""
    from steppe.agreement.agree import Annotators, agree

    both = sides(corpus)

    def work(yardstick: Yardstick) -> None:
        yardstick.names = yardstick.names[:AGREED]
        annotators = Annotators(both, Corpus(corpus).labels, names=yardstick.names)
        agree(annotators, samples=1000, seen=yardstick.seen)

    return timed(corpus, work)


def sides(corpus: Path) -> list[Any]:
    """Gold of the synthetic corpus and a second side, which is made up when first asked for."""
    from _second import make_second

    from steppe.sides import open_side

    whole, second = Corpus(corpus), corpus / "second"
    if not second.is_dir():
        make_second(corpus, second)
    return [open_side(name, labels=whole.labels, settings=whole.settings, root=corpus) for name in ("gold", str(second))]


AGREED = 1000
CONFIGS = ("articles", "entities", "events", "claims", "coreference", "claim_pairs")
READ = "read (bytes, records, text)"
ARTICLES = "validate: article rules"
STAGES: dict[str, Callable[[Path], dict[str, float]]] = {
    READ: read_only,
    ARTICLES: article_rules,
    "validate: all, one process": check,
    "validate: all, two processes": check_with_two,
    "build articles": write("articles"),
    "build all": write(),
    **{f"build {config} alone": write(config) for config in CONFIGS[1:]},
    "score: all layers": compare,
    "agree: 1,000 documents": agreeing,
}


def report(corpus: Path, *, as_json: bool) -> None:
    """Run each stage in a process of its own, and print what it took."""
    rows: list[dict[str, Any]] = []
    for name in STAGES:
        print(f"{name} ...", file=sys.stderr)
        command = [sys.executable, __file__, "--stage", name, "--corpus", str(corpus)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name} failed:\n{done.stderr}")
        rows.append({"stage": name, **json.loads(done.stdout)})
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return
    documents, size = rows[0]["documents"], rows[0]["bytes"]
    print(
        f"{documents:,} documents, {size / documents / 1024:.1f} KB of records each; ratio: CPU time to that of orjson for the same bytes"
    )
    print(f"{'stage':<28} {'ratio':>6} {'seconds':>7} {'orjson':>7} {'docs/s':>8} {'peak MB':>8}")
    for row in rows:
        speed = row["documents"] / row["seconds"]
        print(f"{row['stage']:<28} {row['ratio']:>6.2f} {row['seconds']:>7.2f} {row['orjson']:>7.2f} {speed:>8,.0f} {row['peak']:>8.0f}")
    ratio = {row["stage"]: row["ratio"] for row in rows}
    whole, base = ratio["build all"], ratio[READ]
    alone = {config: ratio.get(f"build {config} alone", ratio["build articles"]) - base for config in CONFIGS}
    shares = ", ".join(f"{config} {max(0.0, share) / whole:.0%}" for config, share in alone.items())
    print(f"shares of build all: reading {base / whole:.0%}, {shares}")
    print("(Each config as measured alone, less reading: what two of them share counts twice.)")


if __name__ == "__main__":
    sys.exit(main())
