"""``steppe relate`` as somebody runs it."""

import json

import making
import pytest
from click.testing import CliRunner
from making import codes
from relating import EVENT, C, K, add, also, answers, cluster, corpus, kept, relation

from steppe.cli.relate_ import relate_
from steppe.store import files

LATER = "2024-01-03"
ARTICLES = {
    "a": [also(answers("7"), "2024-01"), answers("calm", facet="MOOD")],
    "b": [also(answers("6-"), "2024-01-01"), answers("angry", facet="MOOD")],
    "c": (LATER, [answers("7"), answers(facet="REMARK")]),
    "d": (LATER, [answers(facet="REMARK")]),
}


@pytest.fixture
def root(tmp_path):
    return corpus(tmp_path / "corpus", ARTICLES)


def relate(root, *arguments):
    done = CliRunner().invoke(relate_, ["--corpus", str(root), *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def judge(sheet, *filled):
    """Fill in the rows of a sheet, in order."""
    rows = [json.loads(line) for line in sheet.read_text("utf-8").splitlines()]
    for row, (relation_, conflict) in zip(rows, filled, strict=True):
        row.update(relation=relation_, conflict=conflict)
    sheet.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")


def test_a_report_says_what_is_open_and_changes_nothing(root):
    before = making.files_of(root)
    done = relate(root)
    assert done.exit_code == 1
    assert "open 1: " in done.stdout
    assert "4 questions that several articles answer, 9 answers in claims" in done.stdout
    assert making.files_of(root) == before


def test_nothing_to_relate_is_said(tmp_path):
    done = relate(corpus(tmp_path, {"a": [answers("7")]}))
    assert (done.exit_code, done.stdout) == (0, "no two articles answer one question: there is nothing to relate\n")
    done = relate(tmp_path, "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["questions"]) == (0, [])


def test_what_is_proposed_is_written_once(root):
    done = relate(root, "--write")
    assert done.stderr.splitlines() == ["annotations/clusters.jsonl  8 records", "annotations/relations.jsonl  2 records"]
    assert {(entry["type"], entry["basis"]) for entry in kept(root, "relations")} == {("FINER", "FOLLOWS")}
    assert ["a/" + C[0], "c/" + C[0]] in [entry["claims"] for entry in kept(root, "clusters")]
    before = making.files_of(root)
    done = relate(root, "--write")
    assert (done.stderr, done.exit_code) == ("there was nothing to write\n", 1)
    assert making.files_of(root) == before


def test_what_is_written_is_in_form_and_lacks_only_what_is_open(root):
    before = codes(root)
    relate(root, "--write")
    assert codes(root) - before == {"X612"}, "the pairs that are open"


def test_a_judged_sheet_leaves_nothing_open(root, tmp_path):
    sheet = tmp_path / "open.jsonl"
    done = relate(root, "--sheet", sheet)
    assert done.stderr == f"{sheet}  2 open pairs\n"
    assert kept(root, "clusters") == [], "a sheet changes nothing of the corpus"
    judge(sheet, ("BESIDE", ""), ("SAME", ""))
    done = relate(root, "--take", sheet)
    assert (done.exit_code, "0 open" in done.stdout) == (0, True)
    assert sorted(entry["type"] for entry in kept(root, "relations")) == ["BESIDE", "FINER", "FINER"]
    assert [f"c/{C[1]}", f"d/{C[0]}"] in [entry["claims"] for entry in kept(root, "clusters")]
    assert "X612" not in codes(root)
    before = making.files_of(root)
    assert relate(root, "--take", sheet).exit_code == 0
    assert making.files_of(root) == before


def test_a_half_judged_sheet_is_taken_as_far_as_it_goes(root, tmp_path):
    sheet = tmp_path / "open.jsonl"
    relate(root, "--sheet", sheet)
    judge(sheet, ("CLASH", "VALUE"), ("", ""))
    done = relate(root, "--take", sheet)
    assert (done.exit_code, "1 judged, 2 by value, 0 proposed, 1 open" in done.stdout) == (1, True)


def test_a_sheet_with_a_fault_changes_nothing(root, tmp_path):
    sheet = tmp_path / "open.jsonl"
    relate(root, "--sheet", sheet)
    judge(sheet, ("CLASH", ""), ("LATER", "VALUE"))
    before = making.files_of(root)
    done = relate(root, "--take", sheet)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"Error: {sheet}: line 1: conflict of CLASH is ''; it should be one of VALUE, DENIAL",
        f"{sheet}: line 2: conflict is 'VALUE'; a LATER should have none",
        "nothing was changed",
    ]
    assert making.files_of(root) == before


def test_json_says_what_the_report_says(root):
    data = json.loads(relate(root, "--format", "json").stdout)
    assert [(question["facet"], question["about"]) for question in data["questions"]] == [
        ("COUNT", "Ann is fired"),
        ("DAY", "Ann is fired"),
        ("MOOD", "Ann is fired"),
        ("REMARK", "Ann is fired"),
    ]
    count = data["questions"][0]
    assert [cluster_["added"] for cluster_ in count["clusters"]] == [[f"a/{C[0]}", f"c/{C[0]}"], [f"b/{C[0]}"]]
    assert [(pair["relation"], pair["basis"], pair["claim_pairs"]) for pair in count["pairs"]] == [("FINER", "proposed", 2)]
    assert (data["counts"]["open"], data["counts"]["pairs"]) == (2, 6)


@pytest.mark.parametrize(
    ("filters", "facets"),
    [(["--facet", "MOOD"], {"MOOD"}), (["--event", EVENT], {"COUNT", "DAY", "MOOD", "REMARK"}), (["--event", "e-222222"], set())],
)
def test_questions_can_be_chosen(filters, facets, root):
    data = json.loads(relate(root, "--format", "json", *filters).stdout)
    assert {question["facet"] for question in data["questions"]} == facets


def test_only_what_is_chosen_is_written(root):
    relate(root, "--facet", "MOOD", "--write")
    assert {entry["facet"] for entry in kept(root, "clusters")} == {"MOOD"}


def test_all_questions_are_reported_on_demand(tmp_path):
    judged = (cluster(0, "a"), cluster(1, "b"), relation(0, 1, "CLASH", conflict="VALUE"))
    root = corpus(tmp_path, {"a": [answers("7")], "b": [answers("8")]}, *judged)
    assert K[0] not in relate(root).stdout
    assert f"{K[0]} CLASH {K[1]} (VALUE)  judged" in relate(root, "--all").stdout


def test_what_was_judged_is_as_it_was(tmp_path):
    judged = (cluster(0, "a"), cluster(1, "b"), relation(1, 0, "FINER"))
    root = corpus(tmp_path, {"a": [answers("7")], "b": [answers("6-")], "c": [answers("7")]}, *judged)
    assert "look again at" in relate(root, "--write").stdout
    assert kept(root, "relations") == [relation(1, 0, "FINER")]
    assert [entry["claims"] for entry in kept(root, "clusters")] == [[f"a/{C[0]}", f"c/{C[0]}"], [f"b/{C[0]}"]]


def test_an_annotator_has_a_registry_of_her_own(root):
    for name, value in (("a", "3"), ("b", "3")):
        add(root, name, [answers(value)], folder="passes/bo")
    (root / "annotations/passes/bo/events.jsonl").write_bytes((root / "annotations/events.jsonl").read_bytes())
    before = making.files_of(root)
    done = relate(root, "--by", "bo", "--write")
    assert (done.exit_code, done.stderr) == (0, "annotations/passes/bo/clusters.jsonl  1 record\n")
    after = making.files_of(root)
    assert {file: data for file, data in after.items() if "bo/clusters" not in file} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--facet", "UNHEARD"], "there is no facet 'UNHEARD'; labels.toml has REMARK, DAY, COUNT,"),
        (["--event", "v-999999"], "the registry has neither an event nor an entity 'v-999999'"),
        (["--by", "../x"], "'../x' cannot name an annotator"),
        (["--by", "bo"], "there are no passes of 'bo'; annotations/passes/ has none"),
        (["--facet", "MOOD", "--take", __file__], "--take takes a whole sheet; leave --event and --facet out"),
        (["--sheet", "x", "--take", __file__], "--sheet writes a sheet and --take reads one; give one of them"),
    ],
)
def test_wrong_use_is_told(arguments, message, root):
    done = relate(root, *arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_no_corpus_is_wrong_use(tmp_path):
    assert relate(tmp_path).exit_code == 2


@pytest.mark.parametrize("file", ["gold/a.jsonl", "clusters.jsonl", "relations.jsonl", "events.jsonl"])
def test_what_cannot_be_read_is_told_and_nothing_is_written(file, root):
    relate(root, "--write")
    (root / "annotations" / file).write_bytes(b'{"kind":')
    before = making.files_of(root)
    done = relate(root, "--write")
    assert done.exit_code == 1
    assert f"annotations/{file}:1: " in done.stderr
    assert making.files_of(root) == before


@pytest.mark.parametrize(("content", "code"), [(None, 2), (b"\xff\xfe", 1)], ids=["missing", "bytes"])
def test_a_sheet_that_cannot_be_read_is_told(content, code, root, tmp_path):
    sheet = tmp_path / "sheet.jsonl"
    if content:
        sheet.write_bytes(content)
    done = relate(root, "--take", sheet)
    assert done.exit_code == code
    assert "sheet.jsonl" in done.stderr


def test_a_sheet_speaks_of_what_is_written_with_it(root, tmp_path):
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    relate(root, "--sheet", one, "--write")
    relate(root, "--sheet", two)
    assert one.read_bytes() == two.read_bytes() != b""


@pytest.mark.parametrize("old", [False, True], ids=["new", "old"])
def test_where_one_file_cannot_be_written_the_other_is_put_back(old, root, monkeypatch):
    if old:
        relate(root, "--facet", "MOOD", "--write")
    before = making.files_of(root)
    write = files.write

    def failing(path, data):
        if path.name == "relations.jsonl":
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(files, "write", failing)
    done = relate(root, "--write")
    assert (done.exit_code, "no space left on device; nothing was changed" in done.stderr) == (1, True)
    assert making.files_of(root) == before


def test_a_claim_with_a_source_that_is_not_there_does_not_stop_a_report(root):
    file = root / "annotations/gold/a.jsonl"
    file.write_text(file.read_text("utf-8").replace('"source_kind":"TELLER"', '"source_kind":"TELLER","by":"m-999999"'), "utf-8")
    assert relate(root).exit_code == 1


def test_help_has_examples():
    done = CliRunner().invoke(relate_, ["--help"])
    assert "steppe relate --sheet open.jsonl" in done.stdout
