"""Label Studio itself: a server of its own environment, its own client, and a browser with a mouse."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from itertools import count

import pytest
from adjudicating import DECISIONS, root_of
from making import REPOSITORY, edit, files_of, ident

sys.path.insert(0, str(REPOSITORY / "scripts"))
from _label_studio import USER, Server

BIN = REPOSITORY / ".venv-label-studio/bin"
PASS = "annotations/passes/bo/open-acme.jsonl"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BIN / "label-studio").exists(), reason="no environment with Label Studio; scripts/label-studio makes it"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(BIN / "label-studio", tmp_path_factory.mktemp("label-studio")) as running:
        yield running


@pytest.fixture
def studio(server, small):
    """The command of that environment, on a small corpus whose annotator bo is the user of the server."""
    (small / "label-studio.toml").write_text(f'[annotators]\n"{USER}" = "bo"\n', "utf-8")
    return command_of(server, small)


def command_of(server, root):
    def run(command, *arguments, **environment):
        return subprocess.run(
            [str(BIN / "steppe"), "label-studio", command, "--corpus", str(root), *map(str, arguments)],
            env={**os.environ, **server.environment, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture
def title():
    return f"project {next(_numbers)}"


_numbers = count(1)


def lines(done):
    return done.returncode, done.stdout.splitlines()


def test_what_is_pushed_comes_back_byte_by_byte_and_is_there_once(studio, small, title):
    before = files_of(small / "annotations")
    done = studio("push", "open-acme", "--by", "bo", "--project", title)
    assert lines(done) == (0, ["open-acme: added"]), done.stderr
    assert lines(studio("push", "open-acme", "--by", "bo", "--project", title)) == (0, ["open-acme: as it was"])
    done = studio("pull", "--project", title)
    assert lines(done) == (0, [f"{PASS}: 0 changes"]), done.stderr
    assert files_of(small / "annotations") == before


def test_gold_becomes_the_pass_of_whoever_took_it_over(studio, small, title):
    assert studio("push", "open-acme", "open-bolt", "--as", "annotations", "--project", title).returncode == 0
    done = studio("pull", "--project", title)
    assert done.returncode == 0, done.stderr
    marks = [(small / folder / "open-bolt.jsonl").read_bytes().splitlines()[2:] for folder in ("annotations/gold", "annotations/passes/bo")]
    assert marks[0] == marks[1]


def test_what_changed_in_the_corpus_is_renewed_and_what_changed_there_is_left_alone(studio, small, title):
    push = ("push", "open-acme", "--by", "bo", "--project", title)
    studio(*push)
    edit(small / PASS, at=ident("m", 1), level="NOM")
    assert lines(studio(*push)) == (0, ["open-acme: renewed"])
    assert lines(studio("pull", "--project", title, "--dry-run")) == (0, [f"{PASS}: 0 changes"])
    edit(small / PASS, at=ident("m", 1), level="NAM")
    done = studio("pull", "--project", title)  # what stands there is what was sent last
    assert done.returncode == 0
    assert "level" in (small / PASS).read_text("utf-8")


def test_predictions_are_sent_and_renewed_and_are_no_pass(studio, small, title):
    push = ("push", "open-acme", "--by", "bo", "--as", "predictions", "--project", title)
    assert lines(studio(*push)) == (0, ["open-acme: added"])
    assert lines(studio(*push)) == (0, ["open-acme: as it was"])
    edit(small / PASS, at=ident("m", 1), level="NOM")
    assert lines(studio(*push)) == (0, ["open-acme: renewed"])
    done = studio("pull", "--project", title)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nobody has annotated it" in done.stderr


def test_a_connection_that_is_cut_is_taken_up_again(studio, server, title):
    with Cutting(server.port, at=[2, 3, 5, 8]) as proxy:
        push = ("push", "open-acme", "open-bolt", "--project", title)
        done = studio(*push, LABEL_STUDIO_URL=f"http://127.0.0.1:{proxy.port}")
        assert lines(done) == (0, ["open-acme: added", "open-bolt: added"]), done.stderr
        assert proxy.cut == 4
    assert lines(studio(*push)) == (0, ["open-acme: as it was", "open-bolt: as it was"])


@pytest.mark.parametrize("token", ["0" * 40, "no token at all", "eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCJ9.c2lnbmF0dXJl"])
@pytest.mark.parametrize("command", ["push", "pull"])
def test_a_wrong_token_is_told_and_never_shown(studio, command, token, title):
    done = studio(command, "--project", title, LABEL_STUDIO_API_KEY=token)
    assert done.returncode == 1
    assert "token" in done.stderr
    assert token not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_label_studio_is_told(studio, title):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        done = studio("pull", "--project", title, LABEL_STUDIO_URL=f"http://127.0.0.1:{nobody.getsockname()[1]}")
    assert done.returncode == 1
    assert "does not answer" in done.stderr


def test_a_person_changes_three_things_and_git_shows_these_alone(studio, small, server, title, tmp_path):
    git("init", "-q", at=small)
    git("add", "-A", at=small)
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "before", at=small)
    assert studio("push", "open-acme", "--by", "bo", "--project", title).returncode == 0
    in_browser("change", server, title, tmp_path)
    done = studio("pull", "--project", title)
    assert done.returncode == 0, done.stderr
    told = [line.split()[:3] for line in done.stdout.splitlines()[1:]]
    assert sorted(words[:2] for words in told) == [["added", "mention"], ["re-linked", "trigger"], ["relabelled", "mention"]]
    assert git("status", "--porcelain", at=small).split() == ["M", PASS]
    changed = [line for line in git("diff", "-U0", at=small).splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    gone, new = ([json.loads(line[1:]) for line in changed if line[0] == sign] for sign in "-+")
    done = [side.pop(next(at for at, record in enumerate(side) if record["kind"] == "pass")) for side in (gone, new)]
    assert {key for key in done[0] if done[0][key] != done[1][key]} <= {"date"}
    (drawn,) = [record for record in new if record["id"] not in {record["id"] for record in gone}]
    assert (drawn["kind"], drawn["type"], drawn["quote"]) == ("mention", "Firm", "page")
    before, after = ({record["id"]: record for record in side if record is not drawn} for side in (gone, new))
    assert before.keys() == after.keys() == {ident("m", 2), ident("t", 1)}
    assert after[ident("m", 2)] == {**before[ident("m", 2)], "type": "Number"}
    assert after[ident("t", 1)] == {**before[ident("t", 1)], "arguments": [{"role": "Dismissed", "filler": ident("m", 4)}]}


def test_a_person_decides_between_two_annotators(server, title, tmp_path):
    root = root_of(tmp_path)
    studio = command_of(server, root)
    sides = ("--adjudication", "--first", "ann", "--second", "bo", "--by", "ann")
    assert lines(studio("push", *sides, "--project", title)) == (0, ["open-acme: added"])
    assert lines(studio("push", *sides, "--project", title)) == (0, ["open-acme: as it was"])
    in_browser("decide", server, title, pictures(tmp_path))
    done = studio("pull", "--project", title, "--by", "ann")
    assert done.returncode == 0, done.stderr
    assert "2 decisions taken" in done.stderr
    made = [json.loads(line) for line in (root / DECISIONS).read_text("utf-8").splitlines()[1:]]
    assert {one["layer"]: one["verdict"] for one in made if one.get("verdict")} == {"mention": "SECOND", "claim": "SECOND"}
    assert len(made) == 3
    assert lines(studio("push", *sides, "--project", title))[0] == 1  # what was done there is left alone


def test_a_newcomer_comes_from_an_empty_folder_to_a_pass_without_findings(server, title, tmp_path):
    """What docs/first-pass.md tells, word for word; its pictures are taken here (STEPPE_PICTURES names where to)."""
    page = (REPOSITORY / "docs/first-pass.md").read_text("utf-8")
    root = tmp_path / "nowhere"
    (root / "annotations/articles").mkdir(parents=True)
    shutil.copy(REPOSITORY / "annotations/labels.toml", root / "annotations")
    for name, code in re.findall(r"^`(\S+)`:\n\n```\w*\n(.*?)```", page, re.MULTILINE | re.DOTALL):
        (root / name).write_text(code, "utf-8")
    studio = command_of(server, root)
    assert "steppe label-studio push --articles articles.jsonl" in page
    done = studio("push", "--articles", root / "articles.jsonl", "--project", title)
    assert lines(done) == (0, ["arrests: added"]), done.stderr
    in_browser("learn", server, title, pictures(tmp_path))
    done = studio("pull", "--project", title, "--by", "ann")
    assert done.returncode == 0, done.stderr
    there = [line.split()[:2] for line in done.stdout.splitlines()[1:]]
    assert there == [["added", one] for one in ("zone", "zone", "mention", "mention", "mention", "trigger", "claim")]
    checked = subprocess.run([str(BIN / "steppe"), "validate", "--corpus", str(root)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout
    marks = {
        mark["kind"]: mark for mark in map(json.loads, (root / "annotations/passes/ann/arrests.jsonl").read_text("utf-8").splitlines())
    }
    assert marks["claim"]["answers"][1] == {"facet": "DETAINED_COUNT", "event": marks["trigger"]["refers_to"], "values": ["2"]}


def pictures(folder):
    """Where pictures go: a folder that goes with the test, or that of the documentation."""
    return os.environ.get("STEPPE_PICTURES", folder)


def in_browser(doing, server, title, folder):
    """Have a person do something in the only task of a project."""
    if not os.path.exists("/usr/bin/chromium"):
        pytest.skip("no Chromium: apt install chromium")
    project, task = numbers(server, title)
    arguments = [doing, server.address, USER, server.password, project, task, folder]
    done = subprocess.run(
        [str(BIN / "python"), str(REPOSITORY / "tests/in_browser.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr


def git(*arguments, at):
    assert shutil.which("git")
    return subprocess.run(["git", *arguments], cwd=at, capture_output=True, text=True, check=True).stdout


def numbers(server, title):
    """The numbers of a project and of its only task."""
    code = (
        "import os, sys; from label_studio_sdk import LabelStudio;"
        "c = LabelStudio(base_url=os.environ['LABEL_STUDIO_URL'], api_key=os.environ['LABEL_STUDIO_API_KEY']);"
        "p, = [p.id for p in c.projects.list() if p.title == sys.argv[1]]; t, = [t.id for t in c.tasks.list(project=p)]; print(p, t)"
    )
    environment = {**os.environ, **server.environment}
    done = subprocess.run([str(BIN / "python"), "-c", code, title], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


class Cutting:
    """A proxy on loopback that cuts the connection in the middle of some answers, counted from 1."""

    def __init__(self, port, at):
        self.to, self.at = port, set(at)
        self.answers, self.cut = 0, 0
        self.lock = threading.Lock()

    def __enter__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listening.close()

    def _accept(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.to))
            threading.Thread(target=self._copy, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._copy, args=(far, near, True), daemon=True).start()

    def _copy(self, source, target, answers):
        try:
            while data := source.recv(65536):
                if answers and data.startswith(b"HTTP/1.1 "):
                    with self.lock:
                        self.answers += 1
                        if self.answers in self.at:
                            self.cut += 1
                            break
                target.sendall(data)
        except OSError:
            pass
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
