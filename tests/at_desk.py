"""Somebody who decides in Label Studio, as its editor would save it: for tests of adjudication there."""

import copy
import json

from click.testing import CliRunner

from steppe.cli.label_studio_ import label_studio_
from steppe.label_studio.names import TEXT


class Desk:
    """One task, and what is done with it. Deleting a region takes what is said of it, and what leads to it or from it."""

    def __init__(self, task, by="ann"):
        self.task = copy.deepcopy(task)
        self.by = by
        self.results = self.task["annotations"][0]["result"]
        for result in self.results:
            if result["type"] == "choices":  # the editor adds the words of the region
                result["value"]["text"] = self.of(result["id"])[0]["value"]["text"]

    def of(self, region):
        """The results of a region."""
        return [result for result in self.results if result.get("id") == region]

    def delete(self, *regions):
        for region in regions:
            assert self.of(region), region
            self.results[:] = [result for result in self.results if region not in map(result.get, ("id", "from_id", "to_id"))]
        return self

    def say(self, region, **said):
        """Choose or write; what was said before is gone."""
        for control, words in said.items():
            self.results[:] = [result for result in self.results if (result.get("id"), result.get("from_name")) != (region, control)]
            place = {key: self.of(region)[0]["value"][key] for key in ("start", "end")}
            kind, key = ("choices", "choices") if control in ("verdict", "cause", "level", "certainty") else ("textarea", "text")
            value = {**place, **({"text": self.of(region)[0]["value"].get("text", "")} if key == "choices" else {}), key: [words]}
            self.results.append({"id": region, "from_name": control, "to_name": TEXT, "type": kind, "value": value})
        return self

    def draw(self, region, control, label, start, end):
        value = {"start": start, "end": end, "text": self.task["data"]["text"][start:end], "labels": [label]}
        self.results.append({"id": region, "from_name": control, "to_name": TEXT, "type": "labels", "value": value})
        return self

    def relate(self, start, end, label):
        self.results.append({"from_id": start, "to_id": end, "type": "relation", "direction": "right", "labels": [label]})
        return self

    def without_meta(self):
        for result in self.results:
            result.pop("meta", None)
        return self

    def exported(self):
        """A task as an export has it."""
        made = {"result": self.results, "completed_by": {"email": self.by}, "updated_at": "2024-03-04T05:06:07Z"}
        return {"id": 1, "data": self.task["data"], "annotations": [made]}


def export_of(*desks):
    """The bytes of an export."""
    return json.dumps([desk.exported() for desk in desks], ensure_ascii=False).encode()


def open_groups(task):
    """The decisions that are open in a task: by id, the regions of the first and of the second."""
    return {
        group["id"]: ([mark["id"] for mark in group.get("first", ())], [mark["id"] for mark in group.get("second", ())])
        for group in task["data"]["draft"]
        if group.get("first") or group.get("second")
    }


def studio(root, command, *arguments):
    """What a command of Label Studio does in a corpus."""
    done = CliRunner().invoke(label_studio_, [command, "--corpus", str(root), *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done
