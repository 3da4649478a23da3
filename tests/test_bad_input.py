"""What people and programs really put into a corpus: each gives a message that says where, an exit code, and no change."""

import json
import os
import shutil
import subprocess

import pytest
from conftest import STEPPE
from invented import BO, FIRING, SALE
from making import edit, files_of, ident, texts_of

GOLD = "annotations/gold/open-acme.jsonl"
LINKED = "annotations/gold/link-acme.jsonl"
TEXT = "annotations/articles/open-acme.txt"
ENTITIES = "annotations/entities.jsonl"
CLUSTERS = "annotations/clusters.jsonl"
LABELS = "annotations/labels.toml"
SETTINGS = "annotations/corpus.toml"
EMOJI = FIRING.index("\U0001f600")


def swap(file, old, new, count=1):
    """Plant a fault by replacing bytes of a file."""

    def plant(root):
        data = (root / file).read_bytes()
        assert old in data, "the fault is not where it should go"
        (root / file).write_bytes(data.replace(old, new, count))

    return plant


def line(file, number, new):
    """Plant a fault by replacing a line of a file."""

    def plant(root):
        lines = (root / file).read_bytes().split(b"\n")
        lines[number - 1] = new(lines[number - 1]) if callable(new) else new
        (root / file).write_bytes(b"\n".join(lines))

    return plant


def whole(file, data):
    """Plant a fault by replacing all of a file, or by making one."""

    def plant(root):
        (root / file).parent.mkdir(exist_ok=True, parents=True)
        (root / file).write_bytes(data)

    return plant


def record(file, at, **changes):
    """Plant a fault by changing a record, in canonical form."""
    return lambda root: edit(root / file, at=at, **changes)


def gone(file):
    return lambda root: (root / file).unlink()


def linked(file, to=None):
    """Put a symbolic link in the place of a file or folder: to what was there, now elsewhere, or to ``to``."""

    def plant(root):
        elsewhere = root.parent / "elsewhere"
        if to is None:
            (root / file).rename(elsewhere)
        (root / file).symlink_to(to or elsewhere)

    return plant


def utf16(root):
    """Offsets as JavaScript counts them: one more for each character outside the basic plane that stands before."""
    lines = (root / GOLD).read_bytes().split(b"\n")
    for number, text in enumerate(lines):
        if b'"kind":"mention"' in text:
            mark = json.loads(text)
            for key in ("start", "end"):
                mark[key] += sum(character > "\uffff" for character in FIRING[: mark[key]])
            lines[number] = json.dumps(mark, ensure_ascii=False, separators=(",", ":")).encode()
    (root / GOLD).write_bytes(b"\n".join(lines))


def of(file, needle):
    """The place of the line of a file that holds these words, once the fault is planted."""

    def place(root):
        lines = (root / file).read_bytes().split(b"\n")
        return f"{file}:{next(number for number, there in enumerate(lines, start=1) if needle.encode() in there)}"

    return place


def directory(file):
    def plant(root):
        (root / file).unlink()
        (root / file).mkdir()

    return plant


M1, T0 = ident("m", 1), ident("t", 0)
ESCAPE = "\x1b]0;owned\x07\u202e"  # it would rename the window of a terminal, then write from right to left
SPELT = r"\u001b]0;owned\u0007\u202e"
MARKERS = b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs"
CASES = {
    # name: how the fault is planted, where the message says that it is, what else it says
    "malformed-json": (line(GOLD, 4, lambda there: there[:-1]), f"{GOLD}:4", ""),
    "half-a-file": (lambda root: (root / GOLD).write_bytes((root / GOLD).read_bytes()[:-30]), f"{GOLD}:20", ""),
    "conflict-marker": (line(GOLD, 4, MARKERS), f"{GOLD}:4", "conflict"),
    "conflict-marker-in-the-registry": (line(ENTITIES, 2, MARKERS), f"{ENTITIES}:2", "conflict"),
    "conflict-marker-in-a-text": (line(TEXT, 3, b"<<<<<<< HEAD"), GOLD, "the text has SHA-256"),
    "unknown-key": (swap(GOLD, b'"level"', b'"depth"'), of(GOLD, "depth"), "depth"),
    "unknown-key-deep-inside": (swap(GOLD, b'"filler"', b'"by"'), GOLD, "unknown field 'by'"),
    "unknown-kind": (swap(GOLD, b'"kind":"mention"', b'"kind":"menton"'), of(GOLD, "menton"), "menton"),
    "kind-of-the-registry": (line(GOLD, 4, b'{"kind":"entity","id":"e-222222","type":"Firm","name":"x"}'), f"{GOLD}:4", "entity"),
    "unknown-label": (record(GOLD, M1, type="Human"), of(GOLD, "Human"), "has type 'Human'"),
    "unknown-label-in-the-registry": (record(ENTITIES, BO, type="Human"), of(ENTITIES, "Human"), "Human"),
    "out-of-range": (record(GOLD, M1, start=9990, end=9999), of(GOLD, '9999,"quote'), "9990 to 9999"),
    "reversed": (record(GOLD, M1, start=FIRING.index("Ann") + 3, end=FIRING.index("Ann")), of(GOLD, f'"id":"{M1}"'), "start < end"),
    "negative": (swap(GOLD, b'"start":0', b'"start":-1'), GOLD, ">= 0"),
    "offset-is-a-string": (swap(GOLD, b'"start":0', b'"start":"0"'), GOLD, "Expected 'int'"),
    "utf16-offsets": (utf16, GOLD, "the offsets look like UTF-16 units"),
    "utf16-offsets-inside-the-emoji": (record(GOLD, M1, start=EMOJI, end=EMOJI + 2), of(GOLD, f'"id":"{M1}"'), "reads"),
    "crlf-in-a-text": (swap(TEXT, b"\n", b"\r\n", -1), f"{TEXT}:1", "U+000D"),
    "next-line-in-a-text": (swap(TEXT, b"Share", "\x85Share".encode()), f"{TEXT}:4", "U+0085"),
    "line-separator-in-a-text": (swap(TEXT, b"Share", "\u2028Share".encode()), f"{TEXT}:4", "U+2028"),
    "nul-in-a-text": (swap(TEXT, b"Share", b"\0Share"), f"{TEXT}:4", "U+0000"),
    "byte-order-mark-in-a-text": (swap(TEXT, b"Acme", b"\xef\xbb\xbfAcme"), f"{TEXT}:1", "U+FEFF"),
    "not-utf-8-in-a-text": (swap(TEXT, b"Share", b"Sh\xe4re"), f"{TEXT}:4", "0xe4"),
    "empty-text": (whole(TEXT, b""), TEXT, "no text"),
    "blank-text": (whole(TEXT, b" \n\n"), TEXT, "no text"),
    "changed-text": (swap(TEXT, b"fired", b"tired"), f"{GOLD}:1", "the text has SHA-256"),
    "text-is-a-folder": (directory(TEXT), GOLD, "directory"),
    "crlf": (swap(GOLD, b"\n", b"\r\n", -1), f"{GOLD}:1", "CR LF"),
    "byte-order-mark": (
        lambda root: (root / GOLD).write_bytes(b"\xef\xbb\xbf" + (root / GOLD).read_bytes()),
        f"{GOLD}:1",
        "byte order mark",
    ),
    "utf-16-file": (lambda root: (root / GOLD).write_bytes((root / GOLD).read_text("utf-8").encode("utf-16")), f"{GOLD}:1", ""),
    "not-utf-8": (swap(GOLD, b'"Us"', b'"\xdcs"'), f"{GOLD}:1", "UTF-8"),
    "nul-bytes": (line(GOLD, 4, b"\0" * 40), f"{GOLD}:4", ""),
    "nul-in-a-string": (swap(GOLD, b'"Us"', b'"U\0s"'), f"{GOLD}:1", ""),
    "lone-surrogate": (swap(GOLD, b'"Us"', b'"U\\ud83d"'), f"{GOLD}:1", "surrogate"),
    "surrogates-backwards": (swap(GOLD, b'"Us"', b'"U\\ude00\\ud83d"'), f"{GOLD}:1", "surrogate"),
    "empty-file": (whole(GOLD, b""), GOLD, "nothing in the file"),
    "only-line-ends": (whole(GOLD, b"\n\n"), GOLD, "no record"),
    "empty-registry": (whole(ENTITIES, b""), ENTITIES, "nothing in the file"),
    "no-article": (line(GOLD, 1, b""), f"{GOLD}:", ""),
    "text-is-gone": (gone(TEXT), TEXT, "missing"),
    "registry-is-gone": (gone(ENTITIES), GOLD, "registry"),
    "registry-is-a-folder": (directory(ENTITIES), ENTITIES, "directory"),
    "dangling-filler": (record(GOLD, T0, arguments=[{"role": "Boss", "filler": "m-999999"}]), of(GOLD, "m-999999"), "m-999999"),
    "dangling-entity": (record(GOLD, M1, refers_to="e-999999"), of(GOLD, "e-999999"), "e-999999"),
    "dangling-claim": (record(CLUSTERS, ident("k", 0), claims=["link-acme/c-999999"]), of(CLUSTERS, "c-999999"), "c-999999"),
    "duplicate-id": (record(GOLD, M1, id=ident("m", 0)), f"{GOLD}:", ident("m", 0)),
    "duplicate-id-in-the-registry": (lambda root: (root / ENTITIES).write_bytes(b"".join(doubled(root))), f"{ENTITIES}:", "twice"),
    "a-line-of-5-mb": (line(GOLD, 4, b'{"kind":"' + b"x" * 5_000_000 + b'"}'), f"{GOLD}:4", "5,000,011"),
    "deep-nesting": (line(GOLD, 4, b'{"kind":"zone","id":' + b"[" * 200_000 + b"]" * 200_000 + b"}"), f"{GOLD}:4", ""),
    "deep-nesting-of-objects": (line(ENTITIES, 2, b'{"a":' * 100_000 + b"1" + b"}" * 100_000), f"{ENTITIES}:2", ""),
    "huge-integer": (swap(GOLD, b'"start":0', b'"start":' + b"9" * 5000), GOLD, ""),
    "integer-beyond-64-bits": (swap(GOLD, b'"start":0', b'"start":18446744073709551616'), GOLD, ""),
    "float-too-large": (swap(GOLD, b'"start":0', b'"start":1e999'), GOLD, ""),
    "name-climbs": (swap(GOLD, b'"open-acme"', b'"../open-acme"', -1), f"{GOLD}:1", "../open-acme"),
    "name-is-absolute": (swap(GOLD, b'"open-acme"', b'"/etc/passwd"', -1), f"{GOLD}:1", "/etc/passwd"),
    "file-with-a-strange-name": (whole("annotations/gold/Open Acme.jsonl", b"{}\n"), "annotations/gold/Open Acme.jsonl", "cannot name"),
    "file-with-an-escape-in-its-name": (whole(f"annotations/gold/{ESCAPE}a.jsonl", b"{}\n"), "annotations/gold/", "cannot name"),
    "escape-in-an-id": (record(GOLD, M1, id=f"m-2{ESCAPE}"), f"{GOLD}:", "R301"),
    "escape-in-a-label": (record(GOLD, M1, type=f"Person{ESCAPE}"), f"{GOLD}:", "T401"),
    "escape-in-a-filler": (record(GOLD, T0, arguments=[{"role": "Boss", "filler": f"m-2{ESCAPE}"}]), f"{GOLD}:", "R303"),
    "escape-in-a-role": (record(GOLD, T0, arguments=[{"role": f"Boss{ESCAPE}", "filler": "m-999999"}]), f"{GOLD}:", "R303"),
    "escape-in-an-id-of-the-registry": (record(ENTITIES, BO, id=f"e-2{ESCAPE}"), f"{ENTITIES}:", "R307"),
    "escape-in-a-key": (swap(GOLD, b'"level"', f'"level{SPELT}"'.encode()), of(GOLD, "level\\u001b"), "F107"),
    "escape-in-a-kind": (swap(GOLD, b'"kind":"mention"', f'"kind":"x{SPELT}"'.encode()), f"{GOLD}:", "F107"),
    "escape-in-a-tier": (record(GOLD, "open-acme", tier=f"FREE{ESCAPE}"), f"{GOLD}:1", "F117"),
    "escape-in-a-pass": (record(GOLD, "pass", article=f"open-acme{ESCAPE}"), f"{GOLD}:2", "F111"),
    "escape-in-a-digest": (record(LINKED, ident("m", 1), digest=f"0{ESCAPE}"), f"{LINKED}:", "S204"),
    "escape-in-the-labels": (swap(LABELS, b'fillers = ["Day"]', f'fillers = ["{SPELT}"]'.encode()), LABELS, "filler"),
    "linked-marks": (linked(GOLD), GOLD, "symbolic link"),
    "linked-text": (linked(TEXT), TEXT, "symbolic link"),
    "linked-registry": (linked(ENTITIES), ENTITIES, "symbolic link"),
    "linked-labels": (linked(LABELS), LABELS, "symbolic link"),
    "linked-settings": (linked(SETTINGS), SETTINGS, "symbolic link"),
    "link-to-a-secret": (lambda root: (gone(TEXT)(root), linked(TEXT, "/etc/passwd")(root)), TEXT, "symbolic link"),
    "link-to-nothing": (lambda root: (gone(TEXT)(root), linked(TEXT, "nowhere")(root)), TEXT, "symbolic link"),
    "linked-gold": (linked("annotations/gold"), "annotations/gold", "symbolic link"),
    "linked-articles": (linked("annotations/articles"), "annotations/articles", "symbolic link"),
    "linked-passes": (linked("annotations/passes"), "annotations/passes", "symbolic link"),
    "linked-annotator": (linked("annotations/passes/bo"), "annotations/passes/bo", "symbolic link"),
    "count-beyond-64-bits": (
        record(GOLD, ident("c", 1), answers=[{"facet": "COUNT", "event": ident("v", 0), "values": ["99999999999999999999"]}]),
        of(GOLD, "9999999999"),
        "99999999999999999999",
    ),
    "count-of-5000-digits": (
        record(GOLD, ident("c", 1), answers=[{"facet": "COUNT", "event": ident("v", 0), "values": ["9" * 5000]}]),
        of(GOLD, "9999999999"),
        "99999",
    ),
    "pass-of-a-stranger": (
        record("annotations/passes/bo/open-acme.jsonl", "pass", annotator="zoe"),
        "annotations/passes/bo/open-acme.jsonl:2",
        "zoe",
    ),
    "tier-that-is-not-there": (record(GOLD, "open-acme", tier="GRATIS"), f"{GOLD}:1", "GRATIS"),
    "incident-that-is-not-there": (record(GOLD, "open-acme", incident="coup"), f"{GOLD}:1", "coup"),
    # The two TOML files
    "labels-are-gone": (gone(LABELS), LABELS, "no such file"),
    "settings-are-gone": (gone(SETTINGS), SETTINGS, "no such file"),
    "labels-are-a-folder": (directory(LABELS), LABELS, "directory"),
    "labels-are-empty": (whole(LABELS, b""), LABELS, "zone"),
    "labels-are-no-toml": (swap(LABELS, b"[zone.Story]", b"[zone.Story"), LABELS, "line 3"),
    "labels-have-a-conflict-marker": (line(LABELS, 3, b"<<<<<<< HEAD"), LABELS, "line 3"),
    "labels-are-not-utf-8": (swap(LABELS, b"company", b"compan\xff"), LABELS, "utf-8"),
    "labels-have-a-byte-order-mark": (lambda root: (root / LABELS).write_bytes(b"\xef\xbb\xbf" + (root / LABELS).read_bytes()), LABELS, ""),
    "label-with-an-unknown-key": (swap(LABELS, b"marks = false", b"marked = false"), LABELS, "marked"),
    "label-of-the-wrong-type": (swap(LABELS, b"marks = false", b'marks = "no"'), LABELS, "bool"),
    "label-twice": (swap(LABELS, b"[zone.Repeat]", b"[zone.Story]"), LABELS, "Story"),
    "filler-that-is-no-label": (swap(LABELS, b'fillers = ["Day"]', b'fillers = ["Week"]'), LABELS, "Week"),
    "role-that-is-no-label": (swap(LABELS, b'roles = ["Seller"]', b'roles = ["Vendor"]'), LABELS, "Vendor"),
    "two-defaults": (swap(LABELS, b"[polarity.NEG]", b"[polarity.NEG]\ndefault = true"), LABELS, "polarity"),
    "labels-nested-deep": (swap(LABELS, b"roles = [", b"roles = [" + b"[" * 100_000), LABELS, ""),
    "settings-nested-deep": (swap(SETTINGS, b"tags = [", b"tags = [" + b"[" * 100_000), SETTINGS, ""),
    "settings-are-no-toml": (swap(SETTINGS, b"[card]", b"[card"), SETTINGS, "line"),
    "settings-are-not-utf-8": (swap(SETTINGS, b"invented", b"inv\xe9nted"), SETTINGS, "utf-8"),
    "settings-with-an-unknown-key": (swap(SETTINGS, b"guidelines", b"guideline"), SETTINGS, "guideline"),
    "split-that-no-reader-takes": (swap(SETTINGS, b'split = "train"', b'split = "train-set"'), SETTINGS, "split"),
    "split-that-climbs": (swap(SETTINGS, b'split = "train"', b'split = "../../train"'), SETTINGS, "split"),
}


def doubled(root):
    lines = (root / ENTITIES).read_bytes().splitlines(keepends=True)
    return [*lines[:2], *lines[1:]]


@pytest.mark.parametrize(("plant", "place", "what"), CASES.values(), ids=CASES)
def test_a_fault_is_told_with_its_place_and_nothing_changes(plant, place, what, small):
    (small / "dataset").mkdir()
    (small / "dataset/counts.json").write_bytes(b"old")
    plant(small)
    before = files_of(small.parent)
    place = place(small) if callable(place) else place
    arguments = ["--corpus", str(small), "--texts", str(texts_of(small))]
    commands = [[STEPPE, command, *arguments] for command in ("validate", "build")]  # both at once: neither may write anything
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8") for command in commands
    ]
    for process in running:
        said, _ = process.communicate(timeout=120)
        assert process.returncode in (1, 2), said[-2000:]
        assert "Traceback" not in said
        assert place in said
        assert what in said
        assert not any(character in said for character in "\x1b\x07\x00\x85\u2028\u202e"), "what a terminal would obey"
        assert max(map(len, said.split("\n"))) < 2000, "a line that people can read"
    assert files_of(small.parent) == before


@pytest.mark.parametrize("command", ["validate", "build", "format"])
def test_a_folder_without_a_corpus(command, tmp_path, inside):
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = inside(command, "--corpus", folder)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"{folder} holds no corpus" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_that_is_a_file(tmp_path, inside):
    (tmp_path / "corpus").write_bytes(b"")
    done = inside("validate", "--corpus", tmp_path / "corpus")
    assert done.exit_code == 2


def test_a_corpus_without_articles_is_not_built(small, inside):
    shutil.rmtree(small / "annotations/gold")
    done = inside("build", "--corpus", small)
    assert done.exit_code == 2
    assert "annotations/gold" in done.stderr
    assert not (small / "dataset").exists()


@pytest.mark.parametrize("name", ["nowhere", "../gold/open-acme", "/etc/passwd", "open acme", ""])
@pytest.mark.parametrize("command", ["show", "sheet"])
def test_an_article_that_is_not_there(command, name, small, inside):
    done = inside(command, name, "--corpus", small)
    assert done.exit_code in (1, 2)
    assert name in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("by", ["../gold", "../../../other/annotations/gold", "/etc"])
@pytest.mark.parametrize("command", ["show", "sheet"])
def test_an_annotator_whose_name_climbs(command, by, small, inside):
    shutil.copytree(small, small.with_name("other"))
    done = inside(command, "open-acme", "--corpus", small, "--by", by)
    assert done.exit_code == 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    "plant", ["malformed-json", "conflict-marker-in-the-registry", "not-utf-8", "linked-marks", "linked-passes", "empty-file"]
)
def test_format_touches_no_file_where_one_cannot_be_read(plant, small, inside):
    file = small / "annotations/gold/open-bolt.jsonl"
    file.write_bytes(file.read_bytes().replace(b":", b": "))  # this one could be formatted
    CASES[plant][0](small)
    before = files_of(small.parent)
    done = inside("format", "--corpus", small)
    assert done.exit_code == 1
    assert CASES[plant][1].partition(":")[0] in done.stdout + done.stderr
    assert files_of(small.parent) == before


@pytest.mark.parametrize("plant", ["malformed-json", "utf16-offsets", "linked-marks", "labels-are-no-toml", "text-is-gone"])
def test_hydrate_writes_nothing_from_a_faulty_corpus(plant, small, inside, tmp_path):
    CASES[plant][0](small)
    before = files_of(small.parent)
    done = inside("hydrate", "--corpus", small, "--texts", texts_of(small), "--out", tmp_path / "out")
    assert done.exit_code in (1, 2)
    assert CASES[plant][1] in done.stdout + done.stderr
    assert files_of(small.parent) == before


@pytest.mark.parametrize("file", [GOLD, LABELS])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(file, small, steppe):
    (small / file).unlink()
    os.mkfifo(small / file)
    done = steppe("validate", "--corpus", small, timeout=10)
    assert done.returncode in (1, 2)
    assert file in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_texts_that_are_symbolic_links_are_not_read(small, steppe):
    (texts_of(small) / "more.txt").symlink_to("/etc/passwd")
    done = steppe("validate", "--corpus", small, "--texts", texts_of(small))
    assert done.returncode == 2
    assert "symbolic link" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_text_of_another_article_under_the_name_is_not_taken(small, steppe):
    (texts_of(small) / "link-acme.txt").write_bytes(SALE.encode())
    done = steppe("validate", "--corpus", small, "--texts", texts_of(small))
    assert done.returncode == 0, done.stdout
