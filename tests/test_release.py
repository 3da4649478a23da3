"""Releasing a corpus: what is written, what is refused, and that a refusal leaves everything as it was."""

import json
import os
import re
import shutil
import subprocess

import pytest
import yaml
from built import dated
from conftest import STEPPE
from invented import small
from making import REPOSITORY, edit, files_of, findings, ident, make, opened
from revising import GIT, begun, committed, git

import steppe as package
from steppe import Corpus
from steppe.release import ReleaseError, release, verify
from steppe.release import publish as publishing
from steppe.release.changelog import released
from steppe.release.stamps import dated as stamped_date
from steppe.release.stamps import stamped, stated
from steppe.settings import FILE as SETTINGS

DAY = "2024-02-03"
CITATION = "cff-version: 1.2.3\nmessage: Cite it.\ntitle: Example\ntype: dataset\nversion: 1.2.3\nauthors:\n  - name: Ann\n"
CHANGELOG = "# Changelog\n\n## 1.2.3 (unreleased)\n\n- Data: four articles.\n"


@pytest.fixture(autouse=True)
def own_git(monkeypatch):
    """Git without the settings of who runs the tests, and with somebody who commits."""
    for key, value in GIT.items():
        monkeypatch.setenv(key, value)


def corpus_of(root):
    """A corpus that states its version in several places, in a repository."""
    small(root)
    settings = root / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace('guidelines = "1"', 'guidelines = "1"\nstamped = ["CITATION.cff"]', 1), "utf-8")
    (root / "CITATION.cff").write_text(CITATION, "utf-8")
    (root / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    (root / ".gitignore").write_text("*.local\n", "utf-8")
    return begun(root)


@pytest.fixture
def corpus(tmp_path):
    return corpus_of(tmp_path / "corpus")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The same after its first release, 1.2.3; not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        for key, value in GIT.items():
            patch.setenv(key, value)
        root = corpus_of(tmp_path_factory.mktemp("first") / "corpus")
        release(root, "1.2.3", DAY)
    return root


@pytest.fixture
def again(first, tmp_path):
    """A copy of it."""
    return shutil.copytree(first, tmp_path / "corpus", symlinks=True)


def everything(root):
    """All that a refusal must leave as it was: files, refs, the index, the work trees."""
    there = {name: data for name, data in files_of(root).items() if not name.startswith(".git/")}
    return (
        there,
        git(root, "for-each-ref"),
        git(root, "status", "--porcelain"),
        git(root, "worktree", "list"),
        git(root, "rev-parse", "HEAD"),
    )


def last(root, file):
    return json.loads((root / "annotations" / file).read_bytes().splitlines()[-1])


def test_the_first_release(first):
    assert git(first, "status", "--porcelain") == ""
    assert git(first, "tag", "--list").split() == ["v1.2.3"]
    assert git(first, "cat-file", "-t", "v1.2.3") == "tag"
    assert git(first, "rev-parse", "v1.2.3^{commit}") == git(first, "rev-parse", "main")
    assert git(first, "rev-list", "--count", "main") == "2"
    assert len(git(first, "worktree", "list").splitlines()) == 1
    content = json.loads((first / "dataset/counts.json").read_bytes())["content"]
    assert last(first, "releases.jsonl") == {"kind": "release", "version": "1.2.3", "date": DAY, "content": content}
    for message in (git(first, "log", "-1", "--format=%B"), git(first, "tag", "--list", "--format=%(contents)")):
        assert message == f"Release 1.2.3\n\nData: first release, 4 articles.\n\nContent: {content}"
    memberships = [json.loads(line) for line in (first / "annotations/splits.jsonl").read_bytes().splitlines()]
    assert {(one["article"], one["split"], one["since"]) for one in memberships} == {
        ("link-acme", "linked_train", "1.2.3"),
        ("link-bolt", "linked_test", "1.2.3"),
        ("open-acme", "train", "1.2.3"),
        ("open-bolt", "test", "1.2.3"),
    }
    assert yaml.safe_load((first / "CITATION.cff").read_bytes())["version"] == "1.2.3"
    assert f"\ndate-released: {DAY}\n" in (first / "CITATION.cff").read_text("utf-8")
    assert Corpus(first).settings.released == json.loads((first / "dataset/croissant.json").read_bytes())["datePublished"] == DAY
    page = (first / "CHANGELOG.md").read_text("utf-8")
    assert page == f"# Changelog\n\n## 1.2.3 ({DAY})\n\n- Data: four articles.\n- Data: first release, `4` articles.\n"
    assert findings(first, pages=True) == []
    assert verify(first, "v1.2.3").faults == []


def test_the_next_release_says_what_changed_and_keeps_what_was(again, steppe):
    dated(again, "2024-01-05")
    make(again, "Bolt hired Bo.", name="more")
    with (again / "CHANGELOG.md").open("r+", encoding="utf-8") as file:
        text = file.read().replace("# Changelog\n", "# Changelog\n\n## Unreleased\n\n- More.\n")
        file.seek(0)
        file.write(text)
    committed(again, "More")
    before = (again / "annotations/splits.jsonl").read_bytes()
    done = steppe("release", "minor", "--date", "2024-03-04", "--corpus", again)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1.3.0, after 1.2.3\nsmallest version: minor; after 1.2.3, that is 1.3.0\n  an article is new: more\n")
    assert "git push origin main v1.3.0" in done.stderr
    assert Corpus(again).settings.version == "1.3.0"
    assert (again / SETTINGS).read_text("utf-8").count('\nreleased = "2024-03-04"\n') == 1
    assert json.loads((again / "dataset/counts.json").read_bytes())["version"] == "1.3.0"
    assert yaml.safe_load((again / "CITATION.cff").read_bytes()) | {"authors": []} == {
        "cff-version": "1.2.3",
        "message": "Cite it.",
        "title": "Example",
        "type": "dataset",
        "version": "1.3.0",
        "date-released": __import__("datetime").date(2024, 3, 4),
        "authors": [],
    }
    after = (again / "annotations/splits.jsonl").read_bytes().splitlines()
    assert [line for line in after if b'"more"' not in line] == before.splitlines()
    assert {json.loads(line)["since"] for line in after if b'"more"' in line} == {"1.3.0"}
    section = (again / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    assert section.startswith("1.3.0 (2024-03-04)\n\n- More.\n- Data, against v1.2.3: `1` document added; ")
    assert "`1` mention relabelled" in " ".join(section.split())
    assert [verify(again, tag).faults for tag in ("v1.2.3", "1.3.0")] == [[], []]
    assert findings(again, pages=True) == []


@pytest.mark.parametrize(
    ("change", "version", "allowed", "why"),
    [
        (lambda root: edit(root / "annotations/gold/open-acme.jsonl", at=ident("m", 4), level="NOM"), "1.2.4", True, ""),
        (lambda root: make(root, "Bolt hired Bo.", name="more"), "1.2.4", False, "an article is new: more"),
        (lambda root: make(root, "Bolt hired Bo.", name="more"), "1.3.0", True, ""),
        (lambda root: shutil.rmtree(root / "annotations/passes/bo"), "1.9.0", False, "bo/link-acme, bo/open-acme"),
        (lambda root: shutil.rmtree(root / "annotations/passes/bo"), "2.0.0", True, ""),
    ],
    ids=["correction", "article-in-a-patch", "article", "pass-gone-in-a-minor", "pass-gone"],
)
def test_a_version_is_as_great_as_its_changes(again, change, version, allowed, why):
    change(again)
    committed(again)
    before = everything(again)
    if allowed:
        assert release(again, version, DAY, dry=True).content
    else:
        with pytest.raises(ReleaseError, match=r"is too small: since v1\.2\.3 there are changes that make it") as refused:
            release(again, version, DAY, dry=True)
        assert why in str(refused.value)
    assert everything(again) == before


def test_a_dry_run_says_all_and_changes_nothing(corpus, steppe):
    before = everything(corpus)
    done = steppe("release", "1.2.3", "--dry-run", "--corpus", corpus)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(
        r"1\.2\.3, the first release\ncontent [0-9a-f]{64}\n6 files written: .*annotations/releases\.jsonl.*\nnothing was changed\n",
        done.stdout,
    ), done.stdout
    assert everything(corpus) == before


def spoilt(root):
    edit(root / "annotations/gold/open-acme.jsonl", at=ident("m", 1), type="Firm")
    committed(root)


def ignored(root):
    """A work tree with an article that git does not have."""
    (root / ".gitignore").write_text("more.*\n", "utf-8")
    committed(root)
    make(root, "Bolt hired Bo.", name="more")


def unstated(root):
    (root / "CITATION.cff").write_text(CITATION.replace("\nversion: 1.2.3", "\nversion: 1.2.2"), "utf-8")
    committed(root)


def uncited(root):
    (root / "CITATION.cff").unlink()
    committed(root)


def hooked(root):
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no commits on Mondays >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)


def unsigned(root):
    git(root, "config", "tag.gpgSign", "true")
    git(root, "config", "gpg.program", "false")


def outside(root):
    settings = root / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace('stamped = ["CITATION.cff"]', 'stamped = ["../CITATION.cff"]'), "utf-8")
    committed(root, "Elsewhere")


def latin(root):
    (root / "CHANGELOG.md").write_bytes(b"# Changelog\n\n## Unreleased\n\n- caf\xe9\n")
    committed(root, "Latin-1")


def retitled(root):
    page = root / "CHANGELOG.md"
    page.write_text(page.read_text("utf-8").replace("## 1.2.3", "## 1.2.2"), "utf-8")
    committed(root, "Another heading")


FAULTS = {
    "retitled": (retitled, "CHANGELOG.md: has no section of 1.2.3"),
    "outside": (outside, "../CITATION.cff is outside the corpus"),
    "not-utf-8": (latin, "CHANGELOG.md is not UTF-8"),
    "locked": (lambda root: (root / ".git/refs/heads/main.lock").touch(), "main.lock"),
    "uncommitted": (
        lambda root: edit(root / "annotations/gold/open-acme.jsonl", at=ident("m", 4), level="NOM"),
        "M annotations/gold/open-acme.jsonl",
    ),
    "untracked": (lambda root: (root / "annotations/note.txt").write_text("x"), "?? annotations/note.txt"),
    "staged": (lambda root: (make(root, "Bolt hired Bo.", name="more"), git(root, "add", "-A")), "A  annotations/gold/more.jsonl"),
    "detached": (lambda root: git(root, "checkout", "--quiet", "--detach"), "HEAD is detached"),
    "findings": (spoilt, "T403 type-clash"),
    "ignored": (ignored, "a clean checkout builds other data"),
    "version-stated-otherwise": (unstated, "CITATION.cff does not state version '1.2.3'"),
    "file-gone": (uncited, "CITATION.cff: no such file or directory"),
    "tag-there": (lambda root: git(root, "tag", "v1.3.0", "HEAD~1"), "the tag v1.3.0 is there already"),
    "tag-gone": (lambda root: git(root, "tag", "--delete", "v1.2.3"), "1.2.3 is recorded as released, and there is no tag v1.2.3"),
    "hook": (hooked, "no commits on Mondays"),
    "signature": (unsigned, "sign"),
    "nobody": (lambda root: git(root, "config", "user.useConfigOnly", "true"), "tell me who you are"),
}


@pytest.mark.parametrize(("fault", "says"), FAULTS.values(), ids=FAULTS)
def test_what_is_in_the_way_is_said_and_leaves_everything_as_it_was(again, fault, says, steppe, request):
    fault(again)
    before = everything(again)
    who = {key: value for key, value in GIT.items() if not re.match("GIT_(AUTHOR|COMMITTER)_", key)}
    done = steppe("release", "1.3.0", "--corpus", again, env=who if request.node.callspec.id == "nobody" else None)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.endswith("nothing was released\n")
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert everything(again) == before


@pytest.mark.parametrize(
    ("version", "says"),
    [("1.2.3", "is there already"), ("1.2.2", "1.2.2 is not above the last release, 1.2.3; the next are 1.2.4, 1.3.0, 2.0.0")],
)
def test_a_version_that_is_not_above_the_last(again, version, says):
    with pytest.raises(ReleaseError, match=re.escape(says)):
        release(again, version, DAY, dry=True)


@pytest.mark.parametrize(
    "arguments",
    [[], ["1.0"], ["v1.0.0"], ["huge"], ["1.0.0", "--verify", "v1.0.0"], ["--verify", "v1.0.0", "--dry-run"], ["1.3.0", "--date", "May"]],
)
def test_wrong_use(corpus, arguments, inside):
    done = inside("release", *arguments, "--corpus", corpus)
    assert done.exit_code == 2
    assert "Error: " in done.stderr


def test_a_corpus_without_commits_or_without_a_repository(tmp_path, monkeypatch):
    root = small(tmp_path / "corpus")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(ReleaseError, match="is in no repository of git"):
        release(root, "1.2.3", DAY)
    git(root, "init", "--quiet")
    with pytest.raises(ReleaseError, match="there is no commit yet"):
        release(root, "1.2.3", DAY)


def test_a_branch_that_moves_meanwhile(again, monkeypatch):
    """Somebody commits while the release is built: it is not theirs to lose, and the tag goes again."""
    rebuilt = publishing.rebuilt

    def slowly(*arguments):
        (again / "note.md").write_text("Meanwhile.\n", "utf-8")
        committed(again, "Meanwhile")
        return rebuilt(*arguments)

    monkeypatch.setattr(publishing, "rebuilt", slowly)
    with pytest.raises(ReleaseError, match="main was changed meanwhile"):
        release(again, "1.3.0", DAY)
    assert git(again, "tag", "--list") == "v1.2.3"
    assert git(again, "log", "-1", "--format=%s") == "Meanwhile"
    assert git(again, "status", "--porcelain") == ""


def test_a_work_tree_that_is_edited_meanwhile_keeps_the_edit(again, monkeypatch):
    rebuilt = publishing.rebuilt

    def slowly(*arguments):
        (again / "CITATION.cff").write_text("mine\n", "utf-8")
        return rebuilt(*arguments)

    monkeypatch.setattr(publishing, "rebuilt", slowly)
    with pytest.raises(ReleaseError, match=r"CITATION\.cff"):
        release(again, "1.3.0", DAY)
    assert (again / "CITATION.cff").read_text("utf-8") == "mine\n"
    assert git(again, "tag", "--list") == "v1.2.3"


def test_a_commit_that_builds_other_data_is_not_tagged(again, monkeypatch):
    monkeypatch.setattr(publishing, "rebuilt", lambda *arguments: "0" * 64)
    before = everything(again)
    with pytest.raises(ReleaseError, match="the commit builds other data"):
        release(again, "1.3.0", DAY)
    assert everything(again) == before


def test_a_corpus_inside_a_repository_is_released_alone(tmp_path):
    root = small(tmp_path / "deep/corpus")
    begun(tmp_path)
    (tmp_path / "other.txt").write_text("of others, and uncommitted\n")
    made = release(root, "1.2.3", DAY)
    assert git(tmp_path, "show", "--format=", "--name-only", made.commit).split()[0].startswith("deep/corpus/")
    assert git(tmp_path, "status", "--porcelain") == "?? other.txt"
    assert verify(root, "v1.2.3").faults == []


def test_what_git_ignores_or_may_run_stays_so(tmp_path):
    root = corpus_of(tmp_path / "corpus")
    (root / ".gitignore").write_text("dataset/\n", "utf-8")
    (root / "CITATION.cff").chmod(0o755)
    committed(root)
    made = release(root, "1.2.3", DAY)
    assert made.files == [
        "CHANGELOG.md",
        "CITATION.cff",
        "annotations/corpus.toml",
        "annotations/releases.jsonl",
        "annotations/splits.jsonl",
    ]
    assert git(root, "show", "--format=", "--name-only", made.commit).split() == made.files
    assert git(root, "ls-tree", "HEAD", "CITATION.cff").split()[0] == "100755"


def test_asked_to_end_it_leaves_nothing_behind(corpus, tmp_path):
    before = everything(corpus)
    (tmp_path / "t").mkdir()
    environment = GIT | {"TMPDIR": str(tmp_path / "t")}
    command = [STEPPE, "release", "1.2.3", "--corpus", str(corpus)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as running:
        assert running.stderr.readline() == "building from a clean checkout ...\n"
        running.terminate()
        assert running.wait(60) == 143
    assert [*(tmp_path / "t").iterdir()] == []
    assert everything(corpus) == before


def test_from_a_hook_of_git(again, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert release(again, "1.3.0", DAY, dry=True).files


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda root: edit(root / "annotations/gold/open-acme.jsonl", at=ident("m", 4), level="NOM"), "it builds the content"),
        (
            lambda root: edit(root / "annotations/releases.jsonl", at="release", content="0" * 64),
            "dataset/counts.json of it gives another content",
        ),
        (lambda root: (root / "annotations/releases.jsonl").unlink(), "has no release 1.2.3"),
        (lambda root: (root / SETTINGS).write_text((root / SETTINGS).read_text("utf-8").replace("1.2.3", "1.2.4"), "utf-8"), "says 1.2.4"),
        (
            lambda root: (root / "dataset/counts.json").write_text('{"content":"0"}', "utf-8"),
            "dataset/counts.json of it gives another content",
        ),
        (
            lambda root: shutil.copy(root / "dataset/data/claims/test.parquet", root / "dataset/data/claims/train.parquet"),
            "the tables in dataset/ of it have the content",
        ),
        (lambda root: (root / "dataset/data/claims/train.parquet").unlink(), "the tables in dataset/ of it have the content"),
        (
            lambda root: (root / "annotations/releases.jsonl").write_bytes((root / "annotations/releases.jsonl").read_bytes() * 2),
            "annotations/releases.jsonl of it has 2 records of 1.2.3",
        ),
    ],
    ids=["mark", "record", "no-record", "version", "counts", "table", "no-table", "two-records"],
)
def test_a_tag_that_was_moved_to_other_data_is_found(again, spoil, says, inside):
    message = git(again, "tag", "--list", "--format=%(contents)")
    spoil(again)
    committed(again)
    git(again, "tag", "--force", "--annotate", "--message", message, "v1.2.3")
    done = inside("release", "--verify", "v1.2.3", "--corpus", again)
    assert done.exit_code == 1
    assert says in done.output


def test_a_release_that_is_what_it_was(first, inside):
    done = inside("release", "--verify", "v1.2.3", "--corpus", first)
    assert done.exit_code == 0
    assert done.output == f"v1.2.3 builds the content that is recorded: {last(first, 'releases.jsonl')['content']}\n"
    done = inside("release", "--verify", "v9.9.9", "--corpus", first)
    assert (done.exit_code, done.stderr) == (1, "Error: there is no tag v9.9.9; `git fetch --tags` may bring it\n")


def test_tables_in_the_storage_of_large_files_are_not_looked_at(again):
    for table in (again / "dataset/data").rglob("*.parquet"):
        table.write_text("version https://git-lfs.github.com/spec/v1\n", "utf-8")
    message = git(again, "tag", "--list", "--format=%(contents)")
    committed(again)
    git(again, "tag", "--force", "--annotate", "--message", message, "v1.2.3")
    assert verify(again, "v1.2.3").faults == []


def test_a_tag_that_is_lost_can_be_made_again(again, inside):
    for number in range(2):
        (again / "more.md").write_text("more" * number, "utf-8")
        committed(again)
    git(again, "tag", "--delete", "v1.2.3")
    assert inside("diff", "v1.2.3", "--corpus", again).output.splitlines()[-1] == "nothing changed"
    assert "v9.9.9: there is no such folder" in inside("diff", "v9.9.9", "--corpus", again).stderr
    done = inside("release", "--verify", "v1.2.3", "--corpus", again)
    assert done.exit_code == 1
    subprocess.run(done.stderr.partition("if it is lost: ")[2], shell=True, cwd=again, check=True)
    assert verify(again, "v1.2.3").faults == []
    assert git(again, "rev-parse", "v1.2.3^{commit}") == git(again, "rev-parse", "HEAD~2")


def test_a_released_version_with_other_data_is_a_finding(again):
    from steppe.build import build

    dated(again, "2024-01-05")
    build(opened(again), again / "dataset")
    (found,) = [finding for finding in findings(again, pages=True) if finding.code == "X618"]
    assert found.file == "dataset/counts.json"
    assert "says it is 1.2.3, which was released with content" in found.message


RECORDS = {
    "no-version": ([("1.2", DAY)], "'1.2' is no version"),
    "twice": ([("1.2.3", DAY), ("1.2.3", DAY)], "1.2.3 stands below 1.2.3"),
    "no-day": ([("1.2.3", "2024-02")], "the date '2024-02' is no day"),
    "no-date": ([("1.2.3", "2024-02-30")], "the date '2024-02-30' is no day"),
    "backwards": ([("1.2.2", DAY), ("1.2.3", "2024-01-01")], f"is dated 2024-01-01, before the release that it follows ({DAY})"),
    "no-content": ([("1.2.3", DAY, "x")], "the content is 'x'"),
    "above-the-corpus": ([("1.2.4", DAY)], "is '1.2.3'; 1.2.4 was released"),
}


@pytest.mark.parametrize(("records", "says"), RECORDS.values(), ids=RECORDS)
def test_records_of_releases(tmp_path, records, says):
    root = small(tmp_path / "corpus")
    lines = [
        json.dumps({"kind": "release", "version": version, "date": date, "content": (rest or ["0" * 64])[0]}, separators=(",", ":"))
        for version, date, *rest in records
    ]
    (root / "annotations/releases.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    (found,) = findings(root)
    assert found.code == "X618"
    assert says in found.message


def test_a_day_that_is_not_that_of_the_version(again):
    settings = again / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace(f'released = "{DAY}"', 'released = "2024-03-04"'), "utf-8")
    (found,) = findings(again)
    assert (found.code, found.file, found.message) == ("X618", SETTINGS, f"is '2024-03-04'; '1.2.3' was released on '{DAY}'")


def test_a_split_since_what_was_not_released(again):
    edit(again / "annotations/splits.jsonl", at="split", since="1.0.0")
    (found,) = findings(again)
    assert (found.code, found.file) == ("X618", "annotations/splits.jsonl")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("version: 1.2.3\n", "version: 2.0.0\n"),
        ('version = "1.2.3"', 'version = "2.0.0"'),
        ("__version__ = '1.2.3'", "__version__ = '2.0.0'"),
        ('{"version": "1.2.3"}', '{"version": "2.0.0"}'),
        ("measures:1|steppe:1.2.3`", "measures:1|steppe:2.0.0`"),
        ("cff-version: 1.2.3\n", None),
        ("version: 1.2.31\n", None),
        ("version: 1.2.3.4\n", None),
        ("version: 11.2.3\n", None),
        ("in 1.2.3 we", None),
        ("version: 1.2.3-rc1\n", None),
        ("this is version: 1.2.3.\n", None),
    ],
)
def test_where_a_version_is_stated(text, becomes):
    assert stated(text, "1.2.3") == (becomes is not None)
    assert stamped(text, "1.2.3", "2.0.0") == (becomes or text)


def test_a_citation_that_had_a_date_has_one():
    dated_before = f"version: 1.0.0\ndate-released: {DAY}\n"
    assert stamped_date(dated_before, "date-released: ", "version:", "2024-05-06") == "version: 1.0.0\ndate-released: 2024-05-06\n"


@pytest.mark.parametrize(
    ("page", "becomes"),
    [
        ("# Changelog\n\n## 1.0.0 (unreleased)\n\n- A.\n", "# Changelog\n\n## 2.0.0 (D)\n\n- A.\n- Data.\n"),
        ("# C\n\n## [Unreleased]\n\n- A.\n\n## 1.0.0\n\n- B.\n", "# C\n\n## 2.0.0 (D)\n\n- A.\n- Data.\n\n## 1.0.0\n\n- B.\n"),
        ("# C\n\n## Unreleased\n\n## 1.0.0\n\n- B.\n", "# C\n\n## 2.0.0 (D)\n\n- Data.\n\n## 1.0.0\n\n- B.\n"),
        ("# C\n\n## 1.0.0\n\n- B.\n", "# C\n\n## 2.0.0 (D)\n\n- Data.\n\n## 1.0.0\n\n- B.\n"),
        ("# C\n", "# C\n\n## 2.0.0 (D)\n\n- Data.\n"),
        ("", "## 2.0.0 (D)\n\n- Data.\n"),
        ("# C\n\n```\n## Unreleased\n```\n\n## 1.0.0\n", "# C\n\n```\n## Unreleased\n```\n\n## 2.0.0 (D)\n\n- Data.\n\n## 1.0.0\n"),
        ("## Unreleased\n\n~~~\n## 1.0.0\n~~~\n", "## 2.0.0 (D)\n\n~~~\n## 1.0.0\n~~~\n- Data.\n"),
        ("# C\r\n\r\n## Unreleased\r\n\r\n- A.\r\n", "# C\r\n\r\n## 2.0.0 (D)\r\n\r\n- A.\r\n- Data.\r\n"),
    ],
    ids=["open", "in-brackets", "open-and-empty", "none-open", "no-section", "empty", "in-code", "code-within", "line-ends"],
)
def test_the_changelog_is_closed(page, becomes):
    assert released(page, "2.0.0", "D", "Data.") == becomes


def test_this_corpus_and_its_library_have_one_version():
    """A release stamps the files that the settings name: no other file of the repository states the version."""
    settings = Corpus(REPOSITORY).settings
    assert settings.version == package.__version__ == yaml.safe_load((REPOSITORY / "CITATION.cff").read_bytes())["version"]
    listed = git(REPOSITORY, "ls-files", "-z").split("\0") if shutil.which("git") and (REPOSITORY / ".git").exists() else settings.stamped
    stating = set()
    for file in filter(None, listed):
        path = REPOSITORY / file
        if file.startswith(("dataset/", "tests/", "annotations/releases.jsonl")) or not path.is_file() or os.path.islink(path):
            continue
        if stated(path.read_bytes().decode(errors="replace"), settings.version):
            stating.add(file)
    assert stating == {SETTINGS, *settings.stamped}
