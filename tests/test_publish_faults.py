"""Publishing while every request fails in turn: a tag is never there with anything but the whole, and the next run finishes."""

import re
import time

import huggingface_hub.constants as constants
import pytest
from hub import BAD_TOKEN, CUT, LOST, TOKEN, Answer, Blob, Hub, Repository, fails
from making import files_of, make, opened
from publishing import NAME

from steppe.build import build
from steppe.publish import careful, proof
from steppe.publish import hub as hub_of
from steppe.publish.proof import Loaded, counts_of
from steppe.table import contents_of

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")
"""The Hub's own client sends large files in a way that its library would have otherwise."""


@pytest.fixture
def root(tmp_path):
    """As little as can be published."""
    return make(tmp_path / "corpus")


@pytest.fixture
def counts(root, tmp_path):
    build(opened(root), tmp_path / "wanted")
    return counts_of(tmp_path / "wanted")


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """A double, for this process: its client reads its settings but once."""
    with Hub() as running:
        monkeypatch.setattr(constants, "ENDPOINT", running.url)
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no token"))
        monkeypatch.setenv("HF_TOKEN", TOKEN)
        monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
        really = time.sleep
        monkeypatch.setattr(time, "sleep", lambda seconds: really(min(seconds, 0.001)))
        yield running
        assert running.unknown == []


@pytest.fixture
def at_once(hub, monkeypatch, tmp_path):
    """Takes what a tag holds from the double's memory, which is quicker than loading it."""
    held = tmp_path / "held"

    def load(repository, revision, endpoint, token):
        return Loaded(contents_of(holding(hub, revision, held)), counts_of(held / revision).rows, "")

    monkeypatch.setattr(hub_of, "load", load)


def holding(hub, tag, folder):
    """What a tag holds, in a folder."""
    for path, blob in hub.repositories[NAME].commits[hub.repositories[NAME].tags[tag]].items():
        file = folder / tag / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(blob.data)
    return folder / tag


@pytest.fixture
def publish(hub, inside, root):
    def publishing(*arguments):
        done = inside("publish", NAME, "--corpus", root, *arguments)
        assert TOKEN not in done.output
        assert done.exit_code in (0, 1)
        if done.exit_code:
            errors = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
            assert errors == [done.stderr.splitlines()[-1]], "one line, the last"
        return done

    return publishing


def tagged(hub):
    return hub.repositories[NAME].tags if NAME in hub.repositories else {}


def is_whole_or_not_there(hub, counts, folder):
    return not tagged(hub) or contents_of(holding(hub, "v1.2.3", folder)) == counts.contents


def at(pattern, *answers):
    """A fault: answers the requests to a place, one after the other and the last of them for ever."""
    left = list(answers)

    def fault(number, method, path):
        if not re.search(pattern, f"{method} {path}"):
            return None
        return left.pop(0) if len(left) > 1 else left[0]

    return fault


def nth(number, fault):
    """A fault of one request."""
    return lambda at, method, path: fault if at == number else None


STEPS = {
    "look": "GET .*/refs$",
    "card": "POST /api/validate-yaml",
    "make": "POST /api/repos/create",
    "ask": "POST .*/preupload/",
    "batch": "POST .*/objects/batch",
    "put": "PUT /lfs/",
    "verify": "POST /lfs/.*/verify",
    "commit": "POST .*/commit/",
    "list": "GET .*/tree/",
    "tag": "POST .*/tag/",
}
STATUSES = [400, 401, 403, 404, 409, 412, 429, 500, 503]
AFTER = ("commit", "list", "tag")
"""Steps of which a failure may leave a commit."""


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("step", STEPS)
def test_every_refusal_is_one_line_and_nothing_is_half_there(step, status, hub, publish, counts, tmp_path):
    refusal = fails(status, message=f"Bearer {TOKEN} says no")
    hub.fault = at(STEPS[step], refusal._replace(body=refusal.body | {"url": f"{hub.url}/datasets/{NAME}"}))
    done = publish()
    assert done.exit_code == 1, done.output
    assert f"({status}" in done.stderr or (step, status) == ("card", 400)
    assert not tagged(hub)
    if step not in AFTER and NAME in hub.repositories:
        assert list(hub.repositories[NAME].files) == [".gitattributes"]
    assert len(hub.requests) < 60
    hub.fault = lambda *_: None
    again = publish()
    assert again.exit_code == 0, again.output
    assert contents_of(holding(hub, "v1.2.3", tmp_path / "found")) == counts.contents


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
def test_a_connection_that_is_cut_at_any_request_leaves_nothing_half_there(hub, publish, counts, tmp_path):
    assert publish().exit_code == 0
    number = len(hub.requests)
    assert number > 15
    ended = []
    for kind in (CUT, LOST):
        for request in range(1, number + 1):
            hub.repositories.clear()
            hub.objects.clear()
            hub.requests.clear()
            hub.fault = nth(request, kind)
            ended.append(publish().exit_code)
            assert is_whole_or_not_there(hub, counts, tmp_path / f"{kind} {request}")
            assert len(hub.requests) <= 2 * number
            hub.fault = lambda *_: None
            again = publish()
            assert again.exit_code == 0, (kind, request, again.output)
            assert contents_of(holding(hub, "v1.2.3", tmp_path / f"{kind} {request}")) == counts.contents
            assert len(hub.repositories[NAME].commits) == 2, "committed once, however often it was begun"
    assert {0, 1} == set(ended)


@pytest.mark.slow
def test_a_connection_that_is_cut_while_the_tag_is_loaded_is_taken_up_or_told(hub, publish, counts, tmp_path):
    assert publish().exit_code == 0
    hub.requests.clear()
    assert publish().exit_code == 0
    number = len(hub.requests)
    for request in range(1, number + 1):
        hub.requests.clear()
        hub.fault = nth(request, CUT)
        done = publish()
        assert done.exit_code == 0 or "; " in done.stderr
        assert is_whole_or_not_there(hub, counts, tmp_path / str(request))
    hub.fault = lambda *_: None
    assert publish().exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("status", [401, 404, 500])
@pytest.mark.parametrize("place", ["GET .*/revision/", "(HEAD|GET) .*/resolve/"])
def test_a_tag_that_cannot_be_loaded_is_told(place, status, hub, publish):
    hub.fault = at(place, fails(status, message=f"Bearer {TOKEN} says no")._replace(headers={"Retry-After": "0"}))
    done = publish()
    assert done.exit_code == 1
    assert "v1.2.3 does not load: " in done.stderr
    assert tagged(hub)
    hub.fault = lambda *_: None
    assert publish().exit_code == 0


@pytest.mark.usefixtures("at_once")
def test_a_bad_token_is_told_and_makes_nothing(hub, publish):
    hub.fault = at("", BAD_TOKEN)
    done = publish()
    assert "the token is refused" in done.stderr
    assert len(hub.requests) == 1


@pytest.mark.usefixtures("at_once")
def test_words_of_the_server_are_told_where_they_are_harmless(hub, publish):
    hub.fault = at("/commit/", Answer(403, {"error": "You may only\nread \x1b[31m here"}))
    assert "it must be one that may write, of somebody who may (403: You may only read \\x1b[31m here)" in publish().stderr


@pytest.mark.usefixtures("at_once")
def test_a_card_that_the_hub_refuses_is_told_before_anything_is_made(hub, publish):
    hub.card = lambda content: (["license is none", "language is odd"], [])
    for arguments in ((), ("--dry-run",)):
        done = publish(*arguments)
        assert done.exit_code == 1
        assert "README.md is refused: license is none; language is odd; nothing was changed" in done.stderr
    assert hub.repositories == {}


@pytest.mark.usefixtures("at_once")
def test_what_the_hub_finds_odd_in_a_card_stops_nothing(hub, publish):
    hub.card = lambda content: ([], ["no language"])
    assert publish().exit_code == 0


@pytest.mark.usefixtures("at_once")
def test_what_somebody_commits_meanwhile_is_not_overwritten(hub, publish):
    def meanwhile(number, method, path):
        if "/commit/" in path and len(hub.repositories[NAME].commits) == 1:
            there = hub.repositories[NAME]
            there.add(there.commits[there.main] | {"theirs.txt": Blob(b"theirs", lfs=False)})

    hub.fault = meanwhile
    done = publish()
    assert done.exit_code == 1
    assert "somebody else has changed the repository meanwhile (412" in done.stderr
    assert "theirs.txt" in hub.repositories[NAME].files
    listed = publish("--dry-run").stdout
    assert re.search(r"^removed .* theirs.txt$", listed, re.MULTILINE)


@pytest.mark.usefixtures("at_once")
def test_a_repository_that_is_there_unseen_is_not_taken_for_a_new_one(hub, publish):
    """Somebody else's private one, or one that was made meanwhile: its files would stay, and nothing would say so."""

    def meanwhile(number, method, path):
        if path.endswith("/api/repos/create") and NAME not in hub.repositories:
            hub.repositories[NAME] = there = Repository(private=True)
            there.add({"data/claims/stale.parquet": Blob(b"stale", lfs=False)})

    hub.fault = meanwhile
    done = publish()
    assert done.exit_code == 1
    assert "something of that name is there" in done.stderr
    assert "made " not in done.stderr
    assert list(hub.repositories[NAME].files) == ["data/claims/stale.parquet"]
    done = publish()
    assert done.exit_code == 0, done.stderr
    assert "data/claims/stale.parquet" not in hub.repositories[NAME].files


@pytest.mark.usefixtures("at_once")
def test_a_tag_that_somebody_gives_meanwhile_is_not_moved(hub, publish):
    def meanwhile(number, method, path):
        if "/tag/" in path:
            there = hub.repositories[NAME]
            theirs = {"counts.json": Blob(b'{"name":"x","version":"1","content":"","tables":{}}', lfs=False)}
            there.tags.setdefault("v1.2.3", there.add(theirs))

    hub.fault = meanwhile
    assert "(409" in publish().stderr
    done = publish()
    assert done.exit_code == 1
    assert "a tag is never moved" in done.stderr


@pytest.mark.usefixtures("at_once")
def test_what_arrives_otherwise_than_it_was_sent_is_not_tagged(hub, publish):
    def spoiling(number, method, path):
        if "/tree/" in path:
            there = hub.repositories[NAME]
            there.commits[there.main]["counts.json"] = Blob(b"{}", lfs=False)

    hub.fault = spoiling
    done = publish()
    assert "counts.json is not there as it was sent" in done.stderr
    assert not tagged(hub)
    hub.fault = lambda *_: None
    assert publish().exit_code == 0


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "headers", [{"Retry-After": "3600"}, {"ratelimit": '"api";r=0;t=3600', "ratelimit-policy": '"fixed window";"api";q=5;w=9000'}]
)
def test_a_server_that_asks_for_patience_is_left(headers, hub, publish, monkeypatch):
    slept = []
    monkeypatch.setattr(time, "sleep", slept.append)
    hub.fault = at("/preupload/", Answer(429, {"error": "slow down"}, headers))
    assert "it asks to wait 3,600 seconds; try again then (429)" in publish().stderr
    assert slept == []


@pytest.mark.usefixtures("at_once")
def test_a_card_that_nobody_looks_at_now_is_not_called_refused(hub, publish):
    hub.fault = at("/api/validate-yaml", Answer(503, {"error": "slow down"}, {"Retry-After": "3600"}))
    done = publish()
    assert "checking the card: it asks to wait 3,600 seconds; try again then (503); nothing was changed" in done.stderr
    assert "refused" not in done.stderr


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("step", "fault", "stands"),
    [
        ("make", LOST, "nothing was published, but the repository may be made; run this again"),
        ("make", fails(403), "nothing was changed"),
        ("commit", LOST, "nothing was published, or all is there without its tag; run this again"),
        ("commit", fails(403), "nothing was published; run this again"),
    ],
    ids=["made-unheard", "not-made", "committed-unheard", "not-committed"],
)
def test_how_things_stand_is_told_as_far_as_it_is_known(step, fault, stands, hub, publish):
    hub.fault = at(STEPS[step], fault)
    assert publish().stderr.rstrip().endswith(stands)


@pytest.mark.usefixtures("at_once")
def test_a_server_that_makes_something_else_is_not_asked_without_end(hub, publish):
    hub.fault = at("/repos/create", fails(409, message="Cannot create repo: another conflicting operation is in progress"))
    assert "it is making another repository for you" in publish().stderr
    assert len(hub.requests) == 3


@pytest.mark.usefixtures("at_once")
def test_a_server_that_says_nothing_is_left(hub, publish, monkeypatch):
    monkeypatch.setitem(careful._SILENCE, "read", 0.05)
    waits = time.sleep

    def silent(number, method, path):
        for _ in range(300):
            waits(0.001)

    hub.fault = silent
    assert "it does not answer (ReadTimeout)" in publish().stderr


@pytest.mark.usefixtures("at_once")
def test_a_server_that_is_not_there_is_told(publish, monkeypatch):
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:1")
    assert "it does not answer (ConnectError); nothing was changed" in publish().stderr


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("answer", [Answer(200, b"<html>"), Answer(200, {}), Answer(200, [])])
@pytest.mark.parametrize("step", ["look", "make", "ask", "batch", "commit", "list"])  # the others' answers are not read
def test_a_server_that_is_no_hub_is_told(step, answer, hub, publish):
    hub.fault = at(STEPS[step], answer)
    done = publish()
    assert done.exit_code == 1
    if answer.body == b"<html>":
        assert "it answers as no Hub does" in done.stderr
    assert not tagged(hub)


@pytest.mark.usefixtures("at_once")
def test_a_name_or_a_version_that_the_hub_cannot_take_is_told(hub, publish, root):
    settings = root / "annotations/corpus.toml"
    settings.write_text(re.sub("^version = .*", 'version = "one two"', settings.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert "cannot be a tag" in publish("--dry-run").stderr


def test_a_process_that_dies_while_it_loads_is_told(hub, publish, monkeypatch):
    monkeypatch.setattr(proof.sys, "executable", "/bin/false")
    assert "v1.2.3 does not load: the process that loads it ended with 1" in publish().stderr


@pytest.mark.usefixtures("at_once")
def test_a_disk_that_is_full_while_it_loads_is_told_with_how_things_stand(hub, publish, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hub_of, "load", full)
    assert publish().stderr.endswith("No space left on device; it is there, and was not checked; run this again\n")
    assert tagged(hub)


def test_the_dry_run_and_the_run_say_the_same(hub, publish, root, at_once):
    before = files_of(root)
    dry = publish("--dry-run")
    assert files_of(root) == before
    assert publish().stdout.startswith(dry.stdout)
