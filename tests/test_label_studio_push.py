"""Pushing to a project, against one in memory that can break at any call: each article is there once, and work is left alone."""

import itertools

import pytest

from steppe.label_studio import LabelStudioError
from steppe.label_studio.push import ADDED, LEFT, RENEWED, SAME, digest_of, push
from steppe.label_studio.server import WAITS, Broken, There, patiently


class Memory:
    """A project in memory. ``breaks`` gives the calls, from 1, that raise; ``late`` ones have been done all the same."""

    def __init__(self, breaks=(), late=()):
        self.held, self.breaks, self.late = {}, set(breaks), set(late)
        self.count, self.numbers, self.unique = 0, itertools.count(1), set()

    def _call(self, do):
        self.count += 1
        if self.count in self.breaks:
            raise Broken("cut before")
        done = do()
        if self.count in self.late:
            raise Broken("cut after")
        return done

    def tasks(self, project):
        def there(number, one):
            annotations = [{"id": key, "result": result} for key, result in one["annotations"].items()]
            predictions = [{"id": key, **given} for key, given in one["predictions"].items()]
            return There(number, one["data"], annotations, predictions)

        return self._call(lambda: [there(number, one) for number, one in self.held.items()])

    def add_task(self, project, data):
        def do():
            number = next(self.numbers)
            self.held[number] = {"data": data, "annotations": {}, "predictions": {}}
            return number

        return self._call(do)

    def set_data(self, task, data):
        self._call(lambda: self.held[task].update(data=data))

    def add_annotation(self, task, results, unique):
        def do():
            if unique not in self.unique:
                self.unique.add(unique)
                self.held[task]["annotations"][next(self.numbers)] = results

        self._call(do)

    def set_annotation(self, annotation, results):
        one = next(one for one in self.held.values() if annotation in one["annotations"])
        self._call(lambda: one["annotations"].update({annotation: results}))

    def add_prediction(self, task, results, version):
        self._call(lambda: self.held[task]["predictions"].update({next(self.numbers): {"result": results, "model_version": version}}))

    def delete_prediction(self, prediction):
        one = next(one for one in self.held.values() if prediction in one["predictions"])
        self._call(lambda: one["predictions"].pop(prediction))

    def results(self):
        """By article: the results of its annotations, and of its predictions."""
        found = {}
        for one in self.held.values():
            assert one["data"]["name"] not in found  # nothing is there twice
            found[one["data"]["name"]] = [*one["annotations"].values()], [given["result"] for given in one["predictions"].values()]
        return found


def result(word):
    return [{"id": "m-222222", "type": "labels", "value": {"start": 0, "end": 3, "text": word}}]


def tasks(word="Ann", kind="annotations", names=("one", "two"), text="Ann left."):
    data = [{"name": name, "text": text, "of": "ann" if kind != "nothing" else ""} for name in names]
    version = {"model_version": "example 1 ann"} if kind == "predictions" else {}
    return [{"data": one} | ({} if kind == "nothing" else {kind: [{"result": result(word), **version}]}) for one in data]


def pushed(server, given, waited=None):
    return [outcome.kind for outcome in push(server, 1, given, wait=(waited if waited is not None else []).append)]


@pytest.mark.parametrize("kind", ["annotations", "predictions", "nothing"])
def test_the_second_time_nothing_changes(kind):
    server = Memory()
    assert pushed(server, tasks(kind=kind)) == [ADDED, ADDED]
    first = server.results()
    assert pushed(server, tasks(kind=kind)) == [SAME, SAME]
    assert server.results() == first


@pytest.mark.parametrize("kind", ["annotations", "predictions"])
def test_what_nobody_touched_is_renewed(kind):
    server = Memory()
    pushed(server, tasks("Ann", kind))
    assert pushed(server, tasks("Anna", kind)) == [RENEWED, RENEWED]
    sides = ([result("Anna")], []) if kind == "annotations" else ([], [result("Anna")])
    assert server.results() == {"one": sides, "two": sides}


def test_work_is_left_alone_and_told():
    server = Memory()
    pushed(server, tasks("Ann"))
    annotation = next(iter(server.held[1]["annotations"]))
    server.held[1]["annotations"][annotation] = result("Ann of Acme")
    (outcome, other) = push(server, 1, tasks("Anna"))
    assert (outcome.kind, other.kind) == (LEFT, RENEWED)
    assert "pull" in outcome.says
    assert server.results()["one"] == ([result("Ann of Acme")], [])


def test_work_stays_when_articles_are_sent_without_marks_or_as_predictions():
    server = Memory()
    pushed(server, tasks(kind="nothing"))
    server.held[1]["annotations"][99] = result("Ann")
    assert pushed(server, tasks(kind="nothing")) == [SAME, SAME]
    assert pushed(server, tasks("Anna", "predictions")) == [RENEWED, RENEWED]
    assert server.results()["one"] == ([result("Ann")], [result("Anna")])


def test_annotations_of_another_text_are_left_alone():
    server = Memory()
    pushed(server, tasks(kind="nothing"))
    server.held[1]["annotations"][99] = result("Ann")
    (outcome, other) = push(server, 1, tasks(kind="nothing", text="Anna left."))
    assert (outcome.kind, other.kind) == (LEFT, RENEWED)
    assert "another text" in outcome.says


def test_a_task_that_is_there_twice_is_told():
    server = Memory()
    pushed(server, tasks())
    server.held[77] = {"data": {"name": "one"}, "annotations": {}, "predictions": {}}
    (outcome, _) = push(server, 1, tasks())
    assert outcome.kind == LEFT
    assert "2 times" in outcome.says
    assert "77" in outcome.says


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("kind", ["annotations", "predictions", "nothing"])
@pytest.mark.parametrize("before", ["nothing", "annotations"], ids=["into-nothing", "onto-older"])
def test_a_connection_that_breaks_at_any_call_is_taken_up_again(kind, late, before):
    def ready():
        server = Memory()
        if before == "annotations" and kind != "nothing":
            pushed(server, tasks("Old", kind))
        server.count = 0
        return server

    whole = ready()
    pushed(whole, tasks("New", kind))
    for number in range(1, whole.count + 1):
        server, waited = ready(), []
        (server.late if late else server.breaks).add(number)
        kinds = pushed(server, tasks("New", kind), waited)
        assert server.results() == whole.results()
        assert waited == [WAITS[0]]
        assert LEFT not in kinds
        assert pushed(server, tasks("New", kind)) == [SAME, SAME]


def test_a_server_that_does_not_come_back_is_given_up_and_what_is_there_is_told():
    server, waited = Memory(breaks=range(4, 100)), []
    with pytest.raises(LabelStudioError, match="1 of 2 articles are there; push again"):
        push(server, 1, tasks(), wait=waited.append)
    assert tuple(waited) == WAITS
    server.breaks = set()
    pushed(server, tasks())
    assert server.results() == {name: ([result("Ann")], []) for name in ("one", "two")}


def test_a_step_is_taken_again_while_it_breaks():
    taken, waited = [], []

    def step():
        taken.append(1)
        if len(taken) < 3:
            raise Broken("cut")
        return "done"

    assert patiently(step, waited.append) == "done"
    assert tuple(waited) == WAITS[:2]
    with pytest.raises(LabelStudioError, match="cut; try again"):
        patiently(server_gone, [].append)


def server_gone():
    raise Broken("cut")


def test_results_are_compared_by_what_they_say():
    assert digest_of([{"a": 1, "b": [2]}]) == digest_of([{"b": [2], "a": 1}])
    assert digest_of([{"a": 1}]) != digest_of([{"a": 2}])


@pytest.mark.parametrize("command", ["push", "pull"])
def test_without_a_server_a_token_or_the_client_a_command_says_so(command, small, inside, monkeypatch):
    def run(*arguments, **environment):
        for name in ("LABEL_STUDIO_URL", "LABEL_STUDIO_API_KEY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        done = inside("label-studio", command, "--corpus", small, *arguments)
        assert "hush" not in done.output
        return done.exit_code, done.output

    code, said = run(LABEL_STUDIO_API_KEY="hush")
    assert code == 2
    assert "no server is named" in said
    code, said = run("--url", "http://127.0.0.1:1")
    assert code == 2
    assert "LABEL_STUDIO_API_KEY is empty" in said
    code, said = run("--url", "http://studio.example.org", LABEL_STUDIO_API_KEY="hush")
    assert code == 2
    assert "plain http" in said
    monkeypatch.setitem(__import__("sys").modules, "label_studio_sdk", None)
    code, said = run("--url", "http://127.0.0.1:1", LABEL_STUDIO_API_KEY="hush")
    assert code == 1
    assert "pip install 'steppe[label-studio]'" in said
