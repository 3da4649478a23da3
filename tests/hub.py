"""A double of the Hugging Face Hub on loopback: as much of its surface as its own client and the datasets library ask for.

Repositories live in memory. ``fault`` is asked about every request, counted from 1, and can have it answered otherwise, or cut.
"""

import base64
import hashlib
import json
import re
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "hf_QzTvKwRmXbNpLsJd"
CUT, LOST = "cut", "lost"
"""Faults: the connection breaks before a request is carried out, or after, before its answer."""


class Answer(NamedTuple):
    """What a request is answered."""

    status: int = 200
    body: object = b""
    headers: dict = {}  # noqa: RUF012


class Blob(NamedTuple):
    data: bytes
    lfs: bool

    @property
    def entry(self):
        """What a listing says of it."""
        stored = self.pointer if self.lfs else self.data
        said = {"type": "file", "oid": hashlib.sha1(b"blob %d\0" % len(stored) + stored).hexdigest(), "size": len(self.data)}
        return said | ({"lfs": {"oid": self.sha256, "size": len(self.data), "pointerSize": len(stored)}} if self.lfs else {})

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()

    @property
    def pointer(self):
        return b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n" % (self.sha256.encode(), len(self.data))

    @property
    def etag(self):
        return self.sha256 if self.lfs else self.entry["oid"]


class Repository:
    def __init__(self, *, private):
        self.private = private
        self.commits, self.parents, self.tags, self.messages = {}, {}, {}, {}
        self.main = ""
        self.add({".gitattributes": Blob(b"*.parquet filter=lfs diff=lfs merge=lfs -text\n", lfs=False)}, "initial commit")

    def add(self, files, message=""):
        """A commit of these files on main."""
        oid = hashlib.sha1(f"{len(self.commits)} {self.main}".encode()).hexdigest()
        self.commits[oid], self.parents[oid], self.messages[oid] = dict(files), self.main, message
        self.main = oid
        return oid

    @property
    def files(self):
        """The files of main, with their bytes."""
        return {path: blob.data for path, blob in self.commits[self.main].items()}

    def find(self, revision):
        found = {"main": self.main, **self.tags}.get(revision, revision)
        return found if found in self.commits else None


class Hub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *, lfs=True):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.lfs = lfs
        self.repositories, self.objects, self.requests, self.unknown = {}, {}, [], []
        self.fault = lambda number, method, path: None
        self.card = lambda content: ([], [])
        """What is wrong with a card, and what is odd."""
        self.cas, self.rebuilt = "", lambda oid, size: None
        """Where the client's own storage protocol stores files, if it may, and what gives one back."""
        self.lock = threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, address):
        """A client that goes away is no error."""


def fails(status, code="", message=""):
    """An answer that refuses, as the Hub words it."""
    return Answer(status, {"error": message or code}, {"X-Error-Code": code, "X-Error-Message": message or code})


NO_REPOSITORY, NO_REVISION, NO_ENTRY = (fails(404, code) for code in ("RepoNotFound", "RevisionNotFound", "EntryNotFound"))
BAD_TOKEN = fails(401, message="Invalid credentials in Authorization header")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def log_message(self, *_):
        pass

    def handle_any(self):
        url = urlsplit(self.path)
        with self.server.lock:
            self.server.requests.append((self.command, url.path))
            number = len(self.server.requests)
        fault = self.server.fault(number, self.command, url.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        if fault == CUT:
            self.close_connection = True
            return
        self.query = {key: values[0] for key, values in parse_qs(url.query).items()}
        with self.server.lock:
            answer = fault if isinstance(fault, Answer) else self.answer(url.path, body)
        if fault == LOST:
            self.close_connection = True
            return
        with suppress(ConnectionError):
            self.send(answer)

    do_GET = do_HEAD = do_POST = do_PUT = handle_any  # noqa: N815

    def send(self, answer):
        body, headers = answer.body, dict(answer.headers)
        if not isinstance(body, bytes):
            body, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        self.send_response(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def answer(self, path, body):
        """What to answer, by the table of routes below."""
        if not path.startswith("/lfs/") and path != "/api/validate-yaml":
            if "Authorization" not in self.headers:
                return NO_REPOSITORY._replace(status=401)
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                return BAD_TOKEN
        for method, pattern, route in ROUTES:
            if self.command in method.split("|") and (found := re.fullmatch(pattern, path)):
                arguments = [unquote(part or "") for part in found.groups()]
                if "datasets" in pattern:
                    repository = self.server.repositories.get(arguments[0])
                    return route(self, repository, *arguments[1:], body=body) if repository else NO_REPOSITORY
                return route(self, *arguments, body=body)
        self.server.unknown.append((self.command, path))
        return Answer(404)


def create(handler, *, body):
    asked = json.loads(body)
    name = f"{asked['organization']}/{asked['name']}"
    url = f"{handler.server.url}/datasets/{name}"
    if name in handler.server.repositories:
        refusal = fails(409, message="You already created this dataset repo")
        return refusal._replace(body=refusal.body | {"url": url})
    handler.server.repositories[name] = Repository(private=asked.get("visibility") == "private" or bool(asked.get("private")))
    return Answer(200, {"url": url, "name": name})


def check_card(handler, *, body):
    errors, warnings = ([{"message": message} for message in messages] for messages in handler.server.card(json.loads(body)["content"]))
    return Answer(400 if errors else 200, {"errors": errors, "warnings": warnings})


def put_object(handler, oid, *, body):
    if hashlib.sha256(body).hexdigest() != oid:
        return Answer(400)
    handler.server.objects[oid] = body
    return Answer()


def verify_object(handler, oid, *, body):
    return Answer(200 if oid in handler.server.objects else 404, {})


def xet_token(handler, repository, revision, *, body):
    said = {"X-Xet-Cas-Url": handler.server.cas, "X-Xet-Access-Token": "x", "X-Xet-Token-Expiration": str(int(time.time()) + 3600)}
    return Answer(200, {"casUrl": handler.server.cas, "exp": int(time.time()) + 3600, "accessToken": "x"}, said)


def batch(handler, repository, *, body):
    def told(asked):
        oid, here = asked["oid"], f"{handler.server.url}/lfs/{asked['oid']}"
        actions = {} if oid in handler.server.objects else {"actions": {"upload": {"href": here}, "verify": {"href": f"{here}/verify"}}}
        return {"oid": oid, "size": asked["size"], **actions}

    return Answer(200, {"transfer": "basic", "objects": [told(asked) for asked in json.loads(body)["objects"]]})


def refs(handler, repository, *, body):
    def told(kind, found):
        return [{"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": commit} for name, commit in found.items()]

    return Answer(200, {"branches": told("heads", {"main": repository.main}), "tags": told("tags", repository.tags), "converts": []})


def info(handler, repository, revision, *, body):
    commit = repository.find(revision or "main")
    if commit is None:
        return NO_REVISION
    siblings = [{"rfilename": path} for path in repository.commits[commit]]
    return Answer(200, {"_id": "0", "id": "", "sha": commit, "private": repository.private, "tags": [], "siblings": siblings})


def tree(handler, repository, revision, folder, *, body):
    commit = repository.find(revision)
    if commit is None:
        return NO_REVISION
    files, folder = repository.commits[commit], folder.strip("/")
    inside = f"{folder}/" if folder else ""
    folders = {"/".join(path.split("/")[:depth]) for path in files for depth in range(1, path.count("/") + 1)}
    if folder and folder not in folders:
        return NO_ENTRY
    deep = handler.query.get("recursive", "").lower() in ("true", "1")

    def listed(path):
        return path.startswith(inside) and (deep or "/" not in path.removeprefix(inside))

    told = [{"type": "directory", "oid": "0" * 40, "size": 0, "path": path} for path in sorted(folders) if listed(path)]
    return Answer(200, told + [blob.entry | {"path": path} for path, blob in files.items() if listed(path)])


def paths(handler, repository, revision, *, body):
    commit = repository.find(revision)
    if commit is None:
        return NO_REVISION
    form = json.loads(body) if body.startswith(b"{") else parse_qs(body.decode())
    wanted = [form["paths"]] if isinstance(form["paths"], str) else form["paths"]
    files = repository.commits[commit]
    folders = [path for path in wanted if any(name.startswith(f"{path}/") for name in files)]
    told = [{"type": "directory", "oid": "0" * 40, "size": 0, "path": path} for path in folders]
    return Answer(200, told + [files[path].entry | {"path": path} for path in wanted if path in files])


def preupload(handler, repository, revision, *, body):
    commit = repository.find(revision)
    if commit is None:
        return NO_REVISION
    asked, files = json.loads(body), repository.commits[commit]
    ignoring = asked.get("gitIgnore", files[".gitignore"].data.decode() if ".gitignore" in files else "").split()

    def told(path):
        ignored = any(path.endswith(pattern.lstrip("*")) for pattern in ignoring)
        mode = "lfs" if handler.server.lfs and path.endswith(".parquet") else "regular"
        return {"path": path, "uploadMode": mode, "shouldIgnore": ignored, **({"oid": files[path].etag} if path in files else {})}

    return Answer(200, {"files": [told(file["path"]) for file in asked["files"]], "commitOid": commit})


def commit(handler, repository, revision, *, body):
    name = next(name for name, one in handler.server.repositories.items() if one is repository)
    head, *operations = [json.loads(line) for line in body.splitlines() if line.strip()]
    parent = head["value"].get("parentCommit")
    if parent and parent != repository.main:
        return fails(412, message="A commit has happened since. Please refresh and try again.")
    files = dict(repository.commits[repository.main])
    for operation in operations:
        value = operation["value"]
        if operation["key"] == "file":
            files[value["path"]] = Blob(base64.b64decode(value["content"]), lfs=False)
        elif operation["key"] == "lfsFile":
            if value["oid"] not in handler.server.objects and (data := handler.server.rebuilt(value["oid"], value["size"])) is not None:
                handler.server.objects[value["oid"]] = data
            if value["oid"] not in handler.server.objects:
                return fails(400, message=f"{value['path']} was not sent")
            files[value["path"]] = Blob(handler.server.objects[value["oid"]], lfs=True)
        elif files.pop(value["path"], None) is None:
            return fails(404, "EntryNotFound", "A file with this name doesn't exist")
    oid = repository.add(files, head["value"]["summary"])
    return Answer(200, {"success": True, "commitOid": oid, "commitUrl": f"{handler.server.url}/datasets/{name}/commit/{oid}"})


def tag(handler, repository, revision, *, body):
    name, target = json.loads(body)["tag"], repository.find(revision)
    if target is None:
        return NO_REVISION
    if name in repository.tags:
        return fails(409, message="Tag already exists")
    repository.tags[name] = target
    return Answer(200, {})


def resolve(handler, repository, revision, path, *, body):
    oid = repository.find(revision)
    if oid is None:
        return NO_REVISION
    blob = repository.commits[oid].get(path)
    if blob is None:
        return NO_ENTRY._replace(headers=NO_ENTRY.headers | {"X-Repo-Commit": oid})
    headers = {"X-Repo-Commit": oid, "ETag": f'"{blob.etag}"', "Accept-Ranges": "bytes", "Content-Type": "application/octet-stream"}
    if blob.lfs:
        headers |= {"X-Linked-Etag": f'"{blob.etag}"', "X-Linked-Size": str(len(blob.data))}
    if found := re.match(r"bytes=(\d+)-(\d*)", handler.headers.get("Range", "")):
        start, end = int(found[1]), min(int(found[2] or len(blob.data)), len(blob.data) - 1)
        return Answer(206, blob.data[start : end + 1], headers | {"Content-Range": f"bytes {start}-{end}/{len(blob.data)}"})
    return Answer(200, blob.data, headers)


_REPO = "/api/datasets/([^/]+/[^/]+)"
ROUTES = [
    ("POST", "/api/repos/create", create),
    ("POST", "/api/validate-yaml", check_card),
    ("PUT", r"/lfs/(\w+)", put_object),
    ("POST", r"/lfs/(\w+)/verify", verify_object),
    ("POST", r"/datasets/([^/]+/[^/]+)\.git/info/lfs/objects/batch", batch),
    ("GET", f"{_REPO}/refs", refs),
    ("GET", f"{_REPO}(?:/revision/([^/]+))?", info),
    ("GET", f"{_REPO}/tree/([^/]+)(/.*)?", tree),
    ("POST", f"{_REPO}/paths-info/([^/]+)", paths),
    ("POST", f"{_REPO}/preupload/([^/]+)", preupload),
    ("GET", f"{_REPO}/xet-write-token/([^/]+)", xet_token),
    ("POST", f"{_REPO}/commit/([^/]+)", commit),
    ("POST", f"{_REPO}/tag/([^/]+)", tag),
    ("GET|HEAD", "/datasets/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", resolve),
]
