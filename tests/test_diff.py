"""What changed between two states of a corpus: all of it, once, and nothing else."""

import json
import re
import shutil
import subprocess

import pytest
from built import dated
from comparing import claim, document, mention
from conftest import STEPPE
from invented import ACME, BO, FIRED, RETOLD, small
from making import REPOSITORY, edit, files_of, findings, ident, make, opened
from revising import GIT, ID, begun, committed, counted, differ, git, hashes, renumber, turned

from steppe.build import build
from steppe.diff import bump_of
from steppe.diff.columns import columns_of
from steppe.diff.marks import Marks
from steppe.diff.texts import Edit
from steppe.diff.told import as_lines, brief
from steppe.pages import write_dataset
from steppe.text import fingerprint

OPEN = "annotations/gold/open-acme.jsonl"


@pytest.fixture
def two(tmp_path):
    """A corpus, and a copy of it to be changed."""
    old = small(tmp_path / "old")
    return old, shutil.copytree(old, tmp_path / "new")


def without(file, *ids):
    """Take records out of a file."""
    lines = file.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if json.loads(line).get("id") not in ids]
    assert len(kept) == len(lines) - len(ids)
    file.write_bytes(b"".join(kept))


def test_a_corpus_does_not_differ_from_itself(two):
    found = differ(*two)
    assert (found.changes, found.untold) == ([], ["columns: no card of a dataset tells them on both sides"])
    assert found.articles == (4, 4)


def test_each_change_of_a_mark_is_told_once(two):
    old, new = two
    edit(new / OPEN, at=ident("m", 0), refers_to=BO)
    edit(new / OPEN, at=ident("m", 4), level="NOM")
    edit(new / OPEN, at=ident("t", 0), polarity="NEG", arguments=[{"role": "Boss", "filler": ident("m", 1)}])
    edit(new / OPEN, at=ident("c", 1), spans=[{"start": 58, "end": 66, "quote": "She left"}])
    without(new / OPEN, ident("t", 1))
    found = differ(old, new)
    assert counted(found) == {
        "mention relabelled": 1,
        "mention re-linked": 1,
        "trigger removed": 1,
        "trigger relabelled": 1,
        "trigger re-linked": 1,
        "claim moved": 1,
    }
    told = {(change.layer, change.kind): (change.old, change.new, change.says, change.article) for change in found.changes}
    assert told["mention", "relabelled"] == (ident("m", 4), ident("m", 4), "level: PRO -> NOM", "open-acme")
    assert told["trigger", "removed"] == (ident("t", 1), "", "Dismissal 'left'", "open-acme")
    assert told["claim", "moved"][2] == "spans: 58-80 -> 58-66"
    assert told["trigger", "re-linked"][2].endswith(f"-> Boss {ident('m', 1)}")


@pytest.mark.parametrize(
    ("answers", "kind", "says"),
    [
        (
            [{"facet": "COUNT", "event": FIRED, "values": ["7-"]}],
            "relabelled",
            f"answers: COUNT of {FIRED} is 6- -> COUNT of {FIRED} is 7-",
        ),
        ([{"facet": "COUNT", "event": "v-zzzzzz", "values": ["6-"]}], "re-linked", f"COUNT of {FIRED} is 6- -> COUNT of v-zzzzzz is 6-"),
        ([{"facet": "REMARK"}], "relabelled", "-> REMARK"),
    ],
    ids=["another-value", "another-event", "another-question"],
)
def test_an_answer_is_another(two, answers, kind, says):
    old, new = two
    edit(new / OPEN, at=ident("c", 1), answers=answers)
    (change,) = differ(old, new).changes
    assert (change.layer, change.kind) == ("claim", kind)
    assert says in change.says


def test_what_moved_and_has_a_new_id_is_known_by_what_it_covers(two):
    old, new = two
    start = RETOLD.index("7 others")
    edit(new / OPEN, at=ident("m", 6), id="m-zzzzzz", start=start + 2, end=start + 8, quote="others")
    assert counted(differ(old, new)) == {"mention moved": 1, "mention renamed": 1}
    edit(new / OPEN, at="m-zzzzzz", start=start, end=start + 1, quote="7")
    assert counted(differ(old, new)) == {"mention added": 1, "mention removed": 1}, "less than half of it is covered"


def test_a_new_label_at_one_place_is_one_change(two):
    old, new = two
    edit(new / OPEN, at=ident("m", 6), id="m-zzzzzz", type="Firm")
    assert counted(differ(old, new)) == {"mention relabelled": 1, "mention renamed": 1}


@pytest.mark.parametrize("rename", [hashes, turned])
def test_ids_that_are_others_throughout_are_counted_and_nothing_else(two, rename, inside):
    old, new = two
    number = renumber(new, rename)
    assert findings(new) == []
    found = differ(old, new)
    assert {change.kind for change in found.changes} == {"renamed"}
    assert sum(change.layer != "pass" for change in found.changes) == number
    assert counted(found)["pass renamed"] == 2
    done = inside("diff", old, new)
    assert "smallest version: patch; after 1.2.3, that is 1.2.4" in done.output
    assert ident("m", 0) not in done.output


def test_entries_of_another_name_and_id_are_known_by_who_refers_to_them(two):
    old, new = two
    renumber(new, hashes)
    edit(new / "annotations/entities.jsonl", at=hashes(ACME), name="Acme Ltd")
    found = differ(old, new)
    assert {(change.layer, change.kind) for change in found.changes if change.kind != "renamed"} == {("entity", "changed")}
    (change,) = (change for change in found.changes if change.kind == "changed")
    assert (change.old, change.new, change.says) == (ACME, hashes(ACME), "name: Acme -> Acme Ltd")


def test_what_changed_across_articles(two):
    old, new = two
    home = new / "annotations"
    edit(home / "entities.jsonl", at=BO, parts=["boss"], member_of=[])
    edit(home / "clusters.jsonl", at=ident("k", 2), claims=[f"link-acme/{ident('c', 1)}"])
    without(home / "clusters.jsonl", ident("k", 5))
    edit(home / "relations.jsonl", at="relation", conflict="DENIAL")
    edit(home / "traces.jsonl", at="trace", entailed=False)
    assert counted(differ(old, new)) == {
        "entity changed": 1,
        "cluster removed": 1,
        "cluster changed": 1,
        "relation changed": 1,
        "trace changed": 1,
    }
    assert counted(differ(new, old))["cluster added"] == 1


def test_a_cluster_under_another_id_is_known_by_its_claims(two):
    old, new = two
    file = new / "annotations/clusters.jsonl"
    edit(file, at=ident("k", 2), id="k-zzzzzz", claims=[f"link-acme/{ident('c', 1)}"])
    assert counted(differ(old, new)) == {"cluster changed": 1, "cluster renamed": 1}


def test_what_changed_in_labels_and_settings(two):
    old, new = two
    labels, settings = new / "annotations/labels.toml", new / "annotations/corpus.toml"
    text = labels.read_text("utf-8")
    assert "[mode.TOLD]" in text
    labels.write_text(
        text.replace('"A company."', '"A firm."').replace("[mode.TOLD]", "[mode.SAID]") + '[part.owner]\ndefinition = "Owns."\n', "utf-8"
    )
    settings.write_text(
        settings.read_text("utf-8").replace('version = "1.2.3"', 'version = "1.3.0"').replace('"Example"', '"Sample"'), "utf-8"
    )
    found = differ(old, new)
    assert {(change.layer, change.kind, change.old or change.new) for change in found.changes} == {
        ("label", "changed", "mention.Firm"),
        ("label", "removed", "mode.TOLD"),
        ("label", "added", "mode.SAID"),
        ("label", "added", "part.owner"),
        ("setting", "changed", "title"),
    }
    assert found.versions == ("1.2.3", "1.3.0")
    assert (
        "smallest version: major; after 1.2.3, that is 2.0.0\n  a label is gone: mode.TOLD\n  the new side says 1.3.0, which is too small"
        in "\n".join(as_lines(found))
    )


def test_guidelines_are_compared_line_by_line(two):
    old, new = two
    for root, text in ((old, "# Guidelines\n\nMark names.\n"), (new, "# Guidelines\n\nMark all names.\nAnd pronouns.\n")):
        (root / "annotations/GUIDELINES.md").write_text(text, "utf-8")
    (change,) = differ(old, new).changes
    assert (change.layer, change.kind, change.says) == ("manual", "edited", "lines: 1 removed, 2 added")
    (old / "annotations/GUIDELINES.md").unlink()
    assert counted(differ(old, new)) == {"manual added": 1}
    assert counted(differ(new, old)) == {"manual removed": 1}
    assert bump_of(differ(new, old).changes) == "patch"


def test_of_long_words_of_a_setting_those_around_the_change_are_told(two):
    old, new = two
    for root, word in ((old, "old"), (new, "new")):
        settings = root / "annotations/corpus.toml"
        long = f"{'a ' * 200}{word}{' z' * 200}"
        settings.write_text(re.sub(r'(?m)^summary = ".*"$', f'summary = "{long}"', settings.read_text("utf-8")), "utf-8")
    (change,) = differ(old, new).changes
    assert (change.layer, change.old) == ("setting", "summary")
    assert re.fullmatch(r"is: …( ?a){20} old( z)+ ?… -> …( ?a){20} new( z)+ ?…", change.says), change.says
    assert len(change.says) < 260


def test_an_article_is_in_another_split_though_its_file_is_the_same(two):
    old, new = two
    settings = new / "annotations/corpus.toml"
    settings.write_text(settings.read_text("utf-8").replace('split = "test"', 'split = "train"'), "utf-8")
    found = differ(old, new)
    assert counted(found) == {"split moved": 2, "setting changed": 1}
    moved = {change.new: change.says for change in found.changes if change.layer == "split"}
    assert moved == {"link-bolt": "split: linked_test -> linked_train", "open-bolt": "split: test -> train"}


def test_articles_and_passes_come_and_go(two):
    old, new = two
    make(new, "Bolt hired Bo.", name="more")
    for folder in ("gold", "passes/bo"):
        (new / f"annotations/{folder}/open-acme.jsonl").unlink()
    edit(new / "annotations/passes/bo/link-acme.jsonl", at=ident("m", 0), type="Person")
    found = differ(old, new)
    assert {key: number for key, number in counted(found).items() if key.partition(" ")[0] in ("document", "pass")} == {
        "document added": 1,
        "document removed": 1,
        "pass removed": 1,
        "pass changed": 1,
    }
    assert next(change for change in found.changes if change.layer == "pass" and change.kind == "changed").says == "1 change"


def test_an_article_of_another_name_is_known_by_its_text(two):
    old, new = two
    for path in (new / "annotations").rglob("*"):
        if path.is_file():
            path.write_bytes(re.sub(rb"\bopen-acme\b", b"told-anew", path.read_bytes()))
            path.rename(path.with_name(path.name.replace("open-acme", "told-anew")))
    subprocess.run([STEPPE, "format"], cwd=new, check=True, capture_output=True)
    found = differ(old, new)
    assert [(change.kind, change.says) for change in found.changes if change.layer == "document"] == [
        ("removed", "its text is that of told-anew"),
        ("added", "its text is that of open-acme"),
    ]
    assert counted(found) == {"document removed": 1, "document added": 1, "pass removed": 1, "pass added": 1}
    edit(new / "annotations/gold/told-anew.jsonl", at=ident("m", 0), refers_to=BO)
    (change,) = (change for change in differ(old, new).changes if change.layer == "mention")
    assert (change.kind, change.article) == ("re-linked", "told-anew")


def edited(root, was, becomes, marks):
    """Edit a text, and have its marks stand where they stood."""
    text = (root / "annotations/articles/open-bolt.txt").read_text("utf-8")
    new = text.replace(was, becomes, 1)
    assert new != text
    shift = len(new) - len(text)
    at = text.index(was)
    for record in [json.loads(line) for line in (root / "annotations/gold/open-bolt.jsonl").read_bytes().splitlines()]:
        if record["kind"] in marks and record["start"] > at:
            edit(root / "annotations/gold/open-bolt.jsonl", at=record["id"], start=record["start"] + shift, end=record["end"] + shift)
    (root / "annotations/articles/open-bolt.txt").write_text(new, "utf-8")
    edit(root / "annotations/gold/open-bolt.jsonl", at="open-bolt", sha256=fingerprint(new), length=len(new))


def test_marks_that_stand_where_they_stood_in_an_edited_text_have_not_moved(two):
    old, new = two
    edited(new, "Bolt sells\n", "Today Bolt sells\n", ("mention", "trigger"))
    found = differ(old, new)
    told = counted(found)
    assert told["text edited"] == 1
    assert not any(key.startswith(("mention", "trigger")) for key in told)
    assert next(change for change in found.changes if change.layer == "text").says == "lines: 1 removed, 1 added"
    assert counted(differ(new, old)) == told


def test_marks_between_two_edits_of_a_line_have_not_moved():
    was = "On Monday Acme fired Ann in Oslo, and she sued."
    edit_ = Edit(was, was.replace("Acme", "indeed Acme").replace("and", "and so").replace("Oslo", "Olso"))
    assert edit_(was.index("Acme"), was.index(" in")) == (17, 31)
    assert edit_(was.index("she"), was.index("she") + 3) == (48, 51)
    assert edit_(was.index("On"), was.index(" Acme")) == (0, 9)


@pytest.mark.parametrize(
    ("was", "becomes", "kinds"),
    [
        ("the old firm Acme", "the firm Acme", ["renamed"]),  # first and last word stayed
        ("the old firm Acme", "old firm Acme", ["moved", "renamed"]),  # its first word is
        ("the old firm Acme", "Acme", ["added", "removed"]),  # less than half of it stayed
        ("the old firm Acme", "the old firm", ["moved", "renamed"]),
    ],
)
def test_what_became_of_a_mark_whose_words_were_edited(was, becomes, kinds):
    texts = [f"On Monday, as we said, {words} sued." for words in (was, becomes)]
    states = [
        document(mention(number, text.index(words), text.index(words) + len(words)), text=text)
        for number, (text, words) in enumerate(zip(texts, (was, becomes), strict=True))
    ]
    assert sorted(change.kind for change in Marks(*states).changes()) == kinds
    assert sorted(change.kind for change in Marks(*reversed(states)).changes()) == kinds


def test_passes_of_a_dataset_stand_in_its_edited_text(two):
    for root in two:
        for place in ("gold", "passes/bo"):
            assert (root / f"annotations/{place}/open-acme.jsonl").is_file()
    old, new = two
    text = (new / "annotations/articles/open-acme.txt").read_text("utf-8")
    longer = text.replace("\n", " \N{EM DASH}\n", 1)
    shift, at = len(longer) - len(text), text.index("\n")
    for place in ("gold", "passes/bo"):
        path = new / f"annotations/{place}/open-acme.jsonl"
        records = [json.loads(line) for line in path.read_bytes().splitlines()]
        path.write_bytes(b"".join(json.dumps(_later(one, at, shift)).encode() + b"\n" for one in records))
        edit(path, at="open-acme", sha256=fingerprint(longer), length=len(longer))
    (new / "annotations/articles/open-acme.txt").write_text(longer, "utf-8")
    states = [opened(root) for root in two]
    for root, corpus in zip(two, states, strict=True):
        write_dataset(root / "dataset", corpus, lambda document: document)
    assert "pass changed" not in counted(differ(old / "dataset", new / "dataset"))


def _later(record, at, shift):
    """A record of a text that is longer from some place on."""
    if isinstance(record, dict):
        found = {key: _later(value, at, shift) for key, value in record.items()}
        return found | {key: found[key] + shift for key in ("start", "end") if key in found and found[key] > at}
    if isinstance(record, list):  # numbers in lists are starts of sentences
        return [one + shift * (one > at) if isinstance(one, int) else _later(one, at, shift) for one in record]
    return record


def test_labels_have_the_numbers_that_the_annotations_give_them(two, inside):
    for root in two:
        build(opened(root), root / "dataset")
    old, new = two
    labels = new / "annotations/labels.toml"
    text = labels.read_text("utf-8")
    labels.write_text(
        text.replace("[level.NAM]", "[level.X]").replace("[level.NOM]", "[level.NAM]").replace("[level.X]", "[level.NOM]"), "utf-8"
    )
    assert bump_of(differ(old, new).changes) == "major"  # though nobody has built it yet


def test_a_text_that_is_not_at_hand_is_known_by_its_fingerprint(two):
    old, new = two
    edit(new / "annotations/gold/link-bolt.jsonl", at="link-bolt", sha256="0" * 64)
    (change,) = differ(old, new).changes
    assert (change.layer, change.kind) == ("text", "edited")
    assert change.says.endswith(f"-> {'0' * 12}")


def test_two_revisions(two, monkeypatch):
    root = begun(two[1])
    git(root, "tag", "v1.2.3")
    edit(root / OPEN, at=ident("m", 0), type="Person")
    committed(root)
    without(root / OPEN, ident("t", 1))
    before = files_of(root)
    assert counted(differ("v1.2.3", "HEAD", root)) == {"mention relabelled": 1}
    assert counted(differ("v1.2.3", root, root)) == {"mention relabelled": 1, "trigger removed": 1}
    assert counted(differ("main~1", two[0], root)) == {}
    assert files_of(root) == before
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_DIR", "/nowhere")  # as a hook would have it
    assert counted(differ("v1.2.3", ".")) == {"mention relabelled": 1, "trigger removed": 1}


def test_a_corpus_inside_a_repository(tmp_path):
    root = small(tmp_path / "deep/corpus")
    begun(tmp_path)
    edit(root / OPEN, at=ident("m", 0), type="Person")
    assert counted(differ("HEAD", root, root)) == {"mention relabelled": 1}


def test_a_corpus_and_its_dataset_say_the_same(two):
    old, new = two
    build(opened(old), old / "dataset")
    found = differ(old, old / "dataset")
    assert found.changes == []
    assert found.versions == ("1.2.3", "1.2.3")
    assert len(found.untold) == 1
    dated(new, "2024-01-05")
    build(opened(new), new / "dataset")
    told = {"mention relabelled": 1, "claim relabelled": 1}
    assert counted(differ(old, new)) == told
    for one in (old, old / "dataset"):
        for two_ in (new, new / "dataset"):
            assert counted(differ(one, two_)) == told, (one, two_)


@pytest.mark.parametrize("rename", [hashes, turned])
def test_datasets_whose_ids_are_others(two, rename):
    old, new = two
    renumber(new, rename)
    for root in two:
        build(opened(root), root / "dataset")
    for one, other in ((old / "dataset", new / "dataset"), (old, new / "dataset")):
        assert {change.kind for change in differ(one, other).changes} == {"renamed"}


def test_this_corpus_with_its_ids_shuffled(tmp_path):
    """Every id is one that another had: nothing but ids may be told, of the corpora and of what is built of them."""
    old, new = (tmp_path / name for name in ("old", "new"))
    for root in (old, new):
        shutil.copytree(REPOSITORY / "annotations", root / "annotations", ignore=shutil.ignore_patterns("decisions", "releases.jsonl"))
    ids = sorted({found for path in new.rglob("*.jsonl") for found in ID.findall(path.read_text("utf-8"))}, key=hashes)
    names = {}
    for letter in {identifier[0] for identifier in ids}:
        some = [identifier for identifier in ids if identifier[0] == letter]
        names |= dict(zip(some, some[1:] + some[:1], strict=True))
    renumber(new, names.__getitem__)
    for root in (old, new):
        build(opened(root), root / "dataset")
    for one, other in ((old, new), (old, new / "dataset"), (old / "dataset", new / "dataset")):
        found = differ(one, other, tmp_path)  # where no labels are
        assert [change for change in found.changes if change.kind != "renamed"] == []
        assert counted(found)["mention renamed"] == sum(
            path.read_text("utf-8").count('"mention"') for path in old.glob("annotations/gold/*")
        )


def test_entries_that_only_answers_name_are_known_by_them():
    old = document(claim(0, (0, 9), answers=[("COUNT", ident("v", 0), ident("e", 0))]))
    new = document(claim(1, (0, 9), answers=[("COUNT", ident("v", 1), ident("e", 1))]))
    assert Marks(old, new).votes() == {(ident(letter, 0), ident(letter, 1)): 1 for letter in "ve"}


def test_columns_are_those_of_the_cards(two):
    for root in two:
        build(opened(root), root / "dataset")
    card = two[1] / "dataset/README.md"
    text = card.read_text("utf-8")
    changed = text.replace("  - name: publisher\n    dtype: string\n", "", 1).replace(
        "  - name: length\n    dtype: int32", "  - name: length\n    dtype: int64\n  - name: more\n    dtype: bool", 1
    )
    assert changed != text
    card.write_text(changed, "utf-8")
    found = differ(*two)
    assert {(change.kind, change.old or change.new) for change in found.changes} == {
        ("removed", "articles: publisher"),
        ("changed", "articles: length"),
        ("added", "articles: more"),
    }


def test_every_column_of_a_card_is_told(two):
    build(opened(two[0]), two[0] / "dataset")
    told = columns_of((two[0] / "dataset/README.md").read_text("utf-8"))
    assert told["articles: claims[].answers[].facet"].type == "class label"
    assert told["articles: claims[].answers[].values[]"].type == "string"
    assert told["claims: spans[].start"].type == "int32"
    assert told["articles: mentions[].level"].labels == ("NAM", "NOM", "PRO")
    assert columns_of("# no card\n") is None
    assert columns_of("---\n- x\n---\n") is None


@pytest.mark.parametrize(
    ("old", "code", "says"),
    [
        ("nowhere", 2, "nowhere: there is no such folder, and no such revision of the corpus"),
        ("--", 2, "Missing argument"),
        ("empty", 2, "the folder holds neither annotations/ nor a dataset"),
        ("bad", 1, "gold/open-acme.jsonl"),
        ("-x", 2, "No such option"),
    ],
)
def test_what_cannot_be_compared(two, old, code, says, steppe):
    root = begun(two[1])
    (root / "empty").mkdir()
    bad = shutil.copytree(two[0], root / "bad")
    edit(bad / OPEN, at=ident("m", 0), end=9999)
    done = steppe("diff", old, cwd=root)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_in_no_repository(two, steppe):
    done = steppe("diff", "v1.0.0", "--corpus", two[0], env={**GIT, "GIT_CEILING_DIRECTORIES": str(two[0].parent)})
    assert done.returncode == 2
    assert done.stderr == f"Error: v1.0.0: {two[0].resolve()} is in no repository of git; name a corpus that is in one with --corpus DIR\n"
    done = steppe("diff", "v1.0.0", "--corpus", two[0], env={**GIT, "PATH": ""})
    assert "there is no git" in done.stderr


def test_the_forms_of_the_command(two, inside):
    old, new = two
    assert inside("diff", old, new, "--exit-code").exit_code == 0
    edit(new / OPEN, at=ident("m", 6), type="Firm")
    done = inside("diff", old, new)
    assert done.exit_code == 0
    assert f"open-acme\n  mention  relabelled  {ident('m', 6)}" in done.output
    assert inside("diff", old, new, "--exit-code").exit_code == 1
    short = inside("diff", old, new, "--summary").output
    assert ident("m", 6) not in short
    assert "mention  " in short
    page = inside("diff", old, new, "--format", "markdown").output
    assert (
        "## open-acme\n\n- mention relabelled m-222228 type: Person -\\> Firm" in page
        or "- mention relabelled m-222228 type: Person -> Firm" in page
    )
    said = json.loads(inside("diff", old, new, "--format", "json").output)
    assert said["counts"] == {"mention": {"relabelled": 1}}
    assert said["version"] == {"bump": "patch", "least": "1.2.4", "because": []}
    assert [list(change) for change in said["changes"]] == [["kind", "layer", "old", "new", "says", "article"]]
    assert "changes" not in json.loads(inside("diff", old, new, "--format", "json", "--summary").output)


def test_a_difference_in_one_line(two):
    old, new = two
    assert brief(differ(old, new)) == "nothing changed"
    edit(new / "annotations/entities.jsonl", at=BO, parts=["boss"])
    edit(new / "annotations/entities.jsonl", at=ACME, name="Acme Ltd")
    shutil.rmtree(new / "annotations/passes/bo")
    edit(new / OPEN, at=ident("m", 6), type="Firm")
    assert brief(differ(old, new)) == "1 mention relabelled; 2 entities changed; 2 passes removed"


def test_a_damaged_dataset_is_said_by_the_name_that_it_was_given(two, steppe):
    build(opened(two[0]), two[0] / "dataset")
    (two[0] / "dataset/data/articles/test.parquet").write_bytes(b"PAR1")
    done = steppe("diff", two[0] / "dataset", two[1])
    assert (done.returncode, done.stdout) == (1, "")
    assert "dataset/data/articles/test.parquet" in done.stderr


def test_a_revision_with_a_link_or_a_gap_is_refused(two, steppe):
    root = begun(two[1])
    found = git(root, "rev-parse", f"HEAD:{OPEN}")
    (root / f".git/objects/{found[:2]}/{found[2:]}").unlink()
    done = steppe("diff", "HEAD", cwd=root)
    assert done.returncode == 2
    assert f"{OPEN} of {git(root, 'rev-parse', 'HEAD')[:12]} ({found[:12]}) is not in this clone" in done.stderr
    (root / OPEN).unlink()
    (root / OPEN).symlink_to("open-bolt.jsonl")
    committed(root)
    done = steppe("diff", "HEAD", two[0], cwd=root)
    assert done.returncode == 2
    assert f"{OPEN} is a symbolic link" in done.stderr


@pytest.mark.parametrize(("before", "bump"), [("[level.NAM]", "major"), ("[trigger.", "minor")], ids=["first", "last"])
def test_a_label_that_gives_others_new_numbers(two, before, bump, inside):
    """Labels are words in the files, and numbers to those who load them."""
    old, new = two
    labels = new / "annotations/labels.toml"
    text = labels.read_text("utf-8")
    at = text.index(before)
    labels.write_text(f'{text[:at]}[level.ALL]\ndefinition = "All of it."\n{text[at:]}', "utf-8")
    for root in two:
        build(opened(root), root / "dataset")
    found = differ(old, new)
    moved = {change.new: change.says for change in found.changes if change.layer == "column"}
    assert counted(found)["label added"] == 1
    assert bump_of(found.changes) == bump
    assert moved == (
        {}
        if bump == "minor"
        else dict.fromkeys(
            ("articles: mentions[].level", "entities: mentions[].level", "passes: mentions[].level"),
            "NAM: 0 -> 1; NOM: 1 -> 2; PRO: 2 -> 3",
        )
    )
