"""Looking at a dataset that was built: whether it is whole, whether it was touched."""

import json

import pyarrow.parquet as pq
from invented import ACME, FIRED
from making import edit, findings, ident

GOLD = "annotations/gold/open-acme.jsonl"


def stamps(folder):
    """What would show that a file was written again."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}


def dated(root, day):
    """Have an article say another day, where it is marked and where it answers."""
    edit(root / GOLD, at=ident("m", 2), value=day)
    answers = [{"facet": "DAY", "event": FIRED, "values": [day]}, {"facet": "CULPRIT", "event": FIRED, "values": [ACME]}]
    edit(root / GOLD, at=ident("c", 0), answers=answers)


def change(root):
    """Another corpus without findings: one answer is another day."""
    dated(root, "2024-01-05")
    assert findings(root) == []


def spoil(root):
    edit(root / GOLD, at=ident("m", 0), refers_to="e-999999")


def is_whole(folder):
    """Whether a dataset is all there and of one piece: every file of the counts, with the content that they give."""
    counted = json.loads((folder / "counts.json").read_bytes())["tables"]
    for config, splits in counted.items():
        for split, said in splits.items():
            assert pq.read_table(folder / f"data/{config}/{split}.parquet").num_rows == said["rows"]
    assert "dataset_info:" in (folder / "README.md").read_text("utf-8")
    return True


def beside(folder):
    """What stands beside a dataset."""
    return {path.name for path in folder.parent.iterdir()} - {folder.name}
