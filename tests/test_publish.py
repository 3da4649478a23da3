"""Publishing at a double of the Hub, with the clients as anybody has them: what is sent, tagged and loaded back."""

import json
import os
import pty
import re
import subprocess
import sys
import threading
import time
from hashlib import sha256

import pytest
from built import change, spoil
from conftest import STEPPE
from hub import TOKEN, Blob, Hub
from making import REPOSITORY, edit, files_of
from publishing import NAME, environment, run

from steppe.publish.proof import counts_of
from steppe.table import contents_of, whole

pytestmark = pytest.mark.slow


@pytest.fixture
def hub():
    with Hub() as running:
        yield running
        assert running.unknown == []


@pytest.fixture
def publish(hub, small, tmp_path):
    def publishing(*arguments, **more):
        return run(hub, small, tmp_path / "home", *arguments, **more)

    return publishing


def refused_either_way(publish, told, says):
    """A run and a dry run both refuse, and say the same."""
    for more in ((), ("--dry-run",)):
        done = publish(*more)
        assert done.returncode == 1
        assert done.stdout == told
        assert says in done.stderr


def version(root, number):
    settings = root / "annotations/corpus.toml"
    settings.write_text(re.sub("^version = .*", f'version = "{number}"', settings.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def python(hub, home, code, **more):
    """What a program prints, for somebody whose home this is."""
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment(hub, home, **more), cwd=home, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def loaded(hub, home, revision):
    """The fingerprint of a revision, and the rows of each split of each config: loaded by the libraries alone."""
    code = f"""
import json, datasets, huggingface_hub
rows = {{name: {{split: table.num_rows for split, table in datasets.load_dataset("{NAME}", name, revision="{revision}").items()}}
        for name in datasets.get_dataset_config_names("{NAME}", revision="{revision}")}}
print(json.dumps([huggingface_hub.snapshot_download("{NAME}", repo_type="dataset", revision="{revision}"), rows]))
"""
    folder, rows = json.loads(python(hub, home, code)[-1])
    return whole(contents_of(home / folder)), rows, sorted(files_of(home / folder))


def test_a_dry_run_lists_everything_and_changes_nothing(hub, publish, small):
    (small / "LICENSE-DATA").write_text("free", "utf-8")
    before = files_of(small)
    done = publish("--dry-run")
    assert done.returncode == 0, done.stderr
    assert files_of(small) == before
    assert hub.repositories == hub.objects == {}
    listed = [line.split() for line in done.stdout.splitlines() if line.startswith("added ")]
    assert {"LICENSE", "README.md", "counts.json", "data/claims/train.parquet"} <= {path for _, _, path in listed}
    sizes = sum(int(size.replace(",", "")) for _, size, _ in listed)
    last = done.stdout.splitlines()[-1]
    assert last.startswith(
        f"{NAME} is made; {len(listed)} added: {sizes:,} bytes to send; then v1.2.3 at {hub.url}/datasets/{NAME}, content "
    )
    assert {method for method, path in hub.requests if path != "/api/validate-yaml"} == {"GET"}


@pytest.mark.parametrize("lfs", [True, False], ids=["lfs", "regular"])
def test_two_versions_one_with_a_file_less_are_loaded_by_their_tags(lfs, hub, publish, small, tmp_path):
    hub.lfs = lfs
    (small / "LICENSE-DATA").write_text("free", "utf-8")
    (small / "DATASHEET.md").write_text("[Counts](dataset/counts.json).", "utf-8")
    done = publish("--private")
    assert done.returncode == 0, done.stderr
    one = counts_of(small / "dataset")
    assert done.stdout.endswith(f"{hub.url}/datasets/{NAME} v1.2.3 is published, and is what was built: content {one.content}\n")
    there = hub.repositories[NAME]
    assert there.private
    assert there.files.pop(".gitattributes") is not None
    files = {name: data for name, data in there.files.items() if name != ".gitattributes"}
    assert files == files_of(small / "dataset") | {"LICENSE": b"free", "DATASHEET.md": b"[Counts](counts.json)."}
    assert len(there.commits) == 2, "the Hub's own, and one"

    gone = "data/passes/linked_train.parquet"
    assert gone in files
    (small / "annotations/passes/bo/link-acme.jsonl").unlink()
    version(small, "1.3.0")
    done = publish("--dry-run")
    assert f"  {gone}" in next(line for line in done.stdout.splitlines() if line.startswith("removed "))
    done = publish()
    assert done.returncode == 0, done.stderr
    two = counts_of(small / "dataset")
    assert len(there.commits) == 3
    assert gone not in there.files

    home = tmp_path / "reader"
    found = {revision: loaded(hub, home, revision) for revision in ("v1.2.3", "v1.3.0", "main", "v1.2.3")}
    for revision, counts in (("v1.2.3", one), ("v1.3.0", two), ("main", two)):
        assert found[revision][:2] == (counts.content, counts.rows)
    assert one.content != two.content
    assert one.rows != two.rows
    assert set(found["v1.2.3"][2]) - set(found["v1.3.0"][2]) == {gone}


def test_the_storage_that_users_have_is_used(hub, publish, small, tmp_path):
    hf_xet = pytest.importorskip("hf_xet", reason="hf_xet is not made for this machine")
    hub.cas = f"local://{tmp_path / 'cas'}"
    came = []

    def rebuilt(oid, size):
        """A file, from what the client stored; only its address there is computed from ours."""
        (ours,) = {path for path in (small / "dataset").rglob("*") if path.is_file() and sha256(path.read_bytes()).hexdigest() == oid}
        (known,) = hf_xet.hash_files([str(ours)])
        with hf_xet.XetSession().new_file_download_group(endpoint=hub.cas, token="x", token_expiry_unix_secs=2**40) as group:
            group.start_download_file(hf_xet.XetFileInfo(known.hash, size), str(tmp_path / oid))
        came.append(oid)
        data = (tmp_path / oid).read_bytes()
        assert sha256(data).hexdigest() == oid
        return data

    hub.rebuilt = rebuilt
    done = publish(HF_HUB_DISABLE_XET="0")
    assert done.returncode == 0, done.stderr
    assert len(came) == sum(path.endswith(".parquet") for path in hub.repositories[NAME].files)
    assert not any(path.startswith("/lfs/") for _, path in hub.requests)
    assert publish(HF_HUB_DISABLE_XET="0").returncode == 0


def test_what_is_there_is_loaded_again_and_nothing_is_sent(hub, publish, small):
    assert publish().returncode == 0
    sent = len(hub.requests)
    done = publish()
    assert done.returncode == 0, done.stderr
    assert "v1.2.3 was there already, and is what was built" in done.stdout
    assert {method for method, _ in hub.requests[sent:]} == {"GET", "HEAD"}
    change(small)
    done = publish()
    assert done.returncode == 1
    assert "a tag is never moved: give the corpus another version" in done.stderr
    assert "they differ in data/articles/train.parquet, " in done.stderr
    assert len(hub.repositories[NAME].commits) == 2
    assert publish("--dry-run").returncode == 1


def test_a_folder_of_the_same_name_is_not_taken_for_the_repository(hub, publish, small, tmp_path):
    (tmp_path / NAME).mkdir(parents=True)
    (tmp_path / NAME / "rows.csv").write_text("a,b\n1,2\n", "utf-8")
    done = publish(cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_another_card_of_the_same_tables_is_noted(hub, publish, small):
    assert publish().returncode == 0
    settings = small / "annotations/corpus.toml"
    settings.write_text(re.sub("^summary = .*", 'summary = "Other words."', settings.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    done = publish()
    assert done.returncode == 0, done.stderr
    assert "note: README.md differs from that of v1.2.3, which is left as it is" in done.stderr
    assert "v1.2.3 was there already, and has the tables that were built: content " in done.stdout
    there = hub.repositories[NAME]
    files = there.commits[there.main]
    files["more.txt"] = files.pop("croissant.json")
    done = publish()
    for says in (
        "croissant.json is not in v1.2.3",
        "more.txt would not be sent, and is in v1.2.3",
        "README.md differs from that of v1.2.3",
    ):
        assert f"note: {says}, which is left as it is" in done.stderr
    assert b"Other words." not in hub.repositories[NAME].files["README.md"]


def test_what_the_hub_lost_is_told(hub, publish):
    assert publish().returncode == 0
    there = hub.repositories[NAME]
    files = there.commits[there.main]
    files["data/claims/train.parquet"] = files["data/claims/test.parquet"]
    done = publish()
    assert done.returncode == 1
    assert "they differ in data/claims/train.parquet" in done.stderr


def test_a_dry_run_refuses_what_a_run_refuses(hub, publish, small):
    """Marks were changed under a released version, and the dataset was not built since."""
    assert publish().returncode == 0
    content = json.loads((small / "dataset/counts.json").read_bytes())["content"]
    record = {"kind": "release", "version": "1.2.3", "date": "2024-02-03", "content": content}
    (small / "annotations/releases.jsonl").write_text(json.dumps(record, separators=(",", ":")) + "\n", "utf-8")
    hub.repositories.clear()
    assert publish("--dry-run").returncode == 0
    change(small)
    before = files_of(small)
    dry = publish("--dry-run")
    assert (dry.returncode, files_of(small)) == (1, before)
    assert "X618" in dry.stdout
    done = publish()
    assert (done.returncode, done.stdout, done.stderr) == (1, dry.stdout, dry.stderr)
    assert hub.repositories == {}


def test_a_list_of_what_is_to_be_ignored_leaves_nothing_out(hub, publish, small):
    assert publish().returncode == 0
    there = hub.repositories[NAME]
    there.add(there.commits[there.main] | {".gitignore": Blob(b"*.parquet *.json", lfs=False)})
    change(small)
    version(small, "1.3.0")
    done = publish()
    assert done.returncode == 0, done.stderr
    assert ".gitignore" not in there.files
    assert there.files["counts.json"] == (small / "dataset/counts.json").read_bytes()


def test_the_pages_of_the_docs_are_right(hub, publish, small, tmp_path):
    assert publish().returncode == 0
    blocks = re.findall("```python\n(.*?)```", (REPOSITORY / "docs/publishing.md").read_text("utf-8"), re.DOTALL)
    by_tag, by_folder, proof = blocks
    home = tmp_path / "reader"
    assert python(hub, home, by_tag + "print(len(claims))") == ["3"]
    assert python(hub, home, by_folder + proof) == [counts_of(small / "dataset").content]
    assert python(hub, home, by_folder + proof, HF_HUB_OFFLINE="1") == [counts_of(small / "dataset").content]


def test_findings_are_not_published_nor_is_anything_asked(hub, publish, small):
    spoil(small)
    done = publish()
    assert done.returncode == 1
    assert "nothing was built" in done.stderr
    assert hub.requests == []
    edit(small / "annotations/gold/open-acme.jsonl", at="m-222222", refers_to="e-222222")
    settings = small / "annotations/corpus.toml"
    settings.write_text('pages = ["ABOUT.md"]\n' + settings.read_text("utf-8"), "utf-8")
    (small / "ABOUT.md").write_text("<!-- count layers.articles.nowhere -->7<!-- /count -->\n", "utf-8")
    assert publish().returncode == 1
    assert hub.requests == []


def test_what_pages_state_wrongly_is_not_published_nor_is_anything_asked(hub, publish, small):
    (small / "CITATION.cff").write_text("version: 0.9.0\n", "utf-8")
    refused_either_way(
        publish,
        "CITATION.cff:1: says version '0.9.0'; annotations/corpus.toml says '1.2.3'\n",
        "1 place to mend in pages; nothing was published",
    )
    assert hub.requests == []


def test_it_asks_on_a_terminal(hub, small, tmp_path):
    ours, theirs = pty.openpty()
    command = [STEPPE, "publish", NAME, "--corpus", str(small)]
    with subprocess.Popen(command, env=environment(hub, tmp_path), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        os.write(ours, b"n\n")
        _, said = running.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert running.returncode == 1
    assert b"Publish this?" in said
    assert hub.repositories == {}


@pytest.mark.parametrize(
    ("arguments", "more", "status", "says"),
    [
        ({"name": "corpus"}, {}, 2, "OWNER/NAME"),
        ({"name": "../corpus"}, {}, 2, "OWNER/NAME"),
        ({"name": "acme/a--b"}, {}, 2, "OWNER/NAME"),
        ({"name": "acme/corpus.git"}, {}, 2, "OWNER/NAME"),
        ({"name": f"acme/{'a' * 99}"}, {}, 2, "OWNER/NAME"),
        ({}, {"HF_TOKEN": "hf_\u00e4"}, 2, "characters that no token has"),
        ({}, {"HF_ENDPOINT": "http://hub.example.org"}, 2, "plain http"),
        ({}, {"HF_ENDPOINT": "https://me:secret@hub.example.org"}, 2, "put a token into HF_TOKEN"),
        ({}, {"HF_TOKEN": ""}, 2, "there is no token"),
        ({}, {"HF_HUB_OFFLINE": "1"}, 2, "HF_HUB_OFFLINE"),
    ],
)
def test_what_cannot_be_meant_is_told_before_anything_is_built(hub, publish, small, arguments, more, status, says):
    done = publish(**arguments, **more)
    assert (done.returncode, done.stdout) == (status, "")
    assert says in done.stderr
    assert "secret" not in done.stderr
    assert not (small / "dataset").exists()
    assert hub.requests == []


def test_asked_to_end_while_it_loads_it_leaves_nothing_behind(hub, small, tmp_path):
    loading = threading.Event()

    def slow(number, method, path):
        if "/resolve/" in path:
            loading.set()
            time.sleep(3)

    hub.fault = slow
    (tmp_path / "t").mkdir()
    command, home = [STEPPE, "publish", NAME, "--corpus", str(small)], environment(hub, tmp_path / "home", TMPDIR=str(tmp_path / "t"))
    with subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as running:
        assert loading.wait(60)
        running.terminate()
        assert running.wait(30) == 143
    assert list((tmp_path / "t").iterdir()) == []


def test_a_login_of_the_hub_is_enough(hub, publish, tmp_path):
    (tmp_path / "home/hf").mkdir(parents=True)
    (tmp_path / "home/hf/token").write_text(TOKEN, "utf-8")
    assert publish(HF_TOKEN="").returncode == 0


def test_a_missing_library_is_one_line(hub, publish, tmp_path):
    (tmp_path / "none").mkdir()
    (tmp_path / "none/huggingface_hub.py").write_text("raise ImportError('no')", "utf-8")
    done = publish(PYTHONPATH=os.pathsep.join([str(tmp_path / "none"), str(REPOSITORY)]))
    assert done.returncode == 1
    assert done.stderr == "Error: huggingface_hub is not installed; run: pip install 'steppe[publish]'\n"


def test_git_without_the_tag_is_noted(hub, publish, small):
    assert "git has no tag" not in publish("--dry-run").stderr
    subprocess.run(["git", "init", "-q", str(small)], check=True)
    assert "git has no tag v1.2.3 here" in publish("--dry-run").stderr
    for command in (["add", "."], ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"], ["tag", "v1.2.3"]):
        subprocess.run(["git", "-C", str(small), *command], check=True)
    done = publish("--dry-run")
    assert (done.returncode, "git has no tag" in done.stderr) == (0, False)
    # What has the version of a tag must be what the tag has: at the Hub it stays for good.
    (small / "README.md").write_text("Not sent.", "utf-8")
    (small / "DATASHEET.md").write_text("Sent.", "utf-8")
    (small / "annotations/note.md").write_text("Read.", "utf-8")
    refused_either_way(publish, "DATASHEET.md\nannotations/note.md\n", "2 files not as in git's tag v1.2.3")
    assert hub.repositories == {}
