"""Two passes over an invented article that differ: for tests of adjudicating."""

import json
from collections import Counter

import msgspec
from click.testing import CliRunner
from invented import ACME, ANN, BO, BOLT, ENTRIES, FIRED, FIRING, SALE_ENTRIES, SOLD, Sketch, firing
from making import EXAMPLE, ident, pass_of, put, records_of, texts_of

from steppe.adjudicate import Mapping, draft, refreshed, replay
from steppe.cli.adjudicate_ import adjudicate_
from steppe.labels import parse_labels
from steppe.model import Adjudication, Claim, Mention, Pass, Trigger, Zone
from steppe.store import Document, Registry
from steppe.store.form import ARTICLE, arranged

LABELS = parse_labels((EXAMPLE / "labels.toml").read_bytes())
HEADER = Adjudication(article="open-acme", first="ann", second="bo", by="ann", guidelines="2", date="2024-02-03")
VERDICTS = list(LABELS.verdict)
FIRST, SECOND, BOTH, NEITHER, OTHER = VERDICTS
BASE = firing("open-acme", "FREE")
M, T, C = ([ident(letter, number) for number in range(9)] for letter in "mtc")
AT = Sketch(FIRING).at


def registry_of(entries=(), folder="annotations/passes/ann"):
    """A registry of entries given as JSON."""
    there = records_of(entries or [*ENTRIES, *SALE_ENTRIES])
    kinds = {"entities": "entity", "events": "event"}
    return Registry(folder, {form: [one for one in there if one.__struct_config__.tag == kind] for form, kind in kinds.items()})


def document_of(records, annotator="ann", text=FIRING):
    """A pass of an annotator."""
    article = next(record for record in records if record.__struct_config__.tag == "article")
    marks = [record for record in records if record.__struct_config__.tag not in ("article", "pass")]
    path = f"annotations/passes/{annotator}/{article.name}.jsonl"
    return Document(path, arranged(ARTICLE, [article, pass_of(article, annotator), *marks]), text)


def draft_of(first, second, mapping=None, registries=None):
    """The draft of two passes whose entries are those of gold, unless told otherwise."""
    one, two = registries or (registry_of(), registry_of())
    same = {entry: entry for entry in (ANN, BO, ACME, FIRED, *registry_of().names)}
    return draft(("ann", first, one), ("bo", second, two), mapping or Mapping(same, same), LABELS)


def decided(draft, verdict):
    """A decision for each disagreement of a draft; ``verdict`` gives the verdict for each."""
    found = refreshed((), draft, LABELS)[0]
    made = [msgspec.structs.replace(one, verdict=verdict(one)) for one in found]
    return refreshed(made, draft, LABELS)[0]


def replayed(draft, verdict):
    """Gold where each disagreement has the verdict that is given."""
    return replay(draft, HEADER, decided(draft, verdict), LABELS)


def edited(records, **changes):
    """Records with other values for some fields of one, named by its id as ``m_222222=...``; None takes the mark away."""
    found = []
    for record in records:
        change = changes.get(getattr(record, "id", "").replace("-", "_"), {})
        if change is not None:
            found.append(msgspec.convert({**msgspec.to_builtins(record), **change}, type=type(record)))
    return found


def marked(records, *more):
    """Records with more marks, given as JSON."""
    return [*records, *records_of(more)]


def contents(records, entry=lambda entry: entry):
    """What marks say, however they are called: places and labels, with places for the marks that they refer to; how often each is said.

    Words of an annotator (``canonical``) are left out, and so are passes.
    """
    places = {
        mark.id: (type(mark).__name__, mark.start, mark.end, mark.type) for mark in records if isinstance(mark, Zone | Mention | Trigger)
    }
    found = []
    for mark in records:
        if isinstance(mark, Pass):
            continue
        said = msgspec.to_builtins(mark)
        said.pop("id", None)
        said.pop("canonical", None)
        if isinstance(mark, Trigger):
            said["arguments"] = sorted((argument.role, places[argument.filler]) for argument in mark.arguments)
        if isinstance(mark, Claim):
            said |= {"by": places.get(mark.by), "via": [(places.get(via.by), via.cue) for via in mark.via]}
            said["answers"] = sorted(
                (answer.facet, entry(answer.event), entry(answer.subject), sorted(map(entry, answer.values))) for answer in mark.answers
            )
        if "refers_to" in said:
            said["refers_to"] = entry(said["refers_to"])
        if said["kind"] == "link":
            said |= {"a": places[mark.a], "b": places[mark.b]}
        found.append(repr(sorted(said.items())))
    return Counter(found)


def own(records, letter):
    """Records with ids of an annotator's own for entries: ``e-222222`` is ``e-a22222`` for the letter a."""
    form = ARTICLE if any(record.__struct_config__.tag == "article" for record in records) else ""
    data = msgspec.json.Encoder().encode_lines(records).decode()
    for entry in (ANN, BO, ACME, BOLT, FIRED, SOLD):
        data = data.replace(entry, named(entry, letter))
    return arranged(form, records_of(data)) if form else records_of(data)


def named(entry, letter):
    """What an annotator calls an entry; see :func:`own`."""
    return f"{entry[:2]}{letter}{entry[3:]}"


def corpus_of(root, first, second, *, entries=ENTRIES, tier="FREE", name="open-acme"):
    """A corpus of two passes, each with a registry of its own ids, and no gold."""
    for who, letter, marks in (("ann", "a", first), ("bo", "b", second)):
        article = next(record for record in marks if record.__struct_config__.tag == "article")
        there = [record for record in marks if record.__struct_config__.tag != "pass"]
        new = [] if (root / f"annotations/passes/{who}/entities.jsonl").exists() else own(records_of(entries), letter)
        put(root, FIRING, own([*there, pass_of(article, who)], letter), new, name, f"passes/{who}")
    return root


def adjudicate(root, *arguments):
    """What the command does in a corpus whose texts are at hand."""
    texts = ("--texts", texts_of(root)) if texts_of(root).exists() else ()
    done = CliRunner().invoke(adjudicate_, [str(one) for one in (*arguments, "--corpus", root, *texts)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


BEGIN = ("--first", "ann", "--second", "bo", "--by", "ann", "--date", "2024-02-03")


def rows_of(file):
    """The rows of a sheet."""
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


def fill(file, rows):
    """Write the rows of a sheet."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return file


def always(verdict):
    return lambda one: verdict


def disagreed(second, first=BASE):
    """The disagreements of two passes over the firing."""
    return draft_of(document_of(first), document_of(second, "bo")).disagreements


def told(one):
    return [(difference.kind, difference.first, difference.second) for difference in one.told]


def ids(one):
    return [mark.id for mark in one.first], [mark.id for mark in one.second]


GOLD = "annotations/gold/open-acme.jsonl"
DECISIONS = "annotations/decisions/open-acme.jsonl"
CHANGED = edited(BASE, m_222222={"level": "NOM"}, m_222226=None, c_222223={"certainty": "LIKELY"})
"""Another level of Acme, no 'She', another certainty of a claim."""


def root_of(folder):
    """A corpus of two passes that differ in three things."""
    return corpus_of(folder / "corpus", BASE, CHANGED)


def decide(root, sheet, **verdicts):
    """Fill a sheet of what is open in and take it: ``mention``, ``trigger``, ``claim`` and so on by their verdicts."""
    adjudicate(root, *BEGIN, "--sheet", sheet)
    rows = [row | {"verdict": verdicts.get(row["layer"], "FIRST")} for row in rows_of(sheet)]
    return adjudicate(root, "--take", fill(sheet, rows))
